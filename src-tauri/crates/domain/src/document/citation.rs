//! Where words stand. The quotation is the truth; the position is a hint.

use serde::{Deserialize, Serialize};

use super::Document;

/// Characters of context kept on either side of a quotation, to find it again in a re-issued document.
pub const CONTEXT: usize = 32;

/// A verbatim quotation and where it stands.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Citation {
    /// SHA-256 of the source.
    pub source: String,
    /// 0-based pages it stands on, ascending; two where it runs over a page break.
    pub pages: Vec<usize>,
    /// Printed label of the first of them.
    pub page_label: String,
    /// Index of its paragraph in the document.
    pub paragraph_index: usize,
    /// The paragraph's printed number, or its computed one.
    pub paragraph: String,
    /// True where `paragraph` was printed in the document.
    pub printed: bool,
    /// The exact words.
    pub quote: String,
    /// Up to [`CONTEXT`] characters before the quotation in its paragraph.
    pub prefix: String,
    /// Up to [`CONTEXT`] characters after it.
    pub suffix: String,
    /// Offsets into the paragraph's text in Unicode scalar values, end exclusive: a hint.
    pub start: usize,
    pub end: usize,
}

impl Citation {
    /// Cites `start..end` (Unicode scalar values) of a paragraph. None where the range is empty or out of bounds.
    pub fn of(document: &Document, paragraph: usize, start: usize, end: usize) -> Option<Citation> {
        let p = document.paragraphs.get(paragraph)?;
        let chars: Vec<char> = p.text.chars().collect();
        if start >= end || end > chars.len() {
            return None;
        }
        let text = |range: &[char]| range.iter().collect::<String>();
        let mut pages = vec![p.page_at(start)];
        let last = p.page_at(end - 1);
        if last != pages[0] {
            pages.push(last);
        }
        Some(Citation {
            source: document.source.sha256.clone(),
            page_label: document.page_label(pages[0]),
            pages,
            paragraph_index: paragraph,
            paragraph: p.label(),
            printed: p.number.is_some(),
            quote: text(&chars[start..end]),
            prefix: text(&chars[start.saturating_sub(CONTEXT)..start]),
            suffix: text(&chars[end..(end + CONTEXT).min(chars.len())]),
            start,
            end,
        })
    }
}

/// Where a fact was read: the words that state it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// 0-based page.
    pub page: usize,
    /// Index of the paragraph.
    pub paragraph: usize,
    /// The words, verbatim.
    pub quote: String,
}
