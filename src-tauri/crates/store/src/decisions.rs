//! What a person decided about links and classes that the program proposes.

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::changes::{self, Noun, Who, body};
use crate::present::present_table;
use crate::{StoreError, Workspace};

/// A decision and its number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredDecision<T> {
    pub id: i64,
    pub decision: T,
}

present_table!("decisions");

impl Workspace {
    /// Keeps a decision.
    pub async fn decide<T: Serialize>(
        &self,
        who: &Who,
        decision: T,
    ) -> Result<StoredDecision<T>, StoreError> {
        let mut tx = self.write().await?;
        let id = next_id(&mut tx).await?;
        changes::change(&mut tx, who, Noun::Decision, id, None, Some(&decision)).await?;
        tx.commit().await?;
        Ok(StoredDecision { id, decision })
    }

    /// All that stand, in the order in which they were made.
    pub async fn decisions<T: DeserializeOwned>(
        &self,
    ) -> Result<Vec<StoredDecision<T>>, StoreError> {
        let rows = sqlx::query!("SELECT id, body FROM decisions WHERE present = 1 ORDER BY id")
            .fetch_all(&self.pool)
            .await?;
        rows.into_iter()
            .map(|r| {
                Ok(StoredDecision {
                    id: r.id,
                    decision: body(&r.body)?,
                })
            })
            .collect()
    }
}
