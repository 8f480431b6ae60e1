//! What people did, a line each.

use std::io;

use scrutiny_casebook::{Action, Change, Erasure, Noun};
use serde_json::Value;

use crate::page::Page;

/// Number, when, who, what; whether it was taken back.
pub fn history(page: &mut Page, changes: &[Change]) -> io::Result<()> {
    for change in changes {
        let by = change.by.as_deref().unwrap_or("–");
        let action = match change.action {
            Action::Change => "",
            Action::Undo => "took back: ",
            Action::Redo => "brought back: ",
        };
        let undone = match change.undone_by {
            Some(_) => "  (taken back)",
            None => "",
        };
        page.line(&format!(
            "{}  {}  {by}  {action}{}{undone}",
            change.id,
            change.made,
            self::change(change)
        ))?;
    }
    Ok(())
}

/// That things were erased, a line each.
pub fn erasures(page: &mut Page, erasures: &[Erasure]) -> io::Result<()> {
    for one in erasures {
        let by = one.by.as_deref().unwrap_or("–");
        page.line(&format!(
            "–  {}  {by}  erased for good: {} {}",
            one.made, one.what, one.number
        ))?;
    }
    Ok(())
}

/// What was changed: "note 3: Ask why.", "fact of a paper: published".
pub fn change(change: &Change) -> String {
    // What was removed is known by what it was.
    let state = change.after.as_ref().or(change.before.as_ref());
    let field = |name: &str| state.and_then(|s| s.get(name)).and_then(Value::as_str);
    let plain = |name: &str| field(name).unwrap_or_default().replace('_', " ");
    let text = || field("text").unwrap_or_default().replace('\n', " ");
    let removed = match (&change.after, change.action) {
        (None, Action::Change) => " removed",
        _ => "",
    };
    match change.noun {
        Noun::Annotation => format!("note {}{removed}: {}", change.noun_id, text()),
        Noun::Correction => {
            let correction = state.and_then(|s| s.get("correction")).or(state);
            let fact = correction
                .and_then(|c| c.get("fact"))
                .and_then(Value::as_str)
                .unwrap_or_default();
            format!("fact corrected: {}", fact.replace('_', " "))
        }
        Noun::Decision => format!("decision: {}", plain("is")),
        Noun::Setting => format!("setting: {}", plain("name")),
        Noun::Source => {
            let set_aside = state.and_then(|s| s.get("set_aside"));
            let aside = match set_aside.and_then(Value::as_bool) {
                Some(true) => ", set aside",
                _ => "",
            };
            format!("paper marked: {}{aside}", plain("visibility"))
        }
    }
}
