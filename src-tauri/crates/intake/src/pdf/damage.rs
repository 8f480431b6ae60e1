//! Signs that a file does not say what it said when it was made.
//!
//! The library beneath repairs what it can and says nothing. Here the marks a whole file has are checked: its end, its
//! cross-reference table, the number of its pages, and the check sum of every compressed stream that text depends on.
//! Deliberately not here: proof. A changed byte in an uncompressed part can go unnoticed.

use std::collections::{BTreeSet, HashMap};
use std::sync::LazyLock;

use hayro::hayro_syntax::Pdf;
use hayro::hayro_syntax::object::{Array, Dict, MaybeRef, Name, Object, ObjectIdentifier, Stream};
use miniz_oxide::inflate::{TINFLStatus, decompress_to_vec_zlib_with_limit};
use regex::bytes::Regex;
use scrutiny_domain::document::{Warning, WarningCode};

use super::content;
use crate::Refusal;

/// How far from its end a file's last marks are looked for.
const TAIL: usize = 4096;
/// Largest stream checked, decompressed.
const STREAM: usize = 64 << 20;

/// What was found.
#[derive(Debug, Default)]
pub(crate) struct Damage {
    pub warnings: Vec<Warning>,
    /// 0-based pages whose text may have changed.
    pub pages: Vec<usize>,
    /// True where the text of any page may have changed.
    pub everywhere: bool,
}

/// Refuses a file whose end is missing.
///
/// # Errors
/// [`Refusal::CutOff`].
pub(crate) fn check_end(bytes: &[u8]) -> Result<(), Refusal> {
    let tail = tail(bytes);
    if find_last(tail, b"%%EOF").is_none() && find_last(tail, b"startxref").is_none() {
        return Err(Refusal::CutOff);
    }
    Ok(())
}

/// The last bytes; zeros after the end, which a copy of whole disk blocks leaves, do not count.
fn tail(bytes: &[u8]) -> &[u8] {
    let padding = bytes.iter().rev().take_while(|b| **b == 0).count();
    let bytes = bytes.get(..bytes.len() - padding).unwrap_or(bytes);
    bytes
        .get(bytes.len().saturating_sub(TAIL)..)
        .unwrap_or(bytes)
}

fn find_last(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    haystack.windows(needle.len()).rposition(|w| w == needle)
}

/// Looks for damage in a file that could be opened.
pub(crate) fn look(bytes: &[u8], pdf: &Pdf) -> Damage {
    let mut damage = Damage::default();
    if find_last(tail(bytes), b"%%EOF").is_none() {
        damage.file("The last marks of this file are missing; it was read as far as it goes.");
    }
    if !cross_references_hold(bytes) {
        damage.everywhere = true;
        damage.file("The table of contents of this file does not hold; its parts were searched for one by one.");
    }
    if let Some(stated) = stated_pages(pdf)
        && stated != pdf.pages().len()
    {
        damage.everywhere = true;
        let found = pdf.pages().len();
        damage.file(&format!(
            "This file says that it has {stated} pages, but {found} could be found."
        ));
    }
    let encrypted = find_last(bytes, b"/Encrypt").is_some();
    let broken = pdf.pages().iter().enumerate();
    let broken = broken.filter(|(_, page)| !content::holds(page, encrypted));
    damage.pages.extend(broken.map(|(index, _)| index));
    streams(pdf, &mut damage);
    damage
}

impl Damage {
    /// Pages with words that the file's structure should claim and does not: part of the structure is lost.
    pub(crate) fn unclaimed(&mut self, pages: &BTreeSet<usize>) {
        for &page in pages {
            self.pages.push(page);
            self.warnings.push(Warning {
                code: WarningCode::DamagedFile,
                page: Some(page),
                message: "The file does not say where some words of this page belong.".to_owned(),
            });
        }
    }

    fn file(&mut self, message: &str) {
        self.warnings.push(Warning {
            code: WarningCode::DamagedFile,
            page: None,
            message: message.to_owned(),
        });
    }
}

/// Whether the last `startxref` leads to a table or a stream of cross-references.
fn cross_references_hold(bytes: &[u8]) -> bool {
    let tail = tail(bytes);
    let Some(at) = find_last(tail, b"startxref") else {
        return false;
    };
    let number: String = tail
        .get(at + 9..)
        .unwrap_or_default()
        .iter()
        .map(|b| char::from(*b))
        .skip_while(|c| c.is_ascii_whitespace())
        .take_while(char::is_ascii_digit)
        .collect();
    let Ok(offset) = number.parse::<usize>() else {
        return false;
    };
    // Offsets count from the header, which some files have a few bytes in.
    let head = bytes.get(..1024).unwrap_or(bytes);
    let header = head.windows(5).position(|w| w == b"%PDF-").unwrap_or(0);
    [0, header].iter().any(|&shift| {
        let from = bytes.get(shift..).unwrap_or_default();
        let target = from.get(offset..).unwrap_or_default().trim_ascii_start();
        if target.starts_with(b"xref") {
            table_holds(from, target)
        } else {
            OBJECT.is_match(target)
        }
    })
}

static OBJECT: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^\s*\d+\s+\d+\s+obj\b").expect("a regex"));
static ENTRY: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^\s*(\d+)\s+(\d+)(?:\s+([nf]))?\b").expect("a regex"));

/// Whether the table of cross-references that begins `table` leads to an object with each of its entries. Tables that an
/// earlier issue of the file left are not looked at: what they lead to was replaced, or is led to by this one too.
fn table_holds(file: &[u8], table: &[u8]) -> bool {
    let mut rest = table.get(4..).unwrap_or_default();
    while let Some(found) = ENTRY.captures(rest) {
        let number = |i: usize| -> Option<usize> {
            let digits = found.get(i)?.as_bytes();
            std::str::from_utf8(digits).ok()?.parse().ok()
        };
        let at = number(1).filter(|_| found.get(3).is_some_and(|kind| kind.as_bytes() == b"n"));
        if let Some(at) = at
            && at > 0
            && !OBJECT.is_match(file.get(at..).unwrap_or_default())
        {
            return false;
        }
        rest = rest.get(found[0].len()..).unwrap_or_default();
    }
    rest.trim_ascii_start().starts_with(b"trailer")
}

fn stated_pages(pdf: &Pdf) -> Option<usize> {
    let xref = pdf.xref();
    let catalogue: Dict<'_> = xref.get(xref.root_id())?;
    let count = catalogue.get::<Dict<'_>>("Pages")?.get::<i32>("Count")?;
    usize::try_from(count).ok()
}

/// Checks the streams that text is read from. A broken page stream concerns its page; one that pages share (a font's
/// map, an object stream) concerns them all.
fn streams(pdf: &Pdf, damage: &mut Damage) {
    let mut of_page: HashMap<ObjectIdentifier, usize> = HashMap::new();
    for (index, page) in pdf.pages().iter().enumerate() {
        for id in content_ids(page.raw()) {
            of_page.insert(id, index);
        }
    }
    let mut shared = false;
    for object in pdf.objects() {
        let Object::Stream(stream) = object else {
            continue;
        };
        if !bears_text(&stream) || is_whole(&stream) {
            continue;
        }
        match of_page.get(&stream.obj_id()) {
            Some(&page) => damage.pages.push(page),
            None => shared = true,
        }
    }
    damage.pages.sort_unstable();
    damage.pages.dedup();
    for &page in &damage.pages {
        damage.warnings.push(Warning {
            code: WarningCode::DamagedFile,
            page: Some(page),
            message: "Part of this page was changed or lost since the file was made.".to_owned(),
        });
    }
    if shared {
        damage.everywhere = true;
        damage.file(
            "A part of this file that its pages share was changed or lost since the file was made.",
        );
    }
}

fn content_ids(page: &Dict<'_>) -> Vec<ObjectIdentifier> {
    if let Some(list) = page.get::<Array<'_>>("Contents") {
        return list
            .raw_iter()
            .filter_map(|item| item.as_obj_ref())
            .map(Into::into)
            .collect();
    }
    match page.get_raw::<Object<'_>>("Contents") {
        Some(MaybeRef::Ref(id)) => vec![id.into()],
        _ => Vec::new(),
    }
}

/// False for pictures, colour profiles, font outlines, metadata and attachments: no text depends on them.
fn bears_text(stream: &Stream<'_>) -> bool {
    let dict = stream.dict();
    let is = |key: &str, values: &[&str]| {
        dict.get::<Name<'_>>(key)
            .is_some_and(|n| values.contains(&n.as_str()))
    };
    let outlines = ["Length1", "Length2", "Length3", "N"]
        .iter()
        .any(|k| dict.contains_key(k))
        && !is("Type", &["ObjStm"]);
    !is(
        "Subtype",
        &["Image", "Type1C", "CIDFontType0C", "OpenType", "XML"],
    ) && !is("Type", &["Metadata", "EmbeddedFile", "XRef"])
        && !outlines
}

/// Whether a compressed stream opens and its check sum agrees. Streams of other kinds have none.
fn is_whole(stream: &Stream<'_>) -> bool {
    let dict = stream.dict();
    let first = dict
        .get::<Name<'_>>("Filter")
        .or_else(|| dict.get::<Array<'_>>("Filter")?.iter::<Name<'_>>().next());
    if first.is_none_or(|f| f.as_str() != "FlateDecode") {
        return true;
    }
    match decompress_to_vec_zlib_with_limit(&stream.raw_data(), STREAM) {
        Ok(_) => true,
        Err(e) => e.status == TINFLStatus::HasMoreOutput,
    }
}
