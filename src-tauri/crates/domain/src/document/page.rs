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
    /// True where the text of this page may differ from what is printed: no verbatim quotation from it.
    pub damaged: bool,
    /// Why it is, where another cause is known than damage to the file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub doubt: Option<Doubt>,
}

/// Why the words read on a page are not sure to be those that are printed on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bridge", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Doubt {
    /// Part of the file was changed or lost.
    Damaged,
    /// A machine read them in a picture of the page.
    MachineRead,
    /// The file states other words, or another order of them, than it draws.
    DrawnOtherwise,
}

impl Page {
    /// Why nothing on the page may be quoted; none where its words are sure.
    pub fn in_doubt(&self) -> Option<Doubt> {
        self.damaged.then(|| self.doubt.unwrap_or(Doubt::Damaged))
    }
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
