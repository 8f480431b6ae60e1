//! One file for each kind of block: from meaning to boxes and structure.

mod figure;
mod heading;
mod list;
mod quotation;
mod stacked;
mod table;
pub mod words;

pub use figure::{chart, number, ticks, timeline};
pub use heading::{Levels, heading};
pub use list::{Item, list};
pub use quotation::{note, quotation, quotations, statement};
pub use table::table;
pub use words::{lead, notice, paragraph};
