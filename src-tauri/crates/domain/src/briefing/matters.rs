//! Each matter by time: at every visit how it stood, where that may be said, and the inspectors' words; and what others said
//! of it. At the end those of which nothing may be said, as words without a verdict.

use std::collections::BTreeMap;

use crate::annotations::{Subject, Visibility, What};
use crate::comparison::{Cell, CellFinding, Covered, DecidedBy, Thread, ThreadFigure};
use crate::document::Citation;
use crate::explain;
use crate::findings::{Direction, Level, SpeakerRole};

use super::compose::{Case, heading, paragraph};
use super::course::has_name;
use super::wording::{self, Papers, count, joined, name_among, visit_heading, visit_names};
use super::{Block, Chart, Inline, Quotation, Table, TableCell, TableRow, said};

/// What others said on one matter.
const STATEMENTS: usize = 2;

/// The anchor that links to a matter point at.
pub(super) fn anchor(thread: &Thread) -> String {
    format!("matter-{}", thread.id)
}

pub(super) fn blocks(case: &Case<'_>) -> Vec<Block> {
    let (in_full, open) = (&case.chosen.in_full, &case.chosen.open);
    if in_full.is_empty() && open.is_empty() {
        return Vec::new();
    }
    let mut quoted = Quoted::default();
    let mut blocks = vec![heading(1, "Matter by matter", "matters")];
    if !in_full.is_empty() {
        let left_out = case.chosen.all_in_full - in_full.len();
        let mut about = String::new();
        if left_out > 0 {
            about.push_str(&format!(
                "The {} of most weight; {left_out} with less to say {} left out to keep the pack short. ",
                count(in_full.len(), "matter", "matters"),
                if left_out == 1 { "is" } else { "are" }
            ));
        }
        about.push_str(
            "Of each visit the sentence that tells most is quoted, and a second where good and bad stand in two. A state is \
             there where a person settled it or where it is sure as measured; “to check” stands beside words of which nobody \
             has settled what they come to.",
        );
        blocks.push(paragraph(about));
    }
    for thread in in_full {
        blocks.extend(matter(case, thread, &mut quoted));
    }
    blocks.extend(open_matters(case, &mut quoted));
    blocks
}

/// Sentences that stand in the pack's matters already, each with the matter that has it.
#[derive(Default)]
struct Quoted<'a>(Vec<(&'a Citation, &'a Thread)>);

impl<'a> Quoted<'a> {
    /// The other matter that quotes the sentence already; none, and noted, where none does.
    fn by(&mut self, finding: &'a CellFinding, thread: &'a Thread) -> Option<&'a Thread> {
        let same = |c: &Citation| {
            let f = &finding.citation;
            c.source == f.source && c.paragraph_index == f.paragraph_index && c.start == f.start
        };
        let already = self.0.iter().find(|(c, _)| same(c)).map(|(_, t)| *t);
        if already.is_none() {
            self.0.push((&finding.citation, thread));
        }
        already.filter(|t| t.id != thread.id)
    }
}

fn matter<'a>(case: &Case<'a>, thread: &'a Thread, quoted: &mut Quoted<'a>) -> Vec<Block> {
    let mut blocks = vec![heading(2, &thread.title, &anchor(thread))];
    let summary = summary(case, thread);
    if !summary.is_empty() {
        blocks.push(paragraph(summary));
    }
    blocks.extend(course(case, thread, quoted));
    blocks.extend(figures(case, thread));
    let others: Vec<&CellFinding> = thread
        .cells
        .iter()
        .flat_map(|cell| &cell.findings)
        .filter(|f| f.speaker.role != SpeakerRole::Inspectors && case.may_be_said(f))
        .filter(|f| said::says_how_it_stands(f))
        .collect();
    for finding in others.iter().take(STATEMENTS) {
        blocks.extend(statement(case, finding));
    }
    for annotation in &case.annotations {
        let here = matches!(&annotation.on, Subject::Thread { thread: id, .. } if *id == thread.id);
        if here && annotation.what == What::Note {
            blocks.push(Block::Note {
                heading: "Note".to_owned(),
                text: annotation.text.clone(),
            });
        }
    }
    blocks
}

/// The matters of which nothing may be said: what inspectors wrote at the first look and at the last.
fn open_matters<'a>(case: &Case<'a>, quoted: &mut Quoted<'a>) -> Vec<Block> {
    let open = &case.chosen.open;
    if open.is_empty() {
        return Vec::new();
    }
    let mut blocks = vec![
        heading(2, "To check: words without a verdict", "open"),
        paragraph(format!(
            "What the words on {} come to is not sure, and nobody has settled it. They are quoted from the first visit and \
             the last that spoke of each; that they are about one matter is the program’s proposal.",
            count(open.len(), "more matter", "more matters")
        )),
    ];
    for thread in open {
        blocks.push(heading(3, &thread.title, &anchor(thread)));
        let spoken = || thread.cells.iter().filter(|c| c.spoken().is_some());
        let mut ends: Vec<&Cell> = spoken().take(1).chain(spoken().next_back()).collect();
        ends.dedup_by(|a, b| a.visit == b.visit);
        let items: Vec<Vec<Inline>> = ends
            .into_iter()
            .filter_map(|cell| {
                let finding = telling(&case.papers, thread, cell)?;
                let said = words(case, thread, finding, quoted)?;
                let when = Inline::text(format!("{}: ", dated(case, cell)));
                let place = said.under.map(|place| Inline::text(format!(" {place}")));
                Some(
                    std::iter::once(when)
                        .chain(said.text)
                        .chain(place)
                        .collect(),
                )
            })
            .collect();
        if !items.is_empty() {
            blocks.push(Block::List {
                ordered: false,
                items,
            });
        }
        for annotation in &case.annotations {
            let here =
                matches!(&annotation.on, Subject::Thread { thread: id, .. } if *id == thread.id);
            if here && annotation.what == What::Note {
                blocks.push(Block::Note {
                    heading: "Note".to_owned(),
                    text: annotation.text.clone(),
                });
            }
        }
    }
    blocks
}

fn plain(text: impl Into<String>) -> TableCell {
    TableCell {
        text: vec![Inline::text(text)],
        ..TableCell::default()
    }
}

/// "Visit 2, February 2024", as reported where only others tell of it.
fn dated(case: &Case<'_>, cell: &Cell) -> String {
    let visit = case.comparison.visits.iter().find(|v| v.id == cell.visit);
    let name = visit.map_or_else(|| cell.visit.clone(), visit_heading);
    if cell.is_reported() {
        format!("{name}, {}", wording::AS_REPORTED)
    } else {
        name
    }
}

/// What each visit said of it in the order of time: when, how it stands, the words.
fn course<'a>(case: &Case<'a>, thread: &'a Thread, quoted: &mut Quoted<'a>) -> Option<Block> {
    let visits = &case.comparison.visits;
    let mut rows: Vec<TableRow> = Vec::new();
    let mut silent: Vec<&Cell> = Vec::new();
    let flush = |silent: &mut Vec<&Cell>, rows: &mut Vec<TableRow>| {
        let of = std::mem::take(silent);
        let names = visit_names(of.iter().map(|c| c.visit.as_str()), visits);
        rows.extend(of.first().zip(names).map(|(first, names)| TableRow::Cells {
            cells: silence(first, &wording::capital(&names)),
        }));
    };
    for cell in &thread.cells {
        if cell.spoken().is_none() {
            let kind = |c: &Cell| (c.covered(), c.standing().is_fact());
            if silent
                .first()
                .is_some_and(|first| kind(first) != kind(cell))
            {
                flush(&mut silent, &mut rows);
            }
            silent.push(cell);
            continue;
        }
        flush(&mut silent, &mut rows);
        rows.extend(spoken(case, thread, cell, quoted));
    }
    flush(&mut silent, &mut rows);
    let any = rows.iter().any(|row| match row {
        TableRow::Cells { cells } => cells.iter().all(|c| !c.hatched),
        TableRow::Group { .. } => false,
    });
    any.then(|| {
        Block::Table(Table {
            caption: String::new(),
            widths: vec![1.6, 1.4, 5.0],
            header: ["Visit", "How it stood", "Inspectors’ words"]
                .map(|h| vec![Inline::text(h)])
                .to_vec(),
            rows,
        })
    })
}

/// A visit, or several one after another, that says nothing of it.
fn silence(cell: &Cell, names: &str) -> Vec<TableCell> {
    let hatched = |text: &str| TableCell {
        hatched: true,
        ..plain(text)
    };
    let (short, long) = match cell.covered() {
        _ if !cell.standing().is_fact() => (
            wording::TO_CHECK,
            "Whether it was spoken of is to check: no sentence on it was located.",
        ),
        Covered::NotPublished => ("no letter", "The letter is not among the papers."),
        Covered::NoFinding => (
            "no finding",
            "It was looked at, or the whole service was, and no sentence on it was located.",
        ),
        Covered::NotCovered | Covered::Yes => ("not looked at", "Not among what was looked at."),
    };
    vec![plain(names), hatched(short), hatched(long)]
}

/// A visit that spoke of it: a row for the telling sentence, and one for what that leaves out.
fn spoken<'a>(
    case: &Case<'a>,
    thread: &'a Thread,
    cell: &'a Cell,
    quoted: &mut Quoted<'a>,
) -> Vec<TableRow> {
    let telling = telling(&case.papers, thread, cell);
    let beside = telling
        .filter(|_| cell.level_as_fact().is_some())
        .and_then(|t| cell.beside(t, |citation| case.papers.asked_for(citation)));
    let own = |f: &&CellFinding| case.papers.words(&f.citation);
    // A sentence that leans is quoted with the one before: that may be the other.
    let within = telling
        .as_ref()
        .and_then(own)
        .zip(beside.as_ref().and_then(own));
    let beside = beside.filter(|_| within.is_none_or(|(one, other)| !one.contains(&other)));
    let mut rows = Vec::new();
    for (finding, first) in telling
        .into_iter()
        .map(|f| (f, true))
        .chain(beside.map(|f| (f, false)))
    {
        let Some(words) = words(case, thread, finding, quoted) else {
            continue;
        };
        let visit = match first {
            true => dated(case, cell),
            false => "the same visit".to_owned(),
        };
        let state = match first {
            true => state(cell),
            false => plain("as well"),
        };
        rows.push(TableRow::Cells {
            cells: vec![plain(visit), state, words],
        });
    }
    rows
}

/// How it stood, where that may be said, and which way inspectors said that it moved.
fn state(cell: &Cell) -> TableCell {
    let moved = cell
        .direction_as_fact()
        .filter(|_| cell.level_as_fact().is_some())
        .and_then(wording::direction);
    let text = match cell.level_as_fact() {
        Some(level) if level != Level::None => Inline::State {
            level,
            direction: Direction::None,
        },
        Some(_) => Inline::text(wording::NO_JUDGEMENT),
        None => Inline::text(wording::TO_CHECK),
    };
    TableCell {
        text: vec![text],
        under: moved.map(str::to_owned),
        hatched: false,
    }
}

/// The words of a sentence with where they stand, or the matter that quotes it already.
fn words<'a>(
    case: &Case<'a>,
    thread: &'a Thread,
    finding: &'a CellFinding,
    quoted: &mut Quoted<'a>,
) -> Option<TableCell> {
    let words = case.papers.words(&finding.citation)?;
    // The inspectors' own words are in their letter; an article has what it took from them.
    let own = case.papers.is_of_inspectors(&finding.citation.source);
    let place = match own {
        true => case.papers.short(&finding.citation),
        false => case.papers.citation(&finding.citation),
    };
    if let Some(other) = quoted.by(finding, thread) {
        return Some(TableCell {
            text: vec![
                Inline::text("Quoted under "),
                case.titled(other, true),
                Inline::text("."),
            ],
            under: Some(place),
            hatched: false,
        });
    }
    let asked = case.papers.only_asks(finding);
    let asked = asked.then(|| Inline::text("Among what needs to improve: "));
    Some(TableCell {
        text: asked
            .into_iter()
            .chain([Inline::Quoted { text: words }])
            .collect(),
        under: Some(place),
        hatched: false,
    })
}

/// What happened to it, where that may be said, and what people did about it.
fn summary(case: &Case<'_>, thread: &Thread) -> String {
    let visits = &case.comparison.visits;
    let mut text = String::new();
    if thread.pattern_as_fact().is_some() {
        text.push_str(wording::happened(thread));
        text.push('.');
    }
    text.push_str(&recommended(case, thread));
    let (proposed, confirmed): (Vec<&Cell>, Vec<&Cell>) = thread
        .cells
        .iter()
        .filter(|c| !c.findings.is_empty())
        .partition(|c| c.proposed);
    let names = |cells: &[&Cell]| visit_names(cells.iter().map(|c| c.visit.as_str()), visits);
    match (names(&proposed), names(&confirmed)) {
        (None, Some(_)) => text.push_str(" Confirmed by a person."),
        (Some(proposed), Some(confirmed)) => text.push_str(&format!(
            " Confirmed by a person: {confirmed}; proposed by the program: {proposed}."
        )),
        (_, None) => {}
    }
    text.push_str(&decided(case, thread));
    text.trim_start().to_owned()
}

/// " Decided by Cllr Example: visits 2 and 3." of the visits where what it says rests on people's decisions. A pack for the
/// public does not name them.
fn decided(case: &Case<'_>, thread: &Thread) -> String {
    let mut by: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for cell in &thread.cells {
        let Some(spoken) = cell.spoken() else {
            continue;
        };
        let DecidedBy { level, direction } = &spoken.decided;
        let people = [level, direction].into_iter().flatten();
        let named = case.options.audience == Visibility::MembersOnly && !case.options.unnamed;
        let mut named: Vec<&str> = match named {
            false => people.map(|_| "a person").collect(),
            true => people.map(explain::person).collect(),
        };
        named.dedup();
        for one in named {
            by.entry(one).or_default().push(&cell.visit);
        }
    }
    let visits = &case.comparison.visits;
    by.into_iter()
        .filter_map(|(one, at)| {
            let names = visit_names(at.into_iter(), visits)?;
            Some(format!(" Decided by {one}: {names}."))
        })
        .collect()
}

/// Which recommendations of the inspection are about it, by the numbers they go by. Those without a number stand in the
/// table of them all, each with its page and paragraph.
fn recommended(case: &Case<'_>, thread: &Thread) -> String {
    let all = case.comparison.recommendations.iter();
    let numbers: Vec<&str> = all
        .filter(|r| r.threads.contains(&thread.id))
        .filter_map(|r| r.number.as_deref())
        .collect();
    match numbers.as_slice() {
        [] => String::new(),
        [only] => format!(" Recommendation {only} of the inspection."),
        many => format!(" Recommendations {} of the inspection.", joined(many)),
    }
}

/// The sentences that bear out what a cell says: the telling one, and what that one leaves out.
pub(super) fn cell_quoted(
    case: &Case<'_>,
    thread: &Thread,
    cell: &Cell,
    heading: Option<&str>,
) -> Vec<Quotation> {
    let telling = telling(&case.papers, thread, cell);
    let beside = telling
        .filter(|_| cell.spoken().is_some())
        .and_then(|t| cell.beside(t, |citation| case.papers.asked_for(citation)));
    let both = telling.into_iter().chain(beside);
    let mut quoted: Vec<Quotation> = both
        .filter_map(|finding| quotation(case, cell, finding, heading.map(str::to_owned)))
        .collect();
    // A sentence that leans is quoted with the one before: that may be the other.
    if let [first, second] = quoted.as_slice()
        && first.words.contains(&second.words)
    {
        quoted.pop();
    }
    quoted
}

fn quotation(
    case: &Case<'_>,
    cell: &Cell,
    finding: &CellFinding,
    heading: Option<String>,
) -> Option<Quotation> {
    // What was asked for says nothing of how it stands, and neither does a visit that did not look there.
    let asked_for = case.papers.only_asks(finding);
    let stands = !asked_for && cell.level_as_fact().is_some();
    let heading = match heading {
        Some(visit) if asked_for => Some(format!("{visit}: what needs to improve")),
        // The inspectors' own words are in their letter; an article has what it took from them.
        Some(visit) if !case.papers.is_of_inspectors(&finding.citation.source) => {
            Some(format!("{visit}, {}", wording::AS_REPORTED))
        }
        other => other,
    };
    Some(Quotation {
        heading,
        state: stands.then_some((cell.level(), Direction::None)),
        check: None,
        words: case.papers.words(&finding.citation)?,
        citation: case.papers.citation(&finding.citation),
    })
}

/// The sentence that says what the cell says, and how things stand rather than what is asked for.
///
/// Under a matter's name a sentence that has the name in it comes before others that say the same: where a level is said, of
/// that level.
pub(super) fn telling<'a>(
    papers: &Papers<'_>,
    thread: &Thread,
    cell: &'a Cell,
) -> Option<&'a CellFinding> {
    let telling = cell.telling(|citation| papers.asked_for(citation))?;
    let named = |f: &CellFinding| has_name(papers, thread, f);
    if named(telling) {
        return Some(telling);
    }
    let theirs = cell.findings.iter();
    let theirs = theirs.filter(|f| f.speaker.role == SpeakerRole::Inspectors);
    let mut others = theirs.filter(|f| !papers.only_asks(f) && named(f));
    let other = match cell.level_as_fact() {
        Some(level) if telling.level == level => others.find(|f| f.level == level),
        Some(_) => None,
        None => others.find(|f| f.level == telling.level),
    };
    Some(other.unwrap_or(telling))
}

fn statement(case: &Case<'_>, finding: &CellFinding) -> Option<Block> {
    Some(Block::Statement {
        heading: wording::speaker_heading(finding, case.options.unnamed),
        quotation: Quotation {
            heading: None,
            state: None,
            check: None,
            words: case.papers.words(&finding.citation)?,
            citation: case.papers.citation(&finding.citation),
        },
        remark: None,
    })
}

/// By visit the figures of one series, where at least two visits give one in the inspectors' own words, and none of the
/// others tells something else.
pub(super) fn series<'a>(
    case: &Case<'_>,
    thread: &'a Thread,
) -> Option<BTreeMap<usize, &'a ThreadFigure>> {
    let visits = &case.comparison.visits;
    let by_inspectors = |figure: &&ThreadFigure| {
        let finding = case.papers.finding(&figure.citation);
        finding.is_some_and(|f| f.speaker.role == SpeakerRole::Inspectors)
    };
    let mut series: BTreeMap<usize, BTreeMap<usize, &ThreadFigure>> = BTreeMap::new();
    for figure in thread.figures.iter().filter(by_inspectors) {
        let visit = visits.iter().position(|v| v.id == figure.visit);
        if let (Some(one), Some(visit)) = (figure.series, visit) {
            series
                .entry(one)
                .or_default()
                .entry(visit)
                .or_insert(figure);
        }
    }
    let points = series
        .into_values()
        .filter(|points| points.len() > 1)
        // The first of the longest.
        .rev()
        .max_by_key(BTreeMap::len)?;
    let unit = points.values().next()?.figure.unit.as_deref();
    // A line through some of the figures would hide what the others tell.
    let others = thread.figures.iter().filter(by_inspectors);
    let left_out = |f: &&ThreadFigure| {
        f.figure.unit.as_deref() == unit && points.values().all(|p| p.citation != f.citation)
    };
    (!others.into_iter().any(|f| left_out(&f))).then_some(points)
}

/// A chart, and where its figures stand.
fn figures(case: &Case<'_>, thread: &Thread) -> Vec<Block> {
    let visits = &case.comparison.visits;
    let Some(points) = series(case, thread) else {
        return Vec::new();
    };
    let unit = points.values().next();
    let unit = unit.and_then(|f| f.figure.unit.as_deref());
    let labelled: Vec<(String, Option<f64>)> = visits
        .iter()
        .enumerate()
        .map(|(at, v)| {
            (
                name_among(v, visits),
                points.get(&at).map(|f| f.figure.value),
            )
        })
        .collect();
    let said: Vec<String> = labelled
        .iter()
        .filter_map(|(visit, value)| Some(format!("{visit}: {}", (*value)?)))
        .collect();
    let mut sources = vec![Inline::text("Figures: ")];
    for (at, figure) in points.values().enumerate() {
        sources.push(Inline::text(if at == 0 { "" } else { "; " }));
        sources.push(Inline::Quoted {
            text: figure.figure.text.clone(),
        });
        let cited = case.papers.citation(&figure.citation);
        sources.push(Inline::text(format!(", {cited}")));
    }
    sources.push(Inline::text("."));
    let unit = unit.map(|unit| format!(", {unit}")).unwrap_or_default();
    let title = format!("{}{unit}, as inspectors stated it", thread.title);
    vec![
        Block::Chart(Chart {
            alternative: format!("{title}. {}.", said.join("; ")),
            title,
            points: labelled,
        }),
        Block::Paragraph { text: sources },
    ]
}
