//! What a person decides about the links between visits: `scrutiny decide`.
//!
//! Deliberately not here: the classes of a finding (`correct`), and what a decision changes.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use scrutiny_casebook::domain::comparison::{
    Comparison, CycleName, Decided, Decision, FindingRef, SeenMatter, StateDecided,
};
use scrutiny_casebook::domain::document::YearMonth;
use scrutiny_casebook::domain::findings::{Direction, Level};
use scrutiny_casebook::{Casebook, Cycles, Error, thread_in, visit_in};

use crate::correct::named;
use crate::open::open;
use crate::{Fault, done, who};

/// A decision, and of which judgement cycle.
#[derive(Debug, Args)]
pub struct Decide {
    workspace: PathBuf,
    /// Only in the comparisons of this authority: a name or a code
    #[arg(long, value_name = "NAME", global = true)]
    authority: Option<String>,
    /// Only in the cycle of the judgement of this month, as 2023-06
    #[arg(long, value_name = "MONTH", global = true)]
    judged: Option<YearMonth>,
    /// Only findings of this paper: its file name or the beginning of its SHA-256
    #[arg(long, value_name = "PAPER", global = true)]
    paper: Option<String>,
    #[command(subcommand)]
    decision: Which,
}

/// What is decided.
#[derive(Debug, Subcommand)]
enum Which {
    /// These findings belong to this matter: all of the visit's where none is named, all of the matter's without a visit
    Confirm {
        matter: String,
        visit: Option<String>,
        #[arg(value_name = "WORDS")]
        findings: Vec<String>,
    },
    /// This finding does not belong to this matter: it stands alone from now on
    Reject {
        matter: String,
        #[arg(value_name = "WORDS")]
        finding: String,
    },
    /// This finding belongs to another matter
    Move {
        #[arg(value_name = "WORDS")]
        finding: String,
        #[arg(long, value_name = "MATTER")]
        to: String,
    },
    /// Two matters are one: the first goes into the second, which keeps its title
    Join { matter: String, into: String },
    /// These findings are a matter of their own
    Split {
        matter: String,
        #[arg(required = true, value_name = "WORDS")]
        findings: Vec<String>,
        #[arg(long)]
        title: String,
    },
    /// What a visit says of a matter, as you see it
    State {
        matter: String,
        visit: String,
        /// How good it is: strength, mixed, weakness or none
        #[arg(long, value_name = "LEVEL", value_parser = named::<Level>, required_unless_present = "silent")]
        level: Option<Level>,
        /// Which way it moved: better, same, worse or none
        #[arg(long, value_name = "DIRECTION", value_parser = named::<Direction>, default_value = "none")]
        direction: Direction,
        /// It says nothing of it
        #[arg(long, conflicts_with_all = ["level", "direction"])]
        silent: bool,
    },
    /// What you call the matter
    Rename { matter: String, title: String },
}

impl Decide {
    /// Keeps it and says that it was kept.
    pub async fn run(self) -> Result<bool, Fault> {
        let casebook = open(&self.workspace).await?;
        let kept = self.keep(&casebook).await;
        casebook.close().await;
        kept?;
        Ok(done("Decided. `scrutiny undo` takes it back."))
    }

    async fn keep(&self, casebook: &Casebook) -> Result<(), Error> {
        let paper = match &self.paper {
            Some(named) => Some(casebook.paper(named).await?),
            None => None,
        };
        let finding = async |words: &String| casebook.finding(words, paper.as_deref()).await;
        let (comparison, decision) = match &self.decision {
            Which::Confirm {
                matter,
                visit,
                findings: words,
            } => {
                let (comparison, thread) = self.matter(casebook, matter).await?;
                let (visit, mut findings) = match visit {
                    Some(visit) => (visit_in(&comparison, visit)?, Vec::new()),
                    None => all_of(&comparison, &thread),
                };
                for one in words {
                    findings.push(finding(one).await?);
                }
                let decision = Decision::Confirm {
                    thread,
                    visit,
                    findings,
                };
                (comparison, decision)
            }
            Which::Reject {
                matter,
                finding: words,
            } => {
                let (comparison, thread) = self.matter(casebook, matter).await?;
                let finding = finding(words).await?;
                (comparison, Decision::Reject { thread, finding })
            }
            Which::Move { finding: words, to } => {
                let (comparison, to) = self.matter(casebook, to).await?;
                let finding = finding(words).await?;
                (comparison, Decision::Move { finding, to })
            }
            Which::Join { matter, into } => {
                let (comparison, thread) = self.matter(casebook, matter).await?;
                let into = thread_in(&comparison, into)?;
                (comparison, Decision::Merge { thread, into })
            }
            Which::Split {
                matter,
                findings: words,
                title,
            } => {
                let (comparison, thread) = self.matter(casebook, matter).await?;
                let mut findings: Vec<FindingRef> = Vec::new();
                for one in words {
                    findings.push(finding(one).await?);
                }
                let decision = Decision::Split {
                    thread,
                    findings,
                    title: title.clone(),
                };
                (comparison, decision)
            }
            Which::State {
                matter,
                visit,
                level,
                direction,
                ..
            } => {
                let (comparison, thread) = self.matter(casebook, matter).await?;
                let visit = visit_in(&comparison, visit)?;
                let state = level.map_or(StateDecided::Silent, |level| StateDecided::Spoken {
                    level,
                    direction: *direction,
                });
                let decision = Decision::State {
                    thread,
                    visit,
                    state,
                };
                (comparison, decision)
            }
            Which::Rename { matter, title } => {
                let (comparison, thread) = self.matter(casebook, matter).await?;
                let title = title.clone();
                (comparison, Decision::Rename { thread, title })
            }
        };
        let cycle = Some(CycleName::of(&comparison));
        casebook.decide(&who(), Decided::new(decision, cycle)).await
    }

    async fn matter(
        &self,
        casebook: &Casebook,
        asked: &str,
    ) -> Result<(Comparison, String), Error> {
        let cycles = Cycles {
            authority: self.authority.as_deref(),
            judged: self.judged,
        };
        casebook.matter(asked, cycles).await
    }
}

/// The newest visit that speaks of a matter, and all its findings of inspectors.
fn all_of(comparison: &Comparison, thread: &str) -> (String, Vec<FindingRef>) {
    let seen = SeenMatter::of(comparison, thread);
    let found = comparison.threads.iter().find(|t| t.id == thread);
    let cells = found.iter().flat_map(|t| &t.cells);
    let newest = cells.rev().find(|c| c.spoken().is_some());
    (
        newest.map(|c| c.visit.clone()).unwrap_or_default(),
        seen.map(|seen| seen.findings).unwrap_or_default(),
    )
}
