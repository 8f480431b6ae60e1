//! Since the last visit: what the newest letter says of each matter, beside the last time that inspectors spoke of it.

use crate::comparison::{Cell, Covered, Thread, Visit, VisitKind};
use crate::findings::{Direction, Level};

use super::compose::{Case, heading, paragraph};
use super::course::Step;
use super::wording::{self, count, name_among, visit_in_text};
use super::{Block, Inline, Table, TableCell, TableRow, headline, matters};

/// The newest visit, where one came before it.
pub(super) fn newest<'a>(case: &Case<'a>) -> Option<&'a Visit> {
    let (newest, _) = headline::newest(case)?;
    let first = case.comparison.visits.iter().find(|v| v.letter)?;
    (newest.id != first.id).then_some(newest)
}

/// What the newest visit said of each matter followed, in the order in which a councillor wants to know.
pub(super) fn steps<'a>(case: &Case<'a>, newest: &Visit) -> Vec<Step<'a>> {
    let followed = case.chosen.followed.iter();
    let mut steps: Vec<Step<'a>> = followed.filter_map(|t| Step::at(t, &newest.id)).collect();
    steps.sort_by_key(|s| s.rank().unwrap_or(u8::MAX));
    steps
}

pub(super) fn blocks(case: &Case<'_>) -> Vec<Block> {
    let Some(newest) = newest(case) else {
        return Vec::new();
    };
    let steps = steps(case, newest);
    if steps.is_empty() {
        return Vec::new();
    }
    let told = |s: &&Step<'_>| s.now.level_as_fact().is_some() || s.in_words().is_some();
    let (said, open): (Vec<&Step<'_>>, Vec<&Step<'_>>) = steps.iter().partition(told);
    let mut blocks = vec![
        heading(1, "Since the last visit", "since"),
        paragraph(format!(
            "What {} says of each matter, beside the last time that inspectors spoke of it.{}",
            visit_in_text(newest),
            match open.len() {
                0 => "",
                _ => " Where what its words come to is not sure, they stand without a verdict.",
            }
        )),
    ];
    let paper = paper_of(newest);
    let words = format!("The newest {paper}’s words");
    let table = |caption: &str, header: &[&str], widths: Vec<f32>, rows: Vec<TableRow>| {
        Block::Table(Table {
            caption: caption.to_owned(),
            widths,
            header: header.iter().map(|h| vec![Inline::text(*h)]).collect(),
            rows,
        })
    };
    if !said.is_empty() {
        blocks.push(table(
            &format!("What the newest {paper} says, and how it stood before"),
            &["Matter", "Before", "Now", &words],
            vec![2.0, 1.5, 1.5, 4.6],
            said.iter().map(|s| row(case, s)).collect(),
        ));
    }
    if !open.is_empty() {
        blocks.push(table(
            &format!("To check: what the newest {paper} says, without a verdict"),
            &["Matter", &words],
            vec![2.6, 6.4],
            open.iter().map(|s| words_alone(case, s)).collect(),
        ));
    }
    blocks.extend(silent(case, newest));
    blocks
}

/// Of how many matters the newest visit says nothing, by why that is; where it is not sure that it says nothing, that.
fn silent(case: &Case<'_>, newest: &Visit) -> Option<Block> {
    let followed: &[&Thread] = &case.chosen.followed;
    let silent: Vec<&Cell> = followed
        .iter()
        .filter_map(|t| t.cells.iter().find(|c| c.visit == newest.id))
        .filter(|c| c.spoken().is_none())
        .collect();
    type Kind = (fn(&Cell) -> bool, &'static str, &'static str);
    let kinds: [Kind; 3] = [
        (
            |c| c.standing().is_fact() && c.covered() == Covered::NotCovered,
            "other matter was not among what it looked at",
            "other matters were not among what it looked at",
        ),
        (
            |c| c.standing().is_fact() && c.covered() != Covered::NotCovered,
            "other matter could have been spoken of, and no sentence on it was located",
            "other matters could have been spoken of, and no sentence on them was located",
        ),
        (
            |c| !c.standing().is_fact(),
            "other matter is to check: whether it was spoken of is not sure",
            "other matters are to check: whether they were spoken of is not sure",
        ),
    ];
    let said: Vec<String> = kinds
        .into_iter()
        .filter_map(|(is, one, many)| {
            let n = silent.iter().filter(|c| is(c)).count();
            (n > 0).then(|| format!("{}.", count(n, one, many)))
        })
        .collect();
    (!said.is_empty()).then(|| paragraph(said.join(" ")))
}

/// "letter", or "report" of an inspection.
fn paper_of(visit: &Visit) -> &'static str {
    match visit.what {
        VisitKind::Inspection => "report",
        _ => "letter",
    }
}

/// The words of a matter of which nothing may be said.
fn words_alone(case: &Case<'_>, step: &Step<'_>) -> TableRow {
    let title = TableCell {
        text: vec![case.titled(step.thread, false)],
        ..TableCell::default()
    };
    TableRow::Cells {
        cells: vec![title, words(case, step)],
    }
}

fn words(case: &Case<'_>, step: &Step<'_>) -> TableCell {
    let words = matters::telling(&case.papers, step.thread, step.now).and_then(|f| {
        Some((
            case.papers.words(&f.citation)?,
            case.papers.short(&f.citation),
        ))
    });
    match words {
        Some((words, place)) => TableCell {
            text: vec![Inline::Quoted { text: words }],
            under: Some(place),
            hatched: false,
        },
        None => TableCell {
            text: vec![Inline::text("not quoted")],
            ..TableCell::default()
        },
    }
}

fn row(case: &Case<'_>, step: &Step<'_>) -> TableRow {
    let title = case.titled(step.thread, false);
    let before = match step.before {
        Some(cell) => state(cell, name(case, cell)),
        None => TableCell {
            text: vec![Inline::text("not raised")],
            ..TableCell::default()
        },
    };
    let now = state(step.now, step.in_words());
    TableRow::Cells {
        cells: vec![
            TableCell {
                text: vec![title],
                ..TableCell::default()
            },
            before,
            now,
            words(case, step),
        ],
    }
}

/// The level where it may be said, and a line under it.
fn state(cell: &Cell, under: Option<String>) -> TableCell {
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
        under,
        hatched: false,
    }
}

fn name(case: &Case<'_>, cell: &Cell) -> Option<String> {
    let visits = &case.comparison.visits;
    let visit = visits.iter().find(|v| v.id == cell.visit)?;
    let when = visit.from.or(visit.published).map(wording::month);
    let when = when.map(|w| format!(", {w}")).unwrap_or_default();
    Some(format!("{}{when}", name_among(visit, visits)))
}
