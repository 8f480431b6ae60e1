//! What was noticed of a case when it was opened, in words for the person whose file it is.

use std::fmt;
use std::path::{Path, PathBuf};

use crate::StoreError;

/// Something to be told. What a person asked for is done all the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// A journal of another file lay beside the case.
    SetAside { stray: PathBuf, kept: PathBuf },
    /// It can be read and no longer written.
    Damaged {
        damage: Damage,
        backup: Option<PathBuf>,
    },
    /// A program of an earlier version has it open, and keeps a log beside it.
    SharedWithEarlier,
    /// No backup was made that was due.
    NoBackup { why: String },
}

impl Notice {
    pub(crate) fn no_backup(why: &StoreError) -> Notice {
        Notice::NoBackup {
            why: why.to_string(),
        }
    }
}

/// What is wrong with a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Damage {
    /// Its pages do not fit together.
    Pages,
    /// Rows point at what is not there.
    Rows,
    /// An original is not the bytes that were imported.
    Original { file: String },
    /// What stands now is not what the history says.
    History,
    /// What was read of a paper is not what was kept.
    Reading { file: String },
}

impl fmt::Display for Damage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Damage::Pages => write!(f, "its parts do not fit together"),
            Damage::Rows => write!(f, "something in it points at what is not there"),
            Damage::Original { file } => {
                write!(f, "the original of ‘{file}’ is not what was imported")
            }
            Damage::History => write!(f, "what people wrote is not what its history says"),
            Damage::Reading { file } => {
                write!(f, "what was read of ‘{file}’ is not what was kept")
            }
        }
    }
}

/// What to do about a damaged case.
pub(crate) fn remedy(backup: Option<&Path>) -> String {
    match backup {
        Some(path) => format!(
            "Its last good backup is {}: `scrutiny restore` shows what it has and brings it back.",
            path.display()
        ),
        None => "There is no backup beside it: look for a copy of your own.".to_owned(),
    }
}

impl fmt::Display for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = |path: &Path| {
            path.file_name()
                .map(|name| name.to_string_lossy().into_owned())
                .unwrap_or_default()
        };
        match self {
            Notice::SetAside { stray, kept } => write!(
                f,
                "‘{}’ lay beside this case and belongs to another state of it, as after a backup was copied into its \
                 place. It was not used, and is kept as ‘{}’.",
                name(stray),
                name(kept)
            ),
            Notice::Damaged { damage, backup } => write!(
                f,
                "This case is damaged: {damage}. It can be read, and nothing new is kept in it. {}",
                remedy(backup.as_deref())
            ),
            Notice::SharedWithEarlier => write!(
                f,
                "An earlier version of Scrutiny Desk has this case open. Until it is closed, copy the case with \
                 `scrutiny back-up`, not as a file."
            ),
            Notice::NoBackup { why } => write!(f, "No backup of this case could be made. {why}"),
        }
    }
}
