//! What kind of paper a document is, and under which framework it was written.
//!
//! The wordings that tell are data (`rules.json`), tried in order; the first whose wordings are all there wins.
//! Deliberately not here: anything else that a document states (that is [`super::facts`]).

use std::sync::LazyLock;

use regex::{Regex, RegexBuilder};
use serde::Deserialize;

use super::{Document, Paragraph};
use sender::{Marks, SenderData};
use weighed::{Signal, SignalData};

mod model;
mod sender;
mod weighed;

pub use model::{Framework, FrameworkBecause, Kind, KindBecause, Writer};
pub(crate) use sender::{Sender, names_an_inspector, sender_of};

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
}

#[derive(Deserialize)]
struct Data {
    rules: Vec<RuleData>,
    letter: LetterData,
    signals: Vec<SignalData>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LetterData {
    /// With what a letter begins below its head.
    opening: Vec<String>,
    /// What stands before it where another paper prints it or sends it on.
    wrapper: Vec<String>,
    sender: SenderData,
}

struct Rule {
    kind: Kind,
    framework: Option<Framework>,
    front: Vec<Regex>,
    anywhere: Vec<Regex>,
}

struct Compiled {
    rules: Vec<Rule>,
    opening: Vec<Regex>,
    wrapper: Vec<Regex>,
    sender: Marks,
    signals: Vec<Signal>,
}

static RULES: LazyLock<Compiled> = LazyLock::new(|| {
    let data: Data = serde_json::from_str(include_str!("rules.json"))
        .expect("the rules are embedded and a test reads them");
    let compile = |patterns: Vec<String>| -> Vec<Regex> {
        let one = |p: String| RegexBuilder::new(&p).case_insensitive(true).build();
        patterns
            .into_iter()
            .map(|p| one(p).expect("a pattern of the embedded rules"))
            .collect()
    };
    let rules = data
        .rules
        .into_iter()
        .map(|r| Rule {
            kind: r.kind,
            framework: r.framework,
            front: compile(r.front),
            anywhere: compile(r.anywhere),
        })
        .collect();
    Compiled {
        rules,
        opening: compile(data.letter.opening),
        wrapper: compile(data.letter.wrapper),
        sender: Marks::new(&data.letter.sender),
        signals: data.signals.into_iter().map(Signal::new).collect(),
    }
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
    let wrapped = is_wrapped(document);
    let sender = sender_of(&document.paragraphs);
    let may_be = |rule: &&Rule| match (rule.kind, sender) {
        _ if !is_letter(rule.kind) => true,
        (_, Sender::Others) => false,
        // Reports of joint inspections are printed without an address.
        (Kind::JtaiLetter, _) | (_, Sender::Inspectorate) => !wrapped,
        (_, Sender::Unknown) => false,
    };
    for rule in RULES.rules.iter().filter(may_be) {
        let Some(words) = rule.words(&front, &whole) else {
            continue;
        };
        return Recognised {
            kind: rule.kind,
            framework: rule.framework,
            because: KindBecause::Wordings { words },
        };
    }
    let (kind, because) = match weighed::weigh(document, &RULES.signals) {
        Some((kind, words)) => (kind, KindBecause::Wordings { words }),
        None => (Kind::Other, KindBecause::NoWordings),
    };
    Recognised {
        kind,
        framework: None,
        because,
    }
}

fn is_letter(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::MonitoringVisitLetter | Kind::FocusedVisitLetter | Kind::JtaiLetter
    )
}

/// Paragraphs that make the head of a paper in which no line begins a letter.
const HEAD: usize = 4;

/// A sentence of at least this many words before a letter is somebody's who prints it or sends it on.
const NARRATED: usize = 12;

/// Whether another paper stands around a letter: it tells something, or has the lines of a page or a mail, before the
/// letter begins.
fn is_wrapped(document: &Document) -> bool {
    let begins = |p: &&Paragraph| RULES.opening.iter().any(|o| o.is_match(&p.text));
    let before: Vec<&Paragraph> = document
        .paragraphs
        .iter()
        .take_while(|p| !begins(p))
        .collect();
    let has_opening = before.len() < document.paragraphs.len();
    // Where no line begins one, the head of the paper tells.
    let head = if has_opening { before.len() } else { HEAD };
    before.iter().take(head).any(|p| {
        let text = p.text.trim();
        let sentence = p.is_body()
            && text.ends_with(['.', '?', '!', '”'])
            && text.split_whitespace().count() >= NARRATED
            && text.contains(". ") | text.ends_with('.');
        sentence && has_opening
            || text
                .lines()
                .any(|l| RULES.wrapper.iter().any(|w| w.is_match(l)))
    })
}

impl Rule {
    /// The words that satisfy the rule; none where it does not hold.
    fn words(&self, front: &str, whole: &str) -> Option<Vec<String>> {
        let in_front = self.front.iter().map(|p| p.find(front));
        let anywhere = self.anywhere.iter().map(|p| p.find(whole));
        in_front
            .chain(anywhere)
            .map(|m| m.map(|m| m.as_str().trim().to_owned()))
            .collect()
    }
}
