//! The kinds of annotation, and what they are about.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::comparison::{CycleName, SeenMatter};
use crate::document::Citation;

/// Something a person wrote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Annotation {
    pub id: i64,
    pub what: What,
    pub text: String,
    pub on: Subject,
    pub visibility: Visibility,
    pub written: Timestamp,
    /// Name the person gave, if any.
    pub by: Option<String>,
}

/// The kinds of annotation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum What {
    Note,
    Question {
        audience: Option<String>,
        priority: Priority,
    },
    EvidenceRequest {
        audience: Option<String>,
        priority: Priority,
    },
    /// What somebody promised a committee.
    Commitment {
        /// Who promised it: "the director".
        by: Option<String>,
        /// The meeting at which it was promised.
        meeting: Option<Date>,
        due: Option<Date>,
        outcome: Outcome,
    },
    /// What a committee was told.
    Answer {
        by: Option<String>,
        meeting: Option<Date>,
        /// Id of the question that it answers.
        to: Option<i64>,
    },
}

impl What {
    /// Whom it names: who is asked, who promised, who answered.
    pub fn whom(&self) -> Option<&str> {
        match self {
            What::Note => None,
            What::Question { audience, .. } | What::EvidenceRequest { audience, .. } => {
                audience.as_deref()
            }
            What::Commitment { by, .. } | What::Answer { by, .. } => by.as_deref(),
        }
    }

    /// The meeting at which it was said.
    pub fn meeting(&self) -> Option<Date> {
        match self {
            What::Commitment { meeting, .. } | What::Answer { meeting, .. } => *meeting,
            _ => None,
        }
    }
}

/// What became of a commitment, as a person noted it. Silence is not "done".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bridge", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Nobody has noted what became of it.
    #[default]
    Open,
    Done,
    NotDone,
}

/// How urgent, highest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "bridge", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Priority {
    MustAsk,
    Ask,
    IfTimeAllows,
}

/// Who may see it. A members-only item never enters a public pack.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bridge", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Visibility {
    Public,
    MembersOnly,
}

impl Visibility {
    /// As a table says it.
    pub fn in_words(self) -> &'static str {
        match self {
            Visibility::Public => "public",
            Visibility::MembersOnly => "members only",
        }
    }
}

/// What it is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Subject {
    /// Words of a document: a selection or a whole finding.
    Quotation {
        citation: Citation,
    },
    /// Words that run over several paragraphs of one document: what is meant of each, in order, at least two.
    Passage {
        citations: Vec<Citation>,
    },
    /// A matter, by the id of its thread in a cycle.
    Thread {
        thread: String,
        /// None is every cycle that has such a thread.
        #[serde(default)]
        cycle: Option<CycleName>,
        /// The matter as the person saw it when they wrote; none where that was not kept.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        seen: Option<SeenMatter>,
    },
    /// A visit, by its id in a cycle.
    Visit {
        visit: String,
        #[serde(default)]
        cycle: Option<CycleName>,
    },
    Nothing,
}

impl Subject {
    /// The words it is about, in the order of the document; empty where it is about none.
    pub fn citations(&self) -> &[Citation] {
        match self {
            Subject::Quotation { citation } => std::slice::from_ref(citation),
            Subject::Passage { citations } => citations,
            Subject::Thread { .. } | Subject::Visit { .. } | Subject::Nothing => &[],
        }
    }
}
