//! How an authority was judged, as the overview and the home of a case show it.

use scrutiny_domain::comparison::{Inspected, Overview};
use scrutiny_domain::document::facts::{Area, Grade};
use serde::Serialize;

/// An authority of the case, with every judgement of it that the papers know.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "bridge", derive(specta::Type))]
pub struct BridgeAuthority {
    pub authority: String,
    /// Newest first.
    pub inspected: Vec<BridgeInspected>,
}

/// One inspection.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "bridge", derive(specta::Type))]
pub struct BridgeInspected {
    /// SHA-256 of its report; none where only other papers tell of it.
    pub report: Option<String>,
    /// `2020-06`.
    pub month: Option<String>,
    /// Its last day.
    pub to: Option<String>,
    pub published: Option<String>,
    /// None where none was given, as from April 2026, or none was read.
    pub overall: Option<Grade>,
    pub areas: Vec<BridgeGraded>,
    /// True where it found inadequate: overall where there is an overall grade, else in any judgement.
    pub inadequate: bool,
    pub inadequate_in: Vec<Area>,
}

/// A judgement besides the overall one.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "bridge", derive(specta::Type))]
pub struct BridgeGraded {
    pub area: Area,
    pub grade: Grade,
}

impl BridgeAuthority {
    /// The row of one authority.
    pub fn of(overview: &Overview) -> BridgeAuthority {
        BridgeAuthority {
            authority: overview.authority.clone(),
            inspected: overview.inspected.iter().map(inspected).collect(),
        }
    }
}

fn inspected(one: &Inspected) -> BridgeInspected {
    let graded = |&(area, grade): &(Area, Grade)| BridgeGraded { area, grade };
    BridgeInspected {
        report: one.report.clone(),
        month: one.month.map(|month| month.to_string()),
        to: one.to.map(|day| day.to_string()),
        published: one.published.map(|day| day.to_string()),
        overall: one.overall,
        areas: one.areas.iter().map(graded).collect(),
        inadequate: one.is_inadequate(),
        inadequate_in: one.inadequate_in().collect(),
    }
}
