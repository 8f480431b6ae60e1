//! `scrutiny`: every verb of Scrutiny Desk without a display.
//!
//! Arguments in, one call of the casebook, results on standard output, messages on standard error.
//! Deliberately not here: anything a verb does.

mod args;
mod page;
mod progress;
mod show;
mod words;

use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use clap::Parser;
use jiff::civil::Date;
use jiff::{Timestamp, Zoned};
use scrutiny_casebook::domain::annotations::{
    self, Annotation, Outcome, Priority, Subject, Visibility,
};
use scrutiny_casebook::domain::briefing::Concern;
use scrutiny_casebook::domain::comparison::Reading;
use scrutiny_casebook::domain::findings::Rules;
use scrutiny_casebook::{
    Cancel, Casebook, Choices, Form, NewAnnotation, Pack, Query, Reader, Scope, Sheet, Tables, Who,
    contract,
};

use args::{About, Asked, Audience, Became, Kind, Paper, Urgent, Verb, What};
use page::Page;
use progress::Progress;

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
    let asked = Asked::parse();
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
        Verb::Import { workspace, paths } => import(&workspace, &paths).await,
        Verb::Second { workspace } => {
            let casebook = Casebook::open(&workspace).await?;
            let progress = Progress::new();
            let read = second(&casebook, &progress).await;
            progress.end();
            casebook.close().await;
            say(&read?.unwrap_or_else(|| {
                "Every paper here has been read a second time already.".to_owned()
            }));
            Ok(true)
        }
        Verb::List { about } => {
            let casebook = Casebook::open(&about.workspace).await?;
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
            let casebook = Casebook::open(&about.workspace).await?;
            let readings = casebook.decided_readings(scope(&about)).await?;
            casebook.close().await;
            let mut page = Page::new();
            if about.json.json {
                page.json(&contract::Findings::of(&readings))?;
            } else {
                show::findings(&mut page, &readings, why)?;
            }
            Ok(true)
        }
        Verb::Compare { about, all, adds } => {
            let casebook = Casebook::open(&about.workspace).await?;
            let comparisons = casebook.compare(scope(&about)).await?;
            casebook.close().await;
            let mut page = Page::new();
            if about.json.json {
                page.json(&contract::Comparisons::of(&comparisons))?;
            } else {
                if comparisons.is_empty() {
                    say(
                        "There is nothing to compare yet: import an inspection report and letters about visits.",
                    );
                }
                for (i, comparison) in comparisons.iter().enumerate() {
                    if i > 0 {
                        page.line("\n")?;
                    }
                    if adds {
                        show::adds(&mut page, comparison)?;
                    } else {
                        show::comparison(&mut page, comparison, all)?;
                    }
                }
            }
            Ok(true)
        }
        Verb::Ladder {
            workspace,
            from,
            usual,
        } => {
            let casebook = Casebook::open(&workspace).await?;
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
            let casebook = Casebook::open(&workspace).await?;
            let hits = casebook
                .search(Query {
                    words: &words,
                    kind: None,
                    limit,
                    offset: 0,
                })
                .await?;
            casebook.close().await;
            let mut page = Page::new();
            if json.json {
                page.json(&contract::Search::of(&words, &hits))?;
            } else if hits.hits.is_empty() {
                say(&format!(
                    "Nothing was found for ‘{words}’. Try fewer words, or word* for its beginning."
                ));
            } else {
                show::search(&mut page, &hits)?;
            }
            Ok(true)
        }
        Verb::Brief {
            workspace,
            authority,
            out,
            audience,
            committee,
            meeting,
            date,
            paper,
            sections,
            neutral,
            banner,
            pages,
        } => {
            let casebook = Casebook::open(&workspace).await?;
            let audience = visibility(audience);
            let made = date.unwrap_or_else(|| Zoned::now().date());
            let pack = Pack {
                authority: &authority,
                audience,
                committee,
                meeting,
                made,
            };
            let usual = Choices::default();
            let choices = Choices {
                form: Form::of(&out, sheet(paper))?,
                sections: sections.unwrap_or(usual.sections),
                neutral,
                banner,
                pages: pages.map(usize::from),
            };
            let brief = casebook.brief_as(pack, choices, &out, &who()).await?;
            casebook.close().await;
            if let Some(pages) = brief.pages {
                say(&format!("The pack has {}.", words::count(pages, "page")));
            }
            for one in &brief.left_out {
                say(&format!("Left out: {one}"));
            }
            for caution in &brief.cautions {
                let what = match caution.concern {
                    Concern::SmallCount => "a small count",
                    Concern::Family => "words of a family",
                };
                say(&format!(
                    "Look again before it is published: {what} (‘{}’) in: {}",
                    caution.because, caution.words
                ));
            }
            Page::new().line(&out.display().to_string())?;
            Ok(true)
        }
        Verb::Export {
            workspace,
            authority,
            out,
            what,
            audience,
            date,
        } => {
            let casebook = Casebook::open(&workspace).await?;
            let mut tables: Vec<Tables> = what
                .into_iter()
                .map(|what| match what {
                    What::Findings => Tables::Findings,
                    What::Comparison => Tables::Comparison,
                    What::Questions => Tables::Questions,
                })
                .collect();
            if tables.is_empty() {
                tables = vec![Tables::Findings, Tables::Comparison, Tables::Questions];
            }
            let audience = visibility(audience);
            let made = date.unwrap_or_else(|| Zoned::now().date());
            let rows = casebook
                .export(&authority, &tables, audience, made, &out)
                .await?;
            casebook.close().await;
            say(&format!("{} written.", words::count(rows, "row")));
            Page::new().line(&out.display().to_string())?;
            Ok(true)
        }
        Verb::Write {
            workspace,
            kind,
            text,
            whom,
            priority,
            meeting,
            due,
            outcome,
            answers,
            public,
            instead_of,
        } => {
            let written = Written {
                whom,
                priority,
                meeting,
                due,
                outcome,
                answers,
            };
            let new = NewAnnotation {
                what: written.of(kind),
                text,
                on: Subject::Nothing,
                visibility: if public {
                    Visibility::Public
                } else {
                    Visibility::MembersOnly
                },
            };
            let casebook = Casebook::open_or_create(&workspace).await?;
            let kept = write(&casebook, new, instead_of).await;
            casebook.close().await;
            Page::new().line(&kept?.id.to_string())?;
            Ok(true)
        }
        Verb::Packs {
            workspace,
            again,
            out,
            paper,
        } => {
            let casebook = Casebook::open(&workspace).await?;
            let mut page = Page::new();
            if let (Some(number), Some(out)) = (again, out) {
                let form = Form::of(&out, sheet(paper))?;
                let written = casebook.write_pack_again(number, form, &out).await;
                casebook.close().await;
                written?;
                page.line(&out.display().to_string())?;
            } else {
                let packs = casebook.packs().await?;
                casebook.close().await;
                if packs.is_empty() {
                    say("No pack has been made here yet: `scrutiny brief` makes one.");
                }
                show::packs(&mut page, &packs)?;
            }
            Ok(true)
        }
        Verb::Written { workspace } => {
            let casebook = Casebook::open(&workspace).await?;
            let annotations = casebook.annotations().await?;
            casebook.close().await;
            if annotations.is_empty() {
                say("Nothing has been written here yet: `scrutiny write` keeps what you write.");
            }
            show::written(&mut Page::new(), &annotations)?;
            Ok(true)
        }
        Verb::BackUp { workspace, to } => {
            let casebook = Casebook::open(&workspace).await?;
            casebook.back_up(&to).await?;
            casebook.close().await;
            Page::new().line(&to.display().to_string())?;
            Ok(true)
        }
    }
}

/// Keeps it; in the place of another it stays on what that one was about.
async fn write(
    casebook: &Casebook,
    new: NewAnnotation,
    instead_of: Option<i64>,
) -> Result<Annotation, scrutiny_casebook::Error> {
    let Some(id) = instead_of else {
        return casebook.annotate(&who(), new).await;
    };
    let before = casebook.annotations().await?;
    let on = before.into_iter().find(|a| a.id == id).map(|a| a.on);
    let new = NewAnnotation {
        on: on.unwrap_or(Subject::Nothing),
        ..new
    };
    casebook.edit_annotation(&who(), id, new).await
}

fn sheet(paper: Paper) -> Sheet {
    match paper {
        Paper::A4 => Sheet::A4,
        Paper::A5 => Sheet::A5,
        Paper::Large => Sheet::A4LargePrint,
    }
}

/// What can be said beside the text of something written.
struct Written {
    whom: Option<String>,
    priority: Urgent,
    meeting: Option<Date>,
    due: Option<Date>,
    outcome: Became,
    answers: Option<i64>,
}

impl Written {
    fn of(self, kind: Kind) -> annotations::What {
        use annotations::What;
        let priority = match self.priority {
            Urgent::MustAsk => Priority::MustAsk,
            Urgent::Ask => Priority::Ask,
            Urgent::IfTimeAllows => Priority::IfTimeAllows,
        };
        match kind {
            Kind::Note => What::Note,
            Kind::Question => What::Question {
                audience: self.whom,
                priority,
            },
            Kind::Evidence => What::EvidenceRequest {
                audience: self.whom,
                priority,
            },
            Kind::Commitment => What::Commitment {
                by: self.whom,
                meeting: self.meeting,
                due: self.due,
                outcome: match self.outcome {
                    Became::Open => Outcome::Open,
                    Became::Done => Outcome::Done,
                    Became::NotDone => Outcome::NotDone,
                },
            },
            Kind::Answer => What::Answer {
                by: self.whom,
                meeting: self.meeting,
                to: self.answers,
            },
        }
    }
}

fn visibility(audience: Audience) -> Visibility {
    match audience {
        Audience::Public => Visibility::Public,
        Audience::Members => Visibility::MembersOnly,
    }
}

/// As many papers as one case can well have, counting reports of several cycles: they are read a second time at once.
const A_CASE: usize = 30;

/// Reads a second time what waits for it, and says what came of it; none where nothing waited.
async fn second(casebook: &Casebook, progress: &Progress) -> Result<Option<String>, Fault> {
    let (mut findings, mut to_check) = (0, 0);
    casebook
        .read_second(&Cancel::default(), |second| {
            progress.second(second);
            findings += second.findings;
            to_check += second.to_check;
        })
        .await?;
    Ok((findings > 0).then(|| {
        format!(
            "{} read a second time; the two readers differ so that a person should look at {to_check}: `scrutiny findings` marks them “To check”.",
            words::count(findings, "finding"),
        )
    }))
}

async fn import(workspace: &Path, paths: &[std::path::PathBuf]) -> Result<bool, Fault> {
    if let Some(missing) = paths
        .iter()
        .find(|p| !p.exists())
        .filter(|_| paths.len() == 1)
    {
        // Nothing at all to import: no workspace is made for it.
        return Err(scrutiny_casebook::Error::NoSuchFile(missing.clone()).into());
    }
    let casebook = Casebook::open_or_create(workspace).await?;
    let progress = Progress::new();
    let mut page = Page::new();
    let mut output = Ok(());
    let each = |step: &scrutiny_casebook::Step| {
        let line = progress.step(step);
        if output.is_ok() {
            output = progress.above(|| page.line(&line));
        }
    };
    let done = casebook
        .import(paths, &reader(), &who(), &Cancel::default(), each)
        .await;
    let waiting = casebook.waiting_for_second().await?;
    let read = if waiting <= A_CASE {
        second(&casebook, &progress).await
    } else {
        Ok(Some(format!(
            "{} to be read a second time, which takes a while: `scrutiny second {}` does it.",
            words::count(waiting, "paper"),
            workspace.display()
        )))
    };
    progress.end();
    casebook.close().await;
    let done = done?;
    output?;
    let read = read?;
    for path in &done.left_out {
        say(&format!("Left out, not a paper: {}", path.display()));
    }
    say(&format!(
        "{} imported, {} already there, {} refused.",
        words::count(done.new, "file"),
        done.already,
        done.refused
    ));
    if let Some(read) = read {
        say(&read);
    }
    Ok(done.refused == 0)
}

fn whole(page: &mut Page, readings: &[Reading]) -> Result<(), Fault> {
    for reading in readings {
        show::document(page, reading)?;
        show::findings(page, std::slice::from_ref(reading), false)?;
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

/// A message for the person, on standard error.
fn say(message: &str) -> ExitCode {
    // Where standard error is closed there is nobody to tell.
    let _ = writeln!(io::stderr(), "{message}");
    ExitCode::FAILURE
}
