//! What people wrote, a line each.

use std::io;

use scrutiny_casebook::domain::annotations::{Annotation, Outcome, Visibility, What};

use crate::page::Page;

/// Number, kind, who may see it, text.
pub fn written(page: &mut Page, annotations: &[Annotation]) -> io::Result<()> {
    for annotation in annotations {
        let kind = match &annotation.what {
            What::Note => "note",
            What::Question { .. } => "question",
            What::EvidenceRequest { .. } => "evidence",
            What::Commitment { outcome, .. } => match outcome {
                Outcome::Open => "commitment, open",
                Outcome::Done => "commitment, done",
                Outcome::NotDone => "commitment, not done",
            },
            What::Answer { .. } => "answer",
        };
        let seen = match annotation.visibility {
            Visibility::Public => "public",
            Visibility::MembersOnly => "members only",
        };
        let whom = annotation.what.whom().unwrap_or("–");
        let text = annotation.text.replace('\n', " ");
        page.line(&format!(
            "{}  {kind}  {seen}  {whom}  {text}",
            annotation.id
        ))?;
    }
    Ok(())
}
