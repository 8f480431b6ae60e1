//! What each verb puts on the page for people.

mod backups;
mod comparison;
mod document;
mod finding;
mod history;
mod ladder;
mod list;
mod packs;
mod search;
mod written;

pub use backups::backups;
pub use comparison::{adds, comparison, occasion};
pub use document::document;
pub use finding::findings;
pub use history::{change, erasures, history};
pub use ladder::ladder;
pub use list::list;
pub use packs::packs;
pub use search::search;
pub use written::written;
