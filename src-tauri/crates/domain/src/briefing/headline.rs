//! The inspectors' own headline of a letter or report: the sentence with which they sum it up, in their words.
//!
//! Letters have a part for it, or sum up at the head of their findings; reports before their numbered paragraphs.

use crate::comparison::{Reading, Visit};
use crate::document::kind::Kind;
use crate::document::{Citation, Paragraph, ParagraphKind};
use crate::findings::{Finding, Level, sentences};

use super::compose::Case;

/// Words of headings under which inspectors sum up; in a letter without one, the first of its findings do.
const SUMS_UP: [&str; 4] = ["headline", "executive summary", "overall", "summary of"];
/// Of headings under which they tell what they found.
const FINDINGS: [&str; 2] = ["findings", "evaluation"];
/// Of headings that end a summary: what they ask for, or tell of themselves.
const ENDS: [&str; 5] = [
    "improve",
    "recommendation",
    "areas covered",
    "about this",
    "experiences and progress",
];
/// Words with which a sentence turns from what went before.
const TURNS: [&str; 10] = [
    "although",
    "but",
    "conversely",
    "despite",
    "elsewhere",
    "however",
    "nevertheless",
    "nonetheless",
    "while",
    "yet",
];
/// How many paragraphs of a summary are looked at.
const NEAR: usize = 3;
/// A shorter one is a line of the letterhead or a cell of a table.
const SHORTEST: usize = 60;

/// The newest visit with a paper of the inspectors, with that paper.
pub(super) fn newest<'a>(case: &Case<'a>) -> Option<(&'a Visit, &'a Reading)> {
    let visits = case.comparison.visits.iter().rev();
    visits.filter(|v| v.letter).find_map(|visit| {
        let papers = visit.sources.iter().filter_map(|s| case.papers.reading(s));
        let own = papers.clone().find(|r| r.facts.kind.is_of_inspectors());
        Some((visit, own?))
    })
}

/// The sentence with which the inspectors sum up, and the first of the summary that turns from it: a headline of one side
/// alone would be no headline of theirs.
pub(super) fn of(reading: &Reading) -> Vec<Citation> {
    let document = &reading.document;
    let summary = summary(reading);
    // All of its first paragraph, and how the next ones begin: what stands deeper is no headline.
    let mut sentences = summary.iter().take(NEAR).enumerate().flat_map(|(n, &at)| {
        let text = document.paragraphs.get(at).map_or("", |p| p.text.as_str());
        let most = if n == 0 { usize::MAX } else { 1 };
        let all = sentences(text).into_iter().take(most);
        all.filter_map(move |s| Citation::of(document, at, s.start, s.end))
    });
    let Some(first) = sentences.next() else {
        return Vec::new();
    };
    let level = |c: &Citation| {
        let is = |f: &&Finding| {
            f.citation.paragraph_index == c.paragraph_index && f.citation.start == c.start
        };
        let found = reading.findings.iter().find(is);
        found.map_or(Level::None, |f| f.level)
    };
    let opens = level(&first);
    let turned = sentences.find(|c| {
        let begins = c.quote.split_whitespace().next().unwrap_or_default();
        let begins = begins.trim_end_matches(',').to_lowercase();
        let against = matches!(
            (opens, level(c)),
            (Level::Strength, Level::Weakness | Level::Mixed)
                | (Level::Weakness, Level::Strength | Level::Mixed)
        );
        TURNS.contains(&begins.as_str()) || against
    });
    std::iter::once(first).chain(turned).collect()
}

/// The paragraphs of the summary, in order.
fn summary(reading: &Reading) -> Vec<usize> {
    let all = &reading.document.paragraphs;
    let heading = |p: &Paragraph| {
        let heading = p.section.and_then(|at| all.get(at));
        heading.map(|h| h.text.to_lowercase()).unwrap_or_default()
    };
    let under = |p: &Paragraph, words: &[&str]| {
        let heading = heading(p);
        words.iter().any(|w| heading.contains(w))
    };
    let prose = |p: &&Paragraph| {
        let body = p.is_body() || matches!(p.kind, ParagraphKind::Cell { .. });
        body && p.number.is_none()
            && p.text.chars().count() >= SHORTEST
            && p.text.trim_end().ends_with('.')
    };
    let told = || all.iter().filter(prose);
    let index = |p: &Paragraph| p.index;
    let summed: Vec<usize> = told().filter(|p| under(p, &SUMS_UP)).map(index).collect();
    if !summed.is_empty() {
        return summed;
    }
    if reading.facts.kind != Kind::InspectionReport {
        let found = told().filter(|p| under(p, &FINDINGS));
        return found.map(index).collect();
    }
    // Between the grades and the first heading that ends it.
    let places = reading.facts.judgements.iter().filter_map(|j| j.place());
    let Some(graded) = places.map(|place| place.paragraph).min() else {
        return Vec::new();
    };
    let ends = |p: &Paragraph| {
        let text = p.text.to_lowercase();
        p.is_heading() && ENDS.iter().any(|w| text.contains(w))
    };
    let after = all.iter().skip(graded + 1).take_while(|p| !ends(p));
    after.filter(prose).map(index).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::built::Built;
    use crate::document::facts::Facts;
    use crate::document::kind::KindBecause;

    #[test]
    fn a_letter_is_headed_by_its_summary_and_by_what_turns_from_it() {
        let document = Built::default()
            .heading("Headline findings")
            .body("Visits to children in Wexbourne are now made on time by most of the teams. They are recorded the same day. However, what is written of them tells too little.")
            .heading("Findings and evaluation of progress")
            .body("The duty team answers every call within the hour, at night as well as by day.")
            .document();
        let reading = Reading {
            document,
            facts: Facts::new(Kind::MonitoringVisitLetter, KindBecause::NoWordings),
            findings: Vec::new(),
        };
        let quotes: Vec<String> = of(&reading).into_iter().map(|c| c.quote).collect();
        assert_eq!(
            quotes,
            [
                "Visits to children in Wexbourne are now made on time by most of the teams.",
                "However, what is written of them tells too little.",
            ]
        );
    }
}
