//! Which authority somebody else's paper is about.
//!
//! Every authority that the paper names is weighed by how it is spoken of: visited, in the headline, as "the council"
//! of the page; one that lends managers, borders on this one or employed somebody before is no subject. Where two are
//! level it is neither, and both are proposed.
//! Deliberately not here: letters and reports, whose form names theirs ([`super::about`]).

use std::ops::Range;
use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use super::super::run::{Run, last};
use super::super::visit::ORDINAL;
use super::{Stated, named};
use crate::document::authority::{Authority, Mention, Register};
use crate::document::kind::Kind;
use crate::document::{Document, ParagraphKind};

/// Points that make an authority the paper's.
const ENOUGH: i32 = 4;
/// How many points more than any other it has.
const AHEAD: i32 = 2;
/// Names that are proposed where none is ahead.
const PROPOSED: usize = 4;

/// What the paper says of whom it is about.
#[derive(Debug, Default)]
pub(in crate::document::facts) struct Spoken {
    pub authority: Option<Stated<Authority>>,
    /// Other authorities that it names, likeliest first.
    pub others: Vec<Stated<Authority>>,
}

/// Whose services were visited or judged.
static SUBJECT_BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:visit(?:ed|s)?(?:\s+(?:to|of|in|at))?|inspect(?:ion|ed)(?:\s+(?:of|in|at))?|returned\s+to|returns\s+to|back\s+(?:in|at)|came\s+(?:back\s+)?to|went\s+(?:back\s+)?to|services\s+(?:in|at|of)|letter\s+(?:to|on|about)|children\s+in|families\s+in|care\s+in|department\s+(?:in|at)|monitoring\s+of|verdict\s+on|findings\s+(?:on|in)|warning\s+(?:for|to)|judged|rated|every\s+child\s+in|director\s+(?:of\s+children[’']s\s+services\s+)?(?:at|in|for)|for)\s+(?:the\s+)?(?:(?:london|royal)\s+borough\s+of\s+|city\s+of\s+|borough\s+of\s+)?$")
        .expect("a constant pattern")
});

/// Named in passing: where somebody came from, who helps, who borders on it.
static PASSING_BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:previously|formerly|once|before\s+that|worked\s+(?:at|in|for)|joined\s+from|moved\s+from|came\s+from|partnership\s+with|partner|work(?:ing|s)?\s+with|help\s+from|support\s+from|lent\s+by|advisers?\s+from|neighbour(?:s|ing)?,?|like|such\s+as|unlike|including|compared\s+with|than|from|as\s+in|nearby|along\s+with|neither|nor)\s+(?:of\s+|at\s+|with\s+|in\s+|the\s+|by\s+)*(?:\p{Lu}[\p{L}.’'-]*(?:\s+(?:City|County|Borough|and|&|,|Council|Councils))*\s+(?:and|,)\s+)?$")
        .expect("a constant pattern")
});

static PASSING_AFTER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^(?:[’']s)?(?:\s+(?:City|County|Borough|Metropolitan|Council|Councils|and|&|,|\p{Lu}[\p{L}.]*))*\s*,?\s+(?:(?:have|has|had)\s+(?:both\s+)?(?:lent|sent|offered|seconded|agreed\s+to\s+(?:help|lend)|provided)|(?:are|is)\s+(?:helping|lending|supporting)|seem(?:s)?\s+to\s+manage|which\s+was\s+also|lent|sent)\b")
        .expect("a constant pattern")
});

/// What councils and their services are called, after a name.
static SERVICES_AFTER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^(?:[’']s?)?\s+(?:(?:metropolitan|london|royal|city|county|borough|district|unitary)\s+)*(?:council|children[’']?s?[’']?\s+(?:services|social)|services\b|social\s+services|borough|local\s+authority|since\s+the\s+authority|was\s+(?:judged|rated|branded))")
        .expect("a constant pattern")
});

/// Running text that names an authority by form, listed or not.
static FORMS: LazyLock<Regex> = LazyLock::new(|| {
    let word = r"\p{Lu}[\p{L}’'-]*";
    let name =
        format!(r"{word}(?:(?:[ \u{{a0}}]|, | (?:and|upon|on|of|with|the|in) ){word}){{0,4}}");
    Regex::new(&format!(
        r"(?:(?:[Mm]onitoring\s+)?visit(?:ed)?\s+(?:to|of)\s+(?:the\s+)?(?P<name>{name})(?:[’']s)?\s*(?:children[’']s\s+services|on\b|since\b|,|\.|in\b|[Cc]ouncil)|(?P<council>{name})[ \u{{a0}}]+(?:(?:Metropolitan\s+)?Borough\s+|County\s+|City\s+|District\s+)?Council\b|[Cc]hildren[’']s\s+services\s+(?:in|at)\s+(?P<place>{name})\b|(?P<owner>{name})[’']s?[ \u{{a0}}]+[Cc]hildren[’']s\s+(?:services|social)|(?P<trust>{name})[ \u{{a0}}]+Children[’']s\s+(?:Services\s+)?Trust\b)"
    ))
    .expect("a constant pattern")
});

/// Reads whom the paper is about.
pub(in crate::document::facts) fn read(
    document: &Document,
    on: Option<Date>,
    kind: Kind,
) -> Spoken {
    let running = document
        .paragraphs
        .iter()
        .filter(|p| !matches!(p.kind, ParagraphKind::Footnote));
    let run = Run::of(document, running.map(|p| p.index));
    let head = head_ends(document, &run);
    let mut spoken: Vec<Named> = Vec::new();
    let listed = Register::built_in().mentions(&run.text, on);
    for mention in listed.iter().cloned() {
        let points = weight(&run.text, &mention.range, &head, kind);
        let visited = is_visited(&run.text, &mention.range);
        add(
            &mut spoken,
            Key::Code(mention.code),
            mention.range,
            points,
            visited,
        );
    }
    for c in FORMS.captures_iter(&run.text) {
        let forms = ["name", "council", "place", "owner", "trust"];
        let Some(m) = forms.iter().find_map(|f| c.name(f)) else {
            continue;
        };
        // "J. Marsh, Chief Executive, Northmere Children’s Trust": the name comes last.
        let tail = m.start() + m.as_str().rfind(", ").map_or(0, |i| i + 2);
        let found = [m.start(), tail].into_iter().find_map(|from| {
            let authority = named(&run.text[from..m.end()], on)?;
            Some((authority, from..m.end()))
        });
        let Some((authority, m)) = found.filter(|(a, _)| a.code.is_none()) else {
            continue;
        };
        // The listed authority within the words is the one meant, and counted already.
        let within = |l: &Mention| l.range.start < m.end && m.start < l.range.end;
        if listed.iter().any(within) || is_body(&authority.name) {
            continue;
        }
        // Every time that the name stands in the paper.
        let times = run.text.matches(authority.name.as_str()).count();
        let points = weight(&run.text, &m, &head, kind) + i32::try_from(times.min(3)).unwrap_or(0);
        let visited = is_visited(&run.text, &m);
        add(&mut spoken, Key::Name(authority.name), m, points, visited);
    }
    if kind == Kind::CouncilStatement {
        neighbour_s_visit(&mut spoken);
    }
    choose(&run, spoken)
}

/// A committee, a paper, a body: what stands before "Council" or after "visit to" that is no place.
fn is_body(name: &str) -> bool {
    let lower = name.to_lowercase();
    let words: Vec<&str> = lower.split_whitespace().collect();
    let general = [
        "the",
        "full",
        "ofsted",
        "parish",
        "town",
        "county",
        "borough",
        "city",
        "district",
        "youth",
        "care",
        "young",
        "arts",
        "in",
        "when",
        "by",
        "we",
        "children",
        "services",
        "her",
        "his",
        "our",
        "your",
        "of",
        "for",
        "on",
        "labour",
        "conservative",
        "local",
        "at",
        "that",
        "and",
        "minutes",
        "sector",
        "general",
        "british",
        "national",
    ];
    words.iter().any(|w| general.contains(w))
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Key {
    Code(String),
    Name(String),
}

/// An authority, and how it is spoken of.
struct Named {
    key: Key,
    points: i32,
    /// Where it is spoken of most plainly.
    at: Range<usize>,
    best: i32,
    times: i32,
    /// It is told of as visited by inspectors.
    visited: bool,
}

fn add(spoken: &mut Vec<Named>, key: Key, at: Range<usize>, points: i32, visited: bool) {
    match spoken.iter_mut().find(|n| n.key == key) {
        Some(held) => {
            held.times += 1;
            held.visited |= visited;
            // A name that is only repeated does not become the subject.
            held.points += if points <= 1 && held.times > 4 {
                0
            } else {
                points
            };
            if points > held.best {
                held.best = points;
                held.at = at;
            }
        }
        None => spoken.push(Named {
            key,
            points,
            at,
            best: points,
            times: 1,
            visited,
        }),
    }
}

/// "Ofsted’s third visit to Northmere": counted as the visit of a paper is.
static VISITED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!(
        r"(?i)\b{}\s+(?:monitoring\s+)?visit\s+(?:to|of)\s+(?:the\s+)?$",
        *ORDINAL
    ))
    .expect("a constant pattern")
});

fn is_visited(text: &str, at: &Range<usize>) -> bool {
    VISITED.is_match(last(&text[..at.start], 40))
}

/// A council's page that counts the visits to one other, and none to itself, is about the visit to the other.
fn neighbour_s_visit(spoken: &mut Vec<Named>) {
    let mut visited = spoken.iter().filter(|n| n.visited);
    let only = visited.next().filter(|_| visited.next().is_none());
    if only.is_some_and(|n| n.points >= ENOUGH) {
        let most = spoken.iter().map(|n| n.points).max();
        let near = |n: &Named| most.is_some_and(|most| n.points + AHEAD > most);
        spoken.retain(|n| n.visited || !near(n));
    }
}

fn choose(run: &Run<'_>, mut spoken: Vec<Named>) -> Spoken {
    spoken.retain(|n| n.points > 0);
    spoken.sort_by(|a, b| b.points.cmp(&a.points).then(a.at.start.cmp(&b.at.start)));
    let stated = |n: &Named| {
        let authority = match &n.key {
            Key::Code(code) => Register::built_in().by_code(code)?.into(),
            Key::Name(name) => Authority {
                name: name.clone(),
                code: None,
            },
        };
        Some(run.stated(authority, run.sentence(n.at.start)))
    };
    let ahead = match spoken.as_slice() {
        [first, second, ..] => first.points >= ENOUGH && first.points >= second.points + AHEAD,
        [first] => first.points >= ENOUGH || first.best >= 3,
        [] => false,
    };
    let authority = spoken.first().filter(|_| ahead).and_then(stated);
    let rest = spoken
        .iter()
        .skip(usize::from(authority.is_some()))
        .take(PROPOSED);
    Spoken {
        others: rest.filter_map(stated).collect(),
        authority,
    }
}

/// How much a mention says that this authority is the paper's.
fn weight(text: &str, at: &Range<usize>, head: &Range<usize>, kind: Kind) -> i32 {
    let before = last(&text[..at.start], 60);
    let line = before.rfind('\n').map_or(before, |i| &before[i + 1..]);
    let after_line = text[at.end..].split('\n').next().unwrap_or("");
    if PASSING_BEFORE.is_match(line) || PASSING_AFTER.is_match(after_line) {
        return 0;
    }
    let mut points = 1;
    if SUBJECT_BEFORE.is_match(line) {
        points += 3;
    }
    // "Norfolk County Council" is a name of its own.
    let written = text[at.clone()].to_lowercase();
    let services = ["council", "borough", "trust", "children"]
        .iter()
        .any(|w| written.contains(w))
        || SERVICES_AFTER.is_match(after_line);
    if services {
        points += 2;
    }
    if head.contains(&at.start) {
        points += 2;
        // The page is a council's own.
        let own = matches!(kind, Kind::CouncilStatement | Kind::CommitteePaper);
        if own && (services || line.trim().is_empty()) {
            points += 4;
        }
    }
    points
}

/// The bytes of the head of a paper: all before its second paragraph of running text.
fn head_ends(document: &Document, run: &Run<'_>) -> Range<usize> {
    let body = document.paragraphs.iter().filter(|p| {
        p.is_body()
            && p.text.trim_end().ends_with(['.', '”', ':', '?'])
            && p.text.split_whitespace().count() > 8
    });
    let second = body.clone().nth(1).map(|p| p.text.as_str());
    let end = second
        .and_then(|t| run.text.find(t))
        .unwrap_or(run.text.len());
    0..end
}
