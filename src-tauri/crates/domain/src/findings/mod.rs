//! A document's findings: each a sentence with its citation, its speaker, its classes, and why each was given.
//!
//! Classes come from lexicons that are data ([`Rules`]). What is unsure is proposed, not asserted.
//! Deliberately not here: following a matter from one document to the next ([`crate::comparison`]).

mod attribution;
mod because;
pub mod claims;
mod classify;
mod figures;
mod interview;
mod level;
mod lexicon;
mod likeness;
mod matter;
mod narrator;
mod odds;
mod quotations;
mod read;
mod recalls;
mod rules;
mod second;
mod sentences;
mod speakers;
mod theme;
mod tokens;
mod turns;

#[cfg(test)]
mod tests;

pub use because::{
    Because, LevelReason, Person, Settled, SettledClasses, SpeakerReason, ThemeBecause,
};
pub use classify::{Classes, classify, count_by};
pub use lexicon::BadPhrase;
pub use likeness::{LIKENESS, Likeness};
pub use read::read;
pub use rules::{BadRules, RuleFiles, Rules, Rung};
pub use second::{
    Class, DIRECTIONS, Joined, LEVELS, LevelStands, Opinion, Read, SecondReading, join,
};
pub use sentences::sentences;
pub use theme::Theme;
pub(crate) use tokens::slice;

use serde::{Deserialize, Serialize};

use crate::document::{Citation, StatedDate};

/// A sentence that says something, and what it was taken to say.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// Stable within the source: position among its findings, from 0.
    pub index: usize,
    pub citation: Citation,
    /// The sentence before it in the same paragraph, or for an item the line that opens its list, verbatim: a finding
    /// that leans on it is not quoted without.
    pub before: Option<String>,
    /// True where the sentence leans on the one before ("This leaves children …").
    pub leans: bool,
    /// Heading it stands under, verbatim.
    pub section: Option<String>,
    pub speaker: Speaker,
    /// Whose words or findings the speaker passes on without quoting them whole: "Ofsted found that visits are late" is
    /// the newspaper's word on what inspectors found.
    #[serde(default)]
    pub reports: Option<SpeakerRole>,
    /// What it speaks of, where that is not the visit that its paper is about.
    #[serde(default)]
    pub of: Of,
    /// One to four, most central first; empty where it is no statement about the service.
    pub themes: Vec<Theme>,
    pub level: Level,
    pub direction: Direction,
    pub quantifier: Option<Quantifier>,
    pub figures: Vec<Figure>,
    pub because: Because,
    /// Both readings, once the reader that has learned has read it too; the classes above are then the joined ones.
    #[serde(default)]
    pub second: Option<SecondReading>,
    /// What people settled of it; the classes above are then theirs. Kept apart from readings, so a reading has none.
    #[serde(default)]
    pub settled: SettledClasses,
}

impl Finding {
    /// The exact words.
    pub fn quote(&self) -> &str {
        &self.citation.quote
    }

    /// Without any of its words, for who shows a finding on a page in doubt: what it was taken to say, where it stands
    /// and the numbers in it are left.
    pub fn unquoted(&self) -> Finding {
        let mut finding = self.clone();
        for words in [
            &mut finding.citation.quote,
            &mut finding.citation.prefix,
            &mut finding.citation.suffix,
        ] {
            words.clear();
        }
        finding.before = None;
        finding.section = None;
        if let Some(quantifier) = &mut finding.quantifier {
            quantifier.words.clear();
        }
        finding.figures = self.figures.iter().map(Figure::unquoted).collect();
        finding.because = Because {
            level_reason: self.because.level_reason,
            speaker_reason: self.because.speaker_reason,
            ..Because::default()
        };
        finding
    }

    /// True where nobody is named for it and its paper does not show whose it is.
    pub fn is_nobodys(&self) -> bool {
        let unnamed = self.speaker.role == SpeakerRole::Other && self.speaker.name.is_none();
        let because = &self.because;
        unnamed
            && (because.speaker.is_none()
                || self.reports.is_some()
                || because.speaker_reason == Some(SpeakerReason::NobodyNamed))
    }
}

/// Who says it. A journalist's report of what inspectors found is the inspectors' only where it is put in their mouth.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Speaker {
    pub role: SpeakerRole,
    /// As named in the document ("Cllr Maria Gatland").
    pub name: Option<String>,
}

/// What a sentence speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bridge", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Of {
    /// What the paper is about.
    #[default]
    ThisVisit,
    /// What an earlier visit or inspection found.
    Earlier,
    /// What a report found that is not Ofsted's.
    OtherReport,
    /// Another authority.
    Elsewhere,
}

/// The parts that people play in what is written about a visit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bridge", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum SpeakerRole {
    Inspectors,
    /// The council: an officer, a spokesperson, "the council said".
    Council,
    /// The member of the executive who answers for children's services, or its leader.
    CabinetMember,
    /// A councillor outside the executive.
    OppositionCouncillor,
    /// The writer of an article, in their own words.
    Press,
    /// Anybody else.
    Other,
}

/// How good it is, of the present.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bridge", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Level {
    Strength,
    Mixed,
    Weakness,
    /// No evaluation, or too early to see.
    None,
}

/// Which way it moved, as the text itself states it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bridge", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    Better,
    Same,
    Worse,
    None,
}

/// "Too many", "a small number": how many, in the inspectors' words. No percentages are known; the rank orders them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quantifier {
    /// As written, lower case.
    pub words: String,
    /// Place on the ladder of [`Rules`], from 0 (none) upwards.
    pub rank: u8,
}

/// A number in a sentence with what is needed to compare it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    pub value: f64,
    /// "cases", "per cent", "days", "children".
    pub unit: Option<String>,
    /// What is counted ("cases with no named social worker"), as far as the sentence says.
    pub population: Option<String>,
    /// Whose ("assessment teams"), where the sentence says.
    pub team: Option<String>,
    /// When, where the sentence says.
    pub date: Option<FigureDate>,
    /// "from 58 to 12": the value it moved from.
    pub from: Option<f64>,
    /// The words, verbatim.
    pub text: String,
}

impl Figure {
    /// The number alone, without the words that give it and say what is counted.
    pub fn unquoted(&self) -> Figure {
        Figure {
            text: String::new(),
            population: None,
            team: None,
            ..self.clone()
        }
    }
}

/// When something was counted. Kept as text: `visit`, or a date as [`StatedDate`] writes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub enum FigureDate {
    /// As the sentence states it.
    Stated(StatedDate),
    /// "At the time of the visit": whichever day that is, also after the visit's dates are corrected.
    Visit,
}

impl FigureDate {
    /// The date, when the visit began on `visit`.
    pub fn on(self, visit: Option<StatedDate>) -> Option<StatedDate> {
        match self {
            FigureDate::Stated(date) => Some(date),
            FigureDate::Visit => visit,
        }
    }
}

impl From<FigureDate> for String {
    fn from(date: FigureDate) -> String {
        match date {
            FigureDate::Stated(date) => date.to_string(),
            FigureDate::Visit => "visit".to_owned(),
        }
    }
}

impl TryFrom<String> for FigureDate {
    type Error = <StatedDate as std::str::FromStr>::Err;

    fn try_from(text: String) -> Result<FigureDate, Self::Error> {
        if text == "visit" {
            return Ok(FigureDate::Visit);
        }
        text.parse().map(FigureDate::Stated)
    }
}
