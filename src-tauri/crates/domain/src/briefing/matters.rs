//! Each matter with the inspectors' words of every visit side by side, and what others said of it.

use std::collections::BTreeMap;

use crate::annotations::{Subject, What};
use crate::comparison::{Cell, CellFinding, Covered, Pattern, Thread};
use crate::findings::SpeakerRole;

use super::compose::{Case, heading};
use super::wording::{self, count, visit_heading, visit_name};
use super::{Block, Chart, Inline, Quotation};

/// Quotations in one row.
const ACROSS: usize = 3;
/// What others said on one matter.
const STATEMENTS: usize = 2;

/// The anchor that links to a matter point at.
pub(super) fn anchor(thread: &Thread) -> String {
    format!("matter-{}", thread.id)
}

pub(super) fn blocks(case: &Case<'_>) -> Vec<Block> {
    let in_full = &case.chosen.in_full;
    if in_full.is_empty() {
        return Vec::new();
    }
    let mut blocks = vec![heading(1, "What moved, matter by matter", "matters")];
    let mut about = String::new();
    let unseen = case
        .chosen
        .of_patterns(&[Pattern::NeverLookedAtAgain])
        .len();
    let left_out = case.chosen.followed.len() - unseen - in_full.len();
    if left_out > 0 {
        about.push_str(&format!(
            "The {} of most weight; {left_out} with less to say {} left out to keep the pack short. ",
            count(in_full.len(), "matter", "matters"),
            if left_out == 1 { "is" } else { "are" }
        ));
    }
    about.push_str("Of each visit the sentence that tells most is quoted. ");
    about.push_str(
        "That the sentences under one heading are about one matter is the program’s proposal, unless it says that a \
         person confirmed it.",
    );
    blocks.push(small(about));
    for thread in in_full {
        blocks.extend(matter(case, thread));
    }
    blocks
}

fn matter(case: &Case<'_>, thread: &Thread) -> Vec<Block> {
    let mut blocks = vec![heading(2, &thread.title, &anchor(thread))];
    blocks.push(Block::Paragraph {
        text: vec![Inline::text(summary(case, thread))],
    });
    blocks.extend(chart(case, thread));

    blocks.extend(quotations(case, thread));
    let others: Vec<&CellFinding> = thread
        .cells
        .iter()
        .flat_map(|cell| &cell.findings)
        .filter(|f| f.speaker.role != SpeakerRole::Inspectors && case.may_be_said(f))
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

fn summary(case: &Case<'_>, thread: &Thread) -> String {
    let mut text = wording::pattern(thread.pattern).to_owned();
    let recommended: Vec<&str> = case
        .comparison
        .recommendations
        .iter()
        .filter(|r| r.threads.contains(&thread.id))
        .filter_map(|r| r.number.as_deref())
        .collect();
    if !recommended.is_empty() {
        let plural = if recommended.len() == 1 { "" } else { "s" };
        text.push_str(&format!(
            " · recommendation{plural} {} of the inspection",
            recommended.join(", ")
        ));
    }
    text.push('.');
    let silent = |covered: Covered| -> Vec<String> {
        let cells = thread.cells.iter().filter(|c| c.covered == covered);
        cells
            .filter_map(|c| case.comparison.visits.iter().find(|v| v.id == c.visit))
            .map(visit_name)
            .collect()
    };
    for (covered, says) in [
        (Covered::NotCovered, "Not looked at"),
        (Covered::NoFinding, "No finding located"),
    ] {
        let visits = silent(covered);
        if !visits.is_empty() {
            text.push_str(&format!(" {says}: {}.", visits.join(", ")));
        }
    }
    let proposed = |c: &Cell| c.proposed && !c.findings.is_empty();
    if !thread.cells.iter().any(proposed) {
        text.push_str(" Confirmed by a person.");
    }
    let sentences = thread.cells.iter().flat_map(|c| &c.findings);
    let sentences = sentences
        .filter(|f| f.speaker.role == SpeakerRole::Inspectors)
        .count();
    if sentences > thread.cells.len() {
        text.push_str(&format!(
            " Inspectors have {sentences} sentences on it in all."
        ));
    }
    text
}

/// The telling sentence of each visit side by side.
fn quotations(case: &Case<'_>, thread: &Thread) -> Vec<Block> {
    let quoted: Vec<Quotation> = thread
        .cells
        .iter()
        .filter_map(|cell| {
            let visit = case.comparison.visits.iter().find(|v| v.id == cell.visit)?;
            let finding = telling(cell)?;
            Some(Quotation {
                heading: Some(visit_heading(visit)),
                // A visit that did not look there has said nothing of how it stands.
                state: (cell.covered == Covered::Yes).then_some((finding.level, finding.direction)),
                words: case.papers.words(&finding.citation)?,
                citation: case.papers.citation(&finding.citation),
            })
        })
        .collect();
    // Rows as even as they can be: four are two and two.
    let across = quoted.len().div_ceil(quoted.len().div_ceil(ACROSS).max(1));
    quoted
        .chunks(across.max(1))
        .map(|columns| Block::Quotations {
            columns: columns.to_vec(),
        })
        .collect()
}

/// The telling sentence of a cell.
pub(super) fn quotation(case: &Case<'_>, cell: &Cell, heading: String) -> Option<Quotation> {
    let finding = telling(cell)?;
    Some(Quotation {
        heading: Some(heading),
        // A visit that did not look there has said nothing of how it stands.
        state: (cell.covered == Covered::Yes).then_some((finding.level, finding.direction)),
        words: case.papers.words(&finding.citation)?,
        citation: case.papers.citation(&finding.citation),
    })
}

/// The first sentence of the inspectors that says what the cell says of the matter; else their first.
pub(super) fn telling(cell: &Cell) -> Option<&CellFinding> {
    let inspectors = || {
        cell.findings
            .iter()
            .filter(|f| f.speaker.role == SpeakerRole::Inspectors)
    };
    inspectors()
        .find(|f| f.level == cell.level && f.direction == cell.direction)
        .or_else(|| inspectors().find(|f| f.level == cell.level))
        .or_else(|| inspectors().next())
}

fn statement(case: &Case<'_>, finding: &CellFinding) -> Option<Block> {
    Some(Block::Statement {
        heading: wording::speaker_heading(finding),
        quotation: Quotation {
            heading: None,
            state: None,
            words: case.papers.words(&finding.citation)?,
            citation: case.papers.citation(&finding.citation),
        },
        remark: None,
    })
}

/// A chart only where at least two visits give a figure of one series.
fn chart(case: &Case<'_>, thread: &Thread) -> Option<Block> {
    let mut series: BTreeMap<usize, Vec<(usize, f64)>> = BTreeMap::new();
    for figure in &thread.figures {
        let at = case
            .comparison
            .visits
            .iter()
            .position(|v| v.id == figure.visit)?;
        if let Some(s) = figure.series {
            let points = series.entry(s).or_default();
            if !points.iter().any(|(seen, _)| *seen == at) {
                points.push((at, figure.figure.value));
            }
        }
    }
    let (id, points) = series
        .into_iter()
        .max_by_key(|(_, points)| points.len())
        .filter(|(_, p)| p.len() > 1)?;
    let of = &thread.figures.iter().find(|f| f.series == Some(id))?.figure;
    let subject = [
        of.population.as_deref().or(of.unit.as_deref()),
        of.team.as_deref(),
    ];
    let subject = subject.into_iter().flatten().collect::<Vec<_>>().join(", ");
    let labelled: Vec<(String, Option<f64>)> = case
        .comparison
        .visits
        .iter()
        .enumerate()
        .map(|(i, v)| {
            (
                visit_name(v),
                points
                    .iter()
                    .find(|(at, _)| *at == i)
                    .map(|(_, value)| *value),
            )
        })
        .collect();
    let said: Vec<String> = labelled
        .iter()
        .filter_map(|(visit, value)| Some(format!("{visit}: {}", (*value)?)))
        .collect();
    Some(Block::Chart(Chart {
        title: format!("{}, as inspectors stated it", wording::capital(&subject)),
        alternative: format!("{}. {}.", wording::capital(&subject), said.join("; ")),
        points: labelled,
    }))
}

fn small(text: String) -> Block {
    Block::Paragraph {
        text: vec![Inline::text(text)],
    }
}
