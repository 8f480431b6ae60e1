//! Word documents (ECMA-376, transitional and strict): committee papers, statements, improvement plans.
//!
//! Reads the text as it would print: deletions are left out, insertions are in, numbers that Word computes are
//! computed. Pages are Word's to lay out, so a Word document is one page here and is cited by paragraph.
//! Deliberately not here: pictures, charts, comments, text boxes (their presence is a warning).

use std::io::{Cursor, Read as _};

use roxmltree::{Document as Xml, Node, ParsingOptions};
use scrutiny_domain::document::{Document, Format, ParagraphKind};

use crate::Refusal;
use crate::flow::{Flow, fold};

mod numbering;
mod styles;

use numbering::Numbering;
use styles::Styles;

/// Largest part (XML file inside) that is unpacked; a larger one is a bomb or no text.
const LARGEST_PART: u64 = 64 << 20;
/// Most elements of a part.
const MOST_NODES: u32 = 4_000_000;
/// Deeper nesting than Word writes.
const DEEPEST: usize = 100;

/// Reads a Word document.
///
/// # Errors
/// [`Refusal::Broken`] where the archive or its XML does not hold, [`Refusal::TooLarge`] where a part unpacks beyond
/// measure, [`Refusal::NoText`] where there is no text.
pub(crate) fn read(bytes: &[u8], file_name: &str) -> Result<Document, Refusal> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|e| broken(&e))?;
    let main = part(&mut archive, "word/document.xml")?.ok_or_else(|| Refusal::Broken {
        detail: "its main part is missing".to_owned(),
    })?;
    let style_part = part(&mut archive, "word/styles.xml")?;
    let numbering_part = part(&mut archive, "word/numbering.xml")?;
    let footnote_part = part(&mut archive, "word/footnotes.xml")?;

    let mut reading = DocxReading {
        flow: Flow::default(),
        styles: style_part
            .as_deref()
            .map(parse)
            .transpose()?
            .map(|x| Styles::read(&x))
            .unwrap_or_default(),
        numbering: numbering_part
            .as_deref()
            .map(parse)
            .transpose()?
            .map(|x| Numbering::read(&x))
            .unwrap_or_default(),
        left_out: false,
    };
    let xml = parse(&main)?;
    if let Some(body) = xml.descendants().find(|n| is(n, "body")) {
        reading.blocks(body, 0);
    }
    if let Some(notes) = footnote_part.as_deref().map(parse).transpose()? {
        reading.footnotes(&notes);
    }
    if reading.left_out {
        let message = "Text boxes, drawings or comments in this document were not read.";
        reading.flow.left_out(message);
    }
    reading.flow.finish(bytes, file_name, Format::Docx)
}

/// True for an element of that local name, whichever of Word's namespaces it is in.
fn is(node: &Node<'_, '_>, name: &str) -> bool {
    node.is_element() && node.tag_name().name() == name
}

fn child<'a, 'i>(node: Node<'a, 'i>, name: &str) -> Option<Node<'a, 'i>> {
    node.children().find(|n| is(n, name))
}

/// The attribute `val` of a property, in Word's namespace or none.
fn value<'a>(node: Node<'a, '_>) -> Option<&'a str> {
    attribute(node, "val")
}

fn attribute<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    node.attributes()
        .find(|a| a.name() == name)
        .map(|a| a.value())
}

/// A property such as `<w:vanish/>` is on unless it says otherwise.
fn on(node: Option<Node<'_, '_>>) -> bool {
    node.is_some_and(|n| !matches!(value(n), Some("0" | "false" | "off")))
}

fn broken(error: &dyn std::fmt::Display) -> Refusal {
    Refusal::Broken {
        detail: error.to_string(),
    }
}

fn part(
    archive: &mut zip::ZipArchive<Cursor<&[u8]>>,
    name: &str,
) -> Result<Option<String>, Refusal> {
    let file = match archive.by_name(name) {
        Ok(file) => file,
        Err(zip::result::ZipError::FileNotFound) => return Ok(None),
        Err(e) => return Err(broken(&e)),
    };
    let mut unpacked = Vec::new();
    file.take(LARGEST_PART + 1)
        .read_to_end(&mut unpacked)
        .map_err(|e| broken(&e))?;
    if unpacked.len() as u64 > LARGEST_PART {
        return Err(Refusal::TooLarge {
            what: format!("over {} unpacked", crate::limits::megabytes(LARGEST_PART)),
            limit: crate::limits::megabytes(LARGEST_PART),
        });
    }
    Ok(Some(crate::encoding::decode(&unpacked, None)))
}

fn parse(text: &str) -> Result<Xml<'_>, Refusal> {
    let options = ParsingOptions {
        allow_dtd: false,
        nodes_limit: MOST_NODES,
        ..ParsingOptions::default()
    };
    Xml::parse_with_options(text.trim_start_matches('\u{feff}'), options).map_err(|e| broken(&e))
}

struct DocxReading {
    flow: Flow,
    styles: Styles,
    numbering: Numbering,
    left_out: bool,
}

impl DocxReading {
    fn blocks(&mut self, parent: Node<'_, '_>, depth: usize) {
        if depth > DEEPEST {
            self.left_out = true;
            return;
        }
        for node in parent.children().filter(Node::is_element) {
            match node.tag_name().name() {
                "p" => self.paragraph(node),
                "tbl" => {
                    let rows = self.rows(node);
                    self.flow.push_table(&rows);
                }
                "sdt" => {
                    if let Some(content) = child(node, "sdtContent") {
                        self.blocks(content, depth + 1);
                    }
                }
                "ins" | "moveTo" | "customXml" | "smartTag" => self.blocks(node, depth + 1),
                _ => {}
            }
        }
    }

    fn paragraph(&mut self, node: Node<'_, '_>) {
        let properties = child(node, "pPr");
        let style = properties.and_then(|p| child(p, "pStyle")).and_then(value);
        let outline = properties
            .and_then(|p| child(p, "outlineLvl"))
            .and_then(value)
            .and_then(|v| v.parse().ok());
        let text = self.text(node);
        let own = properties.and_then(|p| child(p, "numPr"));
        let in_list = own.map_or_else(|| self.styles.list(style), styles::list_of);
        // A paragraph without text keeps Word's count only where Word would print its number.
        let label = if fold(&text).is_empty() {
            None
        } else {
            in_list.and_then(|(list, level)| self.numbering.next((list, level)))
        };
        let heading = outline
            .map(|l: u8| l + 1)
            .filter(|l| *l <= 9)
            .or_else(|| self.styles.heading(style));
        let (kind, number) = match (heading, label) {
            (Some(level), label) => (
                ParagraphKind::Heading {
                    level: level.min(6),
                },
                label.and_then(|l| l.number),
            ),
            (None, Some(label)) if label.number.is_some() && label.depth == 1 => {
                (ParagraphKind::Body, label.number)
            }
            (None, Some(label)) => (ParagraphKind::Item { depth: label.depth }, label.number),
            (None, None) if self.styles.is_contents(style) => (ParagraphKind::Matter, None),
            (None, None) => (ParagraphKind::Body, None),
        };
        self.flow.push(kind, number, &text);
    }

    /// The text a paragraph prints.
    fn text(&mut self, paragraph: Node<'_, '_>) -> String {
        let mut text = String::new();
        let mut open: Vec<Node<'_, '_>> = vec![paragraph];
        while let Some(node) = open.pop() {
            match node.tag_name().name() {
                "del" | "moveFrom" | "instrText" | "delText" | "pPr" | "rPr" => {}
                "txbxContent" | "drawing" | "pict" | "object" | "AlternateContent" => {
                    self.left_out = true
                }
                "r" if child(node, "rPr").is_some_and(|p| on(child(p, "vanish"))) => {
                    self.left_out = true
                }
                "t" => text.push_str(node.text().unwrap_or_default()),
                "tab" | "br" | "cr" => text.push(' '),
                "noBreakHyphen" => text.push('\u{2011}'),
                _ => open.extend(node.children().filter(Node::is_element).rev()),
            }
        }
        text
    }

    fn rows(&mut self, table: Node<'_, '_>) -> Vec<(bool, Vec<String>)> {
        let mut rows = Vec::new();
        for row in table.children().filter(|n| is(n, "tr")) {
            let header = child(row, "trPr").is_some_and(|p| on(child(p, "tblHeader")));
            let mut cells = Vec::new();
            for cell in row.children().filter(|n| is(n, "tc")) {
                let continues = child(cell, "tcPr")
                    .and_then(|p| child(p, "vMerge"))
                    .is_some_and(|m| value(m) != Some("restart"));
                let text = cell
                    .descendants()
                    .filter(|n| is(n, "p"))
                    .map(|p| self.text(p))
                    .collect::<Vec<_>>()
                    .join(" ");
                cells.push(if continues {
                    String::new()
                } else {
                    fold(&text)
                });
            }
            rows.push((header, cells));
        }
        rows
    }

    fn footnotes(&mut self, notes: &Xml<'_>) {
        for note in notes
            .descendants()
            .filter(|n| is(n, "footnote") && attribute(*n, "type").is_none())
        {
            let text = note
                .descendants()
                .filter(|n| is(n, "p"))
                .map(|p| self.text(p))
                .collect::<Vec<_>>()
                .join(" ");
            self.flow.push(ParagraphKind::Footnote, None, &text);
        }
    }
}
