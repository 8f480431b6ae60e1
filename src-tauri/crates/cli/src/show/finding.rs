//! Findings, and in words why each was classed as it was.

use std::io;

use scrutiny_casebook::domain::comparison::Reading;
use scrutiny_casebook::domain::findings::{Finding, Level};

use crate::page::Page;
use crate::words;

/// The findings of each paper under its name.
pub fn findings(page: &mut Page, readings: &[Reading], why: bool) -> io::Result<()> {
    for (i, reading) in readings.iter().enumerate() {
        if i > 0 {
            page.line("")?;
        }
        let source = &reading.document.source;
        let (authority, kind) = (
            words::authority(&reading.facts),
            words::kind(reading.facts.kind),
        );
        let count = words::count(reading.findings.len(), "finding");
        page.heading(&format!("{authority}, {kind}, {} ({count})", source.file))?;
        for finding in &reading.findings {
            page.line("")?;
            one(page, reading, finding, why)?;
        }
    }
    Ok(())
}

fn one(page: &mut Page, reading: &Reading, finding: &Finding, why: bool) -> io::Result<()> {
    let citation = &finding.citation;
    let place = format!(
        "page {}, paragraph {}",
        citation.page_label, citation.paragraph
    );
    let state = words::state(finding.level, finding.direction);
    let themes: Vec<&str> = finding.themes.iter().map(|t| t.title()).collect();
    let themes = if themes.is_empty() {
        String::new()
    } else {
        format!("  [{}]", themes.join("; "))
    };
    page.line(&format!("{state}  {place}{themes}"))?;
    let damaged = citation
        .pages
        .iter()
        .any(|p| reading.document.pages.get(*p).is_some_and(|p| p.damaged));
    if let (true, Some(before)) = (finding.leans, &finding.before) {
        page.text(2, &format!("(after: “{before}”)"))?;
    }
    page.text(2, &format!("“{}”", finding.quote()))?;
    page.text(2, &format!("Said by {}.", words::speaker(&finding.speaker)))?;
    if damaged {
        page.text(
            2,
            "This page is damaged: compare with the original before quoting.",
        )?;
    }
    if let Some(second) = &finding.second {
        for class in &second.check {
            let asked = format!(
                "To check, {}: {}.",
                words::class(*class),
                second.why(*class)
            );
            page.text(2, &asked)?;
        }
    }
    if why {
        page.text(2, &because(finding))?;
    }
    Ok(())
}

/// "Weakness because of “too many”; worse because of “declined”; Caseloads because of “caseloads”."
fn because(finding: &Finding) -> String {
    let words = |words: &[String]| {
        words
            .iter()
            .map(|w| format!("“{w}”"))
            .collect::<Vec<_>>()
            .join(", ")
    };
    let mut parts = Vec::new();
    let level = words::level(finding.level)
        .split_once(' ')
        .map_or("", |(_, word)| word);
    let level = if finding.level == Level::None {
        "no evaluation"
    } else {
        level
    };
    if finding.because.level.is_empty() {
        parts.push(format!("{level}: no words that evaluate"));
    } else {
        parts.push(format!(
            "{level} because of {}",
            words(&finding.because.level)
        ));
    }
    if let Some(direction) = words::direction(finding.direction) {
        parts.push(format!(
            "{direction} because of {}",
            words(&finding.because.direction)
        ));
    }
    for theme in &finding.because.themes {
        parts.push(format!(
            "{} because of {}",
            theme.theme.title(),
            words(&theme.words)
        ));
    }
    if let Some(quantifier) = &finding.quantifier {
        parts.push(format!("how many: “{}”", quantifier.words));
    }
    for figure in &finding.figures {
        parts.push(format!("figure: “{}”", figure.text));
    }
    if let Some(speaker) = &finding.because.speaker {
        parts.push(format!(
            "{} because of “{speaker}”",
            words::speaker(&finding.speaker)
        ));
    }
    let note = finding
        .because
        .note
        .as_ref()
        .map(|n| format!(" Note: {n}."))
        .unwrap_or_default();
    format!("Why: {}.{note}", parts.join("; "))
}
