//! How well the later report's place for an earlier finding is found, on labelled pairs of real reports.
//!
//! `cargo run --example matching -- LABELS CORPUS [--errors] [--fit] [--cache FOLDER]`
//!
//! LABELS has `matches.jsonl` (development) and `train/matches.jsonl`; CORPUS the papers they name. `--errors` lists
//! what was missed, of authorities that are not held back; `--fit` fits the weights on the open authorities of train
//! and prints the table that belongs in `comparison/likeness.toml`; `--cache` keeps what was read of the papers.
#![allow(clippy::print_stdout, reason = "its output is its purpose")]

mod fit;
mod matching;

use std::error::Error;
use std::path::PathBuf;

fn main() -> Result<(), Box<dyn Error>> {
    let mut folders = Vec::new();
    let (mut errors, mut fitted, mut cache) = (false, false, None);
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--errors" => errors = true,
            "--fit" => fitted = true,
            "--cache" => {
                cache = Some(PathBuf::from(
                    arguments.next().ok_or("--cache needs a folder")?,
                ))
            }
            _ => folders.push(PathBuf::from(argument)),
        }
    }
    let [labels, corpus] = folders.as_slice() else {
        return Err("which labels, and which papers? matching LABELS CORPUS".into());
    };
    let asked = matching::asked(labels, corpus, cache.as_deref())?;
    if fitted {
        let weights = fit::fit(&asked);
        println!("{}", fit::table(&weights));
        matching::rows(&asked, &weights)
            .iter()
            .for_each(|row| println!("{row}"));
        return Ok(());
    }
    let weights = scrutiny_domain::comparison::Weights::built_in();
    matching::rows(&asked, weights)
        .iter()
        .for_each(|row| println!("{row}"));
    if errors {
        matching::errors(&asked, weights)
            .iter()
            .for_each(|line| println!("{line}"));
    }
    Ok(())
}
