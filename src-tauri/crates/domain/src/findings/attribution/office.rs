//! What somebody is by their office: the noun at the head of a subject, and what stands beside it between commas.
//!
//! Offices are data (`speakers.toml`). Deliberately not here: names, and members who speak for a party
//! ([`super::party`]).

use std::ops::Range;

use super::narration::Narration;
use super::subject::{Subject, is_clause};
use crate::findings::SpeakerRole;
use crate::findings::rules::Sort;

/// A role that was read, and how sure it is.
#[derive(Clone, Copy)]
pub(super) struct Office {
    pub role: SpeakerRole,
    pub is: Sort,
    pub weak: bool,
    /// The last of the words that tell it, in the sentence.
    pub at: Option<usize>,
}

/// A member who speaks for a party, or for a group outside the executive.
const OF_A_PARTY: Office = Office {
    role: SpeakerRole::OppositionCouncillor,
    is: Sort::Person,
    weak: false,
    at: None,
};

impl Narration<'_> {
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
            let within = found.iter().filter(|m| begins(m.tokens.start));
            let last = within.max_by_key(|m| m.tokens.end)?.tokens.clone();
            let office = Office {
                role: r.role,
                is: r.is,
                weak: r.weak,
                at: Some(phrase.start + last.end - 1),
            };
            let starts = phrase.start + last.start;
            Some((last.end, self.modified(office, phrase.start..starts)))
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
        Some(if head.is_some() {
            self.of_a_body(office, phrase.start)
        } else {
            office
        })
    }

    /// "The shadow cabinet member", "a former leader": what stands before an office takes it away.
    fn modified(&self, office: Office, before: Range<usize>) -> Office {
        let lists = self.lists();
        let near = before
            .rev()
            .take_while(|&i| !self.possessor(i) && !lists.after_head.contains(self.word(i)));
        let role = near.fold(office.role, |role, i| {
            if office.is != Sort::Person || office.weak {
                role
            } else if lists.shadows.contains(self.word(i)) {
                SpeakerRole::OppositionCouncillor
            } else if lists.past.contains(self.word(i)) {
                SpeakerRole::Other
            } else {
                role
            }
        });
        Office { role, ..office }
    }

    /// "Ofsted’s national director", "a Unison spokesman": an officer of a body that is none of the council's.
    fn of_a_body(&self, office: Office, from: usize) -> Office {
        let officer = office.role == SpeakerRole::Council && office.is == Sort::Person;
        let Some(at) = office.at.filter(|&at| officer && at > from) else {
            return office;
        };
        let body = |role: SpeakerRole| {
            let roles = self.rules().speakers.roles.iter();
            let mut of = roles.filter(|r| r.role == role && r.is == Sort::Group);
            of.any(|r| !r.words.find(&self.words[from..at]).is_empty())
        };
        let role = if body(SpeakerRole::Council) {
            office.role
        } else if body(SpeakerRole::Inspectors) {
            SpeakerRole::Inspectors
        } else if self.spokes(&(at..at + 1)) && body(SpeakerRole::Other) {
            SpeakerRole::Other
        } else {
            office.role
        };
        Office { role, ..office }
    }

    pub(super) fn role_at(&self, at: usize) -> bool {
        self.office(at..at + 1, None).is_some()
    }

    /// Somebody who speaks for others: "spokesman", "spokespeople".
    fn spokes(&self, words: &Range<usize>) -> bool {
        words.clone().any(|i| self.word(i).starts_with("spokes"))
    }

    /// "A spokeswoman for the charity Open Door" is no officer: whom she speaks for tells what she is.
    pub(super) fn speaks_for(
        &self,
        office: Office,
        phrase: &Range<usize>,
        head: &Range<usize>,
    ) -> Office {
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
    pub(super) fn speaks_as_a_councillor(
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
    pub(super) fn of_others(&self, office: Office, subject: &Subject) -> Office {
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
    pub(super) fn with_beside(
        &self,
        own: Option<Office>,
        beside: &[Range<usize>],
    ) -> Option<Office> {
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
}
