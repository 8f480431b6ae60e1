//! The window and the command line, built with the features that the tests are built with: built any other way,
//! everything they rest on would be built once more.

use crate::paths;
use crate::step::{self, Failed};

/// The one set of features of every step that compiles the workspace.
pub const WORKSPACE: [&str; 3] = ["--workspace", "--features", "scrutiny-desk/custom-protocol"];

/// Builds both programs, `profile` being cargo's flag for one that is not the usual.
pub fn build(profile: &[&str]) -> Result<(), Failed> {
    // The tests that start a program have it built.
    let started = [
        "test",
        "--no-run",
        "--test",
        "e2e",
        "--test",
        "command_line",
    ];
    let arguments = [&started[..], profile, &WORKSPACE].concat();
    step::run(&paths::root(), "cargo", &arguments)
}
