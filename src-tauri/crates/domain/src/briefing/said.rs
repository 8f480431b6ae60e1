//! What the council says beside what inspectors wrote, matter by matter.

use crate::comparison::{CellFinding, Thread};
use crate::findings::SpeakerRole;

use super::compose::{Case, heading};
use super::wording::{self, visit_heading};
use super::{Block, Inline, Quotation, matters};

pub(super) fn blocks(case: &Case<'_>) -> Vec<Block> {
    let pairs: Vec<(&Thread, Vec<Quotation>)> = paired(case).collect();
    let shown = case.options.limits.said;
    if pairs.is_empty() || shown == 0 {
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
                "First the inspectors’ sentence of the visit that the council speaks of, then the council’s own words. That \
                 both are about one matter is the program’s proposal.",
            )],
        },
    ];
    let left_out = pairs.len().saturating_sub(shown);
    for (thread, columns) in pairs.into_iter().take(shown) {
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

/// On how many matters the council's words can stand beside the inspectors'.
pub(super) fn pairs(case: &Case<'_>) -> usize {
    paired(case).count()
}

fn paired<'c>(case: &'c Case<'_>) -> impl Iterator<Item = (&'c Thread, Vec<Quotation>)> {
    let followed = case.chosen.followed.iter();
    followed.filter_map(|thread| Some((*thread, pair(case, thread)?)))
}

/// The inspectors' telling sentence and the council's first, of the last visit that has both.
fn pair(case: &Case<'_>, thread: &Thread) -> Option<Vec<Quotation>> {
    let cell = thread.cells.iter().rev().find(|cell| {
        cell.findings.iter().any(is_council) && matters::telling(&case.papers, cell).is_some()
    })?;
    let visit = case.comparison.visits.iter().find(|v| v.id == cell.visit)?;
    let inspectors = matters::quotation(case, cell, Some(visit_heading(visit)))?;
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
            check: None,
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
