//! The parts of the pack with their pages, after the first page.

use super::compose::heading;
use super::{Block, Inline};

/// Fewer parts need no list.
const FEW: usize = 3;

pub(super) fn blocks<'b>(parts: impl Iterator<Item = &'b Block>) -> Vec<Block> {
    let items: Vec<Vec<Inline>> = parts
        .filter_map(|block| match block {
            Block::Heading {
                level: 1,
                text,
                anchor,
            } => Some(vec![Inline::Link {
                text: text.clone(),
                anchor: anchor.clone(),
                description: format!("Go to: {text}"),
                page: true,
            }]),
            _ => None,
        })
        .collect();
    if items.len() <= FEW {
        return Vec::new();
    }
    vec![
        heading(1, "In this pack", "contents"),
        Block::List {
            ordered: false,
            items,
        },
    ]
}
