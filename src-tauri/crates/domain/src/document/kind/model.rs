//! Kinds of paper, frameworks, and the reasons for them.

use serde::{Deserialize, Serialize};

/// The kinds of paper a scrutiny committee meets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bridge", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    InspectionReport,
    MonitoringVisitLetter,
    FocusedVisitLetter,
    JtaiLetter,
    NewsArticle,
    CouncilStatement,
    CommitteePaper,
    Other,
}

/// Who writes papers of a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Writer {
    Inspectors,
    Press,
    Council,
    Unknown,
}

impl Kind {
    /// Who writes papers of this kind.
    pub fn writer(self) -> Writer {
        match self {
            Kind::InspectionReport
            | Kind::MonitoringVisitLetter
            | Kind::FocusedVisitLetter
            | Kind::JtaiLetter => Writer::Inspectors,
            Kind::NewsArticle => Writer::Press,
            Kind::CouncilStatement | Kind::CommitteePaper => Writer::Council,
            Kind::Other => Writer::Unknown,
        }
    }

    /// Whether inspectors wrote it: every sentence is theirs.
    pub fn is_of_inspectors(self) -> bool {
        self.writer() == Writer::Inspectors
    }
}

/// The framework that an inspection report or letter was written under.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bridge", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Framework {
    /// Before November 2013: separate inspections of safeguarding, of looked after children, of child protection.
    PreSif,
    /// Single inspection framework, November 2013 to 2017.
    Sif,
    /// Inspections of local authority children's services, 2018 on.
    Ilacs,
    /// Joint targeted area inspection.
    Jtai,
}

/// Why a document was taken for its kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum KindBecause {
    /// It has the wordings of the kind: these words, verbatim.
    Wordings { words: Vec<String> },
    /// It has the wordings of no kind that is known.
    NoWordings,
    /// A person says so.
    Person { who: Option<String> },
}

/// Why a document is of its framework, where the wordings of its kind do not tell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum FrameworkBecause {
    /// It was in force on the day of the visit.
    InForce,
    /// A person says so.
    Person { who: Option<String> },
}
