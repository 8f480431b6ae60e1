//! Attributions by a verb of speaking, with its subject before it or after it.
//!
//! Deliberately not here: which words a subject is ([`super::phrase`]), and who it is ([`super::subject`]).

use super::narration::Narration;
use super::{Found, Who};
use crate::findings::SpeakerRole;
use crate::findings::lexicon::Match;
use crate::findings::rules::{Form, Sort, Verb};
use crate::findings::tokens::{Gap, slice};

impl Narration<'_> {
    /// The first verb of speaking that has a subject.
    pub(super) fn by_verbs(&self) -> Option<Found> {
        let (who, words, end) = self.verbs().iter().find_map(|verb| self.by_verb(verb))?;
        (!self.is_one_s_own(&who)).then(|| (self.for_a_party(who), words, end))
    }

    /// "I recommend that the council go on with it": what the writer says of others is the writer's own.
    fn is_one_s_own(&self, who: &Who) -> bool {
        let mine = (0..2).find(|&i| matches!(self.word(i), "i" | "we"));
        let says = mine.is_some_and(|i| {
            let near = |at: usize| {
                at > i && at <= i + 2 && !self.lists().passive.contains(self.word(at - 1))
            };
            self.verbs()
                .iter()
                .any(|v| near(v.tokens.start) && self.word(v.tokens.end) == "that")
        });
        says && who.speaker.role != SpeakerRole::Inspectors
    }

    fn by_verb(&self, verb: &Match<'_, Verb>) -> Option<Found> {
        let (at, after) = (verb.tokens.start, verb.tokens.end);
        let direct = self.after_quotation(at);
        if at > 0 && self.lists().passive.contains(self.word(at - 1)) && !direct {
            return None;
        }
        let perfect = at > 0 && ["has", "have", "had"].contains(&self.word(at - 1));
        if verb.value.act && (self.of.statement || perfect) {
            return None;
        }
        if verb.value.weak && !self.speaks(after) && !direct && !self.told_before(at, after) {
            return None;
        }
        // "Has asked for an exit interview" tells what was done; "asked for" at a meeting is speech.
        let deed =
            self.word(after) == "for" || self.word(after) == "to" && self.word(at) == "asked";
        if deed && at > 0 && ["has", "have"].contains(&self.word(at - 1)) {
            return None;
        }
        let mut end = self.subject_ends(at);
        if end > 0
            && self.is_auxiliary(end - 1)
            && self.words[end].gap == Gap::Space
            && !self.after_quotation(end)
        {
            end -= 1;
        }
        let quoted_before = end == 0 || self.after_quotation(end);
        if verb.value.form == Form::Participle {
            // "…, adding that": whoever the sentence is about.
            return self
                .topic()
                .filter(|_| at > 0 && self.speaks_at_all(after))
                .map(|who| (who, self.verbatim(at..after), after));
        }
        if quoted_before {
            let found = self.inverted(at, after)?;
            // "“…,” say the inspectors".
            let several = direct && found.0.is != Sort::Person;
            return (verb.value.form == Form::Finite || several).then_some(found);
        }
        // "Cllr Lowe opened the debate and said": the subject of both.
        if matches!(self.word(end - 1), "and" | "but" | "then") && self.words[end].gap == Gap::Space
        {
            return self
                .topic()
                .map(|who| (who, self.verbatim(at..after), after));
        }
        // "What they wrote" is something, and nothing is said.
        let stretch = self.segment(end);
        let something = stretch.clone().any(|i| self.word(i) == "what") && !self.quotes(after);
        if something {
            return None;
        }
        if let Some((who, start)) = self.before(end) {
            return Some((who, self.verbatim(start..after), after));
        }
        // "There was no sign of it, said the report."
        let turned = self.words[at].gap == Gap::Comma && verb.value.form == Form::Finite;
        if let Some(found) = turned.then(|| self.inverted(at, after)).flatten() {
            return Some(found);
        }
        // A long subject with a clause in it: "A report out today on the visit that was made in May says".
        let follows = self.quotes(after) || self.word(after) == "that" || !verb.value.weak;
        let paper = self.topic().filter(|who| follows && who.is == Sort::Paper);
        if let Some(who) = paper {
            return Some((who, self.verbatim(at..after), after));
        }
        // Somebody of whom nothing is known is quoted: not clear who.
        let quotes = self.quotes(after)
            || self.words[end..after]
                .iter()
                .any(|_| self.quotes_before(end));
        let plain = !verb.value.weak && quotes && !self.lists().introduces.contains(self.word(0));
        plain.then(|| {
            let words = self.verbatim(end.saturating_sub(1)..after);
            (Who::unknown(), words, after)
        })
    }

    fn inverted(&self, at: usize, after: usize) -> Option<Found> {
        let subject = self.following(after);
        let who = self.resolve(&subject)?;
        Some((who, self.verbatim(at..subject.end()), subject.end()))
    }

    /// Whether "that", a quotation or a colon comes after a verb which alone says little.
    fn speaks(&self, after: usize) -> bool {
        let colon = slice(self.of.text, self.range.clone())
            .trim_end()
            .ends_with(':');
        let next = self.word(after);
        let infinitive = (after + 1..after + 8).any(|i| {
            self.word(i) == "to" && ["be", "have", "lack", "need"].contains(&self.word(i + 1))
        });
        ["that", "how", "why", "whether", "no"].contains(&next)
            || infinitive
            || self.quotes(after)
            || colon
    }

    /// A participle is followed by what is said.
    fn speaks_at_all(&self, after: usize) -> bool {
        after < self.words.len() || self.quotes(after)
    }

    /// Whether inspectors are said to say or to find something after a place of the sentence.
    pub(super) fn passes_on(&self, from: usize) -> bool {
        let after = self
            .verbs()
            .iter()
            .map(|v| v.tokens.start)
            .filter(|&at| at >= from);
        after.filter(|&at| at > 0).any(|at| {
            let end = self.subject_ends(at);
            let who = (end > from).then(|| self.nearest(from..end)).flatten();
            who.is_some_and(|(who, _)| who.speaker.role == SpeakerRole::Inspectors)
        })
    }

    /// Where the subject before a verb ends: before what stands between the two.
    pub(super) fn subject_ends(&self, at: usize) -> usize {
        let mut end = at;
        while end > 0 && !self.parted(end) && self.is_auxiliary(end - 1) {
            end -= 1;
        }
        end
    }

    fn is_auxiliary(&self, at: usize) -> bool {
        let word = self.word(at);
        self.lists().auxiliaries.contains(word) || word.len() > 4 && word.ends_with("ly")
    }
}
