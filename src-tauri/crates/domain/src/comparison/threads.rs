//! Which findings belong to one matter, and what it is called.
//!
//! Findings of inspectors are put together by how like they are ([`super::grouping`]); what others say goes beside the
//! matter that it is most like. Deliberately not here: what the findings of one visit add up to ([`super::cells`]).

use std::collections::{HashMap, HashSet};

use super::aspects::{Aspects, SubjectId};
use super::likeness::{Likeness, Weigher};
use super::logistic::{count, probability};
use super::passage::Passage;
use super::tables::LikenessTable;
use super::{LinkBecause, Reading, Titled, balance, grouping};
use crate::findings::{Finding, Theme};

/// How many sides of a matter are named that two findings share.
const SIDES: usize = 3;
/// A finding is evidence for this many matters at most.
const MATTERS: usize = 3;
/// A subject names a matter where at least this share of its findings speak of it.
const NAMES: f32 = 0.3;

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
    pub members: Vec<Member>,
}

/// What a matter is about: a subject, and the group of children where it is another for another group.
type About = (SubjectId, Option<usize>);

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
    readings: &[Reading],
    passages: &[Passage],
    matters: &mut [Matter],
    weigher: &Weigher,
    table: &LikenessTable,
) {
    attach_others(readings, passages, matters, weigher, table.beside_from);
    name_apart(matters);
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

/// A matter of these passages, named after what most of them speak of; one finding alone by its words.
fn named(aspects: &Aspects, readings: &[Reading], passages: &[Passage], of: &[usize]) -> Matter {
    let members = of.iter().map(|&passage| Member {
        passage,
        confirmed: false,
    });
    let members = members.collect();
    let first = passages[of[0]].finding(readings);
    let theme = main_theme(readings, passages, of);
    let head = theme.map_or("A finding", Theme::title);
    let by_words = |of: &str| format!("{of}-{}", short_hash(first.quote()));
    let subject = subject_of(aspects, passages, of);
    if of.len() == 1 {
        return Matter {
            id: by_words(theme.map_or("finding", Theme::slug)),
            title: title_of_sentence(head, readings, &passages[of[0]]),
            titled: Titled::BySentence,
            subject,
            members,
        };
    }
    let (id, title) = match (subject, theme) {
        (Some(about), _) => (
            id_of(aspects, about),
            subject_title(aspects, about.0, about.1),
        ),
        (None, Some(theme)) => (theme.slug().to_owned(), head.to_owned()),
        (None, None) => (by_words("finding"), head.to_owned()),
    };
    Matter {
        id,
        title,
        titled: Titled::ByName,
        subject,
        members,
    }
}

/// What most of the findings speak of first, weighed; none where too few speak of any one thing.
fn subject_of(aspects: &Aspects, passages: &[Passage], of: &[usize]) -> Option<About> {
    let mut weights: HashMap<About, f32> = HashMap::new();
    let mut counts: HashMap<About, usize> = HashMap::new();
    for &p in of {
        if let (Some(about), Some((_, weight))) =
            (passages[p].subject(aspects), passages[p].subjects.first())
        {
            *weights.entry(about).or_default() += weight.min(1.5);
            *counts.entry(about).or_default() += 1;
        }
    }
    let (about, _) = weights
        .into_iter()
        .max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)))?;
    let share = count(counts[&about]) / count(of.len());
    (share >= NAMES).then_some(about)
}

/// The likeliest theme of the findings together.
fn main_theme(readings: &[Reading], passages: &[Passage], of: &[usize]) -> Option<Theme> {
    let mut counts: HashMap<Theme, usize> = HashMap::new();
    for &p in of {
        if let Some(theme) = passages[p].finding(readings).themes.first() {
            *counts.entry(*theme).or_default() += 1;
        }
    }
    let most = counts
        .into_iter()
        .max_by_key(|(theme, n)| (*n, std::cmp::Reverse(*theme)));
    most.map(|(theme, _)| theme)
}

/// No two matters go by one title or one id: who reads a list of them could not tell which is meant.
fn name_apart(matters: &mut [Matter]) {
    let mut titles: HashSet<String> = HashSet::new();
    let mut ids: HashSet<String> = HashSet::new();
    for matter in matters {
        let (title, id) = (matter.title.clone(), matter.id.clone());
        let mut number = 1;
        while !titles.insert(matter.title.to_lowercase()) {
            number += 1;
            matter.title = format!("{title} ({number})");
        }
        number = 1;
        while !ids.insert(matter.id.clone()) {
            number += 1;
            matter.id = format!("{id}-{number}");
        }
    }
}

/// The id of the matter of a subject, for one group of children where it is another for another group.
pub(crate) fn id_of(aspects: &Aspects, (subject, group): About) -> String {
    let subject = &aspects.subjects[subject].id;
    group.map_or_else(
        || subject.clone(),
        |g| format!("{subject}-{}", aspects.groups[g].id),
    )
}

/// The subject's title for the group; where it has none of its own, the group is named after it.
fn subject_title(aspects: &Aspects, subject: SubjectId, group: Option<usize>) -> String {
    let s = &aspects.subjects[subject];
    let Some(group) = group.map(|g| &aspects.groups[g]) else {
        return s.title.clone();
    };
    match (s.title_for(&group.id), &group.title_ends) {
        (Some(own), _) => own.to_owned(),
        (None, Some(end)) => format!("{}: {end}", s.title),
        (None, None) => s.title.clone(),
    }
}

/// The head and the words the sentence begins with; its page in the place of them where that is in doubt.
pub(crate) fn title_of_sentence(head: &str, readings: &[Reading], passage: &Passage) -> String {
    let citation = &passage.finding(readings).citation;
    let document = &readings[passage.reading].document;
    match document.page_in_doubt(&citation.pages) {
        Some((page, _)) => format!("{head}: a sentence on page {}, in doubt", page.label),
        None => title_by_sentence(head, &citation.quote),
    }
}

fn title_by_sentence(head: &str, quote: &str) -> String {
    let own = quote.trim_start_matches(['“', '‘', '"', '\'']);
    let words: Vec<&str> = own.split_whitespace().collect();
    let few = words.iter().take(7).copied().collect::<Vec<_>>().join(" ");
    let end = if words.len() > 7 { "…" } else { "" };
    format!(
        "{head}: ‘{}{end}’",
        few.trim_end_matches(['.', ',', ';', ':'])
    )
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

/// Eight hexadecimal digits that stay the same for the same words (FNV-1a).
pub(crate) fn short_hash(text: &str) -> String {
    let hash = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |h, b| {
        (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("{:08x}", (hash >> 32) ^ (hash & 0xffff_ffff))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_matters_go_by_one_title() {
        let matter = |id: &str, title: &str| Matter {
            id: id.to_owned(),
            title: title.to_owned(),
            titled: Titled::BySentence,
            subject: None,
            members: Vec::new(),
        };
        let mut matters = vec![
            matter("a", "Workforce: ‘Staff told inspectors’"),
            matter("b", "Workforce: ‘staff told inspectors’"),
            matter("c", "Adoption"),
        ];
        name_apart(&mut matters);
        let titles: Vec<_> = matters.iter().map(|m| m.title.as_str()).collect();
        assert_eq!(
            titles,
            [
                "Workforce: ‘Staff told inspectors’",
                "Workforce: ‘staff told inspectors’ (2)",
                "Adoption"
            ]
        );
    }
}
