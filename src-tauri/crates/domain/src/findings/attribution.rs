//! Attributions: where the narration of a paper puts words in somebody's mouth, and whose.
//!
//! Works on what stands outside quotation marks: a verb of speaking and its subject, before it, after it or with
//! clauses between. Who a subject is, [`subject`] tells; what pronouns mean, [`heard`]. Verbs, roles and lists of words
//! are data ([`super::rules`]). Deliberately not here: quotations, and what is made of an attribution ([`super::speakers`]).

mod alone;
mod heard;
mod named;
mod party;
mod subject;

use std::cell::OnceCell;
use std::ops::Range;

use super::lexicon::Match;
use super::quotations::Quotation;
use super::rules::{Form, Lists, Rules, Sort, Verb};
use super::tokens::{Gap, Token, slice, tokens};
use super::{Speaker, SpeakerRole};

pub(crate) use alone::judges;
pub(crate) use heard::{Heard, People};
use subject::Subject;

/// Somebody who speaks or may speak.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Who {
    pub speaker: Speaker,
    pub is: Sort,
    /// By something written that is not the inspectors' letter or report.
    pub other_paper: bool,
}

impl Who {
    fn new(role: SpeakerRole, name: Option<String>, is: Sort) -> Who {
        Who {
            speaker: Speaker { role, name },
            is,
            other_paper: false,
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

/// A sentence outside its quotations.
struct Narration<'a> {
    of: &'a Text<'a>,
    words: &'a [Token],
    range: &'a Range<usize>,
    heard: &'a Heard,
    verbs: OnceCell<Vec<Match<'a, Verb>>>,
}

impl<'a> Narration<'a> {
    fn new(
        of: &'a Text<'a>,
        words: &'a [Token],
        range: &'a Range<usize>,
        heard: &'a Heard,
    ) -> Narration<'a> {
        Narration {
            of,
            words,
            range,
            heard,
            verbs: OnceCell::new(),
        }
    }

    fn rules(&self) -> &'a Rules {
        self.of.rules
    }

    /// The verbs of speaking, looked up when they are first asked for.
    fn verbs(&self) -> &[Match<'a, Verb>] {
        let find = || self.rules().speakers.verbs.longest(self.words);
        self.verbs.get_or_init(find)
    }

    fn lists(&self) -> &Lists {
        &self.of.rules.speakers.lists
    }

    fn word(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |t| t.word.as_str())
    }

    /// As printed.
    fn verbatim(&self, range: Range<usize>) -> String {
        match (
            self.words.get(range.start),
            range.end.checked_sub(1).and_then(|l| self.words.get(l)),
        ) {
            (Some(first), Some(last)) if range.start < range.end => {
                slice(self.of.text, first.start..last.end)
            }
            _ => String::new(),
        }
    }

    /// A quotation stands between this word and the one before it (or opens the sentence before it).
    fn after_quotation(&self, at: usize) -> bool {
        let from = if at == 0 {
            self.range.start
        } else {
            self.words[at - 1].end
        };
        let to = self.words.get(at).map_or(self.range.end, |w| w.start);
        self.of
            .quotations
            .iter()
            .any(|q| q.range.start < to && q.range.end > from)
    }

    /// A comma, dash or bracket, a quotation or a stop stands before the word.
    fn parted(&self, at: usize) -> bool {
        at == 0 || !self.spaced(at) || self.after_quotation(at)
    }

    /// Nothing but a space stands before the word, or the stop of an initial or a title ("Ms P. Lowe").
    fn spaced(&self, at: usize) -> bool {
        let before = at.checked_sub(1).map_or("", |before| self.word(before));
        let titles = ["ms", "mr", "mrs", "dr", "cllr", "coun"];
        let short = before.chars().count() == 1 || titles.contains(&before);
        match self.words[at].gap {
            Gap::Space => true,
            Gap::Stop => short,
            Gap::Comma => false,
        }
    }

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

    /// The first verb of speaking that has a subject.
    fn by_verbs(&self) -> Option<Found> {
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

    /// "The officer read out one sentence: “…”": the words are those of the paper that is spoken of.
    fn read_out(&self) -> Option<Found> {
        let found = self.rules().speakers.reads_out.find(self.words);
        let end = found.first()?.tokens.end;
        let paper = self.heard.paper().filter(|_| self.quotes(end))?;
        Some((paper.clone(), self.verbatim(0..end), end))
    }

    /// Whether inspectors are said to say or to find something after a place of the sentence.
    fn passes_on(&self, from: usize) -> bool {
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
    fn subject_ends(&self, at: usize) -> usize {
        let mut end = at;
        while end > 0 && !self.parted(end) && self.is_auxiliary(end - 1) {
            end -= 1;
        }
        end
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

    fn is_auxiliary(&self, at: usize) -> bool {
        let word = self.word(at);
        self.lists().auxiliaries.contains(word) || word.len() > 4 && word.ends_with("ly")
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

    fn quotes(&self, after: usize) -> bool {
        let Some(place) = after
            .checked_sub(1)
            .and_then(|l| self.words.get(l))
            .map(|w| w.end)
        else {
            return false;
        };
        self.of
            .quotations
            .iter()
            .any(|q| q.range.start >= place && q.range.start < self.range.end)
    }

    fn quotes_before(&self, end: usize) -> bool {
        let Some(place) = self.words.get(end).map(|w| w.start) else {
            return false;
        };
        let of = self.of.quotations.iter();
        of.clone()
            .any(|q| q.range.end <= place && q.range.end > self.range.start)
    }

    /// The subject after a verb: up to the next mark, and what stands between commas after it.
    fn following(&self, from: usize) -> Subject {
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
    fn segment(&self, end: usize) -> Range<usize> {
        let mut start = end.saturating_sub(1);
        while start > 0 && !self.parted(start) {
            start -= 1;
        }
        start..end
    }

    /// Who the subject is that ends at `end`, and where it begins.
    fn before(&self, end: usize) -> Option<(Who, usize)> {
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
    fn nearest(&self, stretch: Range<usize>) -> Option<(Who, usize)> {
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
    fn bare(&self, stretch: &Range<usize>) -> Range<usize> {
        let mut start = stretch.start;
        while start + 1 < stretch.end && self.lists().joints.contains(self.word(start)) {
            start += 1;
        }
        start..stretch.end
    }

    fn introduces(&self, stretch: &Range<usize>) -> bool {
        let first = self.word(stretch.start);
        self.lists().introduces.contains(first)
            || first.len() > 5 && first.ends_with("ing") && !self.capital_within(stretch.start)
    }

    /// A word printed with a capital that does not only begin the sentence.
    fn capital_within(&self, at: usize) -> bool {
        at > 0 && self.capital(at)
    }

    /// Who a sentence is about that puts nothing in anybody's mouth: its first noun phrase.
    fn topic(&self) -> Option<Who> {
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
