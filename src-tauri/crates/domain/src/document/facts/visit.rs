//! Sentences about a visit, as letters, articles and statements have them: its number and days, what and when the
//! authority had been judged, how many visits are claimed.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::run::Run;
use super::wordings::wordings;
use super::{Completion, Contradiction, FactName, Facts, Judged, dates};
use crate::document::{DateRange, StatedDate};

const ORDINALS: [&str; 16] = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
];
const CARDINALS: [&str; 16] = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen",
];

static NUMBERED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!(
        r"(?i)\b(?P<ordinal>{}|\d{{1,2}}(?:st|nd|rd|th))\b(?:\s+and\s+final|\s*,?\s*(?:and\s+)?final)?\s+(?:(?:and\s+)?(?:latest|most\s+recent|ofsted|ilacs|such|of\s+the|full|on-?site)\s+)*monitoring\s+(?:visit|letter)\b",
        ORDINALS.join("|")
    ))
    .expect("a constant pattern")
});

static OF_HOW_MANY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!(
        r"(?i)\b(?P<ordinal>{}|\d{{1,2}}(?:st|nd|rd|th))\s+(?:out\s+)?of\s+(?:(?:a|an|the|up\s+to|at\s+least|planned|expected|total|series)\s+)*(?:of\s+)?(?P<total>{}|\d{{1,2}})\b",
        ORDINALS.join("|"),
        CARDINALS.join("|")
    ))
    .expect("a constant pattern")
});

/// "Judged", and what the press says for it.
static JUDGED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:judged|judgement\s+of|rated|graded|branded|declared|found|deemed|failed|rating\s+of|failing)\b")
        .expect("a constant pattern")
});

/// Fills number, days and judgement from running text. Letters state them in one paragraph of form; articles anywhere.
pub(super) fn read(run: &Run<'_>, facts: &mut Facts) {
    read_number(run, facts);
    read_judged(run, facts);
}

fn count(written: &str, words: &[&str]) -> Option<u8> {
    let lower = written.to_lowercase();
    if let Some(i) = words.iter().position(|w| *w == lower) {
        return u8::try_from(i + 1).ok();
    }
    lower
        .trim_end_matches(char::is_alphabetic)
        .parse()
        .ok()
        .filter(|n| (1..=30).contains(n))
}

fn read_number(run: &Run<'_>, facts: &mut Facts) {
    for c in NUMBERED.captures_iter(&run.text) {
        let (Some(whole), Some(ordinal)) = (c.get(0), c.name("ordinal")) else {
            continue;
        };
        let sentence = run.sentence(whole.start());
        // "Since the second monitoring visit" speaks of another visit than this one.
        if refers_back(&run.text[sentence.start..whole.start()]) {
            continue;
        }
        if let Some(n) = count(ordinal.as_str(), &ORDINALS) {
            number(run, facts, n, sentence);
        }
    }
    for c in OF_HOW_MANY.captures_iter(&run.text) {
        let (Some(whole), Some(ordinal), Some(total)) =
            (c.get(0), c.name("ordinal"), c.name("total"))
        else {
            continue;
        };
        let sentence = run.sentence(whole.start());
        if !run.text[sentence.clone()].to_lowercase().contains("visit") {
            continue;
        }
        let (Some(n), Some(total)) = (
            count(ordinal.as_str(), &ORDINALS),
            count(total.as_str(), &CARDINALS),
        ) else {
            continue;
        };
        if n > total {
            continue;
        }
        match &facts.visits_claimed {
            None => facts.visits_claimed = Some(run.stated(total, sentence.clone())),
            Some(held) if held.value == total => {}
            Some(_) => facts.contradictions.push(Contradiction {
                fact: FactName::VisitsClaimed,
                value: total.to_string(),
                place: run.place(sentence.clone()),
            }),
        }
        number(run, facts, n, sentence);
    }
}

fn refers_back(before: &str) -> bool {
    let lower = before.to_lowercase();
    let words: Vec<&str> = lower.split_whitespace().rev().take(4).collect();
    if words.iter().take(2).any(|w| ["since", "than"].contains(w)) {
        return true;
    }
    words.iter().any(|w| {
        [
            "since", "previous", "after", "at", "before", "by", "from", "than",
        ]
        .contains(w)
    }) && !lower.contains("letter")
        && !lower.contains("published")
        && !words
            .iter()
            .any(|w| ["was", "is", "for", "its", "their"].contains(w))
}

fn number(run: &Run<'_>, facts: &mut Facts, n: u8, at: Range<usize>) {
    match &facts.visit_number {
        None => facts.visit_number = Some(run.stated(n, at)),
        Some(held) if held.value == n => {}
        Some(_) => facts.contradictions.push(Contradiction {
            fact: FactName::VisitNumber,
            value: n.to_string(),
            place: run.place(at),
        }),
    }
}

fn read_judged(run: &Run<'_>, facts: &mut Facts) {
    let mut found: Vec<(Judged, Range<usize>, Option<Completion>)> = Vec::new();
    for m in JUDGED.find_iter(&run.text) {
        let sentence = run.sentence(m.start());
        let rest = &run.text[m.start()..sentence.end];
        let failed = matches!(m.as_str().to_lowercase().as_str(), "failed" | "failing");
        let grade = match wordings().any_grade.find(rest) {
            // The grade stands close to its verb: "judged to be inadequate", "judged inadequate overall".
            Some(g) if g.start() < 110 => grade_of(g.as_str()).map(|grade| (grade, g.end())),
            _ => None,
        };
        let Some((grade, after)) = grade else {
            // The press: "failed in April 2023". It is the date of a judgement, with the grade stated elsewhere.
            if failed && let Some(month) = month_after(rest, m.len()) {
                let inadequate = Judged {
                    grade: super::Grade::Inadequate,
                    month: Some(month),
                };
                let elsewhere = run.text.to_lowercase().contains("inadequate");
                if elsewhere {
                    found.push((inadequate, sentence, None));
                }
            }
            continue;
        };
        if failed || (m.as_str().eq_ignore_ascii_case("found") && !rest[..after].contains("to be"))
        {
            continue;
        }
        let month =
            month_after(rest, after).or_else(|| month_before(&run.text[sentence.start..m.start()]));
        // "Since that inspection, when services were judged …": the inspection was dated just before.
        let named = month
            .is_none()
            .then(|| inspection_before(&run.text[..sentence.end], sentence.start))
            .flatten();
        let completion = named.as_ref().map(|(_, words)| {
            let quote = words.clone();
            Completion::InspectionNamedBefore { quote }
        });
        found.push((
            Judged {
                grade,
                month: month.or(named.map(|n| n.0)),
            },
            sentence,
            completion,
        ));
    }
    // The fullest statement first: a month with a year, then a month, then the grade alone; in order otherwise.
    found.sort_by_key(
        |(j, _, completion)| match j.month.filter(|_| completion.is_none()) {
            Some(StatedDate { year: Some(_), .. }) => 0,
            Some(_) => 1,
            None => 2,
        },
    );
    for (judged, sentence, completion) in found {
        match &facts.judged {
            None => {
                let mut stated = run.stated(judged, sentence);
                if let Some(by) = completion {
                    stated.origin = stated.origin.completed(by);
                }
                facts.judged = Some(stated);
            }
            // Less said of the same is no other statement.
            Some(held)
                if held.value.grade == judged.grade
                    && (judged.month.is_none()
                        || held.value.month == judged.month
                        || held.value.month.zip(judged.month).is_some_and(|(a, b)| {
                            a.month == b.month && (a.year.is_none() || b.year.is_none())
                        })) => {}
            Some(held) if held.value.grade == judged.grade => {
                facts.contradictions.push(Contradiction {
                    fact: FactName::Judged,
                    value: judged.month.map_or_else(String::new, |m| m.to_string()),
                    place: run.place(sentence),
                })
            }
            Some(_) => {}
        }
    }
}

fn grade_of(written: &str) -> Option<super::Grade> {
    wordings().grade(written)
}

/// The month right after the grade: "inadequate (overall) in September 2017", "inadequate by Ofsted last year, in May".
fn month_after(rest: &str, from: usize) -> Option<StatedDate> {
    let tail = rest.get(from..)?;
    let found = dates::find(tail).into_iter().next()?;
    let between = tail[..found.at.start].to_lowercase();
    let near = between.len() <= 60 && !between.contains(['.', ';']) && !between.contains(" visit");
    near.then_some(StatedDate {
        day: None,
        ..found.range.to
    })
}

/// "In September 2017, Croydon was judged inadequate", "the inspection in May 2019, when services were judged …".
fn month_before(before: &str) -> Option<StatedDate> {
    let found = dates::find(before).into_iter().next_back()?;
    let between = before[found.at.end..].to_lowercase();
    let near = between.len() <= 60 && !between.contains("visit");
    near.then_some(StatedDate {
        day: None,
        ..found.range.to
    })
}

/// The month of the inspection that "that inspection" refers back to, from the last sentences before.
fn inspection_before(text: &str, sentence: usize) -> Option<(StatedDate, String)> {
    let said = text[sentence..].to_lowercase();
    if !["that inspection", "this inspection", "that time"]
        .iter()
        .any(|w| said.contains(w))
    {
        return None;
    }
    let from = text[..sentence]
        .char_indices()
        .rev()
        .take(500)
        .last()
        .map_or(0, |(i, _)| i);
    let window = &text[from..sentence];
    let found = dates::find(window).into_iter().rev().find(|d| {
        let before: String = window[..d.at.start]
            .chars()
            .rev()
            .take(30)
            .collect::<Vec<_>>()
            .into_iter()
            .rev()
            .collect();
        d.range.from.year.is_some() && before.to_lowercase().contains("inspection")
    })?;
    let start = window[..found.at.start]
        .to_lowercase()
        .rfind("inspection")
        .unwrap_or(found.at.start);
    Some((
        StatedDate {
            day: None,
            ..found.range.to
        },
        window.get(start..found.at.end)?.to_owned(),
    ))
}

/// The days of the visit in a sentence that speaks of it.
pub(super) fn days(run: &Run<'_>, range: Range<usize>, facts: &mut Facts) {
    for found in dates::find(&run.text[range.clone()]) {
        let at = range.start + found.at.start..range.start + found.at.end;
        if !found.has_days() {
            continue;
        }
        match &facts.dates {
            None => {
                facts.sittings = found.sittings.clone();
                facts.dates = Some(run.stated(found.range, run.sentence(at.start)));
            }
            Some(held) if same(held.value, found.range) => {}
            Some(_) => facts.contradictions.push(Contradiction {
                fact: FactName::Dates,
                value: format!("{}/{}", found.range.from, found.range.to),
                place: run.place(run.sentence(at.start)),
            }),
        }
        return;
    }
}

fn same(a: DateRange, b: DateRange) -> bool {
    let alike = |x: StatedDate, y: StatedDate| {
        x.month == y.month
            && x.day == y.day
            && (x.year == y.year || x.year.is_none() || y.year.is_none())
    };
    alike(a.from, b.from) && alike(a.to, b.to)
}
