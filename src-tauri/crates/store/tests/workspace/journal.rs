//! What lies beside the file: its own journal, that of another, and the log of an earlier program.

use super::*;

use std::fs;
use std::path::PathBuf;

fn beside(path: &Path, ending: &str) -> PathBuf {
    PathBuf::from(format!("{}{ending}", path.display()))
}

/// Copies a workspace in the middle of a large transaction, parts of which are in the file already: as it is after a
/// program was ended there.
async fn cut_short(path: &Path, to: &Path) {
    let options = SqliteConnectOptions::new()
        .filename(path)
        .pragma("cache_size", "1");
    let mut connection = options.connect().await.unwrap();
    sqlx::raw_sql(
        "BEGIN IMMEDIATE; PRAGMA user_version = 10;
         INSERT INTO settings (id, body, present)
         WITH RECURSIVE n (i) AS (SELECT 100 UNION ALL SELECT i + 1 FROM n WHERE i < 400)
         SELECT i, json_object('name', 'n' || i, 'value', hex(randomblob(2000))), 1 FROM n;",
    )
    .execute(&mut connection)
    .await
    .unwrap();
    fs::copy(path, to).unwrap();
    fs::copy(beside(path, "-journal"), beside(to, "-journal")).unwrap();
    sqlx::raw_sql("ROLLBACK")
        .execute(&mut connection)
        .await
        .unwrap();
    connection.close().await.unwrap();
}

async fn is_whole(workspace: &Workspace) {
    assert_eq!(workspace.check().await.unwrap(), []);
}

#[tokio::test]
async fn a_transaction_that_was_cut_short_is_taken_back() {
    let (folder, workspace) = created().await;
    keep(&workspace, &document('a', &["One child was seen."])).await;
    workspace.annotate(&who(1), note("kept")).await.unwrap();
    let path = workspace.path().to_owned();
    workspace.close().await;
    let killed = folder.path().join("killed.scrutiny");
    cut_short(&path, &killed).await;
    assert_ne!(fs::read(&path).unwrap(), fs::read(&killed).unwrap());

    let workspace = Workspace::open(&killed).await.unwrap();
    assert_eq!(workspace.notices(), []);
    assert_eq!(texts(&workspace).await, ["kept"]);
    is_whole(&workspace).await;
    assert_eq!(names(folder.path()), ["killed.scrutiny", "w.scrutiny"]);
}

/// A backup, and a plain copy of an earlier state, each put in the place of a case that was cut short.
#[tokio::test]
async fn the_journal_of_another_state_is_set_aside_and_told() {
    for plain in [true, false] {
        let (folder, workspace) = created().await;
        keep(&workspace, &document('a', &["One child was seen."])).await;
        workspace.annotate(&who(1), note("kept")).await.unwrap();
        let path = workspace.path().to_owned();
        let backup = folder.path().join("backup.scrutiny");
        if plain {
            fs::copy(&path, &backup).unwrap();
        } else {
            workspace.back_up(&backup).await.unwrap();
        }
        workspace.annotate(&who(2), note("later")).await.unwrap();
        workspace.close().await;
        let killed = folder.path().join("killed.scrutiny");
        cut_short(&path, &killed).await;
        fs::copy(&backup, &killed).unwrap();

        let workspace = Workspace::open(&killed).await.unwrap();
        assert!(
            matches!(&workspace.notices()[..], [Notice::SetAside { kept, .. }] if kept.exists()),
            "{plain} {:?}",
            workspace.notices()
        );
        assert_eq!(texts(&workspace).await, ["kept"]);
        is_whole(&workspace).await;
        workspace.annotate(&who(3), note("new")).await.unwrap();
        is_whole(&workspace).await;
    }
}

#[tokio::test]
async fn a_journal_of_a_transaction_that_runs_is_left_alone() {
    let (_folder, workspace) = created().await;
    let path = workspace.path().to_owned();
    workspace.close().await;
    let mut other = SqliteConnectOptions::new()
        .filename(&path)
        .connect()
        .await
        .unwrap();
    sqlx::raw_sql("BEGIN IMMEDIATE; PRAGMA user_version = 10; UPDATE settings SET present = 1")
        .execute(&mut other)
        .await
        .unwrap();
    let journal = beside(&path, "-journal");
    assert!(journal.exists());
    let workspace = Workspace::open(&path).await.unwrap();
    assert_eq!(workspace.notices(), []);
    assert!(journal.exists());
    sqlx::raw_sql("COMMIT").execute(&mut other).await.unwrap();
    workspace.annotate(&who(1), note("after")).await.unwrap();
}

/// A case as an earlier program has it open: with a log that holds the notes.
async fn with_log(folder: &Path, notes: &[&str]) -> PathBuf {
    let path = folder.join("earlier.scrutiny");
    let workspace = Workspace::create(&path).await.unwrap();
    keep(&workspace, &document('a', &["One child was seen."])).await;
    workspace.close().await;
    let options = SqliteConnectOptions::new()
        .filename(&path)
        .journal_mode(SqliteJournalMode::Wal);
    let mut connection = options.connect().await.unwrap();
    for (at, text) in notes.iter().enumerate() {
        let id = i64::try_from(at).unwrap() + 1;
        let body = serde_json::json!({
            "id": id, "what": {"is": "note"}, "text": text, "on": {"is": "nothing"}, "visibility": "public",
            "written": "2026-01-03T03:04:05Z", "by": null
        })
        .to_string();
        sqlx::query(
            "INSERT INTO changes (made, noun, noun_id, after, action)
             VALUES ('2026-01-03T03:04:05Z', 'annotation', ?, ?, 'change')",
        )
        .bind(id)
        .bind(&body)
        .execute(&mut connection)
        .await
        .unwrap();
        sqlx::query("INSERT INTO passages (kind, item, text) VALUES ('note', ?, ?)")
            .bind(id)
            .bind(text)
            .execute(&mut connection)
            .await
            .unwrap();
        sqlx::query("INSERT INTO annotations (id, body, present) VALUES (?, ?, 1)")
            .bind(id)
            .bind(&body)
            .execute(&mut connection)
            .await
            .unwrap();
    }
    let killed = folder.join("killed.scrutiny");
    fs::copy(&path, &killed).unwrap();
    fs::copy(beside(&path, "-wal"), beside(&killed, "-wal")).unwrap();
    connection.close().await.unwrap();
    killed
}

#[tokio::test]
async fn the_log_of_an_earlier_program_is_taken_into_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = with_log(folder.path(), &["one", "two"]).await;
    let workspace = Workspace::open(&path).await.unwrap();
    assert_eq!(workspace.notices(), []);
    assert_eq!(texts(&workspace).await, ["one", "two"]);
    is_whole(&workspace).await;
    workspace.annotate(&who(3), note("three")).await.unwrap();
    assert_eq!(
        names(folder.path()),
        ["earlier.scrutiny", "killed.scrutiny"]
    );
    let copy = folder.path().join("copy.scrutiny");
    fs::copy(&path, &copy).unwrap();
    let copy = Workspace::open(&copy).await.unwrap();
    assert_eq!(texts(&copy).await, ["one", "two", "three"]);
}

#[tokio::test]
async fn a_log_that_was_left_over_is_set_aside() {
    let folder = tempfile::tempdir().unwrap();
    // Beside a file of this program, and beside another file of an earlier one.
    for logged in [false, true] {
        let path = with_log(folder.path(), &["lost with its case"]).await;
        let other = folder.path().join("other.scrutiny");
        let workspace = Workspace::create(&other).await.unwrap();
        for n in 0..30 {
            let one = document(char::from(b'b' + n), &["Another child was seen."]);
            keep(&workspace, &one).await;
        }
        workspace.close().await;
        if logged {
            sqlite(&other, "PRAGMA journal_mode = WAL").await;
        }
        fs::rename(&other, &path).unwrap();
        let workspace = Workspace::open(&path).await.unwrap();
        assert!(
            matches!(&workspace.notices()[..], [Notice::SetAside { .. }]),
            "{logged} {:?}",
            workspace.notices()
        );
        assert_eq!(workspace.sources().await.unwrap().len(), 30);
        assert!(texts(&workspace).await.is_empty());
        is_whole(&workspace).await;
        workspace.close().await;
        for name in names(folder.path()) {
            fs::remove_file(folder.path().join(name)).unwrap();
        }
    }
}
