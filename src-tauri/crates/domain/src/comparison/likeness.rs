//! How much two findings have in common, and which of it tells that they are about the same matter.
//!
//! What is looked at stands here; how much each weighs is data (`likeness.toml`), fitted on labelled pairs.
//! Deliberately not here: which finding is matched with which ([`super::place`], [`super::threads`]).

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::Reading;
use super::passage::Passage;
use super::words::{Vector, cosine};
use crate::findings::{Direction, Level};

/// What is looked at, in the order of [`Features`].
pub const FEATURES: [&str; 24] = [
    "words",
    "shared",
    "shared_back",
    "context",
    "context_of_words",
    "words_of_context",
    "subject_first",
    "subject_any",
    "subject_many",
    "subject_context",
    "subject_none",
    "theme_first",
    "theme_any",
    "theme_many",
    "facets",
    "facets_other",
    "group_same",
    "group_other",
    "section",
    "evaluates",
    "opens",
    "leans",
    "rarest",
    "brief",
];

/// A value for each of [`FEATURES`], most between 0 and 1.
pub type Features = [f32; FEATURES.len()];

/// The weights that come with the program.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Weights {
    /// Least score at which a best place counts as one.
    pub covered: f32,
    weights: BTreeMap<String, f32>,
}

static BUILT_IN: LazyLock<Weights> = LazyLock::new(|| {
    toml::from_str(include_str!("likeness.toml")).expect("likeness.toml is checked by a test")
});

impl Weights {
    /// Of the same features with other weights: what fitting makes.
    pub fn new(covered: f32, weights: &Features) -> Weights {
        Weights {
            covered,
            weights: FEATURES
                .iter()
                .map(|f| (*f).to_owned())
                .zip(weights.iter().copied())
                .collect(),
        }
    }

    /// Those in `likeness.toml`.
    pub fn built_in() -> &'static Weights {
        &BUILT_IN
    }

    /// The weighted sum.
    pub fn score(&self, features: &Features) -> f32 {
        FEATURES
            .iter()
            .zip(features)
            .map(|(name, x)| self.weights.get(*name).copied().unwrap_or_default() * x)
            .sum()
    }

    /// The features that speak most for the pair, the strongest first.
    pub fn strongest(&self, features: &Features) -> Vec<&'static str> {
        let mut all: Vec<(&'static str, f32)> = FEATURES
            .iter()
            .zip(features)
            .map(|(name, x)| {
                (
                    *name,
                    self.weights.get(*name).copied().unwrap_or_default() * x,
                )
            })
            .filter(|(_, w)| *w > 0.05)
            .collect();
        all.sort_by(|a, b| b.1.total_cmp(&a.1));
        all.into_iter().map(|(n, _)| n).collect()
    }
}

/// What two findings have in common; `a` is the earlier.
pub(crate) fn features(readings: &[Reading], a: &Passage, b: &Passage) -> Features {
    let (fa, fb) = (a.finding(readings), b.finding(readings));
    let share = |list: &[(usize, f32)], s: usize| {
        let top = list.first().map_or(1.0, |t| t.1).max(1e-3);
        list.iter().find(|x| x.0 == s).map_or(0.0, |x| x.1 / top)
    };
    let best_of = |x: &[(usize, f32)], y: &[(usize, f32)]| {
        x.iter()
            .map(|&(s, _)| share(x, s) * share(y, s))
            .fold(0.0, f32::max)
    };
    let first = |x: &[(usize, f32)]| x.first().map(|s| s.0);
    let both = |x: Option<usize>, y: Option<usize>| bit(x.is_some() && x == y);
    let many = a
        .subjects
        .iter()
        .filter(|s| b.subjects.iter().any(|t| t.0 == s.0))
        .count();
    let themes = fa.themes.iter().filter(|t| fb.themes.contains(t)).count();
    let all_themes = fa.themes.len() + fb.themes.len() - themes;
    let facets = (a.facets & b.facets).count_ones();
    let (same_group, other_group) = match (a.group, b.group) {
        (Some(x), Some(y)) if x == y => (1.0, 0.0),
        (Some(_), Some(_)) => (0.0, 1.0),
        _ => (0.0, 0.0),
    };
    [
        cosine(&a.vector, &b.vector),
        shared(&a.vector, &b.vector),
        shared(&b.vector, &a.vector),
        cosine(&a.context, &b.context),
        cosine(&a.vector, &b.context),
        cosine(&a.context, &b.vector),
        both(first(&a.subjects), first(&b.subjects)),
        best_of(&a.subjects, &b.subjects),
        count(many) / 3.0,
        best_of(&a.around, &b.around),
        bit(b.subjects.is_empty()),
        bit(!fa.themes.is_empty() && fa.themes.first() == fb.themes.first()),
        bit(themes > 0),
        count(themes) / count(all_themes.max(1)),
        count(facets as usize) / count(((a.facets | b.facets).count_ones() as usize).max(1)),
        bit(facets == 0 && a.facets != 0 && b.facets != 0),
        same_group,
        other_group,
        cosine(&a.section, &b.section),
        bit(fb.level != Level::None || fb.direction != Direction::None),
        bit(b.opens),
        bit(fb.leans),
        rarest(&a.vector, &b.vector),
        bit(b.vector.len() < 4),
    ]
}

fn bit(yes: bool) -> f32 {
    if yes { 1.0 } else { 0.0 }
}

#[allow(clippy::cast_precision_loss, reason = "counts of words in a sentence")]
fn count(n: usize) -> f32 {
    n as f32
}

/// How much of the weight of `a` stands in `b` too.
fn shared(a: &Vector, b: &Vector) -> f32 {
    let all: f32 = a.iter().map(|w| w.1).sum();
    let common: f32 = a
        .iter()
        .filter(|w| b.binary_search_by_key(&w.0, |x| x.0).is_ok())
        .map(|w| w.1)
        .sum();
    if all > 0.0 { common / all } else { 0.0 }
}

/// Weight of the weightiest word that both have.
fn rarest(a: &Vector, b: &Vector) -> f32 {
    a.iter()
        .filter(|w| b.binary_search_by_key(&w.0, |x| x.0).is_ok())
        .map(|w| w.1)
        .fold(0.0, f32::max)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_weight_is_of_a_feature() {
        for name in Weights::built_in().weights.keys() {
            assert!(FEATURES.contains(&name.as_str()), "{name}");
        }
    }
}
