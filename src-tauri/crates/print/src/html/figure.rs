//! Figures: the run of visits as a list that is drawn as a line, and figures over visits as a vector picture with its
//! text alternative.

use std::fmt::Write;

use scrutiny_domain::briefing::{Chart, Timeline, TimelineKind};

use crate::markup::escape;
use crate::scale::{number, ticks};

pub fn timeline(timeline: &Timeline) -> String {
    let each: String = timeline
        .points
        .iter()
        .map(|point| {
            let class = match point.kind {
                TimelineKind::Inspection => "inspection",
                TimelineKind::FoundInadequate => "inspection inadequate",
                TimelineKind::Visit => "visit",
                TimelineKind::NotPublished => "unpublished",
            };
            format!(
                "<li class=\"{class}\"><b>{}</b> <span>{}</span></li>",
                escape(&point.label),
                escape(&point.under)
            )
        })
        .collect();
    format!("<ol class=\"timeline\" aria-label=\"The run of visits\">{each}</ol>")
}

const WIDTH: f64 = 640.0;
const LEFT: f64 = 44.0;
const TOP: f64 = 24.0;
const DEEP: f64 = 110.0;

pub fn chart(chart: &Chart) -> String {
    let values: Vec<f64> = chart.points.iter().filter_map(|(_, v)| *v).collect();
    if values.is_empty() {
        return String::new();
    }
    let ticks = ticks(&values);
    let (low, high) = (ticks[0], ticks[ticks.len() - 1]);
    let level = |value: f64| TOP + DEEP - (value - low) / (high - low) * DEEP;
    #[expect(clippy::cast_precision_loss, reason = "a few dozen at most")]
    let step = (WIDTH - LEFT) / chart.points.len() as f64;
    #[expect(clippy::cast_precision_loss, reason = "a few dozen at most")]
    let across = |index: usize| LEFT + step * (index as f64 + 0.5);
    let mut svg = String::new();
    for tick in &ticks {
        let y = level(*tick);
        let _ = write!(
            svg,
            "<path class=\"grid\" d=\"M{LEFT} {y:.1}H{WIDTH}\"/><text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"end\">{}</text>",
            LEFT - 8.0,
            y + 4.0,
            number(*tick)
        );
    }
    let drawn: Vec<(usize, f64)> = chart
        .points
        .iter()
        .enumerate()
        .filter_map(|(at, (_, value))| Some((at, (*value)?)))
        .collect();
    for pair in drawn.windows(2) {
        let dash = if pair[1].0 > pair[0].0 + 1 {
            " stroke-dasharray=\"4 4\""
        } else {
            ""
        };
        let _ = write!(
            svg,
            "<path class=\"run\" d=\"M{:.1} {:.1}L{:.1} {:.1}\"{dash}/>",
            across(pair[0].0),
            level(pair[0].1),
            across(pair[1].0),
            level(pair[1].1)
        );
    }
    for (at, value) in &drawn {
        let (x, y) = (across(*at), level(*value));
        let _ = write!(
            svg,
            "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"4.5\"/><text class=\"value\" x=\"{x:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{}</text>",
            y - 9.0,
            number(*value)
        );
    }
    for (at, (label, _)) in chart.points.iter().enumerate() {
        let _ = write!(
            svg,
            "<text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{}</text>",
            across(at),
            TOP + DEEP + 24.0,
            escape(label)
        );
    }
    format!(
        "<figure class=\"chart\"><figcaption>{}</figcaption><svg role=\"img\" aria-label=\"{}\" viewBox=\"0 0 {WIDTH} {}\" font-size=\"13\">{svg}</svg></figure>",
        escape(&chart.title),
        escape(&chart.alternative),
        TOP + DEEP + 34.0
    )
}
