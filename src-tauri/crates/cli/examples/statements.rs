//! What statements are made from, in numbers, and the comparison by other tables than the program's.
//!
//! `statements study CASE [TABLES]` prints a cycle in numbers for each that the case speaks of, as JSON;
//! `statements compare CASE TABLES` what `scrutiny compare --json` prints. TABLES is a folder with `likeness.toml`,
//! `balance.toml` and `certainty.toml`. `tools/statements` fits the tables with the first and measures them, on series that
//! they were not fitted on, with the second.

#![allow(clippy::print_stdout, reason = "it prints what it is asked for")]

use std::error::Error;
use std::path::Path;

use contract::Comparisons;
use scrutiny_casebook::domain::comparison::{Tables, compare_by, cycles, study};
use scrutiny_casebook::{Casebook, Scope};

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
    let (what, case, folder) = match args.as_slice() {
        [what, case] => (what.as_str(), case, None),
        [what, case, folder] => (what.as_str(), case, Some(Path::new(folder))),
        _ => return Err("statements study|compare CASE [TABLES]".into()),
    };
    let tables = match folder {
        Some(folder) => read(folder)?,
        None => Tables::built_in().clone(),
    };
    let case = Casebook::open(Path::new(case)).await?;
    let readings = case.decided_readings(Scope::default()).await?;
    let cycles = cycles(&readings);
    match what {
        "study" => {
            let studies = cycles.iter().map(|c| study::study(&tables, c, &readings));
            println!("{}", serde_json::to_string(&studies.collect::<Vec<_>>())?);
        }
        "compare" => {
            let compared = cycles
                .iter()
                .map(|c| compare_by(&tables, c, &readings, &[]));
            let compared: Vec<_> = compared.collect();
            println!(
                "{}",
                serde_json::to_string(&Comparisons::of(&compared, &readings))?
            );
        }
        other => return Err(format!("{other} is neither study nor compare").into()),
    }
    Ok(())
}

fn read(folder: &Path) -> Result<Tables, Box<dyn Error>> {
    let text = |name: &str| std::fs::read_to_string(folder.join(name));
    let files = [
        text("likeness.toml")?,
        text("balance.toml")?,
        text("certainty.toml")?,
    ];
    Ok(Tables::parse(files.each_ref().map(String::as_str))?)
}
