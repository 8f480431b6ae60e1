//! Findings, and in words why each was classed as it was.

use std::io;

use scrutiny_casebook::domain::comparison::Reading;
use scrutiny_casebook::domain::document::StatedDate;
use scrutiny_casebook::domain::findings::claims;
use scrutiny_casebook::domain::findings::{
    Class, Direction, Figure, Finding, Level, Rules, SpeakerRole, ThemeBecause,
};

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
            one(page, readings, reading, finding, why)?;
        }
    }
    Ok(())
}

fn one(
    page: &mut Page,
    readings: &[Reading],
    reading: &Reading,
    finding: &Finding,
    why: bool,
) -> io::Result<()> {
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
        for class in second.asked() {
            let asked = format!("To check, {}: {}.", words::class(class), second.why(class));
            page.text(2, &asked)?;
        }
    }
    if why {
        page.text(2, &because(finding))?;
        if let Some(second) = &finding.second {
            let unasked = |class: &&Class| second.asked().all(|asked| asked != **class);
            for class in second.check.iter().filter(unasked) {
                let said = format!("On {}, {}.", words::class(*class), second.why(*class));
                page.text(2, &said)?;
            }
        }
        let claims = matches!(
            finding.speaker.role,
            SpeakerRole::Council | SpeakerRole::CabinetMember | SpeakerRole::Inspectors
        );
        if claims && !reading.facts.kind.is_of_inspectors() {
            grounds(page, readings, finding, reading)?;
        }
    }
    Ok(())
}

/// "Why: called a weakness for “too many”, and worse than before for “declined”. It is about caseloads for the word
/// “caseloads”." Nothing is put down to a word that does not stand in the sentence or the one before it.
fn because(finding: &Finding) -> String {
    let mut said = vec![level(finding)];
    if let Some(direction) = words::direction(finding.direction) {
        let of = listed(&finding.because.direction);
        let than = match finding.direction {
            Direction::Same => "much as it was".to_owned(),
            _ => format!("{direction} than before"),
        };
        said.push(format!("It says that it is {than}: {of}."));
    }
    let (own, lent): (Vec<_>, Vec<_>) = finding
        .because
        .themes
        .iter()
        .partition(|t| t.words.iter().any(|w| finding.quote().contains(w.as_str())));
    let themes = |of: &[&ThemeBecause]| {
        of.iter()
            .map(|t| format!("{} ({})", t.theme.title(), listed(&t.words)))
            .collect::<Vec<_>>()
            .join("; ")
    };
    if !own.is_empty() {
        said.push(format!("It is about {}.", themes(&own)));
    }
    if !lent.is_empty() {
        said.push(format!(
            "From the sentence before, it is also about {}.",
            themes(&lent)
        ));
    }
    if own.is_empty() && lent.is_empty() {
        said.push("No word shows what part of the service it is about.".to_owned());
    }
    if let Some(quantifier) = &finding.quantifier {
        said.push(format!("How many: “{}”.", quantifier.words));
    }
    for figure in &finding.figures {
        said.push(counted(figure));
    }
    if let Some(words) = &finding.because.speaker {
        said.push(format!(
            "It is taken for the words of {} because of “{words}”.",
            words::speaker(&finding.speaker)
        ));
    }
    format!("Why: {}", said.join(" "))
}

fn level(finding: &Finding) -> String {
    let of = listed(&finding.because.level);
    let note = finding.because.note.as_deref();
    let told = match finding.level {
        Level::Strength => "A strength",
        Level::Weakness => "A weakness",
        Level::Mixed => "Good and bad together",
        Level::None => "No evaluation",
    };
    match (finding.because.level.is_empty(), note) {
        (false, Some(note)) => format!("{told}: {of} ({note})."),
        (false, None) => format!("{told}: {of}."),
        (true, Some(note)) => format!("{told}: {note}."),
        (true, None) => format!("{told}: no word says how good it is."),
    }
}

/// "Figure: 26 cases, counting “average caseload”, of the safeguarding teams, from 31."
fn counted(figure: &Figure) -> String {
    let mut parts = vec![format!(
        "Figure: {} {}",
        figure.value,
        figure.unit.as_deref().unwrap_or("(no unit)")
    )];
    let mut part = |said: &str, of: Option<&str>| {
        if let Some(of) = of {
            parts.push(format!("{said} {of}"));
        }
    };
    let from = figure.from.map(|n| n.to_string());
    part("before it", from.as_deref());
    let population = figure.population.as_ref().map(|p| format!("“{p}”"));
    part("counting", population.as_deref());
    part("in the", figure.team.as_deref());
    let date = figure.date.as_ref().map(|d| {
        let stated: Result<StatedDate, _> = d.parse();
        stated.map_or_else(|_| d.clone(), |d| d.in_words())
    });
    part("at", date.as_deref());
    format!("{}.", parts.join(", "))
}

/// “too many”, “are not”.
fn listed(words: &[String]) -> String {
    let words: Vec<String> = words.iter().map(|w| format!("“{w}”")).collect();
    words.join(", ")
}

/// For what a council or member says of a visit: the inspectors' sentence behind each part of it, and what stands
/// with that sentence and is left out.
fn grounds(page: &mut Page, readings: &[Reading], claim: &Finding, of: &Reading) -> io::Result<()> {
    let Some(letter) = claims::letter_of(of, readings) else {
        return Ok(());
    };
    for ground in claims::rests_on(claim, &letter.findings, Rules::built_in()) {
        let finding = &letter.findings[ground.index];
        page.text(
            2,
            &format!(
                "“{}” rests on what inspectors wrote (page {}): “{}” Why: {}.",
                ground.part,
                finding.citation.page_label,
                finding.quote(),
                ground.because
            ),
        )?;
        for adds in ground.adds {
            page.text(4, &format!("The letter adds: “{adds}”"))?;
        }
    }
    Ok(())
}
