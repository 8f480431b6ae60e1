//! Finding words in everything: paragraphs, findings, facts and notes.
//!
//! What a person types is words, never a query language: every word must occur, "words in quotation marks" together,
//! and `word*` finds what begins so. Word forms are folded ("caseloads" finds "caseload").

use std::ops::Range;

use scrutiny_domain::document::Document;
use scrutiny_domain::document::facts::Facts;
use scrutiny_domain::findings::Finding;
use sqlx::SqliteConnection;

use crate::{StoreError, Workspace};

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
    pub hits: Vec<Hit>,
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
        let Some(wanted) = expression(query.words) else {
            return Ok(Hits {
                counts: PassageKind::ALL.map(|k| (k, 0)).into(),
                order: Order::Best,
                hits: Vec::new(),
            });
        };
        // One state of the file for both.
        let mut tx = self.pool.begin().await?;
        let counts = counts(&mut tx, &wanted).await?;
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
            hits: listed.into_iter().map(Hit::from).collect(),
        })
    }
}

/// How many passages of each kind there are; only what is set aside does not count. The index holds all that is asked
/// for, so that no passage is read.
async fn counts(
    tx: &mut SqliteConnection,
    wanted: &str,
) -> Result<[(PassageKind, i64); 4], StoreError> {
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

/// What the person typed as an FTS5 expression in which nothing they typed is an operator.
fn expression(words: &str) -> Option<String> {
    let mut terms = Vec::new();
    // Also the typographic marks that a word processor makes of what is typed.
    let plain = words.replace(['“', '”', '„'], "\"");
    for (i, part) in plain.split('"').enumerate() {
        // Odd parts stand between quotation marks.
        let pieces: Vec<&str> = if i % 2 == 1 {
            vec![part]
        } else {
            part.split_whitespace().collect()
        };
        for piece in pieces {
            let (stem, star) = match piece.strip_suffix('*') {
                Some(stem) if i % 2 == 0 => (stem, "*"),
                _ => (piece, ""),
            };
            if stem.chars().any(char::is_alphanumeric) {
                terms.push(format!("\"{stem}\"{star}"));
            }
        }
    }
    (!terms.is_empty()).then(|| terms.join(" AND "))
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

/// Puts what can be found of a source in the place of what could be found before. Notes about it stay.
pub(crate) async fn put_source(
    tx: &mut SqliteConnection,
    source: i64,
    document: &Document,
    facts: &Facts,
    findings: &[Finding],
) -> Result<(), StoreError> {
    sqlx::query!(
        "DELETE FROM passages WHERE source = ? AND kind <> 'note'",
        source
    )
    .execute(&mut *tx)
    .await?;
    for p in document.paragraphs.iter().filter(|p| !p.text.is_empty()) {
        let passage = Passage {
            item: p.index,
            page: p.page(),
            paragraph: Some(p.label()),
            text: &p.text,
        };
        put(&mut *tx, PassageKind::Paragraph, source, passage).await?;
    }
    for f in findings {
        let passage = Passage {
            item: f.index,
            page: f.citation.pages.first().copied().unwrap_or_default(),
            paragraph: Some(f.citation.paragraph.clone()),
            text: f.quote(),
        };
        put(&mut *tx, PassageKind::Finding, source, passage).await?;
    }
    for (item, (text, page)) in stated(facts).into_iter().enumerate() {
        let passage = Passage {
            item,
            page,
            paragraph: None,
            text: &text,
        };
        put(&mut *tx, PassageKind::Fact, source, passage).await?;
    }
    Ok(())
}

struct Passage<'a> {
    item: usize,
    page: usize,
    paragraph: Option<String>,
    text: &'a str,
}

async fn put(
    tx: &mut SqliteConnection,
    kind: PassageKind,
    source: i64,
    passage: Passage<'_>,
) -> Result<(), StoreError> {
    let kind = kind.slug();
    let item = i64::try_from(passage.item).unwrap_or(i64::MAX);
    let page = i64::try_from(passage.page).unwrap_or(i64::MAX);
    sqlx::query!(
        "INSERT INTO passages (kind, source, item, page, paragraph, text) VALUES (?, ?, ?, ?, ?, ?)",
        kind,
        source,
        item,
        page,
        passage.paragraph,
        passage.text
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// The facts that are words, with their pages.
fn stated(facts: &Facts) -> Vec<(String, usize)> {
    let mut out = Vec::new();
    let mut add = |text: &str, page: usize| out.push((text.to_owned(), page));
    if let Some(t) = &facts.title {
        add(&t.value, t.place.page);
    }
    if let Some(a) = &facts.authority {
        add(&a.value.name, a.place.page);
    }
    for i in &facts.inspectors {
        add(&i.value.name, i.place.page);
    }
    if let Some(d) = &facts.director {
        add(&d.value, d.place.page);
    }
    for f in &facts.focus {
        add(&f.value, f.place.page);
    }
    for j in &facts.judgements {
        add(&j.place.quote, j.place.page);
    }
    for r in &facts.recommendations {
        add(&r.text, r.place.page);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_typed_is_an_operator() {
        assert_eq!(
            expression("care leavers").as_deref(),
            Some(r#""care" AND "leavers""#)
        );
        assert_eq!(
            expression(r#""care leavers" health*"#).as_deref(),
            Some(r#""care leavers" AND "health"*"#)
        );
        assert_eq!(
            expression("NEAR(a OR b) ^ -").as_deref(),
            Some(r#""NEAR(a" AND "OR" AND "b)""#)
        );
        assert_eq!(
            expression("“at risk” of").as_deref(),
            Some(r#""at risk" AND "of""#)
        );
        assert_eq!(expression("  * \" "), None);
    }

    #[test]
    fn marks_become_places_counted_in_characters() {
        let found = snippet("…é \u{2}plan\u{3} and \u{2}plans\u{3}");
        assert_eq!(found.text, "…é plan and plans");
        assert_eq!(found.found, [3..7, 12..17]);
    }
}
