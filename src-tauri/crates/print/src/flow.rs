//! What has been set so far, in reading order: boxes for the pages and the tree for the ear, made together so that
//! neither can say what the other does not.

use std::collections::BTreeMap;

use crate::layout_box::{Item, LayoutBox, Panel, Strip};
use crate::theme::{Ink, Theme, Type};
use crate::tree::{ElementId, Owner, Role, Tree};
use crate::typeset::{Line, Span, Typesetter};

/// A link: its element in the tree, where it goes, what it is called aloud.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    pub element: ElementId,
    pub anchor: String,
    pub description: String,
}

/// A heading for the bookmarks.
#[derive(Debug, Clone, PartialEq)]
pub struct Bookmark {
    pub level: u8,
    pub text: String,
    pub anchor: String,
}

/// The words of a document being set.
pub struct Flow<'a> {
    pub typesetter: &'a mut Typesetter,
    pub theme: &'a Theme,
    pub tree: Tree,
    pub boxes: Vec<LayoutBox>,
    pub panels: Vec<Panel>,
    pub heads: Vec<Strip>,
    pub links: Vec<Link>,
    pub bookmarks: Vec<Bookmark>,
    /// Page of each anchor as the last pass found it, from 0.
    pub known: &'a BTreeMap<String, usize>,
    /// Element that new blocks come into.
    pub parent: ElementId,
    /// Left edge and width of the column.
    pub x: f32,
    pub width: f32,
    /// Space owed before the next box.
    pub owed: f32,
    /// The next box stays with the last.
    pub keep: bool,
    /// It does, unless that would leave a hole.
    pub yields: bool,
    /// The next box begins a page.
    pub turn: bool,
    /// The next box begins a part.
    pub part: bool,
    pub panel: Option<usize>,
    pub head: Option<usize>,
    /// Share of the usual space between things; less where a part has to fit its page.
    pub tight: f32,
}

impl<'a> Flow<'a> {
    pub fn new(
        typesetter: &'a mut Typesetter,
        theme: &'a Theme,
        known: &'a BTreeMap<String, usize>,
    ) -> Flow<'a> {
        Flow {
            typesetter,
            theme,
            tree: Tree::default(),
            boxes: Vec::new(),
            panels: Vec::new(),
            heads: Vec::new(),
            links: Vec::new(),
            bookmarks: Vec::new(),
            known,
            parent: Tree::ROOT,
            x: theme.left,
            width: theme.right - theme.left,
            owed: 0.0,
            keep: false,
            yields: false,
            turn: false,
            part: false,
            panel: None,
            head: None,
            tight: 1.0,
        }
    }

    /// Owes space before the next box; the larger of two demands counts.
    pub fn space(&mut self, points: f32) {
        self.owed = self.owed.max(points * self.tight);
    }

    /// Adds a box, with the space owed and the ties that hold now.
    pub fn add_box(&mut self, height: f32, items: Vec<Item>) {
        self.boxes.push(LayoutBox {
            before: std::mem::take(&mut self.owed),
            height,
            items,
            glued: std::mem::take(&mut self.keep),
            yields: std::mem::take(&mut self.yields),
            page: std::mem::take(&mut self.turn),
            part: std::mem::take(&mut self.part),
            panel: self.panel,
            head: self.head,
            feet: Vec::new(),
        });
    }

    /// Height without content, inside a panel.
    pub fn pad(&mut self, points: f32) {
        self.add_box(points, Vec::new());
    }

    /// Adds lines of text at `x`; neither the first nor the last line of a text stands alone on a page.
    pub fn lines(&mut self, lines: Vec<Line>, x: f32) {
        let count = lines.len();
        for (index, line) in lines.into_iter().enumerate() {
            if index == 1 || (index > 0 && index + 1 == count) {
                self.keep = true;
            }
            let height = line.height;
            self.add_box(height, items(line, x, 0.0));
        }
    }

    /// Sets text in the column as an element of its own under the current parent.
    pub fn block(&mut self, role: Role, text: &str, set: Type) -> ElementId {
        let element = self.tree.add(self.parent, role);
        let spans = self.plain(element, text, set);
        let lines = self.typesetter.lines(&spans, self.width);
        self.lines(lines, self.x);
        element
    }

    /// One span of plain text in a new slot of the element.
    pub fn plain(&mut self, element: ElementId, text: &str, set: Type) -> Vec<Span> {
        let owner = self.tree.slot(element);
        vec![Span {
            text: text.into(),
            set,
            owner,
            link: None,
        }]
    }

    /// Text that is not read out.
    pub fn mute(text: &str, set: Type) -> Span {
        Span {
            text: text.into(),
            set,
            owner: Owner::Artifact,
            link: None,
        }
    }

    /// A line across the column, `y` below the top of its box; not read out.
    pub fn rule(&self, y: f32, width: f32, ink: Ink) -> Item {
        let points = vec![(self.x, y), (self.x + self.width, y)];
        Item::line(Owner::Artifact, points, width, ink)
    }

    /// Keeps the boxes since `from` on one page where they are lower than this share of one.
    pub fn together(&mut self, from: usize, share: f32) {
        let own = &mut self.boxes[from..];
        let height: f32 = own
            .iter()
            .map(|layout_box| layout_box.before + layout_box.height)
            .sum();
        if height < (self.theme.bottom - self.theme.top) * share {
            own.iter_mut()
                .skip(1)
                .for_each(|layout_box| layout_box.glued = true);
        }
    }

    /// Runs `make` with boxes of its own in a narrower column and hands them back as one piece: height and items.
    pub fn apart(
        &mut self,
        x: f32,
        width: f32,
        make: impl FnOnce(&mut Flow<'a>),
    ) -> (f32, Vec<Item>) {
        let outside = (
            std::mem::take(&mut self.boxes),
            self.x,
            self.width,
            std::mem::take(&mut self.owed),
            (
                std::mem::take(&mut self.keep),
                std::mem::take(&mut self.yields),
            ),
            std::mem::take(&mut self.turn),
            std::mem::take(&mut self.part),
            self.panel.take(),
            self.head.take(),
        );
        (self.x, self.width) = (x, width);
        make(self);
        let made = std::mem::replace(&mut self.boxes, outside.0);
        (self.x, self.width) = (outside.1, outside.2);
        (self.owed, (self.keep, self.yields)) = (outside.3, outside.4);
        (self.turn, self.part) = (outside.5, outside.6);
        (self.panel, self.head) = (outside.7, outside.8);
        stack(made)
    }

    /// Opens a panel around what `make` sets; padding above and below, column narrowed by `inset` left and right.
    pub fn panelled(
        &mut self,
        panel: Panel,
        inset: (f32, f32),
        pad: f32,
        make: impl FnOnce(&mut Flow<'a>),
    ) {
        let (x, width) = (self.x, self.width);
        self.panels.push(panel);
        let outer = self.panel.replace(self.panels.len() - 1);
        (self.x, self.width) = (x + inset.0, width - inset.0 - inset.1);
        if pad > 0.0 {
            self.pad(pad);
            self.keep = true;
        }
        make(self);
        if pad > 0.0 {
            self.keep = true;
            self.owed = 0.0;
            self.pad(pad);
        }
        (self.x, self.width) = (x, width);
        self.panel = outer;
    }

    /// Runs `make` with another parent for new elements.
    pub fn under(&mut self, parent: ElementId, make: impl FnOnce(&mut Flow<'a>)) {
        let outer = std::mem::replace(&mut self.parent, parent);
        make(self);
        self.parent = outer;
    }

    /// What to print for the page of an anchor: its number from 1, or a figure as wide until pages are known.
    pub fn page_of(&self, anchor: &str) -> String {
        self.known
            .get(anchor)
            .map_or_else(|| "0".into(), |page| (page + 1).to_string())
    }
}

/// The items of a line whose top is at `y`.
pub fn items(line: Line, x: f32, y: f32) -> Vec<Item> {
    let baseline = y + line.baseline;
    line.runs
        .into_iter()
        .map(|run| Item::Text {
            x: x + run.x,
            y: baseline - run.set.rise,
            run,
        })
        .collect()
}

/// Boxes one below another as one piece.
pub fn stack(boxes: Vec<LayoutBox>) -> (f32, Vec<Item>) {
    let mut y = 0.0;
    let mut all = Vec::new();
    for (index, layout_box) in boxes.into_iter().enumerate() {
        y += if index == 0 { 0.0 } else { layout_box.before };
        all.extend(layout_box.items.into_iter().map(|mut item| {
            item.lower(y);
            item
        }));
        y += layout_box.height;
    }
    (y, all)
}
