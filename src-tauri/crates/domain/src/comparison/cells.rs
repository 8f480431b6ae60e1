//! What one visit's findings on a matter add up to: covered or not, level, direction, and why.
//!
//! Only what inspectors found decides. Silence is never improvement.

use super::aspects::{Aspects, Scope};
use super::passage::Passage;
use super::threads::{Matter, New, because};
use super::visits::{Visits, name};
use super::words::words;
use super::{Cell, CellFinding, Covered, Reading, Visit, VisitKind};
use crate::findings::{
    BETTER_ONLY, Class, Direction, Finding, Level, TOO_EARLY, Theme, WORSE_ONLY,
};

/// Why a cell is to be taken with care that rests on an account by others.
const REPORTED: &str = "The letter is not among the documents: this is what others quote of it, and they choose what they quote.";

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
        let mut cell = if let Some(silent) = beside_a_new_one(matter, visits, v, &deciding) {
            silent
        } else if deciding.is_empty() {
            absent(aspects, matter, visit, &looked[v], said_not.is_some())
        } else {
            let (level, level_why) = level(&deciding, readings, &cells);
            let (direction, derived, direction_why) =
                direction(&deciding, readings, level, &cells, &visits.visits);
            let link = because(aspects, readings, matter, &earlier, &deciding);
            let reported = !deciding
                .iter()
                .any(|p| readings[p.reading].facts.kind.is_of_inspectors());
            let account = if reported { REPORTED } else { "" }.to_owned();
            let doubt = doubt(&deciding, readings);
            let why = [account, link, level_why, direction_why, doubt]
                .into_iter()
                .filter(|s| !s.is_empty())
                .collect::<Vec<_>>();
            Cell {
                visit: visit.id.clone(),
                covered: Covered::Yes,
                level,
                direction,
                findings: Vec::new(),
                proposed: true,
                because: why.join(" "),
                derived,
                reported,
            }
        };
        let shown = deciding
            .iter()
            .copied()
            .chain(said_not.filter(|_| deciding.is_empty()))
            .chain(others);
        cell.findings = shown
            .map(|p| {
                let f = p.finding(readings);
                CellFinding {
                    index: f.index,
                    citation: f.citation.clone(),
                    speaker: f.speaker.clone(),
                    level: f.level,
                    direction: f.direction,
                    to_check: f.to_check(),
                }
            })
            .collect();
        let mut linked = members
            .iter()
            .filter(|m| passages[m.passage].decides)
            .peekable();
        cell.proposed = linked.peek().is_none() || linked.any(|m| !m.confirmed);
        earlier.extend(deciding);
        cells.push(cell);
    }
    cells
}

/// The sentence at the heart of the matter decides; what stands beside it in its paragraph may qualify it.
///
/// A strength that something beside it qualifies is mixed, and so is what is only said to be better than before;
/// a weakness is one, unless it is said to be better as well. Too early to see is no evaluation.
fn level(findings: &[&Passage], readings: &[Reading], before: &[Cell]) -> (Level, String) {
    let of = |p: &&Passage| p.finding(readings);
    let too_early = findings.iter().map(of).any(|f| says(f, TOO_EARLY));
    let Some(first) = findings.iter().find(|p| of(p).level != Level::None) else {
        let why = if too_early {
            "Inspectors say that it is too early to see."
        } else {
            "No evaluation was read in what it says."
        };
        return (Level::None, why.to_owned());
    };
    let f = of(first);
    let bettered = f.direction == Direction::Better || says(f, BETTER_ONLY);
    if too_early && f.level == Level::Strength && bettered {
        return (
            Level::Mixed,
            "Inspectors say that it is better than before, and too early to see what comes of it."
                .to_owned(),
        );
    }
    if too_early && f.level != Level::Weakness {
        return (
            Level::None,
            "Inspectors say that it is too early to see what difference it has made.".to_owned(),
        );
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
        Level::Mixed => (
            Level::Mixed,
            "Good and bad stand in one sentence.".to_owned(),
        ),
        Level::Weakness if says(f, WORSE_ONLY) => {
            let was = before
                .iter()
                .rev()
                .map(|c| c.level)
                .find(|l| *l != Level::None);
            if was == Some(Level::Strength) {
                let why =
                    "It was a strength, and inspectors say only that it is worse than before.";
                (Level::Mixed, why.to_owned())
            } else {
                (Level::Weakness, String::new())
            }
        }
        Level::Weakness if better && f.direction == Direction::None => (
            Level::Mixed,
            "Inspectors found weakness, and say that it is better than before.".to_owned(),
        ),
        Level::Weakness => (Level::Weakness, String::new()),
        Level::Strength if any(Level::Weakness) || any(Level::Mixed) => {
            (Level::Mixed, "Inspectors found good and bad.".to_owned())
        }
        Level::Strength if only_moved(f) && !praised_as_well => (
            Level::Mixed,
            "Inspectors say that it is better than before, not that it is good.".to_owned(),
        ),
        level => (level, String::new()),
    }
}

/// Says so where the reader that has learned takes the sentence at the heart otherwise.
fn doubt(findings: &[&Passage], readings: &[Reading]) -> String {
    let heart = findings
        .iter()
        .map(|p| p.finding(readings))
        .find(|f| f.level != Level::None);
    let differs = heart
        .and_then(|f| f.second.as_ref())
        .is_some_and(|s| s.check.contains(&Class::Level));
    if differs {
        "The two readers differ on the level of its first sentence: check it.".to_owned()
    } else {
        String::new()
    }
}

/// True where the reading's remark on the finding holds these words.
fn says(f: &Finding, remark: &str) -> bool {
    f.because
        .note
        .as_deref()
        .is_some_and(|n| n.contains(remark))
}

/// True where the words that say how good it is are those that say which way it moved.
fn only_moved(f: &Finding) -> bool {
    if says(f, BETTER_ONLY) {
        return true;
    }
    f.direction != Direction::None
        && !f.because.level.is_empty()
        && f.because
            .level
            .iter()
            .all(|w| f.because.direction.iter().any(|d| w.contains(d.as_str())))
}

/// A cell of a matter which has another beside it that inspectors called new: before that visit the new one could not
/// be looked at, and what that visit says is of the new one.
fn beside_a_new_one(
    matter: &Matter,
    visits: &Visits,
    v: usize,
    deciding: &[&Passage],
) -> Option<Cell> {
    let because = match matter.new {
        New::Since(since) if v < since && !visits.sources[v].is_empty() => format!(
            "Inspectors call this new at {}: no visit before looked at it.",
            name(&visits.visits[since])
        ),
        New::Apart(at) if v == at && deciding.is_empty() => {
            "What the letter says on this subject is about a new weakness, which is shown as a matter of its own."
                .to_owned()
        }
        _ => return None,
    };
    Some(silent(&visits.visits[v], Covered::NotCovered, because))
}

fn direction(
    findings: &[&Passage],
    readings: &[Reading],
    level: Level,
    before: &[Cell],
    visits: &[Visit],
) -> (Direction, bool, String) {
    // At the visit that opens the cycle nothing came before that a matter could be the same as.
    let opening = before.is_empty();
    let states = |p: &&&Passage| match p.finding(readings).direction {
        Direction::None => false,
        Direction::Same => !opening,
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
    if let Some(p) = chosen {
        if heart.is_none() && has(Direction::Better) && has(Direction::Worse) {
            return (
                Direction::None,
                false,
                "The text speaks of better and of worse.".to_owned(),
            );
        }
        let f = p.finding(readings);
        let words = f
            .because
            .direction
            .first()
            .map_or_else(String::new, |w| format!(" (‘{w}’)"));
        return (
            f.direction,
            false,
            format!("{} as the text states it{words}.", called(f.direction)),
        );
    }
    let last = before
        .iter()
        .rev()
        .find(|c| c.covered == Covered::Yes && c.level != Level::None);
    let rank = |l: Level| match l {
        Level::Weakness => 0,
        Level::Mixed => 1,
        Level::Strength => 2,
        Level::None => -1,
    };
    match last {
        Some(cell) if level != Level::None && rank(level) != rank(cell.level) => {
            let direction = if rank(level) > rank(cell.level) {
                Direction::Better
            } else {
                Direction::Worse
            };
            let at = visits
                .iter()
                .find(|v| v.id == cell.visit)
                .map(name)
                .unwrap_or_default();
            let why = format!(
                "The text states no direction; {} is derived from the change of level since {at} ({} then, {} now).",
                called(direction).to_lowercase(),
                word(cell.level),
                word(level)
            );
            (direction, true, why)
        }
        _ => (Direction::None, false, String::new()),
    }
}

fn called(direction: Direction) -> &'static str {
    match direction {
        Direction::Better => "Better",
        Direction::Same => "The same",
        Direction::Worse => "Worse",
        Direction::None => "No direction",
    }
}

/// The level in a word.
pub(crate) fn word(level: Level) -> &'static str {
    match level {
        Level::Strength => "strength",
        Level::Mixed => "mixed",
        Level::Weakness => "weakness",
        Level::None => "no evaluation",
    }
}

/// A cell without a finding, and which of the three silences it is.
fn absent(
    aspects: &Aspects,
    matter: &Matter,
    visit: &Visit,
    looked: &Looked,
    said_not: bool,
) -> Cell {
    let (covered, because) = if said_not {
        (
            Covered::NotCovered,
            "The letter says that this was not looked at.".to_owned(),
        )
    } else if !looked.any {
        (
            Covered::NotPublished,
            "Its letter is not among the documents.".to_owned(),
        )
    } else if !visit.letter {
        (
            Covered::NotPublished,
            "Its letter is not among the documents, and the accounts of it by others say nothing of this.".to_owned(),
        )
    } else if looked.whole {
        (
            Covered::NoFinding,
            "A full inspection; no finding on this matter was located.".to_owned(),
        )
    } else if let Some(why) = near(aspects, matter, looked) {
        (Covered::NoFinding, why)
    } else if visit.focus.is_empty() {
        (
            Covered::NotCovered,
            "The letter says nothing of this area.".to_owned(),
        )
    } else {
        (
            Covered::NotCovered,
            "Not among the areas that the visit covered, and the letter says nothing of it."
                .to_owned(),
        )
    };
    silent(visit, covered, because)
}

fn silent(visit: &Visit, covered: Covered, because: String) -> Cell {
    Cell {
        visit: visit.id.clone(),
        covered,
        level: Level::None,
        direction: Direction::None,
        findings: Vec::new(),
        proposed: true,
        because,
        derived: false,
        reported: false,
    }
}

/// Why the visit counts as having looked at the area of a matter of which it says nothing.
fn near(aspects: &Aspects, matter: &Matter, looked: &Looked) -> Option<String> {
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
        return Some(
            "It is among the areas that the visit covered, but no finding on it was located."
                .to_owned(),
        );
    }
    if s.narrow {
        return None;
    }
    let theme = *s.themes.first()?;
    looked
        .themes
        .iter()
        .any(|&(t, g)| t == theme && fits(g))
        .then(|| {
            format!(
                "The visit looked at {}, but no finding on this matter was located.",
                theme.title().to_lowercase()
            )
        })
}
