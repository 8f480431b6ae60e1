//! Packs that were made, with all they said.

use jiff::Timestamp;
use scrutiny_domain::annotations::Visibility;
use scrutiny_domain::briefing::Briefing;
use serde_json::Value;

use crate::changes::{Who, body, time};
use crate::{StoreError, Workspace};

/// A pack that was just written to a file.
#[derive(Debug, Clone, Copy)]
pub struct NewPack<'a> {
    pub briefing: &'a Briefing,
    /// Name of the file, without folders.
    pub file: &'a str,
    /// SHA-256 of the bytes written, lower-case hexadecimal.
    pub sha256: &'a str,
}

/// A pack in the workspace.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredPack {
    pub id: i64,
    pub made: Timestamp,
    pub by: Option<String>,
    pub authority: String,
    pub audience: Visibility,
    pub file: String,
    pub sha256: String,
    /// SHA-256 of what it was made from; empty for a pack of an early program.
    pub inputs: String,
}

impl Workspace {
    /// Keeps what a pack said.
    pub async fn keep_pack(&self, who: &Who, new: NewPack<'_>) -> Result<i64, StoreError> {
        let made = who.at.to_string();
        let audience = serde_json::to_value(new.briefing.audience)?;
        let audience = audience.as_str().unwrap_or_default();
        let text = serde_json::to_string(new.briefing)?;
        let mut tx = self.write().await?;
        let id = sqlx::query!(
            "INSERT INTO packs (made, by, authority, audience, file, sha256, body) VALUES (?, ?, ?, ?, ?, ?, ?)",
            made,
            who.by,
            new.briefing.authority,
            audience,
            new.file,
            new.sha256,
            text
        )
        .execute(&mut *tx)
        .await?
        .last_insert_rowid();
        tx.commit().await?;
        Ok(id)
    }

    /// All packs made, newest first.
    pub async fn packs(&self) -> Result<Vec<StoredPack>, StoreError> {
        let rows = sqlx::query!(
            r#"SELECT id AS "id!", made, by, authority, audience, file, sha256, coalesce(json_extract(body, '$.inputs'), '') AS "inputs!: String"
               FROM packs ORDER BY id DESC"#
        )
        .fetch_all(&self.pool)
        .await?;
        rows.into_iter()
            .map(|r| {
                Ok(StoredPack {
                    id: r.id,
                    made: time(&r.made)?,
                    by: r.by,
                    authority: r.authority,
                    audience: serde_json::from_value(Value::String(r.audience))?,
                    file: r.file,
                    sha256: r.sha256,
                    inputs: r.inputs,
                })
            })
            .collect()
    }

    /// What a pack said.
    pub async fn pack(&self, id: i64) -> Result<Option<Briefing>, StoreError> {
        let row = sqlx::query_scalar!("SELECT body FROM packs WHERE id = ?", id)
            .fetch_optional(&self.pool)
            .await?;
        match row {
            Some(erased) if erased == "null" => Err(StoreError::PackErased(id)),
            row => row.map(|b| body(&b)).transpose(),
        }
    }
}
