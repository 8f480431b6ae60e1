//! The findings read in each source.

use scrutiny_domain::findings::Finding;
use sqlx::SqliteConnection;

use crate::changes::body;
use crate::{StoreError, Workspace};

impl Workspace {
    /// The findings of one source, in the order of its document.
    pub async fn findings_of(&self, source: i64) -> Result<Vec<Finding>, StoreError> {
        let rows = sqlx::query_scalar!(
            "SELECT body FROM findings WHERE source = ? ORDER BY position",
            source
        )
        .fetch_all(&self.pool)
        .await?;
        rows.iter().map(|b| body(b)).collect()
    }
}

/// Puts these findings in the place of all that were read in the source before.
pub(crate) async fn put(
    tx: &mut SqliteConnection,
    source: i64,
    findings: &[Finding],
) -> Result<(), StoreError> {
    sqlx::query!("DELETE FROM findings WHERE source = ?", source)
        .execute(&mut *tx)
        .await?;
    for (position, finding) in (0i64..).zip(findings) {
        let text = serde_json::to_string(finding)?;
        sqlx::query!(
            "INSERT INTO findings (source, position, body) VALUES (?, ?, ?)",
            source,
            position,
            text
        )
        .execute(&mut *tx)
        .await?;
    }
    Ok(())
}
