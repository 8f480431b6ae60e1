//! `cargo xtask performance`: how long a person waits in the real window, on a case of many papers.
//!
//! The end-to-end crate measures (`tests/e2e/performance/`); here the papers are brought in first. What was seen
//! stands in `docs/performance.md`.

use crate::needs::{self, NPM};
use crate::paths;
use crate::programs::{self, WORKSPACE};
use crate::step::{self, Failed};

/// Builds, imports `--corpus DIR` (papers beside the repository where none is named) and measures; `--release` measures
/// the program as it is shipped.
pub fn performance() -> Result<(), Failed> {
    let asked: Vec<String> = std::env::args().skip(2).collect();
    let release = asked.iter().any(|argument| argument == "--release");
    let named = asked.iter().position(|argument| argument == "--corpus");
    let corpus = match named.and_then(|at| asked.get(at + 1)) {
        Some(folder) => std::env::current_dir().unwrap_or_default().join(folder),
        None => paths::root().join("../shared/corpus"),
    };
    if !corpus.is_dir() {
        return Err(Failed(format!(
            "there are no papers in {}: name a folder of papers with --corpus.",
            corpus.display()
        )));
    }
    needs::install(needs::TESTS)?;
    needs::npm_packages()?;
    step::run(&paths::ui(), NPM, &["run", "build"])?;

    let profile: &[&str] = if release { &["--release"] } else { &[] };
    programs::build(profile)?;
    let root = paths::root();
    let folder = paths::target().join("performance");
    std::fs::create_dir_all(&folder)
        .map_err(|error| Failed(format!("{} cannot be used: {error}.", folder.display())))?;
    let case = folder.join("Many papers.scrutiny");
    let case = paths::as_text(&case)?;
    let built = paths::built_in(if release { "release" } else { "debug" }, "scrutiny");
    // What is in the case already is left as it is: only the first run takes its time.
    let import = ["import", case, paths::as_text(&corpus)?];
    if let Err(failed) = step::run(&root, paths::as_text(&built)?, &import) {
        // A corpus has files that are no papers; they were named above and change nothing here.
        println!("{failed} Measuring with what came in.");
    }
    let measure = ["--", "--ignored", "--nocapture", "nobody_waits"];
    let test = [&["test", "--test", "e2e"], profile, &WORKSPACE, &measure].concat();
    let environment = [
        ("SCRUTINY_PERFORMANCE_CASE", case),
        ("SCRUTINY_PERFORMANCE_PAPERS", paths::as_text(&corpus)?),
    ];
    step::run_with(&root, "cargo", &test, &environment)
}
