//! How tests skip: said, recorded, counted, and failing where what they need is required.

#![allow(clippy::unwrap_used, reason = "a test may stop where it is wrong")]

use std::process::{Command, Output};

use scrutiny_tests::skip::{self, Need};

#[test]
fn a_need_is_required_by_its_name_or_by_all() {
    for need in Need::ALL {
        assert!(need.is_required_by("all"));
        assert!(need.is_required_by(need.name()));
        assert!(!need.is_required_by(""));
    }
    assert!(Need::Pdftotext.is_required_by("corpus, pdftotext"));
    assert!(!Need::Chromium.is_required_by("corpus,pdftotext"));
}

#[test]
fn the_summary_counts_every_skip_under_its_need() {
    assert_eq!(skip::summary(""), "skipped: 0");
    let record = "corpus\tb\npdfcheck\tc\ncorpus\ta\n";
    assert_eq!(
        skip::summary(record),
        format!(
            "skipped: 3\n  2 because {}:\n    a\n    b\n  1 because {}:\n    c",
            Need::Corpus.missing(),
            Need::Pdfcheck.missing()
        )
    );
}

/// Started by the test below, as a test on a machine that lacks something.
#[test]
#[ignore = "skips by design"]
fn lacks_the_corpus() {
    assert!(skip::unless(Need::Corpus, None::<()>).is_none());
}

#[test]
fn a_skip_is_recorded_and_fails_where_the_need_is_required() {
    let folder = tempfile::tempdir().unwrap();
    let record = folder.path().join("skipped");
    let run = |required: &str| -> Output {
        Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "lacks_the_corpus", "--ignored"])
            .env("SCRUTINY_REQUIRE", required)
            .env(skip::RECORD, &record)
            .output()
            .unwrap()
    };
    assert!(run("pdfcheck").status.success());
    let lines = std::fs::read_to_string(&record).unwrap();
    assert_eq!(lines, "corpus\tlacks_the_corpus\n");
    for required in ["all", "corpus"] {
        let failed = run(required);
        assert!(!failed.status.success());
        let said = String::from_utf8_lossy(&failed.stdout).into_owned();
        assert!(said.contains(Need::Corpus.missing()), "{said}");
    }
}
