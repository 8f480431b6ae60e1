//! What is drawn: colours, nesting, artifacts, and nothing that cannot be archived.

use lopdf::{Dictionary, Document, Object};

use super::{Check, integer, name, operations, pages, unless};

pub const CHECKS: &[Check] = &[
    Check {
        name: "graphics states closed, and nested 28 deep at most",
        find: nesting,
    },
    Check {
        name: "colours in red, green and blue alone",
        find: colours,
    },
    Check {
        name: "content and artifacts never inside one another",
        find: artifacts,
    },
    Check {
        name: "running lines marked as header and footer",
        find: running,
    },
    Check {
        name: "no images that are smoothed, shadings or PostScript",
        find: foreign,
    },
];

fn nesting(doc: &Document) -> Vec<String> {
    let mut found = Vec::new();
    for (number, id, _) in pages(doc) {
        let (mut depth, mut deepest) = (0_i32, 0);
        for operation in operations(doc, id) {
            match operation.operator.as_str() {
                "q" => depth += 1,
                "Q" => depth -= 1,
                _ => {}
            }
            deepest = deepest.max(depth);
            found.extend(unless(
                depth >= 0,
                format!("page {number}: closed too often"),
            ));
        }
        found.extend(unless(depth == 0, format!("page {number}: left open")));
        found.extend(unless(
            deepest <= 28,
            format!("page {number}: {deepest} deep"),
        ));
    }
    found
}

fn colours(doc: &Document) -> Vec<String> {
    let mut found = Vec::new();
    for (number, id, _) in pages(doc) {
        for operation in operations(doc, id) {
            // Grey needs no other profile.
            let other = matches!(
                operation.operator.as_str(),
                "k" | "K" | "cs" | "CS" | "sc" | "SC" | "scn" | "SCN"
            );
            found.extend(unless(
                !other,
                format!("page {number}: {}", operation.operator),
            ));
        }
    }
    found
}

fn artifacts(doc: &Document) -> Vec<String> {
    let mut found = Vec::new();
    for (number, id, _) in pages(doc) {
        let mut depth = 0;
        for operation in operations(doc, id) {
            match operation.operator.as_str() {
                "BMC" | "BDC" => depth += 1,
                "EMC" => depth -= 1,
                _ => continue,
            }
            found.extend(unless(depth <= 1, format!("page {number}: {depth} deep")));
        }
    }
    found
}

/// The property list of marked content.
fn properties(operands: &[Object]) -> Option<&Dictionary> {
    operands.get(1)?.as_dict().ok()
}

fn running(doc: &Document) -> Vec<String> {
    let mut found = Vec::new();
    for (number, id, _) in pages(doc) {
        let mut kinds = Vec::new();
        for operation in operations(doc, id) {
            let tag = operation
                .operands
                .first()
                .and_then(|tag| tag.as_name().ok());
            let Some(properties) =
                properties(&operation.operands).filter(|_| tag == Some(b"Artifact"))
            else {
                continue;
            };
            let kind = name(doc, properties, b"Subtype").unwrap_or_default();
            let paged = name(doc, properties, b"Type") == Some("Pagination");
            let sound = paged
                && matches!(kind, "Header" | "Footer")
                && integer(doc, properties, b"MCID").is_none();
            found.extend(unless(sound, format!("page {number}: {kind:?}")));
            kinds.push(kind.to_owned());
        }
        found.extend(unless(
            kinds.iter().any(|kind| kind == "Footer"),
            format!("page {number}: no footer"),
        ));
    }
    found
}

fn foreign(doc: &Document) -> Vec<String> {
    let mut found = Vec::new();
    for (number, id, _) in pages(doc) {
        for operation in operations(doc, id) {
            let other = matches!(
                operation.operator.as_str(),
                "sh" | "BI" | "ID" | "EI" | "PS"
            );
            found.extend(unless(
                !other,
                format!("page {number}: {}", operation.operator),
            ));
        }
    }
    for (id, object) in &doc.objects {
        let Ok(of) = object
            .as_stream()
            .map(|stream| &stream.dict)
            .or_else(|_| object.as_dict())
        else {
            continue;
        };
        let smoothed = matches!(of.get(b"Interpolate"), Ok(Object::Boolean(true)));
        found.extend(unless(!smoothed, format!("object {}: smoothed", id.0)));
        let program =
            integer(doc, of, b"FunctionType") == Some(4) || name(doc, of, b"Subtype") == Some("PS");
        found.extend(unless(!program, format!("object {}: PostScript", id.0)));
    }
    found
}
