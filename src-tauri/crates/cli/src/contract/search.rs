//! `search`: what was found, and how much of each kind.

use std::collections::BTreeMap;

use scrutiny_casebook::{Hits, Order};
use serde::Serialize;

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
    text: String,
    /// Where the words stand in `text`: from and to, in characters.
    found: Vec<[usize; 2]>,
}

impl Search {
    /// In the order in which they were found.
    pub fn of(query: &str, hits: &Hits) -> Search {
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
                .map(|h| Hit {
                    kind: h.kind.slug(),
                    source: h.source.as_ref().map(|s| s.0.clone()),
                    file: h.source.as_ref().map(|s| s.1.clone()),
                    page: h.page,
                    paragraph: h.paragraph.clone(),
                    text: h.snippet.text.clone(),
                    found: h.snippet.found.iter().map(|r| [r.start, r.end]).collect(),
                })
                .collect(),
        }
    }
}
