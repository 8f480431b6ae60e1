//! Documents as they were read. Words, which are many, are packed; everything else is JSON.

use scrutiny_domain::document::{Document, Word};
use sqlx::SqliteConnection;

use crate::changes::body;
use crate::{StoreError, Workspace};

/// Bytes of a packed word: four u32 and four f32, little endian.
const WORD: usize = 32;

impl Workspace {
    /// A document with its words and their boxes.
    pub async fn document(&self, sha256: &str) -> Result<Option<Document>, StoreError> {
        let row = sqlx::query!(
            "SELECT d.body, d.words FROM documents AS d JOIN sources AS s ON s.id = d.source WHERE s.sha256 = ?",
            sha256
        )
        .fetch_optional(&self.pool)
        .await?;
        let Some(row) = row else { return Ok(None) };
        let mut document: Document = body(&row.body)?;
        document.words = unpack(&row.words)?;
        Ok(Some(document))
    }

    /// The document of one source, without its words: what comparing works on.
    pub async fn document_without_words(&self, source: i64) -> Result<Document, StoreError> {
        let row = sqlx::query_scalar!("SELECT body FROM documents WHERE source = ?", source)
            .fetch_optional(&self.pool)
            .await?;
        body(&row.ok_or(StoreError::Missing {
            what: "source",
            id: source,
        })?)
    }

    /// Row, pages and findings of every source.
    pub async fn sizes(&self) -> Result<Vec<(i64, usize, usize)>, StoreError> {
        let rows = sqlx::query!(
            r#"SELECT d.source, json_array_length(d.body, '$.pages') AS "pages!: i64",
                   (SELECT count(*) FROM findings AS f WHERE f.source = d.source) AS "findings!: i64"
               FROM documents AS d ORDER BY d.source"#
        )
        .fetch_all(&self.pool)
        .await?;
        let count = |n: i64| usize::try_from(n).unwrap_or_default();
        Ok(rows
            .into_iter()
            .map(|r| (r.source, count(r.pages), count(r.findings)))
            .collect())
    }
}

pub(crate) async fn put(
    tx: &mut SqliteConnection,
    source: i64,
    document: &Document,
) -> Result<(), StoreError> {
    let words = pack(&document.words)?;
    let bare = Document {
        source: document.source.clone(),
        pages: document.pages.clone(),
        paragraphs: document.paragraphs.clone(),
        words: Vec::new(),
    };
    let text = serde_json::to_string(&bare)?;
    sqlx::query!(
        "INSERT INTO documents (source, body, words) VALUES (?1, ?2, ?3)
         ON CONFLICT (source) DO UPDATE SET body = excluded.body, words = excluded.words",
        source,
        text,
        words
    )
    .execute(tx)
    .await?;
    Ok(())
}

fn pack(words: &[Word]) -> Result<Vec<u8>, StoreError> {
    let mut bytes = Vec::with_capacity(words.len() * WORD);
    for w in words {
        for n in [w.paragraph, w.start, w.end, w.page] {
            bytes.extend(
                u32::try_from(n)
                    .map_err(|_| StoreError::UnreadableWords)?
                    .to_le_bytes(),
            );
        }
        for n in [w.left, w.top, w.right, w.bottom] {
            bytes.extend(n.to_le_bytes());
        }
    }
    Ok(bytes)
}

fn unpack(bytes: &[u8]) -> Result<Vec<Word>, StoreError> {
    let (words, rest) = bytes.as_chunks::<WORD>();
    if !rest.is_empty() {
        return Err(StoreError::UnreadableWords);
    }
    Ok(words
        .iter()
        .map(|word| {
            let (fields, _) = word.as_chunks::<4>();
            let count = |i: usize| u32::from_le_bytes(fields[i]) as usize;
            let place = |i: usize| f32::from_le_bytes(fields[i]);
            Word {
                paragraph: count(0),
                start: count(1),
                end: count(2),
                page: count(3),
                left: place(4),
                top: place(5),
                right: place(6),
                bottom: place(7),
            }
        })
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_come_back_exactly() {
        let words: Vec<Word> = (0..3u8)
            .map(|i| Word {
                paragraph: usize::from(i),
                start: 7,
                end: 70_000,
                page: 2,
                left: 0.1 + f32::from(i),
                top: f32::MIN_POSITIVE,
                right: 595.276,
                bottom: -1.5,
            })
            .collect();
        assert_eq!(unpack(&pack(&words).unwrap()).unwrap(), words);
    }

    #[test]
    fn a_cut_word_is_refused() {
        assert!(matches!(unpack(&[0; 33]), Err(StoreError::UnreadableWords)));
    }
}
