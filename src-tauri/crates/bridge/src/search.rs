//! What a search found, as the window lists it.

use scrutiny_casebook::{Error, Order, PassageKind, Query};
use serde::{Deserialize, Serialize};

use crate::{Bridge, BridgeDoubt, count, index, told};

/// How many hits are handed over; the counts are of all there are.
const SHOWN: u32 = 30;

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bridge", derive(specta::Type))]
pub struct BridgeHits {
    /// How many of each kind there are in all.
    pub counts: Vec<BridgeHitCount>,
    /// True where there are more than were counted: then all that is known is that there is one more than that.
    pub more: bool,
    /// True where the best come first; false where they come as the papers have them: there are more than were counted,
    /// or only how a word begins is known.
    pub ranked: bool,
    /// The last word, where nothing has all words as they were typed: somebody may still be typing it.
    pub unfinished: Option<BridgeUnfinished>,
    pub hits: Vec<BridgeHit>,
}

/// A last word that nothing has as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bridge", derive(specta::Type))]
pub struct BridgeUnfinished {
    pub word: String,
    /// True where what is found has a word that begins so; false where it is too short to look for: then what is found
    /// has the words before it.
    pub looked_for: bool,
}

/// How many there are of a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bridge", derive(specta::Type))]
pub struct BridgeHitCount {
    pub kind: HitKind,
    pub count: u32,
}

/// What a hit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bridge", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum HitKind {
    Finding,
    Paragraph,
    Fact,
    Note,
}

/// A passage with the words in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bridge", derive(specta::Type))]
pub struct BridgeHit {
    pub kind: HitKind,
    /// SHA-256; none for a note about no paper.
    pub source: Option<String>,
    /// Index of the paragraph, position of the finding, ordinal of the fact, id of the annotation.
    pub item: u32,
    /// From 0.
    pub page: Option<u32>,
    pub paragraph: Option<String>,
    /// The page that nothing is quoted from, and why.
    pub doubt: Option<BridgeDoubt>,
    /// The words around what was found; "…" stands where they were cut. Empty where their page is in doubt.
    pub text: String,
    /// Where in `text` what was found stands, in Unicode scalar values.
    pub found: Vec<BridgeRange>,
}

/// Characters from the first to before the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bridge", derive(specta::Type))]
pub struct BridgeRange {
    pub start: u32,
    pub end: u32,
}

impl From<PassageKind> for HitKind {
    fn from(kind: PassageKind) -> Self {
        match kind {
            PassageKind::Finding => HitKind::Finding,
            PassageKind::Paragraph => HitKind::Paragraph,
            PassageKind::Fact => HitKind::Fact,
            PassageKind::Note => HitKind::Note,
        }
    }
}

impl From<HitKind> for PassageKind {
    fn from(kind: HitKind) -> Self {
        match kind {
            HitKind::Finding => PassageKind::Finding,
            HitKind::Paragraph => PassageKind::Paragraph,
            HitKind::Fact => PassageKind::Fact,
            HitKind::Note => PassageKind::Note,
        }
    }
}

impl Bridge {
    /// Looks for words in everything, or in one kind of it.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub async fn search(&self, words: &str, kind: Option<HitKind>) -> Result<BridgeHits, Error> {
        let query = Query {
            words,
            kind: kind.map(PassageKind::from),
            limit: SHOWN,
            offset: 0,
        };
        let found = self.casebook.search(query).await?;
        let number = |n: i64| u32::try_from(n).unwrap_or_default();
        let mut doubts = Vec::with_capacity(found.hits.len());
        for hit in &found.hits {
            doubts.push(match (&hit.source, hit.page) {
                // What a person wrote is theirs.
                (Some((source, _)), Some(page)) if hit.kind != PassageKind::Note => {
                    let places = self.places_in_doubt(source).await?;
                    places.about(index(number(page)), hit.paragraph.as_deref())
                }
                _ => None,
            });
        }
        Ok(BridgeHits {
            counts: found
                .counts
                .iter()
                .map(|&(kind, n)| BridgeHitCount {
                    kind: kind.into(),
                    count: number(n),
                })
                .collect(),
            more: found.more,
            ranked: found.order == Order::Best,
            unfinished: found.unfinished.map(|last| BridgeUnfinished {
                word: last.word,
                looked_for: last.looked_for,
            }),
            hits: found
                .hits
                .into_iter()
                .zip(doubts)
                .map(|(hit, doubt)| BridgeHit {
                    kind: hit.kind.into(),
                    source: hit.source.map(|(sha256, _)| sha256),
                    item: number(hit.item),
                    page: hit.page.map(number),
                    paragraph: hit.paragraph,
                    found: told(&hit.snippet.found, doubt.as_ref())
                        .into_iter()
                        .map(|range| BridgeRange {
                            start: count(range.start),
                            end: count(range.end),
                        })
                        .collect(),
                    text: told(&hit.snippet.text, doubt.as_ref()),
                    doubt,
                })
                .collect(),
        })
    }
}
