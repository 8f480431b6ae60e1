//! Which authority a document is about.
//!
//! A form of words decides ("Monitoring visit to NAME children’s services", the name alone on a title page). Only a
//! form may name an authority that is not on the list. In running text the listed authority that is spoken of most,
//! in the ways in which services are spoken of, is meant; where two are level, none.

use std::collections::HashMap;
use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use super::run::Run;
use super::{Contradiction, FactName, Facts, Stated};
use crate::document::authority::{Authority, Register};
use crate::document::kind::Kind;
use crate::document::{Document, ParagraphKind};

/// What stands after a name in a title or sentence of form.
const AFTER: &str = r"(?:\s+(?:local\s+authority|(?:Metropolitan\s+|London\s+|City\s+|County\s+)*(?:Borough\s+|District\s+)?Council))*";

static FORMS: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    let name = r"(?P<name>[\p{Lu}][^.,;:\n]{1,80}?(?:\n[^.,;:\n]{1,60}?)?)";
    [
        format!(r"(?:[Mm]onitoring|[Ff]ocused(?:\s+assurance)?)\s+visit\s+(?:to|of)\s+(?:the\s+)?{name}\s+(?:local\s+authority(?:[’']s)?\s+)?[Cc]hildren[’']?s[’']?\s+(?:social\s+care\s+)?services"),
        format!(r"[Ii]nspection\s+of\s+(?:the\s+)?{name}{AFTER}\s+[Cc]hildren[’']s\s+(?:social\s+care\s+)?services"),
        format!(r"Inspection\s+of\s+{name}\s*\nInspection\s+dates?:"),
        format!(r"[Jj]oint\s+targeted\s+area\s+inspection\s+of\s+(?:the\s+)?(?:multi-agency[^.]*?\s+in\s+(?:the\s+)?)?{name}\s*(?:\n|$)"),
        format!(r"[Cc]hildren[’']s\s+services\s+(?:in|on|at)\s+(?:the\s+)?{name}\s+(?:are|is|require)\b"),
        format!(r"(?:^|\n){name}\s*\n(?:Re-)?[Ii]nspection\s+of\s+(?:services\s+for\s+children|children[’']s|local\s+authority|safeguarding|looked\s+after)"),
        format!(r"[Ii]nspection\s+of\s+(?:safeguarding\s+and\s+)?looked\s+after\s+children(?:\s+services)?\s*\n{name}\s*(?:\n|$)"),
    ]
    .iter()
    .map(|p| Regex::new(p).expect("a constant pattern"))
    .collect()
});

/// Running text that names an authority by form, listed or not.
static PRESS_FORMS: LazyLock<Regex> = LazyLock::new(|| {
    let name = r"(?P<name>\p{Lu}[\p{L}’'-]*(?:(?:\s|\s(?:and|upon|on|of|with|the)\s)\p{Lu}[\p{L}’'-]*){0,4}?)";
    Regex::new(&format!(
        r"(?:(?:[Mm]onitoring\s+)?visit\s+(?:to|of)\s+(?:the\s+)?{name}(?:[’']s)?\s*(?:children[’']s\s+services|on\b|since\b|,|\.|in\b|council)|(?P<council>\p{{Lu}}[\p{{L}}’'-]*(?:\s\p{{Lu}}[\p{{L}}’'-]*){{0,3}}?)\s+(?:(?:Metropolitan\s+)?Borough|County|City|District)\s+Council\b|[Cc]hildren[’']s\s+services\s+in\s+(?P<place>\p{{Lu}}[\p{{L}}’'-]*(?:\s\p{{Lu}}[\p{{L}}’'-]*){{0,3}}?)\s+(?:were|was|are|have|had|is)\b)"
    ))
    .expect("a constant pattern")
});

/// Fills the authority. `on` is the day the document speaks of, for names that changed hands.
pub(super) fn read(document: &Document, on: Option<Date>, facts: &mut Facts) {
    let found = match facts.kind {
        Kind::NewsArticle | Kind::CouncilStatement | Kind::CommitteePaper | Kind::Other => {
            press(document, on)
        }
        _ => by_form(document, on, facts).or_else(|| title_lines(document, on)),
    };
    facts.authority = found;
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
fn title_lines(document: &Document, on: Option<Date>) -> Option<Stated<Authority>> {
    let run = front(document);
    let mut at = 0;
    for line in run.text.split('\n').take(12) {
        if let Some(entry) = Register::built_in().find(line, on) {
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

fn press(document: &Document, on: Option<Date>) -> Option<Stated<Authority>> {
    let running = document
        .paragraphs
        .iter()
        .filter(|p| !matches!(p.kind, ParagraphKind::Footnote));
    let run = Run::of(document, running.map(|p| p.index));
    let register = Register::built_in();
    let headline = run.text.find('\n').unwrap_or(run.text.len());
    let mut scores: HashMap<String, u32> = HashMap::new();
    let mut first: HashMap<String, (u32, std::ops::Range<usize>)> = HashMap::new();
    for mention in register.mentions(&run.text, on) {
        let weight = weight(&run.text, &mention.range, mention.range.start < headline);
        *scores.entry(mention.code.clone()).or_default() += weight;
        let held = first
            .entry(mention.code)
            .or_insert((weight, mention.range.clone()));
        if weight > held.0 {
            *held = (weight, mention.range);
        }
    }
    let mut ranked: Vec<(&String, &u32)> = scores.iter().collect();
    ranked.sort_by(|a, b| b.1.cmp(a.1).then(a.0.cmp(b.0)));
    let unlisted = || unlisted(&run);
    let Some((code, score)) = ranked.first() else {
        return unlisted();
    };
    // A town's name dropped once in passing does not make it the article's authority.
    if **score < 4 || ranked.get(1).is_some_and(|(_, second)| *second == *score) {
        return unlisted();
    }
    let entry = register.by_code(code)?;
    let range = first.get(*code)?.1.clone();
    let sentence = run.sentence(range.start);
    Some(run.stated(entry.into(), sentence))
}

/// How much a mention says that the services of this authority are spoken of.
fn weight(text: &str, at: &std::ops::Range<usize>, headline: bool) -> u32 {
    let after = text[at.end..].trim_start_matches(['’', '\'']);
    let after = after
        .strip_prefix('s')
        .filter(|_| text[at.end..].starts_with(['’', '\'']))
        .unwrap_or(after)
        .trim_start();
    let after = after.to_lowercase();
    let before: String = text[..at.start]
        .chars()
        .rev()
        .take(40)
        .collect::<Vec<_>>()
        .into_iter()
        .rev()
        .collect();
    let before = before.to_lowercase();
    let says_services = [
        "council",
        "children’s services",
        "children's services",
        "children’s social",
        "borough council",
    ]
    .iter()
    .any(|w| after.starts_with(w))
        || after.starts_with("since the authority")
        || [
            "visit of ",
            "visit to ",
            "visited ",
            "services in ",
            "inspection of ",
            "visit at ",
            "children in ",
        ]
        .iter()
        .any(|w| before.ends_with(w) || before.ends_with(&format!("{w}the ")));
    1 + if says_services { 3 } else { 0 } + if headline { 2 } else { 0 }
}

/// An authority that is not on the list, named by a form and at least once more.
fn unlisted(run: &Run<'_>) -> Option<Stated<Authority>> {
    for c in PRESS_FORMS.captures_iter(&run.text) {
        let Some(name) = c.name("name").or(c.name("council")).or(c.name("place")) else {
            continue;
        };
        let Some(authority) = named(name.as_str(), None) else {
            continue;
        };
        if run.text.matches(&authority.name).count() >= 2 {
            return Some(run.stated(authority, run.sentence(name.start())));
        }
    }
    None
}
