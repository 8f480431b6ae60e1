//! What people do in a casebook: write, correct, decide, mark; and take it back.

use scrutiny_domain::annotations::Annotation;
use scrutiny_domain::document::Correction;
use scrutiny_store::{Change, Marks, NewAnnotation, Who};

use crate::{Casebook, Error};

impl Casebook {
    /// Keeps a note, a question or a request for evidence.
    pub async fn annotate(&self, who: &Who, new: NewAnnotation) -> Result<Annotation, Error> {
        Ok(self.workspace.annotate(who, new).await?)
    }

    /// Puts another version in the place of an annotation; the one before stays in the history.
    pub async fn edit_annotation(
        &self,
        who: &Who,
        id: i64,
        new: NewAnnotation,
    ) -> Result<Annotation, Error> {
        Ok(self.workspace.edit_annotation(who, id, new).await?)
    }

    /// Takes an annotation away; it stays in the history.
    pub async fn remove_annotation(&self, who: &Who, id: i64) -> Result<(), Error> {
        Ok(self.workspace.remove_annotation(who, id).await?)
    }

    /// The annotations that stand, oldest first.
    pub async fn annotations(&self) -> Result<Vec<Annotation>, Error> {
        Ok(self.workspace.annotations().await?)
    }

    /// Puts a fact of a source right.
    pub async fn correct(
        &self,
        who: &Who,
        sha256: &str,
        correction: Correction,
    ) -> Result<(), Error> {
        self.workspace.correct(who, sha256, correction).await?;
        Ok(())
    }

    /// Marks a source as for members only, or sets it aside.
    pub async fn mark(&self, who: &Who, id: i64, marks: Marks) -> Result<(), Error> {
        Ok(self.workspace.mark(who, id, marks).await?)
    }

    /// Takes back the last change that stands; none where there is none.
    pub async fn undo(&self, who: &Who) -> Result<Option<Change>, Error> {
        Ok(self.workspace.undo(who).await?)
    }

    /// Brings back what the last undo took back; none where there is none.
    pub async fn redo(&self, who: &Who) -> Result<Option<Change>, Error> {
        Ok(self.workspace.redo(who).await?)
    }

    /// The history, newest first.
    pub async fn changes(&self, limit: u32) -> Result<Vec<Change>, Error> {
        Ok(self.workspace.changes(limit).await?)
    }
}
