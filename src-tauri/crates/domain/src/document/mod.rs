//! A document as it was read: pages, paragraphs, words with their places; and the facts it states about itself.
//!
//! [`Document`] is what the reader of bytes produces; [`facts`] is what is recognised in it.
//! Deliberately not here: how bytes become text (the crate `scrutiny-intake`).

#[cfg(test)]
pub(crate) mod built;
mod citation;
mod correction;
mod date;
mod page;
mod paragraph;
mod source;

pub mod authority;
pub mod facts;
pub mod kind;

pub use citation::{Citation, Place};
pub use correction::Correction;
pub use date::{DateRange, StatedDate, YearMonth, in_words, month_name, month_named};
pub use page::{Page, Word};
pub use paragraph::{CellRole, PageSpan, Paragraph, ParagraphKind};
pub use source::{Format, Source, Warning, WarningCode};

use serde::{Deserialize, Serialize};

/// One source as it was read: an inspection report, a letter, an article, a statement.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// The file it was read from, and how well the reading went.
    pub source: Source,
    /// Pages in order; a text or web file is one page.
    pub pages: Vec<Page>,
    /// Headings, paragraphs, items, cells and footnotes in reading order. `paragraphs[i].index == i`.
    pub paragraphs: Vec<Paragraph>,
    /// Words with boxes, in the order of the paragraphs they belong to; empty where the format has no places.
    pub words: Vec<Word>,
}

impl Document {
    /// The text of the heading that `paragraph` stands under, if any.
    pub fn section_of(&self, paragraph: usize) -> Option<&str> {
        let heading = self.paragraphs.get(paragraph)?.section?;
        self.paragraphs.get(heading).map(|p| p.text.as_str())
    }

    /// The printed label of a page ("4", "iv"), or its ordinal where none was printed.
    pub fn page_label(&self, page: usize) -> String {
        self.pages
            .get(page)
            .map_or_else(|| (page + 1).to_string(), |p| p.label.clone())
    }
}
