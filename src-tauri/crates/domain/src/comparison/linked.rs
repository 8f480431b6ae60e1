//! Why a finding is followed with those of other visits, for people: the matter, the finding of an earlier visit that
//! stands with it, and the words of both that say so.
//!
//! Depends on the lexicon of aspects. Deliberately not here: the making of links ([`super::threads`]).

use super::aspects::Aspects;
use super::words::{is_common, stem, verbatim, words, words_at};
use super::{CellFinding, Comparison, Thread};
use crate::document::Citation;
use crate::findings::SpeakerRole;

/// A finding beside what an earlier visit said of its matter.
#[derive(Debug, Clone, PartialEq)]
pub struct Linked<'a> {
    pub thread: &'a Thread,
    /// The nearest earlier visit that spoke of the matter, by its id, and the inspectors' first finding there.
    pub earlier: Option<(&'a str, &'a CellFinding)>,
    /// Words of this finding that the matter is known by, verbatim; empty where it goes on from the sentence before.
    pub here: Vec<String>,
    /// The same of the earlier finding.
    pub there: Vec<String>,
    /// Sides of the matter of which both speak ("time", "quality").
    pub sides: Vec<String>,
    /// True once a person has said that it belongs here.
    pub confirmed: bool,
}

/// True where a sentence speaks of a matter by its name: of what the lexicon knows by it, and of nothing more than of that;
/// where the lexicon has no name for it, with every word of its title that tells it from others.
pub(crate) fn is_named(thread: &Thread, quote: &str) -> bool {
    let aspects = Aspects::built_in();
    let said = words(quote);
    let subject = thread.subject.as_ref();
    let subject = subject.and_then(|id| aspects.subjects.iter().position(|s| s.id == *id));
    if let Some(subject) = subject {
        let of = aspects.subjects_of(&said);
        let most = of.iter().map(|(_, weight)| *weight).fold(0.0, f32::max);
        let top = aspects.top_of(subject);
        return of.iter().any(|(s, weight)| *s == top && *weight >= most);
    }
    let said: Vec<String> = said.iter().map(|w| stem(w)).collect();
    let title = words(&thread.title);
    let own: Vec<&String> = title.iter().filter(|w| !is_common(w)).collect();
    !own.is_empty() && own.iter().all(|w| said.contains(&stem(w)))
}

/// The matters that a finding is shown under, in the comparison's order.
pub fn linked<'a>(comparison: &'a Comparison, finding: &Citation) -> Vec<Linked<'a>> {
    let aspects = Aspects::built_in();
    let is = |c: &Citation| {
        c.source == finding.source
            && c.paragraph_index == finding.paragraph_index
            && c.start == finding.start
    };
    let mut out = Vec::new();
    for thread in &comparison.threads {
        let at = thread
            .cells
            .iter()
            .position(|cell| cell.findings.iter().any(|f| is(&f.citation)));
        let Some(at) = at else { continue };
        let earlier = thread.cells[..at]
            .iter()
            .rev()
            .filter(|cell| cell.spoken().is_some())
            .find_map(|cell| {
                let of_inspectors = |f: &&CellFinding| f.speaker.role == SpeakerRole::Inspectors;
                Some((
                    cell.visit.as_str(),
                    cell.findings.iter().find(of_inspectors)?,
                ))
            });
        let there = earlier.map_or("", |(_, f)| f.citation.quote.as_str());
        let subject = thread.subject.as_ref();
        let subject = subject.and_then(|id| aspects.subjects.iter().position(|s| s.id == *id));
        let (here, there_words) = match subject {
            Some(subject) => (
                aspects.named(subject, &finding.quote),
                aspects.named(subject, there),
            ),
            None => (shared(&finding.quote, there), shared(there, &finding.quote)),
        };
        let facets = |text: &str| aspects.facets_of(&words(text));
        out.push(Linked {
            thread,
            earlier,
            here,
            there: there_words,
            sides: aspects
                .facet_names(facets(&finding.quote) & facets(there))
                .into_iter()
                .map(str::to_owned)
                .collect(),
            confirmed: !thread.cells[at].proposed,
        });
    }
    out
}

/// Words of one text, verbatim, that the other has too.
fn shared(text: &str, other: &str) -> Vec<String> {
    let theirs: Vec<String> = words_at(other).iter().map(|(w, _)| stem(w)).collect();
    let both = words_at(text)
        .into_iter()
        .filter(|(word, _)| !is_common(word) && theirs.contains(&stem(word)));
    verbatim(text, both.map(|(_, place)| place))
}
