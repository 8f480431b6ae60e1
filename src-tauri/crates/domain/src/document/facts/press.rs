//! Articles, statements and committee papers: what they say of a visit, and when they were published.

use std::sync::LazyLock;

use regex::Regex;

use super::run::Run;
use super::{Facts, Inspector, VisitSort, dateline, dates, days, letter, people, visit};
use crate::document::kind::Kind;
use crate::document::{Document, Paragraph, ParagraphKind};

static LETTER_PUBLISHED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)\b(?:letter|report|findings|inspectors|Ofsted)\b[^.]{0,60}?\b(?:published|released|made\s+public|issued)\b(?:\s+(?:on|by\s+Ofsted\s+on|yesterday|today))*",
    )
    .expect("a constant pattern")
});

static INSPECTOR: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!(
        r"(?:(?P<lead>[Ll]ead\s+)?(?:Ofsted\s+|HM\s+|(?:His|Her)\s+Majesty[’']s\s+)?[Ii]nspector,?\s+(?P<name>{name})|(?P<before>{name}),\s+(?:the\s+)?(?P<leads>lead\s+)?(?:Ofsted\s+)?(?:HM\s+|(?:His|Her)\s+Majesty[’']s\s+)?[Ii]nspector\b|(?P<led>led\s+by\s+)?(?P<hmi>{name}),?\s+HMI\b)",
        name = people::NAME
    ))
    .expect("a constant pattern")
});

static FOCUSED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\bfocus(?:s)?ed(?:\s+assurance)?\s+visit").expect("a constant pattern")
});

static MONITORING: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\bmonitoring\s+(?:visit|letter)").expect("a constant pattern")
});

/// Fills the facts of an article, a statement, a committee paper, or of what nobody knows the kind of.
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
    let dated = dateline::read(document, facts.kind);
    match facts.kind {
        Kind::CommitteePaper => facts.meeting = dated,
        _ => facts.published = dated,
    }
    let run = Run::of(document, running.iter().map(|p| p.index));
    read_letter_published(&run, facts);
    visit::read(&run, facts);
    if is_of_a_focused_visit(&run.text) {
        facts.visited = VisitSort::Focused;
        facts.visit_number = None;
        facts.visits_claimed = None;
    }
    let written = facts.written().map(|p| p.value);
    days::read(&run, written, facts);
    read_inspectors(&run, facts);
    // A letter that is printed within names its inspectors in its own words.
    letter::read_inspectors_of_form(&run, facts);
    if !matches!(facts.kind, Kind::CommitteePaper | Kind::Other) {
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

/// Whether a focused visit is spoken of more than a monitoring visit; before it, where both are as often.
fn is_of_a_focused_visit(text: &str) -> bool {
    let told = |r: &Regex| (r.find_iter(text).count(), r.find(text).map(|m| m.start()));
    let ((focused, first), (monitoring, other)) = (told(&FOCUSED), told(&MONITORING));
    focused > monitoring || focused > 0 && focused == monitoring && first < other
}

/// When the letter came out, as an account of it says. "Published today" is the page's own date.
fn read_letter_published(run: &Run<'_>, facts: &mut Facts) {
    for m in LETTER_PUBLISHED.find_iter(&run.text) {
        let sentence = run.sentence(m.start());
        let tail = &run.text[m.end()..sentence.end.max(m.end())];
        let found = dates::find(tail).into_iter().next();
        // "Published on Thursday (August 2)": a weekday and a bracket at most stand between.
        let near = found.filter(|f| f.at.start <= 25);
        let today = m.as_str().to_lowercase().ends_with("today");
        if let Some(day) = near.and_then(|f| f.day()) {
            if today && facts.published.is_none() {
                facts.published = Some(run.stated(day, sentence.clone()));
            }
            facts.letter_published = Some(run.stated(day, sentence));
            return;
        }
    }
}

fn is_title(p: &Paragraph) -> bool {
    p.is_heading()
        || p.text.chars().count() <= 110 && !p.text.trim_end().ends_with(['.', '”', '"', ':'])
}

fn read_inspectors(run: &Run<'_>, facts: &mut Facts) {
    for c in INSPECTOR.captures_iter(&run.text) {
        let (Some(whole), Some(written)) = (
            c.get(0),
            c.name("name").or(c.name("before")).or(c.name("hmi")),
        ) else {
            continue;
        };
        let Some(name) = people::name(written.as_str()) else {
            continue;
        };
        let lead = ["lead", "leads", "led"].iter().any(|g| c.name(g).is_some());
        letter::push_inspector(facts, run.stated(Inspector { name, lead }, whole.range()));
    }
}
