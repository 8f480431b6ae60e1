//! The case that the window has open.

use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use scrutiny_casebook::bridge::{CaseFile, Problem};
use scrutiny_casebook::{Cancel, Casebook, Presence};

use crate::start::Start;

/// What the window's commands share.
#[derive(Debug, Default)]
pub struct OpenCase {
    casebook: Mutex<Option<Casebook>>,
    start: Mutex<Option<Start>>,
    /// Stops the long work that goes on, if any does.
    work: Mutex<Cancel>,
    /// Whether somebody is there: what goes on behind rests meanwhile.
    presence: Presence,
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

    /// The open case, for somebody who asks for something in it.
    pub fn casebook(&self) -> Result<Casebook, Problem> {
        self.presence.asks();
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

    /// A stop for the long work that begins now. What went on before stops: two second readings would read the same.
    pub fn begin_work(&self) -> Cancel {
        let cancel = Cancel::default();
        std::mem::replace(&mut *lock(&self.work), cancel.clone()).cancel();
        cancel
    }

    /// Whether somebody is there.
    pub fn presence(&self) -> Presence {
        self.presence.clone()
    }

    /// Stops the long work that goes on.
    pub fn stop_work(&self) {
        lock(&self.work).cancel();
    }
}

/// A value behind a lock is whole even where a command panicked: each is replaced in one step.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
