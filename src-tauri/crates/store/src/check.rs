//! Whether a file is whole: its pages, what they point at, the originals, and what the history says.
//!
//! Works on the file of any version, and only reads.

use sha2::{Digest, Sha256};
use sqlx::{AssertSqlSafe, Row as _, SqliteConnection};

use crate::changes::Noun;
use crate::{Damage, StoreError, digest};

/// A look at every page, as is done whenever a case is opened.
pub(crate) async fn quick(connection: &mut SqliteConnection) -> Result<Option<Damage>, StoreError> {
    Ok((!pages(connection, "PRAGMA quick_check(1)").await?).then_some(Damage::Pages))
}

/// Everything. Nothing where all is well.
pub(crate) async fn whole(connection: &mut SqliteConnection) -> Result<Vec<Damage>, StoreError> {
    if !pages(connection, "PRAGMA integrity_check(1)").await? {
        // What the rest would find comes of it.
        return Ok(vec![Damage::Pages]);
    }
    match rows(connection).await {
        Err(StoreError::Damaged { damage, .. }) => Ok(vec![damage]),
        found => found,
    }
}

async fn pages(connection: &mut SqliteConnection, look: &'static str) -> Result<bool, StoreError> {
    match sqlx::query_scalar::<_, String>(look)
        .fetch_one(connection)
        .await
        .map_err(StoreError::from)
    {
        Ok(verdict) => Ok(verdict == "ok"),
        Err(StoreError::Damaged { .. }) => Ok(false),
        Err(e) => Err(e),
    }
}

async fn rows(connection: &mut SqliteConnection) -> Result<Vec<Damage>, StoreError> {
    let mut found = Vec::new();
    let strays = sqlx::query("PRAGMA foreign_key_check")
        .fetch_all(&mut *connection)
        .await?;
    let version: i64 = sqlx::query_scalar("PRAGMA user_version")
        .fetch_one(&mut *connection)
        .await?;
    // A part has the original of its file.
    let without: i64 = sqlx::query_scalar(if version < 9 {
        "SELECT count(*) FROM sources WHERE id NOT IN (SELECT source FROM originals)"
    } else {
        "SELECT count(*) FROM sources AS s WHERE NOT EXISTS
             (SELECT 1 FROM originals AS o JOIN sources AS f ON f.id = o.source
              WHERE f.sha256 = coalesce(s.part ->> '$.file', s.sha256))"
    })
    .fetch_one(&mut *connection)
    .await?;
    if !strays.is_empty() || without > 0 {
        found.push(Damage::Rows);
    }
    found.extend(originals(connection).await?);
    if !history_holds(connection).await? {
        found.push(Damage::History);
    }
    if version >= 10 {
        found.extend(digest::broken(connection).await?);
        if !notes_are_found(connection).await? {
            found.push(Damage::History);
        }
    }
    Ok(found)
}

/// One at a time: together they may be more than fits in memory.
async fn originals(connection: &mut SqliteConnection) -> Result<Vec<Damage>, StoreError> {
    let mut found = Vec::new();
    let sources: Vec<(i64, String, String)> =
        sqlx::query_as("SELECT id, file, sha256 FROM sources ORDER BY id")
            .fetch_all(&mut *connection)
            .await?;
    for (id, file, sha256) in sources {
        let bytes: Option<Vec<u8>> =
            sqlx::query_scalar("SELECT bytes FROM originals WHERE source = ?")
                .bind(id)
                .fetch_optional(&mut *connection)
                .await?;
        if bytes.is_some_and(|bytes| hexadecimal(&bytes) != sha256) {
            found.push(Damage::Original { file });
        }
    }
    Ok(found)
}

/// Whether each thing is as the last entry about it left it.
async fn history_holds(connection: &mut SqliteConnection) -> Result<bool, StoreError> {
    let tables: Vec<String> =
        sqlx::query_scalar("SELECT name FROM sqlite_schema WHERE type = 'table'")
            .fetch_all(&mut *connection)
            .await?;
    for (noun, table) in [
        (Noun::Annotation, "annotations"),
        (Noun::Correction, "corrections"),
        (Noun::Decision, "decisions"),
        (Noun::Setting, "settings"),
    ] {
        if !tables.iter().any(|name| name == table) {
            continue;
        }
        let slug = noun.slug();
        // Nothing here comes from outside.
        let sql = format!(
            "SELECT (SELECT count(*) FROM {table} AS t LEFT JOIN changes AS c ON c.id =
                 (SELECT max(id) FROM changes WHERE noun = '{slug}' AND noun_id = t.id)
             WHERE json(t.body) IS NOT json(coalesce(c.after, c.before)) OR (c.after IS NULL) IS NOT (t.present = 0))
             + (SELECT count(*) FROM changes WHERE noun = '{slug}' AND noun_id NOT IN (SELECT id FROM {table}))"
        );
        let wrong = sqlx::query(AssertSqlSafe(sql))
            .fetch_one(&mut *connection)
            .await?;
        if wrong.try_get::<i64, _>(0)? > 0 {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Whether what can be found of each note is what it says.
async fn notes_are_found(connection: &mut SqliteConnection) -> Result<bool, StoreError> {
    let other: i64 = sqlx::query_scalar(
        "SELECT count(*) FROM annotations AS a LEFT JOIN passages AS p ON p.kind = 'note' AND p.item = a.id
         WHERE a.present = 1 AND p.text IS NOT a.body ->> '$.text'",
    )
    .fetch_one(connection)
    .await?;
    Ok(other == 0)
}

pub(crate) fn hexadecimal(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    let mut hex = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        // Writing to a string cannot fail.
        let _ = write!(hex, "{byte:02x}");
    }
    hex
}
