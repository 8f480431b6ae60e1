//! An open case as a whole: its file, what is in it, papers coming in, and what went wrong.

use std::collections::HashSet;
use std::path::Path;

use scrutiny_casebook::{Casebook, Error, Outcome, Scope, Step};
use scrutiny_domain::comparison::{self, Decision, FindingRef, Reading};
use scrutiny_domain::findings::Finding;
use serde::Serialize;

use crate::{
    Bridge, BridgeAnnotation, BridgeAuthority, BridgeComparison, BridgeFinding, BridgeSource,
    BridgeSteps, count,
};

/// The file that is open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bridge", derive(specta::Type))]
pub struct CaseFile {
    pub path: String,
    /// Its last part.
    pub file: String,
    /// What was noticed when it was opened: a sentence each.
    pub told: Vec<String>,
}

impl CaseFile {
    /// Where the casebook's file is.
    pub fn of(casebook: &Casebook) -> CaseFile {
        let path = casebook.path();
        CaseFile {
            path: path.display().to_string(),
            file: last_part(path),
            told: casebook.notices(),
        }
    }
}

/// Everything that was read in the sources in use.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Contents {
    /// In the order of import.
    pub sources: Vec<BridgeSource>,
    /// By source, in the order of the document.
    pub findings: Vec<BridgeFinding>,
    /// By authority, older judgement cycles first.
    pub comparisons: Vec<BridgeComparison>,
    /// Oldest first.
    pub annotations: Vec<BridgeAnnotation>,
    /// Labels whose words are no finding any more.
    pub adrift: Vec<BridgeAdrift>,
    /// By name.
    pub authorities: Vec<BridgeAuthority>,
    pub steps: BridgeSteps,
}

/// Labels of a person's own that have lost their finding: shown all the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bridge", derive(specta::Type))]
pub struct BridgeAdrift {
    pub finding: FindingRef,
    pub labels: Vec<String>,
}

impl Bridge {
    /// Everything that the window shows of a case, in one go: it is read from the file once.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub async fn contents(&self) -> Result<Contents, Error> {
        let (comparisons, readings) = self.casebook.compared(Scope::default()).await?;
        self.doubted.know(&readings);
        let decided = self.casebook.decided().await?;
        let annotations = self
            .casebook
            .attached(&comparisons, &readings, &decided)
            .await?;
        let marks = self.casebook.members_only().await?;
        let steps = self.ahead().await?;
        let checked: HashSet<&FindingRef> = decided
            .iter()
            .filter_map(|one| one.decision.checked())
            .collect();
        let decisions: Vec<Decision> = decided.iter().map(|d| d.decision.clone()).collect();
        let labels = comparison::labels(&readings, &decisions);
        let finding = |at: usize, place: usize, finding: &Finding| BridgeFinding {
            checked: checked.contains(&FindingRef::from(&finding.citation)),
            labels: labels.of(at, place).to_vec(),
            ..BridgeFinding::of(finding, &readings[at].document)
        };
        let source = |reading: &Reading| BridgeSource {
            members_only: marks.contains(&reading.document.source.sha256),
            ..BridgeSource::of(reading)
        };
        Ok(Contents {
            sources: readings.iter().map(source).collect(),
            findings: readings
                .iter()
                .enumerate()
                .flat_map(|(at, reading)| {
                    let own = reading.findings.iter().enumerate();
                    own.map(move |(place, one)| (at, place, one))
                })
                .map(|(at, place, one)| finding(at, place, one))
                .collect(),
            comparisons: comparisons
                .iter()
                .map(|one| BridgeComparison::of(one, &readings))
                .collect(),
            adrift: labels
                .adrift
                .iter()
                .map(|(finding, labels)| BridgeAdrift {
                    finding: finding.clone(),
                    labels: labels.clone(),
                })
                .collect(),
            authorities: comparison::overviews(&readings)
                .iter()
                .map(BridgeAuthority::of)
                .collect(),
            steps,
            annotations: annotations
                .iter()
                .map(|one| BridgeAnnotation::of(one, &readings))
                .collect(),
        })
    }
}

/// A file of an import is done with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bridge", derive(specta::Type))]
pub struct ImportStep {
    /// Files done with, this one among them.
    pub done: u32,
    pub total: u32,
    pub file: String,
    pub outcome: ImportOutcome,
    /// What became of it, in a sentence.
    pub message: String,
}

/// What became of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bridge", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum ImportOutcome {
    Imported,
    /// It was there.
    Already,
    /// The case is as it was.
    Refused,
}

impl ImportStep {
    /// The step as it is told to the window.
    pub fn of(step: &Step) -> ImportStep {
        ImportStep {
            done: count(step.done),
            total: count(step.total),
            file: last_part(&step.path),
            outcome: match step.outcome {
                Outcome::Imported { .. } | Outcome::BroughtBack { .. } => ImportOutcome::Imported,
                Outcome::Already { .. } => ImportOutcome::Already,
                Outcome::Refused(_) => ImportOutcome::Refused,
            },
            message: step.outcome.message(),
        }
    }
}

/// A verb that was not done: a sentence that says what happened, what was kept and what to do next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bridge", derive(specta::Type))]
pub struct Problem {
    pub message: String,
}

impl Problem {
    /// With this sentence.
    pub fn new(message: impl Into<String>) -> Problem {
        Problem {
            message: message.into(),
        }
    }
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        Problem::new(error.to_string())
    }
}

fn last_part(path: &Path) -> String {
    path.file_name()
        .unwrap_or(path.as_os_str())
        .to_string_lossy()
        .into_owned()
}
