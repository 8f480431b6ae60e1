//! Small PDFs for the tests: lines of text at places, with or without structure.

#![allow(dead_code, reason = "each test uses a part of it")]

use lopdf::content::{Content, Operation};
use lopdf::{Document, Object, ObjectId, Stream, dictionary};

/// Height of the page (A4), to give places from the top.
pub const HEIGHT: f32 = 842.0;

#[derive(Clone, Copy)]
pub enum Font {
    Plain,
    Bold,
    /// Its letter "n" is U+F06E, as the bullets of word processors are.
    Symbol,
}

#[derive(Clone)]
pub struct Line {
    x: f32,
    y: f32,
    size: f32,
    font: Font,
    text: String,
    mark: Option<u32>,
    artifact: bool,
    /// Red, green and blue, 0 to 1.
    colour: Option<[f32; 3]>,
    /// How it is inked: 0 filled, 3 not at all.
    mode: i64,
    turned: bool,
    stated: Option<String>,
}

/// A line of 12 points at `x`, `y` from the top left.
pub fn line(x: f32, y: f32, text: &str) -> Line {
    Line {
        x,
        y,
        size: 12.0,
        font: Font::Plain,
        text: text.to_owned(),
        mark: None,
        artifact: false,
        colour: None,
        mode: 0,
        turned: false,
        stated: None,
    }
}

impl Line {
    pub fn size(self, size: f32) -> Line {
        Line { size, ..self }
    }

    pub fn font(self, font: Font) -> Line {
        Line { font, ..self }
    }

    pub fn marked(self, mark: u32) -> Line {
        Line {
            mark: Some(mark),
            ..self
        }
    }

    pub fn colour(self, colour: [f32; 3]) -> Line {
        Line {
            colour: Some(colour),
            ..self
        }
    }

    /// Drawn without ink, as what a machine read in a picture is.
    pub fn inkless(self) -> Line {
        Line { mode: 3, ..self }
    }

    /// From the foot of the page to its head.
    pub fn turned(self) -> Line {
        Line {
            turned: true,
            ..self
        }
    }

    /// With a text that the file states for it (`ActualText`).
    pub fn stated(self, text: &str) -> Line {
        Line {
            stated: Some(text.to_owned()),
            ..self
        }
    }

    pub fn artifact(self) -> Line {
        Line {
            artifact: true,
            ..self
        }
    }
}

/// An element of the structure tree.
pub enum Node {
    Element(&'static str, Vec<Node>),
    /// Marked content: page and mark.
    Content(usize, u32),
}

#[derive(Default)]
pub struct Paper {
    pub pages: Vec<Vec<Line>>,
    pub structure: Vec<Node>,
    /// Draws a picture over each page.
    pub picture: bool,
    /// Degrees of rotation of every page.
    pub rotate: i64,
    /// Drawn on every page before its lines.
    pub under: Vec<Operation>,
    /// Drawn on every page after its lines.
    pub over: Vec<Operation>,
    /// Left, bottom, right, top of the part of every page that is shown.
    pub crop: Option<[i64; 4]>,
}

/// A filled rectangle, in grey from 0 (black) to 1, at `x`, `y` from the top left.
pub fn filled(x: f32, y: f32, width: f32, height: f32, grey: f32) -> Vec<Operation> {
    vec![
        Operation::new("q", vec![]),
        Operation::new("g", vec![grey.into()]),
        Operation::new(
            "re",
            vec![
                x.into(),
                (HEIGHT - y - height).into(),
                width.into(),
                height.into(),
            ],
        ),
        Operation::new("f", vec![]),
        Operation::new("Q", vec![]),
    ]
}

impl Paper {
    pub fn bytes(&self) -> Vec<u8> {
        let mut out = Vec::new();
        self.document().save_to(&mut out).unwrap();
        out
    }

    pub fn document(&self) -> Document {
        let mut doc = Document::with_version("1.7");
        let pages_id = doc.new_object_id();
        let fonts = fonts(&mut doc);
        let picture = doc.add_object(Stream::new(
            dictionary! {
                "Type" => "XObject", "Subtype" => "Image", "Width" => 2, "Height" => 2,
                "ColorSpace" => "DeviceGray", "BitsPerComponent" => 8,
            },
            vec![0, 255, 255, 0],
        ));
        let mut kids = Vec::new();
        for lines in &self.pages {
            let mut operations: Vec<Operation> = self.under.clone();
            operations.extend(lines.iter().flat_map(self::operations));
            operations.extend(self.over.iter().cloned());
            if self.picture {
                operations.extend([
                    Operation::new("q", vec![]),
                    Operation::new("cm", [595, 0, 0, 842, 0, 0].map(Object::from).to_vec()),
                    Operation::new("Do", vec!["Im1".into()]),
                    Operation::new("Q", vec![]),
                ]);
            }
            let content = doc.add_object(Stream::new(
                dictionary! {},
                Content { operations }.encode().unwrap(),
            ));
            let mut page = dictionary! {
                "Type" => "Page", "Parent" => pages_id, "Contents" => content, "Rotate" => self.rotate,
                "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()],
                "Resources" => dictionary! {
                    "Font" => fonts.clone(), "XObject" => dictionary! { "Im1" => picture },
                },
            };
            if let Some(crop) = self.crop {
                page.set("CropBox", crop.map(Object::from).to_vec());
            }
            kids.push(doc.add_object(page));
        }
        let catalogue = doc.new_object_id();
        let mut entries = dictionary! { "Type" => "Catalog", "Pages" => pages_id };
        if !self.structure.is_empty() {
            let root = doc.new_object_id();
            let top: Vec<Object> = self
                .structure
                .iter()
                .map(|n| node(&mut doc, n, root, &kids))
                .collect();
            doc.objects.insert(
                root,
                dictionary! { "Type" => "StructTreeRoot", "K" => top }.into(),
            );
            entries.set("StructTreeRoot", root);
        }
        let count = kids.len() as i64;
        let kids: Vec<Object> = kids.into_iter().map(Object::from).collect();
        doc.objects.insert(
            pages_id,
            dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => count }.into(),
        );
        doc.objects.insert(catalogue, entries.into());
        doc.trailer.set("Root", catalogue);
        let id = Object::string_literal("0123456789abcdef");
        doc.trailer.set("ID", vec![id.clone(), id]);
        doc.compress();
        doc
    }
}

fn fonts(doc: &mut Document) -> lopdf::Dictionary {
    let font = |name: &str| {
        dictionary! {
            "Type" => "Font", "Subtype" => "Type1", "BaseFont" => name, "Encoding" => "WinAnsiEncoding",
        }
    };
    let map =
        b"1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfchar <6E> <F06E> endbfchar"
            .to_vec();
    let map = doc.add_object(Stream::new(dictionary! {}, map));
    let plain = doc.add_object(font("Helvetica"));
    let bold = doc.add_object(font("Helvetica-Bold"));
    let mut symbol = font("Helvetica");
    symbol.set("ToUnicode", map);
    let symbol = doc.add_object(symbol);
    dictionary! { "F1" => plain, "F2" => bold, "F3" => symbol }
}

fn operations(line: &Line) -> Vec<Operation> {
    let font = match line.font {
        Font::Plain => "F1",
        Font::Bold => "F2",
        Font::Symbol => "F3",
    };
    let mut out = Vec::new();
    match (line.mark, line.artifact) {
        (Some(mark), _) => out.push(Operation::new(
            "BDC",
            vec!["P".into(), dictionary! { "MCID" => mark }.into()],
        )),
        (None, true) => out.push(Operation::new("BMC", vec!["Artifact".into()])),
        (None, false) => {}
    }
    if let Some(text) = &line.stated {
        let text = Object::string_literal(text.as_bytes());
        out.push(Operation::new(
            "BDC",
            vec!["Span".into(), dictionary! { "ActualText" => text }.into()],
        ));
    }
    let place = if line.turned {
        let turned = [0.into(), 1.into(), (-1).into(), 0.into(), line.x.into()];
        let place = turned.into_iter().chain([(HEIGHT - line.y).into()]);
        Operation::new("Tm", place.collect())
    } else {
        Operation::new("Td", vec![line.x.into(), (HEIGHT - line.y).into()])
    };
    let [r, g, b] = line.colour.unwrap_or_default();
    out.extend([
        Operation::new("BT", vec![]),
        Operation::new("rg", vec![r.into(), g.into(), b.into()]),
        Operation::new("Tr", vec![line.mode.into()]),
        Operation::new("Tf", vec![font.into(), line.size.into()]),
        place,
        Operation::new("Tj", vec![Object::string_literal(line.text.as_bytes())]),
        Operation::new("ET", vec![]),
    ]);
    if line.stated.is_some() {
        out.push(Operation::new("EMC", vec![]));
    }
    if line.mark.is_some() || line.artifact {
        out.push(Operation::new("EMC", vec![]));
    }
    out
}

fn node(doc: &mut Document, node_: &Node, parent: ObjectId, pages: &[ObjectId]) -> Object {
    match node_ {
        Node::Element(role, kids) => {
            let id = doc.new_object_id();
            let kids: Vec<Object> = kids.iter().map(|k| node(doc, k, id, pages)).collect();
            let element =
                dictionary! { "Type" => "StructElem", "S" => *role, "P" => parent, "K" => kids };
            doc.objects.insert(id, element.into());
            id.into()
        }
        Node::Content(page, mark) => {
            dictionary! { "Type" => "MCR", "Pg" => pages[*page], "MCID" => *mark }.into()
        }
    }
}
