//! The file of the case that the window has open: brought back and erased from while it is.

#![allow(clippy::unwrap_used, reason = "a test may stop where it is wrong")]

use std::fs;

use jiff::Timestamp;
use scrutiny_bridge::{CaseFile, Desk, Erase, SecondReadingProgress, Shell};
use scrutiny_casebook::domain::annotations::{Visibility, What};
use scrutiny_casebook::{AnnotationInput, Reader, Scope, SubjectInput};
use scrutiny_tests::case::{import, letter, who};

struct Nobody;

impl Shell for Nobody {
    fn opened(&self, _case: &CaseFile) {}
    fn read_second(&self, _so_far: SecondReadingProgress) {}
}

async fn write(desk: &Desk, text: &str) {
    let case = desk.case().unwrap();
    let note = AnnotationInput {
        what: What::Note,
        text: text.to_owned(),
        on: SubjectInput::Nothing,
        visibility: Visibility::MembersOnly,
    };
    case.casebook().write(&who(), note).await.unwrap();
}

#[tokio::test]
async fn a_case_that_is_open_is_brought_back_and_erased_from() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("w.scrutiny");
    let desk = Desk::new(Nobody, Reader::in_process());
    desk.create(&path).await.unwrap();
    let paper = letter("northmere", 3);
    import(desk.case().unwrap().casebook(), &[paper]).await;
    write(&desk, "First of all.").await;
    let copy = folder.path().join("copy.scrutiny");
    desk.case()
        .unwrap()
        .casebook()
        .back_up(&copy)
        .await
        .unwrap();
    write(&desk, "Quillon and nobody else.").await;
    // Somebody still holds the case while it is closed.
    let held = desk.case().unwrap();

    let preview = desk.preview_restore(&copy).await.unwrap();
    assert_eq!(preview.goes.written, ["Quillon and nobody else."]);
    let file = desk.restore(&copy, Timestamp::now()).await.unwrap();
    assert_eq!(file.path, path.display().to_string());
    let written = desk.case().unwrap().casebook().annotations().await.unwrap();
    assert_eq!(written.len(), 1);
    assert!(
        held.casebook().annotations().await.is_err(),
        "it was closed"
    );
    let mut kept = desk.backups().await.unwrap().into_iter();
    let kept = kept.find(|one| one.occasion == "before restore").unwrap();

    desk.restore(kept.path.as_ref(), Timestamp::now())
        .await
        .unwrap();
    let would = desk.preview_erase(Erase::Note { id: 2 }).await.unwrap();
    assert_eq!(would.notes, ["Quillon and nobody else."]);
    let gone = desk.erase(&who(), Erase::Note { id: 2 }).await.unwrap();
    assert!(gone.looked_for > 0 && gone.backups > 0, "{gone:?}");
    let backups = folder.path().join("w.backups");
    let mut files: Vec<_> = fs::read_dir(backups)
        .unwrap()
        .map(|f| f.unwrap().path())
        .collect();
    files.push(path);
    for file in files {
        let bytes = fs::read(&file).unwrap();
        let there = bytes.windows(7).any(|w| w.eq_ignore_ascii_case(b"quillon"));
        assert!(!there, "{}", file.display());
    }

    let case = desk.case().unwrap();
    let papers = case.casebook().list(Scope::default()).await.unwrap();
    let sha256 = papers[0].source.sha256.clone();
    let gone = desk.erase(&who(), Erase::Paper { sha256 }).await.unwrap();
    assert_eq!(gone.papers.len(), 1);
    let case = desk.case().unwrap();
    assert!(
        case.casebook()
            .list(Scope::default())
            .await
            .unwrap()
            .is_empty()
    );
    assert!(case.casebook().check().await.unwrap().is_empty());
    assert!(desk.erase(&who(), Erase::Note { id: 2 }).await.is_err());
    assert!(desk.case().is_ok(), "it is open again");
}
