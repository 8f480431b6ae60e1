//! Headings: how they look, and their bookmark.

use crate::flow::{Bookmark, Flow};
use crate::layout_box::Item;
use crate::levels::Levels;
use crate::tree::Role;

/// A heading; it stays with what follows. `first` sets the title of the document.
pub fn heading(flow: &mut Flow<'_>, levels: &mut Levels, level: u8, text: &str, anchor: &str) {
    let first = levels.is_empty();
    let level = levels.next(level);
    let set = if first {
        flow.theme.title
    } else {
        flow.theme.headings[usize::from(level.clamp(1, 4)) - 1]
    };
    flow.space(match (first, level) {
        (true, _) => 0.0,
        (_, 1) => 26.0,
        (_, 2) => 20.0,
        (_, 3) => 14.0,
        _ => 10.0,
    });
    let from = flow.boxes.len();
    let element = flow.tree.add(flow.parent, Role::H(level));
    let spans = flow.plain(element, text, set);
    let lines = flow.typesetter.lines(&spans, flow.width);
    // All of a heading stays together.
    for (index, line) in lines.into_iter().enumerate() {
        flow.keep |= index > 0;
        let height = line.height;
        let items = crate::flow::items(line, flow.x, 0.0);
        flow.add_box(height, items);
    }
    if let Some(layout_box) = flow.boxes.get_mut(from) {
        layout_box.items.insert(
            0,
            Item::Anchor {
                name: anchor.into(),
                y: 0.0,
            },
        );
        flow.bookmarks.push(Bookmark {
            level,
            text: text.into(),
            anchor: anchor.into(),
        });
    }
    flow.space(if first { 4.0 } else { 5.0 });
    flow.keep = true;
}
