//! How many passages have what is wanted, and the first or best of them.
//!
//! Beside words in whatever form, of which one index knows, passages may have to have words that begin so, of which the
//! other knows. Deliberately not here: what is wanted ([`super::typed`]), and when which order is.

use sqlx::SqliteConnection;

use super::typed::Wanted;
use super::{COUNTED, Hit, Order, PassageKind, Query, snippet};
use crate::StoreError;

/// How many passages of each kind, in the order of [`PassageKind::ALL`].
pub(super) type Counts = [(PassageKind, i64); 4];

struct Count {
    kind: String,
    n: i64,
}

/// A hit as it is listed.
pub(super) struct Row {
    kind: String,
    item: i64,
    page: Option<i64>,
    paragraph: Option<String>,
    sha256: Option<String>,
    file: Option<String>,
    snippet: String,
}

/// What each kind of passage is counted by. Binds what `$index` is asked for, what begins so besides, and the most to
/// count. The rows of the index of words are asked for by `p.id`: by `f.rowid` SQLite asks `$index` once for each of them.
macro_rules! counted {
    ($index:literal, $($bound:expr),+) => {
        sqlx::query_as!(
            Count,
            r#"SELECT kind AS "kind!", count(*) AS "n!: i64" FROM (
                   SELECT p.kind AS kind
                   FROM "# + $index + r#" AS f JOIN passages AS p INDEXED BY passages_kind ON p.id = f.rowid
                       LEFT JOIN sources AS s ON s.id = p.source
                   WHERE "# + $index + r#" MATCH ?1
                       AND (?2 IS NULL OR p.id IN (SELECT rowid FROM word_index WHERE word_index MATCH ?2))
                       AND (coalesce(s.set_aside, 0) = 0 OR p.kind = 'note')
                   LIMIT ?3)
               GROUP BY kind"#,
            $($bound),+
        )
    };
}

/// What passages are listed by, in this order. Binds what `$index` is asked for, what begins so besides, the kind, how
/// many and from where.
macro_rules! listed {
    ($index:literal, $order:literal, $($bound:expr),+) => {
        sqlx::query_as!(
            Row,
            r#"SELECT p.kind, p.item, p.page, p.paragraph, s.sha256 AS "sha256?", s.file AS "file?",
                   snippet("# + $index + r#", 0, char(2), char(3), '…', 40) AS "snippet!: String"
               FROM "# + $index + r#" AS f JOIN passages AS p ON p.id = f.rowid LEFT JOIN sources AS s ON s.id = p.source
               WHERE "# + $index + r#" MATCH ?1
                   AND (?2 IS NULL OR p.id IN (SELECT rowid FROM word_index WHERE word_index MATCH ?2))
                   AND (coalesce(s.set_aside, 0) = 0 OR p.kind = 'note') AND (?3 IS NULL OR p.kind = ?3)
               ORDER BY "# + $order + r#" LIMIT ?4 OFFSET ?5"#,
            $($bound),+
        )
    };
}

/// How many passages there are, up to one more than [`COUNTED`]; only what is set aside does not count. The indices hold
/// all that is asked for, so that no passage is read.
pub(super) async fn count(
    tx: &mut SqliteConnection,
    Wanted { whole, begun, .. }: &Wanted,
) -> Result<Counts, StoreError> {
    let most = COUNTED + 1;
    let counted = match whole {
        Some(whole) => {
            counted!("passage_index", whole, begun, most)
                .fetch_all(tx)
                .await?
        }
        None => {
            counted!("word_index", begun, NOTHING, most)
                .fetch_all(tx)
                .await?
        }
    };
    Ok(PassageKind::ALL.map(|kind| {
        let own = counted.iter().find(|row| row.kind == kind.slug());
        (kind, own.map_or(0, |row| row.n))
    }))
}

/// Besides: where the index of words is itself asked.
const NOTHING: Option<String> = None;

/// The passages in this order. What only begins so is listed as the papers have it, whatever `order` says.
pub(super) async fn list(
    tx: &mut SqliteConnection,
    Wanted { whole, begun, .. }: &Wanted,
    order: Order,
    query: Query<'_>,
) -> Result<Vec<Row>, StoreError> {
    let kind = query.kind.map(PassageKind::slug);
    let (limit, offset) = (query.limit, query.offset);
    // In the order of papers an index gives them by itself: nothing is sorted, and nothing after the last that is shown
    // is looked at.
    let rows = match (whole, order) {
        (Some(whole), Order::Best) => {
            listed!(
                "passage_index",
                "f.rank, p.id",
                whole,
                begun,
                kind,
                limit,
                offset
            )
            .fetch_all(tx)
            .await?
        }
        (Some(whole), Order::Papers) => {
            listed!(
                "passage_index",
                "f.rowid",
                whole,
                begun,
                kind,
                limit,
                offset
            )
            .fetch_all(tx)
            .await?
        }
        (None, _) => {
            listed!("word_index", "f.rowid", begun, NOTHING, kind, limit, offset)
                .fetch_all(tx)
                .await?
        }
    };
    Ok(rows)
}

impl Row {
    /// The hit, with what was wanted marked in it.
    pub(super) fn hit(self, wanted: &Wanted) -> Hit {
        let named = |kind: &PassageKind| kind.slug() == self.kind;
        Hit {
            kind: PassageKind::ALL
                .into_iter()
                .find(named)
                .unwrap_or(PassageKind::Paragraph),
            source: self.sha256.zip(self.file),
            item: self.item,
            page: self.page,
            paragraph: self.paragraph,
            snippet: snippet(&self.snippet, &wanted.beginnings),
        }
    }
}
