//! The grammar of dates in reports, letters and articles: "20 June – 13 July 2017", "15 and 16 April 2025",
//! "July 10 and 11", "September last year".
//!
//! Reads what is written and no more: a year that is not stated stays open (see [`super::reconcile`]).
//! Deliberately not here: which of a document's dates is the visit's and which the publication's.

use std::ops::Range;
use std::sync::LazyLock;

use jiff::ToSpan;
use jiff::civil::Date;
use regex::Regex;

use crate::document::{DateRange, StatedDate, month_name, month_named};

/// A date or a run of dates found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Found {
    /// First and last day.
    pub range: DateRange,
    /// The separate stretches, where there is more than one.
    pub sittings: Vec<DateRange>,
    /// Bytes of the phrase.
    pub at: Range<usize>,
    /// "Last year", "this year": years from the year of writing.
    pub relative_year: Option<i16>,
}

impl Found {
    /// The one day, where it is one.
    pub fn day(&self) -> Option<StatedDate> {
        (self.range.from == self.range.to && self.range.from.day.is_some())
            .then_some(self.range.from)
    }

    /// True where every end names a day.
    pub fn has_days(&self) -> bool {
        self.range.from.day.is_some() && self.range.to.day.is_some()
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Token {
    /// 1 to 31: a day, or a year of two digits.
    Number(i8),
    Year(i16),
    Month(i8),
    /// "to", "–", "until".
    To,
    /// "and", "&", ",".
    And,
    Comma,
    RelativeYear(i16),
}

static TOKEN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?xi)
        (?P<year>\b(?:19|20)\d\d\b)
      | (?P<number>\b\d{1,2})(?:st|nd|rd|th)?\b
      | \b(?P<word>(?:twenty|thirty)-(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|[a-z]{3,9}th|first|second|third)\b
      | \b(?P<month>January|February|March|April|May|June|July|August|September|October|November|December
            |Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?
      | \b(?P<weekday>Mondays?|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Mon|Tues?|Wed|Thurs?|Fri)\b
      | (?P<relative>\b(?:last|this|of\s+last|of\s+this)\s+year\b)
      | (?P<to>–|—|‑|‐|-|\bto\b|\buntil\b|\btill\b|\bthrough\b)
      | (?P<and>\band\b|&|(?P<slash>/))
      | (?P<between>\bbetween\b)
      | (?P<comma>,|\()
      | (?P<of>\bof\b|\bthe\b|\bon\b|\bfrom\b)
      | (?P<other>[^\s])",
    )
    .expect("a constant pattern")
});

/// Ordinal numbers in words, from the first, as far as a month has days.
pub(super) const ORDINALS: [&str; 31] = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
    "twenty-first",
    "twenty-second",
    "twenty-third",
    "twenty-fourth",
    "twenty-fifth",
    "twenty-sixth",
    "twenty-seventh",
    "twenty-eighth",
    "twenty-ninth",
    "thirtieth",
    "thirty-first",
];

static DAYS_IN_WORDS: LazyLock<Regex> = LazyLock::new(|| {
    let day = ORDINALS.join("|");
    let months = (1..=12).map(month_name).collect::<Vec<_>>().join("|");
    Regex::new(&format!(
        r"^(?i:(?:{day})(?:\s*(?:,|and|to|&)\s*(?:the\s+)?(?:{day}))*\s+(?:day\s+)?of)\s+(?:{months})\b"
    ))
    .expect("a constant pattern")
});

/// "10/11 July": a stroke between two days says "and".
fn between_digits(text: &str, at: usize) -> bool {
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    digit(text[..at].chars().next_back()) && digit(text[at + 1..].chars().next())
}

fn day_in_words(written: &str) -> Option<i8> {
    let lower = written.to_lowercase();
    let at = ORDINALS.iter().position(|d| *d == lower)?;
    i8::try_from(at + 1).ok()
}

/// All dates in a text, in order.
pub(crate) fn find(text: &str) -> Vec<Found> {
    let mut found = Vec::new();
    let mut phrase: Vec<(Token, Range<usize>)> = Vec::new();
    // Where the last non-token stood: a number glued to a word or sign ("£12", "No.4") is no day.
    let mut blocked = usize::MAX;
    // In "between 14 and 18 October" the "and" says "to".
    let mut between = false;
    for c in TOKEN.captures_iter(text) {
        let Some(whole) = c.get(0) else { continue };
        let at = whole.range();
        let token = if let Some(y) = c.name("year") {
            y.as_str().parse().ok().map(Token::Year)
        } else if let Some(n) = c.name("number") {
            n.as_str()
                .parse()
                .ok()
                .filter(|n| (1..=99).contains(n) && blocked != at.start)
                .map(Token::Number)
        } else if let Some(w) = c.name("word") {
            // "The thirteenth and fourteenth of November"; "the third visit" is no date.
            let day = day_in_words(w.as_str());
            day.filter(|_| DAYS_IN_WORDS.is_match(&text[at.start..]))
                .map(Token::Number)
        } else if let Some(m) = c.name("month") {
            month(m.as_str()).map(Token::Month)
        } else if c.name("relative").is_some() {
            Some(Token::RelativeYear(
                if whole.as_str().to_lowercase().contains("last") {
                    -1
                } else {
                    0
                },
            ))
        } else if c.name("to").is_some() {
            Some(Token::To)
        } else if c.name("slash").is_some() && !between_digits(text, at.start) {
            None
        } else if c.name("and").is_some() {
            Some(if std::mem::take(&mut between) {
                Token::To
            } else {
                Token::And
            })
        } else if c.name("comma").is_some() {
            Some(Token::Comma)
        } else if c.name("weekday").is_some() || c.name("of").is_some() {
            continue;
        } else {
            None
        };
        match token {
            Some(token) => phrase.push((token, at)),
            None => {
                blocked = at.end;
                between = c.name("between").is_some();
                phrases(&mut phrase, &mut found);
            }
        }
    }
    phrases(&mut phrase, &mut found);
    found
}

fn month(written: &str) -> Option<i8> {
    // "may" and "march" in lower case are verbs.
    if !written.starts_with(char::is_uppercase) {
        return None;
    }
    month_named(written)
}

/// One date with its day or days: "10 and 11 July 2018" before the year is carried over.
#[derive(Debug, Clone)]
struct Item {
    days: Vec<i8>,
    /// The days are the ends of a run ("10 to 14"), not a list.
    run: bool,
    month: i8,
    year: Option<i16>,
    relative_year: Option<i16>,
    at: Range<usize>,
}

/// Reads a run of tokens into dates, and empties it.
fn phrases(tokens: &mut Vec<(Token, Range<usize>)>, found: &mut Vec<Found>) {
    let mut items: Vec<(Option<Token>, Item)> = Vec::new();
    let mut i = 0;
    let mut joint: Option<Token> = None;
    while i < tokens.len() {
        match item(tokens, i) {
            Some((read, next)) => {
                // Only "to", "and" or nothing but a comma between two dates makes them one phrase.
                items.push((if items.is_empty() { None } else { joint }, read));
                i = next;
                joint = None;
            }
            None => {
                joint = match (joint, tokens[i].0) {
                    (_, Token::To) => Some(Token::To),
                    (_, Token::And) => Some(Token::And),
                    (j, Token::Comma) => j.or(Some(Token::Comma)),
                    // A number or year that is no date breaks the phrase.
                    _ => Some(tokens[i].0),
                };
                i += 1;
            }
        }
    }
    tokens.clear();
    group(items, found);
}

/// A date that begins at token `i`: "15 and 16 April 2025", "July 10 and 11, 2018", "September 2017".
fn item(tokens: &[(Token, Range<usize>)], i: usize) -> Option<(Item, usize)> {
    let get = |j: usize| tokens.get(j).map(|t| t.0);
    let days_from = |mut j: usize| {
        let mut days = Vec::new();
        let mut run = false;
        loop {
            match get(j) {
                Some(Token::Number(n)) if (1..=31).contains(&n) => days.push(n),
                _ => break,
            }
            j += 1;
            match (get(j), get(j + 1)) {
                (Some(Token::To), Some(Token::Number(_))) => {
                    run = true;
                    j += 1;
                }
                (Some(Token::And | Token::Comma), Some(Token::Number(_))) => j += 1,
                (Some(Token::Comma), Some(Token::And))
                    if matches!(get(j + 2), Some(Token::Number(_))) =>
                {
                    j += 2
                }
                _ => break,
            }
        }
        (days, run, j)
    };
    let tail = |mut j: usize| {
        if matches!(
            (get(j), get(j + 1)),
            (Some(Token::Comma), Some(Token::Year(_)))
        ) {
            j += 1;
        }
        match get(j) {
            Some(Token::Year(y)) => (Some(y), None, j + 1),
            Some(Token::RelativeYear(r)) => (None, Some(r), j + 1),
            _ => (None, None, j),
        }
    };
    let build =
        |days, run, month, (year, relative_year, end): (Option<i16>, Option<i16>, usize)| {
            let at = tokens[i].1.start..tokens[end - 1].1.end;
            Some((
                Item {
                    days,
                    run,
                    month,
                    year,
                    relative_year,
                    at,
                },
                end,
            ))
        };
    match get(i)? {
        Token::Number(_) => {
            let (days, run, j) = days_from(i);
            let Some(Token::Month(m)) = get(j) else {
                return None;
            };
            if days.is_empty() {
                return None;
            }
            // "19 June 26": two digits after a month are a year where nothing says they are days.
            if let (Some(Token::Number(n)), next) = (get(j + 1), get(j + 2))
                && (10..=99).contains(&n)
                && !matches!(next, Some(Token::Month(_) | Token::To | Token::And))
            {
                return build(days, run, m, (Some(2000 + i16::from(n)), None, j + 2));
            }
            build(days, run, m, tail(j + 1))
        }
        Token::Month(m) => {
            let (days, run, j) = days_from(i + 1);
            // "May 10 June" is May and 10 June.
            if days.is_empty() || matches!(get(j), Some(Token::Month(_))) {
                build(Vec::new(), false, m, tail(i + 1))
            } else {
                build(days, run, m, tail(j))
            }
        }
        _ => None,
    }
}

/// Joins the dates of a phrase into runs and lists, and carries years back: "12 December to 6 January 2017".
fn group(items: Vec<(Option<Token>, Item)>, found: &mut Vec<Found>) {
    let mut groups: Vec<Vec<(Option<Token>, Item)>> = Vec::new();
    for (joint, item) in items {
        let joined = matches!(joint, Some(Token::To | Token::And))
            && groups
                .last()
                .and_then(|g| g.last())
                .is_some_and(|(_, before)| {
                    // "September 2017 and 3 March 2018" are two dates.
                    before.days.is_empty() == item.days.is_empty()
                        && (joint == Some(Token::To) || !item.days.is_empty())
                });
        match groups.last_mut() {
            Some(group) if joined => group.push((joint, item)),
            _ => groups.push(vec![(None, item)]),
        }
    }
    for mut group in groups {
        carry_years(&mut group);
        found.extend(join(&group));
    }
}

fn carry_years(group: &mut [(Option<Token>, Item)]) {
    for i in (0..group.len().saturating_sub(1)).rev() {
        let (later_month, later_year) = (group[i + 1].1.month, group[i + 1].1.year);
        let item = &mut group[i].1;
        if item.year.is_none() {
            item.year = later_year.map(|y| if item.month > later_month { y - 1 } else { y });
        }
    }
}

fn join(group: &[(Option<Token>, Item)]) -> Option<Found> {
    let first = &group.first()?.1;
    let last = &group.last()?.1;
    let on = |item: &Item, day: Option<i8>| StatedDate {
        year: item.year,
        month: item.month,
        day,
    };
    let mut stretches: Vec<DateRange> = Vec::new();
    for (joint, item) in group {
        let own: Vec<DateRange> = match item.days.as_slice() {
            [] => vec![DateRange {
                from: on(item, None),
                to: on(item, None),
            }],
            [from, .., to] if item.run => vec![DateRange {
                from: on(item, Some(*from)),
                to: on(item, Some(*to)),
            }],
            days => days
                .iter()
                .map(|d| DateRange {
                    from: on(item, Some(*d)),
                    to: on(item, Some(*d)),
                })
                .collect(),
        };
        for (n, stretch) in own.into_iter().enumerate() {
            match stretches.last_mut() {
                Some(open) if n == 0 && *joint == Some(Token::To) => open.to = stretch.to,
                Some(open) if follows(open.to, stretch.from) => open.to = stretch.to,
                _ => stretches.push(stretch),
            }
        }
    }
    let range = DateRange {
        from: stretches.first()?.from,
        to: stretches.last()?.to,
    };
    let real = |d: StatedDate| match (d.year, d.day) {
        // Without a year 29 February must stay possible.
        (year, Some(day)) => Date::new(year.unwrap_or(2024), d.month, day).is_ok(),
        _ => true,
    };
    let ordered = match (range.from.date(), range.to.date()) {
        (Some(from), Some(to)) => from <= to,
        _ => true,
    };
    if !ordered || !stretches.iter().all(|s| real(s.from) && real(s.to)) {
        return None;
    }
    Some(Found {
        range,
        sittings: if stretches.len() > 1 {
            stretches
        } else {
            Vec::new()
        },
        at: first.at.start..last.at.end,
        relative_year: last.relative_year,
    })
}

/// True where one day comes right after the other.
fn follows(day: StatedDate, next: StatedDate) -> bool {
    let date = |d: StatedDate| Date::new(d.year.unwrap_or(2023), d.month, d.day?).ok();
    match (date(day), date(next)) {
        (Some(a), Some(b)) => a.checked_add(1.day()).is_ok_and(|t| t == b),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<String> {
        find(text)
            .iter()
            .map(|f| {
                let range = |r: &DateRange| {
                    if r.from == r.to {
                        r.from.to_string()
                    } else {
                        format!("{}/{}", r.from, r.to)
                    }
                };
                let mut written = range(&f.range);
                for s in &f.sittings {
                    written += &format!(" [{}]", range(s));
                }
                if let Some(r) = f.relative_year {
                    written += &format!(" year{r:+}");
                }
                written
            })
            .collect()
    }

    #[test]
    fn runs_of_days_in_every_wording() {
        for (text, expected) in [
            (
                "Inspection date: 20 June – 13 July 2017",
                "2017-06-20/2017-07-13",
            ),
            ("on 15 and 16 April 2025.", "2025-04-15/2025-04-16"),
            ("10 and 11 July 2018", "2018-07-10/2018-07-11"),
            ("10 to 14 June", "--06-10/--06-14"),
            ("10 to 14 June 2024", "2024-06-10/2024-06-14"),
            ("on July 10 and 11 for the third", "--07-10/--07-11"),
            ("July 10 and 11, 2018", "2018-07-10/2018-07-11"),
            ("8 June 2026 to 19 June 2026", "2026-06-08/2026-06-19"),
            ("8 June to 19 June 26", "2026-06-08/2026-06-19"),
            (
                "3 December 2018 to 14 December 2018",
                "2018-12-03/2018-12-14",
            ),
            ("18 Feb 2014 – 12 March 2014", "2014-02-18/2014-03-12"),
            ("18 March 2014 – 09 April 2014", "2014-03-18/2014-04-09"),
            ("15-19 July 2013", "2013-07-15/2013-07-19"),
            ("9–24 November 2017", "2017-11-09/2017-11-24"),
            ("11 – 22 July 2022", "2022-07-11/2022-07-22"),
            ("11 January 2016–4 February 2016", "2016-01-11/2016-02-04"),
            (
                "between 12 December and 6 January 2017",
                "2016-12-12/2017-01-06",
            ),
            (
                "Between 14 and 18 October 2019, Ofsted",
                "2019-10-14/2019-10-18",
            ),
            ("12 December to 6 January 2017", "2016-12-12/2017-01-06"),
            ("31 October and 1 November 2018", "2018-10-31/2018-11-01"),
            ("1st, 2nd and 3rd of May 2025", "2025-05-01/2025-05-03"),
            (
                "Tuesday 10 and Wednesday 11 July 2018",
                "2018-07-10/2018-07-11",
            ),
            (
                "30 September to 11 October 2024 and 13 to 16 January 2025",
                "2024-09-30/2025-01-16 [2024-09-30/2024-10-11] [2025-01-13/2025-01-16]",
            ),
            (
                "3 and 10 March 2021",
                "2021-03-03/2021-03-10 [2021-03-03] [2021-03-10]",
            ),
        ] {
            assert_eq!(read(text), [expected], "{text}");
        }
    }

    #[test]
    fn single_dates_and_months() {
        for (text, expected) in [
            ("Report published: 4 September 2017", "2017-09-04"),
            ("on Thursday (August 2).", "--08-02"),
            ("judged inadequate in September 2017, inspectors", "2017-09"),
            ("in September last year.", "--09 year-1"),
            ("February 29", "--02-29"),
        ] {
            assert_eq!(read(text), [expected], "{text}");
        }
        assert_eq!(
            read("inspected in May 2012, and again on 3 June 2014"),
            ["2012-05", "2014-06-03"]
        );
        assert_eq!(read("in 2012 and March 2013"), ["2013-03"]);
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in [
            "they may march",
            "31 February 2019",
            "23 cases",
            "£12 million",
            "14 June 2019 to 3 June 2019",
            "in 2018",
        ] {
            assert_eq!(read(text), [""; 0], "{text}");
        }
    }
}
