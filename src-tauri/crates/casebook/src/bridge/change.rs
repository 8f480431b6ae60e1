//! Facts put right, links and classes decided, papers marked; and taking back what was done last.

use scrutiny_domain::annotations::Visibility;
use scrutiny_domain::comparison::{CycleName, Decided, Decision, tidy};
use scrutiny_domain::document::authority::{Authority, Register};
use scrutiny_domain::document::facts::{Grade, Judged};
use scrutiny_domain::document::kind::Kind;
use scrutiny_domain::document::{Correction, DateRange, StatedDate};
use scrutiny_store::{Change, Marks, Noun, Who};
use serde::{Deserialize, Serialize};

use super::BridgeCycle;
use crate::{Casebook, Error};

/// A fact as a person says it is; none where they say that the paper does not state it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "bridge", derive(specta::Type))]
#[serde(tag = "fact", rename_all = "snake_case")]
pub enum BridgeCorrection {
    Kind {
        kind: Kind,
    },
    /// Any name it goes by.
    Authority {
        name: Option<String>,
    },
    /// `2021-08-16`, or as much of it as is known: `2021-08`, `--08-16`.
    Published {
        day: Option<String>,
    },
    Dates {
        from: Option<String>,
        to: Option<String>,
    },
    VisitNumber {
        number: Option<u8>,
    },
    Judged {
        grade: Option<Grade>,
        month: Option<String>,
    },
}

/// What kind of thing was changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bridge", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Changed {
    Annotation,
    Correction,
    Decision,
    Setting,
    Source,
}

impl Changed {
    /// What a change in the history is about.
    pub fn of(change: &Change) -> Changed {
        match change.noun {
            Noun::Annotation => Changed::Annotation,
            Noun::Correction => Changed::Correction,
            Noun::Decision => Changed::Decision,
            Noun::Setting => Changed::Setting,
            Noun::Source => Changed::Source,
        }
    }
}

impl TryFrom<BridgeCorrection> for Correction {
    type Error = Error;

    fn try_from(correction: BridgeCorrection) -> Result<Correction, Error> {
        Ok(match correction {
            BridgeCorrection::Kind { kind } => Correction::Kind(kind),
            BridgeCorrection::Authority { name } => Correction::Authority(
                name.map(|name| name.trim().to_owned())
                    .filter(|name| !name.is_empty())
                    .map(authority),
            ),
            BridgeCorrection::Published { day } => Correction::Published(date(day)?),
            BridgeCorrection::Dates { from, to } => {
                let (from, to) = (date(from)?, date(to)?);
                let range = |from: StatedDate| DateRange {
                    from,
                    to: to.unwrap_or(from),
                };
                Correction::Dates(from.or(to).map(range))
            }
            BridgeCorrection::VisitNumber { number } => Correction::VisitNumber(number),
            BridgeCorrection::Judged { grade, month } => {
                let month = date(month)?;
                Correction::Judged(grade.map(|grade| Judged { grade, month }))
            }
        })
    }
}

/// By the short name of the list where it is on it.
fn authority(name: String) -> Authority {
    let entry = Register::built_in().find(&name, None);
    Authority {
        code: entry.map(|entry| entry.code.clone()),
        name: entry.map_or(name, |entry| entry.name.clone()),
    }
}

fn date(text: Option<String>) -> Result<Option<StatedDate>, Error> {
    let parse = |text: String| match text.trim() {
        "" => Ok(None),
        stated => stated.parse().map(Some).map_err(|_| Error::NotADate(text)),
    };
    text.map_or(Ok(None), parse)
}

impl Casebook {
    /// Puts a fact of a paper right.
    ///
    /// # Errors
    /// Where a date cannot be one, or there is no such paper.
    pub async fn put_right(
        &self,
        who: &Who,
        sha256: &str,
        correction: BridgeCorrection,
    ) -> Result<(), Error> {
        self.correct(who, sha256, correction.try_into()?).await
    }

    /// Keeps what a person decided, of one cycle or, for classes of a finding, of all.
    ///
    /// # Errors
    /// Where it cannot be kept.
    pub async fn decide_in(
        &self,
        who: &Who,
        cycle: Option<BridgeCycle>,
        decision: Decision,
    ) -> Result<(), Error> {
        let cycle = cycle.map(CycleName::try_from).transpose()?;
        let decision = match decision {
            Decision::Labels { finding, labels } => Decision::Labels {
                finding,
                labels: tidy(&labels),
            },
            other => other,
        };
        self.decide(who, Decided { decision, cycle }).await?;
        Ok(())
    }

    /// Marks a paper as for members only or for all, or sets it aside.
    ///
    /// # Errors
    /// Where there is no such paper.
    pub async fn mark_paper(
        &self,
        who: &Who,
        sha256: &str,
        visibility: Visibility,
        set_aside: bool,
    ) -> Result<(), Error> {
        let id = self.id_of(sha256).await?;
        let marks = Marks {
            visibility,
            set_aside,
        };
        self.mark(who, id, marks).await
    }
}
