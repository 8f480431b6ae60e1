//! Small cases for the tests of this crate, as people make them and as other programs leave them.

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, Connection};

use crate::{Cancel, Casebook, Reader, Who};

pub(crate) fn nobody() -> Who {
    Who {
        by: None,
        at: Timestamp::UNIX_EPOCH,
    }
}

/// A case of one paper, a text.
pub(crate) async fn case_of(folder: &Path, text: &str) -> Casebook {
    let (case, paper) = (folder.join("a.scrutiny"), folder.join("a.txt"));
    std::fs::write(&paper, text).unwrap();
    let casebook = Casebook::create(&case).await.unwrap();
    let (reader, go_on) = (Reader::in_process(), Cancel::default());
    casebook
        .import(&[paper], &reader, &nobody(), &go_on, |_| ())
        .await
        .unwrap();
    casebook
}

/// Closes a case and changes its file, as a program before this one left it.
pub(crate) async fn left_as(casebook: Casebook, sql: &'static str) -> PathBuf {
    let path = casebook.path().to_owned();
    casebook.close().await;
    let options = SqliteConnectOptions::new().filename(&path);
    let mut connection = options.connect().await.unwrap();
    sqlx::raw_sql(sql).execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
    path
}
