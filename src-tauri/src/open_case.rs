//! The case that the window has open.

use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use scrutiny_casebook::bridge::{CaseFile, Problem};
use scrutiny_casebook::{Cancel, Casebook};

use crate::start::Start;

/// What the window's commands share.
#[derive(Debug, Default)]
pub struct OpenCase {
    casebook: Mutex<Option<Casebook>>,
    start: Mutex<Option<Start>>,
    /// Stops the import that runs, if one does.
    import: Mutex<Cancel>,
}

impl OpenCase {
    /// No case yet; `start` is taken up when the user interface is ready.
    pub fn new(start: Start) -> OpenCase {
        OpenCase {
            start: Mutex::new(Some(start)),
            ..OpenCase::default()
        }
    }

    /// What the program was started with, once.
    pub fn take_start(&self) -> Start {
        lock(&self.start).take().unwrap_or_default()
    }

    /// Something to open, asked for while the program runs.
    pub fn start_again(&self, start: Start) {
        *lock(&self.start) = Some(start);
    }

    /// The open case.
    pub fn casebook(&self) -> Result<Casebook, Problem> {
        lock(&self.casebook).clone().ok_or_else(|| Problem {
            code: "no_case".to_owned(),
            message: "No case is open. Open one or make a new one first.".to_owned(),
        })
    }

    /// Puts a case in the place of the one before, and closes that.
    pub async fn put(&self, casebook: Casebook) -> CaseFile {
        let file = CaseFile::of(&casebook);
        let before = lock(&self.casebook).replace(casebook);
        // The same file may be opened again: then the connection is shared with nobody and goes by itself.
        if let Some(before) = before
            && before.path() != Path::new(&file.path)
        {
            before.close().await;
        }
        file
    }

    /// A stop for the import that begins now.
    pub fn begin_import(&self) -> Cancel {
        let cancel = Cancel::default();
        *lock(&self.import) = cancel.clone();
        cancel
    }

    /// Stops the import that runs.
    pub fn stop_import(&self) {
        lock(&self.import).cancel();
    }
}

/// A value behind a lock is whole even where a command panicked: each is replaced in one step.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
