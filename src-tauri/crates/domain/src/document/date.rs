//! Dates as documents state them: sometimes without a year, sometimes only a month.

use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

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

/// First and last day, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct DateRange {
    pub from: StatedDate,
    pub to: StatedDate,
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
