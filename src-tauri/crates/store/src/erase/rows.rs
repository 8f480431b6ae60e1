//! What of a case goes where a paper or a note is erased, table by table.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use sqlx::{AssertSqlSafe, SqliteConnection};

use super::words::{Pieces, of_bytes, of_text};
use super::{Erase, Erased};
use crate::StoreError;
use crate::changes::Who;

/// What is erased, known so that it is found in backups too.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Known {
    /// SHA-256 of the file.
    Paper(String),
    /// Number of a note, and when it was first written: another note may have its number in a backup of another past.
    Note(i64, String),
}

/// Resolves a part of a file to the file; none where there is no such thing.
pub(super) async fn known(
    connection: &mut SqliteConnection,
    what: &Erase,
) -> Result<Option<Known>, StoreError> {
    Ok(match what {
        Erase::Paper(sha256) => {
            let file: Option<String> = sqlx::query_scalar(
                "SELECT coalesce(part ->> '$.file', sha256) FROM sources WHERE sha256 = ?",
            )
            .bind(sha256)
            .fetch_optional(connection)
            .await?;
            file.map(Known::Paper)
        }
        Erase::Note(id) => written(connection, *id)
            .await?
            .map(|at| Known::Note(*id, at)),
    })
}

/// When a note was first written.
async fn written(connection: &mut SqliteConnection, id: i64) -> Result<Option<String>, StoreError> {
    Ok(sqlx::query_scalar(
        "SELECT made FROM changes WHERE noun = 'annotation' AND noun_id = ? ORDER BY id LIMIT 1",
    )
    .bind(id)
    .fetch_optional(connection)
    .await?)
}

/// Erases it in a copy of a case that nobody else knows of. Gives what went, and the pieces of it that must be nowhere
/// any more. None where the file does not hold it.
pub(super) async fn erase(
    connection: &mut SqliteConnection,
    what: &Known,
    who: &Who,
) -> Result<Option<(Erased, Pieces)>, StoreError> {
    let triggers = let_go(connection).await?;
    let mut taken = Taken::default();
    let (slug, number) = match what {
        Known::Paper(sha256) => match taken.paper(connection, sha256).await? {
            None => return Ok(None),
            Some(id) => ("paper", id),
        },
        Known::Note(id, at) => {
            if written(connection, *id).await?.as_ref() != Some(at) {
                return Ok(None);
            }
            taken.note(connection, *id).await?;
            ("note", *id)
        }
    };
    let pieces = taken.packs(connection).await?;
    for index in ["passage_index", "word_index"] {
        // What was taken out of an index stays in it until it is made anew.
        let sql = format!("INSERT INTO {index} ({index}) VALUES ('rebuild')");
        sqlx::query(AssertSqlSafe(sql))
            .execute(&mut *connection)
            .await?;
    }
    sqlx::query("INSERT INTO erasures (made, by, what, number) VALUES (?, ?, ?, ?)")
        .bind(who.at.to_string())
        .bind(&who.by)
        .bind(slug)
        .bind(number)
        .execute(&mut *connection)
        .await?;
    for sql in triggers {
        sqlx::query(AssertSqlSafe(sql))
            .execute(&mut *connection)
            .await?;
    }
    Ok(Some((taken.erased, pieces)))
}

/// Takes off the triggers that keep originals and history; gives what puts them back.
async fn let_go(connection: &mut SqliteConnection) -> Result<Vec<String>, StoreError> {
    let triggers: Vec<(String, String)> = sqlx::query_as(
        "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name IN ('originals', 'changes')",
    )
    .fetch_all(&mut *connection)
    .await?;
    let mut back = Vec::new();
    for (name, sql) in triggers {
        // A name of our own schema.
        sqlx::query(AssertSqlSafe(format!("DROP TRIGGER {name}")))
            .execute(&mut *connection)
            .await?;
        back.push(sql);
    }
    Ok(back)
}

/// What was taken so far.
#[derive(Default)]
struct Taken {
    erased: Erased,
    pieces: BTreeSet<Vec<u8>>,
    /// What stands in a pack that has it: SHA-256, names of files.
    marks: Vec<String>,
}

impl Taken {
    /// The file and every paper in it. Gives the row of the file.
    async fn paper(
        &mut self,
        connection: &mut SqliteConnection,
        sha256: &str,
    ) -> Result<Option<i64>, StoreError> {
        let sources: Vec<(i64, String, String, Option<i64>)> = sqlx::query_as(
            "SELECT id, sha256, file, supersedes FROM sources
             WHERE sha256 = ?1 OR part ->> '$.file' = ?1 ORDER BY part IS NOT NULL, id",
        )
        .bind(sha256)
        .fetch_all(&mut *connection)
        .await?;
        let Some((first, _, name, _)) = sources.first().cloned() else {
            return Ok(None);
        };
        let ids: Vec<i64> = sources.iter().map(|s| s.0).collect();
        let gone: BTreeSet<String> = sources.iter().map(|s| s.1.clone()).collect();
        for (id, sha256, file, before) in &sources {
            self.text_of(connection, *id).await?;
            self.pieces.insert(sha256.clone().into_bytes());
            self.marks.push(sha256.clone());
            self.erased.papers.push(file.clone());
            // The issue before it is again before the one after it.
            sqlx::query("UPDATE sources SET supersedes = ?1 WHERE supersedes = ?2")
                .bind(before.filter(|b| !ids.contains(b)))
                .bind(id)
                .execute(&mut *connection)
                .await?;
        }
        self.written_on(connection, &gone).await?;
        for (id, ..) in &sources {
            let corrections: Vec<i64> =
                sqlx::query_scalar("SELECT id FROM corrections WHERE source = ?")
                    .bind(id)
                    .fetch_all(&mut *connection)
                    .await?;
            self.erased.decided += corrections.len();
            for correction in corrections {
                remove(connection, Table::Corrections, correction).await?;
            }
            sqlx::query("DELETE FROM changes WHERE noun = 'source' AND noun_id = ?")
                .bind(id)
                .execute(&mut *connection)
                .await?;
            for (table, column) in [
                ("passages", "source"),
                ("findings", "source"),
                ("facts", "source"),
                ("readings", "source"),
                ("documents", "source"),
                ("originals", "source"),
                ("sources", "id"),
            ] {
                let sql = format!("DELETE FROM {table} WHERE {column} = ?");
                sqlx::query(AssertSqlSafe(sql))
                    .bind(id)
                    .execute(&mut *connection)
                    .await?;
            }
        }
        let names: Vec<String> = sqlx::query_scalar("SELECT file FROM sources ORDER BY id")
            .fetch_all(&mut *connection)
            .await?;
        let came = |of: &str, in_it: &str| in_it.starts_with(&format!("{of} – "));
        let related = names.iter().filter(|n| came(&name, n) || came(n, &name));
        self.erased.came_with = related.cloned().collect();
        // A name that another paper has as well tells nothing of this one.
        let own = self.erased.papers.iter().filter(|n| !names.contains(n));
        self.marks.extend(own.cloned());
        Ok(Some(first))
    }

    /// Keeps pieces of what is read in a source, and of its bytes.
    async fn text_of(
        &mut self,
        connection: &mut SqliteConnection,
        id: i64,
    ) -> Result<(), StoreError> {
        let texts: Vec<String> =
            sqlx::query_scalar("SELECT text FROM passages WHERE source = ? AND kind <> 'note'")
                .bind(id)
                .fetch_all(&mut *connection)
                .await?;
        self.pieces.extend(texts.iter().flat_map(|t| of_text(t)));
        let bytes: Option<Vec<u8>> =
            sqlx::query_scalar("SELECT bytes FROM originals WHERE source = ?")
                .bind(id)
                .fetch_optional(connection)
                .await?;
        self.pieces
            .extend(bytes.iter().flat_map(|bytes| of_bytes(bytes)));
        Ok(())
    }

    /// What people wrote on the words of these sources goes; what they decided about them and others is left without
    /// them.
    async fn written_on(
        &mut self,
        connection: &mut SqliteConnection,
        gone: &BTreeSet<String>,
    ) -> Result<(), StoreError> {
        for table in [Table::Annotations, Table::Decisions] {
            let mut entries: BTreeMap<i64, Vec<Entry>> = BTreeMap::new();
            for sha256 in gone {
                let rows: Vec<Entry> = sqlx::query_as(
                    "SELECT noun_id, id, before, after FROM changes WHERE noun = ?1 AND noun_id IN
                         (SELECT noun_id FROM changes WHERE noun = ?1 AND
                              (instr(coalesce(before, ''), ?2) > 0 OR instr(coalesce(after, ''), ?2) > 0))",
                )
                .bind(table.noun())
                .bind(sha256)
                .fetch_all(&mut *connection)
                .await?;
                for row in rows {
                    let known = entries.entry(row.0).or_default();
                    if !known.contains(&row) {
                        known.push(row);
                    }
                }
            }
            for (id, versions) in entries {
                let mut rests = false;
                let mut shorter = Vec::new();
                for (_, entry, before, after) in versions {
                    let before = without(before.as_deref(), table, gone)?;
                    let after = without(after.as_deref(), table, gone)?;
                    rests |= matches!((&before, &after), (Rest::Gone, _) | (_, Rest::Gone));
                    shorter.push((entry, before.text(), after.text()));
                }
                if rests {
                    if table == Table::Annotations {
                        self.note(connection, id).await?;
                    } else {
                        self.erased.decided += 1;
                        remove(connection, table, id).await?;
                    }
                    continue;
                }
                for (entry, before, after) in shorter {
                    sqlx::query("UPDATE changes SET before = ?, after = ? WHERE id = ?")
                        .bind(before)
                        .bind(after)
                        .bind(entry)
                        .execute(&mut *connection)
                        .await?;
                }
                // The present state is what its last entry left.
                let sql = format!(
                    "UPDATE {0} SET body = (SELECT coalesce(after, before) FROM changes
                         WHERE noun = '{1}' AND noun_id = {0}.id ORDER BY id DESC LIMIT 1) WHERE id = ?",
                    table.name(),
                    table.noun()
                );
                sqlx::query(AssertSqlSafe(sql))
                    .bind(id)
                    .execute(&mut *connection)
                    .await?;
            }
        }
        Ok(())
    }

    /// What a person wrote, with every version.
    async fn note(&mut self, connection: &mut SqliteConnection, id: i64) -> Result<(), StoreError> {
        let versions: Vec<String> = sqlx::query_scalar(
            "SELECT text FROM (
                 SELECT id, before ->> '$.text' AS text FROM changes WHERE noun = 'annotation' AND noun_id = ?1
                 UNION ALL SELECT id, after ->> '$.text' FROM changes WHERE noun = 'annotation' AND noun_id = ?1
             ) WHERE text IS NOT NULL ORDER BY id",
        )
        .bind(id)
        .fetch_all(&mut *connection)
        .await?;
        self.pieces.extend(versions.iter().flat_map(|t| of_text(t)));
        let last = versions.last().cloned().unwrap_or_default();
        self.erased.notes.push((id, last));
        sqlx::query("DELETE FROM passages WHERE kind = 'note' AND item = ?")
            .bind(id)
            .execute(&mut *connection)
            .await?;
        remove(connection, Table::Annotations, id).await
    }

    /// Takes the words out of the packs that have any of it. Gives the pieces that must be nowhere any more: those that
    /// another paper has as well, or that somebody repeats in a note of their own, stay there.
    async fn packs(&mut self, connection: &mut SqliteConnection) -> Result<Pieces, StoreError> {
        let pieces = Pieces::of(std::mem::take(&mut self.pieces))?;
        let mut elsewhere = BTreeSet::new();
        let ids: Vec<i64> = sqlx::query_scalar("SELECT id FROM sources")
            .fetch_all(&mut *connection)
            .await?;
        for id in ids {
            for sql in [
                "SELECT bytes FROM originals WHERE source = ?",
                "SELECT CAST(body AS BLOB) FROM documents WHERE source = ?",
                "SELECT CAST(coalesce(group_concat(body, char(10)), '') AS BLOB) FROM findings WHERE source = ?",
                "SELECT CAST(body AS BLOB) FROM facts WHERE source = ?",
            ] {
                let bytes: Option<Vec<u8>> = sqlx::query_scalar(sql)
                    .bind(id)
                    .fetch_optional(&mut *connection)
                    .await?;
                elsewhere.extend(pieces.found_in(&bytes.unwrap_or_default()));
            }
        }
        let pieces = pieces.without(&elsewhere)?;

        let packs: Vec<(i64, String, String)> =
            sqlx::query_as("SELECT id, file, body FROM packs ORDER BY id")
                .fetch_all(&mut *connection)
                .await?;
        for (id, file, body) in packs {
            let marked = self.marks.iter().any(|mark| {
                let mark = Value::from(mark.as_str()).to_string();
                body.contains(mark.trim_matches('"'))
            });
            if marked || pieces.found_in(body.as_bytes()).next().is_some() {
                sqlx::query("UPDATE packs SET body = 'null' WHERE id = ?")
                    .bind(id)
                    .execute(&mut *connection)
                    .await?;
                self.erased.packs.push((id, file));
            }
        }

        let entries: Vec<(String, i64, String)> = sqlx::query_as(
            "SELECT noun, noun_id, coalesce(before, '') || char(10) || coalesce(after, '') FROM changes",
        )
        .fetch_all(connection)
        .await?;
        let mut repeated = BTreeSet::new();
        for (noun, id, text) in entries {
            let found: Vec<usize> = pieces.found_in(text.as_bytes()).collect();
            if !found.is_empty() && noun == "annotation" && !self.erased.repeated_in.contains(&id) {
                self.erased.repeated_in.push(id);
            }
            repeated.extend(found);
        }
        pieces.without(&repeated)
    }
}

/// An entry of the history: number of the thing, number of the entry, state before and after.
type Entry = (i64, i64, Option<String>, Option<String>);

/// Tables of what people did that can be about papers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Table {
    Annotations,
    Corrections,
    Decisions,
}

impl Table {
    fn name(self) -> &'static str {
        match self {
            Table::Annotations => "annotations",
            Table::Corrections => "corrections",
            Table::Decisions => "decisions",
        }
    }

    fn noun(self) -> &'static str {
        match self {
            Table::Annotations => "annotation",
            Table::Corrections => "correction",
            Table::Decisions => "decision",
        }
    }
}

/// The row and its history.
async fn remove(
    connection: &mut SqliteConnection,
    table: Table,
    id: i64,
) -> Result<(), StoreError> {
    let sql = format!("DELETE FROM {} WHERE id = ?", table.name());
    sqlx::query(AssertSqlSafe(sql))
        .bind(id)
        .execute(&mut *connection)
        .await?;
    sqlx::query("DELETE FROM changes WHERE noun = ? AND noun_id = ?")
        .bind(table.noun())
        .bind(id)
        .execute(connection)
        .await?;
    Ok(())
}

/// What is left of a body.
enum Rest {
    Nothing,
    Left(String),
    Gone,
}

impl Rest {
    fn text(self) -> Option<String> {
        match self {
            Rest::Left(text) => Some(text),
            Rest::Nothing | Rest::Gone => None,
        }
    }
}

/// A body without what it says of these sources; gone where it is about them alone.
fn without(body: Option<&str>, table: Table, gone: &BTreeSet<String>) -> Result<Rest, StoreError> {
    let Some(text) = body else {
        return Ok(Rest::Nothing);
    };
    let mut value: Value = serde_json::from_str(text)?;
    let is_gone = |one: &Value| {
        let source = one.get("source").and_then(Value::as_str);
        source.is_some_and(|source| gone.contains(source))
    };
    let seen = match table {
        Table::Annotations => value.pointer_mut("/on"),
        _ => Some(&mut value),
    };
    let Some(subject) = seen else {
        return Ok(Rest::Left(text.to_owned()));
    };
    let about = ["citation", "finding"]
        .iter()
        .filter_map(|at| subject.get(*at));
    if about.into_iter().any(is_gone) {
        return Ok(Rest::Gone);
    }
    let cited = subject.get("citations").and_then(Value::as_array);
    if cited.is_some_and(|all| all.iter().any(is_gone)) {
        return Ok(Rest::Gone);
    }
    if let Some(findings) = subject.get_mut("findings").and_then(Value::as_array_mut) {
        let before = findings.len();
        findings.retain(|one| !is_gone(one));
        if before > 0 && findings.is_empty() {
            return Ok(Rest::Gone);
        }
    }
    // What a person saw is a matter, or a list of them; without any finding it says nothing any more.
    let emptied = |matter: &mut Value| {
        let findings = matter.get_mut("findings").and_then(Value::as_array_mut);
        findings.is_some_and(|findings| {
            findings.retain(|one| !is_gone(one));
            findings.is_empty()
        })
    };
    let nothing_left = match subject.get_mut("seen") {
        Some(Value::Array(all)) => {
            all.retain_mut(|one| !emptied(one));
            all.is_empty()
        }
        Some(one) => emptied(one),
        None => false,
    };
    if nothing_left && let Some(subject) = subject.as_object_mut() {
        subject.remove("seen");
    }
    Ok(Rest::Left(value.to_string()))
}
