//! Bringing papers in, and reading them a second time: `scrutiny import` and `second`.
//!
//! Deliberately not here: reading itself.

use std::path::{Path, PathBuf};

use scrutiny_casebook::{Cancel, Casebook, Presence};

use crate::open::{open, open_or_create};
use crate::page::Page;
use crate::progress::Progress;
use crate::{Fault, reader, say, who, words};

/// As many papers as one case can well have, counting reports of several cycles: they are read a second time at once.
const A_CASE: usize = 30;

/// Reads a second time what waits for it, and says what came of it; none where nothing waited.
async fn read_what_waits(
    casebook: &Casebook,
    progress: &Progress,
) -> Result<Option<String>, Fault> {
    let (mut findings, mut to_check) = (0, 0);
    casebook
        .read_second(&Cancel::default(), &Presence::default(), |second| {
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

/// Brings papers in, and reads them a second time where they are not too many.
pub async fn import(workspace: &Path, paths: &[PathBuf]) -> Result<bool, Fault> {
    if let Some(missing) = paths
        .iter()
        .find(|p| !p.exists())
        .filter(|_| paths.len() == 1)
    {
        // Nothing at all to import: no workspace is made for it.
        return Err(scrutiny_casebook::Error::NoSuchFile(missing.clone()).into());
    }
    let casebook = open_or_create(workspace).await?;
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
        read_what_waits(&casebook, &progress).await
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

/// Reads a second time whatever waits for it.
pub async fn second(workspace: &Path) -> Result<bool, Fault> {
    let casebook = open(workspace).await?;
    let progress = Progress::new();
    let read = read_what_waits(&casebook, &progress).await;
    progress.end();
    casebook.close().await;
    say(&read?
        .unwrap_or_else(|| "Every paper here has been read a second time already.".to_owned()));
    Ok(true)
}
