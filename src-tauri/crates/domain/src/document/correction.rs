//! Facts that a person puts right. What was read stays beside it.

use serde::{Deserialize, Serialize};

use super::authority::Authority;
use super::facts::{Facts, Judged, Stated};
use super::kind::Kind;
use super::{DateRange, Place, StatedDate};

/// A fact as a person says it is; none where they say that the document does not state it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "fact", content = "value", rename_all = "snake_case")]
pub enum Correction {
    Kind(Kind),
    Authority(Option<Authority>),
    Published(Option<StatedDate>),
    Dates(Option<DateRange>),
    VisitNumber(Option<u8>),
    Judged(Option<Judged>),
}

impl Correction {
    /// Name of the fact: two corrections with the same name replace each other.
    pub fn fact(&self) -> &'static str {
        match self {
            Correction::Kind(_) => "kind",
            Correction::Authority(_) => "authority",
            Correction::Published(_) => "published",
            Correction::Dates(_) => "dates",
            Correction::VisitNumber(_) => "visit_number",
            Correction::Judged(_) => "judged",
        }
    }

    /// Puts it in the place of what was read, saying that a person did.
    pub fn apply(&self, facts: &mut Facts, by: Option<&str>) {
        let because = format!("put right by {}", by.unwrap_or("a person"));
        match self {
            Correction::Kind(kind) => {
                facts.kind = *kind;
                facts.kind_because = because;
            }
            Correction::Authority(v) => put(&mut facts.authority, v, because),
            Correction::Published(v) => put(&mut facts.published, v, because),
            Correction::Dates(v) => put(&mut facts.dates, v, because),
            Correction::VisitNumber(v) => put(&mut facts.visit_number, v, because),
            Correction::Judged(v) => put(&mut facts.judged, v, because),
        }
    }
}

fn put<T: Clone>(fact: &mut Option<Stated<T>>, value: &Option<T>, because: String) {
    // The words that were read stay as the place to look at; a fact that was not read has none.
    let place = fact.take().map(|f| f.place).unwrap_or(Place {
        page: 0,
        paragraph: 0,
        quote: String::new(),
    });
    *fact = value.clone().map(|value| Stated {
        value,
        place,
        inferred: Some(because),
    });
}
