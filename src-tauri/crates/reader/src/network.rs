//! The encoder and its three heads, layer by layer, for one sentence at a time.
//!
//! The same arithmetic as `tools/reader/model.py`, and the same bits on every machine: products in whole numbers
//! ([`super::multiply`]), everything else in the order in which it is written here, with exponentials of our own library.
//! Deliberately not here: what the outputs mean ([`super`]).

use fearless_simd::Level;

use super::multiply::Rows;
use super::pieces::Laid;
use super::weights::{Layer, Norm, Weights};

/// Raw outputs of the three heads.
#[derive(Debug, Clone, PartialEq)]
pub struct Logits {
    pub themes: Vec<f32>,
    pub level: Vec<f32>,
    pub direction: Vec<f32>,
}

/// Runs the network.
pub fn run(weights: &Weights, simd: Level, laid: &Laid) -> Logits {
    let width = weights.head.width;
    let mut x = Vec::with_capacity(laid.pieces.len() * width);
    for (at, piece) in laid.pieces.iter().enumerate() {
        let segment = usize::from(at >= laid.own);
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
        forward(layer, weights.head.heads, simd, &mut x, &mut room);
    }

    let mut mean = vec![0.0f32; width];
    for row in x.chunks_exact(width).take(laid.own) {
        add(&mut mean, row);
    }
    mean.iter_mut().for_each(|m| *m /= laid.own as f32);
    room.rows.take(&mean, width);
    let logits = |head: &super::multiply::Linear| {
        let mut out = Vec::new();
        head.apply(simd, &room.rows, &mut out);
        out
    };
    Logits {
        themes: logits(&weights.themes),
        level: logits(&weights.level),
        direction: logits(&weights.direction),
    }
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

fn forward(layer: &Layer, heads: usize, simd: Level, x: &mut [f32], room: &mut Room) {
    let width = layer.attended_norm.scale.len();
    room.rows.take(x, width);
    layer.query.apply(simd, &room.rows, &mut room.query);
    layer.key.apply(simd, &room.rows, &mut room.key);
    layer.value.apply(simd, &room.rows, &mut room.value);
    attend(heads, width, room);
    room.rows.take(&room.mixed, width);
    layer.attended.apply(simd, &room.rows, &mut room.out);
    add(x, &room.out);
    normalise(x, &layer.attended_norm);

    room.rows.take(x, width);
    layer.inner.apply(simd, &room.rows, &mut room.inner);
    room.inner.iter_mut().for_each(|v| *v = gelu(*v));
    room.rows.take(&room.inner, layer.outer.weight.length);
    layer.outer.apply(simd, &room.rows, &mut room.out);
    add(x, &room.out);
    normalise(x, &layer.outer_norm);
}

/// Every position gathers from all, head by head, weighed by how well its query fits their keys.
fn attend(heads: usize, width: usize, room: &mut Room) {
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
            for (c, q) in room.query[part(i)].iter().enumerate() {
                let q = q * scale;
                for (s, k) in scores.iter_mut().zip(&keys[c * n..(c + 1) * n]) {
                    *s += q * k;
                }
            }
            softmax(&mut scores);
            let mixed = &mut room.mixed[part(i)];
            for (j, s) in scores.iter().enumerate() {
                for (m, v) in mixed.iter_mut().zip(&room.value[part(j)]) {
                    *m += s * v;
                }
            }
        }
    }
}

fn add(to: &mut [f32], from: &[f32]) {
    for (t, f) in to.iter_mut().zip(from) {
        *t += f;
    }
}

fn normalise(x: &mut [f32], norm: &Norm) {
    for row in x.chunks_exact_mut(norm.scale.len()) {
        let n = row.len() as f32;
        let mean = row.iter().sum::<f32>() / n;
        let spread = row.iter().map(|v| (v - mean) * (v - mean)).sum::<f32>() / n;
        let per = 1.0 / (spread + 1e-12).sqrt();
        for ((v, scale), shift) in row.iter_mut().zip(&norm.scale).zip(&norm.shift) {
            *v = (*v - mean) * per * scale + shift;
        }
    }
}

/// Turns scores into shares that add up to one.
pub fn softmax(x: &mut [f32]) {
    let largest = x.iter().fold(f32::NEG_INFINITY, |m, v| m.max(*v));
    let mut sum = 0.0;
    for v in x.iter_mut() {
        *v = exp(*v - largest);
        sum += *v;
    }
    x.iter_mut().for_each(|v| *v /= sum);
}

/// x · Φ(x), with the error function by Abramowitz and Stegun 7.1.26 (off by 1.5e-7 at most).
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
