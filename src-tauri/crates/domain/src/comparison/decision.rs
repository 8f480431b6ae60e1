//! What a person decides about the links and classes that the program proposes.
//!
//! Findings are known by their words, not their position, so that decisions hold when documents are read anew.
//! Deliberately not here: storing them.

use serde::{Deserialize, Serialize};

use super::aspects::Aspects;
use super::by_words::ByWords;
use super::named::{id_of, short_hash, title_of_sentence};
use super::passage::Passage;
use super::threads::{Matter, Member};
use super::{Cycle, CycleName, Reading, SeenMatter, Titled};
use crate::document::Citation;
use crate::findings::{
    Class, Direction, Finding, Level, Person, Settled, Speaker, SpeakerRole, Theme,
};

/// Which finding: its source and its words. Where the source is gone (a newer issue took its place), the words
/// alone find it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bridge", derive(specta::Type))]
pub struct FindingRef {
    /// SHA-256 of the source.
    pub source: String,
    /// The exact words.
    pub quote: String,
}

impl From<&Citation> for FindingRef {
    fn from(c: &Citation) -> Self {
        FindingRef {
            source: c.source.clone(),
            quote: c.quote.clone(),
        }
    }
}

/// One decision. They are applied in the order in which they were made; one that finds nothing to apply to
/// changes nothing and is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bridge", derive(specta::Type))]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Decision {
    /// These findings belong to this matter: all of a visit's where none is named.
    Confirm {
        thread: String,
        visit: String,
        findings: Vec<FindingRef>,
    },
    /// This finding does not belong to this matter; it stands alone from now on.
    Reject { thread: String, finding: FindingRef },
    /// This finding belongs to another matter.
    Move { finding: FindingRef, to: String },
    /// These findings are a matter of their own.
    Split {
        thread: String,
        findings: Vec<FindingRef>,
        title: String,
    },
    /// Two matters are one; the first goes into the second and keeps the second's title.
    Merge { thread: String, into: String },
    /// What the person calls the matter.
    Rename { thread: String, title: String },
    /// What a visit says of a matter, as the person sees it.
    State {
        thread: String,
        visit: String,
        state: StateDecided,
    },
    /// The finding's classes are right as they were read.
    Right { finding: FindingRef },
    /// The finding's themes as the person sees them.
    Themes {
        finding: FindingRef,
        themes: Vec<Theme>,
    },
    /// The finding's level as the person sees it.
    Level { finding: FindingRef, level: Level },
    /// The finding's direction as the person sees it.
    Direction {
        finding: FindingRef,
        direction: Direction,
    },
    /// Who says the finding, as the person sees it.
    Speaker {
        finding: FindingRef,
        speaker: SpeakerRole,
        /// As the paper names them; none where it does not.
        name: Option<String>,
    },
    /// The person wrote about the matter. Kept with the annotation alone.
    Wrote { thread: String },
    /// Every label of the person's own on the finding, in the place of those before; empty takes them off.
    Labels {
        finding: FindingRef,
        labels: Vec<String>,
    },
}

/// What a person says that a visit says of a matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bridge", derive(specta::Type))]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum StateDecided {
    /// How good it is, and which way it moved.
    Spoken { level: Level, direction: Direction },
    /// Nothing.
    Silent,
}

/// A decision, who made it, and the cycle it is about: matters and visits go by the same ids in every cycle.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decided {
    #[serde(flatten)]
    pub decision: Decision,
    /// None is every cycle: classes of findings, which are in one document each.
    #[serde(default)]
    pub cycle: Option<CycleName>,
    /// The matters that it is about, as the person saw them; none in decisions of before these were kept.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub seen: Vec<SeenMatter>,
    /// Name of who decided it, as the history has it; it is not kept with the decision.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
}

impl Decided {
    /// A decision to be kept; who makes it goes into the history with it.
    pub fn new(decision: Decision, cycle: Option<CycleName>) -> Decided {
        Decided {
            decision,
            cycle,
            seen: Vec::new(),
            by: None,
        }
    }

    /// True where it may be applied to this cycle.
    pub fn is_about(&self, cycle: &Cycle) -> bool {
        let judged = cycle.judged.map(|judged| judged.month);
        self.cycle
            .as_ref()
            .is_none_or(|name| name.may_be(&cycle.authority, judged))
    }
}

impl Decision {
    /// Ids of the threads that it is about.
    pub fn threads(&self) -> Vec<&str> {
        match self {
            Decision::Confirm { thread, .. }
            | Decision::Reject { thread, .. }
            | Decision::Split { thread, .. }
            | Decision::Rename { thread, .. }
            | Decision::State { thread, .. }
            | Decision::Wrote { thread } => vec![thread],
            Decision::Move { to, .. } => vec![to],
            Decision::Merge { thread, into } => vec![thread, into],
            Decision::Right { .. }
            | Decision::Themes { .. }
            | Decision::Level { .. }
            | Decision::Direction { .. }
            | Decision::Speaker { .. }
            | Decision::Labels { .. } => Vec::new(),
        }
    }

    /// The findings that it names, in order.
    pub fn findings_mut(&mut self) -> Vec<&mut FindingRef> {
        match self {
            Decision::Confirm { findings, .. } | Decision::Split { findings, .. } => {
                findings.iter_mut().collect()
            }
            Decision::Reject { finding, .. }
            | Decision::Move { finding, .. }
            | Decision::Right { finding }
            | Decision::Themes { finding, .. }
            | Decision::Level { finding, .. }
            | Decision::Direction { finding, .. }
            | Decision::Speaker { finding, .. }
            | Decision::Labels { finding, .. } => vec![finding],
            Decision::Merge { .. }
            | Decision::Rename { .. }
            | Decision::State { .. }
            | Decision::Wrote { .. } => Vec::new(),
        }
    }

    /// The finding whose classes a person looked at.
    pub fn checked(&self) -> Option<&FindingRef> {
        match self {
            Decision::Right { finding }
            | Decision::Themes { finding, .. }
            | Decision::Level { finding, .. }
            | Decision::Direction { finding, .. } => Some(finding),
            _ => None,
        }
    }

    /// The finding that is read otherwise than the program read it, or as it did: its classes, or who says it.
    fn read(&self) -> Option<&FindingRef> {
        match self {
            Decision::Speaker { finding, .. } => Some(finding),
            _ => self.checked(),
        }
    }
}

impl FindingRef {
    fn is(&self, c: &Citation) -> bool {
        self.source == c.source && self.quote == c.quote
    }
}

/// What a person last said that a visit says of a matter, and who.
pub(super) fn state_decided(
    decisions: &[Decided],
    thread: &str,
    visit: &str,
) -> Option<(StateDecided, Person)> {
    decisions
        .iter()
        .rev()
        .find_map(|decided| match &decided.decision {
            Decision::State {
                thread: t,
                visit: v,
                state,
            } if t == thread && v == visit => {
                let person = Person {
                    name: decided.by.clone(),
                };
                Some((*state, person))
            }
            _ => None,
        })
}

/// Replaces the classes that were read by those that people settled. What a person has answered is no longer to check,
/// and of what they decided no reason of the program's is left.
pub fn reclassify(readings: &mut [Reading], decisions: &[Decided]) {
    for decided in decisions {
        let Some(finding) = decided.decision.read() else {
            continue;
        };
        let known = readings
            .iter()
            .any(|r| r.findings.iter().any(|f| finding.is(&f.citation)));
        let here = |c: &Citation| {
            if known {
                finding.is(c)
            } else {
                c.quote == finding.quote
            }
        };
        for f in readings
            .iter_mut()
            .flat_map(|r| &mut r.findings)
            .filter(|f| here(&f.citation))
        {
            settle(f, decided);
        }
    }
}

/// Applies one decision to a finding that it is about.
fn settle(f: &mut Finding, decided: &Decided) {
    let person = Person {
        name: decided.by.clone(),
    };
    let class = match &decided.decision {
        Decision::Right { .. } => {
            for class in [Class::Themes, Class::Level, Class::Direction] {
                confirm(f, class, &person);
            }
            return;
        }
        Decision::Themes { themes, .. } => {
            f.themes.clone_from(themes);
            f.because.themes.retain(|b| themes.contains(&b.theme));
            Class::Themes
        }
        Decision::Level { level, .. } => {
            f.level = *level;
            f.because.level.clear();
            f.because.level_reason = None;
            Class::Level
        }
        Decision::Direction { direction, .. } => {
            f.direction = *direction;
            f.because.direction.clear();
            Class::Direction
        }
        Decision::Speaker { speaker, name, .. } => {
            f.speaker = Speaker {
                role: *speaker,
                name: name.clone(),
            };
            f.reports = None;
            f.because.speaker = None;
            f.because.speaker_reason = None;
            f.settled.speaker = Some(person);
            return;
        }
        _ => return,
    };
    f.settled.settle(class, Settled::Decided(person));
    answered(f, class);
}

/// A class is right as it stands: as it was read, by the rules or by the reader that has learned, or as somebody decided.
fn confirm(f: &mut Finding, class: Class, person: &Person) {
    answered(f, class);
    if f.settled.decided(class).is_some() {
        return;
    }
    // The reasons are those of the rules, and explain what they read alone.
    let rules = f.by_rules();
    if class == Class::Level && rules.level != f.level {
        f.because.level.clear();
        f.because.level_reason = None;
    }
    if class == Class::Direction && rules.direction != f.direction {
        f.because.direction.clear();
    }
    f.settled.settle(class, Settled::Confirmed(person.clone()));
}

/// Nobody is asked about the class any more.
fn answered(f: &mut Finding, class: Class) {
    if let Some(second) = &mut f.second {
        second.check.retain(|asked| *asked != class);
    }
}

/// Applies a person's links to the proposed matters. `visit_ids` are the visits in their order.
pub(super) fn relink(
    aspects: &Aspects,
    readings: &[Reading],
    passages: &[Passage],
    by_words: &ByWords,
    visit_ids: &[String],
    matters: &mut Vec<Matter>,
    decisions: &[Decided],
) {
    let find = |f: &FindingRef| by_words.find(f);
    let by_id = |matters: &[Matter], id: &str| {
        let at = matters.iter().position(|m| m.id == id);
        // A decision of when a matter was told apart by a group of children that it no longer is.
        at.or_else(|| {
            let was = |m: &Matter| match m.subject {
                Some((subject, None)) => {
                    let mut groups = 0..aspects.groups.len();
                    groups.any(|g| id_of(aspects, (subject, Some(g))) == id)
                }
                _ => false,
            };
            matters.iter().position(was)
        })
    };
    let take = |matters: &mut [Matter], p: usize| {
        for m in matters.iter_mut() {
            m.members.retain(|x| x.passage != p);
        }
    };
    for decided in decisions {
        match &decided.decision {
            Decision::Confirm {
                thread,
                visit,
                findings,
            } => {
                let Some(m) = by_id(matters, thread) else {
                    continue;
                };
                let wanted: Vec<usize> = findings.iter().filter_map(find).collect();
                for member in &mut matters[m].members {
                    let there = visit_ids.get(passages[member.passage].visit) == Some(visit);
                    if wanted.contains(&member.passage) || there && findings.is_empty() {
                        member.confirmed = true;
                    }
                }
            }
            Decision::Reject { thread, finding } => {
                let (Some(m), Some(p)) = (by_id(matters, thread), find(finding)) else {
                    continue;
                };
                let of = |m: &Matter| m.members.iter().any(|x| x.passage == p);
                // A sentence that speaks of two matters stays with the other.
                if of(&matters[m]) && matters.iter().filter(|m| of(m)).count() > 1 {
                    matters[m].members.retain(|x| x.passage != p);
                } else if of(&matters[m]) {
                    take(matters, p);
                    add(matters, alone(aspects, readings, passages, p, None));
                }
            }
            Decision::Move { finding, to } => {
                let (Some(m), Some(p)) = (by_id(matters, to), find(finding)) else {
                    continue;
                };
                take(matters, p);
                matters[m].members.push(Member {
                    passage: p,
                    confirmed: true,
                });
            }
            Decision::Split {
                thread,
                findings,
                title,
            } => {
                if by_id(matters, thread).is_none() {
                    continue;
                }
                let ps: Vec<usize> = findings.iter().filter_map(find).collect();
                let Some(&first) = ps.first() else { continue };
                ps.iter().for_each(|&p| take(matters, p));
                let mut matter = alone(aspects, readings, passages, first, Some(title));
                matter.members = ps
                    .iter()
                    .map(|&passage| Member {
                        passage,
                        confirmed: true,
                    })
                    .collect();
                add(matters, matter);
            }
            Decision::Merge { thread, into } => {
                let (Some(from), Some(to)) = (by_id(matters, thread), by_id(matters, into)) else {
                    continue;
                };
                if from == to {
                    continue;
                }
                let mut members = std::mem::take(&mut matters[from].members);
                members.iter_mut().for_each(|m| m.confirmed = true);
                matters[to].members.append(&mut members);
                matters[to]
                    .members
                    .iter_mut()
                    .for_each(|m| m.confirmed = true);
                matters.remove(from);
            }
            Decision::Rename { thread, title } => {
                if let Some(m) = by_id(matters, thread) {
                    matters[m].title.clone_from(title);
                    matters[m].titled = Titled::ByName;
                }
            }
            Decision::State { .. }
            | Decision::Wrote { .. }
            | Decision::Right { .. }
            | Decision::Themes { .. }
            | Decision::Level { .. }
            | Decision::Direction { .. }
            | Decision::Speaker { .. }
            | Decision::Labels { .. } => {}
        }
    }
    for m in matters.iter_mut() {
        m.members.sort_by_key(|x| (x.passage, !x.confirmed));
        m.members.dedup_by_key(|x| x.passage);
    }
    matters.retain(|m| m.members.iter().any(|x| passages[x.passage].decides));
}

/// Adds a matter that a person made; one that is there already, because they worked on it since, has more findings now.
fn add(matters: &mut Vec<Matter>, matter: Matter) {
    match matters.iter_mut().find(|m| m.id == matter.id) {
        Some(there) => there.members.extend(matter.members),
        None => matters.push(matter),
    }
}

/// A matter of one finding.
fn alone(
    aspects: &Aspects,
    readings: &[Reading],
    passages: &[Passage],
    p: usize,
    title: Option<&String>,
) -> Matter {
    let f = passages[p].finding(readings);
    let head = passages[p].subjects.first().map_or_else(
        || f.themes.first().map_or("A finding", |t| t.title()),
        |(s, _)| aspects.subjects[*s].title.as_str(),
    );
    Matter {
        id: format!(
            "own-{}",
            short_hash(&format!("{} {}", f.citation.source, f.quote()))
        ),
        title: title
            .cloned()
            .unwrap_or_else(|| title_of_sentence(head, readings, &passages[p])),
        titled: if title.is_some() {
            Titled::ByName
        } else {
            Titled::BySentence
        },
        subject: None,
        theme: None,
        members: vec![Member {
            passage: p,
            confirmed: title.is_some(),
        }],
    }
}
