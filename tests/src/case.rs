//! Cases of the invented series, as tests put them together: who is at work, which papers there are, and bringing
//! them in.
//!
//! Depends on `casebook` and `bridge`. Deliberately not here: what a test asks of a case.

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use scrutiny_bridge::{Bridge, BridgeFinding, Contents};
use scrutiny_casebook::domain::comparison::FindingRef;
use scrutiny_casebook::{Cancel, Casebook, Reader, Step, Who};

/// Somebody at a fixed moment.
pub fn who() -> Who {
    Who {
        by: Some("Cllr Example".to_owned()),
        at: Timestamp::UNIX_EPOCH,
    }
}

/// The folder of an invented series: `northmere` or `wexbourne`.
pub fn folder(series: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("fixtures")
        .join(series)
}

/// The typeset papers of a series, in the order of their names.
///
/// # Panics
/// Where the folder is not there.
pub fn typeset(series: &str) -> Vec<PathBuf> {
    ending(&folder(series), "pdf")
}

/// Every paper of a series: those typeset, then those that are text.
///
/// # Panics
/// As [`typeset`].
pub fn papers(series: &str) -> Vec<PathBuf> {
    let texts = ending(&folder(series).join("source"), "txt");
    [typeset(series), texts].concat()
}

/// The typeset letter of a visit.
///
/// # Panics
/// Where the series has none.
pub fn letter(series: &str, visit: u8) -> PathBuf {
    let named = format!("visit-{visit}-");
    let mut papers = typeset(series).into_iter();
    papers
        .find(|p| p.to_string_lossy().contains(&named))
        .unwrap_or_else(|| panic!("{series} has no letter of visit {visit}"))
}

/// A newer issue of a paper: the same words in another file.
///
/// # Panics
/// Where the paper cannot be copied.
pub fn issued_again(paper: &Path, folder: &Path) -> PathBuf {
    let again = folder.join("letter, issued again.pdf");
    let write = || {
        let mut bytes = std::fs::read(paper)?;
        bytes.push(b'\n');
        std::fs::write(&again, bytes)
    };
    write().unwrap_or_else(|e| panic!("{}: {e}", paper.display()));
    again
}

/// A new workspace in a folder.
///
/// # Panics
/// Where it cannot be made.
pub async fn created(folder: &Path) -> Casebook {
    let made = Casebook::create(&folder.join("w.scrutiny")).await;
    made.unwrap_or_else(|e| panic!("{}: {e}", folder.display()))
}

/// Brings papers in, none of which may be refused.
///
/// # Panics
/// Where one is.
pub async fn import(casebook: &Casebook, paths: &[PathBuf]) {
    let told = import_telling(casebook, paths).await;
    assert!(told.iter().all(|(_, failed)| !failed), "{told:?}");
}

/// Brings papers in, in this process, and tells how each went: what is said of it, and whether it failed.
///
/// # Panics
/// Where the import as a whole fails.
pub async fn import_telling(casebook: &Casebook, paths: &[PathBuf]) -> Vec<(String, bool)> {
    let mut told = Vec::new();
    let each = |step: &Step| told.push((step.outcome.message(), step.outcome.failed()));
    let reader = Reader::in_process();
    casebook
        .import(paths, &reader, &who(), &Cancel::default(), each)
        .await
        .unwrap_or_else(|e| panic!("{paths:?}: {e}"));
    told
}

/// A case with the sample's typeset papers, and what the window shows of it.
///
/// # Panics
/// Where it cannot be made.
pub async fn sample(folder: &Path) -> (Bridge, Contents) {
    let casebook = created(folder).await;
    import(&casebook, &typeset("northmere")).await;
    let bridge = Bridge::new(casebook);
    let contents = bridge.contents().await;
    (bridge, contents.unwrap_or_else(|e| panic!("{e}")))
}

/// What decisions name a finding by.
pub fn reference(finding: &BridgeFinding) -> FindingRef {
    FindingRef {
        source: finding.place.source.clone(),
        quote: finding.place.quote.clone(),
    }
}

fn ending(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
    let mut files: Vec<PathBuf> = entries
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|e| e == ending))
        .collect();
    files.sort();
    files
}
