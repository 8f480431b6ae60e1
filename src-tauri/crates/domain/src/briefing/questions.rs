//! Questions: what people wrote down to ask, and, set apart, what the counted facts suggest.
//!
//! A suggestion is a sentence about what happened to a matter and never about why: the why is what is asked.

use crate::annotations::{Annotation, Priority, Subject, Visibility, What};
use crate::comparison::{Cell, Pattern, Thread};
use crate::findings::{Direction, Level};

use super::compose::{Case, heading};
use super::course::{Step, Unseen};
use super::wording::{self, visit_heading, visit_in_text};
use super::{Asked, Block, Inline, Section, matters};

/// Most questions that the program suggests: a committee has time for six to ten.
const SUGGESTED: usize = 7;
/// Most suggestions of one kind, so that they are not all alike.
const OF_ONE_KIND: usize = 3;

/// The first questions, for the front page, with where the others are.
pub(super) fn first(case: &Case<'_>, most: usize) -> Vec<Block> {
    let asked = asked(case);
    let (title, all) = if asked.is_empty() {
        ("Questions suggested", suggested(case))
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
            blocks.push(heading(2, "Suggested as well", "questions-suggested"));
        }
        blocks.push(Block::Paragraph {
            text: vec![Inline::text(
                "Suggested by the program, each from a statement that is settled or sure; nobody has taken them yet. Change them, or \
                 leave them out.",
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
        Subject::Thread { .. } => thread_of(case, on).map(|t| match t.pattern_as_fact() {
            Some(_) => format!("{}: {}", t.title, wording::happened(t)),
            None => t.title.clone(),
        }),
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

/// What the program suggests; what nobody has taken stays out of a pack for the public.
fn suggested(case: &Case<'_>) -> Vec<Asked> {
    match case.options.audience {
        Visibility::Public => Vec::new(),
        Visibility::MembersOnly => suggestions(case),
    }
}

/// How many suggestions a pack for the public leaves out.
pub(super) fn not_taken(case: &Case<'_>) -> usize {
    match case.options.audience {
        Visibility::Public => suggestions(case).len(),
        Visibility::MembersOnly => 0,
    }
}

/// What gives rise to a question: a statement that may be made.
enum Premise<'a> {
    Slipped(&'a Thread),
    StillWeak(Step<'a>),
    Worse(Step<'a>),
    Unseen(Unseen<'a>),
}

pub(super) fn suggestions(case: &Case<'_>) -> Vec<Asked> {
    let mut all = Vec::new();
    let missing = case.comparison.visits.iter().filter(|v| !v.letter);
    let missing: Vec<&str> = missing.map(|v| v.id.as_str()).collect();
    if let Some(names) = wording::visit_names(missing.iter().copied(), &case.comparison.visits) {
        let (text, evidence) = match missing.len() {
            1 => (
                format!(
                    "The letter of {names} is not among these papers. What did it find, and may members see it?"
                ),
                "the letter",
            ),
            _ => (
                format!(
                    "The letters of {names} are not among these papers. What did they find, and may members see them?"
                ),
                "the letters",
            ),
        };
        all.push(Asked {
            text,
            whom: Some("the director".to_owned()),
            evidence: vec![evidence.to_owned()],
            ..Asked::default()
        });
    }
    let followed = || case.chosen.followed.iter().copied();
    let slipped = followed().filter(|t| {
        let pattern = t.pattern_as_fact();
        matches!(
            pattern,
            Some(Pattern::ImprovedThenSlipped | Pattern::DeclinedFromStrength)
        )
    });
    let steps = || followed().filter_map(Step::since_first);
    let weak = |s: &Step<'_>| s.now.level_as_fact() == Some(Level::Weakness);
    let still = steps().filter(|s| s.moved == Some(Direction::Same) && weak(s));
    let worse = steps().filter(|s| s.moved == Some(Direction::Worse));
    let unseen = case.chosen.not_seen.iter().filter(|u| {
        let level = u.then.level_as_fact();
        matches!(level, Some(Level::Weakness | Level::Mixed)) && !u.passed_over
    });
    let mut turns: Vec<Vec<Premise<'_>>> = vec![
        slipped.map(Premise::Slipped).collect(),
        worse.map(Premise::Worse).collect(),
        still.map(Premise::StillWeak).collect(),
        unseen.copied().map(Premise::Unseen).collect(),
    ];
    for _ in 0..OF_ONE_KIND {
        for turn in &mut turns {
            if !turn.is_empty() {
                all.extend(on_matter(case, &turn.remove(0)));
            }
        }
    }
    all.truncate(SUGGESTED);
    all
}

/// What to ask about a matter, with the statement that gives rise to it.
fn on_matter(case: &Case<'_>, premise: &Premise<'_>) -> Option<Asked> {
    let visits = &case.comparison.visits;
    let visit = |cell: &Cell| visits.iter().find(|v| v.id == cell.visit);
    let named = |cell: &Cell| visit(cell).map(visit_in_text).unwrap_or_default();
    let (thread, text, evidence, follow_up) = match premise {
        Premise::Slipped(thread) => (
            *thread,
            format!(
                "{}: better at first, and worse since. What changed?",
                thread.title
            ),
            "the council’s own figures or audits on it over that time",
            "When did senior leaders first see it slip?",
        ),
        Premise::Worse(step) => (
            step.thread,
            format!(
                "{}: {} at {}. What changed?",
                step.thread.title,
                step.in_words()?,
                named(step.now)
            ),
            "the council’s own figures or audits on it since then",
            "What would show that it is getting better again?",
        ),
        Premise::StillWeak(step) => (
            step.thread,
            format!(
                "{}: a weakness at {} and at {}. What would show that it has moved?",
                step.thread.title,
                step.before.map(named)?,
                named(step.now)
            ),
            "what was promised after each of them, and what became of it",
            "How is progress on it reported to members?",
        ),
        Premise::Unseen(unseen) => (
            unseen.thread,
            format!(
                "{}: not looked at since {}. How do you know how it stands now?",
                unseen.thread.title,
                named(unseen.then)
            ),
            "the latest audit or figures of the council’s own on it",
            "Who outside the service has checked?",
        ),
    };
    let telling = match premise {
        Premise::Slipped(_) => None,
        Premise::Worse(step) | Premise::StillWeak(step) => Some(step.now),
        Premise::Unseen(unseen) => Some(unseen.then),
    };
    let why = telling
        .and_then(|cell| matters::telling(&case.papers, thread, cell))
        .and_then(|f| {
            let words = case.papers.words(&f.citation)?;
            Some(format!(
                "{} ({})",
                crate::prose::quoted(&words),
                wording::within(&case.papers.citation(&f.citation))
            ))
        });
    Some(Asked {
        text,
        whom: Some("the director".to_owned()),
        why,
        evidence: vec![evidence.to_owned()],
        follow_ups: vec![follow_up.to_owned()],
        see: see(case, thread),
    })
}
