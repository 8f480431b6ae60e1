//! The JSON of the command line: a contract, described by `docs/schema/scrutiny.schema.json` and checked by tests.
//!
//! Its own types, so that a change inside does not change it unseen. Pages count from 0; `paragraph` is what a
//! citation calls the paragraph; dates are ISO 8601 and as exact as the source, null where it does not say the
//! year (then `notes` quotes what it says). A key may be added; none is renamed or taken away.

mod backups;
mod comparison;
mod document;
mod erase;
mod finding;
mod history;
mod list;
mod questions;
mod queue;
mod search;

pub use backups::Backups;
pub use comparison::Comparisons;
pub use document::Documents;
pub use erase::Erasing;
pub use finding::Findings;
pub use history::History;
pub use list::Sources;
pub use questions::Questions;
pub use queue::Queues;
pub use search::Search;

use scrutiny_casebook::domain::document::StatedDate;

/// The name that a value of an enum has in data. Only for enums that are written as their names.
fn slug<T: serde::Serialize>(value: &T) -> String {
    serde_json::to_value(value)
        .ok()
        .and_then(|v| v.as_str().map(str::to_owned))
        .unwrap_or_default()
}

/// A date with its year, as exact as it is stated.
fn iso(date: StatedDate) -> Option<String> {
    date.year.map(|_| date.to_string())
}
