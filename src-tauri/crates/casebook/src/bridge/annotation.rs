//! What people wrote, and what they write: notes, questions, requests for evidence.

use jiff::civil::Date;
use scrutiny_domain::annotations::{Outcome, Priority, Subject, Visibility, What};
use scrutiny_domain::comparison::CycleName;
use scrutiny_domain::document::Citation;
use scrutiny_store::{NewAnnotation, Who};
use serde::{Deserialize, Serialize};

use super::{BridgePlace, count};
use crate::attach::Attached;
use crate::{Casebook, Error};

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
    /// The row of an annotation.
    pub fn of(
        Attached {
            annotation,
            attached,
        }: &Attached,
    ) -> BridgeAnnotation {
        BridgeAnnotation {
            id: count(usize::try_from(annotation.id).unwrap_or_default()),
            written: Written {
                what: BridgeWhat::from(&annotation.what),
                text: annotation.text.clone(),
                visibility: annotation.visibility,
                on: subject(&annotation.on),
            },
            attached: *attached,
            at: annotation.written.to_string(),
            by: annotation.by.clone(),
        }
    }
}

fn subject(on: &Subject) -> BridgeSubject {
    match on {
        Subject::Quotation { .. } | Subject::Passage { .. } => {
            let mut places = on.citations().iter().map(BridgePlace::of);
            match places.next() {
                Some(place) => BridgeSubject::Words {
                    place,
                    more: places.collect(),
                },
                None => BridgeSubject::Nothing,
            }
        }
        Subject::Thread { thread, cycle } => BridgeSubject::Thread {
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

impl Casebook {
    /// Keeps what a person wrote, in the place of the version before where `id` names one. It is on the disk when
    /// this returns.
    ///
    /// # Errors
    /// Where nothing was written, or the words it is about are not where they are said to be.
    pub async fn write_down(
        &self,
        who: &Who,
        id: Option<u32>,
        written: Written,
    ) -> Result<BridgeAnnotation, Error> {
        let new = self.new_annotation(id, written).await?;
        let annotation = match id {
            Some(id) => self.edit_annotation(who, i64::from(id), new).await?,
            None => self.annotate(who, new).await?,
        };
        Ok(BridgeAnnotation::of(&Attached {
            annotation,
            attached: true,
        }))
    }

    async fn new_annotation(
        &self,
        id: Option<u32>,
        written: Written,
    ) -> Result<NewAnnotation, Error> {
        let text = written.text.trim().to_owned();
        if text.is_empty() {
            return Err(Error::NothingWritten);
        }
        let what = What::try_from(written.what)?;
        let on = match written.on {
            BridgeSubject::Words { place, more } => {
                let places: Vec<_> = std::iter::once(place).chain(more).collect();
                self.cite(id, &places).await?
            }
            BridgeSubject::Thread { thread, cycle } => Subject::Thread {
                thread,
                cycle: cycle.map(CycleName::try_from).transpose()?,
            },
            BridgeSubject::Visit { visit, cycle } => Subject::Visit {
                visit,
                cycle: cycle.map(CycleName::try_from).transpose()?,
            },
            BridgeSubject::Nothing => Subject::Nothing,
        };
        Ok(NewAnnotation {
            what,
            text,
            on,
            visibility: written.visibility,
        })
    }

    /// The words as they stand in the paper. An annotation that has lost its place keeps the words it had.
    async fn cite(&self, id: Option<u32>, places: &[BridgePlace]) -> Result<Subject, Error> {
        let mut citations = Vec::new();
        for place in places {
            citations.extend(self.citation(place).await);
        }
        if citations.len() == places.len() {
            let one = |citation| Subject::Quotation { citation };
            return match citations.len() {
                0 => Err(Error::WordsNotThere),
                1 => citations.pop().map(one).ok_or(Error::WordsNotThere),
                _ => Ok(Subject::Passage { citations }),
            };
        }
        let said = |on: &Subject| {
            let quotes = on.citations().iter().map(|c| &c.quote);
            quotes.eq(places.iter().map(|p| &p.quote))
        };
        let before = self.annotations().await?;
        before
            .into_iter()
            .find(|a| Some(a.id) == id.map(i64::from))
            .map(|a| a.on)
            .filter(said)
            .ok_or(Error::WordsNotThere)
    }

    /// None where the paper does not have these words there.
    async fn citation(&self, place: &BridgePlace) -> Option<Citation> {
        let at = |n: u32| usize::try_from(n).unwrap_or(usize::MAX);
        let document = self.document(&place.source).await.ok()?;
        let citation = Citation::of(&document, at(place.index), at(place.start), at(place.end))?;
        (citation.quote == place.quote).then_some(citation)
    }
}
