//! Headings by their look: those that the file does not call so, and sentences that it calls headings.
//!
//! Deliberately not here: what the file's own structure says ([`super::structure`]).

use super::blocks::BlockKind;
use super::paragraphs::Draft;

/// A heading is at most this long.
const HEADING: usize = 160;

/// Headings that the file does not call so: short, all bold or larger than the text, no sentence.
pub(super) fn find_headings(drafts: &mut [Draft], body: i32) {
    // What tagged headings look like says which level an untagged one of the same look has.
    let mut looks: Vec<(i32, bool, u8)> = Vec::new();
    for d in drafts.iter() {
        if let BlockKind::Heading(level) = d.kind {
            looks.push((d.size(), d.all_bold(), level));
        }
    }
    // After the closing of a letter stand names and offices, often in bold.
    let closing = drafts
        .iter()
        .rposition(|d| d.text().starts_with("Yours "))
        .unwrap_or(drafts.len());
    let mut found: Vec<usize> = Vec::new();
    for (i, d) in drafts.iter().enumerate().take(closing) {
        let item_heading = matches!(d.kind, BlockKind::Item(_)) && d.number.is_some();
        if (d.kind == BlockKind::Body || item_heading) && looks_like_heading(d, body) {
            found.push(i);
        }
    }
    let mut sizes: Vec<i32> = found
        .iter()
        .filter_map(|i| drafts.get(*i))
        .map(Draft::size)
        .chain(looks.iter().map(|l| l.0))
        .collect();
    sizes.sort_unstable_by(|a, b| b.cmp(a));
    sizes.dedup();
    for i in found {
        let Some(d) = drafts.get_mut(i) else { continue };
        let (size, bold) = (d.size(), d.all_bold());
        let same = looks
            .iter()
            .filter(|l| l.0 == size && l.1 == bold)
            .map(|l| l.2)
            .min();
        let above = looks.iter().filter(|l| l.0 > size).map(|l| l.2).max();
        let rank = sizes.iter().position(|s| *s == size).unwrap_or(0) as u8 + 1;
        let level = same.or(above.map(|l| l + 1)).unwrap_or(rank);
        d.kind = BlockKind::Heading(level.clamp(1, 6));
    }
}

fn looks_like_heading(d: &Draft, body: i32) -> bool {
    let count = d.glyphs.len();
    let letters = d.glyphs.iter().filter(|g| g.c.is_alphabetic()).count();
    let last = d.glyphs.last().map_or(' ', |g| g.c);
    let first = d
        .glyphs
        .iter()
        .find(|g| g.c.is_alphanumeric())
        .map_or(' ', |g| g.c);
    // "Inspection date: 4 March 2014" is a statement set in bold.
    let dated = {
        let text = d.text();
        text.split_once(':')
            .is_some_and(|(_, rest)| rest.chars().any(|c| c.is_ascii_digit()))
    };
    if dated
        || count > HEADING
        || letters < 3
        || matches!(last, '.' | ',' | ';')
        || first.is_lowercase()
    {
        return false;
    }
    d.all_bold() && d.size() * 100 >= body * 90 || d.size() * 100 >= body * 130
}

/// Sentences that the file calls headings: plain, no larger than the text, and long, unfinished or closed by a stop.
pub(super) fn demote_sentences(drafts: &mut [Draft], body: i32) {
    for d in drafts
        .iter_mut()
        .filter(|d| matches!(d.kind, BlockKind::Heading(_)))
    {
        let count = d.glyphs.len();
        let last = d.glyphs.last().map_or(' ', |g| g.c);
        let first = d.glyphs.first().map_or(' ', |g| g.c);
        let sentence = count > HEADING
            || last == '.'
            || (count > 80 && d.number.is_some())
            || first.is_lowercase();
        if sentence && !d.all_bold() && d.size() <= body {
            d.kind = BlockKind::Body;
        }
    }
}
