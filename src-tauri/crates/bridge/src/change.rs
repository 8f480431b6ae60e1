//! Facts corrected, links and classes decided, papers marked; and taking back what was done last.

use std::path::Path;

use scrutiny_casebook::{Error, FactCorrection, Marks, Position, Who, Words};
use scrutiny_domain::annotations::Visibility;
use scrutiny_domain::comparison::{CycleName, Decided, Decision};
use scrutiny_domain::document::StatedDate;
use scrutiny_domain::document::facts::{Area, Grade, Judged};
use scrutiny_domain::document::kind::{Framework, Kind};
use serde::Deserialize;

use crate::{Bridge, BridgeCycle, BridgePlace, BridgeSteps, index, step};

/// A fact as a person says it is; none where they say that the paper does not state it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "bridge", derive(specta::Type))]
#[serde(tag = "fact", rename_all = "snake_case")]
pub enum BridgeCorrection {
    Kind {
        kind: Kind,
    },
    Framework {
        framework: Option<Framework>,
    },
    Title {
        title: Option<String>,
    },
    /// Any name it goes by.
    Authority {
        name: Option<String>,
    },
    /// `2021-08-16`, or as much of it as is known: `2021-08`, `--08-16`.
    Published {
        day: Option<String>,
    },
    /// Of the letter that the paper reports on.
    LetterPublished {
        day: Option<String>,
    },
    Dates {
        from: Option<String>,
        to: Option<String>,
    },
    VisitNumber {
        number: Option<u8>,
    },
    /// How many visits it says there will be.
    VisitsClaimed {
        number: Option<u8>,
    },
    Judged {
        grade: Option<Grade>,
        month: Option<String>,
    },
    Judgement {
        area: Area,
        grade: Option<Grade>,
    },
    Inspectors {
        names: Vec<String>,
    },
    Director {
        name: Option<String>,
    },
    /// All areas covered.
    Focus {
        words: Vec<BridgeStating>,
    },
    /// All that the paper asks for.
    Recommendations {
        words: Vec<BridgeStating>,
    },
}

/// Words of a paper that state something.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "bridge", derive(specta::Type))]
pub struct BridgeStating {
    /// Index of the paragraph.
    pub index: u32,
    /// Verbatim; empty where they stand on a page in doubt.
    pub quote: String,
    /// Their position in the list as it is, where the window was not given them.
    pub at: Option<u32>,
}

impl BridgeCorrection {
    /// What it says.
    fn read(self) -> Result<FactCorrection, Error> {
        Ok(match self {
            BridgeCorrection::Kind { kind } => FactCorrection::Kind(kind),
            BridgeCorrection::Framework { framework } => FactCorrection::Framework(framework),
            BridgeCorrection::Title { title } => FactCorrection::Title(title),
            BridgeCorrection::LetterPublished { day } => {
                FactCorrection::LetterPublished(date(day)?)
            }
            BridgeCorrection::VisitsClaimed { number } => FactCorrection::VisitsClaimed(number),
            BridgeCorrection::Authority { name } => FactCorrection::Authority(name),
            BridgeCorrection::Published { day } => FactCorrection::Published(date(day)?),
            BridgeCorrection::Dates { from, to } => FactCorrection::Dates {
                from: date(from)?,
                to: date(to)?,
            },
            BridgeCorrection::VisitNumber { number } => FactCorrection::VisitNumber(number),
            BridgeCorrection::Judged { grade, month } => {
                let month = date(month)?;
                FactCorrection::Judged(grade.map(|grade| Judged { grade, month }))
            }
            BridgeCorrection::Judgement { area, grade } => {
                FactCorrection::Judgement { area, grade }
            }
            BridgeCorrection::Inspectors { names } => FactCorrection::Inspectors(names),
            BridgeCorrection::Director { name } => FactCorrection::Director(name),
            BridgeCorrection::Focus { words } => FactCorrection::Focus(all_words(words)),
            BridgeCorrection::Recommendations { words } => {
                FactCorrection::Recommendations(all_words(words))
            }
        })
    }
}

fn all_words(words: Vec<BridgeStating>) -> Vec<Words> {
    let words = words.into_iter().map(|one| Words {
        quote: one.quote,
        at: Position::Paragraph(index(one.index)),
    });
    words.collect()
}

fn date(text: Option<String>) -> Result<Option<StatedDate>, Error> {
    let parse = |text: String| match text.trim() {
        "" => Ok(None),
        stated => StatedDate::typed(stated)
            .map(Some)
            .map_err(|_| Error::NotADate(text)),
    };
    text.map_or(Ok(None), parse)
}

impl Bridge {
    /// Takes back what was done last, and says what that was; none where there is nothing to take back.
    ///
    /// # Errors
    /// Where the file cannot be written.
    pub async fn undo(&self, who: &Who) -> Result<Option<String>, Error> {
        let change = self.casebook.undo(who).await?;
        Ok(change.as_ref().map(step::undone))
    }

    /// Brings back what was taken back last, and says what that was.
    ///
    /// # Errors
    /// Where the file cannot be written.
    pub async fn redo(&self, who: &Who) -> Result<Option<String>, Error> {
        let change = self.casebook.redo(who).await?;
        Ok(change.as_ref().map(step::done))
    }

    /// What undo would take back, and redo bring back, now.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub async fn ahead(&self) -> Result<BridgeSteps, Error> {
        let (undo, redo) = self.casebook.ahead().await?;
        Ok(BridgeSteps {
            undo: undo.as_ref().map(step::done),
            redo: redo.as_ref().map(step::undone),
        })
    }

    /// Writes a whole, checked copy of the case to a file that is not there yet.
    ///
    /// # Errors
    /// Where it cannot be written, or something is there.
    pub async fn back_up(&self, to: &Path) -> Result<(), Error> {
        self.casebook.back_up(to).await
    }

    /// Corrects a fact of a paper.
    ///
    /// # Errors
    /// Where a date cannot be one, words are not in the paper, or there is no such paper.
    pub async fn correct(
        &self,
        who: &Who,
        sha256: &str,
        correction: BridgeCorrection,
    ) -> Result<(), Error> {
        let correction = self.stating(sha256, correction).await?.read()?;
        self.casebook.correct(who, sha256, correction).await
    }

    /// Keeps what a person decided, of one cycle or, for classes of a finding, of all. Of findings that it names without
    /// their words, `unquoted` has the places, in their order.
    ///
    /// # Errors
    /// Where it cannot be kept.
    pub async fn decide(
        &self,
        who: &Who,
        cycle: Option<BridgeCycle>,
        decision: Decision,
        unquoted: Vec<BridgePlace>,
    ) -> Result<(), Error> {
        let decision = self.naming(decision, unquoted).await?;
        let cycle = cycle.map(CycleName::try_from).transpose()?;
        self.casebook
            .decide(who, Decided::new(decision, cycle))
            .await?;
        Ok(())
    }

    /// Marks a paper as for members only or for all, or sets it aside.
    ///
    /// # Errors
    /// Where there is no such paper.
    pub async fn mark(
        &self,
        who: &Who,
        sha256: &str,
        visibility: Visibility,
        set_aside: bool,
    ) -> Result<(), Error> {
        let marks = Marks {
            visibility,
            set_aside,
        };
        self.casebook.mark(who, sha256, marks).await
    }
}
