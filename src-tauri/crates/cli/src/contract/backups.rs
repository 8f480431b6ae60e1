//! `backups`: what there is to go back to.

use scrutiny_casebook::Kept;
use serde::Serialize;

/// What `backups --json` prints.
#[derive(Debug, Serialize)]
pub struct Backups {
    backups: Vec<Entry>,
}

#[derive(Debug, Serialize)]
struct Entry {
    path: String,
    made: String,
    occasion: &'static str,
    bytes: u64,
    /// Null where it cannot be read.
    holds: Option<Holds>,
}

#[derive(Debug, Serialize)]
struct Holds {
    papers: usize,
    written: usize,
    decided: usize,
    packs: usize,
}

impl Backups {
    /// The newest first.
    pub fn of(kept: &[Kept]) -> Backups {
        let entry = |one: &Kept| Entry {
            path: one.backup.path.display().to_string(),
            made: one.backup.made.to_string(),
            occasion: one.backup.occasion.slug(),
            bytes: one.backup.bytes,
            holds: one.contents.as_ref().map(|contents| Holds {
                papers: contents.papers.len(),
                written: contents.written.len(),
                decided: contents.decided.len(),
                packs: contents.packs.len(),
            }),
        };
        Backups {
            backups: kept.iter().map(entry).collect(),
        }
    }
}
