//! The casebook end to end, where the command line does not reach: undo, history over a reopening, issues of one
//! letter, what is for members only, limits, and an import that is stopped.

#![allow(clippy::unwrap_used, reason = "a test may stop where it is wrong")]

use std::fs;
use std::path::PathBuf;

use scrutiny_casebook::domain::annotations::{Subject, Visibility, What};
use scrutiny_casebook::domain::document::Citation;
use scrutiny_casebook::{
    AnnotationInput, Cancel, Casebook, Error, FactCorrection, Marks, Outcome, Pack, Reader, Scope,
    SubjectInput,
};
use scrutiny_intake::Refusal;
use scrutiny_tests::case::{self, created, import, import_telling, issued_again, who};
use scrutiny_tests::measure::corpus;
use scrutiny_tests::skip::{self, Need};

fn letter(visit: u8) -> PathBuf {
    case::letter("northmere", visit)
}

fn note(text: &str, on: Subject, visibility: Visibility) -> AnnotationInput {
    AnnotationInput {
        what: What::Note,
        text: text.to_owned(),
        on: SubjectInput::from(&on),
        visibility,
    }
}

#[tokio::test]
async fn what_a_person_does_can_be_undone_after_a_reopening() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("w.scrutiny");
    let casebook = Casebook::create(&path).await.unwrap();
    import(&casebook, &[letter(3)]).await;
    let reading = casebook.readings(Scope::default()).await.unwrap().remove(0);
    let finding = &reading.findings[0];
    let citation: Citation = finding.citation.clone();
    casebook
        .write(
            &who(),
            note(
                "Ask why.",
                Subject::Quotation { citation },
                Visibility::Public,
            ),
        )
        .await
        .unwrap();
    let sha256 = reading.document.source.sha256.clone();
    casebook
        .correct(&who(), &sha256, FactCorrection::VisitNumber(Some(9)))
        .await
        .unwrap();
    let number = async |casebook: &Casebook| {
        let listed = casebook.list(Scope::default()).await.unwrap();
        listed[0].facts.visit_number.as_ref().map(|n| n.value)
    };
    assert_eq!(number(&casebook).await, Some(9));
    casebook.close().await;

    let casebook = Casebook::open(&path).await.unwrap();
    casebook.undo(&who()).await.unwrap().unwrap();
    assert_eq!(number(&casebook).await, Some(3));
    casebook.undo(&who()).await.unwrap().unwrap();
    assert!(casebook.annotations().await.unwrap().is_empty());
    assert_eq!(
        casebook.undo(&who()).await.unwrap(),
        None,
        "an import is not undone"
    );
    casebook.redo(&who()).await.unwrap().unwrap();
    casebook.redo(&who()).await.unwrap().unwrap();
    assert_eq!(number(&casebook).await, Some(9));
    assert_eq!(casebook.annotations().await.unwrap()[0].text, "Ask why.");
    assert_eq!(
        casebook.original(&sha256).await.unwrap(),
        fs::read(letter(3)).unwrap()
    );
}

#[tokio::test]
async fn a_newer_issue_takes_the_place_of_the_older_and_both_are_kept() {
    let folder = tempfile::tempdir().unwrap();
    let casebook = created(folder.path()).await;
    let again = issued_again(&letter(3), folder.path());
    assert_eq!(
        import_telling(&casebook, &[letter(3)]).await,
        [("Imported.".to_owned(), false)]
    );
    let told = import_telling(&casebook, &[again]).await;
    assert!(
        told[0].0.starts_with("Imported as a newer issue of"),
        "{told:?}"
    );
    let listed = casebook.list(Scope::default()).await.unwrap();
    assert_eq!(
        listed[0].superseded_by.as_ref(),
        Some(&listed[1].source.sha256)
    );
    let used = casebook.readings(Scope::default()).await.unwrap();
    assert_eq!(used.len(), 1);
    assert_eq!(used[0].document.source.sha256, listed[1].source.sha256);
}

/// Half of a letter with words of another's beside it: as a page prints it that is no page of the inspectorate.
#[tokio::test]
async fn a_copy_that_says_less_or_something_else_takes_no_place_unless_a_person_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let casebook = created(folder.path()).await;
    import(&casebook, &[letter(3)]).await;
    let whole = casebook.list(Scope::default()).await.unwrap().remove(0);
    let document = casebook.text(&whole.source.sha256).await.unwrap();
    let paragraphs: Vec<&str> = document
        .paragraphs
        .iter()
        .map(|p| p.text.as_str())
        .collect();
    let numbered = paragraphs
        .iter()
        .position(|p| p.contains("inspectors"))
        .unwrap();
    let half = &paragraphs[..(numbered + paragraphs.len()) / 2];
    let copy = folder.path().join("half.txt");
    let words =
        half.join("\n\n") + "\n\nThe duty team is a model of its kind.\n\nYours sincerely\n";
    fs::write(&copy, words).unwrap();

    let told = import_telling(&casebook, std::slice::from_ref(&copy)).await;
    assert!(
        told[0].0.contains("which stays in use; ") && told[0].0.contains("Compare the two"),
        "{told:?}"
    );
    let used = async || {
        let used = casebook.readings(Scope::default()).await.unwrap();
        assert_eq!(used.len(), 1);
        used[0].document.source.sha256.clone()
    };
    assert_eq!(used().await, whole.source.sha256);
    let other = casebook.list(Scope::default()).await.unwrap().remove(1);
    let again = casebook
        .use_again(&who(), &other.source.sha256, other.marks)
        .await;
    assert!(
        matches!(&again, Err(Error::AnotherCopy { alone: 1.., .. })),
        "{again:?}"
    );

    let aside = Marks {
        set_aside: true,
        ..whole.marks
    };
    casebook
        .mark(&who(), &whole.source.sha256, aside)
        .await
        .unwrap();
    assert_eq!(used().await, other.source.sha256, "a person said so");
    casebook
        .use_again(&who(), &whole.source.sha256, whole.marks)
        .await
        .unwrap();
    assert_eq!(used().await, whole.source.sha256);

    // In the other order the whole takes the place of the half, and says what is lost with it.
    let folder = tempfile::tempdir().unwrap();
    let casebook = created(folder.path()).await;
    import(&casebook, &[copy]).await;
    import(&casebook, &[letter(3)]).await;
    let listed = casebook.list(Scope::default()).await.unwrap();
    let unused: Vec<bool> = listed.iter().map(|l| l.superseded_by.is_some()).collect();
    assert_eq!(unused, [true, false]);
}

#[tokio::test]
async fn what_is_for_members_only_stays_out_of_a_public_pack() {
    let folder = tempfile::tempdir().unwrap();
    let casebook = created(folder.path()).await;
    import(&casebook, &[case::folder("northmere")]).await;
    let listed = casebook.list(Scope::default()).await.unwrap();
    let secret = listed
        .iter()
        .find(|l| l.facts.visit_number.as_ref().is_some_and(|n| n.value == 5))
        .unwrap();
    let marks = Marks {
        visibility: Visibility::MembersOnly,
        set_aside: false,
    };
    casebook
        .mark(&who(), &secret.source.sha256, marks)
        .await
        .unwrap();
    let public = Scope {
        authority: Some("Northmere"),
        public_only: true,
    };
    let all = casebook.compare(Scope::default()).await.unwrap();
    let shown = casebook.compare(public).await.unwrap();
    let holds = |c: &[scrutiny_casebook::domain::comparison::Comparison]| {
        serde_json::to_string(c)
            .unwrap()
            .contains(&secret.source.sha256)
    };
    assert!(holds(&all) && !holds(&shown));

    let out = folder.path().join("pack.pdf");
    let pack = |audience| Pack {
        authority: "Northmere",
        audience,
        committee: Some("Children’s Scrutiny Committee".to_owned()),
        meeting: None,
        made: jiff::civil::date(2025, 9, 1),
    };
    let brief = casebook
        .brief(pack(Visibility::Public), &out, &who())
        .await
        .unwrap();
    assert!(brief.pages > Some(1));
    let first = fs::read(&out).unwrap();
    casebook
        .brief(pack(Visibility::MembersOnly), &out, &who())
        .await
        .unwrap();
    assert_ne!(fs::read(&out).unwrap(), first);
}

/// An article that names no authority takes it from the letters beside it, but not from one that the public may not see.
#[tokio::test]
async fn a_public_paper_is_not_completed_from_one_for_members_only() {
    let folder = tempfile::tempdir().unwrap();
    let casebook = created(folder.path()).await;
    let mut papers = vec![letter(5)];
    papers.extend(case::papers("northmere").pop());
    import(&casebook, &papers).await;
    let authority_of_article = async |public_only| {
        let scope = Scope {
            authority: None,
            public_only,
        };
        let article = casebook.readings(scope).await.unwrap().pop().unwrap();
        article.facts.authority.map(|a| a.value.name)
    };
    assert_eq!(
        authority_of_article(true).await.as_deref(),
        Some("Northmere")
    );
    let marks = Marks {
        visibility: Visibility::MembersOnly,
        set_aside: false,
    };
    let listed = casebook.list(Scope::default()).await.unwrap();
    casebook
        .mark(&who(), &listed[0].source.sha256, marks)
        .await
        .unwrap();
    assert_eq!(authority_of_article(true).await, None);
    assert_eq!(
        authority_of_article(false).await.as_deref(),
        Some("Northmere")
    );
}

#[tokio::test]
async fn a_file_over_the_limit_is_refused_unread() {
    let folder = tempfile::tempdir().unwrap();
    let casebook = created(folder.path()).await;
    let limits = scrutiny_casebook::Limits {
        bytes: 10,
        ..Default::default()
    };
    let reader = Reader::in_process().with_limits(limits);
    let mut too_large = 0;
    let each = |step: &scrutiny_casebook::Step| {
        if let Outcome::Refused(Error::Refused(Refusal::TooLarge { .. })) = step.outcome {
            too_large += 1;
        }
    };
    let done = casebook
        .import(&[letter(3)], &reader, &who(), &Cancel::default(), each)
        .await
        .unwrap();
    assert_eq!((done.refused, too_large), (1, 1));
    assert!(casebook.list(Scope::default()).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_stopped_import_keeps_what_was_done() {
    let folder = tempfile::tempdir().unwrap();
    let casebook = created(folder.path()).await;
    let cancel = Cancel::default();
    let each = |step: &scrutiny_casebook::Step| {
        if matches!(step.outcome, Outcome::Imported { .. }) {
            cancel.cancel();
        }
    };
    let done = casebook
        .import(
            &[case::folder("northmere")],
            &Reader::in_process(),
            &who(),
            &cancel,
            each,
        )
        .await
        .unwrap();
    assert!(done.cancelled);
    assert_eq!(
        (
            done.new,
            casebook.list(Scope::default()).await.unwrap().len()
        ),
        (1, 1)
    );
}

/// Real documents, where they are: 103 papers, of which two are no PDF. Slow, so only on demand.
#[tokio::test]
#[ignore = "reads a hundred real reports: run with --ignored"]
async fn the_corpus_comes_in_and_the_list_agrees_with_its_index() {
    let Some(corpus) = skip::unless(Need::Corpus, corpus::folder()) else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let casebook = created(folder.path()).await;
    let told = import_telling(&casebook, std::slice::from_ref(&corpus)).await;
    let refused: Vec<_> = told.iter().filter(|t| t.1).map(|t| t.0.as_str()).collect();
    assert_eq!(refused, ["not_what_it_says", "not_what_it_says"]);
    let listed = casebook.list(Scope::default()).await.unwrap();
    assert_eq!(listed.len(), 101);

    let index = fs::read_to_string(corpus.join("index.csv")).unwrap();
    let mut wrong = Vec::new();
    for row in index.lines().skip(1) {
        let fields: Vec<&str> = row.split(',').collect();
        let [path, kind, authority, published, _] = fields[..] else {
            panic!("{row}")
        };
        let bytes = fs::read(corpus.join(path)).unwrap();
        let Some(l) = listed.iter().find(|l| l.source.sha256 == sha256(&bytes)) else {
            continue;
        };
        let kinds = match kind {
            "inspection report" => "inspection_report",
            "focused visit letter" => "focused_visit_letter",
            "joint targeted area inspection letter" => "jtai_letter",
            _ => "news_article",
        };
        let slug = serde_json::to_value(l.facts.kind).unwrap();
        let name = l
            .facts
            .authority
            .as_ref()
            .map_or("", |a| a.value.name.as_str());
        let plain = |s: &str| {
            s.to_lowercase()
                .replace([' ', '-', ','], "")
                .replace("and", "")
        };
        if slug != kinds || plain(name) != plain(authority) {
            wrong.push(format!("{path}: {slug} {name}"));
        }
        if let Some(stated) = l.facts.published.as_ref().and_then(|p| p.value.date())
            && stated.to_string() != published
        {
            wrong.push(format!("{path}: published {stated}"));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} differ:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

fn sha256(bytes: &[u8]) -> String {
    use sha2::Digest;
    sha2::Sha256::digest(bytes)
        .iter()
        .map(|b| format!("{b:02x}"))
        .collect()
}
