//! What people wrote that is not shown with a matter: notes, requests for evidence, and on what.

use crate::annotations::{Annotation, Subject, What};

use super::compose::{Case, heading};
use super::{Block, Quotation, Section};

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
                heading: None,
                state: None,
                words,
                citation: case.papers.citation(citation),
            }));
        }
        blocks.push(Block::Note {
            heading: title(annotation),
            text: annotation.text.clone(),
        });
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
            matters && case.chosen.in_full.iter().any(|t| t.id == *thread)
        }
        _ => false,
    }
}

fn title(annotation: &Annotation) -> String {
    match &annotation.what {
        What::Note => "Note".to_owned(),
        What::Question { .. } => "Question".to_owned(),
        What::EvidenceRequest {
            audience: Some(who),
            ..
        } => format!("Evidence to ask for, from {who}"),
        What::EvidenceRequest { audience: None, .. } => "Evidence to ask for".to_owned(),
    }
}
