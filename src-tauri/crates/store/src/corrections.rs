//! Facts that a person put right. What was read stays as it was read.

use scrutiny_domain::document::Correction;
use serde::{Deserialize, Serialize};

use crate::changes::{self, Noun, Who, body};
use crate::present::present_table;
use crate::{StoreError, Workspace};

/// A correction and the source whose fact it puts right.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StoredCorrection {
    pub id: i64,
    /// Row of the source.
    pub source: i64,
    pub correction: Correction,
    pub by: Option<String>,
}

present_table!("corrections");

impl Workspace {
    /// Puts a fact of a source right. A later correction of the same fact takes the place of an earlier one.
    pub async fn correct(
        &self,
        who: &Who,
        sha256: &str,
        correction: Correction,
    ) -> Result<StoredCorrection, StoreError> {
        let mut tx = self.write().await?;
        let source = sqlx::query_scalar!("SELECT id FROM sources WHERE sha256 = ?", sha256)
            .fetch_optional(&mut *tx)
            .await?
            .ok_or(StoreError::Missing {
                what: "source",
                id: 0,
            })?;
        let standing = sqlx::query_scalar!(
            "SELECT body FROM corrections WHERE source = ? AND present = 1",
            source
        )
        .fetch_all(&mut *tx)
        .await?;
        let standing = standing
            .iter()
            .map(|b| body(b))
            .collect::<Result<Vec<StoredCorrection>, _>>()?;
        let before = standing
            .into_iter()
            .find(|c| c.correction.is_of_the_same_fact_as(&correction));
        let id = match &before {
            Some(before) => before.id,
            None => next_id(&mut tx).await?,
        };
        let after = StoredCorrection {
            id,
            source,
            correction,
            by: who.by.clone(),
        };
        changes::change(
            &mut tx,
            who,
            Noun::Correction,
            id,
            before.as_ref(),
            Some(&after),
        )
        .await?;
        tx.commit().await?;
        Ok(after)
    }

    /// All that stand, oldest first.
    pub async fn corrections(&self) -> Result<Vec<StoredCorrection>, StoreError> {
        let rows =
            sqlx::query_scalar!("SELECT body FROM corrections WHERE present = 1 ORDER BY id")
                .fetch_all(&self.pool)
                .await?;
        rows.iter().map(|b| body(b)).collect()
    }
}
