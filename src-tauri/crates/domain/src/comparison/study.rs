//! What statements are made from, in numbers: for fitting the tables and measuring them (`tools/statements`).
//!
//! Nothing of the program uses it. Names and order of the numbers are those of the tables.

use serde::Serialize;

use super::cells::{self, Case, Evidence};
use super::compare::{pattern_features, pattern_of, prepared};
use super::{Cell, Cycle, Decided, Pattern, Reading, Tables, balance, certainty, likeness};
use crate::findings::{Direction, Level};

/// Names of the numbers.
#[derive(Debug, Clone, Serialize)]
pub struct Names {
    likeness: &'static [&'static str],
    level: &'static [&'static str],
    direction: &'static [&'static str],
    spoken: &'static [&'static str],
    silence: &'static [&'static str],
    pattern: &'static [&'static str],
}

/// A cycle in numbers.
#[derive(Debug, Clone, Serialize)]
pub struct Study {
    names: Names,
    /// Findings that decide, in the order of their papers.
    findings: Vec<Words>,
    /// For every two of them, row after row of the upper triangle.
    pairs: Vec<Vec<f32>>,
    matters: Vec<Matter>,
}

/// A finding by its words.
#[derive(Debug, Clone, Serialize)]
struct Words {
    /// Id of the visit, and the file.
    visit: String,
    file: String,
    quote: String,
}

/// A matter of the program's making.
#[derive(Debug, Clone, Serialize)]
struct Matter {
    id: String,
    title: String,
    /// Positions among the findings.
    findings: Vec<usize>,
    pattern: Pattern,
    pattern_numbers: Vec<f32>,
    cells: Vec<Numbers>,
}

/// A cell in numbers.
#[derive(Debug, Clone, Serialize)]
struct Numbers {
    visit: String,
    findings: Vec<usize>,
    level: Level,
    direction: Direction,
    /// Whether it is a level at all, and of a silence which one it is.
    covered: super::Covered,
    level_numbers: Option<Vec<f32>>,
    direction_numbers: Option<Vec<f32>>,
    level_standing: Option<Vec<f32>>,
    direction_standing: Option<Vec<f32>>,
    silence: Option<Vec<f32>>,
}

/// A cycle in numbers, by these tables, after what people decided.
pub fn study(tables: &Tables, cycle: &Cycle, readings: &[Reading], decisions: &[Decided]) -> Study {
    prepared(tables, cycle, readings, decisions, |_, case, matters| {
        Study {
            names: Names {
                likeness: &likeness::FEATURES,
                level: &balance::LEVEL_FEATURES,
                direction: &balance::DIRECTION_FEATURES,
                spoken: &certainty::SPOKEN_FEATURES,
                silence: &certainty::SILENCE_FEATURES,
                pattern: &certainty::PATTERN_FEATURES,
            },
            findings: findings(case),
            pairs: pairs(case),
            matters: matters.iter().map(|m| matter(case, m)).collect(),
        }
    })
}

fn findings(case: &Case) -> Vec<Words> {
    let words = |&p: &usize| {
        let passage = &case.passages[p];
        Words {
            visit: case.visits.visits[passage.visit].id.clone(),
            file: case.readings[passage.reading].document.source.file.clone(),
            quote: passage.finding(case.readings).quote().to_owned(),
        }
    };
    case.alike.deciding().iter().map(words).collect()
}

fn pairs(case: &Case) -> Vec<Vec<f32>> {
    let deciding = case.alike.deciding();
    let mut pairs = Vec::new();
    for (i, &a) in deciding.iter().enumerate() {
        for &b in &deciding[i + 1..] {
            let (a, b) = (&case.passages[a], &case.passages[b]);
            pairs.push(likeness::features(case.readings, a, b).to_vec());
        }
    }
    pairs
}

fn matter(case: &Case, matter: &super::threads::Matter) -> Matter {
    let (made, evidence): (Vec<Cell>, Vec<Evidence>) =
        cells::cells(case, matter).into_iter().unzip();
    let could_see: Vec<bool> = case.visits.visits.iter().map(|v| v.letter).collect();
    let pattern = pattern_of(case, matter, &made, &could_see);
    let members = |visit: Option<&str>| {
        let of = matter.members.iter().map(|m| m.passage);
        let there = of.filter(|&p| {
            let at = &case.visits.visits[case.passages[p].visit].id;
            visit.is_none_or(|v| v == at)
        });
        case.alike.positions(there)
    };
    Matter {
        id: matter.id.clone(),
        title: matter.title.clone(),
        findings: members(None),
        pattern,
        pattern_numbers: pattern_features(case, matter, pattern, &made, &evidence).to_vec(),
        cells: made
            .iter()
            .zip(&evidence)
            .map(|(cell, evidence)| numbers(cell, evidence, members(Some(&cell.visit))))
            .collect(),
    }
}

fn numbers(cell: &Cell, evidence: &Evidence, findings: Vec<usize>) -> Numbers {
    let mut out = Numbers {
        visit: cell.visit.clone(),
        findings,
        level: cell.level(),
        direction: cell.direction(),
        covered: cell.covered(),
        level_numbers: None,
        direction_numbers: None,
        level_standing: None,
        direction_standing: None,
        silence: None,
    };
    match evidence {
        Evidence::Spoken {
            weighed,
            level,
            direction,
            ..
        } => {
            out.level_numbers = Some(weighed.level_features.to_vec());
            out.direction_numbers = Some(weighed.direction_features.to_vec());
            out.level_standing = Some(level.to_vec());
            out.direction_standing = Some(direction.to_vec());
        }
        Evidence::Silent(features) => out.silence = Some(features.to_vec()),
    }
    out
}
