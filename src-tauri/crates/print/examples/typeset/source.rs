//! The small part of Markdown that the sample's sources are written in (see the sample's README) to a paper.

use std::collections::BTreeMap;

use scrutiny_print::{Paper, Part, Words};

/// A source as read.
pub struct Source {
    /// Name of the PDF to make.
    pub file: String,
    pub paper: Paper,
}

/// Reads a source.
pub fn read(text: &str) -> Result<Source, String> {
    let body = text
        .strip_prefix("---\n")
        .ok_or("the front matter is missing")?;
    let (front, body) = body
        .split_once("\n---\n")
        .ok_or("the front matter has no end")?;
    let keys = |key: &str| -> Vec<String> {
        let of = |line: &str| {
            line.split_once(':')
                .filter(|(name, _)| *name == key)
                .map(|(_, value)| value.trim().into())
        };
        front.lines().filter_map(of).collect()
    };
    let need = |key: &str| {
        keys(key)
            .into_iter()
            .next()
            .ok_or_else(|| format!("the front matter lacks {key}"))
    };
    let made = need("date")?
        .parse()
        .map_err(|cause| format!("date: {cause}"))?;
    let author = if need("kind")? == "statement" {
        format!("{} Council", need("authority")?)
    } else {
        "Ofsted".into()
    };
    let paper = Paper {
        title: need("title")?,
        author,
        language: "en-GB".into(),
        made,
        running: keys("running"),
        notice: keys("notice").pop().unwrap_or_default(),
        parts: parts(body),
    };
    Ok(Source {
        file: need("file")?,
        paper,
    })
}

fn parts(body: &str) -> Vec<Part> {
    let notes: BTreeMap<&str, &str> = body.lines().filter_map(note).collect();
    let mut parts = Vec::new();
    let mut lines = body.lines().peekable();
    let mut after_number = false;
    while let Some(line) = lines.next() {
        if line.trim().is_empty() || note(line).is_some() {
            continue;
        }
        if let Some(kind) = line.strip_prefix("::: ") {
            let kept: Vec<String> = lines
                .by_ref()
                .take_while(|line| *line != ":::")
                .map(str::to_owned)
                .collect();
            parts.push(if kind == "sender" {
                Part::Sender(kept)
            } else {
                Part::Address(kept)
            });
        } else if let Some((level, text)) = heading(line) {
            after_number = false;
            parts.push(Part::Heading {
                level,
                text: text.into(),
            });
        } else if line == "---" {
            after_number = false;
            parts.push(Part::Rule);
        } else if let Some(first) = line.strip_prefix("- ") {
            let mut items = vec![first.to_owned()];
            while let Some(next) = lines.next_if(|next| next.starts_with("- ")) {
                items.push(next[2..].to_owned());
            }
            parts.push(Part::Bullets {
                items,
                hung: after_number,
            });
        } else if line.starts_with('|') {
            let header = cells(line);
            let mut rows = Vec::new();
            while let Some(next) = lines.next_if(|next| next.starts_with('|')) {
                if !next.starts_with("| ---") {
                    rows.push(cells(next));
                }
            }
            parts.push(Part::Table { header, rows });
        } else if line == "Yours sincerely" {
            let rest = lines
                .by_ref()
                .filter(|line| !line.trim().is_empty())
                .map(str::to_owned)
                .collect();
            parts.push(Part::Closing {
                greeting: line.into(),
                lines: rest,
            });
        } else {
            let (number, text) = numbered(line);
            after_number = number.is_some();
            parts.push(Part::Paragraph {
                number,
                text: words(text, &notes),
            });
        }
    }
    parts
}

fn heading(line: &str) -> Option<(u8, &str)> {
    let level = line
        .chars()
        .take_while(|character| *character == '#')
        .count();
    let text = line.get(level..)?.strip_prefix(' ')?;
    (level > 0).then(|| (u8::try_from(level).unwrap_or(6), text))
}

fn numbered(line: &str) -> (Option<u32>, &str) {
    line.split_once(". ")
        .and_then(|(number, text)| number.parse().ok().map(|number| (Some(number), text)))
        .unwrap_or((None, line))
}

fn note(line: &str) -> Option<(&str, &str)> {
    line.strip_prefix("[^")?.split_once("]: ")
}

fn words(text: &str, notes: &BTreeMap<&str, &str>) -> Vec<Words> {
    let mut words = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("[^") {
        let Some((mark, after)) = after.split_once(']') else {
            break;
        };
        words.push(Words::Text(before.into()));
        let text = notes.get(mark).copied().unwrap_or_default().to_owned();
        words.push(Words::Footnote {
            mark: mark.into(),
            text,
        });
        rest = after;
    }
    if !rest.is_empty() {
        words.push(Words::Text(rest.into()));
    }
    words
}

fn cells(line: &str) -> Vec<String> {
    line.trim_matches('|')
        .split('|')
        .map(|cell| cell.trim().to_owned())
        .collect()
}
