//! The visits of a judgement cycle side by side, as the matrix shows them.

use std::collections::BTreeSet;

use scrutiny_domain::comparison::{
    Apart, Cell, CellFinding, Claim, Comparison, Covered, CycleName, Pattern, Reading,
    RecommendationState, Since, Standing, Thread, ThreadFigure, Visit, VisitKind, in_doubt,
    reading_of,
};
use scrutiny_domain::document::facts::Grade;
use scrutiny_domain::explain;
use scrutiny_domain::findings::{Direction, Level, Theme};
use serde::Serialize;

use crate::{
    BridgeAccount, BridgeCycle, BridgeDoubt, BridgeFact, BridgeMovement, BridgePlace,
    BridgeQuestion, count, told,
};

/// One authority's judgement cycle.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "bridge", derive(specta::Type))]
pub struct BridgeComparison {
    /// What its notes and decisions name it by.
    pub cycle: BridgeCycle,
    pub authority: String,
    pub judged: Option<BridgeJudged>,
    /// In order of time.
    pub visits: Vec<BridgeVisit>,
    /// Grouped by what happened: the answer first.
    pub threads: Vec<BridgeThread>,
    pub recommendations: Vec<BridgeFollowed>,
    pub clashes: Vec<BridgeClash>,
    /// How many visits papers claim there will be, but for what a clash tells already.
    pub claimed_totals: Vec<BridgeClaim>,
    /// What the council says of the visits, beside what inspectors wrote.
    pub accounts: Vec<BridgeAccount>,
    /// Visits that have no place in the order of the others: nothing is derived from them.
    pub apart: Vec<BridgeApart>,
    /// SHA-256 of papers that are about no visit that is known.
    pub unplaced: Vec<String>,
    /// What to check first, those that most hangs on first.
    pub queue: Vec<BridgeQuestion>,
    /// What moved since the visit before the newest, and since the inspection.
    pub since_last: Option<BridgeMovement>,
    pub since_first: Option<BridgeMovement>,
}

/// A visit that stands apart.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "bridge", derive(specta::Type))]
pub struct BridgeApart {
    pub visit: BridgeVisit,
    /// Why, in a sentence.
    pub because: String,
}

/// The judgement that opened a cycle.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "bridge", derive(specta::Type))]
pub struct BridgeJudged {
    pub grade: Grade,
    /// `2020-06`.
    pub month: String,
}

/// A column of the matrix.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "bridge", derive(specta::Type))]
pub struct BridgeVisit {
    pub id: String,
    pub what: VisitKind,
    pub number: Option<u8>,
    pub from: Option<String>,
    pub to: Option<String>,
    pub published: Option<String>,
    pub focus: Vec<String>,
    /// SHA-256 of every source about it; empty where only a gap in the numbers shows that it happened.
    pub sources: Vec<String>,
    /// True where the inspectors' own letter or report is one of them.
    pub letter: bool,
}

/// A row of the matrix: one matter.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "bridge", derive(specta::Type))]
pub struct BridgeThread {
    pub id: String,
    pub title: String,
    pub themes: Vec<Theme>,
    pub pattern: Pattern,
    /// How far the pattern may be relied on.
    pub standing: Standing,
    /// One for every visit, in its order.
    pub cells: Vec<BridgeCell>,
    /// Figures that are like with like, of at least two visits: what may be drawn.
    pub series: Vec<BridgeSeries>,
    /// Why its figures are not drawn, in a sentence, where there are some and no series.
    pub apart: Option<String>,
}

/// Figures that count the same thing in the same unit, in order of time.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "bridge", derive(specta::Type))]
pub struct BridgeSeries {
    /// What is counted, and whose.
    pub title: String,
    pub unit: Option<String>,
    pub points: Vec<BridgePoint>,
}

/// A figure of a series.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "bridge", derive(specta::Type))]
pub struct BridgePoint {
    pub visit: String,
    pub value: f64,
    /// Verbatim; empty where its page is in doubt.
    pub text: String,
    /// The sentence that gives it.
    pub place: BridgePlace,
}

/// What one visit says of a matter.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "bridge", derive(specta::Type))]
pub struct BridgeCell {
    pub visit: String,
    pub covered: Covered,
    pub level: Level,
    pub direction: Direction,
    /// Figures of this matter at this visit, verbatim; none from a page in doubt.
    pub figures: Vec<String>,
    /// What is quoted, in order: the window has these findings.
    pub quoted: Vec<BridgeQuoted>,
    /// How far the level, or the silence, may be relied on.
    pub standing: Standing,
    /// How far the direction may be.
    pub direction_standing: Standing,
    /// True where the visit's own letter is not among the papers, and this is what others quote of it.
    pub reported: bool,
    /// True until a person confirms that these findings belong here.
    pub proposed: bool,
    pub because: String,
}

/// Findings of one source, one after the other in a cell.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "bridge", derive(specta::Type))]
pub struct BridgeQuoted {
    /// SHA-256.
    pub source: String,
    /// Their positions among its findings.
    pub findings: Vec<u32>,
}

/// A recommendation of the inspection, followed.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "bridge", derive(specta::Type))]
pub struct BridgeFollowed {
    /// Verbatim; empty where its page is in doubt.
    pub text: String,
    /// The page that nothing is quoted from, and why.
    pub doubt: Option<BridgeDoubt>,
    /// SHA-256 of the report.
    pub source: String,
    pub number: Option<String>,
    /// Printed label of its page; empty where the report is not here.
    pub page: String,
    /// Computed or printed label of its paragraph.
    pub paragraph: String,
    /// Index of the paragraph.
    pub index: u32,
    pub visits: Vec<BridgeFollowedAt>,
}

/// A recommendation at one later visit.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "bridge", derive(specta::Type))]
pub struct BridgeFollowedAt {
    pub visit: String,
    pub state: RecommendationState,
    /// How far the state may be relied on.
    pub standing: Standing,
    pub because: String,
}

/// What sources state differently about one thing.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "bridge", derive(specta::Type))]
pub struct BridgeClash {
    pub fact: String,
    pub claims: Vec<BridgeClaim>,
}

/// What one source says of it.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "bridge", derive(specta::Type))]
pub struct BridgeClaim {
    /// SHA-256.
    pub source: String,
    /// Its value in words, and the words that state it.
    pub stated: BridgeFact,
}

impl BridgeComparison {
    /// The matrix of one comparison, its rows in the order of [`Pattern`]. The readings are those of the workspace.
    pub fn of(comparison: &Comparison, readings: &[Reading]) -> BridgeComparison {
        let mut threads: Vec<BridgeThread> = comparison
            .threads
            .iter()
            .map(|one| thread(comparison, one, readings))
            .collect();
        threads.sort_by_key(|thread| thread.pattern);
        BridgeComparison {
            cycle: BridgeCycle::from(&CycleName::of(comparison)),
            authority: comparison.authority.clone(),
            judged: comparison.judged.map(|judged| BridgeJudged {
                grade: judged.grade,
                month: judged.month.to_string(),
            }),
            visits: comparison.visits.iter().map(visit).collect(),
            threads,
            recommendations: comparison
                .recommendations
                .iter()
                .map(|asked| (asked, doubted(readings, &asked.source, asked.page)))
                .map(|(asked, doubt)| BridgeFollowed {
                    text: told(&asked.text, doubt.as_ref()),
                    doubt,
                    source: asked.source.clone(),
                    number: asked.number.clone(),
                    page: page_label(readings, &asked.source, asked.page),
                    paragraph: asked.paragraph.clone(),
                    index: count(asked.paragraph_index),
                    visits: asked
                        .visits
                        .iter()
                        .map(|at| BridgeFollowedAt {
                            visit: at.visit.clone(),
                            state: at.state,
                            standing: at.standing,
                            because: explain::recommendation(comparison, at),
                        })
                        .collect(),
                })
                .collect(),
            clashes: comparison
                .clashes
                .iter()
                .map(|clash| BridgeClash {
                    fact: clash.fact.clone(),
                    claims: clash.claims.iter().map(|c| claim(c, readings)).collect(),
                })
                .collect(),
            claimed_totals: comparison
                .totals_beside_clashes()
                .map(|c| claim(c, readings))
                .collect(),
            accounts: crate::account::accounts(comparison, readings),
            apart: comparison.apart.iter().map(apart).collect(),
            unplaced: comparison.unplaced.clone(),
            queue: BridgeQuestion::all(comparison),
            since_last: BridgeMovement::of(comparison, Since::LastVisit, readings),
            since_first: BridgeMovement::of(comparison, Since::Inspection, readings),
        }
    }
}

/// Empty where the source is not among the readings.
fn page_label(readings: &[Reading], source: &str, page: usize) -> String {
    reading_of(readings, source).map_or_else(String::new, |r| r.document.page_label(page))
}

fn doubted(readings: &[Reading], source: &str, page: usize) -> Option<BridgeDoubt> {
    BridgeDoubt::on(&reading_of(readings, source)?.document, &[page])
}

fn apart(apart: &Apart) -> BridgeApart {
    BridgeApart {
        visit: visit(&apart.visit),
        because: explain::apart(apart.why).to_owned(),
    }
}

fn claim(claim: &Claim, readings: &[Reading]) -> BridgeClaim {
    let document = reading_of(readings, &claim.source).map(|r| &r.document);
    BridgeClaim {
        source: claim.source.clone(),
        stated: BridgeFact::of(&claim.origin, claim.in_words(), document),
    }
}

fn visit(visit: &Visit) -> BridgeVisit {
    let text =
        |date: &Option<scrutiny_domain::document::StatedDate>| date.map(|date| date.to_string());
    BridgeVisit {
        id: visit.id.clone(),
        what: visit.what,
        number: visit.number,
        from: text(&visit.from),
        to: text(&visit.to),
        published: text(&visit.published),
        focus: visit.focus.clone(),
        sources: visit.sources.clone(),
        letter: visit.letter,
    }
}

fn thread(of: &Comparison, thread: &Thread, readings: &[Reading]) -> BridgeThread {
    BridgeThread {
        id: thread.id.clone(),
        title: thread.title.clone(),
        themes: thread.themes.clone(),
        pattern: thread.pattern,
        standing: thread.standing,
        cells: thread
            .cells
            .iter()
            .map(|c| cell(of, thread, c, readings))
            .collect(),
        series: series(thread, readings),
        apart: no_chart(thread, readings),
    }
}

/// Why a matter's figures are not drawn, in words that are sure.
fn no_chart(thread: &Thread, readings: &[Reading]) -> Option<String> {
    let why = scrutiny_domain::comparison::apart(&thread.figures)?;
    let doubted = |f: &ThreadFigure| in_doubt(readings, &f.citation).is_some();
    Some(match thread.figures.iter().any(doubted) {
        true => "No chart: figures of this matter stand on a page in doubt.".to_owned(),
        false => why,
    })
}

fn series(thread: &Thread, readings: &[Reading]) -> Vec<BridgeSeries> {
    let numbers: BTreeSet<usize> = thread.figures.iter().filter_map(|f| f.series).collect();
    numbers
        .into_iter()
        .filter_map(|number| {
            let of = || thread.figures.iter().filter(|f| f.series == Some(number));
            // Named by the first whose words may be told.
            let sure = |f: &&ThreadFigure| in_doubt(readings, &f.citation).is_none();
            let named = of().find(sure);
            let first = named.map(|f| &f.figure);
            let counted = first.and_then(|f| f.population.as_ref().or(f.unit.as_ref()));
            let title: Vec<&str> = [counted, first.and_then(|f| f.team.as_ref())]
                .into_iter()
                .flatten()
                .map(String::as_str)
                .collect();
            let at = |cell: &Cell| {
                let there = of().find(|f| f.visit == cell.visit)?;
                let place = BridgePlace::of(&there.citation, readings);
                Some(BridgePoint {
                    visit: there.visit.clone(),
                    value: there.figure.value,
                    text: told(&there.figure.text, place.doubt.as_ref()),
                    place,
                })
            };
            let points: Vec<BridgePoint> = thread.cells.iter().filter_map(at).collect();
            (points.len() > 1).then(|| BridgeSeries {
                title: title.join(", "),
                unit: first.and_then(|f| f.unit.clone()),
                points,
            })
        })
        .collect()
}

fn cell(of: &Comparison, thread: &Thread, cell: &Cell, readings: &[Reading]) -> BridgeCell {
    BridgeCell {
        visit: cell.visit.clone(),
        covered: cell.covered(),
        level: cell.level(),
        direction: cell.direction(),
        figures: thread
            .figures
            .iter()
            .filter(|figure| figure.visit == cell.visit)
            .filter(|figure| in_doubt(readings, &figure.citation).is_none())
            .map(|figure| figure.figure.text.clone())
            .collect(),
        quoted: quoted(cell),
        standing: cell.standing(),
        direction_standing: cell
            .spoken()
            .map_or(cell.standing(), |s| s.direction_standing),
        reported: cell.is_reported(),
        proposed: cell.proposed,
        because: explain::cell(of, thread, cell),
    }
}

fn quoted(cell: &Cell) -> Vec<BridgeQuoted> {
    let same_source = |a: &CellFinding, b: &CellFinding| a.citation.source == b.citation.source;
    let runs = cell.findings.chunk_by(same_source);
    let quoted = runs.filter_map(|run| {
        Some(BridgeQuoted {
            source: run.first()?.citation.source.clone(),
            findings: run.iter().map(|finding| count(finding.index)).collect(),
        })
    });
    quoted.collect()
}
