//! A whole document: passes over its blocks until page numbers hold, running lines, then the file.

use std::collections::BTreeMap;

use scrutiny_domain::briefing::{Asked, Block, Briefing, Inline};

use crate::blocks::{self, Levels};
use crate::draw::draw;
use crate::flow::{Flow, items};
use crate::layout_box::{Item, Page, lay};
use crate::seal::{About, seal};
use crate::tag::tag;
use crate::theme::{INK, LINE, SOFT, Sheet, Theme, Type};
use crate::tree::{Owner, Role, Tree};
use crate::typeset::{Span, Typesetter};
use crate::{PrintError, Printed};

/// Page numbers in the text move the text; after so many passes they have always settled.
const PASSES: usize = 5;
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
        author: &briefing.authority,
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
        match lay(flow.boxes, &flow.panels, &flow.heads, theme).len() {
            0 | 1 => return tight,
            2 => on_a_leaf = on_a_leaf.or(Some(tight)),
            _ => {}
        }
    }
    on_a_leaf.unwrap_or(1.0)
}

/// Lines that stand on every page.
pub struct Running<'a> {
    pub left: &'a str,
    pub right: &'a str,
    /// Beside the page number.
    pub foot: &'a [String],
    /// A smaller line below.
    pub notice: &'a str,
}

/// Sets, lays, draws and tags what `set` says.
pub fn document(
    theme: &Theme,
    about: &About<'_>,
    running: &Running<'_>,
    set: &mut dyn FnMut(&mut Flow<'_>),
) -> Result<Printed, PrintError> {
    let mut typesetter = Typesetter::default();
    let mut known = BTreeMap::new();
    let mut made = None;
    for _ in 0..PASSES {
        let mut flow = Flow::new(&mut typesetter, theme, &known);
        set(&mut flow);
        let Flow {
            tree,
            boxes,
            panels,
            heads,
            links,
            bookmarks,
            ..
        } = flow;
        let pages = lay(boxes, &panels, &heads, theme);
        let found = anchors(&pages);
        let settled = found == known || links.is_empty();
        made = Some((tree, links, bookmarks, pages));
        if settled {
            break;
        }
        known = found;
    }
    let Some((mut tree, links, bookmarks, mut pages)) = made else {
        return Err(PrintError::Write {
            reason: "no pass was made".into(),
        });
    };
    tree.even_out();
    // On a lone page nothing is repeated: its foot is read like any other line.
    let foot = if pages.len() == 1 && !running.foot.is_empty() {
        let paragraph = tree.add(Tree::ROOT, Role::P);
        tree.slot(paragraph)
    } else {
        Owner::Footer
    };
    run(&mut typesetter, &mut pages, theme, running, foot);
    let drawn = draw(about.title, theme, &pages, &mut tree)?;
    let options = printpdf::PdfSaveOptions {
        subset_fonts: false,
        optimize: false,
        ..Default::default()
    };
    let mut doc = drawn.pdf.to_lopdf_document(&options, &mut Vec::new());
    let tagged = tag(&mut doc, &drawn, &tree, &links, &bookmarks);
    let bytes = seal(doc, &drawn, tagged, about)?;
    Ok(Printed {
        bytes,
        pages: Some(pages.len()),
    })
}

fn anchors(pages: &[Page]) -> BTreeMap<String, usize> {
    let mut found = BTreeMap::new();
    for (number, page) in pages.iter().enumerate() {
        for item in &page.items {
            if let Item::Anchor { name, .. } = item {
                found.entry(name.clone()).or_insert(number);
            }
        }
    }
    found
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
    let entries: Vec<blocks::Item<'_>> = texts
        .iter()
        .enumerate()
        .map(|(index, text)| blocks::Item {
            label: Some(format!("{}.", index + 1)),
            text,
        })
        .collect();
    blocks::list(flow, &entries, true, true, 20.0);
}

fn question(asked: &Asked) -> Vec<Inline> {
    let mut text = vec![Inline::strong(asked.text.as_str())];
    for line in blocks::words::belonging(asked) {
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
    let entries: Vec<blocks::Item<'_>> = items
        .iter()
        .enumerate()
        .map(|(index, text)| blocks::Item {
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

/// Between what stands at the left and at the right of a running line.
const AIR: f32 = 16.0;

/// Head and foot of each page, as artifacts but for the words of the foot, which are `foot`'s.
fn run(
    typesetter: &mut Typesetter,
    pages: &mut [Page],
    theme: &Theme,
    running: &Running<'_>,
    foot: Owner,
) {
    let count = pages.len();
    let right_needs = typesetter.width(running.right, theme.small);
    for (index, page) in pages.iter_mut().enumerate() {
        let mut all = Vec::new();
        let width = theme.right - theme.left;
        // Lines one below another from a baseline, at the left or at the right; how wide the widest is.
        let mut lines = |owner: Owner, text: &str, set: Type, right: bool, room: f32, y: f32| {
            let span = Span {
                text: text.into(),
                set,
                owner,
                link: None,
            };
            let (mut widest, mut y) = (0.0_f32, y);
            for line in typesetter.lines(&[span], room) {
                widest = widest.max(line.width);
                let x = if right {
                    theme.right - line.width
                } else {
                    theme.left
                };
                let (top, leading) = (y - line.baseline, line.height);
                all.extend(items(line, x, top));
                y += leading;
            }
            widest
        };
        let rule = |owner, y, width, ink| Item::Stroke {
            owner,
            points: vec![(theme.left, y), (theme.right, y)],
            width,
            ink,
            dash: None,
        };
        let head = !(running.left.is_empty() && running.right.is_empty());
        if head {
            let (left, right) = (running.left, running.right);
            let taken = lines(Owner::Header, left, theme.small, false, width, theme.head);
            // Beside it where there is room, above it in large print.
            let y = if taken + right_needs + AIR <= width {
                theme.head
            } else {
                theme.head - theme.small.leading
            };
            lines(Owner::Header, right, theme.small, true, width, y);
        }
        let top = theme.height - theme.foot;
        let mut y = top;
        let number = format!("{} of {count}", index + 1);
        let taken = lines(Owner::Footer, &number, theme.small, true, width, y);
        for text in running.foot {
            let room = width - taken - AIR;
            lines(foot, text, theme.small, false, room, y);
            y += theme.small.leading - 1.0;
        }
        if !running.notice.is_empty() {
            let set = Type {
                size: theme.small.size - 1.5,
                ..theme.small
            };
            lines(Owner::Footer, running.notice, set, false, width, y);
        }
        if head {
            all.push(rule(Owner::Header, theme.head + 9.0, 1.4, INK));
        }
        all.push(rule(Owner::Footer, top - 15.0, 0.75, LINE));
        all.append(&mut page.items);
        page.items = all;
    }
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
