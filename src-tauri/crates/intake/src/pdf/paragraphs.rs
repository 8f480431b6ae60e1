//! Blocks to the paragraphs and words of a document.
//!
//! Numbers and bullets come off, paragraphs that run over a page break are rejoined. Deliberately not here: what the
//! file's own structure says, what a heading looks like ([`super::headings`]), and footnotes ([`super::footnotes`]).

use std::collections::HashMap;

use scrutiny_domain::document::{CellRole, PageSpan, Paragraph, ParagraphKind, Word};

use super::blocks::{Block, BlockKind};
use super::compose::{LineEnds, compose, new_line, text};
use super::footnotes::{join_notes, set_footnotes_apart};
use super::glyphs::Glyph;
use super::headings::{demote_sentences, find_headings};
use super::numbers::{self, Setting};

/// A block whose text is composed.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    pub kind: BlockKind,
    pub glyphs: Vec<Glyph>,
    pub number: Option<String>,
    /// True where a bullet or number was taken off: a new paragraph, whatever came before.
    labelled: bool,
}

impl Draft {
    pub fn text(&self) -> String {
        text(&self.glyphs)
    }

    fn page(&self) -> u32 {
        self.glyphs.first().map_or(0, |g| g.page)
    }

    fn last_page(&self) -> u32 {
        self.glyphs.last().map_or(0, |g| g.page)
    }

    pub fn all_bold(&self) -> bool {
        self.glyphs
            .iter()
            .filter(|g| g.c.is_alphanumeric())
            .all(|g| g.bold)
    }

    /// The size most of its characters have, in half points.
    pub fn size(&self) -> i32 {
        common_size(self.glyphs.iter())
    }
}

fn common_size<'a>(glyphs: impl Iterator<Item = &'a Glyph>) -> i32 {
    let mut sizes: HashMap<i32, usize> = HashMap::new();
    for g in glyphs.filter(|g| !g.c.is_whitespace()) {
        *sizes.entry((g.size * 2.0).round() as i32).or_default() += 1;
    }
    sizes
        .into_iter()
        .max_by_key(|(size, count)| (*count, *size))
        .map_or(0, |(size, _)| size)
}

/// The paragraphs and words of a document.
pub(crate) fn build(blocks: Vec<Block>, line_ends: LineEnds) -> (Vec<Paragraph>, Vec<Word>) {
    let mut drafts: Vec<Draft> = blocks
        .into_iter()
        .filter_map(|b| draft(b, line_ends))
        .collect();
    let body = common_size(
        drafts
            .iter()
            .filter(|d| matches!(d.kind, BlockKind::Body | BlockKind::Item(_)))
            .flat_map(|d| &d.glyphs),
    );
    set_footnotes_apart(&mut drafts, body);
    let mut drafts = join_notes(drafts, line_ends);
    demote_sentences(&mut drafts, body);
    number_in_sequence(&mut drafts);
    drafts = join_over_pages(drafts, line_ends);
    find_headings(&mut drafts, body);
    set_letterhead_apart(&mut drafts);
    finish(drafts)
}

fn draft(block: Block, line_ends: LineEnds) -> Option<Draft> {
    let mut glyphs = compose(&block.glyphs, line_ends);
    let label = text(&compose(&block.label, line_ends));
    let mut number = None;
    let mut labelled = !label.is_empty();
    let setting = if matches!(block.kind, BlockKind::Item(_)) {
        Setting::Item
    } else {
        Setting::Running
    };
    if labelled {
        number = numbers::of_label(&label);
    } else if !matches!(block.kind, BlockKind::Footnote | BlockKind::Matter)
        && let Some(leading) = numbers::leading(&glyphs, setting)
    {
        glyphs.drain(..leading.length.min(glyphs.len()));
        number = leading.number;
        labelled = true;
    }
    // A bullet drawn again at the start of the text.
    while let Some(leading) = numbers::leading(&glyphs, setting).filter(|l| l.number.is_none()) {
        glyphs.drain(..leading.length.min(glyphs.len()));
        labelled = true;
    }
    let mut kind = block.kind;
    if labelled && number.is_none() && kind == BlockKind::Body {
        kind = BlockKind::Item(1);
    }
    glyphs
        .iter()
        .any(|g| g.c.is_alphanumeric())
        .then_some(Draft {
            kind,
            glyphs,
            number,
            labelled,
        })
}

/// Rejoins what a page break cut: the next paragraph of the same kind has no label and the last is unfinished.
fn join_over_pages(drafts: Vec<Draft>, line_ends: LineEnds) -> Vec<Draft> {
    let mut out: Vec<Draft> = Vec::with_capacity(drafts.len());
    for d in drafts {
        let before = out.iter().rposition(|b| b.kind != BlockKind::Footnote);
        let joins = before
            .and_then(|i| out.get(i))
            .is_some_and(|b| goes_on(b, &d));
        match before.and_then(|i| out.get_mut(i)) {
            Some(b) if joins => {
                let both: Vec<Glyph> = b.glyphs.iter().chain(&d.glyphs).copied().collect();
                b.glyphs = compose(&both, line_ends);
            }
            _ => out.push(d),
        }
    }
    out
}

fn goes_on(before: &Draft, next: &Draft) -> bool {
    let running = |d: &Draft| matches!(d.kind, BlockKind::Body | BlockKind::Item(_));
    if !running(before) || !running(next) || next.labelled || next.page() != before.last_page() + 1
    {
        return false;
    }
    let last = before
        .glyphs
        .iter()
        .rev()
        .find(|g| !matches!(g.c, '’' | '”' | '"' | '\'' | ')' | ' '))
        .map_or(' ', |g| g.c);
    let first = next.glyphs.first().map_or(' ', |g| g.c);
    if matches!(last, '.' | '!' | '?' | ':' | ';') {
        return false;
    }
    let same_look =
        (before.size() - next.size()).abs() <= 1 && before.all_bold() == next.all_bold();
    let long = before.glyphs.len() > 60;
    // A small letter goes on for certain; a capital only after a line of prose that breaks off.
    same_look && (first.is_lowercase() || (before.kind == next.kind && long && !next.all_bold()))
}

/// A number without its full stop, where it goes on from the number before: "34 Most children ..." after 33.
fn number_in_sequence(drafts: &mut [Draft]) {
    let mut last: Option<u32> = None;
    for d in drafts
        .iter_mut()
        .filter(|d| matches!(d.kind, BlockKind::Body | BlockKind::Item(_)))
    {
        if let Some(number) = d.number.as_deref().and_then(|n| n.parse().ok()) {
            last = Some(number);
        } else if let Some(expected) = last.map(|n| n + 1)
            && !d.labelled
        {
            let number = expected.to_string();
            let length = number.chars().count();
            let starts = d.text().starts_with(&format!("{number} "));
            if starts
                && d.glyphs.get(length + 1).is_some_and(|g| g.c.is_uppercase())
                && d.glyphs.len() > 60
            {
                d.glyphs.drain(..=length);
                d.number = Some(number);
                d.labelled = true;
                last = Some(expected);
            }
        }
    }
}

/// In a letter, what stands above "Dear ..." and is no heading is letterhead and address.
fn set_letterhead_apart(drafts: &mut [Draft]) {
    let salutation = drafts.iter().position(|d| {
        d.page() <= 1
            && d.glyphs.len() < 120
            && d.text().starts_with("Dear ")
            && d.kind != BlockKind::Footnote
    });
    let Some(salutation) = salutation else { return };
    for d in drafts.iter_mut().take(salutation) {
        if d.glyphs.len() < 140 && d.kind != BlockKind::Footnote {
            d.kind = BlockKind::Matter;
        }
    }
    // The salutation often ends in no full stop and may be set in bold.
    if let Some(d) = drafts.get_mut(salutation) {
        d.kind = BlockKind::Body;
    }
}

fn finish(drafts: Vec<Draft>) -> (Vec<Paragraph>, Vec<Word>) {
    let mut paragraphs = Vec::with_capacity(drafts.len());
    let mut words = Vec::new();
    let mut section = None;
    let mut ordinal = (0usize, 0usize);
    for (index, d) in drafts.into_iter().enumerate() {
        let page = d.page() as usize;
        if ordinal.0 != page {
            ordinal = (page, 0);
        }
        let kind = match d.kind {
            BlockKind::Heading(level) => ParagraphKind::Heading { level },
            BlockKind::Body => ParagraphKind::Body,
            BlockKind::Item(depth) => ParagraphKind::Item { depth },
            BlockKind::Cell {
                table,
                row,
                column,
                header,
            } => ParagraphKind::Cell {
                table,
                row,
                column,
                role: if header {
                    CellRole::Header
                } else {
                    CellRole::Data
                },
            },
            BlockKind::Footnote => ParagraphKind::Footnote,
            BlockKind::Matter => ParagraphKind::Matter,
        };
        if matches!(kind, ParagraphKind::Body | ParagraphKind::Item { .. }) {
            ordinal.1 += 1;
        }
        let heading = matches!(kind, ParagraphKind::Heading { .. });
        words.extend(words_of(index, &d.glyphs));
        paragraphs.push(Paragraph {
            index,
            kind,
            text: d.text(),
            number: d.number,
            ordinal: ordinal.1,
            section: if heading { None } else { section },
            spans: spans(&d.glyphs),
        });
        if heading {
            section = Some(index);
        }
    }
    (paragraphs, words)
}

fn spans(glyphs: &[Glyph]) -> Vec<PageSpan> {
    let mut out: Vec<PageSpan> = Vec::new();
    for (i, g) in glyphs.iter().enumerate() {
        match out.last_mut() {
            Some(span) if span.page == g.page as usize => span.end = i + 1,
            _ => out.push(PageSpan {
                page: g.page as usize,
                start: i,
                end: i + 1,
            }),
        }
    }
    out
}

/// A word is what stands between spaces; one that a line end or a page break cuts has a box on either side.
fn words_of(paragraph: usize, glyphs: &[Glyph]) -> Vec<Word> {
    let mut out: Vec<Word> = Vec::new();
    let mut open = false;
    let mut last: Option<&Glyph> = None;
    for (i, g) in glyphs.iter().enumerate() {
        if g.c == ' ' {
            open = false;
        } else {
            match out.last_mut() {
                Some(w) if open && last.is_some_and(|l| !new_line(l, g)) => {
                    w.end = i + 1;
                    w.left = w.left.min(g.left);
                    w.top = w.top.min(g.top);
                    w.right = w.right.max(g.right);
                    w.bottom = w.bottom.max(g.bottom);
                }
                _ => out.push(Word {
                    paragraph,
                    start: i,
                    end: i + 1,
                    page: g.page as usize,
                    left: g.left,
                    top: g.top,
                    right: g.right,
                    bottom: g.bottom,
                }),
            }
            open = true;
        }
        last = Some(g);
    }
    out
}
