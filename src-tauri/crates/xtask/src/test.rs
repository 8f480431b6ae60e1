//! `cargo xtask test`: everything that must hold before a change goes in.

use crate::needs::{self, NPM};
use crate::paths;
use crate::programs::WORKSPACE;
use crate::step::{self, Failed};

/// Runs every check, going on past those that fail, and fails where any did.
pub fn test() -> Result<(), Failed> {
    needs::install(needs::TESTS)?;
    needs::npm_packages()?;
    let (root, ui) = (paths::root(), paths::ui());
    let failures: Vec<Failed> = [
        step::run(&root, "cargo", &["fmt", "--all", "--check"]),
        step::run(&ui, NPM, &["run", "check"]),
        step::run(&ui, NPM, &["test"]),
        states_where_a_browser_is(),
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
        deny_where_installed(),
        // Last, so that the output closes with the count of tests.
        step::run(
            &root,
            "cargo",
            &[&["test", "--no-fail-fast"], &WORKSPACE[..]].concat(),
        ),
    ]
    .into_iter()
    .filter_map(Result::err)
    .collect();
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

/// Every state of the interface in a real browser; said aloud where there is none.
fn states_where_a_browser_is() -> Result<(), Failed> {
    let named = std::env::var_os("CHROMIUM").is_some();
    let there = ["chromium", "chromium-browser", "google-chrome"]
        .iter()
        .any(|program| step::succeeds(program, &["--version"]));
    if !named && !there {
        println!(
            "\n── no Chromium is installed: the states of the interface were not looked at in a browser. Install it, or \
             name it in CHROMIUM; ‘npm run test:states’ in ui/ does it."
        );
        return Ok(());
    }
    step::run(&paths::ui(), NPM, &["run", "test:states"])
}

/// The checks of cargo-deny that need no network; said aloud where the tool is not there (docs/decisions/0004).
fn deny_where_installed() -> Result<(), Failed> {
    if !has_deny() {
        println!(
            "\n── cargo deny is not installed: licences and advisories not checked here. ‘cargo xtask deny’ does it."
        );
        return Ok(());
    }
    step::run(
        &paths::root(),
        "cargo",
        &["deny", "--offline", "check", "licenses", "bans", "sources"],
    )
}

fn has_deny() -> bool {
    step::succeeds("cargo", &["deny", "--version"])
}
