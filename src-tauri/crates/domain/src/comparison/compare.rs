//! The whole comparison of one cycle, from its parts.

use std::collections::BTreeMap;

use super::aspects::Aspects;
use super::{Cell, Claim, Comparison, Coverage, Cycle, Decided, Pattern, Reading, Thread};
use super::{cells, decision, figures, passage, pattern, recommendations, threads, visits};
use crate::findings::{Direction, Level, SpeakerRole, Theme};

/// Compares the documents of a cycle, then applies what a person decided, in the order in which it was decided.
///
/// The same readings and decisions always give the same comparison; ids of visits and threads stay the same while
/// more documents come in.
pub fn compare(cycle: &Cycle, readings: &[Reading], decisions: &[Decided]) -> Comparison {
    let aspects = Aspects::built_in();
    let (cycle, mut readings) = with_its_own(cycle, readings);
    let cycle = &cycle;
    decision::reclassify(&mut readings, decisions);
    as_the_rules_read(&mut readings);
    let readings = readings.as_slice();
    let found = visits::visits(cycle, readings);
    let (passages, _) = passage::passages(aspects, &found.visits, &found.sources, readings);
    let mut matters = threads::matters(aspects, readings, &passages);
    let ids: Vec<String> = found.visits.iter().map(|v| v.id.clone()).collect();
    decision::relink(aspects, readings, &passages, &ids, &mut matters, decisions);
    let looked = cells::looked(aspects, &found, &passages);
    let could_see: Vec<bool> = found.visits.iter().map(|v| v.letter).collect();
    let mut list: Vec<(Thread, usize)> = matters
        .iter()
        .map(|matter| {
            let cells = cells::cells(aspects, readings, &passages, &found, &looked, matter);
            let inspectors = matter
                .members
                .iter()
                .filter(|m| passages[m.passage].decides)
                .count();
            let thread = Thread {
                id: matter.id.clone(),
                title: matter.title.clone(),
                titled: matter.titled,
                subject: matter.subject.map(|(s, _)| aspects.subjects[s].id.clone()),
                themes: themes(aspects, readings, &passages, matter),
                pattern: pattern_of(matter, &cells, &could_see),
                cells,
                figures: figures::figures(readings, &passages, &found.visits, matter),
            };
            (thread, inspectors)
        })
        .collect();
    // As a councillor wants to know it; within a pattern, what inspectors said most about comes first.
    list.sort_by(|(a, n), (b, m)| {
        a.pattern
            .cmp(&b.pattern)
            .then(m.cmp(n))
            .then_with(|| a.id.cmp(&b.id))
    });
    let threads: Vec<Thread> = list.into_iter().map(|(t, _)| t).collect();
    let recommendations =
        recommendations::follow(aspects, cycle, readings, &found, &matters, &threads);
    let coverage = found
        .visits
        .iter()
        .enumerate()
        .map(|(v, visit)| {
            let mut counts: BTreeMap<Theme, usize> = BTreeMap::new();
            for p in passages
                .iter()
                .filter(|p| p.visit == v && p.decides && !p.not_looked_at)
            {
                for &theme in &p.finding(readings).themes {
                    *counts.entry(theme).or_default() += 1;
                }
            }
            Coverage {
                visit: visit.id.clone(),
                themes: counts,
            }
        })
        .collect();
    Comparison {
        authority: cycle.authority.clone(),
        judged: cycle.judged,
        visits: found.visits,
        threads,
        recommendations,
        coverage,
        clashes: found.clashes,
        claimed_totals: claimed_totals(cycle, readings),
        unplaced: found
            .unplaced
            .iter()
            .map(|&r| readings[r].document.source.sha256.clone())
            .collect(),
        apart: found.apart,
    }
}

/// The cycle with a copy of its own documents alone, in the order of the readings given: a workspace may hold those of
/// many authorities.
fn with_its_own(cycle: &Cycle, readings: &[Reading]) -> (Cycle, Vec<Reading>) {
    let mut own = cycle.readings.clone();
    own.sort_unstable();
    own.dedup();
    let places = cycle.readings.iter();
    let places = places.filter_map(|at| own.binary_search(at).ok()).collect();
    let copies = own.iter().map(|&at| readings[at].clone()).collect();
    let cycle = Cycle {
        readings: places,
        ..cycle.clone()
    };
    (cycle, copies)
}

/// What a matter came to rests on classes that name the words which gave them; where the reader that has learned takes
/// a sentence otherwise, its cell says so and a person decides. On short letters the rules are right more often: they
/// know the turns of phrase that compare with the visit before.
///
/// Of an account by others (an article may be all there is about a visit) the less hopeful of both readings counts.
///
/// What a person settled stays as they saw it.
fn as_the_rules_read(readings: &mut [Reading]) {
    let rank = |level: Level| match level {
        Level::Weakness => 0,
        Level::Mixed => 1,
        Level::None => 2,
        Level::Strength => 3,
    };
    for reading in readings {
        let own = reading.facts.kind.is_of_inspectors();
        for f in &mut reading.findings {
            let read = f.by_rules();
            let learned = f.second.as_ref().filter(|_| !own);
            let learned = learned.map(|s| (s.learned.level.0, s.learned.direction.0));
            if f.settled.themes.is_none() {
                f.themes = read.themes;
            }
            if f.settled.level.is_none() {
                let less = |level: &Level| rank(*level) < rank(read.level);
                f.level = learned.map(|l| l.0).filter(less).unwrap_or(read.level);
            }
            if f.settled.direction.is_none() {
                let hopeful = |d: Direction| d == Direction::Better;
                let alone = hopeful(read.direction) && learned.is_some_and(|(_, d)| !hopeful(d));
                f.direction = if alone {
                    Direction::None
                } else {
                    read.direction
                };
            }
        }
    }
}

/// A sentence that the lexicon has no word for and that no other visit echoes is no matter that could be new or
/// forgotten: it was seen once.
fn pattern_of(matter: &threads::Matter, cells: &[Cell], could_see: &[bool]) -> Pattern {
    let visits = cells.iter().filter(|c| c.spoken().is_some()).count();
    let opening = cells.first().is_some_and(|c| c.level() == Level::Weakness);
    if matter.subject.is_none() && visits < 2 && !opening {
        return Pattern::SeenOnce;
    }
    pattern::pattern(cells, could_see)
}

fn claimed_totals(cycle: &Cycle, readings: &[Reading]) -> Vec<Claim> {
    let claims = cycle.readings.iter().filter_map(|&r| {
        let stated = readings[r].facts.visits_claimed.as_ref()?;
        Some(Claim::of(&readings[r], stated, stated.value.to_string()))
    });
    claims.collect()
}

/// The themes that most of its findings have, the lexicon's own first.
fn themes(
    aspects: &Aspects,
    readings: &[Reading],
    passages: &[passage::Passage],
    matter: &threads::Matter,
) -> Vec<Theme> {
    let mut counts: BTreeMap<Theme, usize> = BTreeMap::new();
    let mut all = 0;
    for m in matter
        .members
        .iter()
        .map(|m| passages[m.passage].finding(readings))
    {
        if m.speaker.role == SpeakerRole::Inspectors {
            all += 1;
            m.themes
                .iter()
                .for_each(|&t| *counts.entry(t).or_default() += 1);
        }
    }
    let mut themes: Vec<Theme> = matter
        .subject
        .map(|(s, _)| aspects.subjects[s].themes.clone())
        .unwrap_or_default();
    let mut often: Vec<(Theme, usize)> = counts.into_iter().filter(|(_, n)| n * 2 >= all).collect();
    often.sort_by_key(|(t, n)| (std::cmp::Reverse(*n), *t));
    for (t, _) in often {
        if !themes.contains(&t) && themes.len() < 4 {
            themes.push(t);
        }
    }
    themes
}
