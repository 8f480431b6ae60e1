//! The encoder and its heads, layer by layer, for one window at a time.
//!
//! The same arithmetic as `tools/reader/model.py`, and the same bits on every machine: products in whole numbers
//! ([`super::multiply`]), everything else in the order in which it is written here, with exponentials of our own library.
//! Deliberately not here: what the outputs mean ([`super`]).

use fearless_simd::prelude::*;
use fearless_simd::{Level, dispatch};

use super::multiply::{BLOCK, Linear, Rows, largest};
use super::pieces::Window;
use super::weights::{Layer, Norm, Weights};

/// Raw outputs of the heads, of one sentence.
#[derive(Debug, Clone, PartialEq)]
pub struct Outputs {
    pub themes: Vec<f32>,
    /// Strength, improving, mixed, weakness, neutral.
    pub level: Vec<f32>,
    /// Better, same, worse, none.
    pub direction: Vec<f32>,
    /// Of any scale: only its direction means something.
    pub likeness: Vec<f32>,
}

/// Runs the network: outputs of each sentence of a window.
///
/// All of it is compiled for each kind of vector instructions: what is done number by number gains as much by them as the
/// products, and comes to the same bits.
pub fn run(weights: &Weights, vectors: Level, window: &Window) -> Vec<Outputs> {
    dispatch!(vectors, simd => run_with(simd, weights, vectors, window))
}

#[inline(always)]
fn run_with<S: Simd>(simd: S, weights: &Weights, vectors: Level, window: &Window) -> Vec<Outputs> {
    let width = weights.head.width;
    let mut x = Vec::with_capacity(window.pieces.len() * width);
    for (at, piece) in window.pieces.iter().enumerate() {
        let segment = usize::from(at < window.heading);
        let rows = [
            (&weights.pieces, usize::from(*piece)),
            (&weights.segments, segment),
            (&weights.positions, at),
        ];
        let begin = x.len();
        x.resize(begin + width, 0.0f32);
        for (table, row) in rows {
            let step = table.steps[row];
            let values = &table.values[row * width..(row + 1) * width];
            for (sum, v) in x[begin..].iter_mut().zip(values) {
                *sum += f32::from(*v) * step;
            }
        }
    }
    normalise(&mut x, &weights.norm);

    let mut room = Room::default();
    for layer in &weights.layers {
        forward(simd, layer, weights.head.heads, vectors, &mut x, &mut room);
    }

    // Each sentence is the mean over its own pieces: what stands around it they have seen already.
    let mut means = vec![0.0f32; window.sentences.len() * width];
    for (mean, own) in means.chunks_exact_mut(width).zip(&window.sentences) {
        for row in x[own.start * width..own.end * width].chunks_exact(width) {
            add(mean, row);
        }
        mean.iter_mut().for_each(|m| *m /= own.len() as f32);
    }
    room.rows.take(&means, width);
    let of_all = |head: &Linear| {
        let mut out = Vec::new();
        head.apply(vectors, &room.rows, &mut out);
        let each: Vec<Vec<f32>> = out.chunks(head.bias.len()).map(<[f32]>::to_vec).collect();
        each
    };
    let heads = [
        &weights.themes,
        &weights.level,
        &weights.direction,
        &weights.likeness,
    ];
    let [themes, level, direction, likeness] = heads.map(of_all);
    themes
        .into_iter()
        .zip(level)
        .zip(direction)
        .zip(likeness)
        .map(|(((themes, level), direction), likeness)| Outputs {
            themes,
            level,
            direction,
            likeness,
        })
        .collect()
}

/// Room that is used again from layer to layer.
#[derive(Default)]
struct Room {
    rows: Rows,
    query: Vec<f32>,
    key: Vec<f32>,
    value: Vec<f32>,
    mixed: Vec<f32>,
    out: Vec<f32>,
    inner: Vec<f32>,
}

#[inline(always)]
fn forward<S: Simd>(
    simd: S,
    layer: &Layer,
    heads: usize,
    vectors: Level,
    x: &mut [f32],
    room: &mut Room,
) {
    let width = layer.attended_norm.scale.len();
    room.rows.take(x, width);
    layer.query.apply(vectors, &room.rows, &mut room.query);
    layer.key.apply(vectors, &room.rows, &mut room.key);
    layer.value.apply(vectors, &room.rows, &mut room.value);
    attend(simd, heads, width, room);
    room.rows.take(&room.mixed, width);
    layer.attended.apply(vectors, &room.rows, &mut room.out);
    add(x, &room.out);
    normalise(x, &layer.attended_norm);

    room.rows.take(x, width);
    layer.inner.apply(vectors, &room.rows, &mut room.inner);
    room.inner.iter_mut().for_each(|v| *v = gelu(*v));
    room.rows.take(&room.inner, layer.outer.weight.length);
    layer.outer.apply(vectors, &room.rows, &mut room.out);
    add(x, &room.out);
    normalise(x, &layer.outer_norm);
}

/// Every position gathers from all, head by head, weighed by how well its query fits their keys.
#[inline(always)]
fn attend<S: Simd>(simd: S, heads: usize, width: usize, room: &mut Room) {
    let (n, w) = (room.query.len() / width, width / heads);
    let scale = 1.0 / (w as f32).sqrt();
    room.mixed.clear();
    room.mixed.resize(n * width, 0.0);
    // Keys of one head lie side by side by component, so that the scores of a row are sums of long rows.
    let mut keys = vec![0.0f32; w * n];
    let mut scores = vec![0.0f32; n];
    for head in 0..heads {
        let part = |row: usize| row * width + head * w..row * width + (head + 1) * w;
        for j in 0..n {
            for (c, v) in room.key[part(j)].iter().enumerate() {
                keys[c * n + j] = *v;
            }
        }
        for i in 0..n {
            scores.fill(0.0);
            let (query, []) = room.query[part(i)].as_chunks::<4>() else {
                unreachable!(
                    "a head is as wide as whole blocks: checked when the weights were read"
                );
            };
            // Four components at a time: a score is fetched and put back as seldom as that allows.
            for (q, keys) in query.iter().zip(keys.chunks_exact(4 * n)) {
                let [q0, q1, q2, q3] = q.map(|q| q * scale);
                let (k01, k23) = keys.split_at(2 * n);
                let ((k0, k1), (k2, k3)) = (k01.split_at(n), k23.split_at(n));
                let keys = k0.iter().zip(k1).zip(k2).zip(k3);
                for (s, (((k0, k1), k2), k3)) in scores.iter_mut().zip(keys) {
                    *s = *s + q0 * k0 + q1 * k1 + q2 * k2 + q3 * k3;
                }
            }
            softmax(&mut scores);
            let mixed = &mut room.mixed[part(i)];
            for (block, mixed) in mixed.chunks_exact_mut(S::f32s::LEN).enumerate() {
                let at = head * w + block * S::f32s::LEN;
                let mut sum = S::f32s::splat(simd, 0.0);
                for (score, value) in scores.iter().zip(room.value.chunks_exact(width)) {
                    let value = S::f32s::from_slice(simd, &value[at..at + S::f32s::LEN]);
                    sum += value * *score;
                }
                mixed.copy_from_slice(sum.as_slice());
            }
        }
    }
}

/// The sum, in an order that can be worked out in [`BLOCK`] rows at once.
#[inline(always)]
fn sum(x: &[f32], of: impl Fn(f32) -> f32) -> f32 {
    let (blocks, rest) = x.as_chunks::<BLOCK>();
    let mut sums = [0.0f32; BLOCK];
    for block in blocks {
        for (s, v) in sums.iter_mut().zip(block) {
            *s += of(*v);
        }
    }
    let rest = rest.iter().fold(0.0, |s, v| s + of(*v));
    sums.iter().sum::<f32>() + rest
}

#[inline(always)]
fn add(to: &mut [f32], from: &[f32]) {
    for (t, f) in to.iter_mut().zip(from) {
        *t += f;
    }
}

#[inline(always)]
fn normalise(x: &mut [f32], norm: &Norm) {
    for row in x.chunks_exact_mut(norm.scale.len()) {
        let n = row.len() as f32;
        let mean = sum(row, |v| v) / n;
        let spread = sum(row, |v| (v - mean) * (v - mean)) / n;
        let per = 1.0 / (spread + 1e-12).sqrt();
        for ((v, scale), shift) in row.iter_mut().zip(&norm.scale).zip(&norm.shift) {
            *v = (*v - mean) * per * scale + shift;
        }
    }
}

/// Turns scores into shares that add up to one.
#[inline(always)]
pub fn softmax(x: &mut [f32]) {
    let largest = largest(x, |v| v);
    x.iter_mut().for_each(|v| *v = exp(*v - largest));
    let sum = sum(x, |v| v);
    x.iter_mut().for_each(|v| *v /= sum);
}

/// x · Φ(x), with the error function by Abramowitz and Stegun 7.1.26 (off by 1.5e-7 at most).
#[inline(always)]
fn gelu(x: f32) -> f32 {
    let z = x.abs() * std::f32::consts::FRAC_1_SQRT_2;
    let t = 1.0 / (1.0 + 0.327_591_1 * z);
    let poly = ((((1.061_405_4 * t - 1.453_152_1) * t + 1.421_413_8) * t - 0.284_496_72) * t
        + 0.254_829_6)
        * t;
    let erf = 1.0 - poly * exp(-z * z);
    0.5 * x * (1.0 + erf.copysign(x))
}

/// e to the power of `x`, off by a few units in the last place: plain arithmetic, so that no machine differs, and
/// without branches, so that several are worked out at once.
#[inline(always)]
pub fn exp(x: f32) -> f32 {
    // Adding it rounds to a whole number, which then stands in the lowest bits.
    const ROUND: f32 = 12_582_912.0;
    let x = x.clamp(-87.0, 88.0);
    let shifted = x * std::f32::consts::LOG2_E + ROUND;
    let whole = shifted - ROUND;
    // ln 2 in two parts: the first has few digits, so that the product is exact.
    let r = x - whole * 0.693_359_4 - whole * -2.121_944_4e-4;
    let poly =
        (((((1.987_569_1e-4 * r + 1.398_199_9e-3) * r + 8.333_452e-3) * r + 4.166_579_6e-2) * r
            + 1.666_666_5e-1)
            * r
            + 0.5)
            * r
            * r
            + r
            + 1.0;
    let power = (shifted.to_bits() << 23).wrapping_add(127 << 23);
    poly * f32::from_bits(power)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exponentials_and_gelu_are_what_they_should_be() {
        for i in -8000..8000 {
            let x = i as f32 / 100.0;
            let right = f64::from(x).exp();
            assert!((f64::from(exp(x)) / right - 1.0).abs() < 3e-7, "{x}");
        }
        assert!(exp(-1000.0) < 1e-30);
        // Φ(1) = 0.841344746
        assert!((gelu(1.0) - 0.841_344_7).abs() < 1e-6);
        assert!((gelu(-1.0) + 0.158_655_25).abs() < 1e-6);
        assert_eq!(gelu(0.0), 0.0);
    }
}
