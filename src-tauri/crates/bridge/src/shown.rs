//! What a screen shows, to be saved as a table in a file.

use std::path::Path;

use jiff::civil::Date;
use scrutiny_casebook::{Error, Out};
use scrutiny_domain::comparison::CycleName;
use serde::{Deserialize, Serialize};

use crate::{Bridge, BridgeCycle, count, index};

/// What is on the screen.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "bridge", derive(specta::Type))]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Shown {
    Findings { findings: Vec<ShownFinding> },
    Comparison { cycle: BridgeCycle },
    Annotations { ids: Vec<u32> },
}

/// A finding by its paper and its position there.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Deserialize)]
#[cfg_attr(feature = "bridge", derive(specta::Type))]
pub struct ShownFinding {
    /// SHA-256.
    pub source: String,
    pub index: u32,
}

/// The file that was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bridge", derive(specta::Type))]
pub struct SavedTable {
    pub path: String,
    pub rows: u32,
}

impl Shown {
    fn read(self) -> Result<scrutiny_casebook::Shown, Error> {
        use scrutiny_casebook::Shown as Wanted;
        Ok(match self {
            Shown::Findings { findings } => {
                let findings = findings.into_iter().map(|f| (f.source, index(f.index)));
                Wanted::Findings(findings.collect())
            }
            Shown::Comparison { cycle } => Wanted::Comparison(CycleName::try_from(cycle)?),
            Shown::Annotations { ids } => {
                Wanted::Annotations(ids.into_iter().map(i64::from).collect())
            }
        })
    }
}

impl Bridge {
    /// Writes what a screen shows to `out`, an `.xlsx` or `.csv` file.
    ///
    /// # Errors
    /// Where the file has another ending or cannot be written, or the cycle is no longer there.
    pub async fn save_shown(
        &self,
        shown: Shown,
        made: Date,
        out: &Path,
    ) -> Result<SavedTable, Error> {
        // The dialog has asked whether what is there may be replaced.
        let to = Out {
            path: out,
            replace: true,
        };
        let rows = self.casebook.save_shown(shown.read()?, made, to).await?;
        Ok(SavedTable {
            path: out.display().to_string(),
            rows: count(rows),
        })
    }
}
