//! Facts put right, links and classes decided, papers marked; and taking back what was done last.

use scrutiny_domain::annotations::Visibility;
use scrutiny_domain::comparison::{CycleName, Decided, Decision, tidy};
use scrutiny_domain::document::authority::{Authority, Register};
use scrutiny_domain::document::facts::{Area, Grade, Inspector, Judged, Stated};
use scrutiny_domain::document::kind::{Framework, Kind};
use scrutiny_domain::document::{Citation, Correction, DateRange, Document, Place, StatedDate};
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
    /// Verbatim.
    pub quote: String,
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

impl BridgeCorrection {
    /// What it says of this paper.
    async fn of(self, casebook: &Casebook, sha256: &str) -> Result<Correction, Error> {
        Ok(match self {
            BridgeCorrection::Kind { kind } => Correction::Kind(kind),
            BridgeCorrection::Framework { framework } => Correction::Framework(framework),
            BridgeCorrection::Title { title } => {
                Correction::Title(title.and_then(|title| some(&title)))
            }
            BridgeCorrection::LetterPublished { day } => Correction::LetterPublished(date(day)?),
            BridgeCorrection::VisitsClaimed { number } => Correction::VisitsClaimed(number),
            BridgeCorrection::Authority { name } => {
                Correction::Authority(name.and_then(|name| some(&name)).map(authority))
            }
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
            BridgeCorrection::Judgement { area, grade } => Correction::Judgement { area, grade },
            BridgeCorrection::Inspectors { names } => {
                let names = names.iter().filter_map(|name| some(name));
                let inspector = |name| Inspector { name, lead: false };
                Correction::Inspectors(names.map(inspector).collect())
            }
            BridgeCorrection::Director { name } => {
                Correction::Director(name.and_then(|name| some(&name)))
            }
            BridgeCorrection::Focus { words } => {
                Correction::Focus(casebook.places(sha256, &words).await?)
            }
            BridgeCorrection::Recommendations { words } => {
                Correction::Recommendations(casebook.places(sha256, &words).await?)
            }
        })
    }
}

impl BridgeStating {
    fn place(&self, document: &Document, read: &[&Place]) -> Result<Place, Error> {
        let index = usize::try_from(self.index).unwrap_or(usize::MAX);
        let known = |place: &&&Place| place.paragraph == index && place.quote == self.quote;
        if let Some(known) = read.iter().find(known) {
            return Ok((**known).clone());
        }
        let paragraph = document.paragraphs.get(index).ok_or(Error::WordsNotThere)?;
        let before = paragraph.text.find(&self.quote);
        let before = before.ok_or(Error::WordsNotThere)?;
        let start = paragraph.text[..before].chars().count();
        let end = start + self.quote.chars().count();
        let citation = Citation::of(document, index, start, end).ok_or(Error::WordsNotThere)?;
        Ok(Place {
            page: citation.pages.first().copied().unwrap_or_default(),
            paragraph: index,
            quote: citation.quote,
        })
    }
}

/// What is left without the spaces around it, where anything is.
fn some(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
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
    /// Where a date cannot be one, words are not in the paper, or there is no such paper.
    pub async fn put_right(
        &self,
        who: &Who,
        sha256: &str,
        correction: BridgeCorrection,
    ) -> Result<(), Error> {
        let correction = correction.of(self, sha256).await?;
        self.correct(who, sha256, correction).await
    }

    /// Where these words of a paper stand. Places that were read there are taken as they are.
    async fn places(&self, sha256: &str, words: &[BridgeStating]) -> Result<Vec<Place>, Error> {
        let id = self.id_of(sha256).await?;
        let document = self.workspace.document_without_words(id).await?;
        let facts = self.workspace.facts().await?;
        let of_paper = facts.iter().filter(|(of, _)| *of == id);
        let read: Vec<&Place> = of_paper
            .flat_map(|(_, facts)| {
                let focus = facts.focus.iter().filter_map(Stated::place);
                focus.chain(facts.recommendations.iter().map(|asked| &asked.place))
            })
            .collect();
        let places = words.iter().map(|one| one.place(&document, &read));
        places.collect()
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
