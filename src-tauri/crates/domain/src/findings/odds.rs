//! How likely each class of a finding is, both readings taken together: what statements are built on.

use super::second::{DIRECTIONS, LEVELS, RULES_READ, joint_levels};
use super::{Class, Direction, Finding, Theme};

/// How likely the rules are right on a theme where nobody has read the sentence a second time.
const THEME_BY_RULES: f32 = 0.7;

impl Finding {
    /// The probability of each level, in the order of [`LEVELS`].
    pub fn level_odds(&self) -> [f32; 4] {
        if self.settled.of(Class::Level).is_some() || self.because.level_is_fixed() {
            return LEVELS.map(|l| f32::from(u8::from(l == self.level)));
        }
        match &self.second {
            Some(second) => joint_levels(second.rules.level, &second.learned),
            None => {
                let said = LEVELS.iter().position(|l| *l == self.level).unwrap_or(0);
                let read = RULES_READ.map(|often| often[said]);
                let all: f32 = read.iter().sum();
                read.map(|p| p / all)
            }
        }
    }

    /// The probability of each direction, in the order of [`DIRECTIONS`].
    pub fn direction_odds(&self) -> [f32; 4] {
        let only = |d: Direction| DIRECTIONS.map(|x| f32::from(u8::from(x == d)));
        let settled = self.settled.of(Class::Direction).is_some();
        match &self.second {
            Some(second) if !settled && self.direction == second.learned.direction.0 => {
                second.learned.directions
            }
            _ => only(self.direction),
        }
    }

    /// The probability of each theme, in the order of [`Theme::ALL`].
    pub fn theme_odds(&self) -> Vec<f32> {
        let mut odds = vec![0.0; Theme::ALL.len()];
        let mut put = |theme: Theme, p: f32| {
            if let Some(at) = Theme::ALL.iter().position(|t| *t == theme) {
                odds[at] = p;
            }
        };
        match &self.second {
            _ if self.settled.of(Class::Themes).is_some() => {
                self.themes.iter().for_each(|t| put(*t, 1.0));
            }
            Some(second) => {
                let read = second.learned.themes.iter();
                read.chain(&second.learned.leanings)
                    .for_each(|(t, p)| put(*t, *p));
            }
            None => self.themes.iter().for_each(|t| put(*t, THEME_BY_RULES)),
        }
        odds
    }
}
