//! The real documents, where they are: read once, each with its facts and findings.
//!
//! Depends on `intake` for the reading. Deliberately not here: what is measured on them.

use std::path::{Path, PathBuf};
use std::process::Command;

use scrutiny_domain::comparison::Reading;
use scrutiny_domain::document::Document;
use scrutiny_domain::document::facts::Facts;
use scrutiny_domain::findings::{Finding, Rules};
use scrutiny_intake::{Limits, Refusal, read};

/// A document of the corpus as the program reads it.
#[derive(Debug)]
pub struct Paper {
    /// Path within the corpus, with forward slashes.
    pub name: String,
    pub file: PathBuf,
    pub document: Document,
    pub facts: Facts,
    pub findings: Vec<Finding>,
}

/// What was read of a folder.
#[derive(Debug, Default)]
pub struct Corpus {
    pub papers: Vec<Paper>,
    /// Files that are not what their names say.
    pub refused: Vec<String>,
    /// Files that could not be read, and why.
    pub failed: Vec<String>,
}

impl Corpus {
    pub fn paper(&self, name: &str) -> Option<&Paper> {
        self.papers.iter().find(|p| p.name == name)
    }
}

/// The corpus beside the repository, or where `SCRUTINY_CORPUS` says; none where there is none.
pub fn folder() -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus");
    let found = std::env::var_os("SCRUTINY_CORPUS").map_or(beside, PathBuf::from);
    found.is_dir().then_some(found)
}

/// The documents under a folder in the order of their names: PDF and text.
///
/// # Errors
/// A folder that cannot be listed.
pub fn files(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut waiting = vec![folder.to_path_buf()];
    while let Some(folder) = waiting.pop() {
        for entry in std::fs::read_dir(folder)? {
            let path = entry?.path();
            let wanted = path
                .extension()
                .is_some_and(|e| e == "pdf" || e == "txt" || e == "docx" || e == "html");
            if path.is_dir() {
                waiting.push(path);
            } else if wanted {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

/// Reads every document that `wanted` names.
///
/// # Errors
/// A folder or file that cannot be opened. What the program refuses or fails to read is listed, not an error.
pub fn read_all(
    folder: &Path,
    rules: &Rules,
    wanted: impl Fn(&str) -> bool,
) -> std::io::Result<Corpus> {
    let mut corpus = Corpus::default();
    let (mut named, mut documents) = (Vec::new(), Vec::new());
    for file in files(folder)? {
        let name = file
            .strip_prefix(folder)
            .unwrap_or(&file)
            .components()
            .map(|c| c.as_os_str().to_string_lossy())
            .collect::<Vec<_>>()
            .join("/");
        if !wanted(&name) {
            continue;
        }
        match read(&std::fs::read(&file)?, &name, &Limits::default()) {
            Ok(document) => {
                named.push((name, file));
                documents.push(document);
            }
            Err(Refusal::NotWhatItSays { .. }) => corpus.refused.push(name),
            Err(other) => corpus.failed.push(format!("{name}: {other}")),
        }
    }
    let readings = Reading::together(documents, rules);
    for ((name, file), reading) in named.into_iter().zip(readings) {
        let Reading {
            document,
            facts,
            findings,
        } = reading;
        corpus.papers.push(Paper {
            name,
            file,
            document,
            facts,
            findings,
        });
    }
    Ok(corpus)
}

/// How an independent reader lays a page's text out.
#[derive(Debug, Clone, Copy)]
pub enum Layout {
    /// As it stands on the page, columns side by side.
    Printed,
    /// In the order of reading.
    Flowing,
    /// In the order in which the file draws it.
    Drawn,
}

/// The text of each page by `pdftotext`; none where the program is missing.
pub fn independent(file: &Path, layout: Layout) -> Option<Vec<String>> {
    let mut command = Command::new("pdftotext");
    match layout {
        Layout::Printed => drop(command.arg("-layout")),
        Layout::Flowing => {}
        Layout::Drawn => drop(command.arg("-raw")),
    }
    let out = command.arg(file).arg("-").output().ok()?;
    let text = String::from_utf8_lossy(&out.stdout).into_owned();
    Some(text.split('\u{c}').map(str::to_owned).collect())
}
