//! Which of an authority's runs of visits is meant: the one asked for, else the newest that an inadequate judgement opened.
//!
//! Deliberately not here: how papers are dealt out to runs ([`super::cycle`]).

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::Comparison;
use crate::document::{StatedDate, YearMonth};

/// Which judgement cycle of an authority.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum WhichCycle {
    /// The newest that an inadequate judgement opened; where there is none, the one with the latest visit. A later
    /// inspection that found the service good ends the work of scrutiny, and is no reason to lose it from sight.
    #[default]
    Usual,
    /// The one that was opened in this year, and month where one is said.
    Opened { year: i16, month: Option<i8> },
}

/// What names no cycle.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("‘{0}’ is no year or month: write 2017, or 2017-09")]
pub struct NotACycle(pub String);

impl FromStr for WhichCycle {
    type Err = NotACycle;

    /// "2017", "2017-09"; nothing for the usual.
    fn from_str(text: &str) -> Result<Self, NotACycle> {
        let text = text.trim();
        let wrong = || NotACycle(text.to_owned());
        if text.is_empty() {
            return Ok(WhichCycle::Usual);
        }
        if text.len() == 4 {
            let year = text.parse().map_err(|_| wrong())?;
            return Ok(WhichCycle::Opened { year, month: None });
        }
        let opened: YearMonth = text.parse().map_err(|_| wrong())?;
        Ok(WhichCycle::Opened {
            year: opened.year,
            month: Some(opened.month),
        })
    }
}

impl std::fmt::Display for WhichCycle {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            WhichCycle::Usual => Ok(()),
            WhichCycle::Opened { year, month: None } => write!(f, "{year:04}"),
            WhichCycle::Opened {
                year,
                month: Some(month),
            } => write!(f, "{year:04}-{month:02}"),
        }
    }
}

impl Comparison {
    /// The month that opened the cycle: of the judgement, else of its first visit.
    pub fn opened(&self) -> Option<YearMonth> {
        let judged = self.judged.map(|judged| judged.month);
        judged.or_else(|| self.months_of_the_first().next())
    }

    fn months_of_the_first(&self) -> impl Iterator<Item = YearMonth> {
        let first = self.visits.first().into_iter();
        let dates = first.flat_map(|v| [v.from, v.to, v.published]);
        dates.flatten().filter_map(|date: StatedDate| date.month())
    }

    /// True for the cycle that is asked for: people know an inspection by the month of its days, of its judgement or of its
    /// report.
    fn is_opened_in(&self, year: i16, month: Option<i8>) -> bool {
        let judged = self.judged.map(|judged| judged.month);
        let mut known = judged.into_iter().chain(self.months_of_the_first());
        known.any(|at| at.year == year && month.is_none_or(|month| at.month == month))
    }
}

/// The comparison of the cycle that is meant, of those of one authority in order of time; none where none is.
pub fn chosen(comparisons: &[Comparison], which: WhichCycle) -> Option<&Comparison> {
    match which {
        WhichCycle::Opened { year, month } => {
            let mut all = comparisons.iter().rev();
            all.find(|c| c.is_opened_in(year, month))
        }
        WhichCycle::Usual => {
            let inadequate = comparisons.iter().filter(|c| c.judged.is_some());
            let latest = |c: &&Comparison| {
                let dated = c.visits.iter().filter_map(|v| v.to.or(v.published));
                dated.filter(|d| d.year.is_some()).max()
            };
            inadequate
                .max_by_key(|c| c.opened().map(|at| (at.year, at.month)))
                .or_else(|| comparisons.iter().max_by_key(latest))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{JudgedIn, Visit, VisitKind};
    use super::*;
    use crate::document::facts::Grade;

    fn run(judged: Option<(i16, i8)>, inspected: (i16, i8)) -> Comparison {
        let at = StatedDate {
            year: Some(inspected.0),
            month: inspected.1,
            day: None,
        };
        Comparison {
            authority: "Northmere".to_owned(),
            judged: judged.map(|(year, month)| JudgedIn {
                grade: Grade::Inadequate,
                month: YearMonth { year, month },
            }),
            visits: vec![Visit {
                id: "inspection".to_owned(),
                what: VisitKind::Inspection,
                number: None,
                from: Some(at),
                to: Some(at),
                published: None,
                focus: Vec::new(),
                sources: vec!["ab".to_owned()],
                letter: true,
            }],
            threads: Vec::new(),
            recommendations: Vec::new(),
            coverage: Vec::new(),
            clashes: Vec::new(),
            claimed_totals: Vec::new(),
            unplaced: Vec::new(),
            apart: Vec::new(),
        }
    }

    #[test]
    fn the_newest_inadequate_judgement_is_meant_and_any_other_can_be_asked_for() {
        let runs = [
            run(Some((2015, 3)), (2015, 3)),
            run(Some((2019, 9)), (2019, 7)),
            run(None, (2022, 2)),
        ];
        let opened = |which: &str| {
            let which = which.parse().expect("it names one");
            chosen(&runs, which).and_then(Comparison::opened)
        };
        let at = |year, month| Some(YearMonth { year, month });
        assert_eq!(opened(""), at(2019, 9));
        assert_eq!(opened("2019-07"), at(2019, 9), "the month inspectors came");
        assert_eq!(opened("2015"), at(2015, 3));
        assert_eq!(opened("2022"), at(2022, 2));
        assert_eq!(opened("2022-03"), None);
        assert!("last".parse::<WhichCycle>().is_err());
        let good = [run(None, (2018, 2)), run(None, (2022, 2))];
        let usual = chosen(&good, WhichCycle::Usual).and_then(Comparison::opened);
        assert_eq!(usual, at(2022, 2));
    }
}
