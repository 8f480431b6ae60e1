//! Taking back and looking back: `scrutiny undo`, `redo` and `history`.
//!
//! Deliberately not here: what a change is and how it is taken back.

use std::path::{Path, PathBuf};

use clap::Args;

use crate::args::Json;
use crate::open::open;
use crate::page::Page;
use crate::{Fault, contract, done, say, show, who};

/// How much of the history.
#[derive(Debug, Args)]
pub struct History {
    workspace: PathBuf,
    /// Show at most so many
    #[arg(long, value_name = "N", default_value_t = 50)]
    limit: u32,
    #[command(flatten)]
    json: Json,
}

impl History {
    /// Prints what people did, the newest first.
    pub async fn run(self) -> Result<bool, Fault> {
        let casebook = open(&self.workspace).await?;
        let changes = casebook.changes(self.limit).await;
        let erasures = casebook.erasures().await;
        casebook.close().await;
        let (changes, erasures) = (changes?, erasures?);
        let mut page = Page::new();
        if self.json.json {
            page.json(&contract::History::of(&changes, &erasures))?;
        } else if changes.is_empty() && erasures.is_empty() {
            say("Nobody has written, corrected or decided anything here yet.");
        } else {
            show::history(&mut page, &changes)?;
            show::erasures(&mut page, &erasures)?;
        }
        Ok(true)
    }
}

/// Takes back the last change that stands, and says which.
pub async fn undo(workspace: &Path) -> Result<bool, Fault> {
    let casebook = open(workspace).await?;
    let change = casebook.undo(&who()).await;
    casebook.close().await;
    Ok(match change? {
        Some(change) => done(&format!(
            "Taken back: {}. `scrutiny redo` brings it back.",
            show::change(&change)
        )),
        None => done("There is nothing to take back."),
    })
}

/// Brings back what was taken back last, and says what.
pub async fn redo(workspace: &Path) -> Result<bool, Fault> {
    let casebook = open(workspace).await?;
    let change = casebook.redo(&who()).await;
    casebook.close().await;
    Ok(match change? {
        Some(change) => done(&format!("Brought back: {}.", show::change(&change))),
        None => done("There is nothing to bring back."),
    })
}
