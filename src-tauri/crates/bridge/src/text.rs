//! The text of a paper as it is read on screen, and the places of its words on a page.

use scrutiny_casebook::Error;
use scrutiny_domain::document::{CellRole, Document, Doubt, ParagraphKind};
use serde::Serialize;

use crate::{Bridge, count};

/// A paper's text.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "bridge", derive(specta::Type))]
pub struct BridgeText {
    /// SHA-256.
    pub source: String,
    pub pages: Vec<BridgePage>,
    /// In reading order; each one's index is its position.
    pub paragraphs: Vec<BridgeParagraph>,
}

/// A page.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "bridge", derive(specta::Type))]
pub struct BridgePage {
    pub label: String,
    /// In hundredths of a point; 0 where the format has no pages.
    pub width: i32,
    pub height: i32,
    /// Why its text may not be what the original says, and nothing is quoted from it.
    pub doubt: Option<Doubt>,
}

/// A heading, paragraph, item, cell or footnote.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "bridge", derive(specta::Type))]
pub struct BridgeParagraph {
    pub kind: BridgeParagraphKind,
    pub text: String,
    /// What a citation calls it.
    pub label: String,
    /// True where the label was printed.
    pub printed: bool,
    /// Which part of the text is on which page, in order.
    pub spans: Vec<BridgeSpan>,
}

/// A stretch of a paragraph on one page, in Unicode scalar values, end exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bridge", derive(specta::Type))]
pub struct BridgeSpan {
    pub page: u32,
    pub start: u32,
    pub end: u32,
}

/// What a paragraph is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bridge", derive(specta::Type))]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum BridgeParagraphKind {
    Heading {
        level: u8,
    },
    Body,
    Item {
        depth: u8,
    },
    Cell {
        table: u32,
        row: u32,
        column: u32,
        header: bool,
    },
    Footnote,
    Matter,
}

/// A word on a page: which characters of which paragraph, and its box in hundredths of a point from the
/// page's top left corner.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[cfg_attr(feature = "bridge", derive(specta::Type))]
pub struct BridgeWord {
    pub index: u32,
    pub start: u32,
    pub end: u32,
    pub left: i32,
    pub top: i32,
    pub right: i32,
    pub bottom: i32,
}

impl BridgeText {
    /// The text of a document.
    pub fn of(document: &Document) -> BridgeText {
        BridgeText {
            source: document.source.sha256.clone(),
            pages: document
                .pages
                .iter()
                .map(|page| BridgePage {
                    label: page.label.clone(),
                    width: hundredths(page.width),
                    height: hundredths(page.height),
                    doubt: page.in_doubt(),
                })
                .collect(),
            paragraphs: document
                .paragraphs
                .iter()
                .map(|paragraph| BridgeParagraph {
                    kind: kind(&paragraph.kind),
                    text: paragraph.text.clone(),
                    label: paragraph.label(),
                    printed: paragraph.number.is_some(),
                    spans: paragraph
                        .spans
                        .iter()
                        .map(|span| BridgeSpan {
                            page: count(span.page),
                            start: count(span.start),
                            end: count(span.end),
                        })
                        .collect(),
                })
                .collect(),
        }
    }
}

/// Whole numbers cross the bridge as they are; a page is far smaller than their limit.
fn hundredths(points: f32) -> i32 {
    (points * 100.0).round() as i32
}

fn kind(kind: &ParagraphKind) -> BridgeParagraphKind {
    match *kind {
        ParagraphKind::Heading { level } => BridgeParagraphKind::Heading { level },
        ParagraphKind::Body => BridgeParagraphKind::Body,
        ParagraphKind::Item { depth } => BridgeParagraphKind::Item { depth },
        ParagraphKind::Cell {
            table,
            row,
            column,
            role,
        } => BridgeParagraphKind::Cell {
            table: count(table),
            row: count(row),
            column: count(column),
            header: role == CellRole::Header,
        },
        ParagraphKind::Footnote => BridgeParagraphKind::Footnote,
        ParagraphKind::Matter => BridgeParagraphKind::Matter,
    }
}

impl Bridge {
    /// The text of a paper.
    ///
    /// # Errors
    /// Where there is no such paper.
    pub async fn text(&self, sha256: &str) -> Result<BridgeText, Error> {
        Ok(BridgeText::of(&self.casebook.text(sha256).await?))
    }

    /// The words on one page (from 0), for highlights over its picture.
    ///
    /// # Errors
    /// Where there is no such paper.
    pub async fn words_on(&self, sha256: &str, page: u32) -> Result<Vec<BridgeWord>, Error> {
        let document = self.casebook.document(sha256).await?;
        let words = document
            .words
            .iter()
            .filter(|word| count(word.page) == page);
        let row = |word: &scrutiny_domain::document::Word| BridgeWord {
            index: count(word.paragraph),
            start: count(word.start),
            end: count(word.end),
            left: hundredths(word.left),
            top: hundredths(word.top),
            right: hundredths(word.right),
            bottom: hundredths(word.bottom),
        };
        Ok(words.map(row).collect())
    }
}
