//! Runs of text in a sentence: our words, words quoted, states, links. And the paragraphs made of them.

use scrutiny_domain::briefing::Inline;
use scrutiny_domain::prose::{Inner, quoted_with};

use crate::face::{Face, NESTED_CLOSE, NESTED_OPEN, NESTED_STRAIGHT_CLOSE, NESTED_STRAIGHT_OPEN};
use crate::flow::{Flow, Link};
use crate::layout_box::Panel;
use crate::theme::{ACCENT, INK, PANEL, Type};
use crate::tree::{ElementId, Role};
use crate::typeset::Span;
use crate::wording::state_words;

/// Spans of inline runs in the element, in reading order. After a line feed text goes on in `after`, where given.
pub fn spans(
    flow: &mut Flow<'_>,
    element: ElementId,
    runs: &[Inline],
    set: Type,
    after: Option<Type>,
) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut now = set;
    let mut slot = None;
    for run in runs {
        match run {
            Inline::Text { text } | Inline::Strong { text } => {
                let strong = matches!(run, Inline::Strong { .. });
                let owner = *slot.get_or_insert_with(|| flow.tree.slot(element));
                for (index, part) in text.split('\n').enumerate() {
                    if index > 0 {
                        // The space keeps the words apart when the text is read on.
                        spans.push(Span {
                            text: " \n".into(),
                            set: now,
                            owner,
                            link: None,
                        });
                        now = after.unwrap_or(now);
                    }
                    if !part.is_empty() {
                        let set = if strong {
                            now.in_face(now.face.strong())
                        } else {
                            now
                        };
                        spans.push(Span {
                            text: part.into(),
                            set,
                            owner,
                            link: None,
                        });
                    }
                }
            }
            Inline::Quoted { text } => {
                let quote = flow.tree.add(element, Role::Quote);
                let owner = flow.tree.slot(quote);
                let set = quoted(now);
                spans.push(Span {
                    text: marked(text),
                    set,
                    owner,
                    link: None,
                });
                slot = None;
            }
            Inline::Shape { level, direction } => {
                let (shape, ink, words) = state_words(*level, *direction);
                let set = now.in_ink(flow.theme.ink(ink)).in_face(now.face.strong());
                let told = flow.tree.add(element, Role::Span);
                flow.tree.at(told).alternative = Some(words);
                let owner = flow.tree.slot(told);
                spans.push(Span {
                    text: format!("{shape}\u{a0}"),
                    set,
                    owner,
                    link: None,
                });
                slot = None;
            }
            Inline::State { level, direction } => {
                let (shape, ink, words) = state_words(*level, *direction);
                let set = now.in_ink(flow.theme.ink(ink)).in_face(now.face.strong());
                spans.push(Flow::mute(&format!("{shape}\u{a0}"), set));
                let owner = *slot.get_or_insert_with(|| flow.tree.slot(element));
                spans.push(Span {
                    text: words,
                    set,
                    owner,
                    link: None,
                });
            }
            Inline::Link {
                text,
                anchor,
                description,
                page,
            } => {
                let link = link(flow, element, anchor, description);
                let owner = flow.tree.slot(flow.links[link].element);
                let shown = if *page {
                    format!("{text}, page\u{a0}{}", flow.page_of(anchor))
                } else {
                    text.clone()
                };
                spans.push(Span {
                    text: shown,
                    set: now.in_ink(flow.theme.ink(ACCENT)),
                    owner,
                    link: Some(link),
                });
                slot = None;
            }
        }
    }
    spans
}

/// A new link element and its place in the list of links.
pub fn link(flow: &mut Flow<'_>, element: ElementId, anchor: &str, description: &str) -> usize {
    let element = flow.tree.add(element, Role::Link);
    flow.links.push(Link {
        element,
        anchor: anchor.into(),
        description: description.into(),
    });
    flow.links.len() - 1
}

/// Words of a source in quotation marks. Marks among them are drawn single; what is copied or read out stays as it is in
/// the source.
pub fn marked(words: &str) -> String {
    quoted_with(words, |mark| match mark {
        Inner::Open => NESTED_OPEN,
        Inner::Close => NESTED_CLOSE,
        Inner::StraightOpen => NESTED_STRAIGHT_OPEN,
        Inner::StraightClose => NESTED_STRAIGHT_CLOSE,
    })
}

/// The serif in a size that looks the same beside the text's own.
pub fn quoted(set: Type) -> Type {
    let face = if set.face == Face::Sans {
        Face::Serif
    } else {
        Face::SerifSemiBold
    };
    Type {
        face,
        size: set.size * 1.04,
        ..set
    }
}

/// A paragraph.
pub fn paragraph(flow: &mut Flow<'_>, text: &[Inline], set: Type) {
    let element = flow.tree.add(flow.parent, Role::P);
    let spans = spans(flow, element, text, set, None);
    let lines = flow.typesetter.lines(&spans, flow.width);
    flow.lines(lines, flow.x);
    flow.space(flow.theme.gap);
}

/// The answer in a few sentences, set off with a rule.
pub fn lead(flow: &mut Flow<'_>, text: &[Inline]) {
    flow.space(12.0);
    let panel = Panel {
        x: flow.x,
        width: flow.width,
        fill: None,
        rule: Some((INK, 4.0)),
    };
    let set = flow.theme.lead;
    flow.panelled(panel, (16.0, 0.0), 0.0, |flow| {
        let element = flow.tree.add(flow.parent, Role::P);
        let small = flow.theme.small;
        let spans = spans(flow, element, text, set, Some(small));
        let lines = flow.typesetter.lines(&spans, flow.width);
        flow.lines(lines, flow.x);
    });
    flow.space(16.0);
}

/// What stands above everything, in a box.
pub fn notice(flow: &mut Flow<'_>, text: &str) {
    flow.keep = false;
    flow.space(10.0);
    let panel = Panel {
        x: flow.x,
        width: flow.width,
        fill: Some(PANEL),
        rule: Some((INK, 4.0)),
    };
    flow.panelled(panel, (16.0, 12.0), 7.0, |flow| {
        flow.block(Role::P, text, flow.theme.text.in_face(Face::SansSemiBold));
    });
    flow.space(12.0);
}
