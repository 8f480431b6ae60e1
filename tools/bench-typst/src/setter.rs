//! Setting with Typst's library: a world of one source and our fonts, nothing read from a disk.

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, Source};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

const FONTS: [&[u8]; 6] = [
    include_bytes!("../../../src-tauri/crates/print/fonts/sans-regular.ttf"),
    include_bytes!("../../../src-tauri/crates/print/fonts/sans-semibold.ttf"),
    include_bytes!("../../../src-tauri/crates/print/fonts/sans-bold.ttf"),
    include_bytes!("../../../src-tauri/crates/print/fonts/serif-regular.ttf"),
    include_bytes!("../../../src-tauri/crates/print/fonts/serif-italic.ttf"),
    include_bytes!("../../../src-tauri/crates/print/fonts/serif-semibold.ttf"),
];

struct Desk {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    source: Source,
}

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    fn main(&self) -> FileId {
        self.source.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.source.id() {
            Ok(self.source.clone())
        } else {
            Err(FileError::AccessDenied)
        }
    }

    fn file(&self, _: FileId) -> FileResult<Bytes> {
        Err(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

/// The bytes of the PDF (PDF/UA-1) and how many pages it has.
///
/// # Errors
/// What Typst said of the source, a line each.
pub fn set(source: String) -> Result<(Vec<u8>, usize), String> {
    let fonts: Vec<Font> = FONTS
        .into_iter()
        .filter_map(|file| Font::new(Bytes::new(file), 0))
        .collect();
    let desk = Desk {
        library: LazyHash::new(Library::default()),
        book: LazyHash::new(FontBook::from_fonts(&fonts)),
        fonts,
        source: Source::detached(source),
    };
    let told = |of: &[typst::diag::SourceDiagnostic]| {
        let lines: Vec<String> = of.iter().map(|one| one.message.to_string()).collect();
        lines.join("\n")
    };
    let made = typst::compile::<PagedDocument>(&desk);
    if !made.warnings.is_empty() {
        return Err(told(&made.warnings));
    }
    let document = made.output.map_err(|errors| told(&errors))?;
    let options = PdfOptions {
        standards: PdfStandards::new(&[PdfStandard::Ua_1]).map_err(|e| e.message().to_string())?,
        ..PdfOptions::default()
    };
    let bytes = typst_pdf::pdf(&document, &options).map_err(|errors| told(&errors))?;
    Ok((bytes, document.pages().len()))
}
