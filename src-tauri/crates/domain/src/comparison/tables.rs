//! Everything that was fitted on labelled series, as data: `likeness.toml`, `balance.toml`, `certainty.toml`.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::logistic::{Certainty, Logistic, OneOf};

/// What comparing rests on that was fitted, not written.
#[derive(Debug, Clone, PartialEq)]
pub struct Tables {
    pub(crate) likeness: LikenessTable,
    pub(crate) balance: Balance,
    pub(crate) certainty: Certainties,
}

/// Which findings are about one matter.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct LikenessTable {
    /// Least mean log-odds at which two groups are one matter.
    pub join_from: f32,
    /// Least mean log-odds with a group at which a finding is evidence for it beside its own.
    pub also_from: f32,
    /// Least mean log-odds at which what others than inspectors say stands beside a matter.
    pub beside_from: f32,
    #[serde(flatten)]
    pub same: Logistic,
}

/// How good it is, and which way it moved.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Balance {
    pub level: OneOf<3>,
    pub direction: OneOf<4>,
}

/// How far each kind of statement may be relied on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Certainties {
    pub level: Certainty,
    pub direction: Certainty,
    pub silence: Certainty,
    pub pattern: Certainty,
}

static BUILT_IN: LazyLock<Tables> = LazyLock::new(|| {
    let files = [
        include_str!("likeness.toml"),
        include_str!("balance.toml"),
        include_str!("certainty.toml"),
    ];
    Tables::parse(files).expect("the tables are checked by a test")
});

impl Tables {
    /// Those that come with the program.
    pub fn built_in() -> &'static Tables {
        &BUILT_IN
    }

    /// From the text of the three files, in the order of this room's description: others than the program's are for
    /// measuring on a series that the program's were fitted on.
    pub fn parse([likeness, balance, certainty]: [&str; 3]) -> Result<Tables, toml::de::Error> {
        Ok(Tables {
            likeness: toml::from_str(likeness)?,
            balance: toml::from_str(balance)?,
            certainty: toml::from_str(certainty)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::{balance, certainty, likeness};
    use super::*;

    #[test]
    fn every_weight_is_of_a_feature() {
        let tables = Tables::built_in();
        let known = |names: Vec<&str>, of: &[&str]| {
            for name in names {
                assert!(of.contains(&name), "{name}");
            }
        };
        known(tables.likeness.same.names().collect(), &likeness::FEATURES);
        known(
            tables.balance.level.names().collect(),
            &balance::LEVEL_FEATURES,
        );
        known(
            tables.balance.direction.names().collect(),
            &balance::DIRECTION_FEATURES,
        );
        let c = &tables.certainty;
        known(c.level.right.names().collect(), &certainty::SPOKEN_FEATURES);
        known(
            c.direction.right.names().collect(),
            &certainty::SPOKEN_FEATURES,
        );
        known(
            c.silence.right.names().collect(),
            &certainty::SILENCE_FEATURES,
        );
        known(
            c.pattern.right.names().collect(),
            &certainty::PATTERN_FEATURES,
        );
    }
}
