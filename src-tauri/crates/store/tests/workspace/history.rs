//! What is promised of history: every change is kept and can be undone.

use super::*;

#[tokio::test]
async fn every_change_can_be_undone_and_done_again_and_none_is_lost() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("w.scrutiny");
    let workspace = Workspace::create(&path).await.unwrap();
    assert_eq!(workspace.undo(&who(0)).await.unwrap(), None);

    let first = workspace.annotate(&who(1), note("first")).await.unwrap();
    workspace.annotate(&who(2), note("second")).await.unwrap();
    workspace
        .edit_annotation(&who(3), first.id, note("first, better"))
        .await
        .unwrap();
    workspace.remove_annotation(&who(4), 2).await.unwrap();
    assert_eq!(texts(&workspace).await, ["first, better"]);

    let undone = workspace.undo(&who(5)).await.unwrap().unwrap();
    assert_eq!(
        (undone.noun, undone.noun_id, undone.action),
        (Noun::Annotation, 2, Action::Undo)
    );
    assert_eq!(texts(&workspace).await, ["first, better", "second"]);
    workspace.undo(&who(6)).await.unwrap();
    assert_eq!(texts(&workspace).await, ["first", "second"]);
    workspace.undo(&who(7)).await.unwrap();
    assert_eq!(texts(&workspace).await, ["first"]);

    // Over a reopening: history is in the file.
    workspace.close().await;
    let workspace = Workspace::open(&path).await.unwrap();
    workspace.redo(&who(8)).await.unwrap().unwrap();
    workspace.redo(&who(9)).await.unwrap().unwrap();
    assert_eq!(texts(&workspace).await, ["first, better", "second"]);
    workspace.undo(&who(10)).await.unwrap();
    assert_eq!(texts(&workspace).await, ["first", "second"]);

    // A change after an undo ends what could be done again.
    workspace.annotate(&who(11), note("third")).await.unwrap();
    assert_eq!(workspace.redo(&who(12)).await.unwrap(), None);

    let mut history = workspace.changes(100).await.unwrap();
    assert_eq!(history.len(), 11);
    history.reverse();
    history.retain(|c| (c.noun, c.noun_id) == (Noun::Annotation, first.id));
    let actions: Vec<_> = history.iter().map(|c| c.action).collect();
    assert_eq!(
        actions,
        [
            Action::Change,
            Action::Change,
            Action::Undo,
            Action::Redo,
            Action::Undo
        ]
    );
    assert_eq!(history[1].before.as_ref().unwrap()["text"], "first");
    assert_eq!(history[1].after.as_ref().unwrap()["text"], "first, better");
    assert_eq!(history[1].by.as_deref(), Some("Cllr Example"));
    assert_eq!(history[1].made, at(3));
}

#[tokio::test]
async fn corrections_decisions_settings_and_marks_have_history_too() {
    let (_folder, workspace) = created().await;
    let one = document('a', &["One child was seen."]);
    let source = keep(&workspace, &one).await;

    let date = |s: &str| Correction::Published(Some(s.parse::<StatedDate>().unwrap()));
    workspace
        .correct(&who(1), &one.source.sha256, date("2018-08-02"))
        .await
        .unwrap();
    workspace
        .correct(&who(2), &one.source.sha256, date("2018-08-03"))
        .await
        .unwrap();
    let standing = || async {
        let all = workspace.corrections().await.unwrap();
        all.into_iter().map(|c| c.correction).collect::<Vec<_>>()
    };
    assert_eq!(standing().await, [date("2018-08-03")]);
    workspace.undo(&who(3)).await.unwrap();
    assert_eq!(standing().await, [date("2018-08-02")]);
    workspace.undo(&who(4)).await.unwrap();
    assert_eq!(standing().await, []);
    assert!(
        workspace
            .correct(&who(5), "none", date("2018-08-02"))
            .await
            .is_err()
    );

    let kept = workspace
        .decide(&who(6), "confirm thread-1".to_owned())
        .await
        .unwrap();
    assert_eq!(
        workspace.decisions::<String>().await.unwrap(),
        std::slice::from_ref(&kept)
    );
    workspace.undo(&who(7)).await.unwrap();
    assert_eq!(workspace.decisions::<String>().await.unwrap(), []);
    workspace.redo(&who(8)).await.unwrap();
    assert_eq!(workspace.decisions::<String>().await.unwrap(), [kept]);

    workspace
        .set(&who(9), "committee", "Children".into())
        .await
        .unwrap();
    workspace
        .set(&who(10), "committee", "Children and Families".into())
        .await
        .unwrap();
    workspace.undo(&who(11)).await.unwrap();
    assert_eq!(
        workspace.setting("committee").await.unwrap(),
        Some("Children".into())
    );
    workspace.undo(&who(12)).await.unwrap();
    assert_eq!(workspace.setting("committee").await.unwrap(), None);
    workspace
        .set(&who(13), "committee", "Scrutiny".into())
        .await
        .unwrap();
    assert_eq!(
        workspace.setting("committee").await.unwrap(),
        Some("Scrutiny".into())
    );

    let aside = Marks {
        visibility: Visibility::MembersOnly,
        set_aside: true,
    };
    workspace.mark(&who(14), source, aside).await.unwrap();
    assert_eq!(workspace.sources().await.unwrap()[0].marks, aside);
    assert_eq!(workspace.search(query("child")).await.unwrap().hits, []);
    workspace.undo(&who(15)).await.unwrap();
    assert!(!workspace.sources().await.unwrap()[0].marks.set_aside);
    assert_eq!(
        workspace.search(query("child")).await.unwrap().hits.len(),
        1
    );
}

#[tokio::test]
async fn history_and_originals_cannot_be_deleted_or_rewritten() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("w.scrutiny");
    let workspace = Workspace::create(&path).await.unwrap();
    keep(&workspace, &document('a', &["One."])).await;
    workspace.annotate(&who(1), note("kept")).await.unwrap();
    workspace.close().await;
    for statement in [
        "DELETE FROM changes",
        "UPDATE changes SET after = '{}'",
        "UPDATE changes SET made = 'yesterday'",
        "DELETE FROM originals",
        "UPDATE originals SET bytes = x''",
    ] {
        assert!(try_sqlite(&path, statement).await.is_err(), "{statement}");
    }
}
