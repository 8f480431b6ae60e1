//! A briefing pack: its blocks one after another, and a front page that keeps to its page.

use std::collections::BTreeMap;

use scrutiny_domain::briefing::{Asked, Block, Briefing, Inline};

use crate::blocks;
use crate::document::{Running, document};
use crate::flow::Flow;
use crate::levels::Levels;
use crate::paginate::paginate;
use crate::seal::About;
use crate::theme::{SOFT, Sheet, Theme, Type};
use crate::typeset::Typesetter;
use crate::wording::belonging;
use crate::{PrintError, Printed};

/// The share of a page that what leads from the title of a part to its first heading is not parted up to.
const INTRODUCTION: f32 = 0.3;
/// A phrase no longer than this below a title says what the part is.
const UNDER_TITLE: usize = 140;

pub fn write(briefing: &Briefing, sheet: Sheet) -> Result<Printed, PrintError> {
    let theme = Theme {
        one_ink: briefing.neutral,
        ..Theme::from(sheet)
    };
    let about = About {
        title: &briefing.title,
        author: author(briefing),
        subject: &briefing.running_title,
        language: "en-GB",
        made: briefing.made,
    };
    let foot = [briefing.footer.clone()];
    let running = Running {
        left: &briefing.running_title,
        right: &briefing.running_note,
        foot: &foot,
        notice: "",
    };
    let (front, rest) = briefing.blocks.split_at(front_of(&briefing.blocks));
    let tight = fitting(&theme, front);
    document(&theme, &about, &running, &mut |flow| {
        let mut levels = Levels::default();
        flow.tight = tight;
        set(flow, &mut levels, front);
        flow.tight = 1.0;
        set(flow, &mut levels, rest);
    })
}

/// Who made it, else the program: the council whose service it is about wrote nothing of it.
pub fn author(briefing: &Briefing) -> &str {
    briefing.by.as_deref().unwrap_or("Scrutiny Desk")
}

/// How far the front page's spaces are drawn together, from not at all.
const TIGHT: [f32; 5] = [1.0, 0.8, 0.6, 0.4, 0.2];

/// Where the first part ends.
fn front_of(blocks: &[Block]) -> usize {
    let part = |block: &Block| matches!(block, Block::Heading { level: 1, .. });
    blocks
        .iter()
        .skip(1)
        .position(part)
        .map_or(blocks.len(), |at| at + 1)
}

/// The loosest setting in which the blocks stand on one page, or on the two sides of a leaf, as in large print; as usual
/// where none does.
fn fitting(theme: &Theme, blocks: &[Block]) -> f32 {
    let (mut typesetter, known) = (Typesetter::default(), BTreeMap::new());
    let mut on_a_leaf = None;
    for tight in TIGHT {
        let mut flow = Flow::new(&mut typesetter, theme, &known);
        flow.tight = tight;
        set(&mut flow, &mut Levels::default(), blocks);
        match paginate(flow.boxes, &flow.panels, &flow.heads, theme).len() {
            0 | 1 => return tight,
            2 => on_a_leaf = on_a_leaf.or(Some(tight)),
            _ => {}
        }
    }
    on_a_leaf.unwrap_or(1.0)
}

fn set(flow: &mut Flow<'_>, levels: &mut Levels, blocks: &[Block]) {
    let mut before: Option<&Block> = None;
    for (index, block) in blocks.iter().enumerate() {
        match block {
            Block::Heading {
                level,
                text,
                anchor,
            } => {
                // What follows the front page begins a page, and a part does where little is left of one.
                if *level == 1 && !flow.bookmarks.is_empty() {
                    flow.turn |= index == 0;
                    flow.part = true;
                }
                blocks::heading(flow, levels, *level, text, anchor);
            }
            Block::Paragraph { text } => {
                let part =
                    matches!(before, Some(Block::Heading { level: 1, .. })) && is_phrase(text);
                if part {
                    let set = flow.theme.under_title;
                    let first = flow.bookmarks.len() == 1;
                    let set = if first { set } else { under_part(flow.theme) };
                    flow.keep = true;
                    blocks::paragraph(flow, text, set);
                    flow.space(12.0);
                } else {
                    let from = flow.boxes.len();
                    blocks::paragraph(flow, text, flow.theme.text);
                    // What a heading and a line or two announce does not begin on the next page.
                    let next = blocks.get(index + 1);
                    flow.keep |= match before {
                        Some(Block::Heading { level: 1, .. }) => {
                            let leads = matches!(next, Some(Block::Heading { .. }));
                            if leads {
                                flow.together(from, INTRODUCTION);
                            }
                            leads
                        }
                        Some(Block::Heading { .. }) => {
                            !matches!(next, Some(Block::Heading { .. }) | None)
                        }
                        _ => false,
                    };
                }
            }
            Block::Notice { text } => blocks::notice(flow, text),
            Block::Lead { text } => blocks::lead(flow, text),
            Block::Quotation(quotation) => {
                blocks::quotation(flow, quotation);
                // A line on what is quoted goes with it, and so does a note.
                let next = blocks.get(index + 1);
                let more = matches!(next, Some(Block::Quotation(_)));
                flow.keep |=
                    more || matches!(next, Some(Block::Paragraph { .. } | Block::Note { .. }));
                flow.yields |= more;
            }
            Block::Quotations { columns } => {
                blocks::quotations(flow, columns);
                // What is compared is seen on one page.
                let more = matches!(blocks.get(index + 1), Some(Block::Quotations { .. }));
                flow.keep |= more;
                flow.yields |= more;
            }
            Block::Statement {
                heading,
                quotation,
                remark,
            } => {
                blocks::statement(flow, heading, quotation, remark.as_deref());
            }
            Block::Note { heading, text } => blocks::note(flow, heading, text),
            Block::List { ordered, items } => list(flow, *ordered, items),
            Block::Questions { items } => questions(flow, items),
            Block::Moves { items } => blocks::moves(flow, items),
            Block::Columns { columns } => side_by_side(flow, levels, columns),
            Block::Table(table) => blocks::table(flow, table),
            Block::Timeline(timeline) => blocks::timeline(flow, timeline),
            Block::Chart(chart) => {
                blocks::chart(flow, chart);
                let goes_with =
                    |b: &Block| matches!(b, Block::Quotations { .. } | Block::Paragraph { .. });
                flow.keep |= blocks.get(index + 1).is_some_and(goes_with);
            }
            Block::PageBreak => flow.turn = true,
        }
        before = Some(block);
    }
}

/// The line under the title of a part.
fn under_part(theme: &Theme) -> Type {
    Type {
        ink: SOFT,
        ..theme.headings[2].in_face(theme.text.face)
    }
}

/// Text no wider than this has no columns: they would be narrow, and could not be parted at the end of a page.
const NARROW: f32 = 400.0;
/// Between columns of blocks.
const BETWEEN: f32 = 24.0;

/// Groups of blocks in columns of one width, read one after another.
fn side_by_side(flow: &mut Flow<'_>, levels: &mut Levels, columns: &[Vec<Block>]) {
    if columns.len() < 2 || !flow.theme.dense || flow.width < NARROW {
        columns.iter().for_each(|only| set(flow, levels, only));
        return;
    }
    #[expect(clippy::cast_precision_loss, reason = "two or three")]
    let count = columns.len() as f32;
    let width = (flow.width - BETWEEN * (count - 1.0)) / count;
    let (mut x, mut tallest, mut all) = (flow.x, 0.0_f32, Vec::new());
    for column in columns {
        let (height, items) = flow.apart(x, width, |flow| set(flow, levels, column));
        tallest = tallest.max(height);
        all.extend(items);
        x += width + BETWEEN;
    }
    flow.add_box(tallest, all);
    flow.space(flow.theme.gap);
}

/// A numbered list: the question, then smaller what belongs to it, a line each.
fn questions(flow: &mut Flow<'_>, items: &[Asked]) {
    let texts: Vec<Vec<Inline>> = items.iter().map(question).collect();
    let entries: Vec<blocks::ListItem<'_>> = texts
        .iter()
        .enumerate()
        .map(|(index, text)| blocks::ListItem {
            label: Some(format!("{}.", index + 1)),
            text,
        })
        .collect();
    blocks::list(flow, &entries, true, true, 20.0);
}

fn question(asked: &Asked) -> Vec<Inline> {
    let mut text = vec![Inline::strong(asked.text.as_str())];
    for line in belonging(asked) {
        text.push(Inline::text(format!("\n{line}")));
    }
    if let Some(see) = &asked.see {
        text.push(Inline::text(" See "));
        text.push(see.clone());
        text.push(Inline::text("."));
    }
    text
}

/// In a numbered list, what follows a strong opening goes on a second, smaller line: a question, then for whom.
fn list(flow: &mut Flow<'_>, ordered: bool, items: &[Vec<Inline>]) {
    let items: Vec<Vec<Inline>> = items
        .iter()
        .map(|item| match item.as_slice() {
            [
                Inline::Strong { text },
                Inline::Text { text: first },
                rest @ ..,
            ] if ordered => {
                let first = Inline::text(format!("\n{}", first.trim_start()));
                [Inline::strong(text.as_str()), first]
                    .into_iter()
                    .chain(rest.iter().cloned())
                    .collect()
            }
            other => other.to_vec(),
        })
        .collect();
    let label = |index: usize, item: &[Inline]| match (ordered, item.first()) {
        (true, _) => Some(format!("{}.", index + 1)),
        // The shape of a state stands where the bullet would.
        (false, Some(Inline::State { .. } | Inline::Shape { .. })) => None,
        (false, _) => Some("•".into()),
    };
    let entries: Vec<blocks::ListItem<'_>> = items
        .iter()
        .enumerate()
        .map(|(index, text)| blocks::ListItem {
            label: label(index, text),
            text,
        })
        .collect();
    let ruled = ordered && items.iter().any(|item| has_second_line(item));
    blocks::list(
        flow,
        &entries,
        ordered,
        ruled,
        if ordered { 20.0 } else { 14.0 },
    );
}

fn has_second_line(text: &[Inline]) -> bool {
    text.iter().any(|run| match run {
        Inline::Text { text } | Inline::Strong { text } => text.contains('\n'),
        _ => false,
    })
}

/// A phrase, not a sentence, and short.
fn is_phrase(text: &[Inline]) -> bool {
    let [Inline::Text { text }] = text else {
        return false;
    };
    text.chars().count() < UNDER_TITLE && !text.trim_end().ends_with(['.', '!', '?'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_front_page_is_drawn_together_only_as_far_as_it_must_be() {
        let front = |questions: usize| {
            let item = vec![
                Inline::strong("What changed?"),
                Inline::text(" For the director."),
            ];
            vec![Block::List {
                ordered: true,
                items: vec![item; questions],
            }]
        };
        let tight = |questions| fitting(&crate::theme::BRIEFING, &front(questions));
        assert!((tight(5) - 1.0).abs() < f32::EPSILON);
        let drawn = (6..30).map(tight).find(|tight| *tight < 1.0);
        assert_eq!(drawn, Some(0.8));
        let hopeless = tight(200);
        assert!((hopeless - 1.0).abs() < f32::EPSILON, "{hopeless}");
    }
}
