//! What a person set, by name; a change of it can be undone like any other.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use sqlx::SqliteConnection;

use crate::changes::{self, Noun, Who, body};
use crate::{StoreError, Workspace};

#[derive(Serialize, Deserialize)]
struct Setting {
    name: String,
    value: Value,
}

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
                let id = sqlx::query_scalar!(
                    r#"SELECT coalesce(max(id), 0) + 1 AS "id!: i64" FROM settings"#
                )
                .fetch_one(&mut *tx)
                .await?;
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

pub(crate) async fn put(
    tx: &mut SqliteConnection,
    id: i64,
    value: &Value,
    present: bool,
) -> Result<(), StoreError> {
    let text = value.to_string();
    sqlx::query!(
        "INSERT INTO settings (id, body, present) VALUES (?1, ?2, ?3)
         ON CONFLICT (id) DO UPDATE SET body = excluded.body, present = excluded.present",
        id,
        text,
        present
    )
    .execute(tx)
    .await?;
    Ok(())
}
