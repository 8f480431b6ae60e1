//! How far the rules' reading agrees with hand labels, beside what saying the commonest class every time would score.
//!
//! `cargo run -p scrutiny-domain --example evaluate -- LABELS [--rules FOLDER] [--confusion] [--each]`
//!
//! LABELS is the folder with `findings.jsonl` (development) and `train/findings.jsonl`. Some authorities are held
//! back: the figures for them are printed apart and their sentences are never listed. `--rules` reads the rule files
//! of a folder instead of the built-in ones; `--confusion` adds tables; `--each` prints, for every sentence that is
//! not held back, what was labelled and read, one JSON object a line.
#![allow(clippy::print_stdout, reason = "its output is its purpose")]

use std::collections::BTreeMap;
use std::error::Error;
use std::path::{Path, PathBuf};

use scrutiny_domain::findings::{Classes, Direction, Level, RuleFiles, Rules, Theme, classify};
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

#[derive(Deserialize)]
struct Label {
    document: String,
    text: String,
    before: Option<String>,
    themes: Vec<Theme>,
    polarity: Polarity,
    direction: Option<Direction>,
}

#[derive(Debug, Clone, Copy, Deserialize, PartialEq)]
#[serde(rename_all = "snake_case")]
enum Polarity {
    Strength,
    Improving,
    Mixed,
    Weakness,
    Neutral,
}

impl Polarity {
    fn level(self) -> Level {
        match self {
            Polarity::Strength | Polarity::Improving => Level::Strength,
            Polarity::Mixed => Level::Mixed,
            Polarity::Weakness => Level::Weakness,
            Polarity::Neutral => Level::None,
        }
    }
}

impl Label {
    fn held_back(&self) -> bool {
        self.document
            .split('/')
            .nth(1)
            .is_some_and(|authority| HELD_BACK.contains(&authority))
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut labels = None;
    let mut rules = Rules::built_in().clone();
    let (mut confusion, mut each) = (false, false);
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--rules" => {
                rules = rules_of(Path::new(
                    &arguments.next().ok_or("--rules needs a folder")?,
                ))?
            }
            "--confusion" => confusion = true,
            "--each" => each = true,
            _ => labels = Some(PathBuf::from(argument)),
        }
    }
    let labels = labels.ok_or("which folder has the labels? evaluate LABELS")?;
    if !each {
        println!("rules {}", rules.version());
    }
    for (name, file) in [
        ("train", "train/findings.jsonl"),
        ("development", "findings.jsonl"),
    ] {
        let text = std::fs::read_to_string(labels.join(file))?;
        let all: Vec<Label> = text
            .lines()
            .map(serde_json::from_str)
            .collect::<Result<_, _>>()?;
        let (held, open): (Vec<Label>, Vec<Label>) = all.into_iter().partition(Label::held_back);
        if each {
            if name == "train" {
                list(&open, &rules)?;
            }
            continue;
        }
        report(&format!("{name}, open"), &open, &rules, confusion);
        report(&format!("{name}, held back"), &held, &rules, false);
    }
    Ok(())
}

fn rules_of(folder: &Path) -> Result<Rules, Box<dyn Error>> {
    let read = |name: &str| std::fs::read_to_string(folder.join(name));
    let (themes, evaluation) = (read("themes.toml")?, read("evaluation.toml")?);
    Ok(Rules::parse(&RuleFiles {
        themes: &themes,
        evaluation: &evaluation,
        ..RuleFiles::BUILT_IN
    })?)
}

fn read(label: &Label, rules: &Rules) -> Classes {
    classify(&label.text, label.before.as_deref(), None, rules)
}

fn list(labels: &[Label], rules: &Rules) -> Result<(), serde_json::Error> {
    for label in labels {
        let read = read(label, rules);
        let line = serde_json::json!({
            "text": label.text, "before": label.before,
            "themes": label.themes, "read_themes": read.themes,
            "level": label.polarity.level(), "polarity": format!("{:?}", label.polarity), "read_level": read.level,
            "direction": label.direction, "read_direction": read.direction,
            "leans": read.leans, "because": read.because,
        });
        println!("{}", serde_json::to_string(&line)?);
    }
    Ok(())
}

#[derive(Default)]
struct Counts {
    right: usize,
    read: usize,
    labelled: usize,
}

impl Counts {
    fn f1(&self) -> f64 {
        2.0 * self.right as f64 / (self.read + self.labelled).max(1) as f64
    }
}

fn report(name: &str, labels: &[Label], rules: &Rules, confusion: bool) {
    let mut themes: BTreeMap<Theme, Counts> = BTreeMap::new();
    let mut levels: BTreeMap<(String, String), usize> = BTreeMap::new();
    let mut directions: BTreeMap<(String, String), usize> = BTreeMap::new();
    let (mut first, mut swapped) = (0, 0);
    for label in labels {
        let read = read(label, rules);
        for theme in Theme::ALL {
            let (is, was) = (label.themes.contains(theme), read.themes.contains(theme));
            let counts = themes.entry(*theme).or_default();
            counts.labelled += usize::from(is);
            counts.read += usize::from(was);
            counts.right += usize::from(is && was);
        }
        first += usize::from(label.themes.first() == read.themes.first());
        let level = label.polarity.level();
        swapped += usize::from(matches!(
            (level, read.level),
            (Level::Strength, Level::Weakness) | (Level::Weakness, Level::Strength)
        ));
        *levels
            .entry((format!("{level:?}"), format!("{:?}", read.level)))
            .or_default() += 1;
        if let Some(direction) = label.direction {
            *directions
                .entry((format!("{direction:?}"), format!("{:?}", read.direction)))
                .or_default() += 1;
        }
    }
    let mut total = Counts::default();
    for counts in themes.values() {
        total.right += counts.right;
        total.read += counts.read;
        total.labelled += counts.labelled;
    }
    let commonest = themes.values().map(|c| c.labelled).max().unwrap_or(0);
    let majority = Counts {
        right: commonest,
        read: labels.len(),
        labelled: total.labelled,
    };
    let share = |n: usize| n as f64 / labels.len().max(1) as f64;
    println!("\n{name}: {} sentences", labels.len());
    println!(
        "  themes     micro-F1 {:.3} (precision {:.3}, recall {:.3}; commonest theme {:.3}); first theme {:.3}",
        total.f1(),
        total.right as f64 / total.read.max(1) as f64,
        total.right as f64 / total.labelled.max(1) as f64,
        majority.f1(),
        share(first)
    );
    println!(
        "  level      {}; swapped {:.3}",
        accuracy(&levels),
        share(swapped)
    );
    if !directions.is_empty() {
        println!("  direction  {}", accuracy(&directions));
        for way in ["Better", "Same", "Worse"] {
            let count = |f: &dyn Fn(&str, &str) -> bool| -> usize {
                directions
                    .iter()
                    .filter(|((a, b), _)| f(a, b))
                    .map(|(_, n)| n)
                    .sum()
            };
            let counts = Counts {
                right: count(&|a, b| a == way && b == way),
                read: count(&|_, b| b == way),
                labelled: count(&|a, _| a == way),
            };
            println!(
                "    {way:<8} F1 {:.3} ({} of {} labelled, {} read)",
                counts.f1(),
                counts.right,
                counts.labelled,
                counts.read
            );
        }
    }
    if confusion {
        for (what, table) in [("level", &levels), ("direction", &directions)] {
            for ((labelled, read), n) in table {
                println!("    {what} labelled {labelled:<9} read {read:<9} {n}");
            }
        }
        for (theme, c) in &themes {
            println!(
                "    {:<30} F1 {:.2}  right {} labelled {} read {}",
                theme.slug(),
                c.f1(),
                c.right,
                c.labelled,
                c.read
            );
        }
    }
}

fn accuracy(table: &BTreeMap<(String, String), usize>) -> String {
    let all: usize = table.values().sum();
    let right: usize = table
        .iter()
        .filter(|((a, b), _)| a == b)
        .map(|(_, n)| n)
        .sum();
    let mut labelled: BTreeMap<&str, usize> = BTreeMap::new();
    for ((a, _), n) in table {
        *labelled.entry(a).or_default() += n;
    }
    let majority = labelled.values().max().copied().unwrap_or(0);
    let share = |n: usize| n as f64 / all.max(1) as f64;
    format!(
        "accuracy {:.3} (commonest class {:.3})",
        share(right),
        share(majority)
    )
}
