//! Tables as files: nothing in a cell runs, every word is kept, the same in gives the same out.

#![allow(clippy::unwrap_used, reason = "a test may stop")]

use std::io::{Cursor, Read};

use jiff::civil::date;
use scrutiny_domain::briefing::PlainTable;
use scrutiny_print::{csv, xlsx};

fn table(cells: &[&str]) -> PlainTable {
    PlainTable {
        name: "Findings",
        header: vec!["Words".into(), "Page".into()],
        rows: cells
            .iter()
            .map(|cell| vec![(*cell).to_owned(), "2".into()])
            .collect(),
    }
}

const HOSTILE: [&str; 11] = [
    "=HYPERLINK(\"http://example.org\")",
    "+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    " =1",
    "＝1",
    "\r=1",
    "|calc",
    "%1",
    "％1",
];

#[test]
fn what_a_spreadsheet_would_run_is_marked_as_text() {
    let made = String::from_utf8(csv(&table(&HOSTILE))).unwrap();
    let body = made.split_once("\r\n").unwrap().1;
    for cell in HOSTILE {
        let marked = format!("'{}", cell.replace('"', "\"\""));
        assert!(body.contains(&marked), "{cell:?} in {body}");
    }
    let kept = csv(&table(&["Plans are weak – 3 of 4", "2024-03-22"]));
    assert!(!String::from_utf8(kept).unwrap().contains('\''));
}

#[test]
fn commas_quotation_marks_and_line_feeds_stay_in_their_cell() {
    let made = csv(&table(&["Plans, “weak”, said \"one\"\nof them"]));
    assert_eq!(
        String::from_utf8(made).unwrap(),
        "\u{feff}Words,Page\r\n\"Plans, “weak”, said \"\"one\"\"\nof them\",2\r\n"
    );
}

#[test]
fn a_workbook_holds_every_word_as_text_and_is_the_same_each_time() {
    let mut cells = HOSTILE.to_vec();
    cells.push("Plans & <visits>");
    cells.push("_x0041_ plan");
    let tables = [table(&cells)];
    let bytes = xlsx("Northmere", &tables, date(2025, 9, 1)).unwrap();
    assert!(
        bytes == xlsx("Northmere", &tables, date(2025, 9, 1)).unwrap(),
        "two workbooks of one table differ"
    );
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut part = |name: &str| {
        let mut text = String::new();
        zip.by_name(name)
            .unwrap()
            .read_to_string(&mut text)
            .unwrap();
        text
    };
    let sheet = part("xl/worksheets/sheet1.xml");
    assert!(!sheet.contains("<f>"), "a cell is a formula");
    let strings = part("xl/sharedStrings.xml");
    // What a workbook would read as the letter A is kept as it was written.
    assert!(strings.contains("_x005F_x0041_"), "{strings}");
    for said in ["'=HYPERLINK", "'@SUM(A1)", "Plans &amp; &lt;visits&gt;"] {
        assert!(strings.contains(said), "{said} in {strings}");
    }
    // A program that opens the sheet finds header and rows where the table has them.
    let shared = roxmltree::Document::parse(&strings).unwrap();
    let count = shared
        .descendants()
        .filter(|n| {
            n.has_tag_name((
                "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
                "si",
            ))
        })
        .count();
    assert_eq!(count, 2 + cells.len() + 1);
}
