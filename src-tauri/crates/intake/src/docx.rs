//! Word documents (ECMA-376, transitional and strict): committee papers, statements, improvement plans.
//!
//! Reads the text as it would print: deletions are left out, insertions are in, numbers that Word computes are
//! computed. Pages are Word's to lay out, so a Word document is one page here and is cited by paragraph.
//! Deliberately not here: pictures, charts, comments (their presence is a warning).

use std::collections::HashMap;

use roxmltree::{Document as Xml, Node, ParsingOptions};
use scrutiny_domain::document::{Document, Format, ParagraphKind, WarningCode};

use crate::flow::{Flow, fold};
use crate::{Refusal, html, sniff, text};

mod numbering;
mod package;
mod styles;

use numbering::Numbering;
use package::{Package, beside};
use styles::Styles;

/// Most elements of a part.
const MOST_NODES: u32 = 4_000_000;
/// Deeper nesting than Word writes.
const DEEPEST: usize = 100;

/// Embedded documents within embedded documents are followed this far.
const EMBEDDED: usize = 3;

/// Reads a Word document.
///
/// # Errors
/// [`Refusal::Broken`] where the archive or its XML does not hold, [`Refusal::TooLarge`] where a part unpacks beyond
/// measure, [`Refusal::NoText`] where there is no text.
pub(crate) fn read(bytes: &[u8], file_name: &str) -> Result<Document, Refusal> {
    let mut flow = Flow::default();
    read_into(&mut flow, bytes, 0)?;
    flow.finish(bytes, file_name, Format::Docx)
}

fn read_into(flow: &mut Flow, bytes: &[u8], depth: usize) -> Result<(), Refusal> {
    let mut package = Package::open(bytes)?;
    let main = package.main()?;
    let text = package.text(&main)?.ok_or_else(|| Refusal::Broken {
        detail: "its main part is missing".to_owned(),
    })?;
    let related = package.related(&main)?;
    let mut part = |kind: &str, usual: &str| -> Result<Option<String>, Refusal> {
        let name = related
            .iter()
            .find(|r| r.kind == kind)
            .map_or_else(|| beside(&main, usual), |r| r.target.clone());
        package.text(&name)
    };
    let styles = part("styles", "styles.xml")?;
    let numbering = part("numbering", "numbering.xml")?;
    let footnotes = part("footnotes", "footnotes.xml")?;
    let endnotes = part("endnotes", "endnotes.xml")?;
    let comments = part("comments", "comments.xml")?;
    let chunks = related.iter().filter(|r| r.kind == "aFChunk");
    let mut embedded = HashMap::new();
    for chunk in chunks {
        embedded.insert(chunk.id.clone(), package.bytes(&chunk.target)?);
    }

    let mut reading = DocxReading {
        flow: std::mem::take(flow),
        styles: styles
            .as_deref()
            .map(parse)
            .transpose()?
            .map(|x| Styles::read(&x))
            .unwrap_or_default(),
        numbering: numbering
            .as_deref()
            .map(parse)
            .transpose()?
            .map(|x| Numbering::read(&x))
            .unwrap_or_default(),
        embedded,
        embedded_depth: depth,
        ..DocxReading::default()
    };
    let xml = parse(&text)?;
    if let Some(body) = xml.descendants().find(|n| is(n, "body")) {
        reading.blocks(body, 0);
        reading.end_of_story();
    }
    for (notes, name) in [(footnotes, "footnote"), (endnotes, "endnote")] {
        if let Some(notes) = notes.as_deref().map(parse).transpose()? {
            reading.notes(&notes, name);
        }
    }
    let remarks = match comments.as_deref().map(parse).transpose()? {
        Some(xml) => xml.descendants().filter(|n| is(n, "comment")).count(),
        None => 0,
    };
    *flow = reading.flow;
    if remarks > 0 {
        let message = "Comments were put on this paper; they are not read as its words.";
        flow.tell(WarningCode::Remarks, message);
    }
    if reading.left_out {
        flow.left_out("Pictures or drawings in this document were not read.");
    }
    if reading.hidden {
        flow.hidden("Words that this document hides were left out.");
    }
    if reading.struck {
        flow.struck_out();
    }
    Ok(())
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

fn parse(text: &str) -> Result<Xml<'_>, Refusal> {
    let options = ParsingOptions {
        allow_dtd: false,
        nodes_limit: MOST_NODES,
        ..ParsingOptions::default()
    };
    Xml::parse_with_options(text.trim_start_matches('\u{feff}'), options).map_err(|e| broken(&e))
}

#[derive(Default)]
struct DocxReading {
    flow: Flow,
    styles: Styles,
    numbering: Numbering,
    /// Documents within this one, by the id of their relationship.
    embedded: HashMap<String, Option<Vec<u8>>>,
    embedded_depth: usize,
    /// The words of paragraphs whose mark is deleted: they go on in the next.
    pending: String,
    /// In a table, where ground and words may be coloured by its style.
    in_table: usize,
    left_out: bool,
    hidden: bool,
    struck: bool,
}

impl DocxReading {
    fn blocks(&mut self, parent: Node<'_, '_>, depth: usize) {
        if depth > DEEPEST {
            self.left_out = true;
            return;
        }
        for node in parent.children().filter(Node::is_element) {
            match node.tag_name().name() {
                "p" => self.paragraph(node, depth),
                "tbl" => {
                    self.end_of_story();
                    let rows = self.rows(node);
                    self.flow.push_table(&rows);
                }
                "sdt" => {
                    if let Some(content) = child(node, "sdtContent") {
                        self.blocks(content, depth + 1);
                    }
                }
                "ins" | "moveTo" | "customXml" | "smartTag" => self.blocks(node, depth + 1),
                "altChunk" => self.embedded(node),
                _ => {}
            }
        }
    }

    /// What was waiting for a paragraph to go on in, where none comes.
    fn end_of_story(&mut self) {
        let text = std::mem::take(&mut self.pending);
        self.flow.push(ParagraphKind::Body, None, &text);
    }

    /// A document within the document.
    fn embedded(&mut self, chunk: Node<'_, '_>) {
        self.end_of_story();
        let found = attribute(chunk, "id").and_then(|id| self.embedded.get(id).cloned());
        let Some(bytes) = found.flatten() else {
            self.not_read();
            return;
        };
        let depth = self.embedded_depth + 1;
        match sniff::found(&bytes) {
            sniff::Found::Paper(Format::Html) => {
                html::read_into(&mut self.flow, &html::decode(&bytes))
            }
            sniff::Found::Paper(Format::Text) => {
                text::plain_into(&mut self.flow, &crate::encoding::decode(&bytes, None));
            }
            sniff::Found::Paper(Format::Docx) if depth < EMBEDDED => {
                if read_into(&mut self.flow, &bytes, depth).is_err() {
                    self.not_read();
                }
            }
            _ => self.not_read(),
        }
    }

    fn not_read(&mut self) {
        self.flow.left_out(
            "A document is embedded in this one that could not be read; it was left out.",
        );
    }

    fn paragraph(&mut self, node: Node<'_, '_>, depth: usize) {
        let properties = child(node, "pPr");
        let style = properties.and_then(|p| child(p, "pStyle")).and_then(value);
        let outline = properties
            .and_then(|p| child(p, "outlineLvl"))
            .and_then(value)
            .and_then(|v| v.parse().ok());
        let mut boxes = Vec::new();
        let own_text = self.text(node, style, &mut boxes);
        let text = std::mem::take(&mut self.pending) + &own_text;
        let mark = properties.and_then(|p| child(p, "rPr"));
        if mark.is_some_and(|m| child(m, "del").is_some() || child(m, "moveFrom").is_some()) {
            self.pending = text;
            return;
        }
        let own = properties.and_then(|p| child(p, "numPr"));
        let in_list = own.map_or_else(|| self.styles.list(style), styles::list_of);
        // A paragraph without text keeps Word's count only where Word would print its number.
        let label = if fold(&text).is_empty() {
            None
        } else {
            in_list.and_then(|(list, level)| self.numbering.next((list, level)))
        };
        let heading = outline
            .map(|l: u8| l.saturating_add(1))
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
        // What stands in boxes beside the paragraph.
        for text_box in boxes {
            self.blocks(text_box, depth + 1);
            self.end_of_story();
        }
    }

    /// The text a paragraph prints. Text boxes in it are handed out, to be read after it.
    fn text<'a, 'i>(
        &mut self,
        paragraph: Node<'a, 'i>,
        style: Option<&str>,
        boxes: &mut Vec<Node<'a, 'i>>,
    ) -> String {
        let mut text = String::new();
        let mut open: Vec<Node<'a, 'i>> = vec![paragraph];
        while let Some(node) = open.pop() {
            match node.tag_name().name() {
                "del" | "moveFrom" => self.struck |= has_words(node),
                "instrText" | "delText" | "pPr" | "rPr" | "sdtPr" => {}
                "txbxContent" => boxes.push(node),
                // The same twice, for programs of different age.
                "AlternateContent" => {
                    let choice = child(node, "Choice").filter(|c| has_box(*c));
                    open.extend(choice.or_else(|| child(node, "Fallback")));
                }
                "drawing" | "pict" | "object" if !has_box(node) => self.left_out = true,
                "r" => match self.ink(node, style) {
                    Ink::Seen if is_note_mark(node) => {}
                    Ink::Seen => open.extend(node.children().filter(Node::is_element).rev()),
                    Ink::Hidden => self.hidden |= has_words(node),
                    Ink::Struck => self.struck |= has_words(node),
                },
                "t" => text.push_str(node.text().unwrap_or_default()),
                "tab" | "br" | "cr" => text.push(' '),
                "noBreakHyphen" => text.push('\u{2011}'),
                _ => open.extend(node.children().filter(Node::is_element).rev()),
            }
        }
        text
    }

    /// Whether a run is seen: by its own properties, else by its style, else by that of its paragraph.
    fn ink(&self, run: Node<'_, '_>, paragraph_style: Option<&str>) -> Ink {
        let own = child(run, "rPr");
        let style = own.and_then(|p| child(p, "rStyle")).and_then(value);
        let is_on = |name: &str, by_style: &dyn Fn(&styles::Looks) -> Option<bool>| {
            own.and_then(|p| child(p, name))
                .map(|n| on(Some(n)))
                .or_else(|| self.styles.looks(style, by_style))
                .or_else(|| self.styles.looks(paragraph_style, by_style))
                .unwrap_or(false)
        };
        let white = own.and_then(|p| child(p, "color")).and_then(value) == Some("FFFFFF");
        let on_ground = own
            .is_some_and(|p| child(p, "shd").is_some() || child(p, "highlight").is_some())
            || run
                .ancestors()
                .any(|a| is(&a, "p") && child(a, "pPr").is_some_and(|p| child(p, "shd").is_some()));
        if is_on("vanish", &|l| l.vanish) || white && !on_ground && self.in_table == 0 {
            Ink::Hidden
        } else if is_on("strike", &|l| l.strike) || is_on("dstrike", &|l| l.dstrike) {
            Ink::Struck
        } else {
            Ink::Seen
        }
    }

    fn rows(&mut self, table: Node<'_, '_>) -> Vec<(bool, Vec<String>)> {
        self.in_table += 1;
        let mut rows = Vec::new();
        for row in unwrapped(table, "tr") {
            let properties = child(row, "trPr");
            if properties.is_some_and(|p| child(p, "del").is_some()) {
                continue;
            }
            let header = properties.is_some_and(|p| on(child(p, "tblHeader")));
            let mut cells = Vec::new();
            for cell in unwrapped(row, "tc") {
                let continues = child(cell, "tcPr")
                    .and_then(|p| child(p, "vMerge"))
                    .is_some_and(|m| value(m) != Some("restart"));
                let text = self.paragraphs_of(cell);
                cells.push(if continues {
                    String::new()
                } else {
                    fold(&text)
                });
            }
            rows.push((header, cells));
        }
        self.in_table -= 1;
        rows
    }

    /// All paragraphs below a node as one text.
    fn paragraphs_of(&mut self, node: Node<'_, '_>) -> String {
        let mut text = String::new();
        for p in node.descendants().filter(|n| is(n, "p")) {
            let properties = child(p, "pPr");
            let style = properties.and_then(|p| child(p, "pStyle")).and_then(value);
            // What stands in a box is among the descendants too.
            text.push_str(&self.text(p, style, &mut Vec::new()));
            let mark = properties.and_then(|p| child(p, "rPr"));
            if mark.is_none_or(|m| child(m, "del").is_none()) {
                text.push(' ');
            }
        }
        text
    }

    fn notes(&mut self, notes: &Xml<'_>, name: &str) {
        for note in notes
            .descendants()
            .filter(|n| is(n, name) && attribute(*n, "type").is_none())
        {
            let text = self.paragraphs_of(note);
            self.flow.push(ParagraphKind::Footnote, None, &text);
        }
    }
}

/// Whether words of a run are seen on paper.
enum Ink {
    Seen,
    Hidden,
    Struck,
}

/// The nodes of that name below another, within what only wraps them (content controls, insertions).
fn unwrapped<'a, 'i>(parent: Node<'a, 'i>, name: &str) -> Vec<Node<'a, 'i>> {
    let mut found = Vec::new();
    let mut open: Vec<Node<'a, 'i>> = vec![parent];
    while let Some(node) = open.pop() {
        if node != parent && is(&node, name) {
            found.push(node);
        } else if node == parent
            || matches!(
                node.tag_name().name(),
                "sdt" | "sdtContent" | "ins" | "moveTo" | "customXml" | "smartTag"
            )
        {
            open.extend(node.children().filter(Node::is_element).rev());
        }
    }
    found
}

fn has_box(node: Node<'_, '_>) -> bool {
    node.descendants().any(|n| is(&n, "txbxContent"))
}

fn has_words(node: Node<'_, '_>) -> bool {
    let text = node
        .descendants()
        .filter(|n| is(n, "t") || is(n, "delText"));
    text.filter_map(|t| t.text())
        .any(|t| t.chars().any(char::is_alphanumeric))
}

/// A raised number: the mark of a note that was typed by hand. It is no part of the word or number before it.
fn is_note_mark(run: Node<'_, '_>) -> bool {
    let raised = child(run, "rPr")
        .and_then(|p| child(p, "vertAlign"))
        .and_then(value)
        == Some("superscript");
    let text: String = run
        .descendants()
        .filter(|n| is(n, "t"))
        .filter_map(|t| t.text())
        .collect();
    let mark = text.trim().trim_matches(['[', ']', '(', ')']);
    raised && !mark.is_empty() && mark.len() <= 3 && mark.bytes().all(|b| b.is_ascii_digit())
}
