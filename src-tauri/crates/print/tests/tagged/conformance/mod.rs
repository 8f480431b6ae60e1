//! What PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2) ask of a file, as far as a program can tell, each as a check
//! of its own on the finished file. `docs/decisions` says where the list comes from.
//!
//! A check looks at what this crate writes: what it never writes (forms, movies, scripts, encryption) must not be there.
//! Deliberately not here: whether the words of a text alternative or the order of reading make sense.

mod content;
mod file;
mod fonts;
mod limits;
mod structure;

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, ObjectId};

pub use fonts::may_be_embedded;

/// One demand on a file.
pub struct Check {
    pub name: &'static str,
    /// What offends against it; nothing in a sound file.
    pub find: fn(&Document) -> Vec<String>,
}

/// Every check, in the order of the file's parts.
pub fn checks() -> impl Iterator<Item = &'static Check> {
    [
        file::CHECKS,
        structure::CHECKS,
        content::CHECKS,
        fonts::CHECKS,
        limits::CHECKS,
    ]
    .into_iter()
    .flatten()
}

/// All that offends, each with the name of its check.
pub fn offences(doc: &Document) -> Vec<String> {
    checks()
        .flat_map(|check| {
            (check.find)(doc)
                .into_iter()
                .map(|found| format!("{}: {found}", check.name))
        })
        .collect()
}

/// The offence, unless it holds.
fn unless(holds: bool, offence: impl Into<String>) -> Vec<String> {
    if holds {
        Vec::new()
    } else {
        vec![offence.into()]
    }
}

/// A value behind its reference.
fn value<'a>(doc: &'a Document, of: &'a Dictionary, key: &[u8]) -> Option<&'a Object> {
    doc.dereference(of.get(key).ok()?)
        .ok()
        .map(|(_, value)| value)
}

fn dictionary<'a>(doc: &'a Document, of: &'a Dictionary, key: &[u8]) -> Option<&'a Dictionary> {
    match value(doc, of, key)? {
        Object::Dictionary(dictionary) => Some(dictionary),
        Object::Stream(stream) => Some(&stream.dict),
        _ => None,
    }
}

fn name<'a>(doc: &'a Document, of: &'a Dictionary, key: &[u8]) -> Option<&'a str> {
    std::str::from_utf8(value(doc, of, key)?.as_name().ok()?).ok()
}

fn integer(doc: &Document, of: &Dictionary, key: &[u8]) -> Option<i64> {
    value(doc, of, key)?.as_i64().ok()
}

/// A text that is there and says something.
fn text(doc: &Document, of: &Dictionary, key: &[u8]) -> Option<String> {
    let text = lopdf::decode_text_string(value(doc, of, key)?).ok()?;
    (!text.trim().is_empty()).then_some(text)
}

fn catalog(doc: &Document) -> &Dictionary {
    doc.catalog().unwrap()
}

/// The pages in order, each with its number from 0.
fn pages(doc: &Document) -> Vec<(usize, ObjectId, &Dictionary)> {
    doc.page_iter()
        .enumerate()
        .map(|(number, id)| (number, id, doc.get_dictionary(id).unwrap()))
        .collect()
}

/// What is drawn on a page.
fn operations(doc: &Document, page: ObjectId) -> Vec<Operation> {
    Content::decode(&doc.get_page_content(page))
        .unwrap()
        .operations
}
