//! `cargo xtask bundle`: packages for people who only want to install the program; `cargo xtask try-bundle`: whether
//! they install and start on a system that has nothing else. See `docs/packaging.md`.

use std::path::{Path, PathBuf};

use crate::needs::{self, NPM};
use crate::paths;
use crate::programs::{self, WORKSPACE};
use crate::step::{self, Failed};

/// What the packages of this system are called by the bundler.
const KINDS: &str = if cfg!(target_os = "linux") {
    "deb,rpm"
} else if cfg!(target_os = "macos") {
    "app,dmg"
} else {
    "nsis"
};

/// The Debian release on which the package must install with nothing else there.
const RELEASE: &str = "bookworm";
const ARCHIVE: &str = "http://deb.debian.org/debian";

fn is_debug() -> bool {
    std::env::args().any(|argument| argument == "--debug")
}

fn profile() -> &'static str {
    if is_debug() { "debug" } else { "release" }
}

/// Builds the window and the command line, and packs both. `--debug` packs the usual build of the tests: larger and
/// slower, and there in a minute.
pub fn bundle() -> Result<(), Failed> {
    needs::install(needs::WINDOW)?;
    needs::npm_packages()?;
    step::run(&paths::ui(), NPM, &["run", "build"])?;
    let root = paths::root();
    if is_debug() {
        programs::build(&[])?;
    } else {
        let bins = ["build", "--bins", "--release"];
        step::run(&root, "cargo", &[&bins[..], &WORKSPACE].concat())?;
    }
    // The command line goes along. Where it is depends on the target folder, so no file can say it.
    let scrutiny = paths::built_in(profile(), "scrutiny");
    let files = format!(
        r#"{{"files":{{"/usr/bin/scrutiny":"{0}"}}}}"#,
        paths::as_text(&scrutiny)?.replace('\\', "/")
    );
    let config = format!(r#"{{"bundle":{{"linux":{{"deb":{files},"rpm":{files}}}}}}}"#);
    let tauri = paths::ui().join("node_modules/@tauri-apps/cli/tauri.js");
    let mut arguments = vec![
        paths::as_text(&tauri)?,
        "bundle",
        "--bundles",
        KINDS,
        "--config",
        config.as_str(),
    ];
    if is_debug() {
        arguments.push("--debug");
    }
    step::run(&root, "node", &arguments)?;
    println!("\nThe packages are in\n{}", made().display());
    Ok(())
}

/// Where the bundler puts what it makes.
fn made() -> PathBuf {
    paths::target().join(profile()).join("bundle")
}

/// Installs the `.deb` on a Debian that has nothing else, starts the command line and the window there, and looks
/// through the `.rpm`. For root on Linux; the clean system is kept for the next time.
pub fn try_bundle() -> Result<(), Failed> {
    let is_root = step::output("id", &["-u"]).is_some_and(|id| id.trim() == "0");
    if !cfg!(target_os = "linux") || !is_root {
        return Err(Failed(
            "a clean system can only be made by root, on Linux.".to_owned(),
        ));
    }
    needs::install(needs::CLEAN_SYSTEM)?;
    let clean = paths::target().join("clean-root");
    if !clean.join("usr/bin/apt-get").exists() {
        let arguments = [
            "--variant=minbase",
            RELEASE,
            paths::as_text(&clean)?,
            ARCHIVE,
        ];
        step::run(Path::new("/"), "debootstrap", &arguments)?;
    }
    let deb = package("deb")?;
    let cannot = |error: std::io::Error| {
        Failed(format!(
            "the package could not be put into {}: {error}.",
            clean.display()
        ))
    };
    std::fs::copy(&deb, clean.join("scrutiny-desk.deb")).map_err(cannot)?;
    std::fs::write(clean.join("try.sh"), include_str!("try-bundle.sh")).map_err(cannot)?;
    step::run(
        Path::new("/"),
        "chroot",
        &[paths::as_text(&clean)?, "/bin/sh", "/try.sh"],
    )?;
    let rpm = package("rpm")?;
    let rpm = paths::as_text(&rpm)?;
    for question in ["--info", "--requires", "--list"] {
        step::run(
            Path::new("/"),
            "rpm",
            &["--query", "--package", question, rpm],
        )?;
    }
    step::run(Path::new("/"), "rpm", &["--checksig", "--nosignature", rpm])
}

/// The package of this kind that was made last.
fn package(kind: &str) -> Result<PathBuf, Failed> {
    let folder = made().join(kind);
    let entries = std::fs::read_dir(&folder).into_iter().flatten().flatten();
    let mut packages: Vec<PathBuf> = entries
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|ending| ending == kind))
        .collect();
    packages.sort_by_key(|path| path.metadata().and_then(|about| about.modified()).ok());
    packages.pop().ok_or_else(|| {
        Failed(format!(
            "there is no package in {}: run ‘cargo xtask bundle’ first, with the same --debug or without.",
            folder.display()
        ))
    })
}
