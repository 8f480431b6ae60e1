//! Nothing for members only gets into what is for the public, whatever the section and the form.

use std::fs;
use std::io::{Cursor, Read};
use std::path::Path;

use jiff::civil::date;
use lopdf::Object;
use lopdf::content::Content;
use scrutiny_casebook::domain::annotations::Visibility;
use scrutiny_casebook::domain::briefing::Section;
use scrutiny_casebook::domain::comparison::WhichCycle;
use scrutiny_casebook::{Choices, Error, Form, Marks, Out, Reader, Scope, Sheet, Tables, read};
use scrutiny_tests::case::who;

use crate::{SECRET, pack, sample, write_secrets};

/// In the place of whatever is there.
fn anew(path: &Path) -> Out<'_> {
    Out {
        path,
        replace: true,
    }
}

/// All that a file says to whoever opens it, and all that stands in its parts.
async fn text_of(file: &Path) -> String {
    let bytes = fs::read(file).unwrap();
    let ending = file.extension().unwrap().to_str().unwrap();
    let mut text = match ending {
        "pdf" => strings(&bytes),
        "docx" | "xlsx" => parts(bytes),
        _ => String::from_utf8(bytes).unwrap(),
    };
    if matches!(ending, "pdf" | "docx" | "html") {
        let reader = Reader::in_process();
        for reading in read(&[file.to_owned()], &reader).await.unwrap() {
            for paragraph in reading.unwrap().document.paragraphs {
                text.push_str(&paragraph.text);
                text.push('\n');
            }
        }
    }
    text
}

/// Every part of a Word document or a workbook.
fn parts(bytes: Vec<u8>) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    for index in 0..archive.len() {
        archive
            .by_index(index)
            .unwrap()
            .read_to_string(&mut text)
            .unwrap();
    }
    text
}

/// Every string of a PDF that no page shows: descriptions for the ear, bookmarks, what the file says of itself.
fn strings(bytes: &[u8]) -> String {
    let document = lopdf::Document::load_mem(bytes).unwrap();
    let mut text = String::new();
    let mut open: Vec<Object> = document.objects.into_values().collect();
    while let Some(object) = open.pop() {
        match object {
            Object::String(..) => {
                text.push_str(&lopdf::decode_text_string(&object).unwrap_or_default());
                text.push('\n');
            }
            Object::Array(all) => open.extend(all),
            Object::Dictionary(dictionary) => {
                open.extend(dictionary.into_iter().map(|(_, value)| value));
            }
            Object::Stream(stream) => {
                let content = stream.get_plain_content().unwrap();
                // What stands on a page, with what is copied in its stead.
                if let Ok(content) = Content::decode(&content) {
                    open.extend(content.operations.into_iter().flat_map(|o| o.operands));
                }
                text.push_str(&String::from_utf8_lossy(&content));
                open.extend(stream.dict.into_iter().map(|(_, value)| value));
            }
            _ => {}
        }
    }
    text
}

#[tokio::test]
async fn no_section_of_any_form_lets_a_members_only_word_into_a_public_pack() {
    let folder = tempfile::tempdir().unwrap();
    let casebook = sample(folder.path()).await;
    write_secrets(&casebook).await;
    let forms = [
        (Form::Pdf(Sheet::A4), "a4.pdf"),
        (Form::Pdf(Sheet::A5), "a5.pdf"),
        (Form::Pdf(Sheet::A4LargePrint), "large.pdf"),
        (Form::Html, "all.html"),
        (Form::Docx, "all.docx"),
    ];
    let mut members_only = Vec::new();
    for (form, name) in forms {
        let all = std::iter::once(Section::ALL.to_vec());
        for sections in all.chain(Section::ALL.map(|section| vec![section])) {
            let out = folder.path().join(name);
            let choices = Choices {
                form,
                sections: sections.clone(),
                ..Choices::default()
            };
            let public = pack(Visibility::Public);
            casebook
                .brief_as(public, choices.clone(), anew(&out), &who())
                .await
                .unwrap();
            let text = text_of(&out).await;
            assert!(text.contains("Northmere"), "{name} cannot be read");
            assert!(!text.contains(SECRET), "{name} {sections:?} leaks");
            // The same search finds it where it may be.
            let members = pack(Visibility::MembersOnly);
            casebook
                .brief_as(members, choices, anew(&out), &who())
                .await
                .unwrap();
            if text_of(&out).await.contains(SECRET) {
                members_only.push((name, sections));
            }
        }
    }
    // Every form has a section at least that shows what members wrote to members.
    for (_, name) in forms {
        let showing = members_only.iter().filter(|(of, _)| *of == name).count();
        assert!(showing > 5, "{name}: {members_only:?}");
    }
}

#[tokio::test]
async fn a_paper_for_members_only_is_in_no_public_pack() {
    let folder = tempfile::tempdir().unwrap();
    let casebook = sample(folder.path()).await;
    let said = "northmere-council-statement-2025-07-24.pdf";
    let papers = casebook.list(Scope::default()).await.unwrap();
    let paper = papers.iter().find(|p| p.source.file == said).unwrap();
    let marks = Marks {
        visibility: Visibility::MembersOnly,
        ..paper.marks
    };
    casebook
        .mark(&who(), &paper.source.sha256, marks)
        .await
        .unwrap();
    for (form, name) in [
        (Form::Pdf(Sheet::A4), "n.pdf"),
        (Form::Html, "n.html"),
        (Form::Docx, "n.docx"),
    ] {
        let out = folder.path().join(name);
        for (audience, there) in [(Visibility::Public, false), (Visibility::MembersOnly, true)] {
            let choices = Choices {
                form,
                ..Choices::default()
            };
            casebook
                .brief_as(pack(audience), choices, anew(&out), &who())
                .await
                .unwrap();
            // The table of sources breaks a long name where it likes.
            let text: String = text_of(&out).await.split_whitespace().collect();
            assert_eq!(text.contains("council-statement"), there, "{name}");
        }
    }
    for audience in [Visibility::Public, Visibility::MembersOnly] {
        let out = folder.path().join("findings.csv");
        casebook
            .export(
                "Northmere",
                &[Tables::Findings],
                WhichCycle::Usual,
                audience,
                date(2025, 9, 1),
                anew(&out),
            )
            .await
            .unwrap();
        let there = fs::read_to_string(&out).unwrap().contains(said);
        assert_eq!(there, audience == Visibility::MembersOnly);
    }
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
            .export(
                "Northmere",
                tables,
                WhichCycle::Usual,
                audience,
                made,
                anew(&out),
            )
            .await?;
        Ok::<_, scrutiny_casebook::Error>((rows, fs::read(&out).unwrap()))
    };
    for table in [Tables::Findings, Tables::Comparison, Tables::Questions] {
        for name in ["t.csv", "t.xlsx"] {
            export(&[table], Visibility::Public, name).await.unwrap();
            let text = text_of(&folder.path().join(name)).await;
            assert!(!text.is_empty() && !text.contains(SECRET), "{name}");
        }
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
    assert!(parts(first).contains(SECRET));
    let readings = casebook.readings(Scope::default()).await.unwrap();
    let findings: usize = readings.iter().map(|r| r.findings.len()).sum();
    assert!(rows > findings / 2, "{rows} rows of {findings} findings");

    let refused = export(&all, Visibility::MembersOnly, "all.csv").await;
    assert!(matches!(refused.unwrap_err(), Error::TableForm(_)));
    assert!(!folder.path().join("all.csv").exists());
}
