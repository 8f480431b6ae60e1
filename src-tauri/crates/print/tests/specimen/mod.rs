//! An invented briefing that holds every block.

use jiff::civil::date;
use scrutiny_domain::annotations::Visibility;
use scrutiny_domain::briefing::{
    Asked, Block, Briefing, Chart, Inline, Move, Quotation, Table, TableCell, TableRow, Timeline,
    TimelineKind, TimelinePoint, Words,
};
use scrutiny_domain::findings::{Direction, Level};

pub const LONG_QUOTATION: &str = "Most children’s plans are clear, but too many still lack a contingency, and \
    managers do not always record why a decision changed; step-down planning is \u{fb01}nally well-considered, and \
    multi-agency working with schools (“the best we have had”, as one head teacher put it) is re-established.";

fn heading(level: u8, text: &str, anchor: &str) -> Block {
    Block::Heading {
        level,
        text: text.into(),
        anchor: anchor.into(),
    }
}

fn paragraph(text: &str) -> Block {
    Block::Paragraph {
        text: vec![Inline::text(text)],
    }
}

fn quotation(heading: &str, state: (Level, Direction), words: &str, citation: &str) -> Quotation {
    Quotation {
        heading: Some(heading.into()),
        state: Some(state),
        check: None,
        words: words.into(),
        citation: citation.into(),
    }
}

fn content(level: Level, text: &str, anchor: &str) -> Vec<Inline> {
    vec![
        Inline::State {
            level,
            direction: Direction::None,
        },
        Inline::text("  "),
        Inline::Link {
            text: text.into(),
            anchor: anchor.into(),
            description: format!("Go to {text}"),
            page: true,
        },
    ]
}

fn question(text: &str, more: &str) -> Vec<Inline> {
    vec![Inline::strong(text), Inline::text(format!(" {more}"))]
}

fn point(label: &str, under: &str, year: Option<(i16, i8)>, kind: TimelineKind) -> TimelinePoint {
    TimelinePoint {
        label: label.into(),
        under: under.into(),
        date: year.map(|(year, month)| date(year, month, 10)),
        kind,
    }
}

fn cell(text: Vec<Inline>) -> TableCell {
    TableCell {
        text,
        under: None,
        hatched: false,
    }
}

/// More visits than a page has room for beside the matter.
fn wide() -> Table {
    let visits = (1..=8).map(|number| vec![Inline::text(format!("Visit {number}"))]);
    let state = |number: i32| match number % 3 {
        0 => cell(vec![Inline::State {
            level: Level::Weakness,
            direction: Direction::Same,
        }]),
        1 => cell(vec![Inline::State {
            level: Level::Strength,
            direction: Direction::Better,
        }]),
        _ => TableCell {
            text: vec![Inline::text("not looked at")],
            under: None,
            hatched: true,
        },
    };
    let first = cell(vec![Inline::text(
        "Supervision of social workers and its record",
    )]);
    let row = |shift: i32| TableRow::Cells {
        cells: std::iter::once(first.clone())
            .chain((1..=8).map(|number| state(number + shift)))
            .collect(),
    };
    Table {
        caption: "Eight visits".into(),
        widths: vec![2.6, 1.25, 1.25, 1.25, 1.25, 1.25, 1.25, 1.25, 1.25],
        header: std::iter::once(vec![Inline::text("Matter")])
            .chain(visits)
            .collect(),
        rows: vec![
            TableRow::Group {
                text: "Raised every time".into(),
            },
            row(0),
            row(1),
        ],
    }
}

fn matrix() -> Table {
    let state = |level, direction| cell(vec![Inline::State { level, direction }]);
    let missing = |text: &str| TableCell {
        text: vec![Inline::text(text)],
        under: None,
        hatched: true,
    };
    let mut rows = vec![TableRow::Group {
        text: "Raised every time".into(),
    }];
    for number in 1..=14 {
        if number == 6 {
            rows.push(TableRow::Group {
                text: "Improved, then slipped".into(),
            });
        }
        let name = TableCell {
            text: vec![Inline::text(format!(
                "Matter {number}: decisions are not recorded"
            ))],
            under: Some("management oversight, recording".into()),
            hatched: false,
        };
        rows.push(TableRow::Cells {
            cells: vec![
                name,
                state(Level::Weakness, Direction::None),
                missing("not looked at"),
                state(Level::Mixed, Direction::Better),
                state(Level::Strength, Direction::Same),
            ],
        });
    }
    Table {
        caption: "Matters by visit, as inspectors stated them".into(),
        widths: vec![2.4, 1.0, 1.0, 1.0, 1.0],
        header: ["Matter", "Inspection", "Visit 1", "Visit 2", "Visit 3"]
            .map(|text| vec![Inline::text(text)])
            .into(),
        rows,
    }
}

fn visits() -> Timeline {
    Timeline {
        alternative: "Inspection in April 2020; visit 1 not published; visit 2 in February 2021; visit 3 in July 2021."
            .into(),
        points: vec![
            point("Inspection", "April 2020", Some((2020, 4)), TimelineKind::Inspection),
            point("Visit 1", "not published", None, TimelineKind::NotPublished),
            point("Visit 2", "February 2021", Some((2021, 2)), TimelineKind::Visit),
            point("Visit 3", "July 2021", Some((2021, 7)), TimelineKind::Visit),
        ],
    }
}

fn many_visits() -> Timeline {
    let visit = |(number, (year, month)): (usize, (i16, i8))| {
        let under = format!("{year}, month {month}");
        point(
            &format!("Visit {number}"),
            &under,
            Some((year, month)),
            TimelineKind::Visit,
        )
    };
    let dates = [
        (2022, 1),
        (2022, 2),
        (2022, 9),
        (2023, 1),
        (2023, 2),
        (2023, 3),
        (2023, 9),
        (2024, 1),
        (2024, 6),
    ];
    Timeline {
        alternative: "Nine visits.".into(),
        points: dates.into_iter().enumerate().map(visit).collect(),
    }
}

/// A list of contents with shapes alone, in a column of its own.
fn shapes(title: &str, anchor: &str, to: &str) -> Vec<Block> {
    let item = |level, direction, text: &str| {
        vec![
            Inline::Shape { level, direction },
            Inline::Link {
                text: text.into(),
                anchor: to.into(),
                description: format!("Go to {text}"),
                page: true,
            },
        ]
    };
    vec![
        heading(2, title, anchor),
        Block::List {
            ordered: false,
            items: vec![
                item(
                    Level::Weakness,
                    Direction::Worse,
                    "Interviews with children after they were missing",
                ),
                item(Level::Strength, Direction::None, "Thresholds"),
            ],
        },
    ]
}

fn questions() -> Block {
    Block::Questions {
        items: vec![
            Asked {
                text: "What changed?".into(),
                whom: Some("the director".into()),
                why: Some("Improved, then slipped; last spoken of: Visit 3".into()),
                evidence: vec!["caseloads, monthly.".into(), "who left".into()],
                follow_ups: vec!["When did you first see it?".into()],
                see: Some(Inline::Link {
                    text: "the matter".into(),
                    anchor: "caseloads".into(),
                    description: "Go to Social workers’ caseloads".into(),
                    page: true,
                }),
            },
            Asked {
                text: "Who checks?".into(),
                ..Asked::default()
            },
        ],
    }
}

fn front() -> Vec<Block> {
    vec![
        heading(1, "Northmere children’s services", "front"),
        paragraph("What inspectors found in July 2021, and what has moved since April 2020"),
        Block::Lead {
            text: vec![Inline::text(
                "Of 14 matters that inspectors raised, 6 are better than at the inspection, 3 are no better, 2 improved \
                 and then slipped, and 3 have not been looked at since. One letter was not published.",
            )],
        },
        Block::Timeline(visits()),
        heading(2, "Slipped or no better", "slipped"),
        Block::List {
            ordered: false,
            items: vec![
                content(Level::Weakness, "Social workers’ caseloads", "caseloads"),
                content(Level::Mixed, "Decisions on every case, by visit", "matrix"),
                content(Level::None, "Health assessments in care", "rest"),
                vec![Inline::text("and 2 more")],
            ],
        },
        heading(2, "Questions", "questions"),
        Block::List {
            ordered: true,
            items: vec![
                question(
                    "In March we were told that two new teams had solved caseloads. What changed?",
                    "For the director. Ask for: caseloads by worker, monthly, since January.",
                ),
                question(
                    "No inspector has looked at health assessments since 2020. How do you know that they are on time, \
                     and who has checked?",
                    "For the cabinet member. Ask for: the monthly share done in time.",
                ),
            ],
        },
    ]
}

fn matter() -> Vec<Block> {
    let visit_2 = quotation(
        "Visit 2, February 2021",
        (Level::Mixed, Direction::Better),
        "Workers in the assessment service now hold 22 children on average, and most say they can do the job they \
         trained for.",
        "Letter of 24 March 2021, page 2, paragraph 4",
    );
    let visit_3 = quotation(
        "Visit 3, July 2021",
        (Level::Weakness, Direction::Worse),
        "Caseloads have crept back up to an average of 26, and some visits were late as a result.",
        "Letter of 16 August 2021, page 2, paragraph 2",
    );
    let visit_3 = Quotation {
        check: Some("the other reader: mixed".into()),
        ..visit_3
    };
    let inspection = quotation(
        "Inspection, April 2020",
        (Level::Weakness, Direction::None),
        "Caseloads are too high.",
        "Report of 12 June 2020, page 4, paragraph 17",
    );
    vec![
        heading(1, "Social workers’ caseloads", "caseloads"),
        paragraph("Improved, then slipped · recommendation 2 of the inspection"),
        Block::Chart(Chart {
            title: "Average children a worker, assessment teams, as inspectors stated it".into(),
            alternative: "31 in April 2020; visit 1 not published; 22 in February 2021; 26 in July 2021.".into(),
            points: vec![
                ("April 2020".into(), Some(31.0)),
                ("visit 1 not published".into(), None),
                ("February 2021".into(), Some(22.0)),
                ("July 2021".into(), Some(26.0)),
            ],
        }),
        Block::Quotations { columns: vec![visit_2.clone(), visit_3.clone()] },
        Block::Quotations { columns: vec![inspection, visit_2, visit_3] },
        Block::Statement {
            heading: "What the council said".into(),
            quotation: Quotation {
                heading: None,
                state: None,
                check: None,
                words: "Inspectors recognised our investment in two new teams.".into(),
                citation: "Statement of 16 August 2021".into(),
            },
            remark: Some("The letter mentions the teams at visit 2; of July it says that caseloads rose.".into()),
        },
        Block::Note {
            heading: "Note by a member".into(),
            text: "Two of the three teams named in the March report have had no permanent manager since May \
                   (improvement board, item 6).\nMembers only."
                .into(),
        },
        heading(2, "How the link was made", "why"),
        Block::Paragraph {
            text: vec![
                Inline::text("Both letters speak of "),
                Inline::Quoted { text: "caseloads".into() },
                Inline::text(", and the second says they "),
                Inline::Quoted { text: "have crept back up".into() },
                Inline::text(": the state is "),
                Inline::State { level: Level::Weakness, direction: Direction::Worse },
                Inline::text(". See "),
                Inline::Link {
                    text: "all matters by visit".into(),
                    anchor: "matrix".into(),
                    description: "Go to all matters by visit".into(),
                    page: true,
                },
                Inline::text(", which a "),
                Inline::strong("member confirmed"),
                Inline::text(" on 27 August 2021."),
            ],
        },
        Block::Quotation(quotation(
            "Visit 3, July 2021",
            (Level::Mixed, Direction::Same),
            LONG_QUOTATION,
            "Letter of 16 August 2021, pages 2 and 3, paragraph 7",
        )),
    ]
}

/// The whole of it.
pub fn briefing() -> Briefing {
    let mut blocks = front();
    blocks.extend(matter());
    blocks.push(heading(1, "All matters by visit", "matrix"));
    blocks.push(Block::Table(matrix()));
    blocks.push(heading(2, "What was not looked at", "rest"));
    blocks.push(Block::List {
        ordered: false,
        items: vec![
            vec![Inline::text(
                "Health assessments in care, since the inspection",
            )],
            vec![Inline::text("Private fostering, "), Inline::strong("never")],
        ],
    });
    blocks.push(Block::Table(wide()));
    blocks.push(Block::PageBreak);
    let long = |visit: &str| {
        let words = [LONG_QUOTATION; 4].join(" ");
        quotation(
            visit,
            (Level::Mixed, Direction::None),
            &words,
            "Letter of 16 August 2021, page 3, paragraph 9",
        )
    };
    blocks.push(heading(2, "Many visits", "many"));
    blocks.push(Block::Timeline(many_visits()));
    blocks.push(Block::Chart(Chart {
        title: "Children without a named social worker".into(),
        alternative: "From 47 at the inspection to none at visit 8.".into(),
        points: [47.0, 31.0, 20.0, 12.5, 12.0, 9.0, 4.0, 2.0, 0.0]
            .into_iter()
            .enumerate()
            .map(|(number, value)| (format!("Visit {number}"), Some(value)))
            .collect(),
    }));
    blocks.push(heading(2, "Long quotations", "long"));
    blocks.push(Block::Quotations {
        columns: vec![long("Visit 1"), long("Visit 2"), long("Visit 3")],
    });
    blocks.push(heading(2, "Side by side", "side"));
    blocks.push(Block::Columns {
        columns: vec![
            shapes("No better", "side-no-better", "caseloads"),
            shapes("Better", "side-better", "matrix"),
        ],
    });
    blocks.push(heading(2, "What moved", "moves"));
    blocks.push(moves());
    blocks.push(heading(
        2,
        "Questions with all that belongs to them",
        "asked",
    ));
    blocks.push(questions());
    blocks.push(heading(2, "Glossary", "glossary"));
    blocks.push(paragraph(
        "Strategy meeting: a meeting of the council, the police and health, held when a child may be suffering \
         significant harm. What it decides is on the record. Łucja and Siân wrote this paragraph; it has – as it must \
         – £100, ½ and 50% in it.",
    ));
    Briefing {
        title: "Northmere children’s services: briefing for 7 September 2021".into(),
        authority: "Northmere".into(),
        made: date(2021, 8, 30),
        running_title: "Children’s scrutiny committee · 7 September 2021".into(),
        running_note: "Briefing for members · not for publication".into(),
        footer:
            "Inspectors’ words are set in serif, with page and paragraph. Everything else is ours."
                .into(),
        audience: Visibility::MembersOnly,
        neutral: false,
        blocks,
        inputs: String::new(),
        left_out: Vec::new(),
        withheld: Vec::new(),
        by: Some("Ada Example".into()),
    }
}

/// A matter with all that belongs to it, one whose name and course need two lines, and one with neither.
fn moves() -> Block {
    let link = |text: &str, anchor: &str| Inline::Link {
        text: text.into(),
        anchor: anchor.into(),
        description: format!("Go to the matter: {text}"),
        page: true,
    };
    let words = |words: &str| Words {
        words: words.into(),
        citation: "page 2".into(),
    };
    Block::Moves {
        items: vec![
            Move {
                level: Some(Level::Weakness),
                title: link("Caseloads", "caseloads"),
                said: "worse, a weakness".into(),
                words: Some(words("Caseloads in the assessment teams have risen.")),
            },
            Move {
                level: Some(Level::Strength),
                title: link(
                    "Decisions at the front door on children who are known to the service already",
                    "matrix",
                ),
                said: "was a weakness, now a strength".into(),
                words: Some(words(
                    "Decisions are prompt, “almost always” on the same day.",
                )),
            },
            Move {
                level: None,
                title: Inline::text("Private fostering"),
                said: String::new(),
                words: None,
            },
        ],
    }
}
