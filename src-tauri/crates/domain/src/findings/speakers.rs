//! Who says a sentence.
//!
//! In reports and letters it is the inspectors. In articles and statements it is found from attributions
//! ("A spokeswoman for the council said: “…”"), quotations that run over paragraphs, and lists that a sentence with a
//! colon opens ("The report found:"). What a journalist tells is the press's, unless it is put in somebody's mouth;
//! what a council tells of the inspectors stays the council's.
//! Deliberately not here: how good what they say is.

use std::ops::Range;

use super::attribution::{Attribution, People, attributions};
use super::rules::Rules;
use super::{Speaker, SpeakerReason, SpeakerRole, sentences};
use crate::document::facts::Facts;
use crate::document::kind::Writer;
use crate::document::{Document, ParagraphKind};

/// Who says a sentence, and the words that say so.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Said {
    pub speaker: Speaker,
    pub because: Option<String>,
    pub reason: Option<SpeakerReason>,
}

/// A quotation of a paragraph, in Unicode scalar values, marks included.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Quotation {
    pub range: Range<usize>,
    /// False where it goes on in the next paragraph.
    pub closed: bool,
}

/// The share of a sentence that makes it a quotation.
const MOSTLY: f32 = 0.5;

/// For every paragraph, who says each of its sentences.
pub(crate) fn speakers(document: &Document, facts: &Facts, rules: &Rules) -> Vec<Vec<Said>> {
    let role = match facts.kind.writer() {
        Writer::Inspectors => {
            let said = Said {
                speaker: Speaker {
                    role: SpeakerRole::Inspectors,
                    name: None,
                },
                because: None,
                reason: None,
            };
            return document
                .paragraphs
                .iter()
                .map(|p| vec![said.clone(); sentences(&p.text).len()])
                .collect();
        }
        Writer::Press => SpeakerRole::Press,
        Writer::Council => SpeakerRole::Council,
        Writer::Unknown => SpeakerRole::Other,
    };
    let mut reading = Reading {
        rules,
        writer: Speaker { role, name: None },
        people: People::new(facts.inspectors.iter().map(|i| i.value.name.as_str())),
        open: None,
        last: None,
        list: None,
    };
    document
        .paragraphs
        .iter()
        .map(|p| reading.paragraph(&p.text, &p.kind))
        .collect()
}

type Voice = (Speaker, String);

struct Reading<'a> {
    rules: &'a Rules,
    writer: Speaker,
    people: People,
    /// Whose quotation the last paragraph left open.
    open: Option<Voice>,
    /// Who spoke last.
    last: Option<Voice>,
    /// Whose words a list or quotation after a colon gives.
    list: Option<Voice>,
}

impl Reading<'_> {
    fn paragraph(&mut self, text: &str, kind: &ParagraphKind) -> Vec<Said> {
        let ranges = sentences(text);
        if matches!(
            kind,
            ParagraphKind::Heading { .. } | ParagraphKind::Cell { .. } | ParagraphKind::Footnote
        ) {
            return vec![self.narrated(None); ranges.len()];
        }
        let item = matches!(kind, ParagraphKind::Item { .. });
        let quotations = quotations(text);
        let found = attributions(
            text,
            &ranges,
            &quotations,
            &mut self.people,
            self.last.as_ref(),
            self.rules,
        );
        let voices: Vec<Option<(Voice, Option<SpeakerReason>)>> = quotations
            .iter()
            .map(|q| self.voice(text, q, &ranges, &found))
            .collect();
        let mut said = Vec::with_capacity(ranges.len());
        for (i, range) in ranges.iter().enumerate() {
            said.push(self.sentence(i, range, item, &quotations, &voices, &found));
        }
        if let Some(attribution) = found.last() {
            self.last = Some(attribution.voice());
        }
        self.open = match (quotations.last(), voices.last()) {
            (Some(q), Some(Some((voice, _)))) if !q.closed => Some(voice.clone()),
            _ => None,
        };
        let opens_list = text.trim_end().ends_with(':');
        if opens_list {
            self.list = found
                .last()
                .filter(|a| a.sentence + 1 == ranges.len())
                .map(Attribution::voice);
        } else if !item {
            self.list = None;
        }
        said
    }

    /// Whose a quotation is: the one who left it open, the nearest attribution of its sentences, the sentence with a
    /// colon before it, or the one who spoke before in the paragraph.
    fn voice(
        &self,
        text: &str,
        quotation: &Quotation,
        ranges: &[Range<usize>],
        found: &[Attribution],
    ) -> Option<(Voice, Option<SpeakerReason>)> {
        let at_start = text
            .chars()
            .take(quotation.range.start)
            .all(char::is_whitespace);
        if let (true, Some(voice)) = (at_start, &self.open) {
            return Some((voice.clone(), Some(SpeakerReason::QuotationGoesOn)));
        }
        let touches = |s: usize| {
            ranges[s].start < quotation.range.end && quotation.range.start < ranges[s].end
        };
        if let Some(a) = found.iter().find(|a| touches(a.sentence)) {
            return Some((a.voice(), None));
        }
        if !ranges.iter().any(|r| r.start == quotation.range.start) {
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
            return Some((a.voice(), None));
        }
        let last = self.last.clone();
        last.map(|voice| (voice, Some(SpeakerReason::SpeakerBefore)))
    }

    fn sentence(
        &self,
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
        if quoted as f32 >= MOSTLY * range.len() as f32 && quoted > 0 {
            return match most {
                Some((_, Some((voice, reason)))) => spoken(voice, *reason),
                _ if range.len() == quoted => Said {
                    speaker: Speaker {
                        role: SpeakerRole::Other,
                        name: None,
                    },
                    because: None,
                    reason: Some(SpeakerReason::NobodyNamed),
                },
                _ => self.narrated(Some(SpeakerReason::QuotedFragment)),
            };
        }
        if let Some(attribution) = found.iter().find(|a| a.sentence == index) {
            let told = self.writer.role != SpeakerRole::Press
                && attribution.speaker.role == SpeakerRole::Inspectors
                && quoted == 0;
            if told {
                return self.narrated(Some(SpeakerReason::WritersAccount));
            }
            return spoken(&attribution.voice(), None);
        }
        if let (true, Some(voice)) = (item, &self.list) {
            return spoken(voice, None);
        }
        self.narrated((quoted > 0).then_some(SpeakerReason::QuotedFragment))
    }

    fn narrated(&self, reason: Option<SpeakerReason>) -> Said {
        Said {
            speaker: self.writer.clone(),
            because: None,
            reason,
        }
    }
}

fn spoken(voice: &Voice, reason: Option<SpeakerReason>) -> Said {
    Said {
        speaker: voice.0.clone(),
        because: Some(voice.1.clone()),
        reason,
    }
}

/// The quotations of a paragraph. One that is not closed runs to its end: the next paragraph opens it again.
pub(crate) fn quotations(text: &str) -> Vec<Quotation> {
    let chars: Vec<char> = text.chars().collect();
    let mut out = Vec::new();
    let mut open = None;
    for (i, &c) in chars.iter().enumerate() {
        let starts_word = chars.get(i + 1).is_some_and(|n| !n.is_whitespace())
            && (i == 0 || !chars[i - 1].is_alphanumeric());
        match (c, open) {
            ('“', None) => open = Some((i, '”')),
            ('"', None) if starts_word => open = Some((i, '"')),
            // British papers also quote in single marks; a whole quotation follows a colon or a comma, or opens the paragraph.
            ('‘', None) if starts_word && opens_speech(&chars[..i]) => open = Some((i, '’')),
            (_, Some((start, close))) if c == close => {
                let apostrophe =
                    close == '’' && chars.get(i + 1).is_some_and(|n| n.is_alphanumeric());
                if !apostrophe {
                    out.push(Quotation {
                        range: start..i + 1,
                        closed: true,
                    });
                    open = None;
                }
            }
            _ => {}
        }
    }
    if let Some((start, _)) = open {
        out.push(Quotation {
            range: start..chars.len(),
            closed: false,
        });
    }
    out
}

fn opens_speech(before: &[char]) -> bool {
    before
        .iter()
        .rev()
        .find(|c| !c.is_whitespace())
        .is_none_or(|c| matches!(c, ':' | ','))
}
