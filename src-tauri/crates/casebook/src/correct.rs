//! Facts of a paper as a person says they are.
//!
//! Deliberately not here: what a correction does to the facts (`scrutiny_domain::document`).

use scrutiny_domain::document::authority::{Authority, Register};
use scrutiny_domain::document::facts::{Area, Grade, Inspector, Judged, Stated};
use scrutiny_domain::document::kind::{Framework, Kind};
use scrutiny_domain::document::{Correction, DateRange, Place, StatedDate};
use scrutiny_store::Who;

use crate::words::Position;
use crate::write::trimmed;
use crate::{Casebook, Error, Words};

/// A fact as a person says it is; none where they say that the paper does not state it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FactCorrection {
    Kind(Kind),
    Framework(Option<Framework>),
    Title(Option<String>),
    /// Any name it goes by.
    Authority(Option<String>),
    Published(Option<StatedDate>),
    /// Of the letter that the paper reports on.
    LetterPublished(Option<StatedDate>),
    /// Where only one day is known, it is both.
    Dates {
        from: Option<StatedDate>,
        to: Option<StatedDate>,
    },
    VisitNumber(Option<u8>),
    /// How many visits it says there will be.
    VisitsClaimed(Option<u8>),
    Judged(Option<Judged>),
    Judgement {
        area: Area,
        grade: Option<Grade>,
    },
    Inspectors(Vec<String>),
    Director(Option<String>),
    /// All areas covered.
    Focus(Vec<Words>),
    /// All that the paper asks for.
    Recommendations(Vec<Words>),
}

impl Casebook {
    /// Corrects a fact of a paper.
    ///
    /// # Errors
    /// Where words are not in the paper, or there is no such paper.
    pub async fn correct(
        &self,
        who: &Who,
        sha256: &str,
        correction: FactCorrection,
    ) -> Result<(), Error> {
        let correction = match correction {
            FactCorrection::Kind(kind) => Correction::Kind(kind),
            FactCorrection::Framework(framework) => Correction::Framework(framework),
            FactCorrection::Title(title) => {
                Correction::Title(title.and_then(|title| trimmed(&title)))
            }
            FactCorrection::Authority(name) => {
                Correction::Authority(name.and_then(|name| trimmed(&name)).map(authority))
            }
            FactCorrection::Published(day) => Correction::Published(day),
            FactCorrection::LetterPublished(day) => Correction::LetterPublished(day),
            FactCorrection::Dates { from, to } => {
                let range = |from: StatedDate| DateRange {
                    from,
                    to: to.unwrap_or(from),
                };
                Correction::Dates(from.or(to).map(range))
            }
            FactCorrection::VisitNumber(number) => Correction::VisitNumber(number),
            FactCorrection::VisitsClaimed(number) => Correction::VisitsClaimed(number),
            FactCorrection::Judged(judged) => Correction::Judged(judged),
            FactCorrection::Judgement { area, grade } => Correction::Judgement { area, grade },
            FactCorrection::Inspectors(names) => {
                let inspector = |name| Inspector { name, lead: false };
                let names = names.into_iter().filter_map(|name| trimmed(&name));
                Correction::Inspectors(names.map(inspector).collect())
            }
            FactCorrection::Director(name) => {
                Correction::Director(name.and_then(|name| trimmed(&name)))
            }
            FactCorrection::Focus(words) => Correction::Focus(self.places(sha256, &words).await?),
            FactCorrection::Recommendations(words) => {
                Correction::Recommendations(self.places(sha256, &words).await?)
            }
        };
        self.workspace.correct(who, sha256, correction).await?;
        self.read_by_said_kinds(who.at).await?;
        self.order_issues().await
    }

    /// Where these words of a paper stand. Places that were read there are taken as they are.
    async fn places(&self, sha256: &str, words: &[Words]) -> Result<Vec<Place>, Error> {
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
        let place = |one: &Words| {
            let index = match one.at {
                Position::Paragraph(index) => Some(index),
                Position::Characters { paragraph, .. } => Some(paragraph),
                Position::Anywhere => None,
            };
            let known = |place: &&&Place| {
                place.quote == one.quote && index.is_none_or(|index| index == place.paragraph)
            };
            if let Some(known) = read.iter().find(known) {
                return Ok((**known).clone());
            }
            let citation = one.cite(&document)?;
            Ok(Place {
                page: citation.pages.first().copied().unwrap_or_default(),
                paragraph: citation.paragraph_index,
                quote: citation.quote,
            })
        };
        words.iter().map(place).collect()
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
