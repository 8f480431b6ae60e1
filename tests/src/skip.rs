//! A test skips where this machine lacks what the test needs, and never silently.
//!
//! The one way to skip: [`unless`]. It says so in the test's output, leaves a line for `cargo xtask test` to count, and
//! fails where the need is required. `SCRUTINY_REQUIRE=all` requires every need, `SCRUTINY_REQUIRE=corpus,pdftotext` some.
//!
//! Depends on the standard library alone: test binaries of other crates, and `xtask`, include this file by its path.

#![allow(dead_code, reason = "each who includes this file uses a part of it")]

use std::io::Write;

/// What a test needs that a machine may lack.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// Real reports, letters and articles.
    Corpus,
    /// The checker of accessible PDF.
    Pdfcheck,
    /// Poppler's program, an independent reader of PDF.
    Pdftotext,
    /// A Chromium, and axe-core from `ui/node_modules`.
    Chromium,
    /// LibreOffice Writer.
    LibreOffice,
    /// `cargo deny`.
    CargoDeny,
    /// WebKitGTK, its driver and Xvfb.
    LinuxDesktop,
}

impl Need {
    pub const ALL: [Need; 7] = [
        Need::Corpus,
        Need::Pdfcheck,
        Need::Pdftotext,
        Need::Chromium,
        Need::LibreOffice,
        Need::CargoDeny,
        Need::LinuxDesktop,
    ];

    /// How `SCRUTINY_REQUIRE` names it.
    pub fn name(self) -> &'static str {
        match self {
            Need::Corpus => "corpus",
            Need::Pdfcheck => "pdfcheck",
            Need::Pdftotext => "pdftotext",
            Need::Chromium => "chromium",
            Need::LibreOffice => "libreoffice",
            Need::CargoDeny => "cargo-deny",
            Need::LinuxDesktop => "linux-desktop",
        }
    }

    /// What is missing, and how a person supplies it.
    pub fn missing(self) -> &'static str {
        match self {
            Need::Corpus => {
                "the corpus is not beside the repository (name its folder in SCRUTINY_CORPUS)"
            }
            Need::Pdfcheck => {
                "pdfcheck is not beside the repository (name it in SCRUTINY_PDFCHECK)"
            }
            Need::Pdftotext => "pdftotext is not installed (Debian: poppler-utils)",
            Need::Chromium => {
                "Chromium or axe-core is not installed (Debian: chromium; npm ci in ui/)"
            }
            Need::LibreOffice => "LibreOffice Writer is not installed (Debian: libreoffice-writer)",
            Need::CargoDeny => "cargo-deny is not installed (cargo xtask deny installs it)",
            Need::LinuxDesktop => "the real window is driven on Linux alone",
        }
    }

    /// True where `SCRUTINY_REQUIRE` names it, or all.
    pub fn is_required(self) -> bool {
        self.is_required_by(&std::env::var("SCRUTINY_REQUIRE").unwrap_or_default())
    }

    /// The same, of a setting that is given.
    pub fn is_required_by(self, setting: &str) -> bool {
        setting
            .split(',')
            .map(str::trim)
            .any(|name| name == "all" || name == self.name())
    }
}

/// Where skips are recorded, a line each; set by `cargo xtask test`.
pub const RECORD: &str = "SCRUTINY_SKIPPED";

/// What the test needs, or none where it has to skip.
///
/// # Panics
/// The need is missing and required.
#[must_use]
pub fn unless<T>(need: Need, found: Option<T>) -> Option<T> {
    if found.is_none() {
        let thread = std::thread::current();
        let test = thread.name().unwrap_or("a test");
        assert!(
            !need.is_required(),
            "{test} is required to run, and {}",
            need.missing()
        );
        record(need, test);
    }
    found
}

/// Says that a check was skipped, and records it.
#[allow(clippy::print_stdout, reason = "a test says that it skips")]
pub fn record(need: Need, check: &str) {
    println!("skipped: {check}: {}", need.missing());
    let Some(file) = std::env::var_os(RECORD) else {
        return;
    };
    // One write of a whole line: tests of one program run side by side.
    let written = std::fs::OpenOptions::new()
        .create(true)
        .append(true)
        .open(&file)
        .and_then(|mut file| file.write_all(line(need, check).as_bytes()));
    if let Err(why) = written {
        println!("not recorded in {}: {why}", file.display());
    }
}

/// A skip as the record has it.
pub fn line(need: Need, check: &str) -> String {
    format!("{}\t{check}\n", need.name())
}

/// A record as a person reads it: how many checks were skipped, and by need which.
pub fn summary(record: &str) -> String {
    let mut lines: Vec<&str> = record.lines().collect();
    lines.sort_unstable();
    let mut out = format!("skipped: {}", lines.len());
    for need in Need::ALL {
        let checks: Vec<&str> = lines
            .iter()
            .filter_map(|line| line.split_once('\t'))
            .filter(|(name, _)| *name == need.name())
            .map(|(_, check)| check)
            .collect();
        if !checks.is_empty() {
            out += &format!("\n  {} because {}:", checks.len(), need.missing());
            for check in checks {
                out += &format!("\n    {check}");
            }
        }
    }
    out
}
