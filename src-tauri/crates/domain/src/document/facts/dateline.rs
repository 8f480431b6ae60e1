//! The date that a page bears as its own, and the day of the meeting that a committee's paper is for.
//!
//! A line near the head is one: the date alone, or with what pages set around it ("Published 19th June 2018, 6:00am",
//! "Posted on 3 May 2019 by …", "Meeting of the Panel, Thursday, 25th June 2020"). A sentence that has a date is none.
//! Deliberately not here: the date of a letter of inspectors ([`super::letter`]).

use std::sync::LazyLock;

use regex::Regex;

use super::run::Run;
use super::{Stated, dates};
use crate::document::kind::Kind;
use crate::document::{Document, Paragraph, ParagraphKind, StatedDate};

/// How far down a page its own date may stand, in paragraphs.
const HEAD: usize = 22;
/// A line longer than this is no date line, in characters.
const LINE: usize = 130;

/// Before the date of something else.
static ELSE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:visit|inspection|inspected|minutes\s+of\s+the\s+meeting\s+held|deadline|expires|event|copyright|©|due|born|appointed)\b")
        .expect("a constant pattern")
});

static MEETING: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:meeting|committee|board|panel|cabinet|commission|item|agenda)\b")
        .expect("a constant pattern")
});

static PUBLISHED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:published|posted|first\s+published|date|dated|sent|released|issued|added|written|created|by|statement|release|press|news|update)\b")
        .expect("a constant pattern")
});

/// The own date of a paper: of the meeting where it is a committee's, else of its publication.
pub(super) fn read(document: &Document, kind: Kind) -> Option<Stated<StatedDate>> {
    let committee = kind == Kind::CommitteePaper;
    let head = document.paragraphs.iter().take(HEAD);
    let lines: Vec<(&Paragraph, StatedDate, bool)> = head
        .filter_map(|p| {
            let (day, named) = date_line(p, committee)?;
            Some((p, day, named))
        })
        .collect();
    // A line that says what its date is comes before one that is a date and no more.
    let whole = |l: &&(&Paragraph, StatedDate, bool)| l.1.year.is_some();
    // Every post of a thread bears its own.
    let posts = document
        .paragraphs
        .iter()
        .filter(|p| POST.is_match(&p.text));
    if kind == Kind::Other && posts.count() > 1 {
        return None;
    }
    let best = lines
        .iter()
        .filter(whole)
        .find(|l| l.2)
        .or_else(|| lines.iter().find(whole))
        .or_else(|| lines.first());
    let (p, day, _) = best?;
    Some(Run::one(document, p.index).stated(*day, 0..p.text.len()))
}

/// The date of a line that is a date line, and whether the line says what the date is of.
fn date_line(p: &Paragraph, committee: bool) -> Option<(StatedDate, bool)> {
    let text = p.text.trim();
    let furniture = p.kind == ParagraphKind::Matter;
    // The lines of a mail's head, read as one paragraph.
    let mail = text.contains("Sent:") || text.contains("Subject:");
    let short = text.chars().count() <= LINE || furniture || mail;
    // Running text ends with a stop; a date line may end with "p.m.".
    let sentence = !furniture
        && text.ends_with(['.', '”', '!', '?'])
        && !text.ends_with("m.")
        && !text.ends_with("m.)");
    if !short || sentence || matches!(p.kind, ParagraphKind::Footnote) {
        return None;
    }
    let (day, at) = numeric(text).or_else(|| {
        let found = dates::find(text).into_iter().find(|f| f.day().is_some())?;
        Some((found.day()?, found.at))
    })?;
    let before = &text[..at.start];
    let meeting = MEETING.is_match(text);
    if ELSE.is_match(before) || meeting && !committee && !PUBLISHED.is_match(before) {
        return None;
    }
    // "Published" near it, a weekday, or hardly anything else on the line.
    let named = PUBLISHED.is_match(before) || committee && meeting;
    (named || hardly_more(text, &at, day)).then_some((day, named))
}

/// Whether a line has hardly anything beside its date: all told, or after a byline, with a year and no more than a time
/// behind it; of a line that is broken, the one that has the date.
fn hardly_more(text: &str, at: &std::ops::Range<usize>, day: StatedDate) -> bool {
    let start = text[..at.start].rfind('\n').map_or(0, |i| i + 1);
    let end = text[at.end..].find('\n').map_or(text.len(), |i| at.end + i);
    let (before, after) = (&text[start..at.start], &text[at.end..end]);
    let length = |t: &str| t.chars().count();
    let byline = day.year.is_some()
        && length(before) <= BYLINE
        && !before.trim_end().ends_with([',', ';'])
        && !after.chars().any(char::is_lowercase);
    length(before) + length(after) <= 40 || byline
}

/// How long what stands before a date may be where nothing but a time follows it, in characters.
const BYLINE: usize = 70;

static POST: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:wrote|posted|said|replied)\s*:?\s[^.\n]{0,24}\b(?:19|20)\d\d\b[^.\n]{0,6}\d{1,2}:\d\d")
        .expect("a constant pattern")
});

static NUMERIC: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\b(?:(?P<y>20\d\d)-(?P<ym>\d\d)-(?P<yd>\d\d)|(?P<d>\d{1,2})[/.](?P<m>\d{1,2})[/.](?P<dy>20\d\d|\d\d))\b")
        .expect("a constant pattern")
});

/// "18/02/2019", "2019-02-18": the day first, as in Britain.
fn numeric(text: &str) -> Option<(StatedDate, std::ops::Range<usize>)> {
    let c = NUMERIC.captures(text)?;
    let number = |name: &str| c.name(name)?.as_str().parse::<i16>().ok();
    let (year, month, day) = match number("y") {
        Some(year) => (year, number("ym")?, number("yd")?),
        None => {
            let year = number("dy")?;
            let year = if year < 100 { 2000 + year } else { year };
            (year, number("m")?, number("d")?)
        }
    };
    let date =
        jiff::civil::Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    Some((date.into(), c.get(0)?.range()))
}
