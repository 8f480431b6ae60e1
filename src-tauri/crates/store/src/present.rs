//! The tables of what stands now. Annotations, corrections, decisions and settings are kept in one shape (number,
//! body, present), so their queries are written once and checked for each table when they are compiled.
//!
//! Deliberately not here: what a body holds, and the history from which these rows are made ([`crate::changes`]).

/// `next_id` and `put_row` for one table, named as in the schema.
macro_rules! present_table {
    ($table:tt) => {
        /// A number that no row has had: rows are never deleted.
        async fn next_id(tx: &mut sqlx::SqliteConnection) -> Result<i64, crate::StoreError> {
            Ok(sqlx::query_scalar!(
                r#"SELECT coalesce(max(id), 0) + 1 AS "id!: i64" FROM "# + $table
            )
            .fetch_one(tx)
            .await?)
        }

        /// Writes the row; one that was taken away keeps its last body and is no longer present.
        pub(crate) async fn put_row(
            tx: &mut sqlx::SqliteConnection,
            id: i64,
            value: &serde_json::Value,
            present: bool,
        ) -> Result<(), crate::StoreError> {
            let text = value.to_string();
            sqlx::query!(
                "INSERT INTO "
                    + $table
                    + " (id, body, present) VALUES (?1, ?2, ?3)
         ON CONFLICT (id) DO UPDATE SET body = excluded.body, present = excluded.present",
                id,
                text,
                present
            )
            .execute(tx)
            .await?;
            Ok(())
        }
    };
}

pub(crate) use present_table;
