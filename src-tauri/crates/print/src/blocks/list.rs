//! Lists: bulleted, numbered, and lists of contents whose items end in a page number.

use scrutiny_domain::briefing::Inline;

use super::words::{link, spans};
use crate::brick;
use crate::flow::{Flow, items};
use crate::look::{LINE, SOFT};
use crate::tree::{Owner, Role};
use crate::typeset::Span;

/// An item of a list with its label.
#[derive(Debug, Clone, PartialEq)]
pub struct Item<'a> {
    /// "•", "1.", "2.1"; none where the item begins with a shape of its own.
    pub label: Option<String>,
    pub text: &'a [Inline],
}

/// Room for the page number at the right edge.
const PAGE_COLUMN: f32 = 52.0;

/// A list. A line feed in an item begins a second, smaller line. Items that end in a link with its page are a list of
/// contents: hairlines, page numbers at the right edge. `ruled` draws the hairlines for other lists too.
pub fn list(
    flow: &mut Flow<'_>,
    entries: &[Item<'_>],
    numbered: bool,
    ruled: bool,
    label_width: f32,
) {
    let list = flow.tree.add(flow.parent, Role::L);
    flow.tree.at(list).numbered = numbered;
    let contents =
        !entries.is_empty() && entries.iter().all(|item| ends_in_page(item.text).is_some());
    let ruled = ruled || contents;
    let labelled = entries.iter().any(|item| item.label.is_some());
    let indent = if labelled { label_width } else { 0.0 };
    for (index, entry) in entries.iter().enumerate() {
        let element = flow.tree.add(list, Role::LI);
        let set = flow.look.text;
        let label = entry.label.as_ref().map(|label| {
            let lbl = flow.tree.add(element, Role::Lbl);
            let spans = flow.plain(lbl, label, set);
            flow.typesetter.lines(&spans, indent.max(1.0))
        });
        let body = flow.tree.add(element, Role::LBody);
        let small = flow.look.small;
        let page = ends_in_page(entry.text);
        let (lines, page) = match (contents, page) {
            (true, Some(page)) => {
                let mut body_spans = spans(
                    flow,
                    body,
                    &entry.text[..entry.text.len() - 1],
                    set,
                    Some(small),
                );
                let target = link(flow, body, page.anchor, page.description);
                let owner = flow.tree.slot(flow.links[target].element);
                let text = page.text.to_owned();
                // The space keeps the words and the page number apart when the item is read on.
                body_spans.push(Span {
                    text: format!("{text} "),
                    set,
                    owner,
                    link: Some(target),
                });
                let number = format!("page\u{a0}{}", flow.page_of(page.anchor));
                let number = Span {
                    text: number,
                    set: small.in_ink(SOFT),
                    owner,
                    link: Some(target),
                };
                let lines = flow
                    .typesetter
                    .lines(&body_spans, flow.width - indent - PAGE_COLUMN);
                (lines, flow.typesetter.lines(&[number], PAGE_COLUMN).pop())
            }
            _ => {
                let body_spans = spans(flow, body, entry.text, set, Some(small));
                (
                    flow.typesetter.lines(&body_spans, flow.width - indent),
                    None,
                )
            }
        };
        let pad = if ruled { 4.2 } else { 0.0 };
        if index > 0 {
            flow.space(if ruled { 0.0 } else { 3.0 });
        }
        if ruled {
            // The rule and the padding are one brick with the first line.
            flow.brick(
                pad,
                vec![rule(
                    flow.x + if numbered { indent } else { 0.0 },
                    flow.x + flow.width,
                )],
            );
            flow.keep = true;
        }
        let from = flow.bricks.len();
        let last_baseline = lines.last().map(|line| line.baseline);
        flow.lines(lines, flow.x + indent);
        if flow.bricks.len() == from {
            continue;
        }
        if let Some(label) = label.and_then(|mut lines| {
            if lines.is_empty() {
                None
            } else {
                Some(lines.remove(0))
            }
        }) {
            let mut head = items(label, flow.x, 0.0);
            head.append(&mut flow.bricks[from].items);
            flow.bricks[from].items = head;
        }
        if let (Some(mut number), Some(baseline)) = (page, last_baseline) {
            number.baseline = baseline;
            let x = flow.x + flow.width - number.width;
            let last = flow.bricks.len() - 1;
            flow.bricks[last].items.extend(items(number, x, 0.0));
        }
        if ruled {
            flow.keep = true;
            flow.pad(pad + 0.8);
        }
    }
    flow.space(flow.look.gap + if ruled { 3.0 } else { 0.0 });
}

fn rule(from: f32, to: f32) -> brick::Item {
    brick::Item::Stroke {
        owner: Owner::Artifact,
        points: vec![(from, 0.0), (to, 0.0)],
        width: 0.75,
        ink: LINE,
        dash: None,
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
