//! Logistic regressions as data: named features, a weight for each.
//!
//! Deliberately not here: what the features are, and how the weights were fitted (`tools/statements`).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// A yes as a feature.
pub(crate) fn bit(yes: bool) -> f32 {
    f32::from(u8::from(yes))
}

/// A count as a feature.
#[allow(clippy::cast_precision_loss, reason = "findings and visits of a case")]
pub(crate) fn count(n: usize) -> f32 {
    n as f32
}

/// How likely something is, from named features.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Logistic {
    bias: f32,
    weights: BTreeMap<String, f32>,
}

impl Logistic {
    /// Log-odds; a feature without a weight counts for nothing.
    pub fn log_odds(&self, names: &[&str], values: &[f32]) -> f32 {
        let weigh = |(name, x): (&&str, &f32)| self.weights.get(*name).map_or(0.0, |w| w * x);
        self.bias + names.iter().zip(values).map(weigh).sum::<f32>()
    }

    /// The weights in the order of `names`, for use on many values.
    pub fn in_order<const N: usize>(&self, names: &[&str; N]) -> ([f32; N], f32) {
        let weight = |name: &&str| self.weights.get(*name).copied().unwrap_or_default();
        (names.each_ref().map(weight), self.bias)
    }

    /// Names that weigh anything.
    #[cfg(test)]
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.weights.keys().map(String::as_str)
    }
}

/// The probability that log-odds stand for.
pub fn probability(log_odds: f32) -> f32 {
    1.0 / (1.0 + (-log_odds).exp())
}

/// One of several, from named features: a row of log-odds for each, of which the likeliest holds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OneOf<const N: usize> {
    /// In the order of what is chosen from.
    #[serde(with = "rows")]
    rows: [Logistic; N],
}

impl<const N: usize> OneOf<N> {
    /// The probability of each; they add up to one.
    pub fn probabilities(&self, names: &[&str], values: &[f32]) -> [f32; N] {
        let odds = self.rows.each_ref().map(|row| row.log_odds(names, values));
        let most = odds.iter().copied().fold(f32::MIN, f32::max);
        let shares = odds.map(|o| (o - most).exp());
        let all: f32 = shares.iter().sum();
        shares.map(|s| s / all)
    }

    /// Names that weigh anything.
    #[cfg(test)]
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.rows.iter().flat_map(Logistic::names)
    }
}

mod rows {
    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use super::Logistic;

    pub fn serialize<S: Serializer, const N: usize>(
        rows: &[Logistic; N],
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        rows.as_slice().serialize(serializer)
    }

    pub fn deserialize<'de, D: Deserializer<'de>, const N: usize>(
        deserializer: D,
    ) -> Result<[Logistic; N], D::Error> {
        let rows = Vec::<Logistic>::deserialize(deserializer)?;
        let found = rows.len();
        let wrong = || D::Error::custom(format!("{found} rows where {N} are meant"));
        rows.try_into().map_err(|_| wrong())
    }
}

/// The feature that a person confirmed the findings.
pub(crate) const CONFIRMED: &str = "confirmed";

/// When a statement is sure: how likely it is to be right, and from where on that is enough.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Certainty {
    /// Least probability at which it is sure; above 1 where none ever was.
    pub sure_from: f32,
    /// The same for a matter whose findings a person confirmed.
    pub sure_from_confirmed: f32,
    #[serde(flatten)]
    pub right: Logistic,
}

impl Certainty {
    /// Whether evidence like this was right often enough.
    pub fn is_sure(&self, names: &[&str], values: &[f32]) -> bool {
        let confirmed = |(name, x): (&&str, &f32)| *name == CONFIRMED && *x > 0.5;
        let least = if names.iter().zip(values).any(confirmed) {
            self.sure_from_confirmed
        } else {
            self.sure_from
        };
        probability(self.right.log_odds(names, values)) >= least
    }
}
