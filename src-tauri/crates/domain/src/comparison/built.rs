//! Letters and matters for the tests of this room.

use super::{Cycle, Decided, Decision, FindingRef, Reading, SeenMatter};
use crate::document::built::Built;
use crate::document::facts::Facts;
use crate::document::kind::{Kind, KindBecause};
use crate::findings::Rules;

/// A letter of these paragraphs, read by the rules.
pub(super) fn letter(paragraphs: &[&str]) -> Reading {
    let built = paragraphs
        .iter()
        .fold(Built::default(), |built, text| built.body(text));
    let document = built.document();
    let facts = Facts::new(Kind::MonitoringVisitLetter, KindBecause::NoWordings);
    let findings = crate::findings::read(&document, &facts, Rules::built_in());
    Reading {
        document,
        facts,
        findings,
    }
}

/// The cycle of one letter.
pub(super) fn cycle() -> Cycle {
    Cycle {
        id: "northmere".to_owned(),
        authority: "Northmere".to_owned(),
        judged: None,
        readings: vec![0],
        opened_by: None,
        closed_by: None,
    }
}

/// The finding of these words.
pub(super) fn finding(reading: &Reading, quote: &str) -> FindingRef {
    let found = reading.findings.iter().find(|f| f.quote() == quote);
    FindingRef::from(&found.expect("it is read").citation)
}

/// Findings that a person saw as one matter, however the program groups them.
pub(super) fn seen(reading: &Reading, thread: &str, title: &str, quotes: &[&str]) -> SeenMatter {
    SeenMatter {
        thread: thread.to_owned(),
        title: Some(title.to_owned()),
        findings: quotes.iter().map(|quote| finding(reading, quote)).collect(),
    }
}

/// A decision of a person who saw this matter.
pub(super) fn decided(decision: Decision, seen: SeenMatter) -> Decided {
    Decided {
        seen: vec![seen],
        ..Decided::new(decision, None)
    }
}
