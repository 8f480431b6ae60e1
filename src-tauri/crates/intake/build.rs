//! Gives the crate the digest of what decides how bytes become a document: its own code, and the versions of the
//! libraries that read for it.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

#[path = "../domain/build/digest.rs"]
mod digest;

/// What the names of those libraries begin with.
const LIBRARIES: [&str; 6] = [
    "hayro",
    "scraper",
    "html5ever",
    "roxmltree",
    "encoding_rs",
    "mailparse",
];

fn main() -> Result<(), Box<dyn Error>> {
    let crate_folder = PathBuf::from(std::env::var("CARGO_MANIFEST_DIR")?);
    let lock = crate_folder.join("../../../Cargo.lock");
    println!("cargo::rerun-if-changed=src");
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=../domain/build");
    println!("cargo::rerun-if-changed={}", lock.display());
    let mut files = digest::files(&crate_folder.join("src"), &[""])?;
    files.insert("libraries".to_owned(), libraries(&lock)?);
    println!(
        "cargo::rustc-env=SCRUTINY_EXTRACTED_BY={}",
        digest::digest(&files)
    );
    Ok(())
}

/// Names and versions of the libraries, a line each.
fn libraries(lock: &Path) -> Result<String, Box<dyn Error>> {
    let lock = fs::read_to_string(lock)?;
    let mut found = String::new();
    for package in lock.split("[[package]]") {
        let value = |key: &str| {
            let mut lines = package.lines();
            lines.find_map(|line| line.strip_prefix(key)?.trim().strip_prefix("= "))
        };
        if let (Some(name), Some(version)) = (value("name"), value("version")) {
            let name = name.trim_matches('"');
            if LIBRARIES.iter().any(|library| name.starts_with(library)) {
                found.push_str(&format!("{name} {version}\n"));
            }
        }
    }
    Ok(found)
}
