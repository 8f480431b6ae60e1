//! Tasks of the repository, run as `cargo xtask TASK`: install what is missing, build, run, test.
//!
//! Depends on the standard library alone, so that it is ready in seconds on a fresh machine. It starts other
//! programs and shows what they print. Deliberately not here: anything that the program itself does.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a command line program speaks to its user"
)]

mod bundle;
mod evaluate;
mod needs;
mod paths;
mod performance;
mod programs;
mod run;
mod sample;
mod screenshots;
#[path = "../../../../tests/src/skip.rs"]
mod skip;
mod step;
mod test;
mod torture;

use std::process::ExitCode;

use step::Failed;

const HELP: &str = "\
Tasks of Scrutiny Desk.

Usage: cargo xtask TASK

Tasks:
  run      Install what is missing, build, and open the program on the sample case.
           Without a display: make the sample's briefing pack with the command line
           instead and print its path.
  test     Install what the tests need and run all of them, with formatting, lints,
           licences and types. Tests that lack what they need (a corpus, another
           program) skip, and are counted at the end; SCRUTINY_REQUIRE=all has them
           fail, SCRUTINY_REQUIRE=corpus,pdftotext,… some of them.
  evaluate [--corpus DIR] [--labels DIR] [--errors] [--only reading|facts|findings]
           Measure the reading of real documents against hand labels beside the
           repository: every figure beside what the commonest answer would score.
  deny     Check licences, sources and advisories of all dependencies, installing
           cargo-deny where it is missing.
  sample   Typeset the papers of the sample case again from their source.
  icons    Draw all sizes of the program's icon again from icons/scrutiny-desk.svg.
  screenshots
           Take pictures of every screen, light and dark, on the sample case.
  performance [--corpus DIR] [--release]
           Measure how long a person waits in the real window, on a case of many papers.
  torture [TENTHS [SEED]]
           Ends programs at any moment, fills disks, damages, copies and mixes files, and
           prints what was lost: nothing may be. Ten tenths where none are said.
  bundle [--debug]
           Make the packages of this system: .deb and .rpm, on Windows an installer, on
           macOS a disk image. Both programs are in them, the window and the command line.
  try-bundle [--debug]
           Install the .deb on a Debian that has nothing else, made for it, and start
           the window there; look through the .rpm. For root, on Linux.
  bindings Write the user interface's half of the bridge again.
  help     Print this.

On Debian and Ubuntu missing packages are installed with apt-get (through sudo where
you are not root). Elsewhere the task names what to install.
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let task: fn() -> Result<(), Failed> =
        match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
            ["run"] => run::run,
            ["test"] => test::test,
            ["evaluate", ..] => evaluate::evaluate,
            ["deny"] => test::deny,
            ["sample"] => sample::typeset,
            ["icons"] => sample::icons,
            ["torture", ..] => torture::torture,
            ["performance", ..] => performance::performance,
            ["bundle"] | ["bundle", "--debug"] => bundle::bundle,
            ["try-bundle"] | ["try-bundle", "--debug"] => bundle::try_bundle,
            ["screenshots"] => screenshots::screenshots,
            ["bindings"] => sample::bindings,
            [] | ["help" | "--help" | "-h"] => {
                print!("{HELP}");
                return ExitCode::SUCCESS;
            }
            _ => {
                eprintln!(
                    "cargo xtask does not know ‘{}’.\n\n{HELP}",
                    arguments.join(" ")
                );
                return ExitCode::from(2);
            }
        };
    match task() {
        Ok(()) => ExitCode::SUCCESS,
        Err(failed) => {
            eprintln!("\nxtask: {failed}");
            ExitCode::FAILURE
        }
    }
}
