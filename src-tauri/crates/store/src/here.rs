//! Which cases this process has open, and whether the file is still the one that was opened.
//!
//! On Unix a process loses all its locks on a file when it closes any handle of it: the bytes of a case are never read
//! past SQLite while this process has it open. See <https://www.sqlite.org/howtocorrupt.html>.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

static OPEN: Mutex<BTreeMap<PathBuf, usize>> = Mutex::new(BTreeMap::new());

/// Says that this process has the file open, as long as it is kept.
#[derive(Debug)]
pub(crate) struct Here(PathBuf);

impl Here {
    /// For a path without links in it.
    pub fn enter(path: PathBuf) -> Here {
        *open().entry(path.clone()).or_default() += 1;
        Here(path)
    }

    /// Whether this process has it open.
    pub fn has(path: &Path) -> bool {
        open().contains_key(path)
    }
}

impl Drop for Here {
    fn drop(&mut self) {
        let mut open = open();
        if let Some(times) = open.get_mut(&self.0) {
            *times -= 1;
            if *times == 0 {
                open.remove(&self.0);
            }
        }
    }
}

fn open() -> MutexGuard<'static, BTreeMap<PathBuf, usize>> {
    OPEN.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Which file is at a path, told without opening it; none where the system does not say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct FileId(#[cfg(unix)] (u64, u64));

impl FileId {
    #[cfg(unix)]
    pub fn at(path: &Path) -> Option<FileId> {
        use std::os::unix::fs::MetadataExt as _;
        let found = std::fs::metadata(path).ok()?;
        Some(FileId((found.dev(), found.ino())))
    }

    /// Windows does not let a file be replaced that is open.
    #[cfg(not(unix))]
    pub fn at(_path: &Path) -> Option<FileId> {
        None
    }
}
