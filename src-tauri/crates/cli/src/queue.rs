//! What to check first: `scrutiny queue`.
//!
//! Deliberately not here: in which order (`scrutiny_domain::comparison::queue`), and answering (`decide`).

use std::io;

use clap::Args;
use scrutiny_casebook::domain::comparison::{Ask, Cell, Check, Comparison, Reading, Thread, queue};
use scrutiny_casebook::domain::findings::SpeakerRole;

use crate::args::About;
use crate::open::open;
use crate::page::Page;
use crate::show::occasion;
use crate::{Fault, contract, say, scope, words};

/// The questions to a person, those that most hangs on first.
#[derive(Debug, Args)]
pub struct Queue {
    #[command(flatten)]
    about: About,
    /// How many questions of each cycle are shown
    #[arg(long, value_name = "N", default_value_t = 12, conflicts_with = "all")]
    limit: usize,
    /// All of them
    #[arg(long)]
    all: bool,
}

impl Queue {
    /// Shows them; nothing is changed.
    pub async fn run(self) -> Result<bool, Fault> {
        let casebook = open(&self.about.workspace).await?;
        let (comparisons, readings) = casebook.compared(scope(&self.about)).await?;
        casebook.close().await;
        let most = if self.all { usize::MAX } else { self.limit };
        let mut page = Page::new();
        if self.about.json.json {
            page.json(&contract::Queues::of(&comparisons, &readings, most))?;
            return Ok(true);
        }
        if comparisons.is_empty() {
            say(
                "There is nothing to check yet: import an inspection report and letters about visits.",
            );
        }
        for (i, comparison) in comparisons.iter().enumerate() {
            if i > 0 {
                page.line("")?;
            }
            of_cycle(&mut page, comparison, &readings, most)?;
        }
        Ok(true)
    }
}

fn of_cycle(
    page: &mut Page,
    comparison: &Comparison,
    readings: &[Reading],
    most: usize,
) -> io::Result<()> {
    let all = queue(comparison);
    let front = all.iter().filter(|check| check.front).count();
    page.heading(&format!("{}: what to check first", comparison.authority))?;
    if all.is_empty() {
        return page.text(0, "Nothing is open.");
    }
    let answers = words::count(front, "answer");
    let whole = format!(
        "{answers} for what the newest letter says; {} in all.",
        all.len()
    );
    page.text(0, &whole)?;
    for (n, check) in all.iter().take(most).enumerate() {
        let Some(thread) = comparison.threads.iter().find(|t| t.id == check.thread) else {
            continue;
        };
        page.line("")?;
        let rests = words::count(check.rest, "open statement");
        page.text(
            0,
            &format!("{}. {} ({rests})", n + 1, asks(comparison, thread, check)),
        )?;
        for cell in spoken_of(thread, check) {
            let at = occasion(comparison, &cell.visit);
            let theirs = cell.findings.iter();
            let theirs = theirs.filter(|f| f.speaker.role == SpeakerRole::Inspectors);
            for f in theirs.chain(cell.perhaps()) {
                page.text(4, &format!("{at}: {}", words::said(readings, &f.citation)))?;
            }
        }
        page.text(4, &answered_by(comparison, thread, check))?;
    }
    Ok(())
}

/// The question, in words.
fn asks(comparison: &Comparison, thread: &Thread, check: &Check) -> String {
    let matter = &thread.title;
    match &check.ask {
        Ask::Together => format!("Are these sentences all about ‘{matter}’?"),
        Ask::State { visit } => {
            let at = occasion(comparison, visit);
            let cell = thread.cells.iter().find(|c| c.visit == *visit);
            match cell.map(|cell| (cell, cell.spoken())) {
                Some((_, Some(s))) if s.standing.is_fact() => format!(
                    "Of ‘{matter}’ {at} says {}. Which way did it move? Proposed: {}.",
                    words::level(s.level),
                    words::direction(s.direction).unwrap_or(words::NOT_STATED)
                ),
                Some((_, Some(s))) if s.is_unclear() => {
                    format!("What does {at} say of ‘{matter}’? It is not clear enough to propose.")
                }
                Some((_, Some(s))) => format!(
                    "What does {at} say of ‘{matter}’? Proposed: {}.",
                    words::state(s.level, s.direction)
                ),
                Some((cell, None)) if cell.perhaps().is_some() => {
                    format!("Does {at} speak of ‘{matter}’? It may, in this sentence.")
                }
                _ => format!("Is it so that {at} does not speak of ‘{matter}’?"),
            }
        }
    }
}

/// The cells whose words are to be read for it.
fn spoken_of<'a>(thread: &'a Thread, check: &Check) -> Vec<&'a Cell> {
    let asked = |cell: &&Cell| match &check.ask {
        Ask::Together => true,
        Ask::State { visit } => cell.visit == *visit,
    };
    thread.cells.iter().filter(asked).collect()
}

/// How to answer.
fn answered_by(comparison: &Comparison, thread: &Thread, check: &Check) -> String {
    let matter = &thread.title;
    match &check.ask {
        Ask::Together => format!(
            "Yes: scrutiny decide WORKSPACE confirm \"{matter}\"; a sentence that is not: scrutiny decide WORKSPACE reject \"{matter}\" WORDS"
        ),
        Ask::State { visit } => {
            let cell = thread.cells.iter().find(|c| c.visit == *visit);
            let silent = cell.is_some_and(|c| c.spoken().is_none());
            let number = comparison.visits.iter().find(|v| v.id == *visit);
            let number = number.and_then(|v| v.number);
            let visit = number.map_or_else(|| visit.clone(), |n| n.to_string());
            let state = format!("scrutiny decide WORKSPACE state \"{matter}\" {visit}");
            if silent {
                format!(
                    "It does not: {state} --silent; it does: scrutiny decide WORKSPACE move WORDS --to \"{matter}\""
                )
            } else {
                format!("{state} --level LEVEL --direction DIRECTION")
            }
        }
    }
}
