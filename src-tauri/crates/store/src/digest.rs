//! The digest of what was read of a source, kept beside it: what tells that a row was changed by anything but this
//! program. An original has its SHA-256, and what people wrote has its history; this is for all the rest of a source.
//!
//! Made from the rows as they lie in the file, so that keeping and checking cannot differ.

use sha2::{Digest, Sha256};
use sqlx::SqliteConnection;

use crate::{Damage, StoreError};

/// Keeps the digest of a source as it is now. To be called at the end of whatever changes what was read of it.
pub(crate) async fn put(tx: &mut SqliteConnection, source: i64) -> Result<(), StoreError> {
    let digest = of(&mut *tx, source).await?;
    sqlx::query!(
        "UPDATE readings SET digest = ? WHERE source = ?",
        digest,
        source
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Keeps those that an earlier program did not.
pub(crate) async fn put_missing(connection: &mut SqliteConnection) -> Result<(), StoreError> {
    let without = sqlx::query_scalar!("SELECT source FROM readings WHERE digest IS NULL")
        .fetch_all(&mut *connection)
        .await?;
    for source in without {
        put(connection, source).await?;
    }
    Ok(())
}

/// The sources of which something else lies there than was kept.
pub(crate) async fn broken(connection: &mut SqliteConnection) -> Result<Vec<Damage>, StoreError> {
    let kept = sqlx::query!(
        "SELECT r.source, r.digest, s.file FROM readings AS r JOIN sources AS s ON s.id = r.source ORDER BY r.source"
    )
    .fetch_all(&mut *connection)
    .await?;
    let mut found = Vec::new();
    for one in kept {
        if let Some(digest) = one.digest
            && of(connection, one.source).await? != digest
        {
            found.push(Damage::Reading { file: one.file });
        }
    }
    Ok(found)
}

async fn of(connection: &mut SqliteConnection, source: i64) -> Result<String, StoreError> {
    let mut digest = Sha256::new();
    // Each part with its length, so that no two sets of parts are one text.
    let mut add = |part: &[u8]| {
        digest.update((part.len() as u64).to_le_bytes());
        digest.update(part);
    };
    let of_source = sqlx::query!(
        "SELECT file, format, imported FROM sources WHERE id = ?",
        source
    )
    .fetch_optional(&mut *connection)
    .await?;
    if let Some(row) = of_source {
        [row.file, row.format, row.imported]
            .iter()
            .for_each(|part| add(part.as_bytes()));
    }
    let document = sqlx::query!("SELECT body, words FROM documents WHERE source = ?", source)
        .fetch_optional(&mut *connection)
        .await?;
    if let Some(row) = document {
        add(row.body.as_bytes());
        add(&row.words);
    }
    let rows = sqlx::query_scalar!(
        r#"SELECT body AS "body!" FROM (
               SELECT 0 AS part, 0 AS place, body FROM facts WHERE source = ?1
               UNION ALL SELECT 1, position, body FROM findings WHERE source = ?1
               UNION ALL SELECT 2, id, kind || ' ' || item || ' ' || text FROM passages WHERE source = ?1 AND kind <> 'note'
           ) ORDER BY part, place"#,
        source
    )
    .fetch_all(connection)
    .await?;
    rows.iter().for_each(|body: &String| add(body.as_bytes()));
    Ok(digest
        .finalize()
        .iter()
        .map(|b| format!("{b:02x}"))
        .collect())
}
