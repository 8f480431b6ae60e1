//! `cargo xtask test`: everything that must hold before a change goes in.

use std::path::PathBuf;

use crate::needs::{self, NPM};
use crate::paths;
use crate::programs::WORKSPACE;
use crate::skip::{self, Need};
use crate::step::{self, Failed};

/// Runs every check, going on past those that fail, and fails where any did.
pub fn test() -> Result<(), Failed> {
    needs::install(needs::TESTS)?;
    needs::npm_packages()?;
    let (root, ui) = (paths::root(), paths::ui());
    let record = fresh_record()?;
    let record = paths::as_text(&record)?;
    let mut skipped = Vec::new();
    let failures: Vec<Failed> = [
        step::run(&root, "cargo", &["fmt", "--all", "--check"]),
        step::run(&ui, NPM, &["run", "check"]),
        step::run(&ui, NPM, &["test"]),
        states(&mut skipped),
        // The shell carries the built interface inside: this comes before anything that compiles the shell.
        step::run(&ui, NPM, &["run", "build"]),
        step::run(
            &root,
            "cargo",
            &[
                &["clippy", "--all-targets"],
                &WORKSPACE[..],
                &["--", "-D", "warnings"],
            ]
            .concat(),
        ),
        licences(&mut skipped),
        real_window(&mut skipped),
        // Last, so that the output closes with the count of tests.
        step::run_with(
            &root,
            "cargo",
            &[&["test", "--no-fail-fast"], &WORKSPACE[..]].concat(),
            &[(skip::RECORD, record)],
        ),
    ]
    .into_iter()
    .filter_map(Result::err)
    .collect();
    let recorded = std::fs::read_to_string(record).unwrap_or_default();
    println!("\n── {}", skip::summary(&(skipped.concat() + &recorded)));
    if failures.is_empty() {
        return Ok(());
    }
    let lines: Vec<String> = failures
        .iter()
        .map(|failed| format!("  - {failed}"))
        .collect();
    Err(Failed(format!(
        "not everything holds:\n{}",
        lines.join("\n")
    )))
}

/// Checks licences, bans, sources and advisories, installing cargo-deny where it is missing.
pub fn deny() -> Result<(), Failed> {
    if !has_deny() {
        step::run(
            &paths::root(),
            "cargo",
            &["install", "--locked", "cargo-deny"],
        )?;
    }
    step::run(&paths::root(), "cargo", &["deny", "check"])
}

/// An empty record for the tests to write their skips into.
fn fresh_record() -> Result<PathBuf, Failed> {
    let record = paths::target().join("skipped");
    std::fs::write(&record, "").map_err(|error| {
        Failed(format!(
            "{} could not be written: {error}.",
            record.display()
        ))
    })?;
    Ok(record)
}

/// Leaves a check out: an entry in the list of those skipped, or a failure where its need is required.
fn skip(need: Need, check: &str, skipped: &mut Vec<String>) -> Result<(), Failed> {
    if need.is_required() {
        return Err(Failed(format!(
            "‘{check}’ is required, and {}.",
            need.missing()
        )));
    }
    println!("\n── skipped: {check}: {}", need.missing());
    skipped.push(skip::line(need, check));
    Ok(())
}

/// Every state of the interface in a real browser.
fn states(skipped: &mut Vec<String>) -> Result<(), Failed> {
    let named = std::env::var_os("CHROMIUM").is_some();
    let there = ["chromium", "chromium-browser", "google-chrome"]
        .iter()
        .any(|program| step::succeeds(program, &["--version"]));
    if named || there {
        step::run(&paths::ui(), NPM, &["run", "test:states"])
    } else {
        skip(Need::Chromium, "npm run test:states", skipped)
    }
}

/// The checks of cargo-deny that need no network (docs/decisions/0004).
fn licences(skipped: &mut Vec<String>) -> Result<(), Failed> {
    if has_deny() {
        step::run(
            &paths::root(),
            "cargo",
            &["deny", "--offline", "check", "licenses", "bans", "sources"],
        )
    } else {
        skip(Need::CargoDeny, "cargo deny check", skipped)
    }
}

/// The end-to-end test is compiled on Linux alone; elsewhere it counts as skipped.
fn real_window(skipped: &mut Vec<String>) -> Result<(), Failed> {
    if cfg!(target_os = "linux") {
        Ok(())
    } else {
        skip(Need::LinuxDesktop, "cargo test --test e2e", skipped)
    }
}

fn has_deny() -> bool {
    step::succeeds("cargo", &["deny", "--version"])
}
