//! The grades of each inspection that is among the papers, then and now: with its days and its framework.

use crate::comparison::{Reading, VisitKind, day_of};
use crate::document::facts::{Area, Facts, Grade};
use crate::document::kind::Kind;
use crate::vocabulary::Term;

use super::compose::Case;
use super::wording::{self, capital};
use super::{Inline, Table, TableCell, TableRow};

/// An inspection with grades.
pub(super) struct Inspected<'a> {
    pub(super) reading: &'a Reading,
}

impl Inspected<'_> {
    fn facts(&self) -> &Facts {
        &self.reading.facts
    }

    /// "July 2017".
    pub(super) fn month(&self) -> String {
        month(self.facts())
    }

    fn grade(&self, area: Area) -> Option<Grade> {
        let all = self.facts().judgements.iter();
        all.map(|j| &j.value)
            .find(|j| j.area == area)
            .map(|j| j.grade)
    }

    /// "inadequate", or where there is no overall grade "inadequate in leadership and in help and protection (no overall grade)".
    pub(super) fn in_words(&self) -> Option<String> {
        if let Some(overall) = self.grade(Area::Overall) {
            return Some(overall.in_words().to_owned());
        }
        let judged = self.facts().judgements.iter().map(|j| &j.value);
        let council = judged.filter(|j| j.area != Area::Lscb);
        let worst = council.clone().map(|j| j.grade).max()?;
        let areas: Vec<&str> = council
            .filter(|j| j.grade == worst)
            .map(|j| j.area.in_words())
            .collect();
        Some(format!(
            "{} in {} (no overall grade)",
            worst.in_words(),
            areas.join(" and in ")
        ))
    }
}

/// Every inspection whose report is among the papers and states grades, in order of time.
pub(super) fn inspected<'a>(case: &Case<'a>) -> Vec<Inspected<'a>> {
    let mut all: Vec<&Reading> = case.readings.iter().filter(|r| shown(r)).collect();
    all.sort_by_key(|r| day_of(&r.facts));
    all.into_iter()
        .map(|reading| Inspected { reading })
        .collect()
}

/// When inspectors came, as visits are called by, else when their report came out: "July 2017".
pub(super) fn month(facts: &Facts) -> String {
    let days = facts.dates.as_ref().map(|d| d.value.from);
    let when = days.or_else(|| facts.published.as_ref().map(|p| p.value));
    when.map_or_else(|| "no date".to_owned(), wording::month)
}

/// True for a report whose grades the pack shows, whatever else it leaves of it.
pub(super) fn shown(reading: &Reading) -> bool {
    reading.facts.kind == Kind::InspectionReport && !reading.facts.judgements.is_empty()
}

/// The one that opened the cycle, where it is among the papers.
pub(super) fn opening<'c, 'a>(
    case: &Case<'a>,
    all: &'c [Inspected<'a>],
) -> Option<&'c Inspected<'a>> {
    let first = case.comparison.visits.first()?;
    let is = |i: &&Inspected| first.sources.contains(&i.reading.document.source.sha256);
    all.iter()
        .find(is)
        .filter(|_| first.what == VisitKind::Inspection)
}

/// Then and now: the inspection that opened the cycle and the newest; where they are one, the one before it as well.
pub(super) fn then_and_now<'c, 'a>(
    case: &Case<'a>,
    all: &'c [Inspected<'a>],
) -> Vec<&'c Inspected<'a>> {
    let Some(newest) = all.len().checked_sub(1) else {
        return Vec::new();
    };
    let opening = opening(case, all);
    let opened = opening.and_then(|o| all.iter().position(|i| std::ptr::eq(i, o)));
    match opened {
        Some(at) if at < newest => vec![&all[at], &all[newest]],
        _ if newest > 0 => vec![&all[newest - 1], &all[newest]],
        _ => vec![&all[newest]],
    }
}

/// How inspections are named at the head of their grades.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Told {
    /// By the month, areas of the same grades in one row.
    InShort,
    /// With days and framework, a row each.
    InFull,
}

/// What stands in one row: what frameworks call otherwise and grade alike.
struct Row {
    name: &'static str,
    /// The first that an inspection grades counts.
    areas: &'static [Area],
}

/// As a person asks: frameworks grade care and leaving care together or apart, and call leaders otherwise.
const IN_SHORT: [Row; 5] = [
    Row {
        name: "overall",
        areas: &[Area::Overall],
    },
    Row {
        name: "leaders",
        areas: &[Area::Leaders, Area::Leadership],
    },
    Row {
        name: "help and protection",
        areas: &[Area::HelpAndProtection],
    },
    Row {
        name: "children in care",
        areas: &[
            Area::InCare,
            Area::InCareAndCareLeavers,
            Area::LookedAfterAndPermanence,
        ],
    },
    Row {
        name: "care leavers",
        areas: &[Area::CareLeavers, Area::InCareAndCareLeavers],
    },
];

type Graded = (Vec<&'static str>, Vec<Option<Grade>>);

/// Rows of names with the grade of each inspection.
fn graded(of: &[&Inspected<'_>], told: Told) -> Vec<Graded> {
    let grades = |areas: &[Area]| -> Vec<Option<Grade>> {
        of.iter()
            .map(|i| areas.iter().find_map(|area| i.grade(*area)))
            .collect()
    };
    let known = |all: &[Option<Grade>]| all.iter().any(Option::is_some);
    let mut rows: Vec<Graded> = Vec::new();
    match told {
        Told::InShort => {
            for Row { name, areas } in &IN_SHORT {
                let grades = grades(areas);
                // What is graded alike stands in one row; where a grade is missing, that is said of it alone.
                let whole = grades.iter().all(Option::is_some);
                match rows.iter_mut().find(|(_, same)| whole && *same == grades) {
                    Some((names, _)) => names.push(name),
                    None if known(&grades) || *name == "overall" => rows.push((vec![name], grades)),
                    None => {}
                }
            }
        }
        Told::InFull => {
            for &area in Area::ALL {
                let grades = grades(&[area]);
                if known(&grades) || area == Area::Overall {
                    rows.push((vec![area.in_words()], grades));
                }
            }
        }
    }
    rows
}

/// A table of the grades of these inspections.
pub(super) fn table(of: &[&Inspected<'_>], told: Told) -> Option<Table> {
    let rows = graded(of, told);
    if rows.iter().all(|(_, g)| g.iter().all(Option::is_none)) {
        return None;
    }
    let mut header = vec![vec![Inline::text("Judgement")]];
    header.extend(of.iter().map(|i| {
        let when = match (&i.facts().dates, told) {
            (Some(days), Told::InFull) => days.value.in_words(),
            _ => i.month(),
        };
        vec![Inline::text(when)]
    }));
    let frameworks = (told == Told::InFull).then(|| frameworks(of));
    let mut widths = vec![1.9];
    widths.resize(of.len() + 1, 1.2);
    Some(Table {
        caption: "Grades that inspections gave".to_owned(),
        widths,
        header,
        rows: frameworks
            .into_iter()
            .chain(rows.into_iter().map(|(names, grades)| TableRow::Cells {
                cells: row(&names, &grades),
            }))
            .collect(),
    })
}

/// How each inspection was done, in a row of its own: a head of a table has to be short, for it is repeated on each page.
fn frameworks(of: &[&Inspected<'_>]) -> TableRow {
    let cell = |text: &str| TableCell {
        text: vec![Inline::text(text)],
        ..TableCell::default()
    };
    let done = of.iter().map(|i| {
        let framework = i.facts().framework;
        cell(framework.map_or("not stated", Term::in_words))
    });
    TableRow::Cells {
        cells: std::iter::once(cell("How it was inspected"))
            .chain(done)
            .collect(),
    }
}

fn row(names: &[&str], grades: &[Option<Grade>]) -> Vec<TableCell> {
    let cell = |text| TableCell {
        text: vec![text],
        ..TableCell::default()
    };
    let overall = names
        .first()
        .is_some_and(|name| name.starts_with("overall"));
    let mut cells = vec![cell(Inline::text(capital(&names.join(", "))))];
    cells.extend(grades.iter().map(|grade| {
        cell(match grade {
            Some(Grade::Inadequate) => Inline::strong(Grade::Inadequate.in_words()),
            Some(grade) => Inline::text(grade.in_words()),
            None if overall => Inline::text("no overall grade"),
            None => Inline::text("not graded apart"),
        })
    }));
    cells
}

/// "Judged inadequate in April 2023": the judgement that opened the cycle.
pub(super) fn judged(case: &Case<'_>, all: &[Inspected<'_>]) -> Option<String> {
    if let Some(opening) = opening(case, all)
        && let Some(words) = opening.in_words()
    {
        let at = opening.month();
        // Letters may name another month, by which people know the judgement: that of its report.
        let known = case.comparison.judged.map(|j| j.month.in_words());
        let known = known.filter(|known| *known != at);
        let known = known.map(|known| format!(" (papers say {known})"));
        let known = known.unwrap_or_default();
        return Some(match words.contains('(') {
            true => format!("Judged {words}, {at}{known}"),
            false => format!("Judged {words} in {at}{known}"),
        });
    }
    let judged = case.comparison.judged?;
    Some(format!(
        "Judged {} in {}",
        judged.grade.in_words(),
        judged.month.in_words()
    ))
}

/// "inspected again in February 2020: good", of the newest inspection after the one that opened the cycle.
pub(super) fn again(case: &Case<'_>, all: &[Inspected<'_>]) -> Option<String> {
    let opened = opening(case, all).and_then(|o| day_of(&o.reading.facts))?;
    let newest = all.last()?;
    if day_of(&newest.reading.facts)? <= opened {
        return None;
    }
    Some(format!(
        "last inspected in {}: {}",
        newest.month(),
        newest.in_words()?
    ))
}
