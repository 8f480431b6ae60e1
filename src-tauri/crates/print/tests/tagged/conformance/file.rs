//! What the file says of itself: version, title, language, dates, metadata, and what must not be in it.

use lopdf::{Dictionary, Document, Object};

use super::{Check, catalog, dictionary, integer, name, pages, text, unless, value};

pub const CHECKS: &[Check] = &[
    Check {
        name: "version 1.7 or below, with a mark that the file is binary",
        find: version,
    },
    Check {
        name: "a title, shown in place of the file's name",
        find: title,
    },
    Check {
        name: "a language",
        find: language,
    },
    Check {
        name: "marked as tagged, and not suspect",
        find: marked,
    },
    Check {
        name: "dates, the same in both places",
        find: dates,
    },
    Check {
        name: "metadata that claim PDF/UA-1 and PDF/A-2a, readable as they are",
        find: metadata,
    },
    Check {
        name: "a colour profile for the colours used",
        find: profile,
    },
    Check {
        name: "an outline where there are headings",
        find: outline,
    },
    Check {
        name: "page labels",
        find: labels,
    },
    Check {
        name: "tabbing in the order of the structure",
        find: tabs,
    },
    Check {
        name: "annotations: links alone, described, printed, never hidden",
        find: annotations,
    },
    Check {
        name: "an identifier, and no encryption",
        find: identifier,
    },
    Check {
        name: "no files inside, scripts, actions, forms or optional content",
        find: forbidden,
    },
];

fn version(doc: &Document) -> Vec<String> {
    let known = ["1.4", "1.5", "1.6", "1.7"].contains(&doc.version.as_str());
    let marked = doc.binary_mark.len() >= 4 && doc.binary_mark.iter().all(|byte| *byte > 127);
    [
        unless(known, format!("version {}", doc.version)),
        unless(marked, format!("{:?}", doc.binary_mark)),
    ]
    .concat()
}

fn information(doc: &Document) -> Option<&Dictionary> {
    dictionary(doc, &doc.trailer, b"Info")
}

fn title(doc: &Document) -> Vec<String> {
    let stated = information(doc).and_then(|information| text(doc, information, b"Title"));
    let described = element(&xmp(doc), "dc:title");
    let shown = dictionary(doc, catalog(doc), b"ViewerPreferences")
        .and_then(|preferences| value(doc, preferences, b"DisplayDocTitle"))
        .is_some_and(|shown| matches!(shown, Object::Boolean(true)));
    [
        unless(stated.is_some(), "none"),
        unless(!described.is_empty(), "none in the metadata"),
        unless(shown, "not shown"),
    ]
    .concat()
}

/// The text of an element of the metadata, without tags.
fn element(xmp: &str, name: &str) -> String {
    let inner = xmp
        .split_once(&format!("<{name}>"))
        .and_then(|(_, after)| after.split_once(&format!("</{name}>")))
        .map_or("", |(inner, _)| inner);
    let mut inside = false;
    let outside = |c: &char| {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            _ => return !inside,
        }
        false
    };
    inner
        .chars()
        .filter(outside)
        .collect::<String>()
        .trim()
        .to_owned()
}

fn language(doc: &Document) -> Vec<String> {
    let tag = text(doc, catalog(doc), b"Lang").unwrap_or_default();
    let mut parts = tag.split('-');
    let primary = parts.next().unwrap_or_default();
    let sound = (2..=3).contains(&primary.len())
        && primary.chars().all(|c| c.is_ascii_alphabetic())
        && parts.all(|part| {
            (1..=8).contains(&part.len()) && part.chars().all(|c| c.is_ascii_alphanumeric())
        });
    unless(sound, format!("{tag:?}"))
}

fn marked(doc: &Document) -> Vec<String> {
    let is = |key: &[u8]| {
        dictionary(doc, catalog(doc), b"MarkInfo")
            .and_then(|info| value(doc, info, key))
            .is_some_and(|value| matches!(value, Object::Boolean(true)))
    };
    [
        unless(is(b"Marked"), "not marked"),
        unless(!is(b"Suspects"), "suspect"),
        unless(
            dictionary(doc, catalog(doc), b"StructTreeRoot").is_some(),
            "no tree",
        ),
    ]
    .concat()
}

fn dates(doc: &Document) -> Vec<String> {
    let xmp = xmp(doc);
    [
        ("CreationDate", "xmp:CreateDate"),
        ("ModDate", "xmp:ModifyDate"),
    ]
    .into_iter()
    .flat_map(|(key, name)| {
        let digits = |text: String| {
            text.chars()
                .filter(char::is_ascii_digit)
                .collect::<String>()
        };
        let stated =
            information(doc).and_then(|information| text(doc, information, key.as_bytes()));
        let stated = digits(stated.unwrap_or_default());
        let described = digits(element(&xmp, name));
        unless(
            stated.len() == 14 && stated == described,
            format!("{key} {stated:?}, {name} {described:?}"),
        )
    })
    .collect()
}

fn xmp(doc: &Document) -> String {
    value(doc, catalog(doc), b"Metadata")
        .and_then(|metadata| metadata.as_stream().ok())
        .and_then(|stream| String::from_utf8(stream.content.clone()).ok())
        .unwrap_or_default()
}

fn metadata(doc: &Document) -> Vec<String> {
    let filtered = dictionary(doc, catalog(doc), b"Metadata").is_some_and(|m| m.has(b"Filter"));
    let xmp = xmp(doc);
    let claims = [
        ("pdfuaid:part", "1"),
        ("pdfaid:part", "2"),
        ("pdfaid:conformance", "A"),
    ];
    let missing = claims
        .iter()
        .filter(|(name, value)| element(&xmp, name) != *value)
        .map(|(name, _)| (*name).to_owned());
    missing.chain(unless(!filtered, "compressed")).collect()
}

fn profile(doc: &Document) -> Vec<String> {
    let intents = value(doc, catalog(doc), b"OutputIntents").and_then(|all| all.as_array().ok());
    let sound = intents.is_some_and(|intents| {
        intents
            .iter()
            .filter_map(|intent| doc.dereference(intent).ok()?.1.as_dict().ok())
            .any(|intent| {
                let profile = dictionary(doc, intent, b"DestOutputProfile");
                name(doc, intent, b"S") == Some("GTS_PDFA1")
                    && profile.is_some_and(|profile| integer(doc, profile, b"N") == Some(3))
            })
    });
    unless(sound, "none for three components")
}

fn has_headings(doc: &Document) -> bool {
    let role = |object: &Object| -> Option<String> {
        let element = object
            .as_dict()
            .ok()
            .filter(|of| of.has_type(b"StructElem"))?;
        name(doc, element, b"S").map(str::to_owned)
    };
    let mut roles = doc.objects.values().filter_map(role);
    roles.any(|role| matches!(role.as_str(), "H1" | "H2" | "H3" | "H4" | "H5" | "H6"))
}

fn outline(doc: &Document) -> Vec<String> {
    let Some(outlines) = dictionary(doc, catalog(doc), b"Outlines") else {
        return unless(!has_headings(doc), "none");
    };
    let mut found = Vec::new();
    let mut open = vec![dictionary(doc, outlines, b"First")];
    let mut count = 0;
    while let Some(next) = open.pop() {
        let Some(entry) = next else { continue };
        count += 1;
        if text(doc, entry, b"Title").is_none() {
            found.push("an entry without words".to_owned());
        }
        let page = value(doc, entry, b"Dest")
            .and_then(|to| to.as_array().ok()?.first()?.as_reference().ok())
            .is_some_and(|page| doc.page_iter().any(|id| id == page));
        if !page {
            found.push("an entry that leads nowhere".to_owned());
        }
        open.push(dictionary(doc, entry, b"Next"));
        open.push(dictionary(doc, entry, b"First"));
    }
    found.extend(unless(count > 0, "empty"));
    found
}

fn labels(doc: &Document) -> Vec<String> {
    let numbers = dictionary(doc, catalog(doc), b"PageLabels")
        .and_then(|labels| value(doc, labels, b"Nums")?.as_array().ok());
    let from_first = numbers.and_then(|numbers| numbers.first()?.as_i64().ok());
    unless(from_first == Some(0), "none from the first page on")
}

fn tabs(doc: &Document) -> Vec<String> {
    let other = |page: &Dictionary| name(doc, page, b"Tabs") != Some("S");
    let found = pages(doc).into_iter().filter(|(_, _, page)| other(page));
    found.map(|(number, ..)| format!("page {number}")).collect()
}

/// Bits of an annotation's flags: invisible, hidden, no view, toggle no view.
const UNSEEN: i64 = 1 | 1 << 1 | 1 << 5 | 1 << 8;
const PRINTED: i64 = 1 << 2;

fn annotations(doc: &Document) -> Vec<String> {
    let mut found = Vec::new();
    for (number, id, _) in pages(doc) {
        for annotation in doc.get_page_annotations(id).unwrap_or_default() {
            let flags = integer(doc, annotation, b"F").unwrap_or_default();
            let offences = [
                unless(name(doc, annotation, b"Subtype") == Some("Link"), "no link"),
                unless(
                    text(doc, annotation, b"Contents").is_some(),
                    "no description",
                ),
                unless(
                    flags & UNSEEN == 0 && flags & PRINTED != 0,
                    format!("flags {flags}"),
                ),
                unless(annotation.has(b"StructParent"), "not in the tree"),
                unless(!annotation.has(b"A") && !annotation.has(b"AA"), "an action"),
            ];
            found.extend(
                offences
                    .concat()
                    .into_iter()
                    .map(|what| format!("page {number}: {what}")),
            );
        }
    }
    found
}

fn identifier(doc: &Document) -> Vec<String> {
    let named = value(doc, &doc.trailer, b"ID")
        .and_then(|id| id.as_array().ok())
        .is_some_and(|id| id.len() == 2);
    [
        unless(named, "no identifier"),
        unless(!doc.trailer.has(b"Encrypt"), "encrypted"),
    ]
    .concat()
}

fn forbidden(doc: &Document) -> Vec<String> {
    let in_catalog = [
        &b"AcroForm"[..],
        b"OpenAction",
        b"AA",
        b"AF",
        b"OCProperties",
        b"NeedsRendering",
        b"Collection",
    ];
    let named =
        |key: &[u8]| dictionary(doc, catalog(doc), b"Names").is_some_and(|names| names.has(key));
    let mut found: Vec<String> = in_catalog
        .iter()
        .filter(|key| catalog(doc).has(key))
        .map(|key| String::from_utf8_lossy(key).into_owned())
        .collect();
    for key in ["EmbeddedFiles", "JavaScript"] {
        found.extend(unless(!named(key.as_bytes()), key));
    }
    for (number, _, page) in pages(doc) {
        found.extend(unless(!page.has(b"AA"), format!("page {number}: actions")));
    }
    for (id, object) in &doc.objects {
        let Ok(object) = object.as_dict() else {
            continue;
        };
        let kind = name(doc, object, b"Type");
        found.extend(unless(
            !matches!(kind, Some("Action" | "Filespec" | "OCG")),
            format!("object {}: {kind:?}", id.0),
        ));
    }
    found
}
