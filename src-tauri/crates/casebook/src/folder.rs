//! Which files of a folder are papers.

use std::fs;
use std::path::{Path, PathBuf};

use scrutiny_domain::document::Format;

use crate::Error;

/// Files to import, and those of folders that were left out because they are no papers.
#[derive(Debug, Default)]
pub(crate) struct Files {
    pub take: Vec<PathBuf>,
    pub leave: Vec<PathBuf>,
}

/// What is named is taken as it is; folders are searched through, in the order of names.
pub(crate) fn files(paths: &[PathBuf]) -> Result<Files, Error> {
    let mut files = Files::default();
    for path in paths {
        if path.is_dir() {
            walk(path, &mut files)?
        } else {
            files.take.push(path.clone())
        }
    }
    Ok(files)
}

fn walk(folder: &Path, files: &mut Files) -> Result<(), Error> {
    let fault = |e: std::io::Error| Error::File {
        path: folder.to_owned(),
        detail: e.to_string(),
    };
    let mut entries = fs::read_dir(folder)
        .map_err(fault)?
        .collect::<Result<Vec<_>, _>>()
        .map_err(fault)?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let path = entry.path();
        if entry.file_name().to_string_lossy().starts_with('.') {
            continue;
        }
        // A link to a folder is not followed: it may lead round in a circle.
        let kind = entry.file_type().map_err(fault)?;
        if kind.is_dir() {
            walk(&path, files)?;
        } else if is_paper(&path) {
            files.take.push(path);
        } else {
            files.leave.push(path);
        }
    }
    Ok(())
}

fn is_paper(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let stem = path.file_stem().unwrap_or_default();
    // A README tells about its folder. Named by itself it is imported like any file.
    let ending = path.extension().unwrap_or_default().to_ascii_lowercase();
    let holds_some = || Format::ARCHIVES.iter().any(|e| ending == *e);
    path.is_file()
        && (Format::of_file_name(&name).is_some() || holds_some())
        && !stem.eq_ignore_ascii_case("readme")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_give_their_papers_in_order_and_what_is_named_is_taken() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::create_dir(at("b")).unwrap();
        for name in [
            "c.PDF",
            "b/a.txt",
            "README.md",
            "index.csv",
            ".hidden.pdf",
            "a.docx",
        ] {
            fs::write(at(name), "x").unwrap();
        }
        let found = files(&[folder.path().to_owned(), at("index.csv")]).unwrap();
        assert_eq!(
            found.take,
            [at("a.docx"), at("b/a.txt"), at("c.PDF"), at("index.csv")]
        );
        assert_eq!(found.leave, [at("README.md"), at("index.csv")]);
    }
}
