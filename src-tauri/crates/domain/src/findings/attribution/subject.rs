//! Who a subject is, of all that its words may tell: a pronoun, a paper ([`super::paper`]), an office ([`super::office`])
//! and a name ([`super::person`]).
//!
//! What only belongs to the head says nothing: "the inspectors' findings" are no inspectors, "the council's director"
//! is a director, "the letter, addressed to the director" is a letter.

use std::ops::Range;

use super::Who;
use super::narration::Narration;
use crate::findings::SpeakerRole;
use crate::findings::rules::Sort;

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

impl Narration<'_> {
    /// The place where the head of a noun phrase begins and ends: after what owns it, before what belongs to it.
    pub(super) fn head(&self, phrase: &Range<usize>) -> Range<usize> {
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
        let title = office.and_then(|o| o.at).map(|at| self.word(at).to_owned());
        match (office, name) {
            (Some(o), Some(name)) => Some(Who {
                title,
                ..Who::new(o.role, Some(name), Sort::Person)
            }),
            // "The MP", "the councillor": the one who was named before.
            (Some(o), None) if o.is == Sort::Person && self.word(phrase.start) == "the" => {
                let before = self
                    .heard
                    .person()
                    .filter(|p| p.speaker.role == o.role && p.speaker.name.is_some())
                    // Those outside the council have many offices.
                    .filter(|p| {
                        let member = o.weak && title.as_deref().is_some_and(is_councillor);
                        member || o.role != SpeakerRole::Other || p.title == title
                    });
                Some(
                    before
                        .cloned()
                        .unwrap_or_else(|| Who::new(o.role, None, o.is)),
                )
            }
            (Some(o), None) => Some(Who::new(o.role, None, o.is)),
            (None, Some(name)) => {
                let inspector = self.owned_by_inspectors(phrase.start..head.start)
                    || self.is_colleague_of_an_inspector(&phrase);
                let role = if inspector {
                    SpeakerRole::Inspectors
                } else {
                    SpeakerRole::Other
                };
                Some(Who::new(role, Some(name), Sort::Person))
            }
            (None, None) => None,
        }
    }
}

impl Narration<'_> {
    /// "Ofsted’s Rosa Quill".
    fn owned_by_inspectors(&self, owner: Range<usize>) -> bool {
        let office = self.office(owner, None);
        office.is_some_and(|o| o.role == SpeakerRole::Inspectors)
    }

    /// "Her colleague Owen Marsh", where she is an inspector.
    fn is_colleague_of_an_inspector(&self, phrase: &Range<usize>) -> bool {
        let colleague = matches!(self.word(phrase.start), "her" | "his" | "their")
            && phrase.clone().any(|i| self.word(i) == "colleague");
        let before = self.heard.person();
        colleague && before.is_some_and(|p| p.speaker.role == SpeakerRole::Inspectors)
    }
}

fn is_councillor(word: &str) -> bool {
    word.starts_with("coun") || matches!(word, "cllr" | "member" | "alderman")
}

fn is_own(word: &str) -> bool {
    matches!(word, "i" | "we" | "you")
}

pub(super) fn is_clause(word: &str) -> bool {
    matches!(word, "who" | "whose" | "which" | "whom")
}
