//! Hand labels on findings: one JSON object a line in `findings.jsonl`, of the folder itself and of each folder in it.
//!
//! Some authorities are held back: they are measured apart and none of their sentences is ever listed, so that rules
//! can be made on the others. Deliberately not here: what is measured.

use std::path::{Path, PathBuf};

use scrutiny_domain::findings::{Direction, Level, Theme};
use serde::Deserialize;
use serde::de::DeserializeOwned;

/// Of the folder itself (six authorities) the last two; of `train` (nineteen) every fifth and the last.
const HELD_BACK: [&str; 6] = [
    "north-east-lincolnshire",
    "sefton",
    "doncaster",
    "liverpool",
    "somerset",
    "worcestershire",
];

/// A sentence and what a person said of it.
#[derive(Debug, Clone, Deserialize)]
pub struct Label {
    /// Path within the corpus.
    pub document: String,
    pub text: String,
    pub before: Option<String>,
    pub themes: Vec<Theme>,
    pub polarity: Polarity,
    pub direction: Option<Direction>,
}

/// How good the sentence says something is; "improving" is a strength that moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the words of the labels")]
pub enum Polarity {
    Strength,
    Improving,
    Mixed,
    Weakness,
    Neutral,
}

impl Label {
    /// The four classes that a reading is measured by.
    pub fn level(&self) -> Level {
        match self.polarity {
            Polarity::Strength | Polarity::Improving => Level::Strength,
            Polarity::Mixed => Level::Mixed,
            Polarity::Weakness => Level::Weakness,
            Polarity::Neutral => Level::None,
        }
    }
}

/// Labels that are measured together.
#[derive(Debug, Clone)]
pub struct Set {
    /// "development", "train", or the folder's name.
    pub name: String,
    pub held_back: bool,
    pub labels: Vec<Label>,
}

/// Whether a document is of an authority that is held back ("inspections/sefton/2022-05-09.pdf").
pub fn held_back(document: &str) -> bool {
    document.split('/').any(|part| HELD_BACK.contains(&part))
}

/// What figures on a set can show: rules were made on the open part of the makers' own sets.
pub fn standing(set: &str, held_back: bool) -> &'static str {
    match set {
        _ if held_back => "held back",
        "development" | "train" => "open, development figures",
        _ => "open",
    }
}

/// Labels by the name of the folder that they lie in.
pub(super) type Named<T> = Vec<(String, Vec<T>)>;

/// The lines of a file of this name in the folder ("development") and in each folder in it, by the folder's name.
///
/// # Errors
/// A folder that cannot be read, or a line that is no such label.
pub(super) fn lines<T: DeserializeOwned>(
    folder: &Path,
    file: &str,
) -> Result<Named<T>, Box<dyn std::error::Error>> {
    let mut folders: Vec<PathBuf> = std::fs::read_dir(folder)?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.is_dir())
        .collect();
    folders.sort();
    let name = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default();
        (name.to_string_lossy().into_owned(), path.clone())
    };
    let mut named = vec![("development".to_owned(), folder.to_owned())];
    named.extend(folders.iter().map(name));
    let mut out = Vec::new();
    for (name, folder) in named {
        let file = folder.join(file);
        if file.is_file() {
            let lines = std::fs::read_to_string(&file)?
                .lines()
                .map(serde_json::from_str)
                .collect::<Result<_, _>>()
                .map_err(|e| format!("{}: {e}", file.display()))?;
            out.push((name, lines));
        }
    }
    Ok(out)
}

/// The sets of a folder, open and held back apart; empty ones are left out.
///
/// # Errors
/// A folder that cannot be read, or a line that is no label.
pub fn sets(folder: &Path) -> Result<Vec<Set>, Box<dyn std::error::Error>> {
    let mut out = Vec::new();
    for (name, labels) in lines::<Label>(folder, "findings.jsonl")? {
        let (held, open): (Vec<Label>, Vec<Label>) =
            labels.into_iter().partition(|l| held_back(&l.document));
        for (held_back, labels) in [(false, open), (true, held)] {
            if !labels.is_empty() {
                out.push(Set {
                    name: name.clone(),
                    held_back,
                    labels,
                });
            }
        }
    }
    Ok(out)
}
