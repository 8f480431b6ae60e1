//! What people write: notes, questions, requests for evidence, what was promised and answered at a meeting; for whom,
//! how urgent, who may see it.
//!
//! Nothing here is ever deleted: a change makes a new version (the store keeps them all).

mod attach;
mod model;

pub use attach::attach;
pub use model::{Annotation, Outcome, Priority, Subject, Visibility, What};
