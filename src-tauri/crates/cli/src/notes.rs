//! What a person writes without a window: `scrutiny write`, `rewrite` and `remove`.
//!
//! Deliberately not here: listing what was written, and everything the casebook does with it.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use jiff::civil::Date;
use scrutiny_casebook::domain::annotations::{Annotation, Outcome, Priority, Visibility, What};
use scrutiny_casebook::domain::comparison::CycleName;
use scrutiny_casebook::domain::document::YearMonth;
use scrutiny_casebook::{AnnotationInput, Casebook, Cycles, Error, Position, SubjectInput, Words};

use crate::open::{open, open_or_create};
use crate::page::Page;
use crate::{Fault, done, say, who};

/// What is written down, and what about it.
#[derive(Debug, Args)]
pub struct Write {
    workspace: PathBuf,
    #[arg(value_enum)]
    kind: Kind,
    text: String,
    #[command(flatten)]
    details: Details,
    /// May stand in a pack for the public
    #[arg(long)]
    public: bool,
    #[command(flatten)]
    on: On,
}

/// Another version of what was written.
#[derive(Debug, Args)]
pub struct Rewrite {
    workspace: PathBuf,
    /// Which, as `scrutiny written` numbers them
    number: i64,
    /// Its words from now on
    #[arg(long)]
    text: Option<String>,
    #[command(flatten)]
    details: Details,
    /// May stand in a pack for the public
    #[arg(long, conflicts_with = "members_only")]
    public: bool,
    /// Stays out of every pack for the public
    #[arg(long)]
    members_only: bool,
    #[command(flatten)]
    on: On,
}

/// What belongs to some kinds of it.
#[derive(Debug, Args)]
struct Details {
    /// Whom it is for, or who promised or answered
    #[arg(long, value_name = "NAME")]
    whom: Option<String>,
    /// Of a question or a request; ‘ask’ if not said
    #[arg(long, value_enum)]
    priority: Option<Urgent>,
    /// The meeting at which it was promised or answered
    #[arg(long, value_name = "DATE")]
    meeting: Option<Date>,
    /// The day by which a commitment is to be kept
    #[arg(long, value_name = "DATE")]
    due: Option<Date>,
    /// What became of a commitment; ‘open’ if not said
    #[arg(long, value_enum)]
    outcome: Option<Became>,
    /// The number of the question that an answer is to
    #[arg(long, value_name = "NUMBER")]
    answers: Option<i64>,
}

/// What it is about; the whole case where nothing is said.
#[derive(Debug, Args)]
#[group(skip)]
struct On {
    /// These words of a paper; more than once where they run over several paragraphs
    #[arg(long, value_name = "WORDS", requires = "paper", conflicts_with_all = ["on_matter", "on_visit"])]
    on_words: Vec<String>,
    /// The paper of the words: its file name or the beginning of its SHA-256
    #[arg(long, value_name = "PAPER", requires = "on_words")]
    paper: Option<String>,
    /// This matter, by its title or its id
    #[arg(long, value_name = "MATTER")]
    on_matter: Option<String>,
    /// This visit, by its number or its id
    #[arg(long, value_name = "VISIT", conflicts_with = "on_matter")]
    on_visit: Option<String>,
    /// Only in the comparisons of this authority: a name or a code
    #[arg(long, value_name = "NAME")]
    authority: Option<String>,
    /// Only in the cycle of the judgement of this month, as 2023-06
    #[arg(long, value_name = "MONTH")]
    judged: Option<YearMonth>,
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

/// Tells which public notes have words of papers for members only: the one of this number, or all.
pub async fn told_exempt(casebook: &Casebook, number: Option<i64>) -> Result<(), Error> {
    for one in casebook.exempt().await? {
        if number.is_some_and(|number| number != one.id) {
            continue;
        }
        // Which words they are is for the person who has both before them: messages go to logs too.
        let what = match one.words {
            Some(_) => "it repeats words of",
            None => "it is on words of",
        };
        say(&format!(
            "Look again before anything is published: note {} is public, and {what} ‘{}’, which is for members only. \
             `scrutiny rewrite` with --members-only changes that.",
            one.id, one.file
        ));
    }
    Ok(())
}

impl Write {
    /// Keeps it and prints its number.
    pub async fn run(self) -> Result<bool, Fault> {
        let casebook = open_or_create(&self.workspace).await?;
        let kept = self.keep(&casebook).await;
        told_exempt(&casebook, kept.as_ref().ok().map(|note| note.id)).await?;
        casebook.close().await;
        Page::new().line(&kept?.id.to_string())?;
        Ok(true)
    }

    async fn keep(self, casebook: &Casebook) -> Result<Annotation, Error> {
        let on = self.on.read(casebook).await?;
        let input = AnnotationInput {
            what: self.details.over(self.kind.bare()),
            text: self.text,
            on: on.unwrap_or(SubjectInput::Nothing),
            visibility: if self.public {
                Visibility::Public
            } else {
                Visibility::MembersOnly
            },
        };
        casebook.write(&who(), input).await
    }
}

impl Rewrite {
    /// Keeps the version and prints its number.
    pub async fn run(self) -> Result<bool, Fault> {
        let casebook = open(&self.workspace).await?;
        let kept = self.keep(&casebook).await;
        told_exempt(&casebook, kept.as_ref().ok().map(|note| note.id)).await?;
        casebook.close().await;
        Page::new().line(&kept?.id.to_string())?;
        Ok(true)
    }

    async fn keep(self, casebook: &Casebook) -> Result<Annotation, Error> {
        let before = casebook.annotation(self.number).await?;
        let on = self.on.read(casebook).await?;
        let input = AnnotationInput {
            what: self.details.over(before.what),
            text: self.text.unwrap_or(before.text),
            on: on.unwrap_or_else(|| SubjectInput::from(&before.on)),
            visibility: if self.public {
                Visibility::Public
            } else if self.members_only {
                Visibility::MembersOnly
            } else {
                before.visibility
            },
        };
        casebook.rewrite(&who(), self.number, input).await
    }
}

/// Removes a note.
pub async fn remove(workspace: &Path, number: i64) -> Result<bool, Fault> {
    let casebook = open(workspace).await?;
    let removed = casebook.remove(&who(), number).await;
    casebook.close().await;
    removed?;
    Ok(done("Removed. `scrutiny undo` brings it back."))
}

impl On {
    /// What is named; none where nothing is.
    async fn read(&self, casebook: &Casebook) -> Result<Option<SubjectInput>, Error> {
        let cycles = Cycles {
            authority: self.authority.as_deref(),
            judged: self.judged,
        };
        if let (Some(paper), [_, ..]) = (&self.paper, &self.on_words[..]) {
            let words = self.on_words.iter().map(|quote| Words {
                quote: quote.clone(),
                at: Position::Anywhere,
            });
            return Ok(Some(SubjectInput::Words {
                source: casebook.paper(paper).await?,
                words: words.collect(),
            }));
        }
        if let Some(matter) = &self.on_matter {
            let (comparison, thread) = casebook.matter(matter, cycles).await?;
            return Ok(Some(SubjectInput::Thread {
                thread,
                cycle: Some(CycleName::of(&comparison)),
            }));
        }
        if let Some(visit) = &self.on_visit {
            let (comparison, visit) = casebook.visit(visit, cycles).await?;
            return Ok(Some(SubjectInput::Visit {
                visit,
                cycle: Some(CycleName::of(&comparison)),
            }));
        }
        Ok(None)
    }
}

impl Kind {
    /// With nothing said about it.
    fn bare(self) -> What {
        match self {
            Kind::Note => What::Note,
            Kind::Question => What::Question {
                audience: None,
                priority: Priority::Ask,
            },
            Kind::Evidence => What::EvidenceRequest {
                audience: None,
                priority: Priority::Ask,
            },
            Kind::Commitment => What::Commitment {
                by: None,
                meeting: None,
                due: None,
                outcome: Outcome::Open,
            },
            Kind::Answer => What::Answer {
                by: None,
                meeting: None,
                to: None,
            },
        }
    }
}

impl Details {
    /// What was, with what is said now in the place of it.
    fn over(&self, before: What) -> What {
        let whom = |before: Option<String>| self.whom.clone().or(before);
        let urgent = |before: Priority| self.priority.map_or(before, Urgent::priority);
        match before {
            What::Note => What::Note,
            What::Question { audience, priority } => What::Question {
                audience: whom(audience),
                priority: urgent(priority),
            },
            What::EvidenceRequest { audience, priority } => What::EvidenceRequest {
                audience: whom(audience),
                priority: urgent(priority),
            },
            What::Commitment {
                by,
                meeting,
                due,
                outcome,
            } => What::Commitment {
                by: whom(by),
                meeting: self.meeting.or(meeting),
                due: self.due.or(due),
                outcome: self.outcome.map_or(outcome, Became::outcome),
            },
            What::Answer { by, meeting, to } => What::Answer {
                by: whom(by),
                meeting: self.meeting.or(meeting),
                to: self.answers.or(to),
            },
        }
    }
}

impl Urgent {
    fn priority(self) -> Priority {
        match self {
            Urgent::MustAsk => Priority::MustAsk,
            Urgent::Ask => Priority::Ask,
            Urgent::IfTimeAllows => Priority::IfTimeAllows,
        }
    }
}

impl Became {
    fn outcome(self) -> Outcome {
        match self {
            Became::Open => Outcome::Open,
            Became::Done => Outcome::Done,
            Became::NotDone => Outcome::NotDone,
        }
    }
}
