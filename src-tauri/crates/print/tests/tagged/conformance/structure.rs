//! The structure tree: known elements in known places, what figures, headings, tables, lists, notes and links must have.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::{Check, catalog, dictionary, integer, name, text, unless, value};

pub const CHECKS: &[Check] = &[
    Check {
        name: "standard structure types, each where it may stand",
        find: types,
    },
    Check {
        name: "figures with a text alternative and a place",
        find: figures,
    },
    Check {
        name: "headings that begin at the first level and skip none",
        find: levels,
    },
    Check {
        name: "header cells that say which cells they head",
        find: scopes,
    },
    Check {
        name: "tables with a header and rows of one length",
        find: tables,
    },
    Check {
        name: "lists that say how they are numbered",
        find: lists,
    },
    Check {
        name: "notes with a name of their own",
        find: notes,
    },
    Check {
        name: "every link's annotation in a Link element",
        find: links,
    },
    Check {
        name: "languages and alternatives that say something",
        find: attributes,
    },
];

/// An element of the tree.
struct Element<'a> {
    id: ObjectId,
    of: &'a Dictionary,
    role: &'a str,
    /// Its place in the list; none for the root's own.
    parent: Option<usize>,
}

/// In the order of reading.
fn elements(doc: &Document) -> Vec<Element<'_>> {
    let Some(root) = dictionary(doc, catalog(doc), b"StructTreeRoot") else {
        return Vec::new();
    };
    let mut found = Vec::new();
    below(doc, root, None, &mut found);
    found
}

fn below<'a>(
    doc: &'a Document,
    of: &'a Dictionary,
    parent: Option<usize>,
    found: &mut Vec<Element<'a>>,
) {
    for kid in kids(doc, of) {
        let Ok(id) = kid.as_reference() else { continue };
        let Ok(kid) = doc.get_dictionary(id) else {
            continue;
        };
        let Some(role) = name(doc, kid, b"S") else {
            continue;
        };
        found.push(Element {
            id,
            of: kid,
            role,
            parent,
        });
        below(doc, kid, Some(found.len() - 1), found);
    }
}

fn kids<'a>(doc: &'a Document, of: &'a Dictionary) -> &'a [Object] {
    value(doc, of, b"K")
        .and_then(|kids| kids.as_array().ok())
        .map_or(&[], Vec::as_slice)
}

/// An attribute of the element, of whatever owner.
fn attribute<'a>(doc: &'a Document, element: &Element<'a>, key: &[u8]) -> Option<&'a Object> {
    value(doc, dictionary(doc, element.of, b"A")?, key)
}

/// In which elements an element may stand; no entry where it is free (ISO 32000-1, 14.8.4).
fn may_stand_in(role: &str) -> Option<&'static [&'static str]> {
    Some(match role {
        "LI" => &["L"],
        "Lbl" => &["LI", "L", "Note"],
        "LBody" => &["LI"],
        "TR" => &["Table", "THead", "TBody", "TFoot"],
        "TH" | "TD" => &["TR"],
        "THead" | "TBody" | "TFoot" => &["Table"],
        "Caption" => &["Table", "Figure", "L"],
        _ => return None,
    })
}

/// What alone may stand in an element; no entry where it is free.
fn may_hold(role: &str) -> Option<&'static [&'static str]> {
    Some(match role {
        "L" => &["LI", "Caption", "Lbl"],
        "LI" => &["Lbl", "LBody"],
        "Table" => &["Caption", "THead", "TBody", "TFoot", "TR"],
        "THead" | "TBody" | "TFoot" => &["TR"],
        "TR" => &["TH", "TD"],
        _ => return None,
    })
}

const STANDARD: [&str; 36] = [
    "Document",
    "Part",
    "Art",
    "Sect",
    "Div",
    "BlockQuote",
    "Caption",
    "TOC",
    "TOCI",
    "Index",
    "P",
    "H1",
    "H2",
    "H3",
    "H4",
    "H5",
    "H6",
    "L",
    "LI",
    "Lbl",
    "LBody",
    "Table",
    "TR",
    "TH",
    "TD",
    "THead",
    "TBody",
    "TFoot",
    "Span",
    "Quote",
    "Note",
    "Reference",
    "Code",
    "Link",
    "Figure",
    "Formula",
];

fn types(doc: &Document) -> Vec<String> {
    let all = elements(doc);
    let mut found = unless(!all.is_empty(), "no elements");
    for element in &all {
        let role = element.role;
        let parent = element.parent.map(|parent| all[parent].role);
        found.extend(unless(STANDARD.contains(&role), role));
        if let Some(allowed) = may_stand_in(role) {
            let fits = parent.is_some_and(|parent| allowed.contains(&parent));
            found.extend(unless(fits, format!("{role} in {parent:?}")));
        }
        if let Some(allowed) = parent.and_then(may_hold) {
            found.extend(unless(
                allowed.contains(&role),
                format!("{role} in {parent:?}"),
            ));
        }
    }
    found
}

fn figures(doc: &Document) -> Vec<String> {
    elements(doc)
        .iter()
        .filter(|element| matches!(element.role, "Figure" | "Formula"))
        .flat_map(|figure| {
            [
                unless(text(doc, figure.of, b"Alt").is_some(), "no alternative"),
                unless(attribute(doc, figure, b"BBox").is_some(), "no place"),
            ]
            .concat()
        })
        .collect()
}

fn levels(doc: &Document) -> Vec<String> {
    let mut before = 0;
    let mut found = Vec::new();
    for element in elements(doc) {
        let Some(level) = element
            .role
            .strip_prefix('H')
            .and_then(|level| level.parse::<usize>().ok())
        else {
            continue;
        };
        found.extend(unless(
            level <= before + 1,
            format!("H{level} after H{before}"),
        ));
        before = level;
    }
    found
}

fn scopes(doc: &Document) -> Vec<String> {
    elements(doc)
        .iter()
        .filter(|element| element.role == "TH")
        .filter_map(|cell| {
            let scope = attribute(doc, cell, b"Scope").and_then(|scope| scope.as_name().ok());
            let known = matches!(scope, Some(b"Row" | b"Column" | b"Both"));
            (!known).then(|| format!("{scope:?}"))
        })
        .collect()
}

fn tables(doc: &Document) -> Vec<String> {
    let all = elements(doc);
    let within = |element: &Element<'_>, table: usize| {
        let mut at = element.parent;
        while let Some(above) = at {
            if above == table {
                return true;
            }
            at = all[above].parent;
        }
        false
    };
    let mut found = Vec::new();
    for (at, _) in all
        .iter()
        .enumerate()
        .filter(|(_, element)| element.role == "Table")
    {
        let header = all
            .iter()
            .any(|element| element.role == "TH" && within(element, at));
        found.extend(unless(header, "no header cell"));
        let rows = all
            .iter()
            .enumerate()
            .filter(|(_, element)| element.role == "TR" && within(element, at));
        let lengths: BTreeSet<i64> = rows
            .map(|(row, _)| {
                let cells = all.iter().filter(|element| element.parent == Some(row));
                cells
                    .map(|cell| {
                        attribute(doc, cell, b"ColSpan")
                            .and_then(|span| span.as_i64().ok())
                            .unwrap_or(1)
                    })
                    .sum()
            })
            .collect();
        found.extend(unless(
            lengths.len() == 1,
            format!("rows of {lengths:?} columns"),
        ));
    }
    found
}

fn lists(doc: &Document) -> Vec<String> {
    let known = |list: &Element<'_>| {
        let numbering = attribute(doc, list, b"ListNumbering").and_then(|name| name.as_name().ok());
        matches!(
            numbering,
            Some(b"None" | b"Disc" | b"Circle" | b"Square" | b"Decimal")
        )
    };
    let lists = elements(doc)
        .into_iter()
        .filter(|element| element.role == "L");
    lists
        .filter(|list| !known(list))
        .map(|_| "no numbering".to_owned())
        .collect()
}

fn notes(doc: &Document) -> Vec<String> {
    let mut names = BTreeSet::new();
    elements(doc)
        .iter()
        .filter(|element| element.role == "Note")
        .filter_map(|note| {
            let name = text(doc, note.of, b"ID");
            let own = name.as_ref().is_some_and(|name| names.insert(name.clone()));
            (!own).then(|| format!("{name:?}"))
        })
        .collect()
}

fn links(doc: &Document) -> Vec<String> {
    let mut held = BTreeSet::new();
    for element in elements(doc)
        .iter()
        .filter(|element| element.role == "Link")
    {
        for kid in kids(doc, element.of) {
            let object = kid
                .as_dict()
                .ok()
                .filter(|kid| name(doc, kid, b"Type") == Some("OBJR"));
            held.extend(object.and_then(|object| object.get(b"Obj").ok()?.as_reference().ok()));
        }
    }
    let drawn = doc.page_iter().flat_map(|page| {
        let all = doc
            .get_dictionary(page)
            .ok()
            .and_then(|page| value(doc, page, b"Annots")?.as_array().ok());
        all.into_iter()
            .flatten()
            .filter_map(|one| one.as_reference().ok())
            .collect::<Vec<_>>()
    });
    drawn
        .filter(|annotation| !held.contains(annotation))
        .map(|id| format!("annotation {}", id.0))
        .collect()
}

fn attributes(doc: &Document) -> Vec<String> {
    let mut found = Vec::new();
    for element in elements(doc) {
        for key in ["Alt", "ActualText", "Lang", "E"] {
            let said =
                !element.of.has(key.as_bytes()) || text(doc, element.of, key.as_bytes()).is_some();
            found.extend(unless(
                said,
                format!("{} {}: an empty {key}", element.role, element.id.0),
            ));
        }
        let span = integer(doc, element.of, b"ColSpan");
        found.extend(unless(span.is_none(), "a span outside the attributes"));
    }
    found
}
