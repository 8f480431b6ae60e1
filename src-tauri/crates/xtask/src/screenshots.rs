//! `cargo xtask screenshots`: pictures of every screen, light and dark, on the sample case.
//!
//! The end-to-end test takes them as it goes (`tests/e2e`), so that they show what is tested. Looking at them is for
//! a person. Deliberately not here: driving the window.

use crate::needs::{self, NPM};
use crate::paths;
use crate::programs::WORKSPACE;
use crate::step::{self, Failed};

/// Takes the pictures and says where they are.
pub fn screenshots() -> Result<(), Failed> {
    needs::install(needs::TESTS)?;
    needs::install(needs::PICTURES)?;
    needs::npm_packages()?;
    step::run(&paths::ui(), NPM, &["run", "build"])?;
    let folder = paths::target().join("screenshots");
    std::fs::create_dir_all(&folder)
        .map_err(|error| Failed(format!("{} cannot be used: {error}.", folder.display())))?;
    let name = paths::as_text(&folder)?;
    let arguments = [&["test", "--test", "e2e"], &WORKSPACE[..]].concat();
    step::run_with(
        &paths::root(),
        "cargo",
        &arguments,
        &[("SCRUTINY_E2E_PICTURES", name)],
    )?;
    println!("\nThe pictures are in\n{}", folder.display());
    Ok(())
}
