//! What moved by the newest visit: since the visit before it, or since the inspection; and of how many matters that cannot
//! be said.
//!
//! Only what may be said as fact. Deliberately not here: the words for it ([`crate::explain`]), and the words of the
//! letter that show it ([`Cell::telling`]).

use super::{Cell, Comparison, Thread, Visit};
use crate::findings::{Direction, Level};

/// From when on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Since {
    /// The visit, or inspection, before the newest.
    LastVisit,
    /// The first of the comparison.
    Inspection,
}

/// What the newest visit tells, beside an earlier one.
#[derive(Debug, Clone, PartialEq)]
pub struct Movement {
    /// Id of the newest visit whose letter is here.
    pub visit: String,
    /// Id of the visit that it is set beside.
    pub since: String,
    /// Matters that inspectors spoke of more than once, or that have a name.
    pub matters: usize,
    /// Of how many of them the newest visit says something, and what is sure.
    pub said: usize,
    /// Of how many it is open what it says, or whether it says anything.
    pub open: usize,
    /// Of how many it says nothing, and that is sure.
    pub silent: usize,
    /// What got worse first, then what got better.
    pub moved: Vec<Moved>,
}

/// A matter that moved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// Id of the thread.
    pub thread: String,
    /// Id of the visit that last said how good it was; none where inspectors state the movement themselves, and how good
    /// it was before cannot be said.
    pub before: Option<String>,
    /// How good it was then, where that may be said.
    pub then: Option<Level>,
    /// How good it is now, where that may be said.
    pub now: Option<Level>,
    pub way: Way,
}

/// Which way a matter moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Way {
    Worse,
    Better,
}

/// None where no two visits have their letters here.
pub fn movement(comparison: &Comparison, since: Since) -> Option<Movement> {
    let mut letters = comparison.visits.iter().filter(|v| v.letter);
    let newest = letters.next_back()?;
    let from = match since {
        Since::LastVisit => letters.next_back()?,
        Since::Inspection => letters.next()?,
    };
    let matters = || comparison.threads.iter().filter(|t| !t.is_raised_once());
    let cells = || matters().filter_map(|t| Some((t, cell_of(t, &newest.id)?)));
    let count = |is: fn(&Cell) -> bool| cells().filter(|(_, cell)| is(cell)).count();
    let mut moved: Vec<Moved> = cells()
        .filter_map(|(thread, now)| of(comparison, thread, now, from, since))
        .collect();
    moved.sort_by_key(|one| (one.way, one.then.is_none()));
    Some(Movement {
        visit: newest.id.clone(),
        since: from.id.clone(),
        matters: matters().count(),
        said: count(|c| c.spoken().is_some() && c.standing().is_fact()),
        open: count(|c| !c.standing().is_fact()),
        silent: count(|c| c.spoken().is_none() && c.standing().is_fact()),
        moved,
    })
}

fn cell_of<'a>(thread: &'a Thread, visit: &str) -> Option<&'a Cell> {
    thread.cells.iter().find(|c| c.visit == visit)
}

fn of(
    comparison: &Comparison,
    thread: &Thread,
    now: &Cell,
    from: &Visit,
    since: Since,
) -> Option<Moved> {
    now.spoken()?;
    let at = |id: &str| comparison.visits.iter().position(|v| v.id == id);
    let (newest, first) = (at(&now.visit)?, at(&from.id)?);
    // Since the last visit: beside when the matter was last looked at, be that earlier.
    let earlier = match since {
        Since::LastVisit => thread
            .cells
            .iter()
            .take(newest)
            .rev()
            .find(|c| rated(c).is_some() || c.in_doubt()),
        Since::Inspection => thread.cells.get(first),
    };
    let before = earlier.filter(|c| rated(c).is_some());
    let (then, level) = (before.and_then(rated), rated(now));
    let stated = now.direction_as_fact().and_then(|d| match d {
        Direction::Worse => Some(Way::Worse),
        Direction::Better => Some(Way::Better),
        Direction::Same | Direction::None => None,
    });
    let by_level = then
        .zip(level)
        .and_then(|(then, now)| match rank(now).cmp(&rank(then)) {
            std::cmp::Ordering::Less => Some(Way::Worse),
            std::cmp::Ordering::Greater => Some(Way::Better),
            std::cmp::Ordering::Equal => None,
        });
    let way = match since {
        // The level and what inspectors say of it may point apart ("better, but ..."): then nothing moved for certain.
        Since::LastVisit => match (stated, by_level) {
            (Some(stated), Some(by_level)) if stated != by_level => return None,
            (stated, by_level) => stated.or(by_level)?,
        },
        // What inspectors call better is better than last time, not than at the inspection.
        Since::Inspection => by_level?,
    };
    Some(Moved {
        thread: thread.id.clone(),
        before: before.map(|c| c.visit.clone()),
        then,
        now: level,
        way,
    })
}

/// How good it is, where that may be said and is a judgement.
fn rated(cell: &Cell) -> Option<Level> {
    cell.level_as_fact().filter(|level| *level != Level::None)
}

fn rank(level: Level) -> u8 {
    match level {
        Level::None | Level::Weakness => 0,
        Level::Mixed => 1,
        Level::Strength => 2,
    }
}

#[cfg(test)]
mod tests {
    use super::super::{NotCovered, Pattern, Said, Silence, Spoken, Standing, Titled, VisitKind};
    use super::*;

    fn spoken(level: Level, direction: Direction, standing: Standing) -> Said {
        Said::Spoken(Spoken {
            standing,
            direction_standing: standing,
            ..Spoken::of(level, direction)
        })
    }

    fn silent(standing: Standing) -> Said {
        let silence = Silence::NotCovered(NotCovered::SaidSo);
        Said::Silent {
            silence,
            standing,
            perhaps: None,
        }
    }

    /// A matter by name, at the inspection and two visits.
    fn of(said: [Said; 3], since: Since) -> Movement {
        let visits = ["inspection", "visit-1", "visit-2"];
        let visit = |id: &&str| Visit {
            id: (*id).to_owned(),
            what: VisitKind::MonitoringVisit,
            number: None,
            from: None,
            to: None,
            published: None,
            focus: Vec::new(),
            sources: vec!["a".to_owned()],
            letter: true,
        };
        let cells = visits.iter().zip(said).map(|(id, said)| Cell {
            visit: (*id).to_owned(),
            said,
            findings: Vec::new(),
            proposed: false,
        });
        let comparison = Comparison {
            authority: "Northmere".to_owned(),
            judged: None,
            visits: visits.iter().map(visit).collect(),
            threads: vec![Thread {
                id: "supervision".to_owned(),
                title: "Supervision".to_owned(),
                titled: Titled::ByName,
                subject: None,
                themes: Vec::new(),
                pattern: Pattern::Steady,
                standing: Standing::Open,
                confirmed: true,
                cells: cells.collect(),
                figures: Vec::new(),
            }],
            recommendations: Vec::new(),
            coverage: Vec::new(),
            clashes: Vec::new(),
            claimed_totals: Vec::new(),
            unplaced: Vec::new(),
            apart: Vec::new(),
        };
        movement(&comparison, since).unwrap()
    }

    use Direction::{Better, None as Still, Worse};
    use Level::{Mixed, Strength, Weakness};
    use Standing::{Open, Settled, Sure};

    #[test]
    fn a_matter_moved_where_both_looks_may_be_said_and_differ() {
        let now = of(
            [
                spoken(Weakness, Still, Sure),
                silent(Sure),
                spoken(Strength, Still, Settled),
            ],
            Since::LastVisit,
        );
        assert_eq!(now.since, "visit-1");
        let one = &now.moved[0];
        assert_eq!(
            (one.way, one.then, one.now),
            (Way::Better, Some(Weakness), Some(Strength))
        );
        assert_eq!(
            one.before.as_deref(),
            Some("inspection"),
            "the last look, not the last visit"
        );
    }

    #[test]
    fn nothing_that_is_open_moved() {
        for said in [
            [
                silent(Sure),
                spoken(Weakness, Still, Open),
                spoken(Strength, Better, Open),
            ],
            [
                silent(Sure),
                spoken(Weakness, Still, Open),
                spoken(Strength, Still, Sure),
            ],
            // The inspection was sure, but what visit 1 said in between is not.
            [
                spoken(Weakness, Still, Sure),
                spoken(Mixed, Still, Open),
                spoken(Strength, Still, Sure),
            ],
        ] {
            assert_eq!(of(said, Since::LastVisit).moved, []);
        }
        let waits = of(
            [silent(Sure), silent(Sure), spoken(Mixed, Still, Open)],
            Since::LastVisit,
        );
        assert_eq!((waits.said, waits.open, waits.silent), (0, 1, 0));
    }

    #[test]
    fn silence_is_no_movement() {
        let said = [
            spoken(Weakness, Still, Sure),
            spoken(Weakness, Still, Sure),
            silent(Sure),
        ];
        let now = of(said.clone(), Since::LastVisit);
        assert_eq!((now.moved.len(), now.silent), (0, 1));
        assert_eq!(of(said, Since::Inspection).moved, []);
    }

    #[test]
    fn what_inspectors_state_moved_without_a_look_before() {
        let stated = [silent(Sure), silent(Sure), spoken(Weakness, Worse, Sure)];
        let now = of(stated.clone(), Since::LastVisit);
        assert_eq!((now.moved[0].way, now.moved[0].then), (Way::Worse, None));
        assert_eq!(
            of(stated, Since::Inspection).moved,
            [],
            "worse than when, nobody says"
        );
    }

    #[test]
    fn where_level_and_statement_point_apart_nothing_is_said() {
        let apart = [
            silent(Sure),
            spoken(Strength, Still, Sure),
            spoken(Mixed, Better, Sure),
        ];
        assert_eq!(of(apart, Since::LastVisit).moved, []);
    }
}
