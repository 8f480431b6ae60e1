//! Several paragraphs read as one text, with the way back to the place of every word.
//!
//! A title may be one heading or three lines; a sentence of form may run over two paragraphs. Patterns read the
//! joined text, and a [`Place`] still quotes one paragraph verbatim.

use std::ops::Range;

use crate::document::{Document, Place};

use super::Stated;

/// Words with a full stop that ends no sentence: "St. Helens".
const ABBREVIATED: &[&str] = &["st", "mr", "mrs", "ms", "dr", "cllr", "coun", "prof", "rev"];

/// The last characters of a text, as many as there are.
pub(super) fn last(text: &str, characters: usize) -> &str {
    let mut starts = text.char_indices().rev().map(|(i, _)| i);
    starts
        .nth(characters.saturating_sub(1))
        .map_or(text, |i| &text[i..])
}

/// Paragraphs joined by a separator.
pub(super) struct Run<'d> {
    document: &'d Document,
    pub text: String,
    /// Paragraph index and where its text begins in `text`, in bytes.
    parts: Vec<(usize, usize)>,
}

impl<'d> Run<'d> {
    /// Joins paragraphs with a line break each.
    pub fn of(document: &'d Document, paragraphs: impl IntoIterator<Item = usize>) -> Run<'d> {
        let mut text = String::new();
        let mut parts = Vec::new();
        for i in paragraphs {
            let Some(p) = document.paragraphs.get(i) else {
                continue;
            };
            if !text.is_empty() {
                text.push('\n');
            }
            parts.push((i, text.len()));
            text.push_str(&p.text);
        }
        Run {
            document,
            text,
            parts,
        }
    }

    /// One paragraph.
    pub fn one(document: &'d Document, paragraph: usize) -> Run<'d> {
        Run::of(document, [paragraph])
    }

    /// The paragraph that the byte stands in.
    pub fn paragraph_at(&self, at: usize) -> usize {
        let after = self.parts.partition_point(|(_, start)| *start <= at);
        self.parts
            .get(after.saturating_sub(1))
            .map_or(0, |(i, _)| *i)
    }

    /// The place of a range of bytes. Where it runs over paragraphs, the words of the first.
    pub fn place(&self, range: Range<usize>) -> Place {
        let index = self.paragraph_at(range.start);
        let start = self
            .parts
            .iter()
            .find(|(i, _)| *i == index)
            .map_or(0, |(_, s)| *s);
        let Some(p) = self.document.paragraphs.get(index) else {
            return Place {
                page: 0,
                paragraph: 0,
                quote: String::new(),
            };
        };
        let from = range.start.saturating_sub(start).min(p.text.len());
        let to = range.end.saturating_sub(start).clamp(from, p.text.len());
        let words = p.text.get(from..to).unwrap_or(&p.text);
        let lead = words.len() - words.trim_start().len();
        let offset = p.text.get(..from + lead).map_or(0, |t| t.chars().count());
        Place {
            page: p.page_at(offset),
            paragraph: index,
            quote: words.trim().to_owned(),
        }
    }

    /// A value read whole from a range of bytes.
    pub fn stated<T>(&self, value: T, range: Range<usize>) -> Stated<T> {
        Stated::read(value, self.place(range))
    }

    /// The bytes of the sentence around a byte, within its paragraph.
    pub fn sentence(&self, at: usize) -> Range<usize> {
        let begin = self.text[..at].rfind('\n').map_or(0, |i| i + 1);
        let end = self.text[at..]
            .find('\n')
            .map_or(self.text.len(), |i| at + i);
        let closes = |i: usize| {
            // A full stop, an optional closing mark, a space and a capital or opening mark.
            let rest = self.text[i..end].trim_start_matches(['.', '!', '?', '”', '’', '"', ')']);
            let word = self.text[begin..i]
                .rsplit(|c: char| !c.is_alphanumeric())
                .next()
                .unwrap_or_default()
                .to_lowercase();
            rest.len() < end - i
                && !ABBREVIATED.contains(&word.as_str())
                && rest.starts_with(' ')
                && rest
                    .trim_start()
                    .starts_with(|c: char| c.is_uppercase() || matches!(c, '“' | '‘' | '"' | '['))
        };
        let stops: Vec<usize> = self.text[begin..end]
            .match_indices(['.', '!', '?'])
            .map(|(i, _)| begin + i)
            .filter(|&i| closes(i))
            .collect();
        let start = stops
            .iter()
            .rev()
            .find(|&&i| i < at)
            .map_or(begin, |&i| i + 1);
        let stop = stops.iter().find(|&&i| i >= at).map_or(end, |&i| i + 1);
        let lead = self.text[start..stop].len()
            - self.text[start..stop]
                .trim_start_matches([' ', '”', '’', '"'])
                .len();
        (start + lead).min(at)..stop
    }
}
