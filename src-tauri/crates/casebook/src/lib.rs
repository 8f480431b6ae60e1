//! The verbs of Scrutiny Desk: read, import, list, compare, search, annotate, decide, brief, back up.
//!
//! The window and the command line call these and nothing else of ours. A verb is asynchronous; what needs the
//! processor runs on threads of its own. "Now" is passed in, but where opening reads again. What crosses to the outside has types of its own:
//! [`contract`] is the JSON of the command line, [`bridge`] what the window shows.
//! Deliberately not here: what a finding or a thread is (`scrutiny-domain`), and how a thing looks.

pub mod bridge;
pub mod contract;

mod again;
mod attach;
mod brief;
mod casebook;
mod compare;
mod error;
mod export;
mod folder;
mod import;
mod issues;
mod ladder;
mod memo;
mod people;
mod read;
mod second;

pub use brief::{Brief, Choices, Draft, Form, Pack};
pub use casebook::{Casebook, Listed, Scope};
pub use error::Error;
pub use export::Tables;
pub use import::{Cancel, Imported, Outcome, Step};
pub use read::{Reader, read, serve_reader};
pub use second::{Presence, Second};

// What callers need to speak to the verbs, so that they depend on this crate alone.
pub use scrutiny_domain as domain;
pub use scrutiny_intake::Limits;
pub use scrutiny_print::Sheet;
pub use scrutiny_store::{
    Change, Hit, Hits, Marks, NewAnnotation, Noun, PassageKind, Query, Snippet, StoredPack,
    Unfinished, Who,
};
