//! Findings that are about one matter, put together by how like they are.
//!
//! Average linkage: two groups become one while the mean of the log-odds between their findings is high enough. A chain
//! of likeness is not enough to hold a group together. Deliberately not here: what a group is called.

use kodama::{Method, linkage};

use super::likeness::{CLIP, Likeness};

/// Groups of positions, in the order of their first; each in its order.
///
/// Two groups are joined where the mean log-odds between them is at least `join_from`.
pub(crate) fn groups(likeness: &Likeness, join_from: f32) -> Vec<Vec<usize>> {
    let count = likeness.len();
    let mut apart: Vec<f32> = likeness.triangle().iter().map(|odds| CLIP - odds).collect();
    let steps = linkage(&mut apart, count, Method::Average);
    let mut clusters: Vec<Vec<usize>> = (0..count).map(|i| vec![i]).collect();
    for step in steps.steps() {
        let joined = if step.dissimilarity <= CLIP - join_from {
            let mut first = std::mem::take(&mut clusters[step.cluster1]);
            first.append(&mut clusters[step.cluster2]);
            first.sort_unstable();
            first
        } else {
            Vec::new()
        };
        clusters.push(joined);
    }
    clusters.retain(|c| !c.is_empty());
    clusters.sort_unstable();
    clusters
}
