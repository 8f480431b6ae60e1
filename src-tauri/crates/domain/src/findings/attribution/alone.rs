//! What stands alone: a verb that closes what a quotation began, a line that is only a name, a sentence that opens a
//! list without saying anything itself.
//!
//! Deliberately not here: attributions of a whole sentence.

use super::narration::Narration;
use super::{Attribution, Heard, Text, Who, within};
use crate::findings::SpeakerRole;
use crate::findings::rules::Sort;
use crate::findings::tokens::slice;

/// Words of a subject that stands between a quotation and its verb.
const SHORT: usize = 4;
/// Words of a line that is no more than a name.
const LINE: usize = 10;

impl Narration<'_> {
    /// "“…,” they found.": a quotation, who, and a verb that closes what is told.
    pub(super) fn told_before(&self, at: usize, after: usize) -> bool {
        let who = self.segment(self.subject_ends(at));
        let closes = after >= self.words.len() || self.parted(after);
        closes && who.len() <= SHORT && self.after_quotation(who.start)
    }

    /// A line that is the name of a newspaper or a site, and tells nothing of anybody.
    pub(super) fn is_a_name_alone(&self, who: &Who) -> bool {
        let whole = self.of.text.trim();
        let alone = slice(self.of.text, self.range.clone()).trim() == whole;
        let ends = whole.ends_with(['.', '!', '?', ':', '”', '"']);
        let unknown = match who.is {
            Sort::Person => who.speaker.role == SpeakerRole::Other,
            Sort::Group => who.speaker.role == SpeakerRole::Council,
            Sort::Paper => false,
        };
        alone && !ends && unknown && self.words.len() <= LINE && !self.parted_within()
    }

    fn parted_within(&self) -> bool {
        (1..self.words.len()).any(|i| self.parted(i))
    }
}

/// "They were critical of:": inspectors whose last sentence says how they found what it lists.
pub(crate) fn judges(of: &Text<'_>, heard: &Heard) -> Option<Attribution> {
    let range = of.sentences.last()?;
    let words = within(of.words, range);
    let sentence = Narration::new(of, words, range, heard);
    let [.., is, _, joint] = words else {
        return None;
    };
    let verb = words.len() - 3;
    let predicate = matches!(is.word.as_str(), "are" | "is" | "were" | "was")
        && matches!(joint.word.as_str(), "of" | "about" | "with" | "by");
    let (who, start) = predicate.then(|| sentence.before(verb)).flatten()?;
    let inspectors = who.speaker.role == SpeakerRole::Inspectors;
    inspectors.then(|| Attribution {
        sentence: of.sentences.len() - 1,
        who,
        words: sentence.verbatim(start..words.len()),
        passes_on: false,
    })
}
