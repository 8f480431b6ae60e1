//! What a pack says, as semantic blocks that PDF, DOCX and HTML are made from alike.
//!
//! Blocks know meaning, never pages, fonts or colours.

mod caution;
mod compose;
mod contents;
mod course;
mod front;
mod gaps;
mod glossary;
mod grades;
mod headline;
mod limits;
mod matrix;
mod matters;
mod meeting;
mod options;
mod people;
mod phrases;
mod questions;
mod room;
mod said;
mod select;
mod since;
mod sources;
mod tables;
mod text;
mod told;
mod visits;
mod wording;

pub use caution::{Caution, Concern, cautions};
pub use compose::{compose, suggested_questions};
pub use limits::Limits;
pub use options::{Options, Section};
pub use questions::{BadTemplates, Rule, Suggestion, Template, Templates};
pub use tables::{
    PlainTable, annotations_table, comparison_table, findings_table, matrix_table, questions_table,
};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::annotations::Visibility;
use crate::findings::{Direction, Level};

/// A whole pack.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Briefing {
    /// Document title (metadata and front page).
    pub title: String,
    pub authority: String,
    /// Day it was made, stated by the caller.
    pub made: Date,
    /// Running header, left: authority or committee and meeting date.
    pub running_title: String,
    /// Running header, right: "Briefing for members – not for publication".
    pub running_note: String,
    /// Running footer, left: which voice is set in which type.
    pub footer: String,
    pub audience: Visibility,
    /// Without colours that could be taken for a party's.
    #[serde(default)]
    pub neutral: bool,
    pub blocks: Vec<Block>,
    /// SHA-256 of all that it was made from: two packs of one hash say the same.
    #[serde(default)]
    pub inputs: String,
    /// What was left out that another pack of the same case would hold, a sentence each; the pack says it too.
    #[serde(default)]
    pub left_out: Vec<String>,
    /// What a pack for its audience may not hold, counted for who makes it: the pack itself says nothing of it.
    #[serde(default)]
    pub withheld: Vec<String>,
    /// Who made it; none where no name is given, and in a pack that names nobody.
    #[serde(default)]
    pub by: Option<String>,
}

/// One block. A heading opens a section; a top-level heading other than the first starts a new page where the
/// writer sees fit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Block {
    /// Level 1 to 4. `anchor` is what links and bookmarks point at, unique in the pack.
    Heading {
        level: u8,
        text: String,
        anchor: String,
    },
    Paragraph {
        text: Vec<Inline>,
    },
    /// What stands above everything: publicity rules before an election.
    Notice {
        text: String,
    },
    /// The pack's answer in a few sentences, set off with a rule.
    Lead {
        text: Vec<Inline>,
    },
    /// Words quoted from a source: serif, quotation marks, citation.
    Quotation(Quotation),
    /// Quotations of one matter side by side, at most three in a row.
    Quotations {
        columns: Vec<Quotation>,
    },
    /// What somebody other than inspectors said, in a grey panel.
    Statement {
        heading: String,
        quotation: Quotation,
        remark: Option<String>,
    },
    /// What the user wrote: the yellow note.
    Note {
        heading: String,
        text: String,
    },
    List {
        ordered: bool,
        items: Vec<Vec<Inline>>,
    },
    /// Questions to ask, each with what belongs to it.
    Questions {
        items: Vec<Asked>,
    },
    /// What moved, a matter each: its name and what happened to it, then the words that show it.
    Moves {
        items: Vec<Move>,
    },
    /// Groups of blocks side by side where there is room, one below another where there is not. Read column by column.
    Columns {
        columns: Vec<Vec<Block>>,
    },
    Table(Table),
    Timeline(Timeline),
    Chart(Chart),
    /// Keep what follows on a new page.
    PageBreak,
}

/// A run of text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Inline {
    Text {
        text: String,
    },
    Strong {
        text: String,
    },
    /// The words of a source inside our own sentence: serif.
    Quoted {
        text: String,
    },
    /// A state in words and shape: "■ weakness, worse".
    State {
        level: Level,
        direction: Direction,
    },
    /// The shape of a state alone, where a line says what the shapes mean; its words are for who cannot see it.
    Shape {
        level: Level,
        direction: Direction,
    },
    /// To an anchor in the pack; `description` is the link's spoken name. `page` appends the page number.
    Link {
        text: String,
        anchor: String,
        description: String,
        page: bool,
    },
}

impl Inline {
    /// Plain text.
    pub fn text(text: impl Into<String>) -> Inline {
        Inline::Text { text: text.into() }
    }

    /// Bold text.
    pub fn strong(text: impl Into<String>) -> Inline {
        Inline::Strong { text: text.into() }
    }
}

/// Verbatim words with their citation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Quotation {
    /// "Visit 2, February 2021".
    pub heading: Option<String>,
    pub state: Option<(Level, Direction)>,
    /// Why the state is for a person to check, where the two readers differ on it: it is printed "to check".
    #[serde(default)]
    pub check: Option<String>,
    /// Verbatim, without quotation marks: the writer sets them.
    pub words: String,
    /// "Letter of 24 March 2021, page 2, paragraph 4".
    pub citation: String,
}

/// A matter that moved.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Move {
    /// As good as it is now, where that may be said: the shape before its name.
    pub level: Option<Level>,
    /// Its name, a link to where the pack sets it out.
    pub title: Inline,
    /// "was a weakness, now a strength"; empty where nothing may be said.
    pub said: String,
    /// Verbatim, with where they stand.
    pub words: Option<Words>,
}

/// Words of a source and where they stand.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Words {
    /// Verbatim, without quotation marks.
    pub words: String,
    /// "Letter of 24 July 2025, page 2".
    pub citation: String,
}

/// A question with what belongs to it. What is empty is not printed.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Asked {
    pub text: String,
    /// "the director".
    pub whom: Option<String>,
    /// What in the papers gives rise to it.
    pub why: Option<String>,
    /// What to ask to see.
    pub evidence: Vec<String>,
    pub follow_ups: Vec<String>,
    /// Where the pack sets out what it is about.
    pub see: Option<Inline>,
}

/// A table with header cells.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Table {
    pub caption: String,
    /// Relative widths, one a column.
    pub widths: Vec<f32>,
    pub header: Vec<Vec<Inline>>,
    pub rows: Vec<TableRow>,
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum TableRow {
    /// A heading across all columns, for the rows below it.
    Group { text: String },
    /// The first cell heads the row.
    Cells { cells: Vec<TableCell> },
}

/// A cell of a table.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct TableCell {
    pub text: Vec<Inline>,
    /// Second line, smaller.
    pub under: Option<String>,
    /// Drawn hatched: not looked at, not published. Always said in words too.
    pub hatched: bool,
}

/// The run of visits, to scale.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Timeline {
    /// What it shows, in words, for who cannot see it.
    pub alternative: String,
    pub points: Vec<TimelinePoint>,
}

/// A visit on the line.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TimelinePoint {
    /// "Visit 2".
    pub label: String,
    /// "February 2021", "not published".
    pub under: String,
    /// Where known; points without a date are spread between their neighbours.
    pub date: Option<Date>,
    pub kind: TimelineKind,
}

/// How a point is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TimelineKind {
    /// Whatever it found.
    Inspection,
    /// One that found inadequate.
    FoundInadequate,
    Visit,
    NotPublished,
}

/// Comparable figures over visits.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Chart {
    pub title: String,
    pub alternative: String,
    /// Label below, and the value where there is one.
    pub points: Vec<(String, Option<f64>)>,
}
