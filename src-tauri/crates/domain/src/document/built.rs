//! Documents for the tests of this crate, built line by line: one text, as many pages as asked for, no boxes.

use super::{CellRole, Document, Format, Page, PageSpan, Paragraph, ParagraphKind, Source};

/// Builds a document line by line.
#[derive(Default)]
pub(crate) struct Built {
    paragraphs: Vec<Paragraph>,
    page: usize,
    row: usize,
    section: Option<usize>,
}

impl Built {
    pub(crate) fn push(mut self, kind: ParagraphKind, number: Option<&str>, text: &str) -> Self {
        let index = self.paragraphs.len();
        let end = text.chars().count();
        let heading = matches!(kind, ParagraphKind::Heading { .. });
        self.paragraphs.push(Paragraph {
            index,
            kind,
            text: text.to_owned(),
            number: number.map(str::to_owned),
            ordinal: index + 1,
            section: self.section,
            spans: vec![PageSpan {
                page: self.page,
                start: 0,
                end,
            }],
        });
        if heading {
            self.section = Some(index);
        }
        self
    }

    pub(crate) fn heading(self, text: &str) -> Self {
        self.push(ParagraphKind::Heading { level: 2 }, None, text)
    }

    pub(crate) fn body(self, text: &str) -> Self {
        self.push(ParagraphKind::Body, None, text)
    }

    pub(crate) fn item(self, text: &str) -> Self {
        self.push(ParagraphKind::Item { depth: 1 }, None, text)
    }

    pub(crate) fn numbered(self, number: &str, text: &str) -> Self {
        self.push(ParagraphKind::Item { depth: 1 }, Some(number), text)
    }

    pub(crate) fn row(mut self, cells: &[&str]) -> Self {
        let row = self.row;
        self.row += 1;
        for (column, text) in cells.iter().enumerate() {
            let role = CellRole::Data;
            self = self.push(
                ParagraphKind::Cell {
                    table: 0,
                    row,
                    column,
                    role,
                },
                None,
                text,
            );
        }
        self
    }

    pub(crate) fn lines(mut self, text: &str) -> Self {
        for line in text.lines().map(str::trim).filter(|l| !l.is_empty()) {
            self = self.body(line);
        }
        self
    }

    pub(crate) fn next_page(mut self) -> Self {
        self.page += 1;
        self
    }

    pub(crate) fn document(self) -> Document {
        let page = |index| Page {
            index,
            label: (index + 1).to_string(),
            width: 595.0,
            height: 842.0,
            damaged: false,
            doubt: None,
        };
        Document {
            source: Source {
                file: "built.pdf".to_owned(),
                sha256: "00".repeat(32),
                bytes: 1,
                format: Format::Pdf,
                damaged: false,
                warnings: Vec::new(),
                part: None,
            },
            pages: (0..=self.page).map(page).collect(),
            paragraphs: self.paragraphs,
            words: Vec::new(),
        }
    }
}
