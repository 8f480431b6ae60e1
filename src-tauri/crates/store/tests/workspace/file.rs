//! The file: made, opened, refused, copied.

use super::*;

#[tokio::test]
async fn a_closed_workspace_is_one_file_and_opens_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("w.scrutiny");
    let workspace = Workspace::create(&path).await.unwrap();
    let kept = document('a', &["One child was seen."]);
    keep(&workspace, &kept).await;
    workspace.annotate(&who(1), note("ask why")).await.unwrap();
    workspace.close().await;

    assert_eq!(names(folder.path()), ["w.scrutiny"]);

    let workspace = Workspace::open(&path).await.unwrap();
    assert_eq!(
        workspace
            .document(&kept.source.sha256)
            .await
            .unwrap()
            .unwrap(),
        kept
    );
    assert_eq!(
        workspace
            .original(&kept.source.sha256)
            .await
            .unwrap()
            .unwrap(),
        bytes('a')
    );
    assert_eq!(workspace.facts().await.unwrap()[0].1.kind, Kind::Other);
    assert_eq!(
        workspace.rules_used().await.unwrap(),
        [(1, "rules 1".to_owned())]
    );
    assert_eq!(texts(&workspace).await, ["ask why"]);
}

/// As after a power cut, and as a person copies it: the file as it stands, without the program that wrote it closing
/// anything.
#[tokio::test]
async fn a_copy_of_the_open_file_alone_has_all_that_was_acknowledged() {
    let (folder, workspace) = created().await;
    for n in 0..20 {
        let text = format!("note {n}");
        workspace.annotate(&who(n), note(&text)).await.unwrap();
        assert_eq!(names(folder.path()), ["w.scrutiny"], "nothing beside it");
        let copy = folder.path().join("copy.scrutiny");
        std::fs::copy(workspace.path(), &copy).unwrap();
        let opened = Workspace::open(&copy).await.unwrap();
        assert_eq!(opened.notices(), []);
        assert_eq!(texts(&opened).await.pop().unwrap(), text);
        opened.close().await;
        std::fs::remove_file(copy).unwrap();
    }
}

#[tokio::test]
async fn nothing_is_kept_in_a_file_that_was_replaced() {
    let (folder, workspace) = created().await;
    workspace.annotate(&who(1), note("first")).await.unwrap();
    let copy = folder.path().join("copy.scrutiny");
    std::fs::copy(workspace.path(), &copy).unwrap();
    std::fs::rename(&copy, workspace.path()).unwrap();
    let error = workspace.annotate(&who(2), note("lost")).await.unwrap_err();
    assert!(matches!(error, StoreError::Replaced(_)), "{error}");
    assert_eq!(names(folder.path()), ["w.scrutiny"]);
    let again = Workspace::open(workspace.path()).await.unwrap();
    assert_eq!(texts(&again).await, ["first"]);
}

#[tokio::test]
async fn ten_at_once_make_one_workspace_and_each_keeps_its_notes() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("w.scrutiny");
    // As a program left it that was ended at its first step.
    std::fs::write(&path, b"").unwrap();
    let at_once = (0..10).map(|n| {
        let path = path.clone();
        tokio::spawn(async move {
            let workspace = Workspace::open_or_create(&path).await.unwrap();
            workspace.annotate(&who(n), note("one")).await.unwrap();
            workspace.close().await;
        })
    });
    for one in at_once.collect::<Vec<_>>() {
        one.await.unwrap();
    }
    let workspace = Workspace::open(&path).await.unwrap();
    assert_eq!(texts(&workspace).await.len(), 10);
    assert_eq!(names(folder.path()), ["w.scrutiny"]);
}

#[cfg(unix)]
#[tokio::test]
async fn a_workspace_is_for_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let (folder, workspace) = created().await;
    workspace
        .back_up(&folder.path().join("b.scrutiny"))
        .await
        .unwrap();
    for name in names(folder.path()) {
        let mode = std::fs::metadata(folder.path().join(&name))
            .unwrap()
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o600, "{name}");
    }
}

#[tokio::test]
async fn what_is_not_ours_is_refused_untouched() {
    let folder = tempfile::tempdir().unwrap();
    let refused = |name: &'static str, bytes: &'static [u8]| {
        let path = folder.path().join(name);
        async move {
            std::fs::write(&path, bytes).unwrap();
            let error = Workspace::open(&path).await.unwrap_err();
            assert!(
                matches!(error, StoreError::NotAWorkspace(_)),
                "{name}: {error}"
            );
            assert_eq!(std::fs::read(&path).unwrap(), bytes);
        }
    };
    refused("empty", b"").await;
    refused("short", b"SQLite format 3\0").await;
    refused("letter.pdf", &[b'%'; 4096]).await;

    let other = folder.path().join("other.db");
    sqlite(&other, "CREATE TABLE t (a); INSERT INTO t VALUES (1);").await;
    let before = std::fs::read(&other).unwrap();
    assert!(matches!(
        Workspace::open_or_create(&other).await.unwrap_err(),
        StoreError::NotAWorkspace(_)
    ));
    assert_eq!(std::fs::read(&other).unwrap(), before);

    assert!(matches!(
        Workspace::open(&folder.path().join("no"))
            .await
            .unwrap_err(),
        StoreError::NotFound(_)
    ));
    assert!(matches!(
        Workspace::create(&other).await.unwrap_err(),
        StoreError::AlreadyThere(_)
    ));
    assert!(matches!(
        Workspace::open(folder.path()).await.unwrap_err(),
        StoreError::NotAWorkspace(_)
    ));
}

#[tokio::test]
async fn a_newer_version_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("w.scrutiny");
    Workspace::create(&path).await.unwrap().close().await;
    sqlite(&path, "PRAGMA user_version = 99").await;
    let error = Workspace::open(&path).await.unwrap_err();
    assert!(
        matches!(error, StoreError::Newer { theirs: 99, .. }),
        "{error}"
    );
    assert!(
        error.to_string().contains("newer version of Scrutiny Desk"),
        "{error}"
    );
}

#[tokio::test]
async fn a_backup_is_whole_alone_and_never_written_over_another_file() {
    let (folder, workspace) = created().await;
    let one = document('a', &["One child was seen."]);
    keep(&workspace, &one).await;
    workspace.annotate(&who(1), note("kept")).await.unwrap();
    let to = folder.path().join("backup.scrutiny");
    workspace.back_up(&to).await.unwrap();
    assert!(matches!(
        workspace.back_up(&to).await.unwrap_err(),
        StoreError::AlreadyThere(_)
    ));

    workspace.annotate(&who(2), note("later")).await.unwrap();
    let copy = Workspace::open(&to).await.unwrap();
    assert_eq!(texts(&copy).await, ["kept"]);
    assert_eq!(
        copy.document(&one.source.sha256).await.unwrap().unwrap(),
        one
    );
    copy.undo(&who(3)).await.unwrap().unwrap();
    copy.close().await;
    assert_eq!(names(folder.path()), ["backup.scrutiny", "w.scrutiny"]);
}
