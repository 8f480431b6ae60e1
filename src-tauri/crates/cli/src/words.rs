//! How the terms of the domain are put for people.

use scrutiny_casebook::domain::comparison::{Covered, Pattern, RecommendationState, VisitKind};
use scrutiny_casebook::domain::document::facts::{Facts, Grade};
use scrutiny_casebook::domain::document::kind::{Framework, Kind};
use scrutiny_casebook::domain::findings::{Class, Direction, Level, Speaker, SpeakerRole};
pub use scrutiny_casebook::domain::prose::quoted;

/// What stands where a document does not say.
pub const NOT_STATED: &str = "–";

pub fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::InspectionReport => "inspection report",
        Kind::MonitoringVisitLetter => "monitoring visit letter",
        Kind::FocusedVisitLetter => "focused visit letter",
        Kind::JtaiLetter => "joint inspection letter",
        Kind::NewsArticle => "news article",
        Kind::CouncilStatement => "council statement",
        Kind::CommitteePaper => "committee paper",
        Kind::Other => "other paper",
    }
}

pub fn framework(framework: Framework) -> &'static str {
    match framework {
        Framework::PreSif => "before the single inspection framework (to November 2013)",
        Framework::Sif => "single inspection framework (November 2013 to 2017)",
        Framework::Ilacs => "ILACS (from January 2018)",
        Framework::Jtai => "joint targeted area inspection",
    }
}

pub fn grade(grade: Grade) -> &'static str {
    match grade {
        Grade::Outstanding => "outstanding",
        Grade::Good => "good",
        Grade::RequiresImprovement => "requires improvement",
        Grade::Adequate => "adequate",
        Grade::Inadequate => "inadequate",
    }
}

pub fn published(facts: &Facts) -> String {
    facts
        .published
        .as_ref()
        .map_or_else(|| NOT_STATED.to_owned(), |p| p.value.in_words())
}

pub fn authority(facts: &Facts) -> &str {
    facts
        .authority
        .as_ref()
        .map_or(NOT_STATED, |a| &a.value.name)
}

/// "visit 3, 10 to 11 July 2018".
pub fn visit(facts: &Facts) -> String {
    let number = facts
        .visit_number
        .as_ref()
        .map(|n| format!("visit {}", n.value));
    let days = facts.dates.as_ref().map(|d| d.value.in_words());
    match (number, days) {
        (Some(n), Some(d)) => format!("{n}, {d}"),
        (Some(one), None) | (None, Some(one)) => one,
        (None, None) => NOT_STATED.to_owned(),
    }
}

pub fn speaker(speaker: &Speaker) -> String {
    let role = match speaker.role {
        SpeakerRole::Inspectors => "inspectors",
        SpeakerRole::Council => "the council",
        SpeakerRole::CabinetMember => "cabinet member",
        SpeakerRole::OppositionCouncillor => "opposition councillor",
        SpeakerRole::Press => "the writer of the article",
        SpeakerRole::Other => "others",
    };
    speaker
        .name
        .as_ref()
        .map_or_else(|| role.to_owned(), |name| format!("{name} ({role})"))
}

/// A shape as well as a word, so that it does not hang on either alone.
pub fn level(level: Level) -> &'static str {
    match level {
        Level::Strength => "▲ strength",
        Level::Mixed => "◆ mixed",
        Level::Weakness => "■ weakness",
        Level::None => "· no evaluation",
    }
}

pub fn direction(direction: Direction) -> Option<&'static str> {
    match direction {
        Direction::Better => Some("better"),
        Direction::Same => Some("the same"),
        Direction::Worse => Some("worse"),
        Direction::None => None,
    }
}

/// "■ weakness, worse".
pub fn state(of: Level, towards: Direction) -> String {
    direction(towards).map_or_else(|| level(of).to_owned(), |d| format!("{}, {d}", level(of)))
}

pub fn what(visit: VisitKind) -> &'static str {
    match visit {
        VisitKind::Inspection => "inspection",
        VisitKind::MonitoringVisit => "monitoring visit",
        VisitKind::FocusedVisit => "focused visit",
        VisitKind::JointInspection => "joint inspection",
    }
}

pub fn covered(covered: Covered) -> &'static str {
    match covered {
        Covered::Yes => "looked at",
        Covered::NoFinding => "area looked at, no finding located",
        Covered::NotCovered => "not covered",
        Covered::NotPublished => "no letter among these papers",
    }
}

pub fn pattern(pattern: Pattern) -> &'static str {
    match pattern {
        Pattern::RaisedEveryTime => "Raised every time",
        Pattern::ImprovedThenSlipped => "Improved, then slipped",
        Pattern::DeclinedFromStrength => "Declined from a strength",
        Pattern::Improved => "Improved",
        Pattern::Resolved => "Resolved",
        Pattern::New => "New",
        Pattern::NeverLookedAtAgain => "Never looked at again",
        Pattern::Steady => "Steady",
        Pattern::SeenOnce => "Seen once so far",
    }
}

pub fn recommendation(state: RecommendationState) -> &'static str {
    match state {
        RecommendationState::NotCovered => "not covered",
        RecommendationState::NoFinding => "area looked at, no finding located",
        RecommendationState::NotPublished => "no letter among these papers",
        RecommendationState::Weakness => "■ weakness",
        RecommendationState::Mixed => "◆ mixed",
        RecommendationState::Strength => "▲ strength",
        RecommendationState::Mentioned => "mentioned, not evaluated",
    }
}

/// "1 finding", "2 findings".
pub fn count(n: usize, one: &str) -> String {
    if n == 1 {
        format!("1 {one}")
    } else {
        format!("{n} {one}s")
    }
}

/// What a sentence is given, where its readers differ.
pub fn class(class: Class) -> &'static str {
    match class {
        Class::Themes => "what it is about",
        Class::Level => "how good",
        Class::Direction => "which way it moved",
    }
}

/// "93,435", "4.5".
pub fn number(value: f64) -> String {
    let text = value.to_string();
    let (whole, rest) = text
        .split_once('.')
        .map_or((text.as_str(), None), |(w, r)| (w, Some(r)));
    let digits = whole.len();
    let mut out = String::new();
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (digits - i) % 3 == 0 && whole.as_bytes()[i - 1].is_ascii_digit() {
            out.push(',');
        }
        out.push(digit);
    }
    rest.map_or(out.clone(), |rest| format!("{out}.{rest}"))
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn thousands_are_parted() {
        let of = [93_435.0, 1_000.0, 999.0, 4.5, 1_234_567.0];
        assert_eq!(
            of.map(number),
            ["93,435", "1,000", "999", "4.5", "1,234,567"]
        );
    }
}
