//! What decides how a document is read, and its digest: every data file of a crate, and the code of the rooms that read.
//! Tests and their snapshots decide nothing. The crate `scrutiny-intake` takes its digest by the same rules.

use std::collections::BTreeMap;
use std::path::Path;
use std::{fs, io};

use sha2::{Digest, Sha256};

/// Endings of files that hold rules, lexicons, wordings and lists.
const DATA: [&str; 2] = ["json", "toml"];

/// Those files by their path under `src`, with stroke and line ends as on Unix: one digest on every system. `code` names
/// the rooms whose code reads, by what their paths begin with.
pub fn files(src: &Path, code: &[&str]) -> io::Result<BTreeMap<String, String>> {
    let mut found = BTreeMap::new();
    add(src, "", code, &mut found)?;
    Ok(found)
}

fn add(
    folder: &Path,
    under: &str,
    code: &[&str],
    found: &mut BTreeMap<String, String>,
) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = format!("{under}{name}");
        if entry.file_type()?.is_dir() {
            if name != "tests" && name != "snapshots" {
                add(&entry.path(), &format!("{path}/"), code, found)?;
            }
            continue;
        }
        let ending = path.rsplit('.').next().unwrap_or_default();
        let reads =
            ending == "rs" && name != "tests.rs" && code.iter().any(|c| path.starts_with(c));
        if reads || DATA.contains(&ending) {
            let text = fs::read_to_string(entry.path())?.replace("\r\n", "\n");
            found.insert(path, text);
        }
    }
    Ok(())
}

/// The first twelve digits of the SHA-256 over names and contents.
pub fn digest(files: &BTreeMap<String, String>) -> String {
    let mut hash = Sha256::new();
    for (path, text) in files {
        for part in [path, text] {
            hash.update(part.len().to_le_bytes());
            hash.update(part);
        }
    }
    let bytes = hash.finalize();
    bytes.iter().take(6).map(|b| format!("{b:02x}")).collect()
}
