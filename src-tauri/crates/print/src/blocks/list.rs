//! Lists: bulleted, numbered, and lists of contents whose items end in a page number.

use scrutiny_domain::briefing::Inline;

use super::words::{link, spans};
use crate::flow::{Flow, items};
use crate::layout_box::Item;
use crate::theme::{LINE, SOFT};
use crate::tree::{ElementId, Owner, Role};
use crate::typeset::{Line, Span};
use crate::wording::state_words;

/// An item of a list with its label.
#[derive(Debug, Clone, PartialEq)]
pub struct ListItem<'a> {
    /// "•", "1.", "2.1"; none where the item begins with a shape of its own.
    pub label: Option<String>,
    pub text: &'a [Inline],
}

/// Room for the page number at the right edge, in sizes of the small type.
const PAGE_COLUMN: f32 = 5.6;

/// A list. A line feed in an item begins a second, smaller line. A bulleted list with items that end in a link with its
/// page is a list of contents: hairlines, states in a column of their own, page numbers at the right edge. `ruled` draws
/// the hairlines for other lists too.
pub fn list(
    flow: &mut Flow<'_>,
    entries: &[ListItem<'_>],
    numbered: bool,
    ruled: bool,
    label_width: f32,
) {
    let list = flow.tree.add(flow.parent, Role::L);
    flow.tree.at(list).numbered = numbered;
    let contents = !numbered && entries.iter().any(|item| ends_in_page(item.text).is_some());
    let ruled = ruled || contents;
    let labelled = !contents && entries.iter().any(|item| item.label.is_some());
    let indent = if labelled { label_width } else { 0.0 };
    let states = if contents {
        state_column(flow, entries)
    } else {
        0.0
    };
    for (index, entry) in entries.iter().enumerate() {
        let element = flow.tree.add(list, Role::LI);
        let label = entry.label.as_ref().filter(|_| !contents).map(|label| {
            let set = flow.theme.text;
            let lbl = flow.tree.add(element, Role::Lbl);
            let spans = flow.plain(lbl, label, set);
            flow.typesetter.lines(&spans, indent.max(1.0))
        });
        let body = flow.tree.add(element, Role::LBody);
        let made = if contents {
            contents_item(flow, body, entry.text, states)
        } else {
            let (set, small) = (flow.theme.text, flow.theme.small);
            let text = spans(flow, body, entry.text, set, Some(small));
            Made {
                state: None,
                lines: flow.typesetter.lines(&text, flow.width - indent),
                page: None,
            }
        };
        let pad = if ruled { 4.2 * flow.tight } else { 0.0 };
        if index > 0 {
            flow.space(if ruled { 0.0 } else { 3.0 });
        }
        if ruled {
            let from = flow.x + if numbered { indent } else { 0.0 };
            let points = vec![(from, 0.0), (flow.x + flow.width, 0.0)];
            let rule = Item::line(Owner::Artifact, points, 0.75, LINE);
            flow.add_box(pad, vec![rule]);
            flow.keep = true;
        }
        let from = flow.boxes.len();
        let last_baseline = made.lines.last().map(|line| line.baseline);
        flow.lines(made.lines, flow.x + indent + states);
        if flow.boxes.len() == from {
            continue;
        }
        if ruled {
            // A question and what belongs to it are read in one.
            let own = &mut flow.boxes[from..];
            own.iter_mut()
                .for_each(|layout_box| layout_box.glued = true);
        }
        let label = label.and_then(|lines| lines.into_iter().next());
        for line in [made.state, label].into_iter().flatten() {
            let mut head = items(line, flow.x, 0.0);
            head.append(&mut flow.boxes[from].items);
            flow.boxes[from].items = head;
        }
        if let (Some(mut number), Some(baseline)) = (made.page, last_baseline) {
            number.baseline = baseline;
            let x = flow.x + flow.width - number.width;
            let last = flow.boxes.len() - 1;
            flow.boxes[last].items.extend(items(number, x, 0.0));
        }
        if ruled {
            flow.keep = true;
            flow.pad(pad + 0.8);
        }
    }
    flow.space(flow.theme.gap + if ruled { 3.0 } else { 0.0 });
}

struct Made {
    state: Option<Line>,
    lines: Vec<Line>,
    page: Option<Line>,
}

/// State, words, page number.
fn contents_item(flow: &mut Flow<'_>, body: ElementId, text: &[Inline], states: f32) -> Made {
    let set = flow.theme.text;
    let (state, rest) = match text {
        [
            state @ (Inline::State { .. } | Inline::Shape { .. }),
            rest @ ..,
        ] => (std::slice::from_ref(state), rest),
        rest => (&[][..], rest),
    };
    let mut state = spans(flow, body, state, flow.theme.small, None);
    if let Some(words) = state.last_mut() {
        // The space keeps the state and the words apart when the item is read on.
        words.text.push(' ');
    }
    let mut state = flow.typesetter.lines(&state, flow.width);
    let target = ends_in_page(rest);
    let before = &rest[..rest.len() - usize::from(target.is_some())];
    let is_blank = |run: &Inline| matches!(run, Inline::Text { text } if text.trim().is_empty());
    let before = if before.iter().all(is_blank) {
        &[][..]
    } else {
        before
    };
    let column = PAGE_COLUMN * flow.theme.small.size;
    let mut text = spans(flow, body, before, set, None);
    let mut number = None;
    if let Some(page) = target {
        let target = link(flow, body, page.anchor, page.description);
        let owner = flow.tree.slot(flow.links[target].element);
        // The space keeps the words and the page number apart when the item is read on.
        text.push(Span {
            text: format!("{} ", page.text),
            set,
            owner,
            link: Some(target),
        });
        let shown = format!("page\u{a0}{}", flow.page_of(page.anchor));
        let span = Span {
            text: shown,
            set: flow.theme.small.in_ink(SOFT),
            owner,
            link: Some(target),
        };
        number = flow.typesetter.lines(&[span], column).pop();
    }
    let lines = flow.typesetter.lines(&text, flow.width - states - column);
    let mut state = if state.is_empty() {
        None
    } else {
        Some(state.remove(0))
    };
    if let (Some(state), Some(first)) = (&mut state, lines.first()) {
        state.baseline = first.baseline;
    }
    Made {
        state,
        lines,
        page: number,
    }
}

/// The widest state of the items, and air.
fn state_column(flow: &mut Flow<'_>, entries: &[ListItem<'_>]) -> f32 {
    let (mut widest, mut alone) = (0.0_f32, false);
    for entry in entries {
        let said = match entry.text.first() {
            Some(Inline::State { level, direction }) => {
                let (shape, _, words) = state_words(*level, *direction);
                format!("{shape} {words}")
            }
            Some(Inline::Shape { .. }) => {
                alone = true;
                "◆".to_owned()
            }
            _ => String::new(),
        };
        if !said.is_empty() {
            let set = flow.theme.small.in_face(flow.theme.small.face.strong());
            let lines = flow.typesetter.lines(&[Flow::mute(&said, set)], flow.width);
            widest = widest.max(lines.first().map_or(0.0, |line| line.width));
        }
    }
    match (widest > 0.0, alone) {
        (false, _) => 0.0,
        (true, false) => widest + 14.0,
        (true, true) => widest + 7.0,
    }
}

struct PageLink<'a> {
    text: &'a str,
    anchor: &'a str,
    description: &'a str,
}

fn ends_in_page(text: &[Inline]) -> Option<PageLink<'_>> {
    match text.last() {
        Some(Inline::Link {
            text,
            anchor,
            description,
            page: true,
        }) => Some(PageLink {
            text,
            anchor,
            description,
        }),
        _ => None,
    }
}
