//! `scrutiny erase`: the one thing that cannot be taken back, so it is asked for twice.
//!
//! Deliberately not here: what it takes and how it is proved.

use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use scrutiny_casebook::{Casebook, Erase as What, Erased};

use crate::args::Json;
use crate::open::open;
use crate::page::Page;
use crate::{Fault, contract, done, say, who, words};

/// What to erase.
#[derive(Debug, Args)]
pub struct Erase {
    workspace: PathBuf,
    #[command(subcommand)]
    what: Named,
}

#[derive(Debug, Subcommand)]
enum Named {
    /// A paper, with all that was read of it and written on its words
    #[command(after_help = "\
Example:
  scrutiny erase northmere.scrutiny paper exempt-annex.pdf")]
    Paper {
        /// Its file name, or the beginning of its SHA-256
        paper: String,
        #[command(flatten)]
        sure: Sure,
    },
    /// A note, with all its versions
    #[command(after_help = "\
Example:
  scrutiny erase northmere.scrutiny note 5")]
    Note {
        /// Its number, as `scrutiny written` and `scrutiny history` show it
        number: i64,
        #[command(flatten)]
        sure: Sure,
    },
}

/// That it is meant.
#[derive(Debug, Clone, Copy, Args)]
struct Sure {
    /// Do it, and do not only show what would go
    #[arg(long)]
    yes: bool,
    /// The second yes, where nobody is there to be asked
    #[arg(long, requires = "yes")]
    for_ever: bool,
    #[command(flatten)]
    json: Json,
}

impl Erase {
    /// Shows what would go; said twice, it goes.
    pub async fn run(self) -> Result<bool, Fault> {
        let case = &self.workspace;
        let (what, sure) = match self.what {
            Named::Note { number, sure } => (What::Note(number), sure),
            Named::Paper { paper, sure } => {
                let casebook = open(case).await?;
                let sha256 = casebook.paper(&paper).await;
                casebook.close().await;
                (What::Paper(sha256?), sure)
            }
        };
        let mut page = Page::new();
        if !(sure.yes && sure.for_ever) {
            let would = Casebook::preview_erase(case, &what).await?;
            if sure.json.json {
                page.json(&contract::Erasing::of(&would, false))?;
            } else {
                shown(&mut page, &would)?;
            }
            if !sure.yes {
                say(
                    "Nothing was changed. With --yes it is erased, after you are asked once more. That cannot be undone.",
                );
                return Ok(true);
            }
            if !asked()? {
                say("Nothing was changed. Where nobody can be asked, --yes --for-ever erases it.");
                return Ok(false);
            }
        }
        let erased = Casebook::erase(case, &what, &who()).await?;
        if sure.json.json {
            page.json(&contract::Erasing::of(&erased, true))?;
        } else if sure.for_ever {
            shown(&mut page, &erased)?;
        }
        Ok(done(&format!(
            "Erased. {} of it were looked for in {}, byte for byte: none is there. What the case keeps is that something \
             was erased, when and by whom. Copies elsewhere and packs that were handed out are for you to find; a disk may \
             hold what was deleted until it is written over.",
            words::count(erased.looked_for, "piece"),
            words::count(erased.files, "file"),
        )))
    }
}

/// The second question, which only a person at a terminal can answer.
fn asked() -> Result<bool, Fault> {
    if !io::stdin().is_terminal() {
        return Ok(false);
    }
    say("This cannot be undone, and no backup brings it back. Type ERASE to go on:");
    let mut answer = String::new();
    io::stdin().read_line(&mut answer)?;
    Ok(answer.trim() == "ERASE")
}

fn shown(page: &mut Page, erased: &Erased) -> Result<(), Fault> {
    let name = |path: &Path| {
        let name = path.file_name().unwrap_or(path.as_os_str());
        name.to_string_lossy().into_owned()
    };
    page.line("Goes for good:")?;
    for file in &erased.papers {
        page.cut(
            2,
            &format!("paper ‘{file}’, its file and all that was read of it"),
        )?;
    }
    for (number, text) in &erased.notes {
        page.cut(2, &format!("note {number}: {text}"))?;
    }
    if erased.decided > 0 {
        let count = erased.decided;
        page.line(&format!("  corrections and decisions about it: {count}"))?;
    }
    for (number, file) in &erased.packs {
        page.cut(2, &format!("the words of pack {number} (‘{file}’)"))?;
    }
    for path in &erased.backups {
        page.line(&format!("  from the backup ‘{}’", name(path)))?;
    }
    for path in &erased.removed {
        page.line(&format!("  the whole file ‘{}’", name(path)))?;
    }
    let stays = !(erased.repeated_in.is_empty()
        && erased.came_with.is_empty()
        && erased.unreached.is_empty());
    if stays {
        page.line("Stays, and may hold some of it:")?;
    }
    for number in &erased.repeated_in {
        page.line(&format!("  note {number}, which repeats words of it"))?;
    }
    for file in &erased.came_with {
        page.line(&format!("  paper ‘{file}’, which came with it"))?;
    }
    for path in &erased.unreached {
        page.line(&format!(
            "  the backup ‘{}’, made by a newer program",
            name(path)
        ))?;
    }
    Ok(())
}
