//! What one visit's findings on a matter add up to: covered or not, level, direction, and why.
//!
//! Only what inspectors found decides. Silence is never improvement.

use super::aspects::{Aspects, Scope};
use super::passage::{Passage, is_own};
use super::threads::{Matter, because};
use super::visits::{Visits, name};
use super::words::words;
use super::{Cell, CellFinding, Covered, Reading, Visit, VisitKind};
use crate::findings::{Direction, Level, Theme};

/// A good side this much rarer than the bad does not make a weakness mixed.
const TRIVIAL: f32 = 0.2;

/// What a visit looked at: per group of children, and themes.
pub(crate) struct Looked {
    /// Subjects and groups that the areas covered name.
    subjects: Vec<(usize, Option<usize>)>,
    /// Themes of the areas covered, by group.
    themes: Vec<(Theme, Option<usize>)>,
    whole: bool,
    letter: bool,
    any: bool,
}

/// What each visit looked at.
pub(crate) fn looked(
    aspects: &Aspects,
    visits: &Visits,
    readings: &[Reading],
    passages: &[Passage],
) -> Vec<Looked> {
    (0..visits.visits.len())
        .map(|v| {
            let mut looked = Looked {
                subjects: Vec::new(),
                themes: Vec::new(),
                whole: visits.visits[v].what == VisitKind::Inspection,
                letter: visits.sources[v].iter().any(|&r| is_own(&readings[r])),
                any: !visits.sources[v].is_empty(),
            };
            for area in &visits.visits[v].focus {
                let text = words(area);
                let group = aspects.group_of(&text, false);
                for (s, _) in aspects.subjects_of(&text) {
                    looked.subjects.push((s, group));
                    looked.themes.extend(
                        aspects.subjects[s]
                            .themes
                            .iter()
                            .take(1)
                            .map(|&t| (t, group)),
                    );
                }
            }
            for p in passages
                .iter()
                .filter(|p| p.visit == v && p.decides && !p.not_looked_at)
            {
                if let Some(&(s, _)) = p.subjects.first() {
                    looked.themes.extend(
                        aspects.subjects[s]
                            .themes
                            .iter()
                            .take(1)
                            .map(|&t| (t, p.group)),
                    );
                }
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
        let mut cell = if deciding.is_empty() {
            absent(aspects, matter, visit, &looked[v], said_not.is_some())
        } else {
            let (level, level_why) = level(&deciding, readings);
            let (direction, derived, direction_why) =
                direction(&deciding, readings, level, &cells, &visits.visits);
            let link = because(aspects, readings, matter, &earlier, &deciding);
            let why = [link, level_why, direction_why]
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
                    citation: f.citation.clone(),
                    speaker: f.speaker.clone(),
                    level: f.level,
                    direction: f.direction,
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

/// Strength only where nothing inspectors said here is weak; a weakness may have a trivial good side.
fn level(findings: &[&Passage], readings: &[Reading]) -> (Level, String) {
    let weigh = |level: Level| {
        findings
            .iter()
            .filter(|p| p.finding(readings).level == level)
            .map(|p| p.centrality(readings))
            .sum::<f32>()
    };
    let (good, mixed, bad) = (
        weigh(Level::Strength),
        weigh(Level::Mixed),
        weigh(Level::Weakness),
    );
    let all = good + mixed + bad;
    if all <= 0.0 {
        return (
            Level::None,
            "No evaluation was read in what it says.".to_owned(),
        );
    }
    if good == all {
        return (Level::Strength, String::new());
    }
    if bad > 0.0 && (good + mixed) / all <= TRIVIAL {
        return (Level::Weakness, String::new());
    }
    if bad == all {
        return (Level::Weakness, String::new());
    }
    let why = if good > 0.0 && bad > 0.0 {
        "Inspectors found good and bad."
    } else {
        ""
    };
    (Level::Mixed, why.to_owned())
}

fn direction(
    findings: &[&Passage],
    readings: &[Reading],
    level: Level,
    before: &[Cell],
    visits: &[Visit],
) -> (Direction, bool, String) {
    let stated = |d: Direction| {
        findings
            .iter()
            .filter(move |p| p.finding(readings).direction == d)
    };
    let words = |d: Direction| {
        let first = stated(d).find_map(|p| p.finding(readings).because.direction.first().cloned());
        first.map_or_else(String::new, |w| format!(" (‘{w}’)"))
    };
    let (better, same, worse) = (
        stated(Direction::Better).count(),
        stated(Direction::Same).count(),
        stated(Direction::Worse).count(),
    );
    let counted = [
        (Direction::Better, better),
        (Direction::Same, same),
        (Direction::Worse, worse),
    ];
    let stating: Vec<Direction> = counted
        .iter()
        .filter(|(_, n)| *n > 0)
        .map(|(d, _)| *d)
        .collect();
    match stating.as_slice() {
        [] => {}
        [one] => {
            return (
                *one,
                false,
                format!("{} as the text states it{}.", called(*one), words(*one)),
            );
        }
        several => {
            // The sentence at the heart of the matter decides; better and worse at once is neither.
            if better > 0 && worse > 0 {
                return (
                    Direction::None,
                    false,
                    "The text speaks of better and of worse.".to_owned(),
                );
            }
            let first = findings
                .iter()
                .map(|p| p.finding(readings).direction)
                .find(|d| several.contains(d));
            let first = first.unwrap_or(Direction::None);
            return (
                first,
                false,
                format!(
                    "{} as the text states it first{}.",
                    called(first),
                    words(first)
                ),
            );
        }
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
    } else if !looked.letter {
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
    Cell {
        visit: visit.id.clone(),
        covered,
        level: Level::None,
        direction: Direction::None,
        findings: Vec::new(),
        proposed: true,
        because,
        derived: false,
    }
}

/// Why the visit counts as having looked at the area of a matter of which it says nothing.
fn near(aspects: &Aspects, matter: &Matter, looked: &Looked) -> Option<String> {
    let (subject, group) = matter.subject?;
    let s = &aspects.subjects[subject];
    let fits = |g: Option<usize>| {
        s.scope != Scope::Section || g.is_none() || group.is_none() || g == group
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
