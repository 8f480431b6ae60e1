//! How the pack puts dates, states and citations in words.

use std::collections::HashMap;

use jiff::civil::Date;

use crate::comparison::{CellFinding, Covered, Pattern, Reading, Visit, VisitKind};
use crate::document::kind::Kind;
use crate::document::{Citation, DateRange, StatedDate};
use crate::findings::{Direction, Finding, SpeakerRole};

/// "24 March 2021", "March 2021", "24 March" as far as it is stated.
pub(super) fn date(d: StatedDate) -> String {
    d.in_words()
}

/// "March 2021".
pub(super) fn month(d: StatedDate) -> String {
    d.month_in_words()
}

/// "24 March 2021".
pub(super) fn day(d: Date) -> String {
    date(d.into())
}

/// "10 and 11 July 2018", "20 June to 13 July 2017".
pub(super) fn range(from: StatedDate, to: StatedDate) -> String {
    DateRange { from, to }.in_words()
}

/// "Visit 3", "Inspection", "Focused visit".
pub(super) fn visit_name(visit: &Visit) -> String {
    match (visit.what, visit.number) {
        (VisitKind::Inspection, _) => "Inspection".to_owned(),
        (VisitKind::MonitoringVisit, Some(n)) => format!("Visit {n}"),
        (VisitKind::MonitoringVisit, None) => "Monitoring visit".to_owned(),
        (VisitKind::FocusedVisit, _) => "Focused visit".to_owned(),
        (VisitKind::JointInspection, _) => "Joint inspection".to_owned(),
    }
}

/// "Visit 3, July 2024".
pub(super) fn visit_heading(visit: &Visit) -> String {
    match visit.from.or(visit.published) {
        Some(when) => format!("{}, {}", visit_name(visit), month(when)),
        None => visit_name(visit),
    }
}

/// The heading of a group of matters.
pub(super) fn pattern(pattern: Pattern) -> &'static str {
    match pattern {
        Pattern::RaisedEveryTime => "Raised every time",
        Pattern::ImprovedThenSlipped => "Improved, then slipped",
        Pattern::DeclinedFromStrength => "Fell from a strength",
        Pattern::Improved => "Improved, not yet good",
        Pattern::Resolved => "Was a weakness, now a strength",
        Pattern::New => "New since the inspection",
        Pattern::NeverLookedAtAgain => "Not looked at since",
        Pattern::Steady => "Much as before",
        Pattern::SeenOnce => "Seen once",
    }
}

/// What a cell without findings says.
pub(super) fn silence(covered: Covered) -> &'static str {
    match covered {
        Covered::Yes => "",
        Covered::NoFinding => "no finding located",
        Covered::NotCovered => "not looked at",
        Covered::NotPublished => "letter not published",
    }
}

/// The same in a narrow column, where a line above says what it means.
pub(super) fn silence_in_short(covered: Covered) -> &'static str {
    match covered {
        Covered::NoFinding => "no finding",
        Covered::NotPublished => "no letter",
        Covered::Yes | Covered::NotCovered => silence(covered),
    }
}

/// "no change"; none where the text states no direction.
pub(super) fn direction(direction: Direction) -> Option<&'static str> {
    match direction {
        Direction::Better => Some("better"),
        Direction::Same => Some("no change"),
        Direction::Worse => Some("worse"),
        Direction::None => None,
    }
}

/// "1 matter", "3 matters".
pub(super) fn count(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

/// Finds sources and findings by what a citation says of them.
pub(super) struct Papers<'a> {
    readings: HashMap<&'a str, &'a Reading>,
}

impl<'a> Papers<'a> {
    pub(super) fn of(readings: &'a [Reading]) -> Self {
        Papers {
            readings: readings
                .iter()
                .map(|r| (r.document.source.sha256.as_str(), r))
                .collect(),
        }
    }

    pub(super) fn reading(&self, source: &str) -> Option<&'a Reading> {
        self.readings.get(source).copied()
    }

    /// "Letter of 24 March 2021".
    pub(super) fn name(&self, source: &str) -> String {
        let Some(reading) = self.reading(source) else {
            return "A source that is no longer here".to_owned();
        };
        let facts = &reading.facts;
        let what = match facts.kind {
            Kind::InspectionReport => "Inspection report",
            Kind::MonitoringVisitLetter => "Letter",
            Kind::FocusedVisitLetter => "Letter on the focused visit",
            Kind::JtaiLetter => "Letter on the joint inspection",
            Kind::NewsArticle => "Article",
            Kind::CouncilStatement => "Council statement",
            Kind::CommitteePaper => "Committee paper",
            Kind::Other => "Paper",
        };
        match (&facts.published, &facts.dates) {
            (Some(published), _) => format!("{what} of {}", date(published.value)),
            (None, Some(dates)) if facts.kind == Kind::InspectionReport => {
                format!("{what}, {}", month(dates.value.from))
            }
            _ => format!("{what} ({})", reading.document.source.file),
        }
    }

    /// "Letter of 24 March 2021, page 2, paragraph 4".
    pub(super) fn citation(&self, citation: &Citation) -> String {
        let name = self.name(&citation.source);
        let paragraph = &citation.paragraph;
        let reading = self.reading(&citation.source);
        if reading.is_some_and(|r| r.document.words.is_empty() && r.document.pages.len() == 1) {
            return format!("{name}, paragraph {paragraph}");
        }
        let label = |page: usize| {
            reading.map_or_else(|| (page + 1).to_string(), |r| r.document.page_label(page))
        };
        match citation.pages.as_slice() {
            [first, .., last] => format!(
                "{name}, pages {} and {}, paragraph {paragraph}",
                label(*first),
                label(*last)
            ),
            _ => format!(
                "{name}, page {}, paragraph {paragraph}",
                citation.page_label
            ),
        }
    }

    fn finding(&self, citation: &Citation) -> Option<&'a Finding> {
        self.reading(&citation.source)?
            .findings
            .iter()
            .find(|f| f.citation == *citation)
    }

    /// The words to print for a finding: with the sentence before it where it leans on that one. None from a page
    /// that may not say what the original says.
    pub(super) fn words(&self, citation: &Citation) -> Option<String> {
        let reading = self.reading(&citation.source)?;
        let damaged = |page: &usize| reading.document.pages.get(*page).is_none_or(|p| p.damaged);
        if citation.pages.iter().any(damaged) {
            return None;
        }
        let alone = || Some(citation.quote.clone());
        let Some(before) = self
            .finding(citation)
            .filter(|f| f.leans)
            .and_then(|f| f.before.as_ref())
        else {
            return alone();
        };
        let Some(paragraph) = reading.document.paragraphs.get(citation.paragraph_index) else {
            return alone();
        };
        let text: String = paragraph.text.chars().take(citation.end).collect();
        // Both sentences as they stand in the paragraph, or the one alone: never pieced together.
        match text.rfind(before.as_str()) {
            Some(start) if text[start + before.len()..].trim_start() == citation.quote => {
                Some(text[start..].to_owned())
            }
            _ => alone(),
        }
    }
}

/// What a panel of somebody's words is headed.
pub(super) fn speaker_heading(finding: &CellFinding) -> String {
    let name = finding.speaker.name.as_deref();
    let role = match finding.speaker.role {
        SpeakerRole::Inspectors => "What inspectors said",
        SpeakerRole::Council => "What the council said",
        SpeakerRole::CabinetMember => "What the cabinet member said",
        SpeakerRole::OppositionCouncillor => "What an opposition councillor said",
        SpeakerRole::Press => "What the press wrote",
        SpeakerRole::Other => "What others said",
    };
    name.map_or_else(|| role.to_owned(), |name| format!("{role}: {name}"))
}

/// With a capital at its beginning.
pub(super) fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars
        .next()
        .map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect())
}
