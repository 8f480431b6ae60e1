//! A whole document: passes over its blocks until page numbers hold, running lines, then the file.

use std::collections::BTreeMap;

use scrutiny_domain::briefing::{Block, Briefing, Inline};

use crate::blocks::{self, Levels};
use crate::brick::{Item, Page, lay};
use crate::draw::draw;
use crate::flow::{Flow, items};
use crate::look::{BRIEFING, INK, LINE, Look, PAGE_HEIGHT, Type};
use crate::seal::{About, seal};
use crate::tag::tag;
use crate::tree::Owner;
use crate::typeset::{Span, Typesetter};
use crate::{PrintError, Printed};

/// Page numbers in the text move the text; after so many passes they have always settled.
const PASSES: usize = 5;
/// A phrase no longer than this below a title says what the part is.
const UNDER_TITLE: usize = 140;

pub fn write(briefing: &Briefing) -> Result<Printed, PrintError> {
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
    document(&BRIEFING, &about, &running, &mut |flow| {
        set(flow, &briefing.blocks)
    })
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
    look: &Look,
    about: &About<'_>,
    running: &Running<'_>,
    set: &mut dyn FnMut(&mut Flow<'_>),
) -> Result<Printed, PrintError> {
    let mut typesetter = Typesetter::default();
    let mut known = BTreeMap::new();
    let mut made = None;
    for _ in 0..PASSES {
        let mut flow = Flow::new(&mut typesetter, look, &known);
        set(&mut flow);
        let Flow {
            tree,
            bricks,
            panels,
            heads,
            links,
            bookmarks,
            ..
        } = flow;
        let pages = lay(bricks, &panels, &heads, look);
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
    run(&mut typesetter, &mut pages, look, running);
    let drawn = draw(about.title, &pages, &mut tree)?;
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
        pages: pages.len(),
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

fn set(flow: &mut Flow<'_>, blocks: &[Block]) {
    let mut levels = Levels::default();
    let mut before: Option<&Block> = None;
    for (index, block) in blocks.iter().enumerate() {
        match block {
            Block::Heading {
                level,
                text,
                anchor,
            } => {
                // A part begins a page, the title's own part excepted.
                flow.turn |= *level == 1 && index > 0;
                blocks::heading(flow, &mut levels, *level, text, anchor);
            }
            Block::Paragraph { text } => {
                let part =
                    matches!(before, Some(Block::Heading { level: 1, .. })) && is_phrase(text);
                if part {
                    let set = flow.look.under_title;
                    let first = index == 1;
                    let set = if first {
                        set
                    } else {
                        Type {
                            size: 11.4,
                            leading: 15.3,
                            ..set
                        }
                    };
                    flow.keep = true;
                    blocks::paragraph(flow, text, set);
                    flow.space(12.0);
                } else {
                    blocks::paragraph(flow, text, flow.look.text);
                }
            }
            Block::Lead { text } => blocks::lead(flow, text),
            Block::Quotation(quotation) => blocks::quotation(flow, quotation),
            Block::Quotations { columns } => blocks::quotations(flow, columns),
            Block::Statement {
                heading,
                quotation,
                remark,
            } => {
                blocks::statement(flow, heading, quotation, remark.as_deref());
            }
            Block::Note { heading, text } => blocks::note(flow, heading, text),
            Block::List { ordered, items } => list(flow, *ordered, items),
            Block::Table(table) => blocks::table(flow, table),
            Block::Timeline(timeline) => blocks::timeline(flow, timeline),
            Block::Chart(chart) => blocks::chart(flow, chart),
            Block::PageBreak => flow.turn = true,
        }
        before = Some(block);
    }
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
        (false, Some(Inline::State { .. })) => None,
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

/// Head and foot of each page, as artifacts.
fn run(typesetter: &mut Typesetter, pages: &mut [Page], look: &Look, running: &Running<'_>) {
    let count = pages.len();
    for (index, page) in pages.iter_mut().enumerate() {
        let mut all = Vec::new();
        let mut line = |owner: Owner, text: &str, set: Type, right: bool, y: f32| {
            let span = Span {
                text: text.into(),
                set,
                owner,
                link: None,
            };
            let Some(line) = typesetter
                .lines(&[span], look.right - look.left)
                .into_iter()
                .next()
            else {
                return;
            };
            let x = if right {
                look.right - line.width
            } else {
                look.left
            };
            let top = y - line.baseline;
            all.extend(items(line, x, top));
        };
        let rule = |owner, y, width, ink| Item::Stroke {
            owner,
            points: vec![(look.left, y), (look.right, y)],
            width,
            ink,
            dash: None,
        };
        let head = !(running.left.is_empty() && running.right.is_empty());
        if head {
            line(Owner::Header, running.left, look.small, false, 56.0);
            line(Owner::Header, running.right, look.small, true, 56.0);
        }
        let top = PAGE_HEIGHT - 38.0;
        let mut y = top;
        line(
            Owner::Footer,
            &format!("{} of {count}", index + 1),
            look.small,
            true,
            y,
        );
        for text in running.foot {
            line(Owner::Footer, text, look.small, false, y);
            y += look.small.leading - 1.0;
        }
        if !running.notice.is_empty() {
            let set = Type {
                size: look.small.size - 1.5,
                ..look.small
            };
            line(Owner::Footer, running.notice, set, false, y);
        }
        if head {
            all.push(rule(Owner::Header, 65.0, 1.4, INK));
        }
        all.push(rule(Owner::Footer, top - 15.0, 0.75, LINE));
        all.append(&mut page.items);
        page.items = all;
    }
}
