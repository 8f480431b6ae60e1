//! `erase`: what goes, or went.

use std::path::PathBuf;

use scrutiny_casebook::Erased;
use serde::Serialize;

/// What `erase --json` prints.
#[derive(Debug, Serialize)]
pub struct Erasing {
    /// False where it only shows what would go.
    erased: bool,
    papers: Vec<String>,
    notes: Vec<i64>,
    decided: usize,
    packs: Vec<i64>,
    backups: Vec<String>,
    removed: Vec<String>,
    stays: Stays,
    looked_for: usize,
    files: usize,
}

/// What stays and may hold some of it.
#[derive(Debug, Serialize)]
struct Stays {
    notes: Vec<i64>,
    papers: Vec<String>,
    backups: Vec<String>,
}

impl Erasing {
    /// As it would be, or is.
    pub fn of(erased: &Erased, done: bool) -> Erasing {
        let numbers = |all: &[(i64, String)]| all.iter().map(|one| one.0).collect();
        let paths = |all: &[PathBuf]| all.iter().map(|path| path.display().to_string()).collect();
        Erasing {
            erased: done,
            papers: erased.papers.clone(),
            notes: numbers(&erased.notes),
            decided: erased.decided,
            packs: numbers(&erased.packs),
            backups: paths(&erased.backups),
            removed: paths(&erased.removed),
            stays: Stays {
                notes: erased.repeated_in.clone(),
                papers: erased.came_with.clone(),
                backups: paths(&erased.unreached),
            },
            looked_for: erased.looked_for,
            files: erased.files,
        }
    }
}
