//! The second reader: what a sentence says, by a compact model fitted to labelled findings.
//!
//! Text goes to word pieces ([`pieces`]), these through a small encoder ([`network`]) whose weights lie inside the
//! program ([`weights`]), and its outputs become an [`Opinion`]. No file is read and no network is used; the same
//! text gives the same opinion, to the bit, on every machine. What the model was fitted on, how far it can be trusted
//! and how it is made again: `MODEL_CARD.md`.
//! Depends on the domain for its words alone. Deliberately not here: how two readings are joined
//! ([`scrutiny_domain::findings::join`]), and the rules, which must not know this reader.

mod multiply;
mod network;
mod passage;
mod pieces;
mod weights;

use std::sync::OnceLock;

use fearless_simd::Level as Vectors;
use scrutiny_domain::findings::{
    DIRECTIONS, Direction, Finding, LEVELS, Level, Likeness, Opinion, Theme,
};

pub use network::Outputs;
pub use passage::{FindingsOfPassage, Passage, passages};
pub use weights::BadWeights;
use weights::Weights;

/// The most themes that an opinion has.
const MOST_THEMES: usize = 4;
/// A theme of a lower probability is not told.
const NOT_RULED_OUT: f32 = 0.1;

/// A reader with its weights. Reading changes nothing in it: any number of threads may share one.
#[derive(Debug)]
pub struct Reader {
    weights: Weights,
    version: String,
    vectors: Vectors,
}

impl Reader {
    /// The reader whose weights lie inside the program; unpacked once.
    ///
    /// # Errors
    /// Where the program was built with weights that cannot be read.
    pub fn built_in() -> Result<&'static Reader, &'static BadWeights> {
        static READER: OnceLock<Result<Reader, BadWeights>> = OnceLock::new();
        READER
            .get_or_init(|| Reader::parse(include_bytes!("../weights/reader.weights")))
            .as_ref()
    }

    /// A reader with weights of a file.
    ///
    /// # Errors
    /// Where the file is damaged, is none, or was laid out for another version of the program.
    pub fn parse(file: &[u8]) -> Result<Reader, BadWeights> {
        let weights = Weights::parse(file)?;
        Ok(Reader {
            version: weights.version(),
            weights,
            vectors: Vectors::new(),
        })
    }

    /// What a workspace records: name of the weights, and the first digits of their checksum.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// Reads a passage: an opinion of each of its sentences, in their order.
    pub fn read(&self, passage: &Passage) -> Vec<Opinion> {
        let outputs = self.outputs(passage);
        outputs.into_iter().map(|o| self.opinion(o)).collect()
    }

    /// Reads the findings of a document passage by passage: an opinion of each, in their order.
    pub fn read_findings(&self, findings: &[Finding]) -> Vec<Opinion> {
        passages(findings)
            .iter()
            .flat_map(|p| p.opinions(self.read(&p.passage)))
            .collect()
    }

    /// Reads a passage to raw outputs, before they are made opinions: for tests and measures.
    pub fn outputs(&self, passage: &Passage) -> Vec<Outputs> {
        let windows = self
            .weights
            .vocabulary
            .lay(passage.heading, &passage.sentences);
        windows
            .iter()
            .flat_map(|w| network::run(&self.weights, self.vectors, w))
            .collect()
    }

    /// The word pieces of a text, by number.
    pub fn pieces(&self, text: &str) -> Vec<u16> {
        self.weights.vocabulary.pieces(text)
    }

    /// A word piece by its number; empty where there is none of that number.
    pub fn piece(&self, number: u16) -> &str {
        self.weights.vocabulary.piece(number)
    }

    /// What raw outputs come to: of these weights, or for measuring of others that have the same outputs.
    pub fn opinion(&self, outputs: Outputs) -> Opinion {
        let head = &self.weights.head;
        let mut level = outputs.level;
        network::softmax(&mut level);
        let [strength, improving, mixed, weakness, neutral] = level[..] else {
            unreachable!("the head has five outputs: checked when the weights were read");
        };
        let mut direction = outputs.direction;
        network::softmax(&mut direction);
        let [better, same, worse, none] = direction[..] else {
            unreachable!("the head has four outputs: checked when the weights were read");
        };
        let levels = [strength + improving, mixed, weakness, neutral];
        let directions = [better, same, worse, none];
        let level = most_probable(LEVELS, levels).unwrap_or((Level::None, 0.0));
        let direction = most_probable(DIRECTIONS, directions).unwrap_or((Direction::None, 0.0));
        let (themes, leanings) = self.themes(&outputs.themes);
        Opinion {
            themes,
            leanings,
            level,
            levels,
            direction,
            directions,
            sure: level.1 >= head.sure,
            likeness: Likeness::of(&outputs.likeness),
        }
    }

    /// Themes above their thresholds, most probable first; where none is, the most probable one if it is not faint.
    /// Then those that are not ruled out.
    fn themes(&self, outputs: &[f32]) -> (Probable, Probable) {
        let head = &self.weights.head;
        let probable = |x: &f32| 1.0 / (1.0 + network::exp(-x));
        let mut themes: Vec<(Theme, f32, bool)> = head
            .themes
            .iter()
            .zip(outputs.iter().map(probable))
            .zip(&head.theme_thresholds)
            .map(|((theme, p), threshold)| (*theme, p, p >= *threshold))
            .collect();
        themes.sort_by(|a, b| b.1.total_cmp(&a.1));
        let none_reaches = themes.iter().all(|t| !t.2);
        if let (true, Some(best)) = (none_reaches, themes.first_mut()) {
            best.2 = best.1 >= head.theme_alone;
        }
        let (mut read, mut leanings) = (Vec::new(), Vec::new());
        for (theme, p, reaches) in themes {
            if reaches && read.len() < MOST_THEMES {
                read.push((theme, p));
            } else if p >= NOT_RULED_OUT {
                leanings.push((theme, p));
            }
        }
        (read, leanings)
    }
}

/// Themes and how probable each is, most probable first.
type Probable = Vec<(Theme, f32)>;

fn most_probable<T: Copy, const N: usize>(of: [T; N], p: [f32; N]) -> Option<(T, f32)> {
    of.into_iter().zip(p).max_by(|a, b| a.1.total_cmp(&b.1))
}
