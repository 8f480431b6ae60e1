//! Words of a paper as a person points at them, and where they stand in it.
//!
//! The quotation is the truth, its position a hint. Deliberately not here: following words into a newer issue
//! (`attach`).

use scrutiny_domain::document::{Citation, Document};

use crate::Error;

/// Words of a paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// Verbatim.
    pub quote: String,
    pub at: Position,
}

/// Where words are said to stand. Offsets count Unicode scalar values, end exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Position {
    /// Wherever they are: the paper must have them once.
    Anywhere,
    /// In the paragraph of this index.
    Paragraph(usize),
    /// These characters of the paragraph of this index.
    Characters {
        paragraph: usize,
        start: usize,
        end: usize,
    },
}

impl From<&Citation> for Words {
    fn from(citation: &Citation) -> Self {
        Words {
            quote: citation.quote.clone(),
            at: Position::Characters {
                paragraph: citation.paragraph_index,
                start: citation.start,
                end: citation.end,
            },
        }
    }
}

impl Words {
    /// The words as they stand in the paper.
    ///
    /// # Errors
    /// Where they are not there, or more than once and it is not said where.
    pub(crate) fn cite(&self, document: &Document) -> Result<Citation, Error> {
        let (paragraph, start, end) = match self.at {
            Position::Characters {
                paragraph,
                start,
                end,
            } => (paragraph, start, end),
            Position::Paragraph(index) => {
                let paragraph = document.paragraphs.get(index).ok_or(Error::WordsNotThere)?;
                let byte = paragraph.text.find(&self.quote);
                let byte = byte.ok_or(Error::WordsNotThere)?;
                self.characters(index, &paragraph.text[..byte])
            }
            Position::Anywhere => {
                let mut places =
                    document
                        .paragraphs
                        .iter()
                        .enumerate()
                        .flat_map(|(index, paragraph)| {
                            let text = paragraph.text.as_str();
                            let found = text.match_indices(&self.quote);
                            found.map(move |(byte, _)| (index, &text[..byte]))
                        });
                let (index, before) = places.next().ok_or(Error::WordsNotThere)?;
                if places.next().is_some() {
                    return Err(Error::WordsTwice(self.quote.clone()));
                }
                self.characters(index, before)
            }
        };
        let citation = Citation::of(document, paragraph, start, end);
        citation
            .filter(|citation| !self.quote.is_empty() && citation.quote == self.quote)
            .ok_or(Error::WordsNotThere)
    }

    fn characters(&self, paragraph: usize, before: &str) -> (usize, usize, usize) {
        let start = before.chars().count();
        (paragraph, start, start + self.quote.chars().count())
    }
}
