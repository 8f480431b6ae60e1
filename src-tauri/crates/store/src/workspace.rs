//! Opening, making, writing to and closing the file.
//!
//! The file keeps a rollback journal, not a log: whenever no transaction runs it is whole by itself and can be copied
//! (`docs/decisions/0011`). Deliberately not here: what lies beside it ([`crate::journal`]), whether it is whole
//! ([`crate::check`]), copies of it ([`crate::backups`]).

use std::fs;
use std::ops::{Deref, DerefMut};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::Duration;

use jiff::Timestamp;
use sqlx::migrate::{MigrateError, Migrator};
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteLockingMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, Sqlite, SqliteConnection, Transaction};

use crate::backups::Occasion;
use crate::gate::{Gate, folder_of};
use crate::header::Header;
use crate::here::{FileId, Here};
use crate::journal::settle;
use crate::{Damage, Notice, StoreError, backups, check, digest};

/// Marks the file as ours (bytes 68 to 71 of an SQLite file): "ScrD".
pub const APPLICATION_ID: i32 = i32::from_be_bytes(*b"ScrD");

/// Format of the file that this program writes: the number of the last migration.
pub const SCHEMA_VERSION: i64 = 11;

/// The migrations, forward only.
pub static MIGRATIONS: Migrator = sqlx::migrate!();

/// How long to wait for another program that is writing, or for a backup that is being copied.
const BUSY: Duration = Duration::from_secs(30);

/// Most that each connection keeps of the file in memory, in kibibytes, as SQLite counts it. Two thousand, its own
/// measure, are less than the index of the words of a few papers, which is read for every letter of a search.
const CACHE: &str = "-16384";

/// Before the name of a file that is not whole yet.
const NEW: &str = ".scrutiny-new-";

/// An open workspace. Clones share it.
#[derive(Debug, Clone)]
pub struct Workspace {
    pub(crate) pool: SqlitePool,
    path: PathBuf,
    opened: Arc<Opened>,
}

/// What is known of the file since it was opened.
#[derive(Debug)]
struct Opened {
    /// Which file it was.
    file: Option<FileId>,
    /// What is wrong with it, where anything is: then nothing is written any more.
    damage: OnceLock<Damage>,
    notices: Vec<Notice>,
    /// Until it is closed.
    here: Mutex<Option<Here>>,
}

impl Workspace {
    /// Makes a new, empty workspace. Fails where a file is there already.
    pub async fn create(path: &Path) -> Result<Workspace, StoreError> {
        let gate = Gate::enter(path).await?;
        make(path, &gate).await?;
        Self::open_at(path, &gate).await
    }

    /// Opens a workspace, bringing an older one up to date.
    ///
    /// A file that is not a workspace, or is of a newer version, is refused without being touched. One that is damaged
    /// is opened to be read.
    pub async fn open(path: &Path) -> Result<Workspace, StoreError> {
        let gate = Gate::enter(path).await?;
        Self::open_at(path, &gate).await
    }

    /// Opens the workspace if the file is there, else makes it. An empty file, as a program that was ended at its first
    /// step once left, is no workspace yet.
    pub async fn open_or_create(path: &Path) -> Result<Workspace, StoreError> {
        let gate = Gate::enter(path).await?;
        if is_empty(path) || !path.exists() {
            make(path, &gate).await?;
        }
        Self::open_at(path, &gate).await
    }

    async fn open_at(path: &Path, gate: &Gate) -> Result<Workspace, StoreError> {
        let opened = Self::open_file(path, gate).await;
        opened.map_err(|e| e.or_back_to(|| backups::newest(path)))
    }

    async fn open_file(path: &Path, _gate: &Gate) -> Result<Workspace, StoreError> {
        // SQLite follows a link, and keeps its journal beside the file itself.
        let real = path.canonicalize().map_err(|e| match e.kind() {
            std::io::ErrorKind::NotFound => StoreError::NotFound(path.to_owned()),
            _ => StoreError::file(path, e),
        })?;
        let mut notices = Vec::new();
        if !Here::has(&real) {
            Header::of_case(&real)?;
            notices = settle(&real).await?;
        }
        let here = Here::enter(real.clone());
        let file = FileId::at(&real);
        let at = |e| StoreError::at(path, e);
        let (options, alone, mut first, theirs) = connect(&real).await.map_err(at)?;
        if theirs > SCHEMA_VERSION {
            first.close().await.map_err(at)?;
            return Err(StoreError::Newer {
                path: path.to_owned(),
                theirs,
                ours: SCHEMA_VERSION,
            });
        }
        let damage = check::quick(&mut first).await?;
        if let Some(damage) = &damage {
            if theirs < SCHEMA_VERSION {
                // It is not brought up to date, and this program cannot read it as it is.
                return Err(StoreError::Damaged {
                    damage: damage.clone(),
                    backup: None,
                });
            }
        } else {
            notices.extend(without_log(&mut first).await?);
            if theirs < SCHEMA_VERSION {
                let kept = backups::keep(&mut first, path, Timestamp::now(), Occasion::Update);
                notices.extend(kept.await.err().map(|e| Notice::no_backup(&e)));
                migrate(path, &mut first).await?;
                digest::put_missing(&mut first).await?;
            }
        }
        first.close().await.map_err(at)?;

        let pool = SqlitePoolOptions::new()
            .max_connections(if alone { 1 } else { 4 })
            .acquire_timeout(BUSY)
            .connect_with(options.read_only(damage.is_some()))
            .await
            .map_err(at)?;
        Ok(Workspace {
            pool,
            path: path.to_owned(),
            opened: Arc::new(Opened {
                file,
                damage: damage.map(OnceLock::from).unwrap_or_default(),
                notices,
                here: Mutex::new(Some(here)),
            }),
        })
    }

    /// Where the file is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What was noticed since it was opened, to be told.
    pub fn notices(&self) -> Vec<Notice> {
        let damaged = self.damage().map(|damage| Notice::Damaged {
            damage: damage.clone(),
            backup: backups::newest(&self.path),
        });
        let mut all = self.opened.notices.clone();
        all.extend(damaged);
        all
    }

    /// What is wrong with it, as far as is known. Then nothing is written any more.
    pub fn damage(&self) -> Option<&Damage> {
        self.opened.damage.get()
    }

    /// Looks at everything in the file; where something is wrong, nothing is written to it from then on.
    pub async fn check(&self) -> Result<Vec<Damage>, StoreError> {
        let found = match self.found_in_file().await {
            Err(StoreError::Damaged { damage, .. }) => vec![damage],
            found => found?,
        };
        if let Some(first) = found.first() {
            // Known already where this fails.
            let _ = self.opened.damage.set(first.clone());
        }
        Ok(found)
    }

    /// Looks by a connection of its own, in one transaction. One that has searched remembers how the index lay, and takes
    /// an index that was made anew since for a broken one; what is written meanwhile would not fit what was read before.
    async fn found_in_file(&self) -> Result<Vec<Damage>, StoreError> {
        let options = self.pool.connect_options();
        let mut connection = options.as_ref().clone().connect().await?;
        let mut transaction = connection.begin().await?;
        let found = check::whole(&mut transaction).await?;
        transaction.rollback().await?;
        connection.close().await?;
        Ok(found)
    }

    /// Closes the file.
    pub async fn close(self) {
        self.pool.close().await;
        // Another file may be put in its place from here on, whoever still holds a clone.
        *self
            .opened
            .here
            .lock()
            .unwrap_or_else(PoisonError::into_inner) = None;
    }

    /// A transaction that holds the right to write from its beginning, so that it cannot fail half way for want of it.
    pub(crate) async fn write(&self) -> Result<Writing<'_>, StoreError> {
        if let Some(damage) = self.damage() {
            return Err(StoreError::Damaged {
                damage: damage.clone(),
                backup: backups::newest(&self.path),
            });
        }
        let mut transaction = self.pool.begin_with("BEGIN IMMEDIATE").await?;
        // Nobody can put another file in its place from here on: a restore waits for this transaction.
        self.is_still_there()?;
        // Changes nothing. It has the first page in the journal before any other, which shows whose the journal is.
        let first = format!("PRAGMA user_version = {SCHEMA_VERSION}");
        sqlx::query(AssertSqlSafe(first))
            .execute(&mut *transaction)
            .await?;
        Ok(Writing {
            transaction,
            workspace: self,
        })
    }

    /// Whether what is written goes into the file that is at the path.
    fn is_still_there(&self) -> Result<(), StoreError> {
        let now = FileId::at(&self.path);
        match self.opened.file {
            Some(_) if now != self.opened.file => Err(StoreError::Replaced(self.path.clone())),
            _ => Ok(()),
        }
    }
}

/// A transaction that writes. Without [`Writing::commit`] nothing of it is kept.
pub(crate) struct Writing<'a> {
    transaction: Transaction<'static, Sqlite>,
    workspace: &'a Workspace,
}

impl Writing<'_> {
    /// Keeps it: it is on the disk when this returns.
    pub async fn commit(self) -> Result<(), StoreError> {
        self.transaction.commit().await?;
        self.workspace.is_still_there()
    }
}

impl Deref for Writing<'_> {
    type Target = SqliteConnection;

    fn deref(&self) -> &SqliteConnection {
        &self.transaction
    }
}

impl DerefMut for Writing<'_> {
    fn deref_mut(&mut self) -> &mut SqliteConnection {
        &mut self.transaction
    }
}

pub(crate) fn options(path: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(path)
        .foreign_keys(true)
        .busy_timeout(BUSY)
        // A change is on the disk when its transaction returns. With less, the journal's removal may not be, and the
        // change would be taken back after a power cut.
        .synchronous(SqliteSynchronous::Extra)
        .pragma("trusted_schema", "OFF")
        .pragma("cache_size", CACHE)
}

/// The first connection, and the version of the file. A log of an earlier program needs an index beside it, for which
/// there is no room on a full disk: then this program is alone with the file and keeps the index in memory.
async fn connect(
    path: &Path,
) -> Result<(SqliteConnectOptions, bool, SqliteConnection, i64), sqlx::Error> {
    let version = "PRAGMA user_version";
    let usual = options(path);
    let mut first = usual.connect().await?;
    let failed = match sqlx::query_scalar(version).fetch_one(&mut first).await {
        Ok(theirs) => return Ok((usual, false, first, theirs)),
        Err(e) => e,
    };
    // Whatever it says: another takes its place.
    let _ = first.close().await;
    let alone = usual.locking_mode(SqliteLockingMode::Exclusive);
    let mut first = alone.connect().await?;
    match sqlx::query_scalar(version).fetch_one(&mut first).await {
        Ok(theirs) => Ok((alone, true, first, theirs)),
        // The first fault is the one to tell.
        Err(_) => Err(failed),
    }
}

/// Makes the file whole under another name first: no program ever meets half of one, and one that is ended meanwhile
/// leaves the name free. What such programs left in the folder goes.
async fn make(path: &Path, _gate: &Gate) -> Result<(), StoreError> {
    if path.exists() && !is_empty(path) {
        return Err(StoreError::AlreadyThere(path.to_owned()));
    }
    let folder = folder_of(path);
    let fault = |e| StoreError::file(path, e);
    if !folder.is_dir() {
        let detail = format!("there is no folder {}", folder.display());
        return Err(StoreError::File {
            path: path.to_owned(),
            detail,
        });
    }
    tidy(folder);
    let new = tempfile::Builder::new()
        .prefix(NEW)
        .suffix(".part")
        .tempfile_in(folder)
        .map_err(fault)?
        .into_temp_path();
    let options = SqliteConnectOptions::new()
        .filename(&new)
        // It is put on the disk once, when it is whole.
        .synchronous(SqliteSynchronous::Off)
        .pragma("application_id", APPLICATION_ID.to_string());
    let at = |e| StoreError::at(path, e);
    let mut connection = options.connect().await.map_err(at)?;
    migrate(path, &mut connection).await?;
    draw_cookie(&mut connection).await?;
    connection.close().await.map_err(at)?;
    put_in_place(new, path)
}

/// Puts a whole file at a name that is free, or taken by an empty file.
pub(crate) fn put_in_place(new: tempfile::TempPath, path: &Path) -> Result<(), StoreError> {
    let fault = |e| StoreError::file(path, e);
    fs::File::open(&new)
        .and_then(|f| f.sync_all())
        .map_err(fault)?;
    if is_empty(path) {
        fs::remove_file(path).map_err(fault)?;
    }
    if let Err(failed) = new.persist_noclobber(path) {
        if path.exists() {
            return Err(StoreError::AlreadyThere(path.to_owned()));
        }
        // Some sticks know no links. Nobody else is at the gate, so the name is free.
        failed.path.persist(path).map_err(|e| fault(e.error))?;
    }
    sync_folder(path);
    Ok(())
}

/// Has the names in a folder on the disk, where the system can be asked for it.
pub(crate) fn sync_folder(path: &Path) {
    #[cfg(unix)]
    if let Ok(folder) = fs::File::open(folder_of(path)) {
        // A folder on a network may not know it.
        let _ = folder.sync_all();
    }
    #[cfg(not(unix))]
    let _ = path;
}

/// What programs left that were ended while they made a file. To be called behind the gate.
fn tidy(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        if entry.file_name().to_string_lossy().starts_with(NEW) {
            // It is there for nobody; it stays where it cannot be removed.
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Whether there is a file with nothing in it.
fn is_empty(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|there| there.is_file() && there.len() == 0)
}

/// Brings the schema up to date. Each migration is a transaction.
pub(crate) async fn migrate(
    path: &Path,
    connection: &mut SqliteConnection,
) -> Result<(), StoreError> {
    let run = MIGRATIONS.run_direct(None, connection, false);
    run.await.map_err(|e| match e {
        MigrateError::Execute(e) | MigrateError::ExecuteMigration(e, _) => StoreError::at(path, e),
        other => StoreError::File {
            path: path.to_owned(),
            detail: other.to_string(),
        },
    })
}

/// Draws the number from which this file counts the changes of its schema: what tells its journals from those of
/// another file. For a file that nobody else has open.
pub(crate) async fn draw_cookie(connection: &mut SqliteConnection) -> Result<(), StoreError> {
    let drawn: i64 = sqlx::query_scalar("SELECT abs(random() % 2000000000)")
        .fetch_one(&mut *connection)
        .await?;
    let set = format!("PRAGMA schema_version = {drawn}");
    sqlx::query(AssertSqlSafe(set)).execute(connection).await?;
    Ok(())
}

/// Takes a log into the file, as programs before format 10 kept one beside it, and has a journal in its place.
async fn without_log(connection: &mut SqliteConnection) -> Result<Option<Notice>, StoreError> {
    let mode: String = sqlx::query_scalar("PRAGMA journal_mode")
        .fetch_one(&mut *connection)
        .await?;
    if mode != "wal" {
        return Ok(None);
    }
    let now: Result<String, StoreError> = sqlx::query_scalar("PRAGMA journal_mode = DELETE")
        .fetch_one(&mut *connection)
        .await
        .map_err(StoreError::from);
    match now {
        Ok(mode) if mode != "wal" => {
            draw_cookie(connection).await?;
            Ok(None)
        }
        Ok(_) | Err(StoreError::Busy) => Ok(Some(Notice::SharedWithEarlier)),
        // It can be read as it is; what is written later says so itself.
        Err(StoreError::DiskFull | StoreError::ReadOnly) => Ok(None),
        Err(e) => Err(e),
    }
}
