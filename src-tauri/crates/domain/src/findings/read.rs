//! A document's findings: every sentence of its running text and items, read.
//!
//! Deliberately not here: headings, cells, footnotes, letterhead and what a letter says of itself; those carry no
//! findings.

use super::classify::classify;
use super::figures::figures;
use super::level::begins_with_any;
use super::matter;
use super::recalls;
use super::rules::Rules;
use super::sentences;
use super::speakers::speakers;
use super::tokens::slice;
use super::{Finding, SettledClasses};
use crate::document::facts::Facts;
use crate::document::{Citation, Document, ParagraphKind};

/// Reads the findings of a document, in its order.
pub fn read(document: &Document, facts: &Facts, rules: &Rules) -> Vec<Finding> {
    let said = speakers(document, facts, rules);
    let inspectors = facts.kind.is_of_inspectors();
    let mut out: Vec<Finding> = Vec::new();
    // "The report found:" belongs to every item that follows.
    let mut lead_in: Option<String> = None;
    // Rank of the heading under which it is told what grades mean.
    let mut meaning: Option<u8> = None;
    for (paragraph, said) in document.paragraphs.iter().zip(said) {
        if let ParagraphKind::Heading { level } = paragraph.kind {
            let within = meaning.filter(|rank| level > *rank);
            let begins = begins_with_any(&paragraph.text, &rules.sections.meanings);
            meaning = within.or(begins.then_some(level));
        }
        let section = document.section_of(paragraph.index);
        let skipped = section.is_some_and(|s| matter::skipped(s, inspectors, rules));
        if !paragraph.is_body() || skipped || inspectors && meaning.is_some() {
            continue;
        }
        let item = matches!(paragraph.kind, ParagraphKind::Item { .. });
        let mut before = if item { lead_in.clone() } else { None };
        let ranges = sentences(&paragraph.text);
        // What is asked is an item or a sentence alone; a heading that was not seen leaves running text under a list.
        let listed = item || ranges.len() == 1;
        let place = section.filter(|s| listed || !gives_level(s, rules));
        for (range, said) in ranges.into_iter().zip(said) {
            let text = slice(&paragraph.text, range.clone());
            let Some(citation) = Citation::of(document, paragraph.index, range.start, range.end)
            else {
                continue;
            };
            if matter::says_nothing(&text, rules) {
                before = Some(text);
                continue;
            }
            let of = recalls::of(&text, &said, facts);
            let classes = classify(&text, before.as_deref(), place, rules);
            let mut because = classes.because;
            because.speaker = said.because;
            because.speaker_reason = said.reason;
            out.push(Finding {
                index: out.len(),
                citation,
                before: before.replace(text.clone()),
                leans: classes.leans,
                section: section.map(str::to_owned),
                speaker: said.speaker,
                reports: said.reports,
                of,
                themes: classes.themes,
                level: classes.level,
                direction: classes.direction,
                quantifier: classes.quantifier,
                figures: figures(&text, rules),
                because,
                second: None,
                settled: SettledClasses::default(),
            });
        }
        if !item {
            lead_in = before.filter(|b| b.ends_with(':'));
        }
    }
    out
}

/// Whether what stands under a heading is good or bad for standing there.
fn gives_level(section: &str, rules: &Rules) -> bool {
    begins_with_any(section, &rules.sections.asks) || rules.sections.praise(section)
}
