//! The 27 themes that findings are sorted by.

use serde::{Deserialize, Serialize};

macro_rules! themes {
    ($($variant:ident $slug:literal $title:literal),* $(,)?) => {
        /// What a finding is about. The names are those of the hand labels.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[cfg_attr(feature = "bridge", derive(specta::Type))]
        #[allow(missing_docs, reason = "each variant is its title")]
        pub enum Theme {
            $(#[serde(rename = $slug)] $variant),*
        }

        impl Theme {
            /// All of them, in the order a reader expects: a child's way through the service, then its running.
            pub const ALL: &[Theme] = &[$(Theme::$variant),*];

            /// The name in data: `care-leavers`.
            pub fn slug(self) -> &'static str {
                match self { $(Theme::$variant => $slug),* }
            }

            /// The name a councillor reads: "Care leavers".
            pub fn title(self) -> &'static str {
                match self { $(Theme::$variant => $title),* }
            }
        }
    };
}

themes! {
    FrontDoorThresholds "front-door-thresholds" "Front door and thresholds",
    EarlyHelp "early-help" "Early help",
    Assessment "assessment" "Assessment",
    Plans "plans" "Plans",
    StrategyAndChildProtection "strategy-and-child-protection" "Strategy meetings and child protection",
    VisitsAndDirectWork "visits-and-direct-work" "Visits and direct work",
    ReviewsAndIros "reviews-and-iros" "Reviews and reviewing officers",
    PreProceedingsAndCourt "pre-proceedings-and-court" "Work before court",
    NeglectAndDomesticAbuse "neglect-and-domestic-abuse" "Neglect and domestic abuse",
    ExploitationAndMissing "exploitation-and-missing" "Exploitation and missing children",
    Permanence "permanence" "Permanence",
    PlacementsAndSufficiency "placements-and-sufficiency" "Homes for children in care",
    CareLeavers "care-leavers" "Care leavers",
    Health "health" "Health",
    Education "education" "Education",
    SpecificGroups "specific-groups" "Specific groups of children",
    Allegations "allegations" "Allegations against professionals",
    Workforce "workforce" "Workforce",
    Caseloads "caseloads" "Caseloads",
    Supervision "supervision" "Supervision",
    ManagementOversight "management-oversight" "Management oversight",
    QualityAssurance "quality-assurance" "Audit and quality assurance",
    PerformanceData "performance-data" "Performance data",
    Leadership "leadership" "Leadership",
    Partnership "partnership" "Partnership",
    Participation "participation" "Children’s participation",
    Recording "recording" "Recording",
}

impl std::fmt::Display for Theme {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.slug())
    }
}
