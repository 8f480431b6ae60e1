//! Whatever a casebook does, the window and the command line do too, but for the exceptions that the list of verbs names
//! with their reasons.

#![allow(clippy::unwrap_used, reason = "a test may stop where it is wrong")]

use std::fs;
use std::path::Path;

use scrutiny_casebook::{Offered, VERBS};

/// The code of a crate, without its tests and without spaces.
fn code(folder: &Path) -> String {
    let mut all = String::new();
    let mut entries: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|e| e.unwrap().path())
        .collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            all.push_str(&code(&path));
        } else if path.extension().is_some_and(|e| e == "rs") {
            let text = fs::read_to_string(&path).unwrap();
            let text = text.split("#[cfg(test)]").next().unwrap();
            let lines = text.lines().filter(|l| !l.trim_start().starts_with("//"));
            all.extend(lines.flat_map(|l| l.chars().filter(|c| !c.is_whitespace())));
        }
    }
    all
}

fn source(of: &str) -> String {
    code(&Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(of))
}

/// Whether the code calls a verb of a casebook.
fn calls(code: &str, verb: &str) -> bool {
    [
        format!("casebook.{verb}("),
        format!("casebook().{verb}("),
        format!("Casebook::{verb}("),
    ]
    .iter()
    .any(|call| code.contains(call.as_str()))
}

#[test]
fn the_window_and_the_command_line_do_what_a_casebook_does() {
    let window = source("src-tauri/crates/bridge/src");
    let command_line = source("src-tauri/crates/cli/src");
    for verb in VERBS {
        let (in_window, on_line) = match verb.offered {
            Offered::Both => (true, true),
            Offered::WindowAlone(_) => (true, false),
            Offered::CommandLineAlone(_) => (false, true),
            Offered::Neither(_) => (false, false),
        };
        let name = verb.name;
        assert_eq!(calls(&window, name), in_window, "{name} in the window");
        assert_eq!(
            calls(&command_line, name),
            on_line,
            "{name} on the command line"
        );
    }
}

#[test]
fn every_call_of_the_bridge_is_made_by_the_window() {
    let bridge = Path::new(env!("CARGO_MANIFEST_DIR")).join("../src-tauri/crates/bridge/src");
    let callers = source("src-tauri/src") + &code(&bridge);
    let mut calls = 0;
    for file in fs::read_dir(bridge).unwrap() {
        let text = fs::read_to_string(file.unwrap().path()).unwrap();
        let public = text
            .lines()
            .filter_map(|l| l.strip_prefix("    pub async fn "));
        for call in public.filter_map(|l| l.split('(').next()) {
            calls += 1;
            assert!(callers.contains(&format!(".{call}(")), "{call}");
        }
    }
    assert!(calls > 20, "{calls}");
}
