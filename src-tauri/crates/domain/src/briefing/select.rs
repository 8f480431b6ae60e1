//! Which matters a pack has room for: the weightiest first; what is left out is counted, never lost.
//!
//! A sentence that stands alone is no matter to follow: it is in no list.

use std::cmp::Reverse;

use crate::annotations::{Annotation, Subject};
use crate::comparison::{Comparison, Pattern, Reading, Standing, Thread, Titled, Visit};
use crate::findings::SpeakerRole;

use super::Limits;
use super::course::{self, Unseen};

/// More than any matter weighs by itself.
const WRITTEN_ON: usize = 1000;

/// Matters in the order in which the pack shows them.
pub(super) struct Chosen<'a> {
    /// Every matter that more than one visit could have seen, weightiest first; of a single inspection every matter.
    pub(super) followed: Vec<&'a Thread>,
    /// Rows of the table of matters by visits.
    pub(super) rows: Vec<&'a Thread>,
    /// Set out with what may be said of them.
    pub(super) in_full: Vec<&'a Thread>,
    /// Of which nothing may be said: their words, without a verdict.
    pub(super) open: Vec<&'a Thread>,
    /// Not looked at since the first visit, all of them, weightiest first.
    pub(super) not_seen: Vec<Unseen<'a>>,
    /// How many of these are quoted.
    pub(super) quoted_unseen: usize,
    /// Sentences and matters that only one visit could have seen.
    pub(super) seen_once: usize,
    /// How many there would be without a limit.
    pub(super) all_in_full: usize,
    pub(super) all_open: usize,
}

impl<'a> Chosen<'a> {
    pub(super) fn of(
        comparison: &'a Comparison,
        readings: &[Reading],
        annotations: &[&Annotation],
        limits: &Limits,
    ) -> Chosen<'a> {
        let told = |v: &&Visit| !v.sources.is_empty();
        let looks = comparison.visits.iter().filter(told).count();
        let mut followed: Vec<&Thread> = comparison
            .threads
            .iter()
            .filter(|t| t.pattern != Pattern::SeenOnce || looks < 2)
            .filter(|t| has_a_name(t) || written_on(t, annotations))
            .collect();
        // Stable: of equal weight, in the order of the comparison.
        followed.sort_by_key(|t| Reverse(weight(t, comparison, annotations)));
        let in_order = |mut some: Vec<&'a Thread>| {
            some.sort_by_key(|t| course::order(t));
            some
        };
        let not_seen: Vec<Unseen<'a>> = followed
            .iter()
            .filter_map(|t| course::unseen(comparison, readings, t))
            .collect();
        let rest = followed
            .iter()
            .copied()
            .filter(|t| not_seen.iter().all(|u| u.thread.id != t.id));
        let (mut in_full, mut open): (Vec<&Thread>, Vec<&Thread>) =
            rest.partition(|t| course::speaks_as_fact(t) || written_on(t, annotations));
        let (all_in_full, all_open) = (in_full.len(), open.len());
        // What a person wrote on is never the least.
        let written = in_full
            .iter()
            .filter(|t| written_on(t, annotations))
            .count();
        in_full.truncate(limits.matters.max(written));
        open.truncate(limits.open);
        // A table of one visit would say again what stands with each matter.
        let most = if looks < 2 { 0 } else { limits.rows };
        let rows: Vec<&Thread> = followed.iter().copied().take(most).collect();
        Chosen {
            rows: in_order(rows),
            in_full: in_order(in_full),
            open,
            quoted_unseen: not_seen.len().min(limits.unseen),
            not_seen,
            seen_once: comparison.threads.len() - followed.len(),
            followed,
            all_in_full,
            all_open,
        }
    }

    /// Those that are quoted as not looked at since.
    pub(super) fn unseen(&self) -> &[Unseen<'a>] {
        &self.not_seen[..self.quoted_unseen]
    }

    /// How many of the matters a person settled anything of, and of how many nothing may be said.
    pub(super) fn settled(&self) -> usize {
        let by_people = |t: &&&Thread| {
            let cells = t.cells.iter();
            t.standing == Standing::Settled
                || t.confirmed
                || cells.into_iter().any(|c| c.standing() == Standing::Settled)
        };
        self.followed.iter().filter(by_people).count()
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
