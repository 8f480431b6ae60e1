//! Words of a text with their places, folded so that lexicons need one spelling only.
//!
//! Lower case; curly apostrophes straight; a possessive loses its "'s"; a hyphen parts words ("multi-agency" is two);
//! a contracted "not" is written out ("isn't" is "is not", both where the contraction stands).
//! Depends on nothing. Deliberately not here: what any word means.

use std::ops::Range;

/// A word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Token {
    /// Folded as the module says.
    pub word: String,
    /// Offsets in Unicode scalar values, end exclusive.
    pub start: usize,
    pub end: usize,
    /// What stands between this word and the one before.
    pub gap: Gap,
}

/// What stands between two words, the strongest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Gap {
    /// Nothing but space, hyphens or quotation marks.
    Space,
    /// A comma, a dash or a bracket.
    Comma,
    /// A colon, semicolon or the end of a sentence.
    Stop,
}

/// The words of `text`.
pub(crate) fn tokens(text: &str) -> Vec<Token> {
    let chars: Vec<char> = text.chars().collect();
    let mut out = Vec::new();
    let mut gap = Gap::Space;
    let mut i = 0;
    while i < chars.len() {
        let c = chars[i];
        if c.is_alphanumeric() {
            let start = i;
            let mut word = String::new();
            while i < chars.len() {
                let c = chars[i];
                let next = chars.get(i + 1).copied();
                if c.is_alphanumeric() {
                    word.extend(c.to_lowercase());
                } else if is_apostrophe(c) && next.is_some_and(char::is_alphanumeric) {
                    word.push('\'');
                } else if matches!(c, '.' | ',')
                    && chars[i - 1].is_ascii_digit()
                    && next.is_some_and(|n| n.is_ascii_digit())
                {
                    if c == '.' {
                        word.push('.');
                    }
                } else {
                    break;
                }
                i += 1;
            }
            let mut push = |word: &str, gap| {
                out.push(Token {
                    word: word.to_owned(),
                    start,
                    end: i,
                    gap,
                });
            };
            match contracted(&word) {
                // Written as one word, as it is where it is not contracted.
                Some("can") => push("cannot", gap),
                Some(verb) => {
                    push(verb, gap);
                    push("not", Gap::Space);
                }
                None => push(word.strip_suffix("'s").unwrap_or(&word), gap),
            }
            gap = Gap::Space;
            continue;
        }
        match c {
            '%' => {
                out.push(Token {
                    word: "%".to_owned(),
                    start: i,
                    end: i + 1,
                    gap,
                });
                gap = Gap::Space;
            }
            // "Cllr Lowe (Con.) felt": the stop is the short form's.
            ')' if i > 0 && chars[i - 1] == '.' && goes_on(&chars[i + 1..]) => gap = Gap::Comma,
            ',' | '(' | ')' | '[' | ']' | '–' | '—' => gap = gap.max(Gap::Comma),
            ':' | ';' | '.' | '!' | '?' | '•' => gap = gap.max(Gap::Stop),
            _ => {}
        }
        i += 1;
    }
    out
}

/// Verbs that "not" is contracted with, and how they are then spelled where that is not the verb itself.
const CONTRACTED: &[(&str, &str)] = &[
    ("ai", "is"),
    ("are", "are"),
    ("ca", "can"),
    ("could", "could"),
    ("did", "did"),
    ("do", "do"),
    ("does", "does"),
    ("had", "had"),
    ("has", "has"),
    ("have", "have"),
    ("is", "is"),
    ("might", "might"),
    ("must", "must"),
    ("need", "need"),
    ("ought", "ought"),
    ("sha", "shall"),
    ("should", "should"),
    ("was", "was"),
    ("were", "were"),
    ("wo", "will"),
    ("would", "would"),
];

/// The verb of a contracted "not". The apostrophe may be lost, where that leaves no other word ("cant", "wont").
fn contracted(word: &str) -> Option<&'static str> {
    let lost = !word.contains('\'');
    let spelled = word
        .strip_suffix("n't")
        .or_else(|| word.strip_suffix("nt"))?;
    if lost && matches!(spelled, "ai" | "ca" | "sha" | "wo") {
        return None;
    }
    let of = |&&(short, _): &&(&str, &'static str)| short == spelled;
    CONTRACTED.iter().find(of).map(|(_, verb)| *verb)
}

/// A small letter follows: the sentence has not ended.
fn goes_on(after: &[char]) -> bool {
    let next = after.iter().find(|c| !c.is_whitespace());
    next.is_some_and(|c| c.is_lowercase())
}

pub(crate) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | '´' | '′' | '`')
}

/// The characters `range` (in Unicode scalar values) of `text`.
pub(crate) fn slice(text: &str, range: Range<usize>) -> String {
    text.chars()
        .skip(range.start)
        .take(range.end.saturating_sub(range.start))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_and_keeps_places() {
        let text = "Children’s multi-agency plans, 1,250 (4.5%)";
        let found = tokens(text);
        let words: Vec<_> = found.iter().map(|t| t.word.as_str()).collect();
        assert_eq!(
            words,
            ["children", "multi", "agency", "plans", "1250", "4.5", "%"]
        );
        assert_eq!(slice(text, found[0].start..found[0].end), "Children’s");
        assert_eq!(found[4].gap, Gap::Comma);
        assert_eq!(found[2].gap, Gap::Space);
    }

    #[test]
    fn a_contracted_not_is_a_word_where_the_contraction_stands() {
        for (text, wanted) in [
            ("It isn’t so", "it is not so"),
            ("They WEREN'T seen", "they were not seen"),
            ("Staff can‘t say", "staff cannot say"),
            (
                "We won't, don´t and shan’t",
                "we will not do not and shall not",
            ),
            ("They havent come", "they have not come"),
            (
                "A wont, cant; the tenants’ aunt",
                "a wont cant the tenants aunt",
            ),
        ] {
            let words: Vec<_> = tokens(text).into_iter().map(|t| t.word).collect();
            assert_eq!(words.join(" "), wanted, "{text}");
        }
        let text = "Plans, weren’t made";
        let found = tokens(text);
        assert_eq!(slice(text, found[1].start..found[2].end), "weren’t");
        assert_eq!(found[2].gap, Gap::Space);
    }
}
