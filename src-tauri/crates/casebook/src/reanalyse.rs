//! Reading again: a workspace that another program has read is read by this one.
//!
//! By other rules, when it is opened: facts and findings are read again from the documents as they were kept. By another
//! extractor, when somebody has a [`Reader`]: the documents are made again from the originals, which the workspace
//! holds. What people wrote, corrected and decided is kept apart from readings and stays. Deliberately not here: the
//! second reading, which notices by itself that its turn has come.

use jiff::Timestamp;
use scrutiny_domain::comparison::Reading;
use scrutiny_domain::findings::Rules;
use scrutiny_store::StoredSource;

use crate::read::apart;
use crate::read_by::ReadBy;
use crate::{Cancel, Casebook, Error, Reader, Who};

impl Casebook {
    /// Reads every source again that was read by other rules than these; how many there were.
    pub(crate) async fn read_by_these_rules(&self, at: Timestamp) -> Result<usize, Error> {
        let this = ReadBy::this();
        let waiting = self.read_otherwise(|by| by.rules != this.rules).await?;
        for (source, by) in &waiting {
            let document = self.document(&source.source.sha256).await?;
            let read = move || Reading::of(document, Rules::built_in());
            let reading = tokio::task::spawn_blocking(read).await?;
            let now = ReadBy {
                rules: this.rules.clone(),
                extractor: by.extractor.clone(),
            };
            self.keep_again(source.id, &reading, &now, at).await?;
        }
        if !waiting.is_empty() {
            self.workspace.tidy_search().await?;
        }
        Ok(waiting.len())
    }

    /// Makes every document again from its original that another extractor made, and reads it; how many there were. An
    /// earlier program may have lost words of a page. Where this one refuses the file, what was read of it stays.
    ///
    /// # Errors
    /// Where the workspace cannot be written. What was done before stays, and the rest waits for the next time.
    pub async fn extract_again(
        &self,
        reader: &Reader,
        cancel: &Cancel,
        at: Timestamp,
    ) -> Result<usize, Error> {
        let this = ReadBy::this();
        let waiting = self
            .read_otherwise(|by| by.extractor != this.extractor)
            .await?;
        let mut done = 0;
        for (source, _) in waiting {
            if cancel.is_cancelled() {
                break;
            }
            let bytes = self.original(&source.source.sha256).await?;
            let kept = self.document(&source.source.sha256).await?;
            let (reader, file) = (reader.clone(), source.source.file.clone());
            let part = source.source.part.clone();
            let read = move || {
                let (own, parts) = match reader.document(&bytes, &file) {
                    Ok(document) => apart(document),
                    Err(_) => return (Reading::of(kept, Rules::built_in()), Vec::new()),
                };
                let of = |document| Reading::of(document, Rules::built_in());
                match part {
                    None => (of(own), parts.into_iter().map(of).collect()),
                    Some(_) => {
                        let wanted = kept.source.sha256.clone();
                        let found = parts.into_iter().find(|p| p.source.sha256 == wanted);
                        (of(found.unwrap_or(kept)), Vec::new())
                    }
                }
            };
            let (reading, parts) = tokio::task::spawn_blocking(read).await?;
            self.keep_again(source.id, &reading, &this, at).await?;
            // What an earlier program left in the file as its own words.
            let who = Who { by: None, at };
            for part in parts {
                let known = self.workspace.sources().await?;
                let sha256 = &part.document.source.sha256;
                if known.iter().all(|s| s.source.sha256 != *sha256) {
                    self.put_part(part, &who).await?;
                }
            }
            done += 1;
        }
        if done > 0 {
            self.workspace.tidy_search().await?;
        }
        Ok(done)
    }

    async fn keep_again(
        &self,
        id: i64,
        reading: &Reading,
        by: &ReadBy,
        at: Timestamp,
    ) -> Result<(), Error> {
        let Reading {
            document,
            facts,
            findings,
        } = reading;
        let by = by.to_string();
        Ok(self
            .workspace
            .read_again(id, document, facts, findings, &by, at)
            .await?)
    }

    /// The sources that were read by something of which `other` is true.
    async fn read_otherwise(
        &self,
        other: impl Fn(&ReadBy) -> bool,
    ) -> Result<Vec<(StoredSource, ReadBy)>, Error> {
        let used = self.workspace.rules_used().await?;
        let mut sources = self.workspace.sources().await?;
        let used = used.into_iter().map(|(id, by)| (id, ReadBy::parse(&by)));
        let waiting = used.filter(|(_, by)| other(by)).filter_map(|(id, by)| {
            let at = sources.iter().position(|s| s.id == id)?;
            Some((sources.swap_remove(at), by))
        });
        Ok(waiting.collect())
    }
}

#[cfg(test)]
mod tests {
    use scrutiny_domain::READ_BY;
    use scrutiny_domain::annotations::{Visibility, What};
    use sqlx::sqlite::SqliteConnectOptions;
    use sqlx::{ConnectOptions, Connection};

    use super::*;
    use crate::{AnnotationInput, Cancel, Reader, Scope, SubjectInput, Who};

    #[tokio::test]
    async fn an_old_workspace_is_read_again_and_keeps_what_people_wrote() {
        let folder = tempfile::tempdir().unwrap();
        let (file, paper) = (
            folder.path().join("a.scrutiny"),
            folder.path().join("a.txt"),
        );
        std::fs::write(&paper, "Visits to children are often late.\n").unwrap();
        let who = Who {
            by: None,
            at: Timestamp::UNIX_EPOCH,
        };
        let casebook = Casebook::create(&file).await.unwrap();
        let reader = Reader::in_process();
        casebook
            .import(&[paper], &reader, &who, &Cancel::default(), |_| ())
            .await
            .unwrap();
        let note = AnnotationInput {
            what: What::Note,
            text: "Ask in March.".to_owned(),
            on: SubjectInput::Nothing,
            visibility: Visibility::MembersOnly,
        };
        casebook.write(&who, note).await.unwrap();
        let reading = casebook.readings(Scope::default()).await.unwrap().remove(0);
        assert_eq!(reading.findings.len(), 1);
        let id = casebook.workspace.rules_used().await.unwrap()[0].0;
        casebook.close().await;
        // As a program before left it.
        let mut connection = SqliteConnectOptions::new()
            .filename(&file)
            .connect()
            .await
            .unwrap();
        sqlx::raw_sql(
            r#"UPDATE facts SET body = json_set(body, '$.kind_because', 'It says so.', '$.framework_because', NULL,
                   '$.title', json('{"value": "Visits", "place": {"page": 0, "paragraph": 0, "quote": "Visits"}, "inferred": null}'));
               UPDATE findings SET body = json_set(body, '$.because', json('{"themes": [], "level": ["late"], "note": "‘late’"}'));
               UPDATE readings SET rules = '2026.11.12'"#,
        )
        .execute(&mut connection)
        .await
        .unwrap();
        connection.close().await.unwrap();

        let casebook = Casebook::open(&file).await.unwrap();
        let again = casebook.readings(Scope::default()).await.unwrap().remove(0);
        assert_eq!(again.findings, reading.findings);
        assert_eq!(again.facts, reading.facts);
        let used = casebook.workspace.rules_used().await.unwrap();
        assert_eq!(ReadBy::parse(&used[0].1).rules, READ_BY);
        assert_eq!(used[0].0, id);
        assert_eq!(casebook.annotations().await.unwrap().len(), 1);
        assert_eq!(casebook.read_by_these_rules(who.at).await.unwrap(), 0);
    }

    #[tokio::test]
    async fn a_document_that_another_extractor_made_is_made_again_from_its_original() {
        let folder = tempfile::tempdir().unwrap();
        let (file, paper) = (
            folder.path().join("a.scrutiny"),
            folder.path().join("a.txt"),
        );
        std::fs::write(
            &paper,
            "Too often the child’s experience is not understood.\n",
        )
        .unwrap();
        let who = Who {
            by: None,
            at: Timestamp::UNIX_EPOCH,
        };
        let casebook = Casebook::create(&file).await.unwrap();
        let (reader, go_on) = (Reader::in_process(), Cancel::default());
        casebook
            .import(&[paper], &reader, &who, &go_on, |_| ())
            .await
            .unwrap();
        let whole = casebook.readings(Scope::default()).await.unwrap();
        assert_eq!(
            casebook
                .extract_again(&reader, &go_on, who.at)
                .await
                .unwrap(),
            0
        );
        casebook.close().await;
        // As a program left it that lost the first words of the page.
        let mut connection = SqliteConnectOptions::new()
            .filename(&file)
            .connect()
            .await
            .unwrap();
        sqlx::raw_sql(
            "UPDATE documents SET body = replace(body, 'Too often the child', '');
             UPDATE readings SET rules = '2026.11.12'",
        )
        .execute(&mut connection)
        .await
        .unwrap();
        connection.close().await.unwrap();

        let casebook = Casebook::open(&file).await.unwrap();
        assert_ne!(casebook.readings(Scope::default()).await.unwrap(), whole);
        assert_eq!(
            casebook
                .extract_again(&reader, &go_on, who.at)
                .await
                .unwrap(),
            1
        );
        assert_eq!(casebook.readings(Scope::default()).await.unwrap(), whole);
        assert_eq!(
            casebook
                .extract_again(&reader, &go_on, who.at)
                .await
                .unwrap(),
            0
        );
    }
}
