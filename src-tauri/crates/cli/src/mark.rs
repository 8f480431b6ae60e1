//! What a person sets on a paper or a finding: `scrutiny mark` and `label`.
//!
//! Deliberately not here: facts and classes (`correct`), and what people write (`notes`).

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use scrutiny_casebook::Casebook;
use scrutiny_casebook::domain::annotations::Visibility;
use scrutiny_casebook::domain::comparison::{Decided, Decision};
use scrutiny_casebook::{Error, Marks};

use crate::notes::told_exempt;
use crate::open::open;
use crate::{Fault, done, who};

/// A paper and its mark.
#[derive(Debug, Args)]
pub struct Mark {
    workspace: PathBuf,
    /// Its file name, or the beginning of its SHA-256
    paper: String,
    #[arg(value_enum, required = true)]
    marks: Vec<As>,
}

/// What a paper can be marked as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum As {
    /// May stand in a pack for the public
    Public,
    /// Stays out of every pack for the public
    MembersOnly,
    /// Nothing is read from it any more; it stays in the file
    SetAside,
    /// Brought back after it was set aside
    InUse,
}

/// A finding and its labels.
#[derive(Debug, Args)]
pub struct Label {
    workspace: PathBuf,
    /// Words of the finding that no other has
    #[arg(value_name = "WORDS")]
    finding: String,
    /// All labels that it is to have
    #[arg(
        value_name = "LABEL",
        required_unless_present = "none",
        conflicts_with = "none"
    )]
    labels: Vec<String>,
    /// Take every label off
    #[arg(long)]
    none: bool,
    /// Only findings of this paper: its file name or the beginning of its SHA-256
    #[arg(long, value_name = "PAPER")]
    paper: Option<String>,
}

impl Mark {
    /// Keeps the marks; what is not named stays as it is.
    pub async fn run(self) -> Result<bool, Fault> {
        let casebook = open(&self.workspace).await?;
        let kept = self.keep(&casebook).await;
        if self.marks.contains(&As::MembersOnly) {
            told_exempt(&casebook, None).await?;
        }
        casebook.close().await;
        kept?;
        Ok(done("Marked. `scrutiny undo` takes it back."))
    }

    async fn keep(&self, casebook: &Casebook) -> Result<(), Error> {
        let sha256 = casebook.paper(&self.paper).await?;
        let before = casebook.marks(&sha256).await?;
        let marks = self.marks.iter().fold(before, |marks, one| match one {
            As::Public => Marks {
                visibility: Visibility::Public,
                ..marks
            },
            As::MembersOnly => Marks {
                visibility: Visibility::MembersOnly,
                ..marks
            },
            As::SetAside => Marks {
                set_aside: true,
                ..marks
            },
            As::InUse => Marks {
                set_aside: false,
                ..marks
            },
        });
        if self.marks.contains(&As::InUse) {
            casebook.use_again(&who(), &sha256, marks).await
        } else {
            casebook.mark(&who(), &sha256, marks).await
        }
    }
}

impl Label {
    /// Keeps the labels in the place of those before.
    pub async fn run(self) -> Result<bool, Fault> {
        let casebook = open(&self.workspace).await?;
        let kept = self.keep(&casebook).await;
        casebook.close().await;
        kept?;
        Ok(done("Labelled. `scrutiny undo` takes it back."))
    }

    async fn keep(&self, casebook: &Casebook) -> Result<(), Error> {
        let paper = match &self.paper {
            Some(named) => Some(casebook.paper(named).await?),
            None => None,
        };
        let finding = casebook.finding(&self.finding, paper.as_deref()).await?;
        let decision = Decision::Labels {
            finding,
            labels: self.labels.clone(),
        };
        let decided = Decided::new(decision, None);
        casebook.decide(&who(), decided).await
    }
}
