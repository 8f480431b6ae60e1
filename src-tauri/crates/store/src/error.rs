//! What can go wrong with a workspace file, in words for the person whose file it is.
//!
//! Each call is one transaction: where one of these is returned, nothing of that call was kept, and everything that was
//! acknowledged before is. A sentence says no more than that: a verb may have made other calls before.

use std::path::{Path, PathBuf};

use crate::Damage;
use crate::notice::remedy;

/// Why a workspace could not be opened, read or changed.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    #[error("There is no workspace at {}.", .0.display())]
    NotFound(PathBuf),
    #[error("There is already a file at {}. It was left as it is: choose another name.", .0.display())]
    AlreadyThere(PathBuf),
    #[error("{} is not a Scrutiny Desk workspace. It was left as it is: choose a file that ends in .scrutiny.", .0.display())]
    NotAWorkspace(PathBuf),
    #[error(
        "{} was made by a newer version of Scrutiny Desk (its format is {theirs}, this version knows up to {ours}). \
         It was left as it is: open it with the newer version.",
        .path.display()
    )]
    Newer {
        path: PathBuf,
        theirs: i64,
        ours: i64,
    },
    #[error(
        "This case is damaged: {damage}. Nothing new is kept in it. {}",
        remedy(backup.as_deref())
    )]
    Damaged {
        damage: Damage,
        backup: Option<PathBuf>,
    },
    #[error(
        "{} has been replaced by another file since it was opened, so this was not kept in it. Copy what you wrote, and \
         open it again.",
        .0.display()
    )]
    Replaced(PathBuf),
    #[error(
        "The workspace was in use by another program for too long, so this was not done. Close the other one, or wait \
         until it is done, and try again."
    )]
    Busy,
    #[error("The case was closed meanwhile, so this was not done. Open it and try again.")]
    Closed,
    #[error(
        "The disk is full, so this was not kept. What was kept before is safe: make room and try again."
    )]
    DiskFull,
    #[error(
        "This workspace, or the folder it is in, cannot be written to, so this was not kept. Copy it to a folder of \
         your own and open it there."
    )]
    ReadOnly,
    #[error("{} could not be used: {detail}.", .path.display())]
    File { path: PathBuf, detail: String },
    #[error("The backup {} is not whole ({damage}). Nothing was brought back: choose another.", .path.display())]
    BadBackup { path: PathBuf, damage: Damage },
    #[error(
        "Something of what was to be erased would still have been in {}. Nothing was changed; please report this.",
        .0.display()
    )]
    NotErased(PathBuf),
    #[error("There is more in it than can be erased at once. Nothing was changed.")]
    TooMuchToErase,
    #[error(
        "The words of pack {0} were erased with a paper or a note that it quoted. That it was made is still known."
    )]
    PackErased(i64),
    #[error("This file is already in the workspace as ‘{file}’. Nothing was changed.")]
    AlreadyImported { file: String, set_aside: bool },
    #[error("There is no {what} with the number {id} in this workspace. Nothing was changed.")]
    Missing { what: &'static str, id: i64 },
    #[error(
        "The workspace holds something that this version cannot read ({}). It was left as it is.",
        what_is_wrong(.0)
    )]
    Unreadable(#[from] serde_json::Error),
    #[error("The workspace holds words whose places cannot be read. It was left as it is.")]
    UnreadableWords,
    #[error(
        "The disk did not read or write as it should, so this was not done. What was kept before is safe unless the \
         disk is failing: make a backup on another one."
    )]
    Disk(#[source] sqlx::Error),
    #[error(
        "The workspace could not be used, for a reason inside the program. This was not kept; please report it."
    )]
    Sql(#[source] sqlx::Error),
}

impl StoreError {
    /// What the system says of a file.
    pub(crate) fn file(path: &Path, error: std::io::Error) -> StoreError {
        match error.kind() {
            std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => {
                StoreError::DiskFull
            }
            std::io::ErrorKind::PermissionDenied | std::io::ErrorKind::ReadOnlyFilesystem => {
                StoreError::ReadOnly
            }
            _ => StoreError::File {
                path: path.to_owned(),
                detail: error.to_string(),
            },
        }
    }

    /// What SQLite says of a file that it opens.
    pub(crate) fn at(path: &Path, error: sqlx::Error) -> StoreError {
        match code(&error) {
            Some(14) => StoreError::File {
                path: path.to_owned(),
                detail: "it cannot be opened".to_owned(),
            },
            Some(26) => StoreError::NotAWorkspace(path.to_owned()),
            _ => error.into(),
        }
    }

    /// With the backup to go back to, where the file is damaged.
    pub(crate) fn or_back_to(self, newest: impl FnOnce() -> Option<PathBuf>) -> StoreError {
        match self {
            StoreError::Damaged { damage, .. } => StoreError::Damaged {
                damage,
                backup: newest(),
            },
            other => other,
        }
    }
}

/// What is wrong with a text and where; never what stands there, which may be for members only.
fn what_is_wrong(error: &serde_json::Error) -> String {
    use serde_json::error::Category;
    let what = match error.classify() {
        Category::Io | Category::Syntax => "it is no JSON",
        Category::Eof => "it ends too early",
        Category::Data => "it is of another form",
    };
    format!("{what}, at character {}", error.column())
}

/// The primary result code: the lowest byte. <https://www.sqlite.org/rescode.html>
fn code(error: &sqlx::Error) -> Option<i32> {
    let code = error.as_database_error()?.code()?;
    code.parse::<i32>().ok().map(|code| code & 0xff)
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        match error {
            sqlx::Error::PoolTimedOut => return StoreError::Busy,
            sqlx::Error::PoolClosed => return StoreError::Closed,
            _ => {}
        }
        match code(&error) {
            Some(5 | 6) => StoreError::Busy,
            // Where the journal cannot be made, it is the folder that cannot be written to.
            Some(8 | 14) => StoreError::ReadOnly,
            Some(10) => StoreError::Disk(error),
            Some(11 | 26) => StoreError::Damaged {
                damage: Damage::Pages,
                backup: None,
            },
            Some(13) => StoreError::DiskFull,
            _ => StoreError::Sql(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_of_what_cannot_be_read_is_told() {
        let read = serde_json::from_str::<u32>("\"The child was moved\"");
        let told = StoreError::from(read.unwrap_err()).to_string();
        assert!(told.contains("another form"), "{told}");
        assert!(!told.contains("child"), "{told}");
    }
}
