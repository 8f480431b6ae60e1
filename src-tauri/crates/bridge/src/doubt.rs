//! Pages in doubt, as the window is told of them, and the words that it points at without having them.
//!
//! Nothing from a page in doubt crosses as a quotation: what stands in its place says which page it is and why. Where a
//! person decides or writes about such words, they are known by their place, and their words are taken from the paper
//! here. Deliberately not here: what puts a page in doubt (`scrutiny-intake`), and the text of a paper, which may be
//! looked at with its pages marked ([`crate::BridgeText`]).

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use scrutiny_casebook::{Error, Scope};
use scrutiny_domain::comparison::{Decision, Reading, reading_of};
use scrutiny_domain::document::facts::Origin;
use scrutiny_domain::document::{Citation, Document, Doubt};
use serde::{Deserialize, Serialize};

use crate::{Bridge, BridgeCorrection, BridgePlace, index};

/// A page that nothing is quoted from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bridge", derive(specta::Type))]
pub struct BridgeDoubt {
    /// Its printed label.
    pub page: String,
    pub why: Doubt,
}

impl BridgeDoubt {
    /// The first of these pages that is in doubt.
    pub(crate) fn on(document: &Document, pages: &[usize]) -> Option<BridgeDoubt> {
        let (page, why) = document.page_in_doubt(pages)?;
        Some(BridgeDoubt {
            page: page.label.clone(),
            why,
        })
    }

    /// Where a citation stands; none where its paper is not here any more, and nobody can tell.
    pub(crate) fn at(readings: &[Reading], citation: &Citation) -> Option<BridgeDoubt> {
        let reading = reading_of(readings, &citation.source)?;
        BridgeDoubt::on(&reading.document, &citation.pages)
    }

    /// Where a fact was read.
    pub(crate) fn of(document: &Document, origin: &Origin) -> Option<BridgeDoubt> {
        BridgeDoubt::on(document, &[origin.place()?.page])
    }
}

/// Words, or lists of words, of a place; none where there is a doubt about it.
pub(crate) fn told<W: Clone + Default>(words: &W, doubt: Option<&BridgeDoubt>) -> W {
    match doubt {
        None => words.clone(),
        Some(_) => W::default(),
    }
}

/// The places of papers that nothing is quoted from, for lists that come without the papers.
#[derive(Debug, Default)]
pub(crate) struct Doubted(Mutex<HashMap<String, Arc<PlacesInDoubt>>>);

/// Pages of one paper, and paragraphs by the page they begin on and their label.
#[derive(Debug, Default)]
pub(crate) struct PlacesInDoubt {
    pages: HashMap<usize, BridgeDoubt>,
    paragraphs: HashMap<(usize, String), BridgeDoubt>,
}

impl PlacesInDoubt {
    fn of(document: &Document) -> PlacesInDoubt {
        let mut places = PlacesInDoubt::default();
        if document.pages.iter().all(|p| p.in_doubt().is_none()) {
            return places;
        }
        for page in &document.pages {
            let doubt = BridgeDoubt::on(document, &[page.index]);
            places.pages.extend(doubt.map(|doubt| (page.index, doubt)));
        }
        for paragraph in &document.paragraphs {
            let pages: Vec<usize> = paragraph.spans.iter().map(|span| span.page).collect();
            let at = (paragraph.page(), paragraph.label());
            let doubt = BridgeDoubt::on(document, &pages);
            places.paragraphs.extend(doubt.map(|doubt| (at, doubt)));
        }
        places
    }

    /// The first of these pages that is in doubt.
    pub(crate) fn on(&self, pages: &[usize]) -> Option<BridgeDoubt> {
        pages.iter().find_map(|page| self.pages.get(page)).cloned()
    }

    /// The doubt about what stands in a paragraph, by its label, that begins on a page.
    pub(crate) fn about(&self, page: usize, paragraph: Option<&str>) -> Option<BridgeDoubt> {
        let paragraph = paragraph.and_then(|label| self.paragraphs.get(&(page, label.to_owned())));
        paragraph.cloned().or_else(|| self.on(&[page]))
    }
}

impl Doubted {
    /// Knows these papers from now on, in the place of those before.
    pub(crate) fn know(&self, readings: &[Reading]) {
        let of = |r: &Reading| {
            let places = Arc::new(PlacesInDoubt::of(&r.document));
            (r.document.source.sha256.clone(), places)
        };
        *lock(&self.0) = readings.iter().map(of).collect();
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Bridge {
    /// The places of a paper that nothing is quoted from.
    pub(crate) async fn places_in_doubt(&self, source: &str) -> Result<Arc<PlacesInDoubt>, Error> {
        let known = lock(&self.doubted.0).get(source).cloned();
        if let Some(known) = known {
            return Ok(known);
        }
        // An older issue, or one that came in since.
        let places = Arc::new(PlacesInDoubt::of(&self.casebook.text(source).await?));
        lock(&self.doubted.0).insert(source.to_owned(), Arc::clone(&places));
        Ok(places)
    }

    /// A place with its words, where the window was not given them.
    pub(crate) async fn with_words(&self, mut place: BridgePlace) -> Result<BridgePlace, Error> {
        if place.doubt.is_some() && place.quote.is_empty() {
            let document = self.casebook.text(&place.source).await;
            let document = document.map_err(|_| Error::WordsNotThere)?;
            let (start, end) = (index(place.start), index(place.end));
            let citation = Citation::of(&document, index(place.index), start, end);
            place.quote = citation.ok_or(Error::WordsNotThere)?.quote;
        }
        Ok(place)
    }

    /// A decision with the words of every finding that it names: of those without any, `unquoted` has the places, in
    /// their order.
    pub(crate) async fn naming(
        &self,
        mut decision: Decision,
        unquoted: Vec<BridgePlace>,
    ) -> Result<Decision, Error> {
        let mut places = unquoted.into_iter();
        for finding in decision.findings_mut() {
            if finding.quote.is_empty() {
                let place = places.next().filter(|p| p.source == finding.source);
                let place = self.with_words(place.ok_or(Error::WordsNotThere)?).await?;
                finding.quote = place.quote;
            }
        }
        Ok(decision)
    }

    /// A correction with the words of all that a list of it keeps: of those without any, by their position in the list
    /// as it is.
    pub(crate) async fn stating(
        &self,
        sha256: &str,
        mut correction: BridgeCorrection,
    ) -> Result<BridgeCorrection, Error> {
        let (words, focus) = match &mut correction {
            BridgeCorrection::Focus { words } => (words, true),
            BridgeCorrection::Recommendations { words } => (words, false),
            _ => return Ok(correction),
        };
        if words.iter().all(|one| !one.quote.is_empty()) {
            return Ok(correction);
        }
        let (_, readings) = self.casebook.compared(Scope::default()).await?;
        let facts = &reading_of(&readings, sha256)
            .ok_or(Error::WordsNotThere)?
            .facts;
        let quote = |at: u32| match focus {
            true => facts.focus.get(index(at))?.place().map(|p| p.quote.clone()),
            false => Some(facts.recommendations.get(index(at))?.place.quote.clone()),
        };
        for one in words.iter_mut().filter(|one| one.quote.is_empty()) {
            one.quote = one.at.and_then(quote).ok_or(Error::WordsNotThere)?;
        }
        Ok(correction)
    }
}
