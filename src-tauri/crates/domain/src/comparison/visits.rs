//! Several sources about one visit become one visit; gaps in the numbers become visits without a source; what
//! sources state differently is kept.
//!
//! Depends on the facts of documents. Deliberately not here: what inspectors found at a visit.

mod order;

use jiff::civil::Date;

use super::cycle::{day_of, rough};
use super::{Apart, Claim, Clash, Cycle, Reading, Visit, VisitKind};
use crate::document::facts::{Contradiction, FactName, Facts, Origin, VisitSort};
use crate::document::kind::Kind;
use crate::document::{DateRange, StatedDate};

/// A statement or an article that gives neither number nor dates is about the visit whose letter came out within
/// this many days before it.
const DAYS_AFTER_LETTER: i64 = 45;

/// The visits of a cycle, and which of its documents are about each.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Visits {
    pub visits: Vec<Visit>,
    /// For every visit, indices into the readings; the inspectors' own paper first.
    pub sources: Vec<Vec<usize>>,
    /// Documents of the cycle that are about no visit that is known.
    pub unplaced: Vec<usize>,
    /// Visits that have no place in the order of the others.
    pub apart: Vec<Apart>,
    pub clashes: Vec<Clash>,
}

/// One visit while its sources are gathered.
struct Draft {
    what: VisitKind,
    number: Option<u8>,
    readings: Vec<usize>,
}

pub(crate) fn visits(cycle: &Cycle, readings: &[Reading]) -> Visits {
    let mut drafts: Vec<Draft> = Vec::new();
    // The inspectors' own papers first, so that accounts of others find the visit they are about.
    let own = |i: &&usize| readings[**i].facts.kind.is_of_inspectors();
    let first = cycle.readings.iter().filter(own);
    let then = cycle.readings.iter().filter(|i| !own(i));
    let mut unplaced = Vec::new();
    for &i in first.chain(then) {
        let facts = &readings[i].facts;
        match place(readings, &drafts, i) {
            Some(d) => {
                let draft = &mut drafts[d];
                draft.readings.push(i);
                draft.number = draft
                    .number
                    .or(facts.visit_number.as_ref().map(|n| n.value));
            }
            None => match visit_kind(facts.kind) {
                Some(what) => drafts.push(Draft {
                    what,
                    number: facts
                        .visit_number
                        .as_ref()
                        .map(|n| n.value)
                        .filter(|_| what == VisitKind::MonitoringVisit),
                    readings: vec![i],
                }),
                // An article may be all there is about a visit.
                None if facts.visit_number.is_some() || is_visit_account(&readings[i]) => drafts
                    .push(Draft {
                        what: told_of(facts),
                        number: facts.visit_number.as_ref().map(|n| n.value),
                        readings: vec![i],
                    }),
                None => unplaced.push(i),
            },
        }
    }
    fill_gaps(&mut drafts);
    let loose = order::sort(&mut drafts, readings, cycle);
    let mut clashes = Vec::new();
    let mut built: Vec<Visit> = Vec::new();
    for draft in &drafts {
        let visit = build(draft, readings, &built);
        clashes.extend(clashes_of(draft, &visit, readings));
        built.push(visit);
    }
    let mut apart = Vec::new();
    for (draft, why) in &loose {
        let visit = build(draft, readings, &built);
        clashes.extend(clashes_of(draft, &visit, readings));
        apart.push(Apart { visit, why: *why });
    }
    clashes.extend(clashes_of_cycle(cycle, readings, &built));
    Visits {
        visits: built,
        apart,
        sources: drafts.into_iter().map(|d| d.readings).collect(),
        unplaced,
        clashes,
    }
}

fn visit_kind(kind: Kind) -> Option<VisitKind> {
    match kind {
        Kind::InspectionReport => Some(VisitKind::Inspection),
        Kind::MonitoringVisitLetter => Some(VisitKind::MonitoringVisit),
        Kind::FocusedVisitLetter => Some(VisitKind::FocusedVisit),
        Kind::JtaiLetter => Some(VisitKind::JointInspection),
        Kind::NewsArticle | Kind::CouncilStatement | Kind::CommitteePaper | Kind::Other => None,
    }
}

fn is_visit_account(reading: &Reading) -> bool {
    visit_kind(reading.facts.kind).is_none() && reading.facts.dates.is_some()
}

/// The sort of visit that an account by others is about.
fn told_of(facts: &Facts) -> VisitKind {
    match facts.visited {
        VisitSort::Monitoring => VisitKind::MonitoringVisit,
        VisitSort::Focused => VisitKind::FocusedVisit,
    }
}

/// The visit that a document is about: by kind and number, then by days, then (for others than inspectors) by
/// publication soon after the letter.
fn place(readings: &[Reading], drafts: &[Draft], i: usize) -> Option<usize> {
    let facts = &readings[i].facts;
    let own = visit_kind(facts.kind);
    // An account of a focused visit is of no other; one of a monitoring visit may be of what its papers call otherwise.
    let focused = own.is_none() && told_of(facts) == VisitKind::FocusedVisit;
    let fits = |d: &Draft| match own {
        Some(what) => what == d.what,
        None => !focused || d.what == VisitKind::FocusedVisit,
    };
    let number = facts.visit_number.as_ref().map(|n| n.value);
    if own != Some(VisitKind::Inspection)
        && let Some(n) = number
    {
        let same =
            |d: &Draft| d.what == VisitKind::MonitoringVisit && d.number == Some(n) && fits(d);
        if let Some(d) = drafts.iter().position(same) {
            return Some(d);
        }
    }
    if let Some(dates) = facts.dates.as_ref().map(|d| d.value) {
        let same = |d: &Draft| {
            fits(d)
                && (number.is_none() || d.number.is_none() || own.is_none())
                && d.readings
                    .iter()
                    .filter_map(|&r| readings[r].facts.dates.as_ref())
                    .any(|o| overlap(&o.value, &dates))
        };
        if let Some(d) = drafts.iter().position(same) {
            return Some(d);
        }
    }
    if own.is_none() && number.is_none() && facts.dates.is_none() {
        if let Some(d) = letter_of_that_day(readings, drafts, facts) {
            return Some(d);
        }
        let day = day_of(facts)?;
        let since = |d: &Draft| {
            let letter = d
                .readings
                .iter()
                .filter(|&&r| readings[r].facts.kind.is_of_inspectors());
            letter
                .filter_map(|&r| rough(&readings[r].facts.published.as_ref()?.value))
                .map(|published| i64::from((day - published).get_days()))
                .find(|days| (0..=DAYS_AFTER_LETTER).contains(days))
        };
        return drafts
            .iter()
            .enumerate()
            .filter_map(|(d, v)| Some((since(v)?, d)))
            .min()
            .map(|(_, d)| d);
    }
    None
}

/// The visit whose letter came out on the day that an account names.
fn letter_of_that_day(readings: &[Reading], drafts: &[Draft], account: &Facts) -> Option<usize> {
    let named = account.letter_published.as_ref()?.value;
    drafts.iter().position(|d| {
        d.readings
            .iter()
            .filter(|&&r| readings[r].facts.kind.is_of_inspectors())
            .filter_map(|&r| readings[r].facts.published.as_ref())
            .any(|p| p.value.day.is_some() && p.value.agrees(&named))
    })
}

/// True where two stretches share a day, as far as both state it; a missing year agrees with any.
fn overlap(a: &DateRange, b: &DateRange) -> bool {
    let year = a.from.year.or(b.from.year).unwrap_or(2000);
    let range = |r: &DateRange| {
        let from = StatedDate {
            year: r.from.year.or(Some(year)),
            ..r.from
        };
        let to = StatedDate {
            year: r.to.year.or(Some(year)),
            ..r.to
        };
        let last = to.day.unwrap_or(28);
        Some((rough(&from)?, Date::new(to.year?, to.month, last).ok()?))
    };
    match (range(a), range(b)) {
        (Some((a1, a2)), Some((b1, b2))) => a1 <= b2 && b1 <= a2,
        _ => false,
    }
}

/// Numbers below the highest that no document is about were visits too.
fn fill_gaps(drafts: &mut Vec<Draft>) {
    let numbers: Vec<u8> = drafts.iter().filter_map(|d| d.number).collect();
    let highest = numbers.iter().copied().max().unwrap_or(0);
    for n in (1..highest).filter(|n| !numbers.contains(n)) {
        drafts.push(Draft {
            what: VisitKind::MonitoringVisit,
            number: Some(n),
            readings: Vec::new(),
        });
    }
}

fn build(draft: &Draft, readings: &[Reading], before: &[Visit]) -> Visit {
    let facts = || draft.readings.iter().map(|&r| &readings[r].facts);
    // A date with its year before one without, the inspectors' own paper before others.
    let dates = facts().filter_map(|f| f.dates.as_ref()).map(|d| d.value);
    let dates = dates
        .clone()
        .find(|d| d.from.date().is_some())
        .or_else(|| dates.clone().next());
    // The letter's own date; where it is not here, what an account says of the day on which it came out.
    let own = facts().filter(|f| f.kind.is_of_inspectors());
    let published = own
        .filter_map(|f| f.published.as_ref())
        .chain(facts().filter_map(|f| f.letter_published.as_ref()))
        .map(|p| p.value)
        .next();
    let mut focus: Vec<String> = Vec::new();
    if let Some(f) = facts().find(|f| !f.focus.is_empty()) {
        focus = f.focus.iter().map(|s| s.value.clone()).collect();
    }
    let month = dates
        .and_then(|d| d.from.month())
        .or_else(|| facts().find_map(|f| f.published.as_ref()?.value.month()))
        .map_or_else(|| "undated".to_owned(), |m| m.to_string());
    let id = match (draft.what, draft.number) {
        (VisitKind::MonitoringVisit, Some(n)) => format!("visit-{n}"),
        (VisitKind::MonitoringVisit, None) => format!("visit-{month}"),
        (VisitKind::Inspection, _) => format!("inspection-{month}"),
        (VisitKind::FocusedVisit, _) => format!("focused-{month}"),
        (VisitKind::JointInspection, _) => format!("joint-{month}"),
    };
    let again = before
        .iter()
        .filter(|v| v.id == id || v.id.starts_with(&format!("{id}-")))
        .count();
    let id = if again == 0 {
        id
    } else {
        format!("{id}-{}", again + 1)
    };
    Visit {
        id,
        what: draft.what,
        number: draft.number,
        from: dates.map(|d| d.from),
        to: dates.map(|d| d.to),
        published,
        focus,
        sources: draft
            .readings
            .iter()
            .map(|&r| readings[r].document.source.sha256.clone())
            .collect(),
        letter: facts().any(|f| f.kind.is_of_inspectors()),
    }
}

/// "visit 3", "the inspection of April 2023".
pub(crate) fn name(visit: &Visit) -> String {
    let month = || {
        visit
            .from
            .as_ref()
            .map_or(String::new(), |d| format!(" of {}", d.month_in_words()))
    };
    match (visit.what, visit.number) {
        (VisitKind::MonitoringVisit, Some(n)) => format!("visit {n}"),
        (VisitKind::MonitoringVisit, None) => format!("the visit{}", month()),
        (VisitKind::Inspection, _) => format!("the inspection{}", month()),
        (VisitKind::FocusedVisit, _) => format!("the focused visit{}", month()),
        (VisitKind::JointInspection, _) => format!("the joint inspection{}", month()),
    }
}

/// What a document says besides what it says first and most formally.
fn otherwise(reading: &Reading, said: &Contradiction) -> Claim {
    Claim {
        source: reading.document.source.sha256.clone(),
        // Two days stand as in JSON, with a stroke between them.
        value: said.value.replace('/', " to "),
        origin: Origin::Read {
            place: said.place.clone(),
        },
    }
}

/// Keeps claims that differ.
fn clash(fact: String, claims: Vec<Claim>, same: impl Fn(&str, &str) -> bool) -> Option<Clash> {
    let differ = claims
        .iter()
        .any(|a| claims.iter().any(|b| !same(&a.value, &b.value)));
    differ.then_some(Clash { fact, claims })
}

fn clashes_of(draft: &Draft, visit: &Visit, readings: &[Reading]) -> Vec<Clash> {
    let of = || draft.readings.iter().map(|&r| &readings[r]);
    let called = name(visit);
    let mut dates: Vec<Claim> = Vec::new();
    let mut numbers: Vec<Claim> = Vec::new();
    let mut published: Vec<Claim> = Vec::new();
    for r in of() {
        if let Some(d) = &r.facts.dates {
            dates.push(Claim::of(r, d, range(&d.value)));
        }
        if let Some(n) = &r.facts.visit_number {
            numbers.push(Claim::of(r, n, n.value.to_string()));
        }
        if let Some(p) = r
            .facts
            .published
            .as_ref()
            .filter(|_| r.facts.kind.is_of_inspectors())
        {
            published.push(Claim::of(r, p, p.value.to_string()));
        }
        if let Some(p) = &r.facts.letter_published {
            published.push(Claim::of(r, p, p.value.to_string()));
        }
        for c in r.facts.undecided() {
            let list = match c.fact {
                FactName::Dates => &mut dates,
                FactName::VisitNumber => &mut numbers,
                FactName::Published => &mut published,
                _ => continue,
            };
            list.push(otherwise(r, c));
        }
    }
    [
        clash(format!("days of {called}"), dates, same_range),
        clash(format!("number of {called}"), numbers, |a, b| a == b),
        clash(format!("publication date of {called}"), published, agree),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// When it was judged; how many visits there would be.
fn clashes_of_cycle(cycle: &Cycle, readings: &[Reading], visits: &[Visit]) -> Vec<Clash> {
    let mut judged = Vec::new();
    let mut totals = Vec::new();
    for r in cycle.readings.iter().map(|&i| &readings[i]) {
        if let Some(j) = &r.facts.judged
            && let Some(month) = j.value.month
        {
            judged.push(Claim::of(r, j, month.to_string()));
        }
        if let Some(t) = &r.facts.visits_claimed {
            totals.push(Claim::of(r, t, t.value.to_string()));
        }
        for c in r.facts.undecided() {
            match c.fact {
                FactName::Judged => judged.push(otherwise(r, c)),
                FactName::VisitsClaimed => totals.push(otherwise(r, c)),
                _ => {}
            }
        }
    }
    // One claim of each value is enough where many letters repeat it.
    let mut seen: Vec<String> = Vec::new();
    judged.retain(|c: &Claim| {
        let new = !seen.contains(&c.value);
        seen.push(c.value.clone());
        new
    });
    let highest = visits.iter().filter_map(|v| v.number).max().unwrap_or(0);
    // A total is its source's claim: a clash where another source claims another, or where more visits happened.
    let beyond = totals
        .iter()
        .any(|c| c.value.parse::<u8>().is_ok_and(|n| n < highest));
    let closed_short = cycle.closed_by.is_some()
        && totals
            .iter()
            .any(|c| c.value.parse::<u8>().is_ok_and(|n| n != highest));
    let fact = if beyond || closed_short {
        format!(
            "how many monitoring visits there would be (the highest number among the documents is {highest})"
        )
    } else {
        "how many monitoring visits there would be".to_owned()
    };
    let differ = totals.iter().any(|c| c.value != totals[0].value);
    let totals = (beyond || closed_short || differ).then_some(Clash {
        fact,
        claims: totals,
    });
    clash("when it was judged".to_owned(), judged, agree)
        .into_iter()
        .chain(totals)
        .collect()
}

fn range(d: &DateRange) -> String {
    if d.from == d.to {
        d.from.to_string()
    } else {
        format!("{} to {}", d.from, d.to)
    }
}

/// Equal as far as both state it.
fn agree(a: &str, b: &str) -> bool {
    match (a.parse::<StatedDate>(), b.parse::<StatedDate>()) {
        (Ok(a), Ok(b)) => a.agrees(&b),
        _ => a == b,
    }
}

fn same_range(a: &str, b: &str) -> bool {
    let parts = |s: &str| -> Vec<String> { s.split(" to ").map(str::to_owned).collect() };
    let (a, b) = (parts(a), parts(b));
    let ends = |v: &[String]| {
        (
            v.first().cloned().unwrap_or_default(),
            v.last().cloned().unwrap_or_default(),
        )
    };
    let ((a1, a2), (b1, b2)) = (ends(&a), ends(&b));
    agree(&a1, &b1) && agree(&a2, &b2)
}

#[cfg(test)]
mod tests;
