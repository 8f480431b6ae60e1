//! Web pages: articles, council news, committee pages. Keeps what a browser shows of the page's own text.
//!
//! Deliberately not here: scripts, anything fetched from elsewhere (style sheets too); only the file itself is read.

use std::sync::LazyLock;

use regex::bytes::Regex;
use scraper::node::Element;
use scraper::{Html, Node, Selector};
use scrutiny_domain::document::{Document, Format, ParagraphKind};

use crate::Refusal;
use crate::encoding;
use crate::flow::Flow;
use crate::text;

mod shown;

use shown::{Shown, Styles};

/// Where a page's text starts, the most telling first.
const MAIN: &[&str] = &["article", "main", "[role=main]", "#content", "body"];
/// A page's main part holds at least this share of the letters of the page's paragraphs; else the whole body is read.
const MAIN_SHARE: f32 = 0.5;
/// Elements that are not the page's own text.
const APART: &[&str] = &[
    "script", "style", "noscript", "template", "nav", "footer", "iframe", "svg", "button",
    "select", "textarea", "dialog", "head", "audio", "video", "canvas", "object",
];
/// Elements that begin and end a paragraph.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "form",
    "header",
    "hgroup",
    "hr",
    "html",
    "legend",
    "li",
    "main",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "ul",
];
/// Blocks that a cell of a table of data does not hold more than one of.
const PROSE: &[&str] = &[
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "article",
    "section",
    "blockquote",
];
/// Deeper nesting than any page written by people; what is deeper is left out with a warning.
const DEEPEST: usize = 200;
/// A line end that a browser shows, in text whose own line ends are spaces.
const BREAK: char = '\n';

static CHARSET: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r#"(?i)charset\s*=\s*["']?([\w-]+)"#).expect("a regex"));

/// Reads a web page.
///
/// # Errors
/// [`Refusal::NoText`] where it shows no text.
pub(crate) fn read(bytes: &[u8], file_name: &str) -> Result<Document, Refusal> {
    let mut flow = Flow::default();
    read_into(&mut flow, &decode(bytes));
    flow.finish(bytes, file_name, Format::Html)
}

/// The characters of a page, which may say itself how they are written.
pub(crate) fn decode(bytes: &[u8]) -> String {
    let head = bytes.get(..2048).unwrap_or(bytes);
    let label = CHARSET
        .captures(head)
        .map(|c| String::from_utf8_lossy(&c[1]).into_owned());
    encoding::decode(bytes, label.as_deref())
}

/// Adds what a browser shows of a page.
pub(crate) fn read_into(flow: &mut Flow, page: &str) {
    let page = Html::parse_document(page);
    let mut reading = HtmlReading {
        flow: std::mem::take(flow),
        styles: Styles::of(&page),
        ..HtmlReading::default()
    };
    if let Some(start) = start(&page) {
        reading.walk(start);
        reading.flush();
    }
    *flow = reading.flow;
    if reading.too_deep {
        flow.left_out("Part of this page is nested too deeply to read and was left out.");
    }
    if reading.hidden {
        flow.hidden("Words that this page holds and does not show were left out.");
    }
    if reading.struck {
        flow.struck_out();
    }
}

type NodeRef<'a> = ego_tree::NodeRef<'a, Node>;

fn start(page: &Html) -> Option<NodeRef<'_>> {
    let letters = |node: NodeRef<'_>| -> usize {
        node.descendants()
            .filter_map(|n| n.value().as_text().map(|t| t.trim().len()))
            .sum()
    };
    let paragraphs = Selector::parse("p, li").ok()?;
    let whole: usize = page.select(&paragraphs).map(|e| letters(*e)).sum();
    MAIN.iter().find_map(|css| {
        let selector = Selector::parse(css).ok()?;
        let mut found = page.select(&selector);
        let first = found.next()?;
        let enough = letters(*first) as f32 >= whole as f32 * MAIN_SHARE;
        (enough && (*css == "body" || found.next().is_none())).then_some(*first)
    })
}

#[derive(Default)]
struct HtmlReading {
    flow: Flow,
    styles: Styles,
    text: String,
    /// For each open list, the number of its next item; none for bullets.
    lists: Vec<Option<u64>>,
    kind: Option<(ParagraphKind, Option<String>)>,
    depth: usize,
    /// Line ends of the text are shown.
    preformatted: bool,
    too_deep: bool,
    hidden: bool,
    struck: bool,
}

impl HtmlReading {
    fn walk(&mut self, node: NodeRef<'_>) {
        if self.depth >= DEEPEST {
            self.too_deep = true;
            return;
        }
        self.depth += 1;
        match node.value() {
            Node::Text(text) if self.preformatted => self.text.push_str(text),
            Node::Text(text) => {
                let space = |c: char| if c == BREAK { ' ' } else { c };
                self.text.extend(text.chars().map(space));
            }
            Node::Element(element) if !is_apart(element) => self.shown(node, element),
            _ => {}
        }
        self.depth -= 1;
    }

    fn children(&mut self, node: NodeRef<'_>) {
        for child in node.children() {
            self.walk(child);
        }
    }

    fn shown(&mut self, node: NodeRef<'_>, element: &Element) {
        match self.styles.shown(node, element) {
            Shown::Yes => self.element(node, element),
            Shown::No => self.hidden |= has_words(node),
            Shown::Struck => self.struck |= has_words(node),
        }
    }

    fn element(&mut self, node: NodeRef<'_>, element: &Element) {
        let name = element.name();
        match name {
            "br" => self.text.push(BREAK),
            "sup" if is_footnote_mark(node) => {}
            "q" => {
                self.text.push('“');
                self.children(node);
                self.text.push('”');
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.flush();
                self.children(node);
                let level = name.as_bytes()[1] - b'0';
                let text = std::mem::take(&mut self.text);
                self.flow
                    .push(ParagraphKind::Heading { level }, None, &text);
            }
            "ul" | "ol" => {
                self.flush();
                let first = element
                    .attr("start")
                    .and_then(|s| s.parse().ok())
                    .unwrap_or(1);
                self.lists.push((name == "ol").then_some(first));
                self.children(node);
                self.flush();
                self.lists.pop();
            }
            "li" => {
                self.flush();
                let counted = element.attr("value").and_then(|v| v.parse().ok());
                if let (Some(Some(next)), Some(value)) = (self.lists.last_mut(), counted) {
                    *next = value;
                }
                self.kind = Some(self.item());
                self.children(node);
                self.flush();
                self.kind = None;
            }
            "pre" => {
                self.flush();
                let outer = std::mem::replace(&mut self.preformatted, true);
                self.children(node);
                self.flush();
                self.preformatted = outer;
            }
            "table" => {
                self.flush();
                self.table(node, element);
            }
            _ if BLOCKS.contains(&name) => {
                self.flush();
                self.children(node);
                self.flush();
            }
            _ => self.children(node),
        }
    }

    fn item(&mut self) -> (ParagraphKind, Option<String>) {
        let depth = u8::try_from(self.lists.len().max(1)).unwrap_or(u8::MAX);
        let number = self.lists.last_mut().and_then(|next| {
            let n = next.as_mut()?;
            *n = n.saturating_add(1);
            Some((*n - 1).to_string())
        });
        (ParagraphKind::Item { depth }, number)
    }

    /// A table of data gives its cells; one that a page is laid out with gives what stands in them, in order.
    fn table(&mut self, node: NodeRef<'_>, element: &Element) {
        let rows = own_rows(node);
        if is_layout(element, &rows) {
            for cell in rows.iter().flatten() {
                self.children(*cell);
                self.flush();
            }
            return;
        }
        for caption in node.children().filter(|n| is(n, &["caption"])) {
            self.walk(caption);
        }
        let read: Vec<(bool, Vec<String>)> = rows
            .iter()
            .map(|cells| {
                let header = !cells.is_empty() && cells.iter().all(|c| is(c, &["th"]));
                (header, cells.iter().map(|c| self.cell(*c)).collect())
            })
            .collect();
        self.flow.push_table(&read);
    }

    /// The words of a cell as one text.
    fn cell(&mut self, cell: NodeRef<'_>) -> String {
        let outer = std::mem::take(&mut self.text);
        self.words(cell);
        crate::flow::fold(&std::mem::replace(&mut self.text, outer))
    }

    fn words(&mut self, node: NodeRef<'_>) {
        if self.depth >= DEEPEST {
            self.too_deep = true;
            return;
        }
        self.depth += 1;
        for child in node.children() {
            match child.value() {
                Node::Text(text) => self.text.push_str(text),
                Node::Element(e) if !is_apart(e) => match self.styles.shown(child, e) {
                    Shown::No => self.hidden |= has_words(child),
                    Shown::Struck => self.struck |= has_words(child),
                    Shown::Yes => {
                        let mark = e.name() == "sup" && is_footnote_mark(child);
                        let apart = e.name() == "br" || BLOCKS.contains(&e.name());
                        if apart {
                            self.text.push(' ');
                        }
                        if !mark {
                            self.words(child);
                        }
                        if apart {
                            self.text.push(' ');
                        }
                    }
                },
                _ => {}
            }
        }
        self.depth -= 1;
    }

    fn flush(&mut self) {
        let text = std::mem::take(&mut self.text);
        if self.kind.is_none() && text.contains(BREAK) {
            self.flow_of_lines(&text);
            return;
        }
        let (kind, number) = match &mut self.kind {
            // The number belongs to the item's first paragraph only.
            Some((kind, number)) => {
                let empty = text.trim().is_empty();
                (kind.clone(), if empty { None } else { number.take() })
            }
            None => (ParagraphKind::Body, None),
        };
        self.flow.push(kind, number, &text);
    }

    /// Lines that were ended by hand: an empty one parts paragraphs, as in plain text, and one with a bullet is an item.
    /// A page that parts none has paragraphs of its own, and a line end is a space.
    fn flow_of_lines(&mut self, text: &str) {
        let lines: Vec<&str> = text.split(BREAK).map(str::trim).collect();
        let parts = lines.iter().any(|l| l.is_empty())
            && lines.iter().filter(|l| !l.is_empty()).count() > 1;
        if parts || lines.iter().skip(1).any(|l| text::is_item(l)) {
            text::lines(&mut self.flow, &lines);
        } else {
            self.flow.push(ParagraphKind::Body, None, text);
        }
    }
}

fn is(node: &NodeRef<'_>, names: &[&str]) -> bool {
    node.value()
        .as_element()
        .is_some_and(|e| names.contains(&e.name()))
}

/// The cells of a table's rows, without those of tables within it.
fn own_rows(table: NodeRef<'_>) -> Vec<Vec<NodeRef<'_>>> {
    let mut rows = Vec::new();
    for part in table.children() {
        if is(&part, &["tr"]) {
            rows.push(part);
        } else if is(&part, &["thead", "tbody", "tfoot"]) {
            rows.extend(part.children().filter(|n| is(n, &["tr"])));
        }
    }
    rows.into_iter().map(cells).collect()
}

fn cells(row: NodeRef<'_>) -> Vec<NodeRef<'_>> {
    row.children().filter(|n| is(n, &["td", "th"])).collect()
}

/// Whether a table only gives a page its shape: it says so, holds another table, or a cell of it holds running text.
fn is_layout(table: &Element, rows: &[Vec<NodeRef<'_>>]) -> bool {
    let prose = |cell: &NodeRef<'_>| {
        let blocks = cell.descendants().filter(|n| is(n, PROSE)).count();
        let heading = cell.descendants().any(|n| is(&n, &["h1", "h2", "h3"]));
        blocks > 3 || heading && blocks > 1
    };
    let within = |cell: &NodeRef<'_>| cell.descendants().any(|n| is(&n, &["table"]));
    matches!(table.attr("role"), Some("presentation" | "none"))
        || rows.iter().flatten().any(|c| within(c) || prose(c))
}

fn has_words(node: NodeRef<'_>) -> bool {
    node.descendants().any(|n| {
        n.value()
            .as_text()
            .is_some_and(|t| t.chars().any(char::is_alphanumeric))
    })
}

fn is_apart(element: &Element) -> bool {
    APART.contains(&element.name())
        || matches!(
            element.attr("role"),
            Some("navigation" | "banner" | "contentinfo" | "search" | "dialog")
        )
}

fn is_footnote_mark(node: NodeRef<'_>) -> bool {
    let text: String = node
        .descendants()
        .filter_map(|n| n.value().as_text().map(|t| t.to_string()))
        .collect();
    let mark = text.trim().trim_matches(['[', ']']);
    !mark.is_empty() && mark.len() <= 2 && mark.bytes().all(|b| b.is_ascii_digit())
}
