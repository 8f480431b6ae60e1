//! The PDF reader against real reports and letters, page by page beside an independent reader (`pdftotext`).
//!
//! Skips where the corpus or `pdftotext` is absent. The figures asserted are those reached; a change
//! that lowers one is a fault to explain.

#![allow(clippy::print_stdout, clippy::unwrap_used)]

use scrutiny_domain::findings::Rules;
use scrutiny_tests::measure::corpus;
use scrutiny_tests::measure::reading;
use scrutiny_tests::skip::{self, Need};

#[test]
fn real_reports_are_read_whole_and_clean() {
    let Some(folder) = skip::unless(Need::Corpus, corpus::folder()) else {
        return;
    };
    let read = corpus::read_all(&folder, Rules::built_in(), |n| n.ends_with(".pdf")).unwrap();
    assert_eq!(read.failed, [""; 0]);
    assert_eq!(read.refused.len(), 2, "{:?}", read.refused);
    let Some(f) = skip::unless(Need::Pdftotext, reading::measure(&read)) else {
        return;
    };
    println!("{}", f.group().table());
    assert_eq!(f.documents, read.papers.len());
    assert_eq!(f.broken_runs, [""; 0]);
    assert_eq!(f.leaks, [""; 0]);
    assert_eq!(f.notes_inside, [""; 0]);
    assert_eq!(f.words_missing, [""; 0]);
    assert_eq!(f.ungrounded, [""; 0]);
    // Cells, whose wrapped lines pdftotext interleaves, and the marks of footnotes.
    assert!(f.stretches_apart.len() * 100 <= f.stretches * 3);
    assert_eq!(f.words_twice, [""; 0]);
    // One imprint, which its file itself sets aside as furniture.
    assert!(f.lines_lost.len() <= 6, "{:?}", f.lines_lost);
}
