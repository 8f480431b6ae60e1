//! Blocks by position, for pages without structure: glyphs → pieces → columns → lines → paragraphs.
//!
//! Deliberately not here: headings, footnotes and page joins, which are found the same way for all pages
//! (`paragraphs`).

use std::collections::BTreeSet;

use super::blocks::{Block, BlockKind};
use super::compose::new_line;
use super::glyphs::{Glyph, Turn};
use super::numbers::{self, Setting};
use super::symbols::is_bullet;

/// Deepest splitting of a page into columns.
const SPLITS: usize = 8;
/// Fewer pieces than this are no columns.
const FEWEST: usize = 6;
/// A gap in a line from this many ems on parts two cells of a table.
const CELL_GAP: f32 = 1.8;

/// Glyphs drawn one after another on one line, without a wide gap.
#[derive(Debug, Clone)]
struct Piece {
    glyphs: Vec<Glyph>,
    left: f32,
    right: f32,
    top: f32,
    bottom: f32,
    baseline: f32,
    size: f32,
}

impl Piece {
    fn of(glyphs: Vec<Glyph>) -> Option<Piece> {
        let seen = || {
            let glyphs = glyphs.iter().filter(|g| !g.c.is_whitespace());
            glyphs.map(|g| g.turned())
        };
        let largest = seen().max_by(|a, b| a.size.total_cmp(&b.size))?;
        Some(Piece {
            left: seen().map(|g| g.left).fold(f32::INFINITY, f32::min),
            right: seen().map(|g| g.right).fold(f32::NEG_INFINITY, f32::max),
            top: seen().map(|g| g.top).fold(f32::INFINITY, f32::min),
            bottom: seen().map(|g| g.bottom).fold(f32::NEG_INFINITY, f32::max),
            baseline: largest.baseline,
            size: largest.size.max(1.0),
            glyphs,
        })
    }

    fn letters(&self) -> usize {
        self.glyphs.iter().filter(|g| !g.c.is_whitespace()).count()
    }
}

/// A line of a column: pieces from left to right.
#[derive(Debug, Clone)]
struct Line {
    pieces: Vec<Piece>,
}

impl Line {
    fn first(&self) -> Option<&Piece> {
        self.pieces.first()
    }

    fn left(&self) -> f32 {
        self.first().map_or(0.0, |p| p.left)
    }

    fn right(&self) -> f32 {
        self.pieces
            .iter()
            .map(|p| p.right)
            .fold(f32::NEG_INFINITY, f32::max)
    }

    fn baseline(&self) -> f32 {
        self.largest().map_or(0.0, |p| p.baseline)
    }

    fn size(&self) -> f32 {
        self.largest().map_or(1.0, |p| p.size)
    }

    fn largest(&self) -> Option<&Piece> {
        self.pieces.iter().max_by(|a, b| a.size.total_cmp(&b.size))
    }

    fn glyphs(&self) -> impl Iterator<Item = &Glyph> {
        self.pieces.iter().flat_map(|p| &p.glyphs)
    }

    fn bold(&self) -> bool {
        self.glyphs()
            .filter(|g| g.c.is_alphabetic())
            .all(|g| g.bold)
    }

    fn last_char(&self) -> char {
        self.glyphs()
            .map(|g| g.c)
            .filter(|c| !c.is_whitespace())
            .last()
            .unwrap_or(' ')
    }

    fn first_char(&self) -> char {
        self.glyphs()
            .map(|g| g.c)
            .find(|c| !c.is_whitespace())
            .unwrap_or(' ')
    }
}

/// The blocks of these glyphs of one page. `tables` counts the tables of the document so far.
pub(crate) fn blocks(glyphs: &[Glyph], tables: &mut usize) -> Vec<Block> {
    let mut out = Vec::new();
    // Text that runs another way is read by itself, with the page turned.
    let ways: BTreeSet<Turn> = glyphs.iter().map(|g| g.turn).collect();
    for way in ways {
        let glyphs: Vec<Glyph> = glyphs.iter().filter(|g| g.turn == way).copied().collect();
        for region in columns(pieces(&glyphs), 0) {
            let lines = lines(region);
            let mut made = paragraphs(&lines, tables).into_iter();
            let first = made.next();
            match (out.last_mut(), first) {
                (Some(before), Some(first)) if next_column(before, &first) => {
                    before.glyphs.extend(first.glyphs);
                }
                (_, first) => out.extend(first),
            }
            out.extend(made);
        }
    }
    out.retain(|b| !b.is_blank());
    out
}

/// True where a paragraph at the foot of a column breaks off and this one goes on at the head of the next.
fn next_column(before: &Block, first: &Block) -> bool {
    let body = before.kind == BlockKind::Body && first.kind == BlockKind::Body;
    let seen = |b: &Block| -> Vec<Glyph> {
        let glyphs = b.glyphs.iter().filter(|g| !g.c.is_whitespace());
        glyphs.map(|g| g.turned()).collect()
    };
    let (before, first) = (seen(before), seen(first));
    let (Some(last), Some(next)) = (before.last(), first.first()) else {
        return false;
    };
    let right = before.iter().map(|g| g.right).fold(f32::MIN, f32::max);
    body && last.turn == next.turn
        && next.c.is_lowercase()
        && !matches!(last.c, '.' | '!' | '?' | ':' | ';')
        && (last.size - next.size).abs() < last.size * 0.08
        && next.left > right
        && next.baseline < last.baseline
}

fn pieces(glyphs: &[Glyph]) -> Vec<Piece> {
    let mut out: Vec<Vec<Glyph>> = Vec::new();
    for &g in glyphs {
        let goes_on = out.last().and_then(|p| p.last()).is_some_and(|l| {
            let gap = g.turned().left - l.turned().right;
            !new_line(l, &g) && gap < l.size.max(1.0) * CELL_GAP && gap > -l.size.max(1.0)
        });
        match out.last_mut() {
            Some(piece) if goes_on => piece.push(g),
            _ => out.push(vec![g]),
        }
    }
    out.into_iter().filter_map(Piece::of).collect()
}

/// Splits a page at white bands that run down between columns of prose.
fn columns(pieces: Vec<Piece>, depth: usize) -> Vec<Vec<Piece>> {
    if depth >= SPLITS || pieces.len() < FEWEST {
        return vec![pieces];
    }
    let mut edges: Vec<(f32, f32)> = pieces.iter().map(|p| (p.left, p.right)).collect();
    edges.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut reach = f32::NEG_INFINITY;
    let mut gutters = Vec::new();
    for (left, right) in edges {
        if reach.is_finite() && left - reach > 9.0 {
            gutters.push((reach + left) / 2.0);
        }
        reach = reach.max(right);
    }
    for x in gutters {
        let prose = |side: &mut dyn Iterator<Item = &Piece>| {
            let side: Vec<&Piece> = side.collect();
            let letters: usize = side.iter().map(|p| p.letters()).sum();
            let many = side.len() >= 6 && letters >= side.len() * 18;
            many || side.len() >= 3 && letters >= side.len() * 12 && runs_on(&side)
        };
        if prose(&mut pieces.iter().filter(|p| p.right <= x))
            && prose(&mut pieces.iter().filter(|p| p.left >= x))
        {
            let (left, right): (Vec<_>, Vec<_>) = pieces.into_iter().partition(|p| p.right <= x);
            let mut out = columns(left, depth + 1);
            out.extend(columns(right, depth + 1));
            return out;
        }
    }
    // A heading over both columns: split off what crosses above, and look again below it.
    let mut sorted = pieces;
    sorted.sort_by(|a, b| a.top.total_cmp(&b.top));
    let widest = sorted
        .iter()
        .map(|p| p.right)
        .fold(f32::NEG_INFINITY, f32::max)
        - sorted.iter().map(|p| p.left).fold(f32::INFINITY, f32::min);
    let head = sorted
        .iter()
        .take(12)
        .rposition(|p| p.right - p.left > widest * 0.6)
        .map(|i| i + 1);
    let narrow_below = head.is_some_and(|at| {
        let below = sorted.get(at..).unwrap_or_default();
        below.len() >= FEWEST && below.iter().all(|p| p.right - p.left < widest * 0.6)
    });
    match head {
        Some(at) if narrow_below => {
            let below = sorted.split_off(at);
            let mut out = vec![sorted];
            out.extend(columns(below, depth + 1));
            out
        }
        _ => vec![sorted],
    }
}

/// True where sentences go on from line to line, as in prose and not in the cells of a table: a good part of the lines
/// begin in the middle of one.
fn runs_on(side: &[&Piece]) -> bool {
    let first = |p: &Piece| p.glyphs.iter().map(|g| g.c).find(|c| !c.is_whitespace());
    let within = side
        .iter()
        .filter(|p| first(p).is_some_and(char::is_lowercase));
    within.count() * 3 >= side.len()
}

fn lines(mut pieces: Vec<Piece>) -> Vec<Line> {
    pieces.sort_by(|a, b| {
        a.baseline
            .total_cmp(&b.baseline)
            .then(a.left.total_cmp(&b.left))
    });
    let mut out: Vec<Line> = Vec::new();
    for piece in pieces {
        // A raised mark lies on the line it overlaps, though its base line is higher.
        let line = out.iter_mut().rev().take(3).find(|l| {
            l.largest().is_some_and(|p| {
                let overlap = p.bottom.min(piece.bottom) - p.top.max(piece.top);
                overlap > (p.bottom - p.top).min(piece.bottom - piece.top) * 0.55
            })
        });
        match line {
            Some(line) => line.pieces.push(piece),
            None => out.push(Line {
                pieces: vec![piece],
            }),
        }
    }
    for line in &mut out {
        line.pieces.sort_by(|a, b| a.left.total_cmp(&b.left));
    }
    out.sort_by(|a, b| a.baseline().total_cmp(&b.baseline()));
    out
}

fn paragraphs(lines: &[Line], tables: &mut usize) -> Vec<Block> {
    let mut out: Vec<Block> = Vec::new();
    let right = lines
        .iter()
        .map(Line::right)
        .fold(f32::NEG_INFINITY, f32::max);
    let left = lines.iter().map(Line::left).fold(f32::INFINITY, f32::min);
    let leading = usual_leading(lines);
    // Lines far from each other, none of which goes on in the next: a list without marks, the rows of a form.
    let apart =
        lines.len() >= 3 && leading >= 1.5 && !lines.iter().any(|l| l.first_char().is_lowercase());
    let mut last: Option<&Line> = None;
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        if let Some((rows, taken)) = table(lines.get(at..).unwrap_or_default()) {
            let number = *tables;
            *tables += 1;
            out.extend(rows.into_iter().map(|(row, column, glyphs)| Block {
                kind: BlockKind::Cell {
                    table: number,
                    row,
                    column,
                    header: false,
                },
                glyphs,
                label: Vec::new(),
            }));
            at += taken.max(1);
            last = None;
            continue;
        }
        let starts =
            apart || last.is_none_or(|before| starts_paragraph(before, line, left, right, leading));
        let kind = if is_contents_line(line) {
            BlockKind::Matter
        } else {
            BlockKind::Body
        };
        match out.last_mut() {
            Some(block) if !starts && block.kind == kind && kind == BlockKind::Body => {
                block.glyphs.extend(line.glyphs());
            }
            _ => {
                out.push(Block {
                    kind,
                    glyphs: line.glyphs().copied().collect(),
                    label: Vec::new(),
                });
            }
        }
        last = Some(line);
        at += 1;
    }
    out
}

/// The usual distance of two lines of a paragraph, in ems.
fn usual_leading(lines: &[Line]) -> f32 {
    let mut steps: Vec<f32> = lines
        .windows(2)
        .filter_map(|pair| match pair {
            [a, b] if (a.size() - b.size()).abs() < 0.6 => {
                Some((b.baseline() - a.baseline()) / a.size())
            }
            _ => None,
        })
        .filter(|step| (0.8..2.2).contains(step))
        .collect();
    steps.sort_by(f32::total_cmp);
    // Lines of a paragraph are nearer than paragraphs: the lower part of the distances tells.
    steps.get(steps.len() * 2 / 5).copied().unwrap_or(1.3)
}

fn starts_paragraph(before: &Line, line: &Line, left: f32, right: f32, leading: f32) -> bool {
    let size = line.size();
    let step = (line.baseline() - before.baseline()) / size.max(before.size());
    if step > leading * 1.22 + 0.05 || step < 0.0 {
        return true;
    }
    if (size - before.size()).abs() > size * 0.08 || line.bold() != before.bold() {
        return true;
    }
    let glyphs: Vec<Glyph> = super::compose::compose(
        &line.glyphs().copied().collect::<Vec<_>>(),
        super::compose::LineEnds::Implied,
    );
    let ended = matches!(
        before.last_char(),
        '.' | '!' | '?' | ':' | ';' | '”' | '’' | ')'
    );
    if is_bullet(line.first_char()) {
        return true;
    }
    let hanging = line.pieces.len() > 1 && line.first().is_some_and(|p| p.letters() <= 6);
    match numbers::leading(&glyphs, Setting::Running) {
        Some(leading)
            if leading.number.is_some()
                && (ended || hanging || line.left() + size < before.left()) =>
        {
            return true;
        }
        Some(leading) if leading.number.is_none() && (ended || hanging) => return true,
        _ => {}
    }
    let width = (right - left).max(1.0);
    let short = before.right() < right - width * 0.18;
    let capital = !line.first_char().is_lowercase();
    if short && capital && (ended || before.right() < left + width * 0.55) {
        return true;
    }
    ended
        && capital
        && line.left() > before.left() + size * 0.9
        && line.left() < before.left() + size * 6.0
        && !hanging
        && numbers::leading(&before.glyphs().copied().collect::<Vec<_>>(), Setting::Item).is_none()
}

/// "Leadership ............ 12"
fn is_contents_line(line: &Line) -> bool {
    let text: String = line
        .glyphs()
        .map(|g| g.c)
        .filter(|c| !c.is_whitespace())
        .collect();
    let Some(name) = text.strip_suffix(|c: char| c.is_ascii_digit()) else {
        return false;
    };
    let name = name.trim_end_matches(|c: char| c.is_ascii_digit());
    name.ends_with("....") || name.ends_with("……")
}

/// Cells with their row, column and glyphs.
type Cells = Vec<(usize, usize, Vec<Glyph>)>;

/// A table of two or more columns that begins with the first of these lines: its cells, and how many lines it takes.
/// Rows are lines with a wide gap at the same place; a line that only continues one column wraps its cell.
fn table(lines: &[Line]) -> Option<(Cells, usize)> {
    let first = lines.first()?;
    let starts = cell_starts(first)?;
    let same = |line: &Line| {
        cell_starts(line).is_some_and(|s| {
            s.len() == starts.len()
                && s.iter()
                    .zip(&starts)
                    .all(|(a, b)| (a - b).abs() < first.size() * 1.5)
        })
    };
    let mut rows: Cells = Vec::new();
    let (mut row, mut taken, mut before) = (0usize, 0usize, first.baseline());
    for (i, line) in lines.iter().enumerate() {
        let step = line.baseline() - before;
        if i == 0 || (same(line) && step < line.size() * 4.0) {
            row = if i == 0 { 0 } else { row + 1 };
            for (column, piece) in line.pieces.iter().enumerate() {
                rows.push((row, column, piece.glyphs.clone()));
            }
        } else if line.pieces.len() == 1 && step < line.size() * 1.45 {
            let column = starts
                .iter()
                .position(|s| (line.left() - s).abs() < line.size() * 1.5);
            let room = column
                .and_then(|c| starts.get(c + 1))
                .is_none_or(|next| line.right() < *next);
            match (
                column,
                rows.iter_mut()
                    .rev()
                    .find(|(r, c, _)| *r == row && Some(*c) == column),
            ) {
                (Some(_), Some((_, _, glyphs))) if room => glyphs.extend(line.glyphs()),
                _ => break,
            }
        } else {
            break;
        }
        before = line.baseline();
        taken = i + 1;
    }
    (row >= 1).then_some((rows, taken))
}

/// Where the cells of a line begin; none where it is a line of text.
fn cell_starts(line: &Line) -> Option<Vec<f32>> {
    let letters = |p: &Piece| p.glyphs.iter().filter(|g| g.c.is_alphabetic()).count();
    let wide = line
        .pieces
        .windows(2)
        .all(|p| matches!(p, [a, b] if b.left - a.right > a.size * CELL_GAP));
    let worded = line.pieces.first().is_some_and(|p| letters(p) >= 3)
        && line.pieces.iter().all(|p| p.letters() >= 1);
    (line.pieces.len() >= 2 && wide && worded && !is_contents_line(line))
        .then(|| line.pieces.iter().map(|p| p.left).collect())
}
