//! How the terms of the domain are put for people.

use scrutiny_casebook::domain::comparison::{
    Covered, Pattern, Reading, RecommendationState, VisitKind, in_doubt,
};
use scrutiny_casebook::domain::document::facts::{Facts, Grade};
use scrutiny_casebook::domain::document::kind::{Framework, Kind};
use scrutiny_casebook::domain::document::{Citation, Document, Doubt, Place};
use scrutiny_casebook::domain::findings::{Class, Direction, Level, Speaker};
pub use scrutiny_casebook::domain::prose::quoted;
use scrutiny_casebook::domain::vocabulary::Term;

/// The words of a citation between quotation marks, or why nothing is quoted from its page.
pub fn said(readings: &[Reading], citation: &Citation) -> String {
    in_doubt(readings, citation).map_or_else(|| quoted(&citation.quote), not_quoted)
}

/// The words of a place in a paper between quotation marks, or why nothing is quoted from its page.
pub fn stated(document: &Document, place: &Place) -> String {
    let doubt = document.in_doubt_at(place);
    doubt.map_or_else(|| quoted(&place.quote), not_quoted)
}

/// What stands in the place of words of a page in doubt.
pub fn not_quoted(doubt: Doubt) -> String {
    format!("(not quoted: {})", doubt.in_words())
}

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
    grade.in_words()
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
    let role = speaker.role.in_words();
    speaker
        .name
        .as_ref()
        .map_or_else(|| role.to_owned(), |name| format!("{name} ({role})"))
}

/// A shape as well as a word, so that it does not hang on either alone.
pub fn level(level: Level) -> String {
    let shape = match level {
        Level::Strength => '▲',
        Level::Mixed => '◆',
        Level::Weakness => '■',
        Level::None => '·',
    };
    format!("{shape} {}", level.in_words())
}

pub fn direction(direction: Direction) -> Option<&'static str> {
    (direction != Direction::None).then(|| direction.in_words())
}

/// "■ weakness, worse".
pub fn state(of: Level, towards: Direction) -> String {
    direction(towards).map_or_else(|| level(of), |d| format!("{}, {d}", level(of)))
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
    covered.in_words()
}

pub fn pattern(pattern: Pattern) -> &'static str {
    pattern.in_words()
}

pub fn recommendation(state: RecommendationState) -> String {
    match state {
        RecommendationState::NotCovered => covered(Covered::NotCovered).to_owned(),
        RecommendationState::NoFinding => covered(Covered::NoFinding).to_owned(),
        RecommendationState::NotPublished => covered(Covered::NotPublished).to_owned(),
        RecommendationState::Weakness => level(Level::Weakness),
        RecommendationState::Mixed => level(Level::Mixed),
        RecommendationState::Strength => level(Level::Strength),
        RecommendationState::Mentioned => "mentioned".to_owned(),
        RecommendationState::Unclear => "not clear".to_owned(),
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
