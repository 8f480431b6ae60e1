//! The facts of a document, and what each of them can be.

use serde::{Deserialize, Serialize};

use super::Stated;
use crate::document::authority::Authority;
use crate::document::kind::{Framework, FrameworkBecause, Kind, KindBecause};
use crate::document::{DateRange, Place, StatedDate};

/// The facts of one document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Facts {
    pub kind: Kind,
    pub kind_because: KindBecause,
    pub framework: Option<Framework>,
    /// None where the reason for the kind tells of it.
    #[serde(default)]
    pub framework_because: Option<FrameworkBecause>,
    pub title: Option<Stated<String>>,
    pub authority: Option<Stated<Authority>>,
    /// When this document was published, as it states itself: a report's date line, the date of a letter.
    pub published: Option<Stated<StatedDate>>,
    /// When the letter that an article or statement reports on was published, as it says.
    #[serde(default)]
    pub letter_published: Option<Stated<StatedDate>>,
    /// The day of the meeting that a committee's paper is for, or of which it is the minutes.
    #[serde(default)]
    pub meeting: Option<Stated<StatedDate>>,
    /// Which sort of visit an account by others is about.
    #[serde(default)]
    pub visited: VisitSort,
    /// Authorities that the paper names, where it is not plain that it is about one of them, likeliest first: what is
    /// proposed to a person.
    #[serde(default)]
    pub other_authorities: Vec<Stated<Authority>>,
    /// First and last day of the inspection (a report) or of the visit (a letter, or what an article says of it).
    pub dates: Option<Stated<DateRange>>,
    /// The separate stretches, in order, where inspectors were not there from the first day to the last
    /// without a break. Empty where they were.
    #[serde(default)]
    pub sittings: Vec<DateRange>,
    /// Number of the monitoring visit within its judgement cycle.
    pub visit_number: Option<Stated<u8>>,
    /// "The third of eight": how many visits the source claims there will be. A claim, never a fact.
    pub visits_claimed: Option<Stated<u8>>,
    /// When and what the authority had been judged, as a letter or an article states it.
    pub judged: Option<Stated<Judged>>,
    pub inspectors: Vec<Stated<Inspector>>,
    /// The person the letter is addressed to.
    pub director: Option<Stated<String>>,
    /// Areas covered by the visit.
    pub focus: Vec<Stated<String>>,
    pub judgements: Vec<Stated<Judgement>>,
    /// SIF recommendations, or the bullets of "What needs to improve".
    pub recommendations: Vec<Recommendation>,
    /// What the document also says of a fact above, where it says two things.
    #[serde(default)]
    pub contradictions: Vec<Contradiction>,
    /// Facts that a person has put right, and so decided between the two things said of them.
    #[serde(default)]
    pub settled: Vec<FactName>,
}

impl Facts {
    /// The facts of a document of which nothing is known but its kind.
    pub fn new(kind: Kind, kind_because: KindBecause) -> Facts {
        Facts {
            kind,
            kind_because,
            framework: None,
            framework_because: None,
            title: None,
            authority: None,
            published: None,
            letter_published: None,
            meeting: None,
            visited: VisitSort::default(),
            other_authorities: Vec::new(),
            dates: None,
            sittings: Vec::new(),
            visit_number: None,
            visits_claimed: None,
            judged: None,
            inspectors: Vec::new(),
            director: None,
            focus: Vec::new(),
            judgements: Vec::new(),
            recommendations: Vec::new(),
            contradictions: Vec::new(),
            settled: Vec::new(),
        }
    }

    /// When the document was written: the date of its page, or of the meeting that it is for.
    pub fn written(&self) -> Option<&Stated<StatedDate>> {
        self.published.as_ref().or(self.meeting.as_ref())
    }

    /// What the document says twice and no person has decided.
    pub fn undecided(&self) -> impl Iterator<Item = &Contradiction> {
        self.contradictions
            .iter()
            .filter(|said| !self.settled.contains(&said.fact))
    }
}

/// The sorts of visit that accounts by others are about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VisitSort {
    /// One in the series after an inadequate judgement: it has a number.
    #[default]
    Monitoring,
    /// A focused visit: it has none, and is of no series.
    Focused,
}

/// A previous judgement that a letter or article refers to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Judged {
    pub grade: Grade,
    /// Month of the judgement, without a day; without a year where the source states none ("September last year").
    pub month: Option<StatedDate>,
}

/// A second value that one document states for the same fact. The value kept is the one stated first and most
/// formally (title page before running text); this one is not dropped.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contradiction {
    pub fact: FactName,
    /// The other value, as the JSON of the fact would write it ("2019-02-14", "inadequate", "4").
    pub value: String,
    pub place: Place,
}

impl Contradiction {
    /// The other value as a person reads it: days and grades in words, anything else as it is.
    pub fn in_words(&self) -> String {
        let grade = match self.fact {
            FactName::Judgement(_) | FactName::Judged => Grade::named(&self.value),
            _ => None,
        };
        grade.map_or_else(
            || crate::document::in_words(&self.value),
            |grade| grade.in_words().to_owned(),
        )
    }
}

/// Which fact is contradicted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bridge", derive(specta::Type))]
#[serde(rename_all = "snake_case", tag = "name", content = "area")]
pub enum FactName {
    Authority,
    Published,
    Dates,
    VisitNumber,
    VisitsClaimed,
    Judged,
    LeadInspector,
    Judgement(Area),
}

/// An inspector named by the document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inspector {
    pub name: String,
    /// True only where the document says so.
    pub lead: bool,
}

/// A graded judgement of an inspection.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Judgement {
    pub area: Area,
    pub grade: Grade,
    /// The framework's own words for the area, as printed.
    pub wording: String,
}

/// Areas that are judged: ILACS and, after them, those only in SIF.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "bridge", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Area {
    Overall,
    Leaders,
    HelpAndProtection,
    InCare,
    CareLeavers,
    InCareAndCareLeavers,
    LookedAfterAndPermanence,
    Adoption,
    Leadership,
    Lscb,
}

/// Grades, best first; `Adequate` only before 2013.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "bridge", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Grade {
    Outstanding,
    Good,
    RequiresImprovement,
    Adequate,
    Inadequate,
}

impl Grade {
    /// Best first.
    pub const ALL: [Grade; 5] = [
        Grade::Outstanding,
        Grade::Good,
        Grade::RequiresImprovement,
        Grade::Adequate,
        Grade::Inadequate,
    ];

    /// The grade of this name in data.
    pub fn named(name: &str) -> Option<Grade> {
        Grade::ALL.into_iter().find(|grade| grade.name() == name)
    }

    /// As a person reads it: "requires improvement".
    pub fn in_words(self) -> &'static str {
        match self {
            Grade::RequiresImprovement => "requires improvement",
            other => other.name(),
        }
    }

    /// Its name in data: "requires_improvement".
    pub fn name(self) -> &'static str {
        match self {
            Grade::Outstanding => "outstanding",
            Grade::Good => "good",
            Grade::RequiresImprovement => "requires_improvement",
            Grade::Adequate => "adequate",
            Grade::Inadequate => "inadequate",
        }
    }
}

/// Something the inspectors said must improve.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recommendation {
    /// Verbatim.
    pub text: String,
    /// Number as printed; none for a bullet.
    pub number: Option<String>,
    /// Whom it asks to act.
    #[serde(default)]
    pub addressee: Addressee,
    pub place: Place,
}

/// Whom a recommendation asks to act.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Addressee {
    #[default]
    LocalAuthority,
    /// The Local Safeguarding Children Board: SIF reports carry recommendations of their own for it.
    Lscb,
    /// The agencies together: joint inspections.
    Partnership,
}
