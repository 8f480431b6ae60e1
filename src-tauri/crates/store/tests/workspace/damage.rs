//! Files that are damaged: found, told, read where they can be, and never written to.

use super::*;

use std::fs;

/// A case with some papers and a note, closed.
async fn case(folder: &Path) -> std::path::PathBuf {
    let path = folder.join("w.scrutiny");
    let workspace = Workspace::create(&path).await.unwrap();
    for mark in 'a'..='j' {
        let text = "Social workers see children often and know them well. ".repeat(40);
        keep(&workspace, &document(mark, &[&text])).await;
    }
    workspace.annotate(&who(1), note("kept")).await.unwrap();
    workspace.close().await;
    path
}

#[tokio::test]
async fn pages_that_were_overwritten_are_found_and_take_no_note() {
    let folder = tempfile::tempdir().unwrap();
    let good = case(folder.path()).await;
    let whole = fs::read(&good).unwrap();
    let pages = whole.len() / 4096;
    let mut found = 0;
    // Every page but the first, from its beginning on.
    for page in 1..pages {
        let path = folder.path().join("damaged.scrutiny");
        let mut bytes = whole.clone();
        bytes[page * 4096..page * 4096 + 64].fill(0xa5);
        fs::write(&path, &bytes).unwrap();
        match Workspace::open(&path).await {
            Err(StoreError::Damaged { .. }) => found += 1,
            Err(other) => panic!("page {page}: {other}"),
            Ok(workspace) => {
                // What the quick look does not see the whole one does.
                if workspace.damage().is_none() {
                    assert_ne!(workspace.check().await.unwrap(), [], "page {page}");
                }
                found += 1;
                let error = workspace.annotate(&who(2), note("no")).await.unwrap_err();
                assert!(matches!(error, StoreError::Damaged { .. }), "{error}");
                workspace.close().await;
            }
        }
        assert_eq!(fs::read(&path).unwrap(), bytes, "it is left as it was");
    }
    assert_eq!(found, pages - 1);
}

#[tokio::test]
async fn a_byte_of_an_original_and_a_digit_of_a_note_are_found() {
    for (sql, damage) in [
        (
            "DROP TRIGGER originals_are_not_rewritten; UPDATE originals SET bytes = x'616162' WHERE source = 1",
            Damage::Original {
                file: "a.txt".to_owned(),
            },
        ),
        (
            "UPDATE annotations SET body = replace(body, 'kept', 'kelt')",
            Damage::History,
        ),
        (
            "UPDATE documents SET body = replace(body, 'well', 'hell') WHERE source = 1",
            Damage::Reading {
                file: "a.txt".to_owned(),
            },
        ),
        (
            "UPDATE passages SET text = replace(text, 'often', 'never') WHERE source = 2",
            Damage::Reading {
                file: "b.txt".to_owned(),
            },
        ),
        (
            "PRAGMA foreign_keys = OFF; DELETE FROM sources WHERE id = 1",
            Damage::Rows,
        ),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let path = case(folder.path()).await;
        sqlite(&path, sql).await;
        let workspace = Workspace::open(&path).await.unwrap();
        assert_eq!(workspace.check().await.unwrap()[0], damage);
        let error = workspace.annotate(&who(2), note("no")).await.unwrap_err();
        assert!(error.to_string().contains("no backup beside it"), "{error}");
    }
}

#[tokio::test]
async fn what_is_cut_off_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let path = case(folder.path()).await;
    let whole = fs::read(&path).unwrap();
    for part in [1, 3, 5, 7] {
        fs::write(&path, &whole[..whole.len() * part / 8]).unwrap();
        match Workspace::open(&path).await {
            Err(e) => assert!(matches!(e, StoreError::Damaged { .. }), "{e}"),
            Ok(workspace) => {
                assert!(workspace.damage().is_some());
                workspace.close().await;
            }
        }
    }
}
