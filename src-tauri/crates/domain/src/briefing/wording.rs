//! How the pack puts dates, states and citations in words.

use std::collections::HashMap;

use jiff::civil::Date;

use crate::comparison::{Cell, CellFinding, Covered, Pattern, Reading, Thread, Visit, VisitKind};
use crate::document::kind::Kind;
use crate::document::{Citation, DateRange, PageSpan, Place, StatedDate};
use crate::findings::{Direction, Finding, Level, SpeakerRole};
pub(super) use crate::prose::joined;
use crate::vocabulary::{self, Term};

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

/// The same where visits stand beside each other: a cycle may have two inspections, told apart by their year.
pub(super) fn name_among(visit: &Visit, visits: &[Visit]) -> String {
    let name = visit_name(visit);
    let alike = visits.iter().filter(|v| visit_name(v) == name).count();
    match visit.from.or(visit.published).and_then(|when| when.year) {
        Some(year) if alike > 1 => format!("{name} {year}"),
        _ => name,
    }
}

/// "the inspection of July 2024", "visit 3 of July 2024".
pub(super) fn visit_in_text(visit: &Visit) -> String {
    let name = visit_name(visit).to_lowercase();
    let the = match visit.number {
        Some(_) => "",
        None => "the ",
    };
    match visit.from.or(visit.published) {
        Some(when) => format!("{the}{name} of {}", month(when)),
        None => format!("{the}{name}"),
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
    pattern.in_words()
}

/// True where a visit after the last that spoke of a matter could have spoken of it: it looked there, and no sentence was
/// located. That is not the same as not having looked.
pub(super) fn passed_over(thread: &Thread) -> bool {
    let after = thread.cells.iter().rev();
    after
        .take_while(|c| c.spoken().is_none())
        .any(|c| c.covered() == Covered::NoFinding)
}

/// What happened to a matter. "Improved" alone does not say how it stands now. Where it is not sure, that is said instead.
pub(super) fn happened(thread: &Thread) -> &'static str {
    if !thread.standing.is_fact() && thread.pattern != Pattern::SeenOnce {
        return "To check";
    }
    let last = thread
        .cells
        .iter()
        .rev()
        .find_map(|c| c.spoken())
        .map(|spoken| spoken.level);
    match (thread.pattern, last) {
        (Pattern::Improved, Some(Level::Strength)) => "Improved, now a strength",
        (Pattern::Improved, Some(Level::None)) => "Improved, as far as it was spoken of",
        (Pattern::NeverLookedAtAgain, _) if passed_over(thread) => "No finding since",
        (named, _) => pattern(named),
    }
}

/// Said of what is not sure and what nobody settled.
pub(super) const TO_CHECK: &str = "to check";

/// Said of what inspectors spoke of without saying how good it is.
pub(super) const NO_JUDGEMENT: &str = "no judgement";

/// "three"; in figures from thirteen on.
pub(super) fn number(n: usize) -> String {
    const WORDS: [&str; 13] = [
        "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
        "eleven", "twelve",
    ];
    WORDS
        .get(n)
        .map_or_else(|| n.to_string(), |word| (*word).to_owned())
}

/// A citation inside a sentence: "letter of 24 July 2025, page 1".
pub(super) fn within(citation: &str) -> String {
    let mut chars = citation.chars();
    match (chars.next(), citation.chars().nth(1)) {
        (Some(a), Some(b)) if !b.is_uppercase() => a.to_lowercase().chain(chars).collect(),
        _ => citation.to_owned(),
    }
}

/// Words that a reader finds a paragraph by, from its beginning.
const BEGINS: usize = 5;

/// Said of what others quote of inspectors, where their own letter is not among the papers.
pub(super) const AS_REPORTED: &str = "as reported";

/// What a cell without findings says.
pub(super) fn silence(covered: Covered) -> &'static str {
    match covered {
        Covered::Yes => "",
        silent => silent.in_words(),
    }
}

/// "Not looked at: visits 2, 3 and 5. No finding located: visit 4." of the visits that say nothing; empty where all
/// say something.
pub(super) fn silent(cells: &[Cell], visits: &[Visit]) -> String {
    let kinds = [
        Covered::NotCovered,
        Covered::NoFinding,
        Covered::NotPublished,
    ];
    let said = kinds.into_iter().filter_map(|covered| {
        let of = cells
            .iter()
            .filter(|c| c.covered() == covered && c.standing().is_fact());
        let names = visit_names(of.map(|c| c.visit.as_str()), visits)?;
        Some(format!("{}: {names}.", capital(silence(covered))))
    });
    let open = cells
        .iter()
        .filter(|c| c.spoken().is_none() && !c.standing().is_fact());
    let open = visit_names(open.map(|c| c.visit.as_str()), visits);
    let open = open.map(|names| format!("To check whether it was spoken of: {names}."));
    said.chain(open).collect::<Vec<_>>().join(" ")
}

/// "inspection, visits 2 and 3", in the order given; none for no visit.
pub(super) fn visit_names<'a>(
    ids: impl Iterator<Item = &'a str>,
    visits: &[Visit],
) -> Option<String> {
    let (mut numbers, mut names) = (Vec::new(), Vec::new());
    for visit in ids.filter_map(|id| visits.iter().find(|v| v.id == id)) {
        match (visit.what, visit.number) {
            (VisitKind::MonitoringVisit, Some(n)) => numbers.push(n.to_string()),
            _ => names.push(name_among(visit, visits).to_lowercase()),
        }
    }
    let numbered = match numbers.len() {
        0 => None,
        1 => Some(format!("visit {}", numbers[0])),
        _ => Some(format!("visits {}", joined(&numbers))),
    };
    names.extend(numbered);
    (!names.is_empty()).then(|| names.join(", "))
}

/// The same in a narrow column, where a line above says what it means.
pub(super) fn silence_in_short(covered: Covered) -> &'static str {
    match covered {
        Covered::Yes => "",
        silent => vocabulary::silence_in_short(silent),
    }
}

/// "no change"; none where the text states no direction.
pub(super) fn direction(direction: Direction) -> Option<&'static str> {
    (direction != Direction::None).then(|| direction.in_words())
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
            _ => format!("{what} ({})", spaced(&reading.document.source.file)),
        }
    }

    /// "Letter of 24 March 2021, page 2, paragraph 4".
    pub(super) fn citation(&self, citation: &Citation) -> String {
        let name = self.name(&citation.source);
        let short = self.short(citation);
        if short.is_empty() {
            name
        } else {
            format!("{name}, {short}")
        }
    }

    /// The same without its paper: "page 2, paragraph 4".
    pub(super) fn short(&self, citation: &Citation) -> String {
        let source = &citation.source;
        let reading = self.reading(source);
        let label = |page: usize| {
            reading.map_or_else(|| (page + 1).to_string(), |r| r.document.page_label(page))
        };
        let pages = match citation.pages.as_slice() {
            [first, .., last] => format!("pages {} and {}", label(*first), label(*last)),
            _ => format!("page {}", citation.page_label),
        };
        let paragraph = self.paragraph(source, citation.paragraph_index, citation.start > 0);
        self.parts(source, &pages, paragraph)
    }

    /// "page 2", for where there is little room; the paragraph of a paper without pages.
    pub(super) fn page(&self, citation: &Citation) -> String {
        let paged = |r: &Reading| r.document.source.format.has_pages();
        if self.reading(&citation.source).is_none_or(paged) {
            format!("page {}", citation.page_label)
        } else {
            self.short(citation)
        }
    }

    /// "Letter of 24 March 2021, page 2".
    pub(super) fn on_page(&self, citation: &Citation) -> String {
        let (name, page) = (self.name(&citation.source), self.page(citation));
        if page.is_empty() {
            name
        } else {
            format!("{name}, {page}")
        }
    }

    /// Where words of a source stand, as [`Papers::citation`] says it.
    pub(super) fn place(&self, source: &str, place: &Place) -> String {
        let name = self.name(source);
        let document = self.reading(source).map(|r| &r.document);
        let Some(document) = document.filter(|d| d.paragraphs.len() > place.paragraph) else {
            return name;
        };
        let page = format!("page {}", document.page_label(place.page));
        let short = self.parts(
            source,
            &page,
            self.paragraph(source, place.paragraph, false),
        );
        if short.is_empty() {
            name
        } else {
            format!("{name}, {short}")
        }
    }

    /// The same of words that stand in a paper, without its name.
    pub(super) fn place_in_short(&self, reading: &Reading, place: &Place) -> String {
        let source = &reading.document.source.sha256;
        let page = format!("page {}", reading.document.page_label(place.page));
        self.parts(
            source,
            &page,
            self.paragraph(source, place.paragraph, false),
        )
    }

    /// How a person finds a paragraph: by its printed number, else by the words that it begins with. None where the words
    /// cited are its beginning, or on a page that may not say what the original says.
    fn paragraph(&self, source: &str, index: usize, within: bool) -> Option<String> {
        let document = &self.reading(source)?.document;
        let paragraph = document.paragraphs.get(index)?;
        if let Some(number) = paragraph.number.as_ref().filter(|_| paragraph.is_body()) {
            return Some(format!("paragraph {number}"));
        }
        let damaged = |p: &PageSpan| document.pages.get(p.page).is_none_or(|p| p.damaged);
        if !within || paragraph.spans.iter().any(damaged) {
            return None;
        }
        let words: Vec<&str> = paragraph.text.split_whitespace().take(BEGINS).collect();
        let all = paragraph.text.split_whitespace().count();
        let begins = words.join(" ");
        let begins = begins.trim_end_matches([',', ';', ':', '.']);
        let more = if all > words.len() { "…" } else { "" };
        let begins = crate::prose::quoted(&format!("{begins}{more}"));
        Some(format!("paragraph beginning {begins}"))
    }

    /// The pages are not told of a paper that has none to cite.
    fn parts(&self, source: &str, pages: &str, paragraph: Option<String>) -> String {
        let reading = self.reading(source);
        let paged = reading.is_none_or(|r| r.document.source.format.has_pages());
        let pages = paged.then(|| pages.to_owned());
        let parts: Vec<String> = pages.into_iter().chain(paragraph).collect();
        parts.join(", ")
    }

    /// False for what a paper by others says that inspectors said.
    pub(super) fn is_of_inspectors(&self, source: &str) -> bool {
        self.reading(source)
            .is_none_or(|r| r.facts.kind.is_of_inspectors())
    }

    pub(super) fn finding(&self, citation: &Citation) -> Option<&'a Finding> {
        self.reading(&citation.source)?
            .findings
            .iter()
            .find(|f| f.citation == *citation)
    }

    /// True for a sentence that asks for something and says nothing of how it stands; one of which a person decided how
    /// good it is says that.
    pub(super) fn only_asks(&self, finding: &CellFinding) -> bool {
        !finding.level_is_decided() && self.asked_for(&finding.citation)
    }

    /// True for words that an inspection report gives among what has to improve: a thing asked for, not a judgement of
    /// how it stands.
    pub(super) fn asked_for(&self, citation: &Citation) -> bool {
        self.reading(&citation.source).is_some_and(|r| {
            let asked = r.facts.recommendations.iter();
            asked
                .into_iter()
                .any(|a| a.text.contains(citation.quote.trim()))
        })
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

/// A file's name as words, so that a narrow column can break it: "third-visit-2018-08.txt" as "third visit 2018-08". The
/// table of sources has it as it is.
fn spaced(file: &str) -> String {
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let all: Vec<char> = stem.chars().collect();
    let digit = |at: Option<usize>| {
        let character = at.and_then(|at| all.get(at));
        character.is_some_and(char::is_ascii_digit)
    };
    let word = |(at, c): (usize, &char)| match c {
        '_' => ' ',
        '-' if !(digit(at.checked_sub(1)) && digit(Some(at + 1))) => ' ',
        other => *other,
    };
    all.iter().enumerate().map(word).collect()
}

/// What a panel of somebody's words is headed.
pub(super) fn speaker_heading(finding: &CellFinding, unnamed: bool) -> String {
    let name = finding.speaker.name.as_deref().filter(|_| !unnamed);
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

/// Who says it, inside a sentence: "the cabinet member, Cllr Example".
pub(super) fn speaker(finding: &CellFinding, unnamed: bool) -> String {
    let role = finding.speaker.role.in_words();
    match finding.speaker.name.as_deref().filter(|_| !unnamed) {
        Some(name) => format!("{role}, {name}"),
        None => role.to_owned(),
    }
}

/// With a capital at its beginning.
pub(super) fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars
        .next()
        .map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect())
}
