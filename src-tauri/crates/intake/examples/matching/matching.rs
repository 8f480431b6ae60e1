//! The measure: right place first, among five, covered or not, and the direction where the place was right.

use std::collections::HashMap;
use std::error::Error;
use std::fmt;
use std::path::Path;

use scrutiny_domain::comparison::{Pair, Place, Reading, Weights};
use scrutiny_domain::document::{Document, facts};
use scrutiny_domain::findings::{self, Direction, Level, Rules};
use scrutiny_intake::Limits;
use serde::Deserialize;

/// Of train, every fifth authority by the alphabet and the last; of development, the last two.
const HELD_BACK: [&str; 6] = [
    "doncaster",
    "liverpool",
    "somerset",
    "worcestershire",
    "north-east-lincolnshire",
    "sefton",
];

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
    pub set: &'static str,
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

pub struct Candidate {
    pub place: Place,
    pub text: String,
    pub level: Level,
    pub direction: Direction,
    pub same: bool,
    pub related: bool,
}

/// A line of the report.
pub struct Row {
    pub set: String,
    pub measure: &'static str,
    pub right: usize,
    pub of: usize,
    /// What the commonest answer, or chance, would score.
    pub baseline: f64,
}

impl fmt::Display for Row {
    #[allow(clippy::cast_precision_loss, reason = "a few hundred")]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let share = self.right as f64 / self.of.max(1) as f64;
        write!(
            f,
            "{:<26} {:<34} {share:.3}  ({} of {})  baseline {:.3}",
            self.set, self.measure, self.right, self.of, self.baseline
        )
    }
}

fn letters(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// Findings whose words are those of the label, or hold them, or are held by them.
fn aligned(label: &str, findings: &[String]) -> Vec<usize> {
    let label = letters(label);
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

fn document(corpus: &Path, path: &str, cache: Option<&Path>) -> Result<Document, Box<dyn Error>> {
    let kept = cache.map(|c| c.join(path.replace('/', "_") + ".json"));
    if let Some(text) = kept.as_ref().and_then(|k| std::fs::read_to_string(k).ok()) {
        return Ok(serde_json::from_str(&text)?);
    }
    let bytes = std::fs::read(corpus.join(path))?;
    let mut document = scrutiny_intake::read(&bytes, path, &Limits::default())?;
    document.words.clear();
    if let Some(kept) = kept {
        std::fs::write(kept, serde_json::to_string(&document)?)?;
    }
    Ok(document)
}

fn reading(corpus: &Path, path: &str, cache: Option<&Path>) -> Result<Reading, Box<dyn Error>> {
    let document = document(corpus, path, cache)?;
    let facts = facts::read(&document);
    let findings = findings::read(&document, &facts, Rules::built_in());
    Ok(Reading {
        document,
        facts,
        findings,
    })
}

/// Every label of both sets, aligned with what was read of the papers.
pub fn asked(
    labels: &Path,
    corpus: &Path,
    cache: Option<&Path>,
) -> Result<Vec<Asked>, Box<dyn Error>> {
    let mut all = Vec::new();
    for (set, file) in [
        ("train", "train/matches.jsonl"),
        ("development", "matches.jsonl"),
    ] {
        let text = std::fs::read_to_string(labels.join(file))?;
        let labels: Vec<Label> = text
            .lines()
            .map(serde_json::from_str)
            .collect::<Result<_, _>>()?;
        let mut pairs: HashMap<(String, String), Pair> = HashMap::new();
        for label in labels {
            let key = (label.earlier.clone(), label.later.clone());
            if !pairs.contains_key(&key) {
                let pair = Pair::of(
                    reading(corpus, &label.earlier, cache)?,
                    reading(corpus, &label.later, cache)?,
                );
                pairs.insert(key.clone(), pair);
            }
            all.push(one(set, &label, &pairs[&key]));
        }
    }
    Ok(all)
}

fn one(set: &'static str, label: &Label, pair: &Pair) -> Asked {
    let [earlier, later] = pair.readings();
    let words = |r: &Reading| {
        r.findings
            .iter()
            .map(|f| letters(f.quote()))
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
        .map(|&i| pair.places(i, Weights::built_in()))
        .unwrap_or_default();
    Asked {
        set,
        held_back: label
            .earlier
            .split('/')
            .nth(1)
            .is_some_and(|a| HELD_BACK.contains(&a)),
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

impl Asked {
    /// The places with other weights, the likeliest first.
    pub fn ranked(&self, weights: &Weights) -> Vec<(&Candidate, f32)> {
        let mut list: Vec<_> = self
            .places
            .iter()
            .map(|c| (c, weights.score(&c.place.features)))
            .collect();
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

/// The measures, the open and the held-back authorities apart.
pub fn rows(asked: &[Asked], weights: &Weights) -> Vec<Row> {
    let mut rows = Vec::new();
    for set in ["train", "development"] {
        for held_back in [false, true] {
            let of: Vec<&Asked> = asked
                .iter()
                .filter(|a| a.set == set && a.held_back == held_back)
                .collect();
            let name = format!("{set}, {}", if held_back { "held back" } else { "open" });
            rows.extend(measures(&name, &of, weights));
        }
    }
    rows
}

#[allow(clippy::cast_precision_loss, reason = "a few hundred")]
fn measures(set: &str, asked: &[&Asked], weights: &Weights) -> Vec<Row> {
    let followed: Vec<&&Asked> = asked
        .iter()
        .filter(|a| a.relation != Relation::NotCovered)
        .collect();
    let ranked: Vec<Vec<(&Candidate, f32)>> = followed.iter().map(|a| a.ranked(weights)).collect();
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
    let chance = followed
        .iter()
        .filter(|a| !a.places.is_empty())
        .map(|a| a.places.iter().filter(|c| c.same).count() as f64 / a.places.len() as f64)
        .sum::<f64>()
        / followed.len().max(1) as f64;
    let covered = asked
        .iter()
        .filter(|a| {
            let best = a.ranked(weights).first().map_or(f32::MIN, |r| r.1);
            (best >= weights.covered) == (a.relation != Relation::NotCovered)
        })
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
    let row = |measure, right, of, baseline| Row {
        set: set.to_owned(),
        measure,
        right,
        of,
        baseline,
    };
    let n = followed.len();
    let majority = (n.max(asked.len() - n)) as f64 / asked.len().max(1) as f64;
    vec![
        row("the right place first", among(1, false), n, chance),
        row("first, counting related", among(1, true), n, chance),
        row(
            "the right place among five",
            among(5, false),
            n,
            (chance * 5.0).min(1.0),
        ),
        row("covered or not", covered, asked.len(), majority),
        row(
            "direction where matched",
            matched.iter().filter(|(a, b)| a == b).count(),
            matched.len(),
            commonest as f64 / matched.len().max(1) as f64,
        ),
        row(
            "labelled places located",
            followed
                .iter()
                .filter(|a| a.places.iter().any(|c| c.same))
                .count(),
            n,
            0.0,
        ),
    ]
}

/// What was missed, of authorities that are not held back.
pub fn errors(asked: &[Asked], weights: &Weights) -> Vec<String> {
    let mut lines = Vec::new();
    for a in asked
        .iter()
        .filter(|a| !a.held_back && a.relation != Relation::NotCovered)
    {
        let ranked = a.ranked(weights);
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
