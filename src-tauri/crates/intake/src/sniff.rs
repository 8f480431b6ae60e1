//! What the bytes are, against what the file name says. The bytes decide.

use scrutiny_domain::document::Format;

use crate::Refusal;

/// How far into a file a PDF header is looked for (ISO 32000 readers accept it within the first kilobyte).
const HEADER_WITHIN: usize = 1024;

/// The format of the bytes.
///
/// # Errors
/// [`Refusal::NotWhatItSays`] where the name claims a format that the bytes are not, [`Refusal::Unsupported`] where
/// the bytes are none that can be read.
pub(crate) fn format(bytes: &[u8], file_name: &str) -> Result<Format, Refusal> {
    let claimed = Format::of_file_name(file_name);
    let found = found(bytes);
    if claimed == Some(Format::Docx) && is_encrypted_office(bytes) {
        return Err(Refusal::PasswordProtected);
    }
    match (claimed, found) {
        (Some(Format::Html | Format::Text), Some(Format::Html | Format::Text)) => {
            Ok(claimed.unwrap_or(Format::Text))
        }
        (Some(claim), Some(found)) if claim == found => Ok(found),
        (Some(claim), _) => Err(Refusal::NotWhatItSays {
            claimed: claim.in_words().to_owned(),
            found: describe(bytes),
        }),
        (None, Some(found)) => Ok(found),
        (None, None) => Err(Refusal::Unsupported {
            found: describe(bytes),
        }),
    }
}

/// What the bytes hold, in words for a sentence.
pub(crate) fn describe(bytes: &[u8]) -> String {
    let start = bytes.get(..8).unwrap_or(bytes);
    match found(bytes) {
        Some(format) => format.in_words().to_owned(),
        None if start.starts_with(b"\xd0\xcf\x11\xe0") => "an old Office document".to_owned(),
        None if Format::Docx
            .signature()
            .is_some_and(|s| start.starts_with(s)) =>
        {
            "a zip archive".to_owned()
        }
        None if start.starts_with(b"\xff\xd8") || start.starts_with(b"\x89PNG") => {
            "a picture".to_owned()
        }
        None if start.starts_with(b"{\\rtf") => "a rich text document".to_owned(),
        None => "data of no known kind".to_owned(),
    }
}

/// Office wraps a document with a password in an OLE container with a stream of this name (MS-OFFCRYPTO 1.3.2).
fn is_encrypted_office(bytes: &[u8]) -> bool {
    const STREAM: &[u8] = b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0";
    bytes.starts_with(b"\xd0\xcf\x11\xe0") && contains(bytes, STREAM)
}

fn found(bytes: &[u8]) -> Option<Format> {
    let head = bytes.get(..HEADER_WITHIN).unwrap_or(bytes);
    let signature = |format: Format| format.signature().unwrap_or_default();
    if contains(head, signature(Format::Pdf)) {
        return Some(Format::Pdf);
    }
    if head.starts_with(signature(Format::Docx)) {
        return contains(bytes, b"word/document.xml").then_some(Format::Docx);
    }
    let text = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    let lower = text.trim_ascii_start().to_ascii_lowercase();
    if lower.starts_with(b"<!doctype html")
        || lower.starts_with(b"<html")
        || contains(&lower, b"<html")
    {
        return Some(Format::Html);
    }
    let utf16 = head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff");
    let control = |b: &u8| *b < 0x20 && !matches!(b, b'\n' | b'\r' | b'\t' | 0x0c);
    (utf16 || !head.iter().any(control)).then_some(Format::Text)
}

fn contains(haystack: &[u8], needle: &[u8]) -> bool {
    haystack.windows(needle.len()).any(|w| w == needle)
}
