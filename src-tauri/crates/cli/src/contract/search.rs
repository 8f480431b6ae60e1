//! `search`: what was found, and how much of each kind.

use std::collections::BTreeMap;

use scrutiny_casebook::domain::document::Doubt;
use scrutiny_casebook::{Hits, Order};
use serde::Serialize;

use super::slug;

/// What `search --json` prints.
#[derive(Debug, Serialize)]
pub struct Search {
    query: String,
    counts: BTreeMap<&'static str, i64>,
    /// True where there are more than were counted.
    more: bool,
    /// True where the best come first; false where they come as the papers have them: there are more than were counted,
    /// or only how a word begins is known.
    ranked: bool,
    /// The last word, where nothing has all words as they were typed.
    unfinished: Option<Unfinished>,
    hits: Vec<Hit>,
}

#[derive(Debug, Serialize)]
struct Unfinished {
    word: String,
    /// True where what was found has a word that begins so; false where it has the words before it.
    looked_for: bool,
}

#[derive(Debug, Serialize)]
struct Hit {
    kind: &'static str,
    source: Option<String>,
    file: Option<String>,
    page: Option<i64>,
    paragraph: Option<String>,
    /// Empty where its page is in doubt.
    text: String,
    in_doubt: Option<String>,
    /// Where the words stand in `text`: from and to, in characters.
    found: Vec<[usize; 2]>,
}

impl Search {
    /// In the order in which they were found; `doubts` has of each why nothing is quoted from it.
    pub fn of(query: &str, hits: &Hits, doubts: &[Option<Doubt>]) -> Search {
        Search {
            query: query.to_owned(),
            counts: hits.counts.iter().map(|(k, n)| (k.slug(), *n)).collect(),
            more: hits.more,
            ranked: hits.order == Order::Best,
            unfinished: hits.unfinished.as_ref().map(|last| Unfinished {
                word: last.word.clone(),
                looked_for: last.looked_for,
            }),
            hits: hits
                .hits
                .iter()
                .zip(doubts)
                .map(|(h, doubt)| Hit {
                    kind: h.kind.slug(),
                    source: h.source.as_ref().map(|s| s.0.clone()),
                    file: h.source.as_ref().map(|s| s.1.clone()),
                    page: h.page,
                    paragraph: h.paragraph.clone(),
                    text: match doubt {
                        Some(_) => String::new(),
                        None => h.snippet.text.clone(),
                    },
                    in_doubt: doubt.as_ref().map(slug),
                    found: match doubt {
                        Some(_) => Vec::new(),
                        None => h.snippet.found.iter().map(|r| [r.start, r.end]).collect(),
                    },
                })
                .collect(),
        }
    }
}
