//! What each visit looked at, and which silence it is where a visit says nothing of a matter.
//!
//! Deliberately not here: how far a silence may be relied on ([`super::certainty`]).

use super::aspects::{Aspects, Scope};
use super::passage::Passage;
use super::threads::Matter;
use super::visits::Visits;
use super::words::words;
use super::{NoFinding, NotCovered, NotPublished, Silence, Visit, VisitKind};
use crate::findings::Theme;

/// What a visit looked at: per group of children, and themes.
pub(crate) struct Looked {
    /// Subjects and groups that the areas covered name.
    subjects: Vec<(usize, Option<usize>)>,
    /// Themes of the areas covered, by group.
    themes: Vec<(Theme, Option<usize>)>,
    whole: bool,
    any: bool,
}

/// What each visit looked at.
pub(crate) fn looked(aspects: &Aspects, visits: &Visits, passages: &[Passage]) -> Vec<Looked> {
    (0..visits.visits.len())
        .map(|v| {
            let mut looked = Looked {
                subjects: Vec::new(),
                themes: Vec::new(),
                whole: visits.visits[v].what == VisitKind::Inspection,
                any: !visits.sources[v].is_empty(),
            };
            for area in &visits.visits[v].focus {
                let text = words(area);
                let group = aspects.group_of(&text, false);
                for (s, _) in aspects.subjects_of(&text) {
                    looked.subjects.push((s, group));
                    looked
                        .themes
                        .extend(aspects.subjects[s].areas().map(|t| (t, group)));
                }
            }
            // Speaking of a matter for one group of children is having looked at it.
            for p in passages
                .iter()
                .filter(|p| p.visit == v && p.decides && !p.not_looked_at)
            {
                looked.subjects.extend(
                    p.subject(aspects)
                        .filter(|(s, _)| aspects.subjects[*s].scope != Scope::None),
                );
            }
            looked
        })
        .collect()
}

/// Which of the three silences it is where no finding of inspectors was located.
pub(crate) fn absent(
    aspects: &Aspects,
    matter: &Matter,
    visit: &Visit,
    looked: &Looked,
    said_not: bool,
) -> Silence {
    if said_not {
        Silence::NotCovered(NotCovered::SaidSo)
    } else if !looked.any {
        Silence::NotPublished(NotPublished::NoPaper)
    } else if !visit.letter {
        Silence::NotPublished(NotPublished::OnlyAccounts)
    } else if looked.whole {
        Silence::NoFinding(NoFinding::FullInspection)
    } else if let Some(why) = near(aspects, matter, looked) {
        Silence::NoFinding(why)
    } else if visit.focus.is_empty() {
        Silence::NotCovered(NotCovered::NothingSaid)
    } else {
        Silence::NotCovered(NotCovered::NotAmongAreas)
    }
}

/// Why the visit counts as having looked at the area of a matter of which it says nothing.
fn near(aspects: &Aspects, matter: &Matter, looked: &Looked) -> Option<NoFinding> {
    let (subject, group) = matter.subject?;
    let s = &aspects.subjects[subject];
    // A look at a matter in one group's teams is a look at it; a look at it in general is none at one group's.
    let fits = |g: Option<usize>| match s.scope {
        Scope::None => true,
        Scope::Stated => group.is_none() || g == group,
        Scope::Section => g.is_none() || group.is_none() || g == group,
    };
    if looked
        .subjects
        .iter()
        .any(|&(x, g)| x == subject && fits(g))
    {
        return Some(NoFinding::AmongAreas);
    }
    if s.narrow {
        return None;
    }
    let theme = *s.themes.first()?;
    looked
        .themes
        .iter()
        .any(|&(t, g)| t == theme && fits(g))
        .then_some(NoFinding::LookedAt(theme))
}
