//! People by name: a title with capitalised words, or two such words; and whom a paper introduces with an office.
//!
//! Deliberately not here: whom a name means that was heard before ([`super::heard`]).

use std::ops::Range;

use super::narration::Narration;
use super::subject::Subject;
use crate::document::{month_named, weekday_named};
use crate::findings::SpeakerRole;
use crate::findings::rules::Sort;
use crate::findings::tokens::Gap;

impl Narration<'_> {
    /// Everybody who is named with an office right before the name or between commas after it.
    pub(super) fn people(&self) -> Vec<(String, SpeakerRole)> {
        let mut met = Vec::new();
        let mut start = 0;
        while start < self.words.len() {
            let mut end = start + 1;
            while end < self.words.len() && !self.parted(end) {
                end += 1;
            }
            if let Some(at) = self.name_begins(start..end) {
                // From the last "to" or "the" on: "in a letter to the director Jo Lane".
                let first = at.saturating_sub(6).max(start);
                let joint = (first..at).rev().find(|&i| {
                    self.lists().after_head.contains(self.word(i))
                        || self.lists().determiners.contains(self.word(i))
                });
                let before = joint.map_or(first, |i| i + 1)..at;
                let own = self
                    .office(before.clone(), None)
                    .filter(|o| o.is == Sort::Person)
                    // A councillor's title is an office itself, if one that says little.
                    .or_else(|| self.office(at..at + 1, None).filter(|o| o.weak));
                let mut next = end;
                while next < self.words.len() && (next == end || !self.parted(next)) {
                    next += 1;
                }
                let beside = (end < next && self.words[end].gap == Gap::Comma).then_some(end..next);
                let beside: Vec<Range<usize>> = beside.into_iter().collect();
                let subject = Subject {
                    head: before,
                    beside,
                };
                let office = self
                    .with_beside(own, &subject.beside)
                    .map(|o| self.of_others(o, &subject))
                    .filter(|o| !o.weak && o.is == Sort::Person);
                if let (Some(office), Some(name)) = (office, self.name(at..end)) {
                    met.push((name, office.role));
                }
            }
            start = end;
        }
        met
    }

    /// Where the first name of a stretch begins.
    fn name_begins(&self, stretch: Range<usize>) -> Option<usize> {
        let mut from = stretch.clone().filter(|&i| self.capital(i));
        from.find(|&i| {
            let name = self.name(i..stretch.end);
            name.is_some_and(|n| self.verbatim(i..stretch.end).starts_with(&n))
        })
    }

    /// A person's name in the phrase, as printed: a title with capitalised words, or two capitalised words.
    pub(super) fn name(&self, phrase: Range<usize>) -> Option<String> {
        let joined = |i: usize| self.spaced(i) && !self.after_quotation(i);
        // Minutes and notes call people by their initials.
        if self.of.committee && phrase.len() == 1 {
            let printed = self.verbatim(phrase.clone());
            let initials = printed.len() <= 3 && printed.chars().all(|c| c.is_ascii_uppercase());
            if initials && printed.len() > 1 && self.office(phrase.clone(), None).is_none() {
                return Some(printed);
            }
        }
        let mut untitled = None;
        let mut at = phrase.start;
        while at < phrase.end {
            let titled = self.lists().titles.contains(self.word(at)) && self.capital(at);
            let mut end = at + 1;
            let of_name = |i: usize| {
                let word = self.word(i);
                let month = word.len() > 3 && month_named(word).is_some() && !titled;
                let named =
                    self.lists().no_name.contains(word) || self.lists().titles.contains(word);
                let other = named || weekday_named(word).is_some() || month;
                self.capital(i) && !other && self.office(i..i + 1, None).is_none()
            };
            // "Cllr. Marsh": the full stop of an abbreviation is no end.
            let begins = titled || of_name(at);
            while begins
                && end < phrase.end
                && of_name(end)
                && (joined(end) || (titled && end == at + 1))
                && !self.possessor(end - 1)
            {
                end += 1;
            }
            let owns = self.possessor(end - 1);
            if titled && end > at + 1 && !owns {
                return Some(self.name_of(at..end));
            }
            if !titled && end - at >= 2 && untitled.is_none() && !owns {
                untitled = Some(self.name_of(at..end));
            }
            at = end.max(at + 1);
        }
        untitled
    }

    /// Verbatim, without the "'s" of a possessive.
    fn name_of(&self, range: Range<usize>) -> String {
        let whole = self.verbatim(range);
        let bare = whole
            .strip_suffix("’s")
            .or_else(|| whole.strip_suffix("'s"));
        bare.unwrap_or(&whole).to_owned()
    }
}
