//! One program at a time makes, opens, migrates or replaces a case of a folder: a lock on the folder itself, so that
//! nothing lies beside the case for it. Whoever comes second waits.
//!
//! Deliberately not here: reading and writing, for which SQLite's own locks are enough.

use std::fs::{File, TryLockError};
use std::path::Path;
use std::time::{Duration, Instant};

use crate::StoreError;

/// How long to wait for another program that is at the gate: it may be bringing a large case up to date.
const PATIENCE: Duration = Duration::from_secs(120);
/// How often to look.
const LOOK: Duration = Duration::from_millis(15);

/// Held while a case is made, opened, migrated or replaced. Let go when dropped, and by the system where the program
/// ends.
#[derive(Debug)]
pub(crate) struct Gate(#[allow(dead_code, reason = "held, not used")] Option<File>);

impl Gate {
    /// Waits for the gate of the folder in which `path` is or will be.
    pub async fn enter(path: &Path) -> Result<Gate, StoreError> {
        let Some(file) = handle(path) else {
            return Ok(Gate(None));
        };
        let since = Instant::now();
        loop {
            match file.try_lock() {
                Ok(()) => return Ok(Gate(Some(file))),
                Err(TryLockError::WouldBlock) if since.elapsed() < PATIENCE => {
                    tokio::time::sleep(LOOK).await;
                }
                Err(TryLockError::WouldBlock) => return Err(StoreError::Busy),
                // Some network folders know no locks: then SQLite's are the only ones.
                Err(TryLockError::Error(_)) => return Ok(Gate(None)),
            }
        }
    }
}

/// What is locked: the folder.
#[cfg(unix)]
fn handle(path: &Path) -> Option<File> {
    File::open(folder_of(path)).ok()
}

/// Elsewhere a folder cannot be opened: a file in the person's own temporary folder stands for it.
#[cfg(not(unix))]
fn handle(path: &Path) -> Option<File> {
    use std::hash::{DefaultHasher, Hash as _, Hasher as _};
    let mut hasher = DefaultHasher::new();
    folder_of(path).canonicalize().ok()?.hash(&mut hasher);
    let name = format!("scrutiny-desk-{:016x}.lock", hasher.finish());
    let mut options = File::options();
    options.create(true).truncate(false).write(true);
    options.open(std::env::temp_dir().join(name)).ok()
}

/// The folder of a file.
pub(crate) fn folder_of(path: &Path) -> &Path {
    path.parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."))
}
