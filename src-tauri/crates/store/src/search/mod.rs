//! Finding words in everything: paragraphs, findings, facts and notes.
//!
//! Word forms are folded ("caseloads" finds "caseload"). Where nothing has the last word as it was typed, what begins so
//! is found: somebody may still be typing it.

use std::ops::Range;

use sqlx::SqliteConnection;

use self::typed::Term;
use crate::{StoreError, Workspace};

pub(crate) use self::kept::put_source;

mod kept;
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
    pub order: Order,
    /// The last word, where nothing has all words as they were typed: somebody may still be typing it.
    pub unfinished: Option<Unfinished>,
    pub hits: Vec<Hit>,
}

/// A last word that nothing has as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unfinished {
    pub word: String,
    /// True where what is found has a word that begins so, a usual one at least; false where it is too short to look
    /// for: then what is found has the words before it.
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

/// Most passages that are put in order of how good they are. Words that are found in more are in everything, as "of" or
/// "children": that they occur says nothing of a passage, and weighing tens of thousands after a letter would be felt.
/// A case of one authority has fewer passages than this in all.
const RANKED: i64 = 3000;

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
                order: Order::Best,
                unfinished,
                hits: Vec::new(),
            });
        };
        let asked = counts
            .iter()
            .filter(|(kind, _)| query.kind.is_none_or(|k| k == *kind));
        let order = match asked.map(|(_, n)| n).sum::<i64>() {
            0..=RANKED => Order::Best,
            _ => Order::Papers,
        };
        let listed = match order {
            Order::Best => best(&mut tx, &wanted, query).await?,
            Order::Papers => by_paper(&mut tx, &wanted, query).await?,
        };
        tx.commit().await?;
        Ok(Hits {
            counts: counts.into(),
            order,
            unfinished,
            hits: listed.into_iter().map(Hit::from).collect(),
        })
    }
}

/// The terms as an FTS5 expression with how many passages of each kind have them all; none where no passage has.
async fn occurring(
    tx: &mut SqliteConnection,
    terms: &[Term<'_>],
) -> Result<Option<(String, Counts)>, StoreError> {
    let Some(wanted) = typed::expression(tx, terms).await? else {
        return Ok(None);
    };
    let counts = counts(tx, &wanted).await?;
    let some = counts.iter().any(|(_, n)| *n > 0);
    Ok(some.then_some((wanted, counts)))
}

/// Of each kind, in the order of [`PassageKind::ALL`].
type Counts = [(PassageKind, i64); 4];

/// How many passages of each kind there are; only what is set aside does not count. The index holds all that is asked
/// for, so that no passage is read.
async fn counts(tx: &mut SqliteConnection, wanted: &str) -> Result<Counts, StoreError> {
    let counted = sqlx::query!(
        r#"SELECT p.kind, count(*) AS "n!: i64"
           FROM passage_index AS f JOIN passages AS p INDEXED BY passages_kind ON p.id = f.rowid
               LEFT JOIN sources AS s ON s.id = p.source
           WHERE passage_index MATCH ? AND (coalesce(s.set_aside, 0) = 0 OR p.kind = 'note')
           GROUP BY p.kind"#,
        wanted
    )
    .fetch_all(tx)
    .await?;
    Ok(PassageKind::ALL.map(|kind| {
        let own = counted.iter().find(|row| row.kind == kind.slug());
        (kind, own.map_or(0, |row| row.n))
    }))
}

/// A hit as it is listed.
struct Row {
    kind: String,
    item: i64,
    page: Option<i64>,
    paragraph: Option<String>,
    sha256: Option<String>,
    file: Option<String>,
    snippet: String,
}

async fn best(
    tx: &mut SqliteConnection,
    wanted: &str,
    query: Query<'_>,
) -> Result<Vec<Row>, StoreError> {
    let kind = query.kind.map(PassageKind::slug);
    Ok(sqlx::query_as!(
        Row,
        r#"SELECT p.kind, p.item, p.page, p.paragraph, s.sha256 AS "sha256?", s.file AS "file?",
               snippet(passage_index, 0, char(2), char(3), '…', 40) AS "snippet!: String"
           FROM passage_index AS f JOIN passages AS p ON p.id = f.rowid LEFT JOIN sources AS s ON s.id = p.source
           WHERE passage_index MATCH ?1 AND (coalesce(s.set_aside, 0) = 0 OR p.kind = 'note') AND (?2 IS NULL OR p.kind = ?2)
           ORDER BY f.rank, p.id LIMIT ?3 OFFSET ?4"#,
        wanted,
        kind,
        query.limit,
        query.offset
    )
    .fetch_all(tx)
    .await?)
}

async fn by_paper(
    tx: &mut SqliteConnection,
    wanted: &str,
    query: Query<'_>,
) -> Result<Vec<Row>, StoreError> {
    let kind = query.kind.map(PassageKind::slug);
    // The index gives them in this order: nothing is sorted, and nothing after the last that is shown is looked at.
    Ok(sqlx::query_as!(
        Row,
        r#"SELECT p.kind, p.item, p.page, p.paragraph, s.sha256 AS "sha256?", s.file AS "file?",
               snippet(passage_index, 0, char(2), char(3), '…', 40) AS "snippet!: String"
           FROM passage_index AS f JOIN passages AS p ON p.id = f.rowid LEFT JOIN sources AS s ON s.id = p.source
           WHERE passage_index MATCH ?1 AND (coalesce(s.set_aside, 0) = 0 OR p.kind = 'note') AND (?2 IS NULL OR p.kind = ?2)
           ORDER BY f.rowid LIMIT ?3 OFFSET ?4"#,
        wanted,
        kind,
        query.limit,
        query.offset
    )
    .fetch_all(tx)
    .await?)
}

impl From<Row> for Hit {
    fn from(row: Row) -> Hit {
        let named = |kind: &PassageKind| kind.slug() == row.kind;
        Hit {
            kind: PassageKind::ALL
                .into_iter()
                .find(named)
                .unwrap_or(PassageKind::Paragraph),
            source: row.sha256.zip(row.file),
            item: row.item,
            page: row.page,
            paragraph: row.paragraph,
            snippet: snippet(&row.snippet),
        }
    }
}

/// Takes the marks out of FTS5's answer.
fn snippet(marked: &str) -> Snippet {
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
    Snippet { text, found }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_become_places_counted_in_characters() {
        let found = snippet("…é \u{2}plan\u{3} and \u{2}plans\u{3}");
        assert_eq!(found.text, "…é plan and plans");
        assert_eq!(found.found, [3..7, 12..17]);
    }
}
