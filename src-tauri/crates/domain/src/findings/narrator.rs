//! Whose word a paper is where it quotes nobody: the press, the council, or the member who signs it.
//!
//! The kind of paper tells, and a line near its head that says who wrote it ("Report of the Lead Member for Children's
//! Services", "Posted on 3 May by Cllr Lowe"). A letter that a paper prints is the inspectors'.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::attribution::{Heard, People, office_of};
use super::rules::Rules;
use super::{Speaker, SpeakerRole};
use crate::document::facts::Facts;
use crate::document::kind::{Kind, Sender, Writer, sender_of};
use crate::document::{Document, Paragraph, ParagraphKind, is_own};
use crate::prose::outside_marks;

/// How far down a paper the line may stand that says who wrote it, in paragraphs.
const HEAD: usize = 14;

static SIGNED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?ix)^\s*(?:
            (?:joint\s+)?(?:report|statement|update|message|column|blog|letter|briefing|speech|remarks|foreword)\s*(?:of|from|by)\s*:?\s*(?:the\s+)?
          | (?:posted|written|published|updated)\b[^\n]{0,60}?\bby\s+
          | (?:by|from|author|lead\s+officer|report\s+author|presented\s+by|cabinet\s+member|portfolio\s+holder)\s*:?\s+(?:the\s+)?
        )(?P<who>.+)$",
    )
    .expect("a constant pattern")
});

static FIRST_PERSON: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\b(?:I|[Mm]y)\b").expect("a constant pattern"));

static THIRD_PERSON: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\b[Tt]he\s+(?:Leader|Cabinet\s+Member|Executive|Cabinet|administration)\b")
        .expect("a constant pattern")
});

/// The narrator of a paper that inspectors did not write.
pub(super) fn narrator(document: &Document, facts: &Facts, rules: &Rules) -> Speaker {
    let role = match facts.kind.writer() {
        Writer::Inspectors => SpeakerRole::Inspectors,
        Writer::Press => SpeakerRole::Press,
        Writer::Council => SpeakerRole::Council,
        Writer::Unknown => SpeakerRole::Other,
    };
    let plain = Speaker { role, name: None };
    if facts.kind == Kind::NewsArticle {
        return plain;
    }
    signed(document, facts, rules).unwrap_or(plain)
}

fn signed(document: &Document, facts: &Facts, rules: &Rules) -> Option<Speaker> {
    let heard = Heard::new(People::default());
    if facts.kind == Kind::Other
        && let Some(writer) = sender(document, &heard, rules).or_else(|| party(document))
    {
        return Some(writer);
    }
    let mut told = document.paragraphs.iter().filter(|p| p.is_body());
    let own_voice = told.any(|p| FIRST_PERSON.is_match(&outside_marks(&p.text, false)));
    if own_voice && let Some(member) = delivered(document, &heard, rules) {
        return Some(member);
    }
    let head = document
        .paragraphs
        .iter()
        .take(HEAD)
        .filter(|p| p.text.chars().count() < 140);
    for line in head {
        let Some(c) = SIGNED.captures(line.text.trim()) else {
            continue;
        };
        let named = c.name("who").map_or("", |m| m.as_str());
        let Some((speaker, weak)) = office_of(named, &heard, rules) else {
            continue;
        };
        return match speaker.role {
            SpeakerRole::CabinetMember | SpeakerRole::OppositionCouncillor => Some(speaker),
            // A member who writes of the executive in the third person is outside it.
            SpeakerRole::Other if weak && facts.kind == Kind::Other => {
                let third = document
                    .paragraphs
                    .iter()
                    .any(|p| THIRD_PERSON.is_match(&p.text));
                let role = if third {
                    SpeakerRole::OppositionCouncillor
                } else {
                    SpeakerRole::Other
                };
                Some(Speaker { role, ..speaker })
            }
            SpeakerRole::Council if facts.kind == Kind::Other && own_voice => Some(speaker),
            _ => None,
        };
    }
    // A mail and a letter are signed at their end.
    let closes = |p: &Paragraph| {
        let line = facts.kind == Kind::Other || p.text.chars().count() < CLOSING;
        line && CLOSES.is_match(&p.text)
    };
    let end = document.paragraphs.iter().rposition(closes)?;
    let after: Vec<&str> = lines(document.paragraphs[end..].iter().take(CLOSE)).collect();
    let with_name = after.windows(2).map(|two| two.join(", "));
    let alone = after.iter().map(|&l| l.to_owned());
    let written: Vec<String> = with_name.chain(alone).collect();
    let mut offices = written.iter().filter_map(|l| office_of(l, &heard, rules));
    let (office, _) =
        offices.find(|(speaker, weak)| !weak && speaker.role != SpeakerRole::Other)?;
    // A council's officer writes for it.
    (facts.kind == Kind::Other || office.role != SpeakerRole::Council).then_some(office)
}

/// A member whose speech a page prints: "Leader’s statement", "delivered by Councillor Lowe, Leader of the Council".
fn delivered(document: &Document, heard: &Heard, rules: &Rules) -> Option<Speaker> {
    let head = document.paragraphs.iter().take(HEAD);
    let short = head.filter(|p| p.text.chars().count() < SPEECH);
    let named = short.filter_map(|p| {
        let found = DELIVERED.captures(&p.text)?;
        let who = found.name("who").or(found.name("by"))?;
        office_of(who.as_str(), heard, rules)
    });
    let members = [
        SpeakerRole::CabinetMember,
        SpeakerRole::OppositionCouncillor,
    ];
    let mut found: Vec<Speaker> = named
        .map(|(speaker, _)| speaker)
        .filter(|speaker| members.contains(&speaker.role))
        .collect();
    found.sort_by_key(|speaker| speaker.name.is_none());
    found.into_iter().next()
}

/// How long a line is that says whose speech a page prints, in characters.
const SPEECH: usize = 220;

static DELIVERED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^\s*(?:the\s+)?(?P<who>[^\n.]{3,50}?)[’']s\s+(?:opening\s+)?(?:statement|speech|address|remarks)\b|\b(?:speech|statement|remarks|following)\b[^.\n]{0,40}\b(?:delivered|given|made)\s+(?:\w+\s+){0,3}?by\s+(?:the\s+)?(?P<by>[^\n]+)")
        .expect("a constant pattern")
});

/// A party that is told not to run the council, in a paper that bears the party's imprint.
fn party(document: &Document) -> Option<Speaker> {
    let texts = || document.paragraphs.iter().map(|p| p.text.as_str());
    let imprint = texts().find_map(|t| Some(IMPRINT.captures(t)?["party"].to_lowercase()))?;
    let mut run_by = texts().filter_map(|t| Some(RUN_BY.captures(t)?["party"].to_lowercase()));
    let others = run_by.any(|ruling| !imprint.contains(&ruling));
    let role = if others {
        SpeakerRole::OppositionCouncillor
    } else {
        SpeakerRole::Other
    };
    Some(Speaker { role, name: None })
}

/// The line that the law asks of what a party publishes.
static IMPRINT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\bpromoted by\b[^\n]{0,90}?\bon behalf of (?P<party>[^\n]+)")
        .expect("a constant pattern")
});

static RUN_BY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\b(?P<party>Labour|Conservative|Tory|Green|Reform|Liberal Democrat|Lib Dem)-(?:run|led|controlled)\b")
        .expect("a constant pattern")
});

/// Who sent a mail: its head has the name, and a line further down the name with an office.
fn sender(document: &Document, heard: &Heard, rules: &Rules) -> Option<Speaker> {
    let mut lines = lines(&document.paragraphs);
    let name = lines.find_map(|l| SENT_BY.captures(l)?.name("name"))?;
    let signed = lines.filter(|l| l.starts_with(name.as_str()));
    let office = signed.filter_map(|l| office_of(l, heard, rules));
    let mut offices = office.filter(|(speaker, weak)| !weak && speaker.role != SpeakerRole::Other);
    offices.next().map(|(speaker, _)| speaker)
}

/// The lines of paragraphs, and what bars part in them, one by one.
fn lines<'d>(of: impl IntoIterator<Item = &'d Paragraph>) -> impl Iterator<Item = &'d str> {
    let parts = of.into_iter().flat_map(|p| p.text.split(['|', '\n']));
    parts.map(str::trim)
}

/// The line of a mail's head that names its sender.
static SENT_BY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^\s*From:\s*(?P<name>\p{Lu}[\p{L}’'.-]*(?: \p{Lu}[\p{L}’'.-]+){1,3})")
        .expect("a constant pattern")
});

/// What a mail closes with.
static CLOSES: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^\s*(?:(?:kind|best|warm)?\s*regards|best\s+wishes|yours|many\s+thanks|thanks|cheers)\b")
        .expect("a constant pattern")
});

/// A longer paragraph closes no letter, in characters; a mail may run on in it.
const CLOSING: usize = 140;
/// How many paragraphs a signature is.
const CLOSE: usize = 6;

/// A heading under which a page prints what inspectors wrote.
static PRINTED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^\s*(?:what\s+(?:the\s+)?(?:inspectors?|ofsted)\s+(?:wrote|writes)|(?:the\s+|ofsted[’']s\s+|inspectors[’']\s+)?(?:letter|report|findings)(?:\s+from\s+ofsted)?,?\s*:?\s*(?:in\s+full|full\s+text|text)|full\s+text(?:\s+of\s+.*)?|text\s+of\s+(?:the\s+)?(?:letter|report))\s*:?\s*$")
        .expect("a constant pattern")
});

/// A heading under which it speaks for itself again.
static OWN_AGAIN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:what\s+happens\s+next|next\s+steps|response|reaction|what\s+we|notes?\s+to\s+editors|contact|related|more\s+information|further\s+information|background|statement|comments?|share)\b")
        .expect("a constant pattern")
});

/// What a page prints under a heading that says so, until it speaks for itself again.
fn under_a_heading(document: &Document) -> Option<Range<usize>> {
    let all = &document.paragraphs;
    let heading = all.iter().position(|p| PRINTED.is_match(p.text.trim()))?;
    let own = |p: &Paragraph| p.is_heading() && OWN_AGAIN.is_match(&p.text) || is_own(p);
    let length = all[heading + 1..].iter().take_while(|p| !own(p)).count();
    (length > 0).then_some(heading + 1..heading + 1 + length)
}

/// The paragraphs of an inspectors' letter that a paper prints whole: from the salutation to the signature, or under a
/// heading that says so.
pub(super) fn printed_letter(document: &Document) -> Option<Range<usize>> {
    whole_letter(document).or_else(|| under_a_heading(document))
}

fn whole_letter(document: &Document) -> Option<Range<usize>> {
    let starts = |p: &Paragraph, with: &[&str]| {
        let text = p.text.trim();
        with.iter().any(|w| text.starts_with(w)) && text.chars().count() < 80
    };
    let all = &document.paragraphs;
    let from = all
        .iter()
        .position(|p| starts(p, &["Dear "]) && !matches!(p.kind, ParagraphKind::Cell { .. }))?;
    let to = all[from..]
        .iter()
        .position(|p| starts(p, &["Yours sincerely", "Yours faithfully", "Yours truly"]))
        .map(|n| from + n)?;
    let words: String = all[from..to]
        .iter()
        .map(|p| p.text.as_str())
        .collect::<Vec<_>>()
        .join(" ");
    let formula = [
        "This letter summarises",
        "this letter summarises",
        "this letter sets out",
        "This letter sets out",
        "I am writing to report",
        "Monitoring visit of",
        "Monitoring visit to",
    ];
    // A name and an office follow the close.
    let close = (to + 3).min(all.len());
    let of_form = formula.iter().any(|f| words.contains(f));
    (of_form && sender_of(&all[..close]) == Sender::Inspectorate).then_some(from..close)
}
