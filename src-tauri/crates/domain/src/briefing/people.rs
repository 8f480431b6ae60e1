//! What people wrote that stands in no other section: notes, requests for evidence, and on what.

use crate::annotations::{Annotation, Subject, What};

use super::compose::{Case, heading};
use super::{Block, Quotation, Section, meeting};

pub(super) fn blocks(case: &Case<'_>) -> Vec<Block> {
    let here: Vec<&&Annotation> = case
        .annotations
        .iter()
        .filter(|a| !shown_elsewhere(case, a))
        .collect();
    if here.is_empty() {
        return Vec::new();
    }
    let mut blocks = vec![heading(1, "Notes and requests for evidence", "notes")];
    for annotation in here {
        for citation in annotation.on.citations() {
            let Some(words) = case.papers.words(citation) else {
                continue;
            };
            blocks.push(Block::Quotation(Quotation {
                heading: Some("On this sentence".to_owned()),
                state: None,
                check: None,
                words,
                citation: case.papers.citation(citation),
            }));
        }
        blocks.push(meeting::note(case, annotation));
    }
    blocks
}

/// Questions have a section, a note on a matter that is set out stands there.
fn shown_elsewhere(case: &Case<'_>, annotation: &Annotation) -> bool {
    match (&annotation.what, &annotation.on) {
        // Where the section is left out, the front page has the first few only.
        (What::Question { .. }, _) => case.options.sections.contains(&Section::Questions),
        (What::Note, Subject::Thread { thread, .. }) => {
            let matters = case.options.sections.contains(&Section::Matters);
            let mut shown = case.chosen.in_full.iter().chain(&case.chosen.open);
            matters && shown.any(|t| t.id == *thread)
        }
        // What is settled is not repeated there, nor here.
        (What::Commitment { .. } | What::Answer { .. }, _) => {
            case.options.sections.contains(&Section::Meeting)
        }
        _ => false,
    }
}
