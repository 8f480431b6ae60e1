//! `scrutiny`: every verb of Scrutiny Desk without a display.
//!
//! Arguments in, one call of the casebook, results on standard output, messages on standard error.
//! Deliberately not here: anything a verb does.

mod args;
mod backups;
mod contract;
mod correct;
mod decide;
mod erase;
mod history;
mod import;
mod mark;
mod notes;
mod open;
mod packs;
mod page;
mod plain;
mod progress;
mod questions;
mod queue;
mod show;
mod words;

use std::collections::HashMap;
use std::io::{self, Write};
use std::process::ExitCode;

use clap::Parser;
use jiff::Timestamp;
use scrutiny_casebook::domain::comparison::Reading;
use scrutiny_casebook::domain::document::{Document, Doubt};
use scrutiny_casebook::domain::findings::Rules;
use scrutiny_casebook::{Casebook, Error, Hits, PassageKind, Query, Reader, Scope, Who};

use args::{About, Asked, Verb};
use open::open;
use page::Page;

/// Why nothing, or not all, was done; the messages were written.
enum Fault {
    Casebook(scrutiny_casebook::Error),
    Output(io::Error),
}

impl From<scrutiny_casebook::Error> for Fault {
    fn from(e: scrutiny_casebook::Error) -> Self {
        Fault::Casebook(e)
    }
}

impl From<io::Error> for Fault {
    fn from(e: io::Error) -> Self {
        Fault::Output(e)
    }
}

fn main() -> ExitCode {
    if let Some(served) = scrutiny_casebook::serve_reader() {
        return if served.is_ok() {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        };
    }
    scrutiny_casebook::keep_words_out_of_panics();
    let asked = match Asked::try_parse() {
        Ok(asked) => asked,
        Err(e) if e.use_stderr() => {
            // It repeats what was typed.
            let told = plain::lines(&e.render().to_string());
            let _ = write!(io::stderr(), "{told}");
            return ExitCode::from(2);
        }
        Err(help) => help.exit(),
    };
    let done = tokio::runtime::Runtime::new()
        .map_err(Fault::Output)
        .and_then(|r| r.block_on(run(asked.verb)));
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        // Who closed the pipe has read enough.
        Err(Fault::Output(e)) if e.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(Fault::Output(e)) => say(&format!("The result could not be written: {e}.")),
        Err(Fault::Casebook(e)) => say(&e.to_string()),
    }
}

/// Does it; true where all of it was done.
async fn run(verb: Verb) -> Result<bool, Fault> {
    match verb {
        Verb::Read { files, json } => {
            let reader = reader();
            let (mut readings, mut refused) = (Vec::new(), false);
            for read in scrutiny_casebook::read(&files, &reader).await? {
                match read {
                    Ok(reading) => readings.push(reading),
                    Err((path, e)) => {
                        refused = true;
                        say(&format!("{}: {e}", path.display()));
                    }
                }
            }
            let mut page = Page::new();
            if json.json {
                page.json(&contract::Documents::of(&readings))?;
            } else {
                whole(&mut page, &readings)?;
            }
            Ok(!refused)
        }
        Verb::Import { workspace, paths } => import::import(&workspace, &paths).await,
        Verb::Second { workspace } => import::second(&workspace).await,
        Verb::List { about } => {
            let casebook = open(&about.workspace).await?;
            let listed = casebook.list(scope(&about)).await?;
            casebook.close().await;
            let mut page = Page::new();
            if about.json.json {
                page.json(&contract::Sources::of(&listed))?;
            } else if listed.is_empty() {
                say("There are no papers in this workspace yet: `scrutiny import` brings them in.");
            } else {
                show::list(&mut page, &listed)?;
            }
            Ok(true)
        }
        Verb::Findings { about, why } => {
            let casebook = open(&about.workspace).await?;
            let readings = casebook.decided_readings(scope(&about)).await?;
            let comparisons = match why {
                true => Some(casebook.compare(scope(&about)).await?),
                false => None,
            };
            casebook.close().await;
            let mut page = Page::new();
            if about.json.json {
                page.json(&contract::Findings::of(&readings))?;
            } else {
                show::findings(&mut page, &readings, comparisons.as_deref())?;
            }
            Ok(true)
        }
        Verb::Compare { about, all, adds } => {
            let casebook = open(&about.workspace).await?;
            let (comparisons, readings) = casebook.compared(scope(&about)).await?;
            casebook.close().await;
            let mut page = Page::new();
            if about.json.json {
                page.json(&contract::Comparisons::of(&comparisons, &readings))?;
            } else {
                if comparisons.is_empty() {
                    say(
                        "There is nothing to compare yet: import an inspection report and letters about visits.",
                    );
                }
                for (i, comparison) in comparisons.iter().enumerate() {
                    if i > 0 {
                        page.line("")?;
                        page.line("")?;
                    }
                    if adds {
                        show::adds(&mut page, comparison, &readings)?;
                    } else {
                        show::comparison(&mut page, comparison, &readings, all)?;
                    }
                }
            }
            Ok(true)
        }
        Verb::Queue(asked) => asked.run().await,
        Verb::Questions(asked) => asked.run().await,
        Verb::Ladder {
            workspace,
            from,
            usual,
        } => {
            let casebook = open(&workspace).await?;
            if let Some(file) = from {
                let text =
                    std::fs::read_to_string(&file).map_err(|e| scrutiny_casebook::Error::File {
                        path: file,
                        detail: e.to_string(),
                    })?;
                let ladder = Rules::ladder_from(&text).map_err(scrutiny_casebook::Error::from)?;
                casebook.set_ladder(&who(), Some(ladder)).await?;
            } else if usual {
                casebook.set_ladder(&who(), None).await?;
            }
            let ladder = casebook.ladder().await?;
            casebook.close().await;
            show::ladder(&mut Page::new(), &ladder)?;
            Ok(true)
        }
        Verb::Search {
            workspace,
            query,
            limit,
            json,
        } => {
            let words = query.join(" ");
            let casebook = open(&workspace).await?;
            let hits = casebook
                .search(Query {
                    words: &words,
                    kind: None,
                    limit,
                    offset: 0,
                })
                .await?;
            let doubts = doubts(&casebook, &hits).await?;
            casebook.close().await;
            let mut page = Page::new();
            if json.json {
                page.json(&contract::Search::of(&words, &hits, &doubts))?;
            } else if hits.hits.is_empty() {
                say(&format!(
                    "Nothing was found for ‘{words}’. Try fewer words, or word* for its beginning."
                ));
            } else {
                show::search(&mut page, &hits, &doubts)?;
            }
            Ok(true)
        }
        Verb::Brief(asked) => asked.run().await,
        Verb::Export(asked) => asked.run().await,
        Verb::Write(asked) => asked.run().await,
        Verb::Rewrite(asked) => asked.run().await,
        Verb::Remove { workspace, number } => notes::remove(&workspace, number).await,
        Verb::Decide(asked) => asked.run().await,
        Verb::Correct(asked) => asked.run().await,
        Verb::Mark(asked) => asked.run().await,
        Verb::Label(asked) => asked.run().await,
        Verb::Undo { workspace } => history::undo(&workspace).await,
        Verb::Redo { workspace } => history::redo(&workspace).await,
        Verb::History(asked) => asked.run().await,
        Verb::Packs(asked) => asked.run().await,
        Verb::Written { workspace } => {
            let casebook = open(&workspace).await?;
            let annotations = casebook.annotations().await?;
            casebook.close().await;
            if annotations.is_empty() {
                say("Nothing has been written here yet: `scrutiny write` keeps what you write.");
            }
            show::written(&mut Page::new(), &annotations)?;
            Ok(true)
        }
        Verb::BackUp { workspace, to } => {
            let casebook = open(&workspace).await?;
            casebook.back_up(&to).await?;
            casebook.close().await;
            Page::new().line(&to.display().to_string())?;
            Ok(true)
        }
        Verb::Backups(asked) => asked.run().await,
        Verb::Restore(asked) => asked.run().await,
        Verb::Erase(asked) => asked.run().await,
        Verb::Check { workspace } => backups::check(&workspace).await,
    }
}

fn whole(page: &mut Page, readings: &[Reading]) -> Result<(), Fault> {
    for reading in readings {
        show::document(page, reading)?;
        show::findings(page, std::slice::from_ref(reading), None)?;
        page.line("")?;
    }
    Ok(())
}

/// Each file is read by this program, started anew with limits.
fn reader() -> Reader {
    std::env::current_exe().map_or_else(|_| Reader::in_process(), Reader::in_child)
}

fn who() -> Who {
    Who {
        by: None,
        at: Timestamp::now(),
    }
}

fn scope(about: &About) -> Scope<'_> {
    Scope {
        authority: about.authority.as_deref(),
        public_only: false,
    }
}

/// Says that it was done.
fn done(message: &str) -> bool {
    say(message);
    true
}

/// A message for the person, on standard error.
fn say(message: &str) -> ExitCode {
    // Where standard error is closed there is nobody to tell.
    let _ = writeln!(io::stderr(), "{}", plain::line(message));
    ExitCode::FAILURE
}

/// Why nothing is quoted from where each hit stands; what a person wrote is theirs.
async fn doubts(casebook: &Casebook, hits: &Hits) -> Result<Vec<Option<Doubt>>, Error> {
    let mut papers: HashMap<&str, Document> = HashMap::new();
    let mut doubts = Vec::with_capacity(hits.hits.len());
    for hit in &hits.hits {
        let place = hit.source.as_ref().zip(hit.page);
        let Some(((source, _), page)) = place.filter(|_| hit.kind != PassageKind::Note) else {
            doubts.push(None);
            continue;
        };
        if !papers.contains_key(source.as_str()) {
            papers.insert(source, casebook.text(source).await?);
        }
        let page = usize::try_from(page).unwrap_or_default();
        let paper = papers.get(source.as_str());
        doubts.push(paper.and_then(|p| p.in_doubt_about(page, hit.paragraph.as_deref())));
    }
    Ok(doubts)
}
