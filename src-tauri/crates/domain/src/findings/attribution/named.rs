//! Attributions without a verb of speaking: a name or an office before a colon ("Jo Lane, director: “…”"), and nouns
//! that say what a verb would ("in the view of inspectors", "“…,” was the answer of the director", "its words are: “…”").
//!
//! Depends on who a subject is. Deliberately not here: attributions by a verb.

use std::ops::Range;

use super::narration::Narration;
use super::subject::Subject;
use super::{Found, Who};
use crate::findings::SpeakerRole;
use crate::findings::rules::{Form, Sort};
use crate::findings::tokens::{Token, slice};

/// Words of a name before a colon of somebody who was not introduced.
const NAME: usize = 3;

impl Narration<'_> {
    /// Somebody who is named before a colon, with what they say after it.
    pub(super) fn label(&self, end: usize) -> Option<Found> {
        if let Some(paper) = self.part_of_a_paper(end) {
            return Some(paper);
        }
        if let Some(who) = self.here_is(end) {
            return Some((who, self.verbatim(0..end), end));
        }
        if self.tells(0..end) {
            return None;
        }
        let quotes = self.quoted_at(end);
        let who = self.labelled(end);
        let speaks = |who: &Who| quotes || who.is == Sort::Person && who.speaker.name.is_some();
        let unknown = || (quotes && self.only_a_name(end)).then(Who::unknown);
        let who = who.filter(speaks).or_else(unknown)?;
        Some((who, self.verbatim(0..end), end))
    }

    /// "In the view of inspectors", "in her opinion", "its words are: “…”", "“…,” was the answer of the director".
    pub(super) fn by_noun(&self) -> Option<Found> {
        (0..self.words.len()).find_map(|at| {
            let found = self.view(at).or_else(|| self.after_it(at));
            found.map(|(who, end)| (who, self.verbatim(at..end), end))
        })
    }

    /// "She read them these words of the inspectors: “…”", "let me give you their words and not mine: “…”".
    pub(super) fn words_of(&self, colon: usize) -> Option<Found> {
        if !self.quoted_at(colon) {
            return None;
        }
        let at = (1..colon).rev().find(|&i| self.word(i) == "words")?;
        let who = if self.word(at + 1) == "of" {
            self.resolve(&Subject::alone(at + 2..colon))
        } else {
            self.owner_before(at).and_then(|owner| self.owner(owner))
        };
        let told = (at..colon).any(|i| self.lists().clause.contains(self.word(i)));
        who.filter(|_| !told)
            .map(|who| (who, self.verbatim(at - 1..colon), colon))
    }

    /// "“…” (paragraph 9 of the letter)": where a quotation is from, in brackets after it.
    pub(super) fn source_in_brackets(&self) -> Option<Found> {
        let at = (0..self.words.len()).find(|&i| self.after_quotation(i) && self.bracketed(i))?;
        let mut end = at + 1;
        while end < self.words.len() && !self.parted(end) {
            end += 1;
        }
        let head = (at..end)
            .rev()
            .find(|&i| self.lists().determiners.contains(self.word(i)))
            .unwrap_or(at);
        let who = self.resolve(&Subject::alone(head..end))?;
        (who.is == Sort::Paper).then(|| (who, self.verbatim(at..end), end))
    }

    /// An opening bracket stands right before the word.
    fn bracketed(&self, at: usize) -> bool {
        let start = self.words[at].start;
        start > 0 && slice(self.of.text, start - 1..start) == "("
    }

    /// A noun that says what somebody thinks.
    fn view(&self, at: usize) -> Option<(Who, usize)> {
        if !self.lists().views.contains(self.word(at)) || at == 0 {
            return None;
        }
        if self.word(at - 1) == "the" && at > 1 && self.word(at - 2) == "in" {
            let subject = (self.word(at + 1) == "of").then(|| self.following(at + 2))?;
            return self.resolve(&subject).map(|who| (who, subject.end()));
        }
        // "The Committee was of the view that".
        let held = at > 3 && self.word(at - 1) == "the" && self.word(at - 2) == "of";
        if held && self.lists().clause.contains(self.word(at - 3)) && self.word(at + 1) == "that" {
            return self.before(at - 3).map(|(who, _)| (who, at + 1));
        }
        let owner = self.owner_before(at)?;
        let led_in = owner.start > 0 && self.word(owner.start - 1) == "in";
        let is = matches!(self.word(at + 1), "are" | "is" | "were" | "was");
        let told = is && self.quoted_at(at + 2);
        (led_in || told)
            .then(|| self.owner(owner))
            .flatten()
            .map(|who| (who, at + 1 + usize::from(told)))
    }

    /// Whose something is: "inspectors’", "the director’s", "her".
    fn owner_before(&self, at: usize) -> Option<Range<usize>> {
        let possessive = matches!(self.word(at - 1), "his" | "her" | "its" | "their");
        if possessive {
            return Some(at - 1..at);
        }
        let mut start = at - 1;
        while self.possessor(at - 1)
            && start > 0
            && !self.parted(start)
            && self.word(start - 1) != "in"
        {
            start -= 1;
        }
        self.possessor(at - 1).then_some(start..at)
    }

    fn owner(&self, owner: Range<usize>) -> Option<Who> {
        match self.word(owner.start) {
            "his" | "her" => self.heard.person().cloned(),
            "its" => self.heard.paper().or_else(|| self.heard.thing()).cloned(),
            "their" => self.heard.several().cloned(),
            _ => {
                let office = self.office(owner.clone(), None)?;
                let name = self.name(owner);
                Some(Who::new(office.role, name, office.is))
            }
        }
    }

    /// "“…,” was the answer of the director", "“…,” is how the director puts it".
    fn after_it(&self, at: usize) -> Option<(Who, usize)> {
        let follows = self.after_quotation(at) && matches!(self.word(at), "is" | "was");
        if !follows {
            return None;
        }
        let subject = match self.word(at + 1) {
            "the" => {
                let of = (at + 3..at + 5).find(|&i| self.word(i) == "of")?;
                self.following(of + 1)
            }
            "how" => {
                let end = (at + 3..self.words.len()).find(|&i| self.word(i).starts_with("put"))?;
                Subject::alone(at + 2..end)
            }
            _ => return None,
        };
        self.resolve(&subject).map(|who| (who, subject.end()))
    }

    /// "Here is the leader: “…”", "here she is: “…”".
    fn here_is(&self, end: usize) -> Option<Who> {
        let here = self.word(0) == "here" && self.quoted_at(end);
        let is = |i: usize| matches!(self.word(i), "is" | "are" | "was" | "were");
        let who = match (here, end) {
            (true, 3) if is(2) => self.pronoun(1..2)?,
            (true, 3..) if is(1) => self.resolve(&Subject::alone(2..end)),
            _ => None,
        };
        who.filter(|who| who.speaker.role != SpeakerRole::Other || who.speaker.name.is_some())
    }

    /// "The following extract: “…”": the words are those of the paper that is spoken of.
    fn part_of_a_paper(&self, end: usize) -> Option<Found> {
        let named = |i: usize| self.lists().parts.contains(self.word(i));
        let mine = (0..end).any(|i| matches!(self.word(i), "i" | "we" | "me" | "us"));
        // "I have to share this sentence with you: “…”": what the writer shows is what was written to them.
        let shown = mine
            && (1..end)
                .any(|i| self.lists().shown.contains(self.word(i)) && self.word(i - 1) == "this");
        // "The relevant passage is paragraph 9: “…”".
        let numbered =
            end > 2 && named(end - 2) && self.word(end - 1).chars().all(|c| c.is_ascii_digit());
        // "Paragraph 8 is the one to read: “…”".
        let first = named(0) && self.word(1).chars().all(|c| c.is_ascii_digit()) && end > 1;
        let part = self.quoted_at(end) && (first || named(end - 1) || numbered || shown);
        let paper = self.heard.paper().filter(|_| part)?;
        Some((paper.clone(), self.verbatim(end - 1..end), end))
    }

    /// A verb stands in the words: they tell something, and do not only name somebody.
    fn tells(&self, words: Range<usize>) -> bool {
        let words = &self.words[words];
        let verbs = self.rules().speakers.verbs.longest(words);
        verbs.iter().any(|v| v.value.form == Form::Finite)
            || words.iter().any(|w| self.lists().clause.contains(&w.word))
    }

    /// The one whom the words before a colon name, with what stands beside between commas.
    fn labelled(&self, end: usize) -> Option<Who> {
        let mut parts: Vec<Range<usize>> = Vec::new();
        for at in 0..end {
            match parts.last_mut() {
                Some(part) if !self.parted(at) => part.end = at + 1,
                _ => parts.push(at..at + 1),
            }
        }
        parts.iter().enumerate().find_map(|(i, part)| {
            let head = if self.introduces(part) {
                // "For the council its leader": the last noun phrase.
                let last = part
                    .clone()
                    .rev()
                    .find(|&i| self.lists().determiners.contains(self.word(i)))?;
                last..part.end
            } else {
                self.bare(part)
            };
            let beside = parts[i + 1..].to_vec();
            self.resolve(&Subject { head, beside })
        })
    }

    /// A few capitalised words and no more.
    fn only_a_name(&self, end: usize) -> bool {
        end <= NAME
            && (0..end).all(|i| self.capital(i) && !self.lists().joints.contains(self.word(i)))
            && self
                .rules()
                .speakers
                .papers
                .find(&self.words[..end])
                .is_empty()
    }

    /// The end of the words before the first colon that stands right after one.
    pub(super) fn colon(&self) -> Option<usize> {
        let sentence: Vec<char> = slice(self.of.text, self.range.clone()).chars().collect();
        let after = |word: &Token| {
            let after = sentence.get(word.end - self.range.start..)?;
            after.iter().find(|c| **c != ')')
        };
        let at = self.words.iter().position(|w| after(w) == Some(&':'))?;
        Some(at + 1)
    }

    /// What is told before `end` is followed by a quotation, with nothing between.
    fn quoted_at(&self, end: usize) -> bool {
        let Some(word) = end.checked_sub(1).and_then(|last| self.words.get(last)) else {
            return false;
        };
        let next = self.words.get(end).map_or(usize::MAX, |w| w.start);
        let mut after = self.of.quotations.iter();
        after.any(|q| {
            q.range.start >= word.end && q.range.start < next && q.range.start <= word.end + 4
        })
    }
}
