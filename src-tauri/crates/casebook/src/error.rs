//! What can go wrong with a verb: a case for programs, a sentence for people.

use std::path::PathBuf;

use scrutiny_domain::briefing::BadTemplates;
use scrutiny_domain::findings::BadRules;
use scrutiny_intake::Refusal;
use scrutiny_print::PrintError;
use scrutiny_store::StoreError;

use crate::named::Named;

/// Why a verb was not done. The sentence says what happened, what was kept and what to do next.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Refused(#[from] Refusal),
    #[error("{} could not be used: {detail}. It was left as it is.", .path.display())]
    File { path: PathBuf, detail: String },
    #[error(
        "There is already something at {}, and it is no pack made from this case. It was left as it is: give another \
         name, or say that it may be replaced (on the command line with --replace).",
        .0.display()
    )]
    SomethingThere(PathBuf),
    #[error(
        "{why} The pack itself is kept in the case, with the number {id}: it can be written again from there."
    )]
    PackKept { id: i64, why: Box<Error> },
    #[error(
        "‘{asked}’ is another copy of a paper that is in use as ‘{used}’{}. Nothing was changed: to use ‘{asked}’ instead, \
         set ‘{used}’ aside.",
        in_it_alone(*alone)
    )]
    AnotherCopy {
        asked: String,
        used: String,
        /// How many of the inspectors' sentences only the copy that was asked for has.
        alone: usize,
    },
    #[error("There is no file or folder {}. Nothing was changed: check the name.", .0.display())]
    NoSuchFile(PathBuf),
    #[error(
        "Nothing in this workspace is about ‘{asked}’. It has papers about: {}.",
        list(known)
    )]
    NoSuchAuthority { asked: String, known: Vec<String> },
    #[error("There is no {} ‘{asked}’ in this workspace. Nothing was changed.{}", what.in_words(), there_are(known))]
    NoneNamed {
        what: Named,
        asked: String,
        known: Vec<String>,
    },
    #[error(
        "‘{asked}’ is the name of more than one {}. Nothing was changed: say which of these is meant: {}.",
        what.in_words(),
        among.join("; ")
    )]
    SeveralNamed {
        what: Named,
        asked: String,
        among: Vec<String>,
    },
    #[error(
        "There is nothing to compare about {authority} yet: no paper states an inspection or a visit. \
         Import the inspection report and the letters first."
    )]
    NothingToCompare { authority: String },
    #[error(
        "No run of visits was opened in {asked}. Nothing was written: ask for one that was opened in {}.",
        known.join(", ")
    )]
    NoSuchCycle { asked: String, known: Vec<String> },
    #[error(
        "A pack can be a .pdf, .html or .docx file, and {} is none of them. Nothing was written: give the file another ending.",
        .0.display()
    )]
    Form(PathBuf),
    #[error(
        "Tables can be one .xlsx file, or a .csv file for one of them, and {} is neither. Nothing was written: give the file \
         another ending, or say which table.",
        .0.display()
    )]
    TableForm(PathBuf),
    #[error("The pack could not be made: {0} Nothing was written.")]
    Print(#[from] PrintError),
    #[error(
        "The visit has no words on ‘{0}’ that could say how good it is, so nothing was decided. Move a sentence of the \
         visit to the matter first."
    )]
    NoWordsToJudge(String),
    #[error(
        "The visit has words on ‘{0}’, so it is not silent, and nothing was decided. Say first of each sentence that it \
         does not belong to the matter."
    )]
    NotSilent(String),
    #[error("Nothing was written: there were no words in it. Type some, or close it.")]
    NothingWritten,
    #[error(
        "These words are not where they were said to be, so nothing was kept. Open the paper again and select them \
         there."
    )]
    WordsNotThere,
    #[error(
        "The paper has the words ‘{0}’ more than once, so nothing was kept. Give more of the sentence."
    )]
    WordsTwice(String),
    #[error(
        "‘{0}’ is not a date. Nothing was changed: write it as 16 August 2021, 16/8/2021 or 2021-08-16, and as August \
         2021 where no day is known."
    )]
    NotADate(String),
    #[error("These templates of questions cannot be used: {0}. Those before still hold.")]
    Templates(#[from] BadTemplates),
    #[error("The ladder of quantifiers cannot be used: {0}. The one before still holds.")]
    Ladder(#[from] BadRules),
    #[error(
        "Something went wrong inside the program: {0}. What was kept before is safe; please report this."
    )]
    Inside(String),
}

impl From<tokio::task::JoinError> for Error {
    fn from(e: tokio::task::JoinError) -> Self {
        // What a panic says may hold words of a paper.
        Error::Inside(if e.is_panic() {
            "a step of it stopped".to_owned()
        } else {
            e.to_string()
        })
    }
}

fn in_it_alone(sentences: usize) -> String {
    match sentences {
        0 => ", which says all that it says".to_owned(),
        1 => "; one of its sentences is not in that one".to_owned(),
        more => format!("; {more} of its sentences are not in that one"),
    }
}

/// Names to choose from, where there are not too many to read.
fn there_are(known: &[String]) -> String {
    if known.is_empty() {
        String::new()
    } else {
        format!(" There are: {}.", known.join("; "))
    }
}

fn list(names: &[String]) -> String {
    if names.is_empty() {
        "no authority yet".to_owned()
    } else {
        names.join(", ")
    }
}
