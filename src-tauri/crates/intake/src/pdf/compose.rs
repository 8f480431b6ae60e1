//! Glyphs in reading order to running text: spaces where the page shows them, line ends undone.

use super::glyphs::{Glyph, Turn};

/// Gap between two glyphs of a line, in ems, from which on a space is read where none is drawn.
const SPACE: f32 = 0.17;

/// True where two successive glyphs do not stand on the same line.
pub(crate) fn new_line(a: &Glyph, b: &Glyph) -> bool {
    if a.page != b.page {
        return true;
    }
    if a.turn != b.turn {
        return true;
    }
    if a.turn == Turn::Aslant {
        return false;
    }
    let (a, b) = (a.turned(), b.turned());
    let size = a.size.max(b.size).max(1.0);
    let overlap = a.bottom.min(b.bottom) - a.top.max(b.top);
    let smaller = (a.bottom - a.top).min(b.bottom - b.top).max(0.1);
    (a.baseline - b.baseline).abs() > size * 0.9
        || overlap < smaller * 0.35
        || b.right < a.left - size * 4.0
}

/// What may be done at a line end where no space is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LineEnds {
    /// The producer draws the space at each line end, so where there is none the word goes on.
    Drawn,
    /// It does not: a line end is a space unless a hyphen stands there.
    Implied,
}

/// How the producer of these lines treats spaces at line ends.
pub(crate) fn line_ends<'a>(blocks: impl Iterator<Item = &'a [Glyph]>) -> LineEnds {
    let (mut drawn, mut all) = (0usize, 0usize);
    for glyphs in blocks {
        for pair in glyphs.windows(2) {
            let [a, b] = pair else { continue };
            if new_line(a, b) {
                all += 1;
                drawn += usize::from(a.c.is_whitespace() || b.c.is_whitespace());
            }
        }
    }
    if drawn * 10 >= all * 8 {
        LineEnds::Drawn
    } else {
        LineEnds::Implied
    }
}

/// Running text: single spaces (as glyphs of their own), none at the ends, nothing invisible.
pub(crate) fn compose(glyphs: &[Glyph], line_ends: LineEnds) -> Vec<Glyph> {
    let mut out: Vec<Glyph> = Vec::with_capacity(glyphs.len() + 8);
    let mut space = false;
    for &g in glyphs {
        if g.c.is_whitespace() {
            space = !out.is_empty();
            continue;
        }
        if g.c.is_control() || matches!(g.c, '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{2060}') {
            continue;
        }
        if let Some(&last) = out.last() {
            if drawn_twice(&out, &g) {
                continue;
            }
            if space
                || (new_line(&last, &g) && !word_goes_on(&out, &g, line_ends))
                || gap(&last, &g)
            {
                out.push(Glyph {
                    c: ' ',
                    left: last.right,
                    right: last.right,
                    ..last
                });
            }
        }
        space = false;
        out.push(g);
    }
    out
}

/// A space that is not drawn but shown as a gap.
fn gap(a: &Glyph, b: &Glyph) -> bool {
    if new_line(a, b) || a.turn == Turn::Aslant {
        return false;
    }
    let (a, b) = (a.turned(), b.turned());
    let em = a.size.min(b.size).max(1.0);
    b.left - a.right > em * SPACE || b.right < a.left - em * 0.5
}

/// Shadows and false bold: the same character almost at the same place.
fn drawn_twice(out: &[Glyph], g: &Glyph) -> bool {
    let g = g.turned();
    out.iter().rev().take(3).map(|o| o.turned()).any(|o| {
        o.c == g.c
            && o.turn == g.turn
            && o.page == g.page
            && (o.left - g.left).abs() < g.size * 0.06
            && (o.baseline - g.baseline).abs() < g.size * 0.06
    })
}

/// At a line end without a space: does the word run on?
fn word_goes_on(out: &[Glyph], next: &Glyph, line_ends: LineEnds) -> bool {
    let Some(last) = out.last() else { return false };
    let before = out.iter().rev().nth(1).map_or(' ', |g| g.c);
    if last.c == '-' {
        return before.is_alphanumeric() && next.c.is_alphanumeric();
    }
    let token_start = out.iter().rposition(|g| g.c == ' ').map_or(0, |i| i + 1);
    let token: String = out.iter().skip(token_start).map(|g| g.c).collect();
    let address = token.contains("://") || token.contains("www.") || token.contains('@');
    match line_ends {
        LineEnds::Drawn => {
            address || matches!(last.c, '/' | '–' | '—') || matches!(next.c, '/' | '–' | '—' | '-')
        }
        LineEnds::Implied => address && matches!(last.c, '/' | '.' | '-' | '_' | '?' | '=' | '&'),
    }
}

/// The characters as text.
pub(crate) fn text(glyphs: &[Glyph]) -> String {
    glyphs.iter().map(|g| g.c).collect()
}
