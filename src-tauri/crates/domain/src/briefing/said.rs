//! What the council says beside what inspectors wrote, matter by matter.

use crate::comparison::{CellFinding, Thread};
use crate::findings::SpeakerRole;

use super::compose::{Case, heading};
use super::wording::{self, visit_heading};
use super::{Block, Inline, Quotation, matters};

/// Most matters that are shown so.
const SHOWN: usize = 6;

pub(super) fn blocks(case: &Case<'_>) -> Vec<Block> {
    let pairs: Vec<(&Thread, Vec<Quotation>)> = case
        .chosen
        .followed
        .iter()
        .filter_map(|thread| Some((*thread, pair(case, thread)?)))
        .collect();
    if pairs.is_empty() {
        return Vec::new();
    }
    let mut blocks = vec![
        heading(
            1,
            "What the council says, and what inspectors wrote",
            "said",
        ),
        Block::Paragraph {
            text: vec![Inline::text(
                "On the left the inspectors’ sentence of the visit that the council speaks of, on the right the council’s. \
                 That both are about one matter is the program’s proposal.",
            )],
        },
    ];
    let left_out = pairs.len().saturating_sub(SHOWN);
    for (thread, columns) in pairs.into_iter().take(SHOWN) {
        blocks.push(heading(2, &thread.title, &format!("said-{}", thread.id)));
        blocks.push(Block::Quotations { columns });
    }
    if left_out > 0 {
        blocks.push(Block::Paragraph {
            text: vec![Inline::text(format!(
                "{} more {} left out to keep the pack short.",
                left_out,
                if left_out == 1 { "is" } else { "are" }
            ))],
        });
    }
    blocks
}

/// The inspectors' telling sentence and the council's first, of the last visit that has both.
fn pair(case: &Case<'_>, thread: &Thread) -> Option<Vec<Quotation>> {
    let cell =
        thread.cells.iter().rev().find(|cell| {
            cell.findings.iter().any(is_council) && matters::telling(cell).is_some()
        })?;
    let visit = case.comparison.visits.iter().find(|v| v.id == cell.visit)?;
    let inspectors = matters::quotation(case, cell, visit_heading(visit))?;
    let council = cell
        .findings
        .iter()
        .filter(|f| is_council(f))
        .find(|f| case.may_be_said(f))?;
    Some(vec![
        inspectors,
        Quotation {
            heading: Some(wording::speaker_heading(council)),
            state: None,
            words: case.papers.words(&council.citation)?,
            citation: case.papers.citation(&council.citation),
        },
    ])
}

fn is_council(finding: &CellFinding) -> bool {
    matches!(
        finding.speaker.role,
        SpeakerRole::Council | SpeakerRole::CabinetMember
    )
}
