//! How far the program's reading agrees with what people found: a table of every measure with what the commonest
//! answer would score beside it.
//!
//! `cargo xtask evaluate [--corpus DIR] [--labels DIR] [--errors] [--only reading|facts|findings|following]`
//!
//! Also `--rules DIR` (read the rules of a folder instead of the built-in ones) and `--each` (every labelled sentence
//! that is not held back, with what was labelled and read, one JSON object a line, instead of tables).
//! The measures themselves are in `scrutiny_tests::measure`.
#![allow(clippy::print_stdout, reason = "its output is its purpose")]

use std::collections::BTreeSet;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::time::Instant;

use scrutiny_domain::READ_BY;
use scrutiny_domain::comparison::Reading;
use scrutiny_domain::findings::{RuleFiles, Rules};
use scrutiny_reader::Reader;
use scrutiny_tests::measure::corpus::{self, Corpus};
use scrutiny_tests::measure::findings::{self, Column, Placed};
use scrutiny_tests::measure::labels::{self, Set};
use scrutiny_tests::measure::{Group, facts, matching, reading, second};

struct Options {
    corpus: PathBuf,
    labels: PathBuf,
    rules: Rules,
    errors: bool,
    each: bool,
    only: Option<String>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let options = options()?;
    let wanted = |what: &str| options.only.as_deref().is_none_or(|o| o == what);
    let sets = if wanted("findings") {
        labels::sets(&options.labels)?
    } else {
        Vec::new()
    };
    let whole = wanted("reading") || wanted("facts") || wanted("following");
    let labelled: BTreeSet<&str> = sets
        .iter()
        .flat_map(|s| &s.labels)
        .map(|l| l.document.as_str())
        .collect();
    let started = Instant::now();
    let corpus = corpus::read_all(&options.corpus, &options.rules, |name| {
        whole || labelled.contains(name)
    })?;
    let took = started.elapsed().as_secs_f32();
    if options.each {
        return each(&sets, &corpus, &options.rules);
    }
    println!(
        "{} documents read in {took:.0} s, {} refused as not what their names say, {} failed; rules {READ_BY}",
        corpus.papers.len(),
        corpus.refused.len(),
        corpus.failed.len()
    );
    corpus.failed.iter().for_each(|f| println!("  {f}"));
    let mut groups = Vec::new();
    if wanted("reading") {
        match reading::measure(&corpus) {
            Some(figures) => groups.push(figures.group()),
            None => println!("reading: skipped, pdftotext is not installed"),
        }
    }
    if wanted("facts") {
        let own = options.corpus.join("facts.csv");
        let (title, csv) = if own.is_file() {
            ("Facts", std::fs::read_to_string(own)?)
        } else {
            ("Facts, development figures", facts::TRUTH.to_owned())
        };
        groups.push(facts::measure(title, &corpus, &facts::table(&csv)));
    }
    let reader = Reader::built_in()?;
    println!(
        "learned reader {}; it was fitted on the open sentences of train: there its figures say nothing",
        reader.version()
    );
    for set in &sets {
        let placed = findings::place(set, &corpus);
        let columns = columns(&placed, &options.rules, reader);
        groups.push(findings::measure(set, &placed, &columns));
    }
    if wanted("following") {
        let mut reading = |name: &str| {
            let paper = corpus.paper(name)?;
            Some(Reading {
                document: paper.document.clone(),
                facts: paper.facts.clone(),
                findings: paper.findings.clone(),
            })
        };
        let asked = matching::asked(&options.labels, &mut reading)?;
        groups.extend(matching::groups(&asked));
    }
    for group in &groups {
        show(group, options.errors);
    }
    Ok(())
}

/// The readers side by side.
fn columns(placed: &[Placed<'_>], rules: &Rules, reader: &Reader) -> Vec<Column> {
    let by_rules = Column {
        name: "rules".to_owned(),
        reads: findings::by_rules(placed, rules),
    };
    let opinions = second::opinions(placed, reader);
    let beside = second::columns(&by_rules.reads, &opinions);
    std::iter::once(by_rules).chain(beside).collect()
}

fn show(group: &Group, errors: bool) {
    print!("{}", group.table());
    if errors && !group.errors.is_empty() {
        println!("  errors:");
        group.errors.iter().for_each(|e| println!("    {e}"));
    }
}

fn each(sets: &[Set], corpus: &Corpus, rules: &Rules) -> Result<(), Box<dyn Error>> {
    for set in sets.iter().filter(|s| !s.held_back) {
        let placed = findings::place(set, corpus);
        for (p, read) in placed.iter().zip(findings::by_rules(&placed, rules)) {
            let Some(read) = read else { continue };
            let finding = p.found.map(|(paper, at)| &paper.findings[at]);
            let line = serde_json::json!({
                "set": set.name, "document": p.label.document,
                "text": p.label.text, "before": p.label.before,
                "section": finding.and_then(|f| f.section.as_deref()),
                "own_before": finding.and_then(|f| f.before.as_deref()),
                "placed": finding.is_some(),
                "themes": p.label.themes, "read_themes": read.themes,
                "level": p.label.level(), "read_level": read.level,
                "polarity": format!("{:?}", p.label.polarity),
                "direction": p.label.direction, "read_direction": read.direction,
                "because": read.because,
            });
            println!("{}", serde_json::to_string(&line)?);
        }
    }
    Ok(())
}

fn options() -> Result<Options, Box<dyn Error>> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared");
    let mut options = Options {
        corpus: beside.join("corpus"),
        labels: beside.join("labels"),
        rules: Rules::built_in().clone(),
        errors: false,
        each: false,
        only: None,
    };
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let mut value = || {
            arguments
                .next()
                .ok_or_else(|| format!("{argument} needs a value"))
        };
        match argument.as_str() {
            "--corpus" => options.corpus = PathBuf::from(value()?),
            "--labels" => options.labels = PathBuf::from(value()?),
            "--rules" => options.rules = rules_of(Path::new(&value()?))?,
            "--only" => options.only = Some(value()?),
            "--errors" => options.errors = true,
            "--each" => {
                options.each = true;
                options.only = Some("findings".to_owned());
            }
            other => return Err(format!("evaluate does not know ‘{other}’").into()),
        }
    }
    Ok(options)
}

fn rules_of(folder: &Path) -> Result<Rules, Box<dyn Error>> {
    let read = |name: &str| std::fs::read_to_string(folder.join(name));
    let (themes, evaluation, sections) = (
        read("themes.toml")?,
        read("evaluation.toml")?,
        read("sections.toml")?,
    );
    Ok(Rules::parse(&RuleFiles {
        themes: &themes,
        evaluation: &evaluation,
        sections: &sections,
        ..RuleFiles::BUILT_IN
    })?)
}
