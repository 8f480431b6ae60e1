//! The documents of one authority and judgement cycle, side by side: visits, threads, coverage, recommendations.
//!
//! Silence is never improvement: what a visit did not look at is not [`Covered::Yes`] and has no level.
//! Every link the program makes is proposed until a person confirms it.

mod aspects;
mod balance;
mod by_words;
mod cell;
mod cells;
mod certainty;
mod chosen;
mod compare;
mod cycle;
mod decision;
mod figures;
mod grouping;
mod judged;
mod labels;
mod likeness;
mod linked;
mod logistic;
mod looked;
mod moved;
mod named;
mod overview;
mod passage;
mod pattern;
mod place;
mod proposed;
mod queue;
mod reading;
mod recommendations;
mod seen;
mod standing;
pub mod study;
mod tables;
mod threads;
mod visits;
mod words;

#[cfg(test)]
mod built;
#[cfg(test)]
mod settled_tests;

pub use cell::{
    Cell, CellFinding, Covered, DecidedBy, DirectionBecause, LevelBecause, LinkBecause, NoFinding,
    NotCovered, NotPublished, Said, Silence, Spoken,
};
pub use chosen::{NotACycle, WhichCycle, chosen};
pub use compare::{compare, compare_by};
pub use cycle::{Cycle, CycleName, Waiting, WaitsFor, cycles, waiting};
pub(crate) use cycle::{day_of, found_inadequate};
pub use decision::{Decided, Decision, FindingRef, StateDecided, reclassify};
pub use figures::apart;
pub use labels::{Labels, labels, tidy};
pub(crate) use linked::is_named;
pub use linked::{Linked, linked};
pub use moved::{Moved, Movement, Since, Way, movement};
pub use overview::{Inspected, Overview, overviews};
pub use place::{Pair, Place};
pub use queue::{Ask, Check, queue};
pub use reading::{Reading, in_doubt, reading_of};
pub use seen::SeenMatter;
pub use standing::Standing;
pub use tables::Tables;
pub(crate) use visits::name as visit_name;
pub(crate) use words::{is_common, stem, words};

use serde::{Deserialize, Serialize};

use crate::document::facts::{Grade, Origin, Stated};
use crate::document::{self, Citation, StatedDate, YearMonth};
use crate::findings::{Figure, SpeakerRole, Theme};

/// The visits of one judgement cycle of one authority, and what happened to each matter.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Comparison {
    /// Short name of the authority.
    pub authority: String,
    /// The judgement that opened the cycle, where a document states it.
    pub judged: Option<JudgedIn>,
    /// In order of time, the inspection first. Visits known only by a gap in the numbers are here too.
    pub visits: Vec<Visit>,
    pub threads: Vec<Thread>,
    /// What inspectors asked for at the inspection, followed to each later visit.
    pub recommendations: Vec<FollowedRecommendation>,
    /// For every visit and theme, how many of the inspectors' findings; a theme that is absent was not covered.
    pub coverage: Vec<Coverage>,
    /// What two sources state differently about the same thing.
    pub clashes: Vec<Clash>,
    /// How many visits sources claim there will be: claims, never facts.
    #[serde(default)]
    pub claimed_totals: Vec<Claim>,
    /// SHA-256 of documents of the cycle that are about no visit that is known.
    #[serde(default)]
    pub unplaced: Vec<String>,
    /// Visits of which nobody can tell where they stand in time among the others: nothing is derived from them.
    #[serde(default)]
    pub apart: Vec<Apart>,
}

/// A visit that stands apart, and why.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Apart {
    pub visit: Visit,
    pub why: NoOrder,
}

/// Why a visit has no place in the order of the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bridge", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum NoOrder {
    /// Its papers tell neither a day nor a month nor a number.
    NoTime,
    /// By its number it would stand elsewhere than by its days.
    NumberAgainstDays,
}

/// Grade and month of the judgement that opened a cycle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct JudgedIn {
    pub grade: Grade,
    pub month: YearMonth,
}

/// An inspection or a visit, with every source about it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Visit {
    /// `inspection-2020-04`, `visit-3`, `focused-2025-04`: stable while more documents come in.
    pub id: String,
    pub what: VisitKind,
    /// Number within the judgement cycle; none for inspections.
    pub number: Option<u8>,
    pub from: Option<StatedDate>,
    pub to: Option<StatedDate>,
    pub published: Option<StatedDate>,
    /// Areas covered, as the documents state them.
    pub focus: Vec<String>,
    /// SHA-256 of every source about it. Empty where a gap in the numbers shows that it happened.
    pub sources: Vec<String>,
    /// True where the inspectors' own letter or report is one of them; false where others alone tell of it.
    pub letter: bool,
}

impl Visit {
    /// True where papers tell of it, and none of them is the inspectors' own.
    pub fn is_only_reported(&self) -> bool {
        !self.letter && !self.sources.is_empty()
    }
}

/// What brought the inspectors.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bridge", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum VisitKind {
    Inspection,
    MonitoringVisit,
    FocusedVisit,
    JointInspection,
}

/// One matter through the visits.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Thread {
    /// Stable for the same documents and rules.
    pub id: String,
    /// What a councillor would call it.
    pub title: String,
    pub titled: Titled,
    /// Id of what the lexicon calls it; none where it has no name for it.
    pub subject: Option<String>,
    pub themes: Vec<Theme>,
    pub pattern: Pattern,
    /// How far the pattern may be relied on.
    pub standing: Standing,
    /// True once a person has said of all its findings that they belong to it.
    #[serde(default)]
    pub confirmed: bool,
    /// One for every visit of the comparison, in its order.
    pub cells: Vec<Cell>,
    pub figures: Vec<ThreadFigure>,
}

impl Thread {
    /// What happened to it, where that may be said as fact.
    pub fn pattern_as_fact(&self) -> Option<Pattern> {
        self.standing.is_fact().then_some(self.pattern)
    }

    /// True for what inspectors raised in one sentence alone: no matter, so it has no course.
    pub fn is_raised_once(&self) -> bool {
        let findings = self.cells.iter().flat_map(|c| &c.findings);
        let theirs = findings.filter(|f| f.speaker.role == SpeakerRole::Inspectors);
        self.titled == Titled::BySentence && theirs.count() < 2
    }
}

/// What a matter's title is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Titled {
    /// A name: the lexicon's, or one that a person gave.
    ByName,
    /// The first words of its sentence, since it has no name.
    BySentence,
}

/// What happened to a matter, in the order in which a councillor wants to know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "bridge", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Pattern {
    RaisedEveryTime,
    ImprovedThenSlipped,
    DeclinedFromStrength,
    /// Neither a strength nor a weakness at first, and worse at every look since.
    GotWorse,
    Improved,
    Resolved,
    New,
    NeverLookedAtAgain,
    /// Seen more than once and none of the others; includes a strength that holds.
    Steady,
    /// Only one visit so far could have seen it; or a sentence that stands alone and has no matter's name.
    SeenOnce,
}

/// A figure of a thread at a visit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ThreadFigure {
    pub visit: String,
    pub figure: Figure,
    /// Figures with the same series number are like with like; none where this one stands alone.
    pub series: Option<usize>,
    pub citation: Citation,
}

/// A recommendation of the inspection and what each later visit said of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FollowedRecommendation {
    /// Verbatim.
    pub text: String,
    /// SHA-256 of the report.
    pub source: String,
    /// 0-based page and paragraph label.
    pub page: usize,
    pub paragraph: String,
    /// Index of the paragraph.
    pub paragraph_index: usize,
    pub number: Option<String>,
    /// Ids of threads that follow it.
    pub threads: Vec<String>,
    pub visits: Vec<RecommendationAt>,
}

/// A recommendation at one later visit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RecommendationAt {
    pub visit: String,
    pub state: RecommendationState,
    /// How far the state may be relied on.
    pub standing: Standing,
    pub because: RecommendationBecause,
}

/// Where the state of a recommendation at a visit is from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum RecommendationBecause {
    /// What the visit says of this matter.
    Matter {
        /// Id of the thread.
        thread: String,
    },
    /// No paper is about the visit.
    NoPaper,
    /// No matter that follows it was located.
    NoMatter,
    /// The visit is silent on the matter that follows it.
    Silent { silence: Silence },
}

/// What a visit says of a recommendation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bridge", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum RecommendationState {
    NotCovered,
    NoFinding,
    NotPublished,
    Weakness,
    Mixed,
    Strength,
    /// Spoken of without an evaluation.
    Mentioned,
    /// Not clear whether it is spoken of, or what is said of it.
    Unclear,
}

/// How many inspectors' findings a visit has on each theme.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Coverage {
    pub visit: String,
    pub themes: std::collections::BTreeMap<Theme, usize>,
}

/// Two sources, one fact, different values: kept and shown.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Clash {
    /// What about, in words ("publication date of visit 3").
    pub fact: String,
    pub claims: Vec<Claim>,
}

/// What one source says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Claim {
    /// SHA-256.
    pub source: String,
    pub value: String,
    pub origin: Origin,
}

impl Comparison {
    /// How many visits sources claim there will be, but for what a clash tells already.
    pub fn totals_beside_clashes(&self) -> impl Iterator<Item = &Claim> {
        let told = |claim: &Claim| self.clashes.iter().any(|c| c.claims.contains(claim));
        self.claimed_totals.iter().filter(move |c| !told(c))
    }
}

impl Claim {
    /// What a reading states, in the place where it does; `value` as [`Claim::in_words`] reads it.
    pub(crate) fn of<T>(reading: &Reading, stated: &Stated<T>, value: String) -> Claim {
        Claim {
            source: reading.document.source.sha256.clone(),
            value,
            origin: stated.origin.clone(),
        }
    }

    /// How its value came about, to stand in brackets.
    pub fn how(&self) -> Option<String> {
        let sentence = self.origin.in_words()?;
        Some(sentence.trim_end_matches('.').to_owned())
    }

    /// What it says as a person reads it: a date in words, anything else as it is.
    pub fn in_words(&self) -> String {
        document::in_words(&self.value)
    }
}
