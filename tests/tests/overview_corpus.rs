//! What each authority of the real documents is, by the newest report of it, against the table of their facts
//! (`truth/facts.csv`), made by reading them.
//!
//! The documents are not part of the repository. Where they are absent the test skips.

#![allow(clippy::unwrap_used, reason = "a test may stop where it is wrong")]

use std::collections::BTreeMap;

use scrutiny_domain::comparison::{Inspected, Reading, overviews};
use scrutiny_domain::document::facts;
use scrutiny_intake::{Limits, read};
use scrutiny_tests::measure::corpus::folder as corpus;
use scrutiny_tests::measure::facts::{Columns, TRUTH, table};
use scrutiny_tests::skip::{self, Need};

/// The row of the newest inspection of each authority.
fn newest(rows: &BTreeMap<String, Columns>) -> BTreeMap<&str, &Columns> {
    let mut newest: BTreeMap<&str, &Columns> = BTreeMap::new();
    for row in rows.values().filter(|r| r["kind"] == "inspection_report") {
        let there = newest.entry(&row["authority"]).or_insert(row);
        if there["to"] < row["to"] {
            *there = row;
        }
    }
    newest
}

/// The grades, as the table writes them.
fn grades(one: &Inspected) -> String {
    let name = |value: serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    let named = |area, grade: scrutiny_domain::document::facts::Grade| {
        let area: facts::Area = area;
        format!(
            "{}={}",
            name(serde_json::to_value(area).unwrap()),
            grade.name()
        )
    };
    let overall = one.overall.map(|grade| named(facts::Area::Overall, grade));
    let areas = one.areas.iter().map(|(area, grade)| named(*area, *grade));
    let mut all: Vec<String> = overall.into_iter().chain(areas).collect();
    all.sort();
    all.join(" ")
}

#[test]
fn every_authority_is_what_its_newest_report_says() {
    let Some(corpus) = skip::unless(Need::Corpus, corpus()) else {
        return;
    };
    let truth = table(TRUTH);
    let documents: Vec<_> = truth
        .keys()
        .map(|path| {
            let bytes = std::fs::read(corpus.join(path)).unwrap();
            read(&bytes, path, &Limits::default()).unwrap_or_else(|e| panic!("{path}: {e}"))
        })
        .collect();
    let mut all: Vec<_> = documents.iter().map(facts::read).collect();
    facts::reconcile(&mut all);
    let readings: Vec<Reading> = documents
        .into_iter()
        .zip(all)
        .map(|(document, facts)| Reading {
            document,
            facts,
            findings: Vec::new(),
        })
        .collect();
    let expected = newest(&truth);
    assert!(expected.len() > 20, "{}", expected.len());
    let mut wrong = Vec::new();
    let overviews = overviews(&readings);
    for (authority, row) in &expected {
        let found = overviews.iter().find(|o| o.authority == *authority);
        let now = found.and_then(|o| o.inspected.iter().find(|i| i.report.is_some()));
        let said = now.map(|i| (grades(i), i.to.map(|d| d.to_string()).unwrap_or_default()));
        if said != Some((row["judgements"].clone(), row["to"].clone())) {
            wrong.push(format!("{authority}: {said:?}, should be {row:?}"));
        }
        // A judgement that letters alone tell of may be newer than the newest report here, and never older.
        let first = found.and_then(|o| o.inspected.first());
        if first.map(|i| i.month) < now.map(|i| i.month) {
            wrong.push(format!(
                "{authority}: {first:?} stands before the newest report"
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    println!("{} authorities, none wrong", expected.len());
}
