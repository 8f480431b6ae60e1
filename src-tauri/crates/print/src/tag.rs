//! The structure tree, the parent tree, links and bookmarks, written into the document that printpdf made.

use lopdf::{Dictionary, Document, Object, ObjectId, StringFormat, dictionary};

use crate::draw::Drawn;
use crate::flow::{Bookmark, Link};
use crate::tree::{ElementId, Kid, Role, Scope, Tree};

/// A text string, in UTF-16 where it is not plain ASCII.
pub fn text(value: &str) -> Object {
    if value.is_ascii() {
        return Object::String(value.as_bytes().to_vec(), StringFormat::Literal);
    }
    let mut bytes = vec![0xFE, 0xFF];
    bytes.extend(value.encode_utf16().flat_map(u16::to_be_bytes));
    Object::String(bytes, StringFormat::Hexadecimal)
}

/// Writes structure, links and bookmarks. `catalog` gets the entries.
pub fn tag(
    doc: &mut Document,
    drawn: &Drawn,
    tree: &Tree,
    links: &[Link],
    bookmarks: &[Bookmark],
) -> Dictionary {
    let pages: Vec<ObjectId> = doc.get_pages().into_values().collect();
    let ids: Vec<ObjectId> = tree.elements.iter().map(|_| doc.new_object_id()).collect();
    let root = doc.new_object_id();
    let mut tagging = Tagging {
        doc,
        pages,
        ids,
        root,
        parents: Vec::new(),
    };
    tagging.pages(drawn);
    let annotations = tagging.annotations(drawn, links);
    tagging.elements(tree, &annotations);
    let mut catalog = Dictionary::new();
    let outlines = tagging.outlines(drawn, bookmarks);
    let Tagging {
        doc,
        ids,
        root,
        parents,
        ..
    } = tagging;
    let next = parents.len();
    let numbers: Vec<Object> = parents
        .into_iter()
        .enumerate()
        .flat_map(|(key, value)| [integer(key), value])
        .collect();
    let parent_tree = doc.add_object(dictionary! { "Nums" => numbers });
    doc.set_object(
        root,
        dictionary! {
            "Type" => "StructTreeRoot",
            "K" => Object::Array(vec![Object::Reference(ids[Tree::ROOT.0])]),
            "ParentTree" => Object::Reference(parent_tree),
            "ParentTreeNextKey" => integer(next),
        },
    );
    catalog.set("StructTreeRoot", Object::Reference(root));
    if let Some(outlines) = outlines {
        catalog.set("Outlines", Object::Reference(outlines));
        catalog.set("PageMode", "UseOutlines");
    }
    catalog
}

struct Tagging<'a> {
    doc: &'a mut Document,
    pages: Vec<ObjectId>,
    ids: Vec<ObjectId>,
    root: ObjectId,
    /// The parent tree: by key, from 0; pages first.
    parents: Vec<Object>,
}

/// An annotation of a link: which link, which page.
struct Annotation {
    link: ElementId,
    page: ObjectId,
    object: ObjectId,
}

impl Tagging<'_> {
    fn id(&self, element: ElementId) -> Object {
        Object::Reference(self.ids[element.0])
    }

    fn pages(&mut self, drawn: &Drawn) {
        for (number, page) in self.pages.clone().into_iter().enumerate() {
            let owners = drawn.pieces.get(number).map_or(&[][..], Vec::as_slice);
            let owners: Vec<Object> = owners.iter().map(|element| self.id(*element)).collect();
            self.parents.push(Object::Array(owners));
            if let Ok(page) = self.doc.get_dictionary_mut(page) {
                page.set("StructParents", integer(number));
                page.set("Tabs", "S");
                page.remove(b"Annots");
            }
        }
    }

    fn annotations(&mut self, drawn: &Drawn, links: &[Link]) -> Vec<Annotation> {
        let mut made = Vec::new();
        let mut by_page: Vec<Vec<Object>> = vec![Vec::new(); self.pages.len()];
        for area in &drawn.areas {
            let (Some(link), Some(page)) =
                (links.get(area.link), self.pages.get(area.page).copied())
            else {
                continue;
            };
            let Some((target, height)) = drawn.anchors.get(&link.anchor) else {
                continue;
            };
            let Some(target) = self.pages.get(*target).copied() else {
                continue;
            };
            let rect: Vec<Object> = area
                .rect
                .iter()
                .map(|value| Object::Real(value.round()))
                .collect();
            let key = self.parents.len();
            self.parents.push(self.id(link.element));
            let object = self.doc.add_object(dictionary! {
                "Type" => "Annot",
                "Subtype" => "Link",
                "Rect" => rect,
                "Border" => vec![0.into(), 0.into(), 0.into()],
                "F" => 4,
                "Contents" => text(&link.description),
                "Dest" => destination(target, *height),
                "StructParent" => integer(key),
            });
            by_page[area.page].push(Object::Reference(object));
            made.push(Annotation {
                link: link.element,
                page,
                object,
            });
        }
        for (page, annotations) in self.pages.clone().into_iter().zip(by_page) {
            if annotations.is_empty() {
                continue;
            }
            if let Ok(page) = self.doc.get_dictionary_mut(page) {
                page.set("Annots", annotations);
            }
        }
        made
    }

    fn elements(&mut self, tree: &Tree, annotations: &[Annotation]) {
        for (index, element) in tree.elements.iter().enumerate() {
            let mut kids = Vec::new();
            let mut first_page = None;
            for kid in &element.kids {
                match kid {
                    Kid::Element(kid) => kids.push(self.id(*kid)),
                    Kid::Slot(slot) => {
                        for piece in &tree.slots[slot.0].1 {
                            let page = self.pages[piece.page];
                            let first = *first_page.get_or_insert(page);
                            kids.push(if first == page {
                                integer(piece.number)
                            } else {
                                Object::Dictionary(dictionary! {
                                    "Type" => "MCR",
                                    "Pg" => Object::Reference(page),
                                    "MCID" => integer(piece.number),
                                })
                            });
                        }
                    }
                }
            }
            for annotation in annotations
                .iter()
                .filter(|annotation| annotation.link.0 == index)
            {
                kids.push(Object::Dictionary(dictionary! {
                    "Type" => "OBJR",
                    "Pg" => Object::Reference(annotation.page),
                    "Obj" => Object::Reference(annotation.object),
                }));
            }
            let parent = element
                .parent
                .map_or(Object::Reference(self.root), |parent| self.id(parent));
            let mut made = dictionary! {
                "Type" => "StructElem",
                "S" => element.role.name(),
                "P" => parent,
                "K" => kids,
            };
            if let Some(page) = first_page {
                made.set("Pg", Object::Reference(page));
            }
            if let Some(alternative) = &element.alternative {
                made.set("Alt", text(alternative));
            }
            if element.role == Role::Note {
                // A note must have a name of its own (ISO 14289-1, 7.9).
                made.set("ID", text(&format!("note-{index}")));
            }
            if let Some(attributes) = attributes(element) {
                made.set("A", attributes);
            }
            let id = self.ids[index];
            self.doc.set_object(id, made);
        }
    }

    /// Nested bookmarks, open to the second level.
    fn outlines(&mut self, drawn: &Drawn, bookmarks: &[Bookmark]) -> Option<ObjectId> {
        let marks: Vec<(&Bookmark, usize, f32)> = bookmarks
            .iter()
            .filter_map(|mark| {
                drawn
                    .anchors
                    .get(&mark.anchor)
                    .map(|(page, height)| (mark, *page, *height))
            })
            .collect();
        if marks.is_empty() {
            return None;
        }
        let root = self.doc.new_object_id();
        let ids: Vec<ObjectId> = marks.iter().map(|_| self.doc.new_object_id()).collect();
        let parent = |index: usize| {
            (0..index)
                .rev()
                .find(|before| marks[*before].0.level < marks[index].0.level)
        };
        let parents: Vec<Option<usize>> = (0..marks.len()).map(parent).collect();
        let children = |of: Option<usize>| -> Vec<usize> {
            (0..marks.len())
                .filter(|index| parents[*index] == of)
                .collect()
        };
        for (index, (mark, page, height)) in marks.iter().enumerate() {
            let mut entry = dictionary! {
                "Title" => text(&mark.text),
                "Parent" => Object::Reference(parents[index].map_or(root, |parent| ids[parent])),
                "Dest" => destination(self.pages[*page], *height),
            };
            let siblings = children(parents[index]);
            let place = siblings
                .iter()
                .position(|sibling| *sibling == index)
                .unwrap_or_default();
            if let Some(before) = place.checked_sub(1).and_then(|place| siblings.get(place)) {
                entry.set("Prev", Object::Reference(ids[*before]));
            }
            if let Some(after) = siblings.get(place + 1) {
                entry.set("Next", Object::Reference(ids[*after]));
            }
            let below = children(Some(index));
            if let (Some(first), Some(last)) = (below.first(), below.last()) {
                entry.set("First", Object::Reference(ids[*first]));
                entry.set("Last", Object::Reference(ids[*last]));
                // Closed.
                entry.set("Count", Object::Integer(-(integer_of(below.len()))));
            }
            self.doc.set_object(ids[index], entry);
        }
        let top = children(None);
        let mut outlines = dictionary! { "Type" => "Outlines", "Count" => integer(top.len()) };
        if let (Some(first), Some(last)) = (top.first(), top.last()) {
            outlines.set("First", Object::Reference(ids[*first]));
            outlines.set("Last", Object::Reference(ids[*last]));
        }
        self.doc.set_object(root, outlines);
        Some(root)
    }
}

fn attributes(element: &crate::tree::Element) -> Option<Object> {
    match element.role {
        Role::TH | Role::TD => {
            let mut table = dictionary! { "O" => "Table" };
            if let Some(scope) = element.scope {
                table.set(
                    "Scope",
                    match scope {
                        Scope::Row => "Row",
                        Scope::Column => "Column",
                    },
                );
            }
            if element.columns > 1 {
                table.set("ColSpan", integer(element.columns));
            }
            (table.len() > 1).then_some(Object::Dictionary(table))
        }
        Role::L => Some(Object::Dictionary(dictionary! {
            "O" => "List",
            "ListNumbering" => if element.numbered { "Decimal" } else { "Disc" },
        })),
        Role::Figure => element.place.map(|(_, corners)| {
            let rect: Vec<Object> = corners.map(|value| Object::Real(value.round())).into();
            Object::Dictionary(
                dictionary! { "O" => "Layout", "Placement" => "Block", "BBox" => rect },
            )
        }),
        _ => None,
    }
}

fn destination(page: ObjectId, height: f32) -> Object {
    Object::Array(vec![
        Object::Reference(page),
        "XYZ".into(),
        0.into(),
        Object::Real(height.round()),
        Object::Null,
    ])
}

pub fn integer(value: usize) -> Object {
    Object::Integer(integer_of(value))
}

fn integer_of(value: usize) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX)
}
