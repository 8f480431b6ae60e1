//! Questions: what people wrote down to ask, and, set apart, what the program suggests.
//!
//! A suggestion says what happened to a matter or what a paper says, and never why: the why is what is asked.

mod premises;
mod rule;
mod suggest;
mod templates;

pub use rule::Rule;
pub use suggest::Suggestion;
pub use templates::{BadTemplates, Template, Templates};

use crate::annotations::{Annotation, Priority, Subject, Visibility, What};
use crate::comparison::Thread;

use super::compose::{Case, heading};
use super::wording::{self, visit_heading};
use super::{Asked, Block, Inline, Section, room};

/// What begins the line of a question that is asked where the answer is general.
const THEN: &str = "\nThen: ";

/// The first questions for which the front page has room, with where the others are. Those that a person asks come first,
/// whatever their length.
pub(super) fn first(case: &Case<'_>, most: usize, room: usize) -> Vec<Block> {
    let asked = asked(case);
    let own = !asked.is_empty();
    let (title, all) = match own {
        false => ("Questions suggested", in_brief(case)),
        true => ("Questions", asked),
    };
    if all.is_empty() {
        return Vec::new();
    }
    let count = match own {
        false => all.len().min(case.options.limits.asked),
        true => all.len(),
    };
    let mut room = room.saturating_sub(room::AROUND_QUESTIONS);
    let mut items: Vec<Asked> = Vec::new();
    for q in all.into_iter().take(count) {
        let q = Asked {
            why: None,
            follow_ups: Vec::new(),
            ..q
        };
        let height = room::question(&q);
        if items.len() < most && (height <= room || own && items.is_empty()) {
            room = room.saturating_sub(height);
            items.push(q);
        }
    }
    let left = count - items.len();
    let mut blocks = Vec::new();
    if !items.is_empty() {
        blocks.push(heading(2, title, "front-questions"));
        blocks.push(Block::Questions { items });
    }
    if left > 0 && case.options.sections.contains(&Section::Questions) {
        blocks.push(Block::Paragraph {
            text: vec![Inline::Link {
                text: match blocks.is_empty() {
                    false => wording::count(left, "more question", "more questions"),
                    true => wording::count(left, "question to ask", "questions to ask"),
                },
                anchor: "questions".to_owned(),
                description: "Go to all questions".to_owned(),
                page: true,
            }],
        });
    }
    blocks
}

pub(super) fn blocks(case: &Case<'_>) -> Vec<Block> {
    let (asked, mut suggested) = (asked(case), suggested(case));
    suggested.truncate(case.options.limits.asked);
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
        blocks.extend(always(case));
    }
    blocks
}

/// What can be asked of every matter.
fn always(case: &Case<'_>) -> Vec<Block> {
    let all = &case.options.templates.always;
    if all.is_empty() || case.options.limits.asked < SUGGESTED {
        return Vec::new();
    }
    let items = all.iter().map(|q| vec![Inline::text(q.as_str())]);
    vec![
        heading(2, "Always at hand", "questions-always"),
        Block::List {
            ordered: false,
            items: items.collect(),
        },
    ]
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
            text: first_of(&annotation.text).to_owned(),
            whom: audience.map(str::to_owned),
            why: why(case, &annotation.on),
            evidence: evidence(case, &annotation.on),
            follow_ups: then_of(&annotation.text),
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

/// What is asked first.
fn first_of(text: &str) -> &str {
    text.split(THEN).next().unwrap_or(text)
}

/// What is asked then.
fn then_of(text: &str) -> Vec<String> {
    text.split(THEN).skip(1).map(str::to_owned).collect()
}

/// What the program suggests; what nobody has taken stays out of a pack for the public.
fn suggested(case: &Case<'_>) -> Vec<Asked> {
    match case.options.audience {
        Visibility::Public => Vec::new(),
        Visibility::MembersOnly => suggestions(case).into_iter().map(|s| s.asked).collect(),
    }
}

/// The same where there is little room: the words that they rest on stand elsewhere on the page, or in their section.
fn in_brief(case: &Case<'_>) -> Vec<Asked> {
    match case.options.audience {
        Visibility::Public => Vec::new(),
        Visibility::MembersOnly => suggestions(case)
            .into_iter()
            .map(|s| Asked {
                text: s.brief,
                ..s.asked
            })
            .collect(),
    }
}

/// How many suggestions a pack for the public leaves out.
pub(super) fn not_taken(case: &Case<'_>) -> usize {
    match case.options.audience {
        Visibility::Public => suggestions(case).len(),
        Visibility::MembersOnly => 0,
    }
}

pub(super) use suggest::{SUGGESTED, suggestions};

impl Suggestion {
    /// The question as a person takes it: with what is asked then, on a line of its own.
    pub fn taken(&self) -> String {
        let then = self.asked.follow_ups.iter();
        let then: Vec<String> = then.map(|one| format!("{THEN}{one}")).collect();
        format!("{}{}", self.asked.text, then.concat())
    }
}
