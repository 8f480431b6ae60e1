//! Findings as decisions name them: by their source and their words, not by their position.

use std::collections::HashMap;

use super::passage::Passage;
use super::{FindingRef, Reading};

/// Positions of passages, by their words.
pub(crate) struct ByWords<'a> {
    readings: &'a [Reading],
    passages: &'a [Passage],
    at: HashMap<&'a str, Vec<usize>>,
}

impl ByWords<'_> {
    pub fn new<'a>(readings: &'a [Reading], passages: &'a [Passage]) -> ByWords<'a> {
        let mut at: HashMap<&str, Vec<usize>> = HashMap::new();
        for (p, passage) in passages.iter().enumerate() {
            at.entry(passage.finding(readings).quote())
                .or_default()
                .push(p);
        }
        ByWords {
            readings,
            passages,
            at,
        }
    }

    /// The first of them.
    pub fn find(&self, named: &FindingRef) -> Option<usize> {
        self.all(named).first().copied()
    }

    /// The first of them that decides.
    pub fn find_deciding(&self, named: &FindingRef) -> Option<usize> {
        let mut all = self.all(named).into_iter();
        all.find(|&p| self.passages[p].decides)
    }

    /// Those with these words in the source; where it has none, in any: a newer issue may have taken its place.
    fn all(&self, named: &FindingRef) -> Vec<usize> {
        let Some(anywhere) = self.at.get(named.quote.as_str()) else {
            return Vec::new();
        };
        let of_source = anywhere.iter().copied().filter(|&p| {
            let citation = &self.passages[p].finding(self.readings).citation;
            citation.source == named.source
        });
        let of_source: Vec<usize> = of_source.collect();
        if of_source.is_empty() {
            anywhere.clone()
        } else {
            of_source
        }
    }
}
