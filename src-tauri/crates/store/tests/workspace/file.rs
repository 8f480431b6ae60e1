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

    let files: Vec<_> = std::fs::read_dir(folder.path())
        .unwrap()
        .map(|f| f.unwrap().file_name())
        .collect();
    assert_eq!(files, ["w.scrutiny"]);

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
        b"abc"
    );
    assert_eq!(workspace.facts().await.unwrap()[0].1.kind, Kind::Other);
    assert_eq!(
        workspace.rules_used().await.unwrap(),
        [(1, "rules 1".to_owned())]
    );
    assert_eq!(texts(&workspace).await, ["ask why"]);
}

#[tokio::test]
async fn a_change_is_on_the_disk_before_it_is_acknowledged() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("w.scrutiny");
    let workspace = Workspace::create(&path).await.unwrap();
    workspace.annotate(&who(1), note("kept")).await.unwrap();
    // As after a power cut: the files as they stand, without the program that wrote them closing anything.
    let copy = folder.path().join("copy.scrutiny");
    std::fs::copy(&path, &copy).unwrap();
    std::fs::copy(
        folder.path().join("w.scrutiny-wal"),
        folder.path().join("copy.scrutiny-wal"),
    )
    .unwrap();
    let copy = Workspace::open(&copy).await.unwrap();
    assert_eq!(texts(&copy).await, ["kept"]);
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
    assert!(!folder.path().join("backup.scrutiny.part").exists());
}
