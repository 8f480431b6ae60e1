//! Which questions are suggested: at most ten, of several rules, spread over matters and themes.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::annotations::{Subject, What};
use crate::document::Citation;
use crate::findings::Theme;

use super::super::compose::Case;
use super::super::{Asked, headline};
use super::premises::{self, Premise};
use super::{Rule, first_of, see};

/// Most questions that are suggested: a committee has time for six to ten.
pub(in super::super) const SUGGESTED: usize = 10;
/// So many are enough to leave it at that.
const ENOUGH: usize = 6;
/// Most of one rule, so that they are not all alike.
const OF_ONE_RULE: usize = 3;
/// Most on one theme.
const ON_ONE_THEME: usize = 2;
/// So many paragraphs that speak of "the trust" are about one that runs the services.
const TRUSTED: usize = 5;

/// A question that is suggested, with what it rests on.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Suggestion {
    pub rule: Rule,
    pub asked: Asked,
    /// The question without the words that it rests on, as far as its rule has it so.
    pub brief: String,
    /// Id and name of the matter that it is on.
    pub thread: Option<String>,
    pub matter: Option<String>,
    /// The sentences that it rests on.
    pub rests_on: Vec<Citation>,
}

/// Those that nobody has taken yet, in the order in which they are suggested.
pub(in super::super) fn suggestions(case: &Case<'_>) -> Vec<Suggestion> {
    let mut turns: Vec<std::vec::IntoIter<Premise<'_>>> = Rule::ALL
        .iter()
        .map(|rule| premises::of(case, *rule).into_iter())
        .collect();
    let trust = a_trust_runs_it(case);
    let mut spread = Spread::taken(case);
    let mut all = Vec::new();
    for round in 0..SUGGESTED {
        // Where there is little to ask about, more of one kind is better than nothing.
        if round >= OF_ONE_RULE && all.len() >= ENOUGH {
            break;
        }
        for turn in &mut turns {
            let next = turn
                .by_ref()
                .filter(|p| spread.has_room(p))
                .find_map(|p| Some((said(case, &p, trust)?, p)))
                .filter(|(said, _)| !spread.asked.contains(&said.asked.text.as_str()));
            if let Some((suggestion, premise)) = next {
                spread.take(&premise);
                all.push(suggestion);
            }
        }
    }
    all.truncate(SUGGESTED);
    all
}

/// What is asked about already.
#[derive(Default)]
struct Spread<'a> {
    threads: BTreeSet<String>,
    themes: BTreeMap<Theme, usize>,
    citations: Vec<&'a Citation>,
    asked: Vec<&'a str>,
    own: Vec<Citation>,
}

impl<'a> Spread<'a> {
    /// With what people ask already.
    fn taken(case: &Case<'a>) -> Spread<'a> {
        let mut spread = Spread::default();
        let asked = case.annotations.iter();
        for one in asked.filter(|a| matches!(a.what, What::Question { .. })) {
            spread.asked.push(first_of(&one.text));
            match &one.on {
                Subject::Thread { thread, .. } => {
                    spread.threads.insert(thread.clone());
                }
                on => spread.citations.extend(on.citations()),
            }
        }
        spread
    }

    fn has_room(&self, premise: &Premise<'_>) -> bool {
        let threads = premise.thread.map(|t| t.id.as_str());
        let mut threads = threads.into_iter().chain(premise.also.iter().copied());
        let same = |c: &Citation| {
            let known = self.citations.iter().copied().chain(&self.own);
            let mut known = known.filter(|k| k.source == c.source);
            known.any(|k| k.paragraph_index == c.paragraph_index && k.start == c.start)
        };
        let full = theme(premise).is_some_and(|t| self.themes.get(&t) >= Some(&ON_ONE_THEME));
        !(threads.any(|t| self.threads.contains(t)) || premise.rests_on.iter().any(same) || full)
    }

    fn take(&mut self, premise: &Premise<'_>) {
        let threads = premise.thread.map(|t| t.id.as_str());
        let threads = threads.into_iter().chain(premise.also.iter().copied());
        self.threads.extend(threads.map(str::to_owned));
        if let Some(theme) = theme(premise) {
            *self.themes.entry(theme).or_default() += 1;
        }
        self.own.extend(premise.rests_on.iter().cloned());
    }
}

fn theme(premise: &Premise<'_>) -> Option<Theme> {
    premise.thread?.themes.first().copied()
}

/// The question in words; none where its rule has none.
fn said(case: &Case<'_>, premise: &Premise<'_>, trust: bool) -> Option<Suggestion> {
    let templates = &case.options.templates;
    let template = templates.of(premise.rule)?;
    let said = template.fill(&premise.with, premise.long)?;
    let brief = template.fill(&premise.with, true)?.text;
    let whom = premise.whom.clone();
    let whom = whom.unwrap_or_else(|| templates.whom(template, &premise.about()));
    let whom = match trust && whom == "the director" {
        true => "the director and the trust".to_owned(),
        false => whom,
    };
    Some(Suggestion {
        rule: premise.rule,
        thread: premise.thread.map(|t| t.id.clone()),
        matter: premise.thread.map(|t| t.title.clone()),
        rests_on: premise.rests_on.clone(),
        brief,
        asked: Asked {
            why: why(case, premise, &said.text),
            text: said.text,
            whom: Some(whom),
            evidence: vec![said.evidence],
            follow_ups: vec![said.next],
            see: premise.thread.and_then(|t| see(case, t)),
        },
    })
}

/// Where what it rests on stands, with the words where the question does not have them.
fn why(case: &Case<'_>, premise: &Premise<'_>, text: &str) -> Option<String> {
    let words = premise.with.iter().find(|(name, _)| *name == "words");
    let words = words.filter(|(_, words)| !text.contains(words.as_str()));
    let places = premise.rests_on.iter().map(|c| case.papers.citation(c));
    let mut places: Vec<String> = places.chain(premise.place.clone()).collect();
    places.dedup();
    let places = places.join("; ");
    match (words, places.is_empty()) {
        (Some((_, words)), false) => Some(format!("{words} {places}")),
        (_, false) => Some(places),
        (_, true) => None,
    }
}

/// Whether a trust runs the council's services, as the newest paper of inspectors speaks of them.
fn a_trust_runs_it(case: &Case<'_>) -> bool {
    let Some((_, reading)) = headline::newest(case) else {
        return false;
    };
    let speaks = |text: &str| super::super::phrases::stands_in(&text.to_lowercase(), "the trust");
    let body = reading.document.paragraphs.iter().filter(|p| p.is_body());
    body.filter(|p| speaks(&p.text)).take(TRUSTED).count() == TRUSTED
}
