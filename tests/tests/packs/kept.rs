//! The same in gives the same out; what was chosen and what was made is kept, and can be shown later.

use std::fs;

use jiff::civil::date;
use scrutiny_bridge::{Bridge, PackChoices, PackPaper};
use scrutiny_casebook::domain::annotations::{Visibility, What};
use scrutiny_casebook::domain::briefing::Section;
use scrutiny_casebook::{AnnotationInput, Choices, Error, Form, Sheet, StoreError, SubjectInput};
use scrutiny_tests::case::{created, who};

use crate::{pack, sample, write_secrets};

#[tokio::test]
async fn the_same_in_gives_the_same_out_and_a_change_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let casebook = sample(folder.path()).await;
    let make = async |name: &str, form| {
        let out = folder.path().join(name);
        let choices = Choices {
            form,
            ..Choices::default()
        };
        casebook
            .brief_as(pack(Visibility::MembersOnly), choices, &out, &who())
            .await
            .unwrap();
        fs::read(&out).unwrap()
    };
    for (form, ending) in [
        (Form::Pdf(Sheet::A4), "pdf"),
        (Form::Pdf(Sheet::A5), "pdf"),
        (Form::Pdf(Sheet::A4LargePrint), "pdf"),
        (Form::Html, "html"),
        (Form::Docx, "docx"),
    ] {
        let first = make(&format!("first.{ending}"), form).await;
        assert!(
            first == make(&format!("second.{ending}"), form).await,
            "{ending}"
        );
    }
    let page = String::from_utf8(make("before.html", Form::Html).await).unwrap();
    let hash = |page: &str| {
        let (_, after) = page.split_once("as one SHA-256: ").unwrap();
        after[..64].to_owned()
    };
    assert!(hash(&page).chars().all(|c| c.is_ascii_hexdigit()));
    let new = AnnotationInput {
        what: What::Note,
        text: "New since.".to_owned(),
        on: SubjectInput::Nothing,
        visibility: Visibility::MembersOnly,
    };
    casebook.write(&who(), new).await.unwrap();
    let after = String::from_utf8(make("after.html", Form::Html).await).unwrap();
    assert_ne!(hash(&page), hash(&after));
}

#[tokio::test]
async fn a_draft_is_the_pack_to_the_byte_and_keeps_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let casebook = sample(folder.path()).await;
    let bridge = Bridge::new(casebook.clone());
    let choices = PackChoices::default();
    let made = date(2025, 9, 1);
    let draft = bridge
        .draft_of("Northmere", &choices, made, &who())
        .await
        .unwrap();
    assert!(casebook.packs().await.unwrap().is_empty());
    let out = folder.path().join("n.pdf");
    let file = bridge
        .pack_file("Northmere", &choices, Some(&out), made, &who())
        .await
        .unwrap();
    assert!(draft.bytes == fs::read(&out).unwrap());
    assert_eq!(file.pages.map(|n| n as usize), draft.pages);
    assert_eq!(casebook.packs().await.unwrap().len(), 1);

    let wrong = PackChoices {
        meeting: "12 March".to_owned(),
        ..choices
    };
    let refused = bridge.draft_of("Northmere", &wrong, made, &who()).await;
    assert!(matches!(refused.unwrap_err(), Error::NotADate(_)));
}

#[tokio::test]
async fn what_was_chosen_is_kept_for_each_authority_and_can_be_taken_back() {
    let folder = tempfile::tempdir().unwrap();
    let bridge = Bridge::new(created(folder.path()).await);
    let chosen = PackChoices {
        audience: Visibility::Public,
        committee: "Scrutiny committee".to_owned(),
        sections: vec![Section::Sources, Section::Questions],
        most_pages: Some(12),
        ..PackChoices::default()
    };
    for _ in 0..2 {
        bridge
            .choose_pack(&who(), "Northmere", &chosen)
            .await
            .unwrap();
    }
    assert_eq!(bridge.pack_choices("Northmere").await.unwrap(), chosen);
    let usual = PackChoices::default();
    assert_eq!(bridge.pack_choices("Wexbourne").await.unwrap(), usual);
    // Choosing the same again was no change: one step takes it back, and there is no other.
    assert!(bridge.undo(&who()).await.unwrap().is_some());
    assert_eq!(bridge.pack_choices("Northmere").await.unwrap(), usual);
    assert!(bridge.undo(&who()).await.unwrap().is_none());
}

#[tokio::test]
async fn a_pack_made_before_says_what_it_said_whatever_changed_since() {
    let folder = tempfile::tempdir().unwrap();
    let casebook = sample(folder.path()).await;
    let out = folder.path().join("n.pdf");
    casebook
        .brief(pack(Visibility::MembersOnly), &out, &who())
        .await
        .unwrap();
    let first = fs::read(&out).unwrap();
    write_secrets(&casebook).await;
    let kept = casebook.packs().await.unwrap().remove(0);
    assert_eq!(
        (kept.file.as_str(), kept.authority.as_str()),
        ("n.pdf", "Northmere")
    );
    let again = folder.path().join("again.pdf");
    let bridge = Bridge::new(casebook.clone());
    bridge
        .pack_file_again(u32::try_from(kept.id).unwrap(), PackPaper::A4, &again)
        .await
        .unwrap();
    assert!(first == fs::read(&again).unwrap());
    let gone = casebook.pack_again(99, Form::Html).await;
    assert!(matches!(
        gone.unwrap_err(),
        Error::Store(StoreError::Missing { .. })
    ));
}
