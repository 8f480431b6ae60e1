//! A whole document: passes over its words until page numbers hold, running lines, then the file.

use std::collections::BTreeMap;

use crate::draw::draw;
use crate::flow::{Flow, items};
use crate::layout_box::{Item, Page};
use crate::paginate::paginate;
use crate::seal::{About, seal};
use crate::tag::tag;
use crate::theme::{INK, LINE, Theme, Type};
use crate::tree::{Owner, Role, Tree};
use crate::typeset::{Span, Typesetter};
use crate::{PrintError, Printed};

/// Page numbers in the text move the text; after so many passes they have always settled.
const PASSES: usize = 5;

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
        let pages = paginate(boxes, &panels, &heads, theme);
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
