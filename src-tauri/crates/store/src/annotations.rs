//! Notes, questions and requests for evidence.

use scrutiny_domain::annotations::{Annotation, Subject, Visibility, What};
use serde_json::Value;
use sqlx::SqliteConnection;

use crate::changes::{self, Noun, Who, body};
use crate::present::present_table;
use crate::{StoreError, Workspace};

/// What a person writes down; number, time and name are added when it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAnnotation {
    pub what: What,
    pub text: String,
    pub on: Subject,
    pub visibility: Visibility,
}

impl NewAnnotation {
    fn written(self, id: i64, who: &Who) -> Annotation {
        Annotation {
            id,
            what: self.what,
            text: self.text,
            on: self.on,
            visibility: self.visibility,
            written: who.at,
            by: who.by.clone(),
        }
    }
}

present_table!("annotations");

impl Workspace {
    /// Keeps a new annotation.
    pub async fn annotate(&self, who: &Who, new: NewAnnotation) -> Result<Annotation, StoreError> {
        let mut tx = self.write().await?;
        // The number of one that was erased is given to no other.
        let erased: i64 =
            sqlx::query_scalar("SELECT coalesce(max(number), 0) FROM erasures WHERE what = 'note'")
                .fetch_one(&mut *tx)
                .await?;
        let id = next_id(&mut tx).await?.max(erased + 1);
        let annotation = new.written(id, who);
        changes::change(&mut tx, who, Noun::Annotation, id, None, Some(&annotation)).await?;
        tx.commit().await?;
        Ok(annotation)
    }

    /// Replaces an annotation; the version before stays in the history. Time and name become those of `who`.
    pub async fn edit_annotation(
        &self,
        who: &Who,
        id: i64,
        new: NewAnnotation,
    ) -> Result<Annotation, StoreError> {
        let mut tx = self.write().await?;
        let before = present(&mut tx, id).await?;
        let after = new.written(id, who);
        changes::change(
            &mut tx,
            who,
            Noun::Annotation,
            id,
            Some(&before),
            Some(&after),
        )
        .await?;
        tx.commit().await?;
        Ok(after)
    }

    /// Takes an annotation away; it stays in the history and can be brought back.
    pub async fn remove_annotation(&self, who: &Who, id: i64) -> Result<(), StoreError> {
        let mut tx = self.write().await?;
        let before = present(&mut tx, id).await?;
        changes::change(&mut tx, who, Noun::Annotation, id, Some(&before), None).await?;
        tx.commit().await?;
        Ok(())
    }

    /// All that stand, oldest first.
    pub async fn annotations(&self) -> Result<Vec<Annotation>, StoreError> {
        let rows =
            sqlx::query_scalar!("SELECT body FROM annotations WHERE present = 1 ORDER BY id")
                .fetch_all(&self.pool)
                .await?;
        rows.iter().map(|b| body(b)).collect()
    }
}

async fn present(tx: &mut SqliteConnection, id: i64) -> Result<Annotation, StoreError> {
    let row = sqlx::query_scalar!(
        "SELECT body FROM annotations WHERE id = ? AND present = 1",
        id
    )
    .fetch_optional(tx)
    .await?;
    body(&row.ok_or(StoreError::Missing { what: "note", id })?)
}

/// The present state, and what a search finds of it.
pub(crate) async fn put(
    tx: &mut SqliteConnection,
    id: i64,
    value: &Value,
    present: bool,
) -> Result<(), StoreError> {
    put_row(tx, id, value, present).await?;

    sqlx::query!("DELETE FROM passages WHERE kind = 'note' AND item = ?", id)
        .execute(&mut *tx)
        .await?;
    if present {
        let annotation: Annotation = serde_json::from_value(value.clone())?;
        let (sha256, page, paragraph) = match annotation.on.citations() {
            [c, ..] => {
                let page = c.pages.first().and_then(|p| i64::try_from(*p).ok());
                (Some(c.source.as_str()), page, Some(c.paragraph.as_str()))
            }
            [] => (None, None, None),
        };
        sqlx::query!(
            "INSERT INTO passages (kind, source, item, page, paragraph, text)
             VALUES ('note', (SELECT id FROM sources WHERE sha256 = ?), ?, ?, ?, ?)",
            sha256,
            id,
            page,
            paragraph,
            annotation.text
        )
        .execute(tx)
        .await?;
    }
    Ok(())
}
