//! The structure tree and the glyphs of the pages, as a sequence of blocks in reading order.
//!
//! A block is what becomes one paragraph, before any question of numbers, joins or headings that only look like
//! headings. Deliberately not here: pages without structure (`lines`), what tables are (`tables`).

use std::collections::{BTreeSet, HashMap};

use super::compose::{LineEnds, compose, text};
use super::glyphs::{Glyph, PageGlyphs, differs, replaced};
use super::numbers;
use super::structure::{Element, Kid, Role};
use super::tables;

/// What the file says a block is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum BlockKind {
    /// Level from 1 to 6.
    Heading(u8),
    Body,
    /// Depth from 1.
    Item(u8),
    Cell {
        table: usize,
        row: usize,
        column: usize,
        header: bool,
    },
    Footnote,
    Matter,
}

/// A run of glyphs that belong together.
#[derive(Debug, Clone)]
pub(crate) struct Block {
    pub kind: BlockKind,
    pub glyphs: Vec<Glyph>,
    /// Glyphs of the label of a list item ("◼", "1.").
    pub label: Vec<Glyph>,
}

impl Block {
    pub(crate) fn new(kind: BlockKind) -> Self {
        Block {
            kind,
            glyphs: Vec::new(),
            label: Vec::new(),
        }
    }

    pub(crate) fn is_blank(&self) -> bool {
        self.glyphs
            .iter()
            .chain(&self.label)
            .all(|g| g.c.is_whitespace())
    }

    /// The number of the table it is a cell of.
    pub(crate) fn table(&self) -> Option<usize> {
        match self.kind {
            BlockKind::Cell { table, .. } => Some(table),
            _ => None,
        }
    }

    /// 0-based page of its first visible glyph.
    pub(crate) fn page(&self) -> u32 {
        self.glyphs
            .iter()
            .chain(&self.label)
            .find(|g| !g.c.is_whitespace())
            .map_or(0, |g| g.page)
    }
}

/// Glyphs by page and marked content, each handed out once.
pub(crate) type Content = HashMap<(usize, u32), Vec<Glyph>>;

/// Takes the marked glyphs of the pages apart; glyphs that carry no mark and are no artifact stay in the rest.
pub(crate) fn content(pages: &[PageGlyphs]) -> (Content, Vec<Vec<Glyph>>) {
    let mut content = Content::new();
    let mut rest = vec![Vec::new(); pages.len()];
    for (page, rest) in pages.iter().zip(&mut rest) {
        for g in page.glyphs.iter().filter(|g| !g.artifact) {
            match g.mark {
                Some(mark) => content.entry((g.page as usize, mark)).or_default().push(*g),
                None => rest.push(*g),
            }
        }
    }
    (content, rest)
}

/// The blocks of the tree, and the pages on which it states other words than are drawn. What the tree does not claim
/// stays in `content`.
pub(crate) fn of_tree(root: &Element, content: &mut Content) -> (Vec<Block>, BTreeSet<usize>) {
    let mut walk = Walk {
        content,
        out: Vec::new(),
        notes: Vec::new(),
        tables: 0,
        open: None,
        begun: false,
        otherwise: BTreeSet::new(),
    };
    walk.kids(root, &Place::default());
    walk.close();
    walk.out.retain(|b| !b.is_blank());
    (walk.out, walk.otherwise)
}

/// Where in the tree the walk is.
#[derive(Debug, Clone, Default)]
struct Place {
    /// Depth of lists.
    depth: u8,
    /// In an item, the kind of its paragraphs.
    item: bool,
    note: bool,
    matter: bool,
}

struct Walk<'a> {
    content: &'a mut Content,
    out: Vec<Block>,
    /// Notes met inside the open block: they follow it.
    notes: Vec<Block>,
    tables: usize,
    /// The block being filled.
    open: Option<Block>,
    /// True where the open block holds only the words of a label, which the next paragraph goes on.
    begun: bool,
    /// Pages with an element whose stated text is not the drawn one.
    otherwise: BTreeSet<usize>,
}

impl Walk<'_> {
    fn close(&mut self) {
        self.begun = false;
        self.out.extend(self.open.take());
        self.out.append(&mut self.notes);
    }

    fn kids(&mut self, element: &Element, place: &Place) {
        for kid in &element.kids {
            match kid {
                Kid::Content { page, mark } => self.take(*page, *mark, place),
                Kid::Element(e) => self.element(e, place),
            }
        }
    }

    fn take(&mut self, page: usize, mark: u32, place: &Place) {
        if let Some(glyphs) = self.content.remove(&(page, mark)) {
            self.begun = false;
            let kind = Self::kind(place);
            self.open
                .get_or_insert_with(|| Block::new(kind))
                .glyphs
                .extend(glyphs);
        }
    }

    fn kind(place: &Place) -> BlockKind {
        match place {
            Place { note: true, .. } => BlockKind::Footnote,
            Place { matter: true, .. } => BlockKind::Matter,
            Place {
                item: true, depth, ..
            } => BlockKind::Item((*depth).max(1)),
            _ => BlockKind::Body,
        }
    }

    fn element(&mut self, e: &Element, place: &Place) {
        if let Some(actual) = &e.actual {
            let mut drawn = Vec::new();
            self.gather(e, &mut drawn);
            if differs(&drawn, actual) {
                self.otherwise.extend(drawn.iter().map(|g| g.page as usize));
            }
            let kind = Self::kind(place);
            self.open
                .get_or_insert_with(|| Block::new(kind))
                .glyphs
                .extend(replaced(&drawn, actual));
            return;
        }
        match e.role {
            Role::Inline | Role::ItemBody => self.kids(e, place),
            Role::Group => {
                self.close();
                self.kids(e, place);
                self.close();
            }
            Role::Heading(level) => {
                self.close();
                self.open = Some(Block::new(if place.note || place.matter || place.item {
                    Self::kind(place)
                } else {
                    BlockKind::Heading(level)
                }));
                self.kids(e, place);
                self.close();
            }
            Role::Paragraph => self.paragraph(e, place),
            Role::List => {
                self.close();
                self.kids(
                    e,
                    &Place {
                        depth: place.depth.saturating_add(1).min(9),
                        ..place.clone()
                    },
                );
                self.close();
            }
            Role::Item => {
                self.close();
                self.kids(
                    e,
                    &Place {
                        item: true,
                        depth: place.depth.max(1),
                        ..place.clone()
                    },
                );
                self.close();
            }
            Role::Label => self.label(e, place),
            Role::Note => self.note(e, place),
            Role::Contents | Role::Figure => {
                self.close();
                self.kids(
                    e,
                    &Place {
                        matter: true,
                        ..place.clone()
                    },
                );
                self.close();
            }
            Role::Table => self.table(e, place),
            Role::Row | Role::HeaderCell | Role::Cell => {
                self.close();
                self.kids(e, place);
                self.close();
            }
            Role::Artifact => {
                let mut dropped = Vec::new();
                self.gather(e, &mut dropped);
            }
        }
    }

    /// The mark of an item is set apart. Other words are text: where a numbered paragraph goes on over a page, some
    /// producers tag the rest of it as an item whose label holds its first words.
    fn label(&mut self, e: &Element, place: &Place) {
        if !numbers::is_mark(&text(&compose(&self.peek(e), LineEnds::Implied))) {
            self.kids(e, place);
            self.begun = self.open.is_some();
            return;
        }
        let mut label = Vec::new();
        self.gather(e, &mut label);
        let kind = Self::kind(place);
        self.open
            .get_or_insert_with(|| Block::new(kind))
            .label
            .extend(label);
    }

    fn paragraph(&mut self, e: &Element, place: &Place) {
        // The paragraph of a label or the first of an item goes on in the open block.
        let fresh = std::mem::take(&mut self.begun)
            || self
                .open
                .as_ref()
                .is_some_and(|b| b.glyphs.iter().all(|g| g.c.is_whitespace()));
        if !fresh {
            self.close();
            self.open = Some(Block::new(Self::kind(place)));
        }
        self.kids(e, place);
        if place.item {
            return;
        }
        self.close();
    }

    /// A note stands inside the sentence it belongs to: it is set aside and follows the block.
    fn note(&mut self, e: &Element, place: &Place) {
        let outer = self.open.take();
        let before = std::mem::take(&mut self.out);
        let notes = std::mem::take(&mut self.notes);
        self.open = Some(Block::new(BlockKind::Footnote));
        self.kids(
            e,
            &Place {
                note: true,
                ..place.clone()
            },
        );
        self.close();
        let made = std::mem::replace(&mut self.out, before);
        self.notes = notes;
        self.notes.extend(made);
        self.open = outer;
    }

    fn table(&mut self, e: &Element, place: &Place) {
        self.close();
        let mut rows = Vec::new();
        self.rows(e, place, &mut rows, 0);
        if rows
            .iter()
            .all(|r: &tables::Row| r.iter().all(|c| c.blocks.iter().all(Block::is_blank)))
        {
            return;
        }
        if place.note || place.matter || tables::is_layout(&rows) {
            self.out
                .extend(rows.into_iter().flatten().flat_map(|c| c.blocks));
        } else {
            let number = self.tables;
            self.tables += 1;
            self.out.extend(tables::cells(rows, number));
        }
    }

    fn rows(&mut self, e: &Element, place: &Place, rows: &mut Vec<tables::Row>, depth: usize) {
        for kid in &e.kids {
            let Kid::Element(kid) = kid else { continue };
            match kid.role {
                Role::Row => {
                    let mut row = Vec::new();
                    for cell in &kid.kids {
                        if let Kid::Element(cell) = cell
                            && matches!(cell.role, Role::Cell | Role::HeaderCell)
                        {
                            row.push(self.cell(cell, place));
                        }
                    }
                    rows.push(row);
                }
                Role::Group if depth < 3 => self.rows(kid, place, rows, depth + 1),
                _ => {
                    // A caption, or a paragraph where a row should be.
                    let blocks = self.apart(kid, place);
                    rows.push(vec![tables::Cell {
                        header: false,
                        columns: 1,
                        rows: 1,
                        nested: false,
                        blocks,
                    }]);
                }
            }
        }
    }

    fn cell(&mut self, e: &Element, place: &Place) -> tables::Cell {
        let nested = has_table(e, 0);
        let blocks = self.apart(e, place);
        tables::Cell {
            header: e.role == Role::HeaderCell,
            columns: e.columns,
            rows: e.rows,
            nested,
            blocks,
        }
    }

    /// The blocks of an element, not yet in the output.
    fn apart(&mut self, e: &Element, place: &Place) -> Vec<Block> {
        let before = std::mem::take(&mut self.out);
        self.element(e, place);
        self.close();
        let mut made = std::mem::replace(&mut self.out, before);
        made.retain(|b| !b.is_blank());
        made
    }

    /// All glyphs below an element, which stay with it.
    fn peek(&self, e: &Element) -> Vec<Glyph> {
        let mut out = Vec::new();
        for kid in &e.kids {
            match kid {
                Kid::Content { page, mark } => {
                    out.extend(self.content.get(&(*page, *mark)).into_iter().flatten());
                }
                Kid::Element(e) => out.extend(self.peek(e)),
            }
        }
        out
    }

    /// Takes all glyphs below an element.
    fn gather(&mut self, e: &Element, into: &mut Vec<Glyph>) {
        for kid in &e.kids {
            match kid {
                Kid::Content { page, mark } => {
                    into.extend(self.content.remove(&(*page, *mark)).unwrap_or_default())
                }
                Kid::Element(e) => self.gather(e, into),
            }
        }
    }
}

fn has_table(e: &Element, depth: usize) -> bool {
    depth < 60
        && e.kids.iter().any(
            |k| matches!(k, Kid::Element(e) if e.role == Role::Table || has_table(e, depth + 1)),
        )
}
