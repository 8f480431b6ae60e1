//! A sentence outside its quotations: its words, and what stands between and around them.
//!
//! Deliberately not here: what the words mean.

use std::cell::OnceCell;
use std::ops::Range;

use super::{Heard, Text};
use crate::findings::lexicon::Match;
use crate::findings::rules::{Lists, Rules, Verb};
use crate::findings::tokens::{Gap, Token, slice};

/// A sentence outside its quotations.
pub(super) struct Narration<'a> {
    pub(super) of: &'a Text<'a>,
    pub(super) words: &'a [Token],
    pub(super) range: &'a Range<usize>,
    pub(super) heard: &'a Heard,
    verbs: OnceCell<Vec<Match<'a, Verb>>>,
}

impl<'a> Narration<'a> {
    pub(super) fn new(
        of: &'a Text<'a>,
        words: &'a [Token],
        range: &'a Range<usize>,
        heard: &'a Heard,
    ) -> Narration<'a> {
        Narration {
            of,
            words,
            range,
            heard,
            verbs: OnceCell::new(),
        }
    }

    pub(super) fn rules(&self) -> &'a Rules {
        self.of.rules
    }

    /// The verbs of speaking, looked up when they are first asked for.
    pub(super) fn verbs(&self) -> &[Match<'a, Verb>] {
        let find = || self.rules().speakers.verbs.longest(self.words);
        self.verbs.get_or_init(find)
    }

    pub(super) fn lists(&self) -> &Lists {
        &self.of.rules.speakers.lists
    }

    pub(super) fn word(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |t| t.word.as_str())
    }

    /// As printed.
    pub(super) fn verbatim(&self, range: Range<usize>) -> String {
        match (
            self.words.get(range.start),
            range.end.checked_sub(1).and_then(|l| self.words.get(l)),
        ) {
            (Some(first), Some(last)) if range.start < range.end => {
                slice(self.of.text, first.start..last.end)
            }
            _ => String::new(),
        }
    }

    /// A quotation stands between this word and the one before it (or opens the sentence before it).
    pub(super) fn after_quotation(&self, at: usize) -> bool {
        let from = if at == 0 {
            self.range.start
        } else {
            self.words[at - 1].end
        };
        let to = self.words.get(at).map_or(self.range.end, |w| w.start);
        self.of
            .quotations
            .iter()
            .any(|q| q.range.start < to && q.range.end > from)
    }

    /// A comma, dash or bracket, a quotation or a stop stands before the word.
    pub(super) fn parted(&self, at: usize) -> bool {
        at == 0 || !self.spaced(at) || self.after_quotation(at)
    }

    /// Nothing but a space stands before the word, or the stop of an initial or a title ("Ms P. Lowe").
    pub(super) fn spaced(&self, at: usize) -> bool {
        let before = at.checked_sub(1).map_or("", |before| self.word(before));
        let titles = ["ms", "mr", "mrs", "dr", "cllr", "coun"];
        let short = before.chars().count() == 1 || titles.contains(&before);
        match self.words[at].gap {
            Gap::Space => true,
            Gap::Stop => short,
            Gap::Comma => false,
        }
    }

    pub(super) fn quotes(&self, after: usize) -> bool {
        let Some(place) = after
            .checked_sub(1)
            .and_then(|l| self.words.get(l))
            .map(|w| w.end)
        else {
            return false;
        };
        self.of
            .quotations
            .iter()
            .any(|q| q.range.start >= place && q.range.start < self.range.end)
    }

    pub(super) fn quotes_before(&self, end: usize) -> bool {
        let Some(place) = self.words.get(end).map(|w| w.start) else {
            return false;
        };
        let of = self.of.quotations.iter();
        of.clone()
            .any(|q| q.range.end <= place && q.range.end > self.range.start)
    }

    pub(super) fn capital(&self, at: usize) -> bool {
        let printed = slice(self.of.text, self.words[at].start..self.words[at].start + 1);
        printed.starts_with(char::is_uppercase)
    }

    /// A word printed with a capital that does not only begin the sentence.
    pub(super) fn capital_within(&self, at: usize) -> bool {
        at > 0 && self.capital(at)
    }

    /// Whether the word at `at` is somebody's whose something follows: "council’s", "inspectors’".
    pub(super) fn possessor(&self, at: usize) -> bool {
        let word = &self.words[at];
        let raw = slice(self.of.text, word.start..word.end + 1);
        let marked = |c: char| matches!(c, '’' | '\'' | '‘' | 'ʼ');
        let inside = raw.chars().rev().skip(1).collect::<Vec<_>>();
        let owner = inside.first() == Some(&'s') && inside.get(1).is_some_and(|c| marked(*c));
        // The character after the word, where it ends in "s".
        let after = raw
            .chars()
            .next_back()
            .filter(|_| raw.chars().count() > word.end - word.start);
        let last_is_s = word.word.ends_with('s');
        let whole = slice(self.of.text, word.start..word.end);
        let ends_so = whole.to_lowercase().ends_with("’s") || whole.to_lowercase().ends_with("'s");
        let next_is_word = self
            .words
            .get(at + 1)
            .is_some_and(|n| n.gap == Gap::Space && !self.after_quotation(at + 1));
        (owner || ends_so || last_is_s && after.is_some_and(marked)) && next_is_word
    }

    /// Part of a compound: "mother-of-two".
    pub(super) fn hyphened(&self, at: usize) -> bool {
        let start = self.words[at].start;
        start > 0 && slice(self.of.text, start - 1..start) == "-"
    }
}
