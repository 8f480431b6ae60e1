//! Text to word pieces, as the encoder learned them: cleaned, lower case, without accents, each word cut into the
//! longest pieces there are.
//!
//! The same cuts as the tokenizer that the weights were fitted with, held to it by cases it wrote
//! (`tests/pieces.json`). Why not that tokenizer's own library: docs/decisions/0006-a-second-reader.md.
//! Deliberately not here: any piece; they come with the weights.

use std::collections::HashMap;
use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A longer word is not cut but unknown.
const LONGEST_WORD: usize = 100;
/// Pieces at most of a sentence, of the sentence that a later window begins with, of the heading, and of all.
const SENTENCE: usize = 88;
const BEFORE: usize = 40;
const SECTION: usize = 14;
pub const ALL: usize = 208;

/// The pieces by number, and the numbers by piece.
#[derive(Debug)]
pub struct Vocabulary {
    numbers: HashMap<String, u16>,
    unknown: u16,
    begin: u16,
    end: u16,
}

/// What the network reads at once: as much of a passage as fits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Window {
    pub pieces: Vec<u16>,
    /// How many of them are the heading with its marks.
    pub heading: usize,
    /// Where each sentence stands that is read in it, in their order.
    pub sentences: Vec<Range<usize>>,
}

impl Vocabulary {
    /// One piece a line. None where a piece that every text needs is missing, or one stands twice.
    pub fn parse(lines: &str) -> Option<Vocabulary> {
        let mut numbers = HashMap::new();
        for (i, piece) in lines.lines().enumerate() {
            if numbers
                .insert(piece.to_owned(), u16::try_from(i).ok()?)
                .is_some()
            {
                return None;
            }
        }
        let number = |piece: &str| numbers.get(piece).copied();
        Some(Vocabulary {
            unknown: number("[UNK]")?,
            begin: number("[CLS]")?,
            end: number("[SEP]")?,
            numbers,
        })
    }

    /// How many pieces there are.
    pub fn len(&self) -> usize {
        self.numbers.len()
    }

    /// A piece by its number; empty where there is none.
    pub fn piece(&self, number: u16) -> &str {
        let found = self.numbers.iter().find(|(_, n)| **n == number);
        found.map_or("", |(piece, _)| piece)
    }

    /// The pieces of a text.
    pub fn pieces(&self, text: &str) -> Vec<u16> {
        let mut out = Vec::new();
        for word in words(text) {
            self.cut(&word, &mut out);
        }
        out
    }

    /// Lays out a passage in as many windows as it takes. Of a long sentence the beginning counts, of a heading too; a
    /// heading that is not there leaves its mark. A window after the first begins with the end of the sentence before it.
    pub fn lay(&self, heading: Option<&str>, sentences: &[&str]) -> Vec<Window> {
        let mut begin = vec![self.begin];
        let heading = heading.map(|h| self.pieces(h)).unwrap_or_default();
        begin.extend(heading.iter().take(SECTION));
        begin.push(self.end);
        let opened = |before: &[u16]| {
            let before = &before[before.len().saturating_sub(BEFORE + 1)..];
            Window {
                pieces: [&begin, before].concat(),
                heading: begin.len(),
                sentences: Vec::new(),
            }
        };
        let mut window = opened(&[]);
        let (mut windows, mut before) = (Vec::new(), Vec::new());
        for sentence in sentences {
            let mut own = self.pieces(sentence);
            own.truncate(SENTENCE);
            own.push(self.end);
            if !window.sentences.is_empty() && window.pieces.len() + own.len() > ALL {
                windows.push(std::mem::replace(&mut window, opened(&before)));
            }
            let at = window.pieces.len();
            window.sentences.push(at..at + own.len());
            window.pieces.extend(&own);
            before = own;
        }
        if !window.sentences.is_empty() {
            windows.push(window);
        }
        windows
    }

    /// The longest piece first; a word of which a part has no piece is unknown as a whole.
    fn cut(&self, word: &str, out: &mut Vec<u16>) {
        let begin = out.len();
        if word.chars().count() > LONGEST_WORD {
            out.push(self.unknown);
            return;
        }
        let mut piece = String::new();
        let mut from = 0;
        while from < word.len() {
            let ends = word[from..]
                .char_indices()
                .map(|(i, c)| from + i + c.len_utf8())
                .rev();
            let mut found = None;
            for to in ends {
                piece.clear();
                if from > 0 {
                    piece.push_str("##");
                }
                piece.push_str(&word[from..to]);
                if let Some(&number) = self.numbers.get(&piece) {
                    found = Some((number, to));
                    break;
                }
            }
            let Some((number, to)) = found else {
                out.truncate(begin);
                out.push(self.unknown);
                return;
            };
            out.push(number);
            from = to;
        }
    }
}

/// Words and marks, lower case and without accents.
fn words(text: &str) -> Vec<String> {
    let mut clean = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\0' | '\u{fffd}' => {}
            '\t' | '\n' | '\r' => clean.push(' '),
            c if is_other(c) => {}
            c if c.is_whitespace() => clean.push(' '),
            c if is_ideograph(c) => clean.extend([' ', c, ' ']),
            c => clean.push(c),
        }
    }
    let mut words = Vec::new();
    let mut word = String::new();
    let plain = clean.nfd().filter(|c| !is_nonspacing(*c));
    for c in plain.flat_map(char::to_lowercase) {
        if c.is_whitespace() || is_mark(c) {
            if !word.is_empty() {
                words.push(std::mem::take(&mut word));
            }
            if !c.is_whitespace() {
                words.push(c.to_string());
            }
        } else {
            word.push(c);
        }
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}

/// Control, format and private-use characters say nothing.
fn is_other(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{600}'..='\u{605}' | '\u{61c}' | '\u{6dd}' | '\u{70f}' | '\u{180e}'
            | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}' | '\u{e000}'..='\u{f8ff}' | '\u{e0001}'..='\u{e007f}'
            | '\u{f0000}'..='\u{10ffff}')
}

/// Accents that Latin, Greek and Cyrillic letters come apart into.
fn is_nonspacing(c: char) -> bool {
    is_combining_mark(c)
}

fn is_ideograph(c: char) -> bool {
    matches!(c,
        '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '\u{20000}'..='\u{2a6df}'
        | '\u{2a700}'..='\u{2b73f}' | '\u{2b740}'..='\u{2b81f}' | '\u{2b920}'..='\u{2ceaf}'
        | '\u{f900}'..='\u{faff}' | '\u{2f800}'..='\u{2fa1f}')
}

/// Every mark of ASCII, and the punctuation of other blocks that papers in English use.
fn is_mark(c: char) -> bool {
    c.is_ascii_punctuation()
        || matches!(c,
            '\u{a1}' | '\u{a7}' | '\u{ab}' | '\u{b6}' | '\u{b7}' | '\u{bb}' | '\u{bf}'
            | '\u{37e}' | '\u{387}' | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{2043}'
            | '\u{2045}'..='\u{2051}' | '\u{2053}'..='\u{205e}' | '\u{207d}' | '\u{207e}' | '\u{208d}' | '\u{208e}'
            | '\u{2308}'..='\u{230b}' | '\u{2329}' | '\u{232a}' | '\u{2768}'..='\u{2775}'
            | '\u{27c5}' | '\u{27c6}' | '\u{27e6}'..='\u{27ef}' | '\u{2983}'..='\u{2998}'
            | '\u{29d8}'..='\u{29db}' | '\u{29fc}' | '\u{29fd}' | '\u{2e00}'..='\u{2e2e}' | '\u{2e30}'..='\u{2e4f}'
            | '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}' | '\u{3014}'..='\u{301f}' | '\u{ff01}'..='\u{ff03}'
            | '\u{ff05}'..='\u{ff0a}' | '\u{ff0c}'..='\u{ff0f}' | '\u{ff1a}' | '\u{ff1b}' | '\u{ff1f}' | '\u{ff20}')
}
