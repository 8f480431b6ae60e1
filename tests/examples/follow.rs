//! Fits the table of what likeness is made of, on labelled pairs of reports, and measures it.
//!
//! `cargo run -p scrutiny-tests --example follow -- LABELS CORPUS [--fit] [--errors] [--cache FOLDER]`
//!
//! Without `--fit` it measures the built-in table (as `cargo xtask evaluate --only following` does); with it, it prints
//! the table that belongs in `comparison/likeness.toml`, and its measures. `--cache` keeps what was read of the papers.
#![allow(clippy::print_stdout, reason = "its output is its purpose")]

use std::error::Error;
use std::path::{Path, PathBuf};

use scrutiny_domain::comparison::{Reading, Weights};
use scrutiny_domain::document::Document;
use scrutiny_domain::findings::Rules;
use scrutiny_intake::Limits;
use scrutiny_tests::measure::{fit, matching};

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
                ));
            }
            _ => folders.push(PathBuf::from(argument)),
        }
    }
    let [labels, corpus] = folders.as_slice() else {
        return Err("which labels, and which papers? follow LABELS CORPUS".into());
    };
    let mut reading = |name: &str| read(corpus, name, cache.as_deref()).ok();
    let asked = matching::asked(labels, &mut reading)?;
    let weights = if fitted {
        let weights = fit::fit(&asked);
        println!("{}", fit::table(&weights));
        weights
    } else {
        Weights::built_in().clone()
    };
    for group in matching::groups(&asked, &weights) {
        print!("{}", group.table());
        if errors {
            group.errors.iter().for_each(|e| println!("    {e}"));
        }
    }
    Ok(())
}

fn read(corpus: &Path, name: &str, cache: Option<&Path>) -> Result<Reading, Box<dyn Error>> {
    let kept = cache.map(|c| c.join(name.replace('/', "_") + ".json"));
    let before = kept.as_ref().and_then(|k| std::fs::read_to_string(k).ok());
    let document: Document = match before {
        Some(text) => serde_json::from_str(&text)?,
        None => {
            let bytes = std::fs::read(corpus.join(name))?;
            let mut document = scrutiny_intake::read(&bytes, name, &Limits::default())?;
            document.words.clear();
            if let Some(kept) = kept {
                std::fs::write(kept, serde_json::to_string(&document)?)?;
            }
            document
        }
    };
    Ok(Reading::of(document, Rules::built_in()))
}
