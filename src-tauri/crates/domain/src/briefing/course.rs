//! What may be said of a matter's course as fact: how it stands beside an earlier look, and that nobody looked since.
//!
//! Each rests on cells, and its standing is that of the lowest of them: where one is open, nothing is said here, and the
//! pack shows words. Deliberately not here: where it is shown.

use std::collections::HashSet;

use crate::comparison::{
    Cell, CellFinding, Comparison, Covered, Pattern, Reading, Said, Standing, Thread, Visit,
    is_common, is_named, stem, words,
};
use crate::findings::{Direction, Finding, Level, Of, SpeakerRole};
use crate::vocabulary;

use super::wording::Papers;

/// The comparison as a pack may say it: what a visit says of a matter is sure under its name only where the sentences that
/// bear it out have that name in them, and no other matter has the name before it. A group may hold sentences that are called
/// otherwise; their words stand, without a verdict. So they do where another sentence of the same paper has the name in it and
/// says otherwise: it was put with another group. What a person settled stays.
pub(super) fn under_its_name(comparison: &Comparison, readings: &[Reading]) -> Comparison {
    let papers = Papers::of(readings);
    let mut said = comparison.clone();
    for thread in &mut said.threads {
        let shared = is_second_of_its_name(&thread.title);
        let named: Vec<bool> = thread
            .cells
            .iter()
            .map(|c| match c.standing() {
                Standing::Settled => true,
                Standing::Open => false,
                Standing::Sure => {
                    !shared
                        && bears_name(&papers, thread, c)
                        && !is_spoken_against(comparison, &papers, thread, c)
                }
            })
            .collect();
        for (cell, named) in thread.cells.iter_mut().zip(named) {
            if let Said::Spoken(spoken) = &mut cell.said
                && !named
            {
                let open = |standing: &mut Standing| {
                    if *standing == Standing::Sure {
                        *standing = Standing::Open;
                    }
                };
                open(&mut spoken.standing);
                open(&mut spoken.direction_standing);
            }
        }
    }
    said
}

/// True for "Foster carers (2)": what a group is called that the name fits less than another.
fn is_second_of_its_name(title: &str) -> bool {
    let number = title.strip_suffix(')').and_then(|t| t.rsplit_once(" ("));
    number.is_some_and(|(_, n)| n.parse::<u8>().is_ok())
}

fn bears_name(papers: &Papers<'_>, thread: &Thread, cell: &Cell) -> bool {
    let theirs = cell.findings.iter();
    let theirs = theirs.filter(|f| f.speaker.role == SpeakerRole::Inspectors);
    let alike: Vec<&CellFinding> = theirs.clone().filter(|f| f.level == cell.level()).collect();
    let telling = if alike.is_empty() {
        theirs.collect()
    } else {
        alike
    };
    telling.iter().any(|f| has_name(papers, thread, f))
}

/// True where the visit's own paper says otherwise of what has the matter's name, in a sentence that is not among the cell's.
fn is_spoken_against(
    comparison: &Comparison,
    papers: &Papers<'_>,
    thread: &Thread,
    cell: &Cell,
) -> bool {
    let against = |level: Level| match cell.level() {
        Level::Weakness => matches!(level, Level::Strength | Level::Mixed),
        Level::Strength => matches!(level, Level::Weakness | Level::Mixed),
        Level::Mixed | Level::None => false,
    };
    let own = |f: &Finding| cell.findings.iter().any(|c| c.citation == f.citation);
    let visit = comparison.visits.iter().find(|v| v.id == cell.visit);
    let sources = visit.into_iter().flat_map(|v| &v.sources);
    sources
        .filter_map(|s| papers.reading(s))
        .filter(|r| r.facts.kind.is_of_inspectors())
        .flat_map(|r| &r.findings)
        .filter(|f| f.speaker.role == SpeakerRole::Inspectors && f.of == Of::ThisVisit)
        .filter(|f| against(f.level) && !own(f))
        .any(|f| is_named(thread, f.quote()))
}

/// True where a sentence, or the one before that it leans on, speaks of the matter by its name.
pub(super) fn has_name(papers: &Papers<'_>, thread: &Thread, finding: &CellFinding) -> bool {
    let words = papers.words(&finding.citation);
    is_named(thread, words.as_deref().unwrap_or(&finding.citation.quote))
}

/// A look at a matter beside an earlier one.
#[derive(Debug, Clone, Copy)]
pub(super) struct Step<'a> {
    pub(super) thread: &'a Thread,
    pub(super) before: Option<&'a Cell>,
    pub(super) now: &'a Cell,
    /// Which way it moved, where that may be said.
    pub(super) moved: Option<Direction>,
}

impl<'a> Step<'a> {
    /// What the visit said of it, beside the last time that inspectors spoke of it before. None where it is silent.
    pub(super) fn at(thread: &'a Thread, visit: &str) -> Option<Step<'a>> {
        let at = thread.cells.iter().position(|c| c.visit == visit)?;
        let now = thread.cells.get(at).filter(|c| c.spoken().is_some())?;
        let mut before = thread.cells[..at].iter().rev();
        let before = before.find(|c| c.spoken().is_some());
        let stated = now.direction_as_fact().filter(|d| *d != Direction::None);
        let by_levels = || before.and_then(|before| by_levels(before, now));
        Some(Step {
            thread,
            before,
            now,
            moved: stated.or_else(by_levels),
        })
    }

    /// How it stands when it was last spoken of, beside the first visit. None where that is silent on it, or where
    /// nobody spoke of it since. Inspectors say which way it moved since they last looked, so levels alone tell here.
    pub(super) fn since_first(thread: &'a Thread) -> Option<Step<'a>> {
        let (first, later) = thread.cells.split_first()?;
        let now = later.iter().rev().find(|c| c.spoken().is_some())?;
        first.spoken()?;
        Some(Step {
            thread,
            before: Some(first),
            now,
            moved: by_levels(first, now),
        })
    }

    /// "was a weakness, now a strength"; none where it may not be said.
    pub(super) fn in_words(&self) -> Option<String> {
        let then = self.before.and_then(Cell::level_as_fact);
        let now = self.now.level_as_fact();
        self.moved
            .map(|moved| vocabulary::course(then, moved, now))
            .filter(|said| !said.is_empty())
    }

    /// In the order in which a councillor wants to know: what became worse, what is still weak, what became better.
    pub(super) fn rank(&self) -> Option<u8> {
        Some(match (self.moved?, self.now.level_as_fact()) {
            (Direction::Worse, _) => 0,
            (Direction::Same, Some(Level::Weakness)) => 1,
            (Direction::Better, _) => 2,
            (Direction::Same, Some(Level::Mixed)) => 3,
            _ => return None,
        })
    }
}

fn by_levels(before: &Cell, now: &Cell) -> Option<Direction> {
    let rank = |cell: &Cell| match cell.level_as_fact()? {
        Level::Weakness => Some(0),
        Level::Mixed => Some(1),
        Level::Strength => Some(2),
        Level::None => None,
    };
    let (then, now): (u8, u8) = (rank(before)?, rank(now)?);
    Some(match now.cmp(&then) {
        std::cmp::Ordering::Greater => Direction::Better,
        std::cmp::Ordering::Equal => Direction::Same,
        std::cmp::Ordering::Less => Direction::Worse,
    })
}

/// True where anything may be said of it as fact beyond what its words say.
pub(super) fn speaks_as_fact(thread: &Thread) -> bool {
    let level = |c: &Cell| c.level_as_fact().is_some_and(|l| l != Level::None);
    let moved = |c: &Cell| c.direction_as_fact().is_some_and(|d| d != Direction::None);
    thread.cells.iter().any(|c| level(c) || moved(c)) || thread.standing.is_fact()
}

/// A matter that was spoken of at the first visit and not since, as far as that may be said.
#[derive(Debug, Clone, Copy)]
pub(super) struct Unseen<'a> {
    pub(super) thread: &'a Thread,
    pub(super) then: &'a Cell,
    /// A later visit looked there, and no sentence was located.
    pub(super) passed_over: bool,
}

/// Whether nobody looked at a matter since the first visit. A sentence of a later paper that has its name in it may be
/// about it though it was put elsewhere: then nothing is said.
pub(super) fn unseen<'a>(
    comparison: &Comparison,
    readings: &[Reading],
    thread: &'a Thread,
) -> Option<Unseen<'a>> {
    let (then, later) = thread.cells.split_first()?;
    then.spoken()?;
    let published = |c: &&Cell| c.covered() != Covered::NotPublished;
    let silent = later
        .iter()
        .all(|c| c.spoken().is_none() && c.standing().is_fact());
    if !silent || !later.iter().any(|c| published(&c)) {
        return None;
    }
    let name = distinctive(&thread.title);
    let visits = comparison.visits.iter().skip(1);
    if name.is_empty() || visits.into_iter().any(|v| speaks_of(v, readings, &name)) {
        return None;
    }
    Some(Unseen {
        thread,
        then,
        passed_over: later.iter().any(|c| c.covered() == Covered::NoFinding),
    })
}

/// True where the paper of a later visit has the matter's name in a sentence: it may be about it though it was put elsewhere.
pub(super) fn is_spoken_of_after(
    comparison: &Comparison,
    readings: &[Reading],
    thread: &Thread,
    visit: &str,
) -> bool {
    let name = distinctive(&thread.title);
    let after = comparison.visits.iter().skip_while(|v| v.id != visit);
    let mut after = after.skip(1);
    name.is_empty() || after.any(|v| speaks_of(v, readings, &name))
}

/// What words of a title tell it from others. A title that is a sentence's beginning has none.
fn distinctive(title: &str) -> HashSet<String> {
    // Words that stand in the names of many matters.
    const OFTEN: [&str; 14] = [
        "need",
        "needs",
        "care",
        "work",
        "workers",
        "worker",
        "social",
        "quality",
        "support",
        "help",
        "home",
        "homes",
        "plans",
        "decisions",
    ];
    let all = words(title);
    let told = |keep: &dyn Fn(&&String) -> bool| -> HashSet<String> {
        all.iter().filter(keep).map(|w| stem(w)).collect()
    };
    let own = told(&|w| !is_common(w) && !OFTEN.contains(&w.as_str()));
    if own.is_empty() {
        // "Care leavers’ plans" of nothing but such words: all of them together.
        told(&|w| !is_common(w))
    } else {
        own
    }
}

/// True where a sentence about the visit has all these words.
fn speaks_of(visit: &Visit, readings: &[Reading], name: &HashSet<String>) -> bool {
    let of = |r: &&Reading| visit.sources.contains(&r.document.source.sha256);
    let own = readings.iter().filter(of);
    own.filter(|r| r.facts.kind.is_of_inspectors())
        .flat_map(|r| &r.document.paragraphs)
        .filter(|p| p.is_body())
        .any(|p| {
            let said: HashSet<String> = words(&p.text).iter().map(|w| stem(w)).collect();
            name.iter().all(|word| said.contains(word))
        })
}

/// In the order in which matters are set out: by what may be said of them.
pub(super) fn order(thread: &Thread) -> u8 {
    let pattern = thread.pattern_as_fact();
    if matches!(
        pattern,
        Some(Pattern::ImprovedThenSlipped | Pattern::DeclinedFromStrength | Pattern::GotWorse)
    ) {
        return 0;
    }
    let spoken = || thread.cells.iter().rev().filter(|c| c.spoken().is_some());
    let last = spoken().next().map(|c| c.visit.as_str());
    let step = last.and_then(|visit| Step::at(thread, visit));
    if let Some(rank) = step.and_then(|s| s.rank()) {
        return rank;
    }
    match spoken().find_map(Cell::level_as_fact) {
        Some(Level::Weakness) => 4,
        Some(Level::Mixed) => 5,
        Some(Level::Strength) => 6,
        Some(Level::None) | None => 7,
    }
}
