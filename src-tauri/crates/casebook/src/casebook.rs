//! An open workspace and what can be asked of it.

use std::collections::{HashMap, HashSet};
use std::path::Path;
use std::sync::Arc;

use jiff::Timestamp;
use scrutiny_domain::annotations::Visibility;
use scrutiny_domain::comparison::Reading;
use scrutiny_domain::document::Document;
use scrutiny_domain::document::facts::{self, Facts};
use scrutiny_domain::findings;
use scrutiny_store::{Hits, Marks, Query, StoreError, StoredSource, Workspace};

use crate::memo::Memo;
use crate::{Cancel, Error, Reader};

/// An open workspace. Clones share it.
#[derive(Debug, Clone)]
pub struct Casebook {
    pub(crate) workspace: Workspace,
    pub(crate) memo: Arc<Memo>,
}

/// Which sources a question is about.
#[derive(Debug, Clone, Copy, Default)]
pub struct Scope<'a> {
    /// Name or code of an authority; all where none.
    pub authority: Option<&'a str>,
    /// Leave out what is marked for members only.
    pub public_only: bool,
}

/// A line of the list of sources.
#[derive(Debug, Clone, PartialEq)]
pub struct Listed {
    pub id: i64,
    pub source: scrutiny_domain::document::Source,
    /// As read, with corrections, and completed from the other sources.
    pub facts: Facts,
    pub pages: usize,
    pub findings: usize,
    pub imported: Timestamp,
    /// SHA-256 of the newer issue that has taken its place.
    pub superseded_by: Option<String>,
    pub marks: Marks,
}

impl Casebook {
    /// No source has the SHA-256 that was asked for.
    pub(crate) const NO_SOURCE: StoreError = StoreError::Missing {
        what: "source",
        id: 0,
    };

    pub(crate) fn on(workspace: Workspace) -> Casebook {
        Casebook {
            workspace,
            memo: Arc::default(),
        }
    }

    /// Makes a new, empty workspace.
    pub async fn create(path: &Path) -> Result<Casebook, Error> {
        Ok(Casebook::on(Workspace::create(path).await?))
    }

    /// Opens a workspace; what was read by the rules of another program is read again by those of this one.
    pub async fn open(path: &Path) -> Result<Casebook, Error> {
        let casebook = Casebook::on(Workspace::open(path).await?);
        casebook.bring_up_to_date(None).await?;
        Ok(casebook)
    }

    /// Opens the workspace if it is there, else makes it.
    pub async fn open_or_create(path: &Path) -> Result<Casebook, Error> {
        let casebook = Casebook::on(Workspace::open_or_create(path).await?);
        casebook.bring_up_to_date(None).await?;
        Ok(casebook)
    }

    /// Opens a workspace whole up to date, for who waits for it: everything in it is looked at, and what another program extracted is extracted again first,
    /// so that the rules read each paper once.
    pub async fn open_up_to_date(path: &Path, reader: &Reader) -> Result<Casebook, Error> {
        let casebook = Casebook::on(Workspace::open(path).await?);
        // Before anything is written: what only the whole look finds would be written into.
        casebook.workspace.check().await?;
        casebook.bring_up_to_date(Some(reader)).await?;
        Ok(casebook)
    }

    /// What can be written is; a case that cannot be written to is read as it is.
    async fn bring_up_to_date(&self, reader: Option<&Reader>) -> Result<(), Error> {
        let now = Timestamp::now();
        let done = async {
            if let Some(reader) = reader {
                self.extract_again(reader, &Cancel::default(), now).await?;
            }
            self.read_by_these_rules(now).await?;
            Ok(())
        };
        match done.await {
            Err(Error::Store(
                StoreError::Damaged { .. } | StoreError::DiskFull | StoreError::ReadOnly,
            )) => Ok(()),
            done => done,
        }
    }

    /// What was noticed when it was opened, to be told: a sentence each.
    pub fn notices(&self) -> Vec<String> {
        let noticed = self.workspace.notices();
        noticed.iter().map(ToString::to_string).collect()
    }

    /// Closes the file, so that it can be copied or moved.
    pub async fn close(self) {
        self.workspace.close().await;
    }

    /// Where the file is.
    pub fn path(&self) -> &Path {
        self.workspace.path()
    }

    /// Every source but those set aside, in the order of import; older issues too.
    pub async fn list(&self, scope: Scope<'_>) -> Result<Vec<Listed>, Error> {
        let all = self.sources_with_facts(scope).await?;
        let sizes = self.workspace.sizes().await?;
        let sha_of: Vec<(i64, String)> = all
            .iter()
            .map(|(s, _)| (s.id, s.source.sha256.clone()))
            .collect();
        let listed = all.into_iter().map(|(stored, facts)| {
            let size = sizes.iter().find(|s| s.0 == stored.id);
            let newer = stored.superseded_by;
            Listed {
                id: stored.id,
                source: stored.source,
                facts,
                pages: size.map_or(0, |s| s.1),
                findings: size.map_or(0, |s| s.2),
                imported: stored.imported,
                superseded_by: sha_of
                    .iter()
                    .find(|(id, _)| Some(*id) == newer)
                    .map(|(_, sha)| sha.clone()),
                marks: stored.marks,
            }
        });
        Ok(listed.collect())
    }

    /// What was read in every source in use, without words and their boxes. An older issue is not in use.
    pub async fn readings(&self, scope: Scope<'_>) -> Result<Vec<Reading>, Error> {
        let rules = self.rules_of_own().await?;
        let mut readings = Vec::new();
        for (stored, facts) in self.sources_with_facts(scope).await? {
            if stored.superseded_by.is_none() {
                let document = self.workspace.document_without_words(stored.id).await?;
                let mut findings = self.workspace.findings_of(stored.id).await?;
                if let Some(rules) = &rules {
                    findings::count_by(&mut findings, rules);
                }
                readings.push(Reading {
                    document,
                    facts,
                    findings,
                });
            }
        }
        Ok(readings)
    }

    /// A whole document with its words and their places.
    pub async fn document(&self, sha256: &str) -> Result<Document, Error> {
        Ok(self
            .workspace
            .document(sha256)
            .await?
            .ok_or(Casebook::NO_SOURCE)?)
    }

    /// The text of a document, without words and their places.
    ///
    /// # Errors
    /// Where there is no such source.
    pub async fn text(&self, sha256: &str) -> Result<Document, Error> {
        let id = self.id_of(sha256).await?;
        Ok(self.workspace.document_without_words(id).await?)
    }

    /// SHA-256 of the sources that are for members only.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub async fn members_only(&self) -> Result<HashSet<String>, Error> {
        let sources = self.workspace.sources().await?.into_iter();
        let marked = sources.filter(|s| s.marks.visibility == Visibility::MembersOnly);
        Ok(marked.map(|s| s.source.sha256).collect())
    }

    /// The bytes of a source as they were imported.
    pub async fn original(&self, sha256: &str) -> Result<Vec<u8>, Error> {
        Ok(self
            .workspace
            .original(sha256)
            .await?
            .ok_or(Casebook::NO_SOURCE)?)
    }

    /// A page of a source (from 0) as PNG, `scale` pixels a point; none where there is no such page to draw.
    pub async fn picture(
        &self,
        sha256: &str,
        page: usize,
        scale: f32,
        reader: &Reader,
    ) -> Result<Option<Vec<u8>>, Error> {
        let bytes = self.original(sha256).await?;
        let sources = self.workspace.sources().await?;
        let source = sources.into_iter().find(|s| s.source.sha256 == sha256);
        let (file, before) = source.map_or((String::new(), 0), |s| {
            let before = s.source.part.map_or(0, |part| part.first_page);
            (s.source.file, before)
        });
        let reader = reader.clone();
        let draw = move || reader.picture(&bytes, &file, page + before, scale);
        Ok(tokio::task::spawn_blocking(draw).await??)
    }

    /// The row of a source.
    pub(crate) async fn id_of(&self, sha256: &str) -> Result<i64, Error> {
        let sources = self.workspace.sources().await?;
        let source = sources.into_iter().find(|s| s.source.sha256 == sha256);
        Ok(source.ok_or(Casebook::NO_SOURCE)?.id)
    }

    /// Looks for words in everything.
    pub async fn search(&self, query: Query<'_>) -> Result<Hits, Error> {
        Ok(self.workspace.search(query).await?)
    }

    /// Sources with their facts: as read, then corrected, then completed from each other.
    async fn sources_with_facts(
        &self,
        scope: Scope<'_>,
    ) -> Result<Vec<(StoredSource, Facts)>, Error> {
        let all = self.workspace.sources().await?;
        let mut kept = all.clone();
        kept.retain(|s| !s.marks.set_aside);
        // Before facts are completed from each other: what only members may see must not complete a public paper.
        kept.retain(|s| !scope.public_only || s.marks.visibility == Visibility::Public);
        in_place_of_each_other(&all, &mut kept);
        let mut facts = self.workspace.facts().await?;
        for c in self.workspace.corrections().await? {
            for (_, facts) in facts.iter_mut().filter(|(id, _)| *id == c.source) {
                c.correction.apply(facts, c.by.as_deref());
            }
        }
        // One order for both: that of import.
        facts.retain(|(id, _)| kept.iter().any(|s| s.id == *id));
        let mut facts: Vec<Facts> = facts.into_iter().map(|(_, f)| f).collect();
        facts::reconcile(&mut facts);

        let mut all: Vec<_> = kept.into_iter().zip(facts).collect();
        let Some(asked) = scope.authority else {
            return Ok(all);
        };
        let known = names(&all);
        all.retain(|(_, f)| {
            f.authority
                .as_ref()
                .is_some_and(|a| is_called(&a.value, asked))
        });
        if all.is_empty() {
            return Err(Error::NoSuchAuthority {
                asked: asked.to_owned(),
                known,
            });
        }
        Ok(all)
    }
}

/// Has only what is kept take the place of anything: where the newer copy of a letter is set aside, or for members only
/// and members are not asked, the letter is the one before.
pub(crate) fn in_place_of_each_other(all: &[StoredSource], kept: &mut [StoredSource]) {
    let there: HashSet<i64> = kept.iter().map(|s| s.id).collect();
    let newer: HashMap<i64, i64> = all
        .iter()
        .filter_map(|s| Some((s.id, s.superseded_by?)))
        .collect();
    for source in kept {
        // An issue is newer than the one before it, so the way has an end.
        while let Some(by) = source.superseded_by.filter(|by| !there.contains(by)) {
            source.superseded_by = newer.get(&by).copied();
        }
    }
}

fn names(all: &[(StoredSource, Facts)]) -> Vec<String> {
    let mut names: Vec<String> = all
        .iter()
        .filter_map(|(_, f)| f.authority.as_ref())
        .map(|a| a.value.name.clone())
        .collect();
    names.sort();
    names.dedup();
    names
}

/// Case, spaces and hyphens do not matter: "west northamptonshire" is "West Northamptonshire".
fn is_called(authority: &scrutiny_domain::document::authority::Authority, asked: &str) -> bool {
    let plain = |s: &str| {
        s.chars()
            .filter(|c| c.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect::<String>()
    };
    plain(&authority.name) == plain(asked)
        || authority
            .code
            .as_deref()
            .is_some_and(|c| plain(c) == plain(asked))
}
