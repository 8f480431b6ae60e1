//! What one paper says in two ways, told among what papers state differently until a person decides.

use crate::comparison::{Clash, Reading, cycles};
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
