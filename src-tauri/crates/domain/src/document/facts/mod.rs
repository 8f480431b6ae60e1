//! What a document states about itself, each with the words that state it. Not found is empty, never guessed.
//!
//! [`read`] looks at one document; [`reconcile`] completes years with what other documents say on the same visit.
//! Wordings of the frameworks are data (`wordings.json`). Deliberately not here: findings, and clashes between
//! documents.

use jiff::civil::Date;

use super::Document;
use super::kind::{self, Framework, FrameworkBecause, Kind};

mod about;
mod counted;
mod dateline;
pub(crate) mod dates;
mod days;
mod in_words;
mod judgements;
mod letter;
mod model;
mod origin;
mod people;
mod points;
mod press;
mod reconcile;
mod report;
mod run;
mod visit;
mod wordings;

pub use model::{
    Addressee, Area, Contradiction, FactName, Facts, Grade, Inspector, Judged, Judgement,
    Recommendation, VisitSort,
};
pub use origin::{Completion, Origin, Stated};
pub use reconcile::reconcile;

/// Reads what a document states about itself.
pub fn read(document: &Document) -> Facts {
    read_as(document, kind::recognise(document))
}

/// Reads what a document states about itself, where a person said of what kind it is.
pub fn read_as_kind(document: &Document, kind: Kind) -> Facts {
    let read = kind::recognise(document);
    if read.kind == kind {
        return read_as(document, read);
    }
    let framework = match kind {
        Kind::JtaiLetter => Some(Framework::Jtai),
        Kind::FocusedVisitLetter => Some(Framework::Ilacs),
        Kind::InspectionReport => read.framework.or(Some(Framework::Ilacs)),
        _ => None,
    };
    let because = kind::KindBecause::Person { who: None };
    read_as(
        document,
        kind::Recognised {
            kind,
            framework,
            because,
        },
    )
}

fn read_as(document: &Document, recognised: kind::Recognised) -> Facts {
    let mut facts = Facts::new(recognised.kind, recognised.because);
    facts.framework = recognised.framework;
    match facts.kind {
        Kind::InspectionReport => {
            report::read(document, &mut facts);
            if let Some(framework) = facts.framework {
                judgements::read(document, framework, &mut facts);
                points::read(document, framework, &mut facts);
            }
        }
        Kind::MonitoringVisitLetter | Kind::FocusedVisitLetter | Kind::JtaiLetter => {
            letter::read(document, &mut facts);
            if facts.framework.is_none() {
                framework_in_force(&mut facts);
            }
            let framework = facts.framework.unwrap_or(Framework::Ilacs);
            points::read(document, framework, &mut facts);
        }
        Kind::NewsArticle | Kind::CouncilStatement | Kind::CommitteePaper | Kind::Other => {
            press::read(document, &mut facts)
        }
    }
    // A name may have changed hands: the day spoken of decides.
    let dates = facts.dates.as_ref().and_then(|d| d.value.to.date());
    let on: Option<Date> = dates.or_else(|| facts.written().and_then(|p| p.value.date()));
    about::read(document, on, &mut facts);
    facts
}

/// A monitoring letter seldom names its framework; the one in force on the day of the visit applies.
fn framework_in_force(facts: &mut Facts) {
    let Some(day) = facts.dates.as_ref().and_then(|d| d.value.to.date()) else {
        return;
    };
    // ILACS replaced the single inspection framework in January 2018, monitoring visits included.
    let framework = if day.year() >= 2018 {
        Framework::Ilacs
    } else {
        Framework::Sif
    };
    facts.framework = Some(framework);
    facts.framework_because = Some(FrameworkBecause::InForce);
}

#[cfg(test)]
mod tests;
