//! Web pages: articles, council news, committee pages. Keeps what a reader would call the page's own text.
//!
//! Deliberately not here: scripts, styles, anything fetched from elsewhere; only the file itself is read.

use std::sync::LazyLock;

use regex::bytes::Regex;
use scraper::node::Element;
use scraper::{Html, Node, Selector};
use scrutiny_domain::document::{Document, Format, ParagraphKind};

use crate::Refusal;
use crate::encoding;
use crate::flow::Flow;

/// Where a page's text starts, the most telling first.
const MAIN: &[&str] = &["article", "main", "[role=main]", "#content", "body"];
/// A page's main part holds at least this share of the letters of the page's paragraphs; else the whole body is read.
const MAIN_SHARE: f32 = 0.5;
/// Elements that are not the page's own text.
const APART: &[&str] = &[
    "script", "style", "noscript", "template", "nav", "footer", "aside", "form", "iframe", "svg",
    "button", "select", "dialog", "head",
];
/// Elements that begin and end a paragraph.
const BLOCKS: &[&str] = &[
    "address",
    "article",
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
/// Deeper nesting than any page written by people; what is deeper is left out with a warning.
const DEEPEST: usize = 200;

static CHARSET: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r#"(?i)charset\s*=\s*["']?([\w-]+)"#).expect("a regex"));

/// Reads a web page.
///
/// # Errors
/// [`Refusal::NoText`] where it shows no text.
pub(crate) fn read(bytes: &[u8], file_name: &str) -> Result<Document, Refusal> {
    let head = bytes.get(..2048).unwrap_or(bytes);
    let label = CHARSET
        .captures(head)
        .map(|c| String::from_utf8_lossy(&c[1]).into_owned());
    let page = Html::parse_document(&encoding::decode(bytes, label.as_deref()));
    let mut reading = HtmlReading::default();
    if let Some(start) = start(&page) {
        reading.walk(start);
    }
    if reading.too_deep {
        let message = "Part of this page is nested too deeply to read and was left out.";
        reading.flow.left_out(message);
    }
    reading.flow.finish(bytes, file_name, Format::Html)
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
    text: String,
    /// For each open list, the number of its next item; none for bullets.
    lists: Vec<Option<u64>>,
    kind: Option<(ParagraphKind, Option<String>)>,
    depth: usize,
    too_deep: bool,
}

impl HtmlReading {
    fn walk(&mut self, node: NodeRef<'_>) {
        if self.depth >= DEEPEST {
            self.too_deep = true;
            return;
        }
        self.depth += 1;
        match node.value() {
            Node::Text(text) => self.text.push_str(text),
            Node::Element(element) if !is_apart(element) => self.element(node, element),
            _ => {}
        }
        self.depth -= 1;
    }

    fn children(&mut self, node: NodeRef<'_>) {
        for child in node.children() {
            self.walk(child);
        }
    }

    fn element(&mut self, node: NodeRef<'_>, element: &Element) {
        let name = element.name();
        match name {
            "br" => self.text.push(' '),
            "sup" if is_footnote_mark(node) => {}
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
                self.kind = Some(self.item());
                self.children(node);
                self.flush();
                self.kind = None;
            }
            "table" => {
                self.flush();
                let rows = self.rows(node);
                self.flow.push_table(&rows);
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
            *n += 1;
            Some((*n - 1).to_string())
        });
        (ParagraphKind::Item { depth }, number)
    }

    fn rows(&mut self, table: NodeRef<'_>) -> Vec<(bool, Vec<String>)> {
        let mut rows = Vec::new();
        let is = |n: &NodeRef<'_>, names: &[&str]| {
            n.value()
                .as_element()
                .is_some_and(|e| names.contains(&e.name()))
        };
        for row in table.descendants().filter(|n| is(n, &["tr"])) {
            let cells: Vec<_> = row.children().filter(|n| is(n, &["td", "th"])).collect();
            let header = !cells.is_empty() && cells.iter().all(|c| is(c, &["th"]));
            let texts = cells.into_iter().map(|cell| {
                let text: Vec<&str> = cell
                    .descendants()
                    .filter_map(|n| Some(&**n.value().as_text()?))
                    .collect();
                crate::flow::fold(&text.join(" "))
            });
            rows.push((header, texts.collect()));
        }
        rows
    }

    fn flush(&mut self) {
        let text = std::mem::take(&mut self.text);
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
}

fn is_apart(element: &Element) -> bool {
    APART.contains(&element.name())
        || element.attr("hidden").is_some()
        || element.attr("aria-hidden") == Some("true")
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
