//! The file a document was read from, and what the reader has to say about the reading.

use serde::{Deserialize, Serialize};

use super::{Format, PartOf};

/// The file a document came from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// File name without folders.
    pub file: String,
    /// Lower-case hexadecimal SHA-256 of the bytes.
    pub sha256: String,
    /// Size in bytes.
    pub bytes: u64,
    pub format: Format,
    /// True where any page may not say what the original says. Nothing is quoted verbatim from a damaged page.
    pub damaged: bool,
    pub warnings: Vec<Warning>,
    /// Where it lies, where it is a paper within a file and no file itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<PartOf>,
}

/// Something a reader should know about how the document was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Warning {
    pub code: WarningCode,
    /// 0-based page; none where it concerns the whole file.
    pub page: Option<usize>,
    /// One sentence for the user.
    pub message: String,
}

/// Codes the user interface can act on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WarningCode {
    /// Header, trailer, cross-reference table or stream did not hold; the file was read as far as it could be.
    DamagedFile,
    /// A page has characters that could not be read.
    UnreadableCharacters,
    /// A page has no text (a picture of text needs OCR).
    PageWithoutText,
    /// The file has no structure; reading order was found from positions.
    OrderFromPositions,
    /// Printed page labels were missing or did not run on.
    PageLabels,
    /// Something was left out (an embedded file, a drawing, a deep nesting).
    LeftOut,
    /// Words that the file holds and its reader does not see were left out.
    Hidden,
    /// Words that are struck out were left out.
    StruckOut,
    /// What a page says was read in a picture of it by a machine.
    MachineRead,
    /// A page states other words than it draws.
    DrawnOtherwise,
    /// Answers were filled in on a form; they are read with the page.
    FormAnswers,
    /// Files lie in this one; those that are papers are read as papers of their own.
    Attachments,
    /// Remarks of readers lie on the paper; they are not read as its words.
    Remarks,
}
