//! Names made comparable: case, hyphens, "&", apostrophes and full stops do not tell authorities apart.

use std::ops::Range;

/// A word of a written name, made comparable, and the bytes it stands at.
pub(super) struct Word {
    pub normal: String,
    pub range: Range<usize>,
}

/// The words of a text. A possessive ending is left out of the word: "Croydon’s" is "croydon".
pub(super) fn words(text: &str) -> Vec<Word> {
    let mut found: Vec<Word> = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        if c == '&' {
            found.push(Word {
                normal: "and".to_owned(),
                range: start..start + 1,
            });
            continue;
        }
        if !c.is_alphanumeric() {
            continue;
        }
        let mut end = start + c.len_utf8();
        while let Some(&(at, next)) = chars.peek() {
            if !next.is_alphanumeric() {
                break;
            }
            end = at + next.len_utf8();
            chars.next();
        }
        found.push(Word {
            normal: text[start..end].to_lowercase(),
            range: start..end,
        });
    }
    join_possessives(text, found)
}

/// The comparable words of a name.
pub(super) fn normal(text: &str) -> Vec<String> {
    words(text).into_iter().map(|w| w.normal).collect()
}

/// "children's" is two runs of letters and one word; so is "Croydon’s", whose "s" is no part of the name.
fn join_possessives(text: &str, found: Vec<Word>) -> Vec<Word> {
    let mut kept: Vec<Word> = Vec::with_capacity(found.len());
    for word in found {
        let possessive = word.normal == "s"
            && kept.last().is_some_and(|w| {
                matches!(&text[w.range.end..word.range.start], "'" | "’" | "‘" | "`")
            });
        if !possessive {
            kept.push(word);
        }
    }
    // "childrens" and "children's" are meant alike.
    for word in &mut kept {
        if word.normal == "childrens" {
            word.normal = "children".to_owned();
        }
    }
    kept
}
