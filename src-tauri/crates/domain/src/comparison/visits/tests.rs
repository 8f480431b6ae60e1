//! What one paper says in two ways, told among what papers state differently until a person decides.

use crate::comparison::{Clash, NoOrder, Reading, WaitsFor, cycles, waiting};
use crate::document::authority::Authority;
use crate::document::built::Built;
use crate::document::facts::{Contradiction, FactName, Facts, Stated};
use crate::document::kind::{Kind, KindBecause};
use crate::document::{Correction, DateRange, Place};

fn place(quote: &str) -> Place {
    Place {
        page: 0,
        paragraph: 0,
        quote: quote.to_owned(),
    }
}

fn days(from: &str, to: &str) -> DateRange {
    DateRange {
        from: from.parse().expect("a date"),
        to: to.parse().expect("a date"),
    }
}

/// A letter on the second visit that says of one fact what `value` says, too.
fn letter(fact: FactName, value: &str) -> Facts {
    let mut facts = Facts::new(Kind::MonitoringVisitLetter, KindBecause::NoWordings);
    let authority = Authority {
        name: "Northmere".to_owned(),
        code: None,
    };
    facts.authority = Some(Stated::read(authority, place("Northmere")));
    facts.visit_number = Some(Stated::read(2, place("the second monitoring visit")));
    facts.visits_claimed = Some(Stated::read(8, place("the second of eight")));
    facts.dates = Some(Stated::read(
        days("2021-02-23", "2021-02-24"),
        place("on 23 and 24 February 2021"),
    ));
    facts.contradictions = vec![Contradiction {
        fact,
        value: value.to_owned(),
        place: place("said again"),
    }];
    facts
}

/// Each clash as a line: what about, and what is said of it.
fn told(facts: Facts) -> Vec<String> {
    let readings = [Reading {
        document: Built::default().body("It was the second visit.").document(),
        facts,
        findings: Vec::new(),
    }];
    let cycle = cycles(&readings).remove(0);
    let line = |clash: &Clash| {
        let said: Vec<_> = clash.claims.iter().map(|c| c.in_words()).collect();
        format!("{}: {}", clash.fact, said.join(" / "))
    };
    let found = super::visits(&cycle, &readings).clashes;
    found.iter().map(line).collect()
}

#[test]
fn days_said_twice_are_told_in_words_where_they_differ() {
    let other = letter(FactName::Dates, "2021-03-02/2021-03-03");
    let differ = "days of visit 2: 23 and 24 February 2021 / 2 and 3 March 2021";
    assert_eq!(told(other), [differ]);
    let same = letter(FactName::Dates, "2021-02-23/2021-02-24");
    assert_eq!(told(same), [""; 0]);
}

#[test]
fn a_total_said_twice_is_told_the_first_one_first() {
    let other = letter(FactName::VisitsClaimed, "6");
    let differ = "how many monitoring visits there would be: 8 / 6";
    assert_eq!(told(other), [differ]);
}

#[test]
fn what_a_person_has_decided_is_told_no_more() {
    let mut facts = letter(FactName::Dates, "2021-03-02/2021-03-03");
    let decided = Correction::Dates(Some(days("2021-03-02", "2021-03-03")));
    decided.apply(&mut facts, Some("Cllr Example"));
    assert_eq!(told(facts), [""; 0]);
}

/// A visit by its number and the month of its days.
fn visit(number: Option<u8>, month: Option<&str>) -> Reading {
    let mut facts = letter(FactName::VisitNumber, "2");
    facts.contradictions.clear();
    facts.visit_number = number.map(|n| Stated::read(n, place("said")));
    facts.dates = month.map(|m| Stated::read(days(m, m), place("said")));
    let mut document = Built::default().body("It was a visit.").document();
    document.source.sha256 = format!("{number:?}{month:?}");
    Reading {
        document,
        facts,
        findings: Vec::new(),
    }
}

#[test]
fn numbers_and_months_both_order_visits_and_what_fits_neither_stands_apart() {
    let readings = [
        visit(Some(4), Some("2021-11")),
        visit(Some(3), None),
        visit(Some(2), Some("2021-04")),
        visit(None, Some("2021-02")),
        visit(Some(5), Some("2020-12")),
        visit(None, None),
    ];
    let cycle = cycles(&readings).remove(0);
    let found = super::visits(&cycle, &readings);
    let months: Vec<_> = found
        .visits
        .iter()
        .map(|v| (v.number, v.from.map(|d| d.to_string())))
        .collect();
    let of = |n, m: Option<&str>| (n, m.map(str::to_owned));
    assert_eq!(
        months,
        [
            of(None, Some("2021-02")),
            of(Some(1), None),
            of(Some(2), Some("2021-04")),
            of(Some(3), None),
            of(Some(4), Some("2021-11")),
        ]
    );
    let apart: Vec<_> = found
        .apart
        .iter()
        .map(|a| (a.visit.number, a.why))
        .collect();
    assert_eq!(
        apart,
        [
            (Some(5), NoOrder::NumberAgainstDays),
            (None, NoOrder::NoTime),
        ]
    );
}

#[test]
fn a_paper_without_an_authority_is_compared_with_none() {
    let mut reading = visit(Some(2), None);
    reading.facts.authority = None;
    assert!(cycles(std::slice::from_ref(&reading)).is_empty());
    let waiting = waiting(&[reading]);
    let why = WaitsFor::Authority {
        proposed: Vec::new(),
    };
    assert_eq!(waiting[0].why, why);
}
