//! What has been heard of so far: people with their offices, and whom a pronoun means.

use super::{Speaker, Who};
use crate::findings::SpeakerRole;
use crate::findings::rules::Sort;

/// People that the document has introduced: names with roles.
#[derive(Debug, Clone, Default)]
pub(crate) struct People(Vec<(String, SpeakerRole)>);

impl People {
    /// The inspectors that the paper names.
    pub fn new<'a>(inspectors: impl Iterator<Item = &'a str>) -> Self {
        People(
            inspectors
                .map(|name| (name.to_owned(), SpeakerRole::Inspectors))
                .collect(),
        )
    }

    pub fn meet(&mut self, name: &str, role: SpeakerRole) {
        match self.0.iter_mut().find(|(known, _)| same(known, name)) {
            // "Councillor Pask", and later "Councillor Pask, Executive Lead".
            Some(known) if known.1 == SpeakerRole::Other => known.1 = role,
            Some(_) => {}
            None => self.0.push((name.to_owned(), role)),
        }
    }

    /// By surname, titles aside, or by a first name that only one has.
    pub fn find(&self, name: &str) -> Option<&(String, SpeakerRole)> {
        let by_surname = self.0.iter().find(|(known, _)| same(known, name));
        by_surname.or_else(|| {
            let mut called = self.0.iter().filter(|(known, _)| {
                let first = known.split(' ').next();
                known.contains(' ') && first.is_some_and(|f| f == name)
            });
            called.next().filter(|_| called.next().is_none())
        })
    }
}

fn same(a: &str, b: &str) -> bool {
    let surname = |n: &str| n.split(' ').next_back().unwrap_or_default().to_lowercase();
    surname(a) == surname(b)
}

/// What a pronoun may mean, the last of each.
#[derive(Debug, Clone, Default)]
pub(crate) struct Heard {
    pub people: People,
    person: Option<Who>,
    /// A paper or a body.
    thing: Option<Who>,
    /// A body or several people.
    several: Option<Who>,
    /// Inspectors, where only their letter was spoken of.
    writers: Option<Who>,
    /// The last paper that was spoken of.
    paper: Option<Who>,
}

impl Heard {
    pub fn new(people: People) -> Heard {
        Heard {
            people,
            ..Heard::default()
        }
    }

    pub fn person(&self) -> Option<&Who> {
        self.person.as_ref()
    }

    /// What "it" means.
    pub fn thing(&self) -> Option<&Who> {
        self.thing.as_ref()
    }

    /// Whom "they" means: several, else who wrote the letter that was spoken of since a person was, else that person.
    pub fn several(&self) -> Option<&Who> {
        let several = self.several.as_ref().or(self.writers.as_ref());
        several.or(self.person.as_ref())
    }

    pub fn paper(&self) -> Option<&Who> {
        self.paper.as_ref()
    }

    /// Remembers what a sentence spoke of: a paper anywhere in it, then who it is about.
    pub fn spoken_of(&mut self, paper: Option<&Who>, topic: Option<&Who>) {
        if let Some(paper) = paper {
            self.thing = Some(paper.clone());
            self.paper = Some(paper.clone());
        }
        let person = topic.is_some_and(|who| who.is == Sort::Person);
        let theirs = paper.filter(|p| p.speaker.role == SpeakerRole::Inspectors);
        if person {
            self.writers = None;
        } else if let Some(paper) = theirs {
            self.writers = Some(Who {
                is: Sort::Group,
                ..paper.clone()
            });
        }
        let Some(who) = topic else { return };
        let Speaker { role, name } = &who.speaker;
        if let Some(name) = name {
            self.people.meet(name, *role);
        }
        match who.is {
            Sort::Person => {
                self.person = Some(who.clone());
                // "They" of one whose pronoun nobody knows, where nobody else was spoken of since.
                if name.is_some()
                    && self
                        .several
                        .as_ref()
                        .is_some_and(|s| s.speaker.role != SpeakerRole::Inspectors)
                {
                    self.several = None;
                }
            }
            Sort::Group => {
                self.thing = Some(who.clone());
                self.several = Some(who.clone());
            }
            Sort::Paper => {
                self.thing = Some(who.clone());
                self.paper = Some(who.clone());
            }
        }
    }
}
