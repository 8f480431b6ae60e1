//! Whether the instructions that draw a page hold together.
//!
//! The library beneath goes over what it does not understand, and stops where it can go no further. Text may be lost by
//! either, or two ends be joined that do not belong together: here both are noticed. Deliberately not here: drawing.

use std::collections::HashSet;

use hayro::hayro_syntax::content::TypedIter;
use hayro::hayro_syntax::content::ops::TypedInstruction as Do;
use hayro::hayro_syntax::object::{Array, Dict, MaybeRef, Name, Object, ObjectIdentifier, Stream};
use hayro::hayro_syntax::page::{Page, Resources};

/// Forms within forms are followed this far.
const DEPTH: usize = 20;
/// The last instruction of a stream that is read whole: put there, and looked for.
const END: &[u8] = b"ScrutinyEndOfContent";

/// Whether everything that draws this page could be read and found. What is encrypted has another length than it says.
pub(crate) fn holds(page: &Page<'_>, encrypted: bool) -> bool {
    if !contents_are_there(page.raw(), encrypted) {
        return false;
    }
    let Some(stream) = page.page_stream() else {
        return true;
    };
    let mut seen = HashSet::new();
    stream_holds(stream, page.resources(), &mut seen, 0)
}

/// Whether each part of the page's contents that its dictionary names is in the file and opens.
fn contents_are_there(page: &Dict<'_>, encrypted: bool) -> bool {
    let opens = |stream: &Stream<'_>| {
        stream.decoded_data().is_ok() && (encrypted || has_its_length(stream))
    };
    if !page.contains_key("Contents") {
        return true;
    }
    match page.get::<Object<'_>>("Contents") {
        Some(Object::Stream(stream)) => opens(&stream),
        Some(Object::Array(list)) => {
            let found: Vec<Stream<'_>> = list.iter::<Stream<'_>>().collect();
            found.len() == list.raw_iter().count() && found.iter().all(opens)
        }
        Some(Object::Null(_)) => true,
        _ => false,
    }
}

/// Whether a stream is as long as it says.
fn has_its_length(stream: &Stream<'_>) -> bool {
    let stated = stream.dict().get::<i64>("Length");
    // The line end before `endstream` counts for some producers.
    stated.is_none_or(|n| {
        let read = i64::try_from(stream.raw_data().len()).unwrap_or(i64::MAX);
        (n - read).abs() <= 2
    })
}

fn stream_holds(
    stream: &[u8],
    resources: &Resources<'_>,
    seen: &mut HashSet<ObjectIdentifier>,
    depth: usize,
) -> bool {
    let mut content = stream.to_vec();
    content.extend_from_slice(b"\n/");
    content.extend_from_slice(END);
    content.extend_from_slice(b" MP\n");
    let mut instructions = TypedIter::new(&content);
    // Between these two, other programs' instructions may stand.
    let mut compatible = 0usize;
    let mut in_text = false;
    let mut whole = false;
    while let Some(instruction) = instructions.next() {
        whole = false;
        match instruction {
            Do::BeginCompatibility(_) => compatible += 1,
            Do::EndCompatibility(_) => compatible = compatible.saturating_sub(1),
            Do::Fallback(_) if compatible == 0 => return false,
            Do::BeginText(_) => in_text = true,
            Do::EndText(_) => in_text = false,
            Do::TextFont(font) if !font_is_there(resources, font.0) => return false,
            Do::XObject(object) => {
                let Some(form) = resources.get_x_object(object.0) else {
                    return false;
                };
                if depth < DEPTH && !form_holds(&form, resources, seen, depth) {
                    return false;
                }
            }
            Do::MarkedContentPoint(point) => whole = point.0.as_ref() == END,
            _ => {}
        }
    }
    whole && !in_text
}

fn form_holds(
    form: &Stream<'_>,
    resources: &Resources<'_>,
    seen: &mut HashSet<ObjectIdentifier>,
    depth: usize,
) -> bool {
    let dict = form.dict();
    let is_form = dict
        .get::<Name<'_>>("Subtype")
        .is_some_and(|n| n.as_str() == "Form");
    if !is_form || !seen.insert(form.obj_id()) {
        return true;
    }
    let Ok(content) = form.decoded_data() else {
        return false;
    };
    let own = dict.get::<Dict<'_>>("Resources").map(Resources::new);
    stream_holds(&content, own.as_ref().unwrap_or(resources), seen, depth + 1)
}

/// Whether a font is in the file, with the map of its characters and the programs it names.
fn font_is_there(resources: &Resources<'_>, name: &Name<'_>) -> bool {
    let Some(font) = resources.get_font(name) else {
        return false;
    };
    let there = |dict: &Dict<'_>, key: &str| match dict.get_raw::<Object<'_>>(key) {
        Some(MaybeRef::Ref(_)) => match dict.get::<Object<'_>>(key) {
            Some(Object::Stream(stream)) => stream.decoded_data().is_ok(),
            Some(_) => true,
            None => false,
        },
        Some(MaybeRef::NotRef(_)) | None => true,
    };
    if !there(&font, "ToUnicode") || !there(&font, "Encoding") {
        return false;
    }
    match font.get::<Array<'_>>("DescendantFonts") {
        Some(list) => list.iter::<Dict<'_>>().next().is_some(),
        None => !font.contains_key("DescendantFonts"),
    }
}
