//! Two readers of one sentence: the rules, which answer at once and name their words, and one that has learned.
//!
//! Where both agree a class stands; where they differ the finding is to be checked by a person, with both readings.
//! Depends on the classes alone. Deliberately not here: the reader that has learned (crate `scrutiny-reader`); it
//! gives an [`Opinion`].

use serde::{Deserialize, Serialize};

use super::likeness::Likeness;
use super::{Direction, Finding, Level, Theme};

/// What the reader that has learned makes of a sentence. Probabilities are from 0 to 1.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Opinion {
    /// Up to four, most probable first; empty for no statement about the service.
    pub themes: Vec<(Theme, f32)>,
    /// Themes that it does not read but does not rule out, most probable first.
    #[serde(default)]
    pub leanings: Vec<(Theme, f32)>,
    pub level: (Level, f32),
    /// Of every level: in the order of [`LEVELS`].
    #[serde(default)]
    pub levels: [f32; 4],
    pub direction: (Direction, f32),
    /// Of every direction: in the order of [`DIRECTIONS`].
    #[serde(default)]
    pub directions: [f32; 4],
    /// True where the level is probable enough to be taken for right.
    pub sure: bool,
    /// Where it lies among other sentences; none in what an earlier version read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub likeness: Option<Likeness>,
}

/// The order of [`Opinion::levels`].
pub const LEVELS: [Level; 4] = [Level::Strength, Level::Mixed, Level::Weakness, Level::None];
/// The order of [`Opinion::directions`].
pub const DIRECTIONS: [Direction; 4] = [
    Direction::Better,
    Direction::Same,
    Direction::Worse,
    Direction::None,
];

impl Opinion {
    fn themes(&self) -> Vec<Theme> {
        self.themes.iter().map(|(theme, _)| *theme).collect()
    }
}

/// How often the rules read a level (across) where a person read another (down), both in the order of [`LEVELS`]: on
/// 540 sentences of two authorities that the learned reader was not fitted on (its model card says how).
pub(super) const RULES_READ: [[f32; 4]; 4] = [
    [0.62, 0.03, 0.19, 0.17],
    [0.14, 0.59, 0.20, 0.06],
    [0.03, 0.02, 0.85, 0.10],
    [0.17, 0.03, 0.15, 0.64],
];
/// The two readers err on the same sentences more often than by chance: what the rules say counts by its root.
const RULES_COUNT: f32 = 0.5;
/// The joint probability from which a level on which both agree stands.
const STANDS: f32 = 0.9;
/// A theme that the learned reader finds this probable is read whatever the rules say.
const THEME_ALONE: f32 = 0.46;
/// A theme that the rules read too needs only this.
const THEME_BESIDE_RULES: f32 = 0.2;
/// The most probable theme is read where there is no other, from here.
const THEME_IF_NO_OTHER: f32 = 0.15;
const MOST_THEMES: usize = 4;
/// The rules know few words for "the same" and "worse", and they are seldom wrong: the learned reader, which saw few
/// such sentences, needs only not to rule them out.
const NOT_RULED_OUT: f32 = 0.05;

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

impl SecondReading {
    /// The classes of which a person is asked: those where to take the wrong reading would mislead. Themes are
    /// proposals anyway, and "the same", "worse" and no movement promise nobody anything.
    pub fn asked(&self) -> impl Iterator<Item = Class> {
        let hopeful = |d: Direction| d == Direction::Better;
        self.check.iter().copied().filter(move |class| match class {
            Class::Level => true,
            Class::Direction => hopeful(self.rules.direction) != hopeful(self.learned.direction.0),
            Class::Themes => false,
        })
    }

    /// True where a person is asked of any class.
    pub fn to_check(&self) -> bool {
        self.asked().next().is_some()
    }
}

/// How far the level of one sentence may be relied on by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bridge", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum LevelStands {
    /// A person said so.
    Settled,
    /// Both readers say so, or its place in the document gives it.
    Sure,
    /// Only one reader has read it, or they are not sure together.
    Open,
    /// One reader says strength, the other weakness.
    Opposed,
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

/// Two readings as one; every choice was made on sentences that neither reader was made on (the reader’s MODEL_CARD.md).
///
/// - Level: the most probable one when what the rules say is weighed by how often they say so. It stands where both
///   readers say it and it is probable enough, and is to be checked elsewhere.
/// - Direction: the learned reader's; the rules' "same" and "worse" where it does not rule them out. To be checked
///   where the two differ.
/// - Themes: those of which the learned reader is sure, and those that both see. To be checked where the two readers
///   name none in common.
pub fn join(rules: &Read, learned: &Opinion) -> Joined {
    let (level, probable) = level(rules.level, learned);
    let both = rules.level == level && learned.level.0 == level;
    let direction = direction(rules.direction, learned);
    let by_learned = learned.themes();
    let share_one = rules.themes.iter().any(|t| by_learned.contains(t));
    let neither = rules.themes.is_empty() && by_learned.is_empty();
    let differs = [
        (Class::Themes, !share_one && !neither),
        (Class::Level, !both || probable < STANDS),
        (Class::Direction, rules.direction != learned.direction.0),
    ];
    Joined {
        classes: Read {
            themes: themes(&rules.themes, learned),
            level,
            direction,
        },
        check: differs
            .into_iter()
            .filter_map(|(class, differs)| differs.then_some(class))
            .collect(),
    }
}

impl Joined {
    /// The same, of a sentence whose place in its document gives the level ([`super::Because::level_is_fixed`]): that level
    /// stands.
    #[must_use]
    pub fn with_fixed_level(mut self, rules: &Read) -> Joined {
        self.classes.level = rules.level;
        self.check.retain(|class| *class != Class::Level);
        if rules.level == Level::None {
            self.classes.direction = rules.direction;
            self.check.retain(|class| *class != Class::Direction);
        }
        self
    }
}

/// The probability of each level, what the rules say weighed by how often they say so; in the order of [`LEVELS`].
pub(super) fn joint_levels(rules: Level, learned: &Opinion) -> [f32; 4] {
    let said = LEVELS.iter().position(|l| *l == rules).unwrap_or(0);
    let mut joint = learned.levels;
    for (p, often) in joint.iter_mut().zip(RULES_READ) {
        *p *= often[said].powf(RULES_COUNT);
    }
    let sum: f32 = joint.iter().sum();
    if sum > 0.0 {
        return joint.map(|p| p / sum);
    }
    // Of an opinion that an earlier version kept only the likeliest is known.
    LEVELS.map(|l| {
        if l == learned.level.0 {
            learned.level.1
        } else {
            (1.0 - learned.level.1) / 3.0
        }
    })
}

fn level(rules: Level, learned: &Opinion) -> (Level, f32) {
    let joint = joint_levels(rules, learned);
    let most = LEVELS.into_iter().zip(joint);
    let most = most.max_by(|a, b| a.1.total_cmp(&b.1));
    most.unwrap_or(learned.level)
}

fn direction(rules: Direction, learned: &Opinion) -> Direction {
    let of_rules = DIRECTIONS.iter().position(|d| *d == rules);
    let probable = of_rules.map_or(0.0, |i| learned.directions[i]);
    match rules {
        Direction::Same | Direction::Worse if probable >= NOT_RULED_OUT => rules,
        _ => learned.direction.0,
    }
}

fn themes(rules: &[Theme], learned: &Opinion) -> Vec<Theme> {
    let mut seen: Vec<(Theme, f32)> = learned.themes.clone();
    seen.extend(&learned.leanings);
    seen.sort_by(|a, b| b.1.total_cmp(&a.1));
    let least = |theme: &Theme| {
        if rules.contains(theme) {
            THEME_BESIDE_RULES
        } else {
            THEME_ALONE
        }
    };
    let read = seen.iter().filter(|(theme, p)| *p >= least(theme));
    let mut read: Vec<Theme> = read.take(MOST_THEMES).map(|t| t.0).collect();
    if let (true, Some((theme, p))) = (read.is_empty(), seen.first())
        && *p >= THEME_IF_NO_OTHER
    {
        read.push(*theme);
    }
    read
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
        let joined = if self.because.level_is_fixed() {
            joined.with_fixed_level(&rules)
        } else {
            joined
        };
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

    /// How far its level may be relied on.
    pub fn level_stands(&self) -> LevelStands {
        if self.settled.of(Class::Level).is_some() {
            return LevelStands::Settled;
        }
        if self.because.level_is_fixed() {
            return LevelStands::Sure;
        }
        let Some(second) = &self.second else {
            return LevelStands::Open;
        };
        match (second.rules.level, second.learned.level.0) {
            (Level::Strength, Level::Weakness) | (Level::Weakness, Level::Strength) => {
                LevelStands::Opposed
            }
            _ if second.check.contains(&Class::Level) => LevelStands::Open,
            _ => LevelStands::Sure,
        }
    }

    /// True where the two readers differ so that a person should look ([`SecondReading::to_check`]).
    pub fn to_check(&self) -> bool {
        self.second.as_ref().is_some_and(SecondReading::to_check)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn opinion(levels: [f32; 4], directions: [f32; 4]) -> Opinion {
        let most = |p: [f32; 4]| (0..4).max_by(|a, b| p[*a].total_cmp(&p[*b])).unwrap();
        let (level, direction) = (most(levels), most(directions));
        Opinion {
            themes: vec![(Theme::Caseloads, 0.8), (Theme::Workforce, 0.4)],
            leanings: vec![(Theme::Supervision, 0.25), (Theme::Recording, 0.12)],
            level: (LEVELS[level], levels[level]),
            levels,
            direction: (DIRECTIONS[direction], directions[direction]),
            directions,
            sure: levels[level] >= 0.9,
            likeness: None,
        }
    }

    fn rules(level: Level, direction: Direction, themes: &[Theme]) -> Read {
        Read {
            themes: themes.to_vec(),
            level,
            direction,
        }
    }

    const WEAK: [f32; 4] = [0.02, 0.02, 0.95, 0.01];
    const STILL: [f32; 4] = [0.05, 0.02, 0.01, 0.92];

    #[test]
    fn what_both_say_stands() {
        let read = rules(Level::Weakness, Direction::None, &[Theme::Caseloads]);
        let joined = join(&read, &opinion(WEAK, STILL));
        assert_eq!(joined.check, []);
        assert_eq!(joined.classes.level, Level::Weakness);
    }

    #[test]
    fn where_they_differ_a_person_is_asked_however_sure_one_is() {
        let read = rules(Level::Strength, Direction::Better, &[Theme::Health]);
        let joined = join(&read, &opinion(WEAK, STILL));
        assert_eq!(
            joined.check,
            [Class::Themes, Class::Level, Class::Direction]
        );
        assert_eq!(joined.classes.level, Level::Weakness);
        assert_eq!(joined.classes.direction, Direction::None);
    }

    #[test]
    fn the_rules_tip_the_scales_where_the_learned_reader_wavers() {
        let wavers = [0.40, 0.05, 0.45, 0.10];
        let read = rules(Level::Strength, Direction::None, &[Theme::Caseloads]);
        let joined = join(&read, &opinion(wavers, STILL));
        assert_eq!(joined.classes.level, Level::Strength);
        assert_eq!(joined.check, [Class::Level]);
    }

    #[test]
    fn agreed_and_improbable_is_to_be_checked() {
        let wavers = [0.52, 0.05, 0.33, 0.10];
        let read = rules(Level::Strength, Direction::None, &[Theme::Caseloads]);
        let joined = join(&read, &opinion(wavers, STILL));
        assert_eq!(joined.classes.level, Level::Strength);
        assert_eq!(joined.check, [Class::Level]);
    }

    #[test]
    fn a_theme_is_read_where_one_is_sure_or_both_see_it() {
        let read = rules(
            Level::Weakness,
            Direction::None,
            &[Theme::Supervision, Theme::Recording],
        );
        let joined = join(&read, &opinion(WEAK, STILL));
        // Workforce is likely to one alone, Recording hardly to the other.
        assert_eq!(
            joined.classes.themes,
            [Theme::Caseloads, Theme::Supervision]
        );
    }

    #[test]
    fn a_person_is_asked_where_a_difference_could_mislead() {
        let finding = |read: Read, learned: Opinion| {
            let joined = join(&read, &learned);
            SecondReading {
                rules: read,
                learned,
                check: joined.check,
            }
        };
        let better = [0.9, 0.02, 0.02, 0.06];
        let themes = rules(Level::Weakness, Direction::None, &[Theme::Health]);
        let themes = finding(themes, opinion(WEAK, STILL));
        assert_eq!(themes.check, [Class::Themes]);
        assert!(!themes.to_check());
        let same = rules(Level::Weakness, Direction::Same, &[Theme::Caseloads]);
        assert!(!finding(same.clone(), opinion(WEAK, STILL)).to_check());
        assert!(finding(same.clone(), opinion(WEAK, better)).to_check());
        assert!(finding(same, opinion([0.9, 0.0, 0.1, 0.0], STILL)).to_check());
    }

    #[test]
    fn worse_is_the_rules_word_unless_it_is_ruled_out() {
        let read = rules(Level::Weakness, Direction::Worse, &[Theme::Caseloads]);
        let may_be = [0.02, 0.02, 0.08, 0.88];
        assert_eq!(
            join(&read, &opinion(WEAK, may_be)).classes.direction,
            Direction::Worse
        );
        assert_eq!(
            join(&read, &opinion(WEAK, STILL)).classes.direction,
            Direction::None
        );
    }
}
