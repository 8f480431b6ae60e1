//! How far a statement of the program may be relied on.

use serde::{Deserialize, Serialize};

/// How far something that the program says in its own words may be relied on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "bridge", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Nobody has said so, and statements with evidence like this are wrong too often: to check before it is said.
    Open,
    /// Statements of its kind with evidence like this were right in 95 of 100 where that was measured.
    Sure,
    /// A person said so.
    Settled,
}

impl Standing {
    /// True where it may be said as fact.
    pub fn is_fact(self) -> bool {
        self != Standing::Open
    }
}
