//! The second reading: after the rules have answered, the reader that has learned reads every finding too.
//!
//! One source at a time and each kept by itself, so that it can be stopped and goes on where it was; a workspace is
//! usable on the rules all the while.
//! Deliberately not here: how two readings are joined (`scrutiny_domain::findings`), and the reader
//! (`scrutiny-reader`).

use scrutiny_domain::findings::{Finding, SpeakerRole};
use scrutiny_reader::{Input, Reader};

use crate::{Cancel, Casebook, Error};

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

    /// Reads every source a second time that has not been by these weights, and tells `each` of it.
    ///
    /// # Errors
    /// Where the workspace cannot be written, or the program was built with weights that cannot be read.
    pub async fn read_second(
        &self,
        cancel: &Cancel,
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
            let findings = behind(move || with_opinions(reader, findings)).await?;
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
        // Of this thread alone, which ends with the work.
        #[cfg(target_os = "linux")]
        let _ = rustix::process::nice(19);
        let _ = tell.send(work());
    };
    let inside = |why: &dyn std::fmt::Display| Error::Inside(format!("the second reading: {why}"));
    std::thread::Builder::new()
        .name("second reading".to_owned())
        .spawn(work)
        .map_err(|e| inside(&e))?;
    told.await.map_err(|e| inside(&e))
}

fn second_reader() -> Result<&'static Reader, Error> {
    Reader::built_in().map_err(|e| Error::Inside(e.to_string()))
}

/// Joins an opinion to each finding. What others than inspectors say is left to the rules: the reader was fitted on
/// inspectors' sentences, and a council's praise of itself is no finding of strength.
pub(crate) fn with_opinions(reader: &Reader, findings: Vec<Finding>) -> Vec<Finding> {
    let by_inspectors = |f: Finding| match f.speaker.role {
        SpeakerRole::Inspectors => {
            let opinion = reader.read(&[Input::from(&f)]).remove(0);
            f.with_opinion(opinion)
        }
        _ => f,
    };
    findings.into_iter().map(by_inspectors).collect()
}
