//! Packs of the sample case through the casebook. What several of the tests need is here; a file for what each holds.

#![allow(clippy::unwrap_used, reason = "a test may stop")]

mod accessible;
mod kept;
mod leaks;
mod length;
mod taken;

use std::path::Path;

use jiff::civil::date;
use scrutiny_casebook::domain::annotations::{Outcome, Priority, Subject, Visibility, What};
use scrutiny_casebook::domain::briefing::Section;
use scrutiny_casebook::{
    AnnotationInput, Casebook, Choices, Form, Pack, Scope, Sheet, SubjectInput,
};
use scrutiny_tests::case::{created, import, papers, who};

/// Stands in everything that is for members only, and nowhere else.
pub const SECRET: &str = "Quillon";

pub async fn sample(folder: &Path) -> Casebook {
    let casebook = created(folder).await;
    import(&casebook, &papers("northmere")).await;
    casebook
}

/// Members-only words of every kind on everything that can be written on.
pub async fn write_secrets(casebook: &Casebook) {
    let readings = casebook.readings(Scope::default()).await.unwrap();
    let comparison = casebook.compare(Scope::default()).await.unwrap().remove(0);
    let mut subjects = vec![
        Subject::Nothing,
        Subject::Quotation {
            citation: readings[1].findings[0].citation.clone(),
        },
        Subject::Visit {
            visit: comparison.visits[0].id.clone(),
            cycle: None,
        },
    ];
    subjects.extend(comparison.threads.iter().take(4).map(|t| Subject::Thread {
        thread: t.id.clone(),
        cycle: None,
        seen: None,
    }));
    for on in subjects {
        for what in [
            What::Note,
            What::Question {
                audience: Some(format!("Councillor {SECRET}")),
                priority: Priority::MustAsk,
            },
            What::EvidenceRequest {
                audience: None,
                priority: Priority::Ask,
            },
            What::Commitment {
                by: Some(format!("Officer {SECRET}")),
                meeting: Some(date(2025, 3, 1)),
                due: None,
                outcome: Outcome::NotDone,
            },
            What::Answer {
                by: None,
                meeting: None,
                to: None,
            },
        ] {
            let new = AnnotationInput {
                what,
                text: format!("{SECRET} told members this."),
                on: SubjectInput::from(&on),
                visibility: Visibility::MembersOnly,
            };
            casebook.write(&who(), new).await.unwrap();
        }
    }
    // A public answer to a question that is for members only.
    let question = casebook.annotations().await.unwrap();
    let question = question
        .iter()
        .find(|a| matches!(a.what, What::Question { .. }))
        .unwrap();
    let answer = AnnotationInput {
        what: What::Answer {
            by: None,
            meeting: None,
            to: Some(question.id),
        },
        text: "It is being looked into.".to_owned(),
        on: SubjectInput::Nothing,
        visibility: Visibility::Public,
    };
    casebook.write(&who(), answer).await.unwrap();
}

pub fn pack(audience: Visibility) -> Pack<'static> {
    Pack {
        authority: "Northmere",
        audience,
        committee: None,
        meeting: None,
        made: date(2025, 9, 1),
    }
}

pub fn choices(sheet: Sheet, sections: &[Section]) -> Choices {
    Choices {
        form: Form::Pdf(sheet),
        sections: sections.to_vec(),
        ..Choices::default()
    }
}
