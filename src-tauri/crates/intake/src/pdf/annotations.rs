//! What was put on a page after it was made: fields of a form, remarks.
//!
//! Deliberately not here: drawing them (the library does) and telling their words from the page's (`glyphs`).

use hayro::hayro_syntax::Pdf;
use hayro::hayro_syntax::object::{
    Array, Dict, Name, Object, Rect as PdfRect, String as PdfString,
};
use hayro::hayro_syntax::page::Page;
use hayro::kurbo::{Affine, Rect, Shape};

use super::text_string;

/// How deep the fields of a form are nested at most.
const DEPTH: usize = 16;

fn all<'a>(page: &Page<'a>) -> impl Iterator<Item = Dict<'a>> + use<'a> {
    let list = page.raw().get::<Array<'_>>("Annots");
    list.into_iter()
        .flat_map(|l| l.iter::<Object<'_>>())
        .filter_map(Object::into_dict)
}

fn is(annotation: &Dict<'_>, subtype: &str) -> bool {
    annotation
        .get::<Name<'_>>("Subtype")
        .is_some_and(|n| n.as_str() == subtype)
}

/// The frames of the fields on a page, as it is displayed.
pub(crate) fn fields(page: &Page<'_>, transform: Affine) -> Vec<Rect> {
    all(page)
        .filter(|a| is(a, "Widget"))
        .filter_map(|a| {
            let r = a.get::<PdfRect>("Rect")?;
            let frame = Rect::new(r.x0, r.y0, r.x1, r.y1).to_path(0.1);
            Some((transform * frame).bounding_box().inflate(1.0, 1.0))
        })
        .collect()
}

/// How many fields hold an answer in words that the file does not draw.
pub(crate) fn undrawn_answers(page: &Page<'_>) -> usize {
    all(page)
        .filter(|a| is(a, "Widget") && !a.contains_key("AP"))
        .filter(|a| answer(a).is_some_and(|v| v.chars().any(char::is_alphanumeric)))
        .count()
}

/// How many remarks of readers lie on a page: notes, marks with words, typed text.
pub(crate) fn remarks(page: &Page<'_>) -> usize {
    all(page)
        .filter(|a| !is(a, "Widget") && !is(a, "Link") && !is(a, "Popup"))
        .filter(|a| {
            a.get::<PdfString<'_>>("Contents")
                .is_some_and(|c| text_string(c.as_bytes()).chars().any(char::is_alphanumeric))
        })
        .count()
}

/// True of a form in XFA whose pages are not in the file: Adobe's own program makes them when it opens the form, and
/// any other shows a page that says so.
pub(crate) fn is_shown_by_one_program(pdf: &Pdf) -> bool {
    let xref = pdf.xref();
    let Some(catalogue) = xref.get::<Dict<'_>>(xref.root_id()) else {
        return false;
    };
    let Some(form) = catalogue.get::<Dict<'_>>("AcroForm") else {
        return false;
    };
    let no_fields = || {
        form.get::<Array<'_>>("Fields")
            .is_none_or(|fields| fields.raw_iter().next().is_none())
    };
    let made_on_opening = catalogue.get::<bool>("NeedsRendering") == Some(true);
    form.contains_key("XFA") && (made_on_opening || no_fields())
}

/// A field's value, its own or that of the field it is part of.
fn answer(field: &Dict<'_>) -> Option<String> {
    let mut field = field.clone();
    for _ in 0..DEPTH {
        if let Some(value) = field.get::<PdfString<'_>>("V") {
            return Some(text_string(value.as_bytes()));
        }
        field = field.get::<Dict<'_>>("Parent")?;
    }
    None
}
