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
mod pieces;
mod weights;

use std::sync::OnceLock;

use fearless_simd::Level as Vectors;
use scrutiny_domain::findings::{Direction, Finding, Level, Opinion, Theme};

pub use weights::BadWeights;
use weights::Weights;

/// The most themes that an opinion has.
const MOST_THEMES: usize = 4;

/// A sentence with what stands around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Input<'a> {
    /// The heading it stands under.
    pub section: Option<&'a str>,
    /// The sentence before it.
    pub before: Option<&'a str>,
    pub sentence: &'a str,
}

impl<'a> From<&'a Finding> for Input<'a> {
    fn from(finding: &'a Finding) -> Input<'a> {
        Input {
            section: finding.section.as_deref(),
            before: finding.before.as_deref(),
            sentence: finding.quote(),
        }
    }
}

/// A reader with its weights. Reading changes nothing in it: any number of threads may share one.
#[derive(Debug)]
pub struct Reader {
    weights: Weights,
    version: String,
    vectors: Vectors,
}

/// Raw outputs, before they are made an opinion: for tests and measures.
#[derive(Debug, Clone, PartialEq)]
pub struct Outputs {
    pub themes: Vec<f32>,
    /// Strength, improving, mixed, weakness, neutral.
    pub level: Vec<f32>,
    /// Better, same, worse, none.
    pub direction: Vec<f32>,
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

    /// Reads sentences, in their order.
    pub fn read(&self, inputs: &[Input]) -> Vec<Opinion> {
        inputs
            .iter()
            .map(|i| self.opinion(self.outputs(i)))
            .collect()
    }

    /// Reads one sentence to raw outputs.
    pub fn outputs(&self, input: &Input) -> Outputs {
        let laid = self
            .weights
            .vocabulary
            .lay(input.sentence, input.before, input.section);
        let logits = network::run(&self.weights, self.vectors, &laid);
        Outputs {
            themes: logits.themes,
            level: logits.level,
            direction: logits.direction,
        }
    }

    /// The word pieces of a text, by number.
    pub fn pieces(&self, text: &str) -> Vec<u16> {
        self.weights.vocabulary.pieces(text)
    }

    /// A word piece by its number; empty where there is none of that number.
    pub fn piece(&self, number: u16) -> &str {
        self.weights.vocabulary.piece(number)
    }

    fn opinion(&self, outputs: Outputs) -> Opinion {
        let head = &self.weights.head;
        let mut level = outputs.level;
        network::softmax(&mut level);
        let [strength, improving, mixed, weakness, neutral] = level[..] else {
            unreachable!("the head has five outputs: checked when the weights were read");
        };
        let levels = [
            (Level::Strength, strength + improving),
            (Level::Mixed, mixed),
            (Level::Weakness, weakness),
            (Level::None, neutral),
        ];
        let mut direction = outputs.direction;
        network::softmax(&mut direction);
        let directions = [
            Direction::Better,
            Direction::Same,
            Direction::Worse,
            Direction::None,
        ]
        .into_iter()
        .zip(direction);
        let level = most_probable(levels).unwrap_or((Level::None, 0.0));
        Opinion {
            themes: self.themes(&outputs.themes),
            level,
            direction: most_probable(directions).unwrap_or((Direction::None, 0.0)),
            sure: level.1 >= head.sure,
        }
    }

    /// Themes above their thresholds, most probable first; where none is, the most probable one if it is not faint.
    fn themes(&self, outputs: &[f32]) -> Vec<(Theme, f32)> {
        let head = &self.weights.head;
        let mut themes: Vec<(Theme, f32, f32)> = head
            .themes
            .iter()
            .zip(outputs)
            .zip(&head.theme_thresholds)
            .map(|((theme, x), threshold)| (*theme, 1.0 / (1.0 + network::exp(-x)), *threshold))
            .collect();
        themes.sort_by(|a, b| b.1.total_cmp(&a.1));
        let reach = |t: &&(Theme, f32, f32)| t.1 >= t.2;
        let mut read: Vec<(Theme, f32)> = themes
            .iter()
            .filter(reach)
            .take(MOST_THEMES)
            .map(|t| (t.0, t.1))
            .collect();
        if let (true, Some(best)) = (read.is_empty(), themes.first())
            && best.1 >= head.theme_alone
        {
            read.push((best.0, best.1));
        }
        read
    }
}

fn most_probable<T: Copy>(of: impl IntoIterator<Item = (T, f32)>) -> Option<(T, f32)> {
    of.into_iter().max_by(|a, b| a.1.total_cmp(&b.1))
}
