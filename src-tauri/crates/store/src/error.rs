//! What can go wrong with a workspace file, in words for the person whose file it is.

use std::path::PathBuf;

/// Why a workspace could not be opened, read or changed. Nothing was changed where one is returned.
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
    #[error("{} is damaged: {detail}. It was left as it is: open your latest backup instead.", .path.display())]
    Damaged { path: PathBuf, detail: String },
    #[error(
        "The workspace is in use by another program. Nothing was changed: close the other one and try again."
    )]
    Busy,
    #[error("The disk is full. Nothing was changed: make room and try again.")]
    DiskFull,
    #[error("{} cannot be written to. Nothing was changed: copy it to a folder of your own and open it there.", .0.display())]
    ReadOnly(PathBuf),
    #[error("{} could not be used: {detail}. Nothing was changed.", .path.display())]
    File { path: PathBuf, detail: String },
    #[error("This file is already in the workspace as ‘{file}’. Nothing was changed.")]
    AlreadyImported { file: String, set_aside: bool },
    #[error("There is no {what} with the number {id} in this workspace. Nothing was changed.")]
    Missing { what: &'static str, id: i64 },
    #[error(
        "The workspace holds something that this version cannot read ({0}). Nothing was changed."
    )]
    Unreadable(#[from] serde_json::Error),
    #[error("The workspace holds words whose places cannot be read. Nothing was changed.")]
    UnreadableWords,
    #[error("The workspace could not be used: {0}. Nothing was changed.")]
    Sql(sqlx::Error),
}

impl StoreError {
    /// What SQLite says of a file, told apart where a person can do something about it.
    pub(crate) fn at(path: &std::path::Path, error: sqlx::Error) -> StoreError {
        let code = error
            .as_database_error()
            .and_then(|e| e.code())
            .and_then(|c| c.parse::<i32>().ok());
        // The lowest byte is the primary result code: https://www.sqlite.org/rescode.html
        match code.map(|c| c & 0xff) {
            Some(8) => StoreError::ReadOnly(path.to_owned()),
            Some(11) => StoreError::Damaged {
                path: path.to_owned(),
                detail: error.to_string(),
            },
            Some(14) => StoreError::File {
                path: path.to_owned(),
                detail: "it cannot be opened".to_owned(),
            },
            Some(26) => StoreError::NotAWorkspace(path.to_owned()),
            _ => error.into(),
        }
    }
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        let code = error
            .as_database_error()
            .and_then(|e| e.code())
            .and_then(|c| c.parse::<i32>().ok());
        match code.map(|c| c & 0xff) {
            Some(5 | 6) => StoreError::Busy,
            Some(13) => StoreError::DiskFull,
            _ => StoreError::Sql(error),
        }
    }
}
