//! What is promised of sources: their bytes are kept once, and every issue.

use super::*;

#[tokio::test]
async fn the_same_bytes_are_kept_once() {
    let (_folder, workspace) = created().await;
    let one = document('a', &["One."]);
    keep(&workspace, &one).await;
    let facts = facts();
    let again = NewSource {
        bytes: b"abc",
        document: &one,
        facts: &facts,
        findings: &[],
        rules: "rules 1",
        imported: at(9),
        marks: Marks::NONE,
    };
    let error = workspace.keep(again).await.unwrap_err();
    assert!(
        matches!(&error, StoreError::AlreadyImported { file, .. } if file == "a.txt"),
        "{error}"
    );
    assert_eq!(workspace.sources().await.unwrap().len(), 1);
}

#[tokio::test]
async fn issues_of_a_document_are_all_kept_in_order() {
    let (_folder, workspace) = created().await;
    let mut ids = Vec::new();
    for mark in ['a', 'b', 'c'] {
        ids.push(keep(&workspace, &document(mark, &["One."])).await);
    }
    workspace
        .order_issues(&[ids[1], ids[0], ids[2]])
        .await
        .unwrap();
    let issues: Vec<_> = workspace
        .sources()
        .await
        .unwrap()
        .iter()
        .map(|s| (s.id, s.supersedes, s.superseded_by))
        .collect();
    assert_eq!(
        issues,
        [
            (1, Some(2), Some(3)),
            (2, None, Some(1)),
            (3, Some(1), None)
        ]
    );
}
