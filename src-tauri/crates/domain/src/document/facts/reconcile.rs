//! Completes what one document leaves open with what others say on the same visit: "July 10 and 11" in one article
//! and "judged inadequate in September 2017" in the other.
//!
//! Only years and authorities are completed, only where there is one possible value, and always with the reason.
//! Deliberately not here: clashes between documents (that is [`crate::comparison`]), and facts that a document does
//! not touch on at all: they stay empty.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use jiff::civil::{Date, Weekday};
use regex::Regex;

use super::{Completion, Facts, Grade, Judged, Origin, Stated, dates};
use crate::document::authority::Authority;
use crate::document::kind::Kind;
use crate::document::{DateRange, StatedDate, weekday_named};

/// No authority has been monitored for longer than this after one judgement, in years.
const LONGEST_CYCLE: i16 = 6;

static WEEKDAY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\b(Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b")
        .expect("a constant pattern")
});

/// Completes partial dates, and the authority of articles that name it in no form of words, across documents.
pub fn reconcile(facts: &mut [Facts]) {
    for i in 0..facts.len() {
        if let Some(found) = authority(facts, i).or_else(|| named_in_case(facts, i)) {
            facts[i].authority = Some(found);
        }
    }
    // A year found for one may be what the next lacks.
    for _ in 0..3 {
        let before = facts.to_vec();
        for i in 0..facts.len() {
            if let Some((year, by)) = judged_year(facts, i) {
                complete(&mut facts[i].judged, by, |judged| {
                    let with_year = |month| StatedDate {
                        year: Some(year),
                        ..month
                    };
                    judged.month = judged.month.map(with_year);
                });
            }
            if let Some((year, by)) = visit_year(facts, i)
                && let Some(held) = facts[i].dates.as_ref()
            {
                let (completed, shift) = with_year(held.value, year);
                complete(&mut facts[i].dates, by, |range| *range = completed);
                for s in &mut facts[i].sittings {
                    s.from.year = s.from.year.or(Some(if s.from.month > completed.to.month {
                        year - shift
                    } else {
                        year
                    }));
                    s.to.year = s.to.year.or(Some(if s.to.month > completed.to.month {
                        year - shift
                    } else {
                        year
                    }));
                }
            }
            for own in [true, false] {
                if let Some((year, by)) = published_year(facts, i, own) {
                    let fact = if own {
                        &mut facts[i].published
                    } else {
                        &mut facts[i].letter_published
                    };
                    complete(fact, by, |day| day.year = Some(year));
                }
            }
        }
        if before == *facts {
            break;
        }
    }
}

fn complete<T>(fact: &mut Option<Stated<T>>, by: Completion, change: impl FnOnce(&mut T)) {
    if let Some(mut stated) = fact.take() {
        change(&mut stated.value);
        stated.origin = stated.origin.completed(by);
        *fact = Some(stated);
    }
}

/// A range whose last day is in the year given; the first may be in the year before.
fn with_year(range: DateRange, year: i16) -> (DateRange, i16) {
    let shift = i16::from(range.from.month > range.to.month);
    let from = StatedDate {
        year: Some(year - shift),
        ..range.from
    };
    (
        DateRange {
            from,
            to: StatedDate {
                year: Some(year),
                ..range.to
            },
        },
        1,
    )
}

fn same_authority(a: &Facts, b: &Facts) -> bool {
    let key = |f: &Facts| {
        f.authority
            .as_ref()
            .map(|s| (s.value.code.clone(), s.value.name.to_lowercase()))
    };
    match (key(a), key(b)) {
        (Some((Some(x), _)), Some((Some(y), _))) => x == y,
        (Some((None, x)), Some((None, y))) => x == y,
        _ => false,
    }
}

fn judged_alike(a: &Facts, b: &Facts) -> bool {
    match (&a.judged, &b.judged) {
        (Some(x), Some(y)) => match (x.value.month, y.value.month) {
            (Some(m), Some(n)) => m.agrees(&n),
            _ => true,
        },
        _ => true,
    }
}

fn days_alike(a: &Facts, b: &Facts) -> Option<bool> {
    let (x, y) = (a.dates.as_ref()?.value, b.dates.as_ref()?.value);
    Some(x.agrees(&y))
}

fn about_a_visit(f: &Facts) -> bool {
    f.kind != Kind::InspectionReport && f.kind != Kind::JtaiLetter
}

/// True where nothing speaks against one visit and its number or its days speak for it.
fn same_visit(a: &Facts, b: &Facts) -> bool {
    if !about_a_visit(a) || !about_a_visit(b) {
        return false;
    }
    let number = match (&a.visit_number, &b.visit_number) {
        (Some(x), Some(y)) => Some(x.value == y.value),
        _ => None,
    };
    let dated = |f: &Facts| f.dates.as_ref().is_some_and(|d| d.value.to.year.is_some());
    match (number, days_alike(a, b)) {
        (Some(false), _) | (_, Some(false)) | (None, None) => false,
        (_, Some(true)) if dated(a) && dated(b) => true,
        // The number restarts with every judgement, and days without a year come round again.
        _ => judged_alike(a, b),
    }
}

/// The authority of the one visit that has the number and the days this document gives.
fn authority(all: &[Facts], i: usize) -> Option<Stated<Authority>> {
    let f = &all[i];
    if f.authority.is_some() || !about_a_visit(f) {
        return None;
    }
    let (dates, number) = (f.dates.as_ref()?, f.visit_number.as_ref()?);
    let others: Vec<&Facts> = all
        .iter()
        .filter(|o| {
            o.visit_number.is_some()
                && days_alike(f, o) == Some(true)
                && same_visit(f, o)
                && judged_alike(f, o)
        })
        .collect();
    let mut named = others.iter().filter_map(|o| o.authority.as_ref());
    let first = named.next()?;
    if named.any(|a| a.value != first.value) {
        return None;
    }
    Some(Stated {
        value: first.value.clone(),
        origin: Origin::Completed {
            place: dates.place().or(number.place())?.clone(),
            by: Completion::SameVisit {
                quote: quote_of(first),
            },
        },
    })
}

/// The one of the authorities that the case's papers are about that a paper names, too, which is plainly about none.
fn named_in_case(all: &[Facts], i: usize) -> Option<Stated<Authority>> {
    let f = &all[i];
    if f.authority.is_some() {
        return None;
    }
    let is = |a: &Authority, b: &Authority| match (&a.code, &b.code) {
        (Some(x), Some(y)) => x == y,
        _ => a.name.to_lowercase() == b.name.to_lowercase(),
    };
    // What one paper was completed by is no ground for the next.
    let known: Vec<&Authority> = all
        .iter()
        .filter_map(|o| o.authority.as_ref())
        .filter(|a| a.origin.completion().is_none())
        .map(|a| &a.value)
        .collect();
    let mut named = f
        .other_authorities
        .iter()
        .filter(|a| known.iter().any(|k| is(k, &a.value)));
    let only = named.next()?;
    if named.any(|a| !is(&a.value, &only.value)) {
        return None;
    }
    Some(Stated {
        value: only.value.clone(),
        origin: Origin::Completed {
            place: only.place()?.clone(),
            by: Completion::NamedInCase {
                quote: quote_of(only),
            },
        },
    })
}

/// The year of a judgement stated by its month alone.
fn judged_year(all: &[Facts], i: usize) -> Option<(i16, Completion)> {
    let f = &all[i];
    let judged = f.judged.as_ref()?;
    let month = judged.value.month.filter(|m| m.year.is_none())?;
    let mut found: BTreeSet<i16> = BTreeSet::new();
    let mut quote = None;
    for other in all.iter().filter(|o| same_authority(f, o)) {
        let stated = other
            .judged
            .as_ref()
            .filter(|j| j.value.grade == judged.value.grade);
        if let Some((m, j)) = stated.and_then(|j| Some((j.value.month?, j)))
            && m.month == month.month
            && let Some(year) = m.year
        {
            found.insert(year);
            quote = quote_of(j);
        }
        if let Some((year, words)) = report_judged(other, judged.value.grade, month.month) {
            found.insert(year);
            quote = words;
        }
    }
    if let Some(year) = only(&found) {
        return Some((year, Completion::YearOfSameJudgement { quote }));
    }
    if !found.is_empty() {
        return None;
    }
    // "In March", "last July": the last one before it was written.
    let written = f.written()?.value;
    let year = written.year?;
    let shift = match distance(judged) {
        Some((_, years)) => years,
        None => -i16::from(month.month > written.month),
    };
    Some((year + shift, Completion::LastBeforeWriting { written }))
}

/// The year in which an inspection report of this grade was published or finished in the month.
fn report_judged(f: &Facts, grade: Grade, month: i8) -> Option<(i16, Option<String>)> {
    if f.kind != Kind::InspectionReport || !f.judgements.iter().any(|j| j.value.grade == grade) {
        return None;
    }
    let published = f.published.as_ref().map(|p| (p.value, quote_of(p)));
    let finished = f.dates.as_ref().map(|d| (d.value.to, quote_of(d)));
    [published, finished]
        .into_iter()
        .flatten()
        .find(|(d, _)| d.month == month)
        .and_then(|(d, quote)| Some((d.year?, quote)))
}

fn quote_of<T>(stated: &Stated<T>) -> Option<String> {
    stated.quote().map(str::to_owned)
}

fn only(years: &BTreeSet<i16>) -> Option<i16> {
    let mut iter = years.iter();
    iter.next().copied().filter(|_| iter.next().is_none())
}

/// The day of the week that a document gives with a date.
fn weekday(stated: &Stated<StatedDate>) -> Option<Weekday> {
    let (quote, value) = (stated.quote()?, stated.value);
    let at = dates::find(quote).into_iter().find(|d| {
        d.day()
            .is_some_and(|s| s.month == value.month && s.day == value.day)
    })?;
    let near = &quote[..at.at.start];
    let m = WEEKDAY
        .find_iter(near)
        .last()
        .filter(|m| near.len() - m.end() <= 4)?;
    weekday_named(m.as_str())
}

fn falls_on(stated: StatedDate, year: i16, weekday: Option<Weekday>) -> bool {
    let day = stated
        .day
        .and_then(|d| Date::new(year, stated.month, d).ok());
    match (day, weekday) {
        (Some(day), Some(w)) => day.weekday() == w,
        (Some(_), None) => true,
        (None, _) => false,
    }
}

/// The date of writing or of the letter, which comes after the visit and within a year of it.
fn afterwards(f: &Facts) -> Option<&Stated<StatedDate>> {
    f.letter_published.as_ref().or_else(|| f.written())
}

/// Year of the last day of a visit whose days are stated without one.
fn visit_year(all: &[Facts], i: usize) -> Option<(i16, Completion)> {
    let f = &all[i];
    let held = f.dates.as_ref()?;
    let to = held.value.to;
    if to.year.is_some() {
        return None;
    }
    let mut found: BTreeSet<i16> = BTreeSet::new();
    let mut quote = None;
    for other in all
        .iter()
        .filter(|o| same_authority(f, o) && same_visit(f, o))
    {
        if let Some((d, year)) = other
            .dates
            .as_ref()
            .and_then(|d| Some((d, d.value.to.year?)))
            && days_alike(f, other) == Some(true)
            && d.origin.is_read_whole()
        {
            found.insert(year);
            quote = quote_of(d);
        }
    }
    if let Some(year) = only(&found) {
        return Some((year, Completion::YearOfSameVisit { quote }));
    }
    if !found.is_empty() {
        return None;
    }
    let after = afterwards(f)?;
    let shift = i16::from(to.month > after.value.month);
    if let Some(year) = after.value.year {
        let quote = quote_of(after);
        return Some((year - shift, Completion::YearOfDate { quote }));
    }
    let judged = f.judged.as_ref()?;
    let month = judged.value.month?;
    let judged_in = month.month()?;
    let judged_year = judged_in.year;
    let weekday = weekday(after);
    // "September last year" is in 2017, so this was written in 2018.
    if let Some((quote, years)) = distance(judged) {
        let written = judged_year - years;
        return falls_on(after.value, written, weekday).then(|| {
            let by = Completion::YearOfWriting {
                quote,
                judged: judged_in,
                written,
                judgement: judged.origin.completion().cloned().map(Box::new),
            };
            (written - shift, by)
        });
    }
    // A day of the week falls on a date once in five or six years.
    weekday?;
    let years: BTreeSet<i16> = (judged_year..judged_year + LONGEST_CYCLE)
        .filter(|&y| {
            falls_on(after.value, y, weekday) && (y - shift, to.month) > (judged_year, month.month)
        })
        .collect();
    let year = only(&years)?;
    let by = Completion::OnlyYearOfWeekday {
        quote: quote_of(after)?,
        year,
        judged: judged_in,
        within: LONGEST_CYCLE,
    };
    Some((year - shift, by))
}

/// How many years away a judgement is said to be ("September last year": -1), and the words that say so.
fn distance(judged: &Stated<Judged>) -> Option<(String, i16)> {
    let (quote, month) = (judged.quote()?, judged.value.month?);
    dates::find(quote).into_iter().find_map(|found| {
        let years = found
            .relative_year
            .filter(|_| found.range.to.month == month.month)?;
        Some((quote[found.at].to_owned(), years))
    })
}

/// Year of a publication date stated without one: the first after the visit.
fn published_year(all: &[Facts], i: usize, own: bool) -> Option<(i16, Completion)> {
    let f = &all[i];
    let held = if own {
        f.published.as_ref()?
    } else {
        f.letter_published.as_ref()?
    };
    if held.value.year.is_some() {
        return None;
    }
    let visit = f.dates.as_ref()?;
    let to = visit.value.to;
    let year = to.year? + i16::from(held.value.month < to.month);
    if !falls_on(held.value, year, weekday(held)) {
        return None;
    }
    Some((year, Completion::FirstAfterVisit { last_day: to }))
}
