//! `questions`: what to ask.

use scrutiny_casebook as casebook;
use scrutiny_casebook::domain::briefing::Suggestion;
use serde::Serialize;

use super::comparison::page;

/// What `questions --json` prints.
#[derive(Debug, Serialize)]
pub struct Questions {
    authority: String,
    /// At most ten, in the order in which they are suggested; `--take` goes by their places, from 1.
    suggested: Vec<Suggested>,
    /// What can be asked of every matter.
    always: Vec<String>,
}

#[derive(Debug, Serialize)]
struct Suggested {
    /// What gave rise to it.
    rule: &'static str,
    question: String,
    /// To whom it goes.
    whom: Option<String>,
    /// What to ask to see.
    evidence: Vec<String>,
    /// What to ask if the answer is general.
    next: Vec<String>,
    /// What it rests on, in words.
    why: Option<String>,
    /// The matter that it is on, where it is on one.
    thread: Option<String>,
    title: Option<String>,
    /// The sentences that it rests on.
    rests_on: Vec<Place>,
}

#[derive(Debug, Serialize)]
struct Place {
    source: String,
    page: usize,
    paragraph: String,
    quote: String,
}

impl Questions {
    pub fn of(questions: &casebook::Questions) -> Questions {
        Questions {
            authority: questions.authority.clone(),
            suggested: questions.suggested.iter().map(suggested).collect(),
            always: questions.always.clone(),
        }
    }
}

fn suggested(one: &Suggestion) -> Suggested {
    let asked = &one.asked;
    Suggested {
        rule: one.rule.name(),
        question: asked.text.clone(),
        whom: asked.whom.clone(),
        evidence: asked.evidence.clone(),
        next: asked.follow_ups.clone(),
        why: asked.why.clone(),
        thread: one.thread.clone(),
        title: one.matter.clone(),
        rests_on: one
            .rests_on
            .iter()
            .map(|c| Place {
                source: c.source.clone(),
                page: page(c),
                paragraph: c.paragraph.clone(),
                quote: c.quote.clone(),
            })
            .collect(),
    }
}
