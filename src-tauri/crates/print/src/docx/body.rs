//! Blocks as the paragraphs and tables of a Word document. Words keep their styles, so that who edits the pack changes
//! a style once and not every paragraph.

use std::collections::BTreeMap;

use scrutiny_domain::briefing::{
    Asked, Block, Chart, Inline, Move, Quotation, Table, TableCell, TableRow, Timeline,
};
use scrutiny_domain::findings::{Direction, Level};
use scrutiny_domain::prose::quoted;

use crate::levels::Levels;
use crate::markup::escape;
use crate::scale::number;
use crate::wording::{belonging, state_words, to_check};

/// Most columns of a table in the usual size.
const MANY: usize = 5;

/// The text of the document.
pub struct Body {
    pub text: String,
    /// How many numbered lists there are: each has a numbering of its own.
    pub numbered: usize,
}

impl Body {
    pub fn new(blocks: &[Block], neutral: bool) -> Body {
        let mut writing = Writing {
            body: Body {
                text: String::new(),
                numbered: 0,
            },
            levels: Levels::default(),
            begun: false,
            parts: false,
            names: BTreeMap::new(),
            neutral,
        };
        writing.blocks(blocks);
        writing.body
    }
}

struct Writing {
    body: Body,
    levels: Levels,
    /// The title stands.
    begun: bool,
    /// A part after the front page has begun.
    parts: bool,
    /// Names of bookmarks: Word takes letters, digits and few of them.
    names: BTreeMap<String, usize>,
    neutral: bool,
}

impl Writing {
    fn name(&mut self, anchor: &str) -> String {
        let next = self.names.len() + 1;
        let number = *self.names.entry(anchor.to_owned()).or_insert(next);
        format!("pack_{number}")
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn paragraph(&mut self, style: &str, runs: &str) {
        self.body.text.push_str(&paragraph(style, "", runs));
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading {
                level,
                text,
                anchor,
            } => {
                let level = self.levels.next(*level).min(4);
                let style = if self.begun {
                    format!("Heading{level}")
                } else {
                    "Title".to_owned()
                };
                let title = !std::mem::replace(&mut self.begun, true);
                // The first part begins a page; the others follow one another, so that none is left half empty.
                let first_part = !title && level == 1 && !std::mem::replace(&mut self.parts, true);
                let properties = if first_part {
                    "<w:pageBreakBefore/>"
                } else {
                    ""
                };
                let name = self.name(anchor);
                let id = name.trim_start_matches("pack_").to_owned();
                let runs = format!(
                    "<w:bookmarkStart w:id=\"{id}\" w:name=\"{name}\"/>{}<w:bookmarkEnd w:id=\"{id}\"/>",
                    run("", text)
                );
                self.body
                    .text
                    .push_str(&paragraph(&style, properties, &runs));
            }
            Block::Notice { text } => self.paragraph("Notice", &run("", text)),
            Block::Paragraph { text } => {
                let runs = self.runs(text);
                self.paragraph("Normal", &runs);
            }
            Block::Lead { text } => {
                let runs = self.runs(text);
                self.paragraph("Lead", &runs);
            }
            Block::Quotation(one) => self.quotation(one),
            Block::Quotations { columns } => columns.iter().for_each(|one| self.quotation(one)),
            Block::Statement {
                heading,
                quotation,
                remark,
            } => {
                self.paragraph("Statement", &run("", heading));
                self.quotation(quotation);
                if let Some(remark) = remark {
                    self.paragraph("Citation", &run("", remark));
                }
            }
            Block::Note { heading, text } => {
                self.paragraph("NoteHead", &run("", heading));
                for part in text.split('\n').filter(|part| !part.trim().is_empty()) {
                    self.paragraph("NoteText", &run("", part));
                }
            }
            Block::List { ordered, items } => {
                let numbering = ordered.then(|| self.numbering());
                for item in items {
                    let runs = self.runs(item);
                    let style = if *ordered { "ListNumber" } else { "ListBullet" };
                    let properties = numbering.as_deref().unwrap_or_default();
                    self.body
                        .text
                        .push_str(&paragraph(style, properties, &runs));
                }
            }
            Block::Questions { items } => {
                let numbering = self.numbering();
                for asked in items {
                    self.question(asked, &numbering);
                }
            }
            Block::Moves { items } => items.iter().for_each(|one| self.moved(one)),
            // One below another: columns of a page are not for editing.
            Block::Columns { columns } => columns.iter().for_each(|column| self.blocks(column)),
            Block::Table(table) => self.table(table),
            Block::Timeline(timeline) => self.table(&visits(timeline)),
            Block::Chart(chart) => self.table(&figures(chart)),
            Block::PageBreak => self.paragraph("Normal", "<w:r><w:br w:type=\"page\"/></w:r>"),
        }
    }

    fn numbering(&mut self) -> String {
        self.body.numbered += 1;
        format!(
            "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"{}\"/></w:numPr>",
            self.body.numbered + 1
        )
    }

    fn quotation(&mut self, quotation: &Quotation) {
        let mut head = String::new();
        if let Some(heading) = &quotation.heading {
            head.push_str(&run("", heading));
        }
        if let Some((level, direction)) = quotation.state {
            if !head.is_empty() {
                head.push_str("<w:r><w:tab/></w:r>");
            }
            head.push_str(&self.state(level, direction, quotation.check.is_some()));
        }
        if !head.is_empty() {
            self.paragraph("QuoteHead", &head);
        }
        self.paragraph("Quote", &run("", &quoted(&quotation.words)));
        self.paragraph("Citation", &run("", &quotation.citation));
    }

    fn moved(&mut self, one: &Move) {
        let shape = one.level.map(|level| {
            let (shape, ..) = state_words(level, Direction::None);
            run(self.style(level), &format!("{shape}\u{a0}"))
        });
        let title = self.runs(std::slice::from_ref(&one.title));
        let mut head = format!("{}{title}", shape.unwrap_or_default());
        if !one.said.is_empty() {
            let style = self.style(one.level.unwrap_or(Level::None));
            head.push_str("<w:r><w:tab/></w:r>");
            head.push_str(&run(style, &one.said));
        }
        self.paragraph("QuoteHead", &head);
        if let Some(said) = &one.words {
            self.paragraph("Quote", &run("", &quoted(&said.words)));
            self.paragraph("Citation", &run("", &said.citation));
        }
    }

    fn style(&self, level: Level) -> &'static str {
        match level {
            _ if self.neutral => "Strong",
            Level::Weakness => "Weakness",
            Level::Mixed => "Mixed",
            Level::Strength => "Strength",
            Level::None => "NoJudgement",
        }
    }

    fn question(&mut self, asked: &Asked, numbering: &str) {
        self.body
            .text
            .push_str(&paragraph("Question", numbering, &run("", &asked.text)));
        for line in belonging(asked) {
            self.paragraph("QuestionMore", &run("", &line));
        }
        if let Some(see) = &asked.see {
            let link = self.runs(std::slice::from_ref(see));
            let runs = format!("{}{link}", run("", "See "));
            self.paragraph("QuestionMore", &runs);
        }
    }

    fn state(&self, level: Level, direction: Direction, check: bool) -> String {
        let (shape, _, words) = state_words(level, direction);
        let words = to_check(&words, check);
        run(self.style(level), &format!("{shape}\u{a0}{words}"))
    }

    fn runs(&mut self, text: &[Inline]) -> String {
        text.iter()
            .map(|one| match one {
                Inline::Text { text } => run("", text),
                Inline::Strong { text } => run("Strong", text),
                Inline::Quoted { text } => run("Quoted", &quoted(text)),
                Inline::State { level, direction } => self.state(*level, *direction, false),
                // Beside its words: a shape alone says nothing to who hears it.
                Inline::Shape { level, direction } => {
                    format!("{}{}", self.state(*level, *direction, false), run("", "  "))
                }
                Inline::Link {
                    text,
                    anchor,
                    description,
                    page,
                } => {
                    let name = self.name(anchor);
                    // Word counts its own pages: the field is filled in when the file is opened.
                    let page = match page {
                        true => format!(
                            "{}<w:fldSimple w:instr=\" PAGEREF {name} \\h \" w:dirty=\"true\">{}</w:fldSimple>",
                            run("", ", page\u{a0}"),
                            run("", "–")
                        ),
                        false => String::new(),
                    };
                    let style = if self.neutral { "Strong" } else { "Hyperlink" };
                    format!(
                        "<w:hyperlink w:anchor=\"{name}\" w:tooltip=\"{}\">{}</w:hyperlink>{page}",
                        escape(description),
                        run(style, text)
                    )
                }
            })
            .collect()
    }

    fn table(&mut self, table: &Table) {
        let columns = table
            .rows
            .iter()
            .map(|row| match row {
                TableRow::Cells { cells } => cells.len(),
                TableRow::Group { .. } => 1,
            })
            .max()
            .unwrap_or(1)
            .max(table.header.len());
        // Words of a narrow column would be cut in the usual size.
        let (style, under) = if columns > MANY {
            ("TableNarrow", "TableNarrowUnder")
        } else {
            ("TableText", "TableUnder")
        };
        if !table.caption.is_empty() {
            self.paragraph("Caption", &run("", &table.caption));
        }
        let share = |at: usize| table.widths.get(at).copied().unwrap_or(1.0).max(0.1);
        let total: f32 = (0..columns).map(share).sum();
        // Twentieths of a point, across the text of the page.
        let width = |at: usize| format!("{:.0}", 9740.0 * share(at) / total);
        let grid: String = (0..columns)
            .map(|at| format!("<w:gridCol w:w=\"{}\"/>", width(at)))
            .collect();
        self.body.text.push_str(&format!(
            "<w:tbl><w:tblPr><w:tblStyle w:val=\"PackTable\"/><w:tblW w:w=\"9740\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/><w:tblLook w:val=\"0020\" w:firstRow=\"1\" w:lastRow=\"0\" w:firstColumn=\"0\" w:lastColumn=\"0\" w:noHBand=\"1\" w:noVBand=\"1\"/><w:tblCaption w:val=\"{}\"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>",
            escape(&table.caption)
        ));
        if !table.header.is_empty() {
            let cells: String = (0..columns)
                .map(|at| {
                    let runs = table.header.get(at).map(|text| self.runs(text));
                    cell(
                        &width(at),
                        "",
                        &paragraph(style, "", &runs.unwrap_or_default()),
                    )
                })
                .collect();
            self.body.text.push_str(&format!(
                "<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{cells}</w:tr>"
            ));
        }
        for row in &table.rows {
            let cells: String = match row {
                TableRow::Group { text } => {
                    let text = paragraph(style, "", &run("Strong", text));
                    cell("9740", &format!("<w:gridSpan w:val=\"{columns}\"/>"), &text)
                }
                TableRow::Cells { cells } => (0..columns)
                    .map(|at| {
                        let said = cells.get(at).map(|one| self.cell(one, style, under));
                        let hatched = cells.get(at).is_some_and(|one| one.hatched);
                        let shade = if hatched {
                            "<w:shd w:val=\"thinDiagStripe\" w:color=\"D3D9DF\" w:fill=\"auto\"/>"
                        } else {
                            ""
                        };
                        let empty = || paragraph(style, "", "");
                        cell(&width(at), shade, &said.unwrap_or_else(empty))
                    })
                    .collect(),
            };
            self.body.text.push_str(&format!(
                "<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>"
            ));
        }
        self.body.text.push_str("</w:tbl>");
        // Two tables that touch become one.
        self.paragraph("Normal", "");
    }

    fn cell(&mut self, cell: &TableCell, style: &str, second: &str) -> String {
        let runs = self.runs(&cell.text);
        let under = cell
            .under
            .iter()
            .map(|under| paragraph(second, "", &run("", under)))
            .collect::<String>();
        format!("{}{under}", paragraph(style, "", &runs))
    }
}

fn paragraph(style: &str, properties: &str, runs: &str) -> String {
    format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/>{properties}</w:pPr>{runs}</w:p>")
}

/// `style` empty for the paragraph's own; a line feed ends a line.
fn run(style: &str, text: &str) -> String {
    let style = if style.is_empty() {
        String::new()
    } else {
        format!("<w:rPr><w:rStyle w:val=\"{style}\"/></w:rPr>")
    };
    text.split('\n')
        .enumerate()
        .map(|(at, line)| {
            let feed = if at > 0 { "<w:br/>" } else { "" };
            format!(
                "<w:r>{style}{feed}<w:t xml:space=\"preserve\">{}</w:t></w:r>",
                escape(line)
            )
        })
        .collect()
}

fn cell(width: &str, properties: &str, paragraphs: &str) -> String {
    format!(
        "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>{properties}</w:tcPr>{paragraphs}</w:tc>"
    )
}

fn plain(text: impl Into<String>) -> TableCell {
    TableCell {
        text: vec![Inline::text(text)],
        ..TableCell::default()
    }
}

/// The run of visits as a table: a line drawn to scale cannot be edited.
fn visits(timeline: &Timeline) -> Table {
    Table {
        caption: "The run of visits".to_owned(),
        widths: vec![1.0, 2.0],
        header: ["Visit", "When"].map(|h| vec![Inline::text(h)]).to_vec(),
        rows: timeline
            .points
            .iter()
            .map(|point| TableRow::Cells {
                cells: vec![plain(point.label.as_str()), plain(point.under.as_str())],
            })
            .collect(),
    }
}

/// Figures over visits as a table.
fn figures(chart: &Chart) -> Table {
    Table {
        caption: chart.title.clone(),
        widths: vec![2.0, 1.0],
        header: ["Visit", "Figure"].map(|h| vec![Inline::text(h)]).to_vec(),
        rows: chart
            .points
            .iter()
            .map(|(label, value)| TableRow::Cells {
                cells: vec![
                    plain(label.as_str()),
                    plain(value.map_or_else(|| "none stated".to_owned(), number)),
                ],
            })
            .collect(),
    }
}
