//! How likely two findings are about the same matter.
//!
//! What is looked at stands here, the place that the reader that has learned gives each sentence among it; how much each
//! weighs is data (`likeness.toml`), fitted on labelled series.
//! Deliberately not here: which findings belong together ([`super::grouping`]).

use super::Reading;
use super::logistic::{Logistic, bit};
use super::passage::Passage;
use super::words::cosine;

/// What is looked at, in the order of [`Features`].
pub const FEATURES: [&str; 16] = [
    "alike",
    "alike_unknown",
    "words",
    "paragraph",
    "words_of_paragraph",
    "heading",
    "themes",
    "themes_sure",
    "themes_by_rules",
    "themes_of_paragraph",
    "theme_shared",
    "subject",
    "subject_first",
    "subject_none",
    "same_paragraph",
    "next_to",
];

/// A value for each of [`FEATURES`], most between 0 and 1.
pub type Features = [f32; FEATURES.len()];

/// Log-odds beyond this count as this: one pair that is very like or unlike must not decide for its whole group.
pub(crate) const CLIP: f32 = 4.0;

/// What two findings have in common; which is the earlier makes no difference.
pub(crate) fn features(readings: &[Reading], a: &Passage, b: &Passage) -> Features {
    let share = |list: &[(usize, f32)], s: usize| {
        let top = list.first().map_or(1.0, |t| t.1).max(1e-3);
        list.iter().find(|x| x.0 == s).map_or(0.0, |x| x.1 / top)
    };
    let subject = a.subjects.iter();
    let subject = subject.map(|&(s, _)| share(&a.subjects, s) * share(&b.subjects, s));
    let first = |p: &Passage| p.subjects.first().map(|s| s.0);
    let place = |p: &Passage| (p.reading, p.finding(readings).citation.paragraph_index);
    let beside = place(a) == place(b);
    let shared = products(&a.themes.odds, &b.themes.odds);
    let learned = |p: &Passage| {
        let second = p.finding(readings).second.as_ref();
        second.and_then(|s| s.learned.likeness)
    };
    let alike = learned(a).zip(learned(b)).map(|(a, b)| a.alike(&b));
    [
        alike.unwrap_or_default(),
        bit(alike.is_none()),
        cosine(&a.vector, &b.vector),
        cosine(&a.context, &b.context),
        cosine(&a.vector, &b.context).max(cosine(&a.context, &b.vector)),
        cosine(&a.section, &b.section),
        products(&a.themes.unit, &b.themes.unit).sum(),
        shared.clone().sum(),
        products(&a.themes.by_rules, &b.themes.by_rules).sum(),
        products(&a.themes.of_paragraph, &b.themes.of_paragraph).sum(),
        shared.fold(0.0, f32::max),
        subject.fold(0.0, f32::max),
        bit(first(a).is_some() && first(a) == first(b)),
        bit(first(a).is_none() || first(b).is_none()),
        bit(beside),
        bit(beside && a.finding.abs_diff(b.finding) == 1),
    ]
}

fn products(a: &[f32], b: &[f32]) -> impl Iterator<Item = f32> + Clone {
    a.iter().zip(b).map(|(x, y)| x * y)
}

/// Weighs what two findings have in common: made once, for many pairs.
pub(crate) struct Weigher {
    weights: Features,
    bias: f32,
}

impl Weigher {
    pub fn new(weights: &Logistic) -> Weigher {
        let (weights, bias) = weights.in_order(&FEATURES);
        Weigher { weights, bias }
    }

    /// Log-odds that both are about one matter.
    pub fn log_odds(&self, readings: &[Reading], a: &Passage, b: &Passage) -> f32 {
        self.bias + products(&features(readings, a, b), &self.weights).sum::<f32>()
    }

    /// The same, at most [`CLIP`] either way.
    pub fn clipped(&self, readings: &[Reading], a: &Passage, b: &Passage) -> f32 {
        self.log_odds(readings, a, b).clamp(-CLIP, CLIP)
    }
}

/// Log-odds that two findings are about one matter, for every two of many.
#[derive(Debug)]
pub(crate) struct Likeness {
    of: usize,
    /// Row after row of the upper triangle.
    log_odds: Vec<f32>,
}

impl Likeness {
    /// Of every two of the passages.
    pub fn new(readings: &[Reading], passages: &[&Passage], weigher: &Weigher) -> Likeness {
        let mut log_odds =
            Vec::with_capacity(passages.len() * passages.len().saturating_sub(1) / 2);
        for (i, a) in passages.iter().enumerate() {
            for b in &passages[i + 1..] {
                log_odds.push(weigher.clipped(readings, a, b));
            }
        }
        Likeness {
            of: passages.len(),
            log_odds,
        }
    }

    /// How many were compared.
    pub fn len(&self) -> usize {
        self.of
    }

    /// Log-odds of two, at most [`CLIP`] either way; a finding is as like itself as can be.
    pub fn between(&self, a: usize, b: usize) -> f32 {
        let (a, b) = (a.min(b), a.max(b));
        if a == b {
            return CLIP;
        }
        let before = a * self.of - a * (a + 1) / 2;
        self.log_odds[before + b - a - 1]
    }

    /// The mean over every two of one group and another, leaving out what is in both; none where nothing is left.
    pub fn mean(&self, one: &[usize], other: &[usize]) -> Option<f32> {
        let mut sum = 0.0;
        let mut count = 0.0;
        for &a in one {
            for &b in other.iter().filter(|b| **b != a) {
                sum += self.between(a, b);
                count += 1.0;
            }
        }
        (count > 0.0).then(|| sum / count)
    }

    /// The likest two of one group and another.
    pub fn most(&self, one: &[usize], other: &[usize]) -> f32 {
        let pairs = one
            .iter()
            .flat_map(|&a| other.iter().filter(move |b| **b != a).map(move |&b| (a, b)));
        pairs.map(|(a, b)| self.between(a, b)).fold(-CLIP, f32::max)
    }

    /// The upper triangle, row after row.
    pub fn triangle(&self) -> &[f32] {
        &self.log_odds
    }
}
