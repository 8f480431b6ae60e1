//! Who a subject is: the noun at its head, a name, a paper and its owner, and what stands beside it between commas.
//!
//! What only belongs to the head says nothing: "the inspectors' findings" are no inspectors, "the council's director"
//! is a director, "the letter, addressed to the director" is a letter.

use std::ops::Range;

use super::{Narration, Who};
use crate::document::{month_named, weekday_named};
use crate::findings::SpeakerRole;
use crate::findings::rules::Sort;
use crate::findings::tokens::{Gap, slice};

/// A subject: its noun phrase, and what stands beside it between commas, dashes or brackets.
pub(super) struct Subject {
    pub head: Range<usize>,
    pub beside: Vec<Range<usize>>,
}

impl Subject {
    pub fn alone(head: Range<usize>) -> Subject {
        Subject {
            head,
            beside: Vec::new(),
        }
    }

    pub fn end(&self) -> usize {
        self.beside.last().map_or(self.head.end, |b| b.end)
    }

    /// The head and what stands beside it.
    pub fn stretches(&self) -> impl Iterator<Item = &Range<usize>> {
        std::iter::once(&self.head).chain(&self.beside)
    }
}

/// A role that was read, and how sure it is.
#[derive(Clone, Copy)]
pub(super) struct Office {
    pub role: SpeakerRole,
    pub is: Sort,
    pub weak: bool,
}

/// A member who speaks for a party, or for a group outside the executive.
const OF_A_PARTY: Office = Office {
    role: SpeakerRole::OppositionCouncillor,
    is: Sort::Person,
    weak: false,
};

impl Narration<'_> {
    pub(super) fn capital(&self, at: usize) -> bool {
        let printed = slice(self.of.text, self.words[at].start..self.words[at].start + 1);
        printed.starts_with(char::is_uppercase)
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

    pub(super) fn role_at(&self, at: usize) -> bool {
        self.office(at..at + 1, None).is_some()
    }

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

    /// Part of a compound: "mother-of-two".
    fn hyphened(&self, at: usize) -> bool {
        let start = self.words[at].start;
        start > 0 && slice(self.of.text, start - 1..start) == "-"
    }

    /// The place where the head of a noun phrase begins and ends: after what owns it, before what belongs to it.
    fn head(&self, phrase: &Range<usize>) -> Range<usize> {
        let end = phrase
            .clone()
            .find(|&i| {
                i > phrase.start
                    && self.lists().after_head.contains(self.word(i))
                    && !self.hyphened(i)
            })
            .unwrap_or(phrase.end);
        let owner = (phrase.start..end.saturating_sub(1))
            .rev()
            .find(|&i| self.possessor(i) && self.word(i) != "children");
        let start = owner.map_or(phrase.start, |o| o + 1);
        start..end
    }

    /// The first role of the table whose words begin in the head of the phrase (or anywhere, in a clause).
    pub(super) fn office(
        &self,
        phrase: Range<usize>,
        head: Option<&Range<usize>>,
    ) -> Option<Office> {
        let words = &self.words[phrase.clone()];
        let begins = |at: usize| head.is_none_or(|h| h.contains(&(phrase.start + at)));
        let found = self.rules().speakers.roles.iter().filter_map(|r| {
            let found = r.words.find(words);
            let ends = found
                .iter()
                .filter(|m| begins(m.tokens.start))
                .map(|m| m.tokens.end);
            let office = Office {
                role: r.role,
                is: r.is,
                weak: r.weak,
            };
            Some((ends.max()?, office))
        });
        let mut found: Vec<(usize, Office)> = found.collect();
        if head.is_some() {
            // The last noun is the head: "the schools and care watchdog". Of equals the first in the table.
            found.sort_by_key(|(end, _)| std::cmp::Reverse(*end));
        }
        let (end, office) = found.first().copied()?;
        let joined = |&(before, other): &(usize, Office)| {
            let and = before < end && words.get(before).is_some_and(|w| w.word == "and");
            and && other.is == Sort::Group && other.role != office.role
        };
        // "The schools and care watchdog" is one body.
        let one_body = matches!(
            words[end - 1].word.as_str(),
            "watchdog" | "regulator" | "inspectorate"
        );
        let group = head.is_some() && office.is == Sort::Group && !one_body;
        if group && found.iter().any(joined) {
            // "Staff and managers", "inspectors and leaders": neither of them alone.
            return Some(Office {
                role: SpeakerRole::Other,
                ..office
            });
        }
        Some(office)
    }

    pub(super) fn is_pronoun(&self, phrase: &Range<usize>) -> bool {
        let p = &self.rules().speakers.pronouns;
        let mut all = p
            .person
            .iter()
            .chain(&p.thing)
            .chain(&p.plural)
            .chain(&p.own);
        all.any(|pronoun| pronoun == self.word(phrase.start))
    }

    /// What a pronoun means; the outer none where there is no pronoun.
    pub(super) fn pronoun(&self, phrase: Range<usize>) -> Option<Option<Who>> {
        if phrase.is_empty() || phrase.len() > 2 {
            return None;
        }
        let pronouns = &self.rules().speakers.pronouns;
        let word = self.word(phrase.start);
        let is = |list: &[String]| list.iter().any(|p| p == word);
        let rest = phrase.len() == 1
            || self
                .lists()
                .auxiliaries
                .contains(self.word(phrase.start + 1));
        if !rest {
            return None;
        }
        if is(&pronouns.person) {
            // The one whom this very sentence began with, before those spoken of earlier.
            let own = (phrase.start > 0).then(|| self.topic()).flatten();
            let own = own.filter(|who| who.is == Sort::Person);
            Some(own.or_else(|| self.heard.person().cloned()))
        } else if is(&pronouns.thing) {
            Some(self.heard.thing().cloned())
        } else if is(&pronouns.plural) {
            Some(self.heard.several().cloned())
        } else if is(&pronouns.own) {
            Some(None)
        } else {
            None
        }
    }

    pub(super) fn resolve(&self, subject: &Subject) -> Option<Who> {
        let phrase = subject.head.clone();
        if phrase.is_empty() || phrase.end > self.words.len() {
            return None;
        }
        if let Some(meant) = self.pronoun(phrase.clone()) {
            return meant;
        }
        if is_own(self.word(phrase.start)) {
            return None;
        }
        let head = self.head(&phrase);
        let name = self.name(head.clone());
        if name.is_none()
            && let Some(paper) = self.paper(&phrase, &head)
        {
            return paper;
        }
        let own = self.office(phrase.clone(), Some(&head));
        let own = own.map(|o| self.speaks_for(o, &phrase, &head));
        let own = own.map(|o| self.speaks_as_a_councillor(o, &head, &subject.beside));
        // What is said of a body or a paper between commas is not who speaks.
        let is_body = own.is_some_and(|o| o.is == Sort::Group) && name.is_none();
        let beside: Vec<Range<usize>> = if is_body {
            Vec::new()
        } else {
            subject.beside.clone()
        };
        // "Marsh said", of an inspector who was named in full before.
        let name = name.or_else(|| {
            let word = head
                .clone()
                .find(|&i| self.capital(i))
                .filter(|_| own.is_none() && head.len() <= 2)?;
            let known = self.heard.people.find(&self.verbatim(word..word + 1))?;
            Some(known.0.clone())
        });
        let name = name.or_else(|| {
            own?;
            beside
                .iter()
                .filter(|b| !is_clause(self.word(b.start)))
                .find_map(|b| self.name(self.head(b)))
        });
        let office = self
            .with_beside(own, &beside)
            .map(|o| self.of_others(o, subject));
        let known = name.as_deref().and_then(|n| self.heard.people.find(n));
        if let Some((name, role)) = known {
            let said = office.filter(|o| !o.weak).map(|o| o.role);
            let role = if *role == SpeakerRole::Other {
                said.unwrap_or(*role)
            } else {
                *role
            };
            return Some(Who::new(role, Some(name.clone()), Sort::Person));
        }
        match (office, name) {
            (Some(o), Some(name)) => Some(Who::new(o.role, Some(name), Sort::Person)),
            // "The MP", "the councillor": the one who was named before.
            (Some(o), None) if o.is == Sort::Person && self.word(phrase.start) == "the" => {
                let before = self
                    .heard
                    .person()
                    .filter(|p| p.speaker.role == o.role && p.speaker.name.is_some());
                Some(
                    before
                        .cloned()
                        .unwrap_or_else(|| Who::new(o.role, None, o.is)),
                )
            }
            (Some(o), None) => Some(Who::new(o.role, None, o.is)),
            (None, Some(name)) => Some(Who::new(SpeakerRole::Other, Some(name), Sort::Person)),
            (None, None) => None,
        }
    }

    /// Somebody who speaks for others: "spokesman", "spokespeople".
    fn spokes(&self, words: &Range<usize>) -> bool {
        words.clone().any(|i| self.word(i).starts_with("spokes"))
    }

    /// "A spokeswoman for the charity Open Door" is no officer: whom she speaks for tells what she is.
    fn speaks_for(&self, office: Office, phrase: &Range<usize>, head: &Range<usize>) -> Office {
        let spokes = self.spokes(head);
        let official = head
            .clone()
            .any(|i| matches!(self.word(i), "official" | "officer" | "source"));
        let joint = head.end < phrase.end
            && match self.word(head.end) {
                "for" => spokes,
                "at" | "in" | "from" => official,
                _ => false,
            };
        if office.role != SpeakerRole::Council || !joint {
            return office;
        }
        let whom = head.end + 1..phrase.end;
        let role = match self.office(whom.clone(), None) {
            Some(theirs) => theirs.role,
            None if whom.clone().any(|i| self.capital(i)) => SpeakerRole::Other,
            None => office.role,
        };
        Office { role, ..office }
    }

    /// "Its spokesman for families, Councillor Jo Lane": a member who speaks for a group is no officer.
    fn speaks_as_a_councillor(
        &self,
        office: Office,
        head: &Range<usize>,
        beside: &[Range<usize>],
    ) -> Office {
        let councillor = |b: &Range<usize>| {
            matches!(self.word(b.start), "councillor" | "cllr" | "coun") && self.capital(b.start)
        };
        if !self.spokes(head) || !beside.iter().any(councillor) {
            return office;
        }
        Office {
            role: SpeakerRole::OppositionCouncillor,
            ..office
        }
    }

    /// An office that is of a trust, a group or a party, and not of the council.
    fn of_others(&self, office: Office, subject: &Subject) -> Office {
        self.of_a_group(self.of_a_trust(office, subject), subject)
    }

    /// The head of a company or trust that runs services is no officer of the council; one who speaks for it is.
    fn of_a_trust(&self, office: Office, subject: &Subject) -> Office {
        let among = |words: &[&str]| {
            let mut all = subject.stretches().cloned().flatten();
            all.any(|i| words.contains(&self.word(i)))
        };
        let heads = office.role == SpeakerRole::Council
            && office.is == Sort::Person
            && among(&["trust", "company"])
            && among(&["executive", "chair", "chairman", "boss"]);
        if heads {
            return Office {
                role: SpeakerRole::Other,
                ..office
            };
        }
        office
    }

    /// True for a councillor of whom nothing more is told.
    pub(super) fn is_plain_councillor(&self, subject: &Subject) -> bool {
        let head = self.head(&subject.head);
        let own = self.office(subject.head.clone(), Some(&head));
        self.with_beside(own, &subject.beside)
            .is_some_and(|o| o.weak)
    }

    /// A councillor of whom more is told between commas.
    fn with_beside(&self, own: Option<Office>, beside: &[Range<usize>]) -> Option<Office> {
        if own.is_some_and(|o| !o.weak) {
            return own;
        }
        let told = beside.iter().find_map(|b| {
            let clause = is_clause(self.word(b.start));
            let head = self.head(b);
            let office = self.office(b.clone(), (!clause).then_some(&head))?;
            // A councillor who speaks for a party or a group; none is an officer.
            if own.is_some() && office.role == SpeakerRole::Council {
                return self.spokes(b).then_some(OF_A_PARTY);
            }
            let of_a_body = clause
                && office.is == Sort::Group
                && office.role != SpeakerRole::OppositionCouncillor;
            let says_much = !office.weak && !of_a_body;
            says_much.then_some(office)
        });
        let party = || {
            let member = own.is_some_and(|o| o.weak) && self.of.committee;
            let named = |b: &Range<usize>| self.names_a_party(b.clone());
            (member && beside.iter().any(named)).then_some(OF_A_PARTY)
        };
        told.or_else(party).or(own)
    }

    /// Whose a paper is that the phrase names: its owner's, else the one's spoken of last, else the inspectors'. The
    /// outer none where the phrase names none; the inner where it is this very paper.
    fn paper(&self, phrase: &Range<usize>, head: &Range<usize>) -> Option<Option<Who>> {
        let papers = &self.rules().speakers.papers;
        let at = papers.find(&self.words[head.clone()]).last()?.tokens.start + head.start;
        let later = self.office(at + 1..head.end, None);
        if later.is_some() {
            return None;
        }
        let first = self.word(phrase.start);
        if matches!(first, "this" | "present") || self.word(head.start) == "this" {
            return Some(None);
        }
        let made = self.made_by(phrase, at);
        let owned = self.office(phrase.start..at, None);
        let annual = (phrase.start..at).any(|i| matches!(self.word(i), "annual" | "national"));
        let inspection = self.word(at).starts_with("inspection")
            || (phrase.start..at).any(|i| matches!(self.word(i), "inspection" | "monitoring"));
        let owner = made.or(owned).map(|o| o.role);
        let role = match owner {
            _ if annual => SpeakerRole::Other,
            Some(role) => role,
            None if inspection => SpeakerRole::Inspectors,
            None => {
                let own_report = self.of.committee && self.word(at).starts_with("report");
                match self.heard.paper() {
                    Some(last) if first == "the" || first == "its" => {
                        let mut last = last.clone();
                        last.speaker.name = None;
                        return Some(Some(last));
                    }
                    _ if own_report => return Some(None),
                    _ if self.of.committee && self.lists().parts.contains(self.word(at)) => {
                        return Some(None);
                    }
                    _ if self.word(at) == "statement" || self.word(at).starts_with("visit") => {
                        return Some(None);
                    }
                    // Inspectors write letters and reports; a study or a peer review is somebody else's.
                    _ if self.lists().not_of_inspectors.contains(self.word(at)) => {
                        SpeakerRole::Other
                    }
                    _ => SpeakerRole::Inspectors,
                }
            }
        };
        // "The council’s letter" may be the one that it had or the one that it wrote.
        let received = made.is_none() && role == SpeakerRole::Council;
        if received && !self.of.committee && self.word(at).starts_with("letter") {
            return Some(None);
        }
        let mut found = Who::new(role, None, Sort::Paper);
        found.other_paper = role != SpeakerRole::Inspectors;
        // "The letter from inspector Rosa Quill".
        if role == SpeakerRole::Inspectors && made.is_some() {
            found.speaker.name = self.name(at..phrase.end);
        }
        Some(Some(found))
    }

    /// Who a paper is by: "a study by the ombudsman", "a letter from Ofsted", "a report of the Director".
    fn made_by(&self, phrase: &Range<usize>, at: usize) -> Option<Office> {
        let by = (at + 1..phrase.end.min(at + 4))
            .find(|&i| matches!(self.word(i), "by" | "from" | "of"))?;
        let owner = by + 1..phrase.end;
        let head = self.head(&owner);
        self.office(owner, Some(&head))
    }

    /// A paper that the sentence speaks of anywhere.
    pub(super) fn paper_spoken_of(&self) -> Option<Who> {
        let papers = &self.rules().speakers.papers;
        let found = papers.find(self.words);
        found.iter().rev().find_map(|m| {
            let at = m.tokens.start;
            let word = self.word(at);
            // A visit or an inspection is no paper where it is only spoken of.
            let read = ["letter", "report", "study", "review", "survey", "verdict"];
            if !read.iter().any(|r| word.starts_with(r)) {
                return None;
            }
            let mut start = at;
            while start > 0
                && !self.parted(start)
                && !self.lists().clause.contains(self.word(start - 1))
                && !self.lists().after_head.contains(self.word(start - 1))
            {
                start -= 1;
                if self.lists().determiners.contains(self.word(start))
                    || self.word(start) == "whose"
                {
                    break;
                }
            }
            let whose = self.word(start) == "whose";
            if !(self.lists().determiners.contains(self.word(start))
                || self.possessor(start)
                || whose
                || start == 0)
            {
                return None;
            }
            let mut end = at + 1;
            while end < self.words.len() && !self.parted(end) && end < at + 7 {
                end += 1;
            }
            let phrase = start..end;
            let head = start..at + 1;
            self.paper(&phrase, &head)?.filter(|w| w.is == Sort::Paper)
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

fn is_own(word: &str) -> bool {
    matches!(word, "i" | "we" | "you")
}

fn is_clause(word: &str) -> bool {
    matches!(word, "who" | "whose" | "which" | "whom")
}
