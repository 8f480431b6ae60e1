//! The sample case and what its author meant by it: `fixtures/northmere/intention.toml`, typed.
//!
//! Its words are the program's own enums, so a value that the comparison cannot give does not load. Deliberately not
//! here: the program's reading of the papers; tests hold that against this.

use std::collections::BTreeMap;
use std::path::PathBuf;

use scrutiny_domain::comparison::{Covered, Pattern, RecommendationState, VisitKind};
use scrutiny_domain::document::facts::{Area, Grade};
use scrutiny_domain::document::kind::{Framework, Kind};
use scrutiny_domain::document::{StatedDate, YearMonth};
use scrutiny_domain::findings::{Direction, Level, SpeakerRole, Theme};
use serde::Deserialize;

/// Folder of the sample's sources: `.md` to typeset, `.txt` and `.html` as they are.
pub fn sources() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures/northmere/source")
}

/// What a careful reader makes of the papers.
///
/// # Errors
/// Where the file and these types disagree: a slip in one or the other.
pub fn intention() -> Result<Intention, toml::de::Error> {
    toml::from_str(include_str!("../fixtures/northmere/intention.toml"))
}

/// The whole file. What each part means stands at its head and beside its entries.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "the file explains its keys")]
pub struct Intention {
    pub version: u32,
    pub authority: String,
    pub judged: Judged,
    pub visits: Vec<Visit>,
    pub documents: Vec<Paper>,
    pub matters: Vec<Matter>,
    pub leaning: Vec<Leaning>,
    pub no_evidence_yet: Vec<Sentence>,
    pub risk: Vec<Sentence>,
    pub quantifiers: Vec<Quantified>,
    pub speakers: Vec<Spoken>,
    pub claims: Vec<CouncilClaim>,
    pub omitted: Omitted,
    pub clashes: Vec<Clash>,
    pub claimed_totals: Vec<ClaimedTotal>,
    pub recommendations: Vec<Recommendation>,
}

impl Intention {
    /// The matter of this id.
    pub fn matter(&self, id: &str) -> Option<&Matter> {
        self.matters.iter().find(|m| m.id == id)
    }

    /// What a visit should be found to say of a matter: its cell, or that nothing was published or looked at.
    pub fn covered(&self, matter: &Matter, visit: &Visit) -> Covered {
        match matter.cells.iter().find(|c| c.visit == visit.id) {
            Some(cell) => cell.covered,
            None if visit.sources.is_empty() => Covered::NotPublished,
            None => Covered::NotCovered,
        }
    }
}

/// The judgement of the cycle, or as far as one paper states it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "the file explains its keys")]
pub struct Judged {
    pub grade: Grade,
    pub month: Option<YearMonth>,
}

/// A visit, the inspection first. No sources: its letter was not published.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "the file explains its keys")]
pub struct Visit {
    pub id: String,
    pub what: VisitKind,
    pub number: Option<u8>,
    pub from: Option<StatedDate>,
    pub to: Option<StatedDate>,
    pub published: Option<StatedDate>,
    pub sources: Vec<String>,
}

/// The facts that one paper states.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "the file explains its keys")]
pub struct Paper {
    /// Stem of the file in [`sources`].
    pub source: String,
    /// What it is typeset to; none for text that is used as it is.
    pub pdf: Option<String>,
    pub kind: Kind,
    pub framework: Option<Framework>,
    pub published: Option<StatedDate>,
    /// In an article: when it says that the letter came out.
    pub published_letter: Option<StatedDate>,
    pub from: StatedDate,
    pub to: StatedDate,
    pub visit: Option<u8>,
    pub visits_claimed: Option<u8>,
    pub judged: Option<Judged>,
    pub director: Option<String>,
    #[serde(default)]
    pub inspectors: Vec<Inspector>,
    #[serde(default)]
    pub focus: Vec<String>,
    #[serde(default)]
    pub judgements: Vec<Judgement>,
    /// How many.
    pub recommendations: Option<usize>,
    pub numbered_paragraphs: Option<usize>,
    pub footnotes: Option<usize>,
}

/// An inspector; `lead` only where the paper says so.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "the file explains its keys")]
pub struct Inspector {
    pub name: String,
    pub lead: bool,
}

/// A row of the judgement table.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "the file explains its keys")]
pub struct Judgement {
    pub area: Area,
    pub grade: Grade,
    pub wording: String,
}

/// A matter through the visits.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "the file explains its keys")]
pub struct Matter {
    pub id: String,
    pub title: String,
    pub principal: bool,
    pub themes: Vec<Theme>,
    pub pattern: Pattern,
    /// Other patterns that a reader could as well have named.
    #[serde(default)]
    pub also_fair: Vec<Pattern>,
    /// Id of a matter that it may be shown under.
    pub may_join: Option<String>,
    pub why: Option<String>,
    pub cells: Vec<Cell>,
    #[serde(default)]
    pub figures: Vec<Figure>,
}

/// What one visit says of it, the deciding sentence first.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "the file explains its keys")]
pub struct Cell {
    pub visit: String,
    pub covered: Covered,
    pub level: Level,
    pub direction: Direction,
    #[serde(default)]
    pub also_fair_level: Vec<Level>,
    #[serde(default)]
    pub also_fair_direction: Vec<Direction>,
    pub sentences: Vec<String>,
}

/// A figure; those that name the same series are like with like.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "the file explains its keys")]
pub struct Figure {
    pub visit: String,
    pub value: f64,
    pub from: Option<f64>,
    pub unit: Option<String>,
    pub team: Option<String>,
    pub series: Option<String>,
}

/// A sentence and the one that it cannot be understood without.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "the file explains its keys")]
pub struct Leaning {
    pub source: String,
    pub sentence: String,
    pub before: String,
}

/// A sentence of a paper.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "the file explains its keys")]
pub struct Sentence {
    pub source: String,
    pub sentence: String,
}

/// A sentence and the words in it that say how many.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "the file explains its keys")]
pub struct Quantified {
    pub source: String,
    pub sentence: String,
    /// Lower case.
    pub words: String,
}

/// A sentence and who says it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "the file explains its keys")]
pub struct Spoken {
    pub source: String,
    pub sentence: String,
    pub role: SpeakerRole,
    pub name: Option<String>,
    /// The sentence of the letter that is quoted whole.
    pub letter: Option<String>,
}

/// A claim of the council's statement about the letter.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "the file explains its keys")]
pub struct CouncilClaim {
    pub sentence: String,
    /// The inspectors' sentences that it rests on.
    pub rests_on: Vec<String>,
    /// What they say besides, which the statement leaves out.
    pub adds: Vec<String>,
    pub matters: Vec<String>,
}

/// Matters of the letter that the statement does not speak of.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "the file explains its keys")]
pub struct Omitted {
    pub source: String,
    pub matters: Vec<String>,
}

/// One fact, stated differently.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "the file explains its keys")]
pub struct Clash {
    pub fact: String,
    pub claims: Vec<Claim>,
}

/// What one source says of it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "the file explains its keys")]
pub struct Claim {
    pub source: String,
    pub value: String,
    pub quote: String,
}

/// How many visits a source says there will be.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "the file explains its keys")]
pub struct ClaimedTotal {
    pub source: String,
    pub value: u8,
    pub quote: String,
}

/// A point of "What needs to improve" and its state at each visit whose letter was published.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "the file explains its keys")]
pub struct Recommendation {
    pub text: String,
    pub matters: Vec<String>,
    pub states: BTreeMap<String, RecommendationState>,
}
