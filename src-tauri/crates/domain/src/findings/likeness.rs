//! Where a sentence lies among others, as the reader that has learned sees it: two that are about the same matter lie near.
//!
//! Deliberately not here: what is made of it (`crate::comparison`), and how it comes about (crate `scrutiny-reader`).

use std::fmt;

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Numbers of a likeness.
pub const LIKENESS: usize = 128;

/// A direction in a space of [`LIKENESS`] dimensions, in bytes: the largest of its numbers is 127 or -127.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Likeness([i8; LIKENESS]);

impl Likeness {
    /// From numbers of any scale. None where there are not [`LIKENESS`] of them, or all are nothing.
    pub fn of(numbers: &[f32]) -> Option<Likeness> {
        let numbers: &[f32; LIKENESS] = numbers.try_into().ok()?;
        let largest = numbers.iter().fold(0.0f32, |m, v| m.max(v.abs()));
        (largest > 0.0 && largest.is_finite())
            .then(|| Likeness(numbers.map(|v| (v / largest * 127.0).round() as i8)))
    }

    /// From -1 to 1: the cosine between two. The same on every machine: its sums are in whole numbers.
    pub fn alike(&self, other: &Likeness) -> f32 {
        let product = |a: &Likeness, b: &Likeness| -> i32 {
            a.0.iter()
                .zip(&b.0)
                .map(|(a, b)| i32::from(*a) * i32::from(*b))
                .sum()
        };
        let lengths = f64::from(product(self, self)) * f64::from(product(other, other));
        (f64::from(product(self, other)) / lengths.sqrt()) as f32
    }
}

impl fmt::Debug for Likeness {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Likeness({}…)", hexadecimal(&self.0[..4]))
    }
}

fn hexadecimal(bytes: &[i8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

/// As two digits a number: a tenth of what a list of numbers takes, and still text.
impl Serialize for Likeness {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&hexadecimal(&self.0))
    }
}

impl<'de> Deserialize<'de> for Likeness {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Likeness, D::Error> {
        let text = String::deserialize(deserializer)?;
        let (pairs, []) = text.as_bytes().as_chunks::<2>() else {
            return Err(D::Error::custom("half a byte too many"));
        };
        let number = |pair: &[u8; 2]| {
            let digits = std::str::from_utf8(pair).ok()?;
            u8::from_str_radix(digits, 16).ok().map(u8::cast_signed)
        };
        let numbers: Option<Vec<i8>> = pairs.iter().map(number).collect();
        let numbers = numbers.and_then(|n| <[i8; LIKENESS]>::try_from(n).ok());
        match numbers {
            Some(numbers) if numbers.iter().any(|n| *n != 0) => Ok(Likeness(numbers)),
            _ => Err(D::Error::custom("these digits are no likeness")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn along(axes: &[(usize, f32)]) -> Likeness {
        let mut numbers = [0.0; LIKENESS];
        for (axis, length) in axes {
            numbers[*axis] = *length;
        }
        Likeness::of(&numbers).unwrap()
    }

    #[test]
    fn what_points_one_way_is_alike_however_long_it_is() {
        let a = along(&[(3, 0.2), (90, 0.1)]);
        assert!((a.alike(&along(&[(3, 20.0), (90, 10.0)])) - 1.0).abs() < 1e-3);
        assert!((a.alike(&along(&[(3, -0.2), (90, -0.1)])) + 1.0).abs() < 1e-3);
        assert_eq!(a.alike(&along(&[(4, 1.0)])), 0.0);
        let half = along(&[(3, 1.0)]).alike(&along(&[(3, 1.0), (4, 1.0)]));
        assert!((half - std::f32::consts::FRAC_1_SQRT_2).abs() < 1e-3);
    }

    #[test]
    fn it_is_kept_as_text_and_comes_back() {
        let likeness = along(&[(0, -1.0), (1, 0.5), (127, 0.25)]);
        let text = serde_json::to_string(&likeness).unwrap();
        assert_eq!(text.len(), 2 * LIKENESS + 2);
        assert_eq!(serde_json::from_str::<Likeness>(&text).unwrap(), likeness);
        for wrong in ["\"\"", "\"0102\"", &"0".repeat(256), "7"] {
            assert!(serde_json::from_str::<Likeness>(wrong).is_err());
        }
        let nothing = format!("\"{}\"", "0".repeat(2 * LIKENESS));
        assert!(serde_json::from_str::<Likeness>(&nothing).is_err());
        assert!(Likeness::of(&[0.0; LIKENESS]).is_none());
        assert!(Likeness::of(&[1.0; 7]).is_none());
    }
}
