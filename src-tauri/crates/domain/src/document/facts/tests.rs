//! Documents built by hand, in the forms of real ones and with invented content; a file for each kind of paper.

mod inspections;
mod letters;
mod others;
mod press;
mod wordings;

use super::*;
use crate::document::Place;
use crate::document::authority::Authority;
use crate::document::built::Built;
use crate::document::{DateRange, ParagraphKind};

impl Built {
    fn read(self) -> Facts {
        let document = self.document();
        let facts = read(&document);
        quotes_are_verbatim(&document, &facts);
        facts
    }
}

/// Whatever is read, its place quotes the paragraph it names.
fn quotes_are_verbatim(document: &Document, facts: &Facts) {
    let json = serde_json::to_value(facts).expect("facts are data");
    let mut open = vec![&json];
    while let Some(value) = open.pop() {
        if let (Some(quote), Some(index)) = (
            value.get("quote"),
            value.get("paragraph").and_then(|p| p.as_u64()),
        ) {
            let quote = quote.as_str().unwrap_or_default();
            let text = &document.paragraphs[usize::try_from(index).expect("small")].text;
            assert!(
                text.contains(quote) && !quote.is_empty(),
                "‘{quote}’ is not in ‘{text}’"
            );
        }
        match value {
            serde_json::Value::Array(list) => open.extend(list),
            serde_json::Value::Object(map) => open.extend(map.values()),
            _ => {}
        }
    }
}

fn v<T: Clone>(fact: &Option<Stated<T>>) -> Option<T> {
    fact.as_ref().map(|f| f.value.clone())
}

/// An authority that is on no list.
fn invented(name: &str) -> Authority {
    Authority {
        name: name.to_owned(),
        code: None,
    }
}

fn judged(grade: Grade, month: &str) -> Judged {
    Judged {
        grade,
        month: Some(month.parse().expect("a month")),
    }
}

fn range(from: &str, to: &str) -> DateRange {
    DateRange {
        from: from.parse().expect("a date"),
        to: to.parse().expect("a date"),
    }
}

fn graded(facts: &Facts) -> Vec<(Area, Grade)> {
    facts
        .judgements
        .iter()
        .map(|j| (j.value.area, j.value.grade))
        .collect()
}

const HEAD: &str = "Ofsted\n12 Example Street\nwww.gov.uk/ofsted\n8 March 2021\nMs Ada North OBE\nInterim Director of Children’s Services\nNorthmere Borough Council\nCivic Hall\nNM1 4QT\nDear Ms North";

fn letter(title: &str, opening: &str) -> Built {
    Built::default().lines(HEAD).heading(title).body(opening)
}

#[test]
fn another_value_is_told_in_words() {
    let place = Place {
        page: 0,
        paragraph: 0,
        quote: "requires improvement".to_owned(),
    };
    let said = |fact, value: &str| Contradiction {
        fact,
        value: value.to_owned(),
        place: place.clone(),
    };
    let grade = said(FactName::Judgement(Area::Leaders), "requires_improvement");
    assert_eq!(grade.in_words(), "requires improvement");
    assert_eq!(
        said(FactName::Published, "2021-03-24").in_words(),
        "24 March 2021"
    );
    assert_eq!(said(FactName::VisitNumber, "3").in_words(), "3");
}
