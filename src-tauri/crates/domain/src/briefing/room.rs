//! How much of the front page is taken, roughly, in points on A4 in usual type: so that it has as many questions as fit.
//!
//! An estimate to choose by; `print` alone knows the page.

use super::{Asked, Block, Inline, Move, Table, TableRow};

/// What the front page holds, less what an estimate may be wrong by.
pub(super) const PAGE: usize = 650;
/// A heading over questions, and the line that tells how many more there are.
pub(super) const AROUND_QUESTIONS: usize = 24 + 18;

/// Characters on a full line of running text, of quoted words, of a headline, of a question and of small type.
const TEXT: usize = 88;
const WORDS: usize = 82;
const HEADLINE: usize = 70;
const QUESTION: usize = 80;
const SMALL: usize = 100;

/// The height of blocks one below another.
pub(super) fn height(blocks: &[Block]) -> usize {
    blocks.iter().map(|block| of(block, 1)).sum()
}

/// Of a question as the front page shows it.
pub(super) fn question(asked: &Asked) -> usize {
    let said = [&asked.whom, &asked.why].into_iter().flatten();
    let small: usize = said.chain(&asked.evidence).map(|s| s.chars().count()).sum();
    let see = if asked.see.is_some() { 40 } else { 20 };
    lines(asked.text.chars().count(), QUESTION) * 14 + lines(small + see, SMALL) * 13 + 7
}

/// One of so many columns.
fn of(block: &Block, columns: usize) -> usize {
    match block {
        Block::Heading { level: 1, .. } => 34,
        Block::Heading { text, .. } => 10 + lines(text.chars().count(), TEXT / columns) * 15,
        Block::Paragraph { text } => 3 + lines(chars(text), TEXT / columns) * 15,
        Block::Notice { text } => 16 + lines(text.chars().count(), TEXT) * 15,
        Block::Lead { text } => 24 + lines(chars(text), HEADLINE) * 17,
        Block::List { items, .. } => items
            .iter()
            .map(|item| 4 + lines(chars(item), WORDS / columns) * 15)
            .sum(),
        Block::Moves { items } => items.iter().map(moved).sum(),
        Block::Columns { columns } => {
            let of_column = |blocks: &Vec<Block>| blocks.iter().map(|b| of(b, 2)).sum();
            columns.iter().map(of_column).max().unwrap_or_default()
        }
        Block::Table(table) => rows(table, columns),
        Block::Questions { items } => items.iter().map(question).sum(),
        _ => 0,
    }
}

fn moved(one: &Move) -> usize {
    let words = one.words.as_ref();
    let words = words.map(|w| lines(w.words.chars().count() + 8, WORDS) * 15);
    19 + words.unwrap_or_default()
}

fn rows(table: &Table, columns: usize) -> usize {
    let all: f32 = table.widths.iter().sum();
    let row = |row: &TableRow| match row {
        TableRow::Group { .. } => 20,
        TableRow::Cells { cells } => {
            let deep = cells.iter().zip(&table.widths).map(|(cell, width)| {
                let share = (all / width.max(0.1)).ceil();
                let fits = (0..100).find(|n| *n as f32 >= share).unwrap_or(1).max(1);
                lines(chars(&cell.text), (110 / columns / fits).max(8))
            });
            8 + deep.max().unwrap_or(1) * 14
        }
    };
    let caption = if table.caption.is_empty() { 0 } else { 12 };
    caption + 20 + table.rows.iter().map(row).sum::<usize>()
}

fn lines(chars: usize, on_one: usize) -> usize {
    chars.div_ceil(on_one.max(1)).max(1)
}

fn chars(text: &[Inline]) -> usize {
    text.iter()
        .map(|run| match run {
            Inline::Text { text }
            | Inline::Strong { text }
            | Inline::Quoted { text }
            | Inline::Link { text, .. } => text.chars().count() + 2,
            Inline::State { .. } => 12,
            Inline::Shape { .. } => 2,
        })
        .sum()
}
