//! Going back to a backup, and erasing for good: what the window asks for about the file of the case that is open.
//!
//! For both the case is closed, worked on, and opened again, whatever came of it. Deliberately not here: asking twice
//! whether it is meant, which the screen does.

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use scrutiny_casebook::{self as casebook, Casebook, Kept, Who};
use serde::{Deserialize, Serialize};

use crate::{CaseFile, Desk, Problem, count};

/// A backup beside the case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bridge", derive(specta::Type))]
pub struct BridgeBackup {
    pub path: String,
    /// RFC 3339.
    pub made: String,
    /// Why it was made: `regular`, `before update` or `before restore`.
    pub occasion: String,
    /// None where it cannot be read.
    pub holds: Option<Held>,
}

/// How much is in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bridge", derive(specta::Type))]
pub struct Held {
    pub papers: u32,
    pub written: u32,
    /// Corrections, decisions and settings.
    pub decided: u32,
    pub packs: u32,
}

/// What bringing a backup back would bring and take.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bridge", derive(specta::Type))]
pub struct RestorePreview {
    pub back: Differing,
    pub goes: Differing,
    /// False where the case cannot be read to the end: more may go than is told.
    pub readable: bool,
}

/// What one file has and another has not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bridge", derive(specta::Type))]
pub struct Differing {
    /// Names of files.
    pub papers: Vec<String>,
    /// Words of what people wrote.
    pub written: Vec<String>,
    pub decided: u32,
    /// Names of files.
    pub packs: Vec<String>,
}

/// What is to be erased.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "bridge", derive(specta::Type))]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Erase {
    Paper { sha256: String },
    Note { id: u32 },
}

/// What goes for good, or went, and what cannot be reached.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bridge", derive(specta::Type))]
pub struct Erased {
    /// Names of the file and of the papers in it.
    pub papers: Vec<String>,
    /// Words of what people wrote on it.
    pub notes: Vec<String>,
    pub decided: u32,
    /// Files of packs whose words go.
    pub packs: Vec<String>,
    /// How many backups are made anew without it, and how many files go whole.
    pub backups: u32,
    pub removed: u32,
    /// Numbers of notes that repeat words of it and stay.
    pub repeated_in: Vec<u32>,
    /// Papers that came with it and stay.
    pub came_with: Vec<String>,
    /// Backups of a newer program.
    pub unreached: Vec<String>,
    /// How many pieces of it were looked for in how many files: none was found.
    pub looked_for: u32,
    pub files: u32,
}

impl From<&Kept> for BridgeBackup {
    fn from(kept: &Kept) -> Self {
        BridgeBackup {
            path: kept.backup.path.display().to_string(),
            made: kept.backup.made.to_string(),
            occasion: kept.backup.occasion.slug().to_owned(),
            holds: kept.contents.as_ref().map(|contents| Held {
                papers: count(contents.papers.len()),
                written: count(contents.written.len()),
                decided: count(contents.decided.len()),
                packs: count(contents.packs.len()),
            }),
        }
    }
}

impl From<casebook::Contents> for Differing {
    fn from(contents: casebook::Contents) -> Self {
        Differing {
            papers: contents.papers.into_iter().map(|one| one.0).collect(),
            written: contents.written.into_iter().map(|one| one.1).collect(),
            decided: count(contents.decided.len()),
            packs: contents.packs.into_iter().map(|one| one.1).collect(),
        }
    }
}

impl From<Erase> for casebook::Erase {
    fn from(what: Erase) -> Self {
        match what {
            Erase::Paper { sha256 } => casebook::Erase::Paper(sha256),
            Erase::Note { id } => casebook::Erase::Note(id.into()),
        }
    }
}

impl From<casebook::Erased> for Erased {
    fn from(erased: casebook::Erased) -> Self {
        let name = |path: PathBuf| path.display().to_string();
        let number = |id: i64| u32::try_from(id).unwrap_or_default();
        Erased {
            papers: erased.papers,
            notes: erased.notes.into_iter().map(|one| one.1).collect(),
            decided: count(erased.decided),
            packs: erased.packs.into_iter().map(|one| one.1).collect(),
            backups: count(erased.backups.len()),
            removed: count(erased.removed.len()),
            repeated_in: erased.repeated_in.into_iter().map(number).collect(),
            came_with: erased.came_with,
            unreached: erased.unreached.into_iter().map(name).collect(),
            looked_for: count(erased.looked_for),
            files: count(erased.files),
        }
    }
}

impl Desk {
    /// The backups beside the case that is open, the newest first.
    ///
    /// # Errors
    /// Where no case is open.
    pub async fn backups(&self) -> Result<Vec<BridgeBackup>, Problem> {
        let case = self.case()?;
        let kept = Casebook::backups(case.casebook().path()).await?;
        Ok(kept.iter().map(BridgeBackup::from).collect())
    }

    /// What bringing a backup back would bring and take. Nothing is changed.
    ///
    /// # Errors
    /// Where no case is open, or the backup cannot be read.
    pub async fn preview_restore(&self, backup: &Path) -> Result<RestorePreview, Problem> {
        let case = self.case()?;
        let preview = Casebook::preview_restore(case.casebook().path(), backup).await?;
        Ok(RestorePreview {
            back: preview.back.into(),
            goes: preview.goes.into(),
            readable: preview.readable,
        })
    }

    /// Puts a backup in the place of the case that is open; what it replaces is kept among the backups.
    ///
    /// # Errors
    /// Where no case is open, the backup is not whole, or another program is at work: then the case is as it was.
    pub async fn restore(&self, backup: &Path, now: Timestamp) -> Result<CaseFile, Problem> {
        let path = self.leave().await?;
        let restored = Casebook::restore(&path, backup, now).await;
        let file = self.open(&path).await;
        let notices = restored?.notices;
        let mut file = file?;
        file.told.extend(notices.iter().map(ToString::to_string));
        Ok(file)
    }

    /// What erasing would take from the case that is open, and what it cannot reach. Nothing is changed.
    ///
    /// # Errors
    /// Where no case is open, or there is no such thing in it.
    pub async fn preview_erase(&self, what: Erase) -> Result<Erased, Problem> {
        let case = self.case()?;
        let erased = Casebook::preview_erase(case.casebook().path(), &what.into()).await?;
        Ok(erased.into())
    }

    /// Erases it for good from the case that is open and from the backups beside it.
    ///
    /// # Errors
    /// As [`Desk::preview_erase`], and where another program is at work: then the case is as it was.
    pub async fn erase(&self, who: &Who, what: Erase) -> Result<Erased, Problem> {
        let path = self.leave().await?;
        let erased = Casebook::erase(&path, &what.into(), who).await;
        self.open(&path).await?;
        Ok(erased?.into())
    }
}
