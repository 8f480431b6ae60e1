//! The numbers that Word computes and never stores: "3.", "2.1", "(b)".

use std::collections::HashMap;

use roxmltree::{Document as Xml, Node};

use super::{attribute, child, is, value};
use crate::numerals::{letters, roman};

#[derive(Debug, Clone)]
struct Level {
    format: String,
    text: String,
    start: u32,
}

/// What Word prints before a paragraph of a list.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Label {
    /// Without brackets and full stop; none for a bullet.
    pub(super) number: Option<String>,
    /// From 1.
    pub(super) depth: u8,
}

/// The lists of a document and how far each has counted.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    /// Levels by list.
    lists: HashMap<String, (String, Vec<Level>)>,
    /// Counts by abstract list: lists that share one go on counting together.
    counts: HashMap<String, Vec<Option<u32>>>,
}

impl Numbering {
    pub(super) fn read(xml: &Xml<'_>) -> Self {
        let patterns: HashMap<&str, Vec<Level>> = xml
            .descendants()
            .filter(|n| is(n, "abstractNum"))
            .filter_map(|n| {
                Some((
                    attribute(n, "abstractNumId")?,
                    n.children().filter(|l| is(l, "lvl")).map(level).collect(),
                ))
            })
            .collect();
        let lists = xml
            .descendants()
            .filter(|n| is(n, "num"))
            .filter_map(|node| {
                let pattern = child(node, "abstractNumId").and_then(value)?;
                let mut levels = patterns.get(pattern)?.clone();
                let mut key = pattern.to_owned();
                let id = attribute(node, "numId")?;
                for change in node.children().filter(|n| is(n, "lvlOverride")) {
                    let at: usize = attribute(change, "ilvl")
                        .and_then(|v| v.parse().ok())
                        .unwrap_or(0);
                    let restart = child(change, "startOverride")
                        .and_then(value)
                        .and_then(|v| v.parse().ok());
                    if let (Some(level), Some(start)) = (levels.get_mut(at), restart) {
                        level.start = start;
                        key = format!("{pattern}/{id}");
                    }
                }
                Some((id.to_owned(), (key, levels)))
            });
        Numbering {
            lists: lists.collect(),
            counts: HashMap::new(),
        }
    }

    /// The label of the next paragraph of a list at a level (from 0); none where the list is not defined.
    pub(super) fn next(&mut self, (list, at): (String, usize)) -> Option<Label> {
        let (key, levels) = self.lists.get(&list)?;
        let level = levels.get(at)?;
        let counts = self.counts.entry(key.clone()).or_default();
        counts.resize(levels.len().max(counts.len()), None);
        counts[at] = Some(counts[at].map_or(level.start, |n| n.saturating_add(1)));
        counts.iter_mut().skip(at + 1).for_each(|c| *c = None);
        let depth = u8::try_from(at + 1).unwrap_or(u8::MAX);
        if matches!(level.format.as_str(), "bullet" | "none") {
            return Some(Label {
                number: None,
                depth,
            });
        }
        let mut text = level.text.clone();
        for (i, other) in levels.iter().enumerate().take(at + 1) {
            let n = counts[i].unwrap_or(other.start);
            text = text.replace(&format!("%{}", i + 1), &written(n, &other.format));
        }
        let number = text.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
        Some(Label {
            number: (!number.is_empty()).then_some(number),
            depth,
        })
    }
}

fn level(node: Node<'_, '_>) -> Level {
    let get = |name| child(node, name).and_then(value);
    Level {
        format: get("numFmt").unwrap_or("decimal").to_owned(),
        text: get("lvlText").unwrap_or_default().to_owned(),
        start: get("start").and_then(|v| v.parse().ok()).unwrap_or(1),
    }
}

fn written(n: u32, format: &str) -> String {
    let n = n as usize;
    match format {
        "lowerLetter" => letters(n),
        "upperLetter" => letters(n).to_uppercase(),
        "lowerRoman" => roman(n),
        "upperRoman" => roman(n).to_uppercase(),
        _ => n.to_string(),
    }
}
