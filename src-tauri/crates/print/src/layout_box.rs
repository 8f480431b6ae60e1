//! Layout boxes: pieces of a page that are not cut, each with what to draw on it.
//!
//! Knows heights and what must stay together, never what a box says.

use crate::theme::Ink;
use crate::tree::Owner;
use crate::typeset::Run;

/// Something drawn. Measures are points from the left edge of the page and the top of the box (then of the page).
#[derive(Debug, Clone, PartialEq)]
pub enum Item {
    /// Glyphs on a baseline.
    Text { x: f32, y: f32, run: Run },
    /// A filled rectangle.
    Fill {
        owner: Owner,
        x: f32,
        y: f32,
        width: f32,
        height: f32,
        ink: Ink,
    },
    /// A line through points.
    Stroke {
        owner: Owner,
        points: Vec<(f32, f32)>,
        width: f32,
        ink: Ink,
        dash: Option<f32>,
    },
    /// A disc, filled or with an outline; the outline may be dashed.
    Disc {
        owner: Owner,
        x: f32,
        y: f32,
        radius: f32,
        fill: Option<Ink>,
        line: Option<(Ink, f32, bool)>,
    },
    /// Says where an element lies (figures): drawn nothing.
    Bounds {
        element: crate::tree::ElementId,
        x: f32,
        y: f32,
        width: f32,
        height: f32,
    },
    /// Where links and bookmarks arrive.
    Anchor { name: String, y: f32 },
}

impl Item {
    /// A line through points, without a dash.
    pub fn line(owner: Owner, points: Vec<(f32, f32)>, width: f32, ink: Ink) -> Item {
        Item::Stroke {
            owner,
            points,
            width,
            ink,
            dash: None,
        }
    }

    /// Moves it down.
    pub fn lower(&mut self, by: f32) {
        match self {
            Item::Text { y, .. }
            | Item::Fill { y, .. }
            | Item::Disc { y, .. }
            | Item::Bounds { y, .. }
            | Item::Anchor { y, .. } => *y += by,
            Item::Stroke { points, .. } => points.iter_mut().for_each(|point| point.1 += by),
        }
    }

    /// The same as decoration: not read out, no link.
    pub fn repeated(mut self) -> Option<Item> {
        match &mut self {
            Item::Text { run, .. } => {
                run.owner = Owner::Artifact;
                run.link = None;
            }
            Item::Fill { owner, .. } | Item::Stroke { owner, .. } | Item::Disc { owner, .. } => {
                *owner = Owner::Artifact;
            }
            Item::Bounds { .. } | Item::Anchor { .. } => return None,
        }
        Some(self)
    }
}

/// What lies behind and beside boxes that belong together.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Panel {
    pub x: f32,
    pub width: f32,
    pub fill: Option<Ink>,
    /// Rule along the left edge.
    pub rule: Option<(Ink, f32)>,
}

/// A piece that is not cut.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct LayoutBox {
    /// Left out at the top of a page.
    pub before: f32,
    pub height: f32,
    pub items: Vec<Item>,
    /// Stays with the box before it.
    pub glued: bool,
    /// Where it is glued, comes off rather than leave a hole on the page before.
    pub yields: bool,
    /// Begins a page.
    pub page: bool,
    /// Begins a part: a page too, unless much is left of the one before.
    pub part: bool,
    /// Place in the list of panels.
    pub panel: Option<usize>,
    /// Place in the list of heads (table headers), drawn again above it at the top of a page.
    pub head: Option<usize>,
    /// Footnotes: at the foot of the page that it stands on.
    pub feet: Vec<Strip>,
}

impl LayoutBox {
    /// What it takes of a page, footnotes and all.
    pub fn takes(&self) -> f32 {
        self.height + self.feet.iter().map(|foot| foot.height).sum::<f32>()
    }
}

/// Something across the page: a table's header, drawn again on each page that the table goes on to; a footnote.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Strip {
    pub height: f32,
    pub items: Vec<Item>,
}

/// A page as it is drawn.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Page {
    pub items: Vec<Item>,
}
