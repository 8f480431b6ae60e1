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

/// Takes from a cell what is likelier wrong than right. What a person said and what is sure stays.
pub(super) fn propose(tables: &Tables, cell: &mut Cell, evidence: &Evidence) {
    let Said::Spoken(spoken) = &mut cell.said else {
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
