//! `cargo xtask torture`: what becomes of cases whatever is done to their files, by the test of the command line that does it.

use crate::paths;
use crate::step::{self, Failed};

/// Runs the whole of it; how many tenths, and by which seed, may follow the task's name.
pub fn torture() -> Result<(), Failed> {
    let mut said = std::env::args().skip(2);
    let tenths = said.next().unwrap_or_else(|| "10".to_owned());
    let mut set = vec![("SCRUTINY_TORTURE", tenths)];
    set.extend(said.next().map(|seed| ("SCRUTINY_TORTURE_SEED", seed)));
    let set: Vec<(&str, &str)> = set
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    let arguments = [
        "test",
        "--package",
        "scrutiny-cli",
        "--test",
        "keeping",
        "the_whole_of_it",
        "--",
        "--ignored",
        "--nocapture",
    ];
    step::run_with(&paths::root(), "cargo", &arguments, &set)
}
