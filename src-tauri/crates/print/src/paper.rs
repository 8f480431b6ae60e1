//! A plain letter, report or statement, set the way an inspectorate or a council sends one. The sample case's papers
//! are made with it, by the same steps as a pack.

use jiff::civil::Date;
use scrutiny_domain::briefing::{Inline, Table, TableCell, TableRow};

use crate::blocks;
use crate::document::{Running, document};
use crate::face::Face;
use crate::flow::{Flow, items};
use crate::layout_box::{Item, Strip};
use crate::levels::Levels;
use crate::seal::About;
use crate::theme::{LINE, PLAIN, Theme, Type};
use crate::tree::{Owner, Role};
use crate::typeset::Span;
use crate::{PrintError, Printed};

/// A paper to typeset.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    pub title: String,
    /// Who sends it.
    pub author: String,
    /// BCP 47: "en-GB".
    pub language: String,
    pub made: Date,
    /// Lines at the foot of each page, beside the page number.
    pub running: Vec<String>,
    /// A smaller line below them.
    pub notice: String,
    pub parts: Vec<Part>,
}

/// A part of a paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// Lines at the top right: the sender's address.
    Sender(Vec<String>),
    /// Lines kept as lines: an address.
    Address(Vec<String>),
    /// Level 1 is the title.
    Heading { level: u8, text: String },
    /// With its printed number, hung in the margin, where it has one.
    Paragraph {
        number: Option<u32>,
        text: Vec<Words>,
    },
    /// `hung` under the numbered paragraph before it.
    Bullets { items: Vec<String>, hung: bool },
    /// A header row and rows.
    Table {
        header: Vec<String>,
        rows: Vec<Vec<String>>,
    },
    /// A rule across the page.
    Rule,
    /// "Yours sincerely", room for a signature, then the name and office.
    Closing {
        greeting: String,
        lines: Vec<String>,
    },
}

/// Words of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Words {
    Text(String),
    /// A footnote: its mark here, its text at the foot of the page.
    Footnote {
        mark: String,
        text: String,
    },
}

/// Room for paragraph numbers in the margin.
const HANG: f32 = 26.0;

/// Typesets a paper.
///
/// # Errors
/// See [`PrintError`].
pub fn typeset_paper(paper: &Paper) -> Result<Printed, PrintError> {
    let about = About {
        title: &paper.title,
        author: &paper.author,
        subject: &paper.title,
        language: &paper.language,
        made: paper.made,
    };
    let running = Running {
        left: "",
        right: "",
        foot: &paper.running,
        notice: &paper.notice,
    };
    // Where anything is numbered, everything but headings hangs with the text of the numbered paragraphs.
    let numbered = paper.parts.iter().any(|part| {
        matches!(
            part,
            Part::Paragraph {
                number: Some(_),
                ..
            }
        )
    });
    // A letter's heading is a bold line, not a title.
    let letter = paper
        .parts
        .iter()
        .any(|part| matches!(part, Part::Sender(_)));
    let title = if letter {
        PLAIN.headings[0].sized(13.5, 18.0)
    } else {
        PLAIN.title
    };
    document(&Theme { title, ..PLAIN }, &about, &running, &mut |flow| {
        let mut levels = Levels::default();
        for (index, part) in paper.parts.iter().enumerate() {
            set(flow, &mut levels, index, part, numbered);
        }
    })
}

fn set(flow: &mut Flow<'_>, levels: &mut Levels, index: usize, part: &Part, numbered: bool) {
    let text = flow.theme.text;
    match part {
        Part::Sender(lines) => {
            let x = flow.x + flow.width * 0.62;
            let width = flow.width * 0.38;
            let set = Type {
                size: text.size - 1.5,
                leading: text.leading - 2.0,
                ..text
            };
            address(flow, lines, x, width, set);
            flow.space(10.0);
        }
        Part::Address(lines) => {
            address(flow, lines, flow.x, flow.width, text);
            flow.space(flow.theme.gap * 1.6);
        }
        Part::Heading { level, text } => {
            blocks::heading(flow, levels, *level, text, &format!("part-{index}"));
            flow.space(if *level == 1 { 8.0 } else { 5.0 });
        }
        Part::Paragraph { number, text } => paragraph(flow, *number, text),
        Part::Bullets { items, hung } => {
            let (x, width) = (flow.x, flow.width);
            let hang = if *hung && numbered { HANG } else { 0.0 };
            (flow.x, flow.width) = (x + hang, width - hang);
            let texts: Vec<Vec<Inline>> = items
                .iter()
                .map(|item| vec![Inline::text(item.as_str())])
                .collect();
            let entries: Vec<blocks::ListItem<'_>> = texts
                .iter()
                .map(|text| blocks::ListItem {
                    label: Some("•".into()),
                    text,
                })
                .collect();
            blocks::list(flow, &entries, false, false, 16.0);
            (flow.x, flow.width) = (x, width);
        }
        Part::Table { header, rows } => blocks::table(flow, &table(header, rows)),
        Part::Rule => {
            flow.space(14.0);
            let points = vec![(flow.x, 0.0), (flow.x + flow.width, 0.0)];
            flow.add_box(
                1.0,
                vec![Item::Stroke {
                    owner: Owner::Artifact,
                    points,
                    width: 0.75,
                    ink: LINE,
                    dash: None,
                }],
            );
            flow.space(12.0);
        }
        Part::Closing { greeting, lines } => {
            flow.space(flow.theme.gap);
            // Never alone on a page.
            flow.keep = true;
            flow.block(Role::P, greeting, text);
            flow.keep = true;
            flow.space(44.0);
            for (index, line) in lines.iter().enumerate() {
                let set = if index == 0 {
                    text.in_face(Face::SansSemiBold)
                } else {
                    text
                };
                flow.keep = true;
                flow.block(Role::P, line, set);
            }
        }
    }
}

/// Lines of an address: one paragraph of their own each, so that they are read as lines; they stay together.
fn address(flow: &mut Flow<'_>, lines: &[String], x: f32, width: f32, set: Type) {
    let outer = (flow.x, flow.width);
    (flow.x, flow.width) = (x, width);
    for (index, line) in lines.iter().enumerate() {
        flow.keep |= index > 0;
        flow.block(Role::P, line, set);
    }
    (flow.x, flow.width) = outer;
}

fn paragraph(flow: &mut Flow<'_>, number: Option<u32>, text: &[Words]) {
    let set = flow.theme.text;
    let element = flow.tree.add(flow.parent, Role::P);
    let label = number.map(|number| {
        let spans = flow.plain(element, &format!("{number}. "), set);
        flow.typesetter.lines(&spans, HANG * 2.0)
    });
    let hang = if number.is_some() { HANG } else { 0.0 };
    let mut spans = Vec::new();
    let mut notes = Vec::new();
    for words in text {
        match words {
            Words::Text(text) => spans.extend(flow.plain(element, text, set)),
            Words::Footnote { mark, text } => {
                let reference = flow.tree.add(element, Role::Reference);
                let owner = flow.tree.slot(reference);
                spans.push(Span {
                    text: mark.clone(),
                    set: set.raised(),
                    owner,
                    link: None,
                });
                notes.push((owner, mark, text));
            }
        }
    }
    let lines = flow.typesetter.lines(&spans, flow.width - hang);
    let places: Vec<Option<usize>> = notes
        .iter()
        .map(|(owner, ..)| {
            lines
                .iter()
                .position(|line| line.runs.iter().any(|run| run.owner == *owner))
        })
        .collect();
    let from = flow.boxes.len();
    flow.lines(lines, flow.x + hang);
    if let Some(line) = label.and_then(|lines| lines.into_iter().next())
        && let Some(first) = flow.boxes.get_mut(from)
    {
        let mut head = items(line, flow.x, 0.0);
        head.append(&mut first.items);
        first.items = head;
    }
    for ((_, mark, text), place) in notes.into_iter().zip(places) {
        let foot = footnote(flow, mark, text);
        if let Some(layout_box) = place.and_then(|place| flow.boxes.get_mut(from + place)) {
            layout_box.feet.push(foot);
        }
    }
    flow.space(flow.theme.gap);
}

/// The note under a short rule.
fn footnote(flow: &mut Flow<'_>, mark: &str, text: &str) -> Strip {
    let small = flow.theme.small;
    let element = flow.tree.add(flow.parent, Role::Note);
    let (x, width) = (flow.x, flow.width);
    let (height, mut items) = flow.apart(x, width, |flow| {
        let mut spans = flow.plain(element, &format!("{mark} "), small.raised());
        spans.extend(flow.plain(element, text, small));
        let lines = flow.typesetter.lines(&spans, flow.width);
        flow.lines(lines, flow.x);
    });
    items.iter_mut().for_each(|item| item.lower(12.0));
    let points = vec![(x, 6.0), (x + 120.0, 6.0)];
    items.insert(
        0,
        Item::Stroke {
            owner: Owner::Artifact,
            points,
            width: 0.75,
            ink: LINE,
            dash: None,
        },
    );
    Strip {
        height: height + 12.0,
        items,
    }
}

fn table(header: &[String], rows: &[Vec<String>]) -> Table {
    let cell = |text: &String| TableCell {
        text: vec![Inline::text(text.as_str())],
        ..TableCell::default()
    };
    Table {
        caption: String::new(),
        widths: std::iter::once(1.7)
            .chain(std::iter::repeat_n(1.0, header.len().saturating_sub(1)))
            .collect(),
        header: header
            .iter()
            .map(|text| vec![Inline::text(text.as_str())])
            .collect(),
        rows: rows
            .iter()
            .map(|cells| TableRow::Cells {
                cells: cells.iter().map(cell).collect(),
            })
            .collect(),
    }
}
