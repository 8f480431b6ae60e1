//! The run of visits: when inspectors came, what they looked at, which papers tell of it.

use crate::comparison::{Visit, VisitKind};

use super::compose::{Case, heading};
use super::wording::{self, visit_name};
use super::{Block, Inline, Table, TableCell, TableRow, Timeline, TimelineKind, TimelinePoint};

pub(super) fn timeline(case: &Case<'_>) -> Option<Block> {
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
    if let Some(judged) = judged(case) {
        blocks.push(Block::Paragraph {
            text: vec![Inline::text(judged)],
        });
    }
    blocks.push(Block::Table(Table {
        caption: "Every visit of this judgement cycle, in order".to_owned(),
        widths: vec![1.0, 1.55, 4.0, 2.2],
        header: header.iter().map(|h| vec![Inline::text(*h)]).collect(),
        rows,
    }));
    blocks
}

fn judged(case: &Case<'_>) -> Option<String> {
    let judged = case.comparison.judged?;
    let grade = match judged.grade {
        crate::document::facts::Grade::Outstanding => "outstanding",
        crate::document::facts::Grade::Good => "good",
        crate::document::facts::Grade::RequiresImprovement => "requires improvement to be good",
        crate::document::facts::Grade::Adequate => "adequate",
        crate::document::facts::Grade::Inadequate => "inadequate",
    };
    let when = crate::document::StatedDate {
        year: Some(judged.month.year),
        month: judged.month.month,
        day: None,
    };
    Some(format!(
        "The judgement that opened this cycle: {grade}, {}.",
        wording::date(when)
    ))
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
