//! Words of others: quotations, several side by side, statements in a panel; and what the user wrote.

use scrutiny_domain::briefing::Quotation;
use scrutiny_domain::findings::Level;

use super::words::marked;
use crate::face::{BOUND, Face};
use crate::flow::{Flow, items};
use crate::layout_box::{Item, Panel};
use crate::theme::{INK, MIXED, NOTE, NOTE_RULE, PANEL, RAIL, STRONG, WEAK};
use crate::tree::{Owner, Role};
use crate::typeset::Span;
use crate::wording::{state_words, to_check};

const RULE: f32 = 3.0;
const INSET: f32 = 12.0;
const GUTTER: f32 = 18.0;
/// The share of a page that a quotation is not parted up to.
const TOGETHER: f32 = 0.35;

/// One quotation across the column.
pub fn quotation(flow: &mut Flow<'_>, quotation: &Quotation) {
    flow.space(8.0);
    let panel = Panel {
        x: flow.x,
        width: flow.width,
        fill: None,
        rule: Some((flow.theme.ink(ink(quotation)), RULE)),
    };
    let from = flow.boxes.len();
    flow.panelled(panel, (INSET, 0.0), 0.0, |flow| words(flow, quotation));
    flow.together(from, TOGETHER);
    flow.space(12.0);
}

/// Quotations side by side, three in a row at most. Where one is too long for that they stand one below another.
pub fn quotations(flow: &mut Flow<'_>, columns: &[Quotation]) {
    let room = (flow.theme.bottom - flow.theme.top) * 0.55;
    for row in columns.chunks(3) {
        if row.len() == 1 || !flow.theme.dense {
            one_below_another(flow, row);
            continue;
        }
        #[expect(clippy::cast_precision_loss, reason = "at most three")]
        let count = row.len() as f32;
        let width = (flow.width - GUTTER * (count - 1.0)) / count;
        let before = flow.tree.mark();
        let mut made = Vec::new();
        let mut x = flow.x;
        for column in row {
            let (height, items) = flow.apart(x + INSET, width - INSET, |flow| words(flow, column));
            made.push((x, height, items));
            x += width + GUTTER;
        }
        let height = made
            .iter()
            .map(|(_, height, _)| *height)
            .fold(0.0, f32::max);
        if height > room {
            flow.tree.take_back(before);
            one_below_another(flow, row);
            continue;
        }
        flow.space(8.0);
        let mut all = Vec::new();
        for ((x, _, items), column) in made.into_iter().zip(row) {
            all.push(Item::Fill {
                owner: Owner::Artifact,
                x,
                y: 0.0,
                width: RULE,
                height,
                ink: flow.theme.ink(ink(column)),
            });
            all.extend(items);
        }
        flow.add_box(height, all);
        flow.space(12.0);
    }
}

/// On one page as far as that leaves no hole before it.
fn one_below_another(flow: &mut Flow<'_>, row: &[Quotation]) {
    for (index, one) in row.iter().enumerate() {
        if index > 0 {
            flow.keep = true;
            flow.yields = true;
        }
        quotation(flow, one);
    }
}

/// What somebody other than inspectors said.
pub fn statement(flow: &mut Flow<'_>, heading: &str, quotation: &Quotation, remark: Option<&str>) {
    flow.space(8.0);
    let panel = Panel {
        x: flow.x,
        width: flow.width,
        fill: Some(PANEL),
        rule: None,
    };
    flow.panelled(panel, (INSET, INSET), 9.0, |flow| {
        let set = flow.theme.text.in_face(Face::SansSemiBold);
        flow.block(Role::P, heading, set);
        flow.keep = true;
        flow.space(3.0);
        words(flow, quotation);
        if let Some(remark) = remark {
            flow.keep = true;
            flow.space(2.0);
            flow.block(Role::P, remark, flow.theme.small);
        }
    });
    flow.space(12.0);
}

/// What the user wrote, on the yellow note.
pub fn note(flow: &mut Flow<'_>, heading: &str, text: &str) {
    flow.space(8.0);
    let panel = Panel {
        x: flow.x,
        width: flow.width,
        fill: Some(NOTE),
        rule: Some((NOTE_RULE, RULE)),
    };
    let element = flow.tree.add(flow.parent, Role::Div);
    flow.under(element, |flow| {
        flow.panelled(panel, (INSET, INSET), 8.0, |flow| {
            flow.block(
                Role::P,
                heading,
                flow.theme.text.in_face(Face::SansSemiBold),
            );
            flow.keep = true;
            for paragraph in text
                .split('\n')
                .filter(|paragraph| !paragraph.trim().is_empty())
            {
                flow.space(2.5);
                flow.block(Role::P, paragraph, flow.theme.text);
            }
        });
    });
    flow.space(12.0);
}

/// Heading with the state at the right, the words, the citation.
fn words(flow: &mut Flow<'_>, quotation: &Quotation) {
    let small = flow.theme.small;
    let head = small.in_face(Face::SansSemiBold).in_ink(INK);
    let state = quotation
        .state
        .map(|(level, direction)| state_words(level, direction));
    if quotation.heading.is_some() || state.is_some() {
        let element = flow.tree.add(flow.parent, Role::P);
        let mut left = Vec::new();
        if let Some(heading) = &quotation.heading {
            let owner = flow.tree.slot(element);
            left.push(Span {
                text: format!("{heading} "),
                set: head,
                owner,
                link: None,
            });
        }
        let mut right = Vec::new();
        if let Some((shape, ink, words)) = state {
            right.push(Flow::mute(
                &format!("{shape}\u{a0}"),
                head.in_ink(flow.theme.ink(ink)),
            ));
            let owner = flow.tree.slot(element);
            right.push(Span {
                text: to_check(&words.replace(' ', "\u{a0}"), quotation.check.is_some()),
                set: head.in_ink(flow.theme.ink(ink)),
                owner,
                link: None,
            });
        }
        let left = flow.typesetter.lines(&left, flow.width);
        let right = flow.typesetter.lines(&right, flow.width);
        let fits = left.len() <= 1
            && right.len() == 1
            && left.first().map_or(0.0, |line| line.width + 12.0) + right[0].width <= flow.width;
        if fits && !left.is_empty() {
            let x = flow.x + flow.width - right[0].width;
            let (height, mut all) = (left[0].height, Vec::new());
            left.into_iter()
                .for_each(|line| all.extend(items(line, flow.x, 0.0)));
            right
                .into_iter()
                .for_each(|line| all.extend(items(line, x, 0.0)));
            flow.add_box(height, all);
        } else {
            let headed = !left.is_empty();
            flow.lines(left, flow.x);
            flow.keep |= headed;
            flow.lines(right, flow.x);
        }
        flow.keep = true;
        flow.space(2.5);
    }
    let block = flow.tree.add(flow.parent, Role::BlockQuote);
    flow.under(block, |flow| {
        flow.block(Role::P, &marked(&quotation.words), flow.theme.quoted);
    });
    flow.keep = true;
    flow.space(3.0);
    flow.block(Role::P, &bound(&quotation.citation), small);
}

/// A citation in which no line ends between "page" and its number.
fn bound(citation: &str) -> String {
    let mut text = citation.to_owned();
    for word in ["page", "pages", "paragraph"] {
        text = text.replace(&format!(" {word} "), &format!(" {word}{BOUND}"));
    }
    text
}

fn ink(quotation: &Quotation) -> crate::theme::Ink {
    match quotation.state {
        Some((Level::Weakness, _)) => WEAK,
        Some((Level::Mixed, _)) => MIXED,
        Some((Level::Strength, _)) => STRONG,
        Some((Level::None, _)) | None => RAIL,
    }
}
