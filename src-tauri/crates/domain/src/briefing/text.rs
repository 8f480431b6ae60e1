//! Walking through all that blocks say.

use super::{Asked, Block, Inline, Move, Quotation, TableRow};

impl Block {
    /// Calls `each` with every text of the block, our words and others'.
    pub fn each_text(&self, each: &mut dyn FnMut(&str)) {
        match self {
            Block::Heading { text, .. } | Block::Notice { text } => each(text),
            Block::Paragraph { text } | Block::Lead { text } => inlines(text, each),
            Block::Quotation(quotation) => quoted(quotation, each),
            Block::Quotations { columns } => columns.iter().for_each(|q| quoted(q, each)),
            Block::Statement {
                heading,
                quotation,
                remark,
            } => {
                each(heading);
                quoted(quotation, each);
                remark.iter().for_each(|r| each(r));
            }
            Block::Note { heading, text } => {
                each(heading);
                each(text);
            }
            Block::List { items, .. } => items.iter().for_each(|item| inlines(item, each)),
            Block::Questions { items } => items.iter().for_each(|q| asked(q, each)),
            Block::Moves { items } => items.iter().for_each(|m| moved(m, each)),
            Block::Columns { columns } => {
                columns.iter().flatten().for_each(|b| b.each_text(each));
            }
            Block::Table(table) => {
                each(&table.caption);
                table.header.iter().for_each(|h| inlines(h, each));
                for row in &table.rows {
                    match row {
                        TableRow::Group { text } => each(text),
                        TableRow::Cells { cells } => cells.iter().for_each(|cell| {
                            inlines(&cell.text, each);
                            cell.under.iter().for_each(|u| each(u));
                        }),
                    }
                }
            }
            Block::Timeline(timeline) => each(&timeline.alternative),
            Block::Chart(chart) => {
                each(&chart.title);
                each(&chart.alternative);
            }
            Block::PageBreak => {}
        }
    }

    /// Calls `each` with the words of sources and of people alone: quotations, notes, questions.
    pub fn each_source_text(&self, each: &mut dyn FnMut(&str)) {
        match self {
            Block::Quotation(quotation) | Block::Statement { quotation, .. } => {
                each(&quotation.words);
            }
            Block::Quotations { columns } => columns.iter().for_each(|q| each(&q.words)),
            Block::Note { text, .. } => each(text),
            Block::Questions { items } => items.iter().for_each(|q| asked(q, each)),
            Block::Moves { items } => {
                let words = items.iter().filter_map(|m| m.words.as_ref());
                words.for_each(|w| each(&w.words));
            }
            Block::Columns { columns } => columns
                .iter()
                .flatten()
                .for_each(|b| b.each_source_text(each)),
            Block::Paragraph { text } | Block::Lead { text } => words(text, each),
            Block::List { items, .. } => items.iter().for_each(|item| words(item, each)),
            Block::Table(table) => table.rows.iter().for_each(|row| {
                if let TableRow::Cells { cells } = row {
                    cells.iter().for_each(|cell| words(&cell.text, each));
                }
            }),
            _ => {}
        }
    }
}

fn moved(item: &Move, each: &mut dyn FnMut(&str)) {
    inlines(std::slice::from_ref(&item.title), each);
    each(&item.said);
    if let Some(said) = &item.words {
        each(&said.words);
        each(&said.citation);
    }
}

fn words(text: &[Inline], each: &mut dyn FnMut(&str)) {
    for run in text {
        if let Inline::Quoted { text } = run {
            each(text);
        }
    }
}

fn inlines(text: &[Inline], each: &mut dyn FnMut(&str)) {
    for run in text {
        match run {
            Inline::Text { text }
            | Inline::Strong { text }
            | Inline::Quoted { text }
            | Inline::Link { text, .. } => each(text),
            Inline::State { .. } | Inline::Shape { .. } => {}
        }
    }
}

fn quoted(quotation: &Quotation, each: &mut dyn FnMut(&str)) {
    quotation.heading.iter().for_each(|h| each(h));
    each(&quotation.words);
    each(&quotation.citation);
}

fn asked(asked: &Asked, each: &mut dyn FnMut(&str)) {
    each(&asked.text);
    for said in [&asked.whom, &asked.why].into_iter().flatten() {
        each(said);
    }
    asked
        .evidence
        .iter()
        .chain(&asked.follow_ups)
        .for_each(|s| each(s));
}
