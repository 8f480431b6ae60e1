//! A briefing as Typst source: the same blocks in the same order, with the words as they are.
//!
//! Words go in as strings, so that none of them is taken for markup.

use std::fmt::Write as _;

use scrutiny_domain::briefing::{
    Asked, Block, Briefing, Inline, Quotation, Table, TableRow, TimelineKind,
};
use scrutiny_domain::findings::{Direction, Level};

/// The whole source.
pub fn source(briefing: &Briefing) -> String {
    let mut out = format!(
        "#set document(title: {}, author: {}, date: none)\n",
        string(&briefing.title),
        string(&briefing.authority)
    );
    let _ = write!(
        out,
        "#set page(width: 595.28pt, height: 841.89pt, margin: (x: 51pt, top: 90pt, bottom: 91pt), \
         header: {{ set text(size: 9.3pt, fill: rgb(\"#4a5763\")); grid(columns: (1fr, auto), {}, {}) }}, \
         footer: {{ set text(size: 9.3pt, fill: rgb(\"#4a5763\")); \
         grid(columns: (1fr, auto), {}, context [#counter(page).display() of #counter(page).final().first()]) }})\n",
        string(&briefing.running_title),
        string(&briefing.running_note),
        string(&briefing.footer),
    );
    out.push_str(include_str!("look.typ"));
    for block in &briefing.blocks {
        let _ = writeln!(out, "#{}\n", code(block));
    }
    out
}

/// A block as an expression.
fn code(block: &Block) -> String {
    match block {
        Block::Heading {
            level,
            text,
            anchor,
        } => format!("titled({level}, {}, <{anchor}>)", string(text)),
        Block::Paragraph { text } => format!("par({})", runs(text)),
        Block::Notice { text } => format!("notice({})", string(text)),
        Block::Lead { text } => format!("lead({})", runs(text)),
        Block::Quotation(quotation) => quoted(quotation),
        Block::Quotations { columns } => {
            let columns: Vec<String> = columns.iter().map(quoted).collect();
            format!("side-by-side({})", columns.join(", "))
        }
        Block::Statement {
            heading,
            quotation,
            remark,
        } => format!(
            "statement({}, {}, {})",
            string(heading),
            quoted(quotation),
            or_none(remark.as_deref())
        ),
        Block::Note { heading, text } => format!("note({}, {})", string(heading), string(text)),
        Block::List { ordered, items } => {
            let items: Vec<String> = items.iter().map(|item| runs(item)).collect();
            let kind = if *ordered { "enum" } else { "list" };
            format!("{kind}({})", items.join(", "))
        }
        Block::Questions { items } => {
            let items: Vec<String> = items.iter().map(asked).collect();
            format!("enum({})", items.join(", "))
        }
        Block::Columns { columns } => {
            let column = |blocks: &Vec<Block>| {
                let blocks: Vec<String> = blocks.iter().map(code).collect();
                format!("{{ {} }}", blocks.join("; "))
            };
            let columns: Vec<String> = columns.iter().map(column).collect();
            format!("side-by-side({})", columns.join(", "))
        }
        Block::Table(table) => tabled(table),
        Block::Timeline(timeline) => {
            let mut out = format!("timeline({}", string(&timeline.alternative));
            for point in &timeline.points {
                let filled = point.kind != TimelineKind::NotPublished;
                let (label, under) = (string(&point.label), string(&point.under));
                let _ = write!(out, ", ({label}, {under}, {filled})");
            }
            out + ")"
        }
        Block::Chart(chart) => {
            let values = || chart.points.iter().filter_map(|(_, value)| *value);
            let mut out = format!(
                "chart({}, {}, {:?}",
                string(&chart.title),
                string(&chart.alternative),
                values().fold(1.0, f64::max)
            );
            for (label, value) in &chart.points {
                let value = value.map_or("none".to_owned(), |value| format!("{value:?}"));
                let _ = write!(out, ", ({}, {value})", string(label));
            }
            out + ")"
        }
        Block::PageBreak => "pagebreak()".to_owned(),
    }
}

fn quoted(quotation: &Quotation) -> String {
    let shown = quotation
        .state
        .map_or("none".to_owned(), |(level, direction)| {
            state(level, direction)
        });
    format!(
        "quotation({}, {shown}, {}, {}, {})",
        or_none(quotation.heading.as_deref()),
        or_none(quotation.check.as_deref()),
        string(&quotation.words),
        string(&quotation.citation)
    )
}

fn asked(asked: &Asked) -> String {
    let mut lines = Vec::new();
    let mut line = |label: &str, text: &str| lines.push(string(&format!("{label}: {text}")));
    asked.whom.iter().for_each(|text| line("For", text));
    asked.why.iter().for_each(|text| line("Why", text));
    asked
        .evidence
        .iter()
        .for_each(|text| line("Ask to see", text));
    asked.follow_ups.iter().for_each(|text| line("Then", text));
    if let Some(see) = &asked.see {
        lines.push(format!("[See #{}.]", run(see)));
    }
    format!("asked({}, {})", string(&asked.text), lines.join(", "))
}

fn tabled(table: &Table) -> String {
    let columns: Vec<String> = table
        .widths
        .iter()
        .map(|width| format!("{width:?}fr"))
        .collect();
    let header: Vec<String> = table.header.iter().map(|cell| runs(cell)).collect();
    let mut out = format!(
        "tabled({}, ({},), ({},)",
        string(&table.caption),
        columns.join(", "),
        header.join(", ")
    );
    for row in &table.rows {
        match row {
            TableRow::Group { text } => {
                let _ = write!(out, ", across({}, {})", columns.len(), string(text));
            }
            TableRow::Cells { cells } => {
                for cell in cells {
                    let (words, under) = (runs(&cell.text), or_none(cell.under.as_deref()));
                    let _ = write!(out, ", cell({}, {words}, {under})", cell.hatched);
                }
            }
        }
    }
    out + ")"
}

fn runs(text: &[Inline]) -> String {
    let parts: Vec<String> = text.iter().map(|one| format!("#{}", run(one))).collect();
    // A comment draws nothing and ends an expression before what follows is taken for part of it.
    format!("[{}]", parts.join("/**/"))
}

fn run(run: &Inline) -> String {
    match run {
        Inline::Text { text } => string(text),
        Inline::Strong { text } => format!("strong-text({})", string(text)),
        Inline::Quoted { text } => format!("quoted({})", string(text)),
        Inline::State { level, direction } => state(*level, *direction),
        Inline::Shape { level, .. } => {
            let (shape, colour, _) = level_of(*level);
            format!("shape({}, rgb(\"{colour}\"))", string(shape))
        }
        Inline::Link {
            text, anchor, page, ..
        } => format!("reference({}, <{anchor}>, {page})", string(text)),
    }
}

fn state(level: Level, direction: Direction) -> String {
    let (shape, colour, word) = level_of(level);
    let moved = match direction {
        Direction::Better => ", better",
        Direction::Same => ", no change",
        Direction::Worse => ", worse",
        Direction::None => "",
    };
    let words = string(&format!("{word}{moved}"));
    format!("state({}, rgb(\"{colour}\"), {words})", string(shape))
}

fn level_of(level: Level) -> (&'static str, &'static str, &'static str) {
    match level {
        Level::Weakness => ("■", "#a32a12", "weakness"),
        Level::Mixed => ("◆", "#7a5600", "mixed"),
        Level::Strength => ("●", "#0a6459", "strength"),
        Level::None => ("○", "#4a5763", "no judgement"),
    }
}

fn or_none(text: Option<&str>) -> String {
    text.map_or("none".to_owned(), string)
}

/// A string of Typst's.
fn string(text: &str) -> String {
    let escaped = text.replace('\\', "\\\\").replace('"', "\\\"");
    format!("\"{}\"", escaped.replace('\n', "\\n"))
}
