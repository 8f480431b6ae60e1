//! The front page: where things stand, what moved, what did not, what nobody looked at, what to ask.

use crate::annotations::{Priority, What};
use crate::comparison::{Pattern, Thread};

use super::compose::{Case, heading};
use super::wording::{self, count};
use super::{Block, Inline, visits};

/// Most matters named in each list of the front page, so that it stays one side.
const NAMED: usize = 7;

const NO_BETTER: &[Pattern] = &[
    Pattern::ImprovedThenSlipped,
    Pattern::DeclinedFromStrength,
    Pattern::RaisedEveryTime,
    Pattern::New,
];
const BETTER: &[Pattern] = &[Pattern::Resolved, Pattern::Improved];
const NOT_LOOKED_AT: &[Pattern] = &[Pattern::NeverLookedAtAgain];

pub(super) fn blocks(case: &Case<'_>) -> Vec<Block> {
    let comparison = case.comparison;
    let mut blocks = vec![heading(
        1,
        &format!("{} children’s services", comparison.authority),
        "front",
    )];
    if let Some(subtitle) = subtitle(case) {
        blocks.push(Block::Paragraph {
            text: vec![Inline::text(subtitle)],
        });
    }
    blocks.push(Block::Lead {
        text: vec![Inline::text(where_things_stand(case))],
    });
    blocks.extend(visits::timeline(case));
    for (title, patterns, anchor) in [
        ("Slipped, new or no better", NO_BETTER, "front-no-better"),
        ("Better", BETTER, "front-better"),
        ("Not looked at since", NOT_LOOKED_AT, "front-not-looked-at"),
    ] {
        let threads = case.threads_of(patterns);
        if !threads.is_empty() {
            blocks.push(heading(2, title, anchor));
            blocks.push(list(case, &threads));
        }
    }
    blocks.extend(questions(case));
    blocks
}

fn subtitle(case: &Case<'_>) -> Option<String> {
    let known: Vec<_> = case
        .comparison
        .visits
        .iter()
        .filter_map(|v| v.from)
        .collect();
    let (first, last) = (known.first()?, known.last()?);
    Some(if first == last {
        format!("What inspectors found in {}", wording::month(*first))
    } else {
        format!(
            "What inspectors found in {}, and what has moved since {}",
            wording::month(*last),
            wording::month(*first)
        )
    })
}

/// Sentences whose every number is a count of threads or visits, so that they add up.
fn where_things_stand(case: &Case<'_>) -> String {
    let of = |patterns: &[Pattern]| case.threads_of(patterns).len();
    let all = case.comparison.threads.len();
    let parts = [
        (
            of(BETTER),
            "is better than when first raised",
            "are better than when first raised",
        ),
        (
            of(&[Pattern::RaisedEveryTime]),
            "is no better",
            "are no better",
        ),
        (
            of(&[Pattern::ImprovedThenSlipped]),
            "improved and then slipped",
            "improved and then slipped",
        ),
        (
            of(&[Pattern::DeclinedFromStrength]),
            "has fallen from a strength",
            "have fallen from a strength",
        ),
        (
            of(&[Pattern::New]),
            "is new since the inspection",
            "are new since the inspection",
        ),
        (
            of(NOT_LOOKED_AT),
            "has not been looked at since",
            "have not been looked at since",
        ),
        (
            of(&[Pattern::Steady]),
            "is much as before",
            "are much as before",
        ),
        (
            of(&[Pattern::SeenOnce]),
            "was seen once only",
            "were seen once only",
        ),
    ];
    let said: Vec<String> = parts
        .iter()
        .filter(|(n, _, _)| *n > 0)
        .map(|(n, one, many)| format!("{n} {}", if *n == 1 { one } else { many }))
        .collect();
    let mut text = format!(
        "Of {} that inspectors spoke of, {}.",
        count(all, "matter", "matters"),
        joined(&said)
    );
    let missing = case
        .comparison
        .visits
        .iter()
        .filter(|v| v.sources.is_empty())
        .count();
    match missing {
        0 => {}
        1 => text.push_str(" The letter of one visit is not among the papers."),
        n => text.push_str(&format!(
            " The letters of {n} visits are not among the papers."
        )),
    }
    text
}

fn joined(parts: &[String]) -> String {
    match parts {
        [] => "none has been followed yet".to_owned(),
        [one] => one.clone(),
        [start @ .., last] => format!("{} and {last}", start.join(", ")),
    }
}

fn list(case: &Case<'_>, threads: &[&Thread]) -> Block {
    let mut items: Vec<Vec<Inline>> = threads.iter().take(NAMED).map(|t| item(case, t)).collect();
    if threads.len() > NAMED {
        items.push(vec![Inline::text(format!(
            "and {} more",
            threads.len() - NAMED
        ))]);
    }
    Block::List {
        ordered: false,
        items,
    }
}

fn item(case: &Case<'_>, thread: &Thread) -> Vec<Inline> {
    let last = thread.cells.iter().rev().find(|c| !c.findings.is_empty());
    let mut item = Vec::new();
    if let Some(cell) = last {
        item.push(Inline::State {
            level: cell.level,
            direction: cell.direction,
        });
        item.push(Inline::text("  "));
    }
    item.push(match case.anchor(thread) {
        Some(anchor) => Inline::Link {
            text: thread.title.clone(),
            anchor,
            description: format!("Go to the matter: {}", thread.title),
            page: true,
        },
        None => Inline::text(thread.title.clone()),
    });
    item
}

fn questions(case: &Case<'_>) -> Vec<Block> {
    let mut questions: Vec<(Priority, &str, Option<&str>)> = case
        .annotations
        .iter()
        .filter_map(|a| match &a.what {
            What::Question { audience, priority } => {
                Some((*priority, a.text.as_str(), audience.as_deref()))
            }
            _ => None,
        })
        .collect();
    if questions.is_empty() {
        return Vec::new();
    }
    // Stable: within a priority, in the order in which they were written.
    questions.sort_by_key(|(priority, _, _)| *priority);
    let items = questions
        .into_iter()
        .map(|(_, text, audience)| {
            let mut item = vec![Inline::strong(text)];
            item.extend(audience.map(|who| Inline::text(format!(" For {who}."))));
            item
        })
        .collect();
    vec![
        heading(2, "Questions", "front-questions"),
        Block::List {
            ordered: true,
            items,
        },
    ]
}
