//! Findings, comparison and questions as plain tables, for who wants to count for themselves.
//!
//! What a pack's audience may not see is out here too. Deliberately not here: what a file of tables looks like.

use crate::annotations::{Annotation, Visibility, What};
use crate::comparison::{Comparison, Covered, Reading};
use crate::findings::{Level, SpeakerRole};

use super::wording::{self, Papers, visit_heading};

/// A table of texts under a header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlainTable {
    pub name: &'static str,
    pub header: Vec<String>,
    pub rows: Vec<Vec<String>>,
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
            let figures: Vec<&str> = finding.figures.iter().map(|f| f.text.as_str()).collect();
            // Nothing is quoted from a page that may not say what the original says.
            let words = papers.words(citation).map_or_else(
                || "not quoted: the page is damaged".to_owned(),
                |_| citation.quote.clone(),
            );
            vec![
                papers.name(&citation.source),
                reading.document.source.file.clone(),
                citation.page_label.clone(),
                citation.paragraph.clone(),
                finding.section.clone().unwrap_or_default(),
                words,
                speaker(finding.speaker.role).to_owned(),
                finding.speaker.name.clone().unwrap_or_default(),
                themes.join("; "),
                level(finding.level).to_owned(),
                wording::direction(finding.direction)
                    .unwrap_or_default()
                    .to_owned(),
                figures.join("; "),
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
            let seen = cell.covered == Covered::Yes;
            let telling = super::matters::telling(cell);
            let text = |text: &str| text.to_owned();
            rows.push(vec![
                thread.title.clone(),
                text(wording::pattern(thread.pattern)),
                visit.map_or_else(|| cell.visit.clone(), visit_heading),
                if seen {
                    text("looked at")
                } else {
                    text(wording::silence(cell.covered))
                },
                if seen {
                    text(level(cell.level))
                } else {
                    String::new()
                },
                wording::direction(cell.direction)
                    .filter(|_| seen)
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
                cell.because.clone(),
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
        ]),
        rows,
    }
}

/// A row for each question and request for evidence that the audience may see.
pub fn questions_table(annotations: &[Annotation], audience: Visibility) -> PlainTable {
    let rows = annotations
        .iter()
        .filter(|a| audience == Visibility::MembersOnly || a.visibility == Visibility::Public)
        .filter_map(|a| {
            let (kind, whom, priority) = match &a.what {
                What::Note => return None,
                What::Question { audience, priority } => ("question", audience, priority),
                What::EvidenceRequest { audience, priority } => ("evidence", audience, priority),
            };
            let priority = match priority {
                crate::annotations::Priority::MustAsk => "must ask",
                crate::annotations::Priority::Ask => "ask",
                crate::annotations::Priority::IfTimeAllows => "if time allows",
            };
            let visibility = match a.visibility {
                Visibility::Public => "public",
                Visibility::MembersOnly => "members only",
            };
            Some(vec![
                kind.to_owned(),
                a.text.clone(),
                whom.clone().unwrap_or_default(),
                priority.to_owned(),
                visibility.to_owned(),
            ])
        })
        .collect();
    PlainTable {
        name: "Questions",
        header: header(["Kind", "Text", "For", "Priority", "Who may see it"]),
        rows,
    }
}

fn level(level: Level) -> &'static str {
    match level {
        Level::Strength => "strength",
        Level::Mixed => "mixed",
        Level::Weakness => "weakness",
        Level::None => "no judgement",
    }
}

fn speaker(role: SpeakerRole) -> &'static str {
    match role {
        SpeakerRole::Inspectors => "inspectors",
        SpeakerRole::Council => "the council",
        SpeakerRole::CabinetMember => "the cabinet member",
        SpeakerRole::OppositionCouncillor => "an opposition councillor",
        SpeakerRole::Press => "the press",
        SpeakerRole::Other => "others",
    }
}
