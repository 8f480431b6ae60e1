//! Matters by visits, grouped by what happened to them: the answer first.

use crate::comparison::{Cell, Thread, Visit};
use crate::findings::Direction;

use super::compose::{Case, heading};
use super::wording::{self, count, name_among, visit_name};
use super::{Block, Inline, Table, TableCell, TableRow};

/// Longest figure that a narrow column shows; longer ones stand with their matter.
const FIGURE: usize = 14;

const EXPLAINED: &str = "The word is what inspectors said of it at that visit; below it, which way they said it had \
     moved. “Not looked at”: the visit did not look there, which is neither better nor worse. “No finding”: it looked \
     there, and no sentence on this was located. “No letter”: its letter is not among the papers. “To check”: what its \
     words come to is not sure, and nobody has settled it.";

pub(super) fn blocks(case: &Case<'_>) -> Vec<Block> {
    let visits = &case.comparison.visits;
    let rows: Vec<TableRow> = case.chosen.rows.iter().map(|t| row(case, t)).collect();
    if rows.is_empty() {
        return Vec::new();
    }
    let mut blocks = vec![
        heading(1, "The whole course, matter by visit", "matrix"),
        Block::Paragraph {
            text: vec![Inline::text(format!(
                "{EXPLAINED}{}{}",
                reported(case),
                decided(case)
            ))],
        },
    ];
    let mut header = vec![vec![Inline::text("Matter")]];
    header.extend(visits.iter().map(|v| vec![Inline::text(dated(v, visits))]));
    let mut widths = vec![1.8];
    widths.resize(visits.len() + 1, 1.0);
    // One table, each row saying what happened: rows that head groups, and tables of a single row, are read aloud as
    // column headings.
    blocks.push(Block::Table(Table {
        caption: "What each visit said of each matter, by what happened to it".to_owned(),
        widths,
        header,
        rows,
    }));
    blocks.extend(left_out(case));
    blocks
}

/// What "as reported" means, where a row says so.
fn reported(case: &Case<'_>) -> &'static str {
    let mut cells = case.chosen.rows.iter().flat_map(|t| &t.cells);
    if cells.any(|c| c.is_reported()) {
        " “As reported”: its letter is not among the papers, and others, who choose what they quote, quote this of it."
    } else {
        ""
    }
}

/// What "decided" means, where a row says so.
fn decided(case: &Case<'_>) -> &'static str {
    let cells = case.chosen.rows.iter().flat_map(|t| &t.cells);
    if cells.filter_map(Cell::spoken).any(|s| s.decided.is_any()) {
        " “Decided”: a person decided how good a sentence says it is, or which way it moved."
    } else {
        ""
    }
}

/// "Visit 2", and below it when that was.
fn dated(visit: &Visit, visits: &[Visit]) -> String {
    let name = visit_name(visit);
    match visit.from.or(visit.published) {
        Some(when) => format!("{name}\n{}", wording::month(when)),
        None => name_among(visit, visits),
    }
}

fn left_out(case: &Case<'_>) -> Option<Block> {
    let lighter = case.chosen.followed.len() - case.chosen.rows.len();
    let mut said = Vec::new();
    if lighter > 0 {
        said.push(format!(
            "{} of less weight {} left out of this table to keep the pack short.",
            count(lighter, "matter", "matters"),
            if lighter == 1 { "is" } else { "are" }
        ));
    }
    if case.chosen.seen_once > 0 {
        said.push(format!(
            "{} that only one visit made, or could have made, cannot be compared and {} not counted here.",
            count(case.chosen.seen_once, "remark", "remarks"),
            if case.chosen.seen_once == 1 { "is" } else { "are" }
        ));
    }
    (!said.is_empty()).then(|| Block::Paragraph {
        text: vec![Inline::text(format!(
            "{} The workspace has them all.",
            said.join(" ")
        ))],
    })
}

fn row(case: &Case<'_>, thread: &Thread) -> TableRow {
    let title = case.titled(thread, false);
    let mut cells = vec![TableCell {
        text: vec![title],
        // Where it is not sure what happened, the cells say so.
        under: thread
            .pattern_as_fact()
            .map(|_| wording::happened(thread).to_owned()),
        hatched: false,
    }];
    cells.extend(thread.cells.iter().map(|c| cell(thread, c)));
    TableRow::Cells { cells }
}

fn cell(thread: &Thread, cell: &Cell) -> TableCell {
    let Some(spoken) = cell.spoken() else {
        let silent = match cell.standing().is_fact() {
            true => wording::silence_in_short(cell.covered()),
            false => wording::TO_CHECK,
        };
        let text = vec![Inline::text(silent)];
        return TableCell {
            text,
            under: None,
            hatched: true,
        };
    };
    let figure = thread
        .figures
        .iter()
        .find(|f| f.visit == cell.visit && f.series.is_some())
        .map(|f| f.figure.text.as_str())
        .filter(|text| text.chars().count() <= FIGURE);
    // What is to check has its words further on, and no verdict.
    let state = match cell.level_as_fact() {
        Some(level) => Inline::State {
            level,
            direction: Direction::None,
        },
        None => Inline::text(wording::TO_CHECK),
    };
    let moved = cell.direction_as_fact().filter(|_| !cell.in_doubt());
    let under: Vec<&str> = moved
        .and_then(wording::direction)
        .into_iter()
        .chain(figure)
        .chain(spoken.reported.then_some(wording::AS_REPORTED))
        .chain(spoken.decided.is_any().then_some("decided"))
        .collect();
    TableCell {
        text: vec![state],
        under: (!under.is_empty()).then(|| under.join("; ")),
        hatched: false,
    }
}
