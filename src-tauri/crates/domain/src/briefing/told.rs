//! What papers tell beside how matters stand: what children and those near them told inspectors, and what comes next: the
//! plan, who watches over it, the next visit.
//!
//! Sentences found by words that are data, in `told.toml`, and quoted; nothing is made of them.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::comparison::{Reading, Visit};
use crate::findings::{Finding, Of, SpeakerRole};

use super::compose::{Case, heading, paragraph};
use super::phrases::{first_in, stands_in};
use super::wording::visit_heading;
use super::{Block, Inline};

/// Most sentences of one visit, and on what comes next.
const OF_ONE_VISIT: usize = 3;
const NEXT: usize = 6;
/// So many words may stand between who speaks and that they do.
const BETWEEN: usize = 3;

#[derive(Deserialize)]
struct Words {
    who: Vec<String>,
    said: Vec<String>,
    not_who: Vec<String>,
    not_after: Vec<String>,
    next: Vec<String>,
    not_next: Vec<String>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    toml::from_str(include_str!("told.toml")).expect("the built-in file is sound: a test reads it")
});

pub(super) fn blocks(case: &Case<'_>) -> Vec<Block> {
    let (heard, next) = (heard(case), next(case));
    if !case.options.limits.told || heard.is_empty() && next.is_empty() {
        return Vec::new();
    }
    let mut blocks = vec![
        heading(1, "What people said, and what comes next", "told"),
        paragraph(
            "Sentences of the papers, found by their words; what they come to is for who reads them.",
        ),
    ];
    if !heard.is_empty() {
        blocks.push(heading(
            2,
            "What children, parents and carers said",
            "told-heard",
        ));
        blocks.push(Block::List {
            ordered: false,
            items: heard,
        });
    }
    if !next.is_empty() {
        blocks.push(heading(
            2,
            "The plan, who watches over it, and the next visit",
            "told-next",
        ));
        blocks.push(Block::List {
            ordered: false,
            items: next,
        });
    }
    blocks
}

/// True where there is anything to tell.
pub(super) fn has_any(case: &Case<'_>) -> bool {
    !heard(case).is_empty() || !next(case).is_empty()
}

/// The papers of each visit, the newest first.
fn papers<'a>(case: &Case<'a>) -> impl Iterator<Item = (&'a Visit, &'a Reading)> {
    let visits = case.comparison.visits.iter().rev();
    visits.flat_map(move |visit| {
        let readings = visit.sources.iter();
        readings.filter_map(move |s| Some((visit, case.papers.reading(s)?)))
    })
}

fn heard(case: &Case<'_>) -> Vec<Vec<Inline>> {
    papers(case)
        .filter(|(_, r)| r.facts.kind.is_of_inspectors())
        .flat_map(|(visit, r)| {
            let theirs = r.findings.iter();
            let theirs = theirs.filter(|f| f.of == Of::ThisVisit && is_heard(f.quote()));
            theirs
                .filter_map(move |f| quoted(case, f, &visit_heading(visit)))
                .take(OF_ONE_VISIT)
        })
        .collect()
}

fn next(case: &Case<'_>) -> Vec<Vec<Inline>> {
    let mut told: Vec<&str> = Vec::new();
    let mut items = Vec::new();
    for (visit, reading) in papers(case) {
        for finding in reading.findings.iter().filter(|f| comes_next(f.quote())) {
            let known = told.contains(&finding.quote());
            let by = match finding.speaker.role {
                SpeakerRole::Inspectors => visit_heading(visit),
                role => {
                    use crate::vocabulary::Term;
                    super::wording::capital(role.in_words())
                }
            };
            let may = case.may_be_said(&finding.into());
            if let Some(item) = quoted(case, finding, &by).filter(|_| may && !known) {
                told.push(finding.quote());
                items.push(item);
            }
        }
    }
    items.truncate(NEXT);
    items
}

fn quoted(case: &Case<'_>, finding: &Finding, by: &str) -> Option<Vec<Inline>> {
    let words = case.papers.words(&finding.citation)?;
    let own = case.papers.is_of_inspectors(&finding.citation.source);
    let place = match own {
        true => case.papers.short(&finding.citation),
        false => case.papers.citation(&finding.citation),
    };
    Some(vec![
        Inline::text(format!("{by}: ")),
        Inline::Quoted { text: words },
        Inline::text(format!(" {place}")),
    ])
}

/// "Parents told inspectors that", "young people in care said".
fn is_heard(sentence: &str) -> bool {
    let lower = sentence.to_lowercase().replace("young p", "young-p");
    let words: Vec<&str> = lower
        .split_whitespace()
        .map(|w| w.trim_matches(|c: char| !c.is_alphanumeric()))
        .collect();
    let is = |list: &[String], word: &str| list.iter().any(|known| known.replace(' ', "-") == word);
    words.iter().enumerate().any(|(at, word)| {
        let before = words
            .get(at.saturating_sub(BETWEEN + 1)..at)
            .unwrap_or_default();
        let nearest = before
            .iter()
            .rev()
            .find(|w| is(&WORDS.who, w) || is(&WORDS.not_who, w));
        is(&WORDS.said, word)
            && nearest.is_some_and(|w| is(&WORDS.who, w))
            && !before.iter().any(|w| is(&WORDS.not_after, w))
    })
}

fn comes_next(sentence: &str) -> bool {
    let lower = sentence.to_lowercase();
    first_in(sentence, &WORDS.next, false).is_some()
        && !WORDS.not_next.iter().any(|form| stands_in(&lower, form))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn those_are_heard_whom_the_service_is_for() {
        for heard in [
            "Parents told inspectors that they had waited.",
            "Young people in care said that they knew whom to ring.",
            "One carer described a change of tone.",
        ] {
            assert!(is_heard(heard), "{heard}");
        }
        for not in [
            "Social workers told inspectors that they choose whom to let down.",
            "Children wait, and managers said so.",
            "Children’s social workers said that it was better.",
            "What children say is brought together each month.",
            "Families are told what will happen next.",
            "The record gives a sense of what the child said.",
        ] {
            assert!(!is_heard(not), "{not}");
        }
    }

    #[test]
    fn plans_and_next_visits_are_told_and_forms_of_letters_are_not() {
        assert!(comes_next("A recovery plan was agreed in February."));
        assert!(comes_next(
            "The Department for Education appointed an adviser."
        ));
        assert!(!comes_next(
            "I am copying this letter to the Department for Education."
        ));
    }
}
