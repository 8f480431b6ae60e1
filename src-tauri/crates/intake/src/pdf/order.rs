//! Whether the order that a file's structure states for the words of a paragraph is that in which they stand.
//!
//! Deliberately not here: the order of paragraphs, which columns and boxes make many of.

use super::blocks::Block;
use super::glyphs::{Glyph, Turn};

/// How far to the left, in ems, the next words of a line may begin before the end of those before them.
const BACK: f32 = 0.6;

/// Pages on which words of one paragraph are stated in another order than they stand in.
pub(crate) fn against_the_page(blocks: &[Block]) -> Vec<usize> {
    let wrong = blocks.iter().flat_map(|b| {
        let seen: Vec<&Glyph> = b.glyphs.iter().filter(|g| g.c.is_alphanumeric()).collect();
        seen.windows(2)
            .filter(|pair| goes_back(pair[0], pair[1]))
            .map(|pair| pair[1].page as usize)
            .collect::<Vec<_>>()
    });
    wrong.collect()
}

/// True where `next` stands before `last` on one line, or on a line above it.
fn goes_back(last: &Glyph, next: &Glyph) -> bool {
    if last.page != next.page || last.turn != next.turn || last.turn == Turn::Aslant {
        return false;
    }
    let (last, next) = (last.turned(), next.turned());
    let size = last.size.max(next.size).max(1.0);
    // Raised marks, and words of another size, stand elsewhere for a reason.
    if (last.size - next.size).abs() > size * 0.15 {
        return false;
    }
    let same_line = (last.baseline - next.baseline).abs() < size * 0.3;
    if same_line {
        return next.right < last.left - size * BACK;
    }
    // Up and to the right is the next column.
    next.baseline < last.baseline - size * 0.7 && next.left < last.right
}
