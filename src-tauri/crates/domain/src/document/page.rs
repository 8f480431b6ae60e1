//! Pages and the words on them.

use serde::{Deserialize, Serialize};

/// One page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Page {
    /// 0-based position in the file.
    pub index: usize,
    /// The label printed on it ("4", "iv"), or position + 1 where none is printed.
    pub label: String,
    /// Width in points as displayed; 0 where the format has no pages.
    pub width: f32,
    /// Height in points as displayed.
    pub height: f32,
    /// True where the text of this page may differ from the original: no verbatim quotation from it.
    pub damaged: bool,
}

/// A word of a paragraph and where it is drawn.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Word {
    /// Index of its paragraph in the document.
    pub paragraph: usize,
    /// Offsets into the paragraph's text, in Unicode scalar values, end exclusive.
    pub start: usize,
    pub end: usize,
    /// 0-based page.
    pub page: usize,
    /// Left, top, right, bottom in points from the page's top left corner as displayed.
    pub left: f32,
    pub top: f32,
    pub right: f32,
    pub bottom: f32,
}
