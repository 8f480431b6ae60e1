//! Tables: a caption, header cells with their scope, groups, and headers that come again on the next page.

mod columns;
mod row;
mod stacked;

use super::words::spans;
use crate::face::Face;
use crate::flow::Flow;
use crate::layout_box::Strip;
use crate::theme::{INK, LINE, SOFT};
use crate::tree::{ElementId, Role, Scope};
use columns::{Columns, columns_of, room_beside};
use row::{cells_row, figures, rows_have_headers};
use scrutiny_domain::briefing::{Inline, Table, TableRow};
use stacked::{is_better_stacked, stacked};

/// Air between the text of a cell and its rule.
const PAD: f32 = 4.4;

/// A table across the column; one with too many columns is set as several, each with the first column.
pub fn table(flow: &mut Flow<'_>, table: &Table) {
    if is_better_stacked(flow, table, &Columns::new(flow, table).0) {
        stacked(flow, table);
        return;
    }
    let beside = columns_of(table) - 1;
    let parts = beside.div_ceil(room_beside(flow, table)).max(1);
    if parts == 1 {
        part(flow, table);
        return;
    }
    // In large print the parts of a wide table stand pages apart: there each row is an entry of its own.
    if !flow.theme.dense && !table.header.is_empty() {
        stacked(flow, table);
        return;
    }
    let per_part = beside.div_ceil(parts);
    for number in 0..parts {
        let range = 1 + number * per_part..(1 + (number + 1) * per_part).min(beside + 1);
        let caption = format!("{} (part {} of {parts})", table.caption, number + 1);
        part(flow, &narrowed(table, &range, caption));
    }
}

/// The first column and those in the range.
fn narrowed(table: &Table, range: &std::ops::Range<usize>, caption: String) -> Table {
    fn pick<T: Clone>(all: &[T], range: &std::ops::Range<usize>) -> Vec<T> {
        let others = all
            .iter()
            .enumerate()
            .filter(|(index, _)| *index == 0 || range.contains(index));
        others.map(|(_, one)| one.clone()).collect()
    }
    let row = |row: &TableRow| match row {
        TableRow::Cells { cells } => TableRow::Cells {
            cells: pick(cells, range),
        },
        group @ TableRow::Group { .. } => group.clone(),
    };
    Table {
        caption,
        widths: pick(&table.widths, range),
        header: pick(&table.header, range),
        rows: table.rows.iter().map(row).collect(),
    }
}

fn part(flow: &mut Flow<'_>, table: &Table) {
    let columns = Columns::new(flow, table);
    flow.space(10.0);
    let element = flow.tree.add(flow.parent, Role::Table);
    flow.under(element, |flow| {
        if !table.caption.is_empty() {
            flow.block(
                Role::Caption,
                &table.caption,
                flow.theme.small.in_face(Face::SansSemiBold).in_ink(SOFT),
            );
            flow.keep = true;
            flow.space(3.0);
        }
        if !table.header.is_empty() {
            let head = flow.tree.add(element, Role::THead);
            let row = flow.tree.add(head, Role::TR);
            header(flow, table, &columns, row);
        }
        let mut body = flow.tree.add(element, Role::TBody);
        let mut begun = false;
        let headed = rows_have_headers(table, columns.len());
        let figures = figures(flow, table, &columns);
        for (index, row) in table.rows.iter().enumerate() {
            // Neither the first row nor the last stands alone on a page.
            let with_last = index == 1 || (index > 0 && index + 1 == table.rows.len());
            flow.yields = with_last && !flow.keep;
            flow.keep |= with_last;
            if begun && matches!(row, TableRow::Group { .. }) {
                body = flow.tree.add(element, Role::TBody);
            }
            begun = true;
            let element = flow.tree.add(body, Role::TR);
            match row {
                TableRow::Group { text } => group(flow, text, columns.len(), element),
                TableRow::Cells { cells } => {
                    cells_row(flow, cells, &columns, &figures, element, headed);
                }
            }
        }
    });
    flow.head = None;
    flow.space(14.0);
}

fn header(flow: &mut Flow<'_>, table: &Table, columns: &Columns, row: ElementId) {
    let set = columns.small(flow).in_face(Face::SansSemiBold).in_ink(INK);
    let mut made = Vec::new();
    for (index, (x, width)) in columns.0.iter().enumerate() {
        let cell = flow.tree.add(row, Role::TH);
        flow.tree.at(cell).scope = Some(Scope::Column);
        let text: &[Inline] = table.header.get(index).map_or(&[], Vec::as_slice);
        made.push(flow.apart(*x, *width, |flow| {
            let spans = spans(flow, cell, text, set, None);
            let lines = flow.typesetter.lines(&spans, flow.width);
            flow.lines(lines, flow.x);
        }));
    }
    // Headers stand on the rule.
    let tallest = made.iter().map(|(height, _)| *height).fold(0.0, f32::max);
    let height = tallest + PAD;
    let mut items = Vec::new();
    for (own, mut cell) in made {
        cell.iter_mut().for_each(|item| item.lower(tallest - own));
        items.extend(cell);
    }
    items.push(flow.rule(height, 1.2, INK));
    flow.heads.push(Strip {
        height,
        items: items.clone(),
    });
    flow.add_box(height, items);
    flow.head = Some(flow.heads.len() - 1);
    flow.keep = true;
}

fn group(flow: &mut Flow<'_>, text: &str, columns: usize, row: ElementId) {
    let cell = flow.tree.add(row, Role::TH);
    flow.tree.at(cell).scope = Some(Scope::Row);
    flow.tree.at(cell).columns = columns;
    let set = flow.theme.text.in_face(Face::SansSemiBold);
    let spans = flow.plain(cell, text, set);
    let (x, width) = (flow.x, flow.width);
    let (height, mut items) = flow.apart(x, width, |flow| {
        let lines = flow.typesetter.lines(&spans, flow.width);
        flow.lines(lines, flow.x);
    });
    items.iter_mut().for_each(|item| item.lower(PAD * 2.2));
    let height = height + PAD * 3.0;
    items.push(flow.rule(height, 0.75, LINE));
    flow.add_box(height, items);
    flow.keep = true;
}
