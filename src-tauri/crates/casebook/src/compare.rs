//! Comparing visits, and what a person decides about the links proposed.

use std::sync::Arc;

use scrutiny_domain::comparison::{self, Comparison, Decided, Decision, Reading};
use scrutiny_store::{StoredDecision, Who};

use crate::memo::Asked;
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
        let mut readings = self.readings(scope).await?;
        let decided = self.decided().await?;
        let memo = Arc::clone(&self.memo);
        let work = move || {
            let all: Vec<Decision> = decided.iter().map(|d| d.decision.clone()).collect();
            let asked: Vec<Asked> = comparison::cycles(&readings)
                .into_iter()
                .map(|cycle| {
                    let about = decided.iter().filter(|d| d.is_about(&cycle));
                    let decisions = about.map(|d| d.decision.clone()).collect();
                    Asked { cycle, decisions }
                })
                .collect();
            let compared = memo.compare(&asked, &readings)?;
            // What a person put right is what everything else shows too.
            comparison::reclassify(&mut readings, &all);
            Ok((compared, readings))
        };
        tokio::task::spawn_blocking(work).await?
    }

    /// What was read in every source in use, with a person's classes in the place of those that were read.
    pub async fn decided_readings(&self, scope: Scope<'_>) -> Result<Vec<Reading>, Error> {
        let mut readings = self.readings(scope).await?;
        let decided = self.decided().await?;
        let all: Vec<Decision> = decided.into_iter().map(|d| d.decision).collect();
        comparison::reclassify(&mut readings, &all);
        Ok(readings)
    }

    /// Keeps what a person decided about a proposal.
    pub async fn decide(
        &self,
        who: &Who,
        decided: Decided,
    ) -> Result<StoredDecision<Decided>, Error> {
        Ok(self.workspace.decide(who, decided).await?)
    }

    /// The decisions that stand, in the order in which they were made.
    pub async fn decided(&self) -> Result<Vec<Decided>, Error> {
        let stored = self.workspace.decisions::<Decided>().await?;
        Ok(stored.into_iter().map(|d| d.decision).collect())
    }
}
