//! Which authority a document is about.
//!
//! A form of words decides ("Monitoring visit to NAME children’s services", the name alone on a title page). Only a
//! form may name an authority that is not on the list. In running text the listed authority that is spoken of most,
//! in the ways in which services are spoken of, is meant; where two are level, none.

mod spoken;

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use super::run::Run;
use super::{Contradiction, FactName, Facts, Stated};
use crate::document::authority::{Authority, Register};
use crate::document::kind::Kind;
use crate::document::{Document, month_named, weekday_named};

/// What stands after a name in a title or sentence of form.
const AFTER: &str = r"(?:\s+(?:local\s+authority|(?:Metropolitan\s+|London\s+|City\s+|County\s+)*(?:Borough\s+|District\s+)?Council))*";

static FORMS: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    // "St. Helens", "Bournemouth, Christchurch and Poole".
    let name = r"(?P<name>[\p{Lu}](?:St\.|[^.;:\n]){1,80}?(?:\n(?:St\.|[^.;:\n]){1,60}?)?)";
    [
        format!(r"(?:[Mm]onitoring|[Ff]ocused(?:\s+assurance)?)\s+visit\s+(?:to|of)\s+(?:the\s+)?{name}\s+(?:local\s+authority(?:[’']s)?\s+)?[Cc]hildren[’'`´]?s[’']?\s+(?:social\s+care\s+)?services"),
        format!(r"[Ii]nspection\s+of\s+(?:the\s+)?{name}{AFTER}\s+[Cc]hildren[’'`´]s\s+(?:social\s+care\s+)?services"),
        format!(r"Inspection\s+of\s+{name}\s*\nInspection\s+dates?:"),
        format!(r"[Jj]oint\s+targeted\s+area\s+inspection\s+of\s+(?:the\s+)?(?:multi-agency[^.]*?\s+in\s+(?:the\s+)?)?{name}\s*(?:\n|$)"),
        format!(r"[Cc]hildren[’'`´]s\s+services\s+(?:in|on|at)\s+(?:the\s+)?{name}\s+(?:are|is|require)\b"),
        format!(r"(?:^|\n){name}\s*\n(?:Re-)?[Ii]nspection\s+of\s+(?:services\s+for\s+children|children[’']s|local\s+authority|safeguarding|looked\s+after)"),
        format!(r"[Ii]nspection\s+of\s+(?:safeguarding\s+and\s+)?looked\s+after\s+children(?:\s+services)?\s*\n{name}\s*(?:\n|$)"),
    ]
    .iter()
    .map(|p| Regex::new(p).expect("a constant pattern"))
    .collect()
});

/// Fills the authority. `on` is the day the document speaks of, for names that changed hands.
pub(super) fn read(document: &Document, on: Option<Date>, facts: &mut Facts) {
    match facts.kind {
        Kind::NewsArticle | Kind::CouncilStatement | Kind::CommitteePaper | Kind::Other => {
            let spoken = spoken::read(document, on, facts.kind);
            facts.authority = spoken.authority;
            facts.other_authorities = spoken.others;
        }
        kind => {
            let found = by_form(document, on, facts);
            facts.authority = found.or_else(|| title_lines(document, on, kind));
        }
    }
}

fn front(document: &Document) -> Run<'_> {
    let many = document.pages.len() > 1;
    let front = document
        .paragraphs
        .iter()
        .filter(|p| !many || p.page() < 2)
        .take(if many { 60 } else { 30 });
    Run::of(document, front.map(|p| p.index))
}

fn by_form(document: &Document, on: Option<Date>, facts: &mut Facts) -> Option<Stated<Authority>> {
    let run = front(document);
    let mut found: Option<Stated<Authority>> = None;
    for form in FORMS.iter() {
        for c in form.captures_iter(&run.text) {
            let (Some(whole), Some(name)) = (c.get(0), c.name("name")) else {
                continue;
            };
            let Some(authority) = named(name.as_str(), on) else {
                continue;
            };
            let stated = run.stated(authority, whole.range());
            match &found {
                None => found = Some(stated),
                Some(held) if held.value == stated.value => {}
                // Only another listed authority contradicts: an unlisted reading of a longer phrase does not.
                Some(held) if held.value.code.is_some() && stated.value.code.is_some() => {
                    facts.contradictions.push(Contradiction {
                        fact: FactName::Authority,
                        value: stated.value.name,
                        place: run.place(whole.range()),
                    });
                }
                Some(held) if held.value.code.is_none() && stated.value.code.is_some() => {
                    found = Some(stated)
                }
                Some(_) => {}
            }
        }
    }
    found
}

/// A line of the first page that is an authority's name and nothing else.
///
/// In a letter a place alone is the sender's address: only a council's name is whom it is written to.
fn title_lines(document: &Document, on: Option<Date>, kind: Kind) -> Option<Stated<Authority>> {
    let run = front(document);
    let letter = kind != Kind::InspectionReport;
    let mut at = 0;
    for line in run.text.split('\n').take(12) {
        let council = ["council", "borough", "trust", "authority"];
        let lower = line.to_lowercase();
        let may_be = !letter || council.iter().any(|w| lower.contains(w));
        if let Some(entry) = Register::built_in().find(line, on).filter(|_| may_be) {
            return Some(run.stated(entry.into(), at..at + line.len()));
        }
        at += line.len() + 1;
    }
    None
}

/// A name as it stands in a form: on the list, or kept as written where it can be a name.
fn named(written: &str, on: Option<Date>) -> Option<Authority> {
    let flat = written.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some(entry) = Register::built_in().find(&flat, on) {
        return Some(entry.into());
    }
    let short = Register::built_in().short_name(&flat);
    let capitals = short.split_whitespace().all(|w| {
        w.starts_with(char::is_uppercase)
            || ["and", "of", "on", "upon", "with", "the", "in", "le"].contains(&w)
    });
    let generic = [
        "Services",
        "Children",
        "Local",
        "Looked",
        "The",
        "Safeguarding",
    ];
    let plausible = capitals
        && is_name_of_a_place(&flat)
        && !short.is_empty()
        && short.split_whitespace().count() <= 5
        && !short
            .split_whitespace()
            .next()
            .is_some_and(|w| generic.contains(&w));
    plausible.then_some(Authority {
        name: short,
        code: None,
    })
}

/// Offices and titles: who bears one is a person.
const OFFICES: &[&str] = &[
    "chief",
    "executive",
    "director",
    "chair",
    "chairman",
    "leader",
    "councillor",
    "cllr",
    "cabinet",
    "member",
    "head",
    "officer",
    "minister",
    "secretary",
    "commissioner",
    "inspector",
    "mr",
    "mrs",
    "ms",
    "miss",
    "dr",
    "sir",
    "dame",
];

/// Whether capitalised words can name a place: no list, no person with an office, no month or day.
///
/// A listed authority's name may have commas; of one that is on no list, words on both sides of one are two things.
fn is_name_of_a_place(written: &str) -> bool {
    let other = |w: &str| {
        let lower = w.to_lowercase();
        OFFICES.contains(&lower.as_str()) || month_named(w).is_some() || weekday_named(w).is_some()
    };
    let mut words = written.split(|c: char| !c.is_alphanumeric());
    !written.contains([',', '(', '/']) && !words.any(other)
}
