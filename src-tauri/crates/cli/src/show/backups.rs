//! The backups of a case, a line each.

use std::io;

use scrutiny_casebook::Kept;

use crate::page::Page;
use crate::words;

/// Number, when, why, what it holds, which file.
pub fn backups(page: &mut Page, kept: &[Kept]) -> io::Result<()> {
    for (at, one) in kept.iter().enumerate() {
        let holds = match &one.contents {
            Some(contents) => format!(
                "{}, {}, {}",
                words::count(contents.papers.len(), "paper"),
                words::count(contents.written.len(), "note"),
                words::count(contents.packs.len(), "pack")
            ),
            None => "cannot be read".to_owned(),
        };
        page.line(&format!(
            "{}  {}  {}  {holds}  {}",
            at + 1,
            one.backup.made,
            one.backup.occasion.slug(),
            one.backup.path.display()
        ))?;
    }
    Ok(())
}
