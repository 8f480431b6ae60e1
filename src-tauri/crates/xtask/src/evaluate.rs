//! `cargo xtask evaluate`: the figures of the program's reading, by the example of the test crate that measures them.

use crate::paths;
use crate::programs::WORKSPACE;
use crate::step::{self, Failed};

/// Builds and runs it with what follows the task's name. Folders are named from where the caller stands.
pub fn evaluate() -> Result<(), Failed> {
    let build = [&["build", "--example", "evaluate"], &WORKSPACE[..]].concat();
    step::run(&paths::root(), "cargo", &build)?;
    let program = paths::built("examples/evaluate");
    let program = paths::as_text(&program)?;
    let arguments: Vec<String> = std::env::args().skip(2).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    step::run(
        &std::env::current_dir().unwrap_or_default(),
        program,
        &arguments,
    )
}
