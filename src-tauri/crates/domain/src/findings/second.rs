//! Two readers of one sentence: the rules, which answer at once and name their words, and one that has learned.
//!
//! Where both agree a class stands; where they differ the finding is to be checked by a person, with both readings.
//! Depends on the classes alone. Deliberately not here: the reader that has learned (crate `scrutiny-reader`); it
//! gives an [`Opinion`].

use serde::{Deserialize, Serialize};

use super::{Direction, Finding, Level, Theme};

/// What the reader that has learned makes of a sentence. Probabilities are from 0 to 1.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Opinion {
    /// Up to four, most probable first; empty for no statement about the service.
    pub themes: Vec<(Theme, f32)>,
    pub level: (Level, f32),
    pub direction: (Direction, f32),
    /// True where the level is probable enough to be taken for right.
    pub sure: bool,
}

impl Opinion {
    fn themes(&self) -> Vec<Theme> {
        self.themes.iter().map(|(theme, _)| *theme).collect()
    }
}

/// Both readings of a finding, kept so that either can be looked at, and joined again by a newer version.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SecondReading {
    /// What the rules read.
    pub rules: Read,
    /// What the reader that has learned read.
    pub learned: Opinion,
    /// The classes in which the two differ; empty where both agree.
    pub check: Vec<Class>,
}

/// The classes of a sentence as one reader gives them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Read {
    pub themes: Vec<Theme>,
    pub level: Level,
    pub direction: Direction,
}

/// What a sentence is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bridge", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Class {
    Themes,
    Level,
    Direction,
}

/// What two readings come to.
#[derive(Debug, Clone, PartialEq)]
pub struct Joined {
    pub classes: Read,
    pub check: Vec<Class>,
}

/// Two readings as one.
///
/// A class on which both agree stands. Where they differ the one that was right more often on labelled findings is
/// shown (docs/evaluation.md), and the class is to be checked:
/// - level: the learned one;
/// - direction: what the learned one says, which both must say to be agreed;
/// - themes: those of the learned reader; agreed where both name one and the same.
pub fn join(rules: &Read, learned: &Opinion) -> Joined {
    let themes = learned.themes();
    let share_one = rules.themes.iter().any(|t| themes.contains(t));
    let neither = rules.themes.is_empty() && themes.is_empty();
    let differs = [
        (Class::Themes, !share_one && !neither),
        (Class::Level, rules.level != learned.level.0),
        (Class::Direction, rules.direction != learned.direction.0),
    ];
    Joined {
        classes: Read {
            themes,
            level: learned.level.0,
            direction: learned.direction.0,
        },
        check: differs
            .into_iter()
            .filter_map(|(class, differs)| differs.then_some(class))
            .collect(),
    }
}

impl Finding {
    /// What the rules read, whether or not a second reading has been joined to it.
    pub fn by_rules(&self) -> Read {
        match &self.second {
            Some(second) => second.rules.clone(),
            None => Read {
                themes: self.themes.clone(),
                level: self.level,
                direction: self.direction,
            },
        }
    }

    /// Joins a second reading to it. One that was joined before is replaced.
    pub fn with_opinion(self, learned: Opinion) -> Finding {
        let rules = self.by_rules();
        let joined = join(&rules, &learned);
        Finding {
            themes: joined.classes.themes,
            level: joined.classes.level,
            direction: joined.classes.direction,
            second: Some(SecondReading {
                rules,
                learned,
                check: joined.check,
            }),
            ..self
        }
    }

    /// True where the two readers differ and a person should look.
    pub fn to_check(&self) -> bool {
        self.second.as_ref().is_some_and(|s| !s.check.is_empty())
    }
}

impl SecondReading {
    /// Why a class is to be checked, for people: both readings in a sentence.
    pub fn why(&self, class: Class) -> String {
        let (rules, learned) = match class {
            Class::Themes => (
                themes_in_words(&self.rules.themes),
                themes_in_words(&self.learned.themes()),
            ),
            Class::Level => (
                level_in_words(self.rules.level).to_owned(),
                level_in_words(self.learned.level.0).to_owned(),
            ),
            Class::Direction => (
                direction_in_words(self.rules.direction).to_owned(),
                direction_in_words(self.learned.direction.0).to_owned(),
            ),
        };
        let unsure = match class {
            Class::Level if !self.learned.sure => ", and is not sure",
            _ => "",
        };
        format!("the rules read {rules}; the learned reader reads {learned}{unsure}")
    }
}

fn themes_in_words(themes: &[Theme]) -> String {
    if themes.is_empty() {
        return "no theme".to_owned();
    }
    let names: Vec<String> = themes.iter().map(|t| format!("‘{}’", t.title())).collect();
    names.join(", ")
}

fn level_in_words(level: Level) -> &'static str {
    match level {
        Level::Strength => "a strength",
        Level::Mixed => "good and bad together",
        Level::Weakness => "a weakness",
        Level::None => "no judgement",
    }
}

fn direction_in_words(direction: Direction) -> &'static str {
    match direction {
        Direction::Better => "better than before",
        Direction::Same => "the same as before",
        Direction::Worse => "worse than before",
        Direction::None => "no movement",
    }
}
