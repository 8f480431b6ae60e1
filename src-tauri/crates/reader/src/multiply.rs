//! Products of matrices in whole numbers: the same result, to the bit, on every machine.
//!
//! Weights have eight bits, what flows through has thirteen; products of them are summed in 32 without overflow for
//! every length that occurs ([`LONGEST`]). Vector instructions are chosen when the program runs.
//! Deliberately not here: what the matrices mean ([`super::network`]).

use fearless_simd::prelude::*;
use fearless_simd::{Level, dispatch};

/// The longest sum that cannot overflow: 2³¹ / (127 · [`STEPS`]).
pub const LONGEST: usize = 4096;
/// Half the steps of what flows through.
const STEPS: f32 = 4095.0;
/// Adding it rounds to a whole number, which then stands in the lowest bits.
const ROUND: f32 = 12_582_912.0;
/// Every row is a multiple of this long: the widest vector of 16-bit numbers.
pub const LANES: usize = 32;

/// As many floating numbers are worked on at once: the widest vector of them.
pub const BLOCK: usize = 16;

/// The largest of what is made of each number; the order does not matter to it.
#[inline(always)]
pub fn largest(x: &[f32], of: impl Fn(f32) -> f32) -> f32 {
    let (blocks, rest) = x.as_chunks::<BLOCK>();
    let mut most = [f32::NEG_INFINITY; BLOCK];
    let larger = |a: f32, b: f32| if a > b { a } else { b };
    for block in blocks {
        for (m, v) in most.iter_mut().zip(block) {
            *m = larger(of(*v), *m);
        }
    }
    let rest = rest.iter().map(|v| of(*v));
    most.into_iter().chain(rest).fold(f32::NEG_INFINITY, larger)
}

/// Rows of a matrix, each in steps of its own size.
#[derive(Debug, Clone, Default)]
pub struct Rows {
    /// Numbers of a row.
    pub length: usize,
    /// One row after the other.
    pub values: Vec<i16>,
    /// What one step of a row is worth.
    pub steps: Vec<f32>,
}

impl Rows {
    /// Puts rows of floating numbers in the place of what was there.
    #[inline(always)]
    pub fn take(&mut self, rows: &[f32], length: usize) {
        self.length = length;
        self.values.clear();
        self.steps.clear();
        for row in rows.chunks_exact(length) {
            let largest = largest(row, f32::abs).max(0.0);
            let step = if largest > 0.0 { largest / STEPS } else { 1.0 };
            let per = 1.0 / step;
            self.steps.push(step);
            self.values
                .extend(row.iter().map(|v| (v * per + ROUND).to_bits() as i16));
        }
    }

    #[inline(always)]
    fn row(&self, i: usize) -> &[[i16; LANES]] {
        self.values[i * self.length..(i + 1) * self.length]
            .as_chunks()
            .0
    }
}

/// A matrix of weights with its bias: `width_in` numbers to `width_out`.
#[derive(Debug)]
pub struct Linear {
    pub weight: Rows,
    pub bias: Vec<f32>,
}

impl Linear {
    /// `out` gets, for each row of `x`, as many numbers as there are biases.
    pub fn apply(&self, level: Level, x: &Rows, out: &mut Vec<f32>) {
        out.clear();
        out.resize(x.steps.len() * self.bias.len(), 0.0);
        dispatch!(level, simd => product(simd, x, self, out));
    }
}

/// Four rows by two columns at a time: each number that is loaded is used as often as registers allow. Rows are laid
/// side by side, and the whole is written out, because closures and arrays of vectors are not kept in registers.
#[inline(always)]
fn product<S: Simd>(simd: S, x: &Rows, linear: &Linear, out: &mut [f32]) {
    let (rows, columns) = (x.steps.len(), linear.bias.len());
    for column in (0..columns).step_by(2) {
        for row in (0..rows).step_by(4) {
            if row + 4 <= rows && column + 2 <= columns {
                four_by_two(simd, x, linear, out, row, column);
            } else {
                for r in row..rows.min(row + 4) {
                    for c in column..columns.min(column + 2) {
                        let sum = one(simd, x.row(r), linear.weight.row(c));
                        put(x, linear, out, (r, c), sum);
                    }
                }
            }
        }
    }
}

#[inline(always)]
fn four_by_two<S: Simd>(
    simd: S,
    x: &Rows,
    linear: &Linear,
    out: &mut [f32],
    row: usize,
    column: usize,
) {
    let zero = S::i32s::splat(simd, 0);
    let (mut s00, mut s01, mut s10, mut s11) = (zero, zero, zero, zero);
    let (mut s20, mut s21, mut s30, mut s31) = (zero, zero, zero, zero);
    let blocks = x.length / LANES;
    // Cut to the same length here, so that no bound is checked within the loop.
    let left0 = &x.row(row)[..blocks];
    let left1 = &x.row(row + 1)[..blocks];
    let left2 = &x.row(row + 2)[..blocks];
    let left3 = &x.row(row + 3)[..blocks];
    let right0 = &linear.weight.row(column)[..blocks];
    let right1 = &linear.weight.row(column + 1)[..blocks];
    let n = S::i16s::LEN;
    for k in 0..blocks {
        let mut at = 0;
        while at < LANES {
            let b0 = S::i16s::from_slice(simd, &right0[k][at..at + n]);
            let b1 = S::i16s::from_slice(simd, &right1[k][at..at + n]);
            let a = S::i16s::from_slice(simd, &left0[k][at..at + n]);
            s00 += a.pairwise_dot_product(b0);
            s01 += a.pairwise_dot_product(b1);
            let a = S::i16s::from_slice(simd, &left1[k][at..at + n]);
            s10 += a.pairwise_dot_product(b0);
            s11 += a.pairwise_dot_product(b1);
            let a = S::i16s::from_slice(simd, &left2[k][at..at + n]);
            s20 += a.pairwise_dot_product(b0);
            s21 += a.pairwise_dot_product(b1);
            let a = S::i16s::from_slice(simd, &left3[k][at..at + n]);
            s30 += a.pairwise_dot_product(b0);
            s31 += a.pairwise_dot_product(b1);
            at += n;
        }
    }
    put(x, linear, out, (row, column), s00.reduce_sum());
    put(x, linear, out, (row, column + 1), s01.reduce_sum());
    put(x, linear, out, (row + 1, column), s10.reduce_sum());
    put(x, linear, out, (row + 1, column + 1), s11.reduce_sum());
    put(x, linear, out, (row + 2, column), s20.reduce_sum());
    put(x, linear, out, (row + 2, column + 1), s21.reduce_sum());
    put(x, linear, out, (row + 3, column), s30.reduce_sum());
    put(x, linear, out, (row + 3, column + 1), s31.reduce_sum());
}

#[inline(always)]
fn one<S: Simd>(simd: S, a: &[[i16; LANES]], b: &[[i16; LANES]]) -> i32 {
    let n = S::i16s::LEN;
    let mut sum = S::i32s::splat(simd, 0);
    for (a, b) in a.iter().zip(b) {
        let mut at = 0;
        while at < LANES {
            let a = S::i16s::from_slice(simd, &a[at..at + n]);
            sum += a.pairwise_dot_product(S::i16s::from_slice(simd, &b[at..at + n]));
            at += n;
        }
    }
    sum.reduce_sum()
}

#[inline(always)]
fn put(x: &Rows, linear: &Linear, out: &mut [f32], (row, column): (usize, usize), sum: i32) {
    out[row * linear.bias.len() + column] =
        sum as f32 * (x.steps[row] * linear.weight.steps[column]) + linear.bias[column];
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers that look drawn by chance, and are the same every time.
    fn noise(n: usize, seed: u32) -> Vec<f32> {
        let mut state = seed;
        let next = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 8) as f32 / (1 << 23) as f32 - 1.0
        };
        std::iter::repeat_with(next).take(n).collect()
    }

    fn linear(rows: usize, length: usize) -> Linear {
        let mut weight = Rows::default();
        weight.take(&noise(rows * length, 7), length);
        weight.values.iter_mut().for_each(|v| *v /= 33);
        Linear {
            weight,
            bias: noise(rows, 3),
        }
    }

    #[test]
    fn products_are_those_of_plain_sums_whatever_the_shape() {
        for (rows, columns, length) in [(1, 1, 32), (5, 7, 384), (8, 6, 1536), (3, 27, 64)] {
            let linear = linear(columns, length);
            let mut x = Rows::default();
            x.take(&noise(rows * length, 11), length);
            let mut out = Vec::new();
            linear.apply(Level::new(), &x, &mut out);
            for r in 0..rows {
                for c in 0..columns {
                    let pairs = x
                        .row(r)
                        .as_flattened()
                        .iter()
                        .zip(linear.weight.row(c).as_flattened());
                    let sum: i32 = pairs.map(|(a, b)| i32::from(*a) * i32::from(*b)).sum();
                    let right = sum as f32 * (x.steps[r] * linear.weight.steps[c]) + linear.bias[c];
                    assert_eq!(out[r * columns + c].to_bits(), right.to_bits());
                }
            }
        }
    }

    #[test]
    fn the_longest_sum_of_the_largest_numbers_does_not_overflow() {
        let largest = i64::from(STEPS as i16) * 127 * LONGEST as i64;
        assert!(largest <= i64::from(i32::MAX));
    }

    #[test]
    fn rows_keep_their_numbers_to_half_a_step() {
        let numbers = noise(64, 5);
        let mut rows = Rows::default();
        rows.take(&numbers, 32);
        for (i, v) in numbers.iter().enumerate() {
            let back = f32::from(rows.values[i]) * rows.steps[i / 32];
            assert!((back - v).abs() <= rows.steps[i / 32] * 0.51);
        }
    }
}
