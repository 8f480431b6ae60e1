//! A finding with what following it needs: its words, what it speaks of, which group of children, how central.
//!
//! Depends on findings and the lexicon of aspects. Deliberately not here: which findings belong together.

use std::collections::HashMap;

use super::aspects::{Aspects, Scope, SubjectId};
use super::logistic::bit;
use super::words::{Corpus, Vector, words};
use super::{Reading, Visit, VisitKind};
use crate::findings::{Class, Direction, Finding, Level, Of, SpeakerRole, Theme};

/// A finding of a visit, ready to be compared. Offsets point into the readings given.
#[derive(Debug, Clone)]
pub(crate) struct Passage {
    pub visit: usize,
    pub reading: usize,
    pub finding: usize,
    /// True for the inspectors on this visit in their own paper (or, where the visit has none, as quoted by others).
    pub decides: bool,
    /// Weightiest first.
    pub subjects: Vec<(SubjectId, f32)>,
    pub facets: u32,
    pub group: Option<usize>,
    pub not_looked_at: bool,
    /// True where it has what its matter is about, not only who does it.
    pub at_heart: bool,
    /// True for what stands under "Areas covered by the visit": what was looked at and how, never what was found.
    pub listed: bool,
    pub themes: ThemeOdds,
    pub vector: Vector,
    /// Words of the whole paragraph it stands in.
    pub context: Vector,
    /// Words of the heading it stands under.
    pub section: Vector,
    /// True for the first finding of its paragraph that speaks of its subject.
    pub opens: bool,
    /// True for the first sentence of its paragraph.
    pub begins: bool,
    /// How many findings of its paragraph speak first of its subject.
    pub beside: usize,
}

/// How likely each theme is, in the order of [`Theme::ALL`].
#[derive(Debug, Clone, Default)]
pub(crate) struct ThemeOdds {
    /// Both readings together.
    pub odds: Vec<f32>,
    /// The same, of length 1; the other two are as well.
    pub unit: Vec<f32>,
    /// By the rules alone.
    pub by_rules: Vec<f32>,
    /// The mean of its paragraph.
    pub of_paragraph: Vec<f32>,
}

/// Each theme may be meant even where nobody read it.
const THEME_UNREAD: f32 = 0.02;

impl ThemeOdds {
    fn new(f: &Finding) -> ThemeOdds {
        let odds = f.theme_odds();
        let read = f.by_rules().themes;
        let by_rules = Theme::ALL.iter();
        let by_rules = by_rules.map(|t| bit(read.contains(t)));
        ThemeOdds {
            unit: of_length_one(&odds),
            by_rules: of_length_one(&by_rules.collect::<Vec<_>>()),
            of_paragraph: Vec::new(),
            odds,
        }
    }
}

fn of_length_one(odds: &[f32]) -> Vec<f32> {
    let raised: Vec<f32> = odds.iter().map(|p| p + THEME_UNREAD).collect();
    let length = raised
        .iter()
        .map(|p| p * p)
        .sum::<f32>()
        .sqrt()
        .max(f32::EPSILON);
    raised.iter().map(|p| p / length).collect()
}

/// Gives each finding of `of` the mean of its paragraph's themes.
fn themes_of_paragraphs(of: &mut [Passage], findings: &[Finding]) {
    let mut sums: HashMap<usize, (Vec<f32>, f32)> = HashMap::new();
    for p in of.iter() {
        let at = findings[p.finding].citation.paragraph_index;
        let (sum, count) = sums
            .entry(at)
            .or_insert_with(|| (vec![0.0; p.themes.odds.len()], 0.0));
        sum.iter_mut()
            .zip(&p.themes.odds)
            .for_each(|(s, x)| *s += x);
        *count += 1.0;
    }
    for p in of {
        let (sum, count) = &sums[&findings[p.finding].citation.paragraph_index];
        let mean: Vec<f32> = sum.iter().map(|s| s / count).collect();
        p.themes.of_paragraph = of_length_one(&mean);
    }
}

impl Passage {
    pub fn finding<'a>(&self, readings: &'a [Reading]) -> &'a Finding {
        &readings[self.reading].findings[self.finding]
    }

    /// The subject with its group, where the subject is another for another group.
    pub fn subject(&self, aspects: &Aspects) -> Option<(SubjectId, Option<usize>)> {
        let (subject, _) = *self.subjects.first()?;
        let apart = |g: &usize| aspects.subjects[subject].is_apart_for(&aspects.groups[*g].id);
        Some((subject, self.group.filter(apart)))
    }

    /// How near to the heart of its matter: what a page with little room should quote first.
    pub fn centrality(&self, readings: &[Reading]) -> f32 {
        let f = self.finding(readings);
        let mut c = self.subjects.first().map_or(0.0, |s| s.1.min(1.5));
        c += if self.opens { 0.4 } else { 0.0 };
        c += if self.begins { 0.3 } else { 0.0 };
        c += if self.at_heart { AT_HEART } else { 0.0 };
        #[allow(clippy::cast_precision_loss, reason = "at most a few")]
        let beside = self.beside.min(4) as f32;
        c += 0.15 * beside;
        c += if f.level == Level::None { 0.0 } else { 0.4 };
        c += if f.direction == Direction::None {
            0.0
        } else {
            0.2
        };
        c += if f.figures.is_empty() { 0.0 } else { 0.15 };
        c - if f.leans { 0.3 } else { 0.0 }
    }
}

/// How much nearer to the heart of its matter a sentence is that has what the matter is about.
const AT_HEART: f32 = 1.2;

/// Words with which a sentence goes on about what the sentence before it spoke of.
const GOES_ON: &[&str] = &[
    "this",
    "these",
    "they",
    "it",
    "its",
    "their",
    "such",
    "where",
    "most",
    "many",
    "some",
    "few",
    "only",
    "almost",
    "although",
    "in",
    "as",
    "each",
    "while",
    "one",
    "two",
    "there",
    "however",
    "records",
    "a",
    "the",
    "despite",
    "when",
    "nevertheless",
    "but",
];
/// How much of the weight of the sentence before goes on, by whether the sentence says that it goes on.
const CARRY: f32 = 0.62;
const CARRY_LEANING: f32 = 1.8;
const CARRY_TURNING: f32 = 1.5;
/// A subject of at most this weight is too general to be carried over what a sentence itself speaks of.
const GENERAL: f32 = 0.6;
/// Words with which a sentence turns against the one before, on the same matter.
const TURNS: &[&str] = &["however", "nevertheless", "but", "despite"];

/// All findings of all visits, and the corpus they were weighed in.
pub(crate) fn passages(
    aspects: &Aspects,
    visits: &[Visit],
    sources: &[Vec<usize>],
    readings: &[Reading],
) -> (Vec<Passage>, Corpus) {
    let texts: Vec<Vec<Vec<Vec<String>>>> = sources
        .iter()
        .map(|of| {
            of.iter()
                .map(|&r| {
                    readings[r]
                        .findings
                        .iter()
                        .map(|f| words(f.quote()))
                        .collect()
                })
                .collect()
        })
        .collect();
    let corpus = Corpus::of(texts.iter().flatten().flatten().map(Vec::as_slice));
    let mut all = Vec::new();
    for (visit, of) in sources.iter().enumerate() {
        // The inspectors' own paper comes first; where there is none, what others quote of them decides.
        let own = of
            .iter()
            .any(|&r| readings[r].facts.kind.is_of_inspectors());
        for (s, &reading) in of.iter().enumerate() {
            let whole = visits[visit].what == VisitKind::Inspection;
            read_one(
                aspects,
                &corpus,
                (visit, reading),
                &texts[visit][s],
                !own || readings[reading].facts.kind.is_of_inspectors(),
                whole,
                readings,
                &mut all,
            );
        }
    }
    (all, corpus)
}

/// The findings of two papers, weighed in both.
pub(crate) fn two(aspects: &Aspects, readings: &[Reading; 2]) -> (Vec<Passage>, Vec<Passage>) {
    let texts = readings.each_ref().map(|r| {
        r.findings
            .iter()
            .map(|f| words(f.quote()))
            .collect::<Vec<_>>()
    });
    let corpus = Corpus::of(texts.iter().flatten().map(Vec::as_slice));
    let mut both = [Vec::new(), Vec::new()];
    for (i, all) in both.iter_mut().enumerate() {
        read_one(
            aspects,
            &corpus,
            (i, i),
            &texts[i],
            true,
            true,
            readings,
            all,
        );
    }
    both.into()
}

#[allow(
    clippy::too_many_arguments,
    reason = "one loop of `passages`, apart for reading"
)]
fn read_one(
    aspects: &Aspects,
    corpus: &Corpus,
    (visit, reading): (usize, usize),
    texts: &[Vec<String>],
    may_decide: bool,
    whole: bool,
    readings: &[Reading],
    all: &mut Vec<Passage>,
) {
    let start = all.len();
    let findings = &readings[reading].findings;
    let listed = listed(&readings[reading]);
    let focus_group = focus_group(aspects, &readings[reading]);
    let mut paragraphs: HashMap<usize, Vec<String>> = HashMap::new();
    for (f, text) in findings.iter().zip(texts) {
        let all = paragraphs.entry(f.citation.paragraph_index).or_default();
        // An item of a list is understood with the line that opens the list.
        if all.is_empty() && f.leans {
            all.extend(f.before.as_deref().map(words).unwrap_or_default());
        }
        all.extend(text.iter().cloned());
    }
    // Sentences of one paragraph are understood with all of it, and those of one section with its heading: each once.
    let mut around: HashMap<usize, Vector> = HashMap::new();
    let mut sections: HashMap<&str, Vector> = HashMap::new();
    let mut paragraph = None;
    let mut carried: Vec<(SubjectId, f32)> = Vec::new();
    let mut carried_group = None;
    for (i, f) in findings.iter().enumerate() {
        let text = &texts[i];
        let same = paragraph == Some(f.citation.paragraph_index);
        if !same {
            paragraph = Some(f.citation.paragraph_index);
            carried.clear();
            carried_group = None;
            // An item of a list speaks of what the line that opens the list speaks of.
            if let Some(opening) = f.before.as_deref().filter(|b| b.ends_with(':')) {
                carried = aspects.subjects_of(&words(opening));
            }
        }
        let mut subjects = aspects.subjects_of(text);
        let goes_on = f.leans || text.first().is_some_and(|w| GOES_ON.contains(&w.as_str()));
        let elsewhere = text
            .first()
            .is_some_and(|w| w == "beyond" || w == "elsewhere");
        if !elsewhere && (goes_on || subjects.is_empty()) {
            for &(subject, weight) in carried.iter().take(1) {
                let turns = text.first().is_some_and(|w| TURNS.contains(&w.as_str()));
                let general = aspects.subjects[subject].weight <= GENERAL;
                let weight = if f.leans && general {
                    weight.min(1.0) * CARRY
                } else if f.leans {
                    weight.clamp(0.9, 1.0) * CARRY_LEANING
                } else if turns {
                    weight.clamp(0.9, 1.0) * CARRY_TURNING
                } else {
                    weight.min(1.0) * CARRY
                };
                match subjects.iter_mut().find(|s| s.0 == subject) {
                    Some(s) => s.1 += weight,
                    None => subjects.push((subject, weight)),
                }
            }
            subjects.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        }
        let first = subjects.first().map(|s| s.0);
        let opens = first.is_some() && first != carried.first().map(|s| s.0);
        let named = aspects.group_of(text, false);
        let heading = || {
            f.section
                .as_deref()
                .and_then(|h| aspects.group_of(&words(h), true))
        };
        let scope = first.map_or(Scope::Section, |s| aspects.subjects[s].scope);
        let group = named.or(carried_group).or_else(|| match scope {
            Scope::Stated => None,
            _ if whole => heading(),
            _ => heading().or(focus_group),
        });
        carried_group = named.or(carried_group);
        if !subjects.is_empty() {
            carried.clone_from(&subjects);
        }
        let at = f.citation.paragraph_index;
        let context = around.entry(at);
        let context = context.or_insert_with(|| corpus.vector(&paragraphs[&at]));
        let section = f.section.as_deref().map(|heading| {
            let known = sections.entry(heading);
            known
                .or_insert_with(|| corpus.vector(&words(heading)))
                .clone()
        });
        // Where a person decided how good it is, neither its place nor its words make it less than a finding.
        let evaluated = f.level != Level::None && f.settled.decided(Class::Level).is_some();
        let listed = !evaluated && listed.contains(&f.citation.paragraph_index);
        all.push(Passage {
            visit,
            reading,
            finding: i,
            decides: may_decide
                && f.speaker.role == SpeakerRole::Inspectors
                && f.of == Of::ThisVisit
                && !listed,
            listed,
            facets: aspects.facets_of(text),
            group,
            not_looked_at: !evaluated && aspects.says_not_looked_at(text),
            at_heart: first.is_some_and(|s| aspects.is_at_heart(s, text)),
            themes: ThemeOdds::new(f),
            vector: corpus.vector(text),
            context: context.clone(),
            section: section.unwrap_or_default(),
            subjects,
            opens,
            begins: !same,
            beside: 0,
        });
    }
    themes_of_paragraphs(&mut all[start..], findings);
    let of: Vec<(usize, Option<SubjectId>)> = all[start..]
        .iter()
        .map(|p| {
            let at = p.finding(readings).citation.paragraph_index;
            (at, p.subjects.first().map(|s| s.0))
        })
        .collect();
    for (p, key) in all[start..].iter_mut().zip(&of) {
        p.beside = of.iter().filter(|o| *o == key).count();
    }
}

/// Paragraphs that say what was looked at: those that facts were read from as areas covered, and what else stands
/// under their heading.
fn listed(reading: &Reading) -> std::collections::HashSet<usize> {
    let paragraphs = &reading.document.paragraphs;
    let areas: Vec<usize> = reading
        .facts
        .focus
        .iter()
        .filter_map(|f| Some(f.place()?.paragraph))
        .collect();
    let headings: Vec<usize> = areas
        .iter()
        .filter_map(|&a| paragraphs.get(a)?.section)
        .filter(|&h| {
            let heading = paragraphs[h].text.to_lowercase();
            heading.starts_with("areas covered") || heading.starts_with("the visit covered")
        })
        .collect();
    areas
        .iter()
        .copied()
        .chain(
            paragraphs
                .iter()
                .filter(|p| p.section.is_some_and(|h| headings.contains(&h)))
                .map(|p| p.index),
        )
        .collect()
}

/// The group of children that all areas of a letter's focus agree on.
fn focus_group(aspects: &Aspects, reading: &Reading) -> Option<usize> {
    let mut groups = reading
        .facts
        .focus
        .iter()
        .filter_map(|f| aspects.group_of(&words(&f.value), false));
    let first = groups.next()?;
    groups.all(|g| g == first).then_some(first)
}
