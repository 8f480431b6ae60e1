//! Where a line may end at a hyphen: nearly nowhere.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};

use parley::layout::BreakReason;
use parley::{Layout, LineBreakContext};

fn is_hyphen(character: char) -> bool {
    matches!(character, '-' | '\u{2010}')
}

/// Says where a line may end. A hyphen at the end of a line is lost when text is copied out ("lower-case" →
/// "lowercase"): never break there, but after the hyphens that are `free`, by their place among those of the text.
pub fn keep_hyphens(free: BTreeSet<usize>) -> impl Fn(LineBreakContext) -> Option<bool> {
    // Asked for each two neighbours in order, but for those with a line feed, and never told where it is.
    let met = AtomicUsize::new(0);
    move |at| {
        if !is_hyphen(at.before) {
            return None;
        }
        let hyphen = met.fetch_add(1, Ordering::Relaxed);
        (!free.contains(&hyphen)).then_some(false)
    }
}

/// The hyphens within the words that a line was torn in, by their place among those that something follows.
pub fn torn(shown: &str, layout: &Layout<usize>) -> BTreeSet<usize> {
    let ends_word = |character: char| character.is_whitespace() && character != '\u{a0}';
    let words: Vec<Range<usize>> = layout
        .lines()
        .filter(|line| line.break_reason() == BreakReason::Emergency)
        .map(|line| {
            let (before, after) = shown.split_at(line.text_range().end);
            let start = before.rfind(ends_word).unwrap_or_default();
            let length = after.find(ends_word).unwrap_or(after.len());
            start..before.len() + length
        })
        .collect();
    if words.is_empty() {
        return BTreeSet::new();
    }
    let mut pairs = shown.char_indices().peekable();
    let mut hyphens = Vec::new();
    while let Some((at, character)) = pairs.next() {
        let followed = pairs.peek().is_some_and(|(_, next)| *next != '\n');
        if is_hyphen(character) && followed {
            hyphens.push(at);
        }
    }
    let within = |(_, at): &(usize, &usize)| words.iter().any(|word| word.contains(*at));
    let found = hyphens.iter().enumerate().filter(within);
    found.map(|(place, _)| place).collect()
}
