//! What Word's named styles mean: which are headings, which number their paragraphs.

use std::collections::HashMap;

use roxmltree::{Document as Xml, Node};

use super::{attribute, child, is, on, value};

#[derive(Debug, Default, Clone)]
struct Style {
    name: String,
    parent: Option<String>,
    outline: Option<u8>,
    list: Option<(String, usize)>,
    looks: Looks,
}

/// What a style says of whether its words are seen; none where it says nothing.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Looks {
    pub vanish: Option<bool>,
    pub strike: Option<bool>,
    pub dstrike: Option<bool>,
}

/// The styles of a document's paragraphs and runs, by id.
#[derive(Debug, Default)]
pub(super) struct Styles(HashMap<String, Style>);

/// List and level of a `numPr`; none where it takes the paragraph out of a list (id 0).
pub(super) fn list_of(numbering: Node<'_, '_>) -> Option<(String, usize)> {
    let list = child(numbering, "numId").and_then(value)?;
    let level = child(numbering, "ilvl")
        .and_then(value)
        .and_then(|v| v.parse().ok())
        .unwrap_or(0);
    (list != "0").then(|| (list.to_owned(), level))
}

fn looks(properties: Node<'_, '_>) -> Looks {
    let says = |name: &str| child(properties, name).map(|n| on(Some(n)));
    Looks {
        vanish: says("vanish"),
        strike: says("strike"),
        dstrike: says("dstrike"),
    }
}

impl Styles {
    pub(super) fn read(xml: &Xml<'_>) -> Self {
        let styles = xml
            .descendants()
            .filter(|n| is(n, "style"))
            .filter_map(|node| {
                let properties = child(node, "pPr");
                let style = Style {
                    name: child(node, "name")
                        .and_then(value)
                        .unwrap_or_default()
                        .to_ascii_lowercase(),
                    parent: child(node, "basedOn").and_then(value).map(str::to_owned),
                    outline: properties
                        .and_then(|p| child(p, "outlineLvl"))
                        .and_then(value)
                        .and_then(|v| v.parse().ok()),
                    list: properties.and_then(|p| child(p, "numPr")).and_then(list_of),
                    looks: child(node, "rPr").map(looks).unwrap_or_default(),
                };
                Some((attribute(node, "styleId")?.to_owned(), style))
            });
        Styles(styles.collect())
    }

    /// Level from 1 where the style, or one it is based on, is a heading or title.
    pub(super) fn heading(&self, id: Option<&str>) -> Option<u8> {
        self.chain(id).find_map(|s| {
            let named = s.name.strip_prefix("heading ").and_then(|n| n.parse().ok());
            let title = (s.name == "title").then_some(1);
            named
                .or(title)
                .or(s.outline.map(|l| l + 1).filter(|l| *l <= 9))
        })
    }

    /// List and level that the style gives its paragraphs.
    pub(super) fn list(&self, id: Option<&str>) -> Option<(String, usize)> {
        self.chain(id).find_map(|s| s.list.clone())
    }

    /// True for the lines of a table of contents.
    pub(super) fn is_contents(&self, id: Option<&str>) -> bool {
        self.chain(id).any(|s| s.name.starts_with("toc "))
    }

    /// What the style, or the nearest one it is based on that says so, says of its words.
    pub(super) fn looks(
        &self,
        id: Option<&str>,
        of: &dyn Fn(&Looks) -> Option<bool>,
    ) -> Option<bool> {
        self.chain(id).find_map(|s| of(&s.looks))
    }

    fn chain(&self, id: Option<&str>) -> impl Iterator<Item = &Style> {
        let first = id.and_then(|id| self.0.get(id));
        std::iter::successors(first, |s| self.0.get(s.parent.as_ref()?)).take(20)
    }
}
