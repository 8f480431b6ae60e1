//! `history`: what people did.

use scrutiny_casebook::{Action, Change, Erasure};
use serde::Serialize;
use serde_json::Value;

/// What `history --json` prints.
#[derive(Debug, Serialize)]
pub struct History {
    changes: Vec<Entry>,
    /// That things were erased; of what they were nothing is known. Left out where nothing was.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    erasures: Vec<Erased>,
}

#[derive(Debug, Serialize)]
struct Erased {
    made: String,
    by: Option<String>,
    what: String,
    number: i64,
}

#[derive(Debug, Serialize)]
struct Entry {
    id: i64,
    made: String,
    by: Option<String>,
    /// What kind of thing was changed, and its number.
    noun: &'static str,
    number: i64,
    action: &'static str,
    /// The state before and after, as the workspace keeps it; null where there was none.
    before: Option<Value>,
    after: Option<Value>,
    /// The entry that took this one back.
    undone_by: Option<i64>,
}

impl History {
    /// The newest first.
    pub fn of(changes: &[Change], erasures: &[Erasure]) -> History {
        let erased = |one: &Erasure| Erased {
            made: one.made.to_string(),
            by: one.by.clone(),
            what: one.what.clone(),
            number: one.number,
        };
        let entry = |change: &Change| Entry {
            id: change.id,
            made: change.made.to_string(),
            by: change.by.clone(),
            noun: change.noun.slug(),
            number: change.noun_id,
            action: match change.action {
                Action::Change => "change",
                Action::Undo => "undo",
                Action::Redo => "redo",
            },
            before: change.before.clone(),
            after: change.after.clone(),
            undone_by: change.undone_by,
        };
        History {
            changes: changes.iter().map(entry).collect(),
            erasures: erasures.iter().map(erased).collect(),
        }
    }
}
