//! Formats without pages: headings, paragraphs, items and cells in the order in which they flow, as one page.
//!
//! Shared by the readers of text, web pages and Word documents. Deliberately not here: anything of a format.

use scrutiny_domain::document::{
    CellRole, Document, Format, Page, PageSpan, Paragraph, ParagraphKind, Source, Warning,
    WarningCode,
};

use crate::Refusal;

/// A document that grows paragraph by paragraph.
#[derive(Debug, Default)]
pub(crate) struct Flow {
    paragraphs: Vec<Paragraph>,
    ordinal: usize,
    section: Option<usize>,
    tables: usize,
    warnings: Vec<Warning>,
}

impl Flow {
    /// Says what of the document was not read.
    pub(crate) fn left_out(&mut self, message: &str) {
        self.tell(WarningCode::LeftOut, message);
    }

    /// Says that the document holds words that it does not show.
    pub(crate) fn hidden(&mut self, message: &str) {
        self.tell(WarningCode::Hidden, message);
    }

    /// Says that words are struck out.
    pub(crate) fn struck_out(&mut self) {
        let message = "Words of this paper are struck out, and were left out.";
        self.tell(WarningCode::StruckOut, message);
    }

    /// Says something of how the document was read, once.
    pub(crate) fn tell(&mut self, code: WarningCode, message: &str) {
        if self.warnings.iter().all(|w| w.message != message) {
            self.warnings.push(Warning {
                code,
                page: Some(0),
                message: message.to_owned(),
            });
        }
    }

    /// Adds a paragraph; white space is folded, and one with no letter or digit is passed over.
    pub(crate) fn push(&mut self, kind: ParagraphKind, number: Option<String>, text: &str) {
        let text = fold(text);
        if !text.chars().any(char::is_alphanumeric) {
            return;
        }
        let index = self.paragraphs.len();
        let body = matches!(kind, ParagraphKind::Body | ParagraphKind::Item { .. });
        self.ordinal += usize::from(body);
        let section = match kind {
            ParagraphKind::Heading { level } => {
                let above = self.heading_above(level);
                self.section = Some(index);
                above
            }
            _ => self.section,
        };
        let end = text.chars().count();
        self.paragraphs.push(Paragraph {
            index,
            kind,
            text,
            number,
            ordinal: self.ordinal,
            section,
            spans: vec![PageSpan {
                page: 0,
                start: 0,
                end,
            }],
        });
    }

    /// Adds a table; `header` says of each row whether it heads the columns. A table of one column or one row is
    /// layout, and its cells are running text.
    pub(crate) fn push_table(&mut self, rows: &[(bool, Vec<String>)]) {
        let columns = rows.iter().map(|(_, cells)| cells.len()).max().unwrap_or(0);
        if columns < 2 || rows.len() < 2 {
            for text in rows.iter().flat_map(|(_, cells)| cells) {
                self.push(ParagraphKind::Body, None, text);
            }
            return;
        }
        let table = self.tables;
        self.tables += 1;
        for (row, (header, cells)) in rows.iter().enumerate() {
            for (column, text) in cells.iter().enumerate() {
                let role = if *header {
                    CellRole::Header
                } else {
                    CellRole::Data
                };
                self.push(
                    ParagraphKind::Cell {
                        table,
                        row,
                        column,
                        role,
                    },
                    None,
                    text,
                );
            }
        }
    }

    /// How many paragraphs were read so far.
    pub(crate) fn len(&self) -> usize {
        self.paragraphs.len()
    }

    /// Whether anything was read yet.
    pub(crate) fn is_empty(&self) -> bool {
        self.paragraphs.is_empty()
    }

    /// The document, as one page without places.
    ///
    /// # Errors
    /// [`Refusal::NoText`] where nothing was read.
    pub(crate) fn finish(
        mut self,
        bytes: &[u8],
        file_name: &str,
        format: Format,
    ) -> Result<Document, Refusal> {
        if self.is_empty() {
            return Err(Refusal::NoText);
        }
        let unreadable = self.paragraphs.iter().any(|p| p.text.contains('\u{fffd}'));
        if unreadable {
            self.warnings.push(Warning {
                code: scrutiny_domain::document::WarningCode::UnreadableCharacters,
                page: Some(0),
                message: "Some characters could not be read; nothing is quoted from this file."
                    .to_owned(),
            });
        }
        Ok(Document {
            source: Source {
                file: file_name.to_owned(),
                sha256: crate::sha256(bytes),
                bytes: bytes.len() as u64,
                format,
                damaged: unreadable,
                warnings: self.warnings,
                part: None,
            },
            pages: vec![Page {
                index: 0,
                label: "1".to_owned(),
                width: 0.0,
                height: 0.0,
                damaged: unreadable,
                doubt: None,
            }],
            paragraphs: self.paragraphs,
            words: Vec::new(),
        })
    }

    fn heading_above(&self, level: u8) -> Option<usize> {
        self.paragraphs
            .iter()
            .rev()
            .find(|p| matches!(p.kind, ParagraphKind::Heading { level: l } if l < level))
            .map(|p| p.index)
    }
}

/// Single spaces, none at the ends; soft hyphens and zero-width marks are not text.
pub(crate) fn fold(text: &str) -> String {
    let visible: String = text
        .chars()
        .filter(|c| !matches!(c, '\u{ad}' | '\u{200b}' | '\u{feff}' | '\u{2060}'))
        .collect();
    visible.split_whitespace().collect::<Vec<_>>().join(" ")
}
