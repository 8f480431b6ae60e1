//! What a browser shows of a page's elements: by their attributes, their own styles, and the style sheets in the file.
//!
//! Not a browser's cascade: where one rule hides an element and another shows it, it is shown. Deliberately not here:
//! style sheets that lie elsewhere, rules for printing or for narrow screens.

use std::sync::LazyLock;

use regex::Regex;
use scraper::node::Element;
use scraper::{ElementRef, Html, Selector};

use super::NodeRef;

/// Most rules of a page that are looked at.
const RULES: usize = 2_000;

/// Whether an element is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shown {
    Yes,
    No,
    /// With a line through it.
    Struck,
}

static COMMENT: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(?s)/\*.*?\*/").expect("a regex"));
static RULE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"([^{}]+)\{([^{}]*)\}").expect("a regex"));

/// The rules of a page that hide what they match, or show it again.
#[derive(Debug, Default)]
pub(super) struct Styles(Vec<(Selector, Shown)>);

impl Styles {
    pub(super) fn of(page: &Html) -> Styles {
        let Ok(style) = Selector::parse("style") else {
            return Styles::default();
        };
        let mut rules = Vec::new();
        for sheet in page.select(&style) {
            // For another medium than the screen.
            let elsewhere = |m: &str| !matches!(m.trim(), "" | "all" | "screen");
            if sheet.attr("media").is_some_and(elsewhere) {
                continue;
            }
            let css: String = sheet.text().collect();
            let css = without_conditions(&COMMENT.replace_all(&css, " "));
            for rule in RULE.captures_iter(&css).take(RULES) {
                let Some(shown) = declared(&rule[2]) else {
                    continue;
                };
                if let Ok(selector) = Selector::parse(rule[1].trim()) {
                    rules.push((selector, shown));
                }
            }
        }
        Styles(rules)
    }

    pub(super) fn shown(&self, node: NodeRef<'_>, element: &Element) -> Shown {
        if matches!(element.name(), "del" | "s" | "strike") {
            return Shown::Struck;
        }
        if let Some(own) = element.attr("style").and_then(declared) {
            return own;
        }
        let by_sheet = || {
            let element = ElementRef::wrap(node)?;
            let matching = self.0.iter().filter(|(s, _)| s.matches(&element));
            let mut found = None;
            for (_, shown) in matching {
                match shown {
                    Shown::Yes => return Some(Shown::Yes),
                    other => found = found.or(Some(*other)),
                }
            }
            found
        };
        let hidden = element.attr("hidden").is_some();
        by_sheet().unwrap_or(if hidden { Shown::No } else { Shown::Yes })
    }
}

/// A style sheet without the rules that only hold under a condition (`@media print { … }`).
fn without_conditions(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(at) = rest.find('@') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let mut depth = 0usize;
        let end = rest.char_indices().find_map(|(i, c)| {
            match c {
                '{' => depth += 1,
                '}' => depth = depth.saturating_sub(1),
                _ => {}
            }
            (depth == 0 && matches!(c, ';' | '}')).then_some(i + 1)
        });
        rest = end.map_or("", |end| &rest[end..]);
    }
    out.push_str(rest);
    out
}

/// What declarations say of whether their element is shown; none where they say nothing of it.
fn declared(style: &str) -> Option<Shown> {
    let style = style.to_ascii_lowercase();
    let value = |wanted: &str| {
        style.split(';').rev().find_map(|d| {
            let (name, value) = d.split_once(':')?;
            (name.trim() == wanted).then(|| {
                value
                    .trim()
                    .trim_end_matches("!important")
                    .trim()
                    .to_owned()
            })
        })
    };
    let is = |name: &str, test: &dyn Fn(&str) -> bool| value(name).is_some_and(|v| test(&v));
    let nought = |v: &str| {
        let number = v.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '%');
        number.parse::<f32>().is_ok_and(|n| n == 0.0)
    };
    let far =
        |v: &str| v.starts_with('-') && v.trim_matches(|c: char| !c.is_ascii_digit()).len() >= 4;
    let out_of_sight = is("display", &|v| v == "none")
        || is("visibility", &|v| v == "hidden" || v == "collapse")
        || is("opacity", &nought)
        || is("font-size", &nought)
        || is("left", &far)
        || is("text-indent", &far)
        || is("clip", &|v| {
            v.starts_with("rect(0") || v.starts_with("rect(1px")
        })
        || is("clip-path", &|v| {
            v.starts_with("inset(50%") || v.starts_with("inset(100%")
        });
    let struck = |v: &str| v.contains("line-through");
    if out_of_sight {
        Some(Shown::No)
    } else if is("text-decoration", &struck) || is("text-decoration-line", &struck) {
        Some(Shown::Struck)
    } else {
        value("display").is_some().then_some(Shown::Yes)
    }
}
