//! A document with all that was read in it: how one comes about.
//!
//! Depends on the reading of facts and of findings. Deliberately not here: comparing.

use serde::{Deserialize, Serialize};

use crate::document::facts::{self, Facts};
use crate::document::kind::Kind;
use crate::document::{Citation, Document, Doubt};
use crate::findings::{self, Finding, Rules};

/// A document with all that was read in it: what the comparison works on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    pub document: Document,
    pub facts: Facts,
    pub findings: Vec<Finding>,
}

impl Reading {
    /// What a document says by itself.
    pub fn of(document: Document, rules: &Rules) -> Reading {
        let facts = facts::read(&document);
        Reading::with(document, facts, rules)
    }

    /// What a document says by itself, where a person may have said of what kind it is: who speaks in it, and what it
    /// states, hang on that.
    pub fn as_said(document: Document, kind: Option<Kind>, rules: &Rules) -> Reading {
        let facts = match kind {
            Some(kind) => facts::read_as_kind(&document, kind),
            None => facts::read(&document),
        };
        Reading::with(document, facts, rules)
    }

    /// What documents say together: what one states in part is completed from the others before findings are read,
    /// so that "at the time of the visit" has its day.
    pub fn together(documents: Vec<Document>, rules: &Rules) -> Vec<Reading> {
        let mut all: Vec<Facts> = documents.iter().map(facts::read).collect();
        facts::reconcile(&mut all);
        let pairs = documents.into_iter().zip(all);
        pairs
            .map(|(document, facts)| Reading::with(document, facts, rules))
            .collect()
    }

    fn with(document: Document, facts: Facts, rules: &Rules) -> Reading {
        let findings = findings::read(&document, &facts, rules);
        Reading {
            document,
            facts,
            findings,
        }
    }
}

/// The reading of a source, if it is among them.
pub fn reading_of<'r>(readings: &'r [Reading], sha256: &str) -> Option<&'r Reading> {
    readings.iter().find(|r| r.document.source.sha256 == sha256)
}

/// Why nothing may be quoted from where a citation stands; none where its words are sure to be printed.
pub fn in_doubt(readings: &[Reading], citation: &Citation) -> Option<Doubt> {
    reading_of(readings, &citation.source)?
        .document
        .in_doubt(citation)
}
