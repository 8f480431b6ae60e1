//! What people write: notes, questions, requests for evidence, what was promised and answered; each kept, rewritten or
//! removed, with the words it is about.
//!
//! Deliberately not here: what an annotation is about as the papers are now (`attach`).

use scrutiny_domain::annotations::{Annotation, Subject, Visibility, What};
use scrutiny_domain::comparison::CycleName;
use scrutiny_store::{NewAnnotation, StoreError, Who};

use crate::{Casebook, Error, Words};

/// What a person writes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnnotationInput {
    pub what: What,
    pub text: String,
    pub on: SubjectInput,
    pub visibility: Visibility,
}

/// What it is about, as a person points at it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SubjectInput {
    /// Words of one paper; where they run over several paragraphs, what is meant of each, in order.
    Words {
        /// SHA-256.
        source: String,
        words: Vec<Words>,
    },
    Thread {
        thread: String,
        cycle: Option<CycleName>,
    },
    Visit {
        visit: String,
        cycle: Option<CycleName>,
    },
    Nothing,
}

impl From<&Subject> for SubjectInput {
    fn from(subject: &Subject) -> Self {
        match subject {
            Subject::Quotation { .. } | Subject::Passage { .. } => {
                let citations = subject.citations();
                let source = citations.first().map(|c| c.source.clone());
                SubjectInput::Words {
                    source: source.unwrap_or_default(),
                    words: citations.iter().map(Words::from).collect(),
                }
            }
            Subject::Thread { thread, cycle, .. } => SubjectInput::Thread {
                thread: thread.clone(),
                cycle: cycle.clone(),
            },
            Subject::Visit { visit, cycle } => SubjectInput::Visit {
                visit: visit.clone(),
                cycle: cycle.clone(),
            },
            Subject::Nothing => SubjectInput::Nothing,
        }
    }
}

impl Casebook {
    /// Keeps what a person wrote. It is on the disk when this returns.
    ///
    /// # Errors
    /// Where nothing was written, or the words it is about are not where they are said to be.
    pub async fn write(&self, who: &Who, input: AnnotationInput) -> Result<Annotation, Error> {
        let on = self.subject(input.on.clone()).await?;
        Ok(self.workspace.annotate(who, checked(input, on)?).await?)
    }

    /// Replaces an annotation; the version before stays in the history. One that has lost the place of its words keeps
    /// them.
    ///
    /// # Errors
    /// As [`Casebook::write`], and where there is no such annotation.
    pub async fn rewrite(
        &self,
        who: &Who,
        id: i64,
        input: AnnotationInput,
    ) -> Result<Annotation, Error> {
        let on = self.subject_again(id, &input.on).await?;
        let new = checked(input, on)?;
        Ok(self.workspace.edit_annotation(who, id, new).await?)
    }

    /// Removes an annotation; it stays in the history.
    ///
    /// # Errors
    /// Where there is no such annotation.
    pub async fn remove(&self, who: &Who, id: i64) -> Result<(), Error> {
        Ok(self.workspace.remove_annotation(who, id).await?)
    }

    /// The annotations that stand, oldest first.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub async fn annotations(&self) -> Result<Vec<Annotation>, Error> {
        Ok(self.workspace.annotations().await?)
    }

    /// The annotation of this number.
    ///
    /// # Errors
    /// Where none stands.
    pub async fn annotation(&self, id: i64) -> Result<Annotation, Error> {
        let mut standing = self.annotations().await?.into_iter();
        let what = "annotation";
        Ok(standing
            .find(|a| a.id == id)
            .ok_or(StoreError::Missing { what, id })?)
    }

    async fn subject(&self, input: SubjectInput) -> Result<Subject, Error> {
        Ok(match input {
            SubjectInput::Words { source, words } => {
                let document = self.text(&source).await;
                let document = document.map_err(|_| Error::WordsNotThere)?;
                let cited = words.iter().map(|one| one.cite(&document));
                let mut citations = cited.collect::<Result<Vec<_>, Error>>()?;
                match (citations.pop(), citations.is_empty()) {
                    (None, _) => return Err(Error::WordsNotThere),
                    (Some(citation), true) => Subject::Quotation { citation },
                    (Some(last), false) => {
                        citations.push(last);
                        Subject::Passage { citations }
                    }
                }
            }
            SubjectInput::Thread { thread, cycle } => {
                let seen = self.seen(cycle.as_ref(), &[&thread]).await?;
                Subject::Thread {
                    thread,
                    cycle,
                    seen: seen.into_iter().next(),
                }
            }
            SubjectInput::Visit { visit, cycle } => Subject::Visit { visit, cycle },
            SubjectInput::Nothing => Subject::Nothing,
        })
    }

    /// What another version of an annotation is about. A matter stays as the first version saw it: one is kept in every
    /// pause of a person's typing, and looking again takes a whole comparison.
    async fn subject_again(&self, id: i64, input: &SubjectInput) -> Result<Subject, Error> {
        if let SubjectInput::Thread { .. } = input
            && let Some(before) = self.subject_before(id).await?
            && matches!(before, Subject::Thread { seen: Some(_), .. })
            && SubjectInput::from(&before) == *input
        {
            return Ok(before);
        }
        match (self.subject(input.clone()).await, input) {
            (Err(Error::WordsNotThere), SubjectInput::Words { words, .. }) => {
                let same = |on: &Subject| {
                    let quotes = on.citations().iter().map(|c| &c.quote);
                    quotes.eq(words.iter().map(|one| &one.quote))
                };
                let before = self.subject_before(id).await?;
                before.filter(same).ok_or(Error::WordsNotThere)
            }
            (now, _) => now,
        }
    }

    /// What the annotation of this number is about, where it stands.
    async fn subject_before(&self, id: i64) -> Result<Option<Subject>, Error> {
        let standing = self.annotations().await?;
        Ok(standing.into_iter().find(|a| a.id == id).map(|a| a.on))
    }
}

/// Without the spaces around it; names that are empty are none.
fn checked(input: AnnotationInput, on: Subject) -> Result<NewAnnotation, Error> {
    let text = input.text.trim();
    if text.is_empty() {
        return Err(Error::NothingWritten);
    }
    Ok(NewAnnotation {
        what: named(input.what),
        text: text.to_owned(),
        on,
        visibility: input.visibility,
    })
}

fn named(what: What) -> What {
    let name = |name: Option<String>| name.and_then(|name| trimmed(&name));
    match what {
        What::Note => What::Note,
        What::Question { audience, priority } => What::Question {
            audience: name(audience),
            priority,
        },
        What::EvidenceRequest { audience, priority } => What::EvidenceRequest {
            audience: name(audience),
            priority,
        },
        What::Commitment {
            by,
            meeting,
            due,
            outcome,
        } => What::Commitment {
            by: name(by),
            meeting,
            due,
            outcome,
        },
        What::Answer { by, meeting, to } => What::Answer {
            by: name(by),
            meeting,
            to,
        },
    }
}

/// What is left without the spaces around it, where anything is.
pub(crate) fn trimmed(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}
