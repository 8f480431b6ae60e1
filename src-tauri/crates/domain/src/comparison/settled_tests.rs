//! What people settle of findings, in the comparison: on letters written for these tests.

use super::built::{cycle, finding, letter};
use super::*;
use crate::explain;
use crate::findings::{Direction, Finding, Level, Opinion, SpeakerRole, Theme};

const TOO_EARLY: &str = "It is too early to see the impact of the new supervision policy.";
const GOOD: &str = "Supervision takes place every month and is of good quality.";

fn compared(reading: &Reading, decisions: &[Decision]) -> Comparison {
    let decided: Vec<Decided> = decisions.iter().map(decided).collect();
    compare(&cycle(), std::slice::from_ref(reading), &decided)
}

fn decided(decision: &Decision) -> Decided {
    Decided {
        by: Some("Cllr Example".to_owned()),
        ..Decided::new(decision.clone(), None)
    }
}

/// That a person saw all of a letter as one matter: how it would be grouped is not looked at here.
fn as_one_matter(reading: &Reading) -> Decided {
    let quotes: Vec<&str> = reading.findings.iter().map(Finding::quote).collect();
    let seen = built::seen(reading, "supervision", "Supervision", &quotes);
    let thread = seen.thread.clone();
    built::decided(Decision::Wrote { thread }, seen)
}

fn level(reading: &Reading, quote: &str, level: Level) -> Decision {
    let finding = finding(reading, quote);
    Decision::Level { finding, level }
}

fn direction(reading: &Reading, quote: &str, direction: Direction) -> Decision {
    let finding = finding(reading, quote);
    Decision::Direction { finding, direction }
}

/// The state of the matter of supervision at the only visit, and why.
fn supervision(reading: &Reading, decisions: &[Decision]) -> (Level, Direction, String) {
    let one = as_one_matter(reading);
    let decided: Vec<Decided> = std::iter::once(one)
        .chain(decisions.iter().map(decided))
        .collect();
    let comparison = compare(&cycle(), std::slice::from_ref(reading), &decided);
    let is = |t: &&Thread| t.id == "supervision";
    let thread = comparison.threads.iter().find(is).expect("it is followed");
    let cell = &thread.cells[0];
    let why = explain::cell(&comparison, thread, cell);
    (cell.level(), cell.direction(), why)
}

#[test]
fn a_level_that_a_person_decided_stands_where_inspectors_say_that_it_is_too_early() {
    let reading = letter(&[TOO_EARLY]);
    let decided = [level(&reading, TOO_EARLY, Level::Strength)];
    let (level, _, why) = supervision(&reading, &decided);
    assert_eq!(level, Level::Strength);
    assert!(why.contains("decided by Cllr Example"), "{why}");
    assert!(!why.contains("say that it is too early"), "{why}");
}

#[test]
fn a_strength_that_a_person_decided_is_not_taken_for_a_mere_movement() {
    let reading = letter(&[GOOD]);
    let decided = [
        level(&reading, GOOD, Level::Strength),
        direction(&reading, GOOD, Direction::Better),
    ];
    let (level, direction, why) = supervision(&reading, &decided);
    assert_eq!((level, direction), (Level::Strength, Direction::Better));
    assert!(why.contains("decided by Cllr Example"), "{why}");
    assert!(!why.contains("Inspectors say"), "{why}");
}

#[test]
fn a_remark_on_another_sentence_takes_nothing_from_a_decided_level() {
    let reading = letter(&[GOOD, TOO_EARLY]);
    let decided = [level(&reading, GOOD, Level::Strength)];
    assert_eq!(supervision(&reading, &decided).0, Level::Strength);
}

#[test]
fn a_decided_level_and_another_that_was_read_are_mixed() {
    let bad = "Supervision is poor.";
    let reading = letter(&[bad, GOOD]);
    let decided = |quote: &str, as_level| {
        let decided = [level(&reading, quote, as_level)];
        supervision(&reading, &decided).0
    };
    assert_eq!(decided(GOOD, Level::Strength), Level::Mixed);
    assert_eq!(decided(bad, Level::Strength), Level::Strength);
    let both = [
        level(&reading, bad, Level::Strength),
        level(&reading, GOOD, Level::Weakness),
    ];
    assert_eq!(supervision(&reading, &both).0, Level::Mixed);
}

#[test]
fn what_a_person_only_confirmed_stands_as_it_was_read() {
    let moved = "Supervision has improved.";
    let reading = letter(&[moved]);
    let right = [Decision::Right {
        finding: finding(&reading, moved),
    }];
    let standing = |decisions: &[Decision]| {
        let cell = &compared(&reading, decisions).threads[0].cells[0];
        (cell.standing(), cell.direction())
    };
    assert_eq!(standing(&[]), (Standing::Open, Direction::Better));
    assert_eq!(standing(&right), (Standing::Settled, Direction::Better));
}

#[test]
fn a_person_settles_what_both_readers_read() {
    let mut reading = letter(&[GOOD]);
    // The learned reader takes it for a weakness, and is surer than the rules.
    let both = reading.findings.remove(0).with_opinion(Opinion {
        themes: vec![(Theme::Supervision, 0.9)],
        leanings: Vec::new(),
        level: (Level::Weakness, 0.99),
        levels: [0.005, 0.0, 0.99, 0.005],
        direction: (Direction::None, 0.99),
        directions: [0.0, 0.0, 0.0, 0.99],
        sure: true,
        likeness: None,
    });
    assert_eq!(both.level, Level::Weakness, "what its card shows");
    reading.findings.push(both);
    let right = [Decision::Right {
        finding: finding(&reading, GOOD),
    }];
    assert_eq!(supervision(&reading, &right).0, Level::Weakness);
    let decided = [level(&reading, GOOD, Level::Mixed)];
    let (level, _, why) = supervision(&reading, &decided);
    assert_eq!(level, Level::Mixed);
    assert!(!why.contains("To check"), "{why}");
}

#[test]
fn a_decided_direction_goes_before_any_that_was_read() {
    let moved = "Supervision has improved.";
    let reading = letter(&[moved, GOOD]);
    let decided = |way| {
        let decided = [direction(&reading, GOOD, way)];
        supervision(&reading, &decided).1
    };
    assert_eq!(supervision(&reading, &[]).1, Direction::Better);
    assert_eq!(decided(Direction::Worse), Direction::Worse);
    // Nothing came before the first visit that it could be the same as, but a person may know better.
    assert_eq!(decided(Direction::Same), Direction::Same);
}

#[test]
fn a_level_that_a_person_decided_makes_a_finding_of_words_on_what_was_not_looked_at() {
    let not = "Inspectors did not look at supervision.";
    let reading = letter(&[not]);
    let undecided = compared(&reading, &[]);
    let spoken = |c: &Comparison| c.threads.iter().any(|t| t.cells[0].spoken().is_some());
    assert!(!spoken(&undecided));
    let decided = compared(&reading, &[level(&reading, not, Level::Weakness)]);
    assert!(spoken(&decided));
}

#[test]
fn what_a_person_says_that_a_visit_says_of_a_matter_stands() {
    let reading = letter(&[GOOD, "Supervision is poor in two teams."]);
    let open = compared(&reading, &[]);
    let (thread, visit) = (open.threads[0].id.clone(), open.visits[0].id.clone());
    assert_eq!(open.threads[0].cells[0].standing(), Standing::Open);
    let state = StateDecided::Spoken {
        level: Level::Mixed,
        direction: Direction::Better,
    };
    let settled = compared(
        &reading,
        &[Decision::State {
            thread,
            visit,
            state,
        }],
    );
    let cell = &settled.threads[0].cells[0];
    assert_eq!(cell.standing(), Standing::Settled);
    assert_eq!(
        (cell.level(), cell.direction()),
        (Level::Mixed, Direction::Better)
    );
    assert!(
        !cell.proposed,
        "whoever says what the words say has said that they belong there"
    );
}

#[test]
fn what_a_person_says_that_others_said_decides_nothing() {
    let weak = "Supervision of social workers does not take place every month.";
    let reading = letter(&[weak, GOOD]);
    let speaker = |speaker| Decision::Speaker {
        finding: finding(&reading, GOOD),
        speaker,
        name: Some("A spokesperson".to_owned()),
    };
    let good = level(&reading, GOOD, Level::Strength);
    let (before, ..) = supervision(&reading, std::slice::from_ref(&good));
    assert_eq!(before, Level::Mixed, "both are the inspectors’");
    let (after, ..) = supervision(&reading, &[good, speaker(SpeakerRole::Council)]);
    assert_eq!(after, Level::Weakness);
    let mut readings = [reading.clone()];
    reclassify(&mut readings, &[decided(&speaker(SpeakerRole::Council))]);
    let said = readings[0].findings.iter().find(|f| f.quote() == GOOD);
    let said = said.expect("it is there");
    assert_eq!(said.speaker.name.as_deref(), Some("A spokesperson"));
    let by = said
        .settled
        .speaker
        .as_ref()
        .and_then(|p| p.name.as_deref());
    assert_eq!(by, Some("Cllr Example"));
}
