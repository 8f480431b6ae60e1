//! What annotations are about, as the papers are now: a paper may have been issued again, a matter gone into another.
//!
//! Nothing is dropped: an annotation whose place is gone is handed on as it was written, and said to be unattached.

use std::collections::HashMap;

use scrutiny_domain::annotations::{Annotation, Subject, attach};
use scrutiny_domain::comparison::{Comparison, CycleName, Decided, Decision, Reading, reading_of};
use scrutiny_domain::document::Citation;

use crate::{Casebook, Error, Scope};

/// An annotation with its subject as it is now.
#[derive(Debug, Clone, PartialEq)]
pub struct Attached {
    /// As written, but for a subject that was found again elsewhere.
    pub annotation: Annotation,
    /// False where what it is about is not there any more.
    pub attached: bool,
}

impl Casebook {
    /// The annotations that stand, each with what it is about now. The comparisons and readings are those of the
    /// whole workspace.
    pub async fn attached(
        &self,
        comparisons: &[Comparison],
        readings: &[Reading],
        decided: &[Decided],
    ) -> Result<Vec<Attached>, Error> {
        let newest = self.newest_issues().await?;
        let annotations = self.annotations().await?;
        let again = |citation: &Citation| {
            let source = newest.get(&citation.source).unwrap_or(&citation.source);
            attach(citation, &reading_of(readings, source)?.document)
        };
        let place = |annotation: Annotation| {
            let on = match &annotation.on {
                Subject::Quotation { citation } => {
                    again(citation).map(|citation| Subject::Quotation { citation })
                }
                Subject::Passage { citations } => citations
                    .iter()
                    .map(again)
                    .collect::<Option<Vec<_>>>()
                    .map(|citations| Subject::Passage { citations }),
                Subject::Thread {
                    thread,
                    cycle,
                    seen,
                } => {
                    let thread = merged(thread, decided);
                    let there = comparisons.iter().any(|c| {
                        is_of(cycle.as_ref(), c) && c.threads.iter().any(|t| t.id == thread)
                    });
                    there.then(|| Subject::Thread {
                        thread,
                        cycle: cycle.clone(),
                        seen: seen.clone(),
                    })
                }
                Subject::Visit { visit, cycle } => {
                    let there = comparisons.iter().any(|c| {
                        is_of(cycle.as_ref(), c) && c.visits.iter().any(|v| v.id == *visit)
                    });
                    there.then(|| annotation.on.clone())
                }
                Subject::Nothing => Some(Subject::Nothing),
            };
            Attached {
                attached: on.is_some(),
                annotation: Annotation {
                    on: on.unwrap_or_else(|| annotation.on.clone()),
                    ..annotation
                },
            }
        };
        Ok(annotations.into_iter().map(place).collect())
    }

    /// The annotations that belong in a pack about this comparison: about its papers, matters and visits, about
    /// nothing, or about what is gone. Those about another authority's papers or another cycle do not.
    pub(crate) async fn annotations_for(
        &self,
        comparison: &Comparison,
    ) -> Result<Vec<Annotation>, Error> {
        let (comparisons, readings) = self.compared(Scope::default()).await?;
        let all = self
            .attached(&comparisons, &readings, &self.decided().await?)
            .await?;
        let authority_of = |sha256: &str| {
            let reading = reading_of(&readings, sha256)?;
            reading.facts.authority.as_ref().map(|a| &a.value.name)
        };
        let belongs = |annotation: &Annotation| match &annotation.on {
            Subject::Quotation { .. } | Subject::Passage { .. } => {
                let mut cited = annotation.on.citations().iter();
                cited.all(|c| {
                    authority_of(&c.source).is_none_or(|name| *name == comparison.authority)
                })
            }
            Subject::Thread { cycle, .. } | Subject::Visit { cycle, .. } => {
                is_of(cycle.as_ref(), comparison)
            }
            Subject::Nothing => true,
        };
        let own = all.into_iter().map(|a| a.annotation);
        Ok(own.filter(belongs).collect())
    }

    /// SHA-256 of a paper that was issued again, to that of its newest issue.
    async fn newest_issues(&self) -> Result<HashMap<String, String>, Error> {
        let sources = self.workspace.sources().await?;
        let by_id: HashMap<i64, _> = sources.iter().map(|s| (s.id, s)).collect();
        let newest = sources.iter().map(|source| {
            let mut at = source;
            // An issue is newer than the one before it, so the way has an end.
            while let Some(newer) = at.superseded_by.and_then(|id| by_id.get(&id)) {
                at = newer;
            }
            (source.source.sha256.clone(), at.source.sha256.clone())
        });
        Ok(newest.collect())
    }
}

pub(crate) fn is_of(cycle: Option<&CycleName>, comparison: &Comparison) -> bool {
    let judged = comparison.judged.map(|judged| judged.month);
    cycle.is_none_or(|name| name.may_be(&comparison.authority, judged))
}

/// The matter that a matter has gone into, through every merger that a person made.
fn merged(thread: &str, decided: &[Decided]) -> String {
    let mut at = thread.to_owned();
    for one in decided {
        if let Decision::Merge { thread, into } = &one.decision
            && *thread == at
        {
            at.clone_from(into);
        }
    }
    at
}
