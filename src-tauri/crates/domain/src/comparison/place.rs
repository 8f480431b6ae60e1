//! Where a later paper speaks of what an earlier one found: every place, the likeliest first.
//!
//! A proposal with its reasons, for a person to confirm. Deliberately not here: what it adds up to.

use super::Reading;
use super::aspects::Aspects;
use super::likeness::Weigher;
use super::passage::{Passage, two};
use super::tables::Tables;

/// A finding of the later paper.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// Position among the later paper's findings.
    pub finding: usize,
    /// Higher is likelier; only to be compared with other places of the same finding.
    pub score: f32,
}

/// Two papers, ready to be asked where the later speaks of what the earlier found.
pub struct Pair {
    readings: [Reading; 2],
    earlier: Vec<Passage>,
    later: Vec<Passage>,
}

impl Pair {
    /// An earlier and a later paper of one authority.
    pub fn of(earlier: Reading, later: Reading) -> Pair {
        let readings = [earlier, later];
        let (earlier, later) = two(Aspects::built_in(), &readings);
        Pair {
            readings,
            earlier,
            later,
        }
    }

    /// The two readings.
    pub fn readings(&self) -> &[Reading; 2] {
        &self.readings
    }

    /// Every finding of inspectors in the later paper, the likeliest place of the earlier's `finding` first.
    pub fn places(&self, finding: usize, tables: &Tables) -> Vec<Place> {
        let Some(asked) = self.earlier.iter().find(|p| p.finding == finding) else {
            return Vec::new();
        };
        let weigher = Weigher::new(&tables.likeness.same);
        let mut places: Vec<Place> = self
            .later
            .iter()
            .filter(|p| p.decides)
            .map(|p| Place {
                finding: p.finding,
                score: weigher.log_odds(&self.readings, asked, p),
            })
            .collect();
        places.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.finding.cmp(&b.finding)));
        places
    }
}
