//! Numbers that count something of the service, with what is needed to compare them.
//!
//! "23 cases with no named social worker" is one; ages, dates, years, page and section numbers, and numbers written
//! as small words ("two social workers") are not. Different teams' figures are never one series, so the team is read
//! too. Deliberately not here: which figures make a series ([`crate::comparison`]).

use super::classify::verbatim;
use super::rules::{Rules, Turn};
use super::tokens::{Gap, Token, slice, tokens};
use super::turns;
use super::{Figure, FigureDate};
use crate::document::{StatedDate, month_named};

const TENS: [&str; 8] = [
    "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
];
pub(super) const ONES: [&str; 9] = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
];
const TEENS: [&str; 9] = [
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];

/// Years are not counts.
pub(super) const YEARS: std::ops::RangeInclusive<f64> = 1980.0..=2060.0;
/// How many words may stand between a number and what it counts ("12 newly approved foster carers").
const ADJECTIVES: usize = 2;
/// How far back a caseload gives a bare number its unit.
const CASELOAD_REACH: usize = 12;
/// The longest population.
const POPULATION: usize = 16;

/// The figures of a sentence.
pub(crate) fn figures(text: &str, rules: &Rules) -> Vec<Figure> {
    let words = tokens(text);
    let chars: Vec<char> = text.chars().collect();
    let sentence = Sentence {
        text,
        words: &words,
        chars: &chars,
        rules,
    };
    let against = turns::against(&words, rules);
    // "74 per cent, compared with 58 per cent in May 2019": May is when it was 58.
    let of_then = |at: usize| against.iter().any(|a| a.clause.contains(&at));
    let mut dates = dates(&words);
    dates.retain(|(at, _)| !of_then(*at));
    let mut out: Vec<Figure> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        // "74 per cent, compared with 58 per cent in May": what it was before, and no figure of this visit.
        if let Some(then) = against.iter().find(|a| a.number.start == at)
            && !(then.of == Turn::Unsaid && sentence.counts_its_own(then.number.end))
        {
            if then.of == Turn::Before
                && let Some(now) = out.last_mut()
                && now.from.is_none()
                && sentence.is_in_unit_of(now, then.number.end)
            {
                now.from = Some(then.value);
            }
            at = then.number.end;
            continue;
        }
        let Some((value, after)) = number(&words, at) else {
            at += 1;
            continue;
        };
        match sentence.figure(at, value, after) {
            Some((mut figure, end)) => {
                figure.date = nearest(&dates, at, end);
                figure.team = sentence.team();
                out.push(figure);
                at = end;
            }
            None => at = after,
        }
    }
    out
}

struct Sentence<'a> {
    text: &'a str,
    words: &'a [Token],
    chars: &'a [char],
    rules: &'a Rules,
}

struct Unit {
    name: String,
    /// The token after the unit's words; equal to the number's end for a caseload.
    end: usize,
    caseload: Option<usize>,
}

impl Sentence<'_> {
    fn word(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |t| t.word.as_str())
    }

    /// Whether a number that ends at `after` has a group of its own ("58 per cent of care leavers").
    fn counts_its_own(&self, after: usize) -> bool {
        let unit = match (self.word(after), self.word(after + 1)) {
            ("per", "cent") => 2,
            ("%" | "percent", _) => 1,
            _ => 0,
        };
        self.word(after + unit) == "of"
    }

    /// Whether a number that ends at `after` may count in the unit of a figure: it has the same, or none of its own.
    fn is_in_unit_of(&self, figure: &Figure, after: usize) -> bool {
        let units = self.rules.figures.units.longest(self.words);
        let next = units.iter().find(|m| m.tokens.start == after);
        // "24 a year ago" is no number of years.
        let near = self.unit_after(after).map(|unit| unit.name);
        let near = near.filter(|name| !self.rules.figures.time.contains(name));
        let own = next.map(|m| m.value.clone()).or(near);
        own.is_none() || own == figure.unit
    }

    /// The figure whose number is at `at..after`, and the token after it.
    fn figure(&self, at: usize, value: f64, after: usize) -> Option<(Figure, usize)> {
        if self.counts_nothing(at, value, after) {
            return None;
        }
        // "from 58 to 12", "from 380 at 31 March to 435".
        if at > 0 && self.word(at - 1) == "from" {
            let to = (after..self.words.len().min(after + 7))
                .find(|&i| self.word(i) == "to" && number(self.words, i + 1).is_some());
            if let Some(to) = to {
                let (now, end) = number(self.words, to + 1)?;
                let unit = self.unit(to + 1, end).or_else(|| self.unit(at, after))?;
                if !self.counts_nothing(to + 1, now, end) {
                    let end = unit.end.max(end);
                    return Some((self.make(at - 1, now, Some(value), unit, end), end));
                }
            }
        }
        let unit = self.unit(at, after)?;
        if self.rules.figures.time.contains(&unit.name) && !self.measures(at) {
            return None;
        }
        let end = unit.end.max(after);
        Some((self.make(at, value, None, unit, end), end))
    }

    fn make(
        &self,
        start: usize,
        value: f64,
        from: Option<f64>,
        unit: Unit,
        unit_end: usize,
    ) -> Figure {
        let population_end = self.population_end(unit_end);
        let number_end = number(self.words, start).map_or(start + 1, |n| n.1);
        let population = match unit.caseload {
            Some(at) => {
                let start = if at > 0 && matches!(self.word(at - 1), "average" | "mean" | "highest")
                {
                    at - 1
                } else {
                    at
                };
                Some(verbatim(self.text, self.words, start..at + 1))
            }
            None if unit.name == "per cent" => {
                let mut from = unit_end;
                while matches!(self.word(from), "of" | "the" | "all") && from < population_end {
                    from += 1;
                }
                (from < population_end)
                    .then(|| verbatim(self.text, self.words, from..population_end))
            }
            None if from.is_some() => None,
            None => (number_end < population_end)
                .then(|| verbatim(self.text, self.words, number_end..population_end)),
        };
        let text_end = if unit.caseload.is_some() {
            unit_end
        } else {
            population_end.max(unit_end)
        };
        Figure {
            value,
            unit: Some(unit.name),
            population,
            team: None,
            date: None,
            from,
            text: verbatim(self.text, self.words, start..text_end),
        }
    }

    /// Page numbers, ages, dates, years, sections of an Act.
    fn counts_nothing(&self, at: usize, value: f64, after: usize) -> bool {
        let figures = &self.rules.figures;
        let before = if at > 0 { self.word(at - 1) } else { "" };
        let next = self.word(after);
        let percent =
            next == "%" || (next == "per" && self.word(after + 1) == "cent") || next == "percent";
        if percent {
            return false;
        }
        let plain_year = value.fract() == 0.0
            && YEARS.contains(&value)
            && !slice(self.text, self.words[at].start..self.words[at].end).contains(',');
        let neighbour = |i: Option<usize>| i.and_then(|i| self.chars.get(i)).copied();
        let slashed = neighbour(self.words[at].start.checked_sub(1)) == Some('/')
            || neighbour(Some(self.words[after - 1].end)) == Some('/');
        let money = neighbour(self.words[at].start.checked_sub(1)) == Some('£');
        let month = |w: &str| month_named(w).is_some();
        let age = matches!(next, "year" | "years" | "yr" | "yrs")
            || matches!(next, "and" | "to" | "or")
                && number(self.words, after + 1)
                    .is_some_and(|(_, e)| self.word(e).starts_with("year"));
        // "July 10 and 11", "10 to 12 July".
        let in_date = month(before)
            || month(next)
            || (matches!(before, "and" | "to")
                && at > 2
                && number(self.words, at - 2).is_some()
                && month(self.word(at - 3)))
            || (matches!(next, "and" | "to")
                && number(self.words, after + 1).is_some_and(|(_, e)| month(self.word(e))));
        let counted = !month(next)
            && self
                .unit_after(after)
                .is_some_and(|u| !figures.time.contains(&u.name));
        let limit = matches!(before, "over" | "under" | "between" | "after") && counted;
        plain_year
            || slashed
            || money
            || age
            || in_date
            || (self.words[at].gap == Gap::Space
                && figures.not_after.iter().any(|w| w == before)
                && !limit)
    }

    fn unit(&self, at: usize, after: usize) -> Option<Unit> {
        self.unit_after(after).or_else(|| self.caseload(at, after))
    }

    fn unit_after(&self, after: usize) -> Option<Unit> {
        let found = self.rules.figures.units.longest(self.words);
        let m = found.into_iter().find(|m| m.tokens.start >= after)?;
        let between = after..m.tokens.start;
        let clear = between.len() <= ADJECTIVES
            && (after..=m.tokens.start).all(|i| self.words[i].gap == Gap::Space)
            && between.clone().all(|i| number(self.words, i).is_none())
            && !between.clone().any(|i| {
                matches!(
                    self.word(i),
                    "and" | "to" | "in" | "for" | "by" | "at" | "per"
                )
            });
        // "15 of the 20 cases", "15 out of 20 cases": counted in the same unit.
        let share = {
            let mut i = after;
            while matches!(self.word(i), "out" | "of" | "the" | "these" | "those") {
                i += 1;
            }
            (i > after)
                .then(|| number(self.words, i))
                .flatten()
                .map(|(_, e)| e)
        };
        if let Some(end) =
            share.filter(|&e| m.tokens.start >= e && m.tokens.start - e <= ADJECTIVES)
        {
            return (end <= m.tokens.start).then(|| Unit {
                name: m.value.clone(),
                end: m.tokens.end,
                caseload: None,
            });
        }
        let here = m.value != "per cent" || between.is_empty();
        (clear && here).then(|| Unit {
            name: m.value.clone(),
            end: m.tokens.end,
            caseload: None,
        })
    }

    /// A bare number after "caseloads" is a number of cases.
    fn caseload(&self, at: usize, after: usize) -> Option<Unit> {
        let first = at.saturating_sub(CASELOAD_REACH);
        let noun = (first..at).rev().find(|&i| {
            self.rules
                .figures
                .caseload
                .iter()
                .any(|c| c == self.word(i))
        })?;
        let unbroken = (noun + 1..=at).all(|i| self.words[i].gap < Gap::Stop);
        let bare = matches!(
            self.word(after),
            "" | "to" | "and" | "per" | "in" | "for" | "each" | "across" | "at"
        ) || self.words[after].gap > Gap::Space;
        (unbroken && bare).then(|| Unit {
            name: "cases".to_owned(),
            end: after,
            caseload: Some(noun),
        })
    }

    fn measures(&self, at: usize) -> bool {
        let near = at.saturating_sub(6)..at;
        self.rules
            .figures
            .measures
            .find(self.words)
            .iter()
            .any(|m| near.contains(&m.tokens.start))
    }

    /// Where what is counted ends: at a verb, a new clause, or a comma that does not go on to say which.
    fn population_end(&self, unit_end: usize) -> usize {
        let ends: Vec<usize> = self
            .rules
            .figures
            .population_ends
            .find(self.words)
            .into_iter()
            .map(|m| m.tokens.start)
            .collect();
        let mut i = unit_end;
        while i < self.words.len() && i < unit_end + POPULATION {
            let goes_on = matches!(self.word(i), "with" | "without" | "whose" | "who");
            let stopped = match self.words[i].gap {
                Gap::Stop => true,
                Gap::Comma => !goes_on,
                Gap::Space => false,
            };
            if stopped || ends.contains(&i) || number(self.words, i).is_some() {
                break;
            }
            i += 1;
        }
        // Not on a word that only joins.
        while i > unit_end
            && matches!(
                self.word(i - 1),
                "and"
                    | "or"
                    | "of"
                    | "in"
                    | "to"
                    | "from"
                    | "by"
                    | "at"
                    | "who"
                    | "on"
                    | "with"
                    | "for"
            )
        {
            i -= 1;
        }
        i
    }

    /// "The assessment teams": the words between the article and "team".
    fn team(&self) -> Option<String> {
        let teams = &self.rules.figures.teams;
        for end in 1..self.words.len() {
            if !teams.iter().any(|t| t == self.word(end)) {
                continue;
            }
            let mut start = end;
            while start > 0
                && end - start < 5
                && self.words[start].gap == Gap::Space
                && !matches!(
                    self.word(start - 1),
                    "the"
                        | "a"
                        | "in"
                        | "of"
                        | "by"
                        | "to"
                        | "for"
                        | "within"
                        | "across"
                        | "one"
                        | "two"
                        | "three"
                        | "from"
                        | "with"
                        | "at"
                        | "their"
                        | "its"
                        | "these"
                        | "all"
                        | "some"
                        | "both"
                        | "each"
                        | "this"
                        | "other"
                )
                && number(self.words, start - 1).is_none()
            {
                start -= 1;
            }
            if start < end {
                return Some(verbatim(self.text, self.words, start..end + 1));
            }
        }
        None
    }
}

/// A number at `at`, and the token after it. Small numbers in words count no service ("two social workers").
pub(super) fn number(words: &[Token], at: usize) -> Option<(f64, usize)> {
    let word = words.get(at)?.word.as_str();
    if word.starts_with(|c: char| c.is_ascii_digit()) {
        return word.parse().ok().map(|n| (n, at + 1));
    }
    if let Some(teen) = TEENS.iter().position(|t| *t == word) {
        return Some((teen as f64 + 11.0, at + 1));
    }
    let tens = (TENS.iter().position(|t| *t == word)? as f64 + 2.0) * 10.0;
    let one = words
        .get(at + 1)
        .and_then(|w| ONES.iter().position(|o| *o == w.word));
    Some(one.map_or((tens, at + 1), |one| (tens + one as f64 + 1.0, at + 2)))
}

/// Dates in a sentence, each with the token where it stands.
fn dates(words: &[Token]) -> Vec<(usize, FigureDate)> {
    let word = |i: usize| words.get(i).map_or("", |t| t.word.as_str());
    let mut out = Vec::new();
    for at in 0..words.len() {
        if let Some(month) = month_named(word(at)) {
            let year = [at + 1, at + 2].into_iter().find_map(|i| {
                word(i)
                    .parse::<i16>()
                    .ok()
                    .filter(|y| YEARS.contains(&f64::from(*y)))
            });
            let ordinal = |w: &str| {
                w.trim_end_matches(|c: char| c.is_alphabetic())
                    .parse::<i8>()
                    .ok()
                    .filter(|d| (1..=31).contains(d))
            };
            let day = at.checked_sub(1).and_then(|i| ordinal(word(i)));
            // "May" is a month only where a day or a year stands by it.
            if year.is_some() || day.is_some() {
                out.push((at, FigureDate::Stated(StatedDate { year, month, day })));
            }
        }
        let occasion = word(at) == "at"
            && word(at + 1) == "the"
            && matches!(word(at + 2), "time" | "point")
            && word(at + 3) == "of"
            && (at + 4..at + 8).any(|i| matches!(word(i), "visit" | "inspection"))
            && !(at + 4..at + 7).any(|i| matches!(word(i), "last" | "previous"));
        if occasion {
            out.push((at, FigureDate::Visit));
        }
    }
    out
}

/// The date that stands nearest to a figure.
fn nearest(dates: &[(usize, FigureDate)], start: usize, end: usize) -> Option<FigureDate> {
    let distance = |at: usize| {
        if at < start {
            start - at
        } else {
            at.saturating_sub(end)
        }
    };
    dates
        .iter()
        .min_by_key(|(at, _)| distance(*at))
        .map(|(_, date)| *date)
}
