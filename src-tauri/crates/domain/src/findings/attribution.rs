//! Attributions: where the narration of an article puts words in somebody's mouth, and whose.
//!
//! Works on what stands outside quotation marks. A name that has been introduced with its role ("inspector Jo Marsh")
//! keeps it when the surname comes again ("Ms Marsh added"). Roles and verbs are data ([`super::rules`]).

use std::ops::Range;

use super::lexicon::Match;
use super::matter::WEEKDAYS;
use super::rules::Rules;
use super::speakers::Quotation;
use super::tokens::{Gap, Token, slice, tokens};
use super::{Speaker, SpeakerRole};
use crate::document::month_named;

/// Words put in somebody's mouth.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Attribution {
    /// Index of the sentence of the paragraph.
    pub sentence: usize,
    pub speaker: Speaker,
    /// The words that say so ("Ms Marsh added").
    pub words: String,
}

impl Attribution {
    pub fn voice(&self) -> (Speaker, String) {
        (self.speaker.clone(), self.words.clone())
    }
}

/// People that the document has introduced: names with roles.
#[derive(Debug, Clone, Default)]
pub(crate) struct People(Vec<(String, SpeakerRole)>);

impl People {
    pub fn new<'a>(inspectors: impl Iterator<Item = &'a str>) -> Self {
        People(
            inspectors
                .map(|name| (name.to_owned(), SpeakerRole::Inspectors))
                .collect(),
        )
    }

    fn meet(&mut self, name: &str, role: SpeakerRole) {
        if self.find(name).is_none() {
            self.0.push((name.to_owned(), role));
        }
    }

    /// By surname, titles aside.
    fn find(&self, name: &str) -> Option<&(String, SpeakerRole)> {
        let surname = |n: &str| n.split(' ').next_back().unwrap_or_default().to_lowercase();
        let wanted = surname(name);
        self.0.iter().find(|(known, _)| surname(known) == wanted)
    }
}

const TITLES: &[&str] = &[
    "cllr",
    "councillor",
    "ms",
    "mrs",
    "mr",
    "miss",
    "dr",
    "sir",
    "dame",
    "lord",
    "baroness",
    "professor",
    "prof",
];
/// Between a subject and its verb.
const AUXILIARIES: &[&str] = &[
    "has",
    "have",
    "had",
    "also",
    "then",
    "later",
    "today",
    "now",
    "previously",
    "however",
];
/// Before a participle: somebody else speaks, or nobody.
const PASSIVE: &[&str] = &[
    "was", "were", "is", "are", "be", "been", "being", "to", "not",
];
/// A verb in what would be a subject shows a whole clause: the subject then follows ("…, said the report").
const CLAUSE: &[&str] = &[
    "is", "are", "was", "were", "has", "have", "had", "been", "will", "do", "does", "did", "must",
    "should", "can", "remain", "remains",
];
/// Capitalised words that are no part of a person's name.
const NO_NAME: &[&str] = &[
    "the",
    "a",
    "an",
    "and",
    "but",
    "in",
    "on",
    "at",
    "for",
    "as",
    "this",
    "that",
    "ofsted",
    "labour",
    "conservative",
    "tory",
    "green",
    "liberal",
    "democrat",
    "democrats",
    "reform",
    "uk",
    "london",
    "england",
    "english",
    "borough",
    "county",
    "city",
    "services",
    "children",
    "department",
    "education",
    "leader",
    "director",
    "chief",
    "executive",
    "cabinet",
    "member",
    "last",
    "she",
    "he",
    "they",
    "it",
    "its",
];

/// The attributions of a paragraph, in order; at most one a sentence.
pub(crate) fn attributions(
    text: &str,
    sentences: &[Range<usize>],
    quotations: &[Quotation],
    people: &mut People,
    last: Option<&(Speaker, String)>,
    rules: &Rules,
) -> Vec<Attribution> {
    let words = tokens(text);
    let quoted = |t: &Token| quotations.iter().any(|q| q.range.contains(&t.start));
    let mut out: Vec<Attribution> = Vec::new();
    for (index, range) in sentences.iter().enumerate() {
        let narration: Vec<Token> = words
            .iter()
            .filter(|t| range.contains(&t.start) && !quoted(t))
            .cloned()
            .collect();
        let before = out.last().map(Attribution::voice).or_else(|| last.cloned());
        let sentence = Narration {
            text,
            words: &narration,
            quotations,
            range,
            people,
            last: before.as_ref(),
            rules,
        };
        if let Some((speaker, words)) = sentence.attribution() {
            if let Some(name) = &speaker.name {
                people.meet(name, speaker.role);
            }
            out.push(Attribution {
                sentence: index,
                speaker,
                words,
            });
        }
    }
    out
}

/// "May" is a surname too, and a short form may be a name.
fn is_month(word: &str) -> bool {
    word.len() > 3 && month_named(word).is_some()
}

struct Narration<'a> {
    text: &'a str,
    words: &'a [Token],
    quotations: &'a [Quotation],
    range: &'a Range<usize>,
    people: &'a People,
    last: Option<&'a (Speaker, String)>,
    rules: &'a Rules,
}

impl Narration<'_> {
    fn word(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |t| t.word.as_str())
    }

    /// A quotation stands between this word and the one before it (or opens the sentence before it).
    fn after_quotation(&self, at: usize) -> bool {
        let from = if at == 0 {
            self.range.start
        } else {
            self.words[at - 1].end
        };
        let to = self.words[at].start;
        self.quotations
            .iter()
            .any(|q| q.range.start < to && q.range.end > from)
    }

    fn attribution(&self) -> Option<(Speaker, String)> {
        for at in 0..self.words.len() {
            if self.word(at) == "according" && self.word(at + 1) == "to" {
                let subject = self.following(at + 2);
                if let Some(speaker) = self.resolve(subject.clone()) {
                    return Some((speaker, self.verbatim(at..subject.end)));
                }
            }
        }
        let verbs = self.rules.speakers.verbs.longest(self.words);
        verbs.iter().find_map(|verb| self.by_verb(verb))
    }

    fn by_verb(&self, verb: &Match<'_, ()>) -> Option<(Speaker, String)> {
        let (at, after) = (verb.tokens.start, verb.tokens.end);
        if at > 0 && PASSIVE.contains(&self.word(at - 1)) && !self.after_quotation(at) {
            return None;
        }
        if self
            .rules
            .speakers
            .weak_verbs
            .iter()
            .any(|w| w == self.word(at))
            && !self.speaks(after)
        {
            return None;
        }
        let mut end = at;
        while end > 0 && AUXILIARIES.contains(&self.word(end - 1)) {
            end -= 1;
        }
        let inverted = || {
            let mut subject = self.following(after);
            let mut speaker = self.resolve(subject.clone())?;
            // "…, said Cllr Lena Frost, cabinet member for families": what they are comes after the comma.
            let apposition = self.following(subject.end);
            if speaker.role == SpeakerRole::Other
                && self
                    .words
                    .get(apposition.start)
                    .is_some_and(|t| t.gap == Gap::Comma)
                && let Some(role) = self
                    .role(subject.start..apposition.end)
                    .filter(|r| *r != SpeakerRole::Other)
            {
                speaker.role = role;
                subject.end = apposition.end;
            }
            Some((speaker, self.verbatim(at..subject.end)))
        };
        if end == 0 || self.after_quotation(end) {
            return inverted();
        }
        let subject = self.preceding(end);
        let clause = self.words[subject.clone()]
            .iter()
            .any(|t| CLAUSE.contains(&t.word.as_str()));
        if clause {
            if self.words[at].gap == Gap::Comma {
                return inverted();
            }
            // "There was no sign of it, inspectors said": what stands nearest.
            let near = self.segment(end);
            return self
                .resolve(near.clone())
                .map(|s| (s, self.verbatim(near.start..after)));
        }
        match self.resolve(subject.clone()) {
            Some(speaker) => Some((speaker, self.verbatim(subject.start..after))),
            None => inverted().filter(|_| self.words[at].gap == Gap::Comma),
        }
    }

    /// Whether "that", a quotation or a colon comes after a verb which alone says little.
    fn speaks(&self, after: usize) -> bool {
        let place = self.words[after - 1].end;
        let quoted = self
            .quotations
            .iter()
            .any(|q| q.range.start >= place && q.range.start < self.range.end);
        let colon = slice(self.text, self.range.clone())
            .trim_end()
            .ends_with(':');
        self.word(after) == "that" || quoted || colon
    }

    /// The words after a verb up to the next mark.
    fn following(&self, from: usize) -> Range<usize> {
        let mut end = from;
        while end < self.words.len()
            && (end == from || self.words[end].gap == Gap::Space && !self.after_quotation(end))
            && !matches!(self.word(end), "that" | "which" | "who" | "on")
        {
            end += 1;
        }
        from..end
    }

    /// The stretch between marks that ends at `end`.
    fn segment(&self, end: usize) -> Range<usize> {
        let mut start = end.saturating_sub(1);
        while start > 0 && self.words[start].gap == Gap::Space && !self.after_quotation(start) {
            start -= 1;
        }
        start..end
    }

    /// The subject that ends at `end`: one stretch, and the one before it where it stands between commas
    /// ("Cllr Jo Marsh, the spokeswoman for children, said") or has a name only.
    fn preceding(&self, end: usize) -> Range<usize> {
        let near = self.segment(end);
        let between_commas = self.words.get(end).is_some_and(|t| t.gap == Gap::Comma);
        let roleless = self.role(near.clone()).is_none() && !self.pronoun(near.clone());
        if near.start > 0 && (between_commas || roleless) {
            let wider = self.segment(near.start).start..end;
            let clause = self.words[wider.clone()]
                .iter()
                .any(|t| CLAUSE.contains(&t.word.as_str()));
            if !clause {
                return wider;
            }
        }
        near
    }

    fn pronoun(&self, subject: Range<usize>) -> bool {
        subject.end > subject.start
            && self
                .rules
                .speakers
                .pronouns
                .iter()
                .any(|p| p == self.word(subject.end - 1))
    }

    fn role(&self, subject: Range<usize>) -> Option<SpeakerRole> {
        let words = &self.words[subject];
        self.rules
            .speakers
            .roles
            .iter()
            .find(|(_, lexicon)| !lexicon.find(words).is_empty())
            .map(|(role, _)| *role)
    }

    fn resolve(&self, subject: Range<usize>) -> Option<Speaker> {
        if subject.is_empty() || subject.end > self.words.len() {
            return None;
        }
        if self.pronoun(subject.clone()) {
            return self.last.map(|(speaker, _)| speaker.clone());
        }
        let name = self.name(subject.clone());
        let known = name.as_deref().and_then(|n| self.people.find(n));
        if let Some((name, role)) = known {
            return Some(Speaker {
                role: *role,
                name: Some(name.clone()),
            });
        }
        match (self.role(subject), name) {
            (Some(role), name) => Some(Speaker { role, name }),
            (None, Some(name)) => Some(Speaker {
                role: SpeakerRole::Other,
                name: Some(name),
            }),
            (None, None) => None,
        }
    }

    /// A person's name in the subject, as printed: a title with capitalised words, or two capitalised words.
    fn name(&self, subject: Range<usize>) -> Option<String> {
        let printed = |i: usize| slice(self.text, self.words[i].start..self.words[i].end);
        let capital = |i: usize| printed(i).starts_with(char::is_uppercase);
        let joined = |i: usize| self.words[i].gap == Gap::Space && !self.after_quotation(i);
        let mut untitled = None;
        let mut at = subject.start;
        while at < subject.end {
            let titled = TITLES.contains(&self.word(at)) && capital(at);
            let mut end = at + 1;
            let of_name = |i: usize| {
                capital(i)
                    && !NO_NAME.contains(&self.word(i))
                    && !WEEKDAYS.contains(&self.word(i))
                    && !is_month(self.word(i))
                    && self.role(i..i + 1).is_none()
            };
            // "Cllr. Marsh": the full stop of an abbreviation is no end.
            let begins = titled || of_name(at);
            while begins
                && end < subject.end
                && of_name(end)
                && (joined(end) || (titled && end == at + 1))
            {
                end += 1;
            }
            if titled && end > at + 1 {
                return Some(self.verbatim(at..end));
            }
            if !titled && end - at >= 2 && untitled.is_none() {
                untitled = Some(self.verbatim(at..end));
            }
            at = end.max(at + 1);
        }
        untitled
    }

    fn verbatim(&self, range: Range<usize>) -> String {
        if range.is_empty() {
            return String::new();
        }
        slice(
            self.text,
            self.words[range.start].start..self.words[range.end - 1].end,
        )
    }
}
