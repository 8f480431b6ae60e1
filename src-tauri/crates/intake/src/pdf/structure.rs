//! The structure tree of a tagged file: which element each piece of marked content belongs to.
//!
//! A reader of hostile files: depth and size are bounded, cycles end. Deliberately not here: what an element means for
//! a document (`blocks`).

use std::collections::{HashMap, HashSet};

use hayro::hayro_syntax::Pdf;
use hayro::hayro_syntax::object::{
    Array, Dict, MaybeRef, Name, Object, ObjectIdentifier, String as PdfString,
};

use hayro::hayro_syntax::xref::XRef;

use super::text_string;

/// Deepest element read; real files nest about twenty deep.
const DEPTH: usize = 60;
/// Most elements read.
const ELEMENTS: usize = 400_000;

/// An element of the tree.
#[derive(Debug, Default)]
pub(crate) struct Element {
    pub role: Role,
    /// Replaces the text below it.
    pub actual: Option<String>,
    pub kids: Vec<Kid>,
    pub columns: usize,
    pub rows: usize,
}

/// What an element holds, in reading order.
#[derive(Debug)]
pub(crate) enum Kid {
    Element(Element),
    /// Marked content of a 0-based page.
    Content {
        page: usize,
        mark: u32,
    },
}

/// Standard structure types, as far as they matter for reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Role {
    /// Document, Part, Sect, Div, table sections: holds blocks.
    #[default]
    Group,
    Heading(u8),
    Paragraph,
    List,
    Item,
    Label,
    ItemBody,
    Table,
    Row,
    HeaderCell,
    Cell,
    Note,
    Contents,
    Figure,
    Artifact,
    /// Span, Link, Reference and whatever else stands inside a line.
    Inline,
}

/// The tree, or none where the file has no structure.
#[derive(Debug)]
pub(crate) struct Tree {
    pub root: Element,
    /// True where parts were left out because the tree is too deep or too large.
    pub left_out: bool,
}

/// Reads the structure tree.
pub(crate) fn read(pdf: &Pdf) -> Option<Tree> {
    let xref = pdf.xref();
    let catalog: Dict<'_> = xref.get(xref.root_id())?;
    let root: Dict<'_> = catalog.get("StructTreeRoot")?;
    let pages = pdf
        .pages()
        .iter()
        .enumerate()
        .filter_map(|(i, p)| p.raw().obj_id().map(|id| (id, i)))
        .collect::<HashMap<_, _>>();
    let roles: HashMap<String, String> = root
        .get::<Dict<'_>>("RoleMap")
        .map(|map| {
            map.keys()
                .filter_map(|k| {
                    Some((
                        k.as_str().to_owned(),
                        map.get::<Name<'_>>(k.as_ref())?.as_str().to_owned(),
                    ))
                })
                .collect()
        })
        .unwrap_or_default();
    let mut reader = Reader {
        xref,
        pages,
        roles,
        seen: HashSet::new(),
        count: 0,
        left_out: false,
    };
    let mut element = Element {
        columns: 1,
        rows: 1,
        ..Element::default()
    };
    reader.kids(&root, None, 0, &mut element);
    (!element.kids.is_empty()).then_some(Tree {
        root: element,
        left_out: reader.left_out,
    })
}

struct Reader<'a> {
    xref: &'a XRef,
    pages: HashMap<ObjectIdentifier, usize>,
    roles: HashMap<String, String>,
    seen: HashSet<ObjectIdentifier>,
    count: usize,
    left_out: bool,
}

impl Reader<'_> {
    fn element(&mut self, dict: &Dict<'_>, page: Option<usize>, depth: usize) -> Option<Element> {
        self.count += 1;
        if depth > DEPTH || self.count > ELEMENTS {
            self.left_out = true;
            return None;
        }
        let page = self.page(dict).or(page);
        let name = dict
            .get::<Name<'_>>("S")
            .map(|n| n.as_str().to_owned())
            .unwrap_or_default();
        let span = |key: &str| attribute(dict, key).map_or(1, |v| v.clamp(1, 100) as usize);
        let mut element = Element {
            role: self.role(&name),
            actual: dict
                .get::<PdfString<'_>>("ActualText")
                .map(|s| text_string(s.as_bytes())),
            kids: Vec::new(),
            columns: span("ColSpan"),
            rows: span("RowSpan"),
        };
        self.kids(dict, page, depth, &mut element);
        Some(element)
    }

    fn kids(&mut self, dict: &Dict<'_>, page: Option<usize>, depth: usize, into: &mut Element) {
        match dict.get_raw::<Object<'_>>("K") {
            // A reference may lead to one kid or to the list of them.
            Some(MaybeRef::Ref(id)) => match self.xref.get::<Object<'_>>(id.into()) {
                Some(Object::Array(list)) => self.list(&list, page, depth, into),
                Some(kid) => self.kid(kid, Some(id.into()), page, depth, into),
                None => {}
            },
            Some(MaybeRef::NotRef(Object::Array(list))) => self.list(&list, page, depth, into),
            Some(MaybeRef::NotRef(kid)) => self.kid(kid, None, page, depth, into),
            None => {}
        }
    }

    fn list(&mut self, list: &Array<'_>, page: Option<usize>, depth: usize, into: &mut Element) {
        for item in list.raw_iter() {
            match item {
                MaybeRef::Ref(id) => {
                    if let Some(kid) = self.xref.get::<Object<'_>>(id.into()) {
                        self.kid(kid, Some(id.into()), page, depth, into);
                    }
                }
                MaybeRef::NotRef(kid) => self.kid(kid, None, page, depth, into),
            }
        }
    }

    fn kid(
        &mut self,
        item: Object<'_>,
        id: Option<ObjectIdentifier>,
        page: Option<usize>,
        depth: usize,
        into: &mut Element,
    ) {
        match item {
            Object::Number(n) => {
                if let (Some(page), Ok(mark)) = (page, u32::try_from(n.as_i64())) {
                    into.kids.push(Kid::Content { page, mark });
                }
            }
            Object::Dict(kid) if kid.contains_key("S") => {
                if id.is_none_or(|id| self.seen.insert(id))
                    && let Some(e) = self.element(&kid, page, depth + 1)
                {
                    into.kids.push(Kid::Element(e));
                }
            }
            Object::Dict(kid) => {
                if let (Some(mark), Some(page)) = (kid.get::<u32>("MCID"), self.page(&kid).or(page))
                {
                    into.kids.push(Kid::Content { page, mark });
                }
            }
            _ => {}
        }
    }

    fn page(&self, dict: &Dict<'_>) -> Option<usize> {
        match dict.get_raw::<Dict<'_>>("Pg")? {
            MaybeRef::Ref(id) => self.pages.get(&id.into()).copied(),
            MaybeRef::NotRef(page) => self.pages.get(&page.obj_id()?).copied(),
        }
    }

    fn role(&self, name: &str) -> Role {
        let mut name = name;
        // A role map may chain; the bound ends a circle.
        for _ in 0..8 {
            if let Some(role) = standard(name) {
                return role;
            }
            match self.roles.get(name) {
                Some(mapped) => name = mapped,
                None => break,
            }
        }
        Role::Inline
    }
}

fn standard(name: &str) -> Option<Role> {
    Some(match name {
        "Document" | "DocumentFragment" | "Part" | "Art" | "Sect" | "Div" | "Aside"
        | "NonStruct" | "BlockQuote" | "THead" | "TBody" | "TFoot" | "Private" | "Form" => {
            Role::Group
        }
        "H" | "H1" | "Title" => Role::Heading(1),
        "H2" => Role::Heading(2),
        "H3" => Role::Heading(3),
        "H4" => Role::Heading(4),
        "H5" => Role::Heading(5),
        "H6" => Role::Heading(6),
        "P" | "Caption" | "BibEntry" => Role::Paragraph,
        "L" => Role::List,
        "LI" => Role::Item,
        "Lbl" => Role::Label,
        "LBody" => Role::ItemBody,
        "Table" => Role::Table,
        "TR" => Role::Row,
        "TH" => Role::HeaderCell,
        "TD" => Role::Cell,
        "Note" | "FENote" => Role::Note,
        "TOC" | "TOCI" | "Index" => Role::Contents,
        "Figure" | "Formula" => Role::Figure,
        "Artifact" => Role::Artifact,
        "Span" | "Link" | "Reference" | "Quote" | "Code" | "Annot" | "Em" | "Strong" | "Sub"
        | "Ruby" | "Warichu" => Role::Inline,
        _ => return None,
    })
}

/// An integer attribute of the element (`/A` is a dictionary or an array of them).
fn attribute(dict: &Dict<'_>, key: &str) -> Option<i32> {
    if let Some(a) = dict.get::<Dict<'_>>("A") {
        return a.get::<i32>(key);
    }
    let list = dict.get::<Array<'_>>("A")?;
    list.iter::<Object<'_>>()
        .filter_map(Object::into_dict)
        .find_map(|a| a.get::<i32>(key))
}
