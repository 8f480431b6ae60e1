//! The documents of one authority and judgement cycle, side by side: visits, threads, coverage, recommendations.
//!
//! Silence is never improvement: what a visit did not look at is not [`Covered::Yes`] and has no level.
//! Every link the program makes is proposed until a person confirms it.

mod aspects;
mod cells;
mod compare;
mod cycle;
mod decision;
mod figures;
mod labels;
mod likeness;
mod linked;
mod passage;
mod pattern;
mod place;
mod reading;
mod recommendations;
mod threads;
mod visits;
mod words;

pub use compare::compare;
pub use cycle::{Cycle, CycleName, cycles};
pub use decision::{Decided, Decision, FindingRef, reclassify};
pub use figures::apart;
pub use labels::{Labels, labels, tidy};
pub use likeness::{FEATURES, Features, Weights};
pub use linked::{Linked, linked};
pub use place::{Pair, Place};
pub use reading::{Reading, reading_of};

use serde::{Deserialize, Serialize};

use crate::document::facts::{Grade, Origin, Stated};
use crate::document::{self, Citation, StatedDate, YearMonth};
use crate::findings::{Direction, Figure, Level, Speaker, SpeakerRole, Theme};

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
    pub themes: Vec<Theme>,
    pub pattern: Pattern,
    /// One for every visit of the comparison, in its order.
    pub cells: Vec<Cell>,
    pub figures: Vec<ThreadFigure>,
}

/// What happened to a matter, in the order in which a councillor wants to know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "bridge", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Pattern {
    RaisedEveryTime,
    ImprovedThenSlipped,
    DeclinedFromStrength,
    Improved,
    Resolved,
    New,
    NeverLookedAtAgain,
    /// Seen more than once and none of the others; includes a strength that holds.
    Steady,
    /// Only one visit so far could have seen it; or a sentence that stands alone and has no matter's name.
    SeenOnce,
}

/// What one visit says of a matter.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Cell {
    /// Id of the visit.
    pub visit: String,
    /// Whether the visit looked at it; unpublished letters leave it unknown.
    pub covered: Covered,
    /// [`Level::None`] where not covered.
    pub level: Level,
    pub direction: Direction,
    pub findings: Vec<CellFinding>,
    /// True until a person confirms that these findings belong to this thread.
    pub proposed: bool,
    /// Why they were joined, or why it counts as not covered, in a plain sentence.
    pub because: String,
    /// True where `direction` is not the text's own but follows from the change of level.
    #[serde(default)]
    pub derived: bool,
    /// True where the visit's own letter is not among the papers: what decides is what others quote of inspectors, who
    /// choose what they quote.
    #[serde(default)]
    pub reported: bool,
}

impl Cell {
    /// The inspectors' first sentence that says what the cell says of the matter: of its level and direction, and of
    /// how things stand rather than of what is `asked_for`. Of a cell that is mixed because some is good and some is
    /// not, what is not; [`Cell::beside`] has the other.
    pub fn telling(&self, asked_for: impl Fn(&Citation) -> bool) -> Option<&CellFinding> {
        let mixed = self.level == Level::Mixed;
        self.by_inspectors().min_by_key(|f| {
            let like = match (f.level == self.level, f.direction == self.direction) {
                (true, true) => 0,
                (true, false) => 1,
                (false, _) if mixed && f.level == Level::Weakness => 2,
                (false, _) if mixed && f.level == Level::Strength => 3,
                (false, _) => 4,
            };
            (like, asked_for(&f.citation))
        })
    }

    /// The inspectors' first sentence that says what the telling one leaves out: what is good of a cell that is mixed, and
    /// that it is better or worse where the text says so. Without it the words quoted would not bear out the cell. None
    /// where the telling sentence says all of it, or where nothing sure says the rest.
    pub fn beside(
        &self,
        telling: &CellFinding,
        asked_for: impl Fn(&Citation) -> bool,
    ) -> Option<&CellFinding> {
        let stated =
            !self.derived && matches!(self.direction, Direction::Better | Direction::Worse);
        let moved = |f: &CellFinding| stated && f.direction == self.direction;
        let good = |f: &CellFinding| {
            matches!(f.level, Level::Strength | Level::Mixed) || f.direction == Direction::Better
        };
        let lacks_good = self.level == Level::Mixed && telling.level == Level::Weakness;
        let lacks_direction = stated && !moved(telling);
        self.by_inspectors()
            .filter(|f| f.citation != telling.citation && !asked_for(&f.citation))
            .filter(|f| (lacks_good && good(f)) || (lacks_direction && moved(f)))
            .filter(|f| !f.to_check || (moved(f) && f.level != Level::Weakness))
            .min_by_key(|f| {
                let still_bad = lacks_good && f.level == Level::Weakness;
                (f.to_check, still_bad, lacks_direction && !moved(f))
            })
    }

    /// True where no sentence says surely what the visit says of the matter: all by which inspectors give its level are
    /// to check, or all of theirs where none alone gives it.
    pub fn in_doubt(&self) -> bool {
        let gives_level = |f: &&CellFinding| f.level == self.level;
        let alone = self.by_inspectors().any(|f| gives_level(&f));
        let telling = || self.by_inspectors().filter(|f| !alone || gives_level(f));
        self.covered == Covered::Yes && telling().next().is_some() && telling().all(|f| f.to_check)
    }

    fn by_inspectors(&self) -> impl Iterator<Item = &CellFinding> {
        let findings = self.findings.iter();
        findings.filter(|f| f.speaker.role == SpeakerRole::Inspectors)
    }
}

/// Three things that must never be mistaken for each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bridge", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Covered {
    /// The visit says something of it.
    Yes,
    /// The visit looked at the area but no finding on this matter was located.
    NoFinding,
    /// The visit did not look at the area.
    NotCovered,
    /// Its letter is not among the documents.
    NotPublished,
}

/// A finding in a cell.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CellFinding {
    /// Position among the findings of its source, from 0.
    pub index: usize,
    pub citation: Citation,
    pub speaker: Speaker,
    pub level: Level,
    pub direction: Direction,
    /// True where the two readers differ on its level or on whether it became better, and no person has answered:
    /// what it is called here is to be checked before it is quoted.
    #[serde(default)]
    pub to_check: bool,
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
    pub because: String,
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::built::Built;

    /// A cell of sentences by inspectors.
    fn cell(
        written: &[(&str, Level, Direction)],
        level: Level,
        direction: Direction,
        derived: bool,
    ) -> Cell {
        let document = written
            .iter()
            .fold(Built::default(), |built, (text, ..)| built.body(text))
            .document();
        let said = written.iter().enumerate();
        let findings = said.map(|(index, (text, level, direction))| CellFinding {
            index,
            citation: Citation::of(&document, index, 0, text.chars().count())
                .expect("it stands there"),
            speaker: Speaker {
                role: SpeakerRole::Inspectors,
                name: None,
            },
            level: *level,
            direction: *direction,
            to_check: false,
        });
        Cell {
            visit: "1".to_owned(),
            covered: Covered::Yes,
            level,
            direction,
            findings: findings.collect(),
            proposed: true,
            because: String::new(),
            derived,
            reported: false,
        }
    }

    #[test]
    fn a_cell_is_in_doubt_where_every_sentence_of_inspectors_that_gives_its_level_is() {
        let (weakness, strength) = (
            ("Too many are late.", Level::Weakness, Direction::None),
            ("Some are good.", Level::Strength, Direction::None),
        );
        let of = |written: &[_], level, to_check: &[bool]| {
            let mut cell = cell(written, level, Direction::None, false);
            for (finding, check) in cell.findings.iter_mut().zip(to_check) {
                finding.to_check = *check;
            }
            cell
        };
        let both = [weakness, strength];
        assert!(of(&both, Level::Weakness, &[true, false]).in_doubt());
        assert!(!of(&both, Level::Weakness, &[false, true]).in_doubt());
        assert!(!of(&both, Level::Mixed, &[true, false]).in_doubt());
        assert!(of(&both, Level::Mixed, &[true, true]).in_doubt());
        assert!(!of(&[], Level::None, &[]).in_doubt());

        let mut council = of(&both, Level::Weakness, &[true, false]);
        council.findings[0].speaker.role = SpeakerRole::Council;
        assert!(
            !council.in_doubt(),
            "what the council says gives no cell its level"
        );
    }

    #[test]
    fn a_cell_is_told_by_the_sentence_that_says_what_it_says() {
        let written = [
            ("There are 40 families here.", Level::None, Direction::None),
            ("Plans are clear.", Level::Strength, Direction::None),
            ("Plans drift.", Level::Weakness, Direction::None),
        ];
        let mut cell = cell(&written, Level::Weakness, Direction::None, false);
        let told = |cell: &Cell| cell.telling(|_| false).map(|f| f.citation.quote.clone());
        assert_eq!(told(&cell).as_deref(), Some("Plans drift."));
        cell.level = Level::Strength;
        assert_eq!(told(&cell).as_deref(), Some("Plans are clear."));
        cell.level = Level::Mixed;
        assert_eq!(told(&cell).as_deref(), Some("Plans drift."));
    }

    #[test]
    fn what_the_telling_sentence_leaves_out_stands_beside_it() {
        let written = [
            ("Plans drift.", Level::Weakness, Direction::None),
            ("Plans are clear.", Level::Strength, Direction::None),
            (
                "Plans are clearer than before.",
                Level::Strength,
                Direction::Better,
            ),
            (
                "Plans are late, if less so.",
                Level::Weakness,
                Direction::Better,
            ),
            ("Plans are written late.", Level::Weakness, Direction::Worse),
        ];
        let of = |some: &[_], level, direction, derived| {
            let cell = cell(some, level, direction, derived);
            let telling = cell.telling(|_| false).expect("it has one");
            let beside = cell.beside(telling, |_| false);
            beside.map(|f| f.citation.quote.clone())
        };
        let (mixed, weakness) = (Level::Mixed, Level::Weakness);
        let (none, better, worse) = (Direction::None, Direction::Better, Direction::Worse);
        let clear = Some("Plans are clear.");
        let clearer = Some("Plans are clearer than before.");
        assert_eq!(of(&written, mixed, none, false).as_deref(), clear);
        assert_eq!(of(&written, mixed, better, false).as_deref(), clearer);
        assert_eq!(of(&written, weakness, none, false), None);
        assert_eq!(of(&written, weakness, worse, false), None, "it says so");
        let first = &written[..3];
        assert_eq!(of(first, weakness, better, false).as_deref(), clearer);
        assert_eq!(of(first, weakness, better, true), None, "nobody said so");
        let mut unsure = cell(&written[..2], mixed, none, false);
        unsure.findings[1].to_check = true;
        let telling = unsure.telling(|_| false).expect("it has one");
        assert_eq!(unsure.beside(telling, |_| false), None);
    }
}
