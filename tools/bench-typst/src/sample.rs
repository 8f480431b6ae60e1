//! One long briefing, made of the sentences of the invented sample case: every kind of block, as a real pack has them.
//!
//! The sentences stand in no honest order here: it is for measuring, never for reading.

use jiff::civil::date;
use scrutiny_domain::annotations::Visibility;
use scrutiny_domain::briefing::{
    Asked, Block, Briefing, Chart, Inline, Quotation, Table, TableCell, TableRow, Timeline,
    TimelineKind, TimelinePoint,
};
use scrutiny_domain::findings::{Direction, Level};

/// What the visits said, a paper each.
const LETTERS: [(&str, &str); 5] = [
    (
        "Inspection, April 2023",
        include_str!("../../../tests/fixtures/northmere/source/inspection-2023-06-14.md"),
    ),
    (
        "Visit 2, February 2024",
        include_str!("../../../tests/fixtures/northmere/source/visit-2-letter-2024-03-22.md"),
    ),
    (
        "Visit 3, July 2024",
        include_str!("../../../tests/fixtures/northmere/source/visit-3-letter-2024-08-08.md"),
    ),
    (
        "Visit 4, December 2024",
        include_str!("../../../tests/fixtures/northmere/source/visit-4-letter-2025-01-10.md"),
    ),
    (
        "Visit 5, June 2025",
        include_str!("../../../tests/fixtures/northmere/source/visit-5-letter-2025-07-24.md"),
    ),
];
const STATEMENT: &str =
    include_str!("../../../tests/fixtures/northmere/source/statement-2025-07-24.md");

const LEVELS: [Level; 3] = [Level::Weakness, Level::Mixed, Level::Strength];
const DIRECTIONS: [Direction; 4] = [
    Direction::Same,
    Direction::Better,
    Direction::Worse,
    Direction::None,
];

/// The sentences of a paper, of a length worth quoting.
struct Paper {
    name: &'static str,
    sentences: Vec<String>,
}

impl Paper {
    fn of(name: &'static str, source: &str) -> Paper {
        let words = |line: &&str| line.chars().next().is_some_and(char::is_alphabetic);
        let sentences = source
            .lines()
            .filter(words)
            .flat_map(|line| line.split_inclusive(". "))
            .map(|sentence| sentence.trim().to_owned())
            .filter(|sentence| sentence.len() > 60 && sentence.ends_with('.'))
            .collect();
        Paper { name, sentences }
    }

    fn quotation(&self, at: usize) -> Quotation {
        Quotation {
            heading: Some(self.name.into()),
            state: Some(state(at)),
            check: at
                .is_multiple_of(5)
                .then(|| "the other reader: mixed, better".into()),
            words: self.sentences[at % self.sentences.len()].clone(),
            citation: format!("{}, page {}, paragraph {}", self.name, at % 4 + 1, at + 1),
        }
    }
}

fn state(at: usize) -> (Level, Direction) {
    (LEVELS[at % LEVELS.len()], DIRECTIONS[at % DIRECTIONS.len()])
}

fn heading(level: u8, text: String, anchor: &str) -> Block {
    Block::Heading {
        level,
        text,
        anchor: anchor.into(),
    }
}

fn cell(text: Vec<Inline>) -> TableCell {
    TableCell {
        text,
        ..TableCell::default()
    }
}

fn shown(at: usize) -> Inline {
    let (level, direction) = state(at);
    Inline::State { level, direction }
}

fn link(matter: usize) -> Inline {
    Inline::Link {
        text: format!("matter {}", matter + 1),
        anchor: format!("matter-{matter}"),
        description: format!("Go to matter {}", matter + 1),
        page: true,
    }
}

/// The briefing with so many matters; each is about a page.
pub fn briefing(matters: usize) -> Briefing {
    let papers = LETTERS.map(|(name, source)| Paper::of(name, source));
    let council = Paper::of("Statement of 24 July 2025", STATEMENT);
    let mut blocks = front(matters, &papers);
    blocks.push(heading(1, "The matters".into(), "matters"));
    for at in 0..matters {
        matter(&mut blocks, at, &papers, &council);
    }
    blocks.push(heading(1, "What to ask".into(), "questions"));
    blocks.push(Block::Questions {
        items: (0..matters).map(|at| question(at, &papers)).collect(),
    });
    Briefing {
        title: "Northmere: briefing".into(),
        authority: "Northmere".into(),
        made: date(2025, 9, 1),
        running_title: "Northmere children’s services".into(),
        running_note: "Briefing for members".into(),
        footer: "Words quoted are set in serif between quotation marks. Everything else is ours."
            .into(),
        audience: Visibility::MembersOnly,
        neutral: false,
        blocks,
        inputs: String::new(),
        left_out: Vec::new(),
    }
}

fn front(matters: usize, papers: &[Paper]) -> Vec<Block> {
    let point = |index: usize, paper: &Paper| TimelinePoint {
        label: paper.name.split(',').next().unwrap_or_default().into(),
        under: paper.name.split(", ").last().unwrap_or_default().into(),
        date: Some(date(2023 + i16::try_from(index / 2).unwrap_or(0), 4, 10)),
        kind: if index == 0 {
            TimelineKind::Inspection
        } else {
            TimelineKind::Visit
        },
    };
    let told = |at: usize| vec![shown(at), Inline::text("  "), link(at % matters)];
    vec![
        heading(1, "Northmere: what moved".into(), "front"),
        Block::Lead {
            text: vec![Inline::text(papers[0].sentences[3].clone())],
        },
        Block::Columns {
            columns: vec![
                vec![Block::List {
                    ordered: false,
                    items: (0..6).map(told).collect(),
                }],
                vec![Block::List {
                    ordered: false,
                    items: (6..12).map(told).collect(),
                }],
            ],
        },
        heading(1, "The run of visits".into(), "visits"),
        Block::Timeline(Timeline {
            alternative: "An inspection and four visits.".into(),
            points: papers
                .iter()
                .enumerate()
                .map(|(index, paper)| point(index, paper))
                .collect(),
        }),
        heading(1, "Matters by visits".into(), "matrix"),
        Block::Table(matrix(matters, papers)),
    ]
}

fn matrix(matters: usize, papers: &[Paper]) -> Table {
    let looked_at = |at: usize| match at % 4 {
        0 => TableCell {
            text: vec![Inline::text("not looked at")],
            under: None,
            hatched: true,
        },
        _ => cell(vec![shown(at)]),
    };
    let row = |at: usize| TableRow::Cells {
        cells: std::iter::once(cell(vec![link(at)]))
            .chain((0..papers.len()).map(|visit| looked_at(at + visit)))
            .collect(),
    };
    let title = |paper: &Paper| vec![Inline::text(paper.name)];
    Table {
        caption: "What inspectors said of each matter".into(),
        widths: vec![1.6, 1.0, 1.0, 1.0, 1.0, 1.0],
        header: std::iter::once(vec![Inline::text("Matter")])
            .chain(papers.iter().map(title))
            .collect(),
        rows: (0..matters).map(row).collect(),
    }
}

fn matter(blocks: &mut Vec<Block>, at: usize, papers: &[Paper], council: &Paper) {
    blocks.push(heading(
        2,
        format!("Matter {}: how children are helped", at + 1),
        &format!("matter-{at}"),
    ));
    blocks.push(Block::Paragraph {
        text: vec![
            shown(at),
            Inline::text("  Inspectors spoke of it at each visit. The first said: "),
            Inline::Quoted {
                text: papers[0].sentences[(at * 3 + 1) % papers[0].sentences.len()].clone(),
            },
        ],
    });
    let said = |from: usize| Block::Quotations {
        columns: (from..from + 3)
            .map(|paper| papers[paper % papers.len()].quotation(at * 2 + paper))
            .collect(),
    };
    blocks.push(said(0));
    blocks.push(said(3));
    match at % 3 {
        0 => blocks.push(Block::Chart(Chart {
            title: "Children waiting, as stated".into(),
            alternative: "Four values over five visits.".into(),
            points: papers
                .iter()
                .enumerate()
                .map(|(visit, paper)| {
                    let value = f64::from(u32::try_from(40 + at + visit * 7).unwrap_or(0));
                    (paper.name.to_owned(), (visit != 1).then_some(value))
                })
                .collect(),
        })),
        1 => blocks.push(Block::Statement {
            heading: "What the council says".into(),
            quotation: Quotation {
                state: None,
                check: None,
                ..council.quotation(at)
            },
            remark: Some("No visit has looked at this since.".into()),
        }),
        _ => blocks.push(Block::Note {
            heading: "Note by a member".into(),
            text: papers[4].sentences[at % papers[4].sentences.len()].clone(),
        }),
    }
    let row = |visit: usize, paper: &Paper| TableRow::Cells {
        cells: vec![
            cell(vec![Inline::text(paper.name)]),
            cell(vec![Inline::Quoted {
                text: paper.sentences[(at * 2 + visit + 1) % paper.sentences.len()].clone(),
            }]),
            TableCell {
                text: vec![shown(at + visit)],
                under: Some(format!("page {}", visit + 1)),
                hatched: false,
            },
        ],
    };
    blocks.push(Block::Table(Table {
        caption: format!("Matter {} visit by visit", at + 1),
        widths: vec![1.2, 4.0, 1.3],
        header: ["Visit", "What it says", "State"]
            .map(|text| vec![Inline::text(text)])
            .into(),
        rows: papers
            .iter()
            .enumerate()
            .map(|(visit, paper)| row(visit, paper))
            .collect(),
    }));
}

fn question(at: usize, papers: &[Paper]) -> Asked {
    let paper = &papers[at % papers.len()];
    Asked {
        text: format!("What has changed for children in matter {}?", at + 1),
        whom: Some("the director".into()),
        why: Some(paper.sentences[at % paper.sentences.len()].clone()),
        evidence: vec!["The last two audits.".into()],
        follow_ups: vec!["How do you know?".into()],
        see: Some(link(at)),
    }
}
