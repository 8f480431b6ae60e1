//! What a person writes down without a window: `scrutiny write`.
//!
//! Deliberately not here: listing what was written, and everything the casebook does with it.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use jiff::civil::Date;
use scrutiny_casebook::domain::annotations::{
    Annotation, Outcome, Priority, Subject, Visibility, What,
};
use scrutiny_casebook::{Casebook, NewAnnotation};

use crate::page::Page;
use crate::{Fault, who};

/// What is written down, and what about it.
#[derive(Debug, Args)]
pub struct Write {
    workspace: PathBuf,
    #[arg(value_enum)]
    kind: Kind,
    text: String,
    /// Whom it is for, or who promised or answered
    #[arg(long, value_name = "NAME")]
    whom: Option<String>,
    /// Of a question or a request
    #[arg(long, value_enum, default_value_t = Urgent::Ask)]
    priority: Urgent,
    /// The meeting at which it was promised or answered
    #[arg(long, value_name = "DATE")]
    meeting: Option<Date>,
    /// The day by which a commitment is to be kept
    #[arg(long, value_name = "DATE")]
    due: Option<Date>,
    /// What became of a commitment
    #[arg(long, value_enum, default_value_t = Became::Open)]
    outcome: Became,
    /// The number of the question that an answer is to
    #[arg(long, value_name = "NUMBER")]
    answers: Option<i64>,
    /// May stand in a pack for the public
    #[arg(long)]
    public: bool,
    /// Puts it in the place of what was written before
    #[arg(long, value_name = "NUMBER")]
    instead_of: Option<i64>,
}

/// What can be written down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Kind {
    Note,
    Question,
    Evidence,
    Commitment,
    Answer,
}

/// How urgent it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Urgent {
    MustAsk,
    Ask,
    IfTimeAllows,
}

/// What became of a commitment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Became {
    /// Nobody has noted it
    Open,
    Done,
    NotDone,
}

impl Write {
    /// Keeps it and prints its number.
    pub async fn run(self) -> Result<bool, Fault> {
        let new = NewAnnotation {
            what: self.what(),
            text: self.text,
            on: Subject::Nothing,
            visibility: if self.public {
                Visibility::Public
            } else {
                Visibility::MembersOnly
            },
        };
        let casebook = Casebook::open_or_create(&self.workspace).await?;
        let kept = write(&casebook, new, self.instead_of).await;
        casebook.close().await;
        Page::new().line(&kept?.id.to_string())?;
        Ok(true)
    }

    fn what(&self) -> What {
        let whom = self.whom.clone();
        let priority = match self.priority {
            Urgent::MustAsk => Priority::MustAsk,
            Urgent::Ask => Priority::Ask,
            Urgent::IfTimeAllows => Priority::IfTimeAllows,
        };
        match self.kind {
            Kind::Note => What::Note,
            Kind::Question => What::Question {
                audience: whom,
                priority,
            },
            Kind::Evidence => What::EvidenceRequest {
                audience: whom,
                priority,
            },
            Kind::Commitment => What::Commitment {
                by: whom,
                meeting: self.meeting,
                due: self.due,
                outcome: match self.outcome {
                    Became::Open => Outcome::Open,
                    Became::Done => Outcome::Done,
                    Became::NotDone => Outcome::NotDone,
                },
            },
            Kind::Answer => What::Answer {
                by: whom,
                meeting: self.meeting,
                to: self.answers,
            },
        }
    }
}

/// Keeps it; in the place of another it stays on what that one was about.
async fn write(
    casebook: &Casebook,
    new: NewAnnotation,
    instead_of: Option<i64>,
) -> Result<Annotation, scrutiny_casebook::Error> {
    let Some(id) = instead_of else {
        return casebook.annotate(&who(), new).await;
    };
    let before = casebook.annotations().await?;
    let on = before.into_iter().find(|a| a.id == id).map(|a| a.on);
    let new = NewAnnotation {
        on: on.unwrap_or(Subject::Nothing),
        ..new
    };
    casebook.edit_annotation(&who(), id, new).await
}
