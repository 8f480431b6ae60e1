//! Matters by visits, grouped by what happened to them: the answer first.

use crate::comparison::{Cell, Covered, Pattern, Thread};

use super::compose::{Case, heading};
use super::wording::{self, visit_name};
use super::{Block, Inline, Table, TableCell, TableRow};

/// In the order in which a councillor wants to know.
pub(super) const ORDER: &[Pattern] = &[
    Pattern::ImprovedThenSlipped,
    Pattern::DeclinedFromStrength,
    Pattern::RaisedEveryTime,
    Pattern::New,
    Pattern::NeverLookedAtAgain,
    Pattern::Improved,
    Pattern::Resolved,
    Pattern::Steady,
    Pattern::SeenOnce,
];

pub(super) fn blocks(case: &Case<'_>) -> Vec<Block> {
    let visits = &case.comparison.visits;
    if case.comparison.threads.is_empty() {
        return Vec::new();
    }
    let mut blocks = vec![
        heading(1, "Matters by visits", "matrix"),
        Block::Paragraph {
            text: vec![Inline::text(
                "The word is what inspectors said of it at that visit, the second word which way they said it had moved. \
                 “Not looked at” means that the visit did not look there: it is neither better nor worse.",
            )],
        },
    ];
    let mut header = vec![vec![Inline::text("Matter")]];
    header.extend(visits.iter().map(|v| vec![Inline::text(visit_name(v))]));
    let mut widths = vec![2.6];
    widths.resize(visits.len() + 1, 1.25);
    // One table, each row saying what happened: rows that head groups, and tables of a single row, are read aloud as
    // column headings.
    let rows = ORDER
        .iter()
        .flat_map(|pattern| case.threads_of(&[*pattern]))
        .map(|t| row(case, t))
        .collect();
    blocks.push(Block::Table(Table {
        caption: "What each visit said of each matter, by what happened to it".to_owned(),
        widths,
        header,
        rows,
    }));
    blocks
}

fn row(case: &Case<'_>, thread: &Thread) -> TableRow {
    let title = match case.anchor(thread) {
        Some(anchor) => Inline::Link {
            text: thread.title.clone(),
            anchor,
            description: format!("Go to the matter: {}", thread.title),
            page: false,
        },
        None => Inline::text(thread.title.clone()),
    };
    let mut cells = vec![TableCell {
        text: vec![title],
        under: Some(wording::pattern(thread.pattern).to_owned()),
        hatched: false,
    }];
    cells.extend(thread.cells.iter().map(|c| cell(thread, c)));
    TableRow::Cells { cells }
}

fn cell(thread: &Thread, cell: &Cell) -> TableCell {
    if cell.covered != Covered::Yes {
        let text = vec![Inline::text(wording::silence(cell.covered))];
        return TableCell {
            text,
            under: None,
            hatched: true,
        };
    }
    let figures: Vec<&str> = thread
        .figures
        .iter()
        .filter(|f| f.visit == cell.visit && f.series.is_some())
        .map(|f| f.figure.text.as_str())
        .take(1)
        .collect();
    TableCell {
        text: vec![Inline::State {
            level: cell.level,
            direction: cell.direction,
        }],
        under: (!figures.is_empty()).then(|| figures.join(", ")),
        hatched: false,
    }
}
