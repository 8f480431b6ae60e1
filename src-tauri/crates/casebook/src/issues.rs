//! Issues of one document: the same letter or report, published again with other bytes.

use scrutiny_domain::document::facts::Facts;
use scrutiny_domain::document::kind::Kind;

/// What two issues of one document have in common; none where the document does not say enough about itself.
///
/// Only the inspectorate's papers: two newspapers may well report one visit, and neither replaces the other.
fn key(facts: &Facts) -> Option<(String, Kind, String)> {
    if !facts.kind.is_of_inspectors() {
        return None;
    }
    let authority = facts
        .authority
        .as_ref()
        .map(|a| a.value.code.clone().unwrap_or_else(|| a.value.name.clone()))?;
    let days = facts
        .dates
        .as_ref()
        .map(|d| d.value)
        .and_then(|d| d.from.date().zip(d.to.date()));
    let visit = facts.visit_number.as_ref().map(|n| n.value);
    let cycle = facts
        .judged
        .as_ref()
        .and_then(|j| j.value.month)
        .map(|m| m.to_string());
    let what = match (days, visit.zip(cycle)) {
        (Some((from, to)), _) => format!("{from}/{to}"),
        (None, Some((number, cycle))) => format!("{cycle}#{number}"),
        (None, None) => return None,
    };
    Some((authority, facts.kind, what))
}

/// The issues of the document that `new` is one of, oldest first, where there are others.
/// Order is that of publication; where it is not stated, of import.
pub(crate) fn issues_of(new: i64, all: &[(i64, Facts)]) -> Option<Vec<i64>> {
    let wanted = key(&all.iter().find(|(id, _)| *id == new)?.1)?;
    let mut issues: Vec<_> = all
        .iter()
        .filter(|(_, f)| key(f).as_ref() == Some(&wanted))
        .collect();
    let published = |f: &Facts| f.published.as_ref().and_then(|p| p.value.date());
    if issues.iter().all(|(_, f)| published(f).is_some()) {
        issues.sort_by_key(|(id, f)| (published(f), *id));
    }
    (issues.len() > 1).then(|| issues.into_iter().map(|(id, _)| *id).collect())
}
