//! Things in the repository that are made from other things in it.

use crate::needs::{self, NPM};
use crate::paths;
use crate::step::{self, Failed};

/// Typesets the sample's papers: Markdown in `source/`, PDF beside it.
pub fn typeset() -> Result<(), Failed> {
    needs::install(needs::CORE)?;
    let arguments = [
        "run",
        "--package",
        "scrutiny-print",
        "--example",
        "typeset",
        "--",
    ];
    let folders = [
        "tests/fixtures/northmere/source",
        "tests/fixtures/northmere",
    ];
    step::run(
        &paths::root(),
        "cargo",
        &[&arguments[..], &folders].concat(),
    )
}

/// Draws every size of the icon from the one drawing.
pub fn icons() -> Result<(), Failed> {
    needs::npm_packages()?;
    step::run(&paths::ui(), NPM, &["run", "icons"])
}

/// Writes `ui/src/api/bindings.ts` from the shell's commands.
pub fn bindings() -> Result<(), Failed> {
    needs::install(needs::WINDOW)?;
    let arguments = [
        "test",
        "--package",
        "scrutiny-desk",
        "--features",
        "custom-protocol",
        "--lib",
        "bindings",
    ];
    step::run_with(
        &paths::root(),
        "cargo",
        &arguments,
        &[("SCRUTINY_WRITE_BINDINGS", "1")],
    )
}
