//! Where things are in the repository.

use std::path::{Path, PathBuf};

use crate::step::Failed;

/// The repository's root.
pub fn root() -> PathBuf {
    // src-tauri/crates/xtask → three up.
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .ancestors()
        .nth(3)
        .map_or_else(PathBuf::new, PathBuf::from)
}

/// The user interface's folder.
pub fn ui() -> PathBuf {
    root().join("ui")
}

/// Cargo's target folder: the one that this program was built into.
pub fn target() -> PathBuf {
    let beside = std::env::current_exe().ok();
    beside
        .as_deref()
        .and_then(|exe| exe.ancestors().nth(2))
        .map_or_else(|| root().join("target"), PathBuf::from)
}

/// The papers of the sample case, as a person would have them: PDF and text.
pub fn sample() -> PathBuf {
    root().join("tests/fixtures/northmere")
}

/// A program built by this workspace in the usual profile.
pub fn built(program: &str) -> PathBuf {
    built_in("debug", program)
}

/// A program built by this workspace.
pub fn built_in(profile: &str, program: &str) -> PathBuf {
    target()
        .join(profile)
        .join(format!("{program}{}", std::env::consts::EXE_SUFFIX))
}

/// A path as text that another program is started with.
pub fn as_text(path: &Path) -> Result<&str, Failed> {
    path.to_str().ok_or_else(|| {
        Failed(format!(
            "{} is not a name this task can pass on.",
            path.display()
        ))
    })
}
