//! Printed numbers and bullets before a paragraph, and how to take them off.

use super::glyphs::Glyph;
use super::symbols::is_bullet;

/// A number or bullet at the start of a paragraph.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Leading {
    /// The number without its full stop or brackets; none for a bullet.
    pub number: Option<String>,
    /// How many characters of the text it takes, with the space after it.
    pub length: usize,
}

/// How the paragraph is set, which decides what may count as its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Setting {
    /// An item of a list, or its label.
    Item,
    /// Running text, a heading or a cell: only what cannot be part of the sentence.
    Running,
}

/// The number or bullet that `text` begins with.
pub(crate) fn leading(text: &[Glyph], setting: Setting) -> Option<Leading> {
    let token: String = text
        .iter()
        .take(12)
        .map(|g| g.c)
        .take_while(|c| *c != ' ')
        .collect();
    let length = token.chars().count();
    let has_space = text.get(length).is_some_and(|g| g.c == ' ');
    let rest = text.get(length + usize::from(has_space)).map(|g| g.c);
    let first = token.chars().next()?;

    if is_bullet(first)
        || (first == '-' || first == '–' || first == '−' || first == 'o') && length == 1
    {
        // A dash or an "o" is a bullet only where it stands alone before the text.
        let alone = length == 1 && (has_space || text.len() == 1);
        if first != 'o' || setting == Setting::Item {
            let glued = !alone && is_bullet(first);
            if alone || glued {
                return Some(Leading {
                    number: None,
                    length: 1 + usize::from(alone && has_space),
                });
            }
        }
        return None;
    }

    let core = token
        .trim_start_matches('(')
        .trim_end_matches([')', '.', ':']);
    let closed = token.ends_with([')', '.']);
    let whole = rest.is_some();
    let taken = Leading {
        number: Some(core.to_owned()),
        length: length + usize::from(has_space),
    };
    let parts: Vec<&str> = core.split('.').collect();
    let numeric = parts
        .iter()
        .all(|p| (1..=3).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_digit()));
    if numeric && has_space && whole {
        let starts_text =
            rest.is_some_and(|c| c.is_uppercase() || matches!(c, '‘' | '“' | '\'' | '"'));
        return match (parts.len(), setting) {
            (1, Setting::Running) => closed.then_some(taken),
            (1, Setting::Item) => (closed || starts_text && core.len() <= 2).then_some(taken),
            _ => (closed || starts_text).then_some(taken),
        };
    }
    let lettered = core.len() == 1 && core.bytes().all(|b| b.is_ascii_lowercase())
        || (2..=5).contains(&core.len()) && core.bytes().all(|b| b"ivx".contains(&b));
    let bracketed = token.ends_with(')');
    if lettered && has_space && whole && (bracketed || closed && setting == Setting::Item) {
        return Some(taken);
    }
    None
}

/// Whether the label of a list item is a mark: a bullet, a number or a letter. Anything else is words.
pub(crate) fn is_mark(label: &str) -> bool {
    let label = label.trim();
    let bullet = |c: char| {
        !c.is_alphanumeric()
            && !matches!(
                c,
                '‘' | '’' | '“' | '”' | '\'' | '"' | '(' | ')' | '[' | ']' | '.' | ','
            )
    };
    label == "o" || label.chars().all(bullet) || of_label(label).is_some()
}

/// The number of a list item's own label ("1.", "(a)", "2.1", "iv)"); none for a bullet and for words.
pub(crate) fn of_label(label: &str) -> Option<String> {
    let label = label.trim();
    let core = label
        .trim_start_matches(['(', '['])
        .trim_end_matches([')', ']', '.', ':']);
    let closed = core.len() < label.len();
    let digits = |p: &str| (1..=3).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_digit());
    // "2a" and "4.1b" carry a letter after the number.
    let numeric = core
        .strip_suffix(|c: char| c.is_ascii_lowercase())
        .unwrap_or(core)
        .split('.')
        .all(digits);
    let mut letters = core.bytes();
    let lettered = letters.next().is_some_and(|first| {
        first.is_ascii_alphabetic() && core.len() <= 4 && letters.all(|b| b == first)
    });
    let roman = !core.is_empty()
        && core.len() <= 8
        && (core.bytes().all(|b| b"ivxl".contains(&b))
            || core.bytes().all(|b| b"IVXL".contains(&b)));
    // A letter alone may be the word "a" or "I".
    (numeric || closed && (lettered || roman)).then(|| core.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_is_a_number_a_letter_a_bullet_or_words() {
        for number in [
            "1.", "12", "(a)", "iv)", "2.1", "3b.", "[7]", "bb.", "(xviii)",
        ] {
            assert!(of_label(number).is_some() && is_mark(number), "{number}");
        }
        for bullet in ["", "•", "◼", "–", "o", "\u{fffd}"] {
            assert!(of_label(bullet).is_none() && is_mark(bullet), "{bullet}");
        }
        for words in [
            "the child",
            "child.",
            "well.",
            "2025",
            "‘",
            "a",
            "it",
            "(SEND)",
        ] {
            assert!(of_label(words).is_none() && !is_mark(words), "{words}");
        }
    }
}
