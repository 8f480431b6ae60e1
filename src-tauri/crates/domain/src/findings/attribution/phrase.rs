//! Where a subject stands in its sentence: before a verb, after it, with clauses between, or first.
//!
//! Deliberately not here: who it is ([`super::subject`]).

use std::ops::Range;

use super::Who;
use super::narration::Narration;
use super::subject::Subject;
use crate::findings::rules::Form;
use crate::findings::tokens::Gap;

impl Narration<'_> {
    /// The subject after a verb: up to the next mark, and what stands between commas after it.
    pub(super) fn following(&self, from: usize) -> Subject {
        let stops = |i: usize| {
            matches!(
                self.word(i),
                "that" | "which" | "on" | "after" | "in" | "during"
            ) && i > from
        };
        let mut end = from;
        while end < self.words.len()
            && (end == from || self.words[end].gap == Gap::Space && !self.after_quotation(end))
            && !stops(end)
        {
            end += 1;
        }
        let mut beside = Vec::new();
        let mut next = end;
        while next < self.words.len()
            && beside.len() < 2
            && self.words[next].gap == Gap::Comma
            && !self.after_quotation(next)
            && !self.lists().joins.contains(self.word(next))
        {
            let start = next;
            next += 1;
            while next < self.words.len() && !self.parted(next) {
                next += 1;
            }
            beside.push(start..next);
        }
        Subject {
            head: from..end,
            beside,
        }
    }

    /// The stretch between marks that ends at `end`.
    pub(super) fn segment(&self, end: usize) -> Range<usize> {
        let mut start = end.saturating_sub(1);
        while start > 0 && !self.parted(start) {
            start -= 1;
        }
        start..end
    }

    /// Who the subject is that ends at `end`, and where it begins.
    pub(super) fn before(&self, end: usize) -> Option<(Who, usize)> {
        let inserted = self.words.get(end).is_some_and(|t| t.gap == Gap::Comma);
        let mut segments = vec![self.segment(end)];
        // A relative alone ("who said"): what it belongs to stands before it.
        let relative = |r: &Range<usize>| matches!(self.word(r.start), "who" | "whose" | "which");
        while let Some(first) = segments.first()
            && first.start > 0
            && self.words[first.start].gap == Gap::Comma
            && !self.after_quotation(first.start)
        {
            if !inserted && !relative(first) && segments.len() == 1 {
                break;
            }
            let more = self.segment(first.start);
            segments.insert(0, more);
        }
        if segments.len() > 1 {
            let from = segments.iter().position(|s| {
                !self.introduces(s) && self.resolve(&Subject::alone(self.bare(s))).is_some()
            });
            if let Some(from) = from {
                let subject = Subject {
                    head: self.bare(&segments[from]),
                    beside: segments[from + 1..].to_vec(),
                };
                return self.resolve(&subject).map(|who| (who, subject.head.start));
            }
        }
        let near = segments.pop()?;
        self.nearest(near)
    }

    /// A subject at the end of a stretch: all of it, or what follows the last clause, phrase or joint in it.
    pub(super) fn nearest(&self, stretch: Range<usize>) -> Option<(Who, usize)> {
        let whole = self.bare(&stretch);
        let verbs = self
            .rules()
            .speakers
            .verbs
            .longest(&self.words[whole.clone()]);
        let clause = self.words[whole.clone()]
            .iter()
            .any(|t| self.lists().clause.contains(&t.word));
        let told = verbs
            .iter()
            .any(|v| v.value.form == Form::Finite && !v.value.weak);
        let simple = !clause && !told && !self.introduces(&whole);
        if simple && let Some(who) = self.resolve(&Subject::alone(whole.clone())) {
            return Some((who, whole.start));
        }
        let before = |i: usize| self.word(i - 1);
        let starts = whole.clone().skip(1).filter(|&i| {
            let after_verb = self.lists().clause.contains(before(i));
            let after_joint = self.lists().joins.contains(before(i));
            let in_phrase = self.introduces(&whole)
                && !self.lists().introduces.contains(before(i))
                && !self.lists().determiners.contains(before(i))
                && !self.possessor(i - 1)
                && (self.lists().determiners.contains(self.word(i))
                    || self.capital(i)
                    || self.role_at(i));
            after_joint || after_verb && clause || in_phrase
        });
        starts
            .filter(|&i| !self.lists().introduces.contains(self.word(i)))
            .find_map(|i| Some((self.resolve(&Subject::alone(i..whole.end))?, i)))
            .or_else(|| {
                // "A note of thanks and it said".
                let last = whole.end.checked_sub(1)?;
                let who = self.pronoun(last..whole.end)??;
                whole.contains(&last).then_some((who, last))
            })
    }

    /// Without the joints it begins with.
    pub(super) fn bare(&self, stretch: &Range<usize>) -> Range<usize> {
        let mut start = stretch.start;
        while start + 1 < stretch.end && self.lists().joints.contains(self.word(start)) {
            start += 1;
        }
        start..stretch.end
    }

    pub(super) fn introduces(&self, stretch: &Range<usize>) -> bool {
        let first = self.word(stretch.start);
        self.lists().introduces.contains(first)
            || first.len() > 5 && first.ends_with("ing") && !self.capital_within(stretch.start)
    }

    /// Who a sentence is about that puts nothing in anybody's mouth: its first noun phrase.
    pub(super) fn topic(&self) -> Option<Who> {
        let mut start = 0;
        while start < self.words.len() {
            let mut end = start + 1;
            while end < self.words.len() && !self.parted(end) {
                end += 1;
            }
            if !self.introduces(&(start..end)) {
                break;
            }
            start = end;
        }
        let finite = |i: usize| {
            self.lists().clause.contains(self.word(i))
                || self
                    .verbs()
                    .iter()
                    .any(|v| v.tokens.start == i && v.value.form == Form::Finite)
        };
        let mut end = start;
        while end < self.words.len() && (end == start || !self.parted(end)) && !finite(end) {
            end += 1;
        }
        if end <= start {
            return None;
        }
        let head = self.bare(&(start..end));
        if self.is_pronoun(&head) {
            return None;
        }
        let mut beside = Vec::new();
        if end < self.words.len() && self.words[end].gap == Gap::Comma {
            let mut next = end + 1;
            while next < self.words.len() && !self.parted(next) {
                next += 1;
            }
            // "Mr Mayor, with your leave I should like …": what is said to him stands beside him.
            let own = &self.rules().speakers.pronouns.own;
            if !(end..next).any(|i| own.iter().any(|p| p == self.word(i))) {
                beside.push(end..next);
            }
        }
        self.resolve(&Subject { head, beside })
    }
}
