//! What a reader of findings sees, on letters and articles written for these tests: here a paper read whole, and what is
//! common; beside it a file for each thing that is read.

mod figures;
mod level;
mod named;
mod speakers;
mod written;

use std::fmt::Write as _;

use super::*;
use crate::document::built::Built;
use crate::document::facts::{Facts, Stated};
use crate::document::kind::{Kind, KindBecause};
use crate::document::{DateRange, Document, ParagraphKind, Place, StatedDate};
use crate::explain::level_reason;

/// A document of lines: `# ` is a heading, `## ` one of lower rank, `• ` an item, anything else a paragraph; empty lines part nothing.
fn document(lines: &str) -> Document {
    let lines = lines.lines().map(str::trim).filter(|l| !l.is_empty());
    lines
        .fold(Built::default(), |built, line| {
            let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
            if let Some(text) = line.strip_prefix("## ") {
                return built.push(ParagraphKind::Heading { level: 3 }, None, text);
            }
            match (line.strip_prefix("# "), line.strip_prefix("• ")) {
                (Some(text), _) => built.heading(text),
                (_, Some(text)) => built.item(text),
                _ => built.body(&line),
            }
        })
        .document()
}

fn facts(kind: Kind) -> Facts {
    Facts::new(kind, KindBecause::NoWordings)
}

fn place() -> Place {
    Place {
        page: 0,
        paragraph: 0,
        quote: String::new(),
    }
}

pub(super) fn findings(kind: Kind, lines: &str) -> Vec<Finding> {
    read(&document(lines), &facts(kind), Rules::built_in())
}

/// One sentence of a letter.
pub(super) fn one(text: &str) -> Finding {
    let mut found = findings(Kind::MonitoringVisitLetter, text);
    assert_eq!(found.len(), 1, "{text}");
    found.remove(0)
}

/// The findings as a person would want to check them.
fn shown(findings: &[Finding]) -> String {
    let mut out = String::new();
    for f in findings {
        let name = f
            .speaker
            .name
            .as_deref()
            .map(|n| format!(" ({n})"))
            .unwrap_or_default();
        let _ = writeln!(out, "“{}”", f.quote());
        let _ = writeln!(
            out,
            "  {:?}{name} · {:?} · {:?}{}",
            f.speaker.role,
            f.level,
            f.direction,
            if f.leans { " · leans" } else { "" }
        );
        let _ = writeln!(
            out,
            "  themes: {}",
            f.themes
                .iter()
                .map(|t| t.slug())
                .collect::<Vec<_>>()
                .join(", ")
        );
        if let Some(q) = &f.quantifier {
            let _ = writeln!(out, "  how many: {} ({})", q.words, q.rank);
        }
        for figure in &f.figures {
            let _ = writeln!(
                out,
                "  figure: {}{} {} of “{}”, team {}, date {}: “{}”",
                figure.from.map(|n| format!("{n} → ")).unwrap_or_default(),
                figure.value,
                figure.unit.as_deref().unwrap_or("-"),
                figure.population.as_deref().unwrap_or("-"),
                figure.team.as_deref().unwrap_or("-"),
                figure.date.map_or_else(|| "-".to_owned(), String::from),
                figure.text
            );
        }
        let _ = writeln!(
            out,
            "  because: {:?} {:?} {:?} {:?}",
            f.because.level,
            f.because.direction,
            f.because.speaker,
            f.because.level_reason.map(level_reason)
        );
    }
    out
}

#[test]
fn a_letter_is_read_sentence_by_sentence() {
    let letter = "
        # Areas covered by the visit
        • The quality of child protection plans
        # Findings and evaluation of progress
        Dear Ms Hale
        Social workers know their children well and visit them regularly. This helps children to build trusting relationships. However, too many plans are not specific, and some drift without review.
        Caseloads have reduced from 24 to 17 in the assessment teams, although they remain too high in the care planning service.
        It is too early to see the impact of the new supervision policy.
        Leaders plan to appoint a further four team managers in May 2031.
        At the time of the visit, 14 cases were allocated to a manager.
        # What needs to improve
        • The timeliness of return home interviews for missing children
    ";
    let mut facts = facts(Kind::MonitoringVisitLetter);
    let day = |day| StatedDate {
        year: Some(2030),
        month: 3,
        day: Some(day),
    };
    let days = DateRange {
        from: day(5),
        to: day(6),
    };
    facts.dates = Some(Stated::read(days, place()));
    insta::assert_snapshot!(shown(&read(&document(letter), &facts, Rules::built_in())));
}

const ARTICLE: &str = "
    Children in Fenmouth wait too long for help, inspectors have warned.
    The borough was placed under supervision after “grave and lasting failings” came to light.
    But visits are late, said a letter published on Friday (May 3).
    The letter from inspector Rosa Quill said: “Managers do not see every case. Plans drift for too many children.
    “Even so, a small number of children were seen quickly.”
    Ms Quill added that caseloads were still high.
    But she said there were “serious staffing problems” which meant that “workers struggle to visit”.
    A spokesman for Fenmouth Council said: “We have improved our front door.
    “We know there is more to do [across the service] and we will do it.”
    Leader of the council’s opposition, Councillor Ade Brook, has called the letter “a sorry tale”.
    And Cllr Jean Moss, the spokeswoman for children of the second party, said: “Supervision is inconsistent.
    “[The cabinet member] Cllr Tom Pike has had a year. Questions must be asked.”
    Cllr Pike, cabinet member for children, has been approached for comment.
    “Progress is steady,” said Cllr Lena Frost, cabinet member for families. “Families tell us so.”
    The report found:
    • Thresholds are applied inconsistently.
    • At the time of the visit, 31 cases had no named social worker.
    Supervision happens monthly in most teams.
    The mother of one child said she had met six social workers.
";

#[test]
fn every_quotation_and_every_cause_is_verbatim() {
    let document = document(ARTICLE);
    let found = read(&document, &facts(Kind::NewsArticle), Rules::built_in());
    assert!(found.len() > 15);
    for (i, f) in found.iter().enumerate() {
        assert_eq!(f.index, i);
        let paragraph = &document.paragraphs[f.citation.paragraph_index].text;
        let at: String = paragraph
            .chars()
            .skip(f.citation.start)
            .take(f.citation.end - f.citation.start)
            .collect();
        assert_eq!(at, f.citation.quote);
        let context = format!("{} {}", f.before.as_deref().unwrap_or(""), f.quote());
        let causes = f
            .because
            .themes
            .iter()
            .flat_map(|t| &t.words)
            .chain(&f.because.level)
            .chain(&f.because.direction);
        for cause in causes.chain(f.figures.iter().map(|g| &g.text)) {
            assert!(context.contains(cause.as_str()), "{cause} in {context}");
        }
    }
}

#[test]
fn a_sentence_that_leans_takes_the_theme_before() {
    let found = findings(
        Kind::MonitoringVisitLetter,
        "Strategy meetings are late. This leaves them at risk of harm.",
    );
    assert!(found[1].leans);
    assert_eq!(found[1].themes, found[0].themes);
    assert_eq!(
        found[1].before.as_deref(),
        Some("Strategy meetings are late.")
    );
}

#[test]
fn what_a_grade_means_is_no_finding_under_whatever_heading_it_is_told() {
    let found = findings(
        Kind::InspectionReport,
        "
        # What the inspection judgments mean
        A good service helps children promptly.
        ## The helpline
        The helpline provides robust and effective advice.
        # Findings
        The helpline answers promptly.
        ## The helpline at night
        Calls at night are answered late.
        ",
    );
    let quotes: Vec<_> = found.iter().map(Finding::quote).collect();
    assert_eq!(
        quotes,
        [
            "The helpline answers promptly.",
            "Calls at night are answered late."
        ]
    );
}

#[test]
fn what_says_nothing_of_the_service_is_no_finding() {
    let found = findings(
        Kind::MonitoringVisitLetter,
        "Dear Ms Hale
         # About this inspection
         Inspectors looked at many cases in the team.
         # Findings
         Yours sincerely",
    );
    assert_eq!(found, []);
}
