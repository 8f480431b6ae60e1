//! What one visit's findings on a matter add up to: covered or not, level, direction, why, and how far each may be
//! relied on.
//!
//! Only what inspectors found decides. Silence is never improvement.
//!
//! What a person decided of a sentence counts as they decided it, and is never passed over:
//! - a decided level is the cell's; where other decided ones, or the balance of the sentences that nobody decided, say
//!   otherwise, it is mixed;
//! - a decided direction is the cell's, before any that was read.
//!
//! Other sentences stay evidence: one that finds fault beside one decided to be good is still good and bad. What a
//! person only confirmed counts as certain.

use super::aspects::Aspects;
use super::balance::{self, LevelOdds, Weighed};
use super::certainty::{self, Hold, Unspoken};
use super::decision::state_decided;
use super::likeness::CLIP;
use super::logistic::{Certainty, bit, count, probability};
use super::looked::{Looked, absent};
use super::named::SpokenOf;
use super::passage::Passage;
use super::tables::Tables;
use super::threads::{Alike, Matter, Member, because};
use super::visits::Visits;
use super::{
    Cell, CellFinding, Decided, DecidedBy, Reading, Said, Silence, Spoken, Standing, StateDecided,
    judged, named, proposed,
};
use crate::findings::{Class, Finding, LEVELS, Level, Person};

/// What the cells of all matters are made from.
pub(crate) struct Case<'a> {
    pub aspects: &'a Aspects,
    pub readings: &'a [Reading],
    pub passages: &'a [Passage],
    pub visits: &'a Visits,
    pub looked: &'a [Looked],
    pub alike: &'a Alike,
    pub tables: &'a Tables,
    pub decisions: &'a [Decided],
}

/// What a cell rests on, in numbers.
#[derive(Debug, Clone)]
pub(crate) enum Evidence {
    Spoken {
        weighed: Box<Weighed>,
        level: [f32; certainty::SPOKEN_FEATURES.len()],
        direction: [f32; certainty::SPOKEN_FEATURES.len()],
        /// True where the second reader has read any of it.
        read_twice: bool,
    },
    Silent([f32; certainty::SILENCE_FEATURES.len()]),
}

/// The cells of a matter, one for every visit, each with what it rests on.
pub(crate) fn cells(case: &Case, matter: &Matter) -> Vec<(Cell, Evidence)> {
    let whole = Whole::of(case, matter);
    let mut course = Course::default();
    let visits = case.visits.visits.iter().enumerate();
    let cells = visits.map(|(v, visit)| {
        let (mut cell, evidence) = cell(case, &whole, v, &course);
        if let Some((state, person)) = state_decided(case.decisions, &matter.id, &visit.id) {
            settle(&mut cell, state, &person);
        }
        course.add(&cell, &evidence, &whole.deciding[v]);
        (cell, evidence)
    });
    cells.collect()
}

/// A matter with what all its cells need to know of the whole of it.
struct Whole<'a> {
    matter: &'a Matter,
    /// For each visit, the passages of inspectors by which it speaks of the matter, in the order of their paper.
    deciding: Vec<Vec<usize>>,
    /// All of its findings that decide, by their positions in the likeness.
    all: Vec<usize>,
    /// Share of the visits with a letter that speak of it.
    looks: f32,
    confirmed: bool,
}

impl Whole<'_> {
    fn of<'a>(case: &Case, matter: &'a Matter) -> Whole<'a> {
        let visits = &case.visits.visits;
        let members = || matter.members.iter().map(|m| m.passage);
        let mut deciding = vec![Vec::new(); visits.len()];
        for p in members() {
            let passage = &case.passages[p];
            if passage.decides && !passage.not_looked_at {
                deciding[passage.visit].push(p);
            }
        }
        let letters = || {
            visits
                .iter()
                .zip(&deciding)
                .filter(|(visit, _)| visit.letter)
        };
        let looks = letters().filter(|(_, of)| !of.is_empty()).count();
        Whole {
            matter,
            all: case.alike.positions(members()),
            looks: count(looks) / count(letters().count().max(1)),
            confirmed: is_confirmed(case, matter),
            deciding,
        }
    }

    /// Whether what a visit says in these passages is of what the matter is called, and not of a corner of it.
    fn is_of_name(&self, case: &Case, v: usize, here: &[usize]) -> bool {
        let spoken_of = self
            .matter
            .subject
            .map(|about| SpokenOf::new(case.aspects, case.passages, about, v, here));
        self.is_named_by_enough(case, here) && spoken_of.is_none_or(|of| of.is_whole())
    }

    fn is_named_by_enough(&self, case: &Case, of: &[usize]) -> bool {
        let of: Vec<&Passage> = of.iter().map(|&p| &case.passages[p]).collect();
        self.matter
            .is_named_by_enough(case.aspects, case.readings, &of)
    }
}

/// True where a person said of all findings of inspectors that they belong to the matter: of those that are shown, since
/// nobody can say so of others. That something was not looked at is not shown where the visit speaks of the matter all the
/// same.
pub(crate) fn is_confirmed(case: &Case, matter: &Matter) -> bool {
    let passage = |m: &Member| &case.passages[m.passage];
    let speaks = |v: usize| {
        let mut there = matter.members.iter().map(passage);
        there.any(|p| p.visit == v && p.decides && !p.not_looked_at)
    };
    let shown = |m: &&Member| {
        let p = passage(m);
        p.decides && (!p.not_looked_at || !speaks(p.visit))
    };
    matter.members.iter().filter(shown).all(|m| m.confirmed)
}

/// Makes a cell what a person said that it is. Where there are no words for what they said, or words that say otherwise than
/// nothing, it stays: the words may have come or gone since.
fn settle(cell: &mut Cell, state: StateDecided, person: &Person) {
    match (&mut cell.said, state) {
        (Said::Spoken(spoken), StateDecided::Spoken { level, direction }) => {
            spoken.level = level;
            spoken.direction = direction;
            spoken.standing = Standing::Settled;
            spoken.direction_standing = Standing::Settled;
            spoken.level_because = None;
            spoken.direction_because = None;
            spoken.decided = DecidedBy {
                level: Some(person.clone()),
                direction: Some(person.clone()),
            };
            cell.proposed = false;
        }
        (
            Said::Silent {
                standing, perhaps, ..
            },
            StateDecided::Silent,
        ) => {
            *standing = Standing::Settled;
            *perhaps = None;
        }
        _ => {}
    }
}

/// What earlier visits said of the matter.
#[derive(Default)]
pub(super) struct Course {
    /// Passages.
    pub earlier: Vec<usize>,
    /// How good it was when it was last evaluated, and by which visit's cell.
    pub levels: Option<LevelOdds>,
    pub last: Option<(String, Level)>,
}

impl Course {
    fn add(&mut self, cell: &Cell, evidence: &Evidence, deciding: &[usize]) {
        self.earlier.extend(deciding);
        let Evidence::Spoken { weighed, .. } = evidence else {
            return;
        };
        if cell.level() != Level::None {
            let settled = cell.standing() == Standing::Settled;
            let certain = LEVELS.map(|l| bit(l == cell.level()));
            self.levels = if settled {
                Some([certain[0], certain[1], certain[2]])
            } else {
                weighed.levels
            };
            self.last = Some((cell.visit.clone(), cell.level()));
        }
    }
}

fn cell(case: &Case, whole: &Whole, v: usize, course: &Course) -> (Cell, Evidence) {
    let passage = |p: usize| &case.passages[p];
    let members: Vec<_> = whole
        .matter
        .members
        .iter()
        .filter(|m| passage(m.passage).visit == v)
        .collect();
    let here = whole.deciding[v].as_slice();
    let said_not = members
        .iter()
        .map(|m| m.passage)
        .find(|&p| passage(p).decides && passage(p).not_looked_at);
    let unconfirmed = |p: &usize| members.iter().any(|m| m.passage == *p && !m.confirmed);
    let proposed = here.is_empty() || here.iter().any(unconfirmed);
    let (said, evidence) = if here.is_empty() {
        silent(case, whole, v, said_not.is_some())
    } else {
        spoken(case, whole, v, course, !proposed)
    };
    let mut central = here.to_vec();
    central.sort_by(|&a, &b| {
        let shows = |p| shows(case, whole.matter, &said, p);
        let centrality = |p: usize| passage(p).centrality(case.readings);
        let by_centrality = || centrality(b).total_cmp(&centrality(a));
        let by_what_it_shows = shows(b).cmp(&shows(a)).then_with(by_centrality);
        by_what_it_shows.then(passage(a).finding.cmp(&passage(b).finding))
    });
    let others = members
        .iter()
        .map(|m| m.passage)
        .filter(|&p| !passage(p).decides);
    let shown = central
        .iter()
        .copied()
        .chain(said_not.filter(|_| here.is_empty()))
        .chain(others);
    let findings = shown
        .map(|p| CellFinding::from(passage(p).finding(case.readings)))
        .collect();
    let cell = Cell {
        visit: case.visits.visits[v].id.clone(),
        said,
        findings,
        proposed,
    };
    (cell, evidence)
}

/// How much a sentence shows of what is said: whether it speaks of what the matter is called, and whether it says that level.
/// The words beside a verdict are those that a reader can find it in.
fn shows(case: &Case, matter: &Matter, said: &Said, p: usize) -> usize {
    let passage = &case.passages[p];
    let named = matter.is_named_by(case.aspects, case.readings, passage);
    let level = match said {
        Said::Spoken(spoken) => spoken.level,
        Said::Silent { .. } => Level::None,
    };
    let says = level != Level::None && passage.finding(case.readings).level == level;
    usize::from(named) + usize::from(says)
}

/// A standing by measurement.
fn sure_or_open(sure: bool) -> Standing {
    if sure { Standing::Sure } else { Standing::Open }
}

fn silent(case: &Case, whole: &Whole, v: usize, said_not: bool) -> (Said, Evidence) {
    let visit = &case.visits.visits[v];
    let silence = absent(case.aspects, whole.matter, visit, &case.looked[v], said_not);
    let likeness = &case.alike.likeness;
    let theirs = case.alike.deciding().iter().copied().filter(|&p| {
        let p = &case.passages[p];
        p.visit == v && !p.not_looked_at
    });
    let theirs: Vec<usize> = theirs.collect();
    let places = case.alike.positions(theirs.iter().copied());
    let near = theirs.iter().zip(&places);
    let near = near.filter_map(|(&p, &x)| Some((p, likeness.mean(&[x], &whole.all)?)));
    let near = near.max_by(|a, b| a.1.total_cmp(&b.1));
    let features = certainty::silence(Unspoken {
        near: near.map_or(-CLIP, |(_, odds)| odds.max(-CLIP)),
        nearest: likeness.most(&places, &whole.all),
        size: whole.all.len(),
        looks: whole.looks,
        said_so: said_not,
        among_areas: matches!(silence, Silence::NoFinding(_)),
        areas_named: !visit.focus.is_empty(),
        confirmed: whole.confirmed,
    });
    // A letter that is not here is never silent: that it is not here is known.
    let known = matches!(silence, Silence::NotPublished(_));
    let sure = known
        || case
            .tables
            .certainty
            .silence
            .is_sure(&certainty::SILENCE_FEATURES, &features);
    let evidence = Evidence::Silent(features);
    // Silence is earned: a visit of which any sentence speaks first of the subject, for whichever children, is not silent.
    let about = whole.matter.subject;
    let named =
        about.and_then(|about| named::speaks_first(case.aspects, case.passages, about, &theirs));
    let all: Vec<usize> = whole.deciding.iter().flatten().copied().collect();
    let well_named = about.is_some() && whole.is_named_by_enough(case, &all);
    let earned = whole.confirmed || named.is_none() && well_named;
    let sure = known || sure && earned;
    let twice = theirs
        .iter()
        .any(|&p| case.passages[p].finding(case.readings).second.is_some());
    let likely = !twice || proposed::is_silence(evidence.right(case.tables));
    let perhaps = named.or(near.filter(|_| !likely).map(|(p, _)| p));
    let perhaps = perhaps.filter(|_| !sure && !said_not);
    let perhaps = perhaps.map(|p| case.passages[p].finding(case.readings));
    (
        Said::Silent {
            silence,
            standing: sure_or_open(sure),
            perhaps: perhaps.map(|f| Box::new(f.into())),
        },
        evidence,
    )
}

fn spoken(
    case: &Case,
    whole: &Whole,
    v: usize,
    course: &Course,
    confirmed: bool,
) -> (Said, Evidence) {
    let here = whole.deciding[v].as_slice();
    let findings: Vec<&Finding> = here
        .iter()
        .map(|&p| case.passages[p].finding(case.readings))
        .collect();
    let weighed = balance::weigh(&findings, course.levels, &case.tables.balance);
    let level = judged::level(&case.tables.balance, &findings, &weighed, course);
    let direction = judged::direction(case.readings, &findings, level.level, &weighed, course);
    let own = case.alike.positions(here.iter().copied());
    let hold = Hold::new(&case.alike.likeness, &own, &whole.all);
    let of_levels = weighed.levels.unwrap_or_default();
    let features = |odds: &[f32], agreed: f32, against: f32| {
        certainty::spoken(certainty::Stated {
            odds,
            agreed,
            against,
            hold,
            findings: own.len(),
            size: whole.all.len(),
            weight: weighed.weight,
            confirmed,
        })
    };
    let evidence = (
        features(
            &of_levels,
            balance::agreed(&findings, Class::Level),
            balance::against_level(&findings, level.level),
        ),
        features(
            &weighed.directions,
            balance::agreed(&findings, Class::Direction),
            balance::against_direction(&findings, direction.direction),
        ),
    );
    let standing = |settled: bool, by: &Certainty, features: &[f32]| {
        if settled {
            Standing::Settled
        } else {
            sure_or_open(by.is_sure(&certainty::SPOKEN_FEATURES, features))
        }
    };
    let of_own_paper = |p: &usize| {
        case.readings[case.passages[*p].reading]
            .facts
            .kind
            .is_of_inspectors()
    };
    let settled = |class| findings.iter().all(|f| f.settled.of(class).is_some());
    let level_settled = level.decided.is_some() || settled(Class::Level);
    let moved_settled = direction.decided.is_some() || settled(Class::Direction) && level_settled;
    let is_of_name = confirmed || whole.is_of_name(case, v, here);
    let only_of_name = |standing| match standing {
        Standing::Sure if !is_of_name => Standing::Open,
        standing => standing,
    };
    let level_standing = match standing(level_settled, &case.tables.certainty.level, &evidence.0) {
        Standing::Sure if !balance::is_clear(&findings, level.level) => Standing::Open,
        standing => only_of_name(standing),
    };
    let direction_standing = standing(moved_settled, &case.tables.certainty.direction, &evidence.1);
    let direction_standing = only_of_name(direction_standing);
    let said = Said::Spoken(Spoken {
        level: level.level,
        direction: direction.direction,
        standing: level_standing,
        direction_standing,
        link: because(
            case.aspects,
            case.alike,
            case.passages,
            whole.matter,
            &course.earlier,
            here,
        ),
        level_because: level.because,
        direction_because: direction.because,
        decided: DecidedBy {
            level: level.decided,
            direction: direction.decided,
        },
        reported: !here.iter().any(of_own_paper),
    });
    let evidence = Evidence::Spoken {
        weighed: Box::new(weighed),
        level: evidence.0,
        direction: evidence.1,
        read_twice: findings.iter().any(|f| f.second.is_some()),
    };
    (said, evidence)
}

impl Evidence {
    /// How likely the cell's level, or its silence, is right.
    pub fn right(&self, tables: &Tables) -> f32 {
        let of = &tables.certainty;
        probability(match self {
            Evidence::Spoken { level, .. } => {
                of.level.right.log_odds(&certainty::SPOKEN_FEATURES, level)
            }
            Evidence::Silent(features) => of
                .silence
                .right
                .log_odds(&certainty::SILENCE_FEATURES, features),
        })
    }

    /// How likely the direction is right; none of a silence.
    pub fn direction_right(&self, tables: &Tables) -> Option<f32> {
        let Evidence::Spoken { direction, .. } = self else {
            return None;
        };
        let right = &tables.certainty.direction.right;
        Some(probability(
            right.log_odds(&certainty::SPOKEN_FEATURES, direction),
        ))
    }
}
