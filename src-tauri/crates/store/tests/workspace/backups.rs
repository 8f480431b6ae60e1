//! Backups beside a case, and bringing one back.

use super::*;

use std::fs;

use jiff::SignedDuration;

fn later(hours: i64) -> Timestamp {
    at(0) + SignedDuration::from_hours(hours)
}

#[tokio::test]
async fn a_backup_is_made_where_something_changed_and_an_hour_went_by() {
    let (folder, workspace) = created().await;
    let due = async |hours| workspace.back_up_if_due(later(hours)).await.unwrap();
    assert_eq!(due(0).await, None, "there is nothing in it");
    keep(&workspace, &document('a', &["One child was seen."])).await;
    let first = due(1).await.unwrap();
    assert_eq!(due(3).await, None, "nothing changed");
    workspace.annotate(&who(1), note("one")).await.unwrap();
    assert_eq!(due(1).await, None, "too early");
    let second = due(3).await.unwrap();
    assert_eq!(names(folder.path()), ["w.backups", "w.scrutiny"]);
    assert_eq!(backups(workspace.path()), [second.clone(), first]);
    assert_eq!(second.occasion, Occasion::Regular);
    assert_eq!(second.made, later(3));
    assert!(names(&folder.path().join("w.backups"))[0].starts_with("w 20"));
    assert_eq!(contents(&second.path).await.unwrap().written.len(), 1);
}

#[tokio::test]
async fn a_damaged_original_is_in_no_backup_and_the_last_good_one_is_named() {
    let (_folder, workspace) = created().await;
    keep(&workspace, &document('a', &["One child was seen."])).await;
    let good = workspace.back_up_if_due(later(1)).await.unwrap().unwrap();
    let path = workspace.path().to_owned();
    workspace.annotate(&who(1), note("one")).await.unwrap();
    workspace.close().await;
    sqlite(
        &path,
        "DROP TRIGGER originals_are_not_rewritten; UPDATE originals SET bytes = x'616162'",
    )
    .await;
    let workspace = Workspace::open(&path).await.unwrap();
    let error = workspace.back_up_if_due(later(9)).await.unwrap_err();
    assert!(matches!(error, StoreError::Damaged { .. }), "{error}");
    assert_eq!(backups(&path), std::slice::from_ref(&good));
    workspace.check().await.unwrap();
    let error = workspace.annotate(&who(2), note("no")).await.unwrap_err();
    assert!(
        matches!(&error, StoreError::Damaged { backup: Some(path), .. } if *path == good.path),
        "{error}"
    );
}

#[tokio::test]
async fn a_backup_comes_back_and_what_it_replaces_is_kept() {
    let (_folder, workspace) = created().await;
    let path = workspace.path().to_owned();
    keep(&workspace, &document('a', &["One child was seen."])).await;
    workspace.annotate(&who(1), note("one")).await.unwrap();
    let backup = workspace.back_up_if_due(later(1)).await.unwrap().unwrap();
    workspace.remove_annotation(&who(2), 1).await.unwrap();
    keep(&workspace, &document('b', &["Another."])).await;
    workspace.annotate(&who(3), note("two")).await.unwrap();

    let error = restore(&path, &backup.path, later(5)).await.unwrap_err();
    assert!(
        matches!(error, StoreError::Busy),
        "it is open here: {error}"
    );
    let (now, then) = (
        contents(&path).await.unwrap(),
        contents(&backup.path).await.unwrap(),
    );
    let back: Vec<_> = then.without(&now).written.into_iter().collect();
    assert_eq!(back, [(1, "one".to_owned())]);
    let goes = now.without(&then);
    assert_eq!((goes.papers.len(), goes.written.len()), (1, 1));
    workspace.close().await;

    let restored = restore(&path, &backup.path, later(5)).await.unwrap();
    let kept = restored.kept.unwrap();
    assert_eq!(contents(&kept).await.unwrap(), now);
    assert_eq!(backups(&path)[0].occasion, Occasion::Restore);
    let workspace = Workspace::open(&path).await.unwrap();
    assert_eq!(texts(&workspace).await, ["one"]);
    assert_eq!(workspace.sources().await.unwrap().len(), 1);
    workspace.close().await;
    // And back again.
    restore(&path, &kept, later(5)).await.unwrap();
    assert_eq!(contents(&path).await.unwrap(), now);
}

#[tokio::test]
async fn a_backup_takes_the_place_of_a_case_that_cannot_be_opened_or_is_gone() {
    let (_folder, workspace) = created().await;
    let path = workspace.path().to_owned();
    workspace.annotate(&who(1), note("one")).await.unwrap();
    let backup = workspace.back_up_if_due(later(1)).await.unwrap().unwrap();
    workspace.close().await;
    fs::write(&path, b"not a case any more").unwrap();
    fs::write(path.with_file_name("w.scrutiny-journal"), b"nor this").unwrap();
    let restored = restore(&path, &backup.path, later(2)).await.unwrap();
    let kept = restored.kept.unwrap();
    assert_eq!(fs::read(&kept).unwrap(), b"not a case any more");
    assert_eq!(contents(&path).await.unwrap().written.len(), 1);
    fs::remove_file(&path).unwrap();
    let restored = restore(&path, &backup.path, later(2)).await.unwrap();
    assert_eq!(restored.kept, None);
    let workspace = Workspace::open(&path).await.unwrap();
    assert_eq!(texts(&workspace).await, ["one"]);
}

#[tokio::test]
async fn a_backup_that_is_not_whole_does_not_come_back() {
    let (_folder, workspace) = created().await;
    let path = workspace.path().to_owned();
    keep(&workspace, &document('a', &["One child was seen."])).await;
    let backup = workspace.back_up_if_due(later(1)).await.unwrap().unwrap();
    workspace.close().await;
    let before = fs::read(&path).unwrap();
    sqlite(
        &backup.path,
        "DROP TRIGGER originals_are_not_rewritten; UPDATE originals SET bytes = x'616162'",
    )
    .await;
    let error = restore(&path, &backup.path, later(2)).await.unwrap_err();
    assert!(matches!(error, StoreError::BadBackup { .. }), "{error}");
    assert_eq!(fs::read(&path).unwrap(), before);
}
