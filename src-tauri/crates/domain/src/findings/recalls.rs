//! Whether a sentence of somebody else's paper speaks of another visit, another report or another place.
//!
//! "In March, inspectors warned …" in an article on the visit of June; "at the previous visit"; "when Ofsted last
//! inspected the county". A comparison with the time before ("higher than at the last visit") is of this visit.
//! Deliberately not here: the inspectors' own papers, whose looks back the reading of levels knows.

use std::sync::LazyLock;

use regex::Regex;

use super::speakers::Said;
use super::{Of, SpeakerRole};
use crate::document::StatedDate;
use crate::document::authority::Register;
use crate::document::facts::{Facts, dates};
use crate::prose::outside_marks;

/// An earlier visit or inspection, as what the sentence tells of.
static EARLIER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?ix)
          \b(?:last|previously|earlier|originally|first)\s+(?:inspected|visited|judged|rated|criticised|came|called)\b
        | \b(?:at|in|from|during)\s+(?:the|their|its|that|an)\s+(?:(?:last|previous|earlier|original)\s+)+(?:(?:full|monitoring|ofsted)\s+)*(?:inspection|visit|letter|report)\b
        | \b(?:inspection|original|previous|earlier|last|first)\s+(?:inspection\s+)?(?:report|letter|judgement)\s+(?:said|found|warned|described|concluded|had|noted)\b
        | \b(?:the|that|an?)\s+(?:full\s+|original\s+|earlier\s+|previous\s+)?inspection\s+(?:of\s+\d{4}\s+|in\s+\d{4}\s+|of\s+\p{L}+\s+\d{4}\s+)?(?:had\s+)?(?:found|said|judged|concluded)\b
        | \bjudgement\s+of\s+(?:\p{L}+\s+)?\d{4}\s+had\b
        | \bin\s+the\s+(?:first|second|third|fourth|fifth|sixth|seventh)\s*:
        ",
    )
    .expect("a constant pattern")
});

static HAD: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\bhad\s+(?:warned|said|found|told|judged|reported|criticised|written|noted|identified|praised)\b")
        .expect("a constant pattern")
});

static WHEN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:19|20)\d\d\b|\b(?:previous|previously|earlier|last\s+(?:year|time))\b|\byears?\s+ago\b")
        .expect("a constant pattern")
});

/// Words that put what is told beside what was: the sentence is of this visit.
static COMPARED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:than|compared\s+(?:with|to)|unlike|since|as\s+\w+\s+as)\b")
        .expect("a constant pattern")
});

/// Inspectors are told to have said or found something.
static TOLD: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:inspectors?|ofsted|watchdog|regulator|letter|report|visit|inspection)\b")
        .expect("a constant pattern")
});

/// What a sentence speaks of.
pub(super) fn of(text: &str, said: &Said, facts: &Facts) -> Of {
    if facts.kind.is_of_inspectors() {
        return Of::ThisVisit;
    }
    if said.other_paper {
        return Of::OtherReport;
    }
    let by_inspectors = said.speaker.role == SpeakerRole::Inspectors
        || said.reports == Some(SpeakerRole::Inspectors);
    let told = by_inspectors || TOLD.is_match(text);
    let narration = outside_marks(text, false);
    // Minutes tell all that was said at a visit so; with a time of its own it is another's.
    let had = HAD.is_match(&narration) && WHEN.is_match(&narration);
    if told
        && !COMPARED.is_match(&narration)
        && (had || EARLIER.is_match(&narration) || by_inspectors && dated_before(&narration, facts))
    {
        return Of::Earlier;
    }
    if elsewhere(&narration, facts) {
        return Of::Elsewhere;
    }
    Of::ThisVisit
}

/// "In March, inspectors warned": a month before this visit's, and not the one in which its letter came out.
fn dated_before(text: &str, facts: &Facts) -> bool {
    let Some(visit) = facts.dates.as_ref().map(|d| d.value.from) else {
        return false;
    };
    let near = |d: StatedDate| {
        let shown = [
            Some(visit),
            facts.letter_published.as_ref().map(|p| p.value),
            facts.published.as_ref().map(|p| p.value),
        ];
        shown
            .into_iter()
            .flatten()
            .any(|s| s.month == d.month && (s.year == d.year || d.year.is_none()))
    };
    dates::find(text).iter().any(|found| {
        let day = found.range.to;
        let before = match (day.year, visit.year) {
            (Some(y), Some(v)) => (y, day.month) < (v, visit.month),
            _ => day.month < visit.month,
        };
        before && !near(day)
    })
}

/// Other authorities alone are spoken of, as what does well or badly.
fn elsewhere(text: &str, facts: &Facts) -> bool {
    let Some(own) = facts.authority.as_ref() else {
        return false;
    };
    let mentions = Register::built_in().mentions(text, None);
    let first = mentions.first().is_some_and(|m| m.range.start < 4);
    let others = mentions
        .iter()
        .all(|m| Some(&m.code) != own.value.code.as_ref());
    first && others && !TOLD.is_match(text) && !text.contains("Council ")
}
