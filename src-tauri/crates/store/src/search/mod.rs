//! Finding words in everything: paragraphs, findings, facts and notes.
//!
//! Word forms are folded ("caseloads" finds "caseload"). Where nothing has the last word as it was typed, what begins so
//! is found: somebody may still be typing it.

use std::ops::Range;

use sqlx::SqliteConnection;

use self::listed::Counts;
use self::typed::{Term, Wanted};
use crate::{StoreError, Workspace};

pub(crate) use self::kept::put_source;

mod kept;
mod listed;
mod typed;

/// What a hit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PassageKind {
    Finding,
    Paragraph,
    Fact,
    Note,
}

impl PassageKind {
    /// All kinds, in the order in which they are shown.
    pub const ALL: [PassageKind; 4] = [
        PassageKind::Finding,
        PassageKind::Paragraph,
        PassageKind::Fact,
        PassageKind::Note,
    ];

    /// The name in data.
    pub fn slug(self) -> &'static str {
        match self {
            PassageKind::Finding => "finding",
            PassageKind::Paragraph => "paragraph",
            PassageKind::Fact => "fact",
            PassageKind::Note => "note",
        }
    }
}

/// What to look for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Query<'a> {
    /// As typed.
    pub words: &'a str,
    /// Only this kind; every kind where none.
    pub kind: Option<PassageKind>,
    pub limit: u32,
    pub offset: u32,
}

/// What was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Hits {
    /// How many of each kind there are in all, whatever [`Query::kind`] and the limit say.
    pub counts: Vec<(PassageKind, i64)>,
    /// True where there are more than were counted ([`COUNTED`]).
    pub more: bool,
    pub order: Order,
    /// The last word, where nothing has all words as they were typed: somebody may still be typing it.
    pub unfinished: Option<Unfinished>,
    pub hits: Vec<Hit>,
}

/// A last word that nothing has as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unfinished {
    pub word: String,
    /// True where what is found has a word that begins so; false where it is too short to look for: then what is found
    /// has the words before it.
    pub looked_for: bool,
}

/// What comes first among hits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// The best: words that are rare, close together, in a short passage.
    Best,
    /// The paper that came in first, from its beginning.
    Papers,
}

/// Most passages that are counted, and put in order of how good they are. Words that are found in more are in
/// everything, as "of" or "children": that they occur says nothing of a passage, nobody reads a thousand of them, and
/// weighing or counting tens of thousands after a letter would be felt.
const COUNTED: i64 = 1000;

/// A passage with the words in it.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    pub kind: PassageKind,
    /// SHA-256 and file name of the source; none for a note about no source.
    pub source: Option<(String, String)>,
    /// Paragraph index, position of the finding, ordinal of the fact, id of the annotation.
    pub item: i64,
    /// 0-based.
    pub page: Option<i64>,
    pub paragraph: Option<String>,
    pub snippet: Snippet,
}

/// Part of a passage around the words found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snippet {
    /// "…" stands where it was cut.
    pub text: String,
    /// Where the words are in `text`, in Unicode scalar values, end exclusive.
    pub found: Vec<Range<usize>>,
}

impl Workspace {
    /// Searches everything that is not set aside. No words, no hits.
    pub async fn search(&self, query: Query<'_>) -> Result<Hits, StoreError> {
        // One state of the file for all that is asked of it.
        let mut tx = self.pool.begin().await?;
        let typed = typed::terms(query.words);
        let mut found = occurring(&mut tx, &typed).await?;
        let mut unfinished = None;
        if found.is_none()
            && let Some((so_far, last)) = typed::unfinished(query.words, &typed)
        {
            found = occurring(&mut tx, &so_far).await?;
            unfinished = found.is_some().then_some(last);
        }
        let Some((wanted, counts)) = found else {
            return Ok(Hits {
                counts: PassageKind::ALL.map(|k| (k, 0)).into(),
                more: false,
                order: Order::Best,
                unfinished,
                hits: Vec::new(),
            });
        };
        let more = counts.iter().map(|(_, n)| n).sum::<i64>() > COUNTED;
        let order = match wanted.whole {
            // Weighed are words in whatever form; the beginning of a word weighs nothing.
            Some(_) if !more => Order::Best,
            _ => Order::Papers,
        };
        let rows = listed::list(&mut tx, &wanted, order, query).await?;
        tx.commit().await?;
        Ok(Hits {
            counts: counts.into(),
            more,
            order,
            unfinished,
            hits: rows.into_iter().map(|row| row.hit(&wanted)).collect(),
        })
    }
}

/// What is asked for, with how many passages of each kind have it all; none where no passage has.
async fn occurring(
    tx: &mut SqliteConnection,
    terms: &[Term<'_>],
) -> Result<Option<(Wanted, Counts)>, StoreError> {
    let Some(wanted) = Wanted::of(terms) else {
        return Ok(None);
    };
    let counts = listed::count(tx, &wanted).await?;
    let some = counts.iter().any(|(_, n)| *n > 0);
    Ok(some.then_some((wanted, counts)))
}

/// Takes the marks out of FTS5's answer, and marks words that begin so, of which it knows nothing.
fn snippet(marked: &str, beginnings: &[String]) -> Snippet {
    let (mut text, mut found, mut length, mut open) = (String::new(), Vec::new(), 0, 0);
    for c in marked.chars() {
        match c {
            '\u{2}' => open = length,
            '\u{3}' => found.push(open..length),
            c => {
                text.push(c);
                length += 1;
            }
        }
    }
    let begun = words_in(&text).filter(|(_, word)| {
        let word = typed::folded(word);
        beginnings.iter().any(|begun| word.starts_with(begun))
    });
    for (place, _) in begun {
        if !found
            .iter()
            .any(|one: &Range<usize>| one.contains(&place.start))
        {
            found.push(place);
        }
    }
    found.sort_by_key(|place| place.start);
    Snippet { text, found }
}

/// Each word with its place, in Unicode scalar values.
fn words_in(text: &str) -> impl Iterator<Item = (Range<usize>, &str)> {
    let mut at = 0;
    text.split_inclusive(|c: char| !c.is_alphanumeric())
        .map(move |piece| {
            let start = at;
            at += piece.chars().count();
            let word = piece.trim_end_matches(|c: char| !c.is_alphanumeric());
            (start..start + word.chars().count(), word)
        })
        .filter(|(place, _)| !place.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_become_places_counted_in_characters() {
        let found = snippet("…é \u{2}plan\u{3} and \u{2}plans\u{3}", &[]);
        assert_eq!(found.text, "…é plan and plans");
        assert_eq!(found.found, [3..7, 12..17]);
    }

    #[test]
    fn words_that_begin_so_are_marked_beside_them_each_once() {
        let beginnings = ["plan".to_owned(), "res".to_owned()];
        let found = snippet("…Résumé and \u{2}plans\u{3}, unresolved", &beginnings);
        assert_eq!(found.found, [1..7, 12..17]);
    }
}
