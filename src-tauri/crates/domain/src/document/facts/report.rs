//! Inspection reports: the title page, the inspectors.

use std::sync::LazyLock;

use regex::Regex;

use super::run::Run;
use super::{Completion, Contradiction, FactName, Facts, Inspector, Stated, dates, people};
use crate::document::{Document, Place};

static DATES: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i)inspection\s+dates?\s*:?\s*").expect("a constant pattern"));

static PUBLISHED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?im)(?:^published|\breport\s+published|^publication\s+date|^date\s+of\s+publication)(?:\s+on)?\s*:?\s*")
        .expect("a constant pattern")
});

static TITLE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^\s*(?:re-?)?(?:joint\s+)?inspection\s+of\b[^:]*$")
        .expect("a constant pattern")
});

/// "Deputy lead inspector" must not be taken for the lead.
static TEAM: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)\b(?P<role>deputy\s+lead\s+inspectors?|lead\s+inspectors?|reporting\s+inspectors?|team\s+inspectors?|shadow\s+inspectors?|(?:additional|contracted|seconded|ofsted|other)\s+inspectors?|senior\s+data\s+analysts?|data\s+analysts?|quality\s+assurance\s+managers?)\s*(?P<colon>:?)\s*",
    )
    .expect("a constant pattern")
});

/// Fills title, dates, publication date and inspectors.
pub(super) fn read(document: &Document, facts: &mut Facts) {
    let many = document.pages.len() > 1;
    let front: Vec<usize> = document
        .paragraphs
        .iter()
        .filter(|p| !many || p.page() == 0)
        .take(40)
        .map(|p| p.index)
        .collect();
    let run = Run::of(document, front.iter().copied());
    facts.title = title(document, &front);
    read_dates(&run, facts);
    facts.published = PUBLISHED.find(&run.text).and_then(|m| {
        let (found, at) = date_after(&run.text, m.end())?;
        Some(run.stated(found.day()?, m.start()..at))
    });
    read_inspectors(document, facts);
}

/// The lines of the title page that say what was inspected, joined.
fn title(document: &Document, front: &[usize]) -> Option<Stated<String>> {
    let start = front
        .iter()
        .position(|&i| TITLE.is_match(&document.paragraphs[i].text))?;
    let first = &document.paragraphs[front[start]];
    let mut value = first.text.clone();
    // A title set in several lines goes on until the dates or a line that begins something else.
    for &i in &front[start + 1..] {
        let next = document.paragraphs[i].text.trim();
        let goes_on = next.len() < 80
            && (next.starts_with(|c: char| c.is_lowercase())
                || value.trim_end().ends_with([','])
                || value.ends_with(" of"));
        if !goes_on {
            break;
        }
        value = format!("{} {next}", value.trim_end());
    }
    let place = Place {
        page: first.page(),
        paragraph: first.index,
        quote: first.text.clone(),
    };
    Some(Stated::read(value, place))
}

fn read_dates(run: &Run<'_>, facts: &mut Facts) {
    for m in DATES.find_iter(&run.text) {
        let Some((found, at)) = date_after(&run.text, m.end()) else {
            continue;
        };
        if !found.has_days() {
            continue;
        }
        let place = m.start()..at;
        match &facts.dates {
            None => {
                facts.sittings = found.sittings.clone();
                facts.dates = Some(run.stated(found.range, place));
            }
            Some(held) if held.value == found.range => {}
            Some(_) => facts.contradictions.push(Contradiction {
                fact: FactName::Dates,
                value: format!("{}/{}", found.range.from, found.range.to),
                place: run.place(place),
            }),
        }
    }
}

/// The date that stands right after a label, with the byte where it ends.
pub(super) fn date_after(text: &str, from: usize) -> Option<(dates::Found, usize)> {
    let rest = &text[from..];
    let window: String = rest.chars().take(120).collect();
    let found = dates::find(&window).into_iter().next()?;
    let before = window[..found.at.start].trim();
    let only_a_label =
        before.len() <= 2 || before.eq_ignore_ascii_case("from") || before.ends_with(':');
    let end = from + found.at.end;
    only_a_label.then_some((found, end))
}

fn read_inspectors(document: &Document, facts: &mut Facts) {
    for p in &document.paragraphs {
        let roles: Vec<regex::Captures<'_>> = TEAM.captures_iter(&p.text).collect();
        for (n, c) in roles.iter().enumerate() {
            let (Some(whole), Some(role)) = (c.get(0), c.name("role")) else {
                continue;
            };
            let end = roles
                .get(n + 1)
                .and_then(|next| next.get(0))
                .map_or(p.text.len(), |m| m.start());
            // Without a colon only the end of a line of form is a name: "Reporting inspector Ada North HMI".
            let formal = c.name("colon").is_some_and(|m| !m.is_empty()) || whole.start() == 0;
            let role = role.as_str().to_lowercase();
            if !formal || role.contains("analyst") || role.contains("quality") {
                continue;
            }
            let mut listed = people::names(&p.text[whole.end()..end]);
            let mut run = Run::one(document, p.index);
            let mut range = whole.start()..end;
            if whole.end() == p.text.len() {
                // The role is a line or cell of its own, and the names follow in lines of their own.
                for next in document.paragraphs[p.index + 1..].iter().take(14) {
                    let names = people::names(&next.text);
                    if names.is_empty() || TEAM.is_match(&next.text) {
                        break;
                    }
                    if listed.is_empty() {
                        run = Run::one(document, next.index);
                        range = 0..next.text.len();
                    }
                    listed.extend(names);
                    if role.starts_with("lead") || role.starts_with("reporting") {
                        break;
                    }
                }
            }
            let lead = role.starts_with("lead") || role.starts_with("reporting");
            if lead {
                listed.truncate(1);
            }
            for name in listed {
                add(facts, name, lead, &run, range.clone(), &role);
            }
        }
    }
}

fn add(
    facts: &mut Facts,
    name: String,
    lead: bool,
    run: &Run<'_>,
    range: std::ops::Range<usize>,
    role: &str,
) {
    if facts.inspectors.iter().any(|i| i.value.name == name) {
        return;
    }
    if lead && facts.inspectors.iter().any(|i| i.value.lead) {
        facts.contradictions.push(Contradiction {
            fact: FactName::LeadInspector,
            value: name,
            place: run.place(range),
        });
        return;
    }
    let mut stated = run.stated(Inspector { name, lead }, range);
    if role.starts_with("reporting") {
        stated.origin = stated.origin.completed(Completion::ReportingInspector);
    }
    facts.inspectors.push(stated);
}
