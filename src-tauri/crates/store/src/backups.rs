//! Backups: whole, checked copies of a case, in a folder beside it and wherever a person asks for one.
//!
//! A copy is made under another name, looked at in full (its pages, what they point at, the SHA-256 of each original),
//! put on the disk, and only then has its name. What was made by itself goes by itself when there are newer ones; what a
//! person put there stays. Deliberately not here: bringing one back ([`crate::restore`]), and when it is time for one.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use sqlx::sqlite::{SqliteConnectOptions, SqliteSynchronous};
use sqlx::{ConnectOptions, Connection, SqliteConnection};
use tempfile::TempPath;

use crate::gate::folder_of;
use crate::workspace::{draw_cookie, put_in_place};
use crate::{StoreError, Workspace, check};

/// How a time stands in the name of a backup.
const TIME: &str = "%Y-%m-%d %H%M%SZ";
const LENGTH_OF_TIME: usize = "2026-11-30 211500Z".len();
/// The ending of a case's file.
const ENDING: &str = ".scrutiny";
/// Backups that are made by themselves are at least so far apart.
const APART: SignedDuration = SignedDuration::from_hours(1);

/// Why a backup was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Occasion {
    /// It was time for one, when the case was opened or while it was open.
    Regular,
    /// A newer program was about to change the form of the file.
    Update,
    /// Another backup was brought back in the place of this state.
    Restore,
}

impl Occasion {
    const ALL: [Occasion; 3] = [Occasion::Regular, Occasion::Update, Occasion::Restore];

    /// The name in data and in the names of files.
    pub fn slug(self) -> &'static str {
        match self {
            Occasion::Regular => "regular",
            Occasion::Update => "before update",
            Occasion::Restore => "before restore",
        }
    }
}

/// A backup in the folder beside a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backup {
    pub path: PathBuf,
    pub made: Timestamp,
    pub occasion: Occasion,
    pub bytes: u64,
}

/// Where the backups of a case are.
pub(crate) fn folder(case: &Path) -> PathBuf {
    case.with_file_name(format!("{}.backups", stem(case)))
}

/// The path of a backup that is made now.
pub(crate) fn path_for(case: &Path, at: Timestamp, occasion: Occasion) -> PathBuf {
    let time = at.to_zoned(TimeZone::UTC).strftime(TIME);
    folder(case).join(format!("{} {time} {}{ENDING}", stem(case), occasion.slug()))
}

fn stem(case: &Path) -> String {
    let stem = case.file_stem().unwrap_or(case.as_os_str());
    stem.to_string_lossy().into_owned()
}

/// The backups beside a case, the newest first. What else is in the folder is left alone.
pub fn backups(case: &Path) -> Vec<Backup> {
    let Ok(entries) = fs::read_dir(folder(case)) else {
        return Vec::new();
    };
    let stem = stem(case);
    let mut all: Vec<Backup> = entries
        .flatten()
        .filter_map(|entry| {
            let name = entry.file_name().to_str()?.to_owned();
            let rest = name.strip_prefix(&stem)?.strip_prefix(' ')?;
            let (time, rest) = rest.split_at_checked(LENGTH_OF_TIME)?;
            let occasion = rest.strip_prefix(' ')?.strip_suffix(ENDING)?;
            let time = time.strip_suffix('Z')?;
            let made = jiff::civil::DateTime::strptime("%Y-%m-%d %H%M%S", time).ok()?;
            let there = entry.metadata().ok().filter(fs::Metadata::is_file)?;
            Some(Backup {
                path: entry.path(),
                made: made.to_zoned(TimeZone::UTC).ok()?.timestamp(),
                occasion: Occasion::ALL.into_iter().find(|o| o.slug() == occasion)?,
                bytes: there.len(),
            })
        })
        .collect();
    all.sort_by(|a, b| (b.made, &b.path).cmp(&(a.made, &a.path)));
    all
}

/// The newest backup of a state that was whole when it was copied.
pub(crate) fn newest(case: &Path) -> Option<PathBuf> {
    let mut good = backups(case).into_iter();
    good.find(|one| one.occasion != Occasion::Restore)
        .map(|one| one.path)
}

impl Workspace {
    /// Writes a whole, compact copy to `to` and checks it. Never writes over a file.
    pub async fn back_up(&self, to: &Path) -> Result<(), StoreError> {
        if to.exists() {
            return Err(StoreError::AlreadyThere(to.to_owned()));
        }
        let mut connection = self.pool.acquire().await?;
        copy(&mut connection, to).await
    }

    /// Makes a backup beside the case, where something was changed since the last one and that is an hour old. Those
    /// that newer ones have made dispensable go.
    ///
    /// # Errors
    /// Where it cannot be made: then there is none, and those before are kept.
    pub async fn back_up_if_due(&self, now: Timestamp) -> Result<Option<Backup>, StoreError> {
        if self.damage().is_some() {
            // A copy of it would be no good, and must take no other's place.
            return Ok(None);
        }
        let mut connection = self.pool.acquire().await?;
        let state = State::of(&mut connection).await?;
        let before = backups(self.path()).into_iter();
        if let Some(last) = before
            .filter(|one| one.occasion != Occasion::Restore)
            .max_by_key(|one| one.made)
        {
            let since = now.duration_since(last.made);
            if since.abs() < APART || State::in_file(&last.path).await == Some(state) {
                return Ok(None);
            }
        } else if state == State::default() {
            return Ok(None);
        }
        keep(&mut connection, self.path(), now, Occasion::Regular).await
    }
}

/// Copies the state of a case to the folder beside it, and tidies that.
pub(crate) async fn keep(
    connection: &mut SqliteConnection,
    case: &Path,
    now: Timestamp,
    occasion: Occasion,
) -> Result<Option<Backup>, StoreError> {
    let to = path_for(case, now, occasion);
    make_folder(case)?;
    match copy(connection, &to).await {
        // Another program was as quick.
        Err(StoreError::AlreadyThere(_)) => return Ok(None),
        other => other?,
    }
    let all = backups(case);
    for old in dispensable(&all) {
        // It stays where it cannot be removed, and goes another time.
        let _ = fs::remove_file(&old.path);
    }
    Ok(all.into_iter().find(|one| one.path == to))
}

/// The folder for the backups of a case, for nobody but its owner.
pub(crate) fn make_folder(case: &Path) -> Result<(), StoreError> {
    let folder = folder(case);
    let mut make = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut make, 0o700);
    match make.create(&folder) {
        Err(e) if e.kind() != std::io::ErrorKind::AlreadyExists => {
            Err(StoreError::file(&folder, e))
        }
        _ => Ok(()),
    }
}

/// Those that may go: of the regular ones all but the newest three, the newest of each of seven days and of each of
/// five weeks; of the others all but the newest three of their kind.
fn dispensable(newest_first: &[Backup]) -> Vec<&Backup> {
    let mut kept: HashSet<&Path> = HashSet::new();
    let day = |one: &Backup| one.made.as_second().div_euclid(86_400);
    for occasion in Occasion::ALL {
        let own = || newest_first.iter().filter(|o| o.occasion == occasion);
        kept.extend(own().take(3).map(|one| one.path.as_path()));
        if occasion == Occasion::Regular {
            for (length, most) in [(1, 7), (7, 5)] {
                let mut spans = Vec::new();
                for one in own() {
                    let span = day(one).div_euclid(length);
                    if !spans.contains(&span) && spans.len() < most {
                        spans.push(span);
                        kept.insert(&one.path);
                    }
                }
            }
        }
    }
    let goes = |one: &&Backup| !kept.contains(one.path.as_path());
    newest_first.iter().filter(goes).collect()
}

/// Writes a copy under a name of its own, looks at all of it, and gives it its name.
pub(crate) async fn copy(connection: &mut SqliteConnection, to: &Path) -> Result<(), StoreError> {
    put_in_place(copied(connection, to).await?, to)
}

/// A whole copy beside `to`, looked at in full, that has no name yet.
pub(crate) async fn copied(
    connection: &mut SqliteConnection,
    to: &Path,
) -> Result<TempPath, StoreError> {
    let fault = |e| StoreError::file(to, e);
    if to.file_name().is_none() {
        return Err(StoreError::File {
            path: to.to_owned(),
            detail: "it has no file name".to_owned(),
        });
    }
    let part = tempfile::Builder::new()
        .prefix(".scrutiny-copy-")
        .suffix(".part")
        .tempfile_in(folder_of(to))
        .map_err(fault)?
        .into_temp_path();
    let text = part.to_str().ok_or_else(|| StoreError::File {
        path: to.to_owned(),
        detail: "the name of its folder cannot be used".to_owned(),
    })?;
    sqlx::query("VACUUM INTO ?")
        .bind(text)
        .execute(connection)
        .await
        .map_err(|e| StoreError::at(to, e))?;
    let copied = SqliteConnectOptions::new()
        .filename(&part)
        .synchronous(SqliteSynchronous::Off);
    let mut copied = copied.connect().await?;
    draw_cookie(&mut copied).await?;
    let found = check::whole(&mut copied).await?;
    copied.close().await?;
    if let Some(damage) = found.into_iter().next() {
        return Err(StoreError::Damaged {
            damage,
            backup: None,
        });
    }
    Ok(part)
}

/// How far the history of a case is: two of one case that are equal hold the same.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct State {
    changes: i64,
    sources: i64,
    packs: i64,
}

impl State {
    async fn of(connection: &mut SqliteConnection) -> Result<State, StoreError> {
        let (changes, sources, packs) = sqlx::query_as(
            "SELECT (SELECT coalesce(max(id), 0) FROM changes), (SELECT coalesce(max(id), 0) FROM sources),
                 (SELECT coalesce(max(id), 0) FROM packs)",
        )
        .fetch_one(connection)
        .await?;
        Ok(State {
            changes,
            sources,
            packs,
        })
    }

    /// None where it cannot be read.
    async fn in_file(path: &Path) -> Option<State> {
        let options = SqliteConnectOptions::new().filename(path).read_only(true);
        let mut connection = options.connect().await.ok()?;
        let state = State::of(&mut connection).await.ok();
        connection.close().await.ok()?;
        state
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn backup(hours: i64, occasion: Occasion) -> Backup {
        let made = Timestamp::from_second(1_790_000_000 + hours * 3_600).unwrap();
        Backup {
            path: path_for(Path::new("/c/a.scrutiny"), made, occasion),
            made,
            occasion,
            bytes: 1,
        }
    }

    #[test]
    fn of_many_the_newest_and_one_a_day_and_one_a_week_are_kept() {
        // Every two hours for sixty days, the newest first, and four before updates.
        let mut all: Vec<Backup> = (0..720)
            .rev()
            .map(|n| backup(n * 2, Occasion::Regular))
            .collect();
        all.extend((0..4).rev().map(|n| backup(n, Occasion::Update)));
        let goes = dispensable(&all);
        let kept: Vec<&Backup> = all.iter().filter(|one| !goes.contains(one)).collect();
        let regular = kept
            .iter()
            .filter(|one| one.occasion == Occasion::Regular)
            .count();
        assert!((11..=15).contains(&regular), "{regular}");
        assert_eq!(kept.len() - regular, 3);
        assert_eq!(kept[0], &all[0]);
        let weeks = kept.iter().map(|one| one.made).min();
        let oldest = all[0].made - SignedDuration::from_hours(24 * 27);
        assert!(weeks.is_some_and(|at| at < oldest), "four weeks back");
        assert!(dispensable(&all[..3]).is_empty());
    }
}
