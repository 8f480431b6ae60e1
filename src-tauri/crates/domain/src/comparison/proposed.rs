//! What is proposed where nothing may be said as fact: only what is likelier right than wrong.
//!
//! Of a level or a movement that is less likely than that only the words stand; a visit that likelier spoke of the matter
//! than not is not called silent. Deliberately not here: what is sure ([`super::certainty`]).

use super::cells::Evidence;
use super::tables::Tables;
use super::{Cell, DirectionBecause, LevelBecause, Said, Spoken, Standing};
use crate::findings::{Direction, Level};

/// Least probability at which an open statement is proposed.
const PROPOSED_FROM: f32 = 0.5;

/// Takes from a cell what is likelier wrong than right. What a person said and what is sure stays, and what the rules alone have
/// read so far: how likely that is was not measured.
pub(super) fn propose(tables: &Tables, cell: &mut Cell, evidence: &Evidence) {
    let (
        Said::Spoken(spoken),
        Evidence::Spoken {
            read_twice: true, ..
        },
    ) = (&mut cell.said, evidence)
    else {
        return;
    };
    let unclear = spoken.standing == Standing::Open
        && spoken.level != Level::None
        && evidence.right(tables) < PROPOSED_FROM;
    if unclear {
        spoken.level = Level::None;
        spoken.level_because = Some(LevelBecause::Unclear);
    }
    let moved = evidence.direction_right(tables).unwrap_or_default();
    if spoken.direction_standing == Standing::Open
        && spoken.direction != Direction::None
        && (moved < PROPOSED_FROM || unclear && spoken.is_derived())
    {
        spoken.direction = Direction::None;
        spoken.direction_because = Some(DirectionBecause::Unclear);
    }
}

/// Whether a silence that has this probability of being one may be proposed.
pub(super) fn is_silence(right: f32) -> bool {
    right >= PROPOSED_FROM
}

impl Spoken {
    /// True where its words say something of how good it is, and it is not clear what.
    pub fn is_unclear(&self) -> bool {
        self.level_because == Some(LevelBecause::Unclear)
    }
}

impl Cell {
    /// True where nothing is proposed: not clear how good it is, or whether the visit spoke of it.
    pub fn is_unclear(&self) -> bool {
        match &self.said {
            Said::Spoken(spoken) => spoken.is_unclear(),
            Said::Silent { perhaps, .. } => perhaps.is_some(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::balance;
    use super::super::built::letter;
    use super::super::certainty::SPOKEN_FEATURES;
    use super::*;
    use crate::findings::Finding;

    /// A cell that has a level and a direction of which nothing speaks but these numbers.
    fn proposed(standing: Standing, read_twice: bool) -> Spoken {
        let tables = Tables::built_in();
        let letter = letter(&["Supervision is poor."]);
        let findings: Vec<&Finding> = letter.findings.iter().collect();
        let evidence = Evidence::Spoken {
            weighed: Box::new(balance::weigh(&findings, None, &tables.balance)),
            level: [0.0; SPOKEN_FEATURES.len()],
            direction: [0.0; SPOKEN_FEATURES.len()],
            read_twice,
        };
        let spoken = Spoken {
            standing,
            direction_standing: standing,
            ..Spoken::of(Level::Weakness, Direction::Worse)
        };
        let mut cell = Cell {
            visit: "visit-1".to_owned(),
            said: Said::Spoken(spoken),
            findings: Vec::new(),
            proposed: true,
        };
        propose(tables, &mut cell, &evidence);
        cell.spoken().expect("it speaks").clone()
    }

    #[test]
    fn what_is_likelier_wrong_than_right_is_not_proposed() {
        let unlikely = proposed(Standing::Open, true);
        assert_eq!(unlikely.level, Level::None);
        assert_eq!(unlikely.direction, Direction::None);
        assert!(unlikely.is_unclear());
    }

    #[test]
    fn what_a_person_said_stands_and_what_only_the_rules_have_read_so_far() {
        for stays in [
            proposed(Standing::Settled, true),
            proposed(Standing::Open, false),
        ] {
            assert_eq!(stays.level, Level::Weakness);
            assert_eq!(stays.direction, Direction::Worse);
        }
    }
}
