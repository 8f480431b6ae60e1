//! Bytes to a [`Document`]: PDF, and the other formats a scrutiny committee meets; and papers out of files that hold some.
//!
//! [`read`] tells what the bytes are, reads them and refuses with one plain sentence what cannot be read; a refusal
//! changes nothing. A reader here never panics and never loops without bound, whatever the bytes.
//! Depends on the types of `scrutiny-domain` and on the libraries of the formats. Deliberately not here: what the
//! document states about itself (`scrutiny_domain::document::facts`), workspaces, the screen.

pub mod child;

mod docx;
mod encoding;
mod flow;
mod html;
mod limits;
mod mail;
mod numerals;
mod pdf;
mod refusal;
mod sniff;
mod text;
mod unpack;

pub use limits::Limits;
pub use refusal::Refusal;
pub use unpack::{Member, Unpacked, unpack};

use scrutiny_domain::document::{Document, Format};
use sha2::{Digest, Sha256};

/// By what this program makes documents of bytes: a digest of this crate's code and of the versions of the libraries it
/// reads with (`build.rs`). What was extracted by another is extracted again.
pub const EXTRACTED_BY: &str = env!("SCRUTINY_EXTRACTED_BY");

/// Reads one file in this process, within `limits.bytes` and `limits.pages`. `file_name` (without folders) is kept
/// with the document and tells what the bytes claim to be; the bytes themselves decide.
///
/// # Errors
/// A [`Refusal`] that says in one sentence why the file cannot be read.
pub fn read(bytes: &[u8], file_name: &str, limits: &Limits) -> Result<Document, Refusal> {
    check_size(bytes, limits)?;
    match sniff::format(bytes, file_name)? {
        Format::Pdf => pdf::read(bytes, file_name, limits),
        Format::Docx => docx::read(bytes, file_name),
        Format::Html if sniff::is_mail(bytes) => mail::read_saved_page(bytes, file_name),
        Format::Html => html::read(bytes, file_name),
        Format::Mail => mail::read(bytes, file_name),
        Format::Text => text::read(bytes, file_name),
    }
}

/// Draws one page of a PDF as PNG, `scale` pixels a point, in this process; none where the file has no such page or
/// its format has no pages to draw.
///
/// # Errors
/// A [`Refusal`] where the page cannot be drawn.
pub fn picture(
    bytes: &[u8],
    file_name: &str,
    page: usize,
    scale: f32,
    limits: &Limits,
) -> Result<Option<Vec<u8>>, Refusal> {
    check_size(bytes, limits)?;
    match sniff::format(bytes, file_name)? {
        Format::Pdf => pdf::picture::picture(bytes, page, scale, limits),
        Format::Docx | Format::Html | Format::Mail | Format::Text => Ok(None),
    }
}

fn check_size(bytes: &[u8], limits: &Limits) -> Result<(), Refusal> {
    if bytes.is_empty() {
        return Err(Refusal::Empty);
    }
    limits.allow(bytes.len() as u64)
}

/// Lower-case hexadecimal SHA-256: what a source is known by.
fn sha256(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    Sha256::digest(bytes)
        .iter()
        .fold(String::with_capacity(64), |mut hex, byte| {
            let _ = write!(hex, "{byte:02x}");
            hex
        })
}
