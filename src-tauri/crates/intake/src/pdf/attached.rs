//! Files that lie in a PDF: a portfolio's papers, appendices that were attached.

use hayro::hayro_syntax::Pdf;
use hayro::hayro_syntax::object::{Array, Dict, Object, Stream, String as PdfString};

use super::text_string;
use crate::Member;

/// Deepest tree of names, and most files, that are looked at.
const DEPTH: usize = 8;
const FILES: usize = 500;

/// True of a file whose own pages only say that others lie in it.
pub(super) fn is_portfolio(pdf: &Pdf) -> bool {
    let xref = pdf.xref();
    let catalogue: Option<Dict<'_>> = xref.get(xref.root_id());
    catalogue.is_some_and(|c| c.contains_key("Collection"))
}

/// How many files lie in it.
pub(super) fn count(pdf: &Pdf) -> usize {
    specifications(pdf).len()
}

/// The files, decoded; one that cannot be is not among them.
pub(super) fn files(pdf: &Pdf) -> Vec<Member> {
    let of = |specification: &Dict<'_>| {
        let versions = specification.get::<Dict<'_>>("EF")?;
        let stream = versions
            .get::<Stream<'_>>("UF")
            .or_else(|| versions.get::<Stream<'_>>("F"))?;
        let name = specification
            .get::<PdfString<'_>>("UF")
            .or_else(|| specification.get::<PdfString<'_>>("F"));
        let name = name.map(|n| text_string(n.as_bytes())).unwrap_or_default();
        let name = name.rsplit(['/', '\\']).next().unwrap_or_default();
        Some(Member {
            name: if name.is_empty() { "attachment" } else { name }.to_owned(),
            bytes: stream.decoded_data().ok()?.into_owned(),
        })
    };
    specifications(pdf).iter().filter_map(of).collect()
}

/// What the catalogue names, and what is pinned to pages.
fn specifications(pdf: &Pdf) -> Vec<Dict<'_>> {
    let xref = pdf.xref();
    let mut found: Vec<Dict<'_>> = Vec::new();
    if let Some(catalogue) = xref.get::<Dict<'_>>(xref.root_id())
        && let Some(names) = catalogue.get::<Dict<'_>>("Names")
        && let Some(tree) = names.get::<Dict<'_>>("EmbeddedFiles")
    {
        collect(&tree, 0, &mut found);
    }
    for page in pdf.pages().iter() {
        let pinned = page.raw().get::<Array<'_>>("Annots");
        let pinned = pinned.into_iter().flat_map(|a| a.iter::<Object<'_>>());
        for annotation in pinned.filter_map(Object::into_dict) {
            if let Some(file) = annotation.get::<Dict<'_>>("FS")
                && found.len() < FILES
            {
                found.push(file);
            }
        }
    }
    found.retain(|f| f.contains_key("EF"));
    found
}

fn collect<'a>(tree: &Dict<'a>, depth: usize, into: &mut Vec<Dict<'a>>) {
    if let Some(pairs) = tree.get::<Array<'_>>("Names") {
        let files = pairs.iter::<Object<'_>>().filter_map(Object::into_dict);
        into.extend(files.take(FILES.saturating_sub(into.len())));
    }
    if depth < DEPTH
        && let Some(kids) = tree.get::<Array<'_>>("Kids")
    {
        for kid in kids.iter::<Object<'_>>().filter_map(Object::into_dict) {
            if into.len() >= FILES {
                return;
            }
            collect(&kid, depth + 1, into);
        }
    }
}
