//! What kind of paper a document is, and under which framework it was written.

use serde::{Deserialize, Serialize};

/// The kinds of paper a scrutiny committee meets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
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

/// The framework that an inspection report or letter was written under.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
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
