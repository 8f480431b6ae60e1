//! How good a matter is at a visit, and which way it moved, by the balance of all that inspectors say of it there.
//!
//! What is weighed stands here; how much each weighs is data (`balance.toml`), fitted on labelled series. Deliberately not
//! here: what a person decided ([`super::cells`]), and how far the outcome may be relied on ([`super::certainty`]).

use super::logistic::{bit, count};
use super::tables::Balance;
use crate::findings::{Class, DIRECTIONS, Direction, Finding, LEVELS, Level};

/// What the level of a cell is weighed by. All are shares, or counts up to [`FEW`]: a full report has fifty sentences on a
/// matter, of which one or two always say the opposite of the rest, and no letter that was fitted on has so many.
pub const LEVEL_FEATURES: [&str; 14] = [
    "strength",
    "mixed",
    "weakness",
    "weight",
    "findings",
    "first_strength",
    "first_mixed",
    "first_weakness",
    "better",
    "worse",
    "was_strength",
    "was_mixed",
    "was_weakness",
    "looked_before",
];

/// Where the weight stands among them.
const WEIGHT: usize = 3;

/// What the direction of a cell is weighed by.
pub const DIRECTION_FEATURES: [&str; 11] = [
    "better",
    "same",
    "worse",
    "states_any",
    "ahead",
    "is_strength",
    "is_mixed",
    "is_weakness",
    "rise",
    "looked_before",
    "findings",
];

/// Least share of its sentences that say what is sure, and largest share that say the opposite.
const MOST: f32 = 0.5;
const LITTLE: f32 = 0.25;

/// More sentences than this count as this many.
const FEW: usize = 6;

/// Sentences that together say less than this of how good it is say nothing of it.
const EVALUATES: f32 = 0.5;

/// Where "none" stands, of levels and of directions.
const NONE: usize = 3;

/// Whether sentences that are read so say anything of how good it is.
pub(crate) fn evaluates(levels: impl IntoIterator<Item = [f32; 4]>) -> bool {
    let said = levels.into_iter().map(|odds| 1.0 - odds[NONE]);
    said.sum::<f32>() >= EVALUATES
}

/// Strength, mixed, weakness: the first three of [`LEVELS`], as likely as each is.
pub(crate) type LevelOdds = [f32; 3];

/// How good it is, and how it moved, each with how likely it is.
#[derive(Debug, Clone)]
pub(crate) struct Weighed {
    pub level: Level,
    /// Of the levels; none where nothing evaluates.
    pub levels: Option<LevelOdds>,
    /// How much its sentences say of how good it is, as [`LEVEL_FEATURES`] has it.
    pub weight: f32,
    pub level_features: [f32; LEVEL_FEATURES.len()],
    pub direction: Direction,
    /// In the order of [`DIRECTIONS`].
    pub directions: [f32; 4],
    pub direction_features: [f32; DIRECTION_FEATURES.len()],
}

/// Weighs what inspectors say of a matter at one visit, in the order of their paper. `before` is how good it was when it
/// was last evaluated.
pub(crate) fn weigh(findings: &[&Finding], before: Option<LevelOdds>, tables: &Balance) -> Weighed {
    let levels: Vec<[f32; 4]> = findings.iter().map(|f| f.level_odds()).collect();
    let moves: Vec<[f32; 4]> = findings.iter().map(|f| f.direction_odds()).collect();
    let level_features = level_features(&levels, &moves, before);
    let odds = evaluates(levels.iter().copied())
        .then(|| tables.level.probabilities(&LEVEL_FEATURES, &level_features));
    let direction_features = direction_features(&moves, odds, before);
    let directions = tables
        .direction
        .probabilities(&DIRECTION_FEATURES, &direction_features);
    let level = odds.map_or(Level::None, |odds| likeliest(&LEVELS, &odds));
    Weighed {
        level,
        levels: odds,
        weight: level_features[WEIGHT],
        level_features,
        direction: likeliest(&DIRECTIONS, &directions),
        directions,
        direction_features,
    }
}

/// Share of the sentences whose level, or direction, both readers read alike, or a person settled.
pub(crate) fn agreed(findings: &[&Finding], class: Class) -> f32 {
    let alike = |f: &&&Finding| {
        let by_rules = f.by_rules();
        let learned = f.second.as_ref().map(|second| &second.learned);
        f.settled.of(class).is_some()
            || learned.is_some_and(|learned| match class {
                Class::Level => learned.level.0 == by_rules.level,
                Class::Direction => learned.direction.0 == by_rules.direction,
                Class::Themes => false,
            })
    };
    let n = findings.iter().filter(alike).count();
    count(n) / count(findings.len().max(1))
}

/// Share of what is said of how good it is that says the opposite.
pub(crate) fn against_level(findings: &[&Finding], level: Level) -> f32 {
    let opposite: &[usize] = match level {
        Level::Strength => &[2],
        Level::Weakness => &[0],
        Level::Mixed | Level::None => &[],
    };
    share(findings.iter().map(|f| f.level_odds()), opposite, 1e-6)
}

/// Share of what is said of movement that says the opposite.
pub(crate) fn against_direction(findings: &[&Finding], direction: Direction) -> f32 {
    let opposite: &[usize] = match direction {
        Direction::Better => &[2],
        Direction::Worse => &[0],
        Direction::Same | Direction::None => &[0, 2],
    };
    share(findings.iter().map(|f| f.direction_odds()), opposite, 1.0)
}

/// What says one of `these`, as a share of all that says anything; `least` is what all counts as at the least.
fn share(odds: impl Iterator<Item = [f32; 4]>, these: &[usize], least: f32) -> f32 {
    let (mut some, mut all) = (0.0, 0.0_f32);
    for odds in odds {
        some += these.iter().map(|&at| odds[at]).sum::<f32>();
        all += odds[..NONE].iter().sum::<f32>();
    }
    some / all.max(least)
}

/// Whether most of what the sentences say says so, and little the opposite: without that a level is never sure, whatever
/// was measured on matters that were put together otherwise.
pub(crate) fn is_clear(findings: &[&Finding], level: Level) -> bool {
    let Some(at) = LEVELS.iter().position(|l| *l == level) else {
        return false;
    };
    let own: f32 = findings.iter().map(|f| f.level_odds()[at]).sum();
    own / count(findings.len().max(1)) >= MOST && against_level(findings, level) <= LITTLE
}

fn likeliest<T: Copy>(of: &[T], odds: &[f32]) -> T {
    let most = odds.iter().zip(of).max_by(|a, b| a.0.total_cmp(b.0));
    *most.map_or(&of[0], |(_, one)| one)
}

fn level_features(
    levels: &[[f32; 4]],
    moves: &[[f32; 4]],
    before: Option<LevelOdds>,
) -> [f32; LEVEL_FEATURES.len()] {
    let sum = |i: usize| levels.iter().map(|l| l[i]).sum::<f32>();
    let all = (sum(0) + sum(1) + sum(2)).max(1e-6);
    let first = levels.first().copied().unwrap_or_default();
    let n = count(levels.len()).max(1.0);
    let mean = |i: usize| moves.iter().map(|m| m[i]).sum::<f32>() / n;
    let was = before.unwrap_or_default();
    [
        sum(0) / all,
        sum(1) / all,
        sum(2) / all,
        all.min(count(FEW)).ln_1p(),
        few(levels.len()),
        first[0],
        first[1],
        first[2],
        mean(0),
        mean(2),
        was[0],
        was[1],
        was[2],
        bit(before.is_some()),
    ]
}

fn direction_features(
    moves: &[[f32; 4]],
    now: Option<LevelOdds>,
    before: Option<LevelOdds>,
) -> [f32; DIRECTION_FEATURES.len()] {
    let sum = |i: usize| moves.iter().map(|m| m[i]).sum::<f32>();
    let stated = sum(0) + sum(1) + sum(2);
    let share = |i: usize| sum(i) / stated.max(1.0);
    let is = now.unwrap_or_default();
    let height = |odds: LevelOdds| odds[0] - odds[2];
    let rise = match (now, before) {
        (Some(now), Some(before)) => height(now) - height(before),
        _ => 0.0,
    };
    [
        share(0),
        share(1),
        share(2),
        stated.min(1.0),
        share(0) - share(2),
        is[0],
        is[1],
        is[2],
        rise,
        bit(before.is_some()),
        few(moves.len()),
    ]
}

/// How many sentences, as a feature.
fn few(n: usize) -> f32 {
    count(n.clamp(1, FEW)).ln()
}
