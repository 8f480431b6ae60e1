//! Interviews that are printed as questions and answers, without marks and without names.
//!
//! A paper says of itself that somebody "was talking to" its writer, or calls itself an interview. From its first
//! question on, what is asked is the paper's, and what is answered is told to be nobody's: the page does not say in so
//! many words whose it is. Deliberately not here: interviews that quote.

use std::sync::LazyLock;

use regex::Regex;

use crate::document::kind::Kind;
use crate::document::{Document, Paragraph};
use crate::prose::outside_marks;

/// How long a line is that says of a paper that it is an interview, in characters.
const LINE: usize = 90;

static SAYS_SO: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)\b(?:was|were)\s+(?:talking|speaking)\s+to\b|\bin\s+conversation\s+with\b|\binterview(?:ed\s+by)?\b|\bq\s?(?:&|and)\s?a\b",
    )
    .expect("a constant pattern")
});

static YOU: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i)\byou(?:r|[’']\w+)?\b").expect("a constant pattern"));

static I_OR_WE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\b(?:I|[Mm]y|[Ww]e|[Oo]ur|[Uu]s)\b").expect("a constant pattern")
});

/// The index of the paragraph with the first question of an interview; none where a paper is no interview.
pub(super) fn first_question(document: &Document, kind: Kind) -> Option<usize> {
    let line = |p: &Paragraph| p.text.chars().count() <= LINE && SAYS_SO.is_match(&p.text);
    let says_so = kind == Kind::NewsArticle && document.paragraphs.iter().any(line);
    let mut questions = document.paragraphs.iter().filter(|p| says_so && p.asks());
    let first = questions.next()?;
    questions.next().map(|_| first.index)
}

/// Whether a paragraph of an interview is an answer: it asks nothing, and speaks to nobody.
pub(super) fn answers(p: &Paragraph) -> bool {
    let told = outside_marks(&p.text, false);
    let put_to_somebody = YOU.is_match(&told) && !I_OR_WE.is_match(&told);
    let about_it = SAYS_SO.is_match(&told) && p.text.chars().count() <= LINE;
    !p.asks() && !put_to_somebody && !about_it
}
