//! Opening a workspace for a verb.

use std::path::Path;

use jiff::Timestamp;
use scrutiny_casebook::{Cancel, Casebook, Error};

use crate::reader;

/// Opens it; papers that an earlier program extracted are read from their originals again.
pub async fn open(workspace: &Path) -> Result<Casebook, Error> {
    let casebook = Casebook::open(workspace).await?;
    up_to_date(&casebook).await?;
    Ok(casebook)
}

/// As [`open`], and makes the workspace where it is not there.
pub async fn open_or_create(workspace: &Path) -> Result<Casebook, Error> {
    let casebook = Casebook::open_or_create(workspace).await?;
    up_to_date(&casebook).await?;
    Ok(casebook)
}

async fn up_to_date(casebook: &Casebook) -> Result<(), Error> {
    casebook
        .extract_again(&reader(), &Cancel::default(), Timestamp::now())
        .await?;
    Ok(())
}
