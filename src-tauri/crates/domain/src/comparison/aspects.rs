//! What a sentence speaks of, from a lexicon that is data (`aspects.toml`).
//!
//! Depends on the themes alone. Deliberately not here: how matters are followed through visits ([`super::threads`]).

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::words::{verbatim, words, words_at};
use crate::findings::Theme;

/// A matter as a councillor calls it. Index into [`Aspects::subjects`].
pub(crate) type SubjectId = usize;

/// The lexicon.
#[derive(Debug)]
pub(crate) struct Aspects {
    pub subjects: Vec<Subject>,
    pub facets: Vec<Facet>,
    pub groups: Vec<Group>,
    subject_phrases: Phrases,
    facet_phrases: Phrases,
    group_phrases: Phrases,
    not_looked_at: Phrases,
    heart_phrases: Phrases,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Subject {
    pub id: String,
    pub title: String,
    /// What it is called for one group of children, by the group's id.
    #[serde(default)]
    titles: HashMap<String, String>,
    /// A side of a larger matter: shown under that one.
    part_of: Option<String>,
    #[serde(default)]
    pub scope: Scope,
    pub themes: Vec<Theme>,
    /// Themes that a visit looks at as well where it looks at this.
    #[serde(default)]
    near: Vec<Theme>,
    /// One thing among many of its theme.
    #[serde(default)]
    pub narrow: bool,
    /// Words of what it is about, where the phrases also name who does it.
    #[serde(default)]
    heart: Vec<String>,
    #[serde(default = "one")]
    pub weight: f32,
    phrases: Vec<String>,
}

impl Subject {
    /// The themes that a visit looks at where this is among its areas.
    pub fn areas(&self) -> impl Iterator<Item = Theme> + '_ {
        self.themes.iter().take(1).chain(&self.near).copied()
    }

    /// Whether it is another matter for this group of children.
    pub fn is_apart_for(&self, group: &str) -> bool {
        match self.scope {
            Scope::None => false,
            Scope::Stated => self.title_for(group).is_some(),
            Scope::Section => true,
        }
    }

    /// The title of its own that it has for one group of children.
    pub fn title_for(&self, group: &str) -> Option<&str> {
        self.titles.get(group).map(String::as_str)
    }
}

/// Whether a matter is another one for another group of children.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Scope {
    /// One matter for all.
    #[default]
    None,
    /// Where the sentence or its paragraph names a group with a title of its own.
    Stated,
    /// The same, or else the heading it stands under.
    Section,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Facet {
    pub name: String,
    phrases: Vec<String>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Group {
    pub id: String,
    #[serde(default)]
    heading_only: bool,
    /// What the title of a subject ends in for this group, where it has none of its own for it.
    pub title_ends: Option<String>,
    phrases: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct File {
    subject: Vec<Subject>,
    facet: Vec<Facet>,
    group: Vec<Group>,
    not_looked_at: List,
}

#[derive(Debug, Deserialize)]
struct List {
    phrases: Vec<String>,
}

/// A phrase of more words than this weighs no more.
const LONGEST: usize = 3;
/// How much more what a sentence begins with weighs.
const HEADS: f32 = 1.06;

fn one() -> f32 {
    1.0
}

static BUILT_IN: LazyLock<Aspects> = LazyLock::new(|| {
    let file: File =
        toml::from_str(include_str!("aspects.toml")).expect("aspects.toml is checked by a test");
    Aspects::new(file)
});

impl Aspects {
    /// The lexicon that comes with the program.
    pub fn built_in() -> &'static Aspects {
        &BUILT_IN
    }

    fn new(file: File) -> Aspects {
        let subject_phrases = Phrases::new(file.subject.iter().map(|s| s.phrases.as_slice()));
        let facet_phrases = Phrases::new(file.facet.iter().map(|s| s.phrases.as_slice()));
        let group_phrases = Phrases::new(file.group.iter().map(|s| s.phrases.as_slice()));
        let not_looked_at = Phrases::new([file.not_looked_at.phrases.as_slice()]);
        let heart_phrases = Phrases::new(file.subject.iter().map(|s| s.heart.as_slice()));
        Aspects {
            subjects: file.subject,
            facets: file.facet,
            groups: file.group,
            subject_phrases,
            facet_phrases,
            group_phrases,
            not_looked_at,
            heart_phrases,
        }
    }

    /// What a subject is a part of, where it is one; else itself.
    pub fn top_of(&self, subject: SubjectId) -> SubjectId {
        let part_of = self.subjects[subject].part_of.as_ref();
        let top = part_of.and_then(|id| self.subjects.iter().position(|s| s.id == *id));
        top.unwrap_or(subject)
    }

    /// What the words speak of, with a weight each, the weightiest first. Early and longer phrases weigh more.
    pub fn subjects_of(&self, words: &[String]) -> Vec<(SubjectId, f32)> {
        let mut found: HashMap<SubjectId, f32> = HashMap::new();
        for hit in self.subject_phrases.find(words) {
            if set_apart(&words[..hit.start]) {
                continue;
            }
            let subject = &self.subjects[hit.value];
            #[allow(
                clippy::cast_precision_loss,
                reason = "positions in a sentence are small"
            )]
            let length = 1.0 + 0.35 * (hit.len.min(LONGEST) as f32 - 1.0);
            let heads = if hit.start == 0 { HEADS } else { 1.0 };
            let weight = subject.weight * length * heads / (1.0 + 0.06 * hit.start as f32);
            let entry = found.entry(self.top_of(hit.value)).or_default();
            // A second mention strengthens a little.
            *entry = entry.max(weight) + 0.1 * entry.min(weight);
        }
        let mut list: Vec<_> = found.into_iter().collect();
        list.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        list
    }

    /// The words of a text by which a subject, or a side of it, is known: verbatim, each once.
    pub fn named(&self, subject: SubjectId, text: &str) -> Vec<String> {
        let (words, places): (Vec<String>, Vec<_>) = words_at(text).into_iter().unzip();
        let id = self.subjects[subject].id.as_str();
        let hits = self.subject_phrases.find(&words);
        let of_it = hits.filter(|hit| {
            hit.value == subject || self.subjects[hit.value].part_of.as_deref() == Some(id)
        });
        let at = |hit: Hit| places[hit.start].start..places[hit.start + hit.len - 1].end;
        verbatim(text, of_it.map(at))
    }

    /// Whether the words have what the matter itself is about, not only who does it.
    pub fn is_at_heart(&self, subject: SubjectId, words: &[String]) -> bool {
        self.heart_phrases.find(words).any(|h| h.value == subject)
    }

    /// Sides of the matter, as a set of bits by position in [`Aspects::facets`].
    pub fn facets_of(&self, words: &[String]) -> u32 {
        self.facet_phrases
            .find(words)
            .fold(0, |set, hit| set | 1 << hit.value)
    }

    /// The group of children that the words name; none where they name none or several.
    pub fn group_of(&self, words: &[String], heading: bool) -> Option<usize> {
        let mut groups: Vec<usize> = self
            .group_phrases
            .find(words)
            .map(|h| h.value)
            .filter(|&g| heading || !self.groups[g].heading_only)
            .collect();
        groups.sort_unstable();
        groups.dedup();
        match groups.as_slice() {
            [one] => Some(*one),
            _ => None,
        }
    }

    /// True where a letter says that the visit did not look at what the sentence speaks of.
    pub fn says_not_looked_at(&self, words: &[String]) -> bool {
        self.not_looked_at.find(words).next().is_some()
    }

    /// Names of the facets in `set`, for a sentence.
    pub fn facet_names(&self, set: u32) -> Vec<&str> {
        self.facets
            .iter()
            .enumerate()
            .filter(|(i, _)| set & (1 << i) != 0)
            .map(|(_, f)| f.name.as_str())
            .collect()
    }
}

/// Whether what follows is named only to leave it out ("Beyond the front door, …").
fn set_apart(before: &[String]) -> bool {
    let mut back = before.iter().rev().map(String::as_str);
    let word = match back.next() {
        Some("the") => back.next(),
        other => other,
    };
    matches!(word, Some("beyond")) || word == Some("from") && back.next() == Some("apart")
}

/// Phrases with the position of what they stand for.
#[derive(Debug, Default)]
struct Phrases {
    /// By the first three bytes of the first word.
    index: HashMap<String, Vec<(Vec<PhraseWord>, usize)>>,
}

/// A word of a phrase, and whether it may go on.
type PhraseWord = (String, bool);

/// A phrase found at `start`, `len` words long.
struct Hit {
    value: usize,
    start: usize,
    len: usize,
}

impl Phrases {
    fn new<'a>(lists: impl IntoIterator<Item = &'a [String]>) -> Phrases {
        let mut phrases = Phrases::default();
        for (value, list) in lists.into_iter().enumerate() {
            for phrase in list {
                let parts: Vec<(String, bool)> = phrase
                    .split_whitespace()
                    .map(|w| {
                        let open = w.ends_with('*');
                        (words(w.trim_end_matches('*')).concat(), open)
                    })
                    .collect();
                if let Some((first, _)) = parts.first() {
                    phrases
                        .index
                        .entry(key(first))
                        .or_default()
                        .push((parts, value));
                }
            }
        }
        // The longer phrase takes its words from the shorter ones.
        for list in phrases.index.values_mut() {
            list.sort_by_key(|(parts, value)| (std::cmp::Reverse(parts.len()), *value));
        }
        phrases
    }

    fn find<'a>(&'a self, words: &'a [String]) -> impl Iterator<Item = Hit> + 'a {
        let mut at = 0;
        std::iter::from_fn(move || {
            while at < words.len() {
                let start = at;
                let list = self
                    .index
                    .get(&key(&words[start]))
                    .map_or(&[][..], Vec::as_slice);
                let hit = list.iter().find(|(parts, _)| {
                    parts.len() <= words.len() - start
                        && parts
                            .iter()
                            .zip(&words[start..])
                            .all(|((text, open), word)| {
                                if *open {
                                    word.starts_with(text.as_str())
                                } else {
                                    word == text
                                }
                            })
                });
                if let Some((parts, value)) = hit {
                    at += parts.len();
                    return Some(Hit {
                        value: *value,
                        start,
                        len: parts.len(),
                    });
                }
                at += 1;
            }
            None
        })
    }
}

fn key(word: &str) -> String {
    word.chars().take(2).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(text: &str) -> String {
        let aspects = Aspects::built_in();
        let found = aspects.subjects_of(&words(text));
        found
            .first()
            .map(|(s, _)| aspects.subjects[*s].id.clone())
            .unwrap_or_default()
    }

    #[test]
    fn the_lexicon_is_sound() {
        let aspects = Aspects::built_in();
        let mut ids: Vec<_> = aspects.subjects.iter().map(|s| &s.id).collect();
        ids.sort();
        ids.dedup();
        assert_eq!(ids.len(), aspects.subjects.len(), "an id twice");
        assert!(aspects.facets.len() <= 32);
        for s in &aspects.subjects {
            assert!(!s.themes.is_empty(), "{}", s.id);
            for group in s.titles.keys() {
                assert!(aspects.groups.iter().any(|g| g.id == *group), "{group}");
            }
            if let Some(whole) = &s.part_of {
                assert!(
                    aspects
                        .subjects
                        .iter()
                        .any(|o| o.id == *whole && o.part_of.is_none()),
                    "{whole}"
                );
            }
        }
    }

    #[test]
    fn the_subject_is_what_the_sentence_begins_with() {
        assert_eq!(first("Pathway plans remain weak."), "pathway-plans");
        assert_eq!(
            first("Records of supervision show little reflection."),
            "supervision"
        );
        assert_eq!(first("Return home interviews are often late."), "missing");
        assert_eq!(
            first("Contingency plans are seldom more than a line."),
            "plans"
        );
        assert_eq!(first("Nothing here."), "");
    }

    #[test]
    fn groups_are_named_once_or_not_at_all() {
        let aspects = Aspects::built_in();
        let id = |t: &str| {
            aspects
                .group_of(&words(t), false)
                .map(|g| aspects.groups[g].id.clone())
        };
        assert_eq!(
            id("Visits to children in care are regular.").as_deref(),
            Some("care")
        );
        assert_eq!(id("Children in care and care leavers"), None);
    }
}
