//! Comparing visits, and what a person decides about the links proposed.

use std::collections::HashSet;
use std::sync::Arc;

use scrutiny_domain::annotations::{Annotation, Subject};
use scrutiny_domain::comparison::{
    self, Comparison, CycleName, Decided, Decision, Reading, SeenMatter, StateDecided,
};
use scrutiny_store::Who;

use crate::attach::is_of;
use crate::memo::Asked;
use crate::write::trimmed;
use crate::{Casebook, Error, Scope};

/// SHA-256 of these readings' papers.
fn sources(readings: &[Reading], which: impl IntoIterator<Item = usize>) -> HashSet<&str> {
    let papers = which.into_iter().filter_map(|at| readings.get(at));
    papers.map(|r| r.document.source.sha256.as_str()).collect()
}

/// Whether a decision may change the comparison of a cycle with these papers. One about a finding's classes is about the
/// paper it stands in; where that is not there any more, its words may stand in any. Labels change no comparison.
fn may_change(decision: &Decision, own: &HashSet<&str>, there: &HashSet<&str>) -> bool {
    if let Decision::Labels { .. } = decision {
        return false;
    }
    decision.checked().is_none_or(|finding| {
        let source = finding.source.as_str();
        own.contains(source) || !there.contains(source)
    })
}

impl Casebook {
    /// A comparison for each judgement cycle that the sources speak of, by authority, older cycles first.
    pub async fn compare(&self, scope: Scope<'_>) -> Result<Vec<Comparison>, Error> {
        Ok(self.compared(scope).await?.0)
    }

    /// The comparisons and the readings they were made from.
    pub async fn compared(
        &self,
        scope: Scope<'_>,
    ) -> Result<(Vec<Comparison>, Vec<Reading>), Error> {
        let mut readings = self.readings(scope).await?;
        let decided = self.decided().await?;
        let memo = Arc::clone(&self.memo);
        let work = move || {
            let there = sources(&readings, 0..readings.len());
            let asked: Vec<Asked> = comparison::cycles(&readings)
                .into_iter()
                .map(|cycle| {
                    let own = sources(&readings, cycle.readings.iter().copied());
                    let about = decided
                        .iter()
                        .filter(|d| d.is_about(&cycle) && may_change(&d.decision, &own, &there));
                    let decisions = about.cloned().collect();
                    Asked { cycle, decisions }
                })
                .collect();
            let compared = memo.compare(&asked, &readings)?;
            // What a person put right is what everything else shows too.
            comparison::reclassify(&mut readings, &decided);
            Ok((compared, readings))
        };
        tokio::task::spawn_blocking(work).await?
    }

    /// What was read in every source in use, with a person's classes in the place of those that were read.
    pub async fn decided_readings(&self, scope: Scope<'_>) -> Result<Vec<Reading>, Error> {
        let mut readings = self.readings(scope).await?;
        let decided = self.decided().await?;
        comparison::reclassify(&mut readings, &decided);
        Ok(readings)
    }

    /// Keeps what a person decided about a proposal.
    ///
    /// # Errors
    /// Where a matter is to be called nothing, or the file cannot be written.
    pub async fn decide(&self, who: &Who, decided: Decided) -> Result<(), Error> {
        let Decided {
            decision, cycle, ..
        } = decided;
        let called = |title: String| trimmed(&title).ok_or(Error::NothingWritten);
        let decision = match decision {
            Decision::Labels { finding, labels } => Decision::Labels {
                finding,
                labels: comparison::tidy(&labels),
            },
            Decision::Rename { thread, title } => Decision::Rename {
                thread,
                title: called(title)?,
            },
            Decision::Split {
                thread,
                findings,
                title,
            } => Decision::Split {
                thread,
                findings,
                title: called(title)?,
            },
            other => other,
        };
        let comparisons = match decision.threads().is_empty() {
            true => Vec::new(),
            false => self.compare(Scope::default()).await?,
        };
        fits(&comparisons, cycle.as_ref(), &decision)?;
        let seen = seen(&comparisons, cycle.as_ref(), &decision.threads());
        let decided = Decided {
            seen,
            ..Decided::new(decision, cycle)
        };
        self.workspace.decide(who, decided).await?;
        Ok(())
    }

    /// The matters of these ids, each of this cycle or of the only one that has it, as they are shown now.
    pub(crate) async fn seen(
        &self,
        cycle: Option<&CycleName>,
        threads: &[&str],
    ) -> Result<Vec<SeenMatter>, Error> {
        if threads.is_empty() {
            return Ok(Vec::new());
        }
        let comparisons = self.compare(Scope::default()).await?;
        Ok(seen(&comparisons, cycle, threads))
    }

    /// What was written about matters, then the decisions that stand, in the order in which they were made.
    pub async fn decided(&self) -> Result<Vec<Decided>, Error> {
        let stored = self.workspace.decisions::<Decided>().await?;
        let decided = stored.into_iter().map(|d| Decided {
            by: d.by,
            ..d.decision
        });
        let annotations = self.annotations().await?;
        let wrote = annotations.into_iter().filter_map(wrote);
        Ok(wrote.chain(decided).collect())
    }
}

fn seen(
    comparisons: &[Comparison],
    cycle: Option<&CycleName>,
    threads: &[&str],
) -> Vec<SeenMatter> {
    let now = |thread: &&str| {
        let own = comparisons.iter().filter(|c| is_of(cycle, c));
        let mut seen = own.filter_map(|c| SeenMatter::of(c, thread));
        let first = seen.next();
        first.filter(|_| seen.next().is_none())
    };
    threads.iter().filter_map(now).collect()
}

/// Refuses to keep what could not hold: how good a matter is at a visit that has no words on it, or that one is silent which
/// has some.
fn fits(
    comparisons: &[Comparison],
    cycle: Option<&CycleName>,
    decision: &Decision,
) -> Result<(), Error> {
    let Decision::State {
        thread,
        visit,
        state,
    } = decision
    else {
        return Ok(());
    };
    let own = comparisons.iter().filter(|c| is_of(cycle, c));
    let mut threads = own.flat_map(|c| &c.threads).filter(|t| t.id == *thread);
    let Some(found) = threads.next() else {
        return Ok(());
    };
    let cell = found.cells.iter().find(|c| c.visit == *visit);
    match (cell.map(|c| c.spoken().is_some()), state) {
        (Some(true), StateDecided::Silent) => Err(Error::NotSilent(found.title.clone())),
        (Some(false), StateDecided::Spoken { .. }) => {
            Err(Error::NoWordsToJudge(found.title.clone()))
        }
        _ => Ok(()),
    }
}

/// That a person wrote about a matter, which therefore stays as they saw it.
fn wrote(annotation: Annotation) -> Option<Decided> {
    let Subject::Thread {
        thread,
        cycle,
        seen: Some(seen),
    } = annotation.on
    else {
        return None;
    };
    Some(Decided {
        seen: vec![seen],
        ..Decided::new(Decision::Wrote { thread }, cycle)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use scrutiny_domain::comparison::FindingRef;

    #[test]
    fn a_class_put_right_changes_the_cycle_of_its_paper_alone() {
        let right = |source: &str| Decision::Right {
            finding: FindingRef {
                source: source.to_owned(),
                quote: "Visits are late.".to_owned(),
            },
        };
        let (own, there) = (HashSet::from(["a"]), HashSet::from(["a", "b"]));
        assert!(may_change(&right("a"), &own, &there));
        assert!(!may_change(&right("b"), &own, &there));
        // A newer issue took its place: its words may stand there.
        assert!(may_change(&right("gone"), &own, &there));
        let merge = Decision::Merge {
            thread: "t1".to_owned(),
            into: "t2".to_owned(),
        };
        assert!(may_change(&merge, &own, &there));
        let labels = Decision::Labels {
            finding: right("a").checked().unwrap().clone(),
            labels: Vec::new(),
        };
        assert!(!may_change(&labels, &own, &there));
    }
}
