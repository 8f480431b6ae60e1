//! Who says a sentence.
//!
//! In reports and letters it is the inspectors. In articles and statements it is found from attributions
//! ("A spokeswoman for the council said: “…”"), quotations that run over paragraphs, and lists that a sentence with a
//! colon opens ("The report found:"). What is told without a quotation is the teller's, and marked as passed on where
//! it is what inspectors found; only their own words, quoted whole or listed, are the inspectors'. A letter printed
//! within a paper is theirs. Where nobody is named it is nobody's.
//! Deliberately not here: how good what they say is.

use std::ops::Range;

use super::attribution::{Attribution, Heard, People, Text, attributions, judges, only_joins};
use super::interview;
use super::narrator::{narrator, printed_letter};
use super::quotations::{Quotation, quotations};
use super::rules::{Rules, Sort};
use super::tokens::{Token, tokens};
use super::{Speaker, SpeakerReason, SpeakerRole, sentences};
use crate::document::facts::Facts;
use crate::document::kind::{Kind, Writer};
use crate::document::{Document, Paragraph, ParagraphKind};

/// Who says a sentence, and the words that say so.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Said {
    pub speaker: Speaker,
    pub because: Option<String>,
    pub reason: Option<SpeakerReason>,
    /// Whose words or findings the speaker passes on without quoting them whole.
    pub reports: Option<SpeakerRole>,
    /// It is from, or of, a paper that is not the inspectors'.
    pub other_paper: bool,
}

/// The share of a sentence that makes it a quotation.
const MOSTLY: f32 = 0.5;

/// For every paragraph, who says each of its sentences.
pub(crate) fn speakers(document: &Document, facts: &Facts, rules: &Rules) -> Vec<Vec<Said>> {
    let inspectors = Said::by(SpeakerRole::Inspectors);
    if facts.kind.writer() == Writer::Inspectors {
        // A letter that another paper prints, and whose end is not seen, is theirs as far as is sure.
        let sure = document.source.part.as_ref().and_then(|part| part.sure);
        let whose = |p: &Paragraph| match sure {
            Some(sure) if p.index >= sure => nobody(),
            _ => inspectors.clone(),
        };
        let all = document.paragraphs.iter();
        return all
            .map(|p| vec![whose(p); sentences(&p.text).len()])
            .collect();
    }
    let letter = printed_letter(document);
    let running = |kind: &ParagraphKind| {
        !matches!(
            kind,
            ParagraphKind::Heading { .. } | ParagraphKind::Cell { .. } | ParagraphKind::Footnote
        )
    };
    let given: Vec<(&str, bool)> = document
        .paragraphs
        .iter()
        .map(|p| {
            let within = letter.as_ref().is_some_and(|l| l.contains(&p.index));
            (p.text.as_str(), running(&p.kind) && !within)
        })
        .collect();
    let quoted = quotations(&given);
    let mut reading = Reading {
        rules,
        committee: facts.kind == Kind::CommitteePaper,
        statement: facts.kind == Kind::CouncilStatement,
        writer: narrator(document, facts, rules),
        heard: Heard::new(People::new(
            facts.inspectors.iter().map(|i| i.value.name.as_str()),
        )),
        open: None,
        before: None,
        list: None,
    };
    let question = interview::first_question(document, facts.kind);
    document
        .paragraphs
        .iter()
        .zip(&quoted)
        .map(|(p, quotations)| {
            let within = question.is_some_and(|first| p.index > first);
            if within && p.is_body() && interview::answers(p) {
                reading.passes_over();
                return vec![nobody(); sentences(&p.text).len()];
            }
            if letter.as_ref().is_some_and(|l| l.contains(&p.index)) {
                reading.passes_over();
                return vec![inspectors.clone(); sentences(&p.text).len()];
            }
            reading.paragraph(&p.text, &p.kind, quotations)
        })
        .collect()
}

/// A voice: who, by which words, and whether it is from a paper that is not the inspectors'.
#[derive(Debug, Clone)]
struct Voice {
    speaker: Speaker,
    words: String,
    is: Sort,
    other_paper: bool,
}

impl Voice {
    fn of(attribution: &Attribution) -> Voice {
        Voice {
            speaker: attribution.who.speaker.clone(),
            words: attribution.words.clone(),
            is: attribution.who.is,
            other_paper: attribution.who.other_paper,
        }
    }
}

struct Reading<'a> {
    rules: &'a Rules,
    committee: bool,
    statement: bool,
    writer: Speaker,
    heard: Heard,
    /// Whose quotation the last paragraph left open.
    open: Option<Voice>,
    /// Who spoke, or was spoken of, in the paragraph before.
    before: Option<Voice>,
    /// Whose words a list or quotation after a colon gives.
    list: Option<Voice>,
}

impl Reading<'_> {
    /// A stretch that is somebody else's: nothing goes on over it.
    fn passes_over(&mut self) {
        self.open = None;
        self.before = None;
        self.list = None;
    }

    fn paragraph(
        &mut self,
        text: &str,
        kind: &ParagraphKind,
        quotations: &[Quotation],
    ) -> Vec<Said> {
        let ranges = sentences(text);
        if matches!(
            kind,
            ParagraphKind::Heading { .. } | ParagraphKind::Cell { .. } | ParagraphKind::Footnote
        ) {
            return vec![self.narrated(None); ranges.len()];
        }
        // A mail copies out what another wrote, and seldom says who.
        if text.trim_start().starts_with('>') {
            self.passes_over();
            return vec![nobody(); ranges.len()];
        }
        let item = matches!(kind, ParagraphKind::Item { .. });
        let words = tokens(text);
        let of = Text {
            text,
            words: &words,
            sentences: &ranges,
            quotations,
            rules: self.rules,
            committee: self.committee,
            statement: self.statement,
        };
        let found = attributions(&of, &mut self.heard);
        let voices: Vec<Option<(Voice, Option<SpeakerReason>)>> = quotations
            .iter()
            .map(|q| self.voice(text, q, &ranges, &words, &found))
            .collect();
        let mut said = Vec::with_capacity(ranges.len());
        for (i, range) in ranges.iter().enumerate() {
            said.push(self.sentence(text, i, range, item, quotations, &voices, &found));
        }
        let last = voices.last().and_then(|v| v.as_ref()).map(|v| v.0.clone());
        self.open = last
            .clone()
            .filter(|_| quotations.last().is_some_and(|q| !q.closed));
        self.before = last
            .or_else(|| found.last().map(Voice::of))
            .or_else(|| self.topic());
        let opens_list = text.trim_end().ends_with(':');
        if opens_list {
            let last = found.last().filter(|a| a.sentence + 1 == ranges.len());
            self.list = last.map(Voice::of);
            if self.list.is_none() {
                self.list = judges(&of, &self.heard).as_ref().map(Voice::of);
            }
        } else if !item {
            self.list = None;
        }
        if opens_list && self.open.is_none() {
            self.open = self.list.clone();
        }
        said
    }

    /// The person a paragraph was about that put nothing in anybody's mouth.
    fn topic(&self) -> Option<Voice> {
        let who = self.heard.person()?;
        Some(Voice {
            speaker: who.speaker.clone(),
            words: who.speaker.name.clone().unwrap_or_default(),
            is: who.is,
            other_paper: false,
        })
    }

    /// Whose a quotation is: the one who left it open, the nearest attribution of its sentences, the sentence with a
    /// colon before it, or the one who spoke before in the paragraph.
    fn voice(
        &self,
        text: &str,
        quotation: &Quotation,
        ranges: &[Range<usize>],
        words: &[Token],
        found: &[Attribution],
    ) -> Option<(Voice, Option<SpeakerReason>)> {
        let at_start = text
            .chars()
            .take(quotation.range.start)
            .all(char::is_whitespace);
        if let (true, Some(voice)) = (at_start && quotation.goes_on, &self.open) {
            return Some((voice.clone(), Some(SpeakerReason::QuotationGoesOn)));
        }
        let touches = |s: usize| {
            ranges[s].start < quotation.range.end && quotation.range.start < ranges[s].end
        };
        if let Some(a) = found.iter().find(|a| touches(a.sentence)) {
            return Some((Voice::of(a), None));
        }
        // "However: “…”": it goes on with what was quoted before.
        let told = |t: &&Token| t.start < quotation.range.start;
        let led: Vec<Token> = words.iter().filter(told).cloned().collect();
        if let (true, Some(voice)) = (only_joins(&led, self.rules), &self.before) {
            return Some((voice.clone(), Some(SpeakerReason::SpeakerBefore)));
        }
        if !at_start && !ranges.iter().any(|r| r.start == quotation.range.start) {
            return None; // A fragment within the writer's own sentence.
        }
        if let (true, Some(voice)) = (at_start, &self.list) {
            return Some((voice.clone(), None));
        }
        let first = ranges
            .iter()
            .position(|r| r.end > quotation.range.start)
            .unwrap_or(0);
        let before = found.iter().rev().find(|a| a.sentence < first);
        if let Some(a) = before.or_else(|| found.iter().find(|a| a.sentence > first)) {
            return Some((Voice::of(a), None));
        }
        // A paragraph that is a quotation, right after one in which somebody spoke.
        let before = self.before.clone().filter(|_| at_start);
        before.map(|voice| (voice, Some(SpeakerReason::SpeakerBefore)))
    }

    #[allow(
        clippy::too_many_arguments,
        reason = "one loop of `paragraph`, apart for reading"
    )]
    fn sentence(
        &self,
        text: &str,
        index: usize,
        range: &Range<usize>,
        item: bool,
        quotations: &[Quotation],
        voices: &[Option<(Voice, Option<SpeakerReason>)>],
        found: &[Attribution],
    ) -> Said {
        let overlap = |q: &Quotation| {
            q.range
                .end
                .min(range.end)
                .saturating_sub(q.range.start.max(range.start))
        };
        let quoted: usize = quotations.iter().map(overlap).sum();
        let most = quotations
            .iter()
            .zip(voices)
            .max_by_key(|(q, _)| overlap(q));
        // A whole sentence that is quoted is a quotation, however long the words that lead it in.
        let whole = quotations
            .iter()
            .zip(voices)
            .find(|(q, voice)| voice.is_some() && overlap(q) > 0 && is_whole(text, q, range));
        if whole.is_some() || quoted as f32 >= MOSTLY * range.len() as f32 && quoted > 0 {
            return match whole.or(most) {
                Some((_, Some((voice, reason)))) => spoken(voice, *reason),
                _ if range.len() <= quoted + 1 => nobody(),
                _ => self.narrated(Some(SpeakerReason::QuotedFragment)),
            };
        }
        if let Some(attribution) = found.iter().find(|a| a.sentence == index) {
            return self.told(attribution, text, range, quoted);
        }
        if let (true, Some(voice)) = (item, &self.list)
            && (voice.speaker.role == SpeakerRole::Inspectors || voice.is == Sort::Person)
        {
            return spoken(voice, None);
        }
        self.narrated((quoted > 0).then_some(SpeakerReason::QuotedFragment))
    }

    /// A sentence that tells what somebody says: theirs, but the teller's where it is a paper's or the inspectors', or
    /// where it only leads in what follows.
    fn told(&self, by: &Attribution, text: &str, range: &Range<usize>, quoted: usize) -> Said {
        let who = &by.who;
        let inspectors = who.speaker.role == SpeakerRole::Inspectors;
        let leads_in = quoted == 0
            && text.chars().take(range.end).last() == Some(':')
            && text.chars().count() == range.end;
        if inspectors || who.is == Sort::Paper || leads_in {
            let reason = if quoted > 0 {
                SpeakerReason::QuotedFragment
            } else {
                SpeakerReason::WritersAccount
            };
            return Said {
                because: Some(by.words.clone()),
                reports: Some(who.speaker.role).filter(|_| inspectors || who.is == Sort::Paper),
                other_paper: who.other_paper,
                ..self.narrated(Some(reason))
            };
        }
        let mut said = spoken(&Voice::of(by), None);
        said.reports = by.passes_on.then_some(SpeakerRole::Inspectors);
        said
    }

    fn narrated(&self, reason: Option<SpeakerReason>) -> Said {
        Said {
            speaker: self.writer.clone(),
            reason,
            ..Said::by(self.writer.role)
        }
    }
}

/// Whether a quotation that begins in a sentence is a sentence itself: a capital after a colon or comma, and a stop.
fn is_whole(text: &str, quotation: &Quotation, sentence: &Range<usize>) -> bool {
    let chars: Vec<char> = text.chars().collect();
    let within = quotation.range.start >= sentence.start;
    let inside = &chars[quotation.range.start..quotation.range.end.min(chars.len())];
    let mut letters = inside.iter().skip(1);
    let capital = letters.next().is_some_and(|c| c.is_uppercase());
    let led_in = chars[..quotation.range.start]
        .iter()
        .rev()
        .find(|c| !c.is_whitespace())
        .is_some_and(|c| matches!(c, ':' | ','))
        // "“These plans drift,” writes the inspector": the sentence begins with it.
        || quotation.range.start == sentence.start && quotation.closed;
    let stops = inside
        .iter()
        .rev()
        .nth(1)
        .is_some_and(|c| matches!(c, '.' | '!' | '?' | ','));
    within
        && capital
        && led_in
        && (stops || !quotation.closed || quotation.range.end > sentence.end)
}

impl Said {
    fn by(role: SpeakerRole) -> Said {
        Said {
            speaker: Speaker { role, name: None },
            because: None,
            reason: None,
            reports: None,
            other_paper: false,
        }
    }
}

/// Words that are somebody's, and nobody is named.
fn nobody() -> Said {
    Said {
        reason: Some(SpeakerReason::NobodyNamed),
        ..Said::by(SpeakerRole::Other)
    }
}

fn spoken(voice: &Voice, reason: Option<SpeakerReason>) -> Said {
    Said {
        speaker: voice.speaker.clone(),
        because: Some(voice.words.clone()).filter(|w| !w.is_empty()),
        reason,
        reports: None,
        other_paper: voice.other_paper,
    }
}
