//! Which findings belong to one matter.
//!
//! Findings of inspectors are put together by how like they are ([`super::grouping`]); what others say goes beside the
//! matter that it is most like. Deliberately not here: what a matter is called ([`super::named`]), and what the
//! findings of one visit add up to ([`super::cells`]).

use super::aspects::Aspects;
use super::likeness::{Likeness, Weigher};
use super::logistic::{count, probability};
use super::named::{About, name_apart, named};
use super::passage::Passage;
use super::tables::LikenessTable;
use super::{LinkBecause, Reading, Titled, balance, grouping};
use crate::findings::{Finding, Theme};

/// How many sides of a matter are named that two findings share.
const SIDES: usize = 3;
/// A finding is evidence for this many matters at most.
const MATTERS: usize = 3;

/// A finding's place in a matter.
#[derive(Debug, Clone)]
pub(crate) struct Member {
    /// Position in the passages.
    pub passage: usize,
    /// True once a person has said that it belongs here.
    pub confirmed: bool,
}

/// A matter while links are being made.
#[derive(Debug, Clone)]
pub(crate) struct Matter {
    pub id: String,
    pub title: String,
    pub titled: Titled,
    pub subject: Option<About>,
    /// The theme of most of its findings: it is named after it where it has no subject.
    pub theme: Option<Theme>,
    pub members: Vec<Member>,
}

/// The findings that decide, and how like every two of them are.
pub(crate) struct Alike {
    /// Position in the likeness of each passage; none of those that do not decide.
    of_passage: Vec<Option<usize>>,
    /// Passage of each position.
    passages: Vec<usize>,
    pub likeness: Likeness,
}

impl Alike {
    pub fn new(readings: &[Reading], passages: &[Passage], weigher: &Weigher) -> Alike {
        let deciding: Vec<usize> = (0..passages.len())
            .filter(|&p| passages[p].decides)
            .collect();
        let mut of_passage = vec![None; passages.len()];
        for (at, &p) in deciding.iter().enumerate() {
            of_passage[p] = Some(at);
        }
        let compared: Vec<&Passage> = deciding.iter().map(|&p| &passages[p]).collect();
        Alike {
            of_passage,
            likeness: Likeness::new(readings, &compared, weigher),
            passages: deciding,
        }
    }

    /// Positions of passages in the likeness, of those that decide.
    pub fn positions(&self, passages: impl IntoIterator<Item = usize>) -> Vec<usize> {
        passages
            .into_iter()
            .filter_map(|p| self.of_passage[p])
            .collect()
    }

    /// Passages that decide, in their order.
    pub fn deciding(&self) -> &[usize] {
        &self.passages
    }
}

/// Matters as the findings group, in the order of their first.
pub(crate) fn groups(
    aspects: &Aspects,
    readings: &[Reading],
    passages: &[Passage],
    alike: &Alike,
    table: &LikenessTable,
) -> Vec<Matter> {
    let groups = grouping::groups(&alike.likeness, table.join_from);
    let groups = with_shared(&alike.likeness, groups, table.also_from);
    groups
        .iter()
        .map(|group| {
            group
                .iter()
                .map(|&at| alike.passages[at])
                .collect::<Vec<_>>()
        })
        .filter(|of| evaluates(readings, passages, of))
        .map(|of| named(aspects, readings, passages, &of))
        .collect()
}

/// Puts what others say beside the matters, and gives each a name of its own.
pub(crate) fn complete(
    aspects: &Aspects,
    readings: &[Reading],
    passages: &[Passage],
    matters: &mut [Matter],
    weigher: &Weigher,
    table: &LikenessTable,
) {
    attach_others(readings, passages, matters, weigher, table.beside_from);
    name_apart(aspects, readings, passages, matters);
}

/// Gives a group the findings of other groups that are like enough to it as well.
fn with_shared(likeness: &Likeness, groups: Vec<Vec<usize>>, also_from: f32) -> Vec<Vec<usize>> {
    let mut more: Vec<Vec<usize>> = vec![Vec::new(); groups.len()];
    let mut own = vec![0; likeness.len()];
    for (g, group) in groups.iter().enumerate() {
        group.iter().for_each(|&at| own[at] = g);
    }
    for (at, own) in own.into_iter().enumerate() {
        let others = groups
            .iter()
            .enumerate()
            .filter(|(g, of)| *g != own && of.len() > 1);
        let near = others.filter_map(|(g, of)| {
            let mean = likeness.mean(&[at], of)?;
            (mean >= also_from).then_some((g, mean))
        });
        let mut near: Vec<(usize, f32)> = near.collect();
        near.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        for (g, _) in near.into_iter().take(MATTERS - 1) {
            more[g].push(at);
        }
    }
    let both = groups.into_iter().zip(more);
    both.map(|(mut group, more)| {
        group.extend(more);
        group.sort_unstable();
        group
    })
    .collect()
}

/// A matter is worth a row where inspectors evaluate it or count something.
fn evaluates(readings: &[Reading], passages: &[Passage], of: &[usize]) -> bool {
    let findings = of.iter().map(|&p| passages[p].finding(readings));
    let evaluated = balance::evaluates(findings.clone().map(Finding::level_odds));
    let counted = of.len() > 1 && findings.clone().any(|f| !f.figures.is_empty());
    let subject = of.iter().any(|&p| !passages[p].subjects.is_empty());
    let themed = subject || findings.clone().any(|f| !f.themes.is_empty());
    themed && (evaluated || counted)
}

/// What others than inspectors say goes beside the matter that it is most like; it makes no matter and decides nothing.
fn attach_others(
    readings: &[Reading],
    passages: &[Passage],
    matters: &mut [Matter],
    weigher: &Weigher,
    beside_from: f32,
) {
    let evidence: Vec<Vec<usize>> = matters
        .iter()
        .map(|m| m.members.iter().map(|x| x.passage).collect())
        .collect();
    let others = passages
        .iter()
        .enumerate()
        .filter(|(_, p)| !p.decides && !p.listed);
    for (p, passage) in others {
        if repeats_letter(passage, passages, readings) {
            continue;
        }
        let like = |of: &Vec<usize>| {
            let odds = of
                .iter()
                .map(|&o| weigher.clipped(readings, passage, &passages[o]));
            odds.sum::<f32>() / count(of.len().max(1))
        };
        let near = evidence.iter().map(like).enumerate();
        let best = near.max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
        if let Some((at, _)) = best.filter(|(_, mean)| *mean >= beside_from) {
            matters[at].members.push(Member {
                passage: p,
                confirmed: false,
            });
        }
    }
}

/// True where an article only repeats words of the inspectors' own paper on the same visit.
fn repeats_letter(passage: &Passage, passages: &[Passage], readings: &[Reading]) -> bool {
    let letters = |s: &str| {
        s.chars()
            .filter(|c| c.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect::<String>()
    };
    let own = letters(passage.finding(readings).quote());
    passage.finding(readings).speaker.role == crate::findings::SpeakerRole::Inspectors
        && passages
            .iter()
            .filter(|o| o.visit == passage.visit && o.decides && o.reading != passage.reading)
            .any(|o| letters(o.finding(readings).quote()) == own)
}

/// Why findings of a visit were put with those of the visits before.
pub(crate) fn because(
    aspects: &Aspects,
    alike: &Alike,
    passages: &[Passage],
    matter: &Matter,
    earlier: &[usize],
    here: &[usize],
) -> LinkBecause {
    if earlier.is_empty() {
        return match matter.subject {
            Some(_) => LinkBecause::Named,
            None => LinkBecause::Alone,
        };
    }
    let speaks = |of: &[usize]| {
        matter.subject.is_some_and(|(subject, _)| {
            of.iter()
                .any(|&p| passages[p].subjects.iter().any(|(s, _)| *s == subject))
        })
    };
    if speaks(earlier) && speaks(here) {
        let sides = |of: &[usize]| of.iter().fold(0, |set, &p| set | passages[p].facets);
        let shared = aspects.facet_names(sides(earlier) & sides(here));
        return LinkBecause::BothNamed {
            sides: shared.into_iter().take(SIDES).map(str::to_owned).collect(),
        };
    }
    let (here, earlier) = (
        alike.positions(here.iter().copied()),
        alike.positions(earlier.iter().copied()),
    );
    let best = probability(alike.likeness.most(&here, &earlier));
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "from 0 to 100"
    )]
    let of_hundred = (best * 100.0).round().clamp(0.0, 100.0) as u8;
    LinkBecause::Alike { of_hundred }
}
