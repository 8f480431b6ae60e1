//! One file for each kind of block: from meaning to boxes and structure.

mod chart;
mod heading;
mod list;
mod moves;
mod quotation;
mod table;
mod timeline;
pub mod words;

pub use chart::chart;
pub use heading::heading;
pub use list::{ListItem, list};
pub use moves::moves;
pub use quotation::{note, quotation, quotations, statement};
pub use table::table;
pub use timeline::timeline;
pub use words::{lead, notice, paragraph};
