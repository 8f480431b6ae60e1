//! Findings, and in words why each was classed as it was.

use std::io;

use scrutiny_casebook::domain::comparison::Reading;
use scrutiny_casebook::domain::document::StatedDate;
use scrutiny_casebook::domain::findings::claims;
use scrutiny_casebook::domain::findings::{
    BY_PERSON, Class, Direction, Figure, Finding, Level, Rules, SpeakerRole, ThemeBecause,
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

/// "Why: A weakness, for the words “too many”. It says that it got worse: “declined”. It is about Caseloads
/// (“caseloads”)." Nothing is put down to a word that does not stand in the sentence or the one before it; what the
/// learned reader alone reads is said to be its reading.
fn because(finding: &Finding) -> String {
    let mut said = vec![level(finding)];
    said.extend(direction(finding));
    said.extend(themes(finding));
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

/// What is said where no rule has a word for it.
const NO_WORDS: &str = "the learned reader takes it so, and names no words";

fn level(finding: &Finding) -> String {
    let called = |level: Level| match level {
        Level::Strength => "A strength",
        Level::Weakness => "A weakness",
        Level::Mixed => "Good and bad together",
        Level::None => "No judgement",
    };
    let why = &finding.because;
    let is = called(finding.level);
    if why.level.iter().any(|w| w == BY_PERSON) {
        return format!("{is}: {BY_PERSON}.");
    }
    let rules = finding.by_rules().level;
    let words = listed(&why.level);
    let by_rules = match (why.level.is_empty(), why.note.as_deref()) {
        (false, Some(note)) => format!("{}: {note}, by the words {words}.", called(rules)),
        (false, None) => format!("{}, for the words {words}.", called(rules)),
        (true, Some(note)) => format!("{}: {note}.", called(rules)),
        (true, None) => format!("{}: no word says how good it is.", called(rules)),
    };
    if rules == finding.level {
        by_rules
    } else {
        format!(
            "{is}: {NO_WORDS}. The rules read otherwise: {}",
            lower_first(&by_rules)
        )
    }
}

fn direction(finding: &Finding) -> Option<String> {
    let told = match finding.direction {
        Direction::Better => "It says that it got better",
        Direction::Same => "It says that it is much as it was",
        Direction::Worse => "It says that it got worse",
        Direction::None => return None,
    };
    let words = &finding.because.direction;
    Some(if words.iter().any(|w| w == BY_PERSON) {
        format!("{told}: {BY_PERSON}.")
    } else if words.is_empty() || finding.by_rules().direction != finding.direction {
        format!("{told}: {NO_WORDS}.")
    } else {
        format!("{told}: {}.", listed(words))
    })
}

/// Themes by the sentence's own words, by words of the sentence before, and by the learned reader alone.
fn themes(finding: &Finding) -> Vec<String> {
    let (own, lent): (Vec<_>, Vec<_>) = finding
        .because
        .themes
        .iter()
        .filter(|t| finding.themes.contains(&t.theme))
        .partition(|t| t.words.iter().any(|w| finding.quote().contains(w.as_str())));
    let with_words = |of: &[&ThemeBecause]| {
        of.iter()
            .map(|t| format!("{} ({})", t.theme.title(), listed(&t.words)))
            .collect::<Vec<_>>()
            .join("; ")
    };
    let wordless: Vec<&str> = finding
        .themes
        .iter()
        .filter(|t| finding.because.themes.iter().all(|b| b.theme != **t))
        .map(|t| t.title())
        .collect();
    let mut said = Vec::new();
    if !own.is_empty() {
        said.push(format!("It is about {}.", with_words(&own)));
    }
    if !lent.is_empty() {
        said.push(format!(
            "By the sentence before, it is about {}.",
            with_words(&lent)
        ));
    }
    if !wordless.is_empty() {
        said.push(format!("It is about {}: {NO_WORDS}.", wordless.join("; ")));
    }
    if finding.themes.is_empty() {
        said.push("No part of the service was read in it.".to_owned());
    }
    said
}

fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    chars
        .next()
        .map_or_else(String::new, |c| c.to_lowercase().chain(chars).collect())
}

/// "Figure: 26 cases, counting “average caseload”, of the safeguarding teams, from 31."
fn counted(figure: &Figure) -> String {
    let mut parts = vec![format!(
        "Figure: {} {}",
        words::number(figure.value),
        figure.unit.as_deref().unwrap_or("(no unit)")
    )];
    let mut part = |said: &str, of: Option<&str>| {
        if let Some(of) = of {
            parts.push(format!("{said} {of}"));
        }
    };
    let from = figure.from.map(words::number);
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
