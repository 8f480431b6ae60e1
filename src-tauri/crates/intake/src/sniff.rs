//! What the bytes are, against what the file name says. The bytes decide.

use std::io::{Cursor, Read as _};
use std::sync::LazyLock;

use regex::bytes::Regex;
use scrutiny_domain::document::Format;

use crate::{Refusal, encoding};

/// How far into a file a PDF header is looked for (ISO 32000 readers accept it within the first kilobyte).
const HEADER_WITHIN: usize = 1024;
/// How far into a file the head of a mail is looked at.
const MAIL_WITHIN: usize = 16 << 10;

/// What bytes hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Found {
    Paper(Format),
    /// Files in an archive.
    Archive,
    /// What cannot be read here, in words for a sentence.
    Other(&'static str),
}

/// The format of the bytes.
///
/// # Errors
/// [`Refusal::NotWhatItSays`] where the name claims a format that the bytes are not, [`Refusal::Archive`] where they are
/// an archive, [`Refusal::Unsupported`] where they are none that can be read.
pub(crate) fn format(bytes: &[u8], file_name: &str) -> Result<Format, Refusal> {
    let claimed = Format::of_file_name(file_name);
    let found = found(bytes);
    if claimed == Some(Format::Docx) && is_encrypted_office(bytes) {
        return Err(Refusal::PasswordProtected);
    }
    // Web pages, mails and texts are texts all of them: what the name says of one tells them apart only where the bytes
    // leave it open.
    let text = |f: Format| matches!(f, Format::Html | Format::Text | Format::Mail);
    match (claimed, found) {
        (Some(Format::Html), Found::Paper(Format::Text)) => Ok(Format::Html),
        (Some(claim), Found::Paper(found)) if claim == found || text(claim) && text(found) => {
            Ok(found)
        }
        (Some(claim), _) => Err(Refusal::NotWhatItSays {
            claimed: claim.in_words().to_owned(),
            found: describe(found).to_owned(),
        }),
        (None, Found::Paper(found)) => Ok(found),
        (None, Found::Archive) => Err(Refusal::Archive),
        (None, Found::Other(what)) => Err(match by_name(what) {
            Some(refusal) => refusal,
            None => Refusal::Unsupported {
                found: what.to_owned(),
            },
        }),
    }
}

/// Kinds of papers that another program turns into one that can be read here.
fn by_name(what: &str) -> Option<Refusal> {
    [RICH_TEXT, OPEN_DOCUMENT, OLD_OFFICE, PAGES]
        .contains(&what)
        .then(|| Refusal::SaveOtherwise {
            found: what.to_owned(),
        })
}

/// True for a paper that another program turns into one that can be read here.
pub(crate) fn is_a_paper_elsewhere(bytes: &[u8]) -> bool {
    matches!(found(bytes), Found::Other(what) if by_name(what).is_some())
}

const RICH_TEXT: &str = "a rich text document (RTF)";
const OPEN_DOCUMENT: &str = "an OpenDocument text (ODT)";
const OLD_OFFICE: &str = "a document of an old Office program, or an Outlook message";
const PAGES: &str = "a document of Apple’s Pages";
const NONE_KNOWN: &str = "data of no known kind";

/// What was found, in words for a sentence.
fn describe(found: Found) -> &'static str {
    match found {
        Found::Paper(format) => format.in_words(),
        Found::Archive => "an archive of files",
        Found::Other(what) => what,
    }
}

/// Office wraps a document with a password in an OLE container with a stream of this name (MS-OFFCRYPTO 1.3.2).
fn is_encrypted_office(bytes: &[u8]) -> bool {
    const STREAM: &[u8] = b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0";
    bytes.starts_with(b"\xd0\xcf\x11\xe0") && contains(bytes, STREAM)
}

/// What these bytes are.
pub(crate) fn found(bytes: &[u8]) -> Found {
    let head = bytes.get(..HEADER_WITHIN).unwrap_or(bytes);
    let text = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    let begins = |with: &[u8]| text.trim_ascii_start().starts_with(with);
    let signature = |format: Format| format.signature().unwrap_or_default();
    if head.starts_with(signature(Format::Docx)) {
        return in_archive(bytes);
    }
    let other = [
        (&b"{\\rtf"[..], RICH_TEXT),
        (b"\xd0\xcf\x11\xe0", OLD_OFFICE),
        (b"\xff\xd8\xff", "a picture"),
        (b"\x89PNG", "a picture"),
        (b"GIF8", "a picture"),
        (b"II*\0", "a picture"),
        (b"MM\0*", "a picture"),
        (b"%!PS", "a file for a printer (PostScript)"),
        (
            b"7z\xbc\xaf\x27\x1c",
            "an archive of a kind that cannot be opened here",
        ),
        (b"Rar!", "an archive of a kind that cannot be opened here"),
        (
            b"\x1f\x8b",
            "an archive of a kind that cannot be opened here",
        ),
    ];
    if let Some((_, what)) = other.iter().find(|(mark, _)| begins(mark)) {
        return Found::Other(what);
    }
    // A mail may hold a PDF; a PDF may begin with a few bytes that are no part of it.
    if is_mail(bytes) {
        return Found::Paper(if is_saved_page(bytes) {
            Format::Html
        } else {
            Format::Mail
        });
    }
    if contains(head, signature(Format::Pdf)) {
        return Found::Paper(Format::Pdf);
    }
    if encoding::fours(bytes).is_some()
        || encoding::pairs(bytes).is_some()
        || head.starts_with(b"\xff\xfe")
        || head.starts_with(b"\xfe\xff")
    {
        let text = encoding::decode(head, None).to_ascii_lowercase();
        return Found::Paper(if text.contains("<html") {
            Format::Html
        } else {
            Format::Text
        });
    }
    let lower = text.trim_ascii_start().to_ascii_lowercase();
    if lower.starts_with(b"<!doctype html") || contains(&lower, b"<html") {
        return Found::Paper(Format::Html);
    }
    if contains(&lower, b"<office:document") {
        return Found::Other(OPEN_DOCUMENT);
    }
    let control = |b: &u8| *b < 0x20 && !matches!(b, b'\n' | b'\r' | b'\t' | 0x0b | 0x0c | 0x1a);
    if head.iter().any(control) {
        Found::Other(NONE_KNOWN)
    } else {
        Found::Paper(Format::Text)
    }
}

/// What a zip archive is: a document of an office program that packs its parts so, or files that somebody packed.
fn in_archive(bytes: &[u8]) -> Found {
    const MANIFEST: u64 = 1 << 20;
    let Ok(mut archive) = zip::ZipArchive::new(Cursor::new(bytes)) else {
        // Word's own, cut off or damaged: its reader says how.
        return if contains(bytes, b"word/document") {
            Found::Paper(Format::Docx)
        } else {
            Found::Archive
        };
    };
    let mut part = |name: &str| -> Option<String> {
        let mut text = Vec::new();
        let file = archive.by_name(name).ok()?;
        file.take(MANIFEST).read_to_end(&mut text).ok()?;
        Some(String::from_utf8_lossy(&text).into_owned())
    };
    if let Some(kind) = part("mimetype") {
        return Found::Other(if kind.contains("opendocument.text") {
            OPEN_DOCUMENT
        } else if kind.contains("opendocument") {
            "an OpenDocument table or drawing"
        } else {
            "an electronic book"
        });
    }
    if let Some(types) = part("[Content_Types].xml") {
        let is = |what: &str| types.contains(what);
        return if is("spreadsheetml") && !is("wordprocessingml") {
            Found::Other("a spreadsheet")
        } else if is("presentationml") && !is("wordprocessingml") {
            Found::Other("a set of slides")
        } else {
            Found::Paper(Format::Docx)
        };
    }
    if part("word/document.xml").is_some() {
        return Found::Paper(Format::Docx);
    }
    if part("Index/Document.iwa").is_some() {
        return Found::Other(PAGES);
    }
    Found::Archive
}

static FIELD: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^([!-9;-~]+):[ \t]*").expect("a regex"));

/// True for the head of a mail (RFC 5322) or of a page saved as one: fields by which it was sent or made, and nothing but
/// fields, up to an empty line.
pub(crate) fn is_mail(bytes: &[u8]) -> bool {
    const TELLING: [&str; 8] = [
        "mime-version",
        "received",
        "return-path",
        "message-id",
        "from",
        "to",
        "subject",
        "date",
    ];
    let head = bytes.get(..MAIL_WITHIN).unwrap_or(bytes);
    let mut telling = 0;
    for (i, line) in head.split(|b| *b == b'\n').enumerate() {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        if line.is_empty() {
            break;
        }
        let goes_on = i > 0 && line.first().is_some_and(|b| matches!(b, b' ' | b'\t'));
        // As mailboxes of old programs begin a mail.
        if goes_on || i == 0 && line.starts_with(b"From ") {
            continue;
        }
        let Some(field) = FIELD.captures(line) else {
            return false;
        };
        let name = String::from_utf8_lossy(&field[1]).to_ascii_lowercase();
        telling += usize::from(TELLING.contains(&name.as_str()));
    }
    telling >= 3
}

/// True for a mail that is a web page as a browser saves it whole (MHTML).
fn is_saved_page(bytes: &[u8]) -> bool {
    let head = bytes
        .get(..MAIL_WITHIN)
        .unwrap_or(bytes)
        .to_ascii_lowercase();
    let end = head
        .windows(2)
        .position(|w| w == b"\n\n" || w == b"\n\r")
        .unwrap_or(head.len());
    let head = &head[..end];
    contains(head, b"multipart/related")
        && (contains(head, b"snapshot-content-location")
            || contains(head, b"<saved by")
            || !contains(head, b"\nto:"))
}

fn contains(haystack: &[u8], needle: &[u8]) -> bool {
    haystack.windows(needle.len()).any(|w| w == needle)
}
