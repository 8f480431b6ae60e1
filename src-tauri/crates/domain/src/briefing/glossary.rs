//! The terms that this pack uses, explained; the words are data in `glossary.toml`.

use std::sync::LazyLock;

use serde::Deserialize;

use super::compose::heading;
use super::{Block, Inline, Table, TableCell, TableRow, phrases};

#[derive(Deserialize)]
struct Glossary {
    term: Vec<Term>,
}

#[derive(Deserialize)]
struct Term {
    word: String,
    #[serde(rename = "as")]
    forms: Vec<String>,
    means: String,
}

static GLOSSARY: LazyLock<Glossary> = LazyLock::new(|| {
    toml::from_str(include_str!("glossary.toml"))
        .expect("the built-in file is sound: a test reads it")
});

/// A section on the terms that stand in the blocks; nothing where there are none.
pub(super) fn blocks<'a>(written: impl Iterator<Item = &'a Block>) -> Vec<Block> {
    let mut text = String::new();
    written.for_each(|block| {
        block.each_text(&mut |said| {
            text.push_str(said);
            text.push('\n');
        });
    });
    let rows: Vec<TableRow> = GLOSSARY
        .term
        .iter()
        .filter(|term| phrases::first_in(&text, &term.forms, false).is_some())
        .map(|term| TableRow::Cells {
            cells: [&term.word, &term.means]
                .map(|said| TableCell {
                    text: vec![Inline::text(said.replace('\'', "’"))],
                    ..TableCell::default()
                })
                .to_vec(),
        })
        .collect();
    if rows.is_empty() {
        return Vec::new();
    }
    vec![
        heading(1, "Words used here", "glossary"),
        Block::Table(Table {
            caption: "Terms in this pack and what they mean".to_owned(),
            widths: vec![1.0, 3.0],
            header: ["Term", "What it means"]
                .map(|h| vec![Inline::text(h)])
                .to_vec(),
            rows,
        }),
    ]
}
