//! The words in which questions are suggested: data, in `templates.toml`, that a person may put others in the place of.
//!
//! Deliberately not here: what gives rise to a question ([`super::premises`]), and which are chosen ([`super::suggest`]).

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::super::phrases;
use super::Rule;

/// The format of the file.
const VERSION: u32 = 1;
/// Names that stand in braces.
const NAMES: [&str; 13] = [
    "matter", "words", "visit", "first", "course", "figures", "claim", "by", "names", "promise",
    "meeting", "due", "text",
];
/// To whom a question goes where nothing else is said.
const DIRECTOR: &str = "the director";

/// What may be suggested, and how it is said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Templates {
    version: u32,
    /// Questions that are always at hand.
    pub always: Vec<String>,
    rule: BTreeMap<Rule, Template>,
    #[serde(default)]
    whom: Vec<Whom>,
    /// The file that they were read from, with its comments.
    #[serde(default)]
    file: String,
}

/// How a rule says its question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Template {
    said: String,
    /// Instead of `said`, where the words quoted are long to read aloud.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    short: Option<String>,
    asks: String,
    evidence: String,
    next: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    whom: Option<String>,
}

/// To whom what speaks of these words goes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Whom {
    whom: String,
    words: Vec<String>,
}

/// Why templates cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadTemplates {
    #[error("the file is not what templates look like: {0}")]
    Form(String),
    #[error("it is of version {0}; this program reads version {VERSION}")]
    Version(u32),
    #[error("the rule {rule} has {{{name}}}, which no rule can fill in")]
    Name { rule: Rule, name: String },
    #[error("what the rule {0} asks does not end with a question mark")]
    NoQuestion(Rule),
}

static BUILT_IN: LazyLock<Templates> = LazyLock::new(|| {
    Templates::read(Templates::SOURCE).expect("the built-in file is sound: a test reads it")
});

impl Default for Templates {
    fn default() -> Self {
        BUILT_IN.clone()
    }
}

impl Templates {
    /// Those that come with the program, as a file to change.
    pub const SOURCE: &str = include_str!("templates.toml");

    /// Reads a file of templates.
    ///
    /// # Errors
    /// Where it is no such file, or a rule says what nothing can be filled in for.
    pub fn read(text: &str) -> Result<Templates, BadTemplates> {
        let read: Templates =
            toml::from_str(text).map_err(|e| BadTemplates::Form(e.message().to_owned()))?;
        if read.version != VERSION {
            return Err(BadTemplates::Version(read.version));
        }
        for (&rule, template) in &read.rule {
            let texts = [&template.said, &template.asks, &template.evidence];
            for text in texts
                .into_iter()
                .chain([&template.next])
                .chain(&template.short)
            {
                if let Some(name) = names(text).find(|name| !NAMES.contains(&name.as_str())) {
                    return Err(BadTemplates::Name { rule, name });
                }
            }
            if !template.asks.trim_end().ends_with('?') {
                return Err(BadTemplates::NoQuestion(rule));
            }
        }
        Ok(Templates {
            file: text.to_owned(),
            ..read
        })
    }

    /// The file that they were read from, to change.
    pub fn as_file(&self) -> &str {
        &self.file
    }

    pub(super) fn of(&self, rule: Rule) -> Option<&Template> {
        self.rule.get(&rule)
    }

    /// To whom a question goes that speaks of this.
    pub(super) fn whom(&self, template: &Template, about: &str) -> String {
        if let Some(whom) = &template.whom {
            return whom.clone();
        }
        let named = |w: &&Whom| phrases::first_in(about, &w.words, false).is_some();
        let named = self.whom.iter().find(named);
        named.map_or_else(|| DIRECTOR.to_owned(), |w| w.whom.clone())
    }
}

/// What stands in braces.
fn names(text: &str) -> impl Iterator<Item = String> {
    text.split('{')
        .skip(1)
        .filter_map(|part| part.split_once('}'))
        .map(|(name, _)| name.to_owned())
}

/// A question as it is asked.
pub(super) struct Said {
    pub(super) text: String,
    pub(super) evidence: String,
    pub(super) next: String,
}

impl Template {
    /// None where it has a name that the statement does not give.
    pub(super) fn fill(&self, with: &[(&str, String)], long: bool) -> Option<Said> {
        let said = match &self.short {
            Some(short) if long => short,
            _ => &self.said,
        };
        let fill = |text: &str| filled(text, with);
        Some(Said {
            text: super::super::wording::capital(&format!("{} {}", fill(said)?, fill(&self.asks)?)),
            evidence: fill(&self.evidence)?,
            next: fill(&self.next)?,
        })
    }
}

/// In one pass: what is filled in may have braces of its own.
fn filled(text: &str, with: &[(&str, String)]) -> Option<String> {
    let mut parts = text.split('{');
    let mut said = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (name, rest) = part.split_once('}')?;
        let (_, value) = with.iter().find(|(known, _)| *known == name)?;
        said.push_str(value);
        said.push_str(rest);
    }
    Some(said)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_has_words_and_asks() {
        let built_in = Templates::default();
        for &rule in Rule::ALL {
            assert!(built_in.of(rule).is_some(), "{rule}");
        }
        assert_eq!(built_in.always.len(), 4);
        for template in built_in.rule.values() {
            assert!(template.next.ends_with('?'));
        }
    }

    #[test]
    fn what_cannot_be_filled_in_or_asks_nothing_is_refused() {
        let changed =
            |from: &str, to: &str| Templates::read(&Templates::SOURCE.replacen(from, to, 1));
        let name = changed("{promise} It", "{vow} It");
        assert!(matches!(name, Err(BadTemplates::Name { name, .. }) if name == "vow"));
        let told = changed("What has become of it?", "Tell us what has become of it.");
        assert_eq!(told, Err(BadTemplates::NoQuestion(Rule::PromiseDue)));
        assert_eq!(
            changed("version = 1", "version = 9"),
            Err(BadTemplates::Version(9))
        );
        assert!(matches!(
            changed("[rule.worse]", "[rule.wurst]"),
            Err(BadTemplates::Form(_))
        ));
    }

    #[test]
    fn a_question_goes_to_whom_its_words_name_and_braces_of_papers_stay() {
        let built_in = Templates::default();
        let weak = built_in.of(Rule::Weak).expect("a test above has it");
        assert_eq!(built_in.whom(weak, "Plans are late."), "the director");
        let police = "The police send every notification.";
        assert_eq!(built_in.whom(weak, police), "the director and the police");
        let with = [
            ("matter", "A {matter}".to_owned()),
            ("visit", "visit 1".to_owned()),
        ];
        let said = weak.fill(&with, true).expect("both are given");
        assert!(
            said.text
                .starts_with("A {matter}: a weakness at visit 1. What has")
        );
        assert!(weak.fill(&with, false).is_none(), "no words to quote");
    }
}
