//! Erasing a paper or a note for good: its bytes, all that was read of it, what people wrote on its words, what is
//! searched, the kept packs that quote it, and the backups beside the case. The one exception to "nothing is lost".
//!
//! The case is made anew without it under another name, looked at in full, searched byte for byte for what was erased,
//! and only then put in the place of the old one. Deliberately not here: asking whether it is meant, and what a person
//! has elsewhere (copies on a stick, packs that were handed out).

mod rows;
mod words;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use jiff::Timestamp;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sqlx::{ConnectOptions, Connection, SqliteConnection};
use tempfile::TempPath;

use crate::backups::{backups, copied, folder};
use crate::changes::{Who, time};
use crate::gate::{Gate, folder_of};
use crate::header::Header;
use crate::here::Here;
use crate::journal::{beside, settle};
use crate::workspace::{migrate, options, sync_folder};
use crate::{SCHEMA_VERSION, StoreError, Workspace, check, digest};

/// Files of other programs that have been at work for less are left alone.
const AT_WORK: Duration = Duration::from_secs(600);

/// What is to be erased.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Erase {
    /// A file with all papers in it, by the SHA-256 of any of them.
    Paper(String),
    /// What a person wrote, by its number, with all its versions.
    Note(i64),
}

/// What an erasure takes, and what it cannot.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Erased {
    /// Names of the file and of the papers in it.
    pub papers: Vec<String>,
    /// Number and words of what people wrote on it.
    pub notes: Vec<(i64, String)>,
    /// Corrections and decisions that are about it alone.
    pub decided: usize,
    /// Number and file of the packs whose words go; that they were made stays known.
    pub packs: Vec<(i64, String)>,
    /// Notes that are not on it and repeat words of it: they stay.
    pub repeated_in: Vec<i64>,
    /// Other papers that came with it, which may hold it as well: they stay.
    pub came_with: Vec<String>,
    /// Backups that are made anew without it.
    pub backups: Vec<PathBuf>,
    /// Files that go whole: damaged backups, journals set aside, what ended programs left.
    pub removed: Vec<PathBuf>,
    /// Backups of a newer program, in which it may still be.
    pub unreached: Vec<PathBuf>,
    /// How many pieces of it were looked for in each file, byte for byte, and in how many files. None was found.
    pub looked_for: usize,
    pub files: usize,
}

/// That something was erased.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Erasure {
    pub made: Timestamp,
    pub by: Option<String>,
    /// `paper` or `note`.
    pub what: String,
    /// The number it had.
    pub number: i64,
}

impl Workspace {
    /// What was erased, the newest first.
    pub async fn erasures(&self) -> Result<Vec<Erasure>, StoreError> {
        let rows: Vec<(String, Option<String>, String, i64)> =
            sqlx::query_as("SELECT made, by, what, number FROM erasures ORDER BY id DESC")
                .fetch_all(&self.pool)
                .await?;
        rows.into_iter()
            .map(|(made, by, what, number)| {
                Ok(Erasure {
                    made: time(&made)?,
                    by,
                    what,
                    number,
                })
            })
            .collect()
    }
}

/// What erasing would take from a case that this process does not have open. Nothing is changed.
///
/// # Errors
/// Where there is no such thing, or the case is damaged.
pub async fn preview_erase(case: &Path, what: &Erase) -> Result<Erased, StoreError> {
    let who = Who {
        by: None,
        at: Timestamp::UNIX_EPOCH,
    };
    work(case, what, &who, false).await
}

/// Erases it from a case that this process does not have open, and from the backups beside it.
///
/// # Errors
/// Where there is no such thing, the case is damaged or in use, or something of it is still found: then the case is as
/// it was.
pub async fn erase(case: &Path, what: &Erase, who: &Who) -> Result<Erased, StoreError> {
    work(case, what, who, true).await
}

async fn work(case: &Path, what: &Erase, who: &Who, really: bool) -> Result<Erased, StoreError> {
    let gate = Gate::enter(case).await?;
    // A link stays one: what it leads to is replaced.
    let case = &case
        .canonicalize()
        .map_err(|_| StoreError::NotFound(case.to_owned()))?;
    match Here::has(case) {
        true if really => return Err(StoreError::Busy),
        // Its bytes are not read past SQLite while it is open.
        true => {}
        false => {
            Header::of_case(case)?;
            settle(case).await?;
        }
    }
    let mut held = options(case).connect().await?;
    if really {
        // Nobody writes to it from here on.
        sqlx::query("BEGIN IMMEDIATE").execute(&mut held).await?;
    }
    let mut from = options(case).connect().await?;
    let copy = copied(&mut from, case).await?;
    from.close().await?;

    let (what, mut erased, new) = without(copy, case, what, who)
        .await?
        .ok_or_else(|| missing(what))?;
    // The case is whole and waits: nothing that follows can fail for want of room but the backups themselves.
    for backup in backups(case) {
        match in_backup(&backup.path, &what, who).await {
            Ok(None) => {}
            Ok(Some(new)) => {
                if really {
                    put(new, &backup.path)?;
                }
                erased.backups.push(backup.path);
            }
            Err(StoreError::Newer { .. }) => erased.unreached.push(backup.path),
            Err(StoreError::Damaged { .. } | StoreError::NotAWorkspace(_)) => {
                erased.removed.push(backup.path);
            }
            Err(e) => return Err(e),
        }
    }
    erased.removed.extend(left_by_others(case));
    erased.files = 1 + erased.backups.len();
    if really {
        put(new, case)?;
        for path in &erased.removed {
            fs::remove_file(path).map_err(|e| StoreError::file(path, e))?;
        }
    }
    // The lock is on the file that was.
    let _ = held.close().await;
    drop(gate);
    Ok(erased)
}

fn missing(what: &Erase) -> StoreError {
    match what {
        Erase::Paper(_) => StoreError::Missing {
            what: "paper",
            id: 0,
        },
        Erase::Note(id) => StoreError::Missing {
            what: "note",
            id: *id,
        },
    }
}

/// A file beside `case`, made of a copy without what is to be erased; looked at in full, and searched. None where it
/// does not hold it.
async fn without(
    copy: TempPath,
    case: &Path,
    what: &Erase,
    who: &Who,
) -> Result<Option<(rows::Known, Erased, TempPath)>, StoreError> {
    let mut connection = scratch(&copy).connect().await?;
    let known = rows::known(&mut connection, what).await?;
    let Some(known) = known else {
        connection.close().await?;
        return Ok(None);
    };
    let made = made_anew(&mut connection, case, &known, who).await?;
    connection.close().await?;
    let Some((erased, new)) = made else {
        return Ok(None);
    };
    Ok(Some((known, erased, new)))
}

/// A copy of a backup without it; none where it does not hold it.
async fn in_backup(
    backup: &Path,
    what: &rows::Known,
    who: &Who,
) -> Result<Option<TempPath>, StoreError> {
    Header::of_case(backup)?;
    let fault = |e| StoreError::file(backup, e);
    let copy = tempfile::Builder::new()
        .prefix(".scrutiny-copy-")
        .suffix(".part")
        .tempfile_in(folder_of(backup))
        .map_err(fault)?
        .into_temp_path();
    fs::copy(backup, &copy).map_err(fault)?;
    let mut connection = scratch(&copy).connect().await?;
    let version: i64 = sqlx::query_scalar("PRAGMA user_version")
        .fetch_one(&mut connection)
        .await?;
    if version > SCHEMA_VERSION {
        return Err(StoreError::Newer {
            path: backup.to_owned(),
            theirs: version,
            ours: SCHEMA_VERSION,
        });
    }
    if let Some(damage) = check::whole(&mut connection).await?.into_iter().next() {
        return Err(StoreError::Damaged {
            damage,
            backup: None,
        });
    }
    let made = made_anew(&mut connection, backup, what, who).await?;
    connection.close().await?;
    Ok(made.map(|(_, new)| new))
}

async fn made_anew(
    connection: &mut SqliteConnection,
    beside: &Path,
    what: &rows::Known,
    who: &Who,
) -> Result<Option<(Erased, TempPath)>, StoreError> {
    let version: i64 = sqlx::query_scalar("PRAGMA user_version")
        .fetch_one(&mut *connection)
        .await?;
    if version < SCHEMA_VERSION {
        migrate(beside, connection).await?;
        digest::put_missing(connection).await?;
    }
    let Some((mut erased, pieces)) = rows::erase(connection, what, who).await? else {
        return Ok(None);
    };
    let new = copied(connection, beside).await?;
    let bytes = fs::read(&new).map_err(|e| StoreError::file(beside, e))?;
    if pieces.found_in(&bytes).next().is_some() {
        return Err(StoreError::NotErased(beside.to_owned()));
    }
    erased.looked_for = pieces.len();
    Ok(Some((erased, new)))
}

/// For a copy that nobody else knows of: what is done to it leaves no journal behind.
fn scratch(path: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(path)
        .foreign_keys(false)
        .journal_mode(SqliteJournalMode::Memory)
        .synchronous(SqliteSynchronous::Off)
        .pragma("secure_delete", "ON")
}

/// Puts a whole file in the place of another, and what lay beside that goes.
fn put(new: TempPath, path: &Path) -> Result<(), StoreError> {
    let fault = |e| StoreError::file(path, e);
    fs::File::open(&new)
        .and_then(|f| f.sync_all())
        .map_err(fault)?;
    new.persist(path).map_err(|e| fault(e.error))?;
    for ending in ["-journal", "-wal", "-shm"] {
        // In the usual case there is none.
        let _ = fs::remove_file(beside(path, ending));
    }
    sync_folder(path);
    Ok(())
}

/// Journals that were set aside, and what programs left that were ended while they copied: pages of the case as it was.
fn left_by_others(case: &Path) -> Vec<PathBuf> {
    let name = case.file_name().unwrap_or_default().to_string_lossy();
    let set_aside = |file: &str| {
        let rest = file.strip_prefix(&*name).unwrap_or_default();
        let endings = ["-journal.set-aside-", "-wal.set-aside-", "-shm.set-aside-"];
        endings.iter().any(|ending| rest.starts_with(ending))
    };
    let of_ended = |file: &str, there: &fs::Metadata| {
        let copy = [".scrutiny-copy-", ".scrutiny-new-"]
            .iter()
            .any(|prefix| file.starts_with(prefix));
        let age = there
            .modified()
            .map(|at| SystemTime::now().duration_since(at));
        copy && matches!(age, Ok(Ok(age)) if age > AT_WORK)
    };
    let of_backups = |file: &str| {
        let journals = [".scrutiny-journal", ".scrutiny-wal", ".scrutiny-shm"];
        journals.iter().any(|ending| file.ends_with(ending))
    };
    let own = folder(case);
    let mut found = Vec::new();
    for place in [folder_of(case), &own] {
        for entry in fs::read_dir(place).into_iter().flatten().flatten() {
            let file = entry.file_name().to_string_lossy().into_owned();
            let Ok(there) = entry.metadata() else {
                continue;
            };
            let goes =
                set_aside(&file) || of_ended(&file, &there) || (place == own && of_backups(&file));
            if there.is_file() && goes {
                found.push(entry.path());
            }
        }
    }
    found
}
