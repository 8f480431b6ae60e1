//! What a person set, by name; a change of it can be undone like any other.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::changes::{self, Noun, Who, body};
use crate::present::present_table;
use crate::{StoreError, Workspace};

#[derive(Serialize, Deserialize)]
struct Setting {
    name: String,
    value: Value,
}

present_table!("settings");

impl Workspace {
    /// The value of a setting, where one was set.
    pub async fn setting(&self, name: &str) -> Result<Option<Value>, StoreError> {
        let row = sqlx::query_scalar!(
            "SELECT body FROM settings WHERE name = ? AND present = 1",
            name
        )
        .fetch_optional(&self.pool)
        .await?;
        row.map(|b| body::<Setting>(&b).map(|s| s.value))
            .transpose()
    }

    /// Sets a value.
    pub async fn set(&self, who: &Who, name: &str, value: Value) -> Result<(), StoreError> {
        let mut tx = self.write().await?;
        let row = sqlx::query!(
            "SELECT id, body, present FROM settings WHERE name = ?",
            name
        )
        .fetch_optional(&mut *tx)
        .await?;
        let (id, before) = match row {
            Some(row) if row.present == 1 => (row.id, Some(body::<Setting>(&row.body)?)),
            Some(row) => (row.id, None),
            None => {
                let id = next_id(&mut tx).await?;
                (id, None)
            }
        };
        let after = Setting {
            name: name.to_owned(),
            value,
        };
        changes::change(
            &mut tx,
            who,
            Noun::Setting,
            id,
            before.as_ref(),
            Some(&after),
        )
        .await?;
        tx.commit().await?;
        Ok(())
    }
}
