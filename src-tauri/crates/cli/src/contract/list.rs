//! `list`: the sources of a workspace.

use scrutiny_casebook::domain::comparison::WaitsFor;
use scrutiny_casebook::domain::document::Warning;
use serde::Serialize;

use super::comparison::Waits;
use super::document::{Authority, Part, Visit, authority};
use super::{iso, slug};
use scrutiny_casebook::Listed;

/// What `list --json` prints.
#[derive(Debug, Serialize)]
pub struct Sources {
    sources: Vec<Source>,
}

#[derive(Debug, Serialize)]
struct Source {
    file: String,
    sha256: String,
    kind: String,
    framework: Option<String>,
    authority: Option<Authority>,
    published: Option<String>,
    visit: Visit,
    pages: usize,
    findings: usize,
    damaged: bool,
    part: Option<Part>,
    warnings: Vec<String>,
    imported: String,
    superseded_by: Option<String>,
    visibility: String,
    /// What it waits for before it is compared.
    waits: Option<Waits>,
}

impl Sources {
    /// In the order of import.
    pub fn of(listed: &[Listed]) -> Sources {
        let source = |l: &Listed| Source {
            file: l.source.file.clone(),
            sha256: l.source.sha256.clone(),
            kind: slug(&l.facts.kind),
            framework: l.facts.framework.as_ref().map(slug),
            authority: authority(&l.facts),
            published: l.facts.published.as_ref().and_then(|p| iso(p.value)),
            visit: Visit::of(&l.facts),
            pages: l.pages,
            findings: l.findings,
            damaged: l.source.damaged,
            part: Part::of(&l.source),
            warnings: l
                .source
                .warnings
                .iter()
                .map(|w: &Warning| w.message.clone())
                .collect(),
            imported: l.imported.to_string(),
            superseded_by: l.superseded_by.clone(),
            visibility: slug(&l.marks.visibility),
            waits: WaitsFor::of(&l.facts).as_ref().map(Waits::of),
        };
        Sources {
            sources: listed.iter().map(source).collect(),
        }
    }
}
