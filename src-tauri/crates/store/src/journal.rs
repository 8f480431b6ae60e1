//! What lies beside a case's file when it is opened: the journal of a transaction that was cut short, with which SQLite
//! takes it back; or the journal of another file, after somebody put a backup in its place, which would mix the two.
//!
//! A journal begins with the first page as it was ([`crate::Workspace`] sees to that), so it shows of which file and
//! of which state of it. One that does not belong is set aside under another name, and told. To be called behind the
//! gate.

use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use sqlx::ConnectOptions;
use sqlx::sqlite::SqliteConnectOptions;

use crate::gate::folder_of;
use crate::header::Header;
use crate::{Notice, StoreError, check};

/// The beginning of a journal that was not finished with: <https://www.sqlite.org/fileformat.html#the_rollback_journal>.
const MAGIC: [u8; 8] = [0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7];
/// More changes of the schema in one transaction than any migration makes.
const MOST_CHANGES: u32 = 1_000;
/// How long a file and its journal must lie still before they are judged: a program at work moves them.
const STILL: Duration = Duration::from_millis(120);
/// How often that is tried.
const TRIES: usize = 20;

/// The name of a file that SQLite keeps beside another.
pub(crate) fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

/// Sets aside what lies beside the file and is not its own.
pub(crate) async fn settle(path: &Path) -> Result<Vec<Notice>, StoreError> {
    let mut told = Vec::new();
    let (log, index) = (beside(path, "-wal"), beside(path, "-shm"));
    if log.exists() && !log_belongs(path, &log).await? {
        told.extend(set_aside(path, &log)?);
        told.extend(set_aside(path, &index)?);
    }
    let journal = beside(path, "-journal");
    if journal.exists() && !journal_belongs(path, &journal).await? {
        told.extend(set_aside(path, &journal)?);
    }
    Ok(told)
}

/// A file and its journal as they were at one moment.
#[derive(Debug, Clone, PartialEq)]
struct Pair {
    header: Header,
    journal: Option<Journal>,
    length: u64,
    changed: Option<SystemTime>,
}

/// What a journal says of itself.
#[derive(Debug, Clone, PartialEq)]
struct Journal {
    page_size: u32,
    /// The header of the file before the transaction; none where the first page is not the first in the journal.
    before: Option<Header>,
}

impl Pair {
    /// None where the journal is gone.
    fn read(path: &Path, journal: &Path) -> Result<Option<Pair>, StoreError> {
        let there = match fs::metadata(journal) {
            Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(None),
            there => there.map_err(|e| StoreError::file(journal, e))?,
        };
        Ok(Some(Pair {
            journal: Journal::read(journal).map_err(|e| StoreError::file(journal, e))?,
            header: Header::of_case(path)?,
            length: there.len(),
            changed: there.modified().ok(),
        }))
    }

    fn belongs(&self) -> bool {
        let Some(journal) = &self.journal else {
            // Empty or finished with: SQLite does nothing with it.
            return true;
        };
        if journal.page_size != self.header.page_size() {
            return false;
        }
        let Some(before) = &journal.before else {
            return true;
        };
        let counted = self
            .header
            .change_counter()
            .wrapping_sub(before.change_counter());
        let changes = self
            .header
            .schema_cookie()
            .wrapping_sub(before.schema_cookie());
        match counted {
            0 => self.header == *before,
            1 => changes <= MOST_CHANGES,
            _ => false,
        }
    }
}

impl Journal {
    /// None where it holds nothing to take back.
    fn read(path: &Path) -> io::Result<Option<Journal>> {
        let mut file = File::open(path)?;
        let mut start = [0; 28];
        if let Err(e) = file.read_exact(&mut start) {
            return match e.kind() {
                io::ErrorKind::UnexpectedEof => Ok(None),
                _ => Err(e),
            };
        }
        if start[..8] != MAGIC {
            return Ok(None);
        }
        let number = |at: usize| {
            u32::from_be_bytes([start[at], start[at + 1], start[at + 2], start[at + 3]])
        };
        // The first record comes after a sector: a page's number, and the page as it was.
        let mut record = [0; 4 + Header::LENGTH];
        file.seek(SeekFrom::Start(u64::from(number(20))))?;
        let before = match file.read_exact(&mut record) {
            Ok(()) => Some(record).filter(|r| r[..4] == 1u32.to_be_bytes()),
            Err(e) if e.kind() == io::ErrorKind::UnexpectedEof => None,
            Err(e) => return Err(e),
        };
        Ok(Some(Journal {
            page_size: number(24),
            before: before.map(|record| {
                let mut header = [0; Header::LENGTH];
                header.copy_from_slice(&record[4..]);
                Header(header)
            }),
        }))
    }
}

/// Looks again until nothing has moved meanwhile: another program may be at work, and its journal belongs.
async fn journal_belongs(path: &Path, journal: &Path) -> Result<bool, StoreError> {
    let mut last = None;
    for _ in 0..TRIES {
        let Some(pair) = Pair::read(path, journal)? else {
            return Ok(true);
        };
        if pair.belongs() {
            return Ok(true);
        }
        if last.as_ref() == Some(&pair) {
            return Ok(false);
        }
        last = Some(pair);
        tokio::time::sleep(STILL).await;
    }
    // Somebody writes all the while.
    Ok(true)
}

/// A log has nothing that shows whose it is: what the two make together is looked at, in a copy.
async fn log_belongs(path: &Path, log: &Path) -> Result<bool, StoreError> {
    if !Header::of_case(path)?.has_log() {
        // A file of ours needs none; nor does an empty one say anything.
        return Ok(false);
    }
    let state = || {
        let state = |path: &Path| {
            let there = fs::metadata(path).ok()?;
            Some((there.len(), there.modified().ok()?))
        };
        (state(path), state(log))
    };
    for _ in 0..TRIES {
        let before = state();
        if before.1.is_none_or(|(length, _)| length == 0) {
            return Ok(true);
        }
        let sound = sound_together(path, log).await?;
        if sound {
            return Ok(true);
        }
        tokio::time::sleep(STILL).await;
        if state() == before {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Whether a copy of both is whole, every original and the history among it.
async fn sound_together(path: &Path, log: &Path) -> Result<bool, StoreError> {
    let file = |e| StoreError::file(path, e);
    let folder = tempfile::Builder::new()
        .prefix(".scrutiny-look-")
        .tempdir_in(folder_of(path))
        .map_err(file)?;
    let copy = folder.path().join("copy.scrutiny");
    fs::copy(path, &copy).map_err(file)?;
    fs::copy(log, beside(&copy, "-wal")).map_err(file)?;
    let options = SqliteConnectOptions::new().filename(&copy);
    let Ok(mut connection) = options.connect().await else {
        return Ok(false);
    };
    let damage = check::whole(&mut connection).await;
    // The copy goes with its folder, closed or not.
    let _ = sqlx::Connection::close(connection).await;
    Ok(damage.is_ok_and(|found| found.is_empty()))
}

/// Puts it under another name; nothing of it is lost. What is empty is removed.
fn set_aside(path: &Path, stray: &Path) -> Result<Option<Notice>, StoreError> {
    let fault = |e: io::Error| StoreError::file(path, e);
    let Ok(there) = fs::metadata(stray) else {
        return Ok(None);
    };
    if there.len() == 0 {
        fs::remove_file(stray).map_err(fault)?;
        return Ok(None);
    }
    let mut number = 1;
    let kept = loop {
        let kept = beside(stray, &format!(".set-aside-{number}"));
        if !kept.exists() {
            break kept;
        }
        number += 1;
    };
    fs::rename(stray, &kept).map_err(fault)?;
    Ok(Some(Notice::SetAside {
        stray: stray.to_owned(),
        kept,
    }))
}
