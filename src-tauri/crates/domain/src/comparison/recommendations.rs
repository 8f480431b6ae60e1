//! What inspectors asked for at the inspection, followed to each later visit through the matters it names.

use super::aspects::{Aspects, Scope};
use super::threads::Matter;
use super::visits::Visits;
use super::words::words;
use super::{
    Cell, Covered, Cycle, FollowedRecommendation, Reading, RecommendationAt, RecommendationBecause,
    RecommendationState, Thread,
};
use crate::findings::Level;

/// A subject this much lighter than the first in a recommendation is not followed.
const SECOND: f32 = 0.6;

pub(crate) fn follow(
    aspects: &Aspects,
    cycle: &Cycle,
    readings: &[Reading],
    visits: &Visits,
    matters: &[Matter],
    threads: &[Thread],
) -> Vec<FollowedRecommendation> {
    let Some(opening) = cycle.opened_by.map(|p| cycle.readings[p]) else {
        return Vec::new();
    };
    let reading = &readings[opening];
    let at = visits
        .sources
        .iter()
        .position(|s| s.contains(&opening))
        .unwrap_or(0);
    let mut followed = Vec::new();
    for r in &reading.facts.recommendations {
        let text = words(&r.text);
        let subjects = aspects.subjects_of(&text);
        let top = subjects.first().map_or(0.0, |s| s.1);
        let group = aspects.group_of(&text, false);
        let mut linked: Vec<&Thread> = Vec::new();
        for &(subject, _) in subjects.iter().filter(|s| s.1 >= SECOND * top) {
            let fits = |m: &&Matter| match m.subject {
                Some((s, g)) if s == subject => {
                    aspects.subjects[s].scope == Scope::None
                        || g.is_none()
                        || group.is_none()
                        || g == group
                }
                _ => false,
            };
            let ids: Vec<&str> = matters.iter().filter(fits).map(|m| m.id.as_str()).collect();
            linked.extend(threads.iter().filter(|t| ids.contains(&t.id.as_str())));
        }
        let place = reading.document.paragraphs.get(r.place.paragraph);
        followed.push(FollowedRecommendation {
            text: r.text.clone(),
            source: reading.document.source.sha256.clone(),
            page: r.place.page,
            paragraph: place.map(|p| p.label()).unwrap_or_default(),
            paragraph_index: r.place.paragraph,
            number: r.number.clone(),
            threads: linked.iter().map(|t| t.id.clone()).collect(),
            visits: (at + 1..visits.visits.len())
                .map(|v| {
                    state_at(
                        &visits.visits[v].id,
                        !visits.sources[v].is_empty(),
                        &linked,
                        v,
                    )
                })
                .collect(),
        });
    }
    followed
}

fn state_at(visit: &str, any: bool, linked: &[&Thread], v: usize) -> RecommendationAt {
    let cells: Vec<(&Thread, &Cell)> = linked
        .iter()
        .filter_map(|t| Some((*t, t.cells.get(v)?)))
        .collect();
    let with = |f: &dyn Fn(&Cell) -> bool| cells.iter().find(|(_, c)| f(c)).copied();
    // Of several matters in one point the weakest decides.
    let states = [
        (Level::Weakness, RecommendationState::Weakness),
        (Level::Mixed, RecommendationState::Mixed),
        (Level::Strength, RecommendationState::Strength),
        (Level::None, RecommendationState::Mentioned),
    ];
    let rated = states.iter().find_map(|(level, state)| {
        let found = with(&|c| c.spoken().is_some_and(|s| s.level == *level))?;
        let thread = found.0.id.clone();
        Some((*state, RecommendationBecause::Matter { thread }))
    });
    // Of several silences, that of a visit which looked there, or may have, says most.
    let silent = [
        (Covered::NoFinding, RecommendationState::NoFinding),
        (Covered::NotPublished, RecommendationState::NotPublished),
        (Covered::NotCovered, RecommendationState::NotCovered),
    ];
    let silent = || {
        silent.into_iter().find_map(|(covered, state)| {
            let silence = with(&|c| c.covered() == covered)?.1.silence()?.clone();
            Some((state, RecommendationBecause::Silent { silence }))
        })
    };
    let no_paper = (
        RecommendationState::NotPublished,
        RecommendationBecause::NoPaper,
    );
    let no_matter = (
        RecommendationState::NoFinding,
        RecommendationBecause::NoMatter,
    );
    let (state, because) = match rated {
        Some(rated) => rated,
        None if !any => no_paper,
        None => silent().unwrap_or(no_matter),
    };
    RecommendationAt {
        visit: visit.to_owned(),
        state,
        because,
    }
}
