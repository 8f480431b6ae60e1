//! What the program was started with: `scrutiny-desk [CASE.scrutiny [FILE|FOLDER ...]]`.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use serde::{Deserialize, Serialize};

/// The case to open, or to make where there is none yet, and papers to import into it.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Start {
    pub case: Option<PathBuf>,
    pub papers: Vec<PathBuf>,
}

impl Start {
    /// Reads the arguments. Papers without a case have nowhere to go and are left out, so are options, which
    /// some systems add of their own.
    pub fn from_arguments(arguments: impl Iterator<Item = OsString>) -> Start {
        let mut start = Start::default();
        for argument in arguments.filter(|argument| !argument.to_string_lossy().starts_with('-')) {
            let path = PathBuf::from(argument);
            if start.case.is_none() {
                start.case = path
                    .extension()
                    .is_some_and(|ending| ending == "scrutiny")
                    .then_some(path);
            } else {
                start.papers.push(path);
            }
        }
        start
    }

    /// With names that hold in every folder: another program may take it over.
    pub fn absolute(self) -> Start {
        let whole = |path: PathBuf| std::path::absolute(&path).unwrap_or(path);
        Start {
            case: self.case.map(whole),
            papers: self.papers.into_iter().map(whole).collect(),
        }
    }

    /// A case alone.
    pub fn on(case: &Path) -> Start {
        Start {
            case: Some(case.to_owned()),
            papers: Vec::new(),
        }
    }
}

/// The start that the user interface has not taken up yet: the program's own, then any that was asked for since.
#[derive(Debug)]
pub struct Starts(Mutex<Option<Start>>);

impl Starts {
    /// `start` is taken up when the user interface is ready.
    pub fn new(start: Start) -> Starts {
        Starts(Mutex::new(Some(start)))
    }

    /// What is to be opened, once.
    pub fn take(&self) -> Start {
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.take().unwrap_or_default()
    }

    /// Something to open, asked for while the program runs.
    pub fn put(&self, start: Start) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(start);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn start(arguments: &[&str]) -> Start {
        Start::from_arguments(arguments.iter().map(OsString::from))
    }

    #[test]
    fn the_first_case_is_opened_and_the_rest_comes_in() {
        let start = start(&["--no-sandbox", "a.scrutiny", "b.pdf", "letters"]);
        assert_eq!(start.case, Some("a.scrutiny".into()));
        assert_eq!(
            start.papers,
            [PathBuf::from("b.pdf"), PathBuf::from("letters")]
        );
    }

    #[test]
    fn papers_without_a_case_have_nowhere_to_go() {
        assert_eq!(start(&["b.pdf"]), Start::default());
        assert_eq!(start(&[]), Start::default());
    }
}
