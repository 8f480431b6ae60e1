//! Opening a workspace for a verb.

use std::path::Path;

use scrutiny_casebook::{Casebook, Error};

use crate::reader;

/// Opens it; papers that an earlier program extracted are read from their originals again.
pub async fn open(workspace: &Path) -> Result<Casebook, Error> {
    Casebook::open_up_to_date(workspace, &reader()).await
}

/// As [`open`], and makes the workspace where it is not there.
pub async fn open_or_create(workspace: &Path) -> Result<Casebook, Error> {
    if workspace.exists() {
        open(workspace).await
    } else {
        Casebook::open_or_create(workspace).await
    }
}
