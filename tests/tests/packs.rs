//! Packs of the sample case through the casebook: nothing for members gets out, the same in gives the same out, and a
//! pack that was made can be shown later.

#![allow(clippy::unwrap_used, reason = "a test may stop")]
#![allow(clippy::print_stdout, reason = "a test says that it skips")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use jiff::civil::date;
use scrutiny_casebook::bridge::{PackChoices, PackPaper};
use scrutiny_casebook::domain::annotations::{Outcome, Priority, Subject, Visibility, What};
use scrutiny_casebook::domain::briefing::{Block, Briefing, Quotation, Section};
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
            What::Commitment {
                by: Some(format!("Officer {SECRET}")),
                meeting: Some(date(2025, 3, 1)),
                due: None,
                outcome: Outcome::NotDone,
            },
            What::Answer {
                by: None,
                meeting: None,
                to: None,
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
    // A public answer to a question that is for members only.
    let question = casebook.annotations().await.unwrap();
    let question = question
        .iter()
        .find(|a| matches!(a.what, What::Question { .. }))
        .unwrap();
    let answer = NewAnnotation {
        what: What::Answer {
            by: None,
            meeting: None,
            to: Some(question.id),
        },
        text: "It is being looked into.".to_owned(),
        on: Subject::Nothing,
        visibility: Visibility::Public,
    };
    casebook.annotate(&who(), answer).await.unwrap();
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
    asked.extend(Section::ALL.map(|section| (Form::Docx, "one.docx", vec![section])));
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
    assert!(whole.left_out.is_empty(), "{:?}", whole.left_out);

    // With a limit the least gives way, what people wrote does not, and the pack says what did.
    write_secrets(&casebook).await;
    let short = async |pages, name: &str| {
        let out = folder.path().join(name);
        let choices = Choices {
            pages: Some(pages),
            ..Choices::default()
        };
        let made = casebook
            .brief_as(pack(Visibility::MembersOnly), choices, &out, &who())
            .await
            .unwrap();
        let kept = casebook.packs().await.unwrap().remove(0);
        (made, casebook.pack(kept.id).await.unwrap())
    };
    let (made, kept) = short(14, "short.pdf").await;
    assert!(made.pages.unwrap() <= 14, "{made:?}");
    assert!(!made.left_out.is_empty() && made.left_out == kept.left_out);
    let texts = texts(&kept);
    for told in &kept.left_out {
        assert!(texts.contains(told), "{told}");
    }
    let written = casebook.annotations().await.unwrap();
    for annotation in &written {
        let there = texts.iter().any(|text| text.contains(&annotation.text));
        assert!(there, "{annotation:?}");
    }
    let (made, _) = short(1, "least.pdf").await;
    assert!(made.left_out.last().unwrap().contains("never left out"));
}

/// All that a pack says, a text each.
fn texts(pack: &Briefing) -> Vec<String> {
    let mut all = Vec::new();
    let mut each = |text: &str| all.push(text.to_owned());
    pack.blocks
        .iter()
        .for_each(|block| block.each_text(&mut each));
    all
}

/// A text as it is compared: the marks around and inside a quotation are the writer's.
fn plain(text: &str) -> String {
    let quoted = |c: char| matches!(c, '“' | '”' | '‘' | '’' | '"' | '\u{ad}');
    text.split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .replace(quoted, "")
        .replace('\u{fb01}', "fi")
        // The other program drops the hyphen of a word that is parted at the end of a line.
        .replace("- ", "")
        .replace('-', "")
}

#[tokio::test]
async fn another_program_takes_every_quotation_out_whole_and_in_order() {
    let folder = tempfile::tempdir().unwrap();
    let casebook = sample(folder.path()).await;
    let out = folder.path().join("n.pdf");
    for sheet in [Sheet::A4, Sheet::A5, Sheet::A4LargePrint] {
        let choices = Choices {
            form: Form::Pdf(sheet),
            ..Choices::default()
        };
        casebook
            .brief_as(pack(Visibility::MembersOnly), choices, &out, &who())
            .await
            .unwrap();
        let Ok(taken) = Command::new("pdftotext").arg(&out).arg("-").output() else {
            println!("skipped: pdftotext is not installed");
            return;
        };
        // Without the running lines, which stand between the pages of a quotation.
        let text = String::from_utf8(taken.stdout).unwrap();
        let running = |line: &&str| {
            !line.starts_with("Words quoted are set in serif")
                && !line.starts_with("Everything else is ours.")
                && !line.contains("Briefing for members ·")
                && line.trim() != "Northmere children’s services"
                && !line.trim().split(" of ").all(|n| n.parse::<u32>().is_ok())
        };
        let lines: Vec<&str> = text
            .lines()
            .map(|l| l.trim_matches('\u{c}'))
            .filter(running)
            .collect();
        let text = plain(&lines.join(" "));
        let id = casebook.packs().await.unwrap()[0].id;
        let kept = casebook.pack(id).await.unwrap();
        // Of two that stand side by side either may be taken out first: each is looked for from the last but one.
        let (mut last_but_one, mut last, mut count) = (0, 0, 0);
        for quotation in kept.blocks.iter().flat_map(quotations) {
            let words = plain(&quotation.words);
            let found = text[last_but_one..].find(&words);
            assert!(
                found.is_some(),
                "{sheet:?}: not whole or not in order: {words}"
            );
            let at = last_but_one + found.unwrap();
            (last_but_one, last) = (last.min(at), last.max(at));
            count += 1;
        }
        assert!(count > 50, "{count}");
    }
}

/// The quotations of a block, in order.
fn quotations(block: &Block) -> Vec<&Quotation> {
    match block {
        Block::Quotation(one) | Block::Statement { quotation: one, .. } => vec![one],
        Block::Quotations { columns } => columns.iter().collect(),
        _ => Vec::new(),
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

/// The check of accessibility that lies beside the repository; none where it does not.
fn pdfcheck() -> Option<PathBuf> {
    let tool =
        PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared/tools/pdfcheck/pdfcheck");
    let tool = std::env::var_os("SCRUTINY_PDFCHECK").map_or(tool, PathBuf::from);
    tool.exists().then_some(tool)
}

/// Makes each pack and puts all of them to the check: no error and no warning.
async fn all_accessible(packs: Vec<(String, Visibility, Choices)>) {
    let Some(tool) = pdfcheck() else {
        println!("skipped: pdfcheck is not beside the repository");
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let casebook = sample(folder.path()).await;
    write_secrets(&casebook).await;
    let mut files = Vec::new();
    for (name, audience, choices) in packs {
        let out = folder.path().join(format!("{name}.pdf"));
        let pack = Pack {
            committee: Some("Children and Families Scrutiny Committee".to_owned()),
            meeting: Some(date(2025, 9, 9)),
            ..pack(audience)
        };
        casebook
            .brief_as(pack, choices, &out, &who())
            .await
            .unwrap();
        files.push(out);
    }
    let checked = Command::new(tool).args(&files).output().unwrap();
    let said = String::from_utf8_lossy(&checked.stdout).into_owned();
    let clean = said.matches("0 error(s), 0 warning(s)").count();
    assert!(checked.status.success() && clean == files.len(), "{said}");
}

fn choices(sheet: Sheet, sections: &[Section]) -> Choices {
    Choices {
        form: Form::Pdf(sheet),
        sections: sections.to_vec(),
        ..Choices::default()
    }
}

#[tokio::test]
async fn the_pack_is_accessible() {
    let all = choices(Sheet::A4, &Section::ALL);
    all_accessible(vec![("all".to_owned(), Visibility::MembersOnly, all)]).await;
}

/// Some minutes: `cargo test -p scrutiny-tests --test packs -- --ignored`.
#[tokio::test]
#[ignore = "takes minutes"]
async fn every_section_and_every_option_is_accessible() {
    let mut packs = Vec::new();
    for sheet in [Sheet::A4, Sheet::A5, Sheet::A4LargePrint] {
        let mut add = |name: &str, audience, choices| {
            packs.push((format!("{name}-{sheet:?}"), audience, choices));
        };
        for section in Section::ALL {
            add(
                section.name(),
                Visibility::MembersOnly,
                choices(sheet, &[section]),
            );
        }
        let all = || choices(sheet, &Section::ALL);
        add("front", Visibility::Public, choices(sheet, &[]));
        add("members", Visibility::MembersOnly, all());
        add("public", Visibility::Public, all());
        let neutral = Choices {
            neutral: true,
            banner: Some("Published in the time before an election.".to_owned()),
            ..all()
        };
        add("neutral", Visibility::Public, neutral);
        let short = Choices {
            pages: Some(12),
            ..all()
        };
        add("short", Visibility::MembersOnly, short);
    }
    all_accessible(packs).await;
}

#[tokio::test]
async fn a_draft_is_the_pack_to_the_byte_and_keeps_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let casebook = sample(folder.path()).await;
    let choices = PackChoices::default();
    let made = date(2025, 9, 1);
    let draft = casebook
        .draft_of("Northmere", &choices, made)
        .await
        .unwrap();
    assert!(casebook.packs().await.unwrap().is_empty());
    let out = folder.path().join("n.pdf");
    let file = casebook
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
    let refused = casebook.draft_of("Northmere", &wrong, made).await;
    assert_eq!(refused.unwrap_err().code(), "not_a_date");
}

#[tokio::test]
async fn what_was_chosen_is_kept_for_each_authority_and_can_be_taken_back() {
    let folder = tempfile::tempdir().unwrap();
    let casebook = created(folder.path()).await;
    let chosen = PackChoices {
        audience: Visibility::Public,
        committee: "Scrutiny committee".to_owned(),
        sections: vec![Section::Sources, Section::Questions],
        most_pages: Some(12),
        ..PackChoices::default()
    };
    for _ in 0..2 {
        casebook
            .choose_pack(&who(), "Northmere", &chosen)
            .await
            .unwrap();
    }
    assert_eq!(casebook.pack_choices("Northmere").await.unwrap(), chosen);
    let usual = PackChoices::default();
    assert_eq!(casebook.pack_choices("Wexbourne").await.unwrap(), usual);
    // Choosing the same again was no change: one step takes it back, and there is no other.
    assert!(casebook.undo(&who()).await.unwrap().is_some());
    assert_eq!(casebook.pack_choices("Northmere").await.unwrap(), usual);
    assert!(casebook.undo(&who()).await.unwrap().is_none());
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
    casebook
        .pack_file_again(u32::try_from(kept.id).unwrap(), PackPaper::A4, &again)
        .await
        .unwrap();
    assert!(first == fs::read(&again).unwrap());
    let gone = casebook.pack_again(99, Form::Html).await;
    assert_eq!(gone.unwrap_err().code(), "missing");
}
