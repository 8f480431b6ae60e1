//! Making a briefing pack.

use std::path::Path;
use std::sync::Arc;

use jiff::civil::Date;
use scrutiny_domain::READ_BY;
use scrutiny_domain::annotations::{Annotation, Visibility};
use scrutiny_domain::briefing::{self, Briefing, Caution, Limits, Options, Section};
use scrutiny_domain::comparison::{self, Comparison, WhichCycle};
use scrutiny_domain::document::Document;
use scrutiny_print::{DocxWriter, HtmlWriter, PdfWriter, PrintError, Printed, Sheet, Writer};
use scrutiny_store::{NewPack, StoreError, StoredPack, Who};
use sha2::{Digest, Sha256};

use crate::read::file_name;
use crate::{Casebook, Error, Out, Reader, Scope};

/// Which pack to make.
#[derive(Debug, Clone)]
pub struct Pack<'a> {
    /// Name or code of the authority.
    pub authority: &'a str,
    /// What is for members only stays out of a pack for the public: papers and notes alike.
    pub audience: Visibility,
    pub committee: Option<String>,
    pub meeting: Option<Date>,
    /// The day it is made.
    pub made: Date,
}

/// What else can be chosen about a pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choices {
    pub form: Form,
    /// After the front page, in this order.
    pub sections: Vec<Section>,
    /// Which of the authority's runs of visits.
    pub cycle: WhichCycle,
    /// No party is named and no colour could be taken for one's.
    pub neutral: bool,
    /// Who said it is told by what they are, and not by name.
    pub unnamed: bool,
    /// Shown above everything, as before an election.
    pub banner: Option<String>,
    /// Most pages: the least is left out until it fits. Counted on its own paper in a PDF, on A4 elsewhere.
    pub pages: Option<usize>,
    /// Who makes it, for what the file says of itself; who writes it, where nobody is named.
    pub by: Option<String>,
}

impl Default for Choices {
    fn default() -> Self {
        Choices {
            form: Form::default(),
            sections: Section::ALL.to_vec(),
            cycle: WhichCycle::Usual,
            neutral: false,
            unnamed: false,
            banner: None,
            pages: None,
            by: None,
        }
    }
}

/// What kind of file a pack is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    Pdf(Sheet),
    /// One accessible HTML file.
    Html,
    /// A Word document, to be edited.
    Docx,
}

impl Default for Form {
    fn default() -> Self {
        Form::Pdf(Sheet::A4)
    }
}

impl Form {
    /// What the ending of the name asks for; `sheet` matters to a PDF alone.
    ///
    /// # Errors
    /// [`Error::Form`] where the ending is of no form of pack.
    pub fn of(out: &Path, sheet: Sheet) -> Result<Form, Error> {
        let ending = out.extension().map(|e| e.to_string_lossy().to_lowercase());
        match ending.as_deref() {
            Some("pdf") => Ok(Form::Pdf(sheet)),
            Some("html" | "htm") => Ok(Form::Html),
            Some("docx") => Ok(Form::Docx),
            _ => Err(Error::Form(out.to_owned())),
        }
    }

    fn write(self, briefing: &Briefing) -> Result<Printed, PrintError> {
        match self {
            Form::Pdf(sheet) => PdfWriter { sheet }.write(briefing),
            Form::Html => HtmlWriter.write(briefing),
            Form::Docx => DocxWriter.write(briefing),
        }
    }
}

/// A pack that is composed and set, and written nowhere yet.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    pub briefing: Briefing,
    pub bytes: Vec<u8>,
    /// None where the reader's program makes the pages.
    pub pages: Option<usize>,
    /// What gave way to a limit of pages, stands in no section chosen, or may not be in a pack for its readers: a sentence
    /// each.
    pub left_out: Vec<String>,
}

impl Draft {
    /// SHA-256 of its bytes.
    pub fn sha256(&self) -> String {
        hexadecimal(&self.bytes)
    }

    /// What a person should look at again before a pack for the public is published.
    pub fn cautions(&self) -> Vec<Caution> {
        briefing::cautions(&self.briefing)
    }
}

/// A pack that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Brief {
    /// None where the reader's program makes the pages.
    pub pages: Option<usize>,
    /// What a person should look at again before a pack for the public is published.
    pub cautions: Vec<Caution>,
    /// What gave way to a limit of pages, or stands in no section chosen: a sentence each.
    pub left_out: Vec<String>,
}

impl From<Draft> for Brief {
    fn from(draft: Draft) -> Self {
        Brief {
            pages: draft.pages,
            cautions: draft.cautions(),
            left_out: draft.left_out,
        }
    }
}

impl Casebook {
    /// Makes the pack of an authority's usual judgement cycle ([`WhichCycle::Usual`]), writes it to `out`, and keeps what it says.
    ///
    /// A pack of this case at `out` is replaced by a finished one; another file only where the person said so.
    pub async fn brief<'a>(
        &self,
        pack: Pack<'_>,
        out: impl Into<Out<'a>>,
        who: &Who,
    ) -> Result<Brief, Error> {
        self.brief_as(pack, Choices::default(), out, who).await
    }

    /// The same, with all that can be chosen.
    pub async fn brief_as<'a>(
        &self,
        pack: Pack<'_>,
        choices: Choices,
        out: impl Into<Out<'a>>,
        who: &Who,
    ) -> Result<Brief, Error> {
        let (out, audience) = (out.into(), pack.audience);
        let choices = Choices {
            by: choices.by.or_else(|| who.by.clone()),
            ..choices
        };
        let draft = self.draft(pack, choices).await?;
        let written = self.write_beside(out, audience, &draft.bytes).await?;
        let sha256 = draft.sha256();
        let new = NewPack {
            briefing: &draft.briefing,
            file: &file_name(out.path),
            sha256: &sha256,
        };
        // First: no file is ever handed out of which the case knows nothing.
        let id = self.workspace.keep_pack(who, new).await?;
        written.put().map_err(|why| Error::PackKept {
            id,
            why: Box::new(why),
        })?;
        Ok(draft.into())
    }

    /// The pack as it would be now, to be looked at; nothing is written.
    pub async fn draft(&self, pack: Pack<'_>, choices: Choices) -> Result<Draft, Error> {
        let scope = Scope {
            authority: Some(pack.authority),
            public_only: pack.audience == Visibility::Public,
        };
        let (comparisons, readings) = self.compared(scope).await?;
        let comparison = meant(comparisons, choices.cycle, pack.authority)?;
        let held_back = match pack.audience {
            Visibility::Public => self.held_back(pack.authority, readings.len()).await?,
            Visibility::MembersOnly => None,
        };
        let annotations = self.annotations_for(&comparison).await?;
        let options = Options {
            audience: pack.audience,
            committee: pack.committee,
            meeting: pack.meeting,
            rules: format!("rules {READ_BY}, program {}", env!("CARGO_PKG_VERSION")),
            sections: choices.sections,
            neutral: choices.neutral,
            unnamed: choices.unnamed,
            banner: choices.banner,
            pages: choices.pages,
            templates: self.templates().await?,
            ..Options::usual(pack.made)
        };
        let options = Options {
            inputs: hash_of_inputs(&comparison, &annotations, &options)?,
            by: choices.by,
            ..options
        };
        let write = move || {
            let compose = |limits| {
                let options = Options {
                    limits,
                    ..options.clone()
                };
                briefing::compose(&comparison, &readings, &annotations, &options)
            };
            let sheet = match choices.form {
                Form::Pdf(sheet) => sheet,
                Form::Html | Form::Docx => Sheet::A4,
            };
            let briefing = match options.pages {
                Some(most) => within(most, sheet, &compose)?,
                None => compose(options.limits),
            };
            let printed = choices.form.write(&briefing);
            printed.map(|printed| (briefing, printed))
        };
        let (briefing, printed) = tokio::task::spawn_blocking(write).await??;
        let mut briefing = briefing;
        briefing.withheld.extend(held_back);
        let mut left_out = left_out(&briefing);
        if let (Some(most), Some(pages)) = (choices.pages, printed.pages)
            && pages > most
        {
            left_out.push(format!(
                "It has {pages} pages, not {most}: what people wrote, the visits and the papers are never left out."
            ));
        }
        Ok(Draft {
            briefing,
            bytes: printed.bytes,
            pages: printed.pages,
            left_out,
        })
    }
}

impl Casebook {
    /// How many papers of the authority a pack for the public may not use, where there are any.
    async fn held_back(&self, authority: &str, shown: usize) -> Result<Option<String>, Error> {
        let all = self
            .readings(Scope {
                authority: Some(authority),
                public_only: false,
            })
            .await?;
        Ok(match all.len().saturating_sub(shown) {
            0 => None,
            1 => Some("1 paper, for it is marked for members only.".to_owned()),
            n => Some(format!("{n} papers, for they are marked for members only.")),
        })
    }

    /// The packs that were made, newest first.
    pub async fn packs(&self) -> Result<Vec<StoredPack>, Error> {
        Ok(self.workspace.packs().await?)
    }

    /// What a pack said when it was made.
    ///
    /// # Errors
    /// Where there is none of that number.
    pub async fn pack(&self, id: i64) -> Result<Briefing, Error> {
        let kept = self.workspace.pack(id).await?;
        Ok(kept.ok_or(StoreError::Missing { what: "pack", id })?)
    }

    /// A pack that was made, set again from what it said then, whatever has changed since.
    ///
    /// # Errors
    /// Where there is none of that number.
    pub async fn pack_again(&self, id: i64, form: Form) -> Result<Draft, Error> {
        let briefing = self.pack(id).await?;
        let set = move || form.write(&briefing).map(|printed| (briefing, printed));
        let (briefing, printed) = tokio::task::spawn_blocking(set).await??;
        Ok(Draft {
            left_out: left_out(&briefing),
            briefing,
            bytes: printed.bytes,
            pages: printed.pages,
        })
    }

    /// Writes a pack again as it was handed out, in any form: from what it said then, not from what is known now.
    pub async fn write_pack_again<'a>(
        &self,
        id: i64,
        form: Form,
        out: impl Into<Out<'a>>,
    ) -> Result<Brief, Error> {
        let out = out.into();
        let draft = self.pack_again(id, form).await?;
        let audience = draft.briefing.audience;
        let written = self.write_beside(out, audience, &draft.bytes).await?;
        written.put()?;
        Ok(draft.into())
    }
}

/// What a draft's pages say, read back from the PDF as any paper is read: headings, lists and tables with their pages.
///
/// # Errors
/// Where it cannot be read.
pub async fn draft_text(bytes: Arc<Vec<u8>>, reader: &Reader) -> Result<Document, Error> {
    let reader = reader.clone();
    let read = move || reader.document(&bytes, "pack.pdf");
    Ok(tokio::task::spawn_blocking(read).await??)
}

/// A page of a draft (from 0) as PNG, `scale` pixels a point; none where it has no such page. It was made by this
/// program, so it is drawn in this process.
///
/// # Errors
/// Where it cannot be drawn.
pub async fn draft_picture(
    bytes: Arc<Vec<u8>>,
    page: usize,
    scale: f32,
) -> Result<Option<Vec<u8>>, Error> {
    let draw = move || Reader::in_process().picture(&bytes, "pack.pdf", page, scale);
    Ok(tokio::task::spawn_blocking(draw).await??)
}

/// The longest pack within as many pages; the shortest there is where none is.
fn within(
    most: usize,
    sheet: Sheet,
    compose: &dyn Fn(Limits) -> Briefing,
) -> Result<Briefing, PrintError> {
    let steps = Limits::shorter_and_shorter();
    let fits = |at: usize| {
        let printed = PdfWriter { sheet }.write(&compose(steps[at]))?;
        Ok(printed.pages.is_none_or(|pages| pages <= most))
    };
    // Each step is shorter than the one before: the first that fits is found by halves.
    let (mut low, mut high) = (0, steps.len() - 1);
    while low < high {
        let middle = usize::midpoint(low, high);
        if fits(middle)? {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    Ok(compose(steps[low]))
}

pub(crate) fn hexadecimal(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .map(|b| format!("{b:02x}"))
        .collect()
}

/// SHA-256 of all that a pack is made from: what was read and decided, what its audience may see of what people wrote,
/// what was chosen. Two packs of one hash say the same.
fn hash_of_inputs(
    comparison: &Comparison,
    annotations: &[Annotation],
    options: &Options,
) -> Result<String, Error> {
    let seen: Vec<&Annotation> = annotations
        .iter()
        .filter(|a| {
            options.audience == Visibility::MembersOnly || a.visibility == Visibility::Public
        })
        .collect();
    let text = serde_json::to_vec(&(comparison, seen, options))
        .map_err(|e| Error::Inside(e.to_string()))?;
    Ok(hexadecimal(&text))
}

/// The comparison of the cycle that is asked for.
///
/// # Errors
/// Where there is nothing to compare, or no such cycle.
pub(crate) fn meant(
    comparisons: Vec<Comparison>,
    cycle: WhichCycle,
    authority: &str,
) -> Result<Comparison, Error> {
    if comparisons.is_empty() {
        return Err(Error::NothingToCompare {
            authority: authority.to_owned(),
        });
    }
    comparison::chosen(&comparisons, cycle)
        .cloned()
        .ok_or_else(|| Error::NoSuchCycle {
            asked: cycle.to_string(),
            known: comparisons
                .iter()
                .filter_map(|c| Some(c.opened()?.to_string()))
                .collect(),
        })
}

/// All that its maker is told of what it does not hold.
fn left_out(briefing: &Briefing) -> Vec<String> {
    let both = briefing.left_out.iter().chain(&briefing.withheld);
    both.cloned().collect()
}
