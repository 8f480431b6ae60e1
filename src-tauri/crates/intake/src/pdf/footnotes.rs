//! Footnotes and the raised marks that refer to them: set apart from the sentences they interrupt.
//!
//! Deliberately not here: what the file itself calls a footnote ([`super::structure`]).

use std::collections::HashSet;

use super::blocks::BlockKind;
use super::compose::{LineEnds, compose, text};
use super::glyphs::Glyph;
use super::paragraphs::Draft;

/// Sets small print with a raised number apart as footnotes, numbers the notes, and takes the raised marks that
/// refer to them out of the sentences.
pub(super) fn set_footnotes_apart(drafts: &mut [Draft], body: i32) {
    for d in drafts.iter_mut() {
        let digits = d.glyphs.iter().take_while(|g| g.c.is_ascii_digit()).count();
        let (Some(first), Some(after)) = (
            d.glyphs.first(),
            d.glyphs.iter().skip(digits).find(|g| g.c.is_alphabetic()),
        ) else {
            continue;
        };
        let raised = digits > 0 && digits <= 3 && is_superscript(first, after.size, after.baseline);
        let small = d.size() * 100 < body * 93;
        if d.kind == BlockKind::Body && raised && small {
            d.kind = BlockKind::Footnote;
        }
        if d.kind == BlockKind::Footnote && digits > 0 && digits <= 3 {
            d.number = Some(text(d.glyphs.get(..digits).unwrap_or_default()));
            d.glyphs.drain(..digits);
            while d.glyphs.first().is_some_and(|g| g.c == ' ') {
                d.glyphs.remove(0);
            }
        }
    }
    let notes: HashSet<String> = drafts
        .iter()
        .filter(|d| d.kind == BlockKind::Footnote)
        .filter_map(|d| d.number.clone())
        .collect();
    if notes.is_empty() {
        return;
    }
    for d in drafts.iter_mut().filter(|d| d.kind != BlockKind::Footnote) {
        let size = d.size() as f32 / 2.0;
        let mut at = 0;
        while at < d.glyphs.len() {
            let run = raised_digits(&d.glyphs, at, size);
            let mark = text(d.glyphs.get(at..at + run).unwrap_or_default());
            if run > 0 && notes.contains(mark.trim_matches(['[', ']'])) {
                d.glyphs.drain(at..at + run);
                // A space on both sides, or before a full stop, was the mark's own.
                let next = d.glyphs.get(at).map(|g| g.c);
                if at > 0
                    && d.glyphs.get(at - 1).is_some_and(|g| g.c == ' ')
                    && matches!(next, None | Some(' ' | '.' | ',' | ';' | ':' | ')'))
                {
                    d.glyphs.remove(at - 1);
                    at -= 1;
                }
            } else {
                at += run.max(1);
            }
        }
        while d.glyphs.last().is_some_and(|g| g.c == ' ') {
            d.glyphs.pop();
        }
    }
}

/// Raised and small beside what is around it.
fn is_superscript(g: &Glyph, normal: f32, baseline: f32) -> bool {
    g.size < normal * 0.8 && g.baseline < baseline - normal * 0.12
}

/// How many glyphs from `at` are raised digits.
fn raised_digits(glyphs: &[Glyph], at: usize, size: f32) -> usize {
    // The base line is that of the nearest glyph of normal size on the same line.
    let near = glyphs
        .get(..at)
        .unwrap_or_default()
        .iter()
        .rev()
        .take(40)
        .chain(glyphs.get(at..).unwrap_or_default().iter().take(40))
        .find(|g| g.size > size * 0.9 && !g.c.is_whitespace());
    let Some(near) = near else { return 0 };
    glyphs
        .get(at..)
        .unwrap_or_default()
        .iter()
        .take(4)
        .take_while(|g| {
            (g.c.is_ascii_digit() || matches!(g.c, '[' | ']'))
                && g.page == near.page
                && (g.baseline - near.baseline).abs() < size * 1.2
                && is_superscript(g, size, near.baseline)
        })
        .count()
}

/// A note of several lines is one note: a part without a number belongs to the note before it.
pub(super) fn join_notes(drafts: Vec<Draft>, line_ends: LineEnds) -> Vec<Draft> {
    let mut out: Vec<Draft> = Vec::with_capacity(drafts.len());
    for d in drafts {
        match out.last_mut() {
            Some(b) if b.kind == BlockKind::Footnote && d.kind == b.kind && d.number.is_none() => {
                let mut both = b.glyphs.clone();
                both.extend(b.glyphs.last().map(|&g| Glyph { c: ' ', ..g }));
                both.extend(&d.glyphs);
                b.glyphs = compose(&both, line_ends);
            }
            _ => out.push(d),
        }
    }
    out
}
