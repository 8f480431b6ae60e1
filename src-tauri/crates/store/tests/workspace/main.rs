//! What is promised of a workspace, a file for each thing: here what their tests have in common.

#![allow(clippy::unwrap_used, reason = "a test may stop where it is wrong")]

mod backups;
mod damage;
mod file;
mod history;
mod journal;
mod search;
mod sources;

use std::path::Path;

use jiff::Timestamp;
use scrutiny_domain::annotations::{Priority, Subject, Visibility, What};
use scrutiny_domain::document::facts::Facts;
use scrutiny_domain::document::kind::Kind;
use scrutiny_domain::document::{
    Citation, Correction, Document, Format, Page, PageSpan, Paragraph, ParagraphKind, Source,
    StatedDate, Word,
};
use scrutiny_store::{
    Action, Damage, Marks, NewAnnotation, NewSource, Notice, Noun, Occasion, Order, PassageKind,
    Query, StoreError, Unfinished, Who, Workspace, backups, contents, restore,
};
use sha2::{Digest, Sha256};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode};
use sqlx::{ConnectOptions, Connection};

fn at(second: i64) -> Timestamp {
    Timestamp::new(1_700_000_000 + second, 0).unwrap()
}

fn who(second: i64) -> Who {
    Who {
        by: Some("Cllr Example".to_owned()),
        at: at(second),
    }
}

/// The bytes of the file that [`document`] is read from.
fn bytes(mark: char) -> Vec<u8> {
    vec![mark as u8; 3]
}

/// A one-page text file of three bytes.
fn document(mark: char, paragraphs: &[&str]) -> Document {
    let sha256 = Sha256::digest(bytes(mark));
    let sha256 = sha256.iter().map(|b| format!("{b:02x}")).collect();
    Document {
        source: Source {
            file: format!("{mark}.txt"),
            sha256,
            bytes: 3,
            format: Format::Text,
            damaged: false,
            warnings: Vec::new(),
            part: None,
        },
        pages: vec![Page {
            index: 0,
            label: "1".to_owned(),
            width: 0.0,
            height: 0.0,
            damaged: false,
            doubt: None,
        }],
        paragraphs: paragraphs
            .iter()
            .enumerate()
            .map(|(index, text)| Paragraph {
                index,
                kind: ParagraphKind::Body,
                text: (*text).to_owned(),
                number: None,
                ordinal: index + 1,
                section: None,
                spans: vec![PageSpan {
                    page: 0,
                    start: 0,
                    end: text.chars().count(),
                }],
            })
            .collect(),
        words: vec![Word {
            paragraph: 0,
            start: 0,
            end: 2,
            page: 0,
            left: 1.25,
            top: 2.5,
            right: 3.75,
            bottom: 4.1,
        }],
    }
}

fn facts() -> Facts {
    serde_json::from_value(serde_json::json!({
        "kind": "other", "kind_because": {"is": "no_wordings"}, "framework": null, "title": null, "authority": null,
        "published": null, "dates": null, "visit_number": null, "visits_claimed": null, "judged": null,
        "inspectors": [], "director": null, "focus": [], "judgements": [], "recommendations": []
    }))
    .unwrap()
}

async fn keep(workspace: &Workspace, document: &Document) -> i64 {
    let facts = facts();
    let mark = document.source.file.chars().next().unwrap();
    let new = NewSource {
        bytes: &bytes(mark),
        document,
        facts: &facts,
        findings: &[],
        rules: "rules 1",
        imported: at(0),
        marks: Marks::NONE,
    };
    workspace.keep(new).await.unwrap()
}

/// A new workspace, and the folder that it is gone with.
async fn created() -> (tempfile::TempDir, Workspace) {
    let folder = tempfile::tempdir().unwrap();
    let workspace = Workspace::create(&folder.path().join("w.scrutiny"))
        .await
        .unwrap();
    (folder, workspace)
}

fn note(text: &str) -> NewAnnotation {
    NewAnnotation {
        what: What::Note,
        text: text.to_owned(),
        on: Subject::Nothing,
        visibility: Visibility::MembersOnly,
    }
}

async fn texts(workspace: &Workspace) -> Vec<String> {
    workspace
        .annotations()
        .await
        .unwrap()
        .into_iter()
        .map(|a| a.text)
        .collect()
}

fn query(words: &str) -> Query<'_> {
    Query {
        words,
        kind: None,
        limit: 20,
        offset: 0,
    }
}

async fn try_sqlite(path: &Path, sql: &'static str) -> Result<(), sqlx::Error> {
    let options = SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(true);
    let mut connection = options.connect().await?;
    sqlx::raw_sql(sql).execute(&mut connection).await?;
    connection.close().await
}

async fn sqlite(path: &Path, sql: &'static str) {
    try_sqlite(path, sql).await.unwrap();
}

/// The names in a folder, in order.
fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|f| f.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}
