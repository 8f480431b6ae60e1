//! Columns of a table: how many the page has room for, how wide each is, and in which type they are set.

use scrutiny_domain::briefing::{Inline, Table, TableRow};

use crate::flow::Flow;
use crate::theme::Type;

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
/// How much smaller; never below the size of a citation.
const SMALLER: f32 = 0.87;

/// Columns beside the first that the page has room for: a table of like columns is never squeezed until words break.
pub fn room_beside(flow: &Flow<'_>, table: &Table) -> usize {
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

pub fn columns_of(table: &Table) -> usize {
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

/// Left edges and widths of the columns.
pub struct Columns(pub Vec<(f32, f32)>);

impl Columns {
    pub fn new(flow: &Flow<'_>, table: &Table) -> Columns {
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
    pub fn small(&self, flow: &Flow<'_>) -> Type {
        let small = flow.theme.small;
        if self.len() < DENSE || !flow.theme.dense {
            small
        } else {
            small.sized(small.size, small.leading * 0.95)
        }
    }

    /// Type of what stands in the cells.
    pub fn text(&self, flow: &Flow<'_>) -> Type {
        let text = flow.theme.text;
        if self.len() < DENSE || !flow.theme.dense {
            text
        } else {
            text.sized(text.size * SMALLER, text.leading * 0.8)
        }
    }

    pub fn len(&self) -> usize {
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
