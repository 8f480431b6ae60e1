//! What statements are made from, in numbers, and the comparison by other tables than the program's.
//!
//! `statements study CASE TABLES [READ [CONFIRMED]]` prints a cycle in numbers for each that the case speaks of, as JSON;
//! `statements compare CASE TABLES [READ [CONFIRMED]]` what `scrutiny compare --json` prints. TABLES is a folder with
//! `likeness.toml`, `balance.toml` and `certainty.toml`. READ is a file of how other weights than the program's read the
//! inspectors' sentences (`tools/reader/fit.py --read-to`): the program's may have been fitted on them. CONFIRMED is a file of
//! matters as a person would have put them together. `tools/statements` fits the tables with the first and measures them, on
//! series that they were not fitted on, with the second.

#![allow(clippy::print_stdout, reason = "it prints what it is asked for")]

use std::collections::HashMap;
use std::error::Error;
use std::path::Path;

use contract::Comparisons;
use scrutiny_casebook::domain::comparison::{
    Decided, Decision, FindingRef, Reading, SeenMatter, Tables, compare_by, cycles, study,
};
use scrutiny_casebook::domain::findings::Finding;
use scrutiny_casebook::{Casebook, Scope};
use scrutiny_reader::{Outputs, Reader};
use serde::Deserialize;

/// What the command line prints: it is a program, not a library, so its rooms are taken in here.
#[path = "../src/contract/mod.rs"]
#[allow(
    dead_code,
    unused_imports,
    reason = "of the contract only the comparison is printed here"
)]
mod contract;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [what, case, tables, more @ ..] = args.as_slice() else {
        return Err("statements study|compare CASE TABLES [READ [CONFIRMED]]".into());
    };
    let tables = tables_in(Path::new(tables))?;
    let case = Casebook::open(Path::new(case)).await?;
    let mut readings = case.decided_readings(Scope::default()).await?;
    if let Some(read) = more.first() {
        read_by_others(&mut readings, Path::new(read))?;
    }
    let decided = match more.get(1) {
        Some(file) => confirmed_in(Path::new(file))?,
        None => Vec::new(),
    };
    let cycles = cycles(&readings);
    let printed = match what.as_str() {
        "study" => {
            let studies = cycles
                .iter()
                .map(|c| study::study(&tables, c, &readings, &decided));
            serde_json::to_string(&studies.collect::<Vec<_>>())?
        }
        "compare" => {
            let compared = cycles
                .iter()
                .map(|c| compare_by(&tables, c, &readings, &decided));
            let compared: Vec<_> = compared.collect();
            serde_json::to_string(&Comparisons::of(&compared, &readings))?
        }
        other => return Err(format!("{other} is neither study nor compare").into()),
    };
    println!("{printed}");
    Ok(())
}

fn tables_in(folder: &Path) -> Result<Tables, Box<dyn Error>> {
    let text = |name: &str| std::fs::read_to_string(folder.join(name));
    let files = [
        text("likeness.toml")?,
        text("balance.toml")?,
        text("certainty.toml")?,
    ];
    Ok(Tables::parse(files.each_ref().map(String::as_str))?)
}

/// A matter as a person would have put it together.
#[derive(Deserialize)]
struct Confirmed {
    thread: String,
    /// None for a finding that is of none of the matters.
    title: Option<String>,
    /// Their words.
    findings: Vec<String>,
}

/// The decisions of a person who put the matters together so.
fn confirmed_in(file: &Path) -> Result<Vec<Decided>, Box<dyn Error>> {
    let matters: Vec<Confirmed> = serde_json::from_str(&std::fs::read_to_string(file)?)?;
    let decided = matters.into_iter().map(|matter| {
        let finding = |quote| FindingRef {
            source: String::new(),
            quote,
        };
        let findings: Vec<FindingRef> = matter.findings.into_iter().map(finding).collect();
        let decision = match &matter.title {
            Some(_) => Decision::Confirm {
                thread: matter.thread.clone(),
                visit: String::new(),
                findings: findings.clone(),
            },
            None => Decision::Wrote {
                thread: matter.thread.clone(),
            },
        };
        let seen = SeenMatter {
            thread: matter.thread,
            title: matter.title,
            findings,
        };
        Decided {
            seen: vec![seen],
            ..Decided::new(decision, None)
        }
    });
    Ok(decided.collect())
}

/// How other weights read a sentence: probabilities, and where it lies.
#[derive(Deserialize)]
struct Read {
    /// Name of the paper, without its ending.
    document: String,
    text: String,
    themes: Vec<f32>,
    level: Vec<f32>,
    direction: Vec<f32>,
    vector: Vec<f32>,
}

/// Joins to each finding that was read twice the opinion of other weights in place of the program's.
fn read_by_others(readings: &mut [Reading], file: &Path) -> Result<(), Box<dyn Error>> {
    let letters = |text: &str| -> String {
        let letters = text.chars().filter(|c| c.is_alphanumeric());
        letters.flat_map(char::to_lowercase).collect()
    };
    let mut by_words: HashMap<(String, String), Read> = HashMap::new();
    for line in std::fs::read_to_string(file)?.lines() {
        let read: Read = serde_json::from_str(line)?;
        by_words.insert((read.document.clone(), letters(&read.text)), read);
    }
    let reader = Reader::built_in().map_err(ToString::to_string)?;
    for reading in readings {
        let paper = Path::new(&reading.document.source.file).file_stem();
        let paper = paper.unwrap_or_default().to_string_lossy().into_owned();
        let again = |f: Finding| match by_words.get(&(paper.clone(), letters(f.quote()))) {
            Some(read) if f.second.is_some() => f.with_opinion(reader.opinion(outputs(read))),
            _ => f,
        };
        let findings = std::mem::take(&mut reading.findings);
        reading.findings = findings.into_iter().map(again).collect();
    }
    Ok(())
}

/// The outputs that give these probabilities.
fn outputs(read: &Read) -> Outputs {
    let logarithm = |p: &f32| p.max(1e-6).ln();
    let log_odds = |p: &f32| (p.max(1e-6) / (1.0 - p).max(1e-6)).ln();
    Outputs {
        themes: read.themes.iter().map(log_odds).collect(),
        level: read.level.iter().map(logarithm).collect(),
        direction: read.direction.iter().map(logarithm).collect(),
        likeness: read.vector.clone(),
    }
}
