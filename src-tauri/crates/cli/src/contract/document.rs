//! `read`: documents with what they state about themselves and their findings.

use std::collections::BTreeMap;

use scrutiny_casebook::domain::comparison::Reading;
use scrutiny_casebook::domain::document as domain;
use scrutiny_casebook::domain::document::facts::{FactName, Facts, Stated};
use scrutiny_casebook::domain::document::{Document, Place};
use serde::Serialize;

use super::finding::{Finding, visited};
use super::{iso, slug};

/// What `read --json` prints.
#[derive(Debug, Serialize)]
pub struct Documents {
    documents: Vec<Read>,
}

impl Documents {
    /// In the order in which they were read.
    pub fn of(readings: &[Reading]) -> Documents {
        Documents {
            documents: readings.iter().map(Read::of).collect(),
        }
    }
}

#[derive(Debug, Serialize)]
struct Read {
    source: Source,
    kind: String,
    kind_because: String,
    framework: Option<String>,
    title: Option<String>,
    authority: Option<Authority>,
    /// Authorities that it names, too, where it is not plain that it is about one: likeliest first.
    other_authorities: Vec<Authority>,
    published: Option<String>,
    /// The day of the meeting that a committee's paper is for.
    meeting: Option<String>,
    visit: Visit,
    judged: Option<Judged>,
    inspectors: Vec<String>,
    lead_inspector: Option<String>,
    director: Option<String>,
    focus: Vec<String>,
    judgements: Vec<Judgement>,
    recommendations: Vec<Recommendation>,
    /// What it says otherwise of the same fact.
    contradictions: Vec<Contradiction>,
    /// Where each fact was read.
    stated_in: BTreeMap<&'static str, StatedIn>,
    notes: Vec<Note>,
    paragraphs: Vec<Paragraph>,
    findings: Vec<Finding>,
}

#[derive(Debug, Serialize)]
struct Source {
    file: String,
    sha256: String,
    format: String,
    pages: usize,
    damaged: bool,
    /// Where it lies, where it is a paper within a file.
    part: Option<Part>,
    /// Pages that nothing is quoted from.
    in_doubt: Vec<InDoubt>,
    warnings: Vec<Warning>,
}

#[derive(Debug, Serialize)]
pub(super) struct Part {
    /// SHA-256 of the file.
    file: String,
    number: usize,
    /// 0-based page of the file that is its first.
    first_page: usize,
}

impl Part {
    pub(super) fn of(source: &domain::Source) -> Option<Part> {
        source.part.as_ref().map(|part| Part {
            file: part.file.clone(),
            number: part.number,
            first_page: part.first_page,
        })
    }
}

#[derive(Debug, Serialize)]
struct InDoubt {
    page: usize,
    /// As printed.
    label: String,
    because: String,
}

#[derive(Debug, Serialize)]
struct Warning {
    code: String,
    page: Option<usize>,
    message: String,
}

#[derive(Debug, Serialize)]
pub(super) struct Authority {
    pub name: String,
    pub code: Option<String>,
}

#[derive(Debug, Serialize)]
pub(super) struct Visit {
    number: Option<u8>,
    from: Option<String>,
    to: Option<String>,
    /// "The third of eight": a claim of the source, never a fact.
    claimed_total: Option<u8>,
}

impl Visit {
    pub(super) fn of(facts: &Facts) -> Visit {
        let days = facts.dates.as_ref().map(|d| d.value);
        Visit {
            number: facts.visit_number.as_ref().map(|n| n.value),
            from: days.and_then(|d| iso(d.from)),
            to: days.and_then(|d| iso(d.to)),
            claimed_total: facts.visits_claimed.as_ref().map(|n| n.value),
        }
    }
}

#[derive(Debug, Serialize)]
struct Judged {
    grade: String,
    month: Option<String>,
}

#[derive(Debug, Serialize)]
struct Judgement {
    area: String,
    grade: String,
    wording: String,
    page: usize,
}

#[derive(Debug, Serialize)]
struct Recommendation {
    /// Empty where its page is in doubt.
    text: String,
    in_doubt: Option<String>,
    number: Option<String>,
    addressee: String,
    page: usize,
    paragraph: String,
}

#[derive(Debug, Serialize)]
struct Contradiction {
    fact: String,
    area: Option<String>,
    value: String,
    page: usize,
    paragraph: String,
    /// Empty where its page is in doubt.
    quote: String,
    in_doubt: Option<String>,
}

#[derive(Debug, Serialize)]
struct StatedIn {
    page: usize,
    paragraph: String,
    /// Empty where its page is in doubt.
    quote: String,
    in_doubt: Option<String>,
    /// How it was completed, where the words alone do not give it whole.
    inferred: Option<String>,
}

#[derive(Debug, Serialize)]
struct Note {
    fact: &'static str,
    note: String,
}

#[derive(Debug, Serialize)]
struct Paragraph {
    page: usize,
    label: String,
    number: Option<String>,
    section: Option<String>,
    kind: String,
    /// Why its text is not sure to be what is printed.
    in_doubt: Option<String>,
    text: String,
}

impl Read {
    fn of(reading: &Reading) -> Read {
        let Reading {
            document,
            facts,
            findings,
        } = reading;
        Read {
            source: source(document),
            kind: slug(&facts.kind),
            kind_because: facts.kind_in_words(),
            framework: facts.framework.as_ref().map(slug),
            title: facts.title.as_ref().map(|t| t.value.clone()),
            authority: authority(facts),
            other_authorities: facts
                .other_authorities
                .iter()
                .map(|a| Authority {
                    name: a.value.name.clone(),
                    code: a.value.code.clone(),
                })
                .collect(),
            published: facts.published.as_ref().and_then(|p| iso(p.value)),
            meeting: facts.meeting.as_ref().and_then(|p| iso(p.value)),
            visit: Visit::of(facts),
            judged: facts.judged.as_ref().map(|j| Judged {
                grade: slug(&j.value.grade),
                month: j.value.month.and_then(iso),
            }),
            inspectors: facts
                .inspectors
                .iter()
                .map(|i| i.value.name.clone())
                .collect(),
            lead_inspector: facts
                .inspectors
                .iter()
                .find(|i| i.value.lead)
                .map(|i| i.value.name.clone()),
            director: facts.director.as_ref().map(|d| d.value.clone()),
            focus: facts
                .focus
                .iter()
                .filter_map(|f| sure(document, f.place(), &f.value).cloned())
                .collect(),
            judgements: facts
                .judgements
                .iter()
                .map(|j| Judgement {
                    area: slug(&j.value.area),
                    grade: slug(&j.value.grade),
                    wording: sure(document, j.place(), &j.value.wording)
                        .cloned()
                        .unwrap_or_default(),
                    page: j.place().map_or(0, |place| place.page),
                })
                .collect(),
            recommendations: facts
                .recommendations
                .iter()
                .map(|r| Recommendation {
                    text: sure(document, Some(&r.place), &r.text)
                        .cloned()
                        .unwrap_or_default(),
                    in_doubt: document.in_doubt_at(&r.place).map(|d| slug(&d)),
                    number: r.number.clone(),
                    addressee: slug(&r.addressee),
                    page: r.place.page,
                    paragraph: label(document, &r.place),
                })
                .collect(),
            contradictions: facts
                .contradictions
                .iter()
                .map(|c| Contradiction {
                    fact: fact_name(&c.fact),
                    area: match &c.fact {
                        FactName::Judgement(area) => Some(slug(area)),
                        _ => None,
                    },
                    value: c.value.clone(),
                    page: c.place.page,
                    paragraph: label(document, &c.place),
                    quote: quoted(document, &c.place),
                    in_doubt: document.in_doubt_at(&c.place).map(|d| slug(&d)),
                })
                .collect(),
            stated_in: stated_in(document, facts),
            notes: notes(document, facts),
            paragraphs: (0..document.paragraphs.len())
                .map(|i| paragraph(document, i))
                .collect(),
            findings: findings
                .iter()
                .map(|f| Finding::of(f, document, visited(facts)))
                .collect(),
        }
    }
}

pub(super) fn authority(facts: &Facts) -> Option<Authority> {
    let a = &facts.authority.as_ref()?.value;
    Some(Authority {
        name: a.name.clone(),
        code: a.code.clone(),
    })
}

fn source(document: &Document) -> Source {
    let s = &document.source;
    let in_doubt = document.pages.iter().filter_map(|page| {
        Some(InDoubt {
            page: page.index,
            label: page.label.clone(),
            because: slug(&page.in_doubt()?),
        })
    });
    Source {
        file: s.file.clone(),
        sha256: s.sha256.clone(),
        format: slug(&s.format),
        pages: document.pages.len(),
        damaged: s.damaged,
        part: Part::of(s),
        in_doubt: in_doubt.collect(),
        warnings: s
            .warnings
            .iter()
            .map(|w| Warning {
                code: slug(&w.code),
                page: w.page,
                message: w.message.clone(),
            })
            .collect(),
    }
}

fn fact_name(fact: &FactName) -> String {
    match fact {
        FactName::Judgement(_) => "judgement".to_owned(),
        FactName::Authority => "authority".to_owned(),
        FactName::Published => "published".to_owned(),
        FactName::Dates => "dates".to_owned(),
        FactName::VisitNumber => "visit_number".to_owned(),
        FactName::VisitsClaimed => "visits_claimed".to_owned(),
        FactName::Judged => "judged".to_owned(),
        FactName::LeadInspector => "lead_inspector".to_owned(),
    }
}

/// Words that are a paper's own, as they stand at a place of it; none from a page in doubt.
fn sure<'w>(document: &Document, place: Option<&Place>, words: &'w String) -> Option<&'w String> {
    let doubt = place.and_then(|place| document.in_doubt_at(place));
    doubt.is_none().then_some(words)
}

/// The words of a place; empty where its page is in doubt.
fn quoted(document: &Document, place: &Place) -> String {
    let words = sure(document, Some(place), &place.quote);
    words.cloned().unwrap_or_default()
}

fn label(document: &Document, place: &Place) -> String {
    document
        .paragraphs
        .get(place.paragraph)
        .map_or_else(String::new, domain::Paragraph::label)
}

fn stated_in(document: &Document, facts: &Facts) -> BTreeMap<&'static str, StatedIn> {
    fn add<T>(
        map: &mut BTreeMap<&'static str, StatedIn>,
        document: &Document,
        name: &'static str,
        fact: Option<&Stated<T>>,
    ) {
        if let Some(f) = fact
            && let Some(place) = f.place()
        {
            map.insert(
                name,
                StatedIn {
                    page: place.page,
                    paragraph: label(document, place),
                    quote: quoted(document, place),
                    in_doubt: document.in_doubt_at(place).map(|d| slug(&d)),
                    inferred: f.origin.in_words(),
                },
            );
        }
    }
    let mut map = BTreeMap::new();
    add(&mut map, document, "title", facts.title.as_ref());
    add(&mut map, document, "authority", facts.authority.as_ref());
    add(&mut map, document, "published", facts.published.as_ref());
    add(&mut map, document, "dates", facts.dates.as_ref());
    add(
        &mut map,
        document,
        "visit_number",
        facts.visit_number.as_ref(),
    );
    add(
        &mut map,
        document,
        "visits_claimed",
        facts.visits_claimed.as_ref(),
    );
    add(&mut map, document, "judged", facts.judged.as_ref());
    add(&mut map, document, "inspectors", facts.inspectors.first());
    add(&mut map, document, "director", facts.director.as_ref());
    add(&mut map, document, "focus", facts.focus.first());
    map
}

/// What is stated of a date where that is no date: a day without a year.
fn notes(document: &Document, facts: &Facts) -> Vec<Note> {
    let mut notes = Vec::new();
    let mut open = |fact, place: Option<&Place>, whole: bool| {
        let quote = place.and_then(|place| sure(document, Some(place), &place.quote));
        if let Some(quote) = quote.filter(|_| !whole) {
            let note = format!("stated without a year: “{quote}”");
            notes.push(Note { fact, note });
        }
    };
    if let Some(p) = &facts.published {
        open("published", p.place(), p.value.year.is_some());
    }
    if let Some(d) = &facts.dates {
        open(
            "visit",
            d.place(),
            d.value.from.year.is_some() && d.value.to.year.is_some(),
        );
    }
    if let Some(j) = &facts.judged {
        open(
            "judged",
            j.place(),
            j.value.month.is_none_or(|m| m.year.is_some()),
        );
    }
    notes
}

fn paragraph(document: &Document, index: usize) -> Paragraph {
    let p = &document.paragraphs[index];
    let kind = match p.kind {
        domain::ParagraphKind::Heading { .. } => "heading",
        domain::ParagraphKind::Body => "body",
        domain::ParagraphKind::Item { .. } => "item",
        domain::ParagraphKind::Cell { .. } => "cell",
        domain::ParagraphKind::Footnote => "footnote",
        domain::ParagraphKind::Matter => "matter",
    };
    Paragraph {
        page: p.page(),
        label: p.label(),
        number: p.number.clone(),
        section: document.section_of(index).map(str::to_owned),
        kind: kind.to_owned(),
        in_doubt: p
            .spans
            .iter()
            .find_map(|span| document.pages.get(span.page)?.in_doubt())
            .map(|d| slug(&d)),
        text: p.text.clone(),
    }
}
