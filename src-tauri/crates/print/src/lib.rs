//! A [`Briefing`] to files that everybody can read: PDF that is tagged (PDF/UA-1) and self-contained (PDF/A-2a), one
//! HTML file, and a Word document. The same words give the same bytes. The only crate that knows a page.
//!
//! From meaning to bytes in four steps: [`typeset`] (text to lines), [`blocks`] over [`flow`] (blocks to boxes and
//! structure), [`paginate`] (boxes to pages), then [`draw`], [`tag`] and [`seal`] (pages to the file). Depends on the
//! domain's types and nothing else of ours. Deliberately not here: what a pack says, and reading PDFs.

mod blocks;
mod document;
mod docx;
mod draw;
mod face;
mod flow;
mod html;
mod layout_box;
mod levels;
mod markup;
mod pack;
mod paginate;
mod paper;
mod scale;
mod seal;
mod tables;
mod tag;
mod theme;
mod tree;
mod typeset;
mod wording;

use scrutiny_domain::briefing::Briefing;

pub use docx::DocxWriter;
pub use html::HtmlWriter;
pub use paper::{Paper, Part, Words, typeset_paper};
pub use tables::{csv, xlsx};
pub use theme::Sheet;

/// A finished file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Printed {
    pub bytes: Vec<u8>,
    /// None where the reader's program makes the pages.
    pub pages: Option<usize>,
}

/// What can go wrong; never for want of a glyph or of room on a page.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PrintError {
    /// The program is broken: its own font cannot be used.
    #[error(
        "The bundled font {font} cannot be used ({reason}), so no file was made. Install the program again."
    )]
    Font { font: &'static str, reason: String },
    #[error(
        "The file could not be put together ({reason}). Nothing was written; please report this."
    )]
    Write { reason: String },
}

/// Makes a file of a briefing.
pub trait Writer {
    /// # Errors
    /// See [`PrintError`].
    fn write(&self, briefing: &Briefing) -> Result<Printed, PrintError>;
}

/// Accessible PDF.
#[derive(Debug, Clone, Copy, Default)]
pub struct PdfWriter {
    pub sheet: Sheet,
}

impl Writer for PdfWriter {
    fn write(&self, briefing: &Briefing) -> Result<Printed, PrintError> {
        pack::write(briefing, self.sheet)
    }
}
