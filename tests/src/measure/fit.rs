//! Fits the weights of `likeness.toml`: the likeliest places should be the labelled ones.
//!
//! The chance of a place is the softmax of the scores of all places of the later report; what is made larger is the
//! chance that the labelled places have together, less a penalty for large weights. Related places are left out.
//! Only the open authorities of train/ are used.

use std::fmt::Write as _;

use scrutiny_domain::comparison::{FEATURES, Features, Weights};

use super::matching::{Asked, Relation};

const ROUNDS: usize = 600;
const PENALTY: f32 = 0.004;

/// The weights, and the least score of a place at which covered or not is right most often.
pub fn fit(asked: &[Asked]) -> Weights {
    let open: Vec<&Asked> = asked
        .iter()
        .filter(|a| a.set == "train" && !a.held_back)
        .collect();
    let weights = rank(&open);
    let ranked = Weights::new(0.0, &weights);
    let mut best: Vec<(f32, bool)> = open
        .iter()
        .filter_map(|a| {
            let first = a.ranked(&ranked).first()?.1;
            Some((first, a.relation != Relation::NotCovered))
        })
        .collect();
    best.sort_by(|a, b| a.0.total_cmp(&b.0));
    let right = |least: f32| best.iter().filter(|(s, yes)| (*s >= least) == *yes).count();
    let covered = best
        .iter()
        .map(|(s, _)| *s)
        .max_by_key(|s| right(*s))
        .unwrap_or(0.0);
    Weights::new(covered, &weights)
}

#[allow(clippy::cast_precision_loss, reason = "a few hundred")]
fn rank(open: &[&Asked]) -> Features {
    let followed: Vec<Vec<(&Features, bool)>> = open
        .iter()
        .filter(|a| a.places.iter().any(|c| c.same))
        .map(|a| {
            a.places
                .iter()
                .filter(|c| c.same || !c.related)
                .map(|c| (&c.place.features, c.same))
                .collect()
        })
        .collect();
    let mut w = [0.0_f32; FEATURES.len()];
    let (mut m, mut v) = (w, w);
    for round in 1..=ROUNDS {
        let mut gradient = w.map(|x| x * PENALTY * 2.0);
        for places in &followed {
            let scores: Vec<f32> = places
                .iter()
                .map(|(f, _)| f.iter().zip(&w).map(|(x, w)| x * w).sum())
                .collect();
            let top = scores.iter().copied().fold(f32::MIN, f32::max);
            let chances: Vec<f32> = scores.iter().map(|s| (s - top).exp()).collect();
            let all: f32 = chances.iter().sum();
            let good: f32 = chances
                .iter()
                .zip(places)
                .filter(|(_, (_, same))| *same)
                .map(|(c, _)| c)
                .sum();
            for (chance, (f, same)) in chances.iter().zip(places) {
                let pull = chance / all - if *same { chance / good.max(1e-12) } else { 0.0 };
                for (g, x) in gradient.iter_mut().zip(f.iter()) {
                    *g += pull * x / followed.len() as f32;
                }
            }
        }
        let t = round as f32;
        for i in 0..w.len() {
            m[i] = 0.9 * m[i] + 0.1 * gradient[i];
            v[i] = 0.999 * v[i] + 0.001 * gradient[i] * gradient[i];
            let (m, v) = (
                m[i] / (1.0 - 0.9_f32.powf(t)),
                v[i] / (1.0 - 0.999_f32.powf(t)),
            );
            w[i] -= 0.03 * m / (v.sqrt() + 1e-8);
        }
    }
    w
}

/// What belongs in `likeness.toml`.
pub fn table(weights: &Weights) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "covered = {:.3}\n\n[weights]", weights.covered);
    let mut unit = [0.0_f32; FEATURES.len()];
    for (i, name) in FEATURES.iter().enumerate() {
        unit[i] = 1.0;
        let _ = writeln!(out, "{name} = {:.3}", weights.score(&unit));
        unit[i] = 0.0;
    }
    out
}
