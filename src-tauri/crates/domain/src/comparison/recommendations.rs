//! What inspectors asked for at the inspection, followed to each later visit through the matters it names.

use super::aspects::Scope;
use super::cells::Case;
use super::likeness::CLIP;
use super::threads::Matter;
use super::words::words;
use super::{
    Cell, Covered, Cycle, FollowedRecommendation, RecommendationAt, RecommendationBecause,
    RecommendationState, Spoken, Standing, Thread,
};
use crate::document::facts::{Addressee, Recommendation};
use crate::findings::Level;

/// A subject this much lighter than the first in a recommendation is not followed.
const SECOND: f32 = 0.6;
/// Least mean log-odds with a matter's findings at which a recommendation asks for it.
const ASKS_FROM: f32 = -0.5;

/// A matter that a recommendation asks for.
struct Asked<'a> {
    thread: &'a Thread,
    /// Mean log-odds of the recommendation with the matter's other findings.
    likeness: f32,
    /// True where the recommendation itself is one of the matter's findings.
    own_words: bool,
    /// True where it is, and speaks of what the matter is called; of what is asked of the council alone, since inspectors
    /// write of its practice.
    named: bool,
}

pub(crate) fn follow(
    case: &Case,
    cycle: &Cycle,
    matters: &[Matter],
    threads: &[Thread],
) -> Vec<FollowedRecommendation> {
    let Some(opening) = cycle.opened_by.map(|p| cycle.readings[p]) else {
        return Vec::new();
    };
    let reading = &case.readings[opening];
    let visits = case.visits;
    let opened_at = visits.sources.iter().position(|s| s.contains(&opening));
    let at = opened_at.unwrap_or(0);
    let mut followed = Vec::new();
    for r in &reading.facts.recommendations {
        let asked = asked(case, opening, r, matters, threads);
        let place = reading.document.paragraphs.get(r.place.paragraph);
        let states = (at + 1..visits.visits.len()).map(|v| {
            let any = !visits.sources[v].is_empty();
            state_at(&visits.visits[v].id, any, &asked, v)
        });
        followed.push(FollowedRecommendation {
            text: r.text.clone(),
            source: reading.document.source.sha256.clone(),
            page: r.place.page,
            paragraph: place.map(|p| p.label()).unwrap_or_default(),
            paragraph_index: r.place.paragraph,
            number: r.number.clone(),
            threads: asked.iter().map(|a| a.thread.id.clone()).collect(),
            visits: states.collect(),
        });
    }
    followed
}

/// The matters that a recommendation asks for: those that it is itself a finding of; else those that it is like; else those
/// that it names.
fn asked<'a>(
    case: &Case,
    opening: usize,
    r: &Recommendation,
    matters: &[Matter],
    threads: &'a [Thread],
) -> Vec<Asked<'a>> {
    let own: Vec<usize> = (0..case.passages.len())
        .filter(|&p| {
            let passage = &case.passages[p];
            let at = passage.finding(case.readings).citation.paragraph_index;
            passage.reading == opening && passage.decides && at == r.place.paragraph
        })
        .collect();
    let positions = case.alike.positions(own.iter().copied());
    let mut near: Vec<Asked> = Vec::new();
    for matter in matters {
        let members: Vec<usize> = matter.members.iter().map(|m| m.passage).collect();
        let others = case
            .alike
            .positions(members.iter().copied().filter(|p| !own.contains(p)));
        let thread = threads.iter().find(|t| t.id == matter.id);
        let (Some(thread), false) = (thread, others.is_empty()) else {
            continue;
        };
        let within: Vec<usize> = own
            .iter()
            .copied()
            .filter(|p| members.contains(p))
            .collect();
        let speaks =
            |p: &usize| matter.is_named_by(case.aspects, case.readings, &case.passages[*p]);
        near.push(Asked {
            thread,
            likeness: case
                .alike
                .likeness
                .mean(&positions, &others)
                .unwrap_or(-CLIP),
            own_words: !within.is_empty(),
            named: thread.confirmed && !within.is_empty()
                || r.addressee == Addressee::LocalAuthority && within.iter().any(speaks),
        });
    }
    near.sort_by(|a, b| {
        b.own_words
            .cmp(&a.own_words)
            .then(b.likeness.total_cmp(&a.likeness))
    });
    if near.iter().any(|a| a.own_words) {
        near.retain(|a| a.own_words);
        return near;
    }
    if let Some(best) = near.first().filter(|a| a.likeness >= ASKS_FROM) {
        let least = best.likeness - 0.5;
        near.retain(|a| a.likeness >= least.max(ASKS_FROM));
        return near;
    }
    let text = words(&r.text);
    let subjects = case.aspects.subjects_of(&text);
    let top = subjects.first().map_or(0.0, |s| s.1);
    let group = case.aspects.group_of(&text, false);
    near.retain(|a| {
        let matter = matters.iter().find(|m| m.id == a.thread.id);
        let fits = |&(subject, weight): &(usize, f32)| {
            weight >= SECOND * top
                && matter.and_then(|m| m.subject).is_some_and(|(s, g)| {
                    s == subject
                        && (case.aspects.subjects[s].scope == Scope::None
                            || g.is_none()
                            || group.is_none()
                            || g == group)
                })
        };
        subjects.iter().any(fits)
    });
    near
}

/// What a visit says of a recommendation by what it says of a matter.
fn spoken_state(spoken: &Spoken) -> RecommendationState {
    match spoken.level {
        _ if spoken.is_unclear() => RecommendationState::Unclear,
        Level::Weakness => RecommendationState::Weakness,
        Level::Mixed => RecommendationState::Mixed,
        Level::Strength => RecommendationState::Strength,
        Level::None => RecommendationState::Mentioned,
    }
}

fn state_at(visit: &str, any: bool, asked: &[Asked], v: usize) -> RecommendationAt {
    let cells: Vec<(&Asked, &Cell)> = asked
        .iter()
        .filter_map(|a| Some((a, a.thread.cells.get(v)?)))
        .collect();
    let with = |f: &dyn Fn(&Cell) -> bool| cells.iter().find(|(_, c)| f(c)).copied();
    // Of several matters in one point the weakest decides; one of which it is not clear may be weaker than all but the weakest.
    let states = [
        RecommendationState::Weakness,
        RecommendationState::Unclear,
        RecommendationState::Mixed,
        RecommendationState::Strength,
        RecommendationState::Mentioned,
    ];
    let rated = states.into_iter().find_map(|state| {
        let found = with(&|c| c.spoken().map(spoken_state) == Some(state))?;
        let thread = found.0.thread.id.clone();
        let because = RecommendationBecause::Matter { thread };
        Some((state, because, Some(found)))
    });
    // Of several silences, that of a visit which looked there, or may have, says most.
    let silent = [
        (Covered::NoFinding, RecommendationState::NoFinding),
        (Covered::NotPublished, RecommendationState::NotPublished),
        (Covered::NotCovered, RecommendationState::NotCovered),
    ];
    let silent = || {
        silent.into_iter().find_map(|(covered, state)| {
            let found = with(&|c| c.covered() == covered)?;
            let silence = found.1.silence()?.clone();
            let unclear = cells.iter().any(|(_, c)| c.is_unclear());
            Some((
                if unclear {
                    RecommendationState::Unclear
                } else {
                    state
                },
                RecommendationBecause::Silent { silence },
                Some(found),
            ))
        })
    };
    let no_paper = (
        RecommendationState::NotPublished,
        RecommendationBecause::NoPaper,
        None,
    );
    let no_matter = (
        RecommendationState::Unclear,
        RecommendationBecause::NoMatter,
        None,
    );
    let (state, because, found) = match rated {
        Some(rated) => rated,
        None if !any => no_paper,
        None => silent().unwrap_or(no_matter),
    };
    // A state is that of the cell it rests on; it is sure that the matter is the one asked for only where the
    // recommendation is itself one of its findings, and speaks of what it is called.
    let standing = match found {
        None if state == RecommendationState::NotPublished => Standing::Sure,
        Some((asked, cell)) if asked.named => cell.standing(),
        _ => Standing::Open,
    };
    RecommendationAt {
        visit: visit.to_owned(),
        state,
        standing,
        because,
    }
}
