//! Blocks as HTML elements: headings without gaps, tables with scoped headers, quotations with their citation.

use std::fmt::Write;

use scrutiny_domain::briefing::{
    Asked, Block, Inline, Move, Quotation, Table, TableCell, TableRow,
};
use scrutiny_domain::findings::{Direction, Level};
use scrutiny_domain::prose::quoted;

use super::figure;
use crate::levels::Levels;
use crate::markup::escape;
use crate::wording::{belonging, state_words, to_check};

pub fn all(blocks: &[Block]) -> String {
    let mut page = Page {
        out: String::new(),
        levels: Levels::default(),
        title: false,
        front: true,
    };
    page.blocks(blocks);
    page.out
}

struct Page {
    out: String,
    levels: Levels,
    /// The title, the one heading of the first level, stands.
    title: bool,
    /// No part after the front page has begun.
    front: bool,
}

impl Page {
    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn line(&mut self, line: &str) {
        self.out.push_str(line);
        self.out.push('\n');
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading {
                level,
                text,
                anchor,
            } => self.heading(*level, text, anchor),
            Block::Notice { text } => self.line(&format!(
                "<p class=\"notice\" role=\"note\">{}</p>",
                escape(text)
            )),
            Block::Paragraph { text } => self.line(&format!("<p>{}</p>", inlines(text))),
            Block::Lead { text } => self.line(&format!("<p class=\"lead\">{}</p>", lead(text))),
            Block::Quotation(one) => self.line(&quotation(one)),
            Block::Quotations { columns } => {
                let each: String = columns.iter().map(quotation).collect();
                self.line(&format!("<div class=\"columns\">{each}</div>"));
            }
            Block::Statement {
                heading,
                quotation: one,
                remark,
            } => {
                let remark = remark
                    .iter()
                    .map(|r| format!("<p>{}</p>", escape(r)))
                    .collect::<String>();
                self.line(&format!(
                    "<div class=\"said\"><p class=\"label\">{}</p>{}{remark}</div>",
                    escape(heading),
                    quotation(one)
                ));
            }
            Block::Note { heading, text } => {
                let paragraphs: String = text
                    .split('\n')
                    .filter(|p| !p.trim().is_empty())
                    .map(|p| format!("<p>{}</p>", escape(p)))
                    .collect();
                self.line(&format!(
                    "<div class=\"note\" role=\"note\"><p class=\"label\">{}</p>{paragraphs}</div>",
                    escape(heading)
                ));
            }
            Block::List { ordered, items } => self.list(*ordered, items),
            Block::Questions { items } => {
                let each: String = items.iter().map(question).collect();
                self.line(&format!("<ol class=\"questions\">{each}</ol>"));
            }
            Block::Moves { items } => {
                let each: String = items.iter().map(moved).collect();
                self.line(&format!("<ul class=\"moves\">{each}</ul>"));
            }
            Block::Columns { columns } => {
                self.line("<div class=\"columns\">");
                for column in columns {
                    self.line("<section>");
                    self.blocks(column);
                    self.line("</section>");
                }
                self.line("</div>");
            }
            Block::Table(table) => self.table(table),
            Block::Timeline(timeline) => self.line(&figure::timeline(timeline)),
            Block::Chart(chart) => self.line(&figure::chart(chart)),
            // Where a page turns is the reader's program's affair.
            Block::PageBreak => {}
        }
    }

    /// The first heading is the page's title; the parts after it stand one level below.
    fn heading(&mut self, level: u8, text: &str, anchor: &str) {
        let level = self.levels.next(level);
        self.front &= !(self.title && level == 1);
        // Headings of the front page stand right below the title, those of a part below the part's.
        let (shown, class) = match (self.title, self.front) {
            (false, _) => (1, ""),
            (true, true) => (level, " class=\"front\""),
            (true, false) => (level + 1, ""),
        };
        self.title = true;
        self.line(&format!(
            "<h{shown}{class} id=\"{}\">{}</h{shown}>",
            escape(anchor),
            escape(text)
        ));
    }

    fn list(&mut self, ordered: bool, items: &[Vec<Inline>]) {
        let shapes = items.iter().any(|item| {
            matches!(
                item.first(),
                Some(Inline::State { .. } | Inline::Shape { .. })
            )
        });
        let (open, close) = match (ordered, shapes) {
            (true, _) => ("<ol>", "</ol>"),
            (false, true) => ("<ul class=\"contents\">", "</ul>"),
            (false, false) => ("<ul>", "</ul>"),
        };
        let each: String = items
            .iter()
            .map(|item| format!("<li>{}</li>", inlines(item)))
            .collect();
        self.line(&format!("{open}{each}{close}"));
    }

    fn table(&mut self, table: &Table) {
        // A table wider than the screen is scrolled by itself, with keys too.
        self.line(&format!(
            "<div class=\"wide\" role=\"region\" aria-label=\"{}\" tabindex=\"0\"><table>",
            escape(&table.caption)
        ));
        if !table.caption.is_empty() {
            self.line(&format!("<caption>{}</caption>", escape(&table.caption)));
        }
        if !table.header.is_empty() {
            let cells: String = table
                .header
                .iter()
                .map(|text| format!("<th scope=\"col\">{}</th>", inlines(text)))
                .collect();
            self.line(&format!("<thead><tr>{cells}</tr></thead>"));
        }
        self.line("<tbody>");
        for row in &table.rows {
            match row {
                TableRow::Group { text } => {
                    let across = table.header.len().max(1);
                    self.line(&format!(
                        "<tr><th scope=\"rowgroup\" colspan=\"{across}\">{}</th></tr>",
                        escape(text)
                    ));
                }
                TableRow::Cells { cells } => {
                    let each: String = cells
                        .iter()
                        .enumerate()
                        .map(|(at, one)| cell(one, at == 0))
                        .collect();
                    self.line(&format!("<tr>{each}</tr>"));
                }
            }
        }
        self.line("</tbody></table></div>");
    }
}

fn cell(cell: &TableCell, heads: bool) -> String {
    let under = cell
        .under
        .iter()
        .map(|u| format!(" <span class=\"under\">{}</span>", escape(u)))
        .collect::<String>();
    let said = format!("{}{under}", inlines(&cell.text));
    match (heads, cell.hatched) {
        (true, _) => format!("<th scope=\"row\">{said}</th>"),
        (false, true) => format!("<td class=\"hatched\">{said}</td>"),
        (false, false) => format!("<td>{said}</td>"),
    }
}

fn quotation(quotation: &Quotation) -> String {
    let marked = quotation
        .state
        .map(|(level, _)| format!(" {}", class(level)));
    let mut out = format!("<figure class=\"quote{}\">", marked.unwrap_or_default());
    let heading = quotation
        .heading
        .as_ref()
        .map(|h| format!("<span>{}</span> ", escape(h)));
    let state = quotation
        .state
        .map(|(level, direction)| state(level, direction, quotation.check.is_some()));
    if heading.is_some() || state.is_some() {
        let said: String = heading.into_iter().chain(state).collect();
        let _ = write!(out, "<p class=\"head\">{said}</p>");
    }
    let _ = write!(
        out,
        "<blockquote><p>{}</p></blockquote><figcaption>{}</figcaption></figure>",
        escape(&quoted(&quotation.words)),
        escape(&quotation.citation)
    );
    out
}

/// What stands on a second line is where the words are from.
fn lead(text: &[Inline]) -> String {
    let place = |said: &str| format!("<br><span class=\"place\">{}</span>", escape(said));
    text.iter()
        .map(|run| match run {
            Inline::Text { text } if text.starts_with('\n') => place(text.trim_start()),
            other => inlines(std::slice::from_ref(other)),
        })
        .collect()
}

fn moved(one: &Move) -> String {
    let shape = one.level.map(|level| Inline::Shape {
        level,
        direction: Direction::None,
    });
    let named: Vec<Inline> = shape.into_iter().chain([one.title.clone()]).collect();
    let mut out = format!(
        "<li><p class=\"head\"><span>{}</span> <span class=\"state {}\">{}</span></p>",
        inlines(&named),
        class(one.level.unwrap_or(Level::None)),
        escape(&one.said)
    );
    if let Some(said) = &one.words {
        let _ = write!(
            out,
            "<p><q>{}</q> <span class=\"place\">{}</span></p>",
            escape(&quoted(&said.words)),
            escape(&said.citation)
        );
    }
    out.push_str("</li>");
    out
}

fn question(asked: &Asked) -> String {
    let mut out = format!("<li><p class=\"ask\">{}</p>", escape(&asked.text));
    let mut line = |said: String| {
        let _ = write!(out, "<p>{said}</p>");
    };
    belonging(asked).iter().for_each(|more| line(escape(more)));
    if let Some(see) = &asked.see {
        line(format!("See {}.", inlines(std::slice::from_ref(see))));
    }
    out.push_str("</li>");
    out
}

fn class(level: Level) -> &'static str {
    match level {
        Level::Weakness => "weakness",
        Level::Mixed => "mixed",
        Level::Strength => "strength",
        Level::None => "none",
    }
}

fn state(level: Level, direction: Direction, check: bool) -> String {
    let (shape, _, words) = state_words(level, direction);
    let words = to_check(&words, check);
    format!(
        "<span class=\"state {}\"><span aria-hidden=\"true\">{shape}</span> {words}</span>",
        class(level)
    )
}

fn inlines(runs: &[Inline]) -> String {
    runs.iter()
        .map(|run| match run {
            Inline::Text { text } => escape(text).replace('\n', "<br>"),
            Inline::Strong { text } => format!("<strong>{}</strong>", escape(text)),
            Inline::Quoted { text } => format!("<q>{}</q>", escape(&quoted(text))),
            Inline::State { level, direction } => state(*level, *direction, false),
            Inline::Shape { level, direction } => {
                let (shape, _, words) = state_words(*level, *direction);
                format!(
                    "<span class=\"{}\"><span class=\"shape\" aria-hidden=\"true\">{shape}</span> \
                     <span class=\"unseen\">{words}: </span></span>",
                    class(*level)
                )
            }
            Inline::Link { text, anchor, .. } => {
                format!("<a href=\"#{}\">{}</a>", escape(anchor), escape(text))
            }
        })
        .collect()
}
