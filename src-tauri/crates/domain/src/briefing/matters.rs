//! Each matter with the inspectors' words of every visit side by side, and what others said of it.

use std::collections::BTreeMap;

use crate::annotations::{Subject, What};
use crate::comparison::{Cell, CellFinding, Comparison, Covered, Pattern, Thread};
use crate::findings::SpeakerRole;

use super::compose::{Case, heading};
use super::matrix::ORDER;
use super::wording::{self, count, visit_heading, visit_name};
use super::{Block, Chart, Inline, Options, Quotation};

/// Quotations in one row.
const ACROSS: usize = 3;
/// Quotations of one visit on one matter, the telling one and one more.
const PER_VISIT: usize = 2;
/// What others said on one matter.
const STATEMENTS: usize = 3;

/// The anchor that links to a matter point at.
pub(super) fn anchor(thread: &Thread) -> String {
    format!("matter-{}", thread.id)
}

/// The matters set out in full: by pattern, and within it those with most to say.
pub(super) fn in_full<'a>(comparison: &'a Comparison, options: &Options) -> Vec<&'a Thread> {
    let mut threads: Vec<&Thread> = comparison
        .threads
        .iter()
        // What was not looked at again has a section of its own.
        .filter(|t| !matches!(t.pattern, Pattern::SeenOnce | Pattern::NeverLookedAtAgain))
        .collect();
    let rank = |t: &Thread| {
        ORDER
            .iter()
            .position(|p| *p == t.pattern)
            .unwrap_or(ORDER.len())
    };
    let weight = |t: &Thread| t.cells.iter().map(|c| c.findings.len()).sum::<usize>();
    threads.sort_by_key(|t| (rank(t), std::cmp::Reverse(weight(t))));
    threads.truncate(options.matters);
    threads
}

pub(super) fn blocks(case: &Case<'_>) -> Vec<Block> {
    if case.in_full.is_empty() {
        return Vec::new();
    }
    let mut blocks = vec![heading(1, "What moved, matter by matter", "matters")];
    let left_out = case.comparison.threads.len() - case.in_full.len();
    if left_out > 0 {
        blocks.push(Block::Paragraph {
            text: vec![Inline::text(format!(
                "{} with less to say {} not set out here; the table of matters by visits has them all.",
                count(left_out, "matter", "matters"),
                if left_out == 1 { "is" } else { "are" }
            ))],
        });
    }
    for thread in &case.in_full {
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

    let (inspectors, others): (Vec<_>, Vec<_>) = thread
        .cells
        .iter()
        .flat_map(|cell| cell.findings.iter().map(move |f| (cell, f)))
        .partition(|(_, f)| f.speaker.role == SpeakerRole::Inspectors);
    blocks.extend(quotations(case, &inspectors));
    for (_, finding) in others.iter().take(STATEMENTS) {
        blocks.extend(statement(case, finding));
    }
    if others.len() > STATEMENTS {
        blocks.push(small(format!(
            "{} more by others are in the workspace.",
            count(others.len() - STATEMENTS, "sentence", "sentences")
        )));
    }
    for annotation in &case.annotations {
        let here = matches!(&annotation.on, Subject::Thread { thread: id } if *id == thread.id);
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
    if thread
        .cells
        .iter()
        .any(|c| c.proposed && !c.findings.is_empty())
    {
        text.push_str(" That these sentences are about one matter is the program’s proposal; nobody has confirmed it yet.");
    } else {
        text.push_str(" A person has confirmed that these sentences are about one matter.");
    }
    text
}

/// The telling sentence of each visit side by side; then, below, one more of each.
fn quotations(case: &Case<'_>, inspectors: &[(&Cell, &CellFinding)]) -> Vec<Block> {
    let mut by_visit: BTreeMap<usize, Vec<&CellFinding>> = BTreeMap::new();
    for (cell, finding) in inspectors {
        if let Some(at) = case
            .comparison
            .visits
            .iter()
            .position(|v| v.id == cell.visit)
        {
            by_visit.entry(at).or_default().push(finding);
        }
    }
    let mut blocks = Vec::new();
    for nth in 0..PER_VISIT {
        let row: Vec<Quotation> = by_visit
            .iter()
            .filter_map(|(at, findings)| {
                let visit = case.comparison.visits.get(*at)?;
                quotation(case, findings.get(nth)?, visit_heading(visit))
            })
            .collect();
        blocks.extend(row.chunks(ACROSS).map(|columns| Block::Quotations {
            columns: columns.to_vec(),
        }));
    }
    let rest: usize = by_visit
        .values()
        .map(|f| f.len().saturating_sub(PER_VISIT))
        .sum();
    if rest > 0 {
        blocks.push(small(format!(
            "{} of the inspectors on this matter {} in the workspace.",
            count(rest, "more sentence", "more sentences"),
            if rest == 1 { "is" } else { "are" }
        )));
    }
    blocks
}

fn quotation(case: &Case<'_>, finding: &CellFinding, heading: String) -> Option<Quotation> {
    Some(Quotation {
        heading: Some(heading),
        state: Some((finding.level, finding.direction)),
        words: case.papers.words(&finding.citation)?,
        citation: case.papers.citation(&finding.citation),
    })
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
        title: format!("{}, as inspectors stated it", capital(&subject)),
        alternative: format!("{}. {}.", capital(&subject), said.join("; ")),
        points: labelled,
    }))
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars
        .next()
        .map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect())
}

fn small(text: String) -> Block {
    Block::Paragraph {
        text: vec![Inline::text(text)],
    }
}
