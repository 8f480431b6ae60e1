//! What documents state about themselves, as read.

use scrutiny_domain::document::facts::Facts;
use sqlx::SqliteConnection;

use crate::changes::body;
use crate::{StoreError, Workspace};

impl Workspace {
    /// The facts of every source, by its row, as read: corrections are not in them.
    pub async fn facts(&self) -> Result<Vec<(i64, Facts)>, StoreError> {
        let rows = sqlx::query!("SELECT source, body FROM facts ORDER BY source")
            .fetch_all(&self.pool)
            .await?;
        rows.into_iter()
            .map(|r| Ok((r.source, body(&r.body)?)))
            .collect()
    }
}

pub(crate) async fn put(
    tx: &mut SqliteConnection,
    source: i64,
    facts: &Facts,
) -> Result<(), StoreError> {
    let text = serde_json::to_string(facts)?;
    sqlx::query!(
        "INSERT INTO facts (source, body) VALUES (?1, ?2)
         ON CONFLICT (source) DO UPDATE SET body = excluded.body",
        source,
        text
    )
    .execute(tx)
    .await?;
    Ok(())
}
