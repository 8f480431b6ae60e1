//! How good a sentence says something is, and which way it says it moved.
//!
//! Words of praise, of blame and of mere telling are weighed; a negation turns what follows it in its clause; a good
//! clause and a bad one on either side of a contrast are both asserted, which is mixed. A sentence without a word of
//! praise is never called good, and one without a word of blame never bad.
//! Deliberately not here: any word; they are data ([`super::rules`]).

use std::ops::Range;

use super::classify::verbatim;
use super::rules::{Evaluation, Moves, Negation, Rules};
use super::tokens::{Gap, Token};
use super::turns::{self, Found};
use super::{Direction, Level, LevelReason};

pub(crate) struct Judged {
    pub level: Level,
    pub direction: Direction,
    pub because: Vec<String>,
    pub direction_because: Vec<String>,
    pub reason: Option<LevelReason>,
}

/// Points that state a direction.
const MOVED: f32 = 8.0;
/// Points of a turn that states a direction.
const TURNED: f32 = 12.0;
/// A word of a part as small as this of the strongest is not named as a cause.
const FAINT: f32 = 4.0;
/// How many words a negation reaches where a direction is stated.
const NEGATION_REACH: usize = 3;

struct Weighed {
    points: f32,
    clause: usize,
    words: String,
    /// Against before, not of the present alone.
    relative: bool,
}

/// How many words may part a negation from the remedy that it denies ("does not always prevent").
const DENIED_REACH: usize = 3;

/// How many words may part a negation from the effect that it denies ("has not yet clearly led to").
const EFFECT_REACH: usize = 3;
/// How far a remedy reaches: to the next word but one ("prevents unnecessary delay").
const REMEDY_REACH: usize = 2;

/// A sentence of which fewer words tell how it is tells only how it was.
const FEWEST_PRESENT: usize = 3;

pub(crate) fn level(
    text: &str,
    words: &[Token],
    leaning: Option<&str>,
    section: Option<&str>,
    rules: &Rules,
) -> Judged {
    let clauses = clauses(words, rules);
    let turns = turns::read(words, &clauses, leaning, rules);
    let (direction, direction_because, bettered) = direction(text, words, &clauses, &turns, rules);
    let mut judged = Judged {
        level: Level::None,
        direction,
        because: Vec::new(),
        direction_because,
        reason: None,
    };
    if section.is_some_and(|s| begins_with_any(s, &rules.sections.asks)) {
        judged.level = Level::Weakness;
        judged.reason = Some(LevelReason::UnderWhatMustImprove);
        return judged;
    }
    if section.is_some_and(|s| begins_with_any(s, &rules.sections.lists)) {
        judged.reason = Some(LevelReason::AmongCircumstances);
        return judged;
    }
    if section.is_some_and(|s| rules.sections.praise(s)) {
        judged.level = Level::Strength;
        judged.reason = Some(LevelReason::AmongStrengths);
        return judged;
    }
    if begins_with_any(text, &rules.sections.asking) {
        judged.level = Level::Weakness;
        judged.reason = Some(LevelReason::Request);
        return judged;
    }
    let weighing = &rules.weighing;
    let negations = rules.negation.longest(words);
    let remedies = rules.remedy.longest(words);
    let unmet = rules.unmet.longest(words);
    let effects = rules.effect.longest(words);
    let same_clause = |a: usize, b: usize| clauses[a] == clauses[b];
    // "Investment has not yet resulted in better plans": where each denial of an effect begins.
    let without_effect: Vec<usize> = negations
        .iter()
        .filter(|n| *n.value != Negation::Void)
        .filter(|n| {
            effects.iter().any(|e| {
                n.tokens.end <= e.tokens.start
                    && e.tokens.start - n.tokens.end < EFFECT_REACH
                    && same_clause(n.tokens.start, e.tokens.start)
            })
        })
        .map(|n| n.tokens.start)
        .collect();
    let mut beside = 0.0;
    let mut weighed: Vec<Weighed> = turns
        .points
        .iter()
        .map(|p| Weighed {
            points: p.points,
            clause: clauses[p.words.start],
            words: verbatim(text, words, p.words.clone()),
            relative: p.relative,
        })
        .collect();
    let mut telling: Vec<(usize, f32, String)> = Vec::new();
    for m in rules.evaluation.longest(words) {
        if turns.uses(&m.tokens) {
            continue;
        }
        let phrase = || verbatim(text, words, m.tokens.clone());
        match *m.value {
            Evaluation::TooEarly => {
                judged.because = vec![phrase()];
                judged.reason = Some(LevelReason::TooEarly);
                return judged;
            }
            Evaluation::Telling(points) => {
                if telling.iter().all(|(entry, _, _)| *entry != m.entry) {
                    telling.push((m.entry, points, phrase()));
                }
            }
            Evaluation::Beside(points) => beside += points,
            Evaluation::Points(points) => {
                let start = m.tokens.start;
                let reach = if points > 0.0 {
                    weighing.reach
                } else {
                    weighing.blame_reach
                };
                let reaches = |to: &Range<usize>, reach: usize| {
                    to.end <= start && start - to.end < reach && same_clause(to.start, start)
                };
                let ended = |from: usize| {
                    let comma = (from..start).find(|&i| words[i].gap == Gap::Comma);
                    comma.is_some_and(|comma| {
                        let mut since = words[comma..start].iter();
                        since.any(|w| rules.negation_ends.contains(&w.word))
                    })
                };
                let negation = negations
                    .iter()
                    .rev()
                    .filter(|n| *n.value != Negation::Void && reaches(&n.tokens, reach))
                    .find(|n| points > 0.0 || !ended(n.tokens.end));
                // "Prevents unnecessary delay."
                let remedied = remedies
                    .iter()
                    .rev()
                    .find(|r| points < 0.0 && reaches(&r.tokens, REMEDY_REACH));
                // "Does not prevent drift": what is not done is the remedy, and what is bad stands.
                let denied = negations
                    .iter()
                    .filter(|n| *n.value != Negation::Void)
                    .find(|n| {
                        remedies.iter().any(|r| {
                            n.tokens.end <= r.tokens.start
                                && r.tokens.start - n.tokens.end < DENIED_REACH
                                && r.tokens.start <= start
                                && start < r.tokens.end + weighing.reach
                                && same_clause(n.tokens.start, start)
                        })
                    });
                let wished = unmet
                    .iter()
                    .any(|u| u.tokens.end <= start && same_clause(u.tokens.start, start));
                let fruitless = without_effect
                    .iter()
                    .any(|n| m.tokens.end <= *n && same_clause(start, *n));
                let turned = |by: usize| (-points * weighing.turned, by);
                let (points, from) = match (denied, negation, remedied) {
                    (Some(n), ..) => (-points.abs(), n.tokens.start),
                    (_, Some(n), _) if points > 0.0 => (-points, n.tokens.start),
                    _ if points > 0.0 && (wished || fruitless) => (0.0, start),
                    (_, Some(n), _) if *n.value == Negation::Turns => turned(n.tokens.start),
                    (_, _, Some(_)) if wished => (0.0, start),
                    (_, _, Some(r)) => turned(r.tokens.start),
                    _ => (points, start),
                };
                let circumstance =
                    points < 0.0 && turns::is_circumstance(words, &clauses, start, rules);
                if points != 0.0 && !circumstance {
                    let words = verbatim(text, words, from..m.tokens.end);
                    weighed.push(Weighed {
                        points,
                        clause: clauses[start],
                        words,
                        relative: false,
                    });
                }
            }
        }
    }
    let past = turns::history(words, &clauses, rules);
    let points_of = |past_too: bool| -> f32 {
        weighed
            .iter()
            .filter(|w| past.contains(&w.clause) == past_too)
            .map(|w| w.points)
            .sum()
    };
    let (was, is) = (points_of(true), points_of(false));
    let present = clauses.iter().filter(|c| !past.contains(c)).count();
    if was != 0.0 && present >= FEWEST_PRESENT {
        weighed.retain(|w| !past.contains(&w.clause));
        if is != 0.0 && judged.direction == Direction::None && (was > 0.0) != (is > 0.0) {
            judged.direction = if is > 0.0 {
                Direction::Better
            } else {
                Direction::Worse
            };
            judged.direction_because = weighed.iter().map(|w| w.words.clone()).collect();
        }
    }
    let count = clauses.last().map_or(0, |c| c + 1);
    let mut sums: Vec<f32> = (0..count)
        .map(|c| {
            weighed
                .iter()
                .filter(|w| w.clause == c)
                .map(|w| w.points)
                .sum()
        })
        .collect();
    let total: f32 = sums.iter().sum();
    // "Supervision has improved but remains too variable": the improvement is the good side of the contrast.
    let side = weighing.side;
    for &clause in &bettered {
        if sums[clause] > -side {
            sums[clause] = sums[clause].max(side);
        }
    }
    let best = sums.iter().copied().fold(0.0, f32::max);
    let worst = sums.iter().copied().fold(0.0, f32::min);
    if best >= side && worst <= -side {
        judged.level = Level::Mixed;
        judged.because = most_telling(weighed.iter());
        judged.reason = Some(LevelReason::GoodAndBad);
        return judged;
    }
    // "Reviews are held, but a minority are late": what is told of the rest is asserted, though no word praises it.
    let limited = turns::limited(words, &clauses, rules);
    let (faulted, rest): (Vec<usize>, Vec<usize>) = (0..count).partition(|&c| sums[c] <= -side);
    let apart = |some: &[usize], others: &[usize]| {
        some.iter().any(|c| limited.contains(c)) && !others.iter().any(|c| limited.contains(c))
    };
    if contrasted(words, rules)
        && (apart(&faulted, &rest) || apart(&rest, &faulted))
        && !rest.is_empty()
        && !faulted.is_empty()
    {
        judged.level = Level::Mixed;
        judged.because = most_telling(weighed.iter());
        judged.reason = Some(LevelReason::FaultInPart);
        return judged;
    }
    let sum = |sign: f32| -> f32 {
        let of_sign = weighed.iter().map(|w| w.points * sign);
        of_sign.filter(|p| *p > 0.0).sum()
    };
    let (praise, blame) = (sum(1.0), sum(-1.0));
    let common = if blame >= weighing.asserted {
        weighing.good_beside_blame
    } else {
        weighing.good
    };
    let good = total + beside + common;
    let bad = -total - beside + weighing.bad;
    let told: f32 = telling.iter().map(|(_, points, _)| points).sum::<f32>() + weighing.telling;
    let (praised, blamed) = (praise >= weighing.least, blame >= weighing.least);
    if good > bad && good >= told + weighing.margin && praised {
        judged.level = Level::Strength;
        let mut praising = weighed.iter().filter(|w| w.points > 0.0);
        judged.because = most_telling(praising.clone());
        let compares = praising.all(|w| w.relative);
        judged.reason = compares.then_some(LevelReason::OnlyBetter);
    } else if bad >= good && bad >= told + weighing.margin && blamed {
        judged.level = Level::Weakness;
        judged.because = most_telling(weighed.iter().filter(|w| w.points < 0.0));
        // A fact of staffing beside it ("two have left") does not make it more than a comparison.
        let compares = weighed.iter().any(|w| w.relative && w.points < 0.0);
        judged.reason = compares.then_some(LevelReason::OnlyWorse);
    } else if judged.direction == Direction::Better && !blamed && telling.is_empty() {
        judged.level = Level::Strength;
        judged.because = judged.direction_because.clone();
        judged.reason = Some(LevelReason::OnlyBetter);
    } else if !telling.is_empty() {
        let named = telling
            .into_iter()
            .filter(|(_, points, _)| *points > weighing.least);
        judged.because = named.map(|(_, _, words)| words).collect();
        judged.reason = Some(LevelReason::NoEffectStated);
    }
    judged
}

/// Whether a contrast parts the sentence, rather than beginning it and turning against the one before.
fn contrasted(words: &[Token], rules: &Rules) -> bool {
    let contrasts = rules.contrast.longest(words);
    contrasts.iter().any(|m| {
        *m.value
            && (m.tokens.start > 0 || words.get(m.tokens.end).is_some_and(|w| w.gap < Gap::Comma))
    })
}

fn most_telling<'a>(weighed: impl Iterator<Item = &'a Weighed>) -> Vec<String> {
    let words: Vec<_> = weighed.map(|w| (w.points, w.words.clone())).collect();
    strongest(&words)
}

/// The words that carry most, each once and in their order: a faint word explains nothing beside a strong one.
fn strongest(words: &[(f32, String)]) -> Vec<String> {
    let most = words.iter().map(|(p, _)| p.abs()).fold(0.0, f32::max);
    let mut out: Vec<String> = Vec::new();
    for (_, words) in words.iter().filter(|(p, _)| p.abs() * FAINT > most) {
        if !out.contains(words) {
            out.push(words.clone());
        }
    }
    out
}

/// Numbers of the clauses that the words belong to: a contrast or a semicolon begins a new one, and so does the
/// comma that ends a clause which began with a contrast ("Although plans are clear, visits are late").
pub(super) fn clauses(words: &[Token], rules: &Rules) -> Vec<usize> {
    let contrasts = rules.contrast.longest(words);
    let mut clause = 0;
    let mut conceding = false;
    let mut past = false;
    let mut out = Vec::with_capacity(words.len());
    for (i, word) in words.iter().enumerate() {
        let contrast = contrasts.iter().any(|m| *m.value && m.tokens.start == i);
        if contrast {
            if i > 0 {
                clause += 1;
            }
            conceding = true;
        } else if word.gap == Gap::Stop && i > 0 || conceding && word.gap == Gap::Comma {
            clause += 1;
            conceding = false;
        } else if turns::begins_past(words, i) {
            clause += 1;
            past = true;
        } else if past && turns::ends_past(words, i) {
            clause += 1;
            past = false;
        }
        out.push(clause);
    }
    out
}

/// The direction, the words that state it, and the clauses that state an improvement.
fn direction(
    text: &str,
    words: &[Token],
    clauses: &[usize],
    turns: &Found,
    rules: &Rules,
) -> (Direction, Vec<String>, Vec<usize>) {
    let mut bettered = Vec::new();
    let mut unmoved = Vec::new();
    let negations = rules.negation.longest(words);
    let mut points = [0.0_f32; 3];
    let mut because: [Vec<(f32, String)>; 3] = Default::default();
    for (direction, range) in &turns.moves {
        let way = match direction {
            Direction::Better => 0,
            Direction::Same => 1,
            _ => 2,
        };
        points[way] += TURNED;
        if way == 0 {
            bettered.push(clauses[range.start]);
        }
        because[way].push((TURNED, verbatim(text, words, range.clone())));
    }
    for m in rules.direction.longest(words) {
        if turns.uses(&m.tokens) {
            continue;
        }
        let negated = negations.iter().any(|n| {
            *n.value != Negation::Void
                && n.tokens.end <= m.tokens.start
                && m.tokens.start - n.tokens.end < NEGATION_REACH
        });
        let (way, p) = match *m.value {
            Moves::Better(p) => (if negated { 1 } else { 0 }, p),
            Moves::Same(p) => (1, p),
            Moves::Worse(p) if !negated => (2, p),
            Moves::Worse(_) | Moves::Void => continue,
        };
        points[way] += p;
        let clause = clauses[m.tokens.start];
        match way {
            0 if p >= MOVED => bettered.push(clause),
            1 => unmoved.push(clause),
            _ => {}
        }
        because[way].push((p, verbatim(text, words, m.tokens)));
    }
    let ways = [Direction::Better, Direction::Same, Direction::Worse];
    // Of equal points the less hopeful way.
    let way = (0..3)
        .rev()
        .max_by(|&a, &b| points[a].total_cmp(&points[b]).then(a.cmp(&b)))
        .unwrap_or(0);
    // What "remains" in one clause is the level; what improved in the other is the way it moved.
    let apart = bettered.iter().any(|b| !unmoved.contains(b));
    let way = if way == 1 && apart { 0 } else { way };
    if points[way] < MOVED {
        return (Direction::None, Vec::new(), bettered);
    }
    (ways[way], strongest(&because[way]), bettered)
}

pub(crate) fn begins_with_any(text: &str, beginnings: &[String]) -> bool {
    let text = text.to_lowercase();
    let text = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    beginnings.iter().any(|b| text.starts_with(b.as_str()))
}
