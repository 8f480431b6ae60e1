//! What crosses the bridge to the window's user interface: flat rows, ready to be shown.
//!
//! Made from the types of `scrutiny-domain`; dates are ISO text as precise as the source states them, counts fit
//! JavaScript's numbers, and every class carries the words that caused it. Deliberately not here: Tauri, and how a
//! thing looks. The command line's JSON is a contract of its own.

mod account;
mod annotation;
mod authority;
mod case;
mod change;
mod comparison;
mod desk;
mod doubt;
mod drafts;
mod keeping;
mod ladder;
mod pack;
mod parts;
mod place;
mod queue;
mod search;
mod shown;
mod source;
mod step;
mod text;
mod why;

pub use account::{BridgeAccount, BridgeClaimed, BridgeGround};
pub use annotation::{BridgeAnnotation, BridgeCycle, BridgeSubject, BridgeWhat, Written};
pub use authority::{BridgeAuthority, BridgeGraded, BridgeInspected};
pub use case::{BridgeAdrift, CaseFile, Contents, ImportOutcome, ImportStep, Problem};
pub use change::{BridgeCorrection, BridgeStating};
pub use comparison::{
    BridgeApart, BridgeCell, BridgeClaim, BridgeClash, BridgeComparison, BridgeFollowed,
    BridgeFollowedAt, BridgeJudged, BridgePoint, BridgeQuoted, BridgeSeries, BridgeThread,
    BridgeVisit,
};
pub use desk::{AtStart, Desk, SecondReadingProgress, Shell};
pub use doubt::BridgeDoubt;
use doubt::{Doubted, told};
pub use keeping::{BridgeBackup, Differing, Erase, Erased, Held, RestorePreview};
pub use ladder::BridgeLadder;
pub use pack::{PackCaution, PackChoices, PackFile, PackMade, PackPaper, PackPreview, draft_text};
pub use parts::Outline;
use parts::Parts;
pub use place::BridgePlace;
pub use queue::{BridgeMoved, BridgeMovement, BridgeQuestion};
pub use search::{BridgeHit, BridgeHitCount, BridgeHits, BridgeRange, BridgeUnfinished, HitKind};
pub use shown::{SavedTable, Shown, ShownFinding};
pub use source::{
    BridgeCheck, BridgeFact, BridgeFinding, BridgeJudgedBefore, BridgeJudgement, BridgeOtherwise,
    BridgePart, BridgeSource, BridgeWaits,
};
pub use step::BridgeSteps;
pub use text::{
    BridgePage, BridgeParagraph, BridgeParagraphKind, BridgeSpan, BridgeText, BridgeWord,
};

use std::sync::Arc;

use scrutiny_casebook::Casebook;

/// An open case as the window speaks to it. Clones share it.
#[derive(Debug, Clone)]
pub struct Bridge {
    casebook: Casebook,
    parts: Arc<Parts>,
    doubted: Arc<Doubted>,
}

impl Bridge {
    /// Over an open casebook.
    pub fn new(casebook: Casebook) -> Bridge {
        Bridge {
            casebook,
            parts: Arc::default(),
            doubted: Arc::default(),
        }
    }

    /// The casebook itself.
    pub fn casebook(&self) -> &Casebook {
        &self.casebook
    }

    /// The casebook without what the window keeps of it.
    pub fn into_casebook(self) -> Casebook {
        self.casebook
    }
}

/// A count as JavaScript's numbers hold it. Nothing here comes near the limit.
fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// A count of the window's as a position in a list.
fn index(n: u32) -> usize {
    usize::try_from(n).unwrap_or(usize::MAX)
}
