//! What a document states about itself, each with the words that state it. Not found is empty, never guessed.

use serde::{Deserialize, Serialize};

use super::authority::Authority;
use super::kind::{Framework, Kind};
use super::{DateRange, Place, StatedDate, YearMonth};

/// A value and where it was read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Stated<T> {
    pub value: T,
    pub place: Place,
    /// In a sentence, how the value was completed where the words alone do not give it ("the year is that after
    /// the judgement of September 2017"). None where the words state it whole.
    pub inferred: Option<String>,
}

/// The facts of one document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Facts {
    pub kind: Kind,
    /// Why it was taken for this kind, in a sentence.
    pub kind_because: String,
    pub framework: Option<Framework>,
    pub title: Option<Stated<String>>,
    pub authority: Option<Stated<Authority>>,
    pub published: Option<Stated<StatedDate>>,
    /// Days of the inspection (a report) or of the visit (a letter, or what an article says of it).
    pub dates: Option<Stated<DateRange>>,
    /// Number of the monitoring visit within its judgement cycle.
    pub visit_number: Option<Stated<u8>>,
    /// "The third of eight": how many visits the source claims there will be. A claim, never a fact.
    pub visits_claimed: Option<Stated<u8>>,
    /// When and what the authority had been judged, as a letter or an article states it.
    pub judged: Option<Stated<Judged>>,
    pub inspectors: Vec<Stated<Inspector>>,
    /// The person the letter is addressed to.
    pub director: Option<Stated<String>>,
    /// Areas covered by the visit.
    pub focus: Vec<Stated<String>>,
    pub judgements: Vec<Stated<Judgement>>,
    /// SIF recommendations, or the bullets of "What needs to improve".
    pub recommendations: Vec<Recommendation>,
}

/// A previous judgement that a letter or article refers to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Judged {
    pub grade: Grade,
    pub month: Option<YearMonth>,
}

/// An inspector named by the document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inspector {
    pub name: String,
    /// True only where the document says so.
    pub lead: bool,
}

/// A graded judgement of an inspection.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Judgement {
    pub area: Area,
    pub grade: Grade,
    /// The framework's own words for the area, as printed.
    pub wording: String,
}

/// Areas that are judged: ILACS and, after them, those only in SIF.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Area {
    Overall,
    Leaders,
    HelpAndProtection,
    InCare,
    CareLeavers,
    InCareAndCareLeavers,
    LookedAfterAndPermanence,
    Adoption,
    Leadership,
    Lscb,
}

/// Grades, best first; `Adequate` only before 2013.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Grade {
    Outstanding,
    Good,
    RequiresImprovement,
    Adequate,
    Inadequate,
}

/// Something the inspectors said must improve.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recommendation {
    /// Verbatim.
    pub text: String,
    /// Number as printed; none for a bullet.
    pub number: Option<String>,
    pub place: Place,
}
