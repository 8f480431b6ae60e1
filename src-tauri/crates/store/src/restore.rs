//! Bringing a backup back: what it holds that the case does not, what would go, and putting it in the case's place.
//!
//! What is replaced is kept among the backups, damaged or not. Nothing is brought back that is not whole.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use jiff::{SignedDuration, Timestamp};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode};
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, SqliteConnection};

use crate::backups::{Occasion, make_folder, path_for};
use crate::gate::{Gate, folder_of};
use crate::header::Header;
use crate::here::Here;
use crate::journal::{beside, settle};
use crate::workspace::{draw_cookie, options, sync_folder};
use crate::{Notice, SCHEMA_VERSION, StoreError, check};

/// What a case holds, each thing by what tells it from others.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Contents {
    /// File name and SHA-256.
    pub papers: BTreeSet<(String, String)>,
    /// Number and words of what people wrote.
    pub written: BTreeSet<(i64, String)>,
    /// What people corrected and decided, and what is set, as the file keeps it.
    pub decided: BTreeSet<String>,
    /// Number and file name of each pack.
    pub packs: BTreeSet<(i64, String)>,
}

impl Contents {
    /// What is here and not there.
    pub fn without(&self, other: &Contents) -> Contents {
        Contents {
            papers: &self.papers - &other.papers,
            written: &self.written - &other.written,
            decided: &self.decided - &other.decided,
            packs: &self.packs - &other.packs,
        }
    }

    /// Whether there is nothing.
    pub fn is_empty(&self) -> bool {
        *self == Contents::default()
    }
}

/// What a file holds; for a case or a backup of any version. Where the file is damaged, as far as it can be read.
pub async fn contents(path: &Path) -> Result<Contents, StoreError> {
    Header::of_case(path)?;
    let options = SqliteConnectOptions::new().filename(path).read_only(true);
    let mut connection = options.connect().await?;
    let contents = read(&mut connection).await;
    connection.close().await?;
    contents
}

async fn read(connection: &mut SqliteConnection) -> Result<Contents, StoreError> {
    let version: i64 = sqlx::query_scalar("PRAGMA user_version")
        .fetch_one(&mut *connection)
        .await?;
    let papers: Vec<(String, String)> = sqlx::query_as("SELECT file, sha256 FROM sources")
        .fetch_all(&mut *connection)
        .await?;
    let mut contents = Contents {
        papers: papers.into_iter().collect(),
        ..Contents::default()
    };
    if version >= 2 {
        let written: Vec<(i64, String)> = sqlx::query_as(
            "SELECT id, coalesce(body ->> '$.text', '') FROM annotations WHERE present = 1",
        )
        .fetch_all(&mut *connection)
        .await?;
        contents.written = written.into_iter().collect();
        for table in ["corrections", "decisions", "settings"] {
            let sql = format!("SELECT body FROM {table} WHERE present = 1");
            let bodies: Vec<String> = sqlx::query_scalar(AssertSqlSafe(sql))
                .fetch_all(&mut *connection)
                .await?;
            contents.decided.extend(bodies);
        }
        let packs: Vec<(i64, String)> = sqlx::query_as("SELECT id, file FROM packs")
            .fetch_all(&mut *connection)
            .await?;
        contents.packs = packs.into_iter().collect();
    }
    Ok(contents)
}

/// A backup that is in the case's place now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// Where what it replaced is; none where there was nothing.
    pub kept: Option<PathBuf>,
    pub notices: Vec<Notice>,
}

/// Puts a backup in the place of a case that this process does not have open.
///
/// # Errors
/// Where the backup is not whole, or the case is in use. Then the case is as it was.
pub async fn restore(case: &Path, backup: &Path, now: Timestamp) -> Result<Restored, StoreError> {
    let gate = Gate::enter(case).await?;
    // A link stays one: what it leads to is replaced.
    let case = &case.canonicalize().unwrap_or_else(|_| case.to_owned());
    if Here::has(case) {
        return Err(StoreError::Busy);
    }
    let new = whole_copy(case, backup).await?;
    let mut restored = Restored {
        kept: None,
        notices: Vec::new(),
    };
    let fault = |e| StoreError::file(case, e);
    if case.exists() {
        if Header::of_case(case).is_ok() {
            restored.notices = settle(case).await?;
        }
        // Nobody writes to it while it is replaced. One that is too damaged for that is written by nobody.
        let mut old = options(case).connect().await.ok();
        if let Some(old) = &mut old {
            let held = sqlx::query("BEGIN EXCLUSIVE").execute(old).await;
            if let Err(StoreError::Busy) = held.map_err(StoreError::from) {
                return Err(StoreError::Busy);
            }
        }
        let kept = name_to_keep(case, now)?;
        for ending in ["", "-journal", "-wal"] {
            let (from, to) = (beside(case, ending), beside(&kept, ending));
            if from.exists() && (ending.is_empty() || old.is_none()) {
                // By a second name, so that there is no moment without a file; some sticks know none.
                fs::hard_link(&from, &to)
                    .or_else(|_| fs::rename(&from, &to))
                    .map_err(fault)?;
            }
        }
        new.persist(case).map_err(|e| fault(e.error))?;
        for ending in ["-journal", "-wal", "-shm"] {
            // They have their second name, or nothing in them.
            let _ = fs::remove_file(beside(case, ending));
        }
        restored.kept = Some(kept);
        if let Some(old) = old {
            // It is another file now, and lets go of it whatever this says.
            let _ = old.close().await;
        }
    } else {
        new.persist(case).map_err(|e| fault(e.error))?;
    }
    sync_folder(case);
    drop(gate);
    Ok(restored)
}

/// A copy of the backup beside the case, looked at in full and on the disk.
async fn whole_copy(case: &Path, backup: &Path) -> Result<tempfile::TempPath, StoreError> {
    Header::of_case(backup)?;
    let fault = |e| StoreError::file(case, e);
    let new = tempfile::Builder::new()
        .prefix(".scrutiny-copy-")
        .suffix(".part")
        .tempfile_in(folder_of(case))
        .map_err(fault)?;
    std::io::copy(
        &mut fs::File::open(backup).map_err(|e| StoreError::file(backup, e))?,
        &mut new.as_file(),
    )
    .map_err(fault)?;
    let new = new.into_temp_path();
    // A copy of an open case of an earlier version may want a log that is not there; what it holds is whole or refused.
    let copy = SqliteConnectOptions::new()
        .filename(&new)
        .journal_mode(SqliteJournalMode::Delete);
    let bad = |damage| StoreError::BadBackup {
        path: backup.to_owned(),
        damage,
    };
    let looked = async {
        let mut copy = copy.connect().await?;
        let version: i64 = sqlx::query_scalar("PRAGMA user_version")
            .fetch_one(&mut copy)
            .await?;
        if version > SCHEMA_VERSION {
            return Err(StoreError::Newer {
                path: backup.to_owned(),
                theirs: version,
                ours: SCHEMA_VERSION,
            });
        }
        if let Some(damage) = check::whole(&mut copy).await?.into_iter().next() {
            return Err(bad(damage));
        }
        draw_cookie(&mut copy).await?;
        copy.close().await?;
        Ok(())
    };
    looked.await.map_err(|e| match e {
        StoreError::Damaged { damage, .. } => bad(damage),
        other => other,
    })?;
    let written = fs::File::open(&new).and_then(|f| f.sync_all());
    written.map_err(fault)?;
    Ok(new)
}

/// A name among the backups that is free.
fn name_to_keep(case: &Path, now: Timestamp) -> Result<PathBuf, StoreError> {
    make_folder(case)?;
    let mut at = now;
    loop {
        let kept = path_for(case, at, Occasion::Restore);
        if !kept.exists() {
            return Ok(kept);
        }
        at += SignedDuration::from_secs(1);
    }
}
