//! The figures of a matter; those that are like with like get the same series number.
//!
//! Like with like: the same unit, the same people counted, the same team. Nothing else is ever put in one chart.

use std::collections::BTreeMap;

use super::passage::Passage;
use super::threads::Matter;
use super::words::{stem, words};
use super::{Reading, ThreadFigure, Visit};
use crate::findings::Figure;

pub(crate) fn figures(
    readings: &[Reading],
    passages: &[Passage],
    visits: &[Visit],
    matter: &Matter,
) -> Vec<ThreadFigure> {
    let mut out: Vec<ThreadFigure> = Vec::new();
    for passage in matter
        .members
        .iter()
        .map(|m| &passages[m.passage])
        .filter(|p| p.decides)
    {
        let f = passage.finding(readings);
        out.extend(f.figures.iter().map(|figure| ThreadFigure {
            visit: visits[passage.visit].id.clone(),
            figure: figure.clone(),
            series: None,
            citation: f.citation.clone(),
        }));
    }
    let mut series: BTreeMap<Vec<String>, Vec<usize>> = BTreeMap::new();
    for (i, f) in out.iter().enumerate() {
        if let Some(key) = key(&f.figure) {
            series.entry(key).or_default().push(i);
        }
    }
    // Numbered by where they begin, so that the number does not change with the words of the key.
    let mut found: Vec<Vec<usize>> = series
        .into_values()
        .filter(|list| {
            let mut at: Vec<&str> = list.iter().map(|&i| out[i].visit.as_str()).collect();
            at.sort_unstable();
            let all = at.len();
            at.dedup();
            // Two values of one visit are two things, whatever they are called.
            at.len() >= 2 && at.len() == all
        })
        .collect();
    found.sort();
    for (number, list) in found.into_iter().enumerate() {
        for i in list {
            out[i].series = Some(number);
        }
    }
    out
}

/// What must agree. None where the sentence does not say what is counted.
fn key(figure: &Figure) -> Option<Vec<String>> {
    let unit = figure.unit.as_deref()?;
    let population = figure.population.as_deref().unwrap_or_default();
    let fold = |text: &str| {
        let mut list: Vec<String> = words(text)
            .iter()
            .filter(|w| {
                !matches!(
                    w.as_str(),
                    "the"
                        | "a"
                        | "an"
                        | "of"
                        | "in"
                        | "these"
                        | "this"
                        | "each"
                        | "every"
                        | "to"
                        | "for"
                )
            })
            .map(|w| stem(w))
            .collect();
        list.sort();
        list.join(" ")
    };
    let team = figure.team.as_deref().unwrap_or_default();
    (!population.is_empty() || !team.is_empty())
        .then(|| vec![fold(unit), fold(population), fold(team)])
}
