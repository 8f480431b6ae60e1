//! What a committee was promised and told at its last meeting, as people wrote it down; and what is still open from
//! meetings before.
//!
//! Nobody's silence is taken for a promise kept: what became of one is what a person noted, or nothing.

use jiff::civil::Date;

use crate::annotations::{Annotation, Outcome, What};

use super::compose::{Case, heading, paragraph};
use super::{Block, wording};

pub(super) fn blocks(case: &Case<'_>) -> Vec<Block> {
    let last = of_the_last(case);
    let (promised, answered): (Vec<&Annotation>, Vec<&Annotation>) =
        shown(case).partition(|a| matches!(a.what, What::Commitment { .. }));
    if promised.is_empty() && answered.is_empty() {
        return Vec::new();
    }
    let mut blocks = vec![heading(
        1,
        "What was promised and answered last time",
        "last-meeting",
    )];
    if let Some(day) = last {
        let settled = all(case).count() - promised.len() - answered.len();
        let mut about = format!("The last meeting noted here was on {}.", wording::day(day));
        if settled > 0 {
            about.push_str(&format!(
                " {} of earlier meetings {} settled and not repeated.",
                wording::count(settled, "item", "items"),
                if settled == 1 { "is" } else { "are" }
            ));
        }
        blocks.push(paragraph(about));
    }
    for (title, anchor, these) in [
        ("Promised", "promised", promised),
        ("Answered", "answered", answered),
    ] {
        if !these.is_empty() {
            blocks.push(heading(2, title, anchor));
            blocks.extend(these.into_iter().map(|a| note(case, a)));
        }
    }
    blocks
}

/// True for what was said at an earlier meeting and is done with: it is counted and not repeated.
pub(super) fn settles(case: &Case<'_>, annotation: &Annotation) -> bool {
    let earlier = |meeting: &Option<Date>| meeting.is_some() && *meeting != of_the_last(case);
    match &annotation.what {
        What::Commitment {
            meeting, outcome, ..
        } => *outcome == Outcome::Done && earlier(meeting),
        What::Answer { meeting, .. } => earlier(meeting),
        _ => false,
    }
}

fn all<'c>(case: &'c Case<'_>) -> impl Iterator<Item = &'c Annotation> {
    let written = case.annotations.iter().copied();
    written.filter(|a| matches!(a.what, What::Commitment { .. } | What::Answer { .. }))
}

fn shown<'c>(case: &'c Case<'_>) -> impl Iterator<Item = &'c Annotation> {
    all(case).filter(|a| !settles(case, a))
}

/// The latest meeting at which anything was promised or answered.
fn of_the_last(case: &Case<'_>) -> Option<Date> {
    all(case).filter_map(|a| a.what.meeting()).max()
}

/// A promise or an answer on the yellow note: people wrote it.
pub(super) fn note(case: &Case<'_>, annotation: &Annotation) -> Block {
    let mut text = annotation.text.clone();
    if let What::Answer { to: Some(to), .. } = &annotation.what
        // A question that this pack may not show is not here.
        && let Some(question) = case.annotations.iter().find(|a| a.id == *to)
    {
        text = format!("Asked: {}\n{text}", question.text);
    }
    Block::Note {
        heading: title(&annotation.what),
        text,
    }
}

/// "Promised by the director on 7 September 2021, due on 1 December 2021: not done".
pub(super) fn title(what: &What) -> String {
    let said = |verb: &str, by: &Option<String>, meeting: &Option<Date>| {
        let by = by.as_ref().map(|by| format!(" by {by}"));
        let on = meeting.map(|day| format!(" on {}", wording::day(day)));
        format!("{verb}{}{}", by.unwrap_or_default(), on.unwrap_or_default())
    };
    match what {
        What::Commitment {
            by,
            meeting,
            due,
            outcome,
        } => {
            let due = due.map(|day| format!(", due by {}", wording::day(day)));
            format!(
                "{}{}: {}",
                said("Promised", by, meeting),
                due.unwrap_or_default(),
                match outcome {
                    Outcome::Open => "what became of it is not noted",
                    Outcome::Done => "noted as done",
                    Outcome::NotDone => "noted as not done",
                }
            )
        }
        What::Answer { by, meeting, .. } => said("Answered", by, meeting),
        What::Note => "Note".to_owned(),
        What::Question { .. } => "Question".to_owned(),
        What::EvidenceRequest {
            audience: Some(who),
            ..
        } => format!("Evidence to ask for, from {who}"),
        What::EvidenceRequest { audience: None, .. } => "Evidence to ask for".to_owned(),
    }
}
