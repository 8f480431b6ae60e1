//! `cargo xtask run`: the program on the sample case, or the sample's pack where there is no display.

use std::path::{Path, PathBuf};

use crate::needs::{self, NPM};
use crate::paths::{self, as_text};
use crate::programs;
use crate::step::{self, Failed};

/// The sample's authority: invented.
const AUTHORITY: &str = "Northmere";

/// Builds and opens, or builds and prints.
pub fn run() -> Result<(), Failed> {
    if has_display() { open() } else { brief() }
}

fn has_display() -> bool {
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || set("DISPLAY") || set("WAYLAND_DISPLAY")
}

/// The window on a workspace that is kept from run to run: what was written in it stays.
fn open() -> Result<(), Failed> {
    needs::install(needs::WINDOW)?;
    needs::npm_packages()?;
    step::run(&paths::ui(), NPM, &["run", "build"])?;
    programs::build(&[])?;
    let folder = made_folder("sample")?;
    let workspace = folder.join(format!("{AUTHORITY}.scrutiny"));
    let mut arguments = vec![as_text(&workspace)?.to_owned()];
    if !workspace.exists() {
        for paper in papers()? {
            arguments.push(as_text(&paper)?.to_owned());
        }
    }
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    step::run(
        &paths::root(),
        as_text(&paths::built("scrutiny-desk"))?,
        &arguments,
    )
}

/// The pack by command line, from a workspace made anew: nobody has written in it.
fn brief() -> Result<(), Failed> {
    println!(
        "There is no display (neither DISPLAY nor WAYLAND_DISPLAY is set): making the sample’s briefing pack instead."
    );
    needs::install(needs::CORE)?;
    let root = paths::root();
    step::run(&root, "cargo", &["build", "--package", "scrutiny-cli"])?;
    let folder = made_folder("sample-pack")?;
    std::fs::remove_dir_all(&folder).map_err(|error| cannot(&folder, &error))?;
    let folder = made_folder("sample-pack")?;
    let workspace = folder.join(format!("{AUTHORITY}.scrutiny"));
    let pack = folder.join(format!("{AUTHORITY} briefing.pdf"));
    let scrutiny = paths::built("scrutiny");
    let scrutiny = as_text(&scrutiny)?;
    let papers = papers()?;
    let mut import = vec!["import", as_text(&workspace)?];
    for paper in &papers {
        import.push(as_text(paper)?);
    }
    step::run(&root, scrutiny, &import)?;
    step::run(
        &root,
        scrutiny,
        &[
            "brief",
            as_text(&workspace)?,
            "--authority",
            AUTHORITY,
            "--out",
            as_text(&pack)?,
        ],
    )?;
    println!("\nThe sample’s briefing pack:\n{}", pack.display());
    Ok(())
}

/// The sample's papers in the order of their names: those that were typeset, and the articles, which are text.
fn papers() -> Result<Vec<PathBuf>, Failed> {
    let typeset = with_ending(&paths::sample(), "pdf")?;
    if typeset.is_empty() {
        return Err(Failed(
            "the sample has not been typeset: run ‘cargo xtask sample’ first.".to_owned(),
        ));
    }
    let articles = with_ending(&paths::sample().join("source"), "txt")?;
    Ok([typeset, articles].concat())
}

fn with_ending(folder: &Path, ending: &str) -> Result<Vec<PathBuf>, Failed> {
    let entries = std::fs::read_dir(folder).map_err(|error| cannot(folder, &error))?;
    let paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
    let mut files: Vec<PathBuf> = paths
        .filter(|path| path.extension().is_some_and(|found| found == ending))
        .collect();
    files.sort();
    Ok(files)
}

fn made_folder(name: &str) -> Result<PathBuf, Failed> {
    let folder = paths::target().join(name);
    std::fs::create_dir_all(&folder).map_err(|error| cannot(&folder, &error))?;
    Ok(folder)
}

fn cannot(path: &Path, error: &std::io::Error) -> Failed {
    Failed(format!("{} cannot be used: {error}.", path.display()))
}
