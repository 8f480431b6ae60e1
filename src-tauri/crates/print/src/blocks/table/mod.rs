//! Tables: a caption, header cells with their scope, groups, and headers that come again on the next page.

use scrutiny_domain::briefing::{Inline, Table, TableCell, TableRow};

use super::stacked::{is_better_stacked, stacked};
use super::words::spans;
use crate::face::Face;
use crate::flow::{Flow, stack};
use crate::layout_box::{Item, LayoutBox, Strip};
use crate::theme::{INK, LINE, SOFT, Type};
use crate::tree::{ElementId, Owner, Role, Scope};

pub(super) const PAD: f32 = 4.4;
const GUTTER: f32 = 12.0;

/// Most columns beside the first.
const BESIDE: usize = 7;
/// Narrowest column that holds a state, and one that holds the name of a visit, in sizes of its type.
const STATE: f32 = 5.9;
const NAME: f32 = 5.3;
/// What the first column keeps of its width, in sizes of its type, where it gives way to the others.
const FIRST_GIVES_TO: f32 = 7.4;
/// From so many columns on, the table is set smaller.
const DENSE: usize = 6;
/// How much smaller.
const SMALLER: f32 = 0.84;

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
    let per_part = beside.div_ceil(parts);
    for number in 0..parts {
        let range = 1 + number * per_part..(1 + (number + 1) * per_part).min(beside + 1);
        let caption = format!("{} (part {} of {parts})", table.caption, number + 1);
        part(flow, &narrowed(table, &range, caption));
    }
}

/// Columns beside the first that the page has room for: a table of like columns is never squeezed until words break.
fn room_beside(flow: &Flow<'_>, table: &Table) -> usize {
    let [first, others @ ..] = table.widths.as_slice() else {
        return BESIDE;
    };
    let Some(like) = others.first().copied() else {
        return BESIDE;
    };
    if others.iter().any(|width| (width - like).abs() > 0.001) {
        return BESIDE;
    }
    #[expect(clippy::cast_precision_loss, reason = "a handful of columns")]
    let fits = |count: &usize| {
        let room = flow.width - gutter(count + 1) * *count as f32;
        let width = room * like / (first + like * *count as f32);
        let least = narrowest(flow, table, count + 1);
        // In large print the first column gives way before the table is set in parts.
        let given = !flow.theme.dense
            && room - least * *count as f32 >= flow.theme.text.size * FIRST_GIVES_TO;
        width >= least || given
    };
    (2..=BESIDE).rev().find(fits).unwrap_or(2)
}

/// How narrow a column may be.
fn narrowest(flow: &Flow<'_>, table: &Table, columns: usize) -> f32 {
    let is_state = |run: &Inline| matches!(run, Inline::State { .. });
    let states = table.rows.iter().any(|row| match row {
        TableRow::Cells { cells } => cells.iter().any(|cell| cell.text.iter().any(is_state)),
        TableRow::Group { .. } => false,
    });
    let smaller = columns >= DENSE && flow.theme.dense;
    let size = flow.theme.text.size * if smaller { SMALLER } else { 1.0 };
    size * if states { STATE } else { NAME }
}

fn gutter(columns: usize) -> f32 {
    if columns > 4 { GUTTER * 0.66 } else { GUTTER }
}

fn columns_of(table: &Table) -> usize {
    let most = |row: &TableRow| match row {
        TableRow::Cells { cells } => cells.len(),
        TableRow::Group { .. } => 1,
    };
    table
        .rows
        .iter()
        .map(most)
        .max()
        .unwrap_or(1)
        .max(table.header.len())
        .max(1)
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

/// Left edges and widths of the columns.
struct Columns(Vec<(f32, f32)>);

impl Columns {
    fn new(flow: &Flow<'_>, table: &Table) -> Columns {
        let count = columns_of(table);
        let gutter = gutter(count);
        let share = |index: usize| {
            table
                .widths
                .get(index)
                .copied()
                .filter(|width| *width > 0.0)
                .unwrap_or(1.0)
        };
        let total: f32 = (0..count).map(share).sum();
        #[expect(clippy::cast_precision_loss, reason = "a handful of columns")]
        let room = flow.width - gutter * (count as f32 - 1.0);
        let mut widths: Vec<f32> = (0..count)
            .map(|index| room * share(index) / total)
            .collect();
        #[expect(clippy::cast_precision_loss, reason = "a handful of columns")]
        let least = narrowest(flow, table, count).min(room / count as f32);
        widen(&mut widths, least);
        let mut x = flow.x;
        let columns = widths.into_iter().map(|width| {
            let column = (x, width);
            x += width + gutter;
            column
        });
        Columns(columns.collect())
    }

    /// Type of headers and second lines.
    fn small(&self, flow: &Flow<'_>) -> Type {
        let small = flow.theme.small;
        if self.len() < DENSE || !flow.theme.dense {
            small
        } else {
            small.sized(small.size * 0.93, small.leading * 0.9)
        }
    }

    /// Type of what stands in the cells.
    fn text(&self, flow: &Flow<'_>) -> Type {
        let text = flow.theme.text;
        if self.len() < DENSE || !flow.theme.dense {
            text
        } else {
            text.sized(text.size * SMALLER, text.leading * 0.8)
        }
    }

    fn len(&self) -> usize {
        self.0.len()
    }
}

/// Brings columns that are too narrow to the least width; the others give, by what they have above it.
fn widen(widths: &mut [f32], least: f32) {
    let missing: f32 = widths.iter().map(|width| (least - width).max(0.0)).sum();
    let spare: f32 = widths.iter().map(|width| (width - least).max(0.0)).sum();
    if missing <= 0.0 || spare <= missing {
        return;
    }
    for width in widths {
        *width = if *width < least {
            least
        } else {
            *width - (*width - least) * missing / spare
        };
    }
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
    items.push(rule(flow, height, 1.2, INK));
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
    items.push(rule(flow, height, 0.75, LINE));
    flow.add_box(height, items);
    flow.keep = true;
}

/// The figure that a cell is, if it is one and nothing else.
fn figure(cell: &TableCell) -> Option<&str> {
    match cell.text.as_slice() {
        [Inline::Text { text }] => Some(text.as_str())
            .filter(|text| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit())),
        _ => None,
    }
}

/// How wide the widest figure of each column is: they stand with their units below one another.
fn figures(flow: &mut Flow<'_>, table: &Table, columns: &Columns) -> Vec<f32> {
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
fn rows_have_headers(table: &Table, columns: usize) -> bool {
    let rows = table.rows.len();
    columns > 2 && rows * (columns - 1) >= columns + rows
}

fn cells_row(
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
    items.push(rule(flow, row_height, 0.75, LINE));
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
    let items = vec![rule(flow, PAD, 0.75, LINE)];
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

pub(super) fn rule(flow: &Flow<'_>, y: f32, width: f32, ink: crate::theme::Ink) -> Item {
    let points = vec![(flow.x, y), (flow.x + flow.width, y)];
    Item::Stroke {
        owner: Owner::Artifact,
        points,
        width,
        ink,
        dash: None,
    }
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
        items.push(Item::Stroke {
            owner: Owner::Artifact,
            points: vec![from, to],
            width: 0.6,
            ink: LINE,
            dash: None,
        });
        at += step;
    }
}

#[cfg(test)]
mod tests {
    use super::widen;

    #[test]
    fn narrow_columns_are_widened_and_the_sum_stays() {
        let mut widths = [20.0, 100.0, 200.0];
        widen(&mut widths, 50.0);
        assert!((widths[0] - 50.0).abs() < 0.01);
        assert!((widths.iter().sum::<f32>() - 320.0).abs() < 0.01);
        assert!(widths[1] >= 50.0 && widths[2] > widths[1]);
    }
}
