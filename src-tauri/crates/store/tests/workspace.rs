//! The file: made, opened, refused, copied; and what is promised of sources, history and search.

#![allow(clippy::unwrap_used, reason = "a test may stop where it is wrong")]

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
    Action, Marks, NewAnnotation, NewSource, Noun, PassageKind, Query, StoreError, Who, Workspace,
};

fn at(second: i64) -> Timestamp {
    Timestamp::new(1_700_000_000 + second, 0).unwrap()
}

fn who(second: i64) -> Who {
    Who {
        by: Some("Cllr Example".to_owned()),
        at: at(second),
    }
}

/// A one-page text file whose SHA-256 is `mark` repeated.
fn document(mark: char, paragraphs: &[&str]) -> Document {
    let sha256 = mark.to_string().repeat(64);
    Document {
        source: Source {
            file: format!("{mark}.txt"),
            sha256,
            bytes: 3,
            format: Format::Text,
            damaged: false,
            warnings: Vec::new(),
        },
        pages: vec![Page {
            index: 0,
            label: "1".to_owned(),
            width: 0.0,
            height: 0.0,
            damaged: false,
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
        "kind": "other", "kind_because": "test", "framework": null, "title": null, "authority": null,
        "published": null, "dates": null, "visit_number": null, "visits_claimed": null, "judged": null,
        "inspectors": [], "director": null, "focus": [], "judgements": [], "recommendations": []
    }))
    .unwrap()
}

async fn keep(workspace: &Workspace, document: &Document) -> i64 {
    let facts = facts();
    let new = NewSource {
        bytes: b"abc",
        document,
        facts: &facts,
        findings: &[],
        rules: "rules 1",
        imported: at(0),
    };
    workspace.keep(new).await.unwrap()
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
async fn the_same_bytes_are_kept_once() {
    let folder = tempfile::tempdir().unwrap();
    let workspace = Workspace::create(&folder.path().join("w.scrutiny"))
        .await
        .unwrap();
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
    let folder = tempfile::tempdir().unwrap();
    let workspace = Workspace::create(&folder.path().join("w.scrutiny"))
        .await
        .unwrap();
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

    let history = workspace
        .changes_of(Noun::Annotation, first.id)
        .await
        .unwrap();
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
    assert_eq!(workspace.changes(100).await.unwrap().len(), 11);
}

#[tokio::test]
async fn corrections_decisions_settings_and_marks_have_history_too() {
    let folder = tempfile::tempdir().unwrap();
    let workspace = Workspace::create(&folder.path().join("w.scrutiny"))
        .await
        .unwrap();
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
    workspace.remove_decision(&who(7), kept.id).await.unwrap();
    assert_eq!(workspace.decisions::<String>().await.unwrap(), []);
    workspace.undo(&who(8)).await.unwrap();
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

#[tokio::test]
async fn search_finds_word_forms_counts_kinds_and_marks_the_words() {
    let folder = tempfile::tempdir().unwrap();
    let workspace = Workspace::create(&folder.path().join("w.scrutiny"))
        .await
        .unwrap();
    let one = document(
        'a',
        &[
            "Résumés show that caseloads remain too high.",
            "Plans are late.",
            "A plan is not late.",
        ],
    );
    keep(&workspace, &one).await;
    let citation = Citation::of(&one, 0, 0, 7).unwrap();
    let question = NewAnnotation {
        what: What::Question {
            audience: None,
            priority: Priority::MustAsk,
        },
        text: "Which caseload is highest?".to_owned(),
        on: Subject::Quotation { citation },
        visibility: Visibility::Public,
    };
    workspace.annotate(&who(1), question).await.unwrap();

    let found = workspace.search(query("caseload")).await.unwrap();
    assert_eq!(
        found.counts,
        [
            (PassageKind::Finding, 0),
            (PassageKind::Paragraph, 1),
            (PassageKind::Fact, 0),
            (PassageKind::Note, 1)
        ]
    );
    let paragraph = found
        .hits
        .iter()
        .find(|h| h.kind == PassageKind::Paragraph)
        .unwrap();
    let mark = paragraph.snippet.found[0].clone();
    let marked: String = paragraph
        .snippet
        .text
        .chars()
        .skip(mark.start)
        .take(mark.len())
        .collect();
    assert_eq!(marked, "caseloads");
    assert_eq!(
        (paragraph.page, paragraph.paragraph.as_deref()),
        (Some(0), Some("1"))
    );
    let note = found
        .hits
        .iter()
        .find(|h| h.kind == PassageKind::Note)
        .unwrap();
    assert_eq!(note.source.as_ref().unwrap().1, "a.txt");

    let hits = async |words: &str| workspace.search(query(words)).await.unwrap().hits.len();
    assert_eq!(hits("resume").await, 1);
    assert_eq!(hits("plan late").await, 2);
    assert_eq!(hits("\"plan is\"").await, 1);
    assert_eq!(hits("case*").await, 2);
    assert_eq!(hits("plan OR caseload").await, 0);
    assert_eq!(hits("\" ) AND (").await, 0);
    let notes = Query {
        kind: Some(PassageKind::Note),
        ..query("caseload")
    };
    assert_eq!(workspace.search(notes).await.unwrap().hits.len(), 1);

    workspace.undo(&who(2)).await.unwrap();
    assert_eq!(hits("highest").await, 0);
}

#[tokio::test]
async fn a_backup_is_whole_alone_and_never_written_over_another_file() {
    let folder = tempfile::tempdir().unwrap();
    let workspace = Workspace::create(&folder.path().join("w.scrutiny"))
        .await
        .unwrap();
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

async fn try_sqlite(path: &Path, sql: &'static str) -> Result<(), sqlx::Error> {
    use sqlx::ConnectOptions;
    let options = sqlx::sqlite::SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(true);
    let mut connection = options.connect().await?;
    sqlx::raw_sql(sql).execute(&mut connection).await?;
    sqlx::Connection::close(connection).await
}

async fn sqlite(path: &Path, sql: &'static str) {
    try_sqlite(path, sql).await.unwrap();
}
