//! The second reading: after the rules have answered, the reader that has learned reads every finding too.
//!
//! One source at a time and each kept by itself, so that it can be stopped and goes on where it was; a workspace is
//! usable on the rules all the while.
//! Deliberately not here: how two readings are joined (`scrutiny_domain::findings`), and the reader
//! (`scrutiny-reader`).

use std::panic::resume_unwind;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use scrutiny_domain::findings::{Finding, Opinion, SpeakerRole};
use scrutiny_reader::{FindingsOfPassage, Reader, passages};

use crate::{Cancel, Casebook, Error};

/// How long the reading rests after somebody asked for something: they read the answer, or type the next letter.
const REST: Duration = Duration::from_secs(1);
/// How often it looks meanwhile whether it may go on.
const LOOK: Duration = Duration::from_millis(50);

/// When somebody last asked for something. Clones share it.
///
/// Giving way by priority is not enough: where two processors are halves of one, as in most laptops, whatever the other
/// half does takes half the speed of what a person waits for.
#[derive(Debug, Clone, Default)]
pub struct Presence(Arc<Mutex<Option<Instant>>>);

impl Presence {
    /// Somebody asks for something now.
    pub fn asks(&self) {
        *self.last() = Some(Instant::now());
    }

    fn has_asked_lately(&self) -> bool {
        self.last().is_some_and(|at| at.elapsed() < REST)
    }

    /// A time is whole even where a thread panicked.
    fn last(&self) -> MutexGuard<'_, Option<Instant>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// How far a second reading is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Second {
    /// Sources done with this one, and how many there are to do.
    pub done: usize,
    pub total: usize,
    pub file: String,
    /// Findings of this source, and those in which the two readers differ.
    pub findings: usize,
    pub to_check: usize,
}

impl Casebook {
    /// How many sources these weights have not read yet.
    pub async fn waiting_for_second(&self) -> Result<usize, Error> {
        Ok(self.unread_by(second_reader()?).await?.len())
    }

    /// Rows of the sources that these weights have not read.
    async fn unread_by(&self, reader: &Reader) -> Result<Vec<i64>, Error> {
        let used = self.workspace.reader_used().await?;
        let unread = used
            .into_iter()
            .filter(|(_, used)| used.as_deref() != Some(reader.version()));
        Ok(unread.map(|(id, _)| id).collect())
    }

    /// Reads every source a second time that has not been by these weights, and tells `each` of it. It rests while
    /// somebody is there and asks for things.
    ///
    /// # Errors
    /// Where the workspace cannot be written, or the program was built with weights that cannot be read.
    pub async fn read_second(
        &self,
        cancel: &Cancel,
        presence: &Presence,
        mut each: impl FnMut(&Second),
    ) -> Result<(), Error> {
        let reader = second_reader()?;
        let rules = self.workspace.rules_used().await?;
        let waiting = self.unread_by(reader).await?;
        let sources = self.workspace.sources().await?;
        let total = waiting.len();
        for (done, id) in waiting.into_iter().enumerate() {
            if cancel.is_cancelled() {
                break;
            }
            let findings = self.workspace.findings_of(id).await?;
            let (stopped, there) = (cancel.clone(), presence.clone());
            let rest = move || {
                while there.has_asked_lately() && !stopped.is_cancelled() {
                    thread::sleep(LOOK);
                }
            };
            let read = move || {
                let read = with_opinions(reader, findings, &rest);
                // Keeping them takes a processor and the disk too.
                rest();
                read
            };
            let findings = behind(read).await?;
            let by = rules.iter().find(|(source, _)| *source == id);
            let by = by.map_or("", |(_, rules)| rules);
            self.workspace
                .read_second(id, &findings, by, reader.version())
                .await?;
            let file = sources.iter().find(|s| s.id == id);
            each(&Second {
                done: done + 1,
                total,
                file: file.map_or_else(String::new, |s| s.source.file.clone()),
                findings: findings.len(),
                to_check: findings.iter().filter(|f| f.to_check()).count(),
            });
        }
        Ok(())
    }
}

/// Does long work in a thread of its own that gives way to everything a person waits for, where the system knows of such.
async fn behind<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Error> {
    let (tell, told) = tokio::sync::oneshot::channel();
    let work = move || {
        give_way();
        let _ = tell.send(work());
    };
    let inside = |why: &dyn std::fmt::Display| Error::Inside(format!("the second reading: {why}"));
    thread::Builder::new()
        .name("second reading".to_owned())
        .spawn(work)
        .map_err(|e| inside(&e))?;
    told.await.map_err(|e| inside(&e))
}

/// Of this thread alone, which ends with its work.
fn give_way() {
    #[cfg(target_os = "linux")]
    let _ = rustix::process::nice(19);
}

fn second_reader() -> Result<&'static Reader, Error> {
    Reader::built_in().map_err(|e| Error::Inside(e.to_string()))
}

/// Joins an opinion to each finding. What others than inspectors say is left to the rules: the reader was fitted on
/// inspectors' sentences, and a council's praise of itself is no finding of strength. Calls `rest` before each passage.
pub(crate) fn with_opinions(
    reader: &Reader,
    findings: Vec<Finding>,
    rest: impl Fn() + Sync,
) -> Vec<Finding> {
    let by_inspectors = |f: &Finding| f.speaker.role == SpeakerRole::Inspectors;
    let read = |passage: &FindingsOfPassage<'_>| -> Vec<Option<Opinion>> {
        let findings = passage.findings.iter().flatten();
        if !findings.clone().any(|f| by_inspectors(f)) {
            return findings.map(|_| None).collect();
        }
        rest();
        let opinions = passage.opinions(reader.read(&passage.passage));
        findings
            .zip(opinions)
            .map(|(f, opinion)| by_inspectors(f).then_some(opinion))
            .collect()
    };
    let all = passages(&findings);
    // Two at a time: what is left of most machines while somebody works at them.
    let (first, second) = all.split_at(all.len() / 2);
    let opinions: Vec<Option<Opinion>> = thread::scope(|scope| {
        let other = scope.spawn(|| {
            give_way();
            second.iter().flat_map(read).collect::<Vec<_>>()
        });
        let mut opinions: Vec<_> = first.iter().flat_map(read).collect();
        opinions.extend(other.join().unwrap_or_else(|panic| resume_unwind(panic)));
        opinions
    });
    findings
        .into_iter()
        .zip(opinions)
        .map(|(finding, opinion)| match opinion {
            Some(opinion) => finding.with_opinion(opinion),
            None => finding,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn somebody_is_there_for_a_while_after_they_asked() {
        let presence = Presence::default();
        assert!(!presence.has_asked_lately(), "nobody has asked yet");
        presence.clone().asks();
        assert!(presence.has_asked_lately());
        let long_ago = Instant::now().checked_sub(REST + LOOK);
        *presence.last() = long_ago;
        assert!(!presence.has_asked_lately());
    }
}
