//! Whether a case is whole, copies of it, and bringing one back.
//!
//! Deliberately not here: how a copy is made and looked at (`scrutiny-store`).

use std::path::Path;

use jiff::Timestamp;
use scrutiny_store::{Backup, Contents, Damage, Restored};

use crate::{Casebook, Error};

/// A backup with what it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    pub backup: Backup,
    /// None where it cannot be read.
    pub contents: Option<Contents>,
}

/// What bringing a backup back would change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preview {
    /// What the backup has and the case has not.
    pub back: Contents,
    /// What the case has and the backup has not.
    pub goes: Contents,
    /// Whether the case as it is can be read to the end; where not, more may go than is told.
    pub readable: bool,
}

impl Casebook {
    /// Writes a whole, checked copy of the workspace to a file that is not there yet.
    ///
    /// # Errors
    /// Where it cannot be written, or something is there.
    pub async fn back_up(&self, to: &Path) -> Result<(), Error> {
        Ok(self.workspace.back_up(to).await?)
    }

    /// Makes a backup beside the case where it is time for one. What newer ones have made dispensable goes.
    ///
    /// # Errors
    /// Where there should be one and cannot: to be told, and no reason not to go on.
    pub async fn back_up_if_due(&self, now: Timestamp) -> Result<Option<Backup>, Error> {
        Ok(self.workspace.back_up_if_due(now).await?)
    }

    /// Looks at everything in the file. Where something is wrong, nothing is written to it from then on.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub async fn check(&self) -> Result<Vec<Damage>, Error> {
        Ok(self.workspace.check().await?)
    }

    /// The backups beside a case, which need not be there any more, the newest first.
    ///
    /// # Errors
    /// None at present.
    pub async fn backups(case: &Path) -> Result<Vec<Kept>, Error> {
        let mut all = Vec::new();
        for backup in scrutiny_store::backups(case) {
            let contents = scrutiny_store::contents(&backup.path).await.ok();
            all.push(Kept { backup, contents });
        }
        Ok(all)
    }

    /// What bringing back a backup would bring and take; nothing is changed.
    ///
    /// # Errors
    /// Where the backup cannot be read.
    pub async fn preview_restore(case: &Path, backup: &Path) -> Result<Preview, Error> {
        let then = scrutiny_store::contents(backup).await?;
        let now = scrutiny_store::contents(case).await.ok();
        let readable = now.is_some() || !case.exists();
        let now = now.unwrap_or_default();
        Ok(Preview {
            back: then.without(&now),
            goes: now.without(&then),
            readable,
        })
    }

    /// Puts a backup in the place of a case that nobody has open. What it replaces is kept among the backups.
    ///
    /// # Errors
    /// Where the backup is not whole or the case is in use: then the case is as it was.
    pub async fn restore(case: &Path, backup: &Path, now: Timestamp) -> Result<Restored, Error> {
        Ok(scrutiny_store::restore(case, backup, now).await?)
    }
}
