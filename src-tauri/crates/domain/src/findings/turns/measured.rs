//! Two numbers side by side: which of them is of before, and which way it moved.
//!
//! Deliberately not here: what a number counts ([`crate::findings::figures`]).

use std::ops::Range;

use super::{Found, RELATIVE, WORSE};
use crate::document::month_named;
use crate::findings::rules::{Rules, Turn};
use crate::findings::tokens::{Gap, Token};
use crate::findings::{Direction, figures};

/// How many words may part "compared with" from the number of then.
const THEN: usize = 5;

/// A number that another is set against: "compared with 58 per cent at the inspection".
pub(crate) struct Against {
    /// The phrase that sets it against.
    pub phrase: Range<usize>,
    pub value: f64,
    pub number: Range<usize>,
    /// The words that say what it is of, the number among them.
    pub clause: Range<usize>,
    /// [`Turn::Before`], [`Turn::Elsewhere`] or [`Turn::Unsaid`].
    pub of: Turn,
    /// True where it is a length of time.
    pub time: bool,
}

/// The numbers of a sentence that another is set against, and what they are of. Only what says that it is of before is.
pub(crate) fn against(words: &[Token], rules: &Rules) -> Vec<Against> {
    let said = rules.turns.measured_at.longest(words);
    let word = |i: usize| words.get(i).map_or("", |w| w.word.as_str());
    let mut out = Vec::new();
    for m in rules.turns.against.longest(words) {
        let begins = m.tokens.end;
        // "Compared with the rate in May (17)" gives it in brackets: what they hold may be anything.
        let near = (begins..words.len().min(begins + THEN))
            .take_while(|&i| i == begins || words[i].gap < Gap::Comma);
        let found = near
            .filter_map(|i| Some((i, number(words, i)?)))
            .find(|&(i, (_, end))| {
                // "Compared with 12 months ago".
                let ago = matches!(word(end + 1), "ago" | "earlier" | "before" | "previously");
                !(is_of_time(word(end)) && ago || is_of_a_date(words, i, end))
            });
        let Some((at, (value, end))) = found else {
            continue;
        };
        let ends = (end..words.len())
            .find(|&i| words[i].gap >= Gap::Comma || matches!(word(i), "and" | "but"))
            .unwrap_or(words.len());
        let clause = begins..ends;
        let says = |turn: Turn| {
            said.iter()
                .any(|s| *s.value == turn && clause.contains(&s.tokens.start))
        };
        let dated = || clause.clone().any(|i| is_dated(words, i));
        let of = match m.value {
            Turn::Before => Turn::Before,
            _ if says(Turn::Elsewhere) => Turn::Elsewhere,
            _ if says(Turn::Before) || dated() => Turn::Before,
            _ => Turn::Unsaid,
        };
        out.push(Against {
            phrase: m.tokens,
            value,
            number: at..end,
            clause,
            of,
            time: is_of_time(word(end)),
        });
    }
    out
}

/// Two numbers of what is counted, then and now: "74 per cent were made on time, compared with 58 a year ago".
pub(super) fn measured(words: &[Token], clauses: &[usize], rules: &Rules, found: &mut Found) {
    let counted = rules.turns.counted.longest(words);
    for then in against(words, rules) {
        let start = then.phrase.start;
        let said = found
            .moves
            .iter()
            .any(|(_, range)| clauses[range.start] == clauses[start]);
        let now = (0..start).rev().find_map(|i| count(words, i));
        let Some(now) = now.filter(|_| then.of == Turn::Before && !then.time && !said) else {
            continue;
        };
        let up = now > then.value;
        let denied = match words[start].word.as_str() {
            "up" => !up,
            "down" => up,
            _ => false,
        };
        #[allow(clippy::float_cmp, reason = "both are read from digits")]
        let even = now == then.value;
        let thing = counted.iter().rev().find(|c| c.tokens.start < start);
        let Some(thing) = thing.filter(|_| !even && !denied) else {
            continue;
        };
        let good = up == (*thing.value == Turn::Good);
        let (direction, points) = if good {
            (Direction::Better, RELATIVE)
        } else {
            (Direction::Worse, -WORSE)
        };
        let words = start..then.number.end;
        found.moves.push((direction, words.clone()));
        found.add(points, words, good);
    }
}

/// A number at `i`, small ones in words as well, and the word after it.
fn number(words: &[Token], i: usize) -> Option<(f64, usize)> {
    figures::number(words, i).or_else(|| {
        let one = figures::ONES.iter().position(|o| *o == words[i].word)?;
        #[allow(clippy::cast_precision_loss, reason = "at most nine")]
        let value = one as f64 + 1.0;
        Some((value, i + 1))
    })
}

fn is_of_time(unit: &str) -> bool {
    ["day", "week", "month", "year", "hour"]
        .iter()
        .any(|time| unit.starts_with(time))
}

fn is_year(words: &[Token], i: usize) -> bool {
    figures::number(words, i)
        .is_some_and(|(value, _)| figures::YEARS.contains(&value) && value.fract() == 0.0)
}

/// Whether a month or a year stands at `i`.
fn is_dated(words: &[Token], i: usize) -> bool {
    is_year(words, i) || month_named(&words[i].word).is_some()
}

/// Whether the number `i..end` belongs to a date: a year, the second year of two, a day.
fn is_of_a_date(words: &[Token], i: usize, end: usize) -> bool {
    let month = |at: usize| {
        words
            .get(at)
            .is_some_and(|w| month_named(&w.word).is_some())
    };
    let second_year = i > 0 && is_year(words, i - 1) && words[i].start == words[i - 1].end + 1;
    is_year(words, i) || second_year || month(end) || i > 0 && month(i - 1)
}

/// A number at `i` that counts something other than time.
fn count(words: &[Token], i: usize) -> Option<f64> {
    let (value, end) = number(words, i)?;
    let of_time = words.get(end).is_some_and(|next| is_of_time(&next.word));
    let before = |n: usize| i.checked_sub(n);
    let inside = before(1).is_some_and(|j| figures::number(words, j).is_some_and(|(_, e)| e > i));
    // "71 of 126", "one out of ten": the whole is not what is measured.
    let whole = before(1).is_some_and(|j| words[j].word == "of")
        && before(2).is_some_and(|j| words[j].word == "out" || number(words, j).is_some());
    (!of_time && !is_of_a_date(words, i, end) && !inside && !whole).then_some(value)
}
