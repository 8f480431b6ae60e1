//! The files that were imported, byte for byte, and the marks a person set on them.

use jiff::Timestamp;
use scrutiny_domain::annotations::Visibility;
use scrutiny_domain::document::facts::Facts;
use scrutiny_domain::document::{Document, Source};
use scrutiny_domain::findings::Finding;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sqlx::SqliteConnection;

use crate::changes::{self, Noun, Who, body, time};
use crate::{StoreError, Workspace, digest, documents, facts, findings, search};

/// A source with all that was read in it, to be kept.
#[derive(Debug, Clone, Copy)]
pub struct NewSource<'a> {
    pub bytes: &'a [u8],
    pub document: &'a Document,
    pub facts: &'a Facts,
    pub findings: &'a [Finding],
    /// Version of the rules by which it was read.
    pub rules: &'a str,
    pub imported: Timestamp,
    /// How it comes in, before a person says anything about it.
    pub marks: Marks,
}

/// A source in the workspace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredSource {
    pub id: i64,
    pub source: Source,
    pub imported: Timestamp,
    /// Row of the older issue of the same document.
    pub supersedes: Option<i64>,
    /// Row of the newer issue.
    pub superseded_by: Option<i64>,
    pub marks: Marks,
}

/// What a person says about a source as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Marks {
    pub visibility: Visibility,
    /// Left out of lists, comparisons and searches. It stays in the file.
    pub set_aside: bool,
}

impl Marks {
    /// Those of a paper of which nobody has said anything.
    pub const NONE: Marks = Marks {
        visibility: Visibility::Public,
        set_aside: false,
    };
}

impl Workspace {
    /// Keeps a source and what was read in it; all or nothing. Gives its row.
    pub async fn keep(&self, new: NewSource<'_>) -> Result<i64, StoreError> {
        let source = &new.document.source;
        let mut tx = self.write().await?;
        let known = sqlx::query!(
            "SELECT file, set_aside FROM sources WHERE sha256 = ?",
            source.sha256
        )
        .fetch_optional(&mut *tx)
        .await?;
        if let Some(known) = known {
            return Err(StoreError::AlreadyImported {
                file: known.file,
                set_aside: known.set_aside == 1,
            });
        }
        let format = serde_json::to_value(source.format)?;
        let format = format.as_str().unwrap_or_default();
        let warnings = serde_json::to_string(&source.warnings)?;
        let size = i64::try_from(new.bytes.len()).unwrap_or(i64::MAX);
        let imported = new.imported.to_string();
        let part = part(source)?;
        let visibility = slug(new.marks.visibility)?;
        let id = sqlx::query!(
            "INSERT INTO sources (sha256, file, format, size, damaged, warnings, imported, part, visibility, set_aside)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            source.sha256,
            source.file,
            format,
            size,
            source.damaged,
            warnings,
            imported,
            part,
            visibility,
            new.marks.set_aside
        )
        .execute(&mut *tx)
        .await?
        .last_insert_rowid();
        // A part has that of its file.
        if source.part.is_none() {
            sqlx::query!(
                "INSERT INTO originals (source, bytes) VALUES (?, ?)",
                id,
                new.bytes
            )
            .execute(&mut *tx)
            .await?;
        }
        put_reading(
            &mut tx,
            id,
            new.document,
            new.facts,
            new.findings,
            new.rules,
            new.imported,
        )
        .await?;
        tx.commit().await?;
        Ok(id)
    }

    /// Puts a newer reading of a source in the place of the one before. What people wrote about it stays.
    pub async fn read_again(
        &self,
        id: i64,
        document: &Document,
        facts: &Facts,
        findings: &[Finding],
        rules: &str,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        let mut tx = self.write().await?;
        let warnings = serde_json::to_string(&document.source.warnings)?;
        let part = part(&document.source)?;
        let format = serde_json::to_value(document.source.format)?;
        let format = format.as_str().unwrap_or_default();
        sqlx::query!(
            "UPDATE sources SET format = ?, damaged = ?, warnings = ?, part = ? WHERE id = ?",
            format,
            document.source.damaged,
            warnings,
            part,
            id
        )
        .execute(&mut *tx)
        .await?;
        // Last: its digest is of all of them.
        put_reading(&mut tx, id, document, facts, findings, rules, at).await?;
        tx.commit().await?;
        Ok(())
    }

    /// All sources, also those set aside and those with a newer issue, in the order of their import.
    pub async fn sources(&self) -> Result<Vec<StoredSource>, StoreError> {
        let rows = sqlx::query!(
            r#"SELECT s.id, s.sha256, s.file, s.format, s.size, s.damaged, s.warnings, s.imported, s.supersedes,
                   s.visibility, s.set_aside, s.part,
                   (SELECT max(n.id) FROM sources AS n WHERE n.supersedes = s.id) AS "superseded_by: i64"
               FROM sources AS s ORDER BY s.id"#
        )
        .fetch_all(&self.pool)
        .await?;
        rows.into_iter()
            .map(|r| {
                Ok(StoredSource {
                    id: r.id,
                    source: Source {
                        file: r.file,
                        sha256: r.sha256,
                        bytes: u64::try_from(r.size).unwrap_or_default(),
                        format: serde_json::from_value(Value::String(r.format))?,
                        damaged: r.damaged == 1,
                        warnings: body(&r.warnings)?,
                        part: r.part.as_deref().map(body).transpose()?,
                    },
                    imported: time(&r.imported)?,
                    supersedes: r.supersedes,
                    superseded_by: r.superseded_by,
                    marks: Marks {
                        visibility: serde_json::from_value(Value::String(r.visibility))?,
                        set_aside: r.set_aside == 1,
                    },
                })
            })
            .collect()
    }

    /// The bytes as they were imported; for a part, those of its file.
    pub async fn original(&self, sha256: &str) -> Result<Option<Vec<u8>>, StoreError> {
        Ok(sqlx::query_scalar!(
            "SELECT o.bytes FROM originals AS o JOIN sources AS s ON s.id = o.source
             WHERE s.sha256 = coalesce((SELECT p.part ->> '$.file' FROM sources AS p WHERE p.sha256 = ?1), ?1)",
            sha256
        )
        .fetch_optional(&self.pool)
        .await?)
    }

    /// By which version of the rules each source was read.
    pub async fn rules_used(&self) -> Result<Vec<(i64, String)>, StoreError> {
        let rows = sqlx::query!("SELECT source, rules FROM readings ORDER BY source")
            .fetch_all(&self.pool)
            .await?;
        Ok(rows.into_iter().map(|r| (r.source, r.rules)).collect())
    }

    /// By which weights each source was read a second time; none where only the rules have read it.
    pub async fn reader_used(&self) -> Result<Vec<(i64, Option<String>)>, StoreError> {
        let rows = sqlx::query!("SELECT source, reader FROM readings ORDER BY source")
            .fetch_all(&self.pool)
            .await?;
        Ok(rows.into_iter().map(|r| (r.source, r.reader)).collect())
    }

    /// Keeps findings that were read a second time, and by which weights; nothing else of the reading changes.
    /// False, and nothing is kept, where the rules have read the source anew in the meantime.
    pub async fn read_second(
        &self,
        id: i64,
        findings: &[Finding],
        rules: &str,
        reader: &str,
    ) -> Result<bool, StoreError> {
        let mut tx = self.write().await?;
        let kept = sqlx::query!(
            "UPDATE readings SET reader = ? WHERE source = ? AND rules = ?",
            reader,
            id,
            rules
        )
        .execute(&mut *tx)
        .await?;
        if kept.rows_affected() == 0 {
            return Ok(false);
        }
        findings::put(&mut tx, id, findings).await?;
        digest::put(&mut tx, id).await?;
        tx.commit().await?;
        Ok(true)
    }

    /// Says that these sources, oldest first, are issues of one document: each takes the place of the one before.
    pub async fn order_issues(&self, oldest_first: &[i64]) -> Result<(), StoreError> {
        let mut tx = self.write().await?;
        let mut before: Option<i64> = None;
        for id in oldest_first {
            sqlx::query!("UPDATE sources SET supersedes = ? WHERE id = ?", before, id)
                .execute(&mut *tx)
                .await?;
            before = Some(*id);
        }
        tx.commit().await?;
        Ok(())
    }

    /// Marks a source; can be undone.
    pub async fn mark(&self, who: &Who, id: i64, marks: Marks) -> Result<(), StoreError> {
        let mut tx = self.write().await?;
        let row = sqlx::query!("SELECT visibility, set_aside FROM sources WHERE id = ?", id)
            .fetch_optional(&mut *tx)
            .await?
            .ok_or(StoreError::Missing { what: "source", id })?;
        let before = Marks {
            visibility: serde_json::from_value(Value::String(row.visibility))?,
            set_aside: row.set_aside == 1,
        };
        changes::change(&mut tx, who, Noun::Source, id, Some(&before), Some(&marks)).await?;
        tx.commit().await?;
        Ok(())
    }
}

/// The present marks, from the history.
pub(crate) async fn put(
    tx: &mut SqliteConnection,
    id: i64,
    value: &Value,
) -> Result<(), StoreError> {
    let marks: Marks = serde_json::from_value(value.clone())?;
    let visibility = slug(marks.visibility)?;
    sqlx::query!(
        "UPDATE sources SET visibility = ?, set_aside = ? WHERE id = ?",
        visibility,
        marks.set_aside,
        id
    )
    .execute(tx)
    .await?;
    Ok(())
}

fn slug(visibility: Visibility) -> Result<String, StoreError> {
    let slug = serde_json::to_value(visibility)?;
    Ok(slug.as_str().unwrap_or_default().to_owned())
}

/// Where a part lies, as a row keeps it.
fn part(source: &Source) -> Result<Option<String>, StoreError> {
    Ok(source
        .part
        .as_ref()
        .map(serde_json::to_string)
        .transpose()?)
}

async fn put_reading(
    tx: &mut SqliteConnection,
    id: i64,
    document: &Document,
    facts: &Facts,
    findings: &[Finding],
    rules: &str,
    at: Timestamp,
) -> Result<(), StoreError> {
    documents::put(&mut *tx, id, document).await?;
    facts::put(&mut *tx, id, facts).await?;
    findings::put(&mut *tx, id, findings).await?;
    search::put_source(&mut *tx, id, document, facts, findings).await?;
    let at = at.to_string();
    sqlx::query!(
        "INSERT INTO readings (source, rules, made) VALUES (?1, ?2, ?3)
         ON CONFLICT (source) DO UPDATE SET rules = excluded.rules, made = excluded.made, reader = NULL",
        id,
        rules,
        at
    )
    .execute(&mut *tx)
    .await?;
    digest::put(tx, id).await
}
