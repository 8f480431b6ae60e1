//! Which visit a paper is about, by the number it has since the judgement.
//!
//! Papers count visits in many wordings: "the sixth and final visit", "the third the regulator has conducted since",
//! "Monitoring visit 3". Each count that is found has a sense, by the words around it: this visit's, that of an earlier
//! one it is set beside, of one to come, or a count of somebody's own ("our second as a company"). Only the first is
//! this paper's number, and where several are, the one stated most formally.
//! Deliberately not here: how many visits there will be ([`super::visit`]).

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::run::{Run, last};
use super::visit::{ORDINALS, count};

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

static ORDINAL: LazyLock<String> =
    LazyLock::new(|| format!(r"(?:{}|\d{{1,2}}(?:st|nd|rd|th))", ORDINALS.join("|")));

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
        r"(?i)(?:\b|\s|^)(?P<lead>[,:]|it[’']s|that[’']s|was|is|be|been|being|marks|marked|became|becomes|but|and|as|only|undertook|conducted|made|paid|have|has|in)\s+(?P<article>the|a|its|their|our|ofsted[’']s|only\s+the|just\s+the|\p{{Lu}}[\p{{L}}-]*[’']s)\s+(?P<n>{o})(?:\s*,?\s*(?:and|but)\s+(?:final|last|latest))?(?P<next>\s+\p{{L}}+|[,.;:)]|$)",
        o = *ORDINAL
    ))
});

/// "The seventh time that inspectors have called".
static TIMES: LazyLock<Regex> = LazyLock::new(|| {
    compiled(&format!(
        r"(?i)\b(?P<n>{o})\s+time\b[^.\n]{{0,60}}\b(?:inspectors?|ofsted|watchdog|regulator)\b[^.\n]{{0,20}}\b(?:called|visited|returned|been|come|checked)\b",
        o = *ORDINAL
    ))
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

static YEAR: LazyLock<Regex> = LazyLock::new(|| compiled(r"^\s*(?:19|20)\d\d\b"));

/// "Monitoring visit" as officers write it.
static SHORT: LazyLock<Regex> = LazyLock::new(|| compiled(r"\bMV\s?(?P<n>\d{1,2})\b"));

/// "The ninth inspection since services were rated inadequate": of visits, where it runs since a judgement.
static INSPECTION: LazyLock<Regex> = LazyLock::new(|| {
    compiled(&format!(
        r"(?i)\b(?P<n>{o})\s+(?:such\s+|progress\s+|follow-?up\s+|ofsted\s+)*(?:inspection|check|check-up|look|call|trip|return|examination)\b",
        o = *ORDINAL
    ))
});

/// What a trust, a company or a person counts from.
static OWN: LazyLock<Regex> = LazyLock::new(|| {
    compiled(
        r"(?i)\b(?:trust|company|compan(?:y|ies)[’']s|children\s+first|took\s+over|takes\s+over|taking\s+over|opened\s+its\s+doors|was\s+(?:set\s+up|created|formed|established|appointed|elected)|set\s+their\s+own|i\s+(?:became|was|took)|we\s+(?:became|took|opened|began|started|formed)|joined|new\s+(?:leader|director|administration|leadership|team|chief)|my\s+appointment|transfer|vesting|go-live|launch)",
    )
});

static COMING_BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    compiled(
        r"(?i)\b(?:expect(?:s|ed|ing)?|prepar(?:e|es|ed|ing)\s+(?:itself\s+)?for|ahead\s+of|before|brac(?:e|es|ed|ing)\s+(?:itself\s+)?for|await(?:s|ed|ing)?|planned|planning|scheduled|due|next|upcoming|forthcoming|ready\s+for|readiness\s+for|looking\s+forward\s+to|in\s+advance\s+of|pending|until|in\s+time\s+for|face|faces|facing|will\s+(?:be|have|see|face|get|receive|undergo|host|welcome|make)|by\s+the\s+time\s+of)\s+(?:[\w’']+\s+){0,3}$",
    )
});

static COMING_AFTER: LazyLock<Regex> = LazyLock::new(|| {
    compiled(
        r"(?i)^[^.;:\n]{0,30}?\b(?:will|(?:due|expected|pencilled\s+in|planned|scheduled)\s+(?:for|in|by|before|after|next)|to\s+be\s+expected|is\s+(?:due|expected|planned|likely|scheduled|to\s+\w+|not\s+due)|has\s+(?:yet|been\s+(?:postponed|delayed|planned|scheduled|arranged))|(?:had\s+been|was|has\s+been)\s+(?:postponed|delayed|put\s+off|cancelled|planned|scheduled)|likely|to\s+(?:follow|come|take\s+place|be\s+(?:held|agreed|confirmed))|on\s+a\s+(?:theme|date)|should\s+take|may\s+be|could\s+be|follows\s+in|in\s+the\s+(?:spring|summer|autumn|winter|new\s+year))\b",
    )
});

static EARLIER_BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    compiled(
        r"(?i)\b(?:unlike|than(?:\s+(?:at|in|on|during))?|since|compared\s+(?:with|to)|previous|earlier|like|as\s+at|between|recall(?:s|ed|ing)?|mirror(?:s|ed)?|(?:said|found|seen|raised|identified|made)\s+(?:at|in|on|by|during))\s+(?:the|their|its|that|an?|our|his|her|ofsted[’']s)?\s*(?:[\w’']+\s+)?$",
    )
});

static EARLIER_WEAK: LazyLock<Regex> = LazyLock::new(|| {
    compiled(r"(?i)\b(?:at|in|during|by|from|before|between)\s+(?:the|their|its|that|our)\s*$")
});

/// A paper on a visit: "the outcome of the fourth visit", "the letter that followed the second".
static ON: LazyLock<Regex> = LazyLock::new(|| {
    compiled(
        r"(?i)\b(?:outcomes?|results?|findings?|letters?|reports?|feedback|arising|publication|updates?|response|conclusions?|summary|summaris\w+|published|presented|news|welcom\w+|responds?|responding)\b[^.;]{0,40}$",
    )
});

fn compiled(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a constant pattern")
}

/// How far before a count what is counted may have been said, in characters.
const SAID_BEFORE: usize = 260;

/// A trust or company is spoken of, and the count is its own.
static OF_ITS_OWN: LazyLock<Regex> =
    LazyLock::new(|| compiled(r"(?i)\b(?:trust|company)\b[^.;:]*\b(?:its|our)\s*$"));

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
        let held = next.eq_ignore_ascii_case("to")
            && after_since(&text[n.end()..run.sentence(n.start()).end.max(n.end())]).is_some();
        let within = found.iter().any(|f| f.at.contains(&n.start()));
        if !(follows || held) || within || !speaks_of_visits(run, n.start()) {
            continue;
        }
        push(run, n.as_str(), n.start()..n.end(), 1, &mut found);
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
    let number = count(written, ORDINALS).or_else(|| count(written, &super::visit::CARDINALS));
    let Some(number) = number else { return };
    let sentence = run.sentence(at.start);
    let before = &run.text[sentence.start.min(at.start)..at.start];
    let after = &run.text[at.end..sentence.end.max(at.end)];
    let (sense, more) = sense(before, after);
    found.push(Counted {
        number,
        sense,
        weight: weight.max(more),
        at,
    });
}

/// In what sense the words around a count take it, and how formally.
fn sense(before: &str, after: &str) -> (Sense, u8) {
    let since = after_since(after);
    if let Some(from) = since {
        let judgement = JUDGEMENT.is_match(from);
        let own = OWN
            .find(from)
            .is_some_and(|m| JUDGEMENT.find(from).is_none_or(|j| m.start() < j.start()));
        if own {
            return (Sense::OwnCount, 1);
        }
        if COMING_BEFORE.is_match(before) {
            return (Sense::Coming, 1);
        }
        if judgement {
            return (Sense::This, 3);
        }
        // "The fourth since 2016".
        if YEAR.is_match(from) {
            return (Sense::This, 2);
        }
    }
    let owner = before.trim_end().to_lowercase();
    // "The trust welcomed the findings of its second visit": the trust counts its own.
    let by_a_trust = OF_ITS_OWN.is_match(before);
    let own = by_a_trust
        || [
            "company’s",
            "company's",
            "trust’s",
            "trust's",
            "my",
            "director’s",
        ]
        .iter()
        .any(|w| owner.ends_with(w))
        || after.trim_start().to_lowercase().starts_with("as a ")
        || after
            .trim_start()
            .to_lowercase()
            .starts_with("under the trust")
        || after
            .trim_start()
            .to_lowercase()
            .starts_with("for the trust");
    if own {
        return (Sense::OwnCount, 1);
    }
    if COMING_BEFORE.is_match(before) || COMING_AFTER.is_match(after) {
        return (Sense::Coming, 1);
    }
    if ON.is_match(before) {
        return (Sense::This, 2);
    }
    if EARLIER_BEFORE.is_match(before) {
        return (Sense::Earlier, 1);
    }
    let subject = before.trim().to_lowercase();
    if ["the", "its", "their", "this", "in its", "in the", ""].contains(&subject.as_str())
        || subject.ends_with(" was the")
        || subject.ends_with(" is the")
    {
        return (Sense::This, 2);
    }
    if EARLIER_WEAK.is_match(before) && !before.contains("summar") {
        return (Sense::Earlier, 0);
    }
    (Sense::This, 1)
}

/// What follows "since" after a count, as far as the clause goes.
fn after_since(after: &str) -> Option<&str> {
    let at = after.to_lowercase().find("since")?;
    let end = |text: &str| text.char_indices().nth(110).map_or(text.len(), |(i, _)| i);
    let between = after.get(..at)?;
    // Another count between is the one that runs since then.
    let near = between.split_whitespace().count() <= 12
        && !between.contains([';', '.', ','])
        && !ANY_ORDINAL.is_match(between);
    let rest = after.get(at + 5..)?;
    let rest = &rest[..end(rest)];
    // Another count after it runs from somewhere else.
    let own = ANY_ORDINAL.find(rest).map_or(rest, |m| &rest[..m.start()]);
    near.then_some(own)
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
        "inspectors called",
        "inspectors came",
        "inspectors returned",
    ]
    .iter()
    .any(|w| window.contains(w));
    let inspectors = [
        "inspector",
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
