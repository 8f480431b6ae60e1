//! What a person typed, as the index is asked for it.
//!
//! Words, never a query language: every word must occur, "words in quotation marks" together, and `word*` finds what
//! begins so. Deliberately not here: what is found ([`super`]).

use super::Unfinished;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// One thing that must occur.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Term<'a> {
    /// A word, in whatever form.
    Word(&'a str),
    /// Words that stand together.
    Phrase(&'a str),
    /// The beginning of a word.
    Beginning(&'a str),
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
        let (Term::Word(text) | Term::Phrase(text) | Term::Beginning(text)) = term;
        text.chars().any(char::is_alphanumeric)
    });
    terms
}

/// Letters from which on a word that is not finished is looked for: fewer begin nearly everything.
const LETTERS: usize = 3;

/// The same, with the last word as the beginning of one, which somebody may be typing. None where it cannot be.
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
    so_far.extend(looked_for.then_some(Term::Beginning(last)));
    let word = last.to_owned();
    (!so_far.is_empty()).then_some((so_far, Unfinished { word, looked_for }))
}

/// True where the index has it as one word.
fn is_one_word(text: &str) -> bool {
    text.chars().all(char::is_alphanumeric)
}

/// What the two indices are asked for; at least one of them is asked for something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Wanted {
    /// Of the index with word forms folded, as an FTS5 expression.
    pub(super) whole: Option<String>,
    /// Of the index of words as they are written.
    pub(super) begun: Option<String>,
    /// Beginnings of words that `begun` asks for, as that index has them.
    pub(super) beginnings: Vec<String>,
}

impl Wanted {
    /// None where nothing is wanted.
    pub(super) fn of(terms: &[Term<'_>]) -> Option<Wanted> {
        let (mut whole, mut begun, mut beginnings) = (Vec::new(), Vec::new(), Vec::new());
        for term in terms {
            match term {
                Term::Word(text) | Term::Phrase(text) => whole.push(format!("\"{text}\"")),
                Term::Beginning(text) if is_one_word(text) => {
                    begun.push(format!("\"{text}\"*"));
                    beginnings.push(folded(text));
                }
                // Several words to the index, which only the other knows to stand together.
                Term::Beginning(text) => whole.push(format!("\"{text}\"*")),
            }
        }
        let all = |terms: Vec<String>| (!terms.is_empty()).then(|| terms.join(" AND "));
        let wanted = Wanted {
            whole: all(whole),
            begun: all(begun),
            beginnings,
        };
        (wanted.whole.is_some() || wanted.begun.is_some()).then_some(wanted)
    }
}

/// As the index of words has it (`unicode61 remove_diacritics 2`).
pub(super) fn folded(word: &str) -> String {
    let plain = word.nfd().filter(|c| !is_combining_mark(*c));
    plain.flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop where it is wrong")]
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
        let begun = |typed| {
            let (so_far, last) = unfinished(typed, &terms(typed))?;
            Some((so_far.len(), last.word, last.looked_for))
        };
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
    fn each_index_is_asked_for_what_it_knows() {
        let wanted = Wanted::of(&terms("“at risk” plans Casel* child's*")).unwrap();
        assert_eq!(
            wanted.whole.as_deref(),
            Some(r#""at risk" AND "plans" AND "child's"*"#)
        );
        assert_eq!(wanted.begun.as_deref(), Some(r#""Casel"*"#));
        assert_eq!(wanted.beginnings, ["casel"]);
        assert_eq!(Wanted::of(&[]), None);
    }

    #[test]
    fn capitals_and_accents_do_not_matter() {
        assert_eq!(folded("Résumé"), "resume");
    }
}
