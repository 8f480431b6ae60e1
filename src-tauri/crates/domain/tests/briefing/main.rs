//! What a pack says, and what never gets into one. The case that the tests write packs of is here; a file for what
//! each holds.

#![allow(clippy::unwrap_used, reason = "a test may stop where it is wrong")]

mod audience;
mod length;
mod questions;
mod quoted;
mod sections;

use jiff::Timestamp;
use jiff::civil::date;
use scrutiny_domain::annotations::{Annotation, Outcome, Priority, Subject, Visibility, What};
use scrutiny_domain::briefing::{Briefing, Options, compose};
use scrutiny_domain::comparison::{
    Cell, CellFinding, Comparison, NotCovered, NotPublished, Pattern, Reading, Said, Silence,
    Spoken, Standing, Thread, Titled, Visit, VisitKind,
};
use scrutiny_domain::document::facts::Facts;
use scrutiny_domain::document::kind::{Kind, KindBecause};
use scrutiny_domain::document::{
    Citation, Document, Format, Page, PageSpan, Paragraph, ParagraphKind, Source, StatedDate,
};
use scrutiny_domain::findings::{
    Because, Direction, Finding, Level, Of, SettledClasses, Speaker, SpeakerRole, Theme,
};

pub const LETTER: &str = "Plans are weak. This leaves children without help. Visits are on time.";

pub fn reading(damaged: bool) -> Reading {
    let end = LETTER.chars().count();
    let document = Document {
        source: Source {
            file: "letter.pdf".to_owned(),
            sha256: "ab".repeat(32),
            bytes: 1,
            format: Format::Pdf,
            damaged,
            warnings: Vec::new(),
            part: None,
        },
        pages: vec![Page {
            index: 0,
            label: "2".to_owned(),
            width: 595.0,
            height: 842.0,
            damaged,
            doubt: None,
        }],
        paragraphs: vec![Paragraph {
            index: 0,
            kind: ParagraphKind::Body,
            text: LETTER.to_owned(),
            number: None,
            ordinal: 4,
            section: None,
            spans: vec![PageSpan {
                page: 0,
                start: 0,
                end,
            }],
        }],
        words: Vec::new(),
    };
    let mut facts = Facts::new(Kind::MonitoringVisitLetter, KindBecause::NoWordings);
    facts.authority = None;
    let finding = |index: usize, start: usize, end: usize, leans: bool| Finding {
        index,
        citation: Citation::of(&document, 0, start, end).unwrap(),
        before: leans.then(|| "Plans are weak.".to_owned()),
        leans,
        section: None,
        speaker: Speaker {
            role: SpeakerRole::Inspectors,
            name: None,
        },
        reports: None,
        of: Of::ThisVisit,
        themes: vec![Theme::Plans],
        level: Level::Weakness,
        direction: Direction::None,
        quantifier: None,
        figures: Vec::new(),
        because: Because::default(),
        second: None,
        settled: SettledClasses::default(),
    };
    let findings = vec![finding(0, 0, 15, false), finding(1, 16, 50, true)];
    Reading {
        document,
        facts,
        findings,
    }
}

pub fn visit(id: &str, number: u8, sources: Vec<String>) -> Visit {
    let month = StatedDate {
        year: Some(2024),
        month: 2,
        day: None,
    };
    Visit {
        id: id.to_owned(),
        what: VisitKind::MonitoringVisit,
        number: Some(number),
        from: (!sources.is_empty()).then_some(month),
        to: None,
        published: None,
        focus: Vec::new(),
        letter: !sources.is_empty(),
        sources,
    }
}

pub fn comparison(reading: &Reading) -> Comparison {
    let cell = |visit: &str, said, findings: Vec<CellFinding>| Cell {
        visit: visit.to_owned(),
        said,
        findings,
        proposed: true,
    };
    let no_paper = Said::Silent {
        silence: Silence::NotPublished(NotPublished::NoPaper),
        standing: Standing::Sure,
        perhaps: None,
    };
    let weakness = Said::Spoken(Spoken {
        standing: Standing::Sure,
        direction_standing: Standing::Sure,
        ..Spoken::of(Level::Weakness, Direction::None)
    });
    let found = |index: usize| {
        let finding = reading.findings.get(index).unwrap();
        CellFinding {
            index,
            citation: finding.citation.clone(),
            speaker: finding.speaker.clone(),
            level: Level::Weakness,
            direction: Direction::None,
            to_check: false,
            settled: SettledClasses::default(),
        }
    };
    let away = Said::Silent {
        silence: Silence::NotCovered(NotCovered::NotAmongAreas),
        standing: Standing::Sure,
        perhaps: None,
    };
    let inspection = Visit {
        what: VisitKind::Inspection,
        number: None,
        ..visit("inspection-2023-04", 0, vec!["cd".repeat(32)])
    };
    let at_first = || cell("inspection-2023-04", weakness.clone(), vec![found(0)]);
    Comparison {
        authority: "Northmere".to_owned(),
        judged: None,
        visits: vec![
            inspection,
            visit("visit-1", 1, Vec::new()),
            visit("visit-2", 2, vec![reading.document.source.sha256.clone()]),
        ],
        threads: vec![
            Thread {
                id: "forgotten".to_owned(),
                title: "Private fostering".to_owned(),
                titled: Titled::ByName,
                subject: None,
                themes: vec![Theme::SpecificGroups],
                pattern: Pattern::NeverLookedAtAgain,
                standing: Standing::Sure,
                confirmed: false,
                cells: vec![
                    at_first(),
                    cell("visit-1", no_paper.clone(), Vec::new()),
                    cell("visit-2", away, Vec::new()),
                ],
                figures: Vec::new(),
            },
            Thread {
                id: "plans".to_owned(),
                title: "Children’s plans".to_owned(),
                titled: Titled::ByName,
                subject: Some("plans".to_owned()),
                themes: vec![Theme::Plans],
                pattern: Pattern::RaisedEveryTime,
                standing: Standing::Sure,
                confirmed: false,
                cells: vec![
                    at_first(),
                    cell("visit-1", no_paper, Vec::new()),
                    cell("visit-2", weakness.clone(), vec![found(1)]),
                ],
                figures: Vec::new(),
            },
        ],
        recommendations: Vec::new(),
        coverage: Vec::new(),
        claimed_totals: Vec::new(),
        unplaced: Vec::new(),
        apart: Vec::new(),
        clashes: Vec::new(),
    }
}

pub fn annotations() -> Vec<Annotation> {
    let citation = reading(false).findings.first().unwrap().citation.clone();
    let subjects = [
        Subject::Nothing,
        Subject::Thread {
            thread: "plans".to_owned(),
            cycle: None,
            seen: None,
        },
        Subject::Thread {
            thread: "forgotten".to_owned(),
            cycle: None,
            seen: None,
        },
        Subject::Thread {
            thread: "gone".to_owned(),
            cycle: None,
            seen: None,
        },
        Subject::Visit {
            visit: "visit-2".to_owned(),
            cycle: None,
        },
        Subject::Quotation { citation },
    ];
    let kinds = [
        What::Note,
        What::Question {
            audience: Some("the director".to_owned()),
            priority: Priority::MustAsk,
        },
        What::EvidenceRequest {
            audience: None,
            priority: Priority::Ask,
        },
        What::Commitment {
            by: Some("the director".to_owned()),
            meeting: Some(date(2024, 1, 9)),
            due: Some(date(2024, 2, 1)),
            outcome: Outcome::Open,
        },
        What::Answer {
            by: None,
            meeting: None,
            // The first question for members only.
            to: Some(31),
        },
    ];
    let mut all = Vec::new();
    for visibility in [Visibility::Public, Visibility::MembersOnly] {
        for on in &subjects {
            for what in &kinds {
                let word = if visibility == Visibility::Public {
                    "OPEN"
                } else {
                    "SECRET"
                };
                all.push(Annotation {
                    id: i64::try_from(all.len()).unwrap(),
                    what: what.clone(),
                    text: format!("{word} {}", all.len()),
                    on: on.clone(),
                    visibility,
                    written: Timestamp::UNIX_EPOCH,
                    by: None,
                });
            }
        }
    }
    all
}

pub fn pack(audience: Visibility, reading: Reading) -> Briefing {
    let options = Options {
        audience,
        ..Options::usual(date(2024, 3, 1))
    };
    let comparison = comparison(&reading);
    compose(&comparison, &[reading], &annotations(), &options)
}
