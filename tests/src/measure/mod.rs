//! How far the program's reading agrees with what people found by reading: the measures behind `cargo xtask evaluate`
//! and behind the tests on real documents.
//!
//! Works on folders that are not part of the repository: a corpus of documents and hand labels on them. Each measure
//! is a [`Group`] of rows; beside each figure stands what saying the commonest answer every time would score.
//! Deliberately not here: any threshold (the tests hold those) and any text of a real document.

pub mod corpus;
pub mod facts;
pub mod findings;
pub mod labels;
pub mod lines;
pub mod matching;
pub mod reading;
pub mod second;

use std::fmt::Write as _;

/// Figures of one kind, as a table.
#[derive(Debug, Clone, Default)]
pub struct Group {
    pub title: String,
    /// Heads of the columns after the first.
    pub columns: Vec<String>,
    pub rows: Vec<Row>,
    /// What was wrong, one line each, for `--errors`. Nothing of an authority that is held back.
    pub errors: Vec<String>,
}

/// One measure: its name, and a cell for each column ("" where there is none).
#[derive(Debug, Clone)]
pub struct Row {
    pub name: String,
    pub cells: Vec<String>,
}

impl Group {
    pub fn new(title: &str, columns: &[&str]) -> Group {
        Group {
            title: title.to_owned(),
            columns: columns.iter().map(|c| (*c).to_owned()).collect(),
            ..Group::default()
        }
    }

    pub fn row(&mut self, name: impl Into<String>, cells: Vec<String>) {
        self.rows.push(Row {
            name: name.into(),
            cells,
        });
    }

    /// The table as text, columns aligned.
    pub fn table(&self) -> String {
        let width = |texts: &mut dyn Iterator<Item = &str>| {
            texts.map(|t| t.chars().count()).max().unwrap_or(0)
        };
        let first = width(&mut self.rows.iter().map(|r| r.name.as_str()));
        let widths: Vec<usize> = (0..self.columns.len())
            .map(|c| {
                let cells = self
                    .rows
                    .iter()
                    .map(|r| r.cells.get(c).map_or("", String::as_str));
                width(&mut cells.chain([self.columns[c].as_str()]))
            })
            .collect();
        let mut out = format!("\n{}\n", self.title);
        let mut line = |name: &str, cells: &[String]| {
            let _ = write!(out, "  {name:<first$}");
            for (c, width) in widths.iter().enumerate() {
                let cell = cells.get(c).map_or("", String::as_str);
                let _ = write!(out, "  {cell:>width$}");
            }
            let end = out.trim_end().len();
            out.truncate(end);
            out.push('\n');
        };
        line("", &self.columns);
        for row in &self.rows {
            line(&row.name, &row.cells);
        }
        out
    }
}

/// A share as ".874", rounded down so that only a whole is one; a dash of nothing.
pub fn share(part: usize, whole: usize) -> String {
    if whole == 0 {
        return "–".to_owned();
    }
    decimal((part * 1000 / whole) as f64 / 1000.0)
}

/// A figure between nought and one as ".874".
pub fn decimal(value: f64) -> String {
    let text = format!("{value:.3}");
    text.strip_prefix('0').map_or(text.clone(), str::to_owned)
}

/// Letters and digits only, small: what is left when white space, line-end hyphens and bullets are normalised away.
pub fn bare(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_aligned_and_shares_are_short() {
        let mut group = Group::new("Reading", &["n", "right"]);
        group.row("pages", vec!["12".to_owned(), share(9, 12)]);
        group.row("a longer name", vec![String::new(), share(1, 1)]);
        assert_eq!(
            group.table(),
            "\nReading\n                  n  right\n  pages          12   .750\n  a longer name      1.000\n"
        );
        assert_eq!(share(0, 0), "–");
        assert_eq!(share(9_999, 10_000), ".999");
        assert_eq!(bare("Over-\nlap, 12%"), "overlap12");
    }
}
