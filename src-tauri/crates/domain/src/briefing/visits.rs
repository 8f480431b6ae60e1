//! The run of visits: when inspectors came, what they looked at, which papers tell of it.

use crate::comparison::{Visit, VisitKind, found_inadequate};

use super::compose::{Case, heading};
use super::grades::{self, Inspected, Told};
use super::wording::{self, visit_name};
use super::{Block, Inline, Table, TableCell, TableRow, Timeline, TimelineKind, TimelinePoint};

/// Most inspections whose grades stand side by side.
const GRADED: usize = 4;

fn timeline(case: &Case<'_>) -> Option<Block> {
    let visits = &case.comparison.visits;
    if visits.len() < 2 {
        return None;
    }
    let points: Vec<TimelinePoint> = visits
        .iter()
        .map(|visit| TimelinePoint {
            label: visit_name(visit),
            under: under(visit),
            date: visit.from.and_then(|d| d.date()),
            kind: match visit.what {
                _ if !visit.letter => TimelineKind::NotPublished,
                VisitKind::Inspection if inadequate(case, visit) => TimelineKind::FoundInadequate,
                VisitKind::Inspection | VisitKind::JointInspection => TimelineKind::Inspection,
                VisitKind::MonitoringVisit | VisitKind::FocusedVisit => TimelineKind::Visit,
            },
        })
        .collect();
    let told: Vec<String> = points
        .iter()
        .map(|p| format!("{}: {}", p.label, p.under))
        .collect();
    Some(Block::Timeline(Timeline {
        alternative: format!("The run of visits. {}.", told.join("; ")),
        points,
    }))
}

/// True where the visit's own report found inadequate: the sign of weakness is on no other.
fn inadequate(case: &Case<'_>, visit: &Visit) -> bool {
    let papers = visit.sources.iter().filter_map(|s| case.papers.reading(s));
    papers.into_iter().any(|r| found_inadequate(&r.facts))
}

fn under(visit: &Visit) -> String {
    match visit.from.or(visit.published) {
        _ if visit.sources.is_empty() => "letter not among the papers".to_owned(),
        Some(when) if visit.letter => wording::month(when),
        Some(when) => format!("{}, {}", wording::month(when), wording::AS_REPORTED),
        None => "date not stated".to_owned(),
    }
}

pub(super) fn blocks(case: &Case<'_>) -> Vec<Block> {
    let header = ["Visit", "Inspectors there", "Areas covered", "Papers"];
    let rows = case
        .comparison
        .visits
        .iter()
        .map(|v| row(case, v))
        .collect();
    let mut blocks = vec![heading(1, "The run of visits", "visits")];
    let inspected = grades::inspected(case);
    if let Some(judged) = grades::judged(case, &inspected) {
        blocks.push(Block::Paragraph {
            text: vec![Inline::text(format!("{judged}."))],
        });
    }
    blocks.extend(timeline(case));
    if case.options.limits.visits {
        blocks.push(Block::Table(Table {
            caption: "Every visit of this judgement cycle, in order".to_owned(),
            widths: vec![1.0, 1.55, 4.0, 2.2],
            header: header.iter().map(|h| vec![Inline::text(*h)]).collect(),
            rows,
        }));
    }
    // The newest few: a table of every inspection since the first would be too wide to read.
    let shown: Vec<&Inspected<'_>> = inspected.iter().rev().take(GRADED).rev().collect();
    if let Some(table) = grades::table(&shown, Told::InFull) {
        blocks.push(heading(2, "Grades of each inspection", "grades"));
        blocks.push(Block::Table(table));
    }
    blocks
}

fn row(case: &Case<'_>, visit: &Visit) -> TableRow {
    let missing = visit.sources.is_empty();
    let plain = |text: String| TableCell {
        text: vec![Inline::text(text)],
        ..TableCell::default()
    };
    let dates = match (visit.from, visit.to) {
        (Some(from), Some(to)) => wording::range(from, to),
        (Some(from), None) => wording::date(from),
        _ => "not stated".to_owned(),
    };
    let focus = if visit.focus.is_empty() {
        match visit.what {
            VisitKind::Inspection => "the whole service".to_owned(),
            _ if missing => "not known".to_owned(),
            _ => "not stated as a list".to_owned(),
        }
    } else {
        visit
            .focus
            .iter()
            .map(|f| f.trim_end_matches(['.', ';']))
            .collect::<Vec<_>>()
            .join("; ")
    };
    let papers: Vec<String> = visit.sources.iter().map(|s| case.papers.name(s)).collect();
    let no_letter = (!visit.letter).then(|| "letter not among the papers".to_owned());
    let papers: Vec<String> = no_letter.into_iter().chain(papers).collect();
    let papers = papers.join("; ");
    let published = visit
        .published
        .map(|d| format!("published {}", wording::date(d)));
    let mut cells: Vec<TableCell> = [visit_name(visit), dates, focus, papers]
        .into_iter()
        .map(plain)
        .collect();
    cells[1].under = published;
    if missing {
        cells.iter_mut().skip(1).for_each(|c| c.hatched = true);
    }
    TableRow::Cells { cells }
}
