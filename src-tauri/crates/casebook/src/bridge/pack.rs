//! The briefing screen: what is chosen for a pack, the pack as it would be, the packs that were made.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::Date;
use scrutiny_domain::annotations::Visibility;
use scrutiny_domain::briefing::{Caution, Concern, Section};
use scrutiny_print::Sheet;
use scrutiny_store::{StoredPack, Who};
use serde::{Deserialize, Serialize};

use super::{BridgeText, count};
use crate::brief::hexadecimal;
use crate::{Brief, Casebook, Choices, Draft, Error, Form, Pack, Reader};

/// What a person chose for the pack of one authority.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bridge", derive(specta::Type))]
pub struct PackChoices {
    pub audience: Visibility,
    /// "Children’s scrutiny committee"; empty where none was named.
    pub committee: String,
    /// `2026-03-12`, or empty.
    pub meeting: String,
    pub paper: PackPaper,
    /// After the front page, in this order.
    pub sections: Vec<Section>,
    /// No party is named and no colour could be taken for one's.
    pub neutral: bool,
    /// Shown above everything, as before an election; empty where there is none.
    pub banner: String,
    /// Most pages: the least gives way until it fits. As long as it is where there is none.
    pub most_pages: Option<u32>,
}

impl Default for PackChoices {
    /// Every section, for members, on A4.
    fn default() -> Self {
        PackChoices {
            audience: Visibility::MembersOnly,
            committee: String::new(),
            meeting: String::new(),
            paper: PackPaper::A4,
            sections: Section::ALL.to_vec(),
            neutral: false,
            banner: String::new(),
            most_pages: None,
        }
    }
}

/// What a PDF is printed on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bridge", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum PackPaper {
    A4,
    /// Pages of a booklet.
    A5,
    /// A4 in type of 16 points and more.
    Large,
}

impl From<PackPaper> for Sheet {
    fn from(paper: PackPaper) -> Self {
        match paper {
            PackPaper::A4 => Sheet::A4,
            PackPaper::A5 => Sheet::A5,
            PackPaper::Large => Sheet::A4LargePrint,
        }
    }
}

/// A pack as its pages are, before it is written anywhere.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "bridge", derive(specta::Type))]
pub struct PackPreview {
    /// SHA-256 of the PDF: what its pages' pictures and its text are asked for by.
    pub sha256: String,
    pub pages: u32,
    pub cautions: Vec<PackCaution>,
    /// What gave way to a limit of pages, or stands in no section chosen: a sentence each.
    pub left_out: Vec<String>,
}

/// Words to look at again before a pack is published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bridge", derive(specta::Type))]
pub struct PackCaution {
    pub concern: Concern,
    /// What raised it: "two children", "mother".
    pub because: String,
    /// The words as the pack has them.
    pub words: String,
}

/// The pack that was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bridge", derive(specta::Type))]
pub struct PackFile {
    pub path: String,
    /// None where the reader's program makes the pages.
    pub pages: Option<u32>,
    pub cautions: Vec<PackCaution>,
}

/// A pack that was made before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bridge", derive(specta::Type))]
pub struct PackMade {
    pub id: u32,
    /// RFC 3339.
    pub at: String,
    pub by: Option<String>,
    pub authority: String,
    pub audience: Visibility,
    /// Name of the file, without folders.
    pub file: String,
}

impl PackMade {
    /// A line of the list.
    pub fn of(pack: &StoredPack) -> PackMade {
        PackMade {
            id: u32::try_from(pack.id).unwrap_or(u32::MAX),
            at: pack.made.to_string(),
            by: pack.by.clone(),
            authority: pack.authority.clone(),
            audience: pack.audience,
            file: pack.file.clone(),
        }
    }
}

impl PackCaution {
    fn all(cautions: &[Caution]) -> Vec<PackCaution> {
        let one = |caution: &Caution| PackCaution {
            concern: caution.concern,
            because: caution.because.clone(),
            words: caution.words.clone(),
        };
        cautions.iter().map(one).collect()
    }
}

impl PackPreview {
    /// What is shown of a draft.
    pub fn of(draft: &Draft) -> PackPreview {
        PackPreview {
            sha256: hexadecimal(&draft.bytes),
            pages: count(draft.pages.unwrap_or_default()),
            cautions: PackCaution::all(&draft.cautions()),
            left_out: draft.left_out.clone(),
        }
    }
}

impl PackFile {
    fn of(out: &Path, brief: &Brief) -> PackFile {
        PackFile {
            path: out.display().to_string(),
            pages: brief.pages.map(count),
            cautions: PackCaution::all(&brief.cautions),
        }
    }
}

impl Casebook {
    /// What was chosen last for the pack of this authority; the usual where nothing was.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub async fn pack_choices(&self, authority: &str) -> Result<PackChoices, Error> {
        let kept = self.workspace.setting(&setting(authority)).await?;
        // Choices of a later program that this one does not know are no reason to refuse the case.
        Ok(kept
            .and_then(|value| serde_json::from_value(value).ok())
            .unwrap_or_default())
    }

    /// Keeps what was chosen; it can be taken back like any other change.
    ///
    /// # Errors
    /// Where the file cannot be written.
    pub async fn choose_pack(
        &self,
        who: &Who,
        authority: &str,
        choices: &PackChoices,
    ) -> Result<(), Error> {
        let value = serde_json::to_value(choices).map_err(|e| Error::Inside(e.to_string()))?;
        let name = setting(authority);
        // What did not change is no step to take back.
        if self.workspace.setting(&name).await?.as_ref() == Some(&value) {
            return Ok(());
        }
        Ok(self.workspace.set(who, &name, value).await?)
    }

    /// The pack as it would be now, as PDF.
    ///
    /// # Errors
    /// Where there is nothing to compare yet.
    pub async fn draft_of(
        &self,
        authority: &str,
        choices: &PackChoices,
        made: Date,
    ) -> Result<Draft, Error> {
        let form = Form::Pdf(choices.paper.into());
        let (pack, choices) = choices.read(authority, form, made)?;
        self.draft(pack, choices).await
    }

    /// Makes the pack of one authority, at `out` in the form its ending asks for, or as PDF beside the case under a
    /// name that is free.
    ///
    /// # Errors
    /// Where there is nothing to compare yet or the file cannot be written.
    pub async fn pack_file(
        &self,
        authority: &str,
        choices: &PackChoices,
        out: Option<&Path>,
        made: Date,
        who: &Who,
    ) -> Result<PackFile, Error> {
        let out = out.map_or_else(|| free_name(self.path(), authority, made), Path::to_owned);
        let form = Form::of(&out, choices.paper.into())?;
        let (pack, choices) = choices.read(authority, form, made)?;
        let brief = self.brief_as(pack, choices, &out, who).await?;
        Ok(PackFile::of(&out, &brief))
    }

    /// Writes a pack that was made before to `out`, in the form its ending asks for.
    ///
    /// # Errors
    /// Where there is no such pack or the file cannot be written.
    pub async fn pack_file_again(
        &self,
        id: u32,
        paper: PackPaper,
        out: &Path,
    ) -> Result<PackFile, Error> {
        let form = Form::of(out, paper.into())?;
        let brief = self.write_pack_again(i64::from(id), form, out).await?;
        Ok(PackFile::of(out, &brief))
    }
}

/// What a draft's pages say, read back from the PDF as any paper is read: headings, lists and tables with their pages.
///
/// # Errors
/// Where it cannot be read.
pub async fn text_of_draft(bytes: Arc<Vec<u8>>, reader: &Reader) -> Result<BridgeText, Error> {
    let reader = reader.clone();
    let read = move || reader.document(&bytes, "pack.pdf");
    Ok(BridgeText::of(&tokio::task::spawn_blocking(read).await??))
}

/// A page of a draft (from 0) as PNG, `scale` pixels a point; none where it has no such page. It was made by this
/// program, so it is drawn in this process.
///
/// # Errors
/// Where it cannot be drawn.
pub async fn picture_of_draft(
    bytes: Arc<Vec<u8>>,
    page: usize,
    scale: f32,
) -> Result<Option<Vec<u8>>, Error> {
    let draw = move || Reader::in_process().picture(&bytes, "pack.pdf", page, scale);
    Ok(tokio::task::spawn_blocking(draw).await??)
}

impl PackChoices {
    /// As the casebook understands it.
    fn read<'a>(
        &self,
        authority: &'a str,
        form: Form,
        made: Date,
    ) -> Result<(Pack<'a>, Choices), Error> {
        let said = |words: &str| Some(words.trim().to_owned()).filter(|words| !words.is_empty());
        let meeting = said(&self.meeting)
            .map(|day| day.parse().map_err(|_| Error::NotADate(day)))
            .transpose()?;
        let pack = Pack {
            authority,
            audience: self.audience,
            committee: said(&self.committee),
            meeting,
            made,
        };
        let choices = Choices {
            form,
            sections: self.sections.clone(),
            neutral: self.neutral,
            banner: said(&self.banner),
            pages: self.most_pages.map(|most| most as usize),
        };
        Ok((pack, choices))
    }
}

/// The name under which a case keeps what was chosen.
fn setting(authority: &str) -> String {
    format!("pack of {authority}")
}

/// "Northmere briefing 2026-01-31.pdf" beside the case; with a number where that is taken.
fn free_name(case: &Path, authority: &str, made: Date) -> PathBuf {
    // An authority that is on no list goes by what a document calls it: nothing in it may leave the folder.
    let plain: String = authority
        .chars()
        .map(|c| if r#"/\:*?"<>|"#.contains(c) { ' ' } else { c })
        .collect();
    let named = |number: &str| case.with_file_name(format!("{plain} briefing {made}{number}.pdf"));
    let mut name = named("");
    let mut number = 2;
    while name.exists() {
        name = named(&format!(" ({number})"));
        number += 1;
    }
    name
}
