//! Paragraphs: the smallest unit that is cited.

use serde::{Deserialize, Serialize};

/// A heading, paragraph, item, cell or footnote.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Paragraph {
    /// Position in the document's paragraphs.
    pub index: usize,
    pub kind: ParagraphKind,
    /// Text with single spaces, without its printed number or bullet. Otherwise exactly as printed.
    pub text: String,
    /// The number printed before it ("12", "3.4", "a"), without its full stop.
    pub number: Option<String>,
    /// Position among the body paragraphs of the page it begins on, from 1: what a citation says where no
    /// number is printed. Headings, cells and footnotes do not count and carry the number of the paragraph before.
    pub ordinal: usize,
    /// Index of the heading it stands under.
    pub section: Option<usize>,
    /// Which part of the text is on which page; in order, covering the whole text. Two or more where it
    /// runs over a page break.
    pub spans: Vec<PageSpan>,
}

impl Paragraph {
    /// 0-based page it begins on.
    pub fn page(&self) -> usize {
        self.spans.first().map_or(0, |s| s.page)
    }

    /// 0-based page of the character at `offset` (in Unicode scalar values).
    pub fn page_at(&self, offset: usize) -> usize {
        self.spans
            .iter()
            .find(|s| offset < s.end)
            .or(self.spans.last())
            .map_or(0, |s| s.page)
    }

    /// What a citation calls it: the printed number, or the computed one.
    pub fn label(&self) -> String {
        self.number
            .clone()
            .unwrap_or_else(|| self.ordinal.to_string())
    }

    /// True for a heading of whatever level.
    pub fn is_heading(&self) -> bool {
        matches!(self.kind, ParagraphKind::Heading { .. })
    }

    /// True for what can carry findings: running text and list items.
    pub fn is_body(&self) -> bool {
        matches!(self.kind, ParagraphKind::Body | ParagraphKind::Item { .. })
    }

    /// True for what ends as a question.
    pub fn asks(&self) -> bool {
        self.text.trim_end().ends_with('?')
    }
}

/// A stretch of a paragraph's text on one page, in Unicode scalar values, end exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageSpan {
    pub page: usize,
    pub start: usize,
    pub end: usize,
}

/// What a paragraph is in the document's own structure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum ParagraphKind {
    /// Level from 1 (title) to 6.
    Heading {
        level: u8,
    },
    Body,
    /// An item of a list; depth from 1.
    Item {
        depth: u8,
    },
    /// A cell of a table; rows and columns from 0; tables are numbered through the document.
    Cell {
        table: usize,
        row: usize,
        column: usize,
        role: CellRole,
    },
    /// A footnote, set apart from the text it interrupts.
    Footnote,
    /// Letterhead, address block, contents list: kept, but not running text.
    Matter,
}

/// Whether a cell heads a row or column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CellRole {
    Header,
    Data,
}
