//! A comparison, its papers and what people wrote → a [`Briefing`].
//!
//! The one entrance through which annotations reach a pack: what its audience may not see is taken out here, before
//! any section is written. Every sentence of the pack's own is built from counted facts.
//! Deliberately not here: pages, fonts, the clock.

use crate::annotations::{Annotation, Visibility};
use crate::comparison::{Comparison, Pattern, Reading, Thread};

use super::wording::{self, Papers};
use super::{Block, Briefing, Options, Section};
use super::{front, gaps, matrix, matters, people, sources, visits};

/// What every section is written from.
pub(super) struct Case<'a> {
    pub(super) comparison: &'a Comparison,
    pub(super) readings: &'a [Reading],
    pub(super) papers: Papers<'a>,
    /// Only those that the audience may see.
    pub(super) annotations: Vec<&'a Annotation>,
    pub(super) options: &'a Options,
    /// Matters that are set out in full, in the order of the pack.
    pub(super) in_full: Vec<&'a Thread>,
}

impl Case<'_> {
    pub(super) fn threads_of(&self, patterns: &[Pattern]) -> Vec<&Thread> {
        patterns
            .iter()
            .flat_map(|p| {
                self.comparison
                    .threads
                    .iter()
                    .filter(move |t| t.pattern == *p)
            })
            .collect()
    }

    /// Where the pack sets a matter out, if it does.
    pub(super) fn anchor(&self, thread: &Thread) -> Option<String> {
        let has = |section| self.options.sections.contains(&section);
        if thread.pattern == Pattern::NeverLookedAtAgain {
            return has(Section::NotLookedAt).then(|| gaps::anchor(thread));
        }
        let shown = has(Section::Matters) && self.in_full.iter().any(|t| t.id == thread.id);
        shown.then(|| matters::anchor(thread))
    }
}

/// Writes the pack of one comparison. `readings` are the documents of the comparison (others do no harm).
pub fn compose(
    comparison: &Comparison,
    readings: &[Reading],
    annotations: &[Annotation],
    options: &Options,
) -> Briefing {
    let case = Case {
        comparison,
        readings,
        papers: Papers::of(readings),
        annotations: visible(annotations, options.audience),
        options,
        in_full: matters::in_full(comparison, options),
    };
    let mut blocks = front::blocks(&case);
    for section in &options.sections {
        blocks.extend(match section {
            Section::Visits => visits::blocks(&case),
            Section::Matrix => matrix::blocks(&case),
            Section::Matters => matters::blocks(&case),
            Section::NotLookedAt => gaps::not_looked_at(&case),
            Section::Recommendations => gaps::recommendations(&case),
            Section::Clashes => gaps::clashes(&case),
            Section::Notes => people::blocks(&case),
            Section::Sources => sources::blocks(&case),
        });
    }
    let authority = &comparison.authority;
    let committee = options.committee.as_deref().map(|c| match options.meeting {
        Some(meeting) => format!("{c} · {}", wording::day(meeting)),
        None => c.to_owned(),
    });
    Briefing {
        title: format!("{authority} children’s services: briefing"),
        authority: authority.clone(),
        made: options.made,
        running_title: committee.unwrap_or_else(|| format!("{authority} children’s services")),
        running_note: match options.audience {
            Visibility::Public => "Briefing".to_owned(),
            Visibility::MembersOnly => "Briefing for members · not for publication".to_owned(),
        },
        footer: "Words quoted are set in serif, with page and paragraph. Everything else is ours."
            .to_owned(),
        audience: options.audience,
        blocks,
    }
}

fn visible(annotations: &[Annotation], audience: Visibility) -> Vec<&Annotation> {
    annotations
        .iter()
        .filter(|a| audience == Visibility::MembersOnly || a.visibility == Visibility::Public)
        .collect()
}

/// A section's heading.
pub(super) fn heading(level: u8, text: &str, anchor: &str) -> Block {
    Block::Heading {
        level,
        text: text.to_owned(),
        anchor: anchor.to_owned(),
    }
}
