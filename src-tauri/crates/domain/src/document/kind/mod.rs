//! What kind of paper a document is, and under which framework it was written.
//!
//! The wordings that tell are data (`rules.json`), tried in order; the first whose wordings are all there wins.
//! Deliberately not here: anything else that a document states (that is [`super::facts`]).

use std::sync::LazyLock;

use regex::{Regex, RegexBuilder};
use serde::Deserialize;

use super::Document;

mod model;

pub use model::{Framework, FrameworkBecause, Kind, KindBecause, Writer};

/// What a document was taken for, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recognised {
    pub kind: Kind,
    /// None where the document does not tell.
    pub framework: Option<Framework>,
    pub because: KindBecause,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleData {
    kind: Kind,
    framework: Option<Framework>,
    /// All must stand on the first page with text.
    #[serde(default)]
    front: Vec<String>,
    /// All must stand somewhere in the document.
    #[serde(default)]
    anywhere: Vec<String>,
    /// None may stand on the first page.
    #[serde(default)]
    front_not: Vec<String>,
}

#[derive(Deserialize)]
struct Data {
    rules: Vec<RuleData>,
}

struct Rule {
    kind: Kind,
    framework: Option<Framework>,
    front: Vec<Regex>,
    anywhere: Vec<Regex>,
    front_not: Vec<Regex>,
}

static RULES: LazyLock<Vec<Rule>> = LazyLock::new(|| {
    let data: Data = serde_json::from_str(include_str!("rules.json"))
        .expect("the rules are embedded and a test reads them");
    let compile = |patterns: Vec<String>| -> Vec<Regex> {
        let one = |p: String| RegexBuilder::new(&p).case_insensitive(true).build();
        patterns
            .into_iter()
            .map(|p| one(p).expect("a pattern of the embedded rules"))
            .collect()
    };
    data.rules
        .into_iter()
        .map(|r| Rule {
            kind: r.kind,
            framework: r.framework,
            front: compile(r.front),
            anywhere: compile(r.anywhere),
            front_not: compile(r.front_not),
        })
        .collect()
});

/// In a file without pages this much of the beginning stands for the first page, in characters.
const FRONT: usize = 3_000;

/// Recognises the kind of a document by its wordings. [`Kind::Other`] where none fits.
pub fn recognise(document: &Document) -> Recognised {
    let first = document
        .paragraphs
        .iter()
        .find(|p| !p.text.trim().is_empty())
        .map_or(0, |p| p.page());
    let mut front = String::new();
    let mut whole = String::new();
    let mut front_length = 0;
    for p in &document.paragraphs {
        if p.page() == first && (document.pages.len() > 1 || front_length < FRONT) {
            front_length += p.text.chars().count();
            front.push_str(&p.text);
            front.push(' ');
        }
        whole.push_str(&p.text);
        whole.push(' ');
    }
    for rule in RULES.iter() {
        let Some(words) = rule.words(&front, &whole) else {
            continue;
        };
        return Recognised {
            kind: rule.kind,
            framework: rule.framework,
            because: KindBecause::Wordings { words },
        };
    }
    Recognised {
        kind: Kind::Other,
        framework: None,
        because: KindBecause::NoWordings,
    }
}

impl Rule {
    /// The words that satisfy the rule; none where it does not hold.
    fn words(&self, front: &str, whole: &str) -> Option<Vec<String>> {
        if self.front_not.iter().any(|p| p.is_match(front)) {
            return None;
        }
        let in_front = self.front.iter().map(|p| p.find(front));
        let anywhere = self.anywhere.iter().map(|p| p.find(whole));
        in_front
            .chain(anywhere)
            .map(|m| m.map(|m| m.as_str().trim().to_owned()))
            .collect()
    }
}
