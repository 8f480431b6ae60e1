//! Which documents belong together: one authority, from the judgement that found it inadequate to the next inspection.
//!
//! Depends on the facts of documents. Deliberately not here: merging sources of one visit ([`super::visits`]).

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Comparison, JudgedIn, Reading};
use crate::document::authority::Authority;
use crate::document::facts::{Area, Facts, Grade};
use crate::document::kind::Kind;
use crate::document::{StatedDate, YearMonth};

/// A judgement "in April" is that of an inspection whose days or publication are this near, in months: an
/// inspection is published up to four months after it ended, and sources name either month.
pub(super) const NEAR: i32 = 4;

/// A judgement cycle of one authority, with its documents.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Cycle {
    /// Stable while documents come in: authority and month of the judgement ("E06000099 2023-04").
    pub id: String,
    /// Short name of the authority.
    pub authority: String,
    /// The judgement that opened it: inadequate; none where no inadequate judgement is known.
    pub judged: Option<JudgedIn>,
    /// Indices of its documents in the readings given, in order of time; the inspection that opened it is first.
    pub readings: Vec<usize>,
    /// Position in `readings` of the inspection that opened it, if it is among the documents.
    pub opened_by: Option<usize>,
    /// Position in `readings` of the inspection that closed it. If that found inadequate too, it opens the next.
    pub closed_by: Option<usize>,
}

/// Names a cycle where something is kept about it: ids of visits and matters are the same in every cycle.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct CycleName {
    /// Short name of the authority.
    pub authority: String,
    /// Month of the judgement that opened it; none where no document stated it at the time.
    pub judged: Option<YearMonth>,
}

impl CycleName {
    /// The name of a comparison's cycle.
    pub fn of(comparison: &Comparison) -> CycleName {
        CycleName {
            authority: comparison.authority.clone(),
            judged: comparison.judged.map(|judged| judged.month),
        }
    }

    /// True where this may be the cycle meant. A month that one of the two does not know yet parts nothing: what was
    /// kept before the inspection report came in still holds after.
    pub fn may_be(&self, authority: &str, judged: Option<YearMonth>) -> bool {
        let apart = matches!((self.judged, judged), (Some(a), Some(b)) if a != b);
        self.authority == authority && !apart
    }
}

/// The day on which a document stands in time, as near as it can be told: its visit or inspection, else publication.
pub(crate) fn day_of(facts: &Facts) -> Option<Date> {
    let stated = facts.dates.as_ref().map(|d| d.value.from).into_iter();
    let stated = stated.chain(facts.written().map(|p| p.value));
    stated.filter_map(|d| rough(&d)).next()
}

/// A date with the first of the month where no day is stated; none without a year.
pub(crate) fn rough(date: &StatedDate) -> Option<Date> {
    Date::new(date.year?, date.month, date.day.unwrap_or(1)).ok()
}

/// True where the inspection found inadequate: overall where there is an overall grade, else in any judgement.
pub(crate) fn found_inadequate(facts: &Facts) -> bool {
    let mut judgements = facts
        .judgements
        .iter()
        .map(|j| &j.value)
        .filter(|j| j.area != Area::Lscb);
    match judgements.clone().find(|j| j.area == Area::Overall) {
        Some(overall) => overall.grade == Grade::Inadequate,
        None => judgements.any(|j| j.grade == Grade::Inadequate),
    }
}

pub(super) fn months(facts: &Facts) -> impl Iterator<Item = YearMonth> {
    let dates = facts.dates.as_ref().map(|d| d.value);
    [
        dates.map(|d| d.from),
        dates.map(|d| d.to),
        facts.published.as_ref().map(|p| p.value),
    ]
    .into_iter()
    .flatten()
    .filter_map(|d| d.month())
}

pub(super) fn apart(a: YearMonth, b: YearMonth) -> i32 {
    ((i32::from(a.year) - i32::from(b.year)) * 12 + i32::from(a.month) - i32::from(b.month)).abs()
}

/// The month in which a document says that the authority was judged inadequate.
pub(super) fn judged_inadequate(facts: &Facts) -> Option<YearMonth> {
    let judged = facts.judged.as_ref()?.value;
    (judged.grade == Grade::Inadequate)
        .then_some(judged.month?.month())
        .flatten()
}

/// A paper that is compared with no other, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// SHA-256 of the paper.
    pub source: String,
    pub why: WaitsFor,
}

/// What a paper waits for before it is compared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "for", rename_all = "snake_case")]
pub enum WaitsFor {
    /// It is not plain which authority it is about: a person says. Those that it names are proposed, likeliest first.
    Authority { proposed: Vec<Authority> },
}

impl WaitsFor {
    /// What a paper of these facts waits for; none where it is compared.
    pub fn of(facts: &Facts) -> Option<WaitsFor> {
        if facts.authority.is_some() {
            return None;
        }
        let named = facts.other_authorities.iter();
        Some(WaitsFor::Authority {
            proposed: named.map(|a| a.value.clone()).collect(),
        })
    }
}

/// The papers that are compared with none: three councils' articles side by side would make a case of nobody's.
pub fn waiting(readings: &[Reading]) -> Vec<Waiting> {
    let waits = |r: &Reading| {
        let why = WaitsFor::of(&r.facts)?;
        let source = r.document.source.sha256.clone();
        Some(Waiting { source, why })
    };
    readings.iter().filter_map(waits).collect()
}

/// Documents by authority and judgement cycle, authorities by name, cycles in order of time.
///
/// An inspection that closes one cycle and opens the next is in both. A document that states the month of the
/// judgement goes to that cycle whatever its own date; others go by date. Documents without a date go to the last
/// cycle that is open. Those without an authority are in none ([`waiting`]).
pub fn cycles(readings: &[Reading]) -> Vec<Cycle> {
    let mut by_authority: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (i, reading) in readings.iter().enumerate() {
        if let Some((key, _)) = authority_of(reading) {
            by_authority.entry(key).or_default().push(i);
        }
    }
    let mut all: Vec<Cycle> = by_authority
        .into_values()
        .flat_map(|of| cycles_of_one(readings, of))
        .collect();
    all.sort_by(|a, b| a.authority.cmp(&b.authority));
    all
}

/// Key and short name of the authority.
pub(super) fn authority_of(reading: &Reading) -> Option<(String, String)> {
    let authority = &reading.facts.authority.as_ref()?.value;
    let key = authority.code.clone();
    Some((
        key.unwrap_or_else(|| authority.name.to_lowercase()),
        authority.name.clone(),
    ))
}

/// A cycle while documents are being dealt out.
struct Draft {
    opening: Option<usize>,
    closing: Option<usize>,
    judged: Option<YearMonth>,
    others: Vec<usize>,
}

fn cycles_of_one(readings: &[Reading], mut of: Vec<usize>) -> Vec<Cycle> {
    // Undated last; the order given settles ties.
    of.sort_by_key(|&i| (day_of(&readings[i].facts).unwrap_or(Date::MAX), i));
    let mut drafts = drafts(readings, &of);
    let opening_day = |d: &Draft| -> Option<Date> {
        let inspection = d.opening.and_then(|i| day_of(&readings[i].facts));
        inspection.or_else(|| d.judged.and_then(|m| Date::new(m.year, m.month, 1).ok()))
    };
    for &i in of
        .iter()
        .filter(|&&i| readings[i].facts.kind != Kind::InspectionReport)
    {
        let facts = &readings[i].facts;
        let stated = judged_inadequate(facts).and_then(|month| {
            let near = |d: &Draft| d.judged_month_apart(readings, month).filter(|&n| n <= NEAR);
            (0..drafts.len())
                .filter_map(|d| Some((near(&drafts[d])?, d)))
                .min()
                .map(|(_, d)| d)
        });
        let by_date = || {
            let day = day_of(facts)?;
            (0..drafts.len())
                .rev()
                .find(|&d| opening_day(&drafts[d]).is_none_or(|o| o <= day))
        };
        let place = stated
            .or_else(by_date)
            .unwrap_or(if day_of(facts).is_some() {
                0
            } else {
                drafts.len() - 1
            });
        drafts[place].others.push(i);
    }
    let (key, name) = authority_of(&readings[of[0]]).unwrap_or_default();
    let worth = |d: &Draft| d.judged.is_some() || d.closing.is_some() || !d.others.is_empty();
    let only = drafts.len() == 1;
    drafts
        .into_iter()
        .filter(|d| only || worth(d))
        .map(|d| finish(readings, &key, &name, d))
        .collect()
}

impl Draft {
    fn judged_month_apart(&self, readings: &[Reading], month: YearMonth) -> Option<i32> {
        let judged = self.judged?;
        let inspection = self
            .opening
            .into_iter()
            .flat_map(|i| months(&readings[i].facts));
        inspection.chain([judged]).map(|m| apart(m, month)).min()
    }
}

/// The cycles that the inspections make, and those that only letters know of, in order of time.
fn drafts(readings: &[Reading], of: &[usize]) -> Vec<Draft> {
    let inspections: Vec<usize> = of
        .iter()
        .copied()
        .filter(|&i| readings[i].facts.kind == Kind::InspectionReport)
        .collect();
    let mut drafts: Vec<Draft> = Vec::new();
    for &i in &inspections {
        let facts = &readings[i].facts;
        let first_month = months(facts).next();
        let inadequate = found_inadequate(facts);
        match drafts.last_mut() {
            // A cycle of no inadequate judgement runs on until there is one.
            Some(last) if last.judged.is_none() && last.closing.is_none() => {
                if inadequate {
                    last.closing = Some(i);
                } else {
                    last.others.push(i);
                    continue;
                }
            }
            Some(last) if last.closing.is_none() => last.closing = Some(i),
            _ => {}
        }
        drafts.push(Draft {
            opening: Some(i),
            closing: None,
            judged: first_month.filter(|_| inadequate),
            others: Vec::new(),
        });
    }
    // Judgements whose report is not among the documents.
    for &i in of
        .iter()
        .filter(|&&i| readings[i].facts.kind != Kind::InspectionReport)
    {
        let Some(month) = judged_inadequate(&readings[i].facts) else {
            continue;
        };
        if drafts.iter().all(|d| {
            d.judged_month_apart(readings, month)
                .is_none_or(|n| n > NEAR)
        }) {
            let at = |d: &Draft| {
                let inspection = d.opening.and_then(|i| months(&readings[i].facts).next());
                inspection.or(d.judged)
            };
            let place = drafts
                .iter()
                .position(|d| at(d).is_some_and(|m| m > month))
                .unwrap_or(drafts.len());
            let closing = drafts.get(place).and_then(|d| d.opening);
            if let Some(before) = place.checked_sub(1).map(|p| &mut drafts[p]) {
                // The inspection between is not among the documents.
                before.closing = None;
            }
            drafts.insert(
                place,
                Draft {
                    opening: None,
                    closing,
                    judged: Some(month),
                    others: Vec::new(),
                },
            );
        }
    }
    if drafts.is_empty() {
        drafts.push(Draft {
            opening: None,
            closing: None,
            judged: None,
            others: Vec::new(),
        });
    }
    drafts
}

fn finish(readings: &[Reading], key: &str, name: &str, draft: Draft) -> Cycle {
    let mut middle = draft.others;
    middle.sort_by_key(|&i| (day_of(&readings[i].facts).unwrap_or(Date::MAX), i));
    let opened_by = draft.opening.map(|_| 0);
    let mut list: Vec<usize> = draft.opening.into_iter().chain(middle).collect();
    let closed_by = draft.closing.map(|_| list.len());
    list.extend(draft.closing);
    // Letters name the month by which people know the judgement; the report's own first month else.
    let mut stated: Vec<YearMonth> = list
        .iter()
        .filter(|&&i| readings[i].facts.kind == Kind::MonitoringVisitLetter)
        .filter_map(|&i| judged_inadequate(&readings[i].facts))
        .collect();
    if stated.is_empty() {
        stated = list
            .iter()
            .filter_map(|&i| judged_inadequate(&readings[i].facts))
            .collect();
    }
    let judged = draft.judged.map(|own| JudgedIn {
        grade: Grade::Inadequate,
        month: most_common(&stated).unwrap_or(own),
    });
    // From what the report says of itself, so that the name does not change when the first letter comes in.
    let since = draft.judged.map(|m| m.to_string()).or_else(|| {
        list.first()
            .and_then(|&i| months(&readings[i].facts).next())
            .map(|m| m.to_string())
    });
    let id = [key, since.as_deref().unwrap_or("undated")]
        .join(" ")
        .trim()
        .to_owned();
    Cycle {
        id,
        authority: name.to_owned(),
        judged,
        readings: list,
        opened_by,
        closed_by,
    }
}

fn most_common(months: &[YearMonth]) -> Option<YearMonth> {
    let mut counts: BTreeMap<YearMonth, usize> = BTreeMap::new();
    for m in months {
        *counts.entry(*m).or_default() += 1;
    }
    counts
        .into_iter()
        .max_by_key(|&(m, n)| (n, std::cmp::Reverse(m)))
        .map(|(m, _)| m)
}
