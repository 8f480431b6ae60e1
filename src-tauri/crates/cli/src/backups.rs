//! `scrutiny backups`, `restore` and `check`: whether a case is whole, and going back to a copy of it.
//!
//! Deliberately not here: how a copy is made, looked at and brought back.

use std::path::{Path, PathBuf};

use clap::Args;
use jiff::Timestamp;
use scrutiny_casebook::{Casebook, Contents, Error};

use crate::args::Json;
use crate::open::open;
use crate::page::Page;
use crate::{Fault, contract, done, say, show};

/// Which backups there are.
#[derive(Debug, Args)]
pub struct Backups {
    workspace: PathBuf,
    #[command(flatten)]
    json: Json,
}

/// The backup to bring back.
#[derive(Debug, Args)]
pub struct Restore {
    workspace: PathBuf,
    /// A file, or the number that `scrutiny backups` shows
    #[arg(value_name = "BACKUP|NUMBER")]
    backup: PathBuf,
    /// Do it, and do not only show what would be done
    #[arg(long)]
    yes: bool,
}

impl Backups {
    /// Lists them, the newest first.
    pub async fn run(self) -> Result<bool, Fault> {
        let kept = Casebook::backups(&self.workspace).await?;
        let mut page = Page::new();
        if self.json.json {
            page.json(&contract::Backups::of(&kept))?;
        } else if kept.is_empty() {
            say(
                "There are no backups beside this case yet: one is made when it is opened and something has changed.",
            );
        } else {
            show::backups(&mut page, &kept)?;
        }
        Ok(true)
    }
}

impl Restore {
    /// Shows what would come back and what would go; with `--yes` does it.
    pub async fn run(self) -> Result<bool, Fault> {
        let case = &self.workspace;
        let backup = named(case, &self.backup).await?;
        let preview = Casebook::preview_restore(case, &backup).await?;
        let mut page = Page::new();
        page.line(&format!("Backup: {}", backup.display()))?;
        if !preview.readable {
            page.line(
                "The case as it is cannot be read to the end, so more may go than is told here.",
            )?;
        }
        part(&mut page, "Would come back", &preview.back)?;
        part(&mut page, "Would go", &preview.goes)?;
        if !self.yes {
            say(
                "Nothing was changed. With --yes the backup takes the place of the case, which is kept among the backups.",
            );
            return Ok(true);
        }
        let restored = Casebook::restore(case, &backup, Timestamp::now()).await?;
        for notice in &restored.notices {
            say(&notice.to_string());
        }
        Ok(done(&match restored.kept {
            Some(kept) => format!(
                "Brought back. What it replaced is kept as {}.",
                kept.display()
            ),
            None => "Brought back.".to_owned(),
        }))
    }
}

/// The file that a person means: one that is there, or of a number in the list.
async fn named(case: &Path, asked: &Path) -> Result<PathBuf, Error> {
    if asked.exists() {
        return Ok(asked.to_owned());
    }
    let number = asked.to_str().and_then(|text| text.parse::<usize>().ok());
    let kept = Casebook::backups(case).await?;
    let one = number.and_then(|n| kept.into_iter().nth(n.checked_sub(1)?));
    one.map(|one| one.backup.path)
        .ok_or_else(|| Error::NoSuchFile(asked.to_owned()))
}

fn part(page: &mut Page, heading: &str, contents: &Contents) -> Result<(), Fault> {
    if contents.is_empty() {
        page.line(&format!("{heading}: nothing"))?;
        return Ok(());
    }
    page.line(&format!("{heading}:"))?;
    for (file, _) in &contents.papers {
        page.cut(2, &format!("paper ‘{file}’"))?;
    }
    for (number, text) in &contents.written {
        let text = text.replace('\n', " ");
        page.cut(2, &format!("note {number}: {text}"))?;
    }
    if !contents.decided.is_empty() {
        let count = contents.decided.len();
        page.line(&format!("  corrections, decisions and settings: {count}"))?;
    }
    for (number, file) in &contents.packs {
        page.cut(2, &format!("the record of pack {number} (‘{file}’)"))?;
    }
    Ok(())
}

/// Looks at everything in the file.
pub async fn check(workspace: &Path) -> Result<bool, Fault> {
    let casebook = open(workspace).await?;
    let found = casebook.check().await?;
    casebook.close().await;
    if found.is_empty() {
        return Ok(done(
            "This case is whole: its parts fit together, each original is what was imported, and what people wrote is what its history says.",
        ));
    }
    for damage in &found {
        say(&format!("Damaged: {damage}."));
    }
    match Casebook::backups(workspace).await?.first() {
        Some(_) => say(
            "Nothing new is kept in it. `scrutiny backups` lists its backups, `scrutiny restore` brings one back.",
        ),
        None => say(
            "Nothing new is kept in it, and there is no backup beside it: look for a copy of your own.",
        ),
    };
    Ok(false)
}
