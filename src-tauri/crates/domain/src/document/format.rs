//! The formats that can be read: the one list of their names, the endings of their files and the bytes they begin with.
//!
//! Deliberately not here: what bytes without a signature are (the crate `scrutiny-intake` looks at them).

use serde::{Deserialize, Serialize};

/// What kind of file it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    Pdf,
    Docx,
    Html,
    /// A mail; what is attached to it are papers of their own.
    Mail,
    Text,
}

impl Format {
    pub const ALL: [Format; 5] = [
        Format::Pdf,
        Format::Docx,
        Format::Html,
        Format::Mail,
        Format::Text,
    ];

    /// Endings of files that hold papers and are none.
    pub const ARCHIVES: [&str; 1] = ["zip"];

    /// Endings of text files that are set in Markdown.
    pub const MARKDOWN: [&str; 2] = ["md", "markdown"];

    /// True of files whose pages a reader can turn to; the others are one long page to this program alone.
    pub fn has_pages(self) -> bool {
        matches!(self, Format::Pdf)
    }

    /// Endings of file names, in lower case, without the dot.
    pub fn endings(self) -> &'static [&'static str] {
        match self {
            Format::Pdf => &["pdf"],
            Format::Docx => &["docx"],
            Format::Html => &["html", "htm", "xhtml", "mht", "mhtml"],
            Format::Mail => &["eml"],
            Format::Text => &["txt", "text", "md", "markdown"],
        }
    }

    /// The bytes such a file begins with; none where any text may stand there.
    pub fn signature(self) -> Option<&'static [u8]> {
        match self {
            Format::Pdf => Some(b"%PDF-"),
            // A zip archive, which other formats are too.
            Format::Docx => Some(b"PK\x03\x04"),
            Format::Html | Format::Mail | Format::Text => None,
        }
    }

    /// In words, for a sentence: "a PDF".
    pub fn in_words(self) -> &'static str {
        match self {
            Format::Pdf => "a PDF",
            Format::Docx => "a Word document",
            Format::Html => "a web page",
            Format::Mail => "a mail",
            Format::Text => "plain text",
        }
    }

    /// The format that the ending of a file name claims, in whatever case.
    pub fn of_file_name(name: &str) -> Option<Format> {
        let (_, ending) = name.rsplit_once('.')?;
        let ending = ending.to_ascii_lowercase();
        Format::ALL
            .into_iter()
            .find(|f| f.endings().contains(&ending.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ending_belongs_to_one_format() {
        let all: Vec<&str> = Format::ALL
            .iter()
            .flat_map(|f| f.endings())
            .copied()
            .collect();
        for ending in &all {
            assert_eq!(all.iter().filter(|e| *e == ending).count(), 1, "{ending}");
        }
        assert!(
            Format::MARKDOWN
                .iter()
                .all(|e| Format::Text.endings().contains(e))
        );
        assert_eq!(Format::of_file_name("Letter.v2.PDF"), Some(Format::Pdf));
        assert_eq!(Format::of_file_name("pdf"), None);
    }
}
