//! Comparisons made so far, kept while the case is open: a decision about one cycle leaves the others as they are.
//!
//! A comparison is known by all that goes into it, so one that is kept is the one that would be made. Deliberately not
//! here: how visits are compared, and anything on disk.

use std::collections::VecDeque;
use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

use scrutiny_domain::comparison::{self, Comparison, Cycle, Decided, Reading};
use sha2::{Digest, Sha256};

use crate::Error;

/// How many are kept: every cycle of every authority in a large case, for members and for the public.
const KEPT: usize = 256;

/// SHA-256 of what a comparison is made from.
type Key = [u8; 32];

/// Comparisons by what they were made from, the one used last at the end.
#[derive(Debug, Default)]
pub(crate) struct Memo(Mutex<VecDeque<(Key, Comparison)>>);

/// A cycle to compare and the decisions about it.
pub(crate) struct Asked {
    pub(crate) cycle: Cycle,
    pub(crate) decisions: Vec<Decided>,
}

impl Memo {
    /// The comparison of each cycle, in their order; those that are not kept are made, on every processor.
    ///
    /// # Errors
    /// Where the program is broken.
    pub(crate) fn compare(
        &self,
        asked: &[Asked],
        readings: &[Reading],
    ) -> Result<Vec<Comparison>, Error> {
        let keys = asked
            .iter()
            .map(|one| key(one, readings))
            .collect::<Result<Vec<Key>, Error>>()?;
        let made: Vec<Mutex<Option<Comparison>>> =
            keys.iter().map(|key| Mutex::new(self.known(key))).collect();
        let next = AtomicUsize::new(0);
        let work = || {
            while let Some(at) = Some(next.fetch_add(1, Ordering::Relaxed))
                && at < asked.len()
            {
                let mut place = made[at].lock().unwrap_or_else(PoisonError::into_inner);
                if place.is_none() {
                    let Asked { cycle, decisions } = &asked[at];
                    *place = Some(comparison::compare(cycle, readings, decisions));
                }
            }
        };
        let at_once = thread::available_parallelism().map_or(1, NonZero::get);
        thread::scope(|scope| {
            for _ in 1..at_once.min(asked.len()) {
                scope.spawn(work);
            }
            work();
        });
        let made = made.into_iter().zip(keys).map(|(place, key)| {
            let made = place.into_inner().unwrap_or_else(PoisonError::into_inner);
            let made = made.ok_or_else(|| Error::Inside("a cycle was not compared".to_owned()))?;
            self.keep(key, &made);
            Ok(made)
        });
        made.collect()
    }

    fn known(&self, key: &Key) -> Option<Comparison> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let found = kept.iter().find(|(known, _)| known == key);
        found.map(|(_, comparison)| comparison.clone())
    }

    fn keep(&self, key: Key, comparison: &Comparison) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match kept.iter().position(|(known, _)| *known == key) {
            Some(at) => {
                let used = kept.remove(at);
                kept.extend(used);
            }
            None => kept.push_back((key, comparison.clone())),
        }
        while kept.len() > KEPT {
            kept.pop_front();
        }
    }
}

/// Hash of a cycle, of what was read in its papers, and of the decisions about it. A paper's text is known by its bytes
/// and by how it was read, which changes between programs only.
fn key(asked: &Asked, readings: &[Reading]) -> Result<Key, Error> {
    let Asked { cycle, decisions } = asked;
    let of_cycle: Vec<_> = cycle
        .readings
        .iter()
        .filter_map(|&at| readings.get(at))
        .map(|reading| {
            let Reading {
                document,
                facts,
                findings,
            } = reading;
            (&document.source, facts, findings)
        })
        .collect();
    // Its readings are named by their place in the list, which may be another when the same are asked for again.
    let cycle = Cycle {
        readings: Vec::new(),
        ..cycle.clone()
    };
    let all = serde_json::to_vec(&(cycle, of_cycle, decisions))
        .map_err(|e| Error::Inside(e.to_string()))?;
    Ok(Sha256::digest(&all).into())
}

#[cfg(test)]
mod tests {
    use scrutiny_domain::comparison::Decision;

    use super::*;

    #[test]
    fn what_is_kept_is_what_would_be_made_and_a_change_makes_another() {
        let memo = Memo::default();
        let cycle = Cycle {
            id: "northmere".to_owned(),
            authority: "Northmere".to_owned(),
            judged: None,
            readings: Vec::new(),
            opened_by: None,
            closed_by: None,
        };
        let renamed = |by: &str| Decided {
            decision: Decision::Rename {
                thread: "t1".to_owned(),
                title: "Visits".to_owned(),
            },
            cycle: None,
            seen: Vec::new(),
            by: Some(by.to_owned()),
        };
        let ask = |decisions: Vec<Decided>| {
            let asked = Asked {
                cycle: cycle.clone(),
                decisions,
            };
            (key(&asked, &[]).unwrap(), asked)
        };
        let (plain, asked) = ask(Vec::new());
        let (other, _) = ask(vec![renamed("Cllr Example")]);
        assert_ne!(plain, other);
        assert_ne!(other, ask(vec![renamed("Cllr Other")]).0, "it says who");
        let first = memo.compare(std::slice::from_ref(&asked), &[]).unwrap();
        assert_eq!(memo.known(&plain).as_ref(), first.first());
        assert_eq!(memo.known(&other), None);
        assert_eq!(first, [comparison::compare(&cycle, &[], &[])]);
        assert_eq!(memo.compare(&[asked], &[]).unwrap(), first);
    }
}
