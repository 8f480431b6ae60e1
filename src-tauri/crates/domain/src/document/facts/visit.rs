//! Sentences about a visit, as letters, articles and statements have them: its number and days, what and when the
//! authority had been judged, how many visits are claimed.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::counted::{self, Counted, Sense};
use super::run::{Run, last};
use super::wordings::wordings;
use super::{Completion, Contradiction, FactName, Facts, Judged, dates};
use crate::document::{DateRange, StatedDate};

/// How visits are numbered in words.
pub(super) const ORDINALS: &[&str] = dates::ORDINALS.as_slice().split_at(16).0;
pub(super) const CARDINALS: [&str; 16] = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen",
];

/// A visit's number as a pattern: "third", "3rd".
pub(super) static ORDINAL: LazyLock<String> =
    LazyLock::new(|| format!(r"(?:{}|\d{{1,2}}(?:st|nd|rd|th))", ORDINALS.join("|")));

static OF_HOW_MANY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!(
        r"(?i)\b(?P<ordinal>{}|penultimate|last\s+but\s+one)\s+(?:out\s+)?of\s+(?:(?:a|an|the|up\s+to|at\s+least|planned|expected|total|series)\s+)*(?:of\s+)?(?P<total>{}|\d{{1,2}})\b",
        *ORDINAL,
        CARDINALS.join("|")
    ))
    .expect("a constant pattern")
});

/// "Judged", and what the press says for it.
static JUDGED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:judged|judgement\s+of|rated|graded|branded|(?:verdict|grade|grading)\s+of|declared|found|deemed|failed|rating\s+of|failing|rating|judging|declaring|grading|branding|deeming)\b")
        .expect("a constant pattern")
});

/// Others than the paper's own are judged: "places rated good", "councils judged inadequate".
static OTHERS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:places|councils|authorities|areas|boroughs|counties|cities|others|those|neighbours|schools|homes|nurseries)\s+(?:(?:that|which)\s+(?:are|were|have\s+been)\s+)?$")
        .expect("a constant pattern")
});

/// "An inadequate rating", "its inadequate judgement".
static RATED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?P<grade>inadequate|outstanding|requires\s+improvement)[’”'\x22]?\s+(?:ofsted\s+|overall\s+)?(?:rating|judge?ment|verdict|grade|grading|report|inspection|finding)\b")
        .expect("a constant pattern")
});

/// Fills number, days and judgement from running text. Letters state them in one paragraph of form; articles anywhere.
pub(super) fn read(run: &Run<'_>, facts: &mut Facts) {
    read_number(run, facts);
    read_judged(run, facts);
}

pub(super) fn count(written: &str, words: &[&str]) -> Option<u8> {
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
    let counts = counted::counts(run);
    let this = counts.iter().filter(|c| c.sense == Sense::This);
    let most = this.clone().map(|c| c.weight).max();
    let numbers: Vec<&Counted> = this.filter(|c| Some(c.weight) == most).collect();
    // Said in passing, and not the same twice: nobody can tell which.
    let in_doubt =
        most.is_some_and(|w| w < 2) && numbers.iter().any(|c| c.number != numbers[0].number);
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
        let Some(total) = count(total.as_str(), &CARDINALS) else {
            continue;
        };
        // "The penultimate of six": counted from the end.
        let from_the_end = || total.checked_sub(1).filter(|n| *n > 0);
        let counted = count(ordinal.as_str(), ORDINALS);
        let last_but_one = ordinal.as_str().contains(['m', 'M', ' ']);
        let Some(n) = counted.or_else(|| last_but_one.then(from_the_end).flatten()) else {
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
    // "The fifth of six" is as plain as it can be: what is said in passing adds nothing to it.
    let plain = facts.visit_number.is_some();
    let told = numbers
        .iter()
        .filter(|c| !in_doubt && (!plain || c.weight == 3));
    for c in told {
        number(run, facts, c.number, run.sentence(c.at.start));
    }
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
        if OTHERS.is_match(&run.text[sentence.start..m.start()]) {
            continue;
        }
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
        // "Found inadequate" and "found to be inadequate" judge; "found the grade inadequate for it" does not.
        let found_so = rest[m.len()..].trim_start_matches([' ', '‘', '“', '"', '\'']);
        let plainly = wordings()
            .any_grade
            .find(found_so)
            .is_some_and(|g| g.start() == 0)
            || rest[..after].contains("to be");
        if failed || m.as_str().eq_ignore_ascii_case("found") && !plainly {
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
    // "Since an inadequate rating in September 2015".
    for c in RATED.captures_iter(&run.text) {
        let (Some(whole), Some(grade)) = (c.get(0), c.name("grade")) else {
            continue;
        };
        let sentence = run.sentence(whole.start());
        if let Some(grade) = grade_of(grade.as_str())
            && let Some(month) = month_after(
                &run.text[whole.start()..sentence.end.max(whole.end())],
                whole.len(),
            )
        {
            let month = Some(month);
            found.push((Judged { grade, month }, sentence, None));
        }
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
                    && judged
                        .month
                        .is_none_or(|m| held.value.month.is_some_and(|h| h.agrees(&m))) => {}
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
    let all = dates::find(tail);
    let found = all.first()?;
    // "In October and November 2021": the later month.
    let found = match all.get(1) {
        Some(next) if !found.has_days() && tail[found.at.end..next.at.start].trim() == "and" => {
            next
        }
        _ => found,
    };
    let between = tail[..all[0].at.start].to_lowercase();
    let near = between.len() <= 60 && !between.contains(['.', ';']) && !between.contains(" visit");
    // "The judgement of that May": of a year that was named before, and not to be guessed from the paper's date.
    near.then_some(StatedDate {
        day: None,
        ..found.range.to
    })
    .filter(|month| month.year.is_some() || !between.trim_end().ends_with("that"))
}

/// "In September 2017, Croydon was judged inadequate", "the inspection in May 2019, when services were judged …".
fn month_before(before: &str) -> Option<StatedDate> {
    let found = dates::find(before).into_iter().next_back()?;
    let between = before[found.at.end..].to_lowercase();
    // What stands before "since" is of another day than what it runs from.
    let near = between.len() <= 60 && !between.contains("visit") && !between.contains("since");
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
    let window = last(&text[..sentence], 500);
    let found = dates::find(window).into_iter().rev().find(|d| {
        let before = last(&window[..d.at.start], 30).to_lowercase();
        d.range.from.year.is_some() && before.contains("inspection")
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
        if facts.dates.is_none() {
            facts.sittings = found.sittings.clone();
            facts.dates = Some(run.stated(found.range, run.sentence(at.start)));
        } else {
            other_days(run, found.range, run.sentence(at.start), facts);
        }
        return;
    }
}

/// Days that are told as the visit's, too: where they are others, that is kept.
pub(super) fn other_days(
    run: &Run<'_>,
    days: DateRange,
    sentence: Range<usize>,
    facts: &mut Facts,
) {
    let Some(held) = &facts.dates else { return };
    let value = format!("{}/{}", days.from, days.to);
    let known = facts.contradictions.iter().any(|c| c.value == value);
    if !held.value.agrees(&days) && !known {
        facts.contradictions.push(Contradiction {
            fact: FactName::Dates,
            value,
            place: run.place(sentence),
        });
    }
}
