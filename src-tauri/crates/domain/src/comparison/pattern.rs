//! What happened to a matter over the visits, from the levels and directions of the cells that have one.

use super::{Cell, Pattern};
use crate::findings::{Direction, Level, SpeakerRole};

fn rank(level: Level) -> Option<u8> {
    match level {
        Level::Weakness => Some(0),
        Level::Mixed => Some(1),
        Level::Strength => Some(2),
        Level::None => None,
    }
}

/// The pattern. `could_see` says for each visit whether its letter or report is among the papers: what others pass over
/// in silence may well stand in it.
pub(crate) fn pattern(cells: &[Cell], could_see: &[bool]) -> Pattern {
    let seen: Vec<usize> = (0..cells.len())
        .filter(|&i| cells[i].spoken().is_some())
        .collect();
    let rated: Vec<(usize, u8, Direction)> = seen
        .iter()
        .filter_map(|&i| Some((i, rank(cells[i].level())?, cells[i].direction())))
        .collect();
    let baseline = could_see.iter().position(|c| *c).unwrap_or(0);
    let Some(&first_seen) = seen.first() else {
        return Pattern::SeenOnce;
    };
    let later_could = could_see
        .iter()
        .enumerate()
        .any(|(i, c)| *c && i > first_seen);
    if seen.len() == 1 {
        return match (first_seen > baseline, later_could) {
            (true, _) => Pattern::New,
            (false, true) => Pattern::NeverLookedAtAgain,
            (false, false) => Pattern::SeenOnce,
        };
    }
    let (Some(&(_, first, _)), Some(&(_, last, last_direction))) = (rated.first(), rated.last())
    else {
        return Pattern::Steady;
    };
    let new = first_seen > baseline;
    if rated.len() < 2 {
        return if new { Pattern::New } else { Pattern::Steady };
    }
    // Better than where it began, at some visit before the last: by level, or because inspectors said so.
    let up_before_last = rated[1..rated.len() - 1]
        .iter()
        .any(|(_, r, d)| *r > first || *d == Direction::Better);
    let peak = rated[..rated.len() - 1]
        .iter()
        .map(|r| r.1)
        .max()
        .unwrap_or(first);
    let slipped = last < peak || last_direction == Direction::Worse;
    if first < 2 && up_before_last && slipped {
        return Pattern::ImprovedThenSlipped;
    }
    // What inspectors themselves call better has not fallen for being called no more than that.
    let fell = last == 0 || (last == 1 && last_direction != Direction::Better);
    if first == 2 && (fell || last_direction == Direction::Worse) {
        return Pattern::DeclinedFromStrength;
    }
    let last_cell = rated.last().map(|(i, _, _)| &cells[*i]);
    if first == 0
        && last == 2
        && last_direction != Direction::Worse
        && last_cell.is_some_and(mostly_good)
    {
        return Pattern::Resolved;
    }
    // Where inspectors themselves say that it is no better, a level that reads higher is no improvement.
    let stated_still = matches!(last_direction, Direction::Worse | Direction::Same);
    let better = last > first || (last < 2 && last >= first && last_direction == Direction::Better);
    if better && !stated_still {
        return Pattern::Improved;
    }
    if new {
        return Pattern::New;
    }
    if rated.iter().all(|(_, r, _)| *r < 2)
        && (last == 0 || first == 0 || last_direction == Direction::Worse)
    {
        return Pattern::RaisedEveryTime;
    }
    Pattern::Steady
}

/// True where the sentences of inspectors that find fault do not outnumber those that praise: a matter with as much
/// still wrong is not resolved, however good the sentence at its heart reads. One fault alone does not decide, since
/// a sentence that only mentions the matter may be among them.
fn mostly_good(cell: &Cell) -> bool {
    let by_inspectors = cell
        .findings
        .iter()
        .filter(|f| f.speaker.role == SpeakerRole::Inspectors);
    let (mut praise, mut fault) = (0, 0);
    for finding in by_inspectors {
        match finding.level {
            Level::Strength => praise += 1,
            Level::Weakness | Level::Mixed => fault += 1,
            Level::None => {}
        }
    }
    fault <= praise
}

#[cfg(test)]
mod tests {
    use super::super::{
        CellFinding, Covered, NoFinding, NotCovered, NotPublished, Said, Silence, Spoken,
    };
    use super::*;
    use crate::document::Citation;
    use crate::findings::{SettledClasses, Speaker};

    fn of(cells: &[(Covered, Level, Direction)]) -> Pattern {
        let cells: Vec<Cell> = cells
            .iter()
            .map(|&(covered, level, direction)| Cell {
                visit: String::new(),
                said: match covered {
                    Covered::Yes => Said::Spoken(Spoken::of(level, direction)),
                    Covered::NoFinding => {
                        Said::Silent(Silence::NoFinding(NoFinding::FullInspection))
                    }
                    Covered::NotCovered => Said::Silent(Silence::NotCovered(NotCovered::SaidSo)),
                    Covered::NotPublished => {
                        Said::Silent(Silence::NotPublished(NotPublished::NoPaper))
                    }
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
    fn a_matter_with_more_faults_than_praise_is_improved_and_not_resolved() {
        let found = |level| CellFinding {
            index: 0,
            citation: Citation {
                source: String::new(),
                pages: vec![0],
                page_label: "1".to_owned(),
                paragraph_index: 0,
                paragraph: "1".to_owned(),
                printed: false,
                quote: "Visits are made.".to_owned(),
                prefix: String::new(),
                suffix: String::new(),
                start: 0,
                end: 16,
            },
            speaker: Speaker {
                role: SpeakerRole::Inspectors,
                name: None,
            },
            level,
            direction: Direction::None,
            to_check: false,
            settled: SettledClasses::default(),
        };
        let cell = |level, findings| Cell {
            visit: String::new(),
            said: Said::Spoken(Spoken::of(level, Direction::None)),
            findings,
            proposed: true,
        };
        let first = || cell(Level::Weakness, vec![found(Level::Weakness)]);
        let clear = cell(Level::Strength, vec![found(Level::Strength)]);
        let faulted = cell(
            Level::Strength,
            vec![
                found(Level::Strength),
                found(Level::Weakness),
                found(Level::Mixed),
            ],
        );
        assert_eq!(pattern(&[first(), clear], &[true; 2]), Pattern::Resolved);
        assert_eq!(pattern(&[first(), faulted], &[true; 2]), Pattern::Improved);
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
