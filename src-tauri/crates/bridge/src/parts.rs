//! What a case holds, in parts that the window asks for one by one and only where they are new to it.
//!
//! A case of many papers has tens of megabytes of findings. After a decision most of them are what they were, and a
//! page that takes in all of them at once stands still meanwhile. A part's name stands for what it says: where that
//! changes, so does the name. Deliberately not here: what the parts say ([`Contents`]).

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use scrutiny_casebook::Error;
use serde::Serialize;

use crate::{
    Bridge, BridgeAdrift, BridgeAnnotation, BridgeAuthority, BridgeComparison, BridgeFinding,
    BridgeSource, BridgeSteps, Contents,
};

/// [`Contents`] with the names of its large parts in the place of them.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "bridge", derive(specta::Type))]
pub struct Outline {
    /// In the order of import.
    pub sources: Vec<BridgeSource>,
    /// Parts of the findings of each source, in their order.
    pub findings: Vec<String>,
    /// By authority, older judgement cycles first.
    pub comparisons: Vec<String>,
    /// Oldest first.
    pub annotations: Vec<BridgeAnnotation>,
    /// Labels whose words are no finding any more.
    pub adrift: Vec<BridgeAdrift>,
    /// By name.
    pub authorities: Vec<BridgeAuthority>,
    pub steps: BridgeSteps,
}

/// Most findings in a part. A report has hundreds, and a decision about one of them brings its whole part over again.
const PART: usize = 100;

/// A part under its name.
#[derive(Debug)]
struct Named<T> {
    name: String,
    part: T,
}

/// The parts of the newest outline.
#[derive(Debug, Default)]
pub(crate) struct Parts {
    findings: Mutex<Vec<Named<Vec<BridgeFinding>>>>,
    comparisons: Mutex<Vec<Named<BridgeComparison>>>,
}

/// No name stands for two things while the program runs, whatever case is open.
static NAMES: AtomicU64 = AtomicU64::new(0);

/// Puts these in the place of those before, and gives their names: the one it had where a part is as it was.
fn put<T: PartialEq>(kept: &Mutex<Vec<Named<T>>>, parts: Vec<T>) -> Vec<String> {
    let mut kept = lock(kept);
    let mut before = std::mem::take(&mut *kept);
    let named = parts.into_iter().map(|part| {
        // Most are in the order they were in.
        match before.iter().position(|one| one.part == part) {
            Some(at) => before.remove(at),
            None => Named {
                name: NAMES.fetch_add(1, Ordering::Relaxed).to_string(),
                part,
            },
        }
    });
    *kept = named.collect();
    kept.iter().map(|one| one.name.clone()).collect()
}

/// What stands under these names, in their order; none where one stands for nothing.
fn get<T: Clone>(kept: &Mutex<Vec<Named<T>>>, names: &[String]) -> Option<Vec<T>> {
    let kept = lock(kept);
    let part = |name: &String| kept.iter().find(|one| one.name == *name);
    let parts = names.iter().map(|name| Some(part(name)?.part.clone()));
    parts.collect()
}

/// A list behind a lock is whole even where a thread panicked: it is replaced in one step.
fn lock<T>(kept: &Mutex<T>) -> MutexGuard<'_, T> {
    kept.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Bridge {
    /// What the case holds, its large parts by name.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub async fn outline(&self) -> Result<Outline, Error> {
        let contents = self.contents().await?;
        let parts = Arc::clone(&self.parts);
        let name = move || {
            let Contents {
                sources,
                findings,
                comparisons,
                annotations,
                adrift,
                authorities,
                steps,
            } = contents;
            let same_paper =
                |a: &BridgeFinding, b: &BridgeFinding| a.place.source == b.place.source;
            let papers = findings.chunk_by(same_paper);
            let few = papers.flat_map(|paper| paper.chunks(PART));
            let few = few.map(<[_]>::to_vec).collect();
            Outline {
                sources,
                findings: put(&parts.findings, few),
                comparisons: put(&parts.comparisons, comparisons),
                annotations,
                adrift,
                authorities,
                steps,
            }
        };
        Ok(tokio::task::spawn_blocking(name).await?)
    }

    /// The findings of each of these parts; none where the newest outline does not have one of them.
    pub fn findings_parts(&self, names: &[String]) -> Option<Vec<Vec<BridgeFinding>>> {
        get(&self.parts.findings, names)
    }

    /// The comparison of each of these parts; none where the newest outline does not have one of them.
    pub fn comparison_parts(&self, names: &[String]) -> Option<Vec<BridgeComparison>> {
        get(&self.parts.comparisons, names)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_as_it_was_keeps_its_name_and_what_changed_has_another() {
        let kept = Mutex::default();
        let first = put(&kept, vec!["a", "b"]);
        let second = put(&kept, vec!["b", "c"]);
        assert_eq!(second[0], first[1]);
        assert!(!first.contains(&second[1]));
        assert_eq!(get(&kept, &second), Some(vec!["b", "c"]));
        assert_eq!(get(&kept, &first), None, "one is not there any more");
        let third = put(&kept, vec!["a"]);
        assert!(!first.contains(&third[0]), "a name is used once");
    }
}
