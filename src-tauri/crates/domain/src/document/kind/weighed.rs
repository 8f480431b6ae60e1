//! Papers that others than inspectors wrote: which kind they are by the signs that they bear, weighed against each other.
//!
//! No single wording tells: a council's page quotes people as a newspaper does, and minutes begin with the council's
//! name. Signs and their weight are data (`rules.json`).

use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::{Regex, RegexBuilder};
use serde::Deserialize;

use super::Kind;
use crate::document::authority::Register;
use crate::document::{Document, Paragraph, ParagraphKind};
use crate::prose::outside_marks;

/// Points below which a paper is of no kind that is known.
const ENOUGH: u8 = 2;
/// Paragraphs that make the head of a paper.
const HEAD: usize = 16;
/// A line longer than this is no line of a head.
const LINE: usize = 160;
/// How many paragraphs of a writer's own "I" make a paper one person's.
const SINGULAR: usize = 2;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SignalData {
    kind: Kind,
    points: u8,
    #[serde(rename = "where")]
    place: Where,
    pattern: String,
}

/// Where a sign stands.
#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Where {
    /// In the lines at the head.
    Head,
    Anywhere,
    /// The first line is the name of a council, or of a body that runs services for one.
    Masthead,
    /// The first line, where it is a name and no sentence.
    First,
    /// In what is told outside quotation marks: the paper speaks of "us".
    OwnVoice,
    /// The same of "me", more than once.
    OwnSingular,
    /// Two lines of a mail's head or more.
    Mail,
    /// In a line with a name under the words that close a message to colleagues.
    Signed,
    /// With inspectors and children spoken of, too.
    Together,
}

pub(super) struct Signal {
    kind: Kind,
    points: u8,
    place: Where,
    pattern: Regex,
}

impl Signal {
    pub fn new(data: SignalData) -> Signal {
        // What a writer calls themselves is told by its capital.
        let exact = data.place == Where::OwnSingular;
        let pattern = RegexBuilder::new(&data.pattern)
            .case_insensitive(!exact)
            .multi_line(true)
            .build()
            .expect("a pattern of the embedded rules");
        Signal {
            kind: data.kind,
            points: data.points,
            place: data.place,
            pattern,
        }
    }
}

/// The kind that the signs tell, and the words that tell it; none where they are too few.
pub(super) fn weigh(document: &Document, signals: &[Signal]) -> Option<(Kind, Vec<String>)> {
    let texts = Texts::of(document);
    let kinds = [
        Kind::CommitteePaper,
        Kind::CouncilStatement,
        Kind::NewsArticle,
        Kind::Other,
    ];
    let mut best: Option<(u8, Kind, Vec<String>)> = None;
    for kind in kinds {
        let mut points = 0u8;
        let mut words = Vec::new();
        for signal in signals.iter().filter(|s| s.kind == kind) {
            if let Some(found) = texts.bear(signal) {
                points = points.saturating_add(signal.points);
                words.push(found);
            }
        }
        if points >= ENOUGH && best.as_ref().is_none_or(|b| points > b.0) {
            best = Some((points, kind, words));
        }
    }
    best.map(|(_, kind, words)| (kind, words))
}

/// The texts that signs are looked for in.
struct Texts {
    head: String,
    whole: String,
    masthead: Option<String>,
    first: String,
    /// Paragraphs of running text without what stands in marks.
    told: Vec<String>,
    signature: String,
    about_children: bool,
}

impl Texts {
    fn of(document: &Document) -> Texts {
        let all = &document.paragraphs;
        let join = |paragraphs: &mut dyn Iterator<Item = &Paragraph>| {
            let lines: Vec<&str> = paragraphs.map(|p| p.text.trim()).collect();
            lines.join("\n")
        };
        let short =
            |p: &&Paragraph| p.text.chars().count() <= LINE || p.kind == ParagraphKind::Matter;
        let whole = join(&mut all.iter());
        let lower = whole.to_lowercase();
        let inspected = ["ofsted", "inspector", "watchdog"]
            .iter()
            .any(|w| lower.contains(w));
        let named = |p: &&Paragraph| !p.text.trim().is_empty();
        Texts {
            head: join(&mut all.iter().take(HEAD).filter(short)),
            first: all
                .iter()
                .find(named)
                .and_then(|p| first_line(&p.text))
                .unwrap_or_default(),
            masthead: all.iter().find(named).and_then(|p| masthead(p.text.trim())),
            // A question at the head of an answer is the reader's, and its "my" is not the writer's.
            told: all
                .iter()
                .filter(|p| p.is_body() && !is_notice(&p.text) && !p.asks())
                .map(|p| {
                    TOLD_US
                        .replace_all(&outside_marks(&p.text, true), "")
                        .into()
                })
                .collect(),
            signature: signature(all),
            about_children: inspected
                && ["child", "young people", "teenage", "youngster"]
                    .iter()
                    .any(|w| lower.contains(w)),
            whole,
        }
    }

    /// The words that bear a sign.
    fn bear(&self, signal: &Signal) -> Option<String> {
        let find = |text: &str| {
            let found = signal.pattern.find(text)?;
            Some(
                found
                    .as_str()
                    .split_whitespace()
                    .collect::<Vec<_>>()
                    .join(" "),
            )
        };
        match signal.place {
            Where::Head => find(&self.head),
            Where::Anywhere => find(&self.whole),
            Where::First => find(&self.first),
            Where::Masthead => self.masthead.clone(),
            Where::OwnVoice => self.told.iter().find_map(|t| find(t)),
            Where::OwnSingular => {
                let told = self.told.iter().filter_map(|t| find(t));
                let all: Vec<String> = told.collect();
                all.first().cloned().filter(|_| all.len() >= SINGULAR)
            }
            Where::Mail => {
                let lines: BTreeSet<String> = signal
                    .pattern
                    .find_iter(&self.head)
                    .map(|m| m.as_str().trim().to_lowercase())
                    .collect();
                (lines.len() >= 2).then(|| lines.into_iter().collect::<Vec<_>>().join(" "))
            }
            Where::Signed => find(&self.signature),
            Where::Together => find(&self.whole).filter(|_| self.about_children),
        }
    }
}

/// A first line that is a council's name, or that of a body that runs services for one, with no more than a few words.
fn masthead(line: &str) -> Option<String> {
    let short = line.chars().count() <= 60;
    let register = Register::built_in();
    let council =
        line.to_lowercase().contains("council") && register.mentions(line, None).len() == 1;
    let body = register.body(line).is_some();
    (short && (council || body)).then(|| line.to_owned())
}

/// The first line of a paper, where it is short and no sentence.
fn first_line(text: &str) -> Option<String> {
    let line = text.trim().lines().next()?.trim();
    let name = line.chars().count() <= 60 && !line.ends_with(['.', '!', '?']);
    name.then(|| line.to_owned())
}

/// What somebody told "us" may have been told to a reporter or to a council.
static TOLD_US: LazyLock<Regex> = LazyLock::new(|| {
    compiled(
        r"(?i)\b(?:tells?|told|asks?|asked|shows?|showed|assured|(?:speaks?|spoke|spoken|talked)\s+to)\s+us\b",
    )
});

/// What a letter or a message to colleagues closes with.
static CLOSES: LazyLock<Regex> = LazyLock::new(|| {
    compiled(
        r"(?i)^\s*(?:yours\s+(?:sincerely|faithfully|truly)|with\s+(?:\w+\s+)?thanks|(?:kind|best|warm)\s+(?:regards|wishes)|best|thank\s+you)\b.{0,40}$",
    )
});

/// How many paragraphs a signature is.
const SIGNATURE: usize = 4;

fn compiled(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a constant pattern")
}

/// The lines under the words that close a message; empty where nothing closes one.
fn signature(all: &[Paragraph]) -> String {
    let closes = |p: &Paragraph| p.text.lines().next().is_some_and(|l| CLOSES.is_match(l));
    let Some(at) = all.iter().rposition(closes) else {
        return String::new();
    };
    let lines = all[at..].iter().take(SIGNATURE);
    let copied = |p: &Paragraph| p.text.trim_start().to_lowercase().starts_with("cc");
    let short = lines.filter(|p| p.text.chars().count() <= LINE && !copied(p));
    short.map(|p| p.text.trim()).collect::<Vec<_>>().join("\n")
}

/// What a page says of cookies, consent and how to subscribe is nobody's voice.
fn is_notice(text: &str) -> bool {
    let lower = text.to_lowercase();
    [
        "cookie",
        "partners store",
        "your device",
        "privacy",
        "subscribe",
    ]
    .iter()
    .any(|w| lower.contains(w))
}
