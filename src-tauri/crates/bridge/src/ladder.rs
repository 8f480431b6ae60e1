//! The order of words of quantity, as the window shows it and a person changes it.

use scrutiny_casebook::{Error, Who};
use scrutiny_domain::findings::Rung;
use serde::Serialize;

use crate::Bridge;

/// Which words say more than which.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bridge", derive(specta::Type))]
pub struct BridgeLadder {
    /// From the fewest upwards.
    pub rungs: Vec<Rung>,
    /// False where it is the one that comes with the program.
    pub own: bool,
}

impl Bridge {
    /// The order that holds in this case, and whether a person made it.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub async fn ladder(&self) -> Result<BridgeLadder, Error> {
        Ok(BridgeLadder {
            rungs: self.casebook.ladder().await?,
            own: self.casebook.has_own_ladder().await?,
        })
    }

    /// Puts an order of a person's own in its place; none goes back to the one that comes with the program.
    ///
    /// # Errors
    /// Where the order cannot be one, or the file cannot be written.
    pub async fn set_ladder(&self, who: &Who, rungs: Option<Vec<Rung>>) -> Result<(), Error> {
        self.casebook.set_ladder(who, rungs).await
    }
}
