//! What is read from the real documents against a table of their facts (`truth/facts.csv`), made by reading them.
//!
//! The documents are not part of the repository. Where they are absent the test skips. The table holds
//! dates, names, grades and counts, and no sentence. Its `published` is what a document itself states; the
//! date of its file name is not a fact of it.

use scrutiny_domain::document::facts::{self, Facts, Stated};
use scrutiny_domain::document::{Document, Place};
use scrutiny_intake::{Limits, read};
use scrutiny_tests::measure::corpus::folder as corpus;
use scrutiny_tests::measure::facts::{TRUTH, row, table};
use scrutiny_tests::skip::{self, Need};

fn value<T: Clone>(fact: &Option<Stated<T>>) -> Option<T> {
    fact.as_ref().map(|f| f.value.clone())
}

#[test]
fn the_facts_of_every_document_are_those_of_the_table() {
    let Some(corpus) = skip::unless(Need::Corpus, corpus()) else {
        return;
    };
    let truth = table(TRUTH);
    assert_eq!(truth.len(), 101);
    let mut read_facts: Vec<Facts> = Vec::new();
    let mut wrong: Vec<String> = Vec::new();
    for path in truth.keys() {
        let bytes = std::fs::read(corpus.join(path)).unwrap();
        let document =
            read(&bytes, path, &Limits::default()).unwrap_or_else(|e| panic!("{path}: {e}"));
        let found = facts::read(&document);
        places_are_verbatim(path, &document, &found, &mut wrong);
        read_facts.push(found);
    }
    facts::reconcile(&mut read_facts);
    for ((path, expected), found) in truth.iter().zip(&read_facts) {
        for (column, is) in row(found) {
            if expected[column] != is {
                wrong.push(format!(
                    "{path}: {column} is ‘{}’, read ‘{is}’",
                    expected[column]
                ));
            }
        }
        if !found.contradictions.is_empty() {
            wrong.push(format!("{path}: {:?}", found.contradictions));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} wrong:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    println!(
        "{} documents, {} facts each, none wrong (development figures)",
        truth.len(),
        row(&read_facts[0]).len()
    );
}

/// Where no more than one article is at hand, what it leaves open stays open.
#[test]
fn an_article_alone_is_not_completed() {
    let Some(corpus) = skip::unless(Need::Corpus, corpus()) else {
        return;
    };
    let path = "news/croydon-third-visit-local-paper.txt";
    let document = read(
        &std::fs::read(corpus.join(path)).unwrap(),
        path,
        &Limits::default(),
    )
    .unwrap();
    let mut alone = [facts::read(&document)];
    facts::reconcile(&mut alone);
    let dates = value(&alone[0].dates).expect("the article states the days");
    assert_eq!(
        (dates.from.to_string(), dates.to.to_string()),
        ("--07-10".to_owned(), "--07-11".to_owned())
    );
    let month = alone[0]
        .judged
        .as_ref()
        .and_then(|j| j.value.month)
        .expect("and the month of the judgement");
    assert_eq!(month.to_string(), "--09");
}

/// Every fact quotes the paragraph it names, word for word, and names its page.
fn places_are_verbatim(path: &str, document: &Document, f: &Facts, wrong: &mut Vec<String>) {
    let mut places: Vec<&Place> = Vec::new();
    places.extend(f.title.iter().filter_map(Stated::place));
    places.extend(f.authority.iter().filter_map(Stated::place));
    let published = f.published.iter().chain(&f.letter_published);
    places.extend(published.filter_map(Stated::place));
    places.extend(f.dates.iter().filter_map(Stated::place));
    let numbers = f.visit_number.iter().chain(&f.visits_claimed);
    places.extend(numbers.filter_map(Stated::place));
    places.extend(f.judged.iter().filter_map(Stated::place));
    places.extend(f.inspectors.iter().filter_map(Stated::place));
    let names = f.director.iter().chain(&f.focus);
    places.extend(names.filter_map(Stated::place));
    places.extend(f.judgements.iter().filter_map(Stated::place));
    places.extend(f.recommendations.iter().map(|r| &r.place));
    for place in places {
        let verbatim = document.paragraphs.get(place.paragraph).is_some_and(|p| {
            p.text.contains(&place.quote) && p.spans.iter().any(|s| s.page == place.page)
        });
        if place.quote.is_empty() || !verbatim {
            wrong.push(format!(
                "{path}: not verbatim on page {}, paragraph {}",
                place.page, place.paragraph
            ));
        }
    }
}
