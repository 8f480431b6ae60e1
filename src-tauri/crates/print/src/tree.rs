//! What a reader hears: the structure tree while pages are made. It knows nothing of pages or PDF objects.
//!
//! Content comes into it through slots: a slot is a place among an element's children that drawing fills with
//! numbered pieces of marked content, on as many pages as it takes.

/// An element, by its place in [`Tree::elements`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct ElementId(pub usize);

/// A place for content, by its place in [`Tree::slots`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct SlotId(pub usize);

/// Whose a thing drawn is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Owner {
    /// Nobody's: decoration, not read out.
    #[default]
    Artifact,
    /// Running lines at the head and foot of the page.
    Header,
    Footer,
    Slot(SlotId),
}

/// Standard structure types (ISO 32000-1, 14.8.4).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    Document,
    H(u8),
    P,
    L,
    LI,
    Lbl,
    LBody,
    Table,
    Caption,
    THead,
    TBody,
    TR,
    TH,
    TD,
    Figure,
    BlockQuote,
    Quote,
    Span,
    /// A footnote.
    Note,
    /// Paragraphs that belong together.
    Div,
    Reference,
    Link,
}

impl Role {
    pub fn name(self) -> &'static str {
        match self {
            Role::Document => "Document",
            Role::H(1) => "H1",
            Role::H(2) => "H2",
            Role::H(3) => "H3",
            Role::H(4) => "H4",
            Role::H(5) => "H5",
            Role::H(_) => "H6",
            Role::P => "P",
            Role::L => "L",
            Role::LI => "LI",
            Role::Lbl => "Lbl",
            Role::LBody => "LBody",
            Role::Table => "Table",
            Role::Caption => "Caption",
            Role::THead => "THead",
            Role::TBody => "TBody",
            Role::TR => "TR",
            Role::TH => "TH",
            Role::TD => "TD",
            Role::Figure => "Figure",
            Role::BlockQuote => "BlockQuote",
            Role::Quote => "Quote",
            Role::Span => "Span",
            Role::Note => "Note",
            Role::Div => "Div",
            Role::Reference => "Reference",
            Role::Link => "Link",
        }
    }
}

/// Which cells a header cell heads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    Row,
    Column,
}

/// A child of an element, in reading order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kid {
    Element(ElementId),
    Slot(SlotId),
}

/// A node of the tree.
#[derive(Debug, Clone, PartialEq)]
pub struct Element {
    pub role: Role,
    pub parent: Option<ElementId>,
    pub kids: Vec<Kid>,
    /// Said instead of the content (figures, links).
    pub alternative: Option<String>,
    pub scope: Option<Scope>,
    pub columns: usize,
    /// Numbered list.
    pub numbered: bool,
    /// Page and box (left, bottom, right, top in the file's own measure) of a figure.
    pub place: Option<(usize, [f32; 4])>,
}

/// One piece of marked content: page, number on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece {
    pub page: usize,
    pub number: usize,
}

/// How many elements and slots a tree had.
#[derive(Debug, Clone, Copy)]
pub struct Mark(usize, usize);

/// The structure of one document.
#[derive(Debug, Clone, PartialEq)]
pub struct Tree {
    pub elements: Vec<Element>,
    /// Element that owns the slot, and its content.
    pub slots: Vec<(ElementId, Vec<Piece>)>,
}

impl Default for Tree {
    fn default() -> Self {
        Tree {
            elements: vec![node(Role::Document, None)],
            slots: Vec::new(),
        }
    }
}

impl Tree {
    pub const ROOT: ElementId = ElementId(0);

    /// Adds an element at the end of its parent's children.
    pub fn add(&mut self, parent: ElementId, role: Role) -> ElementId {
        let id = ElementId(self.elements.len());
        self.elements.push(node(role, Some(parent)));
        self.elements[parent.0].kids.push(Kid::Element(id));
        id
    }

    /// A new place for content at the end of an element's children.
    pub fn slot(&mut self, element: ElementId) -> Owner {
        let id = SlotId(self.slots.len());
        self.slots.push((element, Vec::new()));
        self.elements[element.0].kids.push(Kid::Slot(id));
        Owner::Slot(id)
    }

    /// What there is so far, to come back to.
    pub fn mark(&self) -> Mark {
        Mark(self.elements.len(), self.slots.len())
    }

    /// Takes back all that was added since.
    pub fn take_back(&mut self, to: Mark) {
        self.elements.truncate(to.0);
        self.slots.truncate(to.1);
        for element in &mut self.elements {
            element.kids.retain(|kid| match kid {
                Kid::Element(id) => id.0 < to.0,
                Kid::Slot(id) => id.0 < to.1,
            });
        }
    }

    /// Gives content that stands among elements an element of its own, so that every reader takes the children in
    /// order: some read an element's own content before its children.
    pub fn even_out(&mut self) {
        for index in 0..self.elements.len() {
            let is_element = |kid: &Kid| matches!(kid, Kid::Element(_));
            let kids = &self.elements[index].kids;
            if !kids.iter().any(is_element) || kids.iter().all(is_element) {
                continue;
            }
            let kids = std::mem::take(&mut self.elements[index].kids);
            for kid in kids {
                let kid = match kid {
                    Kid::Slot(slot) => {
                        let span = ElementId(self.elements.len());
                        self.elements.push(Element {
                            kids: vec![Kid::Slot(slot)],
                            ..node(Role::Span, Some(ElementId(index)))
                        });
                        self.slots[slot.0].0 = span;
                        Kid::Element(span)
                    }
                    Kid::Element(_) => kid,
                };
                self.elements[index].kids.push(kid);
            }
        }
    }

    /// The element, to say more of it.
    pub fn at(&mut self, element: ElementId) -> &mut Element {
        &mut self.elements[element.0]
    }
}

fn node(role: Role, parent: Option<ElementId>) -> Element {
    Element {
        role,
        parent,
        kids: Vec::new(),
        alternative: None,
        scope: None,
        columns: 1,
        numbered: false,
        place: None,
    }
}
