//! Things in the repository that are made from other things in it.

use crate::needs::{self, NPM};
use crate::paths;
use crate::programs::WORKSPACE;
use crate::step::{self, Failed};

/// Typesets the papers of both invented authorities: Markdown in `source/`, PDF beside it.
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
    for folder in ["tests/fixtures/northmere", "tests/fixtures/wexbourne"] {
        let source = format!("{folder}/source");
        let folders = [source.as_str(), folder];
        step::run(
            &paths::root(),
            "cargo",
            &[&arguments[..], &folders].concat(),
        )?;
    }
    Ok(())
}

/// Draws every size of the icon from the one drawing.
pub fn icons() -> Result<(), Failed> {
    needs::npm_packages()?;
    step::run(&paths::ui(), NPM, &["run", "icons"])
}

/// Writes `ui/src/api/bindings.ts` from the shell's commands.
pub fn bindings() -> Result<(), Failed> {
    needs::install(needs::WINDOW)?;
    // The shell carries the built interface, which cannot be built while the bindings are wrong: any page will do.
    let page = paths::ui().join("dist/index.html");
    if !page.exists() {
        let folder = page.with_file_name("");
        let written =
            std::fs::create_dir_all(folder).and_then(|()| std::fs::write(&page, "<!doctype html>"));
        written.map_err(|error| {
            Failed(format!("{} could not be written: {error}.", page.display()))
        })?;
    }
    let test = [&["test", "--lib"], &WORKSPACE[..], &["bindings_are"]].concat();
    let write = [("SCRUTINY_WRITE_BINDINGS", "1")];
    step::run_with(&paths::root(), "cargo", &test, &write)
}
