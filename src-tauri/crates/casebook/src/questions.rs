//! What to ask: the questions that are suggested, taking one, and the words in which they are suggested.
//!
//! Deliberately not here: what gives rise to a question (`scrutiny-domain`).

use jiff::civil::Date;
use scrutiny_domain::annotations::{Annotation, Priority, Subject, Visibility, What};
use scrutiny_domain::briefing::{Options, Suggestion, Templates, suggested_questions};
use scrutiny_domain::comparison::{CycleName, WhichCycle};
use scrutiny_store::Who;
use serde_json::Value;

use crate::brief::meant;
use crate::{AnnotationInput, Casebook, Error, Scope, SubjectInput};

/// The name of the setting.
const TEMPLATES: &str = "question_templates";

/// What to ask about one run of visits.
#[derive(Debug, Clone, PartialEq)]
pub struct Questions {
    pub authority: String,
    pub cycle: CycleName,
    /// Those that nobody has taken yet, at most ten.
    pub suggested: Vec<Suggestion>,
    /// What can be asked of every matter.
    pub always: Vec<String>,
}

impl Casebook {
    /// The questions that are suggested for an authority's run of visits, as of `made`: promises may be due.
    ///
    /// # Errors
    /// Where there is nothing to compare, or no such run.
    pub async fn questions(
        &self,
        authority: &str,
        cycle: WhichCycle,
        made: Date,
    ) -> Result<Questions, Error> {
        let scope = Scope {
            authority: Some(authority),
            public_only: false,
        };
        let (comparisons, readings) = self.compared(scope).await?;
        let comparison = meant(comparisons, cycle, authority)?;
        let annotations = self.annotations_for(&comparison).await?;
        let options = Options {
            templates: self.templates().await?,
            ..Options::usual(made)
        };
        Ok(Questions {
            authority: comparison.authority.clone(),
            cycle: CycleName::of(&comparison),
            suggested: suggested_questions(&comparison, &readings, &annotations, &options),
            always: options.templates.always,
        })
    }

    /// Takes a suggested question: from now on it is the person's own, to be changed and put in order, on the matter or the
    /// words that it rests on; what to ask to see is written down beside it. For members only until somebody says otherwise.
    ///
    /// # Errors
    /// As [`Casebook::write`].
    pub async fn take(
        &self,
        who: &Who,
        question: &Suggestion,
        cycle: &CycleName,
    ) -> Result<Annotation, Error> {
        let on = match (&question.thread, question.rests_on.last()) {
            (Some(thread), _) => SubjectInput::Thread {
                thread: thread.clone(),
                cycle: Some(cycle.clone()),
            },
            (None, Some(citation)) => SubjectInput::from(&Subject::Quotation {
                citation: citation.clone(),
            }),
            (None, None) => SubjectInput::Nothing,
        };
        let audience = question.asked.whom.clone();
        let priority = Priority::Ask;
        let input = |what: What, text: String| AnnotationInput {
            what,
            text,
            on: on.clone(),
            visibility: Visibility::MembersOnly,
        };
        let asked = What::Question {
            audience: audience.clone(),
            priority,
        };
        let taken = self.write(who, input(asked, question.taken())).await?;
        // Without words or a matter a request would be about everything.
        if on != SubjectInput::Nothing {
            for evidence in &question.asked.evidence {
                let what = What::EvidenceRequest {
                    audience: audience.clone(),
                    priority,
                };
                self.write(who, input(what, evidence.clone())).await?;
            }
        }
        Ok(taken)
    }

    /// The words in which questions are suggested: the workspace's own, else those that come with the program.
    pub async fn templates(&self) -> Result<Templates, Error> {
        let value = self.workspace.setting(TEMPLATES).await?;
        match value {
            None | Some(Value::Null) => Ok(Templates::default()),
            Some(own) => serde_json::from_value(own).map_err(|e| Error::Inside(e.to_string())),
        }
    }

    /// Puts words of one's own in their place; none goes back to those that come with the program.
    pub async fn set_templates(
        &self,
        who: &Who,
        templates: Option<Templates>,
    ) -> Result<(), Error> {
        let value = match templates {
            Some(own) => serde_json::to_value(own).map_err(|e| Error::Inside(e.to_string()))?,
            None => Value::Null,
        };
        Ok(self.workspace.set(who, TEMPLATES, value).await?)
    }
}
