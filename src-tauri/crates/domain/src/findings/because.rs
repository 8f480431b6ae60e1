//! Why a finding has the classes it has: words of the sentence, reasons that no word gives, and people.
//!
//! Values alone; what they are called for people is made where they are shown ([`crate::explain`]).

use serde::{Deserialize, Serialize};

use super::{Class, Finding, Theme};

/// The words that caused each class, verbatim from the sentence (or from the one before, where it leans), and the
/// reasons that words alone do not give.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Because {
    pub themes: Vec<ThemeBecause>,
    pub level: Vec<String>,
    pub direction: Vec<String>,
    pub speaker: Option<String>,
    /// Where the words alone do not explain the level.
    #[serde(default)]
    pub level_reason: Option<LevelReason>,
    /// Where the words alone do not explain the speaker.
    #[serde(default)]
    pub speaker_reason: Option<SpeakerReason>,
}

/// The words that caused one theme.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ThemeBecause {
    pub theme: Theme,
    pub words: Vec<String>,
}

/// What explains a level where its words alone do not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LevelReason {
    /// It stands under what inspectors said must improve.
    UnderWhatMustImprove,
    /// It stands in a list of what was looked at or of the area's circumstances.
    AmongCircumstances,
    /// It asks for something to be done.
    Request,
    /// It stands in a list of strengths.
    AmongStrengths,
    /// It is too early to see: no evidence either way.
    TooEarly,
    /// Its praise only compares with before.
    OnlyBetter,
    /// Its blame only compares with before.
    OnlyWorse,
    /// It says something good and something bad.
    GoodAndBad,
    /// It finds fault with a part only.
    FaultInPart,
    /// It tells what is planned, known, counted or done, with no effect stated.
    NoEffectStated,
}

impl LevelReason {
    /// True where the place in the document, or the form of a request, gives the level: no reader's opinion of the
    /// words changes that. A list of strengths is not one of them: running text may follow it.
    pub fn fixes_level(self) -> bool {
        use LevelReason::{AmongCircumstances, Request, UnderWhatMustImprove};
        matches!(self, UnderWhatMustImprove | AmongCircumstances | Request)
    }
}

/// What explains a speaker where words alone do not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SpeakerReason {
    /// The quotation goes on from the paragraph before.
    QuotationGoesOn,
    /// Nobody is named with the quotation; it is taken for the speaker before.
    SpeakerBefore,
    /// A quotation with nobody named.
    NobodyNamed,
    /// A quoted fragment in the writer's own sentence.
    QuotedFragment,
    /// The writer's account of what inspectors said.
    WritersAccount,
}

impl Because {
    /// True where the place in the document, or the form of a request, gives the level.
    pub fn level_is_fixed(&self) -> bool {
        self.level_reason.is_some_and(LevelReason::fixes_level)
    }
}

/// Somebody who decided something.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Person {
    /// The name that they gave, if any.
    pub name: Option<String>,
}

/// How a person settled a class of a finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", content = "by", rename_all = "snake_case")]
pub enum Settled {
    /// They said that it is right as it was read: reading and reason stand.
    Confirmed(Person),
    /// They decided what it is: nothing that was read bears on it any more.
    Decided(Person),
}

impl Settled {
    /// Who settled it.
    pub fn by(&self) -> &Person {
        match self {
            Settled::Confirmed(person) | Settled::Decided(person) => person,
        }
    }
}

/// What people settled of a finding; none of it where nobody looked at it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SettledClasses {
    pub themes: Option<Settled>,
    pub level: Option<Settled>,
    pub direction: Option<Settled>,
    /// Who decided whose word it is.
    #[serde(default)]
    pub speaker: Option<Person>,
}

impl SettledClasses {
    /// How a class was settled.
    pub fn of(&self, class: Class) -> Option<&Settled> {
        match class {
            Class::Themes => self.themes.as_ref(),
            Class::Level => self.level.as_ref(),
            Class::Direction => self.direction.as_ref(),
        }
    }

    /// Who decided what a class is; none where it is as it was read.
    pub fn decided(&self, class: Class) -> Option<&Person> {
        match self.of(class) {
            Some(Settled::Decided(person)) => Some(person),
            _ => None,
        }
    }

    pub(crate) fn settle(&mut self, class: Class, how: Settled) {
        let place = match class {
            Class::Themes => &mut self.themes,
            Class::Level => &mut self.level,
            Class::Direction => &mut self.direction,
        };
        *place = Some(how);
    }
}

impl Finding {
    /// What explains its level as it stands: none where a person decided it.
    pub fn level_reason(&self) -> Option<LevelReason> {
        let decided = self.settled.decided(Class::Level).is_some();
        self.because.level_reason.filter(|_| !decided)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_earlier_version_kept_is_read_until_the_paper_is_read_again() {
        let kept = r#"{
            "themes": [{ "theme": "supervision", "words": ["supervision"] }],
            "level": ["too early"], "direction": [], "speaker": null,
            "note": "it is too early to see: no evidence either way", "speaker_note": null
        }"#;
        let because: Because = serde_json::from_str(kept).unwrap();
        assert_eq!(because.level, ["too early"]);
        assert_eq!(because.level_reason, None, "a sentence is not read");
    }
}
