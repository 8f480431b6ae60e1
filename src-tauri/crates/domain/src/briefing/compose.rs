//! A comparison, its papers and what people wrote → a [`Briefing`].
//!
//! The one entrance through which annotations reach a pack: what its audience may not see is taken out here, before
//! any section is written. Every sentence of the pack's own is built from counted facts.
//! Deliberately not here: pages, fonts, the clock.

use crate::annotations::{Annotation, Visibility};
use crate::comparison::{CellFinding, Comparison, Reading, Thread};

use super::select::Chosen;
use super::wording::{self, Papers};
use super::{Block, Briefing, Inline, Limits, Options, Section, Suggestion};
use super::{
    caution, contents, course, front, gaps, glossary, matrix, matters, meeting, people, questions,
    said, since, sources, told, visits,
};

/// What every section is written from.
pub(super) struct Case<'a> {
    pub(super) comparison: &'a Comparison,
    pub(super) readings: &'a [Reading],
    pub(super) papers: Papers<'a>,
    /// Only those that the audience may see.
    pub(super) annotations: Vec<&'a Annotation>,
    pub(super) options: &'a Options,
    /// Matters that the pack has room for.
    pub(super) chosen: Chosen<'a>,
}

impl<'a> Case<'a> {
    /// With how much of what people wrote its audience may not see.
    fn of(
        comparison: &'a Comparison,
        readings: &'a [Reading],
        annotations: &'a [Annotation],
        options: &'a Options,
    ) -> (Case<'a>, usize) {
        let (annotations, kept_back) = visible(annotations, options);
        let case = Case {
            comparison,
            readings,
            papers: Papers::of(readings),
            chosen: Chosen::of(comparison, readings, &annotations, &options.limits),
            annotations,
            options,
        };
        (case, kept_back)
    }

    /// False for words of others that name a party, in a neutral pack.
    pub(super) fn may_be_said(&self, finding: &CellFinding) -> bool {
        let by = finding.speaker.name.as_deref().unwrap_or_default();
        let names =
            || caution::names_a_party(&finding.citation.quote) || caution::names_a_party(by);
        !(self.options.neutral && names())
    }

    /// Where the pack sets a matter out, if it does.
    pub(super) fn anchor(&self, thread: &Thread) -> Option<String> {
        let has = |section| self.options.sections.contains(&section);
        let is = |t: &&Thread| t.id == thread.id;
        let unseen = self.chosen.unseen().iter();
        if has(Section::NotLookedAt) && unseen.clone().any(|u| u.thread.id == thread.id) {
            return Some(gaps::anchor(thread));
        }
        let shown = self.chosen.in_full.iter().chain(&self.chosen.open);
        let shown = has(Section::Matters) && shown.copied().any(|t| is(&t));
        shown.then(|| matters::anchor(thread))
    }

    /// The name of a matter, a link where the pack sets it out.
    pub(super) fn titled(&self, thread: &Thread, page: bool) -> Inline {
        match self.anchor(thread) {
            Some(anchor) => Inline::Link {
                text: thread.title.clone(),
                anchor,
                description: format!("Go to the matter: {}", thread.title),
                page,
            },
            None => Inline::text(thread.title.clone()),
        }
    }

    /// True where a section that is asked for has anything to say.
    pub(super) fn leads_somewhere(&self, section: Section) -> bool {
        match section {
            Section::Since => since::newest(self).is_some(),
            Section::Matrix => !self.chosen.rows.is_empty(),
            Section::Matters => !self.chosen.in_full.is_empty() || !self.chosen.open.is_empty(),
            Section::NotLookedAt => !self.chosen.not_seen.is_empty(),
            _ => true,
        }
    }

    /// The papers that no visit of this run rests on.
    pub(super) fn unused(&self) -> Vec<&'a Reading> {
        let apart = self.comparison.apart.iter().map(|a| &a.visit);
        let visits = self.comparison.visits.iter().chain(apart);
        let used: Vec<&String> = visits.flat_map(|v| &v.sources).collect();
        let all = self.readings.iter();
        all.filter(|r| !used.contains(&&r.document.source.sha256))
            .collect()
    }
}

/// The questions that the program suggests for a comparison, for who makes the pack.
pub fn suggested_questions(
    comparison: &Comparison,
    readings: &[Reading],
    annotations: &[Annotation],
    options: &Options,
) -> Vec<Suggestion> {
    match options.audience {
        Visibility::Public => Vec::new(),
        Visibility::MembersOnly => {
            let said = course::under_its_name(comparison, readings);
            let case = Case::of(&said, readings, annotations, options).0;
            questions::suggestions(&case)
        }
    }
}

/// Writes the pack of one comparison. `readings` are the documents of the comparison (others do no harm).
pub fn compose(
    comparison: &Comparison,
    readings: &[Reading],
    annotations: &[Annotation],
    options: &Options,
) -> Briefing {
    let comparison = &course::under_its_name(comparison, readings);
    let (case, kept_back) = Case::of(comparison, readings, annotations, options);
    let mut blocks = front::blocks(&case);
    if let Some(text) = options.banner.clone().filter(|b| !b.trim().is_empty()) {
        // Below the title and what the pack is about, above everything else.
        let at = blocks
            .iter()
            .position(|b| matches!(b, Block::Lead { .. } | Block::Heading { level: 2, .. }))
            .unwrap_or(blocks.len());
        blocks.insert(at, Block::Notice { text });
    }
    let mut parts: Vec<Vec<Block>> = options
        .sections
        .iter()
        .map(|section| match section {
            Section::Since => since::blocks(&case),
            Section::Questions => questions::blocks(&case),
            Section::Meeting => meeting::blocks(&case),
            Section::Visits => visits::blocks(&case),
            Section::Matrix => matrix::blocks(&case),
            Section::Matters => matters::blocks(&case),
            Section::NotLookedAt => gaps::not_looked_at(&case),
            Section::Recommendations => gaps::recommendations(&case),
            Section::Said => said::blocks(&case),
            Section::Told => told::blocks(&case),
            Section::Clashes => gaps::clashes(&case),
            Section::Notes => people::blocks(&case),
            Section::Sources => sources::blocks(&case),
            // Of what all the others say.
            Section::Glossary => Vec::new(),
        })
        .collect();
    // What tells of the others, once they are written.
    let written = || blocks.iter().chain(parts.iter().flatten());
    let terms = glossary::blocks(written());
    let left_out = left_out(&case, written());
    let withheld = withheld(&case, kept_back);
    for (section, part) in options.sections.iter().zip(&mut parts) {
        if *section == Section::Glossary && case.options.limits.glossary {
            part.clone_from(&terms);
        }
    }
    if case.options.limits.contents {
        blocks.extend(contents::blocks(parts.iter().flatten()));
    }
    blocks.extend(parts.into_iter().flatten());
    // A front page alone has no room for it: who asked for nothing else knows.
    if !options.sections.is_empty() && !left_out.is_empty() {
        blocks.push(heading(2, "What this pack leaves out", "left-out"));
        blocks.push(Block::List {
            ordered: false,
            items: left_out
                .iter()
                .map(|one| vec![Inline::text(one.as_str())])
                .collect(),
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
        footer: footer(&case),
        audience: options.audience,
        neutral: options.neutral,
        blocks,
        inputs: options.inputs.clone(),
        left_out,
        withheld,
        // A pack that names nobody does not name who made it either.
        by: options
            .by
            .clone()
            .filter(|_| !(options.neutral || options.unnamed)),
    }
}

/// On every page: whose words are set how, and how much of it a person settled.
fn footer(case: &Case<'_>) -> String {
    format!(
        "Inspectors’ and others’ words are in serif, with where they stand. A person settled {} of {}.",
        case.chosen.settled(),
        wording::count(case.chosen.followed.len(), "matter", "matters")
    )
}

/// What this pack may not hold, counted for who makes it.
fn withheld(case: &Case<'_>, kept_back: usize) -> Vec<String> {
    let mut said = Vec::new();
    if kept_back > 0 {
        said.push(format!(
            "{}, for they are for members only or name a party.",
            wording::count(
                kept_back,
                "note, question or promise that people wrote",
                "notes, questions or promises that people wrote"
            )
        ));
    }
    let suggested = questions::not_taken(case);
    if suggested > 0 {
        said.push(format!(
            "{}, for nobody has taken {}: write down those that are to be asked.",
            wording::count(suggested, "suggested question", "suggested questions"),
            if suggested == 1 { "it" } else { "them" }
        ));
    }
    said
}

/// What gave way to a limit of pages, and what people wrote that stands in no section asked for: a sentence each.
fn left_out<'b>(case: &Case<'_>, written: impl Iterator<Item = &'b Block>) -> Vec<String> {
    let mut said = Vec::new();
    let has = |section| case.options.sections.contains(&section);
    let (limits, usual) = (&case.options.limits, &Limits::USUAL);
    if let Some(pages) = case.options.pages.filter(|_| limits != usual) {
        let all = Chosen::of(case.comparison, case.readings, &case.annotations, usual);
        let fewer = |section, now: usize, then: usize| {
            then.checked_sub(now).filter(|n| *n > 0 && has(section))
        };
        let short = format!("To keep to {}: ", wording::count(pages, "page", "pages"));
        if has(Section::Glossary) && !limits.glossary {
            said.push(format!("{short}the explanation of terms."));
        }
        if has(Section::Sources) && !limits.method {
            said.push(format!(
                "{short}how the pack was made, and the hashes of its papers."
            ));
        }
        if has(Section::Visits) && !limits.visits {
            said.push(format!(
                "{short}the table of visits and what each looked at."
            ));
        }
        if has(Section::Told) && !limits.told && told::has_any(case) {
            said.push(format!(
                "{short}what people told inspectors, and what comes next."
            ));
        }
        if has(Section::Recommendations) && !limits.followed {
            said.push(format!(
                "{short}the recommendations followed from visit to visit."
            ));
        }
        if has(Section::NotLookedAt) && !limits.themes {
            said.push(format!("{short}the table of themes by visits."));
        }
        let chosen = &case.chosen;
        let asked = match is_public(case) {
            true => 0,
            false => questions::suggestions(case).len(),
        };
        let counted = [
            (
                fewer(Section::Questions, asked.min(limits.asked), asked),
                "suggested question",
                "suggested questions",
            ),
            (
                fewer(Section::Matters, chosen.in_full.len(), all.all_in_full),
                "matter that would be set out with its quotations",
                "matters that would be set out with their quotations",
            ),
            (
                fewer(Section::Matters, chosen.open.len(), all.all_open),
                "matter to check, with its words",
                "matters to check, with their words",
            ),
            (
                fewer(Section::Matrix, chosen.rows.len(), all.rows.len()),
                "row of the table of matters by visits",
                "rows of the table of matters by visits",
            ),
            (
                fewer(
                    Section::NotLookedAt,
                    chosen.unseen().len(),
                    all.not_seen.len(),
                ),
                "quotation on what was not looked at again; the matter is named",
                "quotations on what was not looked at again; the matters are named",
            ),
            (
                fewer(
                    Section::Said,
                    said::pairs(case).min(limits.said),
                    said::pairs(case).min(usual.said),
                ),
                "matter with the council’s words beside the inspectors’",
                "matters with the council’s words beside the inspectors’",
            ),
        ];
        for (n, one, many) in counted {
            said.extend(n.map(|n| format!("{short}{}.", wording::count(n, one, many))));
        }
    }
    let mut texts = Vec::new();
    written.for_each(|block| block.each_text(&mut |text| texts.push(text.to_owned())));
    let missing = case
        .annotations
        .iter()
        // What is settled is counted in its section.
        .filter(|a| !(has(Section::Meeting) && meeting::settles(case, a)))
        .filter(|a| !texts.iter().any(|text| text.contains(a.text.as_str())))
        .count();
    if missing > 0 {
        said.push(format!(
            "{} in none of the sections chosen; the workspace has them.",
            wording::count(
                missing,
                "note, question or promise that people wrote stands",
                "notes, questions or promises that people wrote stand"
            )
        ));
    }
    said
}

/// True for a pack that has no question that nobody took.
fn is_public(case: &Case<'_>) -> bool {
    case.options.audience == Visibility::Public
}

/// A paragraph of plain text.
pub(super) fn paragraph(text: impl Into<String>) -> Block {
    Block::Paragraph {
        text: vec![Inline::text(text)],
    }
}

/// What people wrote that this pack may show, and how much it may not.
fn visible<'a>(annotations: &'a [Annotation], options: &Options) -> (Vec<&'a Annotation>, usize) {
    let shown: Vec<&Annotation> = annotations
        .iter()
        .filter(|a| {
            options.audience == Visibility::MembersOnly || a.visibility == Visibility::Public
        })
        .filter(|a| {
            let mut said = std::iter::once(a.text.as_str()).chain(a.what.whom());
            !(options.neutral && said.any(caution::names_a_party))
        })
        .collect();
    let kept_back = annotations.len() - shown.len();
    (shown, kept_back)
}

/// A section's heading.
pub(super) fn heading(level: u8, text: &str, anchor: &str) -> Block {
    Block::Heading {
        level,
        text: text.to_owned(),
        anchor: anchor.to_owned(),
    }
}
