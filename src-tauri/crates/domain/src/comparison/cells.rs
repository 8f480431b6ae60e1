//! What one visit's findings on a matter add up to: covered or not, level, direction, and why.
//!
//! Only what inspectors found decides. Silence is never improvement.
//!
//! What a person decided of a sentence counts as they decided it, and is never passed over:
//! - where the level of any sentence is decided, no remark on how a sentence is put (too early, only better, only
//!   worse) takes anything from the level of the cell;
//! - a decided level and another one that stands for the cell are mixed, whichever is nearer to the heart;
//! - a decided direction is the cell's, before any that was read, and none is derived beside it.
//!
//! Other sentences stay evidence: one that finds fault beside one decided to be good is still good and bad. What a
//! person only confirmed stands as it was read, with the remarks on it.

use super::aspects::{Aspects, Scope};
use super::passage::Passage;
use super::threads::{Matter, New, because};
use super::visits::Visits;
use super::words::words;
use super::{
    Cell, CellFinding, DecidedBy, DirectionBecause, LevelBecause, NoFinding, NotCovered,
    NotPublished, Reading, Said, Silence, Spoken, Visit, VisitKind,
};
use crate::findings::{Class, Direction, Finding, Level, LevelReason, Person, Theme};

/// What a visit looked at: per group of children, and themes.
pub(crate) struct Looked {
    /// Subjects and groups that the areas covered name.
    subjects: Vec<(usize, Option<usize>)>,
    /// Themes of the areas covered, by group.
    themes: Vec<(Theme, Option<usize>)>,
    whole: bool,
    any: bool,
}

/// What each visit looked at.
pub(crate) fn looked(aspects: &Aspects, visits: &Visits, passages: &[Passage]) -> Vec<Looked> {
    (0..visits.visits.len())
        .map(|v| {
            let mut looked = Looked {
                subjects: Vec::new(),
                themes: Vec::new(),
                whole: visits.visits[v].what == VisitKind::Inspection,
                any: !visits.sources[v].is_empty(),
            };
            for area in &visits.visits[v].focus {
                let text = words(area);
                let group = aspects.group_of(&text, false);
                for (s, _) in aspects.subjects_of(&text) {
                    looked.subjects.push((s, group));
                    looked
                        .themes
                        .extend(aspects.subjects[s].areas().map(|t| (t, group)));
                }
            }
            // Speaking of a matter for one group of children is having looked at it.
            for p in passages
                .iter()
                .filter(|p| p.visit == v && p.decides && !p.not_looked_at)
            {
                looked.subjects.extend(
                    p.subject(aspects)
                        .filter(|(s, _)| aspects.subjects[*s].scope != Scope::None),
                );
            }
            looked
        })
        .collect()
}

/// The cells of a matter, one for every visit.
pub(crate) fn cells(
    aspects: &Aspects,
    readings: &[Reading],
    passages: &[Passage],
    visits: &Visits,
    looked: &[Looked],
    matter: &Matter,
) -> Vec<Cell> {
    let mut cells: Vec<Cell> = Vec::new();
    let mut earlier: Vec<&Passage> = Vec::new();
    for (v, visit) in visits.visits.iter().enumerate() {
        let members: Vec<_> = matter
            .members
            .iter()
            .filter(|m| passages[m.passage].visit == v)
            .collect();
        let mut deciding: Vec<&Passage> = members
            .iter()
            .map(|m| &passages[m.passage])
            .filter(|p| p.decides && !p.not_looked_at)
            .collect();
        deciding.sort_by(|a, b| {
            b.centrality(readings)
                .total_cmp(&a.centrality(readings))
                .then(a.finding.cmp(&b.finding))
        });
        let said_not = members
            .iter()
            .map(|m| &passages[m.passage])
            .find(|p| p.decides && p.not_looked_at);
        let others = members
            .iter()
            .map(|m| &passages[m.passage])
            .filter(|p| !p.decides);
        let said =
            if deciding.is_empty() {
                let silence = beside_a_new_one(matter, visits, v);
                Said::Silent(silence.unwrap_or_else(|| {
                    absent(aspects, matter, visit, &looked[v], said_not.is_some())
                }))
            } else {
                let said: Vec<&Finding> = deciding.iter().map(|p| p.finding(readings)).collect();
                let level = level(&deciding, readings, &cells);
                let direction = direction(&deciding, readings, level.level, &cells);
                Said::Spoken(Spoken {
                    level: level.level,
                    direction: direction.direction,
                    link: because(aspects, readings, matter, &earlier, &deciding),
                    level_because: level.because,
                    direction_because: direction.because,
                    decided: DecidedBy {
                        level: level.decided,
                        direction: direction.decided,
                    },
                    reported: !deciding
                        .iter()
                        .any(|p| readings[p.reading].facts.kind.is_of_inspectors()),
                    readers_differ: readers_differ(&said),
                })
            };
        let shown = deciding
            .iter()
            .copied()
            .chain(said_not.filter(|_| deciding.is_empty()))
            .chain(others);
        let findings = shown
            .map(|p| CellFinding::from(p.finding(readings)))
            .collect();
        let mut linked = members
            .iter()
            .filter(|m| passages[m.passage].decides)
            .peekable();
        cells.push(Cell {
            visit: visit.id.clone(),
            said,
            findings,
            proposed: linked.peek().is_none() || linked.any(|m| !m.confirmed),
        });
        earlier.extend(deciding);
    }
    cells
}

/// A level, and what gives it.
struct Judged {
    level: Level,
    because: Option<LevelBecause>,
    /// Who decided the level of a sentence that it rests on.
    decided: Option<Person>,
}

/// A direction, and what gives it.
struct Moved {
    direction: Direction,
    because: Option<DirectionBecause>,
    decided: Option<Person>,
}

/// The sentence at the heart of the matter decides; what stands beside it in its paragraph may qualify it.
///
/// A strength that something beside it qualifies is mixed, and so is what is only said to be better than before;
/// a weakness is one, unless it is said to be better as well. Too early to see is no evaluation.
fn level(findings: &[&Passage], readings: &[Reading], before: &[Cell]) -> Judged {
    let decided: Vec<(Level, &Person)> = findings
        .iter()
        .map(|p| p.finding(readings))
        .filter_map(|f| Some((f.level, f.settled.decided(Class::Level)?)))
        .collect();
    let evaluates = |of: &&(Level, &Person)| of.0 != Level::None;
    let by_person = decided.iter().find(evaluates).or(decided.first());
    let remarks = decided.iter().all(|of| of.0 == Level::None);
    let (read, because) = as_said(findings, readings, before, remarks);
    let passed_over = |of: &(Level, &Person)| match read {
        Level::Strength => matches!(of.0, Level::Mixed | Level::Weakness),
        Level::Weakness => matches!(of.0, Level::Mixed | Level::Strength),
        Level::Mixed | Level::None => false,
    };
    let (level, because) = if decided.iter().any(passed_over) {
        (Level::Mixed, Some(LevelBecause::GoodAndBad))
    } else {
        (read, because)
    };
    Judged {
        level,
        because,
        decided: by_person.map(|(_, person)| (*person).clone()),
    }
}

/// The level that the sentences give together; `remarks` is false where how a sentence is put counts for nothing.
fn as_said(
    findings: &[&Passage],
    readings: &[Reading],
    before: &[Cell],
    remarks: bool,
) -> (Level, Option<LevelBecause>) {
    let of = |p: &&Passage| p.finding(readings);
    let says = |f: &Finding, reason| remarks && f.because.level_reason == Some(reason);
    let only_moved = |f: &Finding| remarks && only_moved(f);
    let too_early = findings
        .iter()
        .map(of)
        .any(|f| says(f, LevelReason::TooEarly));
    let Some(first) = findings.iter().find(|p| of(p).level != Level::None) else {
        let decided = findings
            .iter()
            .any(|p| of(p).settled.decided(Class::Level).is_some());
        let why = if too_early {
            Some(LevelBecause::TooEarly)
        } else {
            (!decided).then_some(LevelBecause::NothingEvaluated)
        };
        return (Level::None, why);
    };
    let f = of(first);
    let bettered = f.direction == Direction::Better
        || says(f, LevelReason::OnlyBetter) && f.settled.decided(Class::Direction).is_none();
    if too_early && f.level == Level::Strength && bettered {
        return (Level::Mixed, Some(LevelBecause::BetterAndTooEarly));
    }
    if too_early && f.level != Level::Weakness {
        return (Level::None, Some(LevelBecause::TooEarlyForEffect));
    }
    // What qualifies it stands in the same paragraph, or in another that is about this matter.
    let beside: Vec<&Finding> = findings
        .iter()
        .filter(|p| p.passage_is_beside(first, readings))
        .map(of)
        .collect();
    let any = |level: Level| beside.iter().any(|g| g.level == level);
    let better = findings
        .iter()
        .map(of)
        .any(|g| g.direction == Direction::Better);
    // Its own paragraph says too that it is good, not only that it moved.
    let praised_as_well = first.at_heart
        && findings.iter().map(of).any(|g| {
            g.level == Level::Strength
                && !only_moved(g)
                && g.citation.paragraph_index == f.citation.paragraph_index
        });
    match f.level {
        Level::Mixed if f.settled.decided(Class::Level).is_some() => (Level::Mixed, None),
        Level::Mixed => (Level::Mixed, Some(LevelBecause::GoodAndBadInOne)),
        Level::Weakness if says(f, LevelReason::OnlyWorse) => {
            let was = before
                .iter()
                .rev()
                .map(Cell::level)
                .find(|l| *l != Level::None);
            if was == Some(Level::Strength) {
                (Level::Mixed, Some(LevelBecause::WorseThanStrength))
            } else {
                (Level::Weakness, None)
            }
        }
        Level::Weakness if better && f.direction == Direction::None => {
            (Level::Mixed, Some(LevelBecause::WeaknessButBetter))
        }
        Level::Weakness => (Level::Weakness, None),
        Level::Strength if any(Level::Weakness) || any(Level::Mixed) => {
            (Level::Mixed, Some(LevelBecause::GoodAndBad))
        }
        Level::Strength if only_moved(f) && !praised_as_well => {
            // A person may have decided that it did not become better.
            (Level::Mixed, bettered.then_some(LevelBecause::OnlyBetter))
        }
        level => (level, None),
    }
}

/// True where the reader that has learned takes the sentence at the heart otherwise.
fn readers_differ(findings: &[&Finding]) -> bool {
    let heart = findings.iter().find(|f| f.level != Level::None);
    let second = heart.and_then(|f| f.second.as_ref());
    second.is_some_and(|s| s.check.contains(&Class::Level))
}

/// True where the words that say how good it is are those that say which way it moved.
fn only_moved(f: &Finding) -> bool {
    if f.because.level_reason == Some(LevelReason::OnlyBetter) {
        return true;
    }
    f.direction != Direction::None
        && !f.because.level.is_empty()
        && f.because
            .level
            .iter()
            .all(|w| f.because.direction.iter().any(|d| w.contains(d.as_str())))
}

/// Why a matter which has another beside it that inspectors called new is silent at a visit: before the new one was
/// found it could not be looked at, and what that visit says is of the new one.
fn beside_a_new_one(matter: &Matter, visits: &Visits, v: usize) -> Option<Silence> {
    let because = match matter.new {
        New::Since(since) if v < since && !visits.sources[v].is_empty() => NotCovered::NewAt {
            visit: visits.visits[since].id.clone(),
        },
        New::Apart(at) if v == at => NotCovered::AboutTheNewOne,
        _ => return None,
    };
    Some(Silence::NotCovered(because))
}

fn direction(findings: &[&Passage], readings: &[Reading], level: Level, before: &[Cell]) -> Moved {
    let of = |p: &&Passage| p.finding(readings);
    let decided: Vec<(Direction, &Person)> = findings
        .iter()
        .map(of)
        .filter_map(|f| Some((f.direction, f.settled.decided(Class::Direction)?)))
        .collect();
    let moves = |of: &&(Direction, &Person)| of.0 != Direction::None;
    if let Some((direction, person)) = decided.iter().find(moves) {
        return Moved {
            direction: *direction,
            because: None,
            decided: Some((*person).clone()),
        };
    }
    let (direction, because) = as_stated(findings, readings, !before.is_empty());
    let none_stated = because.is_none();
    let by_person = decided.first().filter(|_| none_stated);
    let (direction, because) = if none_stated && by_person.is_none() {
        derived(level, before)
    } else {
        (direction, because)
    };
    Moved {
        direction,
        because,
        decided: by_person.map(|(_, person)| (*person).clone()),
    }
}

/// The direction that the text states; no reason where it states none. At the visit that opens the cycle nothing came
/// before that a matter could be the same as.
fn as_stated(
    findings: &[&Passage],
    readings: &[Reading],
    anything_before: bool,
) -> (Direction, Option<DirectionBecause>) {
    let states = |p: &&&Passage| match p.finding(readings).direction {
        Direction::None => false,
        Direction::Same => anything_before,
        _ => true,
    };
    let first = findings.first();
    let heart = first.filter(states);
    let beside: Vec<&&Passage> = findings
        .iter()
        .filter(|p| first.is_some_and(|f| p.passage_is_beside(f, readings)))
        .filter(states)
        .collect();
    let has = |d: Direction| beside.iter().any(|p| p.finding(readings).direction == d);
    let chosen = heart
        .or_else(|| beside.first().copied())
        .or_else(|| findings.iter().find(states));
    let Some(p) = chosen else {
        return (Direction::None, None);
    };
    if heart.is_none() && has(Direction::Better) && has(Direction::Worse) {
        return (Direction::None, Some(DirectionBecause::BetterAndWorse));
    }
    let f = p.finding(readings);
    let words = f.because.direction.first().cloned();
    (f.direction, Some(DirectionBecause::Stated { words }))
}

/// The direction that follows from the level that the matter had when it was last evaluated.
fn derived(level: Level, before: &[Cell]) -> (Direction, Option<DirectionBecause>) {
    let rank = |l: Level| match l {
        Level::Weakness => 0,
        Level::Mixed => 1,
        Level::Strength => 2,
        Level::None => -1,
    };
    let last = before.iter().rev().find(|c| c.level() != Level::None);
    let Some(cell) = last.filter(|c| level != Level::None && level != c.level()) else {
        return (Direction::None, None);
    };
    let direction = if rank(level) > rank(cell.level()) {
        Direction::Better
    } else {
        Direction::Worse
    };
    let because = DirectionBecause::Derived {
        since: cell.visit.clone(),
        then: cell.level(),
    };
    (direction, Some(because))
}

/// Which of the three silences it is where no finding of inspectors was located.
fn absent(
    aspects: &Aspects,
    matter: &Matter,
    visit: &Visit,
    looked: &Looked,
    said_not: bool,
) -> Silence {
    if said_not {
        Silence::NotCovered(NotCovered::SaidSo)
    } else if !looked.any {
        Silence::NotPublished(NotPublished::NoPaper)
    } else if !visit.letter {
        Silence::NotPublished(NotPublished::OnlyAccounts)
    } else if looked.whole {
        Silence::NoFinding(NoFinding::FullInspection)
    } else if let Some(why) = near(aspects, matter, looked) {
        Silence::NoFinding(why)
    } else if visit.focus.is_empty() {
        Silence::NotCovered(NotCovered::NothingSaid)
    } else {
        Silence::NotCovered(NotCovered::NotAmongAreas)
    }
}

/// Why the visit counts as having looked at the area of a matter of which it says nothing.
fn near(aspects: &Aspects, matter: &Matter, looked: &Looked) -> Option<NoFinding> {
    let (subject, group) = matter.subject?;
    let s = &aspects.subjects[subject];
    // A look at a matter in one group's teams is a look at it; a look at it in general is none at one group's.
    let fits = |g: Option<usize>| match s.scope {
        Scope::None => true,
        Scope::Stated => group.is_none() || g == group,
        Scope::Section => g.is_none() || group.is_none() || g == group,
    };
    if looked
        .subjects
        .iter()
        .any(|&(x, g)| x == subject && fits(g))
    {
        return Some(NoFinding::AmongAreas);
    }
    if s.narrow {
        return None;
    }
    let theme = *s.themes.first()?;
    looked
        .themes
        .iter()
        .any(|&(t, g)| t == theme && fits(g))
        .then_some(NoFinding::LookedAt(theme))
}
