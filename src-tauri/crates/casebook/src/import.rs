//! Bringing files into a workspace: one after the other into the file, several at a time through the reader.

use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::available_parallelism;

use jiff::Timestamp;
use scrutiny_domain::comparison::Reading;
use scrutiny_domain::document::facts::Facts;
use scrutiny_domain::findings::Rules;
use scrutiny_store::{Marks, NewSource, StoreError, Who};

use crate::read::{file_name, sha256};
use crate::read_by::ReadBy;
use crate::{Casebook, Error, Reader, folder};

/// Stops an import after the file it is at. Clones stop the same import.
#[derive(Debug, Clone, Default)]
pub struct Cancel(Arc<AtomicBool>);

impl Cancel {
    /// Asks for the import to stop. What was imported stays.
    pub fn cancel(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// True once it was asked for.
    pub fn is_cancelled(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// What became of one file.
#[derive(Debug)]
pub struct Step {
    /// How many files are done with this one, and how many there are.
    pub done: usize,
    pub total: usize,
    pub path: PathBuf,
    pub outcome: Outcome,
}

/// What became of a file.
#[derive(Debug)]
pub enum Outcome {
    Imported {
        sha256: String,
        facts: Box<Facts>,
        findings: usize,
        /// File names of the issues of the same document that it takes the place of, or that take its place.
        newer_than: Option<String>,
        older_than: Option<String>,
        /// How many of the inspectors' sentences are in the copy alone that is not used.
        alone: usize,
    },
    /// The same bytes are in the workspace under this name.
    Already { file: String },
    /// The same bytes had been set aside and are in use again.
    BroughtBack { file: String },
    /// The workspace is as it was.
    Refused(Error),
}

impl Outcome {
    /// True where the file is not in the workspace.
    pub fn failed(&self) -> bool {
        matches!(self, Outcome::Refused(_))
    }

    /// A sentence for people.
    pub fn message(&self) -> String {
        match self {
            Outcome::Imported {
                newer_than: Some(file),
                alone,
                ..
            } => {
                format!(
                    "Imported as a newer issue of ‘{file}’, which is kept and no longer used{}.",
                    only_there(*alone)
                )
            }
            Outcome::Imported {
                older_than: Some(file),
                alone,
                ..
            } => {
                let other = only_there(*alone);
                if other.is_empty() {
                    format!("Imported as another copy of ‘{file}’, which stays in use.")
                } else {
                    format!(
                        "Imported as another copy of ‘{file}’, which stays in use{other}. Compare the two: to use this \
                         one, set the other aside."
                    )
                }
            }
            Outcome::Imported { .. } => "Imported.".to_owned(),
            Outcome::Already { file } => {
                format!("Already imported, as ‘{file}’. Nothing was changed.")
            }
            Outcome::BroughtBack { file } => {
                format!("‘{file}’ had been set aside and is in use again.")
            }
            Outcome::Refused(e) => e.to_string(),
        }
    }
}

/// What the copy that is not used says alone.
fn only_there(sentences: usize) -> String {
    match sentences {
        0 => String::new(),
        1 => "; one sentence is in the unused copy alone".to_owned(),
        more => format!("; {more} sentences are in the unused copy alone"),
    }
}

/// What an import did.
#[derive(Debug)]
pub struct Imported {
    /// Files that are in the workspace now and were not before.
    pub new: usize,
    pub already: usize,
    pub refused: usize,
    /// Files of folders that are no papers.
    pub left_out: Vec<PathBuf>,
    /// True where it was stopped before the end.
    pub cancelled: bool,
}

/// The papers of a file on their way, each under its name.
#[derive(Default)]
struct OnTheWay {
    papers: Vec<(PathBuf, Result<Read, Error>)>,
    /// What else lies in the file.
    left_out: Vec<PathBuf>,
}

/// A paper on its way: its bytes and what was read in them, or that they are known.
enum Read {
    New {
        bytes: Vec<u8>,
        reading: Box<Reading>,
    },
    Known {
        sha256: String,
    },
}

impl Casebook {
    /// Imports files and all papers in folders. Each file is kept or refused by itself and told to `each` in order.
    ///
    /// # Errors
    /// Only where nothing can go on: a folder that cannot be listed, a workspace that cannot be written.
    pub async fn import(
        &self,
        paths: &[PathBuf],
        reader: &Reader,
        who: &Who,
        cancel: &Cancel,
        mut each: impl FnMut(&Step),
    ) -> Result<Imported, Error> {
        let files = folder::files(paths)?;
        let mut total = files.take.len();
        let known = self
            .workspace
            .sources()
            .await?
            .into_iter()
            .map(|s| s.source.sha256)
            .collect();
        let known: Arc<Vec<String>> = Arc::new(known);
        let mut did = Imported {
            new: 0,
            already: 0,
            refused: 0,
            left_out: files.leave,
            cancelled: false,
        };

        let ahead = ahead();
        let mut waiting = files.take.into_iter();
        let mut reading = VecDeque::new();
        let mut done = 0;
        loop {
            while reading.len() < ahead && !cancel.is_cancelled() {
                let Some(path) = waiting.next() else { break };
                let (reader, known, at) = (reader.clone(), Arc::clone(&known), path);
                reading.push_back(tokio::task::spawn_blocking(move || {
                    read(&reader, &at, &known)
                }));
            }
            let Some(task) = reading.pop_front() else {
                break;
            };
            let read = task.await?;
            // Read ahead, but the person asked to stop: it is not kept.
            if cancel.is_cancelled() {
                break;
            }
            did.left_out.extend(read.left_out);
            // A file may hold several papers.
            total += read.papers.len().saturating_sub(1);
            for (path, read) in read.papers {
                let outcome = match read {
                    Err(e) => Outcome::Refused(e),
                    Ok(read) => self.put(read, who).await?,
                };
                match &outcome {
                    Outcome::Imported { .. } | Outcome::BroughtBack { .. } => did.new += 1,
                    Outcome::Already { .. } => did.already += 1,
                    Outcome::Refused(_) => did.refused += 1,
                }
                done += 1;
                each(&Step {
                    done,
                    total,
                    path,
                    outcome,
                });
            }
        }
        did.cancelled = done < total;
        Ok(did)
    }

    async fn put(&self, read: Read, who: &Who) -> Result<Outcome, Error> {
        let (bytes, reading) = match read {
            Read::Known { sha256 } => return self.known(&sha256, who).await,
            Read::New { bytes, reading } => (bytes, reading),
        };
        let kept = self.put_new(&bytes, &reading, Marks::NONE, who.at).await?;
        let Some(placed) = kept else {
            // Twice among the files of this import.
            return self.known(&reading.document.source.sha256, who).await;
        };
        Ok(Outcome::Imported {
            sha256: reading.document.source.sha256,
            facts: Box::new(reading.facts),
            findings: reading.findings.len(),
            newer_than: placed.newer_than,
            older_than: placed.older_than,
            alone: placed.alone,
        })
    }

    /// Keeps a paper; names the issues of the same document before and after it. None where the same bytes are there.
    pub(crate) async fn put_new(
        &self,
        bytes: &[u8],
        reading: &Reading,
        marks: Marks,
        at: Timestamp,
    ) -> Result<Option<Placed>, Error> {
        let new = NewSource {
            bytes,
            document: &reading.document,
            facts: &reading.facts,
            findings: &reading.findings,
            rules: &ReadBy::this().to_string(),
            imported: at,
            marks,
        };
        match self.workspace.keep(new).await {
            Ok(id) => Ok(Some(self.placed(id).await?)),
            Err(StoreError::AlreadyImported { .. }) => Ok(None),
            Err(e) => Err(e.into()),
        }
    }

    /// The same bytes are there; where they had been set aside they are brought back.
    async fn known(&self, sha256: &str, who: &Who) -> Result<Outcome, Error> {
        let sources = self.workspace.sources().await?;
        let Some(source) = sources.into_iter().find(|s| s.source.sha256 == sha256) else {
            return Err(Error::Inside(format!(
                "source {sha256} is known and not there"
            )));
        };
        let file = source.source.file;
        if !source.marks.set_aside {
            return Ok(Outcome::Already { file });
        }
        let marks = Marks {
            set_aside: false,
            ..source.marks
        };
        self.workspace.mark(who, source.id, marks).await?;
        Ok(Outcome::BroughtBack { file })
    }

    /// Puts a paper that has just come in in its place among the issues of its document.
    async fn placed(&self, id: i64) -> Result<Placed, Error> {
        self.order_issues_of(id).await?;
        let sources = self.workspace.sources().await?;
        let Some(this) = sources.iter().find(|s| s.id == id) else {
            return Ok(Placed::default());
        };
        let row = |wanted: i64| sources.iter().find(|s| s.id == wanted);
        let file = |id: i64| row(id).map(|s| s.source.file.clone());
        let (unused, used) = match (this.superseded_by, this.supersedes) {
            (Some(mut used), _) => {
                // The last of those that take each other's place is the one in use.
                while let Some(next) = row(used).and_then(|s| s.superseded_by) {
                    used = next;
                }
                (id, used)
            }
            (None, Some(before)) => (before, id),
            (None, None) => return Ok(Placed::default()),
        };
        Ok(Placed {
            newer_than: file(unused).filter(|_| used == id),
            older_than: file(used).filter(|_| unused == id),
            alone: self.alone_in(unused, used).await?,
        })
    }
}

/// Where a paper stands among other copies of it.
#[derive(Debug, Default)]
pub(crate) struct Placed {
    newer_than: Option<String>,
    older_than: Option<String>,
    alone: usize,
}

/// How many files are read ahead, so that every processor reads while one is being kept.
pub(crate) fn ahead() -> usize {
    available_parallelism().map_or(2, usize::from) + 1
}

fn read(reader: &Reader, path: &Path, known: &[String]) -> OnTheWay {
    let bytes = match reader.bytes(path) {
        Ok(bytes) => bytes,
        Err(e) => {
            return OnTheWay {
                papers: vec![(path.to_owned(), Err(e))],
                left_out: Vec::new(),
            };
        }
    };
    let sha256 = sha256(&bytes);
    if known.contains(&sha256) {
        return OnTheWay {
            papers: vec![(path.to_owned(), Ok(Read::Known { sha256 }))],
            left_out: Vec::new(),
        };
    }
    let found = reader.papers(bytes, &file_name(path));
    let papers = found.papers.into_iter().map(|paper| {
        let read = paper.read.map_err(Error::from).map(|document| {
            let sha256 = document.source.sha256.clone();
            if known.contains(&sha256) {
                return Read::Known { sha256 };
            }
            let reading = Box::new(Reading::of(document, Rules::built_in()));
            Read::New {
                bytes: paper.bytes,
                reading,
            }
        });
        (path.with_file_name(paper.name), read)
    });
    OnTheWay {
        papers: papers.collect(),
        left_out: found
            .left_out
            .iter()
            .map(|name| path.with_file_name(name))
            .collect(),
    }
}
