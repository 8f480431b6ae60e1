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
    /// Name of who made it, if they gave any.
    pub by: Option<String>,
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
        Ok(StoredDecision {
            id,
            decision,
            by: who.by.clone(),
        })
    }

    /// All that stand, in the order in which they were made.
    pub async fn decisions<T: DeserializeOwned>(
        &self,
    ) -> Result<Vec<StoredDecision<T>>, StoreError> {
        // Who made it is in the history alone: in its first entry, since a decision is never rewritten.
        let rows = sqlx::query!(
            r#"SELECT id, body, (SELECT by FROM changes WHERE noun = 'decision' AND noun_id = decisions.id ORDER BY id LIMIT 1) AS "by: String"
               FROM decisions WHERE present = 1 ORDER BY id"#
        )
        .fetch_all(&self.pool)
        .await?;
        rows.into_iter()
            .map(|r| {
                Ok(StoredDecision {
                    id: r.id,
                    decision: body(&r.body)?,
                    by: r.by,
                })
            })
            .collect()
    }
}
