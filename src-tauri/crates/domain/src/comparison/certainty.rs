//! How far the statements about a matter may be relied on: from the evidence that each has.
//!
//! What is looked at stands here; how often statements with such evidence were right, and from where on that is enough,
//! is data (`certainty.toml`), fitted on labelled series. Statements rest on statements: a pattern on cells, and is never
//! surer than what it rests on. Deliberately not here: what a person settled, which needs no measuring.

use super::Pattern;
use super::likeness::{CLIP, Likeness};
use super::logistic::{CONFIRMED, bit, count};

/// What tells whether a level or a direction is right.
pub const SPOKEN_FEATURES: [&str; 11] = [
    "likeliest",
    "ahead",
    "agreed",
    "against",
    "within",
    "across",
    "nearest",
    "findings",
    "size",
    "weight",
    CONFIRMED,
];

/// What tells whether a silence is one.
pub const SILENCE_FEATURES: [&str; 8] = [
    "near",
    "nearest",
    "size",
    "looks",
    "said_so",
    "among_areas",
    "areas_named",
    CONFIRMED,
];

/// What tells whether a pattern is right.
pub const PATTERN_FEATURES: [&str; 13] = [
    "least_spoken",
    "mean_spoken",
    "least_silent",
    "looks",
    "size",
    CONFIRMED,
    "raised_every_time",
    "slipped",
    "fell",
    "improved",
    "new",
    "not_since",
    "steady",
];

/// How the findings of a visit hang together with the rest of their matter.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Hold {
    /// Mean log-odds of these findings with all of the matter's.
    pub within: f32,
    /// The same with those of other visits alone.
    pub across: f32,
    /// The likest finding of another visit.
    pub nearest: f32,
}

impl Hold {
    /// `here` and `all` are positions in the likeness.
    pub fn new(likeness: &Likeness, here: &[usize], all: &[usize]) -> Hold {
        let others: Vec<usize> = all.iter().copied().filter(|x| !here.contains(x)).collect();
        Hold {
            within: likeness.mean(here, all).unwrap_or(-2.0),
            across: likeness.mean(here, &others).unwrap_or(-2.0),
            nearest: if others.is_empty() {
                -CLIP
            } else {
                likeness.most(here, &others)
            },
        }
    }
}

/// What is known of a level or a direction that a cell says.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Stated<'a> {
    /// How likely each is that it could be.
    pub odds: &'a [f32],
    /// Share of the sentences that both readers read alike.
    pub agreed: f32,
    /// Share of what its sentences say that says the opposite.
    pub against: f32,
    pub hold: Hold,
    pub findings: usize,
    /// Findings of the whole matter.
    pub size: usize,
    pub weight: f32,
    pub confirmed: bool,
}

/// Features of a level or direction.
pub(crate) fn spoken(of: Stated) -> [f32; SPOKEN_FEATURES.len()] {
    let mut sorted = of.odds.to_vec();
    sorted.sort_unstable_by(|a, b| b.total_cmp(a));
    let at = |i: usize| sorted.get(i).copied().unwrap_or_default();
    [
        at(0),
        at(0) - at(1),
        of.agreed,
        of.against,
        of.hold.within,
        of.hold.across,
        of.hold.nearest,
        ln(of.findings),
        ln(of.size),
        of.weight,
        bit(of.confirmed),
    ]
}

/// What is known of a visit that has no finding on a matter.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Unspoken {
    /// Mean log-odds of the visit's finding that is nearest to the matter.
    pub near: f32,
    /// Log-odds of the two findings, one of either, that are most alike.
    pub nearest: f32,
    pub size: usize,
    /// Share of the visits that speak of it.
    pub looks: f32,
    pub said_so: bool,
    pub among_areas: bool,
    pub areas_named: bool,
    pub confirmed: bool,
}

/// Features of a silence.
pub(crate) fn silence(of: Unspoken) -> [f32; SILENCE_FEATURES.len()] {
    [
        of.near,
        of.nearest,
        ln(of.size),
        of.looks,
        bit(of.said_so),
        bit(of.among_areas),
        bit(of.areas_named),
        bit(of.confirmed),
    ]
}

/// Features of a pattern; the probabilities are those of what it rests on.
pub(crate) fn pattern(
    pattern: Pattern,
    spoken: &[f32],
    silent: &[f32],
    size: usize,
    confirmed: bool,
) -> [f32; PATTERN_FEATURES.len()] {
    let least = |of: &[f32]| of.iter().copied().fold(1.0, f32::min);
    let looks = count(spoken.len());
    let is = |p: &[Pattern]| bit(p.contains(&pattern));
    [
        least(spoken),
        spoken.iter().sum::<f32>() / looks.max(1.0),
        least(silent),
        looks,
        ln(size),
        bit(confirmed),
        is(&[Pattern::RaisedEveryTime]),
        is(&[Pattern::ImprovedThenSlipped]),
        is(&[Pattern::DeclinedFromStrength, Pattern::GotWorse]),
        is(&[Pattern::Improved, Pattern::Resolved]),
        is(&[Pattern::New]),
        is(&[Pattern::NeverLookedAtAgain]),
        is(&[Pattern::Steady]),
    ]
}

/// More findings than this count as this many: no matter that was fitted on has many more.
const MANY: usize = 20;

fn ln(n: usize) -> f32 {
    count(n.clamp(1, MANY)).ln()
}
