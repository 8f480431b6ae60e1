//! What is said of a matter at one visit, and what gives it: as people decided, else as the balance of its sentences has it.
//!
//! Deliberately not here: how far it may be relied on ([`super::cells`]).

use super::balance::{self, Weighed};
use super::cells::Course;
use super::tables::Balance;
use super::{DirectionBecause, LevelBecause, Reading, in_doubt};
use crate::findings::{Class, Direction, Finding, Level, LevelReason, Person};

/// A level, and what gives it.
pub(super) struct Judged {
    pub level: Level,
    pub because: Option<LevelBecause>,
    /// Who decided the level of a sentence that it rests on.
    pub decided: Option<Person>,
}

/// A direction, and what gives it.
pub(super) struct Moved {
    pub direction: Direction,
    pub because: Option<DirectionBecause>,
    pub decided: Option<Person>,
}

/// How good it is: as the balance of the sentences has it; as people decided, where they did.
pub(super) fn level(
    tables: &Balance,
    findings: &[&Finding],
    weighed: &Weighed,
    course: &Course,
) -> Judged {
    let person = |f: &Finding| f.settled.decided(Class::Level).cloned();
    let (decided, others): (Vec<&Finding>, Vec<&Finding>) =
        findings.iter().copied().partition(|f| person(f).is_some());
    let evaluating = decided.iter().find(|f| f.level != Level::None);
    let Some(first) = evaluating else {
        let by = decided.first().and_then(|f| person(f));
        let settles = weighed.levels.is_none();
        return Judged {
            level: weighed.level,
            because: balanced(findings, weighed.level),
            decided: by.filter(|_| settles),
        };
    };
    let rest = balance::weigh(&others, course.levels, tables).level;
    let others = decided.iter().map(|f| f.level).chain([rest]);
    let mut others = others.filter(|l| *l != Level::None);
    let mixed = others.any(|l| l != first.level);
    Judged {
        level: if mixed { Level::Mixed } else { first.level },
        because: mixed.then(|| counted(findings)),
        decided: person(first),
    }
}

/// What gives a level that nobody decided; none where one sentence gives it alone.
fn balanced(findings: &[&Finding], level: Level) -> Option<LevelBecause> {
    let too_early = || {
        findings
            .iter()
            .any(|f| f.level_reason() == Some(LevelReason::TooEarly))
    };
    match (level, findings) {
        (Level::None, _) if too_early() => Some(LevelBecause::TooEarly),
        (Level::None, _) => Some(LevelBecause::NothingEvaluated),
        (level, [one]) if one.level == level => None,
        _ => Some(counted(findings)),
    }
}

/// How many sentences say that it is good, that it is both, and that it is not.
fn counted(findings: &[&Finding]) -> LevelBecause {
    let of = |level: Level| findings.iter().filter(|f| f.level == level).count();
    LevelBecause::Balance {
        strengths: of(Level::Strength),
        mixed: of(Level::Mixed),
        weaknesses: of(Level::Weakness),
    }
}

/// Which way it moved: as a person decided; as inspectors say; as the level did. A movement that neither a sentence states
/// nor the level shows is none.
pub(super) fn direction(
    readings: &[Reading],
    findings: &[&Finding],
    level: Level,
    weighed: &Weighed,
    course: &Course,
) -> Moved {
    let person = |f: &Finding| f.settled.decided(Class::Direction).cloned();
    let decided = findings.iter().filter(|f| person(f).is_some());
    if let Some(f) = decided.clone().find(|f| f.direction != Direction::None) {
        return Moved {
            direction: f.direction,
            because: None,
            decided: person(f),
        };
    }
    let by_person = decided.clone().next().and_then(|f| person(f));
    let none = |because, decided| Moved {
        direction: Direction::None,
        because,
        decided,
    };
    let states = |d: Direction| findings.iter().find(move |f| f.direction == d);
    if weighed.direction == Direction::None
        || course.earlier.is_empty() && weighed.direction == Direction::Same
    {
        let both = states(Direction::Better).is_some() && states(Direction::Worse).is_some();
        let because = both.then_some(DirectionBecause::BetterAndWorse);
        return none(because, by_person);
    }
    if let Some(f) = states(weighed.direction) {
        let words = f.because.direction.first().cloned();
        // Nothing is quoted from a page in doubt.
        let words = words.filter(|_| in_doubt(readings, &f.citation).is_none());
        let because = Some(DirectionBecause::Stated { words });
        return Moved {
            direction: weighed.direction,
            because,
            decided: None,
        };
    }
    let rank = |l: Level| match l {
        Level::Weakness => 0,
        Level::Mixed => 1,
        Level::Strength => 2,
        Level::None => -1,
    };
    let shows = course.last.as_ref().filter(|(_, then)| {
        level != Level::None
            && match weighed.direction {
                Direction::Better => rank(level) > rank(*then),
                Direction::Worse => rank(level) < rank(*then),
                Direction::Same => rank(level) == rank(*then),
                Direction::None => false,
            }
    });
    match shows {
        Some((since, then)) if by_person.is_none() => Moved {
            direction: weighed.direction,
            because: Some(DirectionBecause::Derived {
                since: since.clone(),
                then: *then,
            }),
            decided: None,
        },
        _ => none(None, by_person),
    }
}
