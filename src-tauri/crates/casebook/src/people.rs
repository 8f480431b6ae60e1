//! What people do in a casebook: mark; and take back what they did.

use scrutiny_store::{Change, Marks, Who};

use crate::{Casebook, Error};

impl Casebook {
    /// How a source is marked.
    ///
    /// # Errors
    /// Where there is no such source.
    pub async fn marks(&self, sha256: &str) -> Result<Marks, Error> {
        let sources = self.workspace.sources().await?;
        let source = sources.into_iter().find(|s| s.source.sha256 == sha256);
        Ok(source.ok_or(Casebook::NO_SOURCE)?.marks)
    }

    /// Marks a source as for members only, or sets it aside.
    ///
    /// # Errors
    /// Where there is no such source.
    pub async fn mark(&self, who: &Who, sha256: &str, marks: Marks) -> Result<(), Error> {
        let id = self.id_of(sha256).await?;
        self.workspace.mark(who, id, marks).await?;
        self.order_issues().await
    }

    /// Brings a source back into use, with these marks.
    ///
    /// # Errors
    /// Where there is no such source, or another copy of it is in use.
    pub async fn use_again(&self, who: &Who, sha256: &str, marks: Marks) -> Result<(), Error> {
        self.may_be_used(sha256).await?;
        self.mark(who, sha256, marks).await
    }

    /// Takes back the last change that stands; none where there is none.
    pub async fn undo(&self, who: &Who) -> Result<Option<Change>, Error> {
        let change = self.workspace.undo(who).await?;
        self.read_by_said_kinds(who.at).await?;
        self.order_issues().await?;
        Ok(change)
    }

    /// Brings back what the last undo took back; none where there is none.
    pub async fn redo(&self, who: &Who) -> Result<Option<Change>, Error> {
        let change = self.workspace.redo(who).await?;
        self.read_by_said_kinds(who.at).await?;
        self.order_issues().await?;
        Ok(change)
    }

    /// What [`Casebook::undo`] would take back, and [`Casebook::redo`] bring back, now.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub async fn ahead(&self) -> Result<(Option<Change>, Option<Change>), Error> {
        Ok(self.workspace.ahead().await?)
    }

    /// The history, newest first.
    pub async fn changes(&self, limit: u32) -> Result<Vec<Change>, Error> {
        Ok(self.workspace.changes(limit).await?)
    }
}
