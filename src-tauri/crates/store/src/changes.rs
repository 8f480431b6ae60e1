//! The history of what people changed: append-only, and what undo and redo work on.
//!
//! An entry has the state before and after. The present state of a noun is made from its last entry by [`put`],
//! the only place that writes the tables of the nouns.

use jiff::Timestamp;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use sqlx::SqliteConnection;

use crate::{StoreError, Workspace, annotations, corrections, decisions, settings, sources};

/// Who does it, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Who {
    /// Name the person gave, if any.
    pub by: Option<String>,
    pub at: Timestamp,
}

/// What can be changed by a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Noun {
    Annotation,
    Correction,
    Decision,
    Setting,
    /// The marks on a source, never the source.
    Source,
}

impl Noun {
    /// The name in the file.
    pub fn slug(self) -> &'static str {
        match self {
            Noun::Annotation => "annotation",
            Noun::Correction => "correction",
            Noun::Decision => "decision",
            Noun::Setting => "setting",
            Noun::Source => "source",
        }
    }

    fn of(slug: &str) -> Option<Noun> {
        [
            Noun::Annotation,
            Noun::Correction,
            Noun::Decision,
            Noun::Setting,
            Noun::Source,
        ]
        .into_iter()
        .find(|n| n.slug() == slug)
    }
}

/// What an entry of the history is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Action {
    Change,
    Undo,
    Redo,
}

impl Action {
    fn slug(self) -> &'static str {
        match self {
            Action::Change => "change",
            Action::Undo => "undo",
            Action::Redo => "redo",
        }
    }
}

/// An entry of the history.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    pub id: i64,
    pub made: Timestamp,
    pub by: Option<String>,
    pub noun: Noun,
    pub noun_id: i64,
    /// State before; none where there was none.
    pub before: Option<Value>,
    /// State after; none where it was taken away.
    pub after: Option<Value>,
    pub action: Action,
    /// The entry that took this one back.
    pub undone_by: Option<i64>,
}

struct Row {
    id: i64,
    made: String,
    by: Option<String>,
    noun: String,
    noun_id: i64,
    before: Option<String>,
    after: Option<String>,
    action: String,
    undone_by: Option<i64>,
}

impl TryFrom<Row> for Change {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Change, StoreError> {
        Ok(Change {
            id: row.id,
            made: time(&row.made)?,
            by: row.by,
            noun: Noun::of(&row.noun).ok_or_else(|| unknown("noun", &row.noun))?,
            noun_id: row.noun_id,
            before: row.before.map(|s| serde_json::from_str(&s)).transpose()?,
            after: row.after.map(|s| serde_json::from_str(&s)).transpose()?,
            action: [Action::Change, Action::Undo, Action::Redo]
                .into_iter()
                .find(|a| a.slug() == row.action)
                .ok_or_else(|| unknown("action", &row.action))?,
            undone_by: row.undone_by,
        })
    }
}

impl Workspace {
    /// The history, newest first.
    pub async fn changes(&self, limit: u32) -> Result<Vec<Change>, StoreError> {
        let rows = sqlx::query_as!(
            Row,
            r#"SELECT id, made, by, noun, noun_id, before, after, action, undone_by
               FROM changes ORDER BY id DESC LIMIT ?"#,
            limit
        )
        .fetch_all(&self.pool)
        .await?;
        rows.into_iter().map(Change::try_from).collect()
    }

    /// What undo would take back, and redo bring back, if either were asked for now.
    pub async fn ahead(&self) -> Result<(Option<Change>, Option<Change>), StoreError> {
        let mut one = self.pool.acquire().await?;
        Ok((standing(&mut one).await?, taken_back(&mut one).await?))
    }

    /// Takes back the last change that stands. None where there is none.
    pub async fn undo(&self, who: &Who) -> Result<Option<Change>, StoreError> {
        let mut tx = self.write().await?;
        let Some(last) = standing(&mut tx).await? else {
            return Ok(None);
        };
        let change = reverse(&mut tx, last, Action::Undo, who).await?;
        tx.commit().await?;
        Ok(Some(change))
    }

    /// Brings back what the last undo took back. None where there is none, or something was changed since.
    pub async fn redo(&self, who: &Who) -> Result<Option<Change>, StoreError> {
        let mut tx = self.write().await?;
        let Some(last) = taken_back(&mut tx).await? else {
            return Ok(None);
        };
        let change = reverse(&mut tx, last, Action::Redo, who).await?;
        tx.commit().await?;
        Ok(Some(change))
    }
}

/// The last change that stands.
async fn standing(connection: &mut SqliteConnection) -> Result<Option<Change>, StoreError> {
    let last = sqlx::query_as!(
        Row,
        r#"SELECT id, made, by, noun, noun_id, before, after, action, undone_by
               FROM changes WHERE action IN ('change', 'redo') AND undone_by IS NULL ORDER BY id DESC LIMIT 1"#
    )
    .fetch_optional(connection)
    .await?;
    last.map(Change::try_from).transpose()
}

/// The last undo, where nothing was changed since.
async fn taken_back(connection: &mut SqliteConnection) -> Result<Option<Change>, StoreError> {
    let last = sqlx::query_as!(
        Row,
        r#"SELECT id, made, by, noun, noun_id, before, after, action, undone_by
               FROM changes
               WHERE action = 'undo' AND undone_by IS NULL
                   AND id > (SELECT coalesce(max(id), 0) FROM changes WHERE action = 'change')
               ORDER BY id DESC LIMIT 1"#
    )
    .fetch_optional(connection)
    .await?;
    last.map(Change::try_from).transpose()
}

/// Enters the reverse of `last` and puts the state back.
async fn reverse(
    tx: &mut SqliteConnection,
    last: Change,
    action: Action,
    who: &Who,
) -> Result<Change, StoreError> {
    let entry = Entry {
        noun: last.noun,
        noun_id: last.noun_id,
        before: last.after,
        after: last.before,
        action,
        undoes: Some(last.id),
    };
    let change = enter(tx, who, entry).await?;
    sqlx::query!(
        "UPDATE changes SET undone_by = ? WHERE id = ?",
        change.id,
        last.id
    )
    .execute(tx)
    .await?;
    Ok(change)
}

struct Entry {
    noun: Noun,
    noun_id: i64,
    before: Option<Value>,
    after: Option<Value>,
    action: Action,
    undoes: Option<i64>,
}

/// Enters a person's change in the history and makes it the present state. `after` is none to take it away.
pub(crate) async fn change<T: Serialize>(
    tx: &mut SqliteConnection,
    who: &Who,
    noun: Noun,
    noun_id: i64,
    before: Option<&T>,
    after: Option<&T>,
) -> Result<Change, StoreError> {
    let before = before.map(serde_json::to_value).transpose()?;
    let after = after.map(serde_json::to_value).transpose()?;
    enter(
        tx,
        who,
        Entry {
            noun,
            noun_id,
            before,
            after,
            action: Action::Change,
            undoes: None,
        },
    )
    .await
}

async fn enter(tx: &mut SqliteConnection, who: &Who, entry: Entry) -> Result<Change, StoreError> {
    let made = who.at.to_string();
    let (noun, action) = (entry.noun.slug(), entry.action.slug());
    let before = entry.before.as_ref().map(Value::to_string);
    let after = entry.after.as_ref().map(Value::to_string);
    let id = sqlx::query!(
        "INSERT INTO changes (made, by, noun, noun_id, before, after, action, undoes) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        made,
        who.by,
        noun,
        entry.noun_id,
        before,
        after,
        action,
        entry.undoes
    )
    .execute(&mut *tx)
    .await?
    .last_insert_rowid();
    put(
        tx,
        entry.noun,
        entry.noun_id,
        entry.before.as_ref(),
        entry.after.as_ref(),
    )
    .await?;
    Ok(Change {
        id,
        made: who.at,
        by: who.by.clone(),
        noun: entry.noun,
        noun_id: entry.noun_id,
        before: entry.before,
        after: entry.after,
        action: entry.action,
        undone_by: None,
    })
}

/// Makes `after` the present state. A row that is taken away keeps its last body and is no longer present.
async fn put(
    tx: &mut SqliteConnection,
    noun: Noun,
    id: i64,
    before: Option<&Value>,
    after: Option<&Value>,
) -> Result<(), StoreError> {
    let Some(body) = after.or(before) else {
        return Ok(());
    };
    let present = after.is_some();
    match noun {
        Noun::Annotation => annotations::put(tx, id, body, present).await,
        Noun::Correction => corrections::put_row(tx, id, body, present).await,
        Noun::Decision => decisions::put_row(tx, id, body, present).await,
        Noun::Setting => settings::put_row(tx, id, body, present).await,
        Noun::Source => sources::put(tx, id, body).await,
    }
}

/// Reads a time as the file has it.
pub(crate) fn time(text: &str) -> Result<Timestamp, StoreError> {
    text.parse().map_err(|_| unknown("time", text))
}

/// Reads a body that this crate wrote.
pub(crate) fn body<T: DeserializeOwned>(text: &str) -> Result<T, StoreError> {
    Ok(serde_json::from_str(text)?)
}

fn unknown(what: &str, value: &str) -> StoreError {
    StoreError::Unreadable(serde::de::Error::custom(format!("{what} ‘{value}’")))
}
