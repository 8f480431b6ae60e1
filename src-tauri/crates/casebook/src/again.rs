//! Reading again by other rules: a workspace that another program has read is read by the rules of this one.
//!
//! Facts and findings are read again from the documents as they were kept; the files are not needed. What people
//! wrote, corrected and decided is kept apart from readings and stays. Deliberately not here: reading the files, and
//! the second reading, which notices by itself that its turn has come.

use jiff::Timestamp;
use scrutiny_domain::READ_BY;
use scrutiny_domain::document::facts;
use scrutiny_domain::findings::{self, Rules};

use crate::{Casebook, Error};

impl Casebook {
    /// Reads every source again that was read by other rules than these; how many there were.
    pub(crate) async fn read_by_these_rules(&self, at: Timestamp) -> Result<usize, Error> {
        let mut waiting = self.workspace.rules_used().await?;
        waiting.retain(|(_, used)| used != READ_BY);
        if waiting.is_empty() {
            return Ok(0);
        }
        let sources = self.workspace.sources().await?;
        for (id, _) in &waiting {
            let Some(source) = sources.iter().find(|s| s.id == *id) else {
                continue;
            };
            let document = self.document(&source.source.sha256).await?;
            let read = move || {
                let facts = facts::read(&document);
                let findings = findings::read(&document, &facts, Rules::built_in());
                (document, facts, findings)
            };
            let (document, facts, findings) = tokio::task::spawn_blocking(read).await?;
            self.workspace
                .read_again(*id, &document, &facts, &findings, READ_BY, at)
                .await?;
        }
        self.workspace.tidy_search().await?;
        Ok(waiting.len())
    }
}

#[cfg(test)]
mod tests {
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
        assert_eq!(used, [(id, READ_BY.to_owned())]);
        assert_eq!(casebook.annotations().await.unwrap().len(), 1);
        assert_eq!(casebook.read_by_these_rules(who.at).await.unwrap(), 0);
    }
}
