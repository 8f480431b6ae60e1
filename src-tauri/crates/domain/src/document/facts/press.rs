//! Articles, statements and committee papers: what they say of a visit, and when they were published.

use std::sync::LazyLock;

use regex::Regex;

use super::run::Run;
use super::{Facts, Inspector, dates, letter, people, visit};
use crate::document::kind::Kind;
use crate::document::{Document, Paragraph, ParagraphKind};

/// How far down an article its own date line may stand, in paragraphs.
const DATE_LINES: usize = 6;

static LETTER_PUBLISHED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)\b(?:letter|report|findings|inspectors|Ofsted)\b[^.]{0,60}?\b(?:published|released|made\s+public|issued)\b(?:\s+(?:on|by\s+Ofsted\s+on|yesterday|today))*",
    )
    .expect("a constant pattern")
});

static INSPECTOR: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!(
        r"(?:(?P<lead>[Ll]ead\s+)?(?:Ofsted\s+|HM\s+|(?:His|Her)\s+Majesty[’']s\s+)?[Ii]nspector,?\s+(?P<name>{name})|(?P<before>{name}),\s+(?:the\s+)?(?P<leads>lead\s+)?(?:Ofsted\s+)?(?:HM\s+|(?:His|Her)\s+Majesty[’']s\s+)?[Ii]nspector\b)",
        name = people::NAME
    ))
    .expect("a constant pattern")
});

/// Fills the facts of an article, a statement or a committee paper.
pub(super) fn read(document: &Document, facts: &mut Facts) {
    let running: Vec<&Paragraph> = document
        .paragraphs
        .iter()
        .filter(|p| !matches!(p.kind, ParagraphKind::Footnote | ParagraphKind::Cell { .. }))
        .collect();
    facts.title = running
        .first()
        .filter(|p| is_title(p))
        .map(|p| Run::one(document, p.index).stated(p.text.clone(), 0..p.text.len()));
    for p in running.iter().take(DATE_LINES) {
        let run = Run::one(document, p.index);
        // A line that is short and ends in a date is a date line: "The Courier, 28 July 2025".
        let line = p.text.trim();
        let dated = dates::find(line)
            .pop()
            .filter(|f| line.len() <= 90 && line[f.at.end..].trim().is_empty());
        if let Some(day) = dated
            .filter(|f| !line.contains("visit") && f.at.start < line.len())
            .and_then(|f| f.day())
            && facts.published.is_none()
        {
            facts.published = Some(run.stated(day, 0..p.text.len()));
        }
    }
    let run = Run::of(document, running.iter().map(|p| p.index));
    for m in LETTER_PUBLISHED.find_iter(&run.text) {
        let sentence = run.sentence(m.start());
        let tail = &run.text[m.end()..sentence.end.max(m.end())];
        let Some(found) = dates::find(tail).into_iter().next() else {
            continue;
        };
        // "Published on Thursday (August 2)": a weekday and a bracket at most stand between.
        if found.at.start > 25 {
            continue;
        }
        if let Some(day) = found.day() {
            facts.letter_published = Some(run.stated(day, sentence));
            break;
        }
    }
    visit::read(&run, facts);
    read_days(&run, facts);
    read_inspectors(&run, facts);
    if facts.kind != Kind::CommitteePaper {
        for p in &running {
            if p.is_body()
                && p.text.contains("nspect") | p.text.contains("report")
                && letter::sentence_focus(document, p, facts)
            {
                break;
            }
        }
    }
}

fn is_title(p: &Paragraph) -> bool {
    matches!(p.kind, ParagraphKind::Heading { .. })
        || p.text.chars().count() <= 110 && !p.text.trim_end().ends_with(['.', '”', '"', ':'])
}

/// The days in a sentence that says inspectors came: "Inspectors visited … on July 10 and 11".
fn read_days(run: &Run<'_>, facts: &mut Facts) {
    for found in dates::find(&run.text) {
        if !found.has_days() || found.range.from == found.range.to {
            continue;
        }
        let sentence = run.sentence(found.at.start);
        let lower = run.text[sentence.clone()].to_lowercase();
        let visited = [
            "visit",
            "inspectors came",
            "inspectors went",
            "inspectors were",
            "inspectors spent",
            "inspected",
        ];
        if visited.iter().any(|w| lower.contains(w)) {
            if facts.dates.is_none() {
                facts.sittings = found.sittings.clone();
                facts.dates = Some(run.stated(found.range, sentence));
            } else {
                visit::days(run, found.at.clone(), facts);
            }
        }
    }
}

fn read_inspectors(run: &Run<'_>, facts: &mut Facts) {
    for c in INSPECTOR.captures_iter(&run.text) {
        let (Some(whole), Some(written)) = (c.get(0), c.name("name").or(c.name("before"))) else {
            continue;
        };
        let Some(name) = people::name(written.as_str()) else {
            continue;
        };
        let lead = c.name("lead").or(c.name("leads")).is_some();
        if !facts.inspectors.iter().any(|i| i.value.name == name) {
            facts
                .inspectors
                .push(run.stated(Inspector { name, lead }, whole.range()));
        }
    }
}
