//! Gives the crate the digest of what decides how a document is read: see `build/digest.rs`.

use std::error::Error;
use std::path::Path;

#[path = "build/digest.rs"]
mod digest;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=src");
    println!("cargo::rerun-if-changed=build");
    let files = digest::files(&Path::new(&std::env::var("CARGO_MANIFEST_DIR")?).join("src"))?;
    println!(
        "cargo::rustc-env=SCRUTINY_READ_BY={}",
        digest::digest(&files)
    );
    Ok(())
}
