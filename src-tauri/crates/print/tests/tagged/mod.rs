//! Reads a tagged PDF back: what is in the tree, as text; whether content, parent tree and tree agree; and whether it
//! is what the standards ask for.

pub mod conformance;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId};

pub struct Tagged {
    doc: Document,
    pages: Vec<ObjectId>,
    /// Text of each numbered piece, by page and number.
    content: BTreeMap<(usize, i64), String>,
    /// What is wrong with the content streams.
    faults: Vec<String>,
}

impl Tagged {
    pub fn read(bytes: &[u8]) -> Tagged {
        let doc = Document::load_mem(bytes).unwrap();
        let pages: Vec<ObjectId> = doc.get_pages().into_values().collect();
        let mut tagged = Tagged {
            doc,
            pages,
            content: BTreeMap::new(),
            faults: Vec::new(),
        };
        for page in 0..tagged.pages.len() {
            tagged.read_page(page);
        }
        tagged
    }

    fn read_page(&mut self, page: usize) {
        let id = self.pages[page];
        let fonts: BTreeMap<Vec<u8>, BTreeMap<u16, String>> = self
            .doc
            .get_page_fonts(id)
            .unwrap()
            .into_iter()
            .map(|(name, font)| (name, to_unicode(&self.doc, font)))
            .collect();
        let content = Content::decode(&self.doc.get_page_content(id)).unwrap();
        let mut open: Vec<Option<i64>> = Vec::new();
        let mut font = &BTreeMap::new();
        for operation in &content.operations {
            match operation.operator.as_str() {
                "BMC" => open.push(None),
                "BDC" => {
                    let properties = operation.operands[1].as_dict().unwrap();
                    let number = properties
                        .get(b"MCID")
                        .ok()
                        .and_then(|number| number.as_i64().ok());
                    if let Some(number) = number
                        && self.content.insert((page, number), String::new()).is_some()
                    {
                        self.faults
                            .push(format!("page {page}: piece {number} twice"));
                    }
                    open.push(number);
                }
                "EMC" if open.pop().is_none() => {
                    self.faults.push(format!("page {page}: EMC without BDC"));
                }
                "Tf" => font = &fonts[operation.operands[0].as_name().unwrap()],
                "Tj" | "TJ" => match open.last() {
                    Some(Some(number)) => {
                        let text = shown(&operation.operands[0], font);
                        self.content
                            .get_mut(&(page, *number))
                            .unwrap()
                            .push_str(&text);
                    }
                    Some(None) => {}
                    None => self
                        .faults
                        .push(format!("page {page}: text outside marked content")),
                },
                "f" | "f*" | "S" | "B" | "Do" | "sh" if open.is_empty() => {
                    self.faults.push(format!(
                        "page {page}: {} outside marked content",
                        operation.operator
                    ));
                }
                _ => {}
            }
        }
        if !open.is_empty() {
            self.faults
                .push(format!("page {page}: marked content left open"));
        }
    }

    fn dictionary<'a>(&'a self, object: &'a Object) -> &'a Dictionary {
        self.doc.dereference(object).unwrap().1.as_dict().unwrap()
    }

    fn root(&self) -> &Dictionary {
        self.dictionary(self.doc.catalog().unwrap().get(b"StructTreeRoot").unwrap())
    }

    /// The tree as indented text.
    pub fn tree(&self) -> String {
        let mut out = String::new();
        for kid in self.root().get(b"K").unwrap().as_array().unwrap() {
            self.print(&mut out, self.dictionary(kid), 0);
        }
        out
    }

    fn print(&self, out: &mut String, element: &Dictionary, depth: usize) {
        let name = |key: &[u8]| element.get(key).ok().and_then(|value| value.as_name().ok());
        write!(
            out,
            "{}{}",
            "  ".repeat(depth),
            String::from_utf8_lossy(name(b"S").unwrap())
        )
        .unwrap();
        if let Ok(attributes) = element.get(b"A") {
            for (key, value) in self
                .dictionary(attributes)
                .iter()
                .filter(|(key, _)| *key != b"O" && *key != b"BBox")
            {
                let value = match value {
                    Object::Name(name) => String::from_utf8_lossy(name).into_owned(),
                    other => format!("{other:?}"),
                };
                write!(out, " {}={value}", String::from_utf8_lossy(key)).unwrap();
            }
        }
        if let Ok(alternative) = element.get(b"Alt") {
            write!(
                out,
                " alt={:?}",
                lopdf::decode_text_string(alternative).unwrap()
            )
            .unwrap();
        }
        let mut text = String::new();
        let mut below = Vec::new();
        for kid in kids(element) {
            match self.kid(element, kid) {
                Kid::Piece(page, number) => text.push_str(&self.content[&(page, number)]),
                Kid::Annotation(annotation) => {
                    let contents =
                        lopdf::decode_text_string(annotation.get(b"Contents").unwrap()).unwrap();
                    write!(out, " link={contents:?}").unwrap();
                }
                Kid::Element(child) => below.push(child),
            }
        }
        if !text.is_empty() {
            write!(out, " {text:?}").unwrap();
        }
        out.push('\n');
        below
            .into_iter()
            .for_each(|child| self.print(out, child, depth + 1));
    }

    fn kid<'a>(&'a self, element: &'a Dictionary, kid: &'a Object) -> Kid<'a> {
        let page_of = |owner: &Dictionary| {
            let page = owner.get(b"Pg").unwrap().as_reference().unwrap();
            self.pages.iter().position(|id| *id == page).unwrap()
        };
        if let Object::Integer(number) = kid {
            return Kid::Piece(page_of(element), *number);
        }
        let inner = self.dictionary(kid);
        match inner.get(b"Type").and_then(Object::as_name).unwrap() {
            b"MCR" => Kid::Piece(
                page_of(inner),
                inner.get(b"MCID").unwrap().as_i64().unwrap(),
            ),
            b"OBJR" => Kid::Annotation(self.dictionary(inner.get(b"Obj").unwrap())),
            _ => Kid::Element(inner),
        }
    }

    /// What disagrees between content, parent tree and tree, and what offends against the standards. Sound files have
    /// nothing here.
    pub fn faults(&self) -> Vec<String> {
        let mut faults = self.faults.clone();
        faults.extend(conformance::offences(&self.doc));
        self.headings(&mut faults);
        let numbers = self
            .dictionary(self.root().get(b"ParentTree").unwrap())
            .get(b"Nums")
            .unwrap();
        let parents: BTreeMap<i64, &Object> = numbers
            .as_array()
            .unwrap()
            .chunks(2)
            .map(|pair| {
                (
                    pair[0].as_i64().unwrap(),
                    self.doc.dereference(&pair[1]).unwrap().1,
                )
            })
            .collect();
        let references: BTreeMap<i64, ObjectId> = numbers
            .as_array()
            .unwrap()
            .chunks(2)
            .filter_map(|pair| Some((pair[0].as_i64().ok()?, pair[1].as_reference().ok()?)))
            .collect();
        let mut claimed: BTreeMap<(usize, i64), ObjectId> = BTreeMap::new();
        let root = self
            .doc
            .catalog()
            .unwrap()
            .get(b"StructTreeRoot")
            .unwrap()
            .as_reference()
            .unwrap();
        let mut open: Vec<(ObjectId, ObjectId)> = kids(self.root())
            .iter()
            .map(|kid| (root, kid.as_reference().unwrap()))
            .collect();
        while let Some((parent, id)) = open.pop() {
            let element = self.doc.get_dictionary(id).unwrap();
            let role =
                String::from_utf8_lossy(element.get(b"S").unwrap().as_name().unwrap()).into_owned();
            if element.get(b"P").unwrap().as_reference().unwrap() != parent {
                faults.push(format!("{role} names another parent"));
            }
            for kid in kids(element) {
                match self.kid(element, kid) {
                    Kid::Piece(page, number) => {
                        if claimed.insert((page, number), id).is_some() {
                            faults.push(format!("page {page}: piece {number} is claimed twice"));
                        }
                    }
                    Kid::Annotation(annotation) => {
                        let key = annotation.get(b"StructParent").unwrap().as_i64().unwrap();
                        if references.get(&key) != Some(&id) {
                            faults.push(format!("{role}: annotation and tree disagree"));
                        }
                    }
                    Kid::Element(_) => open.push((id, kid.as_reference().unwrap())),
                }
            }
        }
        for (page, id) in self.pages.iter().enumerate() {
            let key = self
                .doc
                .get_dictionary(*id)
                .unwrap()
                .get(b"StructParents")
                .unwrap()
                .as_i64()
                .unwrap();
            let owners = parents[&key].as_array().unwrap();
            let drawn = self.content.range((page, 0)..(page + 1, 0)).count();
            if owners.len() != drawn {
                faults.push(format!(
                    "page {page}: {drawn} pieces, {} parents",
                    owners.len()
                ));
            }
            for (number, owner) in owners.iter().enumerate() {
                let number = i64::try_from(number).unwrap();
                if claimed.get(&(page, number)) != Some(&owner.as_reference().unwrap()) {
                    faults.push(format!("page {page}: piece {number} has another parent"));
                }
            }
        }
        let drawn: BTreeSet<(usize, i64)> = self.content.keys().copied().collect();
        let named: BTreeSet<(usize, i64)> = claimed.keys().copied().collect();
        faults.extend(
            drawn
                .difference(&named)
                .map(|piece| format!("{piece:?} is drawn and not in the tree")),
        );
        faults.extend(
            named
                .difference(&drawn)
                .map(|piece| format!("{piece:?} is in the tree and not drawn")),
        );
        faults
    }

    /// Every heading has words.
    fn headings(&self, faults: &mut Vec<String>) {
        for line in self.tree().lines() {
            let (role, rest) = line
                .trim_start()
                .split_once(' ')
                .unwrap_or((line.trim_start(), ""));
            let heading = role.len() == 2 && role.starts_with('H');
            if heading && !rest.contains(char::is_alphanumeric) {
                faults.push(format!("an empty heading: {line}"));
            }
        }
    }

    /// Titles of the bookmarks, indented.
    pub fn bookmarks(&self) -> String {
        let mut out = String::new();
        let outlines = self.dictionary(self.doc.catalog().unwrap().get(b"Outlines").unwrap());
        self.print_bookmarks(&mut out, outlines, 0);
        out
    }

    fn print_bookmarks(&self, out: &mut String, parent: &Dictionary, depth: usize) {
        let mut next = parent.get(b"First").ok();
        while let Some(entry) = next {
            let entry = self.dictionary(entry);
            let title = lopdf::decode_text_string(entry.get(b"Title").unwrap()).unwrap();
            let page = entry.get(b"Dest").unwrap().as_array().unwrap()[0]
                .as_reference()
                .unwrap();
            let page = self.pages.iter().position(|id| *id == page).unwrap() + 1;
            writeln!(out, "{}{title} … {page}", "  ".repeat(depth)).unwrap();
            self.print_bookmarks(out, entry, depth + 1);
            next = entry.get(b"Next").ok();
        }
    }
}

enum Kid<'a> {
    Piece(usize, i64),
    Annotation(&'a Dictionary),
    Element(&'a Dictionary),
}

fn kids(element: &Dictionary) -> &[Object] {
    element
        .get(b"K")
        .ok()
        .and_then(|kids| kids.as_array().ok())
        .map_or(&[], Vec::as_slice)
}

fn shown(operand: &Object, font: &BTreeMap<u16, String>) -> String {
    match operand {
        Object::String(bytes, _) => bytes
            .chunks(2)
            .map(|code| {
                font.get(&u16::from_be_bytes([code[0], code[1]]))
                    .cloned()
                    .unwrap_or_else(|| "\u{fffd}".into())
            })
            .collect(),
        Object::Array(parts) => parts.iter().map(|part| shown(part, font)).collect(),
        _ => String::new(),
    }
}

/// The map from codes to text, from lines of `<code> <text>`.
pub fn to_unicode(doc: &Document, font: &Dictionary) -> BTreeMap<u16, String> {
    let stream = doc
        .dereference(font.get(b"ToUnicode").unwrap())
        .unwrap()
        .1
        .as_stream()
        .unwrap();
    let text = String::from_utf8(
        stream
            .decompressed_content()
            .unwrap_or_else(|_| stream.content.clone()),
    )
    .unwrap();
    let units = |hex: &str| -> Vec<u16> {
        let digits = hex.trim_matches(['<', '>']);
        (0..digits.len())
            .step_by(4)
            .map(|at| u16::from_str_radix(&digits[at..at + 4], 16).unwrap())
            .collect()
    };
    text.lines()
        .filter_map(|line| line.split_once("> <"))
        .filter(|(code, _)| code.len() == 5 && *code != "<0000")
        .map(|(code, text)| (units(code)[0], String::from_utf16(&units(text)).unwrap()))
        .collect()
}
