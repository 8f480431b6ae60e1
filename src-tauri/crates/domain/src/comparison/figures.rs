//! The figures of a matter; those that are like with like get the same series number.
//!
//! Like with like: the same unit, the same people counted, the same team. Nothing else is ever put in one chart.

use std::collections::{BTreeMap, BTreeSet};

use super::passage::Passage;
use super::threads::Matter;
use super::words::{stem, words};
use super::{Reading, ThreadFigure, Visit};
use crate::findings::{Figure, FigureDate};

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
            figure: Figure {
                date: figure.date.map(|date| {
                    date.on(visits[passage.visit].from)
                        .map_or(date, FigureDate::Stated)
                }),
                ..figure.clone()
            },
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

/// Why none of these figures of a matter stand in one series, in a sentence; none where some do, or there are none.
pub fn apart(figures: &[ThreadFigure]) -> Option<String> {
    if figures.is_empty() || figures.iter().any(|f| f.series.is_some()) {
        return None;
    }
    let visits: BTreeSet<&str> = figures.iter().map(|f| f.visit.as_str()).collect();
    if visits.len() < 2 {
        return Some("No chart: only one visit gives a figure on this matter.".to_owned());
    }
    if figures.iter().any(|f| key(&f.figure).is_none()) {
        return Some(
            "No chart: not every sentence says what its figure counts, so they may not be one series."
                .to_owned(),
        );
    }
    let differ = |what: &str, of: fn(&Figure) -> Option<&str>| {
        let all: BTreeSet<&str> = figures.iter().filter_map(|f| of(&f.figure)).collect();
        let listed: Vec<String> = all.iter().map(|one| format!("“{one}”")).collect();
        (all.len() > 1).then(|| format!("{what} ({})", listed.join(", ")))
    };
    let said: Vec<String> = [
        differ("what is counted", |f| f.population.as_deref()),
        differ("whose it is", |f| f.team.as_deref()),
        differ("the unit", |f| f.unit.as_deref()),
    ]
    .into_iter()
    .flatten()
    .collect();
    Some(if said.is_empty() {
        "No chart: a visit gives more than one value for the same thing, so they are no one series."
            .to_owned()
    } else {
        format!(
            "No chart: the figures are not like with like. They differ in {}.",
            said.join("; ")
        )
    })
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
