//! Papers that speak: a letter, a report, a study, and whose it is.
//!
//! Deliberately not here: what is quoted from one by its part or after a colon ([`super::named`]).

use std::ops::Range;

use super::Who;
use super::narration::Narration;
use super::office::Office;
use crate::findings::SpeakerRole;
use crate::findings::rules::Sort;

impl Narration<'_> {
    /// Whose a paper is that the phrase names: its owner's, else the one's spoken of last, else the inspectors'. The
    /// outer none where the phrase names none; the inner where it is this very paper.
    pub(super) fn paper(&self, phrase: &Range<usize>, head: &Range<usize>) -> Option<Option<Who>> {
        let papers = &self.rules().speakers.papers;
        let at = papers.find(&self.words[head.clone()]).last()?.tokens.start + head.start;
        let later = self.office(at + 1..head.end, None);
        if later.is_some() {
            return None;
        }
        let first = self.word(phrase.start);
        if matches!(first, "this" | "present") || self.word(head.start) == "this" {
            return Some(None);
        }
        let made = self.made_by(phrase, at);
        let owned = self.office(phrase.start..at, None);
        let annual = (phrase.start..at).any(|i| matches!(self.word(i), "annual" | "national"));
        let inspection = self.word(at).starts_with("inspection")
            || (phrase.start..at).any(|i| matches!(self.word(i), "inspection" | "monitoring"));
        let owner = made.or(owned).map(|o| o.role);
        let role = match owner {
            _ if annual => SpeakerRole::Other,
            Some(role) => role,
            None if inspection => SpeakerRole::Inspectors,
            None => {
                let own_report = self.of.committee && self.word(at).starts_with("report");
                match self.heard.paper() {
                    Some(last) if first == "the" || first == "its" => {
                        let mut last = last.clone();
                        last.speaker.name = None;
                        return Some(Some(last));
                    }
                    _ if own_report => return Some(None),
                    _ if self.of.committee && self.lists().parts.contains(self.word(at)) => {
                        return Some(None);
                    }
                    _ if self.word(at) == "statement" || self.word(at).starts_with("visit") => {
                        return Some(None);
                    }
                    // Inspectors write letters and reports; a study or a peer review is somebody else's.
                    _ if self.lists().not_of_inspectors.contains(self.word(at)) => {
                        SpeakerRole::Other
                    }
                    _ => SpeakerRole::Inspectors,
                }
            }
        };
        // "The council’s letter" may be the one that it had or the one that it wrote.
        let received = made.is_none() && role == SpeakerRole::Council;
        if received && !self.of.committee && self.word(at).starts_with("letter") {
            return Some(None);
        }
        let mut found = Who::new(role, None, Sort::Paper);
        found.other_paper = role != SpeakerRole::Inspectors;
        // "The letter from inspector Rosa Quill".
        if role == SpeakerRole::Inspectors && made.is_some() {
            found.speaker.name = self.name(at..phrase.end);
        }
        Some(Some(found))
    }

    /// Who a paper is by: "a study by the ombudsman", "a letter from Ofsted", "a report of the Director".
    fn made_by(&self, phrase: &Range<usize>, at: usize) -> Option<Office> {
        let by = (at + 1..phrase.end.min(at + 4))
            .find(|&i| matches!(self.word(i), "by" | "from" | "of"))?;
        let owner = by + 1..phrase.end;
        let head = self.head(&owner);
        self.office(owner, Some(&head))
    }

    /// A paper that the sentence speaks of anywhere.
    pub(super) fn paper_spoken_of(&self) -> Option<Who> {
        let papers = &self.rules().speakers.papers;
        let found = papers.find(self.words);
        found.iter().rev().find_map(|m| {
            let at = m.tokens.start;
            let word = self.word(at);
            // A visit or an inspection is no paper where it is only spoken of.
            let read = ["letter", "report", "study", "review", "survey", "verdict"];
            if !read.iter().any(|r| word.starts_with(r)) {
                return None;
            }
            let mut start = at;
            while start > 0
                && !self.parted(start)
                && !self.lists().clause.contains(self.word(start - 1))
                && !self.lists().after_head.contains(self.word(start - 1))
            {
                start -= 1;
                if self.lists().determiners.contains(self.word(start))
                    || self.word(start) == "whose"
                {
                    break;
                }
            }
            let whose = self.word(start) == "whose";
            if !(self.lists().determiners.contains(self.word(start))
                || self.possessor(start)
                || whose
                || start == 0)
            {
                return None;
            }
            let mut end = at + 1;
            while end < self.words.len() && !self.parted(end) && end < at + 7 {
                end += 1;
            }
            let phrase = start..end;
            let head = start..at + 1;
            self.paper(&phrase, &head)?.filter(|w| w.is == Sort::Paper)
        })
    }
}
