//! What people wrote, and what they write: notes, questions, requests for evidence.

use jiff::civil::Date;
use scrutiny_casebook::{AnnotationInput, Attached, Error, SubjectInput, Who, Words};
use scrutiny_domain::annotations::{Annotation, Outcome, Priority, Subject, Visibility, What};
use scrutiny_domain::comparison::{CycleName, Reading};
use scrutiny_domain::document::Citation;
use serde::{Deserialize, Serialize};

use crate::{Bridge, BridgePlace, count};

/// Something a person wrote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bridge", derive(specta::Type))]
pub struct BridgeAnnotation {
    pub id: u32,
    pub written: Written,
    /// False where what it is about is not there any more: it is shown all the same.
    pub attached: bool,
    /// RFC 3339, when this version of it was written.
    pub at: String,
    pub by: Option<String>,
}

/// What a person writes down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bridge", derive(specta::Type))]
pub struct Written {
    pub what: BridgeWhat,
    pub text: String,
    pub visibility: Visibility,
    pub on: BridgeSubject,
}

/// The kinds of annotation, each with what belongs to it. Days are written `2026-03-12`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bridge", derive(specta::Type))]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum BridgeWhat {
    Note,
    Question {
        /// Whom it is for.
        audience: Option<String>,
        priority: Priority,
    },
    EvidenceRequest {
        audience: Option<String>,
        priority: Priority,
    },
    /// Something promised to the committee.
    Commitment {
        /// Who promised it.
        by: Option<String>,
        meeting: Option<String>,
        /// The day by which it is to be kept.
        due: Option<String>,
        outcome: Outcome,
    },
    /// Something the committee was told.
    Answer {
        /// Who told it.
        by: Option<String>,
        meeting: Option<String>,
        /// The question that it answers.
        to: Option<u32>,
    },
}

impl From<&What> for BridgeWhat {
    fn from(what: &What) -> Self {
        let day = |date: &Option<Date>| date.map(|day| day.to_string());
        match what {
            What::Note => BridgeWhat::Note,
            What::Question { audience, priority } => BridgeWhat::Question {
                audience: audience.clone(),
                priority: *priority,
            },
            What::EvidenceRequest { audience, priority } => BridgeWhat::EvidenceRequest {
                audience: audience.clone(),
                priority: *priority,
            },
            What::Commitment {
                by,
                meeting,
                due,
                outcome,
            } => BridgeWhat::Commitment {
                by: by.clone(),
                meeting: day(meeting),
                due: day(due),
                outcome: *outcome,
            },
            What::Answer { by, meeting, to } => BridgeWhat::Answer {
                by: by.clone(),
                meeting: day(meeting),
                to: to.and_then(|id| u32::try_from(id).ok()),
            },
        }
    }
}

impl TryFrom<BridgeWhat> for What {
    type Error = Error;

    /// Names and days as a person types them: blanks around them go, and an empty one is none.
    fn try_from(what: BridgeWhat) -> Result<Self, Error> {
        let typed = |text: Option<String>| {
            let text = text.map(|text| text.trim().to_owned());
            text.filter(|text| !text.is_empty())
        };
        let day = |text: Option<String>| {
            typed(text)
                .map(|text| text.parse::<Date>().map_err(|_| Error::NotADate(text)))
                .transpose()
        };
        Ok(match what {
            BridgeWhat::Note => What::Note,
            BridgeWhat::Question { audience, priority } => What::Question {
                audience: typed(audience),
                priority,
            },
            BridgeWhat::EvidenceRequest { audience, priority } => What::EvidenceRequest {
                audience: typed(audience),
                priority,
            },
            BridgeWhat::Commitment {
                by,
                meeting,
                due,
                outcome,
            } => What::Commitment {
                by: typed(by),
                meeting: day(meeting)?,
                due: day(due)?,
                outcome,
            },
            BridgeWhat::Answer { by, meeting, to } => What::Answer {
                by: typed(by),
                meeting: day(meeting)?,
                to: to.map(i64::from),
            },
        })
    }
}

/// What it is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bridge", derive(specta::Type))]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum BridgeSubject {
    Words {
        place: BridgePlace,
        /// What is meant of the paragraphs after it, where the words run over several.
        more: Vec<BridgePlace>,
    },
    Thread {
        thread: String,
        cycle: Option<BridgeCycle>,
    },
    Visit {
        visit: String,
        cycle: Option<BridgeCycle>,
    },
    Nothing,
}

/// Which judgement cycle: ids of matters and visits are the same in every one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bridge", derive(specta::Type))]
pub struct BridgeCycle {
    pub authority: String,
    /// `2020-06`; none where no judgement is known.
    pub judged: Option<String>,
}

impl From<&CycleName> for BridgeCycle {
    fn from(name: &CycleName) -> Self {
        BridgeCycle {
            authority: name.authority.clone(),
            judged: name.judged.map(|month| month.to_string()),
        }
    }
}

impl TryFrom<BridgeCycle> for CycleName {
    type Error = Error;

    fn try_from(cycle: BridgeCycle) -> Result<Self, Error> {
        let month = |text: String| text.parse().map_err(|_| Error::NotADate(text));
        Ok(CycleName {
            authority: cycle.authority,
            judged: cycle.judged.map(month).transpose()?,
        })
    }
}

impl BridgeAnnotation {
    /// The row of an annotation on what these papers hold.
    pub fn of(attached: &Attached, readings: &[Reading]) -> BridgeAnnotation {
        let place = |citation: &Citation| BridgePlace::of(citation, readings);
        BridgeAnnotation::with(attached, &place)
    }

    fn with(
        Attached {
            annotation,
            attached,
        }: &Attached,
        place: &dyn Fn(&Citation) -> BridgePlace,
    ) -> BridgeAnnotation {
        BridgeAnnotation {
            id: count(usize::try_from(annotation.id).unwrap_or_default()),
            written: Written {
                what: BridgeWhat::from(&annotation.what),
                text: annotation.text.clone(),
                visibility: annotation.visibility,
                on: subject(&annotation.on, place),
            },
            attached: *attached,
            at: annotation.written.to_string(),
            by: annotation.by.clone(),
        }
    }
}

fn subject(on: &Subject, place: &dyn Fn(&Citation) -> BridgePlace) -> BridgeSubject {
    match on {
        Subject::Quotation { .. } | Subject::Passage { .. } => {
            let mut places = on.citations().iter().map(place);
            match places.next() {
                Some(place) => BridgeSubject::Words {
                    place,
                    more: places.collect(),
                },
                None => BridgeSubject::Nothing,
            }
        }
        Subject::Thread { thread, cycle, .. } => BridgeSubject::Thread {
            thread: thread.clone(),
            cycle: cycle.as_ref().map(BridgeCycle::from),
        },
        Subject::Visit { visit, cycle } => BridgeSubject::Visit {
            visit: visit.clone(),
            cycle: cycle.as_ref().map(BridgeCycle::from),
        },
        Subject::Nothing => BridgeSubject::Nothing,
    }
}

impl Bridge {
    /// Keeps what a person wrote. It is on the disk when this returns.
    ///
    /// # Errors
    /// Where nothing was written, or the words it is about are not where they are said to be.
    pub async fn write(&self, who: &Who, written: Written) -> Result<BridgeAnnotation, Error> {
        let input = self.read(written).await?;
        let annotation = self.casebook.write(who, input).await?;
        Ok(self.now(annotation).await)
    }

    /// Keeps another version of an annotation.
    ///
    /// # Errors
    /// As [`Bridge::write`], and where there is no such annotation.
    pub async fn rewrite(
        &self,
        who: &Who,
        id: u32,
        written: Written,
    ) -> Result<BridgeAnnotation, Error> {
        let input = self.read(written).await?;
        let annotation = self.casebook.rewrite(who, i64::from(id), input).await?;
        Ok(self.now(annotation).await)
    }

    /// Removes an annotation; it stays in the history.
    ///
    /// # Errors
    /// Where there is no such annotation.
    pub async fn remove(&self, who: &Who, id: u32) -> Result<(), Error> {
        self.casebook.remove(who, i64::from(id)).await
    }

    /// What the casebook is to keep: with the words of places that the window was not given them of.
    async fn read(&self, mut written: Written) -> Result<AnnotationInput, Error> {
        if let BridgeSubject::Words { place, more } = &mut written.on {
            for one in std::iter::once(place).chain(more) {
                *one = self.with_words(one.clone()).await?;
            }
        }
        written.read()
    }

    /// One that was just written, about what is there.
    async fn now(&self, annotation: Annotation) -> BridgeAnnotation {
        let places = match annotation.on.citations().first() {
            Some(citation) => self.places_in_doubt(&citation.source).await.ok(),
            None => None,
        };
        let place = |citation: &Citation| {
            let doubt = places
                .as_ref()
                .and_then(|places| places.on(&citation.pages));
            BridgePlace::doubted(citation, doubt)
        };
        let attached = Attached {
            annotation,
            attached: true,
        };
        BridgeAnnotation::with(&attached, &place)
    }
}

impl Written {
    /// What the casebook is to keep.
    fn read(self) -> Result<AnnotationInput, Error> {
        Ok(AnnotationInput {
            what: What::try_from(self.what)?,
            text: self.text,
            on: self.on.read()?,
            visibility: self.visibility,
        })
    }
}

impl BridgeSubject {
    fn read(self) -> Result<SubjectInput, Error> {
        Ok(match self {
            BridgeSubject::Words { place, more } => {
                if more.iter().any(|other| other.source != place.source) {
                    return Err(Error::WordsNotThere);
                }
                SubjectInput::Words {
                    source: place.source.clone(),
                    words: std::iter::once(place)
                        .chain(more)
                        .map(Words::from)
                        .collect(),
                }
            }
            BridgeSubject::Thread { thread, cycle } => SubjectInput::Thread {
                thread,
                cycle: cycle.map(CycleName::try_from).transpose()?,
            },
            BridgeSubject::Visit { visit, cycle } => SubjectInput::Visit {
                visit,
                cycle: cycle.map(CycleName::try_from).transpose()?,
            },
            BridgeSubject::Nothing => SubjectInput::Nothing,
        })
    }
}
