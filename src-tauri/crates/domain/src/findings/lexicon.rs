//! Phrases looked up in a text, each with a value.
//!
//! A phrase is words of [`super::tokens`]; `*` ends a word that may go on ("assess*"), `..` stands for up to four
//! words between ("has .. improved"), `/` parts alternatives of a word ("is/are"). A phrase never runs over a colon,
//! a semicolon or the end of a sentence.
//! Deliberately not here: what the values mean.

use std::collections::HashMap;
use std::ops::Range;

use super::tokens::{Gap, Token, tokens};

/// How many words `..` may stand for.
const REACH: usize = 4;

/// Phrases with values, indexed by how they begin.
#[derive(Debug, Clone)]
pub(crate) struct Lexicon<T> {
    entries: Vec<(Vec<Part>, T)>,
    /// By the first three characters of the first word (all of them where the word is shorter).
    index: HashMap<String, Vec<usize>>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    Words(Vec<Word>),
    Reach,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Word {
    text: String,
    open: bool,
}

impl Word {
    fn is(&self, word: &str) -> bool {
        if self.open {
            word.starts_with(&self.text)
        } else {
            word == self.text
        }
    }
}

/// A phrase found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Match<'a, T> {
    pub value: &'a T,
    /// Position of the phrase in the lexicon.
    pub entry: usize,
    /// The tokens it covers.
    pub tokens: Range<usize>,
}

/// A phrase that cannot be looked up.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "‘{0}’ is no phrase: it needs a word of at least one letter first, and `..` only between words"
)]
pub struct BadPhrase(pub String);

impl<T> Lexicon<T> {
    pub fn new(phrases: impl IntoIterator<Item = (String, T)>) -> Result<Self, BadPhrase> {
        let mut lexicon = Lexicon {
            entries: Vec::new(),
            index: HashMap::new(),
        };
        for (phrase, value) in phrases {
            let parts = parse(&phrase)?;
            let Some(Part::Words(first)) = parts.first() else {
                return Err(BadPhrase(phrase));
            };
            let id = lexicon.entries.len();
            for word in first {
                let key = key(&word.text).to_owned();
                if word.open && word.text.chars().count() < 3 {
                    return Err(BadPhrase(phrase));
                }
                lexicon.index.entry(key).or_default().push(id);
            }
            lexicon.entries.push((parts, value));
        }
        Ok(lexicon)
    }

    /// Every phrase at every place, in order of place.
    pub fn find(&self, text: &[Token]) -> Vec<Match<'_, T>> {
        let mut found = Vec::new();
        for at in 0..text.len() {
            let Some(ids) = self.index.get(key(&text[at].word)) else {
                continue;
            };
            for &entry in ids {
                let (parts, value) = &self.entries[entry];
                if let Some(end) = matches(parts, text, at) {
                    found.push(Match {
                        value,
                        entry,
                        tokens: at..end,
                    });
                }
            }
        }
        found
    }

    /// Those that remain where a longer phrase takes its words from the shorter ones.
    pub fn longest(&self, text: &[Token]) -> Vec<Match<'_, T>> {
        longest(self.find(text))
    }
}

/// Keeps the longest of matches that share words; of equals, the first.
pub(crate) fn longest<T>(mut found: Vec<Match<'_, T>>) -> Vec<Match<'_, T>> {
    found.sort_by_key(|m| (std::cmp::Reverse(m.tokens.len()), m.tokens.start, m.entry));
    let mut kept: Vec<Match<'_, T>> = Vec::new();
    for m in found {
        let clash =
            |k: &Match<'_, T>| k.tokens.start < m.tokens.end && m.tokens.start < k.tokens.end;
        if !kept.iter().any(clash) {
            kept.push(m);
        }
    }
    kept.sort_by_key(|m| m.tokens.start);
    kept
}

fn key(word: &str) -> &str {
    word.char_indices().nth(3).map_or(word, |(i, _)| &word[..i])
}

fn parse(phrase: &str) -> Result<Vec<Part>, BadPhrase> {
    let bad = || BadPhrase(phrase.to_owned());
    let mut parts = Vec::new();
    for piece in phrase.split_whitespace() {
        if piece == ".." {
            parts.push(Part::Reach);
            continue;
        }
        // A hyphen parts words in texts and so in phrases.
        for piece in piece.split('-') {
            let mut words = Vec::new();
            for alternative in piece.split('/') {
                let (text, open) = match alternative.strip_suffix('*') {
                    Some(text) => (text, true),
                    None => (alternative, false),
                };
                let folded = tokens(text);
                let [token] = folded.as_slice() else {
                    return Err(bad());
                };
                words.push(Word {
                    text: token.word.clone(),
                    open,
                });
            }
            parts.push(Part::Words(words));
        }
    }
    match (parts.first(), parts.last()) {
        (Some(Part::Words(_)), Some(Part::Words(_))) => Ok(parts),
        _ => Err(bad()),
    }
}

/// The end of the phrase where it stands at `at`, the nearest of several.
fn matches(parts: &[Part], text: &[Token], at: usize) -> Option<usize> {
    let Some(part) = parts.first() else {
        return Some(at);
    };
    match part {
        Part::Words(words) => {
            let token = text.get(at)?;
            if !words.iter().any(|w| w.is(&token.word)) {
                return None;
            }
            match parts.get(1) {
                None => Some(at + 1),
                Some(_) => joined(text, at + 1).then(|| matches(&parts[1..], text, at + 1))?,
            }
        }
        Part::Reach => (0..=REACH)
            .take_while(|&skip| skip == 0 || joined(text, at + skip))
            .find_map(|skip| matches(&parts[1..], text, at + skip)),
    }
}

fn joined(text: &[Token], at: usize) -> bool {
    text.get(at).is_some_and(|t| t.gap < Gap::Stop)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(phrases: &[&str], text: &str) -> Vec<String> {
        let lexicon =
            Lexicon::new(phrases.iter().map(|p| ((*p).to_owned(), (*p).to_owned()))).unwrap();
        lexicon
            .longest(&tokens(text))
            .into_iter()
            .map(|m| m.value.clone())
            .collect()
    }

    #[test]
    fn finds_open_words_reaches_and_alternatives() {
        assert_eq!(
            found(&["assess*"], "Assessments and an assessment"),
            ["assess*", "assess*"]
        );
        assert_eq!(
            found(&["has/have .. improved"], "Plans have not much improved"),
            ["has/have .. improved"]
        );
        assert_eq!(
            found(
                &["has/have .. improved"],
                "They have plans; these are not improved"
            ),
            [""; 0]
        );
        assert_eq!(
            found(&["multi-agency"], "multi-agency and multi agency").len(),
            2
        );
    }

    #[test]
    fn the_longer_phrase_takes_the_words() {
        assert_eq!(
            found(
                &["small number", "very small number", "number"],
                "a very small number"
            ),
            ["very small number"]
        );
    }

    #[test]
    fn a_phrase_needs_a_first_word() {
        assert!(Lexicon::new([("..".to_owned(), ())]).is_err());
        assert!(Lexicon::new([("im*".to_owned(), ())]).is_err());
        assert!(Lexicon::new([(String::new(), ())]).is_err());
    }
}
