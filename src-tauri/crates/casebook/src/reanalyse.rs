//! Reading again: a workspace that another program has read is read by this one.
//!
//! By other rules, when it is opened: facts and findings are read again from the documents as they were kept. By another
//! extractor, when somebody has a [`Reader`]: the documents are made again from the originals, which the workspace
//! holds. What people wrote, corrected and decided is kept apart from readings and stays. Deliberately not here: the
//! second reading, which notices by itself that its turn has come.

use std::collections::{HashMap, VecDeque};

use jiff::Timestamp;
use scrutiny_domain::comparison::Reading;
use scrutiny_domain::document::Correction;
use scrutiny_domain::document::kind::{Kind, KindBecause};
use scrutiny_domain::findings::Rules;
use scrutiny_intake::Refusal;
use scrutiny_store::{Marks, StoredSource};

use crate::import::ahead;
use crate::read::Paper;
use crate::read_by::ReadBy;
use crate::{Cancel, Casebook, Error, Reader};

/// A file of which papers wait to be read again: itself, or parts of it.
struct WaitingFile {
    sha256: String,
    name: String,
    marks: Marks,
    papers: Vec<StoredSource>,
}

impl Casebook {
    /// Reads every source again that was read by other rules than these; how many there were.
    pub(crate) async fn read_by_these_rules(&self, at: Timestamp) -> Result<usize, Error> {
        let this = ReadBy::this();
        let waiting = self.read_otherwise(|by| by.rules != this.rules).await?;
        let said = self.kinds_said().await?;
        for (source, by) in &waiting {
            let now = ReadBy {
                rules: this.rules.clone(),
                extractor: by.extractor.clone(),
            };
            let kind = said.get(&source.id).copied();
            self.read_kept(source, kind, &now, at).await?;
        }
        if !waiting.is_empty() {
            self.order_issues().await?;
            self.workspace.tidy_search().await?;
        }
        Ok(waiting.len())
    }

    /// Makes every document again from its original that another extractor made, and reads it; how many there were. An
    /// earlier program may have lost words of a page. A file is extracted once for all the papers in it. Where this
    /// program refuses the file, what was read of it stays. Where a reading ran into a limit or was cut short, which says
    /// nothing of the file, it waits for the next time.
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
        let mut waiting = self.files_extracted_otherwise().await?.into_iter();
        let said = self.kinds_said().await?;
        // A few are read ahead, as an import does it.
        let mut reading = VecDeque::new();
        let mut done = 0;
        while !cancel.is_cancelled() {
            while reading.len() < ahead()
                && let Some(file) = waiting.next()
            {
                let bytes = self.original(&file.sha256).await?;
                let (reader, name) = (reader.clone(), file.name.clone());
                let kinds = file.papers.iter().filter_map(|paper| {
                    let kind = said.get(&paper.id)?;
                    Some((paper.source.sha256.clone(), *kind))
                });
                let kinds: HashMap<String, Kind> = kinds.collect();
                let read = move || anew(&reader, bytes, &name, &kinds);
                reading.push_back((file, tokio::task::spawn_blocking(read)));
            }
            let Some((file, task)) = reading.pop_front() else {
                break;
            };
            let Some(mut found) = task.await? else {
                continue;
            };
            for paper in file.papers {
                let is_it = |(_, new): &Found| new.document.source.sha256 == paper.source.sha256;
                match found.iter().position(is_it) {
                    Some(i) => {
                        let (_, reading) = found.remove(i);
                        self.keep_again(paper.id, &reading, &this, at).await?;
                    }
                    None => {
                        let kind = said.get(&paper.id).copied();
                        self.read_kept(&paper, kind, &this, at).await?;
                    }
                }
                done += 1;
            }
            // What an earlier program left in the file, or read as its own words: who may see the file may see it.
            for (bytes, reading) in found {
                self.put_new(&bytes, &reading, file.marks, at).await?;
            }
        }
        if done > 0 {
            self.order_issues().await?;
            self.workspace.tidy_search().await?;
        }
        Ok(done)
    }

    /// Reads every paper again of which a person says another kind than it was read as, or says one no more: who speaks
    /// in it hangs on that. How many there were.
    pub(crate) async fn read_by_said_kinds(&self, at: Timestamp) -> Result<usize, Error> {
        let said = self.kinds_said().await?;
        let facts = self.workspace.facts().await?;
        let used = self.workspace.rules_used().await?;
        let sources = self.workspace.sources().await?;
        let mut done = 0;
        for (id, read) in facts {
            let kind = said.get(&id).copied();
            let as_said = matches!(read.kind_because, KindBecause::Person { .. });
            let otherwise = kind.map_or(as_said, |kind| kind != read.kind);
            let source = sources.iter().find(|s| s.id == id);
            let by = used.iter().find(|(of, _)| *of == id);
            let (true, Some(source), Some((_, by))) = (otherwise, source, by) else {
                continue;
            };
            self.read_kept(source, kind, &ReadBy::parse(by), at).await?;
            done += 1;
        }
        if done > 0 {
            self.workspace.tidy_search().await?;
        }
        Ok(done)
    }

    /// Reads a paper again from its document as it was kept.
    async fn read_kept(
        &self,
        source: &StoredSource,
        kind: Option<Kind>,
        by: &ReadBy,
        at: Timestamp,
    ) -> Result<(), Error> {
        let document = self.document(&source.source.sha256).await?;
        let read = move || Reading::as_said(document, kind, Rules::built_in());
        let reading = tokio::task::spawn_blocking(read).await?;
        self.keep_again(source.id, &reading, by, at).await
    }

    /// The kinds that people say papers are of, by the rows of their sources.
    async fn kinds_said(&self) -> Result<HashMap<i64, Kind>, Error> {
        let corrections = self.workspace.corrections().await?;
        let kinds = corrections.iter().filter_map(|c| match c.correction {
            Correction::Kind(kind) => Some((c.source, kind)),
            _ => None,
        });
        Ok(kinds.collect())
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

    /// The papers that another extractor made, by the files that they are or lie in.
    async fn files_extracted_otherwise(&self) -> Result<Vec<WaitingFile>, Error> {
        let this = ReadBy::this();
        let waiting = self
            .read_otherwise(|by| by.extractor != this.extractor)
            .await?;
        let sources = self.workspace.sources().await?;
        let mut files: Vec<WaitingFile> = Vec::new();
        for (paper, _) in waiting {
            let part = paper.source.part.as_ref();
            let sha256 = part.map_or(&paper.source.sha256, |part| &part.file);
            if let Some(file) = files.iter_mut().find(|file| file.sha256 == *sha256) {
                file.papers.push(paper);
                continue;
            }
            let file = sources.iter().find(|s| s.source.sha256 == *sha256);
            let file = file.ok_or(Casebook::NO_SOURCE)?;
            files.push(WaitingFile {
                sha256: file.source.sha256.clone(),
                name: file.source.file.clone(),
                marks: file.marks,
                papers: vec![paper],
            });
        }
        Ok(files)
    }
}

/// A paper with its bytes, which a part has none of.
type Found = (Vec<u8>, Reading);

/// What this program reads in an original: each paper that it is or holds, none of them where the file is refused.
/// Nothing where only this attempt at one of them failed.
fn anew(
    reader: &Reader,
    bytes: Vec<u8>,
    name: &str,
    kinds: &HashMap<String, Kind>,
) -> Option<Vec<Found>> {
    let papers = reader.papers(bytes, name).papers;
    let passing = |paper: &Paper| paper.read.as_ref().is_err_and(Refusal::is_passing);
    if papers.iter().any(passing) {
        return None;
    }
    let read = |paper: Paper| -> Option<Found> {
        let document = paper.read.ok()?;
        let kind = kinds.get(&document.source.sha256).copied();
        let reading = Reading::as_said(document, kind, Rules::built_in());
        Some((paper.bytes, reading))
    };
    Some(papers.into_iter().filter_map(read).collect())
}

#[cfg(test)]
mod tests {
    use scrutiny_domain::READ_BY;
    use scrutiny_domain::annotations::{Visibility, What};
    use scrutiny_domain::document::{Document, Format};
    use scrutiny_domain::findings::SpeakerRole;

    use super::*;
    use crate::sample::{case_of, left_as, nobody};
    use crate::{AnnotationInput, Scope, SubjectInput};

    #[tokio::test]
    async fn an_old_workspace_is_read_again_and_keeps_what_people_wrote() {
        let folder = tempfile::tempdir().unwrap();
        let casebook = case_of(folder.path(), "Visits to children are often late.\n").await;
        let note = AnnotationInput {
            what: What::Note,
            text: "Ask in March.".to_owned(),
            on: SubjectInput::Nothing,
            visibility: Visibility::MembersOnly,
        };
        casebook.write(&nobody(), note).await.unwrap();
        let reading = casebook.readings(Scope::default()).await.unwrap().remove(0);
        assert_eq!(reading.findings.len(), 1);
        let id = casebook.workspace.rules_used().await.unwrap()[0].0;
        let file = left_as(
            casebook,
            r#"UPDATE facts SET body = json_set(body, '$.kind_because', 'It says so.', '$.framework_because', NULL,
                   '$.title', json('{"value": "Visits", "place": {"page": 0, "paragraph": 0, "quote": "Visits"}, "inferred": null}'));
               UPDATE findings SET body = json_set(body, '$.because', json('{"themes": [], "level": ["late"], "note": "‘late’"}'));
               UPDATE readings SET rules = '2026.11.12'"#,
        )
        .await;

        let casebook = Casebook::open(&file).await.unwrap();
        let again = casebook.readings(Scope::default()).await.unwrap().remove(0);
        assert_eq!(again.findings, reading.findings);
        assert_eq!(again.facts, reading.facts);
        let used = casebook.workspace.rules_used().await.unwrap();
        assert_eq!(ReadBy::parse(&used[0].1).rules, READ_BY);
        assert_eq!(used[0].0, id);
        assert_eq!(casebook.annotations().await.unwrap().len(), 1);
        let waiting = casebook.read_by_these_rules(nobody().at).await;
        assert_eq!(waiting.unwrap(), 0);
    }

    #[tokio::test]
    async fn a_paper_is_read_again_as_the_kind_that_a_person_says() {
        let folder = tempfile::tempdir().unwrap();
        let text = "Visits in Fenmouth are late, Ofsted inspectors said of its children.\n\n\
                    Visits are often late.\n";
        let casebook = case_of(folder.path(), text).await;
        let who = nobody();
        let speaker = async || {
            let reading = casebook.readings(Scope::default()).await.unwrap().remove(0);
            let sha = reading.document.source.sha256.clone();
            (sha, reading.findings.last().unwrap().speaker.role)
        };
        let (sha, role) = speaker().await;
        assert_eq!(role, SpeakerRole::Press);
        let kind = crate::FactCorrection::Kind(Kind::CouncilStatement);
        casebook.correct(&who, &sha, kind).await.unwrap();
        assert_eq!(speaker().await.1, SpeakerRole::Council);
        casebook.undo(&who).await.unwrap();
        assert_eq!(speaker().await.1, SpeakerRole::Press);
    }

    #[tokio::test]
    async fn a_document_that_another_extractor_made_is_made_again_from_its_original() {
        let folder = tempfile::tempdir().unwrap();
        let text = "Too often the child’s experience is not understood.\n";
        let casebook = case_of(folder.path(), text).await;
        let (reader, go_on, at) = (Reader::in_process(), Cancel::default(), nobody().at);
        let whole = casebook.readings(Scope::default()).await.unwrap();
        let done = casebook.extract_again(&reader, &go_on, at).await;
        assert_eq!(done.unwrap(), 0);
        // It lost the first words of the page.
        let file = left_as(
            casebook,
            "UPDATE documents SET body = replace(body, 'Too often the child', '');
             UPDATE readings SET rules = '2026.11.12'",
        )
        .await;

        let casebook = Casebook::open(&file).await.unwrap();
        assert_ne!(casebook.readings(Scope::default()).await.unwrap(), whole);
        let done = casebook.extract_again(&reader, &go_on, at).await;
        assert_eq!(done.unwrap(), 1);
        assert_eq!(casebook.readings(Scope::default()).await.unwrap(), whole);
        let done = casebook.extract_again(&reader, &go_on, at).await;
        assert_eq!(done.unwrap(), 0);
    }

    /// A case of one paper, as a program with another extractor left it.
    async fn waiting(folder: &std::path::Path) -> Casebook {
        let casebook = case_of(folder, "Visits to children are often late.\n").await;
        let file = left_as(casebook, "UPDATE readings SET rules = '2026.11.12'").await;
        Casebook::on(scrutiny_store::Workspace::open(&file).await.unwrap())
    }

    async fn read_by(casebook: &Casebook) -> ReadBy {
        ReadBy::parse(&casebook.workspace.rules_used().await.unwrap()[0].1)
    }

    #[tokio::test]
    async fn a_reading_that_was_cut_short_waits_and_a_file_that_is_refused_does_not() {
        let folder = tempfile::tempdir().unwrap();
        let casebook = waiting(folder.path()).await;
        let (go_on, at) = (Cancel::default(), nobody().at);
        let none_to_start = Reader::in_child(folder.path().join("no-such-program"));
        let done = casebook.extract_again(&none_to_start, &go_on, at).await;
        assert_eq!(done.unwrap(), 0);
        assert_eq!(read_by(&casebook).await, ReadBy::parse("2026.11.12"));

        let limits = scrutiny_intake::Limits {
            bytes: 1,
            ..Default::default()
        };
        let refusing = Reader::in_process().with_limits(limits);
        let done = casebook.extract_again(&refusing, &go_on, at).await;
        assert_eq!(done.unwrap(), 1);
        assert_eq!(read_by(&casebook).await, ReadBy::this());
        let readings = casebook.readings(Scope::default()).await.unwrap();
        assert_eq!(readings[0].findings.len(), 1, "what was read of it stays");
    }

    #[tokio::test]
    async fn papers_are_up_to_date_where_they_can_be_extracted_and_where_not() {
        let folder = tempfile::tempdir().unwrap();
        let path = waiting(folder.path()).await.path().to_owned();
        let casebook = Casebook::open_up_to_date(&path, &Reader::in_process())
            .await
            .unwrap();
        assert_eq!(read_by(&casebook).await, ReadBy::this());
        casebook.close().await;
        // Where the extractor cannot answer, the rules read what was kept.
        let folder = tempfile::tempdir().unwrap();
        let path = waiting(folder.path()).await.path().to_owned();
        let nobody = Reader::in_child(folder.path().join("no-such-program"));
        let casebook = Casebook::open_up_to_date(&path, &nobody).await.unwrap();
        let by = read_by(&casebook).await;
        assert_eq!((by.rules.as_str(), by.extractor.as_str()), (READ_BY, ""));
    }

    /// A page of news that prints a letter, and what another program made of it: all of it the newspaper's.
    const NEWS: &str = "Inspectors find late visits\n\n\
        Northmere City Council has published the letter of Ofsted, which we print below in full.\n\n\
        Dear Ms Birch\n\n\
        This letter summarises the findings of the monitoring visit to Northmere children’s services on 4 and 5 \
        February 2025.\n\nVisits to children are late for too many families.\n\nYours sincerely\n\nOwen Marsh\n\n\
        His Majesty’s Inspector\n\nReaders can write to us about this in the usual way.\n";

    #[tokio::test]
    async fn a_part_of_a_file_is_found_again_under_its_name_and_where_it_lies_now() {
        let folder = tempfile::tempdir().unwrap();
        let casebook = case_of(folder.path(), NEWS).await;
        let whole = casebook.readings(Scope::default()).await.unwrap();
        let sources = casebook.workspace.sources().await.unwrap();
        assert_eq!(sources.len(), 2);
        assert!(sources[1].source.part.is_some());
        // It took the part to begin on another page.
        let file = left_as(
            casebook,
            "UPDATE sources SET part = json_set(part, '$.first_page', 7) WHERE part IS NOT NULL;
             UPDATE readings SET rules = '2026.11.12'",
        )
        .await;
        let reader = Reader::in_process();
        let casebook = Casebook::open_up_to_date(&file, &reader).await.unwrap();
        assert_eq!(casebook.workspace.sources().await.unwrap(), sources);
        assert_eq!(casebook.readings(Scope::default()).await.unwrap(), whole);
    }

    /// Keeps a file as an earlier program did, which took all of it for one paper, a text.
    async fn kept_whole(casebook: &Casebook, bytes: &[u8], mut document: Document) -> i64 {
        document.source.format = Format::Text;
        let reading = Reading::of(document, Rules::built_in());
        let old = scrutiny_store::NewSource {
            bytes,
            document: &reading.document,
            facts: &reading.facts,
            findings: &reading.findings,
            rules: "2026.11.12",
            imported: nobody().at,
            marks: Marks::NONE,
        };
        casebook.workspace.keep(old).await.unwrap()
    }

    #[tokio::test]
    async fn a_part_that_is_found_in_a_file_of_an_earlier_program_is_for_those_who_may_see_the_file()
     {
        for marks in [
            Marks::NONE,
            Marks {
                visibility: Visibility::MembersOnly,
                ..Marks::NONE
            },
            Marks {
                set_aside: true,
                ..Marks::NONE
            },
        ] {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("a.scrutiny");
            let casebook = Casebook::create(&path).await.unwrap();
            let reader = Reader::in_process();
            // It took all of the file to be one paper.
            let document = reader.document(NEWS.as_bytes(), "a.txt").unwrap();
            let id = kept_whole(&casebook, NEWS.as_bytes(), document).await;
            let mark = casebook.workspace.mark(&nobody(), id, marks).await;
            mark.unwrap();
            let (go_on, at) = (Cancel::default(), nobody().at);
            let done = casebook.extract_again(&reader, &go_on, at).await;
            assert_eq!(done.unwrap(), 1);
            let sources = casebook.workspace.sources().await.unwrap();
            let [file, part] = &sources[..] else {
                panic!("{} sources", sources.len())
            };
            assert!(part.source.part.is_some());
            assert_eq!((file.marks, part.marks), (marks, marks));
            // The person's own marks are still what is taken back first.
            casebook.undo(&nobody()).await.unwrap();
            let sources = casebook.workspace.sources().await.unwrap();
            assert_eq!(sources[0].marks, Marks::NONE);
        }
    }

    /// A mail with a paper attached to it.
    const MAIL: &str = "From: Clerk <clerk@northmere.example>\nTo: Members <members@northmere.example>\n\
        Subject: For Monday\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=\"next\"\n\n\
        --next\nContent-Type: text/plain\n\nThe statement for Monday is attached to this mail.\n\n\
        --next\nContent-Type: text/plain; name=\"statement.txt\"\n\
        Content-Disposition: attachment; filename=\"statement.txt\"\n\n\
        Visits to children are often late, the council says of its own work.\n\n--next--\n";

    #[tokio::test]
    async fn a_paper_that_is_attached_to_a_file_of_an_earlier_program_is_found() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.scrutiny");
        let casebook = Casebook::create(&path).await.unwrap();
        let reader = Reader::in_process();
        let mail = MAIL.as_bytes();
        let document = reader.document(mail, "a.eml").unwrap();
        assert_eq!(document.source.format, Format::Mail);
        kept_whole(&casebook, mail, document).await;
        casebook.close().await;
        let casebook = Casebook::open_up_to_date(&path, &reader).await.unwrap();
        let sources = casebook.workspace.sources().await.unwrap();
        let files: Vec<_> = sources
            .iter()
            .map(|s| (s.source.file.as_str(), s.source.format))
            .collect();
        assert_eq!(
            files,
            [
                ("a.eml", Format::Mail),
                ("a.eml – statement.txt", Format::Text)
            ]
        );
        let attached = casebook.original(&sources[1].source.sha256).await.unwrap();
        assert!(attached.starts_with(b"Visits to children"));
        assert_eq!(casebook.check().await.unwrap(), []);
    }
}
