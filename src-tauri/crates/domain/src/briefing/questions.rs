//! Questions: what people wrote down to ask, and, set apart, what the counted facts suggest.
//!
//! A suggestion is a sentence about what happened to a matter and never about why: the why is what is asked.

use crate::annotations::{Annotation, Priority, Subject, What};
use crate::comparison::{Cell, Pattern, Thread};
use crate::findings::Level;

use super::compose::{Case, heading};
use super::wording::{self, visit_heading, visit_in_text, visit_name};
use super::{Asked, Block, Inline, Section};

/// Most questions that the program suggests: a committee has time for six to ten.
const SUGGESTED: usize = 7;
/// Most suggestions on matters of one pattern, so that they are not all alike.
const OF_ONE_PATTERN: usize = 2;

/// The first questions, for the front page, with where the others are.
pub(super) fn first(case: &Case<'_>, most: usize) -> Vec<Block> {
    let asked = asked(case);
    let (title, all) = if asked.is_empty() {
        ("Questions that the counts suggest", suggested(case))
    } else {
        ("Questions", asked)
    };
    if all.is_empty() {
        return Vec::new();
    }
    let left = all.len().saturating_sub(most);
    let mut blocks = vec![
        heading(2, title, "front-questions"),
        Block::Questions {
            items: all
                .into_iter()
                .take(most)
                .map(|q| Asked {
                    why: None,
                    follow_ups: Vec::new(),
                    ..q
                })
                .collect(),
        },
    ];
    if left > 0 && case.options.sections.contains(&Section::Questions) {
        blocks.push(Block::Paragraph {
            text: vec![Inline::Link {
                text: wording::count(left, "more question", "more questions"),
                anchor: "questions".to_owned(),
                description: "Go to all questions".to_owned(),
                page: true,
            }],
        });
    }
    blocks
}

pub(super) fn blocks(case: &Case<'_>) -> Vec<Block> {
    let (asked, suggested) = (asked(case), suggested(case));
    if asked.is_empty() && suggested.is_empty() {
        return Vec::new();
    }
    let mut blocks = vec![heading(1, "Questions to ask", "questions")];
    if !asked.is_empty() {
        blocks.push(Block::Questions { items: asked });
    }
    if !suggested.is_empty() {
        if blocks.len() > 1 {
            blocks.push(heading(
                2,
                "What the counts suggest as well",
                "questions-suggested",
            ));
        }
        blocks.push(Block::Paragraph {
            text: vec![Inline::text(
                "Suggested by the program from what it counted; nobody has chosen them yet. Change them, or leave them out.",
            )],
        });
        blocks.push(Block::Questions { items: suggested });
    }
    blocks
}

/// What people wrote, by priority and then in the order of writing.
fn asked(case: &Case<'_>) -> Vec<Asked> {
    let mut questions: Vec<(Priority, &Annotation, Option<&str>)> = case
        .annotations
        .iter()
        .filter_map(|a| match &a.what {
            What::Question { audience, priority } => Some((*priority, *a, audience.as_deref())),
            _ => None,
        })
        .collect();
    questions.sort_by_key(|(priority, _, _)| *priority);
    questions
        .into_iter()
        .map(|(_, annotation, audience)| Asked {
            text: annotation.text.clone(),
            whom: audience.map(str::to_owned),
            why: why(case, &annotation.on),
            evidence: evidence(case, &annotation.on),
            follow_ups: Vec::new(),
            see: thread_of(case, &annotation.on).and_then(|t| see(case, t)),
        })
        .collect()
}

fn thread_of<'a>(case: &Case<'a>, on: &Subject) -> Option<&'a Thread> {
    match on {
        Subject::Thread { thread, .. } => case.comparison.threads.iter().find(|t| t.id == *thread),
        _ => None,
    }
}

fn why(case: &Case<'_>, on: &Subject) -> Option<String> {
    match on {
        Subject::Thread { .. } => {
            thread_of(case, on).map(|t| format!("{}: {}", t.title, wording::happened(t)))
        }
        Subject::Quotation { .. } | Subject::Passage { .. } => {
            let cited = on.citations().iter().map(|c| case.papers.citation(c));
            Some(cited.collect::<Vec<_>>().join("; "))
        }
        Subject::Visit { visit, .. } => case
            .comparison
            .visits
            .iter()
            .find(|v| v.id == *visit)
            .map(visit_heading),
        Subject::Nothing => None,
    }
}

/// What is asked for on the same matter, quotation or visit.
fn evidence(case: &Case<'_>, on: &Subject) -> Vec<String> {
    case.annotations
        .iter()
        .filter(|a| {
            *on != Subject::Nothing && a.on == *on && matches!(a.what, What::EvidenceRequest { .. })
        })
        .map(|a| a.text.clone())
        .collect()
}

fn see(case: &Case<'_>, thread: &Thread) -> Option<Inline> {
    Some(Inline::Link {
        text: "the matter".to_owned(),
        anchor: case.anchor(thread)?,
        description: format!("Go to the matter: {}", thread.title),
        page: true,
    })
}

fn suggested(case: &Case<'_>) -> Vec<Asked> {
    let mut all = Vec::new();
    for visit in case.comparison.visits.iter().filter(|v| !v.letter) {
        all.push(Asked {
            text: format!(
                "The letter of {} is not among these papers. What did it find, and may members see it?",
                visit_name(visit).to_lowercase()
            ),
            whom: Some("the director".to_owned()),
            evidence: vec!["the letter".to_owned()],
            ..Asked::default()
        });
    }
    const TURN: [Pattern; 6] = [
        Pattern::ImprovedThenSlipped,
        Pattern::RaisedEveryTime,
        Pattern::NeverLookedAtAgain,
        Pattern::DeclinedFromStrength,
        Pattern::GotWorse,
        Pattern::New,
    ];
    let by_pattern = TURN.map(|p| case.chosen.of_patterns(&[p]));
    for nth in 0..OF_ONE_PATTERN {
        for threads in &by_pattern {
            all.extend(threads.get(nth).and_then(|t| on_matter(case, t)));
        }
    }
    all.truncate(SUGGESTED);
    all
}

/// What to ask about a matter. A question has a premise, so none rests on a pattern that is to be checked.
fn on_matter(case: &Case<'_>, thread: &Thread) -> Option<Asked> {
    if !thread.standing.is_fact() {
        return None;
    }
    let visit = |cell: &Cell| case.comparison.visits.iter().find(|v| v.id == cell.visit);
    let seen: Vec<&Cell> = thread
        .cells
        .iter()
        .filter(|c| !c.findings.is_empty())
        .collect();
    let last = seen.last().and_then(|c| visit(c));
    let since = last.map_or_else(|| "it was raised".to_owned(), visit_in_text);
    let title = &thread.title;
    let (text, evidence, follow_up) = match thread.pattern {
        Pattern::ImprovedThenSlipped => (
            format!("{title}: better, then worse again. What changed?"),
            "the council’s own figures or audits on it over that time",
            "When did senior leaders first see it slip?",
        ),
        Pattern::DeclinedFromStrength => (
            format!("{title}: once a strength, and no longer. What changed?"),
            "the council’s own figures or audits on it since then",
            "What would show that it is a strength again?",
        ),
        Pattern::GotWorse => (
            format!("{title}: worse each time inspectors looked. What is driving it?"),
            "the council’s own figures or audits on it over that time",
            "What would show that it has stopped getting worse?",
        ),
        Pattern::RaisedEveryTime => (
            format!(
                "{title}: {}. What would show that it has moved?",
                raised(&seen)
            ),
            "what was promised after each letter, and what became of it",
            "How is progress on it reported to members?",
        ),
        Pattern::NeverLookedAtAgain => (
            if wording::passed_over(thread) {
                format!("{title}: no finding since {since}. How does it stand now?")
            } else {
                format!("{title}: not looked at since {since}. How do you know how it stands now?")
            },
            "the latest audit or figures of the council’s own on it",
            "Who outside the service has checked?",
        ),
        Pattern::New => (
            format!(
                "{title}: not raised at the inspection, and raised since. When did you first know of it?"
            ),
            "when it was first reported, to whom, and what was decided",
            "What else may have been missed in the same way?",
        ),
        _ => return None,
    };
    Some(Asked {
        text,
        whom: Some("the director".to_owned()),
        why: Some(why_suggested(
            case,
            thread,
            last.map(visit_heading).as_deref(),
        )),
        evidence: vec![evidence.to_owned()],
        follow_ups: vec![follow_up.to_owned()],
        see: see(case, thread),
    })
}

/// How often inspectors raised it, of the times that they spoke of it.
fn raised(seen: &[&Cell]) -> String {
    let raised = seen
        .iter()
        .filter(|c| matches!(c.level(), Level::Weakness | Level::Mixed))
        .count();
    if raised == seen.len() {
        let times = match raised {
            1 => "once".to_owned(),
            2 => "twice".to_owned(),
            n => format!("{n} times"),
        };
        format!("raised whenever inspectors spoke of it, {times} so far")
    } else {
        format!(
            "raised {raised} of the {} times that inspectors spoke of it",
            seen.len()
        )
    }
}

fn why_suggested(case: &Case<'_>, thread: &Thread, last: Option<&str>) -> String {
    let mut why = wording::happened(thread).to_owned();
    if let Some(visit) = last {
        why.push_str(&format!("; last spoken of: {visit}"));
    }
    let doubted = thread.cells.iter().filter(|c| c.in_doubt());
    let names = wording::visit_names(doubted.map(|c| c.visit.as_str()), &case.comparison.visits);
    if let Some(visits) = names {
        why.push_str(&format!("; to check first: {visits}"));
    }
    why
}
