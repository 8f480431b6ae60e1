//! The file of weights: a head that says what follows, a checksum, and the packed tensors.
//!
//! Layout, little endian: `SDREADER`, u32 version of the layout, SHA-256 of all that follows it, u32 length of the
//! head, the head (JSON), and the rest packed with zlib: the vocabulary (one piece a line), then each matrix as its
//! bytes (signed, one row after the other) and its steps (f32, one a row), and each plain vector as f32, in the order
//! in which [`Weights::parse`] takes them. Written by `tools/reader/weights.py`.
//! Deliberately not here: arithmetic ([`super::network`]).

use scrutiny_domain::findings::{LIKENESS, Theme};
use serde::Deserialize;
use sha2::{Digest, Sha256};

use super::multiply::{BLOCK, LANES, LONGEST, Linear, Rows};
use super::pieces::{ALL, Vocabulary};

const MAGIC: &[u8; 8] = b"SDREADER";
/// The layout this program knows.
const LAYOUT: u32 = 2;
/// Sizes beyond this are no file of ours.
const MOST: usize = 64 << 20;

/// Why a file of weights was refused.
#[derive(Debug, thiserror::Error)]
pub enum BadWeights {
    #[error("this is no file of weights for the second reader")]
    NotWeights,
    #[error("the weights are laid out as version {found}; this program reads version {LAYOUT}")]
    Layout { found: u32 },
    #[error("the weights are damaged: their checksum is not the one they state")]
    Checksum,
    #[error("the head of the weights cannot be read: {0}")]
    Head(serde_json::Error),
    #[error("the weights state what cannot be: {0}")]
    Shape(&'static str),
}

/// What the weights say of themselves.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Head {
    /// "2026-11-22 …": what a workspace records, with the first digits of the checksum.
    pub name: String,
    pub layers: usize,
    pub width: usize,
    pub inner: usize,
    pub heads: usize,
    pub positions: usize,
    pub pieces: usize,
    /// In the order of the head's outputs.
    pub themes: Vec<Theme>,
    /// The probability from which each theme is read.
    pub theme_thresholds: Vec<f32>,
    /// The best theme is read alone from this probability where none reaches its threshold.
    pub theme_alone: f32,
    /// The probability of its level from which a reading is sure.
    pub sure: f32,
    /// Numbers of a likeness.
    pub likeness: usize,
}

/// One layer of the encoder.
#[derive(Debug)]
pub struct Layer {
    pub query: Linear,
    pub key: Linear,
    pub value: Linear,
    pub attended: Linear,
    pub attended_norm: Norm,
    pub inner: Linear,
    pub outer: Linear,
    pub outer_norm: Norm,
}

/// Scale and shift of a layer norm.
#[derive(Debug)]
pub struct Norm {
    pub scale: Vec<f32>,
    pub shift: Vec<f32>,
}

/// All of it, ready for arithmetic.
#[derive(Debug)]
pub struct Weights {
    pub head: Head,
    pub checksum: [u8; 32],
    pub vocabulary: Vocabulary,
    pub pieces: Rows,
    pub positions: Rows,
    pub segments: Rows,
    pub norm: Norm,
    pub layers: Vec<Layer>,
    pub themes: Linear,
    pub level: Linear,
    pub direction: Linear,
    pub likeness: Linear,
}

/// Outputs of the level head: strength, improving, mixed, weakness, neutral.
pub const LEVELS: usize = 5;
/// Outputs of the direction head: better, same, worse, none.
pub const DIRECTIONS: usize = 4;

impl Weights {
    /// Reads a file of weights.
    ///
    /// # Errors
    /// Where it is damaged, of another layout, or states sizes that do not fit what follows.
    pub fn parse(file: &[u8]) -> Result<Weights, BadWeights> {
        let rest = file
            .strip_prefix(MAGIC.as_slice())
            .ok_or(BadWeights::NotWeights)?;
        let (layout, rest) = u32_of(rest).ok_or(BadWeights::NotWeights)?;
        if layout != LAYOUT {
            return Err(BadWeights::Layout { found: layout });
        }
        let (stated, rest) = rest.split_at_checked(32).ok_or(BadWeights::Checksum)?;
        let checksum: [u8; 32] = Sha256::digest(rest).into();
        if stated != checksum {
            return Err(BadWeights::Checksum);
        }
        let (length, rest) = u32_of(rest).ok_or(BadWeights::Shape("no head"))?;
        let (head, packed) = rest
            .split_at_checked(length as usize)
            .ok_or(BadWeights::Shape("the head is cut short"))?;
        let head: Head = serde_json::from_slice(head).map_err(BadWeights::Head)?;
        check(&head)?;
        let body = miniz_oxide::inflate::decompress_to_vec_zlib_with_limit(packed, MOST)
            .map_err(|_| BadWeights::Shape("the tensors cannot be unpacked"))?;
        let mut body = Body { rest: &body };
        let (w, n) = (head.width, head.inner);
        let vocabulary = body.vocabulary()?;
        if vocabulary.len() != head.pieces {
            return Err(BadWeights::Shape("another number of word pieces"));
        }
        let weights = Weights {
            checksum,
            vocabulary,
            pieces: body.rows(head.pieces, w)?,
            positions: body.rows(head.positions, w)?,
            segments: body.rows(2, w)?,
            norm: body.norm(w)?,
            layers: (0..head.layers)
                .map(|_| {
                    Ok(Layer {
                        query: body.linear(w, w)?,
                        key: body.linear(w, w)?,
                        value: body.linear(w, w)?,
                        attended: body.linear(w, w)?,
                        attended_norm: body.norm(w)?,
                        inner: body.linear(n, w)?,
                        outer: body.linear(w, n)?,
                        outer_norm: body.norm(w)?,
                    })
                })
                .collect::<Result<_, BadWeights>>()?,
            themes: body.linear(head.themes.len(), w)?,
            level: body.linear(LEVELS, w)?,
            direction: body.linear(DIRECTIONS, w)?,
            likeness: body.linear(LIKENESS, w)?,
            head,
        };
        if !body.rest.is_empty() {
            return Err(BadWeights::Shape("something is left over"));
        }
        Ok(weights)
    }

    /// Name and first digits of the checksum: two weights that read differently are never called the same.
    pub fn version(&self) -> String {
        let digits: String = self.checksum[..4]
            .iter()
            .map(|b| format!("{b:02x}"))
            .collect();
        format!("{} ({digits})", self.head.name)
    }
}

fn check(head: &Head) -> Result<(), BadWeights> {
    let fits = |length: usize| length > 0 && length <= LONGEST && length.is_multiple_of(LANES);
    let known = [
        (fits(head.width) && fits(head.inner), "a width"),
        (
            head.heads > 0 && head.width.is_multiple_of(head.heads * BLOCK),
            "the heads",
        ),
        (head.positions >= ALL, "too few positions"),
        (head.layers <= 24 && head.pieces <= 1 << 15, "a size"),
        (head.likeness == LIKENESS, "a likeness of another length"),
        (
            head.themes.len() == head.theme_thresholds.len(),
            "the thresholds",
        ),
    ];
    match known.iter().find(|(fine, _)| !fine) {
        Some((_, what)) => Err(BadWeights::Shape(what)),
        None => Ok(()),
    }
}

fn u32_of(bytes: &[u8]) -> Option<(u32, &[u8])> {
    let (first, rest) = bytes.split_first_chunk::<4>()?;
    Some((u32::from_le_bytes(*first), rest))
}

/// What is still to be taken.
struct Body<'a> {
    rest: &'a [u8],
}

impl Body<'_> {
    fn bytes(&mut self, n: usize) -> Result<&[u8], BadWeights> {
        let (taken, rest) = self
            .rest
            .split_at_checked(n)
            .ok_or(BadWeights::Shape("the tensors are cut short"))?;
        self.rest = rest;
        Ok(taken)
    }

    fn vocabulary(&mut self) -> Result<Vocabulary, BadWeights> {
        let length = self.bytes(4)?;
        let length = u32_of(length).map_or(0, |(n, _)| n as usize);
        let text = std::str::from_utf8(self.bytes(length)?);
        text.ok()
            .and_then(Vocabulary::parse)
            .ok_or(BadWeights::Shape("the word pieces"))
    }

    fn floats(&mut self, n: usize) -> Result<Vec<f32>, BadWeights> {
        let (chunks, _) = self.bytes(n * 4)?.as_chunks::<4>();
        let floats: Vec<f32> = chunks.iter().map(|b| f32::from_le_bytes(*b)).collect();
        if floats.iter().all(|f| f.is_finite()) {
            Ok(floats)
        } else {
            Err(BadWeights::Shape("a number that is none"))
        }
    }

    fn rows(&mut self, rows: usize, length: usize) -> Result<Rows, BadWeights> {
        let values = self.bytes(rows * length)?;
        let values = values.iter().map(|b| i16::from(b.cast_signed())).collect();
        let steps = self.floats(rows)?;
        Ok(Rows {
            length,
            values,
            steps,
        })
    }

    fn linear(&mut self, rows: usize, length: usize) -> Result<Linear, BadWeights> {
        Ok(Linear {
            weight: self.rows(rows, length)?,
            bias: self.floats(rows)?,
        })
    }

    fn norm(&mut self, width: usize) -> Result<Norm, BadWeights> {
        Ok(Norm {
            scale: self.floats(width)?,
            shift: self.floats(width)?,
        })
    }
}
