//! Tables that hold values, and tables that only lay a page out.
//!
//! Word processors lay out covers, boxes and letterheads with tables. Their text is running text; only the cells of a
//! table of values become cells.

use super::blocks::{Block, BlockKind};

/// A cell as the tree gives it.
#[derive(Debug)]
pub(crate) struct Cell {
    pub header: bool,
    pub columns: usize,
    pub rows: usize,
    /// True where a table stands inside it.
    pub nested: bool,
    pub blocks: Vec<Block>,
}

pub(crate) type Row = Vec<Cell>;

/// A cell with more characters than this is prose, unless the table is clearly one of values.
const PROSE: usize = 320;

fn characters(cell: &Cell) -> usize {
    cell.blocks
        .iter()
        .flat_map(|b| &b.glyphs)
        .filter(|g| !g.c.is_whitespace())
        .count()
}

fn filled(row: &Row) -> usize {
    row.iter().filter(|c| characters(c) > 0).count()
}

/// True where the table only lays text out: no two rows with two filled cells each, or prose in its cells.
pub(crate) fn is_layout(rows: &[Row]) -> bool {
    if rows.iter().flatten().any(|c| c.nested) {
        return true;
    }
    let paired = rows.iter().filter(|r| filled(r) >= 2).count();
    if paired < 2 {
        return true;
    }
    let headed = rows.iter().flatten().any(|c| c.header);
    // An address block beside a telephone list: many lines in each cell, few rows.
    let lines = |c: &Cell| c.blocks.len();
    let stacked = rows
        .iter()
        .flatten()
        .filter(|c| lines(c) >= 3 && characters(c) < PROSE)
        .count();
    if !headed && rows.len() <= 3 && stacked > 0 {
        return true;
    }
    let prose = rows
        .iter()
        .filter(|r| filled(r) >= 2)
        .flatten()
        .filter(|c| characters(c) > PROSE)
        .count();
    let all = rows.iter().flatten().filter(|c| characters(c) > 0).count();
    !headed && prose * 3 > all
}

/// The cells of a table of values, each with its place in the grid. Lines that wrap inside a cell are joined; what
/// are plainly separate sentences in a cell stay apart, at the same place.
pub(crate) fn cells(rows: Vec<Row>, table: usize) -> Vec<Block> {
    let mut out = Vec::new();
    // Columns taken by cells above that span rows: how many rows each is still taken for.
    let mut taken: Vec<usize> = Vec::new();
    for (row, cells) in rows.into_iter().enumerate() {
        let mut column = 0;
        let mut next_taken: Vec<usize> = taken.iter().map(|t| t.saturating_sub(1)).collect();
        for cell in cells {
            while taken.get(column).is_some_and(|t| *t > 0) {
                column += 1;
            }
            let kind = BlockKind::Cell {
                table,
                row,
                column,
                header: cell.header,
            };
            out.extend(joined(cell.blocks, &kind));
            for c in column..column.saturating_add(cell.columns) {
                if next_taken.len() <= c {
                    next_taken.resize(c + 1, 0);
                }
                if let Some(t) = next_taken.get_mut(c) {
                    *t = cell.rows.saturating_sub(1);
                }
            }
            column += cell.columns.max(1);
        }
        taken = next_taken;
    }
    out
}

fn joined(blocks: Vec<Block>, kind: &BlockKind) -> Vec<Block> {
    let mut out: Vec<Block> = Vec::new();
    for mut block in blocks {
        if block.kind == BlockKind::Footnote {
            out.push(block);
            continue;
        }
        let wraps = block
            .glyphs
            .iter()
            .find(|g| !g.c.is_whitespace())
            .is_some_and(|g| g.c.is_lowercase() || g.c.is_ascii_digit() || g.c == '(');
        match out.last_mut() {
            Some(last) if &last.kind == kind && (wraps || breaks_off(last)) => {
                // The paragraph mark between them is a space.
                if let Some(&end) = last.glyphs.last() {
                    last.glyphs.push(super::glyphs::Glyph {
                        c: ' ',
                        left: end.right,
                        ..end
                    });
                }
                last.glyphs.append(&mut block.label);
                last.glyphs.append(&mut block.glyphs);
            }
            _ => {
                // A label inside a cell ("1." before the name of a judgement) is its number.
                block.kind = kind.clone();
                out.push(block);
            }
        }
    }
    out
}

/// Ends where no line of a list or name ends: on a comma, a hyphen or a joining word.
fn breaks_off(block: &Block) -> bool {
    let text: String = block.glyphs.iter().map(|g| g.c).collect();
    let last = text.split_whitespace().next_back().unwrap_or_default();
    last.ends_with([',', '-', '–'])
        || matches!(
            last,
            "and" | "of" | "the" | "for" | "in" | "to" | "or" | "who" | "&"
        )
}
