//! `findings`, and the findings of a document.

use std::collections::BTreeMap;

use scrutiny_casebook::domain::comparison::Reading;
use scrutiny_casebook::domain::document::facts::Facts;
use scrutiny_casebook::domain::document::{Document, StatedDate};
use scrutiny_casebook::domain::explain;
use scrutiny_casebook::domain::findings as domain;
use serde::Serialize;

use super::slug;

/// What `findings --json` prints.
#[derive(Debug, Serialize)]
pub struct Findings {
    findings: Vec<Located>,
}

#[derive(Debug, Serialize)]
struct Located {
    source: String,
    file: String,
    authority: Option<String>,
    #[serde(flatten)]
    finding: Finding,
}

impl Findings {
    /// The findings of every reading, in their order.
    pub fn of(readings: &[Reading]) -> Findings {
        let located = |r: &Reading, f: &domain::Finding| Located {
            source: r.document.source.sha256.clone(),
            file: r.document.source.file.clone(),
            authority: r.facts.authority.as_ref().map(|a| a.value.name.clone()),
            finding: Finding::of(f, &r.document, visited(&r.facts)),
        };
        Findings {
            findings: readings
                .iter()
                .flat_map(|r| r.findings.iter().map(|f| located(r, f)))
                .collect(),
        }
    }
}

#[derive(Debug, Serialize)]
pub(super) struct Finding {
    index: usize,
    /// Empty where its page is in doubt.
    quote: String,
    /// Why nothing is quoted from where it stands.
    in_doubt: Option<String>,
    before: Option<String>,
    leans: bool,
    page: usize,
    pages: Vec<usize>,
    paragraph: String,
    section: Option<String>,
    speaker: String,
    speaker_name: Option<String>,
    /// Whose words or findings the speaker passes on without quoting them whole.
    reports: Option<String>,
    /// What it speaks of: this visit, an earlier one, another report, elsewhere.
    of: String,
    themes: Vec<String>,
    level: String,
    direction: String,
    quantifier: Option<String>,
    quantifier_rank: Option<u8>,
    figures: Vec<Figure>,
    because: Because,
    /// Both readings; null where only the rules have read it.
    second: Option<Second>,
}

#[derive(Debug, Serialize)]
struct Second {
    /// True where the two readers differ and a person should look.
    to_check: bool,
    /// For each class in which they differ, both readings in a sentence.
    check: BTreeMap<String, String>,
    rules: Classes,
    learned: Classes,
    /// True where the learned reader's level is probable enough to be taken for right.
    sure: bool,
    /// From 0 to 1: how probable its level is to the learned reader.
    level_probability: f32,
}

#[derive(Debug, Serialize)]
struct Classes {
    themes: Vec<String>,
    level: String,
    direction: String,
}

impl Second {
    fn of(s: &domain::SecondReading) -> Second {
        let classes =
            |themes: Vec<String>, level: &domain::Level, direction: &domain::Direction| Classes {
                themes,
                level: slug(level),
                direction: slug(direction),
            };
        let learned = s.learned.themes.iter().map(|(t, _)| slug(t)).collect();
        Second {
            to_check: s.to_check(),
            check: s
                .check
                .iter()
                .map(|c| (slug(c), explain::readers(s, *c)))
                .collect(),
            rules: classes(
                s.rules.themes.iter().map(slug).collect(),
                &s.rules.level,
                &s.rules.direction,
            ),
            learned: classes(learned, &s.learned.level.0, &s.learned.direction.0),
            sure: s.learned.sure,
            level_probability: (s.learned.level.1 * 1000.0).round() / 1000.0,
        }
    }
}

#[derive(Debug, Serialize)]
struct Because {
    themes: BTreeMap<String, Vec<String>>,
    level: Vec<String>,
    direction: Vec<String>,
    speaker: Option<String>,
    note: Option<String>,
}

#[derive(Debug, Serialize)]
pub(super) struct Figure {
    value: f64,
    unit: Option<String>,
    text: String,
    population: Option<String>,
    team: Option<String>,
    date: Option<String>,
    from: Option<f64>,
}

impl Figure {
    /// `visit` is the day of "at the time of the visit".
    pub(super) fn of(f: &domain::Figure, visit: Option<StatedDate>) -> Figure {
        Figure {
            value: f.value,
            unit: f.unit.clone(),
            text: f.text.clone(),
            population: f.population.clone(),
            team: f.team.clone(),
            date: f.date.and_then(|d| d.on(visit)).map(|d| d.to_string()),
            from: f.from,
        }
    }
}

/// The words that caused a class, or whose decision it is.
fn words(read: &[String], decided: Option<&domain::Person>) -> Vec<String> {
    decided.map_or_else(|| read.to_vec(), |by| vec![explain::decision(by)])
}

/// The first day of the visit that a paper is about.
pub(super) fn visited(facts: &Facts) -> Option<StatedDate> {
    facts.dates.as_ref().map(|dates| dates.value.from)
}

impl Finding {
    pub(super) fn of(
        f: &domain::Finding,
        document: &Document,
        visit: Option<StatedDate>,
    ) -> Finding {
        let doubt = document.in_doubt(&f.citation);
        let unquoted = doubt.map(|_| f.unquoted());
        let f = unquoted.as_ref().unwrap_or(f);
        Finding {
            index: f.index,
            quote: f.citation.quote.clone(),
            in_doubt: doubt.map(|d| slug(&d)),
            before: f.before.clone(),
            leans: f.leans,
            page: f.citation.pages.first().copied().unwrap_or_default(),
            pages: f.citation.pages.clone(),
            paragraph: f.citation.paragraph.clone(),
            section: f.section.clone(),
            speaker: slug(&f.speaker.role),
            speaker_name: f.speaker.name.clone(),
            reports: f.reports.as_ref().map(slug),
            of: slug(&f.of),
            themes: f.themes.iter().map(slug).collect(),
            level: slug(&f.level),
            direction: slug(&f.direction),
            quantifier: f
                .quantifier
                .as_ref()
                .map(|q| q.words.clone())
                .filter(|_| doubt.is_none()),
            quantifier_rank: f.quantifier.as_ref().map(|q| q.rank),
            figures: f.figures.iter().map(|f| Figure::of(f, visit)).collect(),
            because: Because {
                themes: f
                    .because
                    .themes
                    .iter()
                    .map(|t| (slug(&t.theme), t.words.clone()))
                    .collect(),
                level: words(&f.because.level, f.settled.decided(domain::Class::Level)),
                direction: words(
                    &f.because.direction,
                    f.settled.decided(domain::Class::Direction),
                ),
                speaker: f.because.speaker.clone(),
                note: explain::reasons(&f.because),
            },
            second: f.second.as_ref().map(Second::of),
        }
    }
}
