//! A document as it was read: pages, paragraphs, words with their places; and the facts it states about itself.
//!
//! [`Document`] is what the reader of bytes produces; [`facts`] is what is recognised in it.
//! Deliberately not here: how bytes become text (the crate `scrutiny-intake`).

#[cfg(test)]
pub(crate) mod built;
mod citation;
mod correction;
mod date;
mod format;
mod model;
mod page;
mod paragraph;
mod parts;
mod source;

pub mod authority;
pub mod facts;
pub mod kind;

pub use citation::{Citation, Place};
pub use correction::Correction;
pub use date::{
    DateRange, StatedDate, YearMonth, in_words, month_name, month_named, weekday_named,
};
pub use format::Format;
pub use model::Document;
pub use page::{Doubt, Page, Word};
pub use paragraph::{CellRole, PageSpan, Paragraph, ParagraphKind};
pub(crate) use parts::is_own;
pub use parts::{PartOf, apart};
pub use source::{Source, Warning, WarningCode};
