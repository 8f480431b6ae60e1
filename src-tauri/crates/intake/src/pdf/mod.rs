//! PDF to a [`Document`]: opening, guards, and the order of the steps.
//!
//! glyphs → furniture off → blocks (by the structure tree, else by position) → paragraphs. A file that cannot be read
//! is refused; one that is damaged is read as far as it goes and says so.

mod blocks;
mod compose;
mod furniture;
mod glyphs;
mod numbers;
mod paragraphs;
mod structure;
mod symbols;
mod tables;

use std::panic::{AssertUnwindSafe, catch_unwind};

use hayro::hayro_interpret::InterpreterCache;
use hayro::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use scrutiny_domain::document::{Document, Format, Page, Source, Warning, WarningCode};

use crate::{Limits, Refusal, sha256};

/// Reads a PDF.
pub(crate) fn read(bytes: &[u8], file_name: &str, limits: &Limits) -> Result<Document, Refusal> {
    // The libraries beneath are careful, but a panic in them must end as a refusal.
    catch_unwind(AssertUnwindSafe(|| open_and_read(bytes, file_name, limits))).unwrap_or_else(
        |_| {
            Err(Refusal::Broken {
                detail: "its contents do not hold together".to_owned(),
            })
        },
    )
}

fn open_and_read(bytes: &[u8], file_name: &str, limits: &Limits) -> Result<Document, Refusal> {
    let pdf = open(bytes)?;
    let count = pdf.pages().len();
    if count == 0 {
        return Err(Refusal::Broken {
            detail: "it has no pages".to_owned(),
        });
    }
    if count > limits.pages {
        return Err(Refusal::TooLarge {
            what: format!("{count} pages"),
            limit: format!("{} pages", limits.pages),
        });
    }
    let cache = InterpreterCache::new();
    let mut pages: Vec<_> = pdf
        .pages()
        .iter()
        .enumerate()
        .map(|(i, p)| glyphs::read(p, i, &cache))
        .collect();
    if pages
        .iter()
        .all(|p| p.glyphs.iter().all(|g| g.c.is_whitespace()))
    {
        return Err(Refusal::NoText);
    }
    let mut warnings = Vec::new();
    let labels = furniture::clear(&mut pages);

    let (mut content, _rest) = blocks::content(&pages);
    let tree = structure::read(&pdf);
    let made = tree
        .as_ref()
        .map(|t| blocks::of_tree(&t.root, &mut content))
        .unwrap_or_default();
    if tree.is_none() {
        warnings.push(Warning {
            code: WarningCode::OrderFromPositions,
            page: None,
            message: "This file has no structure; the reading order was found from where the words stand.".to_owned(),
        });
    }
    let line_ends = compose::line_ends(made.iter().map(|b| b.glyphs.as_slice()));
    let (paragraphs, words) = paragraphs::build(made, line_ends);

    let pages = pages
        .iter()
        .enumerate()
        .map(|(index, p)| Page {
            index,
            label: labels
                .as_ref()
                .and_then(|l| l.get(index).cloned())
                .unwrap_or_else(|| (index + 1).to_string()),
            width: p.width,
            height: p.height,
            damaged: p.unreadable > 0,
        })
        .collect::<Vec<_>>();
    Ok(Document {
        source: Source {
            file: file_name.to_owned(),
            sha256: sha256(bytes),
            bytes: bytes.len() as u64,
            format: Format::Pdf,
            damaged: pages.iter().any(|p| p.damaged),
            warnings,
        },
        pages,
        paragraphs,
        words,
    })
}

fn open(bytes: &[u8]) -> Result<Pdf, Refusal> {
    Pdf::new(bytes.to_vec()).map_err(|e| match e {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => Refusal::PasswordProtected,
        LoadPdfError::Decryption(_) => Refusal::Unsupported {
            found: "a PDF with an unknown encryption".to_owned(),
        },
        LoadPdfError::Invalid => Refusal::Broken {
            detail: "no pages could be found in it".to_owned(),
        },
    })
}

/// A text string of the file: UTF-16 with its mark, UTF-8 with its mark, else taken byte by byte as Latin-1, which
/// agrees with the standard's own encoding for letters.
fn text_string(bytes: &[u8]) -> String {
    let utf16 = |rest: &[u8], unit: fn([u8; 2]) -> u16| {
        let units = rest
            .chunks_exact(2)
            .filter_map(|c| c.try_into().ok().map(unit));
        char::decode_utf16(units)
            .map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER))
            .collect()
    };
    match bytes {
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes),
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => bytes.iter().map(|b| char::from(*b)).collect(),
    }
}
