//! Words of a sentence, folded and stemmed, and how much two sentences have in common by them.
//!
//! Depends on how a text is cut, and on nothing else of ours. Deliberately not here: what any word means ([`super::aspects`]).

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

use crate::findings::slice;

/// Words that tie sentences together without saying what they are about; and the furniture of every letter.
const COMMON: &str = "a about across after all also although an and any are as at be because been before being both but by \
    can could did do does each for from had has have having he her him his how however if in into is it its may more most much \
    not now of on once one only or other our out over she should since so some such than that the their them then there these \
    they this those through to too under up was were what when where which while who whom whose will with within without would \
    you your child children young people person family families local authority council service services inspectors inspection \
    visit number small many few majority";

static COMMON_WORDS: LazyLock<HashSet<&str>> =
    LazyLock::new(|| COMMON.split_whitespace().collect());

/// The words of `text`: lower case, hyphens part words, a possessive loses its "'s".
pub(crate) fn words(text: &str) -> Vec<String> {
    words_at(text).into_iter().map(|(word, _)| word).collect()
}

/// The same, each with its place in Unicode scalar values; what it lost in folding is left out.
pub(crate) fn words_at(text: &str) -> Vec<(String, Range<usize>)> {
    let mut out = Vec::new();
    let mut word = String::new();
    let mut begin = 0;
    let mut close = |word: &mut String, begin: usize| {
        let quoted = word.chars().take_while(|c| *c == '\'').count();
        let w = word.trim_matches('\'');
        let w = w.strip_suffix("'s").unwrap_or(w);
        if !w.is_empty() {
            let start = begin + quoted;
            let end = start + w.chars().count();
            out.push((w.to_owned(), start..end));
        }
        word.clear();
    };
    for (i, c) in text.chars().chain([' ']).enumerate() {
        if word.is_empty() {
            begin = i;
        }
        match c {
            '’' | '‘' | 'ʼ' | '\'' => word.push('\''),
            c if c.is_alphanumeric() => word.extend(c.to_lowercase()),
            _ => close(&mut word, begin),
        }
    }
    out
}

/// What stands at these places of `text`, each wording once.
pub(crate) fn verbatim(text: &str, places: impl IntoIterator<Item = Range<usize>>) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for place in places {
        let words = slice(text, place);
        if !out.contains(&words) {
            out.push(words);
        }
    }
    out
}

/// A word without the endings that English puts on it; crude, alike for both sides of a comparison.
pub(crate) fn stem(word: &str) -> String {
    let cut = |end: &str, least: usize, put: &str| {
        word.strip_suffix(end)
            .filter(|base| base.len() >= least && base.is_ascii())
            .map(|base| format!("{base}{put}"))
    };
    let base = cut("ies", 3, "y")
        .or_else(|| cut("sses", 2, "ss"))
        .or_else(|| word.ends_with("ss").then(|| word.to_owned()))
        .or_else(|| cut("s", 3, ""))
        .unwrap_or_else(|| word.to_owned());
    for (end, least) in [
        ("ingly", 4),
        ("ations", 4),
        ("ation", 4),
        ("ness", 4),
        ("ment", 5),
        ("ably", 4),
        ("able", 4),
        ("ively", 4),
        ("ive", 5),
        ("ing", 4),
        ("edly", 4),
        ("ed", 4),
        ("ly", 4),
        ("er", 5),
        ("y", 4),
        ("e", 4),
    ] {
        if let Some(b) = base.strip_suffix(end).filter(|b| b.len() >= least) {
            return b.to_owned();
        }
    }
    base
}

/// Words of weight by number, in order of the number; the sum of squares is one.
pub(crate) type Vector = Vec<(u32, f32)>;

/// How rare each word is in the documents compared.
#[derive(Debug, Default)]
pub(crate) struct Corpus {
    ids: HashMap<String, u32>,
    documents: Vec<u32>,
    total: u32,
}

impl Corpus {
    /// Counts in how many of the sentences each word stands.
    pub fn of<'a>(sentences: impl IntoIterator<Item = &'a [String]>) -> Corpus {
        let mut corpus = Corpus::default();
        for sentence in sentences {
            let mut ids: Vec<u32> = stems(sentence).map(|s| corpus.id(s)).collect();
            ids.sort_unstable();
            ids.dedup();
            for id in ids {
                corpus.documents[id as usize] += 1;
            }
            corpus.total += 1;
        }
        corpus
    }

    fn id(&mut self, stem: String) -> u32 {
        if let Some(&id) = self.ids.get(&stem) {
            return id;
        }
        let id = u32::try_from(self.documents.len()).unwrap_or(u32::MAX);
        self.documents.push(0);
        self.ids.insert(stem, id);
        id
    }

    /// The sentence as weights; words that the corpus has not seen are left out.
    pub fn vector(&self, sentence: &[String]) -> Vector {
        let mut counts: HashMap<u32, f32> = HashMap::new();
        for id in stems(sentence).filter_map(|s| self.ids.get(&s).copied()) {
            *counts.entry(id).or_default() += 1.0;
        }
        #[allow(clippy::cast_precision_loss, reason = "counts of sentences are small")]
        let rare =
            |id: u32| ((1.0 + self.total as f32) / (1.0 + self.documents[id as usize] as f32)).ln();
        let mut vector: Vector = counts
            .into_iter()
            .map(|(id, n)| (id, (1.0 + n.ln()) * rare(id)))
            .collect();
        vector.sort_unstable_by_key(|(id, _)| *id);
        let norm = vector.iter().map(|(_, w)| w * w).sum::<f32>().sqrt();
        if norm > 0.0 {
            vector.iter_mut().for_each(|(_, w)| *w /= norm);
        }
        vector
    }
}

fn stems(sentence: &[String]) -> impl Iterator<Item = String> {
    sentence.iter().filter(|w| !is_common(w)).map(|w| stem(w))
}

pub(crate) fn is_common(word: &str) -> bool {
    word.len() < 2 || word.bytes().all(|b| b.is_ascii_digit()) || COMMON_WORDS.contains(word)
}

/// Cosine of two vectors of one corpus, 0 to 1.
pub(crate) fn cosine(a: &Vector, b: &Vector) -> f32 {
    let (mut i, mut j, mut sum) = (0, 0, 0.0);
    while i < a.len() && j < b.len() {
        match a[i].0.cmp(&b[j].0) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                sum += a[i].1 * b[j].1;
                i += 1;
                j += 1;
            }
        }
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_folded() {
        assert_eq!(
            words("Children’s step-up, ‘twice’"),
            ["children", "step", "up", "twice"]
        );
        let text = "The ‘children’s’ plan, the children";
        let at = verbatim(text, words_at(text).into_iter().map(|(_, place)| place));
        assert_eq!(
            at,
            ["The", "children", "plan", "the"],
            "verbatim, at its place, once"
        );
    }

    #[test]
    fn forms_of_a_word_meet() {
        for (a, b) in [
            ("plans", "plan"),
            ("recording", "recorded"),
            ("agencies", "agency"),
            ("supervised", "supervising"),
        ] {
            assert_eq!(stem(a), stem(b), "{a} {b}");
        }
    }

    #[test]
    fn rare_words_weigh_more() {
        let all: Vec<Vec<String>> = [
            "chronologies are out of date",
            "records are late",
            "records are brief",
            "chronologies are rare",
        ]
        .iter()
        .map(|s| words(s))
        .collect();
        let corpus = Corpus::of(all.iter().map(Vec::as_slice));
        let v: Vec<Vector> = all.iter().map(|s| corpus.vector(s)).collect();
        assert!(cosine(&v[0], &v[3]) > 0.2);
        assert!(cosine(&v[0], &v[1]).abs() < 1e-6);
    }
}
