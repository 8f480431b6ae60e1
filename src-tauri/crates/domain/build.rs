//! Gives the crate the digest of what decides how a document is read: see `build/digest.rs`.

use std::error::Error;
use std::path::Path;

#[path = "build/digest.rs"]
mod digest;

/// Rooms whose code reads documents.
const CODE: [&str; 3] = ["document/", "findings/", "prose.rs"];

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=src");
    println!("cargo::rerun-if-changed=build");
    let src = Path::new(&std::env::var("CARGO_MANIFEST_DIR")?).join("src");
    let files = digest::files(&src, &CODE)?;
    println!(
        "cargo::rustc-env=SCRUTINY_READ_BY={}",
        digest::digest(&files)
    );
    Ok(())
}
