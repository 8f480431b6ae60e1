//! Attributions: where the narration of a paper puts words in somebody's mouth, and whose.
//!
//! Works on what stands outside quotation marks ([`narration`]): a verb of speaking ([`verb`]) and its subject, before it,
//! after it or with clauses between ([`phrase`]), or a label or a noun that does without a verb ([`named`]). Who a subject
//! is, [`subject`] tells; what pronouns mean, [`heard`]. Verbs, roles and lists of words are data ([`super::rules`]).
//! Deliberately not here: quotations, and what is made of an attribution ([`super::speakers`]).

mod alone;
mod heard;
mod named;
mod narration;
mod office;
mod paper;
mod party;
mod person;
mod phrase;
mod subject;
mod verb;

use std::ops::Range;

use super::quotations::Quotation;
use super::rules::{Rules, Sort};
use super::tokens::{Token, tokens};
use super::{Speaker, SpeakerRole};

pub(crate) use alone::judges;
pub(crate) use heard::{Heard, People};
use narration::Narration;

/// Somebody who speaks or may speak.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Who {
    pub speaker: Speaker,
    pub is: Sort,
    /// By something written that is not the inspectors' letter or report.
    pub other_paper: bool,
    /// The word of an office that told who it is ("commissioner").
    title: Option<String>,
}

impl Who {
    fn new(role: SpeakerRole, name: Option<String>, is: Sort) -> Who {
        Who {
            speaker: Speaker { role, name },
            is,
            other_paper: false,
            title: None,
        }
    }

    /// Somebody of whom nothing is known.
    fn unknown() -> Who {
        Who::new(SpeakerRole::Other, None, Sort::Person)
    }
}

/// Who speaks, by which words, and where what they say begins.
type Found = (Who, String, usize);

/// Words put in somebody's mouth.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Attribution {
    /// Index of the sentence of the paragraph.
    pub sentence: usize,
    pub who: Who,
    /// The words that say so ("Ms Marsh added").
    pub words: String,
    /// Within what they say, inspectors are said to say or to find something.
    pub passes_on: bool,
}

/// One paragraph with what is known before it is read.
pub(crate) struct Text<'a> {
    pub text: &'a str,
    pub words: &'a [Token],
    pub sentences: &'a [Range<usize>],
    pub quotations: &'a [Quotation],
    pub rules: &'a Rules,
    /// Minutes and reports to committees: members are named with their party, and "the report" is the paper's own.
    pub committee: bool,
    /// A council's own page: what it tells that people do is its own word.
    pub statement: bool,
}

/// The attributions of a paragraph, in order; at most one a sentence. What is heard of is remembered.
pub(crate) fn attributions(of: &Text<'_>, heard: &mut Heard) -> Vec<Attribution> {
    let quoted = |t: &Token| of.quotations.iter().any(|q| q.range.contains(&t.start));
    let told: Vec<Token> = of.words.iter().filter(|t| !quoted(t)).cloned().collect();
    let mut out: Vec<Attribution> = Vec::new();
    introductions(of, &told, heard);
    for (index, range) in of.sentences.iter().enumerate() {
        let words = within(&told, range);
        if words.is_empty() {
            continue;
        }
        let sentence = Narration::new(of, words, range, heard);
        let found = sentence.attribution();
        let topic = found.as_ref().map(|a| a.0.clone()).or_else(|| {
            sentence
                .topic()
                .filter(|who| !sentence.is_a_name_alone(who))
        });
        let passes_on = found.as_ref().is_some_and(|a| sentence.passes_on(a.2));
        let paper = sentence.paper_spoken_of();
        heard.spoken_of(paper.as_ref(), topic.as_ref());
        if let Some((who, words, _)) = found {
            out.push(Attribution {
                sentence: index,
                who,
                words,
                passes_on,
            });
        }
    }
    out
}

/// People named with their office anywhere in what is told: "in a letter to director Jo Lane".
fn introductions(of: &Text<'_>, told: &[Token], heard: &mut Heard) {
    let range = 0..of.text.chars().count();
    let met = Narration::new(of, told, &range, heard).people();
    for (name, role) in met {
        heard.people.meet(&name, role);
    }
}

/// The words that begin within a range.
fn within<'t>(words: &'t [Token], range: &Range<usize>) -> &'t [Token] {
    let from = words.partition_point(|t| t.start < range.start);
    let length = words[from..].partition_point(|t| t.start < range.end);
    &words[from..from + length]
}

impl Narration<'_> {
    /// Who is said to speak, the words that say so, and where what they say begins.
    fn attribution(&self) -> Option<Found> {
        let colon = self.colon();
        self.according_to()
            .or_else(|| self.read_out())
            .or_else(|| self.words_of(colon?))
            .or_else(|| self.label(colon?))
            .or_else(|| self.by_verbs())
            .or_else(|| self.by_noun())
            .or_else(|| self.source_in_brackets())
    }

    /// "According to the inspectors".
    fn according_to(&self) -> Option<Found> {
        (0..self.words.len()).find_map(|at| {
            let led_in = self.word(at) == "according" && self.word(at + 1) == "to";
            let subject = led_in.then(|| self.following(at + 2))?;
            let who = self.resolve(&subject)?;
            Some((who, self.verbatim(at..subject.end()), subject.end()))
        })
    }

    /// "The officer read out one sentence: “…”": the words are those of the paper that is spoken of.
    fn read_out(&self) -> Option<Found> {
        let found = self.rules().speakers.reads_out.find(self.words);
        let end = found.first()?.tokens.end;
        let paper = self.heard.paper().filter(|_| self.quotes(end))?;
        Some((paper.clone(), self.verbatim(0..end), end))
    }
}

/// The speaker that a line names ("Cllr Jo Lowe, cabinet member for families"), and whether no more than a councillor.
pub(crate) fn office_of(line: &str, heard: &Heard, rules: &Rules) -> Option<(Speaker, bool)> {
    let words = tokens(line);
    let range = 0..line.chars().count();
    let of = Text {
        text: line,
        words: &words,
        sentences: std::slice::from_ref(&range),
        quotations: &[],
        rules,
        committee: false,
        statement: false,
    };
    let narration = Narration::new(&of, &words, &range, heard);
    let subject = narration.following(0);
    let who = narration.resolve(&subject)?;
    let weak = narration.is_plain_councillor(&subject);
    Some((who.speaker, weak))
}

/// True for narration that only joins a quotation to the one before it ("However: “…”").
pub(crate) fn only_joins(words: &[Token], rules: &Rules) -> bool {
    let joints = &rules.speakers.lists.joints;
    !words.is_empty()
        && words.len() <= 3
        && words
            .iter()
            .all(|w| joints.contains(&w.word) || w.word == "it" || w.word == "on")
}
