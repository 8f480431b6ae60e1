//! Figures over visits, with their text alternative.

use scrutiny_domain::briefing::Chart;

use crate::face::Face;
use crate::flow::{Flow, items};
use crate::layout_box::Item;
use crate::scale::{number, ticks};
use crate::theme::{INK, LINE, Type};
use crate::tree::Role;
use crate::typeset::{Line, Span};

/// Figures over visits as dots on a line, each with its value; a gap is bridged by a broken line.
pub fn chart(flow: &mut Flow<'_>, chart: &Chart) {
    let values: Vec<f64> = chart
        .points
        .iter()
        .filter_map(|(_, value)| *value)
        .collect();
    if values.is_empty() {
        return;
    }
    flow.space(12.0);
    flow.block(Role::P, &chart.title, flow.theme.small);
    flow.keep = true;
    flow.space(4.0);
    let element = flow.tree.add(flow.parent, Role::Figure);
    flow.tree.at(element).alternative = Some(chart.alternative.clone());
    let owner = flow.tree.slot(element);
    let small = flow.theme.small;
    let ticks = ticks(&values);
    let (low, high) = (ticks[0], ticks[ticks.len() - 1]);
    let mut all = Vec::new();
    let text = |flow: &mut Flow<'_>, text: &str, set: Type, width: f32| {
        let span = Span {
            text: format!("{text} "),
            set,
            owner,
            link: None,
        };
        flow.typesetter.lines(&[span], width)
    };
    let scales: Vec<Line> = ticks
        .iter()
        .filter_map(|tick| text(flow, &number(*tick), small, 80.0).into_iter().next())
        .collect();
    let margin = scales.iter().map(|line| line.width).fold(0.0, f32::max) + 8.0;
    let (left, right) = (flow.x + margin, flow.x + flow.width);
    let (top, height) = (small.leading + 2.0, 84.0);
    #[expect(clippy::cast_possible_truncation, reason = "a place on the page")]
    let level = |value: f64| top + height - ((value - low) / (high - low)) as f32 * height;
    for (tick, line) in ticks.iter().zip(scales) {
        let y = level(*tick);
        all.push(Item::line(owner, vec![(left, y), (right, y)], 0.75, LINE));
        let x = left - 8.0 - line.width;
        let lift = y - line.baseline + 3.2;
        all.extend(items(line, x, lift));
    }
    #[expect(clippy::cast_precision_loss, reason = "a few dozen at most")]
    let step = (right - left) / chart.points.len() as f32;
    #[expect(clippy::cast_precision_loss, reason = "a few dozen at most")]
    let across = |index: usize| left + step * (index as f32 + 0.5);
    let drawn: Vec<(usize, f32, f32, f64)> = chart
        .points
        .iter()
        .enumerate()
        .filter_map(|(index, (_, value))| {
            value.map(|value| (index, across(index), level(value), value))
        })
        .collect();
    for pair in drawn.windows(2) {
        let gap = pair[1].0 > pair[0].0 + 1;
        all.push(Item::Stroke {
            owner,
            points: vec![(pair[0].1, pair[0].2), (pair[1].1, pair[1].2)],
            width: 1.6,
            ink: INK,
            dash: gap.then_some(3.0),
        });
    }
    for (place, (_, x, y, value)) in drawn.iter().enumerate() {
        all.push(Item::Disc {
            owner,
            x: *x,
            y: *y,
            radius: 3.4,
            fill: Some(INK),
            line: None,
        });
        let bold = small.in_face(Face::SansBold).in_ink(INK);
        // Below the dot in a valley, above it elsewhere, so that the line does not cross the figure.
        let higher =
            |other: Option<&(usize, f32, f32, f64)>| other.is_none_or(|other| other.3 > *value);
        let valley = drawn.len() > 1
            && higher(place.checked_sub(1).and_then(|before| drawn.get(before)))
            && higher(drawn.get(place + 1))
            && *y + 6.0 + small.leading < top + height + 4.0;
        for line in text(flow, &number(*value), bold, 80.0) {
            let at = if valley {
                y + 5.0
            } else {
                y - 6.0 - line.height
            };
            let x = x - line.width / 2.0;
            all.extend(items(line, x, at));
        }
    }
    let mut deepest = 0.0_f32;
    let widest = chart
        .points
        .iter()
        .filter_map(|(label, _)| text(flow, label, small, f32::MAX).first().map(|l| l.width))
        .fold(0.0, f32::max);
    // Names that would touch stand on two levels by turns.
    let crowded = widest + 4.0 > step;
    for (index, (label, _)) in chart.points.iter().enumerate() {
        let mut y = top + height + 8.0;
        if crowded && index % 2 == 1 {
            y += small.leading;
        }
        let room = if crowded {
            step * 2.0 - 4.0
        } else {
            step - 4.0
        };
        for line in text(flow, label, small, room) {
            let x = (across(index) - line.width / 2.0).clamp(flow.x, right - line.width);
            let line_height = line.height;
            all.extend(items(line, x, y));
            y += line_height;
        }
        deepest = deepest.max(y);
    }
    all.push(Item::Bounds {
        element,
        x: flow.x,
        y: 0.0,
        width: flow.width,
        height: deepest,
    });
    flow.add_box(deepest, all);
    flow.space(14.0);
}
