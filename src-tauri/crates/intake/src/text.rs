//! Plain text and Markdown: articles saved or pasted, statements, minutes.
//!
//! Plain text has no marks for its structure, so headings and items are told by their form alone and a line is a
//! heading only where nothing else fits. Deliberately not here: the words (facts, speakers) that the text holds.

use std::sync::LazyLock;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use regex::Regex;
use scrutiny_domain::document::{Document, Format, ParagraphKind};

use crate::Refusal;
use crate::encoding;
use crate::flow::{Flow, fold};

/// A heading is at most this long; longer lines are paragraphs that lack a full stop.
const LONGEST_HEADING: usize = 100;
/// Lines at least this long that end in a full stop are paragraphs of their own, not wrapped lines.
const UNWRAPPED_LINE: usize = 120;

static ITEM: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:[•●▪◦◼■‣·–—*\-\u{f0b7}\u{f06e}\u{f0a7}\u{f02d}])\s+(\S.*)$").expect("a regex")
});
static NUMBERED: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^(\d{1,3}(?:\.\d{1,2})*)[.)]\s+(\S.*)$").expect("a regex"));

/// Reads plain text, or Markdown where the file name says so.
///
/// # Errors
/// [`Refusal::NoText`] where there is no letter or digit in it.
pub(crate) fn read(bytes: &[u8], file_name: &str) -> Result<Document, Refusal> {
    let text = encoding::decode(bytes, None);
    let ending = file_name
        .rsplit_once('.')
        .map(|(_, e)| e.to_ascii_lowercase());
    let flow = if ending.is_some_and(|e| Format::MARKDOWN.contains(&e.as_str())) {
        markdown(&text)
    } else {
        plain(&text)
    };
    flow.finish(bytes, file_name, Format::Text)
}

fn plain(text: &str) -> Flow {
    let mut flow = Flow::default();
    plain_into(&mut flow, text);
    flow
}

/// Adds plain text. Old programs end a line within a paragraph by a vertical tab; a form feed ends a page.
pub(crate) fn plain_into(flow: &mut Flow, text: &str) {
    let normal = text.replace("\r\n", "\n").replace(
        ['\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'],
        "\n",
    );
    let rows: Vec<&str> = normal.lines().map(str::trim).collect();
    lines(flow, &rows);
}

/// Adds lines as paragraphs that empty ones part.
pub(crate) fn lines(flow: &mut Flow, lines: &[&str]) {
    for block in lines.split(|line| line.is_empty()) {
        plain_block(flow, block);
    }
}

/// True for a line that begins with the mark of a list.
pub(crate) fn is_item(line: &str) -> bool {
    ITEM.is_match(line)
}

fn plain_block(flow: &mut Flow, lines: &[&str]) {
    if let [line] = lines
        && is_heading(line)
    {
        let level = if flow.is_empty() { 1 } else { 2 };
        flow.push(ParagraphKind::Heading { level }, None, line);
        return;
    }
    if lines.len() > 1
        && lines
            .iter()
            .all(|l| !ends_sentence(l) && !ITEM.is_match(l) && !NUMBERED.is_match(l))
        && lines.iter().any(|l| l.chars().count() < LONGEST_HEADING)
        && !lines
            .iter()
            .skip(1)
            .all(|l| l.chars().next().is_some_and(char::is_lowercase))
    {
        flow.push(ParagraphKind::Matter, None, &lines.join(" "));
        return;
    }
    let mut open: Option<(ParagraphKind, Option<String>, String)> = None;
    for line in lines {
        let start = if let Some(item) = ITEM.captures(line) {
            Some((ParagraphKind::Item { depth: 1 }, None, item[1].to_owned()))
        } else if let Some(numbered) = NUMBERED.captures(line) {
            Some((
                ParagraphKind::Body,
                Some(numbered[1].to_owned()),
                numbered[2].to_owned(),
            ))
        } else if open
            .as_ref()
            .is_none_or(|(_, _, text)| text.chars().count() > UNWRAPPED_LINE && ends_sentence(text))
        {
            Some((ParagraphKind::Body, None, (*line).to_owned()))
        } else {
            None
        };
        match (start, &mut open) {
            (Some(next), _) => {
                if let Some((kind, number, text)) = open.replace(next) {
                    flow.push(kind, number, &text);
                }
            }
            (None, Some((_, _, text))) => {
                text.push(' ');
                text.push_str(line);
            }
            (None, None) => {}
        }
    }
    if let Some((kind, number, text)) = open {
        flow.push(kind, number, &text);
    }
}

fn is_heading(line: &str) -> bool {
    let short = line.chars().count() <= LONGEST_HEADING;
    let starts = line
        .chars()
        .next()
        .is_some_and(|c| c.is_uppercase() || c.is_numeric());
    short
        && starts
        && !line.starts_with("Dear ")
        && !ends_sentence(line)
        && !ITEM.is_match(line)
        && !NUMBERED.is_match(line)
}

fn ends_sentence(line: &str) -> bool {
    line.trim_end_matches(['”', '’', '"', '\'', ')'])
        .ends_with(['.', '!', '?', ':', ';', ','])
        || line.ends_with(['”', '"'])
}

fn markdown(text: &str) -> Flow {
    let mut flow = Flow::default();
    let mut reading = MarkdownReading::default();
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES;
    for event in Parser::new_ext(text, options) {
        reading.event(&mut flow, event);
    }
    flow
}

#[derive(Default)]
struct MarkdownReading {
    text: String,
    /// For each open list, the number of its next item; none for bullets.
    lists: Vec<Option<u64>>,
    number: Option<String>,
    footnote: bool,
    rows: Vec<(bool, Vec<String>)>,
}

impl MarkdownReading {
    fn event(&mut self, flow: &mut Flow, event: Event<'_>) {
        match event {
            Event::Text(t) | Event::Code(t) => self.text.push_str(&t),
            Event::SoftBreak | Event::HardBreak => self.text.push(' '),
            Event::Start(tag) => self.start(flow, &tag),
            Event::End(tag) => self.end(flow, tag),
            _ => {}
        }
    }

    fn start(&mut self, flow: &mut Flow, tag: &Tag<'_>) {
        match tag {
            Tag::List(first) => {
                self.flush(flow);
                self.lists.push(*first);
            }
            Tag::Item => {
                self.number = self.lists.last_mut().and_then(|next| {
                    let n = next.as_mut()?;
                    *n += 1;
                    Some((*n - 1).to_string())
                });
            }
            Tag::FootnoteDefinition(_) => self.footnote = true,
            Tag::Table(_) => self.rows.clear(),
            Tag::TableHead => self.rows.push((true, Vec::new())),
            Tag::TableRow => self.rows.push((false, Vec::new())),
            _ => {}
        }
    }

    fn end(&mut self, flow: &mut Flow, tag: TagEnd) {
        match tag {
            TagEnd::Heading(level) => {
                let text = std::mem::take(&mut self.text);
                flow.push(ParagraphKind::Heading { level: level as u8 }, None, &text);
            }
            TagEnd::Paragraph | TagEnd::Item | TagEnd::CodeBlock => self.flush(flow),
            TagEnd::List(_) => {
                self.lists.pop();
            }
            TagEnd::FootnoteDefinition => self.footnote = false,
            TagEnd::TableCell => {
                let text = fold(&std::mem::take(&mut self.text));
                if let Some((_, cells)) = self.rows.last_mut() {
                    cells.push(text);
                }
            }
            TagEnd::Table => flow.push_table(&std::mem::take(&mut self.rows)),
            _ => {}
        }
    }

    fn flush(&mut self, flow: &mut Flow) {
        let text = std::mem::take(&mut self.text);
        let number = self.number.take();
        let kind = match self.lists.len() {
            _ if self.footnote => ParagraphKind::Footnote,
            // A numbered list of paragraphs is how a report numbers its paragraphs.
            0 => ParagraphKind::Body,
            1 if number.is_some() => ParagraphKind::Body,
            depth => ParagraphKind::Item {
                depth: u8::try_from(depth).unwrap_or(u8::MAX),
            },
        };
        flow.push(kind, number, &text);
    }
}
