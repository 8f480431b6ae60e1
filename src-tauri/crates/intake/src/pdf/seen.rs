//! Takes out of a page what its reader does not see, and says of a page whether a machine read it.
//!
//! Deliberately not here: how it is found out that a character is hidden (`paint`, `glyphs`).

use hayro::kurbo::Point;

use super::glyphs::{Glyph, PageGlyphs};
use super::paint::{Hidden, Paintings};

/// What stands for words under a box that a reader sees: without it the words on either side would be one sentence.
pub(crate) const BOX: char = '█';

/// Leaves of the page's glyphs what its reader sees. Where most of its words lie without ink over a picture, they are
/// what a machine read in it: they stay, and the page says so.
pub(crate) fn settle(page: &mut PageGlyphs, painted: &Paintings) {
    let letter = |g: &&Glyph| g.c.is_alphanumeric();
    let laid = |g: &&Glyph| {
        let at = Point::new(
            f64::from(g.left + g.right) / 2.0,
            f64::from(g.top + g.bottom) / 2.0,
        );
        g.hidden == Some(Hidden::Inkless) && painted.on_a_picture(at)
    };
    let read = page.glyphs.iter().filter(letter).filter(laid).count();
    let printed = page
        .glyphs
        .iter()
        .filter(letter)
        .filter(|g| g.hidden.is_none())
        .count();
    page.machine_read = read > 0 && (read > printed || page.picture > 0.5);
    if page.machine_read {
        for g in &mut page.glyphs {
            if laid(&&*g) {
                g.hidden = None;
            }
        }
    }
    for g in page.glyphs.iter().filter(letter) {
        if let Some(how) = g.hidden {
            *page.hidden.entry(how).or_default() += 1;
        }
    }
    if page.glyphs.iter().all(|g| g.hidden.is_none()) {
        return;
    }
    let seen: Vec<Glyph> = page
        .glyphs
        .iter()
        .filter(|g| g.hidden.is_none() && !g.c.is_whitespace())
        .copied()
        .collect();
    let mut out: Vec<Glyph> = Vec::with_capacity(page.glyphs.len());
    let mut boxed: Option<Glyph> = None;
    for g in std::mem::take(&mut page.glyphs) {
        match g.hidden {
            None => {
                // A space between covered words belongs to them.
                if !g.c.is_whitespace() {
                    boxed = None;
                }
                out.push(g);
            }
            Some(Hidden::Covered) if g.c.is_alphanumeric() => {
                let goes_on = boxed.is_some_and(|b| (b.baseline - g.baseline).abs() < g.size * 0.5);
                let printed_over = || seen.iter().any(|s| overlap(s, &g));
                if !goes_on && !printed_over() {
                    out.push(Glyph {
                        c: BOX,
                        hidden: None,
                        ..g
                    });
                }
                boxed = Some(g);
            }
            Some(_) => {}
        }
    }
    page.glyphs = out;
}

fn overlap(a: &Glyph, b: &Glyph) -> bool {
    let across = a.right.min(b.right) - a.left.max(b.left);
    let down = a.bottom.min(b.bottom) - a.top.max(b.top);
    across > 0.0 && down > (b.bottom - b.top) * 0.4
}
