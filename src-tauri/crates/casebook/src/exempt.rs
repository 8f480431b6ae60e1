//! Public notes on, or with, words that are for members only: told to the person, who decides.
//!
//! What a public note is about is never quoted from such a paper in a pack for the public; its own text goes there as it
//! was written. Deliberately not here: stopping anybody.

use std::collections::HashSet;

use scrutiny_domain::annotations::{Annotation, Visibility};

use crate::{Casebook, Error};

/// So many words in a row are a quotation; fewer may come together by themselves.
const IN_A_ROW: usize = 5;

/// A note for the public with words of a paper for members only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exempt {
    /// Number of the note.
    pub id: i64,
    /// File of the paper.
    pub file: String,
    /// The words of the note that are the paper's; none where the note is only on words of it.
    pub words: Option<String>,
}

impl Casebook {
    /// The public notes that are on words of papers for members only, or repeat such words.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub async fn exempt(&self) -> Result<Vec<Exempt>, Error> {
        let mut notes = self.annotations().await?;
        notes.retain(|note| note.visibility == Visibility::Public);
        let sources = self.workspace.sources().await?;
        let (exempt, public): (Vec<_>, Vec<_>) = sources
            .iter()
            .partition(|s| s.marks.visibility == Visibility::MembersOnly);
        if notes.is_empty() || exempt.is_empty() {
            return Ok(Vec::new());
        }
        let mut known = HashSet::new();
        for source in public.iter().filter(|s| !s.marks.set_aside) {
            known.extend(self.runs_of(source.id).await?);
        }
        let mut found = Vec::new();
        for source in exempt {
            let own: HashSet<String> = &self.runs_of(source.id).await? - &known;
            for note in &notes {
                let words = repeated(note, &own);
                let on = note.on.citations().iter();
                if words.is_some() || on.into_iter().any(|c| c.source == source.source.sha256) {
                    found.push(Exempt {
                        id: note.id,
                        file: source.source.file.clone(),
                        words,
                    });
                }
            }
        }
        found.sort_by_key(|one| one.id);
        Ok(found)
    }

    /// All words in a row of a paper, as many as make a quotation.
    async fn runs_of(&self, source: i64) -> Result<HashSet<String>, Error> {
        let document = self.workspace.document_without_words(source).await?;
        let texts = document.paragraphs.iter().map(|p| p.text.as_str());
        Ok(texts.flat_map(|text| runs(&plain(text))).collect())
    }
}

/// The first words of the note that are in a row in the paper.
fn repeated(note: &Annotation, own: &HashSet<String>) -> Option<String> {
    runs(&plain(&note.text))
        .into_iter()
        .find(|run| own.contains(run))
}

fn runs(words: &[String]) -> Vec<String> {
    words.windows(IN_A_ROW).map(|run| run.join(" ")).collect()
}

/// The words without marks between and round them, and without capitals.
fn plain(text: &str) -> Vec<String> {
    let letters = |word: &str| -> String {
        let letters = word.chars().filter(|c| c.is_alphanumeric());
        letters.flat_map(char::to_lowercase).collect()
    };
    let words = text.split(|c: char| c.is_whitespace() || c == '–' || c == '—');
    words.map(letters).filter(|w| !w.is_empty()).collect()
}
