//! Dates as documents state them: sometimes without a year, sometimes only a month.

use std::fmt;

use jiff::civil::{Date, Weekday};
use serde::{Deserialize, Serialize};

/// The months in the order of the calendar.
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The name of a month of the calendar, 1 to 12; empty for any other number.
pub fn month_name(month: i8) -> &'static str {
    usize::try_from(month - 1)
        .ok()
        .and_then(|m| MONTHS.get(m))
        .copied()
        .unwrap_or("")
}

/// The month, 1 to 12, that a word names in full ("March") or by its first three letters ("Sep", "Sept"), in any case.
pub fn month_named(word: &str) -> Option<i8> {
    let word = word.to_lowercase();
    let is = |name: &str| {
        let name = name.to_lowercase();
        name == word || name[..3] == word || name == "september" && word == "sept"
    };
    let at = MONTHS.iter().position(|name| is(name))?;
    i8::try_from(at + 1).ok()
}

/// The day of the week that a word names in full ("Monday"), in any case.
pub fn weekday_named(word: &str) -> Option<Weekday> {
    const WEEKDAYS: [(&str, Weekday); 7] = [
        ("monday", Weekday::Monday),
        ("tuesday", Weekday::Tuesday),
        ("wednesday", Weekday::Wednesday),
        ("thursday", Weekday::Thursday),
        ("friday", Weekday::Friday),
        ("saturday", Weekday::Saturday),
        ("sunday", Weekday::Sunday),
    ];
    let named = |(name, _): &&(&str, Weekday)| name.eq_ignore_ascii_case(word);
    WEEKDAYS.iter().find(named).map(|(_, day)| *day)
}

/// A date as far as a source states it. Written as ISO 8601 of reduced precision: `2018-08-02`, `2018-08`,
/// or `--08-02` where no year is stated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct StatedDate {
    pub year: Option<i16>,
    /// 1 to 12.
    pub month: i8,
    /// 1 to 31.
    pub day: Option<i8>,
}

impl StatedDate {
    /// As people write it in Britain, as far as it is stated: "2 August 2018", "August 2018", "2 August", "August".
    pub fn in_words(&self) -> String {
        let day = self.day.map(|day| format!("{day} ")).unwrap_or_default();
        let year = self.year.map(|year| format!(" {year}")).unwrap_or_default();
        format!("{day}{}{year}", month_name(self.month))
    }

    /// Its month without the day: "August 2018", "August".
    pub fn month_in_words(&self) -> String {
        StatedDate { day: None, ..*self }.in_words()
    }

    /// Whether both can be the same: a year or a day that one of them leaves open agrees with any.
    pub fn agrees(&self, other: &StatedDate) -> bool {
        fn open<T: PartialEq>(a: Option<T>, b: Option<T>) -> bool {
            a.zip(b).is_none_or(|(a, b)| a == b)
        }
        self.month == other.month && open(self.year, other.year) && open(self.day, other.day)
    }

    /// The full date, where year and day are known and exist in the calendar.
    pub fn date(&self) -> Option<Date> {
        Date::new(self.year?, self.month, self.day?).ok()
    }

    /// Year and month, where the year is known.
    pub fn month(&self) -> Option<YearMonth> {
        Some(YearMonth {
            year: self.year?,
            month: self.month,
        })
    }
}

impl From<Date> for StatedDate {
    fn from(d: Date) -> Self {
        StatedDate {
            year: Some(d.year()),
            month: d.month(),
            day: Some(d.day()),
        }
    }
}

impl fmt::Display for StatedDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.year {
            Some(y) => write!(f, "{y:04}-{:02}", self.month)?,
            None => write!(f, "--{:02}", self.month)?,
        }
        self.day.map_or(Ok(()), |d| write!(f, "-{d:02}"))
    }
}

/// A month of a year, written `2017-09`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct YearMonth {
    pub year: i16,
    /// 1 to 12.
    pub month: i8,
}

impl fmt::Display for YearMonth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

impl YearMonth {
    /// "September 2017".
    pub fn in_words(&self) -> String {
        format!("{} {}", month_name(self.month), self.year)
    }
}

/// First and last day, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct DateRange {
    pub from: StatedDate,
    pub to: StatedDate,
}

impl DateRange {
    /// Whether both can be the same, as far as their ends are stated.
    pub fn agrees(&self, other: &DateRange) -> bool {
        self.from.agrees(&other.from) && self.to.agrees(&other.to)
    }

    /// As short as it can be: "10 and 11 July 2018", "10 to 14 July 2018", "30 June to 1 July 2018".
    pub fn in_words(&self) -> String {
        let DateRange { from, to } = *self;
        if from == to {
            return from.in_words();
        }
        let follows = from.day.zip(to.day).is_some_and(|(a, b)| b == a + 1);
        let joint = if follows { "and" } else { "to" };
        match from.day {
            Some(first) if (from.month, from.year) == (to.month, to.year) => {
                format!("{first} {joint} {}", to.in_words())
            }
            None if (from.month, from.year) == (to.month, to.year) => to.in_words(),
            _ if from.year == to.year => {
                let from = StatedDate { year: None, ..from };
                format!("{} to {}", from.in_words(), to.in_words())
            }
            _ => format!("{} to {}", from.in_words(), to.in_words()),
        }
    }
}

/// The text is not a date of the form described at the type.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("‘{0}’ is not a date")]
pub struct NotADate(pub String);

impl std::str::FromStr for StatedDate {
    type Err = NotADate;

    fn from_str(s: &str) -> Result<Self, NotADate> {
        let wrong = || NotADate(s.to_owned());
        let (year, rest) = match s.strip_prefix("--") {
            Some(rest) => (None, rest),
            None => {
                let (y, rest) = s.split_once('-').ok_or_else(wrong)?;
                (Some(y.parse().map_err(|_| wrong())?), rest)
            }
        };
        let (month, day) = match rest.split_once('-') {
            Some((m, d)) => (m, Some(d)),
            None => (rest, None),
        };
        let month: i8 = month.parse().map_err(|_| wrong())?;
        let day: Option<i8> = day.map(str::parse).transpose().map_err(|_| wrong())?;
        let plausible = (1..=12).contains(&month) && day.is_none_or(|d| (1..=31).contains(&d));
        plausible
            .then_some(StatedDate { year, month, day })
            .ok_or_else(wrong)
    }
}

impl std::str::FromStr for YearMonth {
    type Err = NotADate;

    fn from_str(s: &str) -> Result<Self, NotADate> {
        s.parse::<StatedDate>()?
            .month()
            .ok_or_else(|| NotADate(s.to_owned()))
    }
}

impl StatedDate {
    /// A date as a person types it in Britain, day before month, or as the file has it: "23/07/2025", "23.7.25",
    /// "23rd July 2025", "Wed 23 Jul 2025", "July 2025", "07/2025", "2025-07-23".
    ///
    /// # Errors
    /// Where it is no day or month of the calendar, or more than one.
    pub fn typed(text: &str) -> Result<StatedDate, NotADate> {
        let wrong = || NotADate(text.to_owned());
        let iso = text.trim().parse::<StatedDate>().ok();
        let read = iso
            .filter(|d| d.year.is_none_or(|y| y > 99))
            .or_else(|| in_parts(text));
        let read = read.ok_or_else(wrong)?;
        // 30 February is none, whatever the year; 29 February is one where no year is stated.
        let year = read.year.unwrap_or(2000);
        let plausible = (1900..=2100).contains(&year);
        let exists = Date::new(year, read.month, read.day.unwrap_or(1)).is_ok();
        if plausible && exists {
            Ok(read)
        } else {
            Err(wrong())
        }
    }
}

/// Day, month and year in this order, as words or numbers, whatever stands between them.
fn in_parts(text: &str) -> Option<StatedDate> {
    let between = |c: char| c.is_whitespace() || matches!(c, '/' | '.' | '-' | '–' | ',');
    let mut parts: Vec<&str> = text
        .split(between)
        .filter(|part| !part.is_empty())
        .collect();
    if parts.first().is_some_and(|p| is_weekday(p)) {
        parts.remove(0);
    }
    parts.retain(|part| !part.eq_ignore_ascii_case("of"));
    let by_word = parts.iter().any(|p| month_named(p).is_some());
    let year = |part: &str| -> Option<i16> {
        let number: i16 = part.parse().ok()?;
        match part.len() {
            4 => Some(number),
            2 => Some(2000 + number),
            _ => None,
        }
    };
    let month = |part: &str| month_named(part).or_else(|| part.parse().ok());
    let day = |part: &str| {
        let ends = ["st", "nd", "rd", "th"];
        let bare = ends.iter().find_map(|end| part.strip_suffix(end));
        bare.unwrap_or(part).parse::<i8>().ok()
    };
    let (d, m, y) = match parts.as_slice() {
        [d, m, y] => (Some(day(d)?), month(m)?, Some(year(y)?)),
        [m, y] if y.len() == 4 => (None, month(m)?, Some(year(y)?)),
        [d, m] if by_word => (Some(day(d)?), month_named(m)?, None),
        _ => return None,
    };
    (1..=12).contains(&m).then_some(StatedDate {
        year: y,
        month: m,
        day: d,
    })
}

/// "Wednesday", "Wed".
fn is_weekday(word: &str) -> bool {
    const SHORT: [&str; 9] = [
        "mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat",
    ];
    let short = SHORT.iter().chain(&["sun"]);
    weekday_named(word).is_some() || short.into_iter().any(|s| s.eq_ignore_ascii_case(word))
}

macro_rules! serde_as_text {
    ($type:ty) => {
        impl Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
                s.collect_str(self)
            }
        }
        impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                String::deserialize(d)?
                    .parse()
                    .map_err(serde::de::Error::custom)
            }
        }
    };
}
serde_as_text!(StatedDate);
serde_as_text!(YearMonth);

/// A day, or two with a stroke or "to" between them, as a person reads it; anything else as it is.
pub fn in_words(value: &str) -> String {
    let two = value.split_once(" to ").or_else(|| value.split_once('/'));
    let range = two.and_then(|(from, to)| {
        Some(DateRange {
            from: from.parse().ok()?,
            to: to.parse().ok()?,
        })
    });
    match (range, value.parse::<StatedDate>()) {
        (Some(range), _) => range.in_words(),
        (None, Ok(date)) => date.in_words(),
        (None, Err(_)) => value.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> StatedDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_day_is_read_as_people_type_it() {
        for typed in [
            "23/07/2025",
            "23.7.25",
            "23-07-2025",
            "23 July 2025",
            "23rd of July 2025",
            "Wednesday, 23 Jul 2025",
            "wed 23 JULY 25",
            " 2025-07-23 ",
        ] {
            let read = StatedDate::typed(typed).map(|d| d.to_string());
            assert_eq!(read.as_deref(), Ok("2025-07-23"), "{typed}");
        }
        for (typed, iso) in [
            ("July 2025", "2025-07"),
            ("07/2025", "2025-07"),
            ("Sept 2025", "2025-09"),
            ("2 August", "--08-02"),
            ("2025-07", "2025-07"),
            ("--08-16", "--08-16"),
        ] {
            let read = StatedDate::typed(typed).map(|d| d.to_string());
            assert_eq!(read.as_deref(), Ok(iso), "{typed}");
        }
    }

    #[test]
    fn what_is_no_day_is_refused() {
        for typed in [
            "",
            "soon",
            "31/02/2025",
            "07/23/2025",
            "23/07",
            "23/07/025",
            "30 February",
            "5 23 July 2025",
            "2025",
            "July",
            "23/07/1025",
        ] {
            assert!(StatedDate::typed(typed).is_err(), "{typed}");
        }
    }

    #[test]
    fn a_date_is_put_in_words_as_far_as_it_is_stated() {
        for (stated, words) in [
            ("2018-08-02", "2 August 2018"),
            ("2018-08", "August 2018"),
            ("--08-02", "2 August"),
            ("--08", "August"),
        ] {
            assert_eq!(date(stated).in_words(), words);
        }
        assert_eq!(date("2018-08-02").month_in_words(), "August 2018");
        let month: YearMonth = "2017-09".parse().unwrap();
        assert_eq!(month.in_words(), "September 2017");
    }

    #[test]
    fn dates_agree_as_far_as_both_are_stated() {
        for (a, b, agree) in [
            ("2018-08-02", "--08-02", true),
            ("2018-08", "2018-08-02", true),
            ("--08", "2018-08-02", true),
            ("2018-08-02", "2019-08-02", false),
            ("2018-08-02", "2018-08-03", false),
            ("2018-08", "2018-09", false),
        ] {
            assert_eq!(date(a).agrees(&date(b)), agree, "{a} {b}");
            assert_eq!(date(b).agrees(&date(a)), agree, "{b} {a}");
        }
    }

    #[test]
    fn days_are_put_as_short_as_they_can_be() {
        for (from, to, words) in [
            ("2018-07-10", "2018-07-11", "10 and 11 July 2018"),
            ("2018-07-10", "2018-07-13", "10 to 13 July 2018"),
            ("2018-07-10", "2018-07-10", "10 July 2018"),
            ("2018-06-30", "2018-07-01", "30 June to 1 July 2018"),
            (
                "2018-12-30",
                "2019-01-02",
                "30 December 2018 to 2 January 2019",
            ),
            ("--07-10", "--07-11", "10 and 11 July"),
            ("2018-07", "2018-07", "July 2018"),
        ] {
            let range = DateRange {
                from: date(from),
                to: date(to),
            };
            assert_eq!(range.in_words(), words);
        }
    }

    #[test]
    fn months_and_weekdays_are_known_by_name() {
        assert_eq!(month_named("march"), Some(3));
        assert_eq!(month_named("Sept"), Some(9));
        assert_eq!(month_named("Dec"), Some(12));
        assert_eq!(month_named("marched"), None);
        assert_eq!(month_name(13), "");
        assert_eq!(weekday_named("Sunday"), Some(Weekday::Sunday));
        assert_eq!(weekday_named("sun"), None);
    }
}
