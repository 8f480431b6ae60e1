//! Opening a workspace for a verb.

use std::path::Path;

use jiff::Timestamp;
use scrutiny_casebook::{Casebook, Error};

use crate::{reader, say};

/// Opens it; papers that an earlier program extracted are read from their originals again. What was noticed is told, and
/// a backup made where it is time for one.
pub async fn open(workspace: &Path) -> Result<Casebook, Error> {
    let casebook = Casebook::open_up_to_date(workspace, &reader()).await?;
    told(&casebook).await;
    Ok(casebook)
}

/// As [`open`], and makes the workspace where it is not there.
pub async fn open_or_create(workspace: &Path) -> Result<Casebook, Error> {
    if std::fs::metadata(workspace).is_ok_and(|there| there.len() > 0) {
        return open(workspace).await;
    }
    let casebook = Casebook::open_or_create(workspace).await?;
    told(&casebook).await;
    Ok(casebook)
}

async fn told(casebook: &Casebook) {
    for notice in casebook.notices() {
        say(&notice);
    }
    if let Err(e) = casebook.back_up_if_due(Timestamp::now()).await {
        say(&format!("No backup of this case could be made. {e}"));
    }
}
