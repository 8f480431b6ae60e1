//! One workspace is one SQLite file: originals, what was read in them, and all that people wrote and decided.
//!
//! A file for each noun. What a person changes goes through [`changes`]: an append-only history from which the
//! present state is made, so that everything can be undone and nothing is lost. Each call is one transaction that
//! is on the disk before it returns.
//!
//! Depends on `scrutiny-domain` for the types. Deliberately not here: reading files, deciding what is a newer issue,
//! applying corrections (the casebook does), clocks ("now" is passed in, but for the name of a backup before an update).

mod annotations;
mod backups;
mod changes;
mod check;
mod corrections;
mod decisions;
mod digest;
mod documents;
mod erase;
mod error;
mod facts;
mod findings;
mod gate;
mod header;
mod here;
mod journal;
mod notice;
mod packs;
mod present;
mod restore;
mod search;
mod settings;
mod sources;
mod workspace;

pub use annotations::NewAnnotation;
pub use backups::{Backup, Occasion, backups};
pub use changes::{Action, Change, Noun, Who};
pub use corrections::StoredCorrection;
pub use decisions::StoredDecision;
pub use erase::{Erase, Erased, Erasure, erase, preview_erase};
pub use error::StoreError;
pub use notice::{Damage, Notice};
pub use packs::{NewPack, StoredPack};
pub use restore::{Contents, Restored, contents, restore};
pub use search::{Hit, Hits, Order, PassageKind, Query, Snippet, Unfinished};
pub use sources::{Marks, NewSource, StoredSource};
pub use workspace::{APPLICATION_ID, MIGRATIONS, SCHEMA_VERSION, Workspace};
