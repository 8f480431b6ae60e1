//! The papers that the pack rests on, and how it was made.

use crate::comparison::{Cell, Reading, Thread};
use crate::document::Format;

use super::compose::{Case, heading, paragraph};
use super::grades;
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
    let method_too = case.options.limits.method;
    let file = match method_too {
        true => "File and start of SHA-256",
        false => "File",
    };
    let header = ["Paper", file, "Pages"];
    let rows = used.iter().map(|r| row(case, r)).collect();
    let title = match method_too {
        true => "Sources and method",
        false => "Sources",
    };
    let mut blocks = vec![
        heading(1, title, "sources"),
        Block::Table(Table {
            caption: "The papers that this pack rests on".to_owned(),
            widths: vec![2.3, 4.6, 1.0],
            header: header.iter().map(|h| vec![Inline::text(*h)]).collect(),
            rows,
        }),
    ];
    let unused = case.unused();
    if !unused.is_empty() {
        blocks.push(paragraph(format!(
            "Not used here{}, for {} about another run of visits or could not be placed:",
            match unused.iter().any(|r| grades::shown(r)) {
                true => " but for the grades of inspections",
                false => "",
            },
            if unused.len() == 1 {
                "it is"
            } else {
                "they are"
            }
        )));
        blocks.push(Block::List {
            ordered: false,
            items: unused
                .iter()
                .map(|r| {
                    let source = &r.document.source;
                    let name = case.papers.name(&source.sha256);
                    vec![Inline::text(format!("{name}, {}", source.file))]
                })
                .collect(),
        });
    }
    if !method_too {
        return blocks;
    }
    blocks.push(paragraph(method(case)));
    blocks.extend(links(case));
    blocks.push(paragraph(
        "Words quoted are as they stand in the source. Of quotation marks inside a quotation, double ones are set single, \
         and one that belongs to a longer quotation is left out or closed; nothing else is touched.",
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
    let pages = match source.format {
        Format::Pdf => reading.document.pages.len().to_string(),
        Format::Docx => "Word file".to_owned(),
        Format::Html => "web page".to_owned(),
        Format::Mail => "mail".to_owned(),
        Format::Text => "text file".to_owned(),
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
    let file = TableCell {
        under: Some(hash).filter(|_| case.options.limits.method),
        ..plain(source.file.clone())
    };
    TableRow::Cells {
        cells: vec![name, file, plain(pages)],
    }
}

fn method(case: &Case<'_>) -> String {
    let rules = if case.options.rules.is_empty() {
        String::new()
    } else {
        format!(" Versions: {}.", case.options.rules)
    };
    format!(
        "Made on {} by Scrutiny Desk on one computer, without a connection. Each sentence was classed by rules that name \
         the words they rest on{}; sentences of different visits were joined into matters by what they speak of.{rules} \
         Where no words were found, nothing is said: silence is not improvement.",
        wording::day(case.options.made),
        second(case)
    )
}

/// Which of the papers the second reader has read.
fn second(case: &Case<'_>) -> &'static str {
    let used = case.comparison.visits.iter().flat_map(|v| &v.sources);
    let read: Vec<bool> = used
        .filter_map(|s| case.papers.reading(s))
        .filter(|r| !r.findings.is_empty())
        .map(|r| r.findings.iter().any(|f| f.second.is_some()))
        .collect();
    match (read.iter().any(|r| *r), read.iter().all(|r| *r)) {
        (true, true) => {
            ", and read again by a second reader, which learned from sentences that people had judged"
        }
        (true, false) => {
            ", and in some of the papers read again by a second reader, which learned from sentences that people had judged"
        }
        (false, _) => "; no second reader has read them",
    }
}

/// Which joins of sentences to matters are proposals, and which a person confirmed.
fn links(case: &Case<'_>) -> Vec<Block> {
    let joined = |t: &&Thread, proposed: bool| -> Vec<String> {
        let cells = t.cells.iter();
        let of = |c: &&Cell| !c.findings.is_empty() && c.proposed == proposed;
        cells.filter(of).map(|c| c.visit.clone()).collect()
    };
    let followed = &case.chosen.followed;
    let proposed: usize = followed.iter().map(|t| joined(t, true).len()).sum();
    let confirmed: Vec<String> = followed
        .iter()
        .filter_map(|t| {
            let visits = joined(t, false);
            let visits = visits.iter().map(String::as_str);
            let names = wording::visit_names(visits, &case.comparison.visits)?;
            Some(format!("{}: {names}", t.title))
        })
        .collect();
    let by_people: usize = followed.iter().map(|t| joined(t, false).len()).sum();
    let start = format!(
        "What visits say was joined to matters in {}.",
        count(proposed + by_people, "place", "places")
    );
    if confirmed.is_empty() {
        return vec![paragraph(format!(
            "{start} Each is a proposal of the program alone; a person has confirmed none."
        ))];
    }
    let proposed = match proposed {
        0 => "None is a proposal of the program alone.".to_owned(),
        n => format!(
            "{} of the program alone.",
            count(n, "is a proposal", "are proposals")
        ),
    };
    vec![
        paragraph(format!("{start} {proposed} These a person confirmed:")),
        Block::List {
            ordered: false,
            items: confirmed
                .into_iter()
                .map(|one| vec![Inline::text(one)])
                .collect(),
        },
    ]
}
