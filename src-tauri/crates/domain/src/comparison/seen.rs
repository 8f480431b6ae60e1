//! Matters that a person worked on stay as they saw them, however findings group anew when papers come in.
//!
//! With each decision about a matter its findings are kept. They stay one matter, under the id and the title it had; what
//! groups with it from now on comes beside them. Deliberately not here: what was decided ([`super::decision`]).

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashSet};

use serde::{Deserialize, Serialize};

use super::aspects::Aspects;
use super::by_words::ByWords;
use super::named::{title_by_words, title_of_sentence};
use super::passage::Passage;
use super::threads::{Matter, Member};
use super::{Comparison, Decided, FindingRef, Reading, Titled};
use crate::findings::SpeakerRole;

/// A matter as a person saw it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeenMatter {
    /// Id of its thread.
    pub thread: String,
    /// None where it was called by the words of one of its findings.
    #[serde(default)]
    pub title: Option<String>,
    /// Those of inspectors, in the order of the visits.
    pub findings: Vec<FindingRef>,
}

impl SeenMatter {
    /// The matter of this id as the comparison has it.
    pub fn of(comparison: &Comparison, thread: &str) -> Option<SeenMatter> {
        let found = comparison.threads.iter().find(|t| t.id == thread)?;
        let cells = found.cells.iter().flat_map(|cell| &cell.findings);
        let theirs = cells.filter(|f| f.speaker.role == SpeakerRole::Inspectors);
        Some(SeenMatter {
            thread: found.id.clone(),
            title: (found.titled == Titled::ByName).then(|| found.title.clone()),
            findings: theirs.map(|f| FindingRef::from(&f.citation)).collect(),
        })
    }
}

/// A matter that a person saw, as far as its findings are still there, with the group that has most of them.
struct Kept<'a> {
    seen: &'a SeenMatter,
    passages: Vec<usize>,
    group: Option<Matter>,
}

impl Kept<'_> {
    /// Passages that grouped elsewhere than with most of the matter.
    fn strayed(&self) -> impl Iterator<Item = usize> {
        let group = self.group.iter().flat_map(|m| &m.members);
        let own: HashSet<usize> = group.map(|m| m.passage).collect();
        let passages = self.passages.iter().copied();
        passages.filter(move |p| !own.contains(p))
    }

    fn matter(
        &self,
        aspects: &Aspects,
        readings: &[Reading],
        all: &[Passage],
        strayed: &HashSet<usize>,
    ) -> Matter {
        let grouped = self
            .group
            .iter()
            .flat_map(|m| &m.members)
            .map(|m| m.passage);
        let grouped = grouped.filter(|p| !strayed.contains(p));
        let passages: BTreeSet<usize> = grouped.chain(self.passages.iter().copied()).collect();
        let (title, titled) = match (&self.seen.title, &self.group) {
            (Some(title), _) => (title.clone(), Titled::ByName),
            // The second matter of a name goes by its own words, whether or not the first is still there.
            (None, Some(group)) if self.passages.len() > 1 => {
                let title = title_by_words(aspects, readings, all, group, &self.passages);
                (title, Titled::BySentence)
            }
            (None, Some(group)) => (group.title.clone(), group.titled),
            (None, None) => {
                let first = &all[self.passages[0]];
                let title = title_of_sentence("A finding", readings, first);
                (title, Titled::BySentence)
            }
        };
        let member = |passage| Member {
            passage,
            confirmed: false,
        };
        Matter {
            id: self.seen.thread.clone(),
            title,
            titled,
            subject: self.group.as_ref().and_then(|m| m.subject),
            theme: self.group.as_ref().and_then(|m| m.theme),
            members: passages.into_iter().map(member).collect(),
        }
    }
}

/// Puts the matters back that people saw. They stand first: names that are taken are theirs.
pub(super) fn keep(
    aspects: &Aspects,
    readings: &[Reading],
    passages: &[Passage],
    by_words: &ByWords,
    matters: Vec<Matter>,
    decisions: &[Decided],
) -> Vec<Matter> {
    let mut others = matters;
    let mut kept = kept(by_words, decisions);
    for one in &mut kept {
        let shared = |m: &Matter| {
            let of = m.members.iter();
            of.filter(|x| one.passages.contains(&x.passage)).count()
        };
        let rank = |&at: &usize| {
            (
                shared(&others[at]),
                others[at].id == one.seen.thread,
                Reverse(at),
            )
        };
        let most = (0..others.len()).max_by_key(rank);
        let most = most.filter(|&at| shared(&others[at]) > 0);
        one.group = most.map(|at| others.remove(at));
    }
    let strayed: HashSet<usize> = kept.iter().flat_map(Kept::strayed).collect();
    let back = kept
        .iter()
        .map(|k| k.matter(aspects, readings, passages, &strayed));
    let mut all: Vec<Matter> = back.collect();
    for matter in &mut others {
        matter.members.retain(|m| !strayed.contains(&m.passage));
    }
    all.extend(others.into_iter().filter(|m| !m.members.is_empty()));
    all
}

/// What was last seen of each matter, the one worked on first before the others.
fn kept<'a>(by_words: &ByWords, decisions: &'a [Decided]) -> Vec<Kept<'a>> {
    let mut last: Vec<&SeenMatter> = Vec::new();
    for seen in decisions.iter().flat_map(|d| &d.seen) {
        let there = |of: &SeenMatter| {
            of.findings
                .iter()
                .any(|f| by_words.find_deciding(f).is_some())
        };
        match last.iter_mut().find(|before| before.thread == seen.thread) {
            Some(before) if there(seen) => *before = seen,
            None if there(seen) => last.push(seen),
            _ => {}
        }
    }
    let kept = last.into_iter().map(|seen| Kept {
        passages: seen
            .findings
            .iter()
            .filter_map(|f| by_words.find_deciding(f))
            .collect(),
        seen,
        group: None,
    });
    kept.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::comparison::built::{cycle, decided, letter};
    use crate::comparison::{Decision, Thread, built, compare};

    const MONTHLY: &str = "Supervision of social workers does not take place every month.";
    const RECORDS: &str = "Records of supervision do not show reflection.";
    const CASELOADS: &str = "Caseloads are too high in every assessment team.";

    fn compared(letter: &Reading, decisions: &[Decided]) -> Comparison {
        compare(&cycle(), std::slice::from_ref(letter), decisions)
    }

    fn words<'a>(comparison: &'a Comparison, thread: &str) -> Vec<&'a str> {
        let found = comparison.threads.iter().find(|t| t.id == thread);
        let found = found.unwrap_or_else(|| panic!("there is no {thread}"));
        let cells = found.cells.iter().flat_map(|c| &c.findings);
        cells.map(|f| f.citation.quote.as_str()).collect()
    }

    const TITLE: &str = "Supervision and how much there is to do";

    fn seen(letter: &Reading, thread: &str, quotes: &[&str]) -> SeenMatter {
        built::seen(letter, thread, TITLE, quotes)
    }

    #[test]
    fn what_a_person_saw_as_one_matter_stays_one_with_its_id_and_its_title() {
        let readings = letter(&[MONTHLY, RECORDS, CASELOADS]);
        let by_program = compared(&readings, &[]);
        let grouped = by_program.threads.iter().map(|t| words(&by_program, &t.id));
        assert!(
            grouped.clone().all(|w| w != [MONTHLY, CASELOADS]),
            "the test would say nothing"
        );
        let thread = "as-it-was-called".to_owned();
        let wrote = decided(
            Decision::Wrote {
                thread: thread.clone(),
            },
            seen(&readings, &thread, &[MONTHLY, CASELOADS]),
        );
        let comparison = compared(&readings, &[wrote]);
        let of = words(&comparison, &thread);
        assert!(of.contains(&MONTHLY) && of.contains(&CASELOADS), "{of:?}");
        let all: Vec<&str> = comparison
            .threads
            .iter()
            .flat_map(|t| words(&comparison, &t.id))
            .collect();
        assert_eq!(
            all.len(),
            3,
            "nothing is there twice and nothing is lost: {all:?}"
        );
        let found = comparison.threads.iter().find(|t| t.id == thread).unwrap();
        assert_eq!(found.title, TITLE);
    }

    #[test]
    fn a_decision_about_a_matter_counts_where_its_id_is_another_matters_now() {
        let readings = letter(&[MONTHLY, CASELOADS]);
        let by_program = compared(&readings, &[]);
        let id_of = |quote: &str| {
            let has = |t: &&Thread| words(&by_program, &t.id).contains(&quote);
            by_program.threads.iter().find(has).unwrap().id.clone()
        };
        // Kept when the matter of caseloads went by the id that supervision has now.
        let id = id_of(MONTHLY);
        let decision = Decision::Rename {
            thread: id.clone(),
            title: "How many children each worker has".to_owned(),
        };
        let renamed = decided(decision, seen(&readings, &id, &[CASELOADS]));
        let comparison = compared(&readings, &[renamed]);
        assert_eq!(words(&comparison, &id), [CASELOADS]);
        let titled = |title: &str| {
            comparison
                .threads
                .iter()
                .find(|t| t.title == title)
                .unwrap()
        };
        assert_eq!(titled("How many children each worker has").id, id);
        assert_eq!(comparison.threads.len(), 2);
    }

    #[test]
    fn what_a_person_takes_out_later_is_out_though_it_was_seen_there() {
        let readings = letter(&[MONTHLY, RECORDS, CASELOADS]);
        let thread = "supervision-of-all".to_owned();
        let before = seen(&readings, &thread, &[MONTHLY, RECORDS, CASELOADS]);
        let finding = before.findings[2].clone();
        let reject = decided(
            Decision::Reject {
                thread: thread.clone(),
                finding,
            },
            before,
        );
        let comparison = compared(&readings, &[reject]);
        assert_eq!(words(&comparison, &thread), [MONTHLY, RECORDS]);
    }
}
