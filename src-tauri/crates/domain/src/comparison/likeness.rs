//! How likely two findings are about the same matter.
//!
//! What is looked at stands here, the place that the reader that has learned gives each sentence among it; how much each weighs is data (`likeness.toml`), fitted on labelled series.
//! Deliberately not here: which findings belong together ([`super::grouping`]).

use super::Reading;
use super::logistic::Logistic;
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
    let shared = a.themes.odds.iter().zip(&b.themes.odds).map(|(x, y)| x * y);
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
        a.themes
            .unit
            .iter()
            .zip(&b.themes.unit)
            .map(|(x, y)| x * y)
            .sum(),
        shared.clone().sum(),
        a.themes
            .by_rules
            .iter()
            .zip(&b.themes.by_rules)
            .map(|(x, y)| x * y)
            .sum(),
        a.themes
            .of_paragraph
            .iter()
            .zip(&b.themes.of_paragraph)
            .map(|(x, y)| x * y)
            .sum(),
        shared.fold(0.0, f32::max),
        subject.fold(0.0, f32::max),
        bit(first(a).is_some() && first(a) == first(b)),
        bit(first(a).is_none() || first(b).is_none()),
        bit(beside),
        bit(beside && a.finding.abs_diff(b.finding) == 1),
    ]
}

fn bit(yes: bool) -> f32 {
    if yes { 1.0 } else { 0.0 }
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
    pub fn new(readings: &[Reading], passages: &[&Passage], weights: &Logistic) -> Likeness {
        let (weights, bias) = weights.in_order(&FEATURES);
        let mut log_odds =
            Vec::with_capacity(passages.len() * passages.len().saturating_sub(1) / 2);
        for (i, a) in passages.iter().enumerate() {
            for b in &passages[i + 1..] {
                let features = features(readings, a, b);
                let sum: f32 = features.iter().zip(weights).map(|(x, w)| x * w).sum();
                log_odds.push((bias + sum).clamp(-CLIP, CLIP));
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
