//! The words of a sentence that a claim about it can share: not those that every account of a visit has, and long ones by
//! their beginning.
//!
//! Depends on how a text is parted into words. Deliberately not here: how telling a word is ([`super`]).

use std::collections::BTreeSet;

use crate::findings::tokens::tokens;

/// Long words are compared by their beginning, so that "frequent" meets "frequency".
const STEM: usize = 5;
/// Function words, and those that every account of a visit has.
const COMMON: &[&str] = &[
    "the",
    "and",
    "that",
    "this",
    "these",
    "those",
    "with",
    "from",
    "for",
    "are",
    "was",
    "were",
    "been",
    "being",
    "have",
    "has",
    "had",
    "not",
    "but",
    "which",
    "who",
    "whose",
    "what",
    "when",
    "where",
    "there",
    "their",
    "they",
    "them",
    "its",
    "our",
    "your",
    "his",
    "her",
    "she",
    "also",
    "than",
    "then",
    "more",
    "most",
    "very",
    "now",
    "will",
    "would",
    "can",
    "could",
    "may",
    "all",
    "any",
    "some",
    "one",
    "into",
    "about",
    "after",
    "before",
    "since",
    "how",
    "because",
    "while",
    "inspector",
    "inspectors",
    "inspection",
    "ofsted",
    "letter",
    "report",
    "found",
    "says",
    "said",
    "noted",
    "notes",
    "confirmed",
    "described",
    "recognised",
    "council",
    "borough",
    "children",
    "child",
    "young",
    "people",
    "services",
    "service",
    "made",
    "make",
    "becom",
];

pub(super) fn content(text: &str) -> BTreeSet<String> {
    tokens(text).iter().filter_map(|t| stem(&t.word)).collect()
}

pub(super) fn stem(word: &str) -> Option<String> {
    let stem: String = word.chars().take(STEM).collect();
    let common = COMMON.contains(&word) || COMMON.contains(&stem.as_str());
    (word.chars().count() > 2 && !common).then_some(stem)
}

pub(super) fn folded(text: &str) -> String {
    let words: Vec<String> = tokens(text).into_iter().map(|t| t.word).collect();
    words.join(" ")
}
