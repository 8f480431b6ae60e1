//! How far an import is: a line a file, and a bar below them on a terminal.

use std::io::{self, IsTerminal};

use indicatif::{ProgressBar, ProgressStyle};
use scrutiny_casebook::{Outcome, Second, Step};

use crate::{plain, words};

/// The bar; hidden where standard error is not a terminal.
pub struct Progress {
    bar: ProgressBar,
}

impl Progress {
    pub fn new() -> Progress {
        let bar = if io::stderr().is_terminal() {
            ProgressBar::new(0)
        } else {
            ProgressBar::hidden()
        };
        // A template that does not hold is a mistake in this file; the plain bar does as well.
        if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos} of {len}  {wide_msg}") {
            bar.set_style(style);
        }
        Progress { bar }
    }

    /// Moves the bar; gives the line for the file.
    pub fn step(&self, step: &Step) -> String {
        self.bar.set_length(step.total as u64);
        self.bar.set_position(step.done as u64);
        let name = step.path.file_name().unwrap_or_default();
        self.bar
            .set_message(plain::line(&name.to_string_lossy()).into_owned());
        let path = step.path.display();
        match &step.outcome {
            Outcome::Imported {
                facts,
                findings,
                newer_than,
                older_than,
                ..
            } => {
                let (authority, kind) = (words::authority(facts), words::kind(facts.kind));
                let findings = words::count(*findings, "finding");
                let issue = match newer_than.as_ref().or(older_than.as_ref()) {
                    None => String::new(),
                    Some(_) => format!("  {}", step.outcome.message()),
                };
                format!("imported  {path}  {authority}, {kind}, {findings}{issue}")
            }
            Outcome::Already { .. } => format!("known     {path}  {}", step.outcome.message()),
            Outcome::BroughtBack { .. } => format!("returned  {path}  {}", step.outcome.message()),
            Outcome::Refused(_) => format!("refused   {path}  {}", step.outcome.message()),
        }
    }

    /// Moves the bar of the second reading.
    pub fn second(&self, second: &Second) {
        self.bar.set_length(second.total as u64);
        self.bar.set_position(second.done as u64);
        self.bar
            .set_message(format!("second reading of {}", plain::line(&second.file)));
    }

    /// Writes above the bar.
    pub fn above<T>(&self, write: impl FnOnce() -> T) -> T {
        self.bar.suspend(write)
    }

    pub fn end(&self) {
        self.bar.finish_and_clear();
    }
}
