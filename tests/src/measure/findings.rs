//! Themes, level and direction of sentences beside hand labels, reader by reader.
//!
//! A labelled sentence is looked for in the document that it is from, by its letters and digits, so that it is read
//! with its heading and neighbours as at a user's desk; where our own sentences are cut otherwise, it is read alone
//! with the sentence before it. Deliberately not here: how a reading is made.

use std::collections::{BTreeMap, HashMap};

use scrutiny_domain::explain;
use scrutiny_domain::findings::{Because, Direction, Level, Rules, Theme, classify};

use super::corpus::{Corpus, Paper};
use super::labels::{self, Label, Set};
use super::{Group, bare, decimal, share};

/// What a reader says of one sentence.
#[derive(Debug, Clone, PartialEq)]
pub struct Read {
    pub themes: Vec<Theme>,
    pub level: Level,
    pub direction: Direction,
    /// The words that caused it, for lists of errors.
    pub because: String,
    /// Whether its place in the document gives the level.
    pub level_is_fixed: bool,
}

/// A labelled sentence with its place in the program's own reading.
#[derive(Debug, Clone, Copy)]
pub struct Placed<'a> {
    pub label: &'a Label,
    /// Its document and the index of the finding, where our own reading has the sentence.
    pub found: Option<(&'a Paper, usize)>,
}

/// Finds the sentences of a set in the documents.
pub fn place<'a>(set: &'a Set, corpus: &'a Corpus) -> Vec<Placed<'a>> {
    let mut known: HashMap<&str, HashMap<String, usize>> = HashMap::new();
    set.labels
        .iter()
        .map(|label| {
            let found = corpus.paper(&label.document).and_then(|paper| {
                let sentences = known.entry(&paper.name).or_insert_with(|| {
                    paper
                        .findings
                        .iter()
                        .map(|f| (bare(f.quote()), f.index))
                        .collect()
                });
                Some((paper, *sentences.get(&bare(&label.text))?))
            });
            Placed { label, found }
        })
        .collect()
}

/// What the rules say of the sentences.
pub fn by_rules(placed: &[Placed<'_>], rules: &Rules) -> Vec<Option<Read>> {
    placed
        .iter()
        .map(|p| {
            Some(match p.found {
                Some((paper, at)) => {
                    let f = &paper.findings[at];
                    Read {
                        themes: f.themes.clone(),
                        level: f.level,
                        direction: f.direction,
                        because: because(&f.because),
                        level_is_fixed: f.because.level_is_fixed(),
                    }
                }
                None => {
                    let c = classify(&p.label.text, p.label.before.as_deref(), None, rules);
                    Read {
                        themes: c.themes,
                        level: c.level,
                        direction: c.direction,
                        because: because(&c.because),
                        level_is_fixed: c.because.level_is_fixed(),
                    }
                }
            })
        })
        .collect()
}

fn because(b: &Because) -> String {
    let reason = b
        .level_reason
        .map(explain::level_reason)
        .unwrap_or_default();
    format!("{:?} {:?} {reason}", b.level, b.direction)
}

/// A reader's answers to the sentences of a set, in their order; none where it gives none.
#[derive(Debug, Clone)]
pub struct Column {
    pub name: String,
    pub reads: Vec<Option<Read>>,
}

/// Where two readers give one level: the first's answer there, none elsewhere.
pub fn where_both_agree(a: &Column, b: &Column) -> Column {
    let reads = a.reads.iter().zip(&b.reads);
    Column {
        name: "both agree".to_owned(),
        reads: reads
            .map(|pair| match pair {
                (Some(a), Some(b)) if a.level == b.level => Some(a.clone()),
                _ => None,
            })
            .collect(),
    }
}

/// The figures of every reader on a set, and the first reader's errors where the set is not held back.
pub fn measure(set: &Set, placed: &[Placed<'_>], columns: &[Column]) -> Group {
    let apart = labels::standing(&set.name, set.held_back);
    let found = placed.iter().filter(|p| p.found.is_some()).count();
    let title = format!(
        "Findings, {} ({apart}): {} sentences, {found} of them cut as the labels cut them",
        set.name,
        placed.len()
    );
    let mut heads: Vec<&str> = columns.iter().map(|c| c.name.as_str()).collect();
    heads.push("commonest");
    let mut group = Group::new(&title, &heads);
    let scores: Vec<Scores> = columns
        .iter()
        .map(|c| Scores::of(placed, &c.reads))
        .collect();
    let base = baseline(placed);
    let mut row = |name: &str, cell: &dyn Fn(&Scores) -> String, commonest: Option<f64>| {
        let commonest = commonest.map_or_else(String::new, decimal);
        let cells = scores.iter().map(cell).chain([commonest]).collect();
        group.row(name, cells);
    };
    row("answered", &|s| share(s.answered, placed.len()), None);
    row(
        "themes, micro-F1",
        &|s| decimal(s.themes.f1()),
        Some(base.themes),
    );
    row(
        "  precision",
        &|s| share(s.themes.right, s.themes.read),
        None,
    );
    row(
        "  recall",
        &|s| share(s.themes.right, s.themes.labelled),
        None,
    );
    row("level", &|s| share(s.level, s.answered), Some(base.level));
    row("  swapped", &|s| share(s.swapped, s.answered), None);
    if placed.iter().any(|p| p.label.direction.is_some()) {
        row(
            "direction",
            &|s| share(s.direction, s.directed),
            Some(base.direction),
        );
        for (name, way) in [
            ("  better, F1", Direction::Better),
            ("  same, F1", Direction::Same),
            ("  worse, F1", Direction::Worse),
        ] {
            let f1 = |s: &Scores| s.ways.get(&format!("{way:?}")).map_or(0.0, Counts::f1);
            row(name, &|s| decimal(f1(s)), None);
        }
    }
    if !set.held_back
        && let Some(first) = columns.first()
    {
        group.errors = confusion(placed, &first.reads);
        group.errors.extend(errors(placed, &first.reads));
    }
    group
}

fn errors(placed: &[Placed<'_>], reads: &[Option<Read>]) -> Vec<String> {
    let mut out = Vec::new();
    let slugs = |themes: &[Theme], without: &[Theme]| {
        let themes = themes.iter().filter(|t| !without.contains(t));
        themes.map(|t| t.slug()).collect::<Vec<_>>().join(" ")
    };
    for (p, read) in placed.iter().zip(reads) {
        let Some(read) = read else { continue };
        let Label {
            text,
            themes,
            direction,
            ..
        } = p.label;
        let because = &read.because;
        if p.label.level() != read.level {
            let (is, was) = (p.label.level(), read.level);
            out.push(format!("level {is:?} read {was:?} {because}: {text}"));
        }
        if let Some(is) = direction.filter(|d| *d != read.direction) {
            let was = read.direction;
            out.push(format!("direction {is:?} read {was:?} {because}: {text}"));
        }
        let (missed, invented) = (slugs(themes, &read.themes), slugs(&read.themes, themes));
        if !missed.is_empty() || !invented.is_empty() {
            out.push(format!(
                "themes missed ‘{missed}’ invented ‘{invented}’: {text}"
            ));
        }
    }
    out.sort();
    out
}

fn confusion(placed: &[Placed<'_>], reads: &[Option<Read>]) -> Vec<String> {
    let mut table: BTreeMap<(String, String), usize> = BTreeMap::new();
    for (p, read) in placed.iter().zip(reads) {
        if let Some(read) = read {
            let key = (
                format!("{:?}", p.label.level()),
                format!("{:?}", read.level),
            );
            *table.entry(key).or_default() += 1;
        }
    }
    table
        .into_iter()
        .map(|((is, was), n)| format!("level {is:<9} read {was:<9} {n} times"))
        .collect()
}

#[derive(Debug, Default)]
struct Counts {
    right: usize,
    read: usize,
    labelled: usize,
}

impl Counts {
    fn f1(&self) -> f64 {
        2.0 * self.right as f64 / (self.read + self.labelled).max(1) as f64
    }

    fn count(&mut self, labelled: bool, read: bool) {
        self.labelled += usize::from(labelled);
        self.read += usize::from(read);
        self.right += usize::from(labelled && read);
    }
}

#[derive(Debug, Default)]
struct Scores {
    answered: usize,
    themes: Counts,
    level: usize,
    swapped: usize,
    directed: usize,
    direction: usize,
    ways: BTreeMap<String, Counts>,
}

impl Scores {
    fn of(placed: &[Placed<'_>], reads: &[Option<Read>]) -> Scores {
        let mut s = Scores::default();
        for (p, read) in placed.iter().zip(reads) {
            let Some(read) = read else { continue };
            s.answered += 1;
            for theme in Theme::ALL {
                s.themes
                    .count(p.label.themes.contains(theme), read.themes.contains(theme));
            }
            let level = p.label.level();
            s.level += usize::from(level == read.level);
            s.swapped += usize::from(matches!(
                (level, read.level),
                (Level::Strength, Level::Weakness) | (Level::Weakness, Level::Strength)
            ));
            if let Some(direction) = p.label.direction {
                s.directed += 1;
                s.direction += usize::from(direction == read.direction);
                for way in [Direction::Better, Direction::Same, Direction::Worse] {
                    s.ways
                        .entry(format!("{way:?}"))
                        .or_default()
                        .count(direction == way, read.direction == way);
                }
            }
        }
        s
    }
}

struct Baseline {
    themes: f64,
    level: f64,
    direction: f64,
}

/// What the commonest theme, level and direction of the set score when said of every sentence.
fn baseline(placed: &[Placed<'_>]) -> Baseline {
    let mut themes: BTreeMap<Theme, usize> = BTreeMap::new();
    let mut levels: BTreeMap<String, usize> = BTreeMap::new();
    let mut directions: BTreeMap<String, usize> = BTreeMap::new();
    for p in placed {
        for theme in &p.label.themes {
            *themes.entry(*theme).or_default() += 1;
        }
        *levels.entry(format!("{:?}", p.label.level())).or_default() += 1;
        if let Some(direction) = p.label.direction {
            *directions.entry(format!("{direction:?}")).or_default() += 1;
        }
    }
    let commonest = Counts {
        right: themes.values().copied().max().unwrap_or(0),
        read: placed.len(),
        labelled: themes.values().sum(),
    };
    let most = |counts: &BTreeMap<String, usize>| {
        let all: usize = counts.values().sum();
        counts.values().copied().max().unwrap_or(0) as f64 / all.max(1) as f64
    };
    Baseline {
        themes: commonest.f1(),
        level: most(&levels),
        direction: most(&directions),
    }
}
