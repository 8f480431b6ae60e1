//! A row of cells, whole or cut over pages; figures of a column with their units below one another.

use scrutiny_domain::briefing::{Inline, Table, TableCell, TableRow};

use super::PAD;
use super::columns::Columns;
use crate::blocks::words::spans;
use crate::flow::{Flow, stack};
use crate::layout_box::{Item, LayoutBox};
use crate::theme::LINE;
use crate::tree::{ElementId, Owner, Role, Scope};

/// The figure that a cell is, if it is one and nothing else.
fn figure(cell: &TableCell) -> Option<&str> {
    match cell.text.as_slice() {
        [Inline::Text { text }] => Some(text.as_str())
            .filter(|text| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit())),
        _ => None,
    }
}

/// How wide the widest figure of each column is: they stand with their units below one another.
pub fn figures(flow: &mut Flow<'_>, table: &Table, columns: &Columns) -> Vec<f32> {
    let set = columns.text(flow);
    let mut widest = vec![0.0_f32; columns.len()];
    for row in &table.rows {
        let TableRow::Cells { cells } = row else {
            continue;
        };
        for (cell, widest) in cells.iter().zip(&mut widest) {
            if let Some(figure) = figure(cell) {
                *widest = widest.max(flow.typesetter.width(figure, set));
            }
        }
    }
    widest
}

/// True where the first cell heads its row. With two columns it is as much an entry as a header; and a table of which more
/// is header than entry is taken for one whose headings were torn apart.
pub fn rows_have_headers(table: &Table, columns: usize) -> bool {
    let rows = table.rows.len();
    columns > 2 && rows * (columns - 1) >= columns + rows
}

pub fn cells_row(
    flow: &mut Flow<'_>,
    cells: &[TableCell],
    columns: &Columns,
    figures: &[f32],
    row: ElementId,
    headed: bool,
) {
    let none = TableCell::default();
    let set = columns.text(flow);
    let small = columns.small(flow);
    let mut made: Vec<(f32, Vec<LayoutBox>)> = Vec::new();
    for (index, (x, width)) in columns.0.iter().enumerate() {
        let cell = cells.get(index).unwrap_or(&none);
        let heads = index == 0 && headed;
        let role = if heads { Role::TH } else { Role::TD };
        let element = flow.tree.add(row, role);
        if heads {
            flow.tree.at(element).scope = Some(Scope::Row);
        }
        let mut boxes = Vec::new();
        let indent = match figure(cell) {
            Some(figure) => figures[index] - flow.typesetter.width(figure, set),
            None => 0.0,
        };
        flow.apart(*x + indent, *width - indent, |flow| {
            let text = spans(flow, element, &cell.text, set, Some(small));
            let lines = flow.typesetter.lines(&text, flow.width);
            flow.lines(lines, flow.x);
            if let Some(under) = &cell.under {
                // The space keeps the two lines apart when they are read on.
                let text = flow.plain(element, &format!(" {under}"), small);
                let mut lines = flow.typesetter.lines(&text, flow.width);
                outdent(lines.first_mut());
                flow.lines(lines, flow.x);
            }
            boxes = std::mem::take(&mut flow.boxes);
        });
        made.push((if cell.hatched { 1.0 } else { 0.0 }, boxes));
    }
    let tall = made
        .iter()
        .map(|(_, boxes)| height(boxes))
        .fold(0.0, f32::max);
    let row_height = tall + PAD * 2.0;
    let room = flow.theme.bottom - flow.theme.top;
    // A row that is cut is drawn in another order than it is read in: only one that no page holds.
    if row_height > room * 0.85 {
        long_row(flow, made.into_iter().map(|(_, boxes)| boxes).collect());
        return;
    }
    let mut items = Vec::new();
    for ((hatched, boxes), (x, width)) in made.into_iter().zip(&columns.0) {
        if hatched > 0.0 {
            // Into the gutters, never out of the table.
            let from = (*x - 5.0).max(flow.x);
            let to = (*x + *width + 5.0).min(flow.x + flow.width);
            hatch(&mut items, from, 1.5, to - from, row_height - 3.0);
        }
        let (_, mut cell) = stack(boxes);
        cell.iter_mut().for_each(|item| item.lower(PAD));
        items.extend(cell);
    }
    items.push(flow.rule(row_height, 0.75, LINE));
    flow.add_box(row_height, items);
}

/// A row too long to stay on one page, cut where no cell has a line in the way.
fn long_row(flow: &mut Flow<'_>, cells: Vec<Vec<LayoutBox>>) {
    let mut pieces: Vec<(f32, f32, Vec<Item>)> = Vec::new();
    for cell in cells {
        let mut y = 0.0;
        for layout_box in cell {
            let mut items = layout_box.items;
            y += layout_box.before;
            items.iter_mut().for_each(|item| item.lower(y));
            pieces.push((y, y + layout_box.height, items));
            y += layout_box.height;
        }
    }
    // Cell by cell within each stretch keeps the reading order of the row.
    let mut edges: Vec<(f32, f32)> = pieces
        .iter()
        .map(|(top, bottom, _)| (*top, *bottom))
        .collect();
    edges.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut stretches: Vec<(f32, f32)> = Vec::new();
    for (top, bottom) in edges {
        match stretches.last_mut() {
            Some(last) if top < last.1 - 0.01 => last.1 = last.1.max(bottom),
            _ => stretches.push((top, bottom)),
        }
    }
    flow.space(PAD);
    for (top, bottom) in stretches {
        let mut items = Vec::new();
        for piece in pieces
            .iter()
            .filter(|piece| piece.0 >= top - 0.01 && piece.1 <= bottom + 0.01)
        {
            items.extend(piece.2.iter().cloned().map(|mut item| {
                item.lower(-top);
                item
            }));
        }
        flow.add_box(bottom - top, items);
    }
    let items = vec![flow.rule(PAD, 0.75, LINE)];
    flow.keep = true;
    flow.add_box(PAD, items);
}

fn height(boxes: &[LayoutBox]) -> f32 {
    boxes
        .iter()
        .enumerate()
        .map(|(index, layout_box)| {
            layout_box.height + if index == 0 { 0.0 } else { layout_box.before }
        })
        .sum()
}

/// Takes back the width of the space a line begins with.
fn outdent(line: Option<&mut crate::typeset::Line>) {
    let Some(line) = line else { return };
    let space = line
        .runs
        .first()
        .and_then(|run| run.glyphs.first())
        .map_or(0.0, |glyph| glyph.advance);
    line.runs.iter_mut().for_each(|run| run.x -= space);
    line.width -= space;
}

/// Slanted hairlines, cut at the edges of the box.
fn hatch(items: &mut Vec<Item>, x: f32, y: f32, width: f32, height: f32) {
    let step = 6.0;
    let mut at = step;
    while at < width + height {
        // From the top or right edge down to the left or bottom one.
        let from = if at <= width {
            (x + at, y)
        } else {
            (x + width, y + at - width)
        };
        let to = if at <= height {
            (x, y + at)
        } else {
            (x + at - height, y + height)
        };
        items.push(Item::line(Owner::Artifact, vec![from, to], 0.6, LINE));
        at += step;
    }
}
