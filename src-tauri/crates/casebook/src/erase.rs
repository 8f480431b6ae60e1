//! Erasing for good what must not be kept: a paper that was not theirs to have, a person's data in a note.
//!
//! Deliberately not here: what that takes from a file (`scrutiny-store`), and asking twice, which callers do.

use std::path::Path;

use scrutiny_store::{Erase, Erased, Erasure, Who};

use crate::{Casebook, Error};

impl Casebook {
    /// What erasing would take, and what it cannot reach; nothing is changed.
    ///
    /// # Errors
    /// Where there is no such thing, or the case is damaged.
    pub async fn preview_erase(case: &Path, what: &Erase) -> Result<Erased, Error> {
        Ok(scrutiny_store::preview_erase(case, what).await?)
    }

    /// Erases it from a case that nobody has open and from the backups beside it. It cannot be undone.
    ///
    /// # Errors
    /// As [`Casebook::preview_erase`], and where the case is in use: then the case is as it was.
    pub async fn erase(case: &Path, what: &Erase, who: &Who) -> Result<Erased, Error> {
        Ok(scrutiny_store::erase(case, what, who).await?)
    }

    /// That something was erased, when and by whom; the newest first.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub async fn erasures(&self) -> Result<Vec<Erasure>, Error> {
        Ok(self.workspace.erasures().await?)
    }
}
