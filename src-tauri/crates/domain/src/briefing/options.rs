//! What the person who makes a pack chooses.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Limits, Templates};
use crate::annotations::Visibility;

/// Choices for one pack.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Options {
    /// Who will read it: a members-only annotation never enters a public pack.
    pub audience: Visibility,
    /// "Children’s scrutiny committee".
    pub committee: Option<String>,
    pub meeting: Option<Date>,
    /// The day it is made, stated by the caller: the same day gives the same pack.
    pub made: Date,
    /// Sections in order. The front page always comes first.
    pub sections: Vec<Section>,
    /// No party is named and no colour could be taken for one's.
    pub neutral: bool,
    /// Who said it is told by what they are, and not by name; who decided it neither.
    #[serde(default)]
    pub unnamed: bool,
    /// Shown above everything, as before an election.
    pub banner: Option<String>,
    /// How much of each kind it sets out.
    pub limits: Limits,
    /// Most pages, on A4 in usual type; none for as many as it takes.
    pub pages: Option<usize>,
    /// Versions of the rules that the findings were read with and joined by, for the last page.
    pub rules: String,
    /// Who makes it, for what the file says of itself.
    #[serde(default)]
    pub by: Option<String>,
    /// In which words questions are suggested.
    #[serde(default)]
    pub templates: Templates,
    /// Hash of all that the pack is made from, for the last page.
    pub inputs: String,
}

impl Options {
    /// Every section, the answer first, for members, made on `made`.
    pub fn usual(made: Date) -> Options {
        Options {
            audience: Visibility::MembersOnly,
            committee: None,
            meeting: None,
            made,
            sections: Section::ALL.to_vec(),
            neutral: false,
            unnamed: false,
            banner: None,
            limits: Limits::USUAL,
            pages: None,
            rules: String::new(),
            by: None,
            templates: Templates::default(),
            inputs: String::new(),
        }
    }
}

/// The sections of a pack after its front page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bridge", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Section {
    /// What the newest letter says, beside the last time each matter was spoken of.
    Since,
    Questions,
    /// What was promised and answered at the last meeting.
    Meeting,
    Visits,
    Matrix,
    Matters,
    NotLookedAt,
    Recommendations,
    /// What the council says beside what inspectors wrote.
    Said,
    /// What children and parents told inspectors, and what comes next.
    Told,
    Clashes,
    Notes,
    Glossary,
    Sources,
}

impl Section {
    /// In the usual order.
    pub const ALL: [Section; 14] = [
        Section::Since,
        Section::Questions,
        Section::Meeting,
        Section::Said,
        Section::Told,
        Section::NotLookedAt,
        Section::Recommendations,
        Section::Matrix,
        Section::Visits,
        Section::Clashes,
        Section::Matters,
        Section::Notes,
        Section::Glossary,
        Section::Sources,
    ];

    /// As it is asked for: "not-looked-at".
    pub fn name(self) -> &'static str {
        match self {
            Section::Since => "since",
            Section::Questions => "questions",
            Section::Meeting => "last-meeting",
            Section::Visits => "visits",
            Section::Matrix => "matrix",
            Section::Matters => "matters",
            Section::NotLookedAt => "not-looked-at",
            Section::Recommendations => "recommendations",
            Section::Said => "said",
            Section::Told => "told",
            Section::Clashes => "clashes",
            Section::Notes => "notes",
            Section::Glossary => "glossary",
            Section::Sources => "sources",
        }
    }

    /// The section of this name.
    pub fn named(name: &str) -> Option<Section> {
        Section::ALL.into_iter().find(|s| s.name() == name)
    }
}
