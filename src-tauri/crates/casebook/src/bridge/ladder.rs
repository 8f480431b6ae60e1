//! The order of words of quantity, as the window shows it and a person changes it.

use scrutiny_domain::findings::Rung;
use serde::Serialize;

use crate::{Casebook, Error};

/// Which words say more than which.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bridge", derive(specta::Type))]
pub struct BridgeLadder {
    /// From the fewest upwards.
    pub rungs: Vec<Rung>,
    /// False where it is the one that comes with the program.
    pub own: bool,
}

impl Casebook {
    /// The order that holds in this case, and whether a person made it.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub async fn ladder_shown(&self) -> Result<BridgeLadder, Error> {
        Ok(BridgeLadder {
            rungs: self.ladder().await?,
            own: self.rules_of_own().await?.is_some(),
        })
    }
}
