//! A table whose columns are too narrow for its words, as in large print: a list, an entry for each row, in which each cell
//! stands on a line of its own after the name of its column.

use scrutiny_domain::briefing::{Inline, Table, TableCell, TableRow};

use super::PAD;
use crate::blocks::words::spans;
use crate::face::Face;
use crate::flow::Flow;
use crate::theme::{INK, LINE, SOFT};
use crate::tree::Role;

/// The share of a page beyond which a row is too tall to be read across.
const TOO_TALL: f32 = 0.3;
/// The share of a page that an entry stays together up to.
const TOGETHER: f32 = 0.6;

/// True in large print for a table that has a row too tall for its page, or a word too long for its column.
pub fn is_better_stacked(flow: &mut Flow<'_>, table: &Table, columns: &[(f32, f32)]) -> bool {
    if flow.theme.dense || columns.len() < 3 || table.header.len() != columns.len() {
        return false;
    }
    // What is compared from column to column stays in columns: such a table is set in parts.
    let like = |pair: &[f32]| (pair[0] - pair[1]).abs() < 0.001;
    let others = table.widths.get(1..).unwrap_or_default();
    if others.windows(2).all(like) {
        return false;
    }
    let most = (flow.theme.bottom - flow.theme.top) * TOO_TALL;
    table.rows.iter().any(|row| match row {
        TableRow::Group { .. } => false,
        TableRow::Cells { cells } => cells.iter().zip(columns).any(|(cell, (_, width))| {
            let set = flow.theme.text;
            let text = plain(&cell.text);
            let lines = flow.typesetter.lines(&[Flow::mute(&text, set)], *width);
            let cut = text.split_whitespace().any(|word| {
                let whole = flow.typesetter.lines(&[Flow::mute(word, set)], *width);
                whole.len() > 1
            });
            let height: f32 = lines.iter().map(|line| line.height).sum();
            height > most || cut
        }),
    })
}

fn plain(text: &[Inline]) -> String {
    let words = text.iter().map(|run| match run {
        Inline::Text { text }
        | Inline::Strong { text }
        | Inline::Quoted { text }
        | Inline::Link { text, .. } => text.as_str(),
        Inline::State { .. } | Inline::Shape { .. } => "",
    });
    words.collect()
}

/// The table as a list.
pub fn stacked(flow: &mut Flow<'_>, table: &Table) {
    flow.space(10.0);
    let small = flow.theme.small.in_face(Face::SansSemiBold).in_ink(SOFT);
    if !table.caption.is_empty() {
        flow.block(Role::P, &table.caption, small);
        flow.keep = true;
        flow.space(3.0);
    }
    let line = flow.rule(PAD, 1.2, INK);
    flow.add_box(PAD, vec![line]);
    let list = flow.tree.add(flow.parent, Role::L);
    for row in &table.rows {
        let entry = flow.tree.add(list, Role::LI);
        let body = flow.tree.add(entry, Role::LBody);
        flow.keep = true;
        let from = flow.boxes.len();
        flow.under(body, |flow| match row {
            TableRow::Group { text } => {
                flow.block(Role::P, text, flow.theme.text.in_face(Face::SansSemiBold));
            }
            TableRow::Cells { cells } => {
                for (index, cell) in cells.iter().enumerate() {
                    let column = table.header.get(index).filter(|_| index > 0);
                    entry_line(flow, column.map(Vec::as_slice), cell);
                }
            }
        });
        flow.space(PAD);
        flow.keep = true;
        let line = flow.rule(PAD, 0.75, LINE);
        flow.add_box(PAD, vec![line]);
        flow.together(from, TOGETHER);
        // The rule above the first entry stays with it; entries part from one another.
        if from > 0 && row != &table.rows[0] {
            flow.boxes[from].glued = false;
        }
    }
    flow.space(14.0);
}

/// A cell: what its row is called, or the name of its column and then what stands in it.
fn entry_line(flow: &mut Flow<'_>, column: Option<&[Inline]>, cell: &TableCell) {
    if cell.text.is_empty() {
        return;
    }
    let (set, small) = (flow.theme.text, flow.theme.small);
    let element = flow.tree.add(flow.parent, Role::P);
    let mut text = Vec::new();
    let mut own = set;
    match column {
        Some(name) => {
            let name = format!("{}: ", plain(name).replace('\n', ", "));
            text = flow.plain(element, &name, small.in_face(Face::SansSemiBold));
        }
        // A quotation is no heading.
        None if !cell
            .text
            .iter()
            .any(|run| matches!(run, Inline::Quoted { .. })) =>
        {
            own = set.in_face(Face::SansSemiBold);
        }
        None => {}
    }
    text.extend(spans(flow, element, &cell.text, own, Some(small)));
    if let Some(under) = &cell.under {
        text.extend(flow.plain(element, &format!(" \n{under}"), small));
    }
    flow.space(PAD);
    let lines = flow.typesetter.lines(&text, flow.width);
    flow.lines(lines, flow.x);
}
