//! What Scrutiny Desk knows about inspection and scrutiny, pure and synchronous.
//!
//! The data's way is the layout: [`document`] → [`findings`] → [`comparison`] → [`annotations`] → [`briefing`].
//! [`explain`] puts the reasons of findings and comparison in words. Depends on no other crate of ours. Deliberately not here: files, SQL, PDF, clocks ("now" is passed in).

pub mod annotations;
pub mod briefing;
pub mod comparison;
pub mod document;
pub mod explain;
pub mod findings;
pub mod prose;
pub mod vocabulary;

/// By what this program reads documents: a digest of its rules, lexicons, wordings and lists and of the code that uses
/// them (`build.rs`). What was read by another is read again.
pub const READ_BY: &str = env!("SCRUTINY_READ_BY");
