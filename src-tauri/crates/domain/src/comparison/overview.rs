//! How each authority was judged, the newest judgement first: what it is now is what its newest inspection found, whatever
//! older ones did.
//!
//! Depends on the facts of documents. Deliberately not here: what became of it since ([`super::compare`]).

use std::collections::BTreeMap;

use super::Reading;
use super::cycle::{NEAR, apart, authority_of, judged_inadequate, months};
use crate::document::facts::{Area, Facts, Grade};
use crate::document::kind::Kind;
use crate::document::{StatedDate, YearMonth};

/// An authority, and every judgement of it that the papers know.
#[derive(Debug, Clone, PartialEq)]
pub struct Overview {
    /// Short name of the authority.
    pub authority: String,
    /// Newest first.
    pub inspected: Vec<Inspected>,
}

/// One inspection, as its report gives it or as other papers tell of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Inspected {
    /// SHA-256 of its report; none where only other papers tell of it.
    pub report: Option<String>,
    /// When it was: of its last day, else of its publication, else as others name it.
    pub month: Option<YearMonth>,
    /// Its last day.
    pub to: Option<StatedDate>,
    pub published: Option<StatedDate>,
    /// None from April 2026, where none is given, and where none was read.
    pub overall: Option<Grade>,
    /// Every other judgement, in the order of the report; empty where only other papers tell of it.
    pub areas: Vec<(Area, Grade)>,
}

impl Inspected {
    /// The areas that it found inadequate. A safeguarding board is no part of the authority.
    pub fn inadequate_in(&self) -> impl Iterator<Item = Area> {
        let inadequate =
            |(area, grade): &&(Area, Grade)| *grade == Grade::Inadequate && *area != Area::Lscb;
        self.areas.iter().filter(inadequate).map(|(area, _)| *area)
    }

    /// True where it found inadequate: overall where there is an overall grade, else in any judgement.
    pub fn is_inadequate(&self) -> bool {
        match self.overall {
            Some(overall) => overall == Grade::Inadequate,
            None => self.inadequate_in().next().is_some(),
        }
    }

    fn of(sha256: &str, facts: &Facts) -> Inspected {
        let judgements = || {
            facts
                .judgements
                .iter()
                .map(|j| (j.value.area, j.value.grade))
        };
        let to = facts.dates.as_ref().map(|dates| dates.value.to);
        let published = facts.published.as_ref().map(|day| day.value);
        Inspected {
            report: Some(sha256.to_owned()),
            month: [to, published]
                .into_iter()
                .flatten()
                .find_map(|d| d.month()),
            to,
            published,
            overall: judgements()
                .find(|(area, _)| *area == Area::Overall)
                .map(|j| j.1),
            areas: judgements()
                .filter(|(area, _)| *area != Area::Overall)
                .collect(),
        }
    }

    fn told(month: YearMonth) -> Inspected {
        Inspected {
            report: None,
            month: Some(month),
            to: None,
            published: None,
            overall: Some(Grade::Inadequate),
            areas: Vec::new(),
        }
    }
}

/// Every authority of the papers, by name.
pub fn overviews(readings: &[Reading]) -> Vec<Overview> {
    let mut by_authority: BTreeMap<String, (String, Vec<&Reading>)> = BTreeMap::new();
    for reading in readings {
        if let Some((key, name)) = authority_of(reading) {
            let of = by_authority.entry(key).or_insert((name, Vec::new()));
            of.1.push(reading);
        }
    }
    let mut all: Vec<Overview> = by_authority
        .into_values()
        .map(|(authority, papers)| Overview {
            authority,
            inspected: inspected(&papers),
        })
        .collect();
    all.sort_by(|a, b| a.authority.cmp(&b.authority));
    all
}

fn inspected(papers: &[&Reading]) -> Vec<Inspected> {
    let is_report = |r: &&&Reading| r.facts.kind == Kind::InspectionReport;
    let reports: Vec<&&Reading> = papers.iter().filter(is_report).collect();
    let known = |month| {
        let mut stated = reports.iter().flat_map(|r| months(&r.facts));
        stated.any(|m| apart(m, month) <= NEAR)
    };
    let mut all: Vec<Inspected> = reports
        .iter()
        .map(|r| Inspected::of(&r.document.source.sha256, &r.facts))
        .collect();
    let others = papers.iter().filter(|r| !is_report(r));
    let mut told: Vec<YearMonth> = others.filter_map(|r| judged_inadequate(&r.facts)).collect();
    told.sort_unstable();
    for month in told {
        let named = |one: &Inspected| {
            let near = one.month.is_some_and(|m| apart(m, month) <= NEAR);
            one.report.is_none() && near
        };
        if !known(month) && !all.iter().any(named) {
            all.push(Inspected::told(month));
        }
    }
    // A report of which no day is known is never the newest.
    let day = |one: &Inspected| one.to.or(one.published).and_then(|d| d.day);
    all.sort_by_key(|one| std::cmp::Reverse((one.month, day(one))));
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::authority::Authority;
    use crate::document::built::Built;
    use crate::document::facts::{Judged, Judgement, Origin, Stated};
    use crate::document::kind::KindBecause;
    use crate::document::{DateRange, Place};

    fn stated<T>(value: T) -> Stated<T> {
        let place = Place {
            page: 0,
            paragraph: 0,
            quote: String::new(),
        };
        Stated {
            value,
            origin: Origin::Read { place },
        }
    }

    fn paper(kind: Kind, fill: impl FnOnce(&mut Facts)) -> Reading {
        let mut facts = Facts::new(kind, KindBecause::NoWordings);
        facts.authority = Some(stated(Authority {
            name: "Northmere".to_owned(),
            code: None,
        }));
        fill(&mut facts);
        Reading {
            document: Built::default().body("Words.").document(),
            facts,
            findings: Vec::new(),
        }
    }

    fn report(day: &str, grades: &[(Area, Grade)]) -> Reading {
        paper(Kind::InspectionReport, |facts| {
            let day: StatedDate = day.parse().unwrap();
            facts.dates = Some(stated(DateRange { from: day, to: day }));
            let judgement = |&(area, grade): &(Area, Grade)| {
                let wording = String::new();
                stated(Judgement {
                    area,
                    grade,
                    wording,
                })
            };
            facts.judgements = grades.iter().map(judgement).collect();
        })
    }

    fn letter(judged: &str) -> Reading {
        paper(Kind::MonitoringVisitLetter, |facts| {
            facts.judged = Some(stated(Judged {
                grade: Grade::Inadequate,
                month: Some(judged.parse().unwrap()),
            }));
        })
    }

    fn of(readings: &[Reading]) -> Vec<Inspected> {
        let mut all = overviews(readings);
        assert_eq!(all.len(), 1);
        all.remove(0).inspected
    }

    #[test]
    fn an_authority_is_what_its_newest_report_says_without_an_overall_grade_too() {
        use Grade::{Good, Inadequate};
        let now = of(&[
            report("2026-06-19", &[(Area::Leaders, Good), (Area::InCare, Good)]),
            report("2023-03-10", &[(Area::Overall, Inadequate)]),
        ]);
        assert_eq!((now[0].overall, now[0].is_inadequate()), (None, false));
        assert!(now[1].is_inadequate());
        let now = of(&[report(
            "2026-06-19",
            &[(Area::Leaders, Good), (Area::HelpAndProtection, Inadequate)],
        )]);
        assert!(now[0].is_inadequate());
        assert_eq!(
            now[0].inadequate_in().collect::<Vec<_>>(),
            [Area::HelpAndProtection]
        );
    }

    #[test]
    fn an_overall_grade_stands_before_those_of_its_areas() {
        let now = of(&[report(
            "2023-01-20",
            &[
                (Area::Overall, Grade::RequiresImprovement),
                (Area::Leaders, Grade::Inadequate),
            ],
        )]);
        assert!(!now[0].is_inadequate());
        assert_eq!(now[0].inadequate_in().count(), 1);
    }

    #[test]
    fn what_letters_tell_counts_where_its_report_is_not_here_and_once() {
        let told = of(&[
            letter("2024-02"),
            letter("2024-03"),
            report("2019-05-24", &[(Area::Overall, Grade::Good)]),
        ]);
        assert_eq!(told.len(), 2);
        assert_eq!(
            (told[0].report.is_none(), told[0].is_inadequate()),
            (true, true)
        );
        let with_report = of(&[
            letter("2024-02"),
            report("2023-12-01", &[(Area::Overall, Grade::Inadequate)]),
        ]);
        assert_eq!(with_report.len(), 1, "published after it was");
    }
}
