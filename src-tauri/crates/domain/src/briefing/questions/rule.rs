//! The rules by which questions are suggested, by what gives rise to each.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A rule. Each rests on a statement that may be made as fact, or on words that stand in a paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// The day of a promise has come, and nobody noted what became of it.
    PromiseDue,
    /// Better at first, and worse since; or a strength once, and none now.
    Slipped,
    /// Worse than at the look before, or than at the first.
    Worse,
    /// The council repeats words of inspectors and leaves out what these wrote beside them.
    ClaimAndMore,
    /// A weakness at the first look, and at the last.
    StillWeak,
    /// A weakness in the newest letter or report.
    Weak,
    /// Asked for at the inspection, and no later visit looked at it.
    RecommendationUnseen,
    /// Figures of one kind at several visits, up to the newest.
    Figure,
    /// The same, and none in the newest.
    FigureMissing,
    /// Asked for in the newest report.
    RecommendationNew,
    /// A concern at the first look that no visit looked at since.
    NotLookedAt,
    /// A visit took place, and its letter is not among the papers.
    LetterMissing,
    /// The same of several.
    LettersMissing,
    /// A strength that no later visit looked at.
    StrengthUnseen,
    /// A strength in the only report.
    Strength,
}

impl Rule {
    /// All, those that a committee loses most by first.
    pub const ALL: &[Rule] = &[
        Rule::PromiseDue,
        Rule::Slipped,
        Rule::Worse,
        Rule::ClaimAndMore,
        Rule::StillWeak,
        Rule::Weak,
        Rule::RecommendationUnseen,
        Rule::Figure,
        Rule::FigureMissing,
        Rule::RecommendationNew,
        Rule::NotLookedAt,
        Rule::LetterMissing,
        Rule::LettersMissing,
        Rule::StrengthUnseen,
        Rule::Strength,
    ];

    /// As templates and JSON name it: "still_weak".
    pub fn name(self) -> &'static str {
        match self {
            Rule::PromiseDue => "promise_due",
            Rule::Slipped => "slipped",
            Rule::Worse => "worse",
            Rule::ClaimAndMore => "claim_and_more",
            Rule::StillWeak => "still_weak",
            Rule::Weak => "weak",
            Rule::RecommendationUnseen => "recommendation_unseen",
            Rule::Figure => "figure",
            Rule::FigureMissing => "figure_missing",
            Rule::RecommendationNew => "recommendation_new",
            Rule::NotLookedAt => "not_looked_at",
            Rule::LetterMissing => "letter_missing",
            Rule::LettersMissing => "letters_missing",
            Rule::StrengthUnseen => "strength_unseen",
            Rule::Strength => "strength",
        }
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
