//! The document itself.

use serde::{Deserialize, Serialize};

use super::{Citation, Doubt, Page, Paragraph, Place, Source, Word};

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

    /// Why nothing may be quoted from where a citation of this document stands; none where its words are sure.
    pub fn in_doubt(&self, citation: &Citation) -> Option<Doubt> {
        self.page_in_doubt(&citation.pages).map(|(_, doubt)| doubt)
    }

    /// Why nothing may be quoted from where a fact was read.
    pub fn in_doubt_at(&self, place: &Place) -> Option<Doubt> {
        self.page_in_doubt(&[place.page]).map(|(_, doubt)| doubt)
    }

    /// Why nothing may be quoted from a page, or from the paragraph of this label that begins on it.
    pub fn in_doubt_about(&self, page: usize, paragraph: Option<&str>) -> Option<Doubt> {
        let begins = |p: &&Paragraph| p.page() == page && paragraph == Some(p.label().as_str());
        let own = self.paragraphs.iter().filter(begins);
        let mut pages = vec![page];
        pages.extend(own.flat_map(|p| p.spans.iter().map(|span| span.page)));
        self.page_in_doubt(&pages).map(|(_, doubt)| doubt)
    }

    /// The first of these pages that is in doubt, and why it is.
    pub fn page_in_doubt(&self, pages: &[usize]) -> Option<(&Page, Doubt)> {
        let pages = pages.iter().filter_map(|p| self.pages.get(*p));
        pages
            .into_iter()
            .find_map(|page| Some((page, page.in_doubt()?)))
    }
}
