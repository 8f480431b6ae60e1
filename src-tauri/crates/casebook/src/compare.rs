//! Comparing visits, and what a person decides about the links proposed.

use scrutiny_domain::comparison::{self, Comparison, Decision, Reading};
use scrutiny_store::{StoredDecision, Who};

use crate::{Casebook, Error, Scope};

impl Casebook {
    /// A comparison for each judgement cycle that the sources speak of, by authority, older cycles first.
    pub async fn compare(&self, scope: Scope<'_>) -> Result<Vec<Comparison>, Error> {
        Ok(self.compared(scope).await?.0)
    }

    /// The comparisons and the readings they were made from.
    pub(crate) async fn compared(
        &self,
        scope: Scope<'_>,
    ) -> Result<(Vec<Comparison>, Vec<Reading>), Error> {
        let readings = self.readings(scope).await?;
        let decisions = self.decisions().await?;
        let work = move || {
            let cycles = comparison::cycles(&readings);
            let compared = cycles
                .iter()
                .map(|c| comparison::compare(c, &readings, &decisions))
                .collect();
            (compared, readings)
        };
        Ok(tokio::task::spawn_blocking(work).await?)
    }

    /// Keeps what a person decided about a proposal.
    pub async fn decide(
        &self,
        who: &Who,
        decision: Decision,
    ) -> Result<StoredDecision<Decision>, Error> {
        Ok(self.workspace.decide(who, decision).await?)
    }

    /// The decisions that stand, in the order in which they were made.
    pub async fn decisions(&self) -> Result<Vec<Decision>, Error> {
        let stored = self.workspace.decisions::<Decision>().await?;
        Ok(stored.into_iter().map(|d| d.decision).collect())
    }
}
