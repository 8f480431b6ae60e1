//! What every format says in the same words: a state, that it is to be checked, what belongs to a question.

use scrutiny_domain::briefing::Asked;
use scrutiny_domain::findings::{Direction, Level};
use scrutiny_domain::vocabulary;

use crate::theme::{Ink, MIXED, SOFT, STRONG, WEAK};

/// Shape, ink and words of a state. The shape is drawn, the words are read.
pub fn state_words(level: Level, direction: Direction) -> (&'static str, Ink, String) {
    let (shape, ink) = match level {
        Level::Weakness => ("■", WEAK),
        Level::Mixed => ("◆", MIXED),
        Level::Strength => ("●", STRONG),
        Level::None => ("○", SOFT),
    };
    (shape, ink, vocabulary::state(level, direction))
}

/// What a state is called where a person should check it.
pub fn to_check(words: &str, check: bool) -> String {
    let check = if check { " (to\u{a0}check)" } else { "" };
    format!("{words}{check}")
}

/// What belongs to a question, a line each: for whom and what to ask for, why, what then.
pub fn belonging(asked: &Asked) -> Vec<String> {
    let whom = asked.whom.iter().map(|whom| format!("For {whom}."));
    let ask = (!asked.evidence.is_empty()).then(|| format!("Ask for: {}.", bare(&asked.evidence)));
    let first: Vec<String> = whom.chain(ask).collect();
    let first = (!first.is_empty()).then(|| first.join(" "));
    let why = asked
        .why
        .as_ref()
        .map(|why| format!("Why: {}.", why.trim_end_matches('.')));
    let then =
        (!asked.follow_ups.is_empty()).then(|| format!("Then: {}", asked.follow_ups.join(" ")));
    [first, why, then].into_iter().flatten().collect()
}

/// Parts of an enumeration without the full stops that they came with.
fn bare(parts: &[String]) -> String {
    let parts: Vec<&str> = parts
        .iter()
        .map(|part| part.trim_end_matches(['.', ';', ' ']))
        .collect();
    parts.join("; ")
}
