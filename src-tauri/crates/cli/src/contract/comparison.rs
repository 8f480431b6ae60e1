//! `compare`: judgement cycles with their visits, threads, recommendations and clashes.

use std::collections::BTreeMap;

use scrutiny_casebook::domain::comparison as domain;
use scrutiny_casebook::domain::comparison::{Covered, Reading};
use scrutiny_casebook::domain::document::Citation;
use scrutiny_casebook::domain::explain;
use serde::Serialize;

use super::finding::Figure;
use super::{iso, slug};

/// What `compare --json` prints.
#[derive(Debug, Serialize)]
pub struct Comparisons {
    comparisons: Vec<Comparison>,
    /// Papers that are compared with none.
    waiting: Vec<Waiting>,
}

#[derive(Debug, Serialize)]
struct Waiting {
    source: String,
    #[serde(flatten)]
    waits: Waits,
}

/// What a paper waits for before it is compared.
#[derive(Debug, Serialize)]
pub(super) struct Waits {
    #[serde(rename = "for")]
    what: String,
    /// Names of authorities, likeliest first.
    proposed: Vec<String>,
    because: String,
}

impl Waits {
    pub(super) fn of(why: &domain::WaitsFor) -> Waits {
        let domain::WaitsFor::Authority { proposed } = why;
        Waits {
            what: "authority".to_owned(),
            proposed: proposed.iter().map(|a| a.name.clone()).collect(),
            because: explain::waits(why),
        }
    }
}

impl Comparisons {
    /// In the order of the comparisons.
    pub fn of(comparisons: &[domain::Comparison], readings: &[Reading]) -> Comparisons {
        let of = |c| Comparison::of(c, readings);
        let waiting = domain::waiting(readings);
        Comparisons {
            comparisons: comparisons.iter().map(of).collect(),
            waiting: waiting
                .iter()
                .map(|w| Waiting {
                    source: w.source.clone(),
                    waits: Waits::of(&w.why),
                })
                .collect(),
        }
    }
}

#[derive(Debug, Serialize)]
struct Comparison {
    authority: String,
    judged: Option<Judged>,
    visits: Vec<Visit>,
    /// Matters, each through the visits.
    threads: Vec<Thread>,
    /// What inspectors raised in one sentence alone, which is no matter that could have a course.
    also_raised: Vec<AlsoRaised>,
    recommendations: Vec<Recommendation>,
    coverage: Vec<Coverage>,
    clashes: Vec<Clash>,
    /// Visits that have no place in the order of the others: nothing is derived from them.
    apart: Vec<Apart>,
}

#[derive(Debug, Serialize)]
struct Apart {
    #[serde(flatten)]
    visit: Visit,
    why: String,
    because: String,
}

#[derive(Debug, Serialize)]
struct Judged {
    grade: String,
    month: String,
}

#[derive(Debug, Serialize)]
struct Visit {
    id: String,
    what: String,
    number: Option<u8>,
    from: Option<String>,
    to: Option<String>,
    published: Option<String>,
    focus: Vec<String>,
    /// SHA-256 of each.
    sources: Vec<String>,
}

#[derive(Debug, Serialize)]
struct Thread {
    id: String,
    title: String,
    themes: Vec<String>,
    pattern: String,
    /// How far the pattern may be relied on: settled, sure or open.
    standing: String,
    cells: Vec<Cell>,
    figures: Vec<ThreadFigure>,
}

#[derive(Debug, Serialize)]
struct AlsoRaised {
    id: String,
    themes: Vec<String>,
    visit: String,
    finding: Quotation,
}

#[derive(Debug, Serialize)]
struct Cell {
    visit: String,
    /// Whether the visit looked at it; null where its letter is not among the documents, or that is not clear.
    covered: Option<bool>,
    /// Which of the ways of covering or not covering it is; `unclear` where a sentence may well speak of it.
    coverage: String,
    /// That sentence.
    perhaps: Option<Quotation>,
    level: String,
    direction: String,
    /// How far the level, or the silence, may be relied on: settled, sure or open.
    standing: String,
    /// The same of the direction; of a silence its own.
    direction_standing: String,
    findings: Vec<Quotation>,
    proposed: bool,
    because: String,
}

#[derive(Debug, Serialize)]
struct Quotation {
    /// Empty where its page is in doubt.
    quote: String,
    /// Why nothing is quoted from where it stands.
    in_doubt: Option<String>,
    source: String,
    page: usize,
    paragraph: String,
    speaker: String,
    speaker_name: Option<String>,
    level: String,
    direction: String,
    /// True where the two readers differ so that a person should look.
    to_check: bool,
}

#[derive(Debug, Serialize)]
struct ThreadFigure {
    visit: String,
    #[serde(flatten)]
    figure: Figure,
    /// Figures of the same number are like with like.
    series: Option<usize>,
    source: String,
    page: usize,
    paragraph: String,
}

#[derive(Debug, Serialize)]
struct Recommendation {
    /// Empty where its page is in doubt.
    text: String,
    in_doubt: Option<String>,
    number: Option<String>,
    source: String,
    page: usize,
    paragraph: String,
    threads: Vec<String>,
    visits: Vec<At>,
}

#[derive(Debug, Serialize)]
struct At {
    visit: String,
    state: String,
    standing: String,
    because: String,
}

#[derive(Debug, Serialize)]
struct Coverage {
    visit: String,
    themes: BTreeMap<String, usize>,
}

#[derive(Debug, Serialize)]
struct Clash {
    fact: String,
    claims: Vec<Claim>,
}

#[derive(Debug, Serialize)]
struct Claim {
    source: String,
    value: String,
    page: usize,
    /// Empty where its page is in doubt.
    quote: String,
    in_doubt: Option<String>,
}

impl Comparison {
    fn of(c: &domain::Comparison, readings: &[Reading]) -> Comparison {
        Comparison {
            authority: c.authority.clone(),
            judged: c.judged.map(|j| Judged {
                grade: slug(&j.grade),
                month: j.month.to_string(),
            }),
            visits: c.visits.iter().map(visit).collect(),
            threads: c
                .threads
                .iter()
                .filter(|t| !t.is_raised_once())
                .map(|t| thread(c, t, readings))
                .collect(),
            also_raised: c
                .threads
                .iter()
                .filter(|t| t.is_raised_once())
                .flat_map(|t| also_raised(t, readings))
                .collect(),
            recommendations: c
                .recommendations
                .iter()
                .map(|r| recommendation(c, r, readings))
                .collect(),
            coverage: c
                .coverage
                .iter()
                .map(|v| Coverage {
                    visit: v.visit.clone(),
                    themes: v.themes.iter().map(|(t, n)| (slug(t), *n)).collect(),
                })
                .collect(),
            clashes: c.clashes.iter().map(|c| clash(c, readings)).collect(),
            apart: c
                .apart
                .iter()
                .map(|a| Apart {
                    visit: visit(&a.visit),
                    why: slug(&a.why),
                    because: explain::apart(a.why).to_owned(),
                })
                .collect(),
        }
    }
}

fn visit(v: &domain::Visit) -> Visit {
    Visit {
        id: v.id.clone(),
        what: slug(&v.what),
        number: v.number,
        from: v.from.and_then(iso),
        to: v.to.and_then(iso),
        published: v.published.and_then(iso),
        focus: v.focus.clone(),
        sources: v.sources.clone(),
    }
}

fn thread(of: &domain::Comparison, t: &domain::Thread, readings: &[Reading]) -> Thread {
    Thread {
        id: t.id.clone(),
        title: t.title.clone(),
        themes: t.themes.iter().map(slug).collect(),
        pattern: slug(&t.pattern),
        standing: slug(&t.standing),
        cells: t.cells.iter().map(|c| cell(of, t, c, readings)).collect(),
        figures: t
            .figures
            .iter()
            .map(|f| ThreadFigure {
                visit: f.visit.clone(),
                figure: match domain::in_doubt(readings, &f.citation) {
                    Some(_) => Figure::of(&f.figure.unquoted(), None),
                    None => Figure::of(&f.figure, None),
                },
                series: f.series,
                source: f.citation.source.clone(),
                page: page(&f.citation),
                paragraph: f.citation.paragraph.clone(),
            })
            .collect(),
    }
}

fn cell(
    of: &domain::Comparison,
    thread: &domain::Thread,
    c: &domain::Cell,
    readings: &[Reading],
) -> Cell {
    Cell {
        visit: c.visit.clone(),
        covered: match c.covered() {
            _ if c.perhaps().is_some() => None,
            Covered::Yes | Covered::NoFinding => Some(true),
            Covered::NotCovered => Some(false),
            Covered::NotPublished => None,
        },
        coverage: match c.perhaps() {
            Some(_) => "unclear".to_owned(),
            None => slug(&c.covered()),
        },
        perhaps: c.perhaps().map(|f| quotation(f, readings)),
        level: slug(&c.level()),
        direction: slug(&c.direction()),
        standing: slug(&c.standing()),
        direction_standing: slug(&c.spoken().map_or(c.standing(), |s| s.direction_standing)),
        findings: c.findings.iter().map(|f| quotation(f, readings)).collect(),
        proposed: c.proposed,
        because: explain::cell(of, thread, c),
    }
}

fn quotation(f: &domain::CellFinding, readings: &[domain::Reading]) -> Quotation {
    Quotation {
        quote: quote(&f.citation, readings),
        source: f.citation.source.clone(),
        page: page(&f.citation),
        paragraph: f.citation.paragraph.clone(),
        in_doubt: domain::in_doubt(readings, &f.citation).map(|d| slug(&d)),
        speaker: slug(&f.speaker.role),
        speaker_name: f.speaker.name.clone(),
        level: slug(&f.level),
        direction: slug(&f.direction),
        to_check: f.to_check,
    }
}

fn also_raised(t: &domain::Thread, readings: &[domain::Reading]) -> Vec<AlsoRaised> {
    let at = t
        .cells
        .iter()
        .flat_map(|c| c.findings.iter().map(move |f| (c, f)));
    at.map(|(cell, f)| AlsoRaised {
        id: t.id.clone(),
        themes: t.themes.iter().map(slug).collect(),
        visit: cell.visit.clone(),
        finding: quotation(f, readings),
    })
    .collect()
}

fn recommendation(
    of: &domain::Comparison,
    r: &domain::FollowedRecommendation,
    readings: &[Reading],
) -> Recommendation {
    let doubt = page_in_doubt(readings, &r.source, r.page);
    Recommendation {
        text: match doubt {
            Some(_) => String::new(),
            None => r.text.clone(),
        },
        in_doubt: doubt,
        number: r.number.clone(),
        source: r.source.clone(),
        page: r.page,
        paragraph: r.paragraph.clone(),
        threads: r.threads.clone(),
        visits: r
            .visits
            .iter()
            .map(|v| At {
                visit: v.visit.clone(),
                state: slug(&v.state),
                standing: slug(&v.standing),
                because: explain::recommendation(of, v),
            })
            .collect(),
    }
}

/// Why nothing is quoted from a page of a paper.
fn page_in_doubt(readings: &[Reading], source: &str, page: usize) -> Option<String> {
    let reading = domain::reading_of(readings, source)?;
    let (_, doubt) = reading.document.page_in_doubt(&[page])?;
    Some(slug(&doubt))
}

fn clash(c: &domain::Clash, readings: &[Reading]) -> Clash {
    let claim = |c: &domain::Claim| Claim {
        source: c.source.clone(),
        value: c.value.clone(),
        page: c.origin.place().map_or(0, |place| place.page),
        quote: c
            .origin
            .place()
            .filter(|place| page_in_doubt(readings, &c.source, place.page).is_none())
            .map_or_else(String::new, |place| place.quote.clone()),
        in_doubt: c
            .origin
            .place()
            .and_then(|place| page_in_doubt(readings, &c.source, place.page)),
    };
    Clash {
        fact: c.fact.clone(),
        claims: c.claims.iter().map(claim).collect(),
    }
}

/// The words; none from a page that may not say what is printed.
pub(super) fn quote(citation: &Citation, readings: &[Reading]) -> String {
    match domain::in_doubt(readings, citation) {
        Some(_) => String::new(),
        None => citation.quote.clone(),
    }
}

/// The first page of it.
pub(super) fn page(citation: &Citation) -> usize {
    citation.pages.first().copied().unwrap_or_default()
}
