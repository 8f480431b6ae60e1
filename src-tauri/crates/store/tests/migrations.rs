//! Each migration is run on a workspace that has rows in it, as a councillor's has: see `tests/data/README.md`.

#![allow(clippy::unwrap_used, reason = "a test may stop where it is wrong")]

use std::fs;
use std::path::Path;

use scrutiny_domain::READ_BY;
use scrutiny_domain::document::facts;
use scrutiny_domain::findings::{self, Rules};
use scrutiny_store::{APPLICATION_ID, MIGRATIONS, SCHEMA_VERSION, Workspace};
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, Connection, SqliteConnection};

fn rows_for(version: i64) -> Option<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data");
    let name = |e: &fs::DirEntry| e.file_name().to_string_lossy().into_owned();
    let file = fs::read_dir(folder)
        .unwrap()
        .map(Result::unwrap)
        .find(|e| name(e).starts_with(&format!("{version:04}_")));
    file.map(|f| fs::read_to_string(f.path()).unwrap())
}

async fn empty(path: &Path) -> SqliteConnection {
    SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(true)
        .foreign_keys(true)
        .pragma("application_id", APPLICATION_ID.to_string())
        .connect()
        .await
        .unwrap()
}

async fn check(connection: &mut SqliteConnection) {
    let broken = sqlx::query("PRAGMA foreign_key_check")
        .fetch_all(&mut *connection)
        .await
        .unwrap();
    assert!(broken.is_empty(), "rows point at rows that are not there");
    let verdict: String = sqlx::query_scalar("PRAGMA integrity_check")
        .fetch_one(connection)
        .await
        .unwrap();
    assert_eq!(verdict, "ok");
}

/// From every version there ever was, with rows in it, to this one.
#[tokio::test]
async fn every_version_with_rows_comes_up_to_date() {
    for from in 1..=SCHEMA_VERSION {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("w.scrutiny");
        let mut connection = empty(&path).await;
        for version in 1..=from {
            MIGRATIONS.run_to(version, &mut connection).await.unwrap();
            let now: i64 = sqlx::query_scalar("PRAGMA user_version")
                .fetch_one(&mut connection)
                .await
                .unwrap();
            assert_eq!(
                now, version,
                "a migration ends by setting user_version to its number"
            );
            let rows = rows_for(version)
                .unwrap_or_else(|| panic!("tests/data has no rows for migration {version}"));
            sqlx::raw_sql(sqlx::AssertSqlSafe(rows))
                .execute(&mut connection)
                .await
                .unwrap();
        }
        connection.close().await.unwrap();

        let workspace = Workspace::open(&path).await.unwrap();
        let letter = workspace.sources().await.unwrap().remove(0);
        assert_eq!(letter.source.file, "letter.txt");
        let read = workspace.document_without_words(letter.id).await.unwrap();
        assert_eq!(read.paragraphs.len(), 2);
        let query = scrutiny_store::Query {
            words: "caseload",
            kind: None,
            limit: 10,
            offset: 0,
        };
        let counts = workspace.search(query).await.unwrap().counts;
        let found = |slug| counts.iter().find(|(k, _)| k.slug() == slug).unwrap().1;
        assert_eq!(found("paragraph"), 1, "from version {from}");
        assert_eq!(found("finding"), 1, "from version {from}");
        let directors = scrutiny_store::Query {
            words: "director",
            ..query
        };
        let hits = workspace.search(directors).await.unwrap().hits;
        assert_eq!(hits.len(), usize::from(from >= 6), "from version {from}");
        if from >= 2 {
            assert_eq!(found("note"), 1, "from version {from}");
            assert_eq!(
                workspace.annotations().await.unwrap()[0].text,
                "Ask about the caseload."
            );
            let entries = 1 + usize::from(from >= 5) + usize::from(from >= 7);
            assert_eq!(workspace.changes(10).await.unwrap().len(), entries);
            let corrections = 1 + usize::from(from >= 7);
            assert_eq!(workspace.corrections().await.unwrap().len(), corrections);
        }
        // Facts and findings of earlier programs are read again from the documents, never as they lie there.
        for source in workspace.sources().await.unwrap() {
            let document = workspace.document_without_words(source.id).await.unwrap();
            let facts = facts::read(&document);
            let found = findings::read(&document, &facts, Rules::built_in());
            workspace
                .read_again(
                    source.id,
                    &document,
                    &facts,
                    &found,
                    READ_BY,
                    source.imported,
                )
                .await
                .unwrap();
            workspace.findings_of(source.id).await.unwrap();
        }
        let facts = workspace.facts().await.unwrap();
        assert_eq!(
            facts.len(),
            1 + usize::from(from >= 8),
            "from version {from}"
        );
        workspace.close().await;

        let mut connection = SqliteConnectOptions::new()
            .filename(&path)
            .connect()
            .await
            .unwrap();
        check(&mut connection).await;
        // What the triggers keep in step must be what a rebuild of the index would give.
        sqlx::raw_sql(
            "INSERT INTO passage_index (passage_index, rank) VALUES ('integrity-check', 1);
             INSERT INTO word_index (word_index, rank) VALUES ('integrity-check', 1);",
        )
        .execute(&mut connection)
        .await
        .unwrap();
    }
}

#[test]
fn the_last_migration_is_the_schema_version() {
    assert_eq!(
        MIGRATIONS.iter().map(|m| m.version).max(),
        Some(SCHEMA_VERSION)
    );
    assert_eq!(
        MIGRATIONS.iter().count(),
        usize::try_from(SCHEMA_VERSION).unwrap()
    );
}
