//! Following an earlier finding to the later report: the right place first, among five, covered or not, and the
//! direction where the place was right; of labelled pairs in `matches.jsonl`.
//!
//! Both reports are read as at a user's desk and labels found in them by their letters and digits. Deliberately not
//! here: how places are found (`scrutiny_domain::comparison`).

use std::collections::HashMap;
use std::error::Error;
use std::path::Path;

use scrutiny_domain::comparison::{Pair, Place, Reading, Tables};
use scrutiny_domain::findings::{Direction, Level};
use serde::Deserialize;

use super::labels::{self, held_back};
use super::{Group, bare, decimal, share};

#[derive(Debug, Deserialize)]
struct Label {
    earlier: String,
    text: String,
    later: String,
    same: Vec<String>,
    related: Vec<String>,
    relation: Relation,
}

/// What became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    Persists,
    Improved,
    Worsened,
    Resolved,
    NotCovered,
}

impl Relation {
    /// Which way it went; none where it was not covered.
    pub fn direction(self) -> Option<Direction> {
        match self {
            Relation::Persists => Some(Direction::Same),
            Relation::Improved | Relation::Resolved => Some(Direction::Better),
            Relation::Worsened => Some(Direction::Worse),
            Relation::NotCovered => None,
        }
    }
}

/// One labelled finding with every place of the later report.
pub struct Asked {
    pub set: String,
    pub held_back: bool,
    pub text: String,
    /// Level of the earlier finding as it was read.
    pub level: Level,
    pub relation: Relation,
    /// Empty where the earlier sentence was not found in the reading.
    pub places: Vec<Candidate>,
    /// Sentences labelled as the same that were not found in the reading.
    pub lost: usize,
}

/// A sentence of the later report.
pub struct Candidate {
    pub place: Place,
    pub text: String,
    pub level: Level,
    pub direction: Direction,
    pub same: bool,
    pub related: bool,
}

/// Findings whose words are those of the label, or hold them, or are held by them.
fn aligned(label: &str, findings: &[String]) -> Vec<usize> {
    let label = bare(label);
    let exact: Vec<usize> = (0..findings.len())
        .filter(|&i| findings[i] == label)
        .collect();
    if !exact.is_empty() {
        return exact;
    }
    let part = |i: &usize| {
        let f = &findings[*i];
        f.len() > 24 && label.contains(f.as_str()) || label.len() > 24 && f.contains(&label)
    };
    (0..findings.len()).filter(part).collect()
}

/// Every label of `matches.jsonl` in the folder (and in each folder within it), with every place of the later report.
/// `reading` gives what was read of a document of the corpus; labels of documents that it has not are left out.
///
/// # Errors
/// A folder that cannot be read, or a line that is no label.
pub fn asked(
    folder: &Path,
    reading: &mut dyn FnMut(&str) -> Option<Reading>,
) -> Result<Vec<Asked>, Box<dyn Error>> {
    let mut all = Vec::new();
    for (set, lines) in labels::lines::<Label>(folder, "matches.jsonl")? {
        let mut pairs: HashMap<(&str, &str), Option<Pair>> = HashMap::new();
        for label in &lines {
            let pair = pairs
                .entry((&label.earlier, &label.later))
                .or_insert_with(|| {
                    Some(Pair::of(reading(&label.earlier)?, reading(&label.later)?))
                });
            if let Some(pair) = pair {
                all.push(one(&set, label, pair));
            }
        }
    }
    Ok(all)
}

fn one(set: &str, label: &Label, pair: &Pair) -> Asked {
    let [earlier, later] = pair.readings();
    let words = |r: &Reading| {
        r.findings
            .iter()
            .map(|f| bare(f.quote()))
            .collect::<Vec<_>>()
    };
    let (in_earlier, in_later) = (words(earlier), words(later));
    let found = aligned(&label.text, &in_earlier);
    let spread = |list: &[String]| {
        list.iter()
            .map(|s| aligned(s, &in_later))
            .collect::<Vec<_>>()
    };
    let (same, related) = (spread(&label.same), spread(&label.related));
    let has = |list: &[Vec<usize>], i: usize| list.iter().any(|l| l.contains(&i));
    let places = found
        .first()
        .map(|&i| pair.places(i, Tables::built_in()))
        .unwrap_or_default();
    Asked {
        set: set.to_owned(),
        held_back: held_back(&label.earlier),
        text: label.text.clone(),
        level: found
            .first()
            .map_or(Level::None, |&i| earlier.findings[i].level),
        relation: label.relation,
        lost: same.iter().filter(|s| s.is_empty()).count(),
        places: places
            .into_iter()
            .map(|place| {
                let f = &later.findings[place.finding];
                Candidate {
                    text: f.quote().to_owned(),
                    level: f.level,
                    direction: f.direction,
                    same: has(&same, place.finding),
                    related: has(&related, place.finding),
                    place,
                }
            })
            .collect(),
    }
}

/// Log-odds at which a likeliest place counts as one.
const COVERED: f32 = 0.0;

impl Asked {
    /// Whether the later report says something of it, as far as its likeliest place tells.
    pub fn covered(&self) -> bool {
        self.ranked()
            .first()
            .is_some_and(|(_, score)| *score >= COVERED)
    }

    /// The places, the likeliest first.
    pub fn ranked(&self) -> Vec<(&Candidate, f32)> {
        let mut list: Vec<_> = self.places.iter().map(|c| (c, c.place.score)).collect();
        list.sort_by(|a, b| {
            b.1.total_cmp(&a.1)
                .then(a.0.place.finding.cmp(&b.0.place.finding))
        });
        list
    }
}

/// Which way it went, by the level then and what the likeliest places say now.
pub fn direction(then: Level, now: &[&Candidate]) -> Direction {
    let rank = |l: Level| match l {
        Level::Weakness => Some(0),
        Level::Mixed => Some(1),
        Level::Strength => Some(2),
        Level::None => None,
    };
    let Some(first) = now.first() else {
        return Direction::None;
    };
    let level = now.iter().find_map(|c| rank(c.level));
    match (rank(then), level) {
        (Some(a), Some(b)) if b > a && first.direction != Direction::Worse => Direction::Better,
        (Some(a), Some(b)) if b < a => Direction::Worse,
        _ => match first.direction {
            Direction::Better if then != Level::Strength => Direction::Better,
            Direction::Worse => Direction::Worse,
            _ => Direction::Same,
        },
    }
}

/// A table for each set, the open and the held-back authorities apart.
pub fn groups(asked: &[Asked]) -> Vec<Group> {
    let mut sets: Vec<(&str, bool)> = asked
        .iter()
        .map(|a| (a.set.as_str(), a.held_back))
        .collect();
    sets.sort_unstable();
    sets.dedup();
    sets.into_iter()
        .map(|(set, held_back)| {
            let of: Vec<&Asked> = asked
                .iter()
                .filter(|a| a.set == set && a.held_back == held_back)
                .collect();
            let apart = labels::standing(set, held_back);
            let mut group = measures(&format!("Following: {set} ({apart})"), &of);
            if !held_back {
                group.errors = errors(&of);
            }
            group
        })
        .collect()
}

fn measures(title: &str, asked: &[&Asked]) -> Group {
    let followed: Vec<&&Asked> = asked
        .iter()
        .filter(|a| a.relation != Relation::NotCovered)
        .collect();
    let n = followed.len();
    let ranked: Vec<Vec<(&Candidate, f32)>> = followed.iter().map(|a| a.ranked()).collect();
    let among = |n: usize, related: bool| {
        ranked
            .iter()
            .filter(|r| {
                r.iter()
                    .take(n)
                    .any(|(c, _)| c.same || related && c.related)
            })
            .count()
    };
    // What drawing one of the places blindly would score.
    let chance = followed
        .iter()
        .filter(|a| !a.places.is_empty())
        .map(|a| {
            let same = a.places.iter().filter(|c| c.same).count();
            float(same) / float(a.places.len())
        })
        .sum::<f64>()
        / float(n.max(1));
    let covered = asked
        .iter()
        .filter(|a| a.covered() == (a.relation != Relation::NotCovered))
        .count();
    let matched: Vec<(Direction, Direction)> = followed
        .iter()
        .zip(&ranked)
        .filter(|(_, r)| r.first().is_some_and(|(c, _)| c.same))
        .filter_map(|(a, r)| {
            let now: Vec<&Candidate> = r.iter().take(3).map(|(c, _)| *c).collect();
            Some((a.relation.direction()?, direction(a.level, &now)))
        })
        .collect();
    let commonest = [Direction::Better, Direction::Same, Direction::Worse]
        .iter()
        .map(|d| matched.iter().filter(|m| m.0 == *d).count())
        .max()
        .unwrap_or(0);
    let mut group = Group::new(title, &["n", "right", "baseline"]);
    let mut row = |name: &str, right: usize, of: usize, baseline: String| {
        group.row(name, vec![of.to_string(), share(right, of), baseline]);
    };
    row("the right place first", among(1, false), n, decimal(chance));
    row("first, counting related", among(1, true), n, String::new());
    row(
        "the right place among five",
        among(5, false),
        n,
        decimal((chance * 5.0).min(1.0)),
    );
    row(
        "covered or not",
        covered,
        asked.len(),
        share(n.max(asked.len() - n), asked.len()),
    );
    let right = matched.iter().filter(|(a, b)| a == b).count();
    row(
        "direction where the first is right",
        right,
        matched.len(),
        share(commonest, matched.len()),
    );
    let located = followed
        .iter()
        .filter(|a| a.places.iter().any(|c| c.same))
        .count();
    row(
        "labelled places found in the reading",
        located,
        n,
        String::new(),
    );
    group
}

#[allow(clippy::cast_precision_loss, reason = "a few hundred")]
fn float(n: usize) -> f64 {
    n as f64
}

/// What was missed.
fn errors(asked: &[&Asked]) -> Vec<String> {
    let mut lines = Vec::new();
    for a in asked
        .iter()
        .filter(|a| !a.held_back && a.relation != Relation::NotCovered)
    {
        let ranked = a.ranked();
        let Some(at) = ranked.iter().position(|(c, _)| c.same) else {
            lines.push(format!("not located: {} (lost {})", a.text, a.lost));
            continue;
        };
        if at == 0 {
            continue;
        }
        let shown = |(c, s): &(&Candidate, f32)| {
            format!(
                "{s:.2}{} {}",
                if c.related { " related" } else { "" },
                c.text
            )
        };
        lines.push(format!(
            "{}\n   read first: {}\n   rank {at}: {}",
            a.text,
            shown(&ranked[0]),
            shown(&ranked[at])
        ));
    }
    lines
}
