//! Members who speak for a group or a party.
//!
//! Deliberately not here: members whose office says what they are.

use std::ops::Range;

use super::narration::Narration;
use super::office::Office;
use super::subject::Subject;
use super::{Speaker, Who};
use crate::findings::SpeakerRole;

impl Narration<'_> {
    /// The leader of a group or a party is none of the council's: "the group’s deputy leader".
    pub(super) fn of_a_group(&self, office: Office, subject: &Subject) -> Office {
        let mut all = subject.stretches();
        let owned = all.any(|r| {
            let mut owner = r.clone().filter(|&i| self.possessor(i));
            owner.any(|i| matches!(self.word(i), "group" | "party"))
        });
        let role = match office.role {
            SpeakerRole::CabinetMember if owned => SpeakerRole::OppositionCouncillor,
            role => role,
        };
        Office { role, ..office }
    }

    pub(super) fn names_a_party(&self, words: Range<usize>) -> bool {
        let parties = &self.rules().speakers.parties;
        !parties.find(&self.words[words]).is_empty()
    }

    /// "For the Greens, Cllr Lane said": a councillor of whom nothing more is told speaks for that party.
    pub(super) fn for_a_party(&self, who: Who) -> Who {
        let begins = self.word(0) == "for" && who.speaker.role == SpeakerRole::Other;
        let end = (1..self.words.len()).find(|&i| self.parted(i));
        let (true, Some(end)) = (begins, end) else {
            return who;
        };
        let party = self.names_a_party(0..end);
        let titled = who.speaker.name.as_deref().is_some_and(|name| {
            ["Cllr", "Coun", "Councillor"]
                .iter()
                .any(|t| name.starts_with(t))
        });
        if !(party && titled) {
            return who;
        }
        let role = SpeakerRole::OppositionCouncillor;
        let speaker = Speaker {
            role,
            ..who.speaker
        };
        Who { speaker, ..who }
    }
}
