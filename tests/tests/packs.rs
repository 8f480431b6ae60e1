//! Packs of the sample case through the casebook: nothing for members gets out, the same in gives the same out, and a
//! pack that was made can be shown later.

#![allow(clippy::unwrap_used, reason = "a test may stop")]

use std::fs;
use std::path::Path;

use jiff::civil::date;
use scrutiny_casebook::domain::annotations::{Priority, Subject, Visibility, What};
use scrutiny_casebook::domain::briefing::Section;
use scrutiny_casebook::{
    Casebook, Choices, Form, NewAnnotation, Pack, Reader, Scope, Sheet, Tables, read,
};
use scrutiny_tests::case::{created, import, papers, who};

const SECRET: &str = "Quillon";

async fn sample(folder: &Path) -> Casebook {
    let casebook = created(folder).await;
    import(&casebook, &papers("northmere")).await;
    casebook
}

/// Members-only words of every kind on everything that can be written on.
async fn write_secrets(casebook: &Casebook) {
    let readings = casebook.readings(Scope::default()).await.unwrap();
    let comparison = casebook.compare(Scope::default()).await.unwrap().remove(0);
    let mut subjects = vec![
        Subject::Nothing,
        Subject::Quotation {
            citation: readings[1].findings[0].citation.clone(),
        },
        Subject::Visit {
            visit: comparison.visits[0].id.clone(),
            cycle: None,
        },
    ];
    subjects.extend(comparison.threads.iter().take(4).map(|t| Subject::Thread {
        thread: t.id.clone(),
        cycle: None,
    }));
    for on in subjects {
        for what in [
            What::Note,
            What::Question {
                audience: Some(format!("Councillor {SECRET}")),
                priority: Priority::MustAsk,
            },
            What::EvidenceRequest {
                audience: None,
                priority: Priority::Ask,
            },
        ] {
            let new = NewAnnotation {
                what,
                text: format!("{SECRET} told members this."),
                on: on.clone(),
                visibility: Visibility::MembersOnly,
            };
            casebook.annotate(&who(), new).await.unwrap();
        }
    }
}

fn pack(audience: Visibility) -> Pack<'static> {
    Pack {
        authority: "Northmere",
        audience,
        committee: None,
        meeting: None,
        made: date(2025, 9, 1),
    }
}

/// All that a file says to whoever opens it.
async fn text_of(file: &Path) -> String {
    let bytes = fs::read(file).unwrap();
    let mut text = String::from_utf8_lossy(&bytes).into_owned();
    for reading in read(&[file.to_owned()], &Reader::in_process())
        .await
        .unwrap()
    {
        for paragraph in reading.unwrap().document.paragraphs {
            text.push_str(&paragraph.text);
            text.push('\n');
        }
    }
    text
}

#[tokio::test]
async fn no_section_of_any_form_lets_a_members_only_word_into_a_public_pack() {
    let folder = tempfile::tempdir().unwrap();
    let casebook = sample(folder.path()).await;
    write_secrets(&casebook).await;
    let mut asked: Vec<(Form, &str, Vec<Section>)> = [
        (Form::Pdf(Sheet::A4), "a4.pdf"),
        (Form::Pdf(Sheet::A5), "a5.pdf"),
        (Form::Pdf(Sheet::A4LargePrint), "large.pdf"),
        (Form::Html, "all.html"),
        (Form::Docx, "all.docx"),
    ]
    .map(|(form, name)| (form, name, Section::ALL.to_vec()))
    .to_vec();
    asked.extend(Section::ALL.map(|section| (Form::Html, "one.html", vec![section])));
    for (form, name, sections) in asked {
        let out = folder.path().join(name);
        let choices = Choices {
            form,
            sections: sections.clone(),
            ..Choices::default()
        };
        let public = pack(Visibility::Public);
        casebook
            .brief_as(public, choices.clone(), &out, &who())
            .await
            .unwrap();
        let text = text_of(&out).await;
        assert!(text.contains("Northmere"), "{name} cannot be read");
        assert!(!text.contains(SECRET), "{name} {sections:?} leaks");
        // The same search finds it where it may be.
        if ["a4.pdf", "all.html", "all.docx"].contains(&name) {
            let members = pack(Visibility::MembersOnly);
            casebook
                .brief_as(members, choices, &out, &who())
                .await
                .unwrap();
            assert!(text_of(&out).await.contains(SECRET), "{name}");
        }
    }
}

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
    for (form, ending) in [(Form::Pdf(Sheet::A4), "pdf"), (Form::Html, "html")] {
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
    let new = NewAnnotation {
        what: What::Note,
        text: "New since.".to_owned(),
        on: Subject::Nothing,
        visibility: Visibility::MembersOnly,
    };
    casebook.annotate(&who(), new).await.unwrap();
    let after = String::from_utf8(make("after.html", Form::Html).await).unwrap();
    assert_ne!(hash(&page), hash(&after));
}

#[tokio::test]
async fn the_front_page_is_one_side_and_the_pack_is_short() {
    let folder = tempfile::tempdir().unwrap();
    let casebook = sample(folder.path()).await;
    let out = folder.path().join("n.pdf");
    for (banner, sections) in [
        (None, Vec::new()),
        (Some("Before an election.".to_owned()), Vec::new()),
    ] {
        let choices = Choices {
            banner,
            sections,
            ..Choices::default()
        };
        let brief = casebook
            .brief_as(pack(Visibility::MembersOnly), choices, &out, &who())
            .await
            .unwrap();
        assert_eq!(brief.pages, Some(1));
    }
    let whole = casebook
        .brief(pack(Visibility::MembersOnly), &out, &who())
        .await
        .unwrap();
    let pages = whole.pages.unwrap();
    assert!((10..=30).contains(&pages), "{pages}");
}

#[tokio::test]
async fn tables_hold_every_finding_and_no_members_only_word_for_the_public() {
    let folder = tempfile::tempdir().unwrap();
    let casebook = sample(folder.path()).await;
    write_secrets(&casebook).await;
    let made = date(2025, 9, 1);
    let export = async |tables: &[Tables], audience, name: &str| {
        let out = folder.path().join(name);
        let rows = casebook
            .export("Northmere", tables, audience, made, &out)
            .await?;
        Ok::<_, scrutiny_casebook::Error>((rows, fs::read(&out).unwrap()))
    };
    for table in [Tables::Findings, Tables::Comparison, Tables::Questions] {
        let (_, public) = export(&[table], Visibility::Public, "t.csv").await.unwrap();
        assert!(!String::from_utf8(public).unwrap().contains(SECRET));
    }
    let (rows, members) = export(&[Tables::Questions], Visibility::MembersOnly, "q.csv")
        .await
        .unwrap();
    assert!(rows > 0 && String::from_utf8(members).unwrap().contains(SECRET));

    let all = [Tables::Findings, Tables::Comparison, Tables::Questions];
    let (rows, first) = export(&all, Visibility::MembersOnly, "a.xlsx")
        .await
        .unwrap();
    let (_, second) = export(&all, Visibility::MembersOnly, "b.xlsx")
        .await
        .unwrap();
    assert!(first == second, "the same in gives the same out");
    let readings = casebook.readings(Scope::default()).await.unwrap();
    let findings: usize = readings.iter().map(|r| r.findings.len()).sum();
    assert!(rows > findings / 2, "{rows} rows of {findings} findings");

    let refused = export(&all, Visibility::MembersOnly, "all.csv").await;
    assert_eq!(refused.unwrap_err().code(), "form");
    assert!(!folder.path().join("all.csv").exists());
}
