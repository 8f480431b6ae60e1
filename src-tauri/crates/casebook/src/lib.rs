//! The verbs of Scrutiny Desk: read, import, list, compare, search, annotate, decide, brief, back up.
//!
//! The window and the command line call these and nothing else of ours. A verb is asynchronous; what needs the
//! processor runs on threads of its own. "Now" is passed in, but where opening reads again.
//! Deliberately not here: what crosses to the outside, which has types of its own in `scrutiny-cli` and
//! `scrutiny-bridge`; what a finding or a thread is (`scrutiny-domain`), and how a thing looks.

mod attach;
mod backups;
mod brief;
mod casebook;
mod choose;
mod compare;
mod correct;
mod erase;
mod error;
mod exempt;
mod export;
mod folder;
mod import;
mod issues;
mod ladder;
mod memo;
mod named;
mod out;
mod panics;
mod people;
mod questions;
mod read;
mod read_by;
mod reanalyse;
#[cfg(test)]
mod sample;
mod second;
mod shown;
mod verbs;
mod words;
mod write;

pub use attach::Attached;
pub use backups::{Kept, Preview};
pub use brief::{Brief, Choices, Draft, Form, Pack, draft_picture, draft_text};
pub use casebook::{Casebook, Listed, Scope};
pub use choose::PackChoices;
pub use correct::FactCorrection;
pub use error::Error;
pub use exempt::Exempt;
pub use export::Tables;
pub use import::{Cancel, Imported, Outcome, Step};
pub use named::{Cycles, Named, thread_in, visit_in};
pub use out::Out;
pub use panics::keep_words_out_of_panics;
pub use questions::Questions;
pub use read::{Reader, read, serve_reader};
pub use second::{Presence, Second};
pub use shown::Shown;
pub use verbs::{Offered, VERBS, Verb};
pub use words::{Position, Words};
pub use write::{AnnotationInput, SubjectInput};

// What callers need to speak to the verbs, so that they depend on this crate alone.
pub use scrutiny_domain as domain;
pub use scrutiny_intake::Limits;
pub use scrutiny_print::Sheet;
pub use scrutiny_store::{
    Action, Backup, Change, Contents, Damage, Erase, Erased, Erasure, Hit, Hits, Marks, Notice,
    Noun, Occasion, Order, PassageKind, Query, Restored, Snippet, StoreError, StoredPack,
    Unfinished, Who,
};
