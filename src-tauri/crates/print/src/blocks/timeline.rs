//! The run of visits on a line, to scale, with its text alternative.

use jiff::civil::Date;
use scrutiny_domain::briefing::{Timeline, TimelineKind, TimelinePoint};

use crate::face::Face;
use crate::flow::{Flow, items};
use crate::layout_box::Item;
use crate::theme::{INK, Ink, LINE, RAIL, SOFT, Type, WEAK};
use crate::tree::{Owner, Role};
use crate::typeset::{Line, Span};

const DOT: f32 = 4.6;

/// The run of visits on a line, to scale where dates are known. Labels that would touch go a level down; too many for
/// two levels are spread evenly, and more than fit then go on a second line.
pub fn timeline(flow: &mut Flow<'_>, timeline: &Timeline) {
    if timeline.points.is_empty() {
        return;
    }
    flow.space(12.0);
    let element = flow.tree.add(flow.parent, Role::Figure);
    flow.tree.at(element).alternative = Some(timeline.alternative.clone());
    let owner = flow.tree.slot(element);
    let set = flow.theme.small.in_face(Face::SansSemiBold).in_ink(INK);
    let labels: Vec<[Line; 2]> = timeline
        .points
        .iter()
        .filter_map(|point| label(flow, point, owner, set))
        .collect();
    let widths: Vec<f32> = labels
        .iter()
        .map(|lines| lines[0].width.max(lines[1].width))
        .collect();
    let widest = widths.iter().copied().fold(1.0, f32::max) + 10.0;
    // Two levels of labels, evenly spread.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a few dozen at most"
    )]
    let most = ((flow.width / widest).floor().max(1.0) as usize) * 2;
    let rows = timeline.points.len().div_ceil(most);
    let per_row = timeline.points.len().div_ceil(rows);
    // Two lines of a label, and from one level of labels to the next.
    let two = set.leading * 2.0;
    let level_down = two + 5.0;
    let mut all = Vec::new();
    let mut top = 0.0;
    let mut labels = labels.into_iter();
    for (points, widths) in timeline.points.chunks(per_row).zip(widths.chunks(per_row)) {
        let (places, levels) = places(points, widths, flow.width);
        let y = top + DOT + 2.0;
        all.push(Item::Stroke {
            owner,
            points: vec![(flow.x, y), (flow.x + flow.width, y)],
            width: 1.2,
            ink: RAIL,
            dash: None,
        });
        let mut deepest = 0;
        let mut before = None;
        for (((point, place), level), width) in points.iter().zip(&places).zip(&levels).zip(widths)
        {
            let x = flow.x + place + DOT;
            // A stem would cross the label of the neighbour before it: then the place below the dot must do.
            let clear = before.is_none_or(|end: f32| end + 2.0 < x);
            if *level > 0 && clear {
                let foot = y + 7.0 + level_down;
                all.push(Item::line(
                    owner,
                    vec![(x, y + DOT + 2.0), (x, foot)],
                    0.75,
                    LINE,
                ));
            }
            dot(&mut all, owner, point.kind, (x, y), flow.theme.ink(WEAK));
            let mut at = y + DOT + 4.0 + if *level > 0 { level_down } else { 0.0 };
            if let Some(lines) = labels.next() {
                let left = flow.x + place;
                for line in lines {
                    let height = line.height;
                    all.extend(items(line, left, at));
                    at += height;
                }
            }
            if *level == 0 {
                before = Some(flow.x + place + width);
            }
            deepest = deepest.max(*level);
        }
        top = y + DOT + 4.0 + two + if deepest > 0 { level_down } else { 0.0 } + 6.0;
    }
    let height = top - 6.0;
    all.push(Item::Bounds {
        element,
        x: flow.x,
        y: 0.0,
        width: flow.width,
        height,
    });
    flow.add_box(height, all);
    flow.space(16.0);
}

fn label(flow: &mut Flow<'_>, point: &TimelinePoint, owner: Owner, set: Type) -> Option<[Line; 2]> {
    let mut line = |text: &str, set: Type| {
        // One line each, however long; the space keeps the words of neighbours apart.
        let span = Span {
            text: format!("{text} "),
            set,
            owner,
            link: None,
        };
        flow.typesetter.lines(&[span], 400.0).into_iter().next()
    };
    Some([
        line(&point.label, set)?,
        line(&point.under, set.in_face(Face::Sans).in_ink(SOFT))?,
    ])
}

fn dot(all: &mut Vec<Item>, owner: Owner, kind: TimelineKind, (x, y): (f32, f32), inadequate: Ink) {
    let disc = |radius, fill, line| Item::Disc {
        owner,
        x,
        y,
        radius,
        fill,
        line,
    };
    let white = Ink(255, 255, 255);
    all.push(disc(DOT + 2.0, Some(white), None));
    match kind {
        TimelineKind::Inspection | TimelineKind::FoundInadequate => {
            // A square, so that it differs in shape as well as in colour.
            let side = DOT * 1.8;
            let (x, y) = (x - side / 2.0, y - side / 2.0);
            all.push(Item::Fill {
                owner,
                x,
                y,
                width: side,
                height: side,
                ink: match kind {
                    TimelineKind::FoundInadequate => inadequate,
                    _ => INK,
                },
            });
        }
        TimelineKind::Visit => all.push(disc(DOT, Some(INK), None)),
        TimelineKind::NotPublished => all.push(disc(DOT, Some(white), Some((SOFT, 1.2, true)))),
    }
}

/// Left edge of each point's label and its level.
fn places(points: &[TimelinePoint], widths: &[f32], room: f32) -> (Vec<f32>, Vec<usize>) {
    let scaled = scaled(
        points,
        (room - widths.last().copied().unwrap_or_default()).max(0.0),
    );
    if let Some(levels) = levels(&scaled, widths) {
        return (scaled, levels);
    }
    #[expect(clippy::cast_precision_loss, reason = "a few dozen at most")]
    let even: Vec<f32> = {
        let step = (room - widths.last().copied().unwrap_or_default())
            / (points.len() as f32 - 1.0).max(1.0);
        (0..points.len()).map(|index| step * index as f32).collect()
    };
    let levels =
        levels(&even, widths).unwrap_or_else(|| (0..points.len()).map(|index| index % 2).collect());
    (even, levels)
}

/// The level of each label, if two suffice.
fn levels(places: &[f32], widths: &[f32]) -> Option<Vec<usize>> {
    let mut ends = [f32::MIN; 2];
    let mut levels = Vec::new();
    let mut last = f32::MIN;
    for (place, width) in places.iter().zip(widths) {
        // Dots must not touch either.
        if *place < last + DOT * 3.0 {
            return None;
        }
        last = *place;
        let level = ends.iter().position(|end| *place >= end + 8.0)?;
        // A label above must leave room for the stem of one below it.
        ends[level] = place + width;
        if level == 1 {
            ends[0] = ends[0].max(place + DOT);
        }
        levels.push(level);
    }
    Some(levels)
}

/// Places to scale: dated points by their date, others spread between their neighbours.
fn scaled(points: &[TimelinePoint], room: f32) -> Vec<f32> {
    let days = |date: Date| -> f32 {
        let since = date
            .since(Date::constant(2000, 1, 1))
            .map(|span| span.get_days())
            .unwrap_or_default();
        #[expect(clippy::cast_precision_loss, reason = "days of a few decades")]
        let days = since as f32;
        days
    };
    let mut at: Vec<Option<f32>> = points.iter().map(|point| point.date.map(days)).collect();
    #[expect(clippy::cast_precision_loss, reason = "a few dozen at most")]
    let even = |index: usize| index as f32 / (points.len() as f32 - 1.0).max(1.0) * room;
    let ascending = at
        .iter()
        .flatten()
        .zip(at.iter().flatten().skip(1))
        .all(|(a, b)| a <= b);
    if at.iter().flatten().count() < 2 || !ascending {
        return (0..points.len()).map(even).collect();
    }
    fill_in(&mut at);
    let values: Vec<f32> = at.into_iter().flatten().collect();
    let (first, last) = (
        values.first().copied().unwrap_or(0.0),
        values.last().copied().unwrap_or(1.0),
    );
    let range = (last - first).max(1.0);
    values
        .into_iter()
        .map(|value| (value - first) / range * room)
        .collect()
}

/// Gives undated points a place: evenly between dated neighbours, and a usual quarter of a year beyond the ends.
fn fill_in(at: &mut [Option<f32>]) {
    const QUARTER: f32 = 91.0;
    let known: Vec<(usize, f32)> = at
        .iter()
        .enumerate()
        .filter_map(|(index, value)| value.map(|value| (index, value)))
        .collect();
    for (index, place) in at.iter_mut().enumerate() {
        if place.is_some() {
            continue;
        }
        let before = known.iter().rev().find(|(known, _)| *known < index);
        let after = known.iter().find(|(known, _)| *known > index);
        #[expect(clippy::cast_precision_loss, reason = "a few dozen at most")]
        let value = match (before, after) {
            (Some((from, low)), Some((to, high))) => {
                low + (high - low) * (index - from) as f32 / (to - from) as f32
            }
            (Some((from, low)), None) => low + QUARTER * (index - from) as f32,
            (None, Some((to, high))) => high - QUARTER * (to - index) as f32,
            (None, None) => index as f32,
        };
        *place = Some(value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_undated_visit_stands_between_its_neighbours() {
        let point = |date: Option<Date>| TimelinePoint {
            label: String::new(),
            under: String::new(),
            date,
            kind: TimelineKind::Visit,
        };
        let points = [
            point(Some(Date::constant(2020, 1, 1))),
            point(None),
            point(Some(Date::constant(2021, 1, 1))),
            point(None),
        ];
        let places = scaled(&points, 100.0);
        assert!(places.is_sorted());
        assert!((places[1] * 2.0 - places[2]).abs() < 0.1, "{places:?}");
    }
}
