//! What to check first, and what moved, as the home of a case and its queue show them.

use scrutiny_domain::comparison::{
    Ask, CellFinding, Check, Comparison, Moved, Movement, Reading, Since, Way, movement, queue,
};
use scrutiny_domain::explain;
use scrutiny_domain::findings::{Direction, Level, SpeakerRole};
use serde::Serialize;

use crate::{BridgePlace, count};

/// A question to a person.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "bridge", derive(specta::Type))]
pub struct BridgeQuestion {
    /// Id of the thread.
    pub thread: String,
    /// The visit of which it is asked what it says; none where it is asked whether all sentences are about the matter.
    pub visit: Option<String>,
    /// Why it is proposed, in a few sentences.
    pub because: String,
    /// How many statements that are open now rest on the answer.
    pub rest: u32,
    /// True where the front page waits for it.
    pub front: bool,
}

/// What the newest visit tells, beside an earlier one.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "bridge", derive(specta::Type))]
pub struct BridgeMovement {
    pub visit: String,
    pub since: String,
    pub matters: u32,
    /// Of how many of them it is sure what the visit says.
    pub said: u32,
    pub open: u32,
    pub silent: u32,
    /// What got worse first.
    pub moved: Vec<BridgeMoved>,
}

/// A matter that moved.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "bridge", derive(specta::Type))]
pub struct BridgeMoved {
    pub thread: String,
    /// The visit that last said how good it was.
    pub before: Option<String>,
    /// How good it is now; no judgement where that may not be said.
    pub level: Level,
    pub worse: bool,
    /// "was a weakness, now a strength".
    pub in_words: String,
    /// The sentence that shows it.
    pub place: Option<BridgePlace>,
}

impl BridgeQuestion {
    /// The queue of a comparison.
    pub fn all(comparison: &Comparison) -> Vec<BridgeQuestion> {
        let question = |check| question(comparison, check);
        queue(comparison).into_iter().map(question).collect()
    }
}

fn question(comparison: &Comparison, check: Check) -> BridgeQuestion {
    let thread = comparison.threads.iter().find(|t| t.id == check.thread);
    let because = thread.and_then(|thread| match &check.ask {
        Ask::Together => {
            let mut newest = thread.cells.iter().rev();
            newest.find_map(|cell| explain::together(thread, cell))
        }
        Ask::State { visit } => {
            let cell = thread.cells.iter().find(|c| c.visit == *visit)?;
            Some(explain::cell(comparison, thread, cell))
        }
    });
    BridgeQuestion {
        because: because.unwrap_or_default(),
        thread: check.thread,
        visit: match check.ask {
            Ask::Together => None,
            Ask::State { visit } => Some(visit),
        },
        rest: count(check.rest),
        front: check.front,
    }
}

impl BridgeMovement {
    /// What moved since then; none where no two letters are here.
    pub fn of(comparison: &Comparison, since: Since, readings: &[Reading]) -> Option<Self> {
        let Movement {
            visit,
            since,
            matters,
            said,
            open,
            silent,
            moved,
        } = movement(comparison, since)?;
        let row = |one: &Moved| row(comparison, &visit, one, readings);
        Some(BridgeMovement {
            moved: moved.iter().map(row).collect(),
            visit: visit.clone(),
            since,
            matters: count(matters),
            said: count(said),
            open: count(open),
            silent: count(silent),
        })
    }
}

fn row(comparison: &Comparison, visit: &str, one: &Moved, readings: &[Reading]) -> BridgeMoved {
    let worse = one.way == Way::Worse;
    let thread = comparison.threads.iter().find(|t| t.id == one.thread);
    let cell = thread.and_then(|t| t.cells.iter().find(|c| c.visit == visit));
    // The sentence that says which way it moved, where one does.
    let way = if worse {
        Direction::Worse
    } else {
        Direction::Better
    };
    let states = |f: &&CellFinding| f.speaker.role == SpeakerRole::Inspectors && f.direction == way;
    let stating = cell.and_then(|cell| cell.findings.iter().find(states));
    let telling = stating.or_else(|| cell.and_then(|cell| cell.telling(|_| false)));
    BridgeMoved {
        thread: one.thread.clone(),
        before: one.before.clone(),
        level: one.now.unwrap_or(Level::None),
        worse,
        in_words: explain::moved(one),
        place: telling.map(|f| BridgePlace::of(&f.citation, readings)),
    }
}
