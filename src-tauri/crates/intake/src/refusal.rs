//! Why a file cannot be read, in one sentence each: what happened and what to do next.

use serde::{Deserialize, Serialize};

/// A file that was refused. Nothing has been changed; [`Refusal::code`] is for the user interface, the message for
/// the user.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Refusal {
    #[error("This file is empty: there is nothing in it to read. Download or save it again.")]
    Empty,
    #[error(
        "This file is named as {claimed} but holds {found}. Download it again from where it was published."
    )]
    NotWhatItSays { claimed: String, found: String },
    #[error("This file is protected by a password. Ask whoever sent it for a copy without one.")]
    PasswordProtected,
    #[error("This file is cut off: its end is missing. Download or copy it again.")]
    CutOff,
    #[error(
        "This file is too large to read here ({what}; the limit is {limit}). Split it and add the part you need."
    )]
    TooLarge { what: String, limit: String },
    #[error(
        "This file has no text, only pictures of pages (a scan). It needs text recognition (OCR) first; ask for the \
         original or run it through OCR software."
    )]
    NoText,
    #[error(
        "This file is a form that only Adobe’s own program can show (XFA): the pages of other programs do not hold what \
         it says. Ask for a copy that was printed to PDF."
    )]
    DynamicForm,
    #[error(
        "This kind of file cannot be read here ({found}). PDF, Word (.docx), web pages, mails (.eml) and plain text can."
    )]
    Unsupported { found: String },
    /// A paper that other programs turn into one that can be read.
    #[error(
        "This file is {found}, which cannot be read here. Open it in the program it was made with, or in LibreOffice, and \
         save it as a Word document (.docx) or a PDF."
    )]
    SaveOtherwise { found: String },
    /// An archive, a PDF portfolio, a mail without words: what is in it are papers of their own.
    #[error("This file only holds other files, and none of them is a paper that can be read here.")]
    Archive,
    #[error(
        "Reading this file took longer than {seconds} seconds and was stopped. Ask for another copy of it."
    )]
    TooSlow { seconds: u64 },
    #[error(
        "Reading this file took more memory than it may ({megabytes} MB) and was stopped. Ask for another copy of it."
    )]
    OutOfMemory { megabytes: u64 },
    #[error("This file is damaged and cannot be read ({detail}). Download or copy it again.")]
    Broken { detail: String },
    #[error(
        "This file could not be read just now ({detail}). Nothing is known of the file itself: try again."
    )]
    Interrupted { detail: String },
}

impl Refusal {
    /// A code that does not change when the sentence does.
    pub fn code(&self) -> &'static str {
        match self {
            Refusal::Empty => "empty",
            Refusal::NotWhatItSays { .. } => "not_what_it_says",
            Refusal::PasswordProtected => "password_protected",
            Refusal::CutOff => "cut_off",
            Refusal::TooLarge { .. } => "too_large",
            Refusal::NoText => "no_text",
            Refusal::DynamicForm => "dynamic_form",
            Refusal::Unsupported { .. } => "unsupported",
            Refusal::SaveOtherwise { .. } => "save_otherwise",
            Refusal::Archive => "archive",
            Refusal::TooSlow { .. } => "too_slow",
            Refusal::OutOfMemory { .. } => "out_of_memory",
            Refusal::Broken { .. } => "broken",
            Refusal::Interrupted { .. } => "interrupted",
        }
    }

    /// Whether it tells of this reading alone, which ran into a limit or was ended from outside, and not of the file:
    /// another time, or on another machine, the file may be read.
    pub fn is_passing(&self) -> bool {
        matches!(
            self,
            Refusal::TooSlow { .. } | Refusal::OutOfMemory { .. } | Refusal::Interrupted { .. }
        )
    }
}
