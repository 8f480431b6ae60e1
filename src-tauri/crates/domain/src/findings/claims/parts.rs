//! What a claim strings together ("found that … and that …"), each part by itself.
//!
//! Depends on the rules' verbs of saying. Deliberately not here: what a part rests on ([`super`]).

use std::collections::BTreeSet;
use std::ops::Range;

use crate::findings::rules::Rules;
use crate::findings::tokens::{Gap, tokens};

/// The things that a claim strings together: after a verb of saying with "that", after "and that", and after a comma
/// with "and". The whole where there is no such seam.
pub(super) fn parts(text: &str, rules: &Rules) -> Vec<Range<usize>> {
    let words = tokens(text);
    let word = |i: usize| words.get(i).map_or("", |t| t.word.as_str());
    let verbs: BTreeSet<usize> = rules
        .speakers
        .verbs
        .find(&words)
        .into_iter()
        .map(|m| m.tokens.end)
        .collect();
    // Where a part begins, and where the one before it ends.
    let mut seams: Vec<(usize, usize)> = Vec::new();
    for (i, token) in words.iter().enumerate().skip(1) {
        let and = usize::from(word(i - 1) == "and");
        let comma = token.gap == Gap::Comma;
        if word(i) == "that" && (verbs.contains(&i) || and == 1 || comma && !seams.is_empty()) {
            seams.push((i + 1, i - and));
        } else if word(i) == "and" && comma && word(i + 1) != "that" {
            seams.push((i + 1, i));
        }
    }
    let first = words.first().map_or(0, |t| t.start);
    // What introduces ("The letter says") is no claim.
    let introduced = seams
        .first()
        .is_some_and(|(at, _)| verbs.contains(&(at - 1)));
    let mut starts = Vec::new();
    if !introduced {
        starts.push((first, 0));
    }
    starts.extend(
        seams
            .iter()
            .filter(|(at, _)| *at < words.len())
            .map(|(at, before)| (words[*at].start, *before)),
    );
    let last = words.last().map_or(0, |t| t.end);
    let chars: Vec<char> = text.chars().collect();
    (0..starts.len())
        .map(|i| {
            let mut start = starts[i].0;
            // An opening quotation mark belongs to its words, and so does the closing one.
            if start > 0 && matches!(chars[start - 1], '“' | '‘' | '"') {
                start -= 1;
            }
            let end = starts
                .get(i + 1)
                .map_or(last, |(_, before)| words[before.saturating_sub(1)].end);
            let closed = matches!(chars.get(end), Some('”' | '’' | '"'));
            start..end.max(start) + usize::from(closed)
        })
        .filter(|r| !r.is_empty())
        .collect()
}
