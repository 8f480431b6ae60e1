//! What a person typed, as the index is asked for it.
//!
//! Words, never a query language: every word must occur, "words in quotation marks" together, and `word*` finds what
//! begins so. Deliberately not here: what is found ([`super`]).

use sqlx::SqliteConnection;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::Unfinished;
use crate::StoreError;

/// Most words that a beginning stands for, the most usual ones: of one that is written with an asterisk (only one or two
/// letters begin more), and of a word that is not finished, whose next letter somebody is about to type.
const WORDS: i64 = 250;
const WORDS_MEANWHILE: i64 = 16;

/// Letters from which on a word that is not finished is looked for.
const LETTERS: usize = 3;

/// One thing that must occur.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Term<'a> {
    /// A word, in whatever form.
    Word(&'a str),
    /// Words that stand together.
    Phrase(&'a str),
    /// The beginning of a word, written so.
    Beginning(&'a str),
    /// A word that may not be finished.
    Begun(&'a str),
}

/// What the person typed, of which nothing is an operator.
pub(super) fn terms(typed: &str) -> Vec<Term<'_>> {
    let mut terms = Vec::new();
    // Also the typographic marks that a word processor makes of what is typed.
    for (i, part) in typed.split(['"', '“', '”', '„']).enumerate() {
        // Odd parts stand between quotation marks.
        if i % 2 == 1 {
            terms.push(Term::Phrase(part));
            continue;
        }
        terms.extend(part.split_whitespace().map(|word| {
            word.strip_suffix('*')
                .map_or(Term::Word(word), Term::Beginning)
        }));
    }
    terms.retain(|term| {
        let (Term::Word(text) | Term::Phrase(text) | Term::Beginning(text) | Term::Begun(text)) =
            term;
        text.chars().any(char::is_alphanumeric)
    });
    terms
}

/// The same, with the last word as one that somebody may be typing. None where it cannot be.
pub(super) fn unfinished<'a>(
    typed: &str,
    terms: &[Term<'a>],
) -> Option<(Vec<Term<'a>>, Unfinished)> {
    let (&Term::Word(last), before) = terms.split_last()? else {
        return None;
    };
    if !typed.ends_with(char::is_alphanumeric) || !is_one_word(last) {
        return None;
    }
    let looked_for = last.chars().count() >= LETTERS;
    let mut so_far = before.to_vec();
    so_far.extend(looked_for.then_some(Term::Begun(last)));
    let word = last.to_owned();
    (!so_far.is_empty()).then_some((so_far, Unfinished { word, looked_for }))
}

/// True where the index has it as one word.
fn is_one_word(text: &str) -> bool {
    text.chars().all(char::is_alphanumeric)
}

/// The terms as an FTS5 expression; none where no word that occurs begins as one of them does.
pub(super) async fn expression(
    tx: &mut SqliteConnection,
    terms: &[Term<'_>],
) -> Result<Option<String>, StoreError> {
    let mut all = Vec::new();
    for term in terms {
        match term {
            Term::Word(text) | Term::Phrase(text) => all.push(format!("\"{text}\"")),
            Term::Beginning(text) if !is_one_word(text) => all.push(format!("\"{text}\"*")),
            Term::Beginning(text) | Term::Begun(text) => {
                let most = match term {
                    Term::Begun(_) => WORDS_MEANWHILE,
                    _ => WORDS,
                };
                let words = words_from(tx, text, most).await?;
                if words.is_empty() {
                    return Ok(None);
                }
                let words: Vec<String> = words.iter().map(|word| format!("\"{word}\"")).collect();
                all.push(format!("({})", words.join(" OR ")));
            }
        }
    }
    Ok((!all.is_empty()).then(|| all.join(" AND ")))
}

/// Words that occur and begin so, as they are written but for capitals and accents, the most usual first, so many at most.
async fn words_from(
    tx: &mut SqliteConnection,
    beginning: &str,
    most: i64,
) -> Result<Vec<String>, StoreError> {
    let from = folded(beginning);
    let to = format!("{from}{}", char::MAX);
    // With nothing joined to the word: of the column itself sqlx 0.9 asks SQLite where it comes from, and for a table of
    // this kind that ends the compiler.
    Ok(sqlx::query_scalar!(
        r#"SELECT term || '' AS "term!: String" FROM words WHERE term >= ? AND term < ? ORDER BY doc DESC, term LIMIT ?"#,
        from,
        to,
        most
    )
    .fetch_all(tx)
    .await?)
}

/// As the index of words has it (`unicode61 remove_diacritics 2`).
fn folded(word: &str) -> String {
    let plain = word.nfd().filter(|c| !is_combining_mark(*c));
    plain.flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_typed_is_an_operator() {
        use Term::{Beginning, Phrase, Word};
        assert_eq!(terms("care leavers"), [Word("care"), Word("leavers")]);
        assert_eq!(
            terms(r#""care leavers" health*"#),
            [Phrase("care leavers"), Beginning("health")]
        );
        assert_eq!(
            terms("NEAR(a OR b) ^ -"),
            [Word("NEAR(a"), Word("OR"), Word("b)")]
        );
        assert_eq!(terms("“at risk” of"), [Phrase("at risk"), Word("of")]);
        assert_eq!(terms("  * \" "), []);
    }

    #[test]
    fn only_a_last_word_that_may_go_on_is_unfinished() {
        let of = |typed| unfinished(typed, &terms(typed));
        let begun =
            |typed| of(typed).map(|(so_far, last)| (so_far.len(), last.word, last.looked_for));
        let is = |terms: usize, word: &str, looked_for| Some((terms, word.to_owned(), looked_for));
        assert_eq!(begun("too many casel"), is(3, "casel", true));
        assert_eq!(
            begun("many ca"),
            is(1, "ca", false),
            "too short to look for"
        );
        assert_eq!(begun("ca"), None, "and nothing before it");
        assert_eq!(begun("casel "), None, "a space ends it");
        assert_eq!(
            begun("“too many"),
            None,
            "words that stand together are as they are"
        );
        assert_eq!(begun("child's"), None, "two words to the index");
        assert_eq!(begun("case*"), None, "said already");
        assert_eq!(begun(""), None);
    }

    #[test]
    fn capitals_and_accents_do_not_matter() {
        assert_eq!(folded("Résumé"), "resume");
    }
}
