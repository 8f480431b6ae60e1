//! The whole comparison of one cycle, from its parts.

use std::collections::BTreeMap;

use super::aspects::Aspects;
use super::by_words::ByWords;
use super::cells::{Case, Evidence};
use super::likeness::Weigher;
use super::tables::Tables;
use super::threads::{Alike, Matter};
use super::{
    Cell, Claim, Comparison, Coverage, Cycle, Decided, Pattern, Reading, Silence, Standing, Thread,
    Titled, cells, certainty, decision, figures, looked, passage, pattern, proposed,
    recommendations, seen, threads, visits,
};
use crate::findings::{Direction, Level, SpeakerRole, Theme};

/// Compares the documents of a cycle, then applies what a person decided, in the order in which it was decided.
///
/// The same readings and decisions always give the same comparison; ids of visits stay the same while more documents come
/// in. Ids of threads are named after their subject, and stay for those that a person decided anything about.
pub fn compare(cycle: &Cycle, readings: &[Reading], decisions: &[Decided]) -> Comparison {
    compare_by(Tables::built_in(), cycle, readings, decisions)
}

/// The same by other tables than the program's.
pub fn compare_by(
    tables: &Tables,
    cycle: &Cycle,
    readings: &[Reading],
    decisions: &[Decided],
) -> Comparison {
    prepared(tables, cycle, readings, decisions, compared)
}

/// Everything that statements are made from, handed to `then`.
pub(super) fn prepared<T>(
    tables: &Tables,
    cycle: &Cycle,
    readings: &[Reading],
    decisions: &[Decided],
    then: impl FnOnce(&Cycle, &Case, &[Matter]) -> T,
) -> T {
    let aspects = Aspects::built_in();
    let (cycle, mut readings) = with_its_own(cycle, readings);
    let cycle = &cycle;
    decision::reclassify(&mut readings, decisions);
    doubt_accounts(&mut readings);
    let readings = readings.as_slice();
    let visits = visits::visits(cycle, readings);
    let (passages, _) = passage::passages(aspects, &visits.visits, &visits.sources, readings);
    let table = &tables.likeness;
    let weigher = Weigher::new(&table.same);
    let alike = Alike::new(readings, &passages, &weigher);
    let by_words = ByWords::new(readings, &passages);
    let groups = threads::groups(aspects, readings, &passages, &alike, table);
    let mut matters = seen::keep(aspects, readings, &passages, &by_words, groups, decisions);
    threads::complete(aspects, readings, &passages, &mut matters, &weigher, table);
    let ids: Vec<String> = visits.visits.iter().map(|v| v.id.clone()).collect();
    decision::relink(
        aspects,
        readings,
        &passages,
        &by_words,
        &ids,
        &mut matters,
        decisions,
    );
    let looked = looked::looked(aspects, &visits, &passages);
    let case = Case {
        aspects,
        readings,
        passages: &passages,
        visits: &visits,
        looked: &looked,
        alike: &alike,
        tables,
        decisions,
    };
    then(cycle, &case, &matters)
}

fn compared(cycle: &Cycle, case: &Case, matters: &[Matter]) -> Comparison {
    let (readings, passages) = (case.readings, case.passages);
    let found = case.visits;
    let mut list: Vec<(Thread, usize)> = matters
        .iter()
        .map(|matter| {
            let inspectors = matter.members.iter();
            let inspectors = inspectors.filter(|m| passages[m.passage].decides).count();
            (thread(case, matter), inspectors)
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
    let recommendations = recommendations::follow(case, cycle, matters, &threads);
    let coverage = coverage(case);
    Comparison {
        authority: cycle.authority.clone(),
        judged: cycle.judged,
        visits: found.visits.clone(),
        threads,
        recommendations,
        coverage,
        clashes: found.clashes.clone(),
        claimed_totals: claimed_totals(cycle, readings),
        unplaced: found
            .unplaced
            .iter()
            .map(|&r| readings[r].document.source.sha256.clone())
            .collect(),
        apart: found.apart.clone(),
    }
}

fn thread(case: &Case, matter: &Matter) -> Thread {
    let (mut cells, evidence): (Vec<Cell>, Vec<Evidence>) =
        cells::cells(case, matter).into_iter().unzip();
    let could_see: Vec<bool> = case.visits.visits.iter().map(|v| v.letter).collect();
    let pattern = pattern_of(case, matter, &cells, &could_see);
    let features = pattern_features(case, matter, pattern, &cells, &evidence);
    let standing = pattern_standing(case, pattern, &cells, &features);
    // The course was taken from what is likeliest; of each cell alone no more is proposed than is likelier right than wrong.
    for (cell, evidence) in cells.iter_mut().zip(&evidence) {
        proposed::propose(case.tables, cell, evidence);
    }
    Thread {
        id: matter.id.clone(),
        title: matter.title.clone(),
        titled: matter.titled,
        subject: matter
            .subject
            .map(|(s, _)| case.aspects.subjects[s].id.clone()),
        themes: themes(case.aspects, case.readings, case.passages, matter),
        pattern,
        standing,
        confirmed: cells::is_confirmed(case, matter),
        cells,
        figures: figures::figures(case.readings, case.passages, &case.visits.visits, matter),
    }
}

/// What tells whether the pattern is right.
pub(super) fn pattern_features(
    case: &Case,
    matter: &Matter,
    pattern: Pattern,
    cells: &[Cell],
    evidence: &[Evidence],
) -> [f32; certainty::PATTERN_FEATURES.len()] {
    let right = |spoken: bool| -> Vec<f32> {
        let of = cells.iter().zip(evidence);
        let of = of.filter(|(cell, _)| match cell.silence() {
            None => spoken,
            Some(Silence::NotPublished(_)) => false,
            Some(_) => !spoken,
        });
        let settled = |cell: &Cell| cell.standing() == Standing::Settled;
        of.map(|(cell, e)| {
            if settled(cell) {
                1.0
            } else {
                e.right(case.tables)
            }
        })
        .collect()
    };
    let size = matter
        .members
        .iter()
        .filter(|m| case.passages[m.passage].decides)
        .count();
    let confirmed = cells::is_confirmed(case, matter);
    certainty::pattern(pattern, &right(true), &right(false), size, confirmed)
}

/// A pattern is open where a cell that it rests on is, or fewer than two speak; settled where a person settled all that
/// speak; else sure by measurement.
fn pattern_standing(case: &Case, pattern: Pattern, cells: &[Cell], features: &[f32]) -> Standing {
    let published = |c: &&Cell| !matches!(c.silence(), Some(Silence::NotPublished(_)));
    let by_facts = cells
        .iter()
        .filter(published)
        .all(|c| c.standing().is_fact());
    let spoken = || cells.iter().filter(|c| c.spoken().is_some());
    if !by_facts || spoken().count() < 2 || pattern == Pattern::SeenOnce {
        return Standing::Open;
    }
    if spoken().all(|c| c.standing() == Standing::Settled) {
        return Standing::Settled;
    }
    let measured = &case.tables.certainty.pattern;
    if measured.is_sure(&certainty::PATTERN_FEATURES, features) {
        Standing::Sure
    } else {
        Standing::Open
    }
}

/// For every visit, how many of the inspectors' findings each theme has.
fn coverage(case: &Case) -> Vec<Coverage> {
    let visits = case.visits.visits.iter().enumerate();
    let coverage = visits.map(|(v, visit)| {
        let mut themes: BTreeMap<Theme, usize> = BTreeMap::new();
        let theirs = case.passages.iter();
        for p in theirs.filter(|p| p.visit == v && p.decides && !p.not_looked_at) {
            for &theme in &p.finding(case.readings).themes {
                *themes.entry(theme).or_default() += 1;
            }
        }
        Coverage {
            visit: visit.id.clone(),
            themes,
        }
    });
    coverage.collect()
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

/// Of an account by others (an article may be all there is about a visit) the less hopeful of both readings counts: they
/// choose what they quote. What a person settled stays as they saw it.
fn doubt_accounts(readings: &mut [Reading]) {
    let rank = |level: Level| match level {
        Level::Weakness => 0,
        Level::Mixed => 1,
        Level::None => 2,
        Level::Strength => 3,
    };
    let accounts = readings
        .iter_mut()
        .filter(|r| !r.facts.kind.is_of_inspectors());
    for f in accounts.flat_map(|r| &mut r.findings) {
        let read = f.by_rules();
        let learned = f
            .second
            .as_ref()
            .map(|s| (s.learned.level.0, s.learned.direction.0));
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

/// One sentence alone is no matter that could be new or forgotten: it was seen once.
pub(super) fn pattern_of(
    case: &Case,
    matter: &Matter,
    cells: &[Cell],
    could_see: &[bool],
) -> Pattern {
    let inspectors = matter
        .members
        .iter()
        .filter(|m| case.passages[m.passage].decides);
    if inspectors.count() < 2 && matter.titled == Titled::BySentence {
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
