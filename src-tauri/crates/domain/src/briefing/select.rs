//! Which matters a pack has room for: the weightiest first; what is left out is counted, never lost.
//!
//! A sentence that stands alone is no matter to follow: it is in neither list.

use std::cmp::Reverse;

use crate::annotations::{Annotation, Subject};
use crate::comparison::{Comparison, Pattern, Standing, Thread, Titled};
use crate::findings::SpeakerRole;

use super::matrix::ORDER;
use super::{Limits, front, wording};

/// More than any matter weighs by itself.
const WRITTEN_ON: usize = 1000;

/// Matters in the order in which the pack shows them.
pub(super) struct Chosen<'a> {
    /// Every matter that more than one visit could have seen, weightiest first.
    pub(super) followed: Vec<&'a Thread>,
    /// Rows of the table of matters by visits.
    pub(super) rows: Vec<&'a Thread>,
    /// Set out with quotations.
    pub(super) in_full: Vec<&'a Thread>,
    /// Not looked at again, quoted.
    pub(super) unseen: Vec<&'a Thread>,
    /// Sentences and matters that only one visit could have seen.
    pub(super) seen_once: usize,
}

/// How many matters no visit speaks of after the first, by why.
pub(super) struct Silent {
    /// No later visit looked there.
    pub(super) not_looked_at: usize,
    /// A later visit did, and no sentence was located.
    pub(super) passed_over: usize,
}

impl Silent {
    /// What is said of them: where none was looked at since, where each was and nothing was found, where there are both.
    pub(super) fn said<'w>(
        &self,
        not_looked_at: &'w str,
        passed_over: &'w str,
        both: &'w str,
    ) -> &'w str {
        match (self.not_looked_at, self.passed_over) {
            (_, 0) => not_looked_at,
            (0, _) => passed_over,
            _ => both,
        }
    }
}

impl<'a> Chosen<'a> {
    pub(super) fn of(
        comparison: &'a Comparison,
        annotations: &[&Annotation],
        limits: &Limits,
    ) -> Chosen<'a> {
        let mut followed: Vec<&Thread> = comparison
            .threads
            .iter()
            .filter(|t| t.pattern != Pattern::SeenOnce)
            .filter(|t| has_a_name(t) || written_on(t, annotations))
            .collect();
        // Stable: of equal weight, in the order of the comparison.
        followed.sort_by_key(|t| Reverse(weight(t, comparison, annotations)));
        let first = |most: usize, keep: &dyn Fn(&Thread) -> bool| {
            let mut some: Vec<&Thread> = followed
                .iter()
                .copied()
                .filter(|t| keep(t))
                .take(most)
                .collect();
            some.sort_by_key(|t| ORDER.iter().position(|p| *p == t.pattern));
            some
        };
        let unseen = |t: &Thread| t.pattern_as_fact() == Some(Pattern::NeverLookedAtAgain);
        // What a person wrote on is set out, then what the front page names, then whatever weighs most.
        let mut in_full: Vec<&Thread> = Vec::new();
        let first_of_all = followed
            .iter()
            .take_while(|t| weight(t, comparison, annotations) >= WRITTEN_ON);
        let on_front = front::LISTS
            .iter()
            .flat_map(|(patterns, most)| {
                let named =
                    |t: &&&Thread| t.pattern_as_fact().is_some_and(|p| patterns.contains(&p));
                let of = followed.iter().filter(named);
                of.take(*most)
            })
            .chain(&followed);
        for thread in first_of_all.chain(on_front) {
            // What was not looked at again has a section of its own.
            if !unseen(thread) && in_full.iter().all(|t| t.id != thread.id) {
                in_full.push(thread);
            }
        }
        in_full.truncate(limits.matters);
        in_full.sort_by_key(|t| ORDER.iter().position(|p| *p == t.pattern));
        Chosen {
            rows: first(limits.rows, &|_| true),
            in_full,
            unseen: first(limits.unseen, &unseen),
            seen_once: comparison.threads.len() - followed.len(),
            followed,
        }
    }

    pub(super) fn silent(&self) -> Silent {
        let (passed_over, not_looked_at): (Vec<&Thread>, Vec<&Thread>) = self
            .of_patterns(&[Pattern::NeverLookedAtAgain])
            .into_iter()
            .partition(|t| wording::passed_over(t));
        Silent {
            not_looked_at: not_looked_at.len(),
            passed_over: passed_over.len(),
        }
    }

    /// Those of which one of the patterns is a fact, weightiest first.
    pub(super) fn of_patterns(&self, patterns: &[Pattern]) -> Vec<&'a Thread> {
        self.followed
            .iter()
            .copied()
            .filter(|t| t.pattern_as_fact().is_some_and(|p| patterns.contains(&p)))
            .collect()
    }

    /// How many of the matters followed nobody settled, of which it is not sure what happened.
    pub(super) fn to_check(&self) -> usize {
        let open = |t: &&&Thread| !t.standing.is_fact();
        self.followed.iter().filter(open).count()
    }
}

/// False for what speaks of nothing the rules have a name for, as long as nobody has confirmed it: a remark.
fn has_a_name(thread: &Thread) -> bool {
    thread.titled == Titled::ByName || thread.cells.iter().any(|c| !c.proposed)
}

fn written_on(thread: &Thread, annotations: &[&Annotation]) -> bool {
    annotations
        .iter()
        .any(|a| matches!(&a.on, Subject::Thread { thread: id, .. } if *id == thread.id))
}

/// How much a committee loses if the pack leaves it out: what a person wrote on or settled first, then what slipped or does not
/// move, then how often and how much inspectors spoke of it.
fn weight(thread: &Thread, comparison: &Comparison, annotations: &[&Annotation]) -> usize {
    let recommended = comparison
        .recommendations
        .iter()
        .any(|r| r.threads.contains(&thread.id));
    let seen = thread
        .cells
        .iter()
        .filter(|c| !c.findings.is_empty())
        .count();
    let sentences = thread
        .cells
        .iter()
        .flat_map(|c| &c.findings)
        .filter(|f| f.speaker.role == SpeakerRole::Inspectors)
        .count();
    let moved = match thread.pattern {
        Pattern::ImprovedThenSlipped | Pattern::DeclinedFromStrength | Pattern::GotWorse => 6,
        Pattern::RaisedEveryTime => 5,
        Pattern::New => 4,
        Pattern::Improved | Pattern::Resolved | Pattern::NeverLookedAtAgain => 3,
        Pattern::Steady | Pattern::SeenOnce => 0,
    };
    let settled = thread
        .cells
        .iter()
        .any(|c| c.standing() == Standing::Settled);
    usize::from(settled || written_on(thread, annotations)) * WRITTEN_ON
        + moved
        + usize::from(recommended) * 4
        + seen * 2
        + sentences.min(8)
}
