//! The papers that the pack rests on, and how it was made.

use crate::comparison::{Covered, Reading};
use crate::document::kind::Kind;

use super::compose::{Case, heading};
use super::wording::{self, count};
use super::{Block, Inline, Table, TableCell, TableRow};

/// Enough of a hash to tell two files apart by eye.
const HASH_SHOWN: usize = 16;

pub(super) fn blocks(case: &Case<'_>) -> Vec<Block> {
    let used: Vec<&Reading> = case
        .comparison
        .visits
        .iter()
        .flat_map(|v| v.sources.iter())
        .filter_map(|s| case.papers.reading(s))
        .collect();
    let header = ["Paper", "File", "Pages", "SHA-256 (start)"];
    let rows = used.iter().map(|r| row(case, r)).collect();
    let mut blocks = vec![
        heading(1, "Sources and method", "sources"),
        Block::Table(Table {
            caption: "The papers that this pack rests on".to_owned(),
            widths: vec![3.0, 3.4, 0.8, 2.0],
            header: header.iter().map(|h| vec![Inline::text(*h)]).collect(),
            rows,
        }),
    ];
    let unused = case.readings.len().saturating_sub(used.len());
    if unused > 0 {
        blocks.push(paragraph(format!(
            "{} in the workspace {} about another authority or another judgement, or could not be placed, and not used here.",
            count(unused, "paper", "papers"),
            if unused == 1 { "is" } else { "are" }
        )));
    }
    blocks.push(paragraph(method(case)));
    blocks.push(paragraph(
        "Words quoted are as they stand in the source; double quotation marks inside a quotation are set single, and \
         nothing else in it is touched."
            .to_owned(),
    ));
    if !case.options.inputs.is_empty() {
        blocks.push(paragraph(format!(
            "What this pack was made from, as one SHA-256: {}. The workspace keeps the pack under it.",
            case.options.inputs
        )));
    }
    if case.options.neutral {
        let left_out = case
            .comparison
            .threads
            .iter()
            .flat_map(|t| t.cells.iter())
            .flat_map(|c| c.findings.iter())
            .filter(|f| !case.may_be_said(f))
            .count();
        blocks.push(paragraph(format!(
            "This pack names no party: {} that {} left out, and notes that do.",
            count(left_out, "sentence", "sentences"),
            if left_out == 1 { "does is" } else { "do are" }
        )));
    }
    blocks
}

fn row(case: &Case<'_>, reading: &Reading) -> TableRow {
    let source = &reading.document.source;
    let pages = match reading.facts.kind {
        Kind::NewsArticle | Kind::CouncilStatement if reading.document.words.is_empty() => {
            "web or text".to_owned()
        }
        _ => reading.document.pages.len().to_string(),
    };
    let hash: String = source.sha256.chars().take(HASH_SHOWN).collect();
    let under = source
        .damaged
        .then(|| "damaged: not quoted where it cannot be trusted".to_owned());
    let plain = |text: String| TableCell {
        text: vec![Inline::text(text)],
        ..TableCell::default()
    };
    let name = TableCell {
        under,
        ..plain(case.papers.name(&source.sha256))
    };
    TableRow::Cells {
        cells: vec![name, plain(source.file.clone()), plain(pages), plain(hash)],
    }
}

fn method(case: &Case<'_>) -> String {
    let cells = || {
        case.comparison
            .threads
            .iter()
            .flat_map(|t| t.cells.iter())
            .filter(|c| c.covered == Covered::Yes)
    };
    let proposed = cells().filter(|c| c.proposed).count();
    let confirmed = cells().count() - proposed;
    let rules = if case.options.rules.is_empty() {
        String::new()
    } else {
        format!(" Versions: {}.", case.options.rules)
    };
    format!(
        "Made on {} by Scrutiny Desk on one computer, without a connection. Each sentence was classed by rules that name \
         the words they rest on; sentences of different visits were joined into matters by what they speak of. Of these \
         joins {proposed} are proposals of the program and {confirmed} were confirmed by a person.{rules} Where no words \
         were found, nothing is said: silence is not improvement.",
        wording::day(case.options.made)
    )
}

fn paragraph(text: String) -> Block {
    Block::Paragraph {
        text: vec![Inline::text(text)],
    }
}
