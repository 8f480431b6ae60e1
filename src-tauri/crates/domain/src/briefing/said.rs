//! What the council says beside what inspectors wrote, matter by matter.

use crate::comparison::{CellFinding, Thread};
use crate::findings::{Direction, Level, SpeakerRole};

use super::compose::{Case, heading};
use super::wording::{self, visit_heading};
use super::{Block, Inline, Quotation, matters};

pub(super) fn blocks(case: &Case<'_>) -> Vec<Block> {
    let mut pairs: Vec<(&Thread, (bool, Vec<Quotation>))> = paired(case).collect();
    pairs.sort_by_key(|(_, (says_how_it_stands, _))| !says_how_it_stands);
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
                "First the inspectors’ words at the visit that the council speaks of, then the council’s own words. That \
                 both are about one matter is the program’s proposal.",
            )],
        },
    ];
    let left_out = pairs.len().saturating_sub(shown);
    for (thread, (_, columns)) in pairs.into_iter().take(shown) {
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

fn paired<'c>(case: &'c Case<'_>) -> impl Iterator<Item = (&'c Thread, (bool, Vec<Quotation>))> {
    let followed = case.chosen.followed.iter();
    followed.filter_map(|thread| Some((*thread, pair(case, thread)?)))
}

/// The inspectors' telling sentences and the council's first that says how it stands, of the last visit that has both;
/// true where the council's says that.
fn pair(case: &Case<'_>, thread: &Thread) -> Option<(bool, Vec<Quotation>)> {
    let cell = thread.cells.iter().rev().find(|cell| {
        cell.findings.iter().any(is_council) && matters::telling(&case.papers, cell).is_some()
    })?;
    let visit = case.comparison.visits.iter().find(|v| v.id == cell.visit)?;
    let mut columns = matters::cell_quoted(case, cell, Some(&visit_heading(visit)));
    if columns.is_empty() {
        return None;
    }
    let council = cell
        .findings
        .iter()
        .filter(|f| is_council(f) && case.may_be_said(f))
        .min_by_key(|f| !says_how_it_stands(f))?;
    columns.push(Quotation {
        heading: Some(wording::speaker_heading(council)),
        state: None,
        check: None,
        words: case.papers.words(&council.citation)?,
        citation: case.papers.citation(&council.citation),
    });
    Some((says_how_it_stands(council), columns))
}

/// What says nothing of how a matter stands may have been joined to it by a word alone.
pub(super) fn says_how_it_stands(finding: &CellFinding) -> bool {
    finding.level != Level::None || finding.direction != Direction::None
}

fn is_council(finding: &CellFinding) -> bool {
    matches!(
        finding.speaker.role,
        SpeakerRole::Council | SpeakerRole::CabinetMember
    )
}
