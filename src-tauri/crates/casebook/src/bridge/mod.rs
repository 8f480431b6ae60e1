//! What crosses the bridge to the window's user interface: flat rows, ready to be shown.
//!
//! Made from the types of `scrutiny-domain`; dates are ISO text as precise as the source states them, counts fit
//! JavaScript's numbers, and every class carries the words that caused it. Deliberately not here: Tauri, and how a
//! thing looks. The command line's JSON is a contract of its own.

mod account;
mod annotation;
mod case;
mod change;
mod comparison;
mod ladder;
mod pack;
mod parts;
mod place;
mod search;
mod shown;
mod source;
mod text;

pub use account::{BridgeAccount, BridgeClaimed, BridgeGround};
pub use annotation::{BridgeAnnotation, BridgeCycle, BridgeSubject, BridgeWhat, Written};
pub use case::{BridgeAdrift, CaseFile, Contents, ImportOutcome, ImportStep, Problem};
pub use change::{BridgeCorrection, BridgeStating, Changed};
pub use comparison::{
    BridgeCell, BridgeClaim, BridgeClash, BridgeComparison, BridgeFollowed, BridgeFollowedAt,
    BridgeJudged, BridgePoint, BridgeQuoted, BridgeSeries, BridgeThread, BridgeVisit,
};
pub use ladder::BridgeLadder;
pub use pack::{
    PackCaution, PackChoices, PackFile, PackMade, PackPaper, PackPreview, picture_of_draft,
    text_of_draft,
};
pub use parts::Outline;
pub(crate) use parts::Parts;
pub use place::BridgePlace;
pub use search::{BridgeHit, BridgeHitCount, BridgeHits, BridgeRange, BridgeUnfinished, HitKind};
pub use shown::{SavedTable, Shown, ShownFinding};
pub use source::{
    BridgeBecause, BridgeCheck, BridgeFact, BridgeFinding, BridgeJudgement, BridgeOtherwise,
    BridgeSource, BridgeThemeBecause,
};
pub use text::{
    BridgePage, BridgeParagraph, BridgeParagraphKind, BridgeSpan, BridgeText, BridgeWord,
};

/// A count as JavaScript's numbers hold it. Nothing here comes near the limit.
fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
