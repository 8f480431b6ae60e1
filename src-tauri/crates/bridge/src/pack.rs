//! The briefing screen: what is chosen for a pack, the pack as it would be, the packs that were made.

use std::path::Path;
use std::sync::Arc;

use jiff::civil::Date;
use scrutiny_casebook::{
    Brief, Choices, Draft, Error, Form, Out, PackChoices as Chosen, Reader, Sheet, StoredPack, Who,
};
use scrutiny_domain::annotations::Visibility;
use scrutiny_domain::briefing::{Caution, Concern, Section};
use scrutiny_domain::comparison::WhichCycle;
use serde::{Deserialize, Serialize};

use crate::{Bridge, BridgeText, count, index};

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
    /// Which of the authority's runs of visits, by the year or month that its judgement was given in; the usual one where
    /// nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "bridge", specta(optional))]
    pub cycle: Option<String>,
    /// No party is named and no colour could be taken for one's.
    pub neutral: bool,
    /// Who said it is told by what they are, and not by name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "bridge", specta(optional))]
    pub unnamed: Option<bool>,
    /// Shown above everything, as before an election; empty where there is none.
    pub banner: String,
    /// Most pages: the least gives way until it fits. As long as it is where there is none.
    pub most_pages: Option<u32>,
}

impl Default for PackChoices {
    fn default() -> Self {
        PackChoices::of(&Chosen::default())
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

impl From<Sheet> for PackPaper {
    fn from(sheet: Sheet) -> Self {
        match sheet {
            Sheet::A4 => PackPaper::A4,
            Sheet::A5 => PackPaper::A5,
            Sheet::A4LargePrint => PackPaper::Large,
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
            sha256: draft.sha256(),
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

impl Bridge {
    /// What was chosen last for the pack of this authority; the usual where nothing was.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub async fn pack_choices(&self, authority: &str) -> Result<PackChoices, Error> {
        let chosen = self.casebook.pack_choices(authority).await?;
        Ok(PackChoices::of(&chosen))
    }

    /// Keeps what was chosen; it can be taken back like any other change.
    ///
    /// # Errors
    /// Where the meeting is no day, or the file cannot be written.
    pub async fn choose_pack(
        &self,
        who: &Who,
        authority: &str,
        choices: &PackChoices,
    ) -> Result<(), Error> {
        let chosen = choices.read()?;
        self.casebook.choose_pack(who, authority, &chosen).await
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
        who: &Who,
    ) -> Result<Draft, Error> {
        let chosen = choices.read()?;
        let pack = chosen.pack(authority, made);
        let choices = Choices {
            by: who.by.clone(),
            ..chosen.choices(Form::Pdf(chosen.sheet))
        };
        self.casebook.draft(pack, choices).await
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
        let chosen = choices.read()?;
        let beside = || self.casebook.free_pack_name(authority, made);
        let out = out.map_or_else(beside, Path::to_owned);
        let pack = chosen.pack(authority, made);
        let choices = chosen.choices(Form::of(&out, chosen.sheet)?);
        // A name of its own is free; of another the dialog has asked whether it may be replaced.
        let to = Out {
            path: &out,
            replace: true,
        };
        let brief = self.casebook.brief_as(pack, choices, to, who).await?;
        Ok(PackFile::of(&out, &brief))
    }

    /// All packs made of the case, newest first.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub async fn packs(&self) -> Result<Vec<PackMade>, Error> {
        let packs = self.casebook.packs().await?;
        Ok(packs.iter().map(PackMade::of).collect())
    }

    /// A pack that was made before, as its pages were.
    ///
    /// # Errors
    /// Where there is no such pack.
    pub async fn draft_again(&self, id: u32, paper: PackPaper) -> Result<Draft, Error> {
        let form = Form::Pdf(paper.into());
        self.casebook.pack_again(i64::from(id), form).await
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
        let brief = self
            .casebook
            .write_pack_again(
                i64::from(id),
                form,
                Out {
                    path: out,
                    replace: true,
                },
            )
            .await?;
        Ok(PackFile::of(out, &brief))
    }
}

/// What a draft's pages say.
///
/// # Errors
/// Where it cannot be read.
pub async fn draft_text(bytes: Arc<Vec<u8>>, reader: &Reader) -> Result<BridgeText, Error> {
    let document = scrutiny_casebook::draft_text(bytes, reader).await?;
    Ok(BridgeText::of(&document))
}

impl PackChoices {
    fn of(chosen: &Chosen) -> PackChoices {
        PackChoices {
            audience: chosen.audience,
            committee: chosen.committee.clone().unwrap_or_default(),
            meeting: chosen
                .meeting
                .map(|day| day.to_string())
                .unwrap_or_default(),
            paper: chosen.sheet.into(),
            sections: chosen.sections.clone(),
            cycle: Some(chosen.cycle.to_string()).filter(|said| !said.is_empty()),
            neutral: chosen.neutral,
            unnamed: chosen.unnamed.then_some(true),
            banner: chosen.banner.clone().unwrap_or_default(),
            most_pages: chosen.most_pages.map(count),
        }
    }

    /// As the casebook understands it.
    fn read(&self) -> Result<Chosen, Error> {
        let said = |words: &str| Some(words.trim().to_owned()).filter(|words| !words.is_empty());
        let meeting = said(&self.meeting)
            .map(|day| day.parse().map_err(|_| Error::NotADate(day)))
            .transpose()?;
        Ok(Chosen {
            audience: self.audience,
            committee: said(&self.committee),
            meeting,
            sheet: self.paper.into(),
            sections: self.sections.clone(),
            cycle: match self.cycle.as_deref().unwrap_or_default() {
                "" => WhichCycle::Usual,
                said => said.parse().map_err(|_| Error::NotADate(said.to_owned()))?,
            },
            neutral: self.neutral,
            unnamed: self.unnamed.unwrap_or_default(),
            banner: said(&self.banner),
            most_pages: self.most_pages.map(index),
        })
    }
}
