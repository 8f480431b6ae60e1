//! What undo would take back and redo bring back, in the words of a menu: "delete question".
//!
//! Depends on the history's entries. Deliberately not here: taking back.

use scrutiny_casebook::{Change, Noun};
use scrutiny_domain::annotations::What;
use scrutiny_domain::comparison::Decision;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// What Ctrl+Z and Ctrl+Y would do now.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bridge", derive(specta::Type))]
pub struct BridgeSteps {
    /// What would be taken back; none where there is nothing.
    pub undo: Option<String>,
    /// What would be brought back; none where there is nothing.
    pub redo: Option<String>,
}

/// What a person did, as a menu says it.
pub(crate) fn done(change: &Change) -> String {
    in_words(change.noun, change.before.as_ref(), change.after.as_ref())
}

/// What a person had done, of the entry that takes it back.
pub(crate) fn undone(change: &Change) -> String {
    in_words(change.noun, change.after.as_ref(), change.before.as_ref())
}

fn in_words(noun: Noun, before: Option<&Value>, after: Option<&Value>) -> String {
    let body = after.or(before);
    match noun {
        Noun::Annotation => {
            let verb = match (before, after) {
                (None, _) => "write",
                (Some(_), Some(_)) => "change",
                (Some(_), None) => "delete",
            };
            format!(
                "{verb} {}",
                body.and_then(part("what")).map_or("note", kind)
            )
        }
        Noun::Correction => "correct a fact".to_owned(),
        Noun::Decision => {
            let decision = body.and_then(|body| Decision::deserialize(body).ok());
            decision
                .map_or("a decision", |decision| decided(&decision))
                .to_owned()
        }
        Noun::Setting => match body
            .and_then(|body| body.get("name"))
            .and_then(Value::as_str)
        {
            Some(name) if name.contains("ladder") => "change the order of words of quantity",
            _ => "change the choices for the pack",
        }
        .to_owned(),
        Noun::Source => marked(before, after).to_owned(),
    }
}

fn part<T: DeserializeOwned>(name: &str) -> impl Fn(&Value) -> Option<T> {
    move |body| T::deserialize(body.get(name)?).ok()
}

fn kind(what: What) -> &'static str {
    match what {
        What::Note => "note",
        What::Question { .. } => "question",
        What::EvidenceRequest { .. } => "request for evidence",
        What::Commitment { .. } => "promise",
        What::Answer { .. } => "answer",
    }
}

fn decided(decision: &Decision) -> &'static str {
    match decision {
        Decision::Confirm { .. } => "confirm that sentences belong together",
        Decision::Reject { .. } => "take a sentence out of a matter",
        Decision::Move { .. } => "move a sentence to another matter",
        Decision::Split { .. } => "make a matter of its own",
        Decision::Merge { .. } => "join two matters",
        Decision::Rename { .. } => "rename a matter",
        Decision::State { .. } => "say what a visit says of a matter",
        Decision::Right { .. } => "agree with a finding",
        Decision::Themes { .. } | Decision::Level { .. } | Decision::Direction { .. } => {
            "correct a finding"
        }
        Decision::Speaker { .. } => "correct who says a finding",
        Decision::Wrote { .. } => "write about a matter",
        Decision::Labels { .. } => "label a finding",
    }
}

fn marked(before: Option<&Value>, after: Option<&Value>) -> &'static str {
    let aside = |body: Option<&Value>| body.and_then(part::<bool>("set_aside")).unwrap_or(false);
    match (aside(before), aside(after)) {
        (false, true) => "set a paper aside",
        (true, false) => "bring a paper back",
        _ => "say who may see a paper",
    }
}

use serde::Deserialize as _;

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_step_is_told_by_what_was_done() {
        let question = json!({ "what": { "is": "question", "audience": null, "priority": "ask" }, "text": "Why?" });
        let told = |before, after| in_words(Noun::Annotation, before, after);
        assert_eq!(told(None, Some(&question)), "write question");
        assert_eq!(told(Some(&question), Some(&question)), "change question");
        assert_eq!(told(Some(&question), None), "delete question");
        let merge = json!({ "is": "merge", "thread": "a", "into": "b", "cycle": null });
        assert_eq!(
            in_words(Noun::Decision, None, Some(&merge)),
            "join two matters"
        );
    }
}
