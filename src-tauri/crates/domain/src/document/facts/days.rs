//! When the visit was that somebody else's paper tells of: its days, or its month where no day is told.
//!
//! A date counts by the words it stands with ("inspectors called on", "the visit, which took place in"), and by the
//! sense of its sentence: what is recalled, expected or only published then is another date. "Last Tuesday" is worked
//! out from the page's own date. A month is kept as a month.
//! Deliberately not here: years that are not stated ([`super::reconcile`]).

use std::ops::Range;
use std::sync::LazyLock;

use jiff::civil::{Date, Weekday};
use jiff::{Span, ToSpan};
use regex::Regex;

use super::run::{Run, last};
use super::{Completion, Facts, Stated, dates};
use crate::document::{DateRange, StatedDate, weekday_named};

/// A date that may be the visit's.
struct Candidate {
    range: DateRange,
    sittings: Vec<DateRange>,
    sentence: Range<usize>,
    /// 0 where nothing says that it is the visit's.
    weight: u8,
    /// The page's date from which it was worked out.
    worked_out: Option<StatedDate>,
}

/// A visit is told of, close before or after its days.
static VISITED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?ix)
          \b(?:inspectors?|ofsted|hmis?|they|watchdog|regulator|team)\b[^.;]{0,60}\b(?:visited|visit|came|called|returned|went|were|spent|arrived|undertook|conducted|carried|made|paid|was|inspected|looked|dropped|joined|turned\s+up|logged\s+on|watched|observed|sat\s+in)\b
        | \bvisit(?:s|ed)?\b[^.;]{0,120}\b(?:took\s+place|carried\s+out|undertaken|held|conducted|happened|made|of|on|in|was|dated|between)\b
        | \b(?:monitoring|focused|ofsted|their|latest|recent)\s+visit\b
        | \bvisited\b
        | \b(?:on-?site)\b
        | \bMV\s?\d
        ",
    )
    .expect("a constant pattern")
});

/// A date right after these is no visit's.
static NOT_BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?ix)\b(?:
            published|publication|(?:came|comes|come|coming|put|brought|went|gone|sent)\s+(?:out|live)|made\s+(?:it\s+|the\s+letter\s+)?public|released|released\s+on|issued|dated|letter\s+of|letter\s+dated|report\s+of|judge?ment\s+(?:of|in)|judged|rated|graded|branded|inadequate|declared|since|until|
            inspection\s+(?:of|in|was\s+in|on)|inspected(?:\s+\w+){0,4},?\s+in|meeting\s+(?:on|of|held\s+on|in)|meets\s+on|met\s+on|committee\s+on|by|before|after|
            from|opened\s+in|in\s+force|founded|created|appointed|elected|joined|control|took\s+over|report|reported|warned|said|told|wrote|updated|posted|born|expected\s+(?:in|on)|due\s+(?:in|on)|likely\s+in|planned\s+for|scheduled\s+for
        )\s*(?:(?:back|it|us|them|members|me|in|on|the|last|early|late|this|of|\w+ly|monday|tuesday|wednesday|thursday|friday|overall|by\s+ofsted)[,\s]*){0,4}\(?$",
    )
    .expect("a constant pattern")
});

/// Another visit or inspection is what the date belongs to.
static OTHER_VISIT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?ix)\b(?:first|second|previous|last|earlier|two\s+earlier|original|next|further|another|full|new)\s+(?:(?:monitoring|ofsted|full|earlier|previous)\s+)*(?:visits?|inspections?)[^.;]{0,12}$
        | \bvisits?\s+before\s+(?:this|that|the\s+last)\b[^.;]{0,20}$
        | \b(?:last|previously)\s+(?:inspected|visited)\b[^.;]{0,40}$
        | \bcompared\s+(?:with|to)\b[^.;]{0,60}$
        | \b(?:will|expected|likely|due|scheduled|planned|pencilled|postponed|to\s+follow)\b[^.;]{0,50}$",
    )
    .expect("a constant pattern")
});

static WEEKDAYS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)\b(?:last|this|on|earlier\s+this\s+week,?\s+on)\s+(?P<one>Monday|Tuesday|Wednesday|Thursday|Friday)(?:\s+(?:and|to|until)\s+(?P<two>Monday|Tuesday|Wednesday|Thursday|Friday))?(?P<week>\s+(?:of\s+)?last\s+week)?",
    )
    .expect("a constant pattern")
});

static YESTERDAY: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i)\b(?:yesterday|today)\b").expect("a constant pattern"));

/// Fills the days of the visit. `written` is the paper's own date.
pub(super) fn read(run: &Run<'_>, written: Option<StatedDate>, facts: &mut Facts) {
    let mut found: Vec<Candidate> = Vec::new();
    for date in dates::find(&run.text) {
        let sentence = run.sentence(date.at.start);
        let weight = weight(run, &sentence, &date);
        if weight > 0 {
            found.push(Candidate {
                range: date.range,
                sittings: date.sittings,
                sentence,
                weight,
                worked_out: None,
            });
        }
    }
    if let Some(page) = written
        && let Some(day) = page.date()
    {
        found.extend(worked_out(run, page, day));
    }
    // Days before a month alone; then what stands closest to the visit; then the first.
    let rank = |c: &Candidate| (c.range.from.day.is_some(), c.weight);
    let Some(best) = found.iter().map(rank).max() else {
        return;
    };
    let mut of_best = found.iter().filter(|c| rank(c) == best);
    let Some(first) = of_best.next() else { return };
    let mut stated: Stated<DateRange> = run.stated(first.range, first.sentence.clone());
    if let Some(page) = first.worked_out {
        stated.origin = stated
            .origin
            .completed(Completion::WorkedOut { from: page });
    }
    facts.sittings = first.sittings.clone();
    facts.dates = Some(stated);
    for other in found
        .iter()
        .filter(|c| c.range.from.day.is_some() && c.weight >= 3)
    {
        super::visit::other_days(run, other.range, other.sentence.clone(), facts);
    }
}

/// How much the words say that a date is the visit's; nought where they say it of something else, or nothing.
fn weight(run: &Run<'_>, sentence: &Range<usize>, date: &dates::Found) -> u8 {
    let (at, days) = (&date.at, date.has_days());
    let run_of_days = days && date.range.from != date.range.to;
    let before = &run.text[sentence.start.min(at.start)..at.start];
    // "Were in the city from 28 February to 1 March": the days themselves, not those since.
    let from = before.trim_end().strip_suffix("from");
    let before = from.filter(|_| run_of_days).unwrap_or(before);
    let after = run.text[at.end..sentence.end.max(at.end)].trim_start();
    let whole = &run.text[sentence.clone()];
    let possessive = after.starts_with("’s")
        || after.starts_with("'s")
        || run.text[at.end..].starts_with(['’', '\'']);
    let next: String = after
        .trim_start_matches(['’', '\'', 's', ' '])
        .chars()
        .take(24)
        .collect();
    let next = next.to_lowercase();
    // "November’s monitoring visit", "the June visit".
    if next.starts_with("visit")
        || next.starts_with("monitoring visit")
        || possessive && (next.contains("visit") || next.starts_with("call by"))
    {
        let other = ["inspection", "first", "previous", "last", "earlier"]
            .iter()
            .any(|w| next.starts_with(w));
        return if other || COMPARED.is_match(before) {
            0
        } else {
            2
        };
    }
    if NOT_BEFORE.is_match(before) || OTHER_VISIT.is_match(before) {
        return 0;
    }
    if VISITED.is_match(last(before, 140)) {
        return 3;
    }
    u8::from(days && VISITED.is_match(whole))
}

static COMPARED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:than|compared\s+(?:with|to)|unlike|since|from)\b[^.;]{0,20}$")
        .expect("a constant pattern")
});

/// Days told from the page's own: "last Tuesday and Wednesday", "yesterday".
fn worked_out(run: &Run<'_>, page: StatedDate, day: Date) -> Vec<Candidate> {
    let mut found = Vec::new();
    let mut take = |range: DateRange, at: usize| {
        let sentence = run.sentence(at);
        let before = &run.text[sentence.start.min(at)..at];
        let told = VISITED.is_match(before)
            && !NOT_BEFORE.is_match(before)
            && !OTHER_VISIT.is_match(before);
        // Only at the head of what is told: a quotation further down may be of any week.
        if told {
            found.push(Candidate {
                range,
                sittings: Vec::new(),
                sentence,
                weight: 2,
                worked_out: Some(page),
            });
        }
    };
    for c in WEEKDAYS.captures_iter(&run.text) {
        let (Some(whole), Some(one)) = (c.get(0), c.name("one")) else {
            continue;
        };
        // With a date of its own it is no day told from the page's.
        let close: String = run.text[whole.start()..]
            .chars()
            .take(whole.len() + 14)
            .collect();
        if dates::find(&close).iter().any(|f| f.day().is_some()) {
            continue;
        }
        let weekday = weekday_named(one.as_str());
        let Some(first) = weekday.and_then(|w| before(day, w, c.name("week").is_some())) else {
            continue;
        };
        let last = c
            .name("two")
            .and_then(|two| first.nth_weekday(1, weekday_named(two.as_str())?).ok())
            .unwrap_or(first);
        let range = DateRange {
            from: first.into(),
            to: last.into(),
        };
        take(range, whole.start());
    }
    for m in YESTERDAY.find_iter(&run.text) {
        let back = if m.as_str().eq_ignore_ascii_case("today") {
            0
        } else {
            1
        };
        if let Ok(when) = day.checked_sub(back.days()) {
            take(
                DateRange {
                    from: when.into(),
                    to: when.into(),
                },
                m.start(),
            );
        }
    }
    found
}

/// The last such day of the week before a day; that of the calendar week before, where "last week" is said.
fn before(day: Date, weekday: Weekday, last_week: bool) -> Option<Date> {
    if !last_week {
        return day.nth_weekday(-1, weekday).ok();
    }
    let in_week = |of: Weekday| i64::from(of.to_monday_zero_offset());
    let apart = in_week(weekday) - in_week(day.weekday()) - 7;
    day.checked_add(Span::new().days(apart)).ok()
}
