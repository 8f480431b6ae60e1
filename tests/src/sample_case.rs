//! The sample's typeset papers in a case of their own, as the window shows it: where tests of the window's verbs begin.

use std::fs;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use scrutiny_casebook::bridge::{BridgeFinding, Contents};
use scrutiny_casebook::domain::comparison::FindingRef;
use scrutiny_casebook::{Cancel, Casebook, Reader, Who};

/// Who does it, at a time that never changes.
pub fn who() -> Who {
    Who {
        by: None,
        at: Timestamp::constant(1_750_000_000, 0),
    }
}

/// Folder of the sample.
pub fn papers() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/northmere")
}

/// Imports files, none of which may be refused.
///
/// # Panics
/// Where one is.
pub async fn import(casebook: &Casebook, paths: &[PathBuf]) {
    casebook
        .import(
            paths,
            &Reader::in_process(),
            &who(),
            &Cancel::default(),
            |step| assert!(!step.outcome.failed(), "{}", step.outcome.message()),
        )
        .await
        .unwrap();
}

/// A case with the sample's typeset papers, and what the window shows of it.
///
/// # Panics
/// Where it cannot be made.
pub async fn sample(folder: &Path) -> (Casebook, Contents) {
    let casebook = Casebook::create(&folder.join("w.scrutiny")).await.unwrap();
    let mut pdfs: Vec<PathBuf> = fs::read_dir(papers())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "pdf"))
        .collect();
    pdfs.sort();
    import(&casebook, &pdfs).await;
    let contents = casebook.contents().await.unwrap();
    (casebook, contents)
}

/// What decisions name a finding by.
pub fn reference(finding: &BridgeFinding) -> FindingRef {
    FindingRef {
        source: finding.place.source.clone(),
        quote: finding.place.quote.clone(),
    }
}
