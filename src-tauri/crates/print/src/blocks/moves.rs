//! What moved: the name of a matter and what happened to it on one line, below them the words that show it.

use scrutiny_domain::briefing::{Inline, Move};
use scrutiny_domain::findings::{Direction, Level};

use super::words::{marked, quoted, spans};
use crate::face::Face;
use crate::flow::{Flow, items};
use crate::layout_box::Item;
use crate::theme::{LINE, SOFT};
use crate::tree::{Owner, Role};
use crate::typeset::Span;
use crate::wording::state_words;

/// Between the name and what happened.
const AIR: f32 = 14.0;

/// A list of matters with hairlines between them.
pub fn moves(flow: &mut Flow<'_>, all: &[Move]) {
    let list = flow.tree.add(flow.parent, Role::L);
    for (index, one) in all.iter().enumerate() {
        let element = flow.tree.add(list, Role::LI);
        let body = flow.tree.add(element, Role::LBody);
        if index > 0 {
            flow.owed = 0.0;
        }
        let pad = 3.6 * flow.tight;
        let points = vec![(flow.x, 0.0), (flow.x + flow.width, 0.0)];
        let rule = Item::line(Owner::Artifact, points, 0.75, LINE);
        flow.keep |= index == 0;
        flow.add_box(pad, vec![rule]);
        flow.keep = true;
        let from = flow.boxes.len();
        head(flow, body, one);
        if let Some(said) = &one.words {
            flow.keep = true;
            flow.space(1.5);
            let quote = flow.tree.add(body, Role::Quote);
            let owner = flow.tree.slot(quote);
            let set = quoted(flow.theme.text);
            let mut text = vec![Span {
                text: marked(&said.words),
                set,
                owner,
                link: None,
            }];
            let place = format!(" {}", said.citation.replace("page ", "page\u{a0}"));
            let small = flow.theme.small.in_ink(SOFT);
            text.extend(flow.plain(body, &place, small));
            let lines = flow.typesetter.lines(&text, flow.width);
            flow.lines(lines, flow.x);
        }
        // A matter and its words are read in one.
        let own = flow.boxes.get_mut(from..).unwrap_or_default();
        own.iter_mut()
            .for_each(|layout_box| layout_box.glued = true);
        flow.keep = true;
        flow.pad(pad);
    }
    flow.space(flow.theme.gap);
}

/// The name at the left, what happened at the right; below one another where a line has no room for both.
fn head(flow: &mut Flow<'_>, body: crate::tree::ElementId, one: &Move) {
    let set = flow.theme.text;
    let strong = set.in_face(Face::SansSemiBold);
    let shape = one.level.map(|level| Inline::Shape {
        level,
        direction: Direction::None,
    });
    let named: Vec<Inline> = shape.into_iter().chain([one.title.clone()]).collect();
    let left = spans(flow, body, &named, strong, None);
    let left = flow.typesetter.lines(&left, flow.width);
    if one.said.is_empty() {
        flow.lines(left, flow.x);
        return;
    }
    let (_, ink, _) = state_words(one.level.unwrap_or(Level::None), Direction::None);
    let said = strong.in_ink(flow.theme.ink(ink));
    // The space keeps the two apart when they are read on.
    let right = flow.plain(body, &format!(" {}", one.said), said);
    let mut right = flow.typesetter.lines(&right, flow.width);
    let fits = left.len() == 1 && right.len() == 1;
    if fits && left[0].width + AIR + right[0].width <= flow.width {
        let x = flow.x + flow.width - right[0].width;
        let height = left[0].height.max(right[0].height);
        let baseline = left[0].baseline;
        right[0].baseline = baseline;
        let mut all = Vec::new();
        left.into_iter()
            .for_each(|line| all.extend(items(line, flow.x, 0.0)));
        right
            .into_iter()
            .for_each(|line| all.extend(items(line, x, 0.0)));
        flow.add_box(height, all);
    } else {
        flow.lines(left, flow.x);
        flow.keep = true;
        flow.lines(right, flow.x);
    }
}
