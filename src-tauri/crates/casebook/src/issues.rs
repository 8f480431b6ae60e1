//! Issues of one document: the same letter or report, published again with other bytes.

use std::collections::HashSet;

use scrutiny_domain::document::facts::Facts;
use scrutiny_domain::document::kind::Kind;
use scrutiny_domain::document::{Document, WarningCode};

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

/// A copy of a document, for deciding which of several is used.
pub(crate) struct Copy {
    pub id: i64,
    pub members_only: bool,
    pub document: Document,
}

/// Copies in the order of which takes the place of which, the one in use last. A copy whose words are not sure, or with
/// words covered, never takes the place of a clean one, a part never that of the whole, one for members only never that of a public one; else the
/// later follows the earlier.
pub(crate) fn by_standing(copies: Vec<Copy>) -> Vec<i64> {
    let standing = |copy: &Copy| {
        let whole = !copies
            .iter()
            .any(|other| other.id != copy.id && is_part(&copy.document, &other.document));
        let source = &copy.document.source;
        let covered = source
            .warnings
            .iter()
            .any(|w| w.code == WarningCode::Hidden);
        (!copy.members_only, !source.damaged, !covered, whole)
    };
    let mut ranked: Vec<_> = copies.iter().map(|c| (standing(c), c.id)).collect();
    ranked.sort_by_key(|(standing, _)| *standing);
    ranked.into_iter().map(|(_, id)| id).collect()
}

/// How much of a copy's text must stand in another that it is a part of, in parts of ten, and how much more the other has.
const WITHIN: usize = 9;
const MORE: usize = 11;

/// True where nearly every paragraph of one stands in the other, which has more.
fn is_part(one: &Document, other: &Document) -> bool {
    let plain = |text: &str| -> String {
        let letters = text.chars().filter(|c| c.is_alphanumeric());
        letters.flat_map(char::to_lowercase).collect()
    };
    let body = |d: &Document| -> Vec<String> {
        let body = d.paragraphs.iter().filter(|p| p.is_body());
        body.map(|p| plain(&p.text)).collect()
    };
    let (one, other) = (body(one), body(other));
    let size = |of: &[String]| of.iter().map(|p| p.chars().count()).sum::<usize>();
    let there: HashSet<&String> = other.iter().collect();
    let shared: usize = one
        .iter()
        .filter(|p| there.contains(p))
        .map(|p| p.chars().count())
        .sum();
    shared * 10 >= size(&one) * WITHIN && size(&other) * 10 >= size(&one) * MORE
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
