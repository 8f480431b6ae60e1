//! Findings, comparison and questions as plain tables, for who wants to count for themselves.
//!
//! What a pack's audience may not see is out here too. Deliberately not here: what a file of tables looks like.

use jiff::civil::Date;

use crate::annotations::{Annotation, Outcome, Priority, Subject, Visibility, What};
use crate::comparison::{Comparison, DecidedBy, Reading, ThreadFigure, in_doubt};
use crate::document::{Citation, Document};
use crate::explain;
use crate::vocabulary::Term;

use super::Suggestion;
use super::wording::{self, Papers, visit_heading};

/// A table of texts under a header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlainTable {
    pub name: &'static str,
    pub header: Vec<String>,
    pub rows: Vec<Vec<String>>,
}

/// Why nothing is quoted from where a citation stands.
fn not_quoted(document: &Document, citation: &Citation) -> String {
    let doubt = document.in_doubt(citation).map(Term::in_words);
    format!("not quoted: {}", doubt.unwrap_or("its paper is not here"))
}

fn header<const N: usize>(names: [&str; N]) -> Vec<String> {
    names.map(str::to_owned).to_vec()
}

/// A row for each sentence found.
pub fn findings_table(readings: &[Reading]) -> PlainTable {
    let papers = Papers::of(readings);
    let rows = readings.iter().flat_map(|reading| {
        let papers = &papers;
        reading.findings.iter().map(move |finding| {
            let citation = &finding.citation;
            let themes: Vec<&str> = finding.themes.iter().map(|t| t.title()).collect();
            let figures = finding.figures.iter().map(|f| f.text.as_str());
            let sure = reading.document.in_doubt(citation).is_none();
            let figures: Vec<&str> = figures.filter(|_| sure).collect();
            // Nothing is quoted from a page that may not say what the original says.
            let words = papers.words(citation).map_or_else(
                || not_quoted(&reading.document, citation),
                |_| citation.quote.clone(),
            );
            vec![
                papers.name(&citation.source),
                reading.document.source.file.clone(),
                citation.page_label.clone(),
                citation.paragraph.clone(),
                finding.section.clone().unwrap_or_default(),
                words,
                finding.speaker.role.in_words().to_owned(),
                finding.speaker.name.clone().unwrap_or_default(),
                themes.join("; "),
                finding.level.in_words().to_owned(),
                wording::direction(finding.direction)
                    .unwrap_or_default()
                    .to_owned(),
                figures.join("; "),
                yes_or_nothing(finding.to_check()),
                explain::decided(&finding.settled).unwrap_or_default(),
            ]
        })
    });
    PlainTable {
        name: "Findings",
        header: header([
            "Paper",
            "File",
            "Page",
            "Paragraph",
            "Section",
            "Words",
            "Said by",
            "Name",
            "Themes",
            "Level",
            "Direction",
            "Figures",
            "To check",
            "Decided",
        ]),
        rows: rows.collect(),
    }
}

/// A row for each matter at each visit, silence and its reason among them.
pub fn comparison_table(comparison: &Comparison, readings: &[Reading]) -> PlainTable {
    let papers = Papers::of(readings);
    let mut rows = Vec::new();
    for thread in &comparison.threads {
        for cell in &thread.cells {
            let visit = comparison.visits.iter().find(|v| v.id == cell.visit);
            let spoken = cell.spoken();
            let telling = super::matters::telling(&papers, thread, cell);
            let text = |text: &str| text.to_owned();
            rows.push(vec![
                thread.title.clone(),
                text(wording::happened(thread)),
                visit.map_or_else(|| cell.visit.clone(), visit_heading),
                match spoken {
                    Some(spoken) if spoken.reported => {
                        format!("looked at, {}", wording::AS_REPORTED)
                    }
                    Some(_) => text("looked at"),
                    None if cell.standing().is_fact() => text(wording::silence(cell.covered())),
                    None => text(wording::TO_CHECK),
                },
                cell.level_as_fact()
                    .map_or_else(String::new, |level| text(level.in_words())),
                cell.direction_as_fact()
                    .and_then(wording::direction)
                    .map(text)
                    .unwrap_or_default(),
                telling
                    .and_then(|f| papers.words(&f.citation))
                    .unwrap_or_default(),
                telling.map_or_else(String::new, |f| papers.citation(&f.citation)),
                cell.findings.len().to_string(),
                text(if cell.findings.is_empty() {
                    ""
                } else if cell.proposed {
                    "proposed by the program"
                } else {
                    "confirmed by a person"
                }),
                explain::cell(comparison, thread, cell),
                yes_or_nothing(!cell.standing().is_fact()),
            ]);
        }
    }
    PlainTable {
        name: "Comparison",
        header: header([
            "Matter",
            "What happened",
            "Visit",
            "Looked at",
            "Level",
            "Direction",
            "Telling words",
            "Citation",
            "Sentences",
            "Link",
            "Why",
            "To check",
        ]),
        rows,
    }
}

const QUESTION_COLUMNS: [&str; 11] = [
    "Kind",
    "Text",
    "For or by",
    "Priority",
    "Meeting",
    "Due",
    "What became of it",
    "Who may see it",
    "Rests on",
    "Ask to see",
    "If the answer is general",
];

/// A row for each question, request for evidence, promise and answer that the audience may see, and for each that the
/// program suggests.
pub fn questions_table(
    annotations: &[Annotation],
    suggested: &[Suggestion],
    audience: Visibility,
) -> PlainTable {
    let written = annotations
        .iter()
        .filter(|a| audience == Visibility::MembersOnly || a.visibility == Visibility::Public)
        .filter(|a| a.what != What::Note)
        .map(|a| {
            let (kind, whom, priority) = kind(&a.what);
            let (due, outcome) = kept(&a.what);
            let day = |date: Option<Date>| date.map(wording::day).unwrap_or_default();
            vec![
                kind.to_owned(),
                a.text.clone(),
                whom,
                priority.to_owned(),
                day(a.what.meeting()),
                day(due),
                outcome.to_owned(),
                a.visibility.in_words().to_owned(),
                String::new(),
                String::new(),
                String::new(),
            ]
        });
    // What nobody has taken yet, so that it can be chosen from in a spreadsheet.
    let suggested = suggested.iter().map(|one| {
        let q = &one.asked;
        let mut row = vec![String::new(); QUESTION_COLUMNS.len()];
        row[0] = "suggested".to_owned();
        row[1].clone_from(&q.text);
        row[2] = q.whom.clone().unwrap_or_default();
        row[7] = Visibility::MembersOnly.in_words().to_owned();
        row[8] = q.why.clone().unwrap_or_default();
        row[9] = q.evidence.join("; ");
        row[10] = q.follow_ups.join(" ");
        row
    });
    let rows = written.chain(suggested).collect();
    PlainTable {
        name: "Questions",
        header: header(QUESTION_COLUMNS),
        rows,
    }
}

/// A row for each matter and a column for each visit: the matrix as it is looked at.
pub fn matrix_table(comparison: &Comparison, readings: &[Reading]) -> PlainTable {
    let rows = comparison.threads.iter().map(|thread| {
        let themes: Vec<&str> = thread.themes.iter().map(|t| t.title()).collect();
        let mut row = vec![
            thread.title.clone(),
            wording::happened(thread).to_owned(),
            themes.join("; "),
        ];
        row.extend(comparison.visits.iter().map(|visit| {
            let Some(cell) = thread.cells.iter().find(|c| c.visit == visit.id) else {
                return String::new();
            };
            let Some(spoken) = cell.spoken() else {
                return match cell.standing().is_fact() {
                    true => wording::silence(cell.covered()).to_owned(),
                    false => wording::TO_CHECK.to_owned(),
                };
            };
            let figures = thread.figures.iter().filter(|f| f.visit == visit.id);
            let level = cell.level_as_fact();
            let mut said = vec![level.map_or(wording::TO_CHECK, |l| l.in_words()).to_owned()];
            let moved = cell.direction_as_fact().and_then(wording::direction);
            said.extend(moved.map(str::to_owned));
            let sure = |f: &&ThreadFigure| in_doubt(readings, &f.citation).is_none();
            said.extend(figures.filter(sure).map(|f| f.figure.text.clone()));
            if spoken.reported {
                said.push(wording::AS_REPORTED.to_owned());
            }
            said.extend(decided(&spoken.decided));
            let link = if cell.proposed {
                "proposed"
            } else {
                "confirmed"
            };
            said.push(link.to_owned());
            said.join(", ")
        }));
        row
    });
    let rows = rows.collect();
    let mut header = header(["Matter", "What happened", "Themes"]);
    header.extend(comparison.visits.iter().map(visit_heading));
    PlainTable {
        name: "Matrix",
        header,
        rows,
    }
}

/// "decided by Cllr Example", of whom a cell rests on.
fn decided(by: &DecidedBy) -> Option<String> {
    let mut names: Vec<&str> = [&by.level, &by.direction]
        .into_iter()
        .flatten()
        .map(explain::person)
        .collect();
    names.dedup();
    (!names.is_empty()).then(|| format!("decided by {}", names.join(" and ")))
}

/// A row for each annotation, with what it is about. Beside each stands whether what it is about is still there.
pub fn annotations_table(
    annotations: &[(&Annotation, bool)],
    comparisons: &[Comparison],
    readings: &[Reading],
) -> PlainTable {
    let papers = Papers::of(readings);
    let about = |on: &Subject| match on {
        Subject::Quotation { .. } | Subject::Passage { .. } => {
            let cited = on.citations().iter().map(|c| papers.citation(c));
            cited.collect::<Vec<_>>().join("; ")
        }
        Subject::Thread { thread, .. } => comparisons
            .iter()
            .flat_map(|c| &c.threads)
            .find(|t| t.id == *thread)
            .map_or_else(
                || "a matter that is no longer there".to_owned(),
                |t| t.title.clone(),
            ),
        Subject::Visit { visit, .. } => comparisons
            .iter()
            .flat_map(|c| &c.visits)
            .find(|v| v.id == *visit)
            .map_or_else(
                || "a visit that is no longer there".to_owned(),
                visit_heading,
            ),
        Subject::Nothing => "the whole case".to_owned(),
    };
    let rows = annotations.iter().map(|(a, attached)| {
        let (kind, whom, priority) = kind(&a.what);
        let quote = |c: &Citation| match in_doubt(readings, c) {
            Some(doubt) => format!("not quoted: {}", doubt.in_words()),
            None => c.quote.clone(),
        };
        let quotes: Vec<String> = a.on.citations().iter().map(quote).collect();
        vec![
            kind.to_owned(),
            a.text.clone(),
            whom,
            priority.to_owned(),
            a.visibility.in_words().to_owned(),
            about(&a.on),
            quotes.join(" […] "),
            if *attached { "yes" } else { "no" }.to_owned(),
            a.by.clone().unwrap_or_default(),
        ]
    });
    PlainTable {
        name: "Annotations",
        rows: rows.collect(),
        header: header([
            "Kind",
            "Text",
            "For",
            "Priority",
            "Who may see it",
            "About",
            "Words it is on",
            "Still there",
            "Written by",
        ]),
    }
}

/// What it is, for or by whom, and how urgent.
fn kind(what: &What) -> (&'static str, String, &'static str) {
    let (kind, priority) = match what {
        What::Note => ("note", None),
        What::Question { priority, .. } => ("question", Some(priority)),
        What::EvidenceRequest { priority, .. } => ("evidence", Some(priority)),
        What::Commitment { .. } => ("promise", None),
        What::Answer { .. } => ("answer", None),
    };
    let priority = match priority {
        None => "",
        Some(Priority::MustAsk) => "must ask",
        Some(Priority::Ask) => "ask",
        Some(Priority::IfTimeAllows) => "if time allows",
    };
    (kind, what.whom().unwrap_or_default().to_owned(), priority)
}

/// Of a promise: by when, and what became of it.
fn kept(what: &What) -> (Option<Date>, &'static str) {
    match what {
        What::Commitment { due, outcome, .. } => (
            *due,
            match outcome {
                Outcome::Open => "not noted",
                Outcome::Done => "done",
                Outcome::NotDone => "not done",
            },
        ),
        _ => (None, ""),
    }
}

fn yes_or_nothing(so: bool) -> String {
    if so { "yes" } else { "" }.to_owned()
}
