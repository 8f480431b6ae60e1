//! Where words stand, as the window speaks of it.

use scrutiny_casebook::{Position, Words};
use scrutiny_domain::comparison::Reading;
use scrutiny_domain::document::Citation;
use serde::{Deserialize, Serialize};

use crate::{BridgeDoubt, count, index, told};

/// Words of a paper. The quotation is the truth, the offsets a hint.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bridge", derive(specta::Type))]
pub struct BridgePlace {
    /// SHA-256.
    pub source: String,
    /// Index of the paragraph in the document.
    pub index: u32,
    /// Offsets into the paragraph's text in Unicode scalar values, end exclusive.
    pub start: u32,
    pub end: u32,
    /// Verbatim; empty where its page is in doubt.
    pub quote: String,
    /// Printed label of the page it begins on.
    pub page: String,
    /// The paragraph's printed number, or its computed one.
    pub paragraph: String,
    /// The page of it that nothing is quoted from, and why.
    pub doubt: Option<BridgeDoubt>,
}

impl BridgePlace {
    /// Where a citation's words stand, in one of these papers.
    pub fn of(citation: &Citation, readings: &[Reading]) -> BridgePlace {
        BridgePlace::doubted(citation, BridgeDoubt::at(readings, citation))
    }

    /// Where a citation's words stand, given the doubt about them.
    pub(crate) fn doubted(citation: &Citation, doubt: Option<BridgeDoubt>) -> BridgePlace {
        BridgePlace {
            source: citation.source.clone(),
            index: count(citation.paragraph_index),
            start: count(citation.start),
            end: count(citation.end),
            quote: told(&citation.quote, doubt.as_ref()),
            page: citation.page_label.clone(),
            paragraph: citation.paragraph.clone(),
            doubt,
        }
    }
}

impl From<BridgePlace> for Words {
    fn from(place: BridgePlace) -> Self {
        Words {
            quote: place.quote,
            at: Position::Characters {
                paragraph: index(place.index),
                start: index(place.start),
                end: index(place.end),
            },
        }
    }
}
