//! Which visit a paper is about, by the number it has since the judgement.
//!
//! Papers count visits in many wordings: "the sixth and final visit", "the third the regulator has conducted since",
//! "Monitoring visit 3". Each count that is found has a sense, by the words around it: this visit's, that of an earlier
//! one it is set beside, of one to come, or a count of somebody's own ("our second as a company"). Only the first is
//! this paper's number, and where several are, the one stated most formally.
//! Deliberately not here: how many visits there will be ([`super::visit`]).

mod sense;

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::run::{Run, last};
use super::visit::{CARDINALS, ORDINAL, ORDINALS, count};
use sense::{after_since, sense};

/// The sense in which a paper counts a visit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sense {
    This,
    Earlier,
    Coming,
    /// A trust's or a member's count of the same visit.
    OwnCount,
}

/// A count of a visit in a paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Counted {
    pub number: u8,
    pub sense: Sense,
    /// How formally it is stated: 3 since the judgement, 2 in so many words, 1 otherwise.
    pub weight: u8,
    pub at: Range<usize>,
}

static ANY_ORDINAL: LazyLock<Regex> = LazyLock::new(|| compiled(&format!(r"(?i)\b{}\b", *ORDINAL)));

/// "The sixth and final monitoring visit", "fourth letter": with what is counted.
static WITH_NOUN: LazyLock<Regex> = LazyLock::new(|| {
    compiled(&format!(
        r"(?i)\b(?P<n>{o})\b(?:\s*,?\s*(?:and|but)?\s*(?:final|last|latest|most\s+recent|probably\s+(?:final|last)))?\s+(?:(?:and|latest|most|recent|ofsted|ofsted[’']s|ilacs|such|full|on-?site|regular|quarterly|two-day|return|follow-?up|routine|post-inspection|official)\s+)*(?P<noun>monitoring\s+(?:visit|letter|inspection|report)|monitoring|visit|letter)\b",
        o = *ORDINAL
    ))
});

/// "Monitoring visit 3", "visit number three".
static AFTER_NOUN: LazyLock<Regex> = LazyLock::new(|| {
    compiled(
        r"(?i)\b(?:monitoring\s+)?visit\s+(?P<mark>(?:number|no\.?|#)\s*)?\(?(?P<n>\d{1,2}(?:st|nd|rd|th)?|one|two|three|four|five|six|seven|eight|nine|ten)\b(?P<after>[^\n]{0,12})",
    )
});

/// "Was the third since", "is the seventh the regulator has made", "undertook a third on 4 May": what is counted is said before.
static ELIDED: LazyLock<Regex> = LazyLock::new(|| {
    compiled(&format!(
        r"(?i)(?:\b|\s|^)(?:[,:]|it[’']s|that[’']s|was|is|be|been|being|marks|marked|became|becomes|but|and|as|only|undertook|conducted|made|paid|have|has|in)\s+(?:(?:therefore|thus|now|already|also)\s+)?(?:the|a|its|their|our|ofsted[’']s|only\s+the|just\s+the|\p{{Lu}}[\p{{L}}-]*[’']s)\s+(?P<n>{o})(?:\s*,?\s*(?:and|but)\s+(?:final|last|latest))?(?P<next>\s+\p{{L}}+|[,.;:)]|$)",
        o = *ORDINAL
    ))
});

/// "The seventh time that inspectors have called".
static TIMES: LazyLock<Regex> = LazyLock::new(|| {
    compiled(&format!(
        r"(?i)\b(?P<n>{o})\s+(?:time|occasion)\b[^.\n]{{0,60}}\b(?:inspectors?|ofsted|watchdog|regulator)\b[^.\n]{{0,20}}\b(?:called|visited|returned|been|come|checked|reported)\b",
        o = *ORDINAL
    ))
});

/// "The fourth in all", "the second to date": what is counted are the visits there were.
static ALL_TOLD: LazyLock<Regex> =
    LazyLock::new(|| compiled(r"(?i)^\s*(?:in\s+all|to\s+date|so\s+far)\b"));

/// "The call was number three since services were judged".
static NUMBERED: LazyLock<Regex> = LazyLock::new(|| {
    compiled(
        r"(?i)\b(?:was|is|were|be|it|makes?|made)\s+number\s+(?P<n>\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten)\s+since\b",
    )
});

/// What may follow a count whose noun was said before.
const FOLLOWS: &[&str] = &[
    "since",
    "in",
    "of",
    "such",
    "on",
    "conducted",
    "undertaken",
    "carried",
    "the",
    "so",
    "by",
    "made",
    "under",
    "during",
    "after",
    "inspectors",
    "ofsted",
];

static JUDGEMENT: LazyLock<Regex> = LazyLock::new(|| {
    compiled(
        r"(?i)\b(?:judg|inadequat|inspect(?:ion|ed)|rated|branded|graded|failed|failing|special\s+measures|declared|deemed|ruled|damning|downgrad|verdict|rating|then\b|january|february|march|april|may|june|july|august|september|october|november|december|last\s+year)",
    )
});

/// "Monitoring visit" as officers write it.
static SHORT: LazyLock<Regex> = LazyLock::new(|| compiled(r"\bMV\s?(?P<n>\d{1,2})\b"));

/// "The ninth inspection since services were rated inadequate": of visits, where it runs since a judgement.
static INSPECTION: LazyLock<Regex> = LazyLock::new(|| {
    compiled(&format!(
        r"(?i)\b(?P<n>{o})\s+(?:such\s+|progress\s+|follow-?up\s+|ofsted\s+)*(?:inspection|check|check-up|look|call|trip|return|examination)\b",
        o = *ORDINAL
    ))
});

fn compiled(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a constant pattern")
}

/// How far before a count what is counted may have been said, in characters.
const SAID_BEFORE: usize = 260;

/// What follows a number that is part of a date: "21.05.24".
static PARTS_OF_A_DATE: LazyLock<Regex> = LazyLock::new(|| compiled(r"^[./–-]\s?\d"));

/// "The second of Ofsted’s monitoring letters".
static ONE_OF: LazyLock<Regex> = LazyLock::new(|| {
    compiled(&format!(
        r"(?i)\b(?P<n>{o})\s+of\s+(?:the|these|its|their|our|(?:ofsted|the\s+inspectorate|the\s+watchdog|the\s+regulator)[’']s)\s+(?:ofsted\s+|monitoring\s+|regular\s+)*(?:visits|letters)\b",
        o = *ORDINAL
    ))
});

/// Every count of a visit, in order.
pub(super) fn counts(run: &Run<'_>) -> Vec<Counted> {
    let text = &run.text;
    let mut found: Vec<Counted> = Vec::new();
    for c in WITH_NOUN.captures_iter(text) {
        let (Some(n), Some(noun)) = (c.name("n"), c.name("noun")) else {
            continue;
        };
        // "The second letter from the council" and "third visit to the dentist" are of no monitoring.
        if !is_of_monitoring(run, n.start(), noun.as_str()) {
            continue;
        }
        let formal = noun.as_str().to_lowercase().starts_with("monitoring");
        push(
            run,
            n.as_str(),
            n.start()..noun.end(),
            if formal { 2 } else { 1 },
            &mut found,
        );
    }
    for c in ONE_OF.captures_iter(text) {
        if let (Some(whole), Some(n)) = (c.get(0), c.name("n"))
            && speaks_of_visits(run, n.start())
        {
            push(run, n.as_str(), whole.range(), 2, &mut found);
        }
    }
    for c in AFTER_NOUN.captures_iter(text) {
        let (Some(whole), Some(n), Some(after)) = (c.get(0), c.name("n"), c.name("after")) else {
            continue;
        };
        let next = after.as_str().trim_start().to_lowercase();
        let counts_other = [
            "day", "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov",
            "dec", "time", "week", "month", "of ", "per", "%", "year", "school", "famil", "child",
            "home", "and ",
        ];
        let monitoring = whole.as_str().to_lowercase().starts_with("monitoring");
        let other = |w: &str| next.starts_with(w) && !(monitoring && w == "of ");
        // "Visit two, one of five" is a number; "to visit two families" counts families.
        let word = n.as_str().starts_with(char::is_alphabetic);
        let in_a_date = PARTS_OF_A_DATE.is_match(after.as_str());
        let number = !word || c.name("mark").is_some() || !next.starts_with(char::is_alphabetic);
        if in_a_date || counts_other.iter().any(|w| other(w)) || !monitoring && !number {
            continue;
        }
        push(
            run,
            n.as_str(),
            whole.start()..n.end(),
            if monitoring { 2 } else { 1 },
            &mut found,
        );
    }
    for c in ELIDED.captures_iter(text) {
        let (Some(n), next) = (
            c.name("n"),
            c.name("next").map_or("", |m| m.as_str().trim()),
        ) else {
            continue;
        };
        let follows = next.is_empty()
            || next.starts_with(|c: char| !c.is_alphabetic())
            || FOLLOWS.contains(&next.to_lowercase().as_str());
        // "The first to be held since": what is done stands between.
        let to = next.eq_ignore_ascii_case("to");
        let to_date = to && ALL_TOLD.is_match(&text[n.end()..]);
        let held =
            to && after_since(&text[n.end()..run.sentence(n.start()).end.max(n.end())]).is_some();
        let within = found.iter().any(|f| f.at.contains(&n.start()));
        if !(follows || held || to_date) || within || !speaks_of_visits(run, n.start()) {
            continue;
        }
        push(run, n.as_str(), n.start()..n.end(), 1, &mut found);
    }
    for c in NUMBERED.captures_iter(text) {
        if let Some(n) = c.name("n")
            && speaks_of_visits(run, n.start())
        {
            push(run, n.as_str(), n.range(), 1, &mut found);
        }
    }
    for c in SHORT.captures_iter(text) {
        if let (Some(whole), Some(n)) = (c.get(0), c.name("n")) {
            push(run, n.as_str(), whole.range(), 2, &mut found);
        }
    }
    for c in INSPECTION.captures_iter(text) {
        let (Some(whole), Some(n)) = (c.get(0), c.name("n")) else {
            continue;
        };
        let sentence = run.sentence(whole.start());
        let since = after_since(&text[whole.end()..sentence.end.max(whole.end())]);
        if since.is_some_and(|from| JUDGEMENT.is_match(from)) {
            push(run, n.as_str(), whole.range(), 2, &mut found);
        }
    }
    for c in TIMES.captures_iter(text) {
        if let (Some(whole), Some(n)) = (c.get(0), c.name("n"))
            && let Some(number) = count(n.as_str(), ORDINALS)
        {
            found.push(Counted {
                number,
                sense: Sense::This,
                weight: 1,
                at: whole.range(),
            });
        }
    }
    found.sort_by_key(|f| f.at.start);
    found
}

fn push(run: &Run<'_>, written: &str, at: Range<usize>, weight: u8, found: &mut Vec<Counted>) {
    let number = count(written, ORDINALS).or_else(|| count(written, &CARDINALS));
    let Some(number) = number else { return };
    let sentence = run.sentence(at.start);
    let before = &run.text[sentence.start.min(at.start)..at.start];
    // "Every third visit" is a share of them and the number of none.
    if before.trim_end().to_lowercase().ends_with("every") {
        return;
    }
    let after = &run.text[at.end..sentence.end.max(at.end)];
    let (sense, more) = sense(before, after);
    found.push(Counted {
        number,
        sense,
        weight: weight.max(more),
        at,
    });
}

/// Whether a count with its noun is of visits of inspectors.
fn is_of_monitoring(run: &Run<'_>, at: usize, noun: &str) -> bool {
    noun.to_lowercase().starts_with("monitoring") || speaks_of_visits(run, at)
}

/// Whether inspectors and their visits are spoken of in the sentence or just before it.
fn speaks_of_visits(run: &Run<'_>, at: usize) -> bool {
    let sentence = run.sentence(at);
    let from = sentence.start - last(&run.text[..sentence.start], SAID_BEFORE).len();
    let window = run.text[from..sentence.end].to_lowercase();
    let visits = [
        "visit",
        "letter",
        "monitoring",
        " checks",
        "inspectors called",
        "inspectors came",
        "inspectors returned",
    ]
    .iter()
    .any(|w| window.contains(w));
    let inspectors = [
        "inspector",
        "inspection",
        "ofsted",
        "watchdog",
        "regulator",
        "monitoring",
        "hmi",
    ]
    .iter()
    .any(|w| window.contains(w));
    visits && inspectors
}
