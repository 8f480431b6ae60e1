//! How good a sentence says something is, and which way it says it moved.
//!
//! Words of praise and blame are weighed clause by clause; a negation turns what follows it in its clause; a good
//! clause and a bad one on either side of a contrast are both asserted, which is mixed.
//! Deliberately not here: any word; they are data ([`super::rules`]).

use super::classify::verbatim;
use super::rules::{Evaluation, Moves, Rules};
use super::tokens::{Gap, Token};
use super::{Direction, Level};

pub(crate) struct Judged {
    pub level: Level,
    pub direction: Direction,
    pub because: Vec<String>,
    pub direction_because: Vec<String>,
    pub note: Option<String>,
}

/// Net points that make a sentence good: never without a word of praise or of practice that works.
const GOOD: f32 = 1.0;
/// Net points that make it bad.
const BAD: f32 = 2.0;
/// Points that each side of a contrast needs to count.
const SIDE: f32 = 3.0;
/// Points that state a direction.
const MOVED: f32 = 8.0;
/// How many words a negation reaches.
const NEGATION_REACH: usize = 3;

struct Weighed {
    points: f32,
    clause: usize,
    words: String,
}

pub(crate) fn level(text: &str, words: &[Token], section: Option<&str>, rules: &Rules) -> Judged {
    let clauses = clauses(words, rules);
    let (direction, direction_because, bettered) = direction(text, words, &clauses, rules);
    let mut judged = Judged {
        level: Level::None,
        direction,
        because: Vec::new(),
        direction_because,
        note: None,
    };
    if section.is_some_and(|s| begins_with_any(s, &rules.sections.asks)) {
        judged.level = Level::Weakness;
        judged.note = Some("it stands under what inspectors said must improve".to_owned());
        return judged;
    }
    if section.is_some_and(|s| begins_with_any(s, &rules.sections.lists)) {
        judged.note = Some(
            "it stands in a list of what was looked at or of the area's circumstances".to_owned(),
        );
        return judged;
    }
    let negations = rules.negation.find(words);
    let mut weighed = Vec::new();
    let mut planned = None;
    for m in rules.evaluation.longest(words) {
        let phrase = || verbatim(text, words, m.tokens.clone());
        match *m.value {
            Evaluation::TooEarly => {
                judged.because = vec![phrase()];
                judged.note = Some("too early to see: no evidence either way".to_owned());
                return judged;
            }
            Evaluation::Planned => planned = planned.or_else(|| Some(phrase())),
            Evaluation::Points(points) => {
                let negation = negations.iter().rev().find(|n| {
                    n.tokens.end <= m.tokens.start
                        && m.tokens.start - n.tokens.end < NEGATION_REACH
                        && clauses[n.tokens.start] == clauses[m.tokens.start]
                });
                let (points, from) = match negation {
                    Some(n) if points > 0.0 => (-points, n.tokens.start),
                    Some(n) => (-points * 0.5, n.tokens.start),
                    None => (points, m.tokens.start),
                };
                if points != 0.0 {
                    let words = verbatim(text, words, from..m.tokens.end);
                    weighed.push(Weighed {
                        points,
                        clause: clauses[m.tokens.start],
                        words,
                    });
                }
            }
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
    for &clause in &bettered {
        sums[clause] = if sums[clause] > -SIDE {
            sums[clause].max(SIDE)
        } else {
            sums[clause]
        };
    }
    let best = sums.iter().copied().fold(0.0, f32::max);
    let worst = sums.iter().copied().fold(0.0, f32::min);
    let of_sign = |sign: f32| {
        weighed
            .iter()
            .filter(|w| w.points * sign > 0.0)
            .map(|w| w.words.clone())
            .collect()
    };
    if best >= SIDE && worst <= -SIDE {
        judged.level = Level::Mixed;
        judged.because = weighed.iter().map(|w| w.words.clone()).collect();
        judged.note = Some("good and bad are both asserted".to_owned());
    } else if let Some(phrase) = planned.filter(|_| total > -BAD) {
        judged.because = vec![phrase];
        judged.note = Some("planned or known, with no effect stated".to_owned());
    } else if total >= GOOD {
        judged.level = Level::Strength;
        judged.because = of_sign(1.0);
    } else if total <= -BAD {
        judged.level = Level::Weakness;
        judged.because = of_sign(-1.0);
    } else if judged.direction == Direction::Better {
        judged.level = Level::Strength;
        judged.because = judged.direction_because.clone();
        judged.note = Some("said to be better than before, not that it is good".to_owned());
    }
    judged
}

/// Numbers of the clauses that the words belong to: a contrast or a semicolon begins a new one, and so does the
/// comma that ends a clause which began with a contrast ("Although plans are clear, visits are late").
fn clauses(words: &[Token], rules: &Rules) -> Vec<usize> {
    let contrasts = rules.contrast.find(words);
    let mut clause = 0;
    let mut conceding = false;
    let mut out = Vec::with_capacity(words.len());
    for (i, word) in words.iter().enumerate() {
        let contrast =
            contrasts.iter().any(|m| m.tokens.start == i) && !(i > 0 && words[i - 1].word == "not");
        if contrast {
            if i > 0 {
                clause += 1;
            }
            conceding = true;
        } else if word.gap == Gap::Stop && i > 0 || conceding && word.gap == Gap::Comma {
            clause += 1;
            conceding = false;
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
    rules: &Rules,
) -> (Direction, Vec<String>, Vec<usize>) {
    let mut bettered = Vec::new();
    let mut unmoved = Vec::new();
    let negations = rules.negation.find(words);
    let mut points = [0.0_f32; 3];
    let mut because: [Vec<String>; 3] = Default::default();
    for m in rules.direction.longest(words) {
        let negated = negations.iter().any(|n| {
            n.tokens.end <= m.tokens.start && m.tokens.start - n.tokens.end < NEGATION_REACH
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
        because[way].push(verbatim(text, words, m.tokens));
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
    (ways[way], std::mem::take(&mut because[way]), bettered)
}

pub(crate) fn begins_with_any(text: &str, beginnings: &[String]) -> bool {
    let text = text.to_lowercase();
    let text = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    beginnings.iter().any(|b| text.starts_with(b.as_str()))
}
