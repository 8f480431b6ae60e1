//! The writer's promises, on a briefing that holds every block and on a plain letter: what is read aloud, that the file
//! is accessible, that the same words give the same bytes, that quotations come out whole. Beside it: the other formats,
//! and the checks of accessibility seen to fail.

#![allow(clippy::unwrap_used, reason = "a test may stop")]

mod broken;
mod formats;
#[path = "../../../../../tests/src/skip.rs"]
mod skip;
#[path = "../specimen/mod.rs"]
mod specimen;
#[path = "../tagged/mod.rs"]
mod tagged;

use std::process::Command;

use jiff::civil::date;
use scrutiny_domain::briefing::{Block, Inline, Quotation, Table, TableCell, TableRow};
use scrutiny_print::{Paper, Part, PdfWriter, Sheet, Words, Writer, typeset_paper};
use skip::Need;
use tagged::Tagged;

fn letter() -> Paper {
    let text = |text: &str| vec![Words::Text(text.into())];
    let mut parts = vec![
        Part::Sender(vec!["Inspectorate".into(), "1 High Street".into()]),
        Part::Address(vec!["Marian Oakshott".into(), "Civic Hall".into()]),
        Part::Heading {
            level: 1,
            text: "Monitoring visit to Northmere".into(),
        },
        Part::Table {
            header: vec!["Judgement".into(), "Grade".into()],
            rows: vec![vec!["Care leavers".into(), "Inadequate".into()]],
        },
        Part::Paragraph {
            number: Some(1),
            text: vec![
                Words::Text("Work before court".into()),
                Words::Footnote {
                    mark: "1".into(),
                    text: "Before an application is made.".into(),
                },
                Words::Text(" is slow.".into()),
            ],
        },
        Part::Bullets {
            items: vec!["the front door".into(), "workforce".into()],
            hung: true,
        },
    ];
    for number in 2..30 {
        let words = "Supervision is held monthly, and its records show little reflection and few clear actions. ";
        parts.push(Part::Paragraph {
            number: Some(number),
            text: text(words.repeat(3).trim_end()),
        });
    }
    parts.push(Part::Rule);
    parts.push(Part::Closing {
        greeting: "Yours sincerely".into(),
        lines: vec!["Imran Stallard".into()],
    });
    Paper {
        title: "Monitoring visit to Northmere".into(),
        author: "Inspectorate".into(),
        language: "en-GB".into(),
        made: date(2024, 3, 22),
        running: vec!["Northmere".into()],
        notice: "Invented.".into(),
        parts,
    }
}

#[test]
fn everything_is_read_aloud_in_order() {
    let printed = PdfWriter::default().write(&specimen::briefing()).unwrap();
    let tagged = Tagged::read(&printed.bytes);
    insta::assert_snapshot!(
        "briefing",
        format!("{}\nBookmarks\n{}", tagged.tree(), tagged.bookmarks())
    );
}

#[test]
fn content_and_tree_agree() {
    let briefing = PdfWriter::default().write(&specimen::briefing()).unwrap();
    let paper = typeset_paper(&letter()).unwrap();
    assert_eq!(Tagged::read(&briefing.bytes).faults(), [""; 0]);
    assert_eq!(Tagged::read(&paper.bytes).faults(), [""; 0]);
}

#[test]
fn the_same_words_give_the_same_bytes() {
    let first = PdfWriter::default().write(&specimen::briefing()).unwrap();
    // Another file in between: nothing may come from a counter of the process.
    let other = typeset_paper(&letter()).unwrap();
    let again = PdfWriter::default().write(&specimen::briefing()).unwrap();
    assert!(first == again, "two files of one briefing differ");
    assert_ne!(first.bytes, other.bytes);
    let mut changed = specimen::briefing();
    changed.blocks.push(Block::Paragraph {
        text: vec![Inline::text("One more.")],
    });
    let id = |bytes: &[u8]| {
        lopdf::Document::load_mem(bytes)
            .unwrap()
            .trailer
            .get(b"ID")
            .unwrap()
            .clone()
    };
    let changed = PdfWriter::default().write(&changed).unwrap();
    assert_ne!(
        id(&first.bytes),
        id(&changed.bytes),
        "the name of a file comes from what is in it"
    );
}

#[test]
fn an_empty_briefing_is_still_a_file() {
    let mut briefing = specimen::briefing();
    briefing.blocks.clear();
    let printed = PdfWriter::default().write(&briefing).unwrap();
    assert_eq!(printed.pages, Some(1));
    assert_eq!(Tagged::read(&printed.bytes).faults(), [""; 0]);
}

#[test]
fn a_footnote_stands_on_the_page_of_its_mark_and_is_read_after_its_paragraph() {
    let printed = typeset_paper(&letter()).unwrap();
    let tree = Tagged::read(&printed.bytes).tree();
    let mark = tree.find("Reference").unwrap();
    let note = tree.find("Note").unwrap();
    let after = tree.find("the front door").unwrap();
    assert!(mark < note && note < after, "{tree}");
    assert!(printed.pages > Some(1));
}

#[test]
fn page_numbers_in_the_text_are_those_of_the_pages() {
    let printed = PdfWriter::default().write(&specimen::briefing()).unwrap();
    let tagged = Tagged::read(&printed.bytes);
    let page = |title: &str| {
        let bookmarks = tagged.bookmarks();
        let line = bookmarks
            .lines()
            .find(|line| line.trim_start().starts_with(title))
            .unwrap()
            .to_owned();
        line.rsplit(' ').next().unwrap().to_owned()
    };
    let tree = tagged.tree();
    for (link, heading) in [
        ("Social workers’ caseloads", "Social"),
        ("Decisions on every case, by visit", "All matters"),
    ] {
        let said = format!("{link} page\u{a0}{}", page(heading));
        assert!(
            tree.contains(&format!("{said:?}")),
            "{said} is not in\n{tree}"
        );
    }
}

/// Text as another program takes it out. None where `pdftotext` is not installed.
fn extracted_lines(bytes: &[u8]) -> Option<String> {
    let folder = std::env::temp_dir().join(format!(
        "scrutiny-print-{}-{:?}",
        std::process::id(),
        std::thread::current().id()
    ));
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join("pack.pdf");
    std::fs::write(&file, bytes).unwrap();
    let output = Command::new("pdftotext").arg(&file).arg("-").output();
    std::fs::remove_dir_all(&folder).unwrap();
    Some(String::from_utf8(output.ok()?.stdout).unwrap())
}

/// The same, lines joined.
fn extracted(bytes: &[u8]) -> Option<String> {
    let text = extracted_lines(bytes)?;
    Some(text.split_whitespace().collect::<Vec<_>>().join(" "))
}

#[test]
fn quotations_come_out_whole() {
    let briefing = specimen::briefing();
    let printed = PdfWriter::default().write(&briefing).unwrap();
    let Some(text) = skip::unless(Need::Pdftotext, extracted(&printed.bytes)) else {
        return;
    };
    // The program spells ligature characters out.
    let plain = |words: &str| words.replace('\u{fb01}', "fi");
    let words: Vec<String> = briefing
        .blocks
        .iter()
        .filter_map(|block| match block {
            Block::Quotation(quotation) => Some(vec![quotation.words.clone()]),
            Block::Statement { quotation, .. } => Some(vec![quotation.words.clone()]),
            _ => None,
        })
        .flatten()
        .collect();
    assert_eq!(words.len(), 2);
    for words in words {
        assert!(
            plain(&text).contains(&format!("“{}”", plain(&words))),
            "not whole: {words}\nin {text}"
        );
    }
}

#[test]
fn every_paper_holds_the_same_words_and_its_tree_agrees() {
    let briefing = specimen::briefing();
    let words = |sheet| {
        let printed = PdfWriter { sheet }.write(&briefing).unwrap();
        let tagged = Tagged::read(&printed.bytes);
        assert_eq!(tagged.faults(), [""; 0], "{sheet:?}");
        assert_eq!(
            printed.bytes,
            PdfWriter { sheet }.write(&briefing).unwrap().bytes,
            "{sheet:?} differs from one time to the next"
        );
        let tree = tagged.tree();
        for block in &briefing.blocks {
            block.each_source_text(&mut |words| {
                let first = words.split('\n').next().unwrap().trim_end_matches('.');
                assert!(tree.contains(first), "{sheet:?} lacks {words}");
            });
        }
        printed.pages.unwrap()
    };
    let (a4, a5, large) = (
        words(Sheet::A4),
        words(Sheet::A5),
        words(Sheet::A4LargePrint),
    );
    assert!(a4 < a5 && a4 < large, "{a4} {a5} {large}");
}

#[test]
fn a_row_too_tall_for_large_print_is_set_as_an_entry_with_the_names_of_its_columns() {
    let cell = |text: &str| TableCell {
        text: vec![Inline::text(text)],
        ..TableCell::default()
    };
    let areas = "the front door, early help and the emergency duty team; ".repeat(6);
    let visit = |name: &str| TableRow::Cells {
        cells: vec![cell(name), cell("10 July"), cell(&areas), cell("A letter")],
    };
    let mut briefing = specimen::briefing();
    briefing.blocks = vec![Block::Table(Table {
        caption: "Every visit".into(),
        widths: vec![1.0, 1.5, 4.0, 2.2],
        header: ["Visit", "When", "Areas", "Papers"]
            .map(|name| vec![Inline::text(name)])
            .into(),
        rows: ["Visit 1", "Visit 2", "Visit 3"].map(visit).into(),
    })];
    let tree = |sheet| {
        let printed = PdfWriter { sheet }.write(&briefing).unwrap();
        let tagged = Tagged::read(&printed.bytes);
        assert_eq!(tagged.faults(), [""; 0]);
        (tagged.tree(), printed.pages.unwrap())
    };
    assert!(tree(Sheet::A4).0.contains("Table"));
    let (large, pages) = tree(Sheet::A4LargePrint);
    assert!(!large.contains("Table"), "{large}");
    for said in ["Visit 2", "When: 10 July", "Papers: A letter"] {
        assert!(large.contains(said), "{said} is not in\n{large}");
    }
    assert!(pages <= 2, "{pages} pages for three visits");
}

#[test]
fn no_citation_parts_a_page_from_its_number_and_copies_as_it_is_written() {
    let words = "Plans are weak.";
    let mut seen = 0;
    for more in 0..12 {
        let citation = format!(
            "Inspection report{} of June 2017, page 4, paragraph 17",
            " x".repeat(more)
        );
        let quotation = Quotation {
            heading: None,
            state: None,
            check: None,
            words: words.into(),
            citation: citation.clone(),
        };
        let mut briefing = specimen::briefing();
        briefing.blocks = vec![Block::Quotations {
            columns: vec![quotation.clone(), quotation.clone(), quotation],
        }];
        let printed = PdfWriter::default().write(&briefing).unwrap();
        let tree = Tagged::read(&printed.bytes).tree();
        assert!(tree.contains("page 4") && tree.contains("paragraph 17"));
        let text = skip::unless(Need::Pdftotext, extracted_lines(&printed.bytes));
        let Some(text) = text else {
            return;
        };
        let parted = |line: &str| line.ends_with("page") || line.ends_with("paragraph");
        assert!(!text.lines().any(|line| parted(line.trim())), "{text}");
        seen += text.matches("paragraph 17").count();
    }
    assert_eq!(seen, 36);
}

#[test]
fn large_print_has_no_type_below_sixteen_points() {
    let sheet = Sheet::A4LargePrint;
    let printed = PdfWriter { sheet }.write(&specimen::briefing()).unwrap();
    let doc = lopdf::Document::load_mem(&printed.bytes).unwrap();
    let mut smallest = f32::MAX;
    for page in doc.get_pages().into_values() {
        let content = lopdf::content::Content::decode(&doc.get_page_content(page)).unwrap();
        for operation in content.operations.iter().filter(|o| o.operator == "Tf") {
            smallest = smallest.min(operation.operands[1].as_float().unwrap());
        }
    }
    assert!((16.0..20.0).contains(&smallest), "{smallest}");
}

#[test]
fn a_neutral_pack_has_no_colour_in_its_states() {
    let mut briefing = specimen::briefing();
    let red = |briefing: &scrutiny_domain::briefing::Briefing| {
        let printed = PdfWriter::default().write(briefing).unwrap();
        let doc = lopdf::Document::load_mem(&printed.bytes).unwrap();
        doc.get_pages().into_values().any(|page| {
            let content = lopdf::content::Content::decode(&doc.get_page_content(page)).unwrap();
            content.operations.iter().any(|o| {
                let part = |at: usize| o.operands[at].as_float().unwrap();
                o.operator == "rg" && part(0) > 0.5 && part(1) < 0.25 && part(2) < 0.25
            })
        })
    };
    assert!(red(&briefing), "weakness is set in red");
    briefing.neutral = true;
    assert!(!red(&briefing));
}
