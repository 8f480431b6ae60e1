//! Opening, making, closing and copying the file.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::Duration;

use sqlx::migrate::Migrator;
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};
use sqlx::{Sqlite, Transaction};

use crate::StoreError;

/// Marks the file as ours (bytes 68 to 71 of an SQLite file): "ScrD".
pub const APPLICATION_ID: i32 = i32::from_be_bytes(*b"ScrD");

/// Format of the file that this program writes: the number of the last migration.
pub const SCHEMA_VERSION: i64 = 9;

/// The migrations, forward only.
pub static MIGRATIONS: Migrator = sqlx::migrate!();

/// How long to wait for another program that is writing.
const BUSY: Duration = Duration::from_secs(10);

/// Most that each connection keeps of the file in memory, in kibibytes, as SQLite counts it. Two thousand, its own
/// measure, are less than the index of the words of a few papers, which is read for every letter of a search.
const CACHE: &str = "-16384";

/// An open workspace. Clones share it.
#[derive(Debug, Clone)]
pub struct Workspace {
    pub(crate) pool: SqlitePool,
    path: PathBuf,
}

impl Workspace {
    /// Makes a new, empty workspace. Fails where a file is there already.
    pub async fn create(path: &Path) -> Result<Workspace, StoreError> {
        if path.exists() {
            return Err(StoreError::AlreadyThere(path.to_owned()));
        }
        let folder = path
            .parent()
            .filter(|p| !p.as_os_str().is_empty())
            .unwrap_or(Path::new("."));
        if !folder.is_dir() {
            let detail = format!("there is no folder {}", folder.display());
            return Err(StoreError::File {
                path: path.to_owned(),
                detail,
            });
        }
        // The mark is written first and alone, so that even a file cut short at birth is known as ours.
        let options = SqliteConnectOptions::new()
            .create_if_missing(true)
            .pragma("application_id", APPLICATION_ID.to_string());
        Self::connect(path, options).await
    }

    /// Opens a workspace, bringing an older one up to date.
    ///
    /// A file that is not a workspace, or is of a newer version, is refused without being touched.
    pub async fn open(path: &Path) -> Result<Workspace, StoreError> {
        check_header(path)?;
        Self::connect(path, SqliteConnectOptions::new()).await
    }

    /// Opens the workspace if the file is there, else makes it.
    pub async fn open_or_create(path: &Path) -> Result<Workspace, StoreError> {
        if path.exists() {
            Self::open(path).await
        } else {
            Self::create(path).await
        }
    }

    async fn connect(path: &Path, options: SqliteConnectOptions) -> Result<Workspace, StoreError> {
        let options = options
            .filename(path)
            .foreign_keys(true)
            .busy_timeout(BUSY)
            // With FULL a change is on the disk when its transaction returns, which WAL alone does not promise.
            .synchronous(SqliteSynchronous::Full)
            .pragma("trusted_schema", "OFF")
            .pragma("cache_size", CACHE);
        let one = SqlitePoolOptions::new().max_connections(1);
        let at = |e| StoreError::at(path, e);

        let first = one.connect_with(options.clone()).await.map_err(at)?;
        let theirs: i64 = sqlx::query_scalar("PRAGMA user_version")
            .fetch_one(&first)
            .await
            .map_err(at)?;
        if theirs > SCHEMA_VERSION {
            first.close().await;
            return Err(StoreError::Newer {
                path: path.to_owned(),
                theirs,
                ours: SCHEMA_VERSION,
            });
        }
        if theirs < SCHEMA_VERSION {
            MIGRATIONS.run(&first).await.map_err(|e| match e {
                sqlx::migrate::MigrateError::Execute(e) => at(e),
                other => StoreError::File {
                    path: path.to_owned(),
                    detail: other.to_string(),
                },
            })?;
        }
        first.close().await;

        let pool = SqlitePoolOptions::new()
            .max_connections(4)
            .connect_with(options.journal_mode(SqliteJournalMode::Wal))
            .await
            .map_err(at)?;
        Ok(Workspace {
            pool,
            path: path.to_owned(),
        })
    }

    /// Where the file is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Closes the file, so that it stands alone on the disk (no `-wal` beside it).
    pub async fn close(self) {
        self.pool.close().await;
    }

    /// A transaction that holds the right to write from its beginning, so that it cannot fail half way for want of it.
    pub(crate) async fn write(&self) -> Result<Transaction<'static, Sqlite>, StoreError> {
        Ok(self.pool.begin_with("BEGIN IMMEDIATE").await?)
    }

    /// Writes a whole, compact copy to `to` and checks it. Never writes over a file.
    pub async fn back_up(&self, to: &Path) -> Result<(), StoreError> {
        if to.exists() {
            return Err(StoreError::AlreadyThere(to.to_owned()));
        }
        let file = |detail: String| StoreError::File {
            path: to.to_owned(),
            detail,
        };
        // Under another name until it is whole: a copy cut short must not pass for a backup.
        let mut name = to
            .file_name()
            .ok_or_else(|| file("it has no file name".to_owned()))?
            .to_owned();
        name.push(".part");
        let part = to.with_file_name(name);
        remove(&part).map_err(|e| file(e.to_string()))?;
        let text = part
            .to_str()
            .ok_or_else(|| file("its name cannot be used".to_owned()))?;

        let done = async {
            sqlx::query("VACUUM INTO ?")
                .bind(text)
                .execute(&self.pool)
                .await
                .map_err(|e| StoreError::at(to, e))?;
            let copy = SqliteConnectOptions::new().filename(&part).read_only(true);
            let copy = SqlitePoolOptions::new()
                .max_connections(1)
                .connect_with(copy)
                .await?;
            let verdict: String = sqlx::query_scalar("PRAGMA quick_check(1)")
                .fetch_one(&copy)
                .await?;
            copy.close().await;
            if verdict != "ok" {
                return Err(StoreError::Damaged {
                    path: to.to_owned(),
                    detail: verdict,
                });
            }
            let written = fs::File::options()
                .write(true)
                .open(&part)
                .and_then(|f| f.sync_all());
            written.map_err(|e| file(e.to_string()))
        }
        .await;
        match done {
            Ok(()) => fs::rename(&part, to).map_err(|e| file(e.to_string())),
            Err(e) => {
                // The first fault is the one to tell; a left-over part is overwritten next time.
                let _ = remove(&part);
                Err(e)
            }
        }
    }
}

/// Looks at the first bytes of the file without opening it as a database, which would touch it.
fn check_header(path: &Path) -> Result<(), StoreError> {
    let file = |e: std::io::Error| match e.kind() {
        std::io::ErrorKind::NotFound => StoreError::NotFound(path.to_owned()),
        _ => StoreError::File {
            path: path.to_owned(),
            detail: e.to_string(),
        },
    };
    if path.is_dir() {
        return Err(StoreError::NotAWorkspace(path.to_owned()));
    }
    let mut header = [0u8; 100];
    let read = fs::File::open(path).and_then(|mut f| f.read_exact(&mut header));
    match read {
        Err(e) if e.kind() == std::io::ErrorKind::UnexpectedEof => {
            Err(StoreError::NotAWorkspace(path.to_owned()))
        }
        Err(e) => Err(file(e)),
        // https://www.sqlite.org/fileformat.html#the_database_header
        Ok(())
            if &header[..16] == b"SQLite format 3\0"
                && header[68..72] == APPLICATION_ID.to_be_bytes() =>
        {
            Ok(())
        }
        Ok(()) => Err(StoreError::NotAWorkspace(path.to_owned())),
    }
}

fn remove(path: &Path) -> std::io::Result<()> {
    match fs::remove_file(path) {
        Err(e) if e.kind() != std::io::ErrorKind::NotFound => Err(e),
        _ => Ok(()),
    }
}
