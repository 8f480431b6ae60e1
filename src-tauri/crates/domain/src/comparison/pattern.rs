//! What happened to a matter over the visits, from the levels and directions of the cells that have one.

use super::{Cell, Pattern};
use crate::findings::{Direction, Level};

fn rank(level: Level) -> Option<u8> {
    match level {
        Level::Weakness => Some(0),
        Level::Mixed => Some(1),
        Level::Strength => Some(2),
        Level::None => None,
    }
}

/// The pattern, by the whole course. `could_see` says for each visit whether its letter or report is among the papers: what
/// others pass over in silence may well stand in it.
pub(crate) fn pattern(cells: &[Cell], could_see: &[bool]) -> Pattern {
    let seen: Vec<usize> = (0..cells.len())
        .filter(|&i| cells[i].spoken().is_some())
        .collect();
    let Some(&first_seen) = seen.first() else {
        return Pattern::SeenOnce;
    };
    let baseline = could_see.iter().position(|c| *c).unwrap_or(0);
    let mut later = could_see.iter().skip(first_seen + 1);
    match (first_seen > baseline, seen.len() > 1, later.any(|c| *c)) {
        (true, _, _) => return Pattern::New,
        (false, false, true) => return Pattern::NeverLookedAtAgain,
        (false, false, false) => return Pattern::SeenOnce,
        (false, true, _) => {}
    }
    let rated: Vec<(u8, Direction)> = seen
        .iter()
        .filter_map(|&i| Some((rank(cells[i].level())?, cells[i].direction())))
        .collect();
    match rated.as_slice() {
        [(first, _), since @ ..] if !since.is_empty() => course(*first, since),
        // Evaluated once or never: nothing that could have changed.
        _ => Pattern::Steady,
    }
}

const STRENGTH: u8 = 2;
const MIXED: u8 = 1;

/// What became of a matter that was as good as `first` at first; `since` is never empty.
fn course(first: u8, since: &[(u8, Direction)]) -> Pattern {
    let (last, moved) = since[since.len() - 1];
    let lowest = since.iter().map(|(level, _)| *level).min().unwrap_or(last);
    if first == STRENGTH {
        let fell = lowest < STRENGTH || moved == Direction::Worse;
        // What inspectors call better has not fallen for being called no more than that.
        let bettered = since
            .iter()
            .all(|(level, d)| *level == STRENGTH || *level == MIXED && *d == Direction::Better);
        return if fell && !bettered {
            Pattern::DeclinedFromStrength
        } else {
            Pattern::Steady
        };
    }
    let before_last = &since[..since.len() - 1];
    let was_better = |(level, d): &(u8, Direction)| *level > first || *d == Direction::Better;
    let peak = before_last
        .iter()
        .map(|(level, _)| *level)
        .max()
        .unwrap_or(first);
    let worse_lately = since
        .iter()
        .rev()
        .take(3)
        .any(|(_, d)| *d == Direction::Worse);
    if before_last.iter().any(was_better)
        && worse_lately
        && (last < peak || moved == Direction::Worse)
    {
        return Pattern::ImprovedThenSlipped;
    }
    // Where inspectors themselves say that it is worse, a level that reads higher is no improvement.
    let stated_worse = moved == Direction::Worse;
    if last == STRENGTH && !stated_worse {
        return Pattern::Resolved;
    }
    let betters = since.iter().any(|(_, d)| *d == Direction::Better);
    if !stated_worse && (last > first || last == MIXED && lowest == MIXED && betters) {
        return Pattern::Improved;
    }
    let falls = |pair: &[(u8, Direction)]| pair[1].0 < pair[0].0 || pair[1].1 == Direction::Worse;
    let all: Vec<(u8, Direction)> = [(first, Direction::None)]
        .iter()
        .chain(since)
        .copied()
        .collect();
    if first == MIXED && last < MIXED && since.len() > 1 && all.windows(2).all(falls) {
        return Pattern::GotWorse;
    }
    if first == MIXED && lowest == MIXED && !stated_worse {
        return Pattern::Steady;
    }
    Pattern::RaisedEveryTime
}

#[cfg(test)]
mod tests {
    use super::super::{
        Covered, NoFinding, NotCovered, NotPublished, Said, Silence, Spoken, Standing,
    };
    use super::*;

    fn silent(silence: Silence) -> Said {
        Said::Silent {
            silence,
            standing: Standing::Sure,
            perhaps: None,
        }
    }

    fn of(cells: &[(Covered, Level, Direction)]) -> Pattern {
        let cells: Vec<Cell> = cells
            .iter()
            .map(|&(covered, level, direction)| Cell {
                visit: String::new(),
                said: match covered {
                    Covered::Yes => Said::Spoken(Spoken::of(level, direction)),
                    Covered::NoFinding => silent(Silence::NoFinding(NoFinding::FullInspection)),
                    Covered::NotCovered => silent(Silence::NotCovered(NotCovered::SaidSo)),
                    Covered::NotPublished => silent(Silence::NotPublished(NotPublished::NoPaper)),
                },
                findings: Vec::new(),
                proposed: true,
            })
            .collect();
        let could: Vec<bool> = cells
            .iter()
            .map(|c| c.covered() != Covered::NotPublished)
            .collect();
        pattern(&cells, &could)
    }

    #[test]
    fn each_pattern_from_its_cells() {
        use Covered::{NoFinding, NotCovered, NotPublished, Yes};
        use Direction::{Better, None as Still, Same, Worse};
        use Level::{Mixed, None as Unrated, Strength, Weakness};
        let w = (Yes, Weakness, Still);
        let gap = (NotPublished, Unrated, Still);
        let away = (NotCovered, Unrated, Still);
        assert_eq!(
            of(&[w, gap, (Yes, Weakness, Same)]),
            Pattern::RaisedEveryTime
        );
        assert_eq!(
            of(&[w, away, (Yes, Weakness, Worse)]),
            Pattern::RaisedEveryTime
        );
        assert_eq!(
            of(&[
                w,
                (Yes, Strength, Better),
                (Yes, Weakness, Worse),
                (Yes, Weakness, Same)
            ]),
            Pattern::ImprovedThenSlipped
        );
        assert_eq!(
            of(&[
                (Yes, Strength, Still),
                (Yes, Mixed, Worse),
                (Yes, Weakness, Worse)
            ]),
            Pattern::DeclinedFromStrength
        );
        assert_eq!(
            of(&[(Yes, Strength, Still), (Yes, Mixed, Better)]),
            Pattern::Steady,
            "inspectors say that it is better, not that it fell"
        );
        assert_eq!(
            of(&[(Yes, Strength, Still), (Yes, Weakness, Better)]),
            Pattern::DeclinedFromStrength
        );
        assert_eq!(of(&[w, (Yes, Mixed, Better)]), Pattern::Improved);
        assert_eq!(
            of(&[w, (Yes, Unrated, Still), (Yes, Mixed, Better)]),
            Pattern::Improved
        );
        assert_eq!(
            of(&[w, (Yes, Mixed, Better), (Yes, Strength, Better)]),
            Pattern::Resolved
        );
        assert_eq!(
            of(&[
                (NoFinding, Unrated, Still),
                (Yes, Weakness, Still),
                (Yes, Weakness, Same)
            ]),
            Pattern::New
        );
        assert_eq!(
            of(&[w, gap, away, (NoFinding, Unrated, Still)]),
            Pattern::NeverLookedAtAgain
        );
        assert_eq!(
            of(&[(Yes, Strength, Still), (Yes, Strength, Same)]),
            Pattern::Steady
        );
        assert_eq!(of(&[w]), Pattern::SeenOnce);
        assert_eq!(of(&[w, gap]), Pattern::SeenOnce);
        assert_eq!(
            of(&[w, (Yes, Unrated, Still)]),
            Pattern::Steady,
            "too early to see is no improvement"
        );
    }
}
