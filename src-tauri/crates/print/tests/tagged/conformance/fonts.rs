//! Fonts: inside the file, whole, measured as they are, and every glyph drawn known as text.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Document, Object};

use super::{Check, dictionary, name, operations, pages, unless, value};
use crate::tagged::to_unicode;

pub const CHECKS: &[Check] = &[
    Check {
        name: "composite fonts, embedded, named as the subsets they are",
        find: embedded,
    },
    Check {
        name: "every glyph drawn stands for text",
        find: mapped,
    },
    Check {
        name: "no glyph stands for a code point that means nothing",
        find: meaningful,
    },
    Check {
        name: "no glyph for what is missing (.notdef)",
        find: missing,
    },
    Check {
        name: "widths that are those of the font",
        find: widths,
    },
];

/// A font of the file and the codes of it that are drawn.
struct Used<'a> {
    font: &'a Dictionary,
    codes: BTreeSet<u16>,
}

/// Fonts by the name of their subset.
fn fonts(doc: &Document) -> BTreeMap<String, Used<'_>> {
    let mut all: BTreeMap<String, Used<'_>> = BTreeMap::new();
    for (_, page, _) in pages(doc) {
        let fonts = doc.get_page_fonts(page).unwrap_or_default();
        let mut current = None;
        for operation in operations(doc, page) {
            match operation.operator.as_str() {
                "Tf" => {
                    let font = operation.operands[0]
                        .as_name()
                        .ok()
                        .and_then(|key| fonts.get(key));
                    current = font.copied();
                }
                "Tj" | "TJ" | "'" | "\"" => {
                    let Some(font) = current else { continue };
                    let name = name(doc, font, b"BaseFont").unwrap_or_default().to_owned();
                    let used = all.entry(name).or_insert_with(|| Used {
                        font,
                        codes: BTreeSet::new(),
                    });
                    operation
                        .operands
                        .iter()
                        .for_each(|shown| codes(shown, &mut used.codes));
                }
                _ => {}
            }
        }
    }
    all
}

fn codes(shown: &Object, into: &mut BTreeSet<u16>) {
    match shown {
        Object::String(bytes, _) => {
            into.extend(
                bytes
                    .chunks_exact(2)
                    .map(|code| u16::from_be_bytes([code[0], code[1]])),
            );
        }
        Object::Array(parts) => parts.iter().for_each(|part| codes(part, into)),
        _ => {}
    }
}

fn descendant<'a>(doc: &'a Document, font: &'a Dictionary) -> Option<&'a Dictionary> {
    let first = value(doc, font, b"DescendantFonts")?
        .as_array()
        .ok()?
        .first()?;
    doc.dereference(first).ok()?.1.as_dict().ok()
}

fn stream(doc: &Document, of: &Dictionary, key: &[u8]) -> Option<Vec<u8>> {
    let stream = value(doc, of, key)?.as_stream().ok()?;
    Some(
        stream
            .decompressed_content()
            .unwrap_or_else(|_| stream.content.clone()),
    )
}

/// The font's own file.
fn program(doc: &Document, font: &Dictionary) -> Option<Vec<u8>> {
    let descriptor = dictionary(doc, descendant(doc, font)?, b"FontDescriptor")?;
    stream(doc, descriptor, b"FontFile2").or_else(|| stream(doc, descriptor, b"FontFile3"))
}

/// The glyph of each code.
fn glyphs(doc: &Document, font: &Dictionary) -> Vec<u16> {
    let map = descendant(doc, font).and_then(|font| stream(doc, font, b"CIDToGIDMap"));
    map.unwrap_or_default()
        .chunks_exact(2)
        .map(|glyph| u16::from_be_bytes([glyph[0], glyph[1]]))
        .collect()
}

fn embedded(doc: &Document) -> Vec<String> {
    let fonts = fonts(doc);
    let mut found = unless(!fonts.is_empty(), "no fonts");
    for (named, Used { font, .. }) in &fonts {
        let descendant = descendant(doc, font);
        let descriptor = descendant.and_then(|font| dictionary(doc, font, b"FontDescriptor"));
        let subset = named.split_once('+').is_some_and(|(tag, rest)| {
            tag.len() == 6 && tag.chars().all(|c| c.is_ascii_uppercase()) && !rest.is_empty()
        });
        let inner = descendant.and_then(|font| name(doc, font, b"BaseFont"));
        for (holds, what) in [
            (
                name(doc, font, b"Subtype") == Some("Type0"),
                "not composite",
            ),
            (
                name(doc, font, b"Encoding") == Some("Identity-H"),
                "another encoding",
            ),
            (
                program(doc, font).is_some_and(|file| !file.is_empty()),
                "not embedded",
            ),
            (!glyphs(doc, font).is_empty(), "no map from codes to glyphs"),
            (
                descriptor.is_some_and(|descriptor| !descriptor.has(b"CIDSet")),
                "a CIDSet",
            ),
            (subset, "not named as a subset"),
            (inner == Some(named), "named otherwise inside"),
        ] {
            found.extend(unless(holds, format!("{named}: {what}")));
        }
    }
    found
}

fn texts(doc: &Document, font: &Dictionary) -> BTreeMap<u16, String> {
    if font.has(b"ToUnicode") {
        to_unicode(doc, font)
    } else {
        BTreeMap::new()
    }
}

fn mapped(doc: &Document) -> Vec<String> {
    let mut found = Vec::new();
    for (named, Used { font, codes }) in fonts(doc) {
        let texts = texts(doc, font);
        for code in codes {
            let known = texts.get(&code).is_some_and(|text| !text.is_empty());
            found.extend(unless(known, format!("{named}: code {code}")));
        }
    }
    found
}

/// Nothing, a byte order mark, or for private use.
fn is_meaningless(c: char) -> bool {
    matches!(c, '\0' | '\u{feff}' | '\u{fffe}' | '\u{fffd}' | '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..)
}

fn meaningful(doc: &Document) -> Vec<String> {
    let mut found = Vec::new();
    for (named, Used { font, codes }) in fonts(doc) {
        for (code, text) in texts(doc, font)
            .iter()
            .filter(|(code, _)| codes.contains(code))
        {
            found.extend(unless(
                !text.contains(is_meaningless),
                format!("{named}: code {code} is {text:?}"),
            ));
        }
    }
    found
}

fn missing(doc: &Document) -> Vec<String> {
    let mut found = Vec::new();
    for (named, Used { font, codes }) in fonts(doc) {
        let glyphs = glyphs(doc, font);
        for code in codes {
            let glyph = glyphs.get(usize::from(code)).copied().unwrap_or_default();
            found.extend(unless(glyph != 0, format!("{named}: code {code}")));
        }
    }
    found
}

/// Where a table of a TrueType file is.
fn table<'a>(file: &'a [u8], tag: &[u8; 4]) -> Option<&'a [u8]> {
    let long = |at: usize| -> Option<usize> {
        let bytes: [u8; 4] = file.get(at..at + 4)?.try_into().ok()?;
        usize::try_from(u32::from_be_bytes(bytes)).ok()
    };
    let count = usize::from(short(file, 4)?);
    let entry = (0..count)
        .map(|n| 12 + n * 16)
        .find(|at| file.get(*at..at + 4) == Some(tag))?;
    file.get(long(entry + 8)?..)?.get(..long(entry + 12)?)
}

fn short(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

/// In thousandths of the size of the type.
fn advance(file: &[u8], glyph: u16) -> Option<f32> {
    let units = f32::from(short(table(file, b"head")?, 18)?);
    let count = short(table(file, b"hhea")?, 34)?;
    let at = usize::from(glyph.min(count.checked_sub(1)?)) * 4;
    Some(f32::from(short(table(file, b"hmtx")?, at)?) * 1000.0 / units)
}

/// True where a font's licence lets it be embedded (fsType of its table OS/2).
pub fn may_be_embedded(file: &[u8]) -> bool {
    table(file, b"OS/2")
        .and_then(|os2| short(os2, 8))
        .is_some_and(|kind| kind & 0x000f != 2)
}

/// Widths by code, from runs of `first [width …]` and `first last width`.
fn stated(doc: &Document, font: &Dictionary) -> BTreeMap<u16, f32> {
    let mut all = BTreeMap::new();
    let listed = descendant(doc, font).and_then(|font| value(doc, font, b"W")?.as_array().ok());
    let mut rest = listed.map_or(&[][..], Vec::as_slice);
    let code = |object: &Object| {
        object
            .as_i64()
            .ok()
            .and_then(|code| u16::try_from(code).ok())
    };
    while let [first, second, after @ ..] = rest {
        let Some(first) = code(first) else { break };
        if let Ok(widths) = second.as_array() {
            all.extend((first..).zip(widths.iter().filter_map(|width| width.as_float().ok())));
            rest = after;
        } else if let (Some(last), [width, after @ ..]) = (code(second), after) {
            let width = width.as_float().unwrap_or_default();
            all.extend((first..=last).map(|code| (code, width)));
            rest = after;
        } else {
            break;
        }
    }
    all
}

fn widths(doc: &Document) -> Vec<String> {
    let mut found = Vec::new();
    for (named, Used { font, codes }) in fonts(doc) {
        let (glyphs, stated) = (glyphs(doc, font), stated(doc, font));
        let file = program(doc, font).unwrap_or_default();
        for code in codes {
            let glyph = glyphs.get(usize::from(code)).copied().unwrap_or_default();
            let (said, is) = (stated.get(&code).copied(), advance(&file, glyph));
            let same = said
                .zip(is)
                .is_some_and(|(said, is)| (said - is).abs() <= 1.0);
            found.extend(unless(
                same,
                format!("{named}: code {code} is {is:?} wide, not {said:?}"),
            ));
        }
    }
    found
}
