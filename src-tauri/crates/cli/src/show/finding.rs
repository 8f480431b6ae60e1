//! Findings, and in words why each was classed as it was.

use std::io;

use scrutiny_casebook::domain::comparison::{Comparison, Linked, Reading, in_doubt, linked};
use scrutiny_casebook::domain::document::{Citation, StatedDate};
use scrutiny_casebook::domain::explain;
use scrutiny_casebook::domain::findings::claims;
use scrutiny_casebook::domain::findings::{
    Class, Direction, Figure, FigureDate, Finding, Level, Rules, SpeakerRole, Theme,
};
use scrutiny_casebook::domain::prose::joined;

use crate::page::Page;
use crate::words;

/// What is said once, above the reasons.
const READERS: &str = "Each sentence of inspectors is read twice: by rules, which go by words that they can name, and by a \
    learned reader, which was shown thousands of sentences that people had judged and cannot name words. Where the two \
    differ on what matters, the sentence is marked “to check”.";

/// The findings of each paper under its name; with why each was classed so where the comparisons that they are
/// followed in are given.
pub fn findings(
    page: &mut Page,
    readings: &[Reading],
    why: Option<&[Comparison]>,
) -> io::Result<()> {
    if why.is_some() {
        page.text(0, READERS)?;
        page.line("")?;
    }
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
    why: Option<&[Comparison]>,
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
    let sure = reading.document.in_doubt(citation).is_none();
    if let (true, true, Some(before)) = (sure, finding.leans, &finding.before) {
        page.text(2, &format!("(after: {})", words::quoted(before)))?;
    }
    page.text(2, &words::said(std::slice::from_ref(reading), citation))?;
    page.text(2, &format!("Said by {}.", words::speaker(&finding.speaker)))?;
    if let Some(second) = &finding.second {
        for class in second.asked() {
            let asked = format!(
                "To check, {}: {}.",
                words::class(class),
                explain::readers(second, class)
            );
            page.text(2, &asked)?;
        }
    }
    // Every reason names words of the sentence, and of a page in doubt none are told.
    let Some(comparisons) = why.filter(|_| sure) else {
        return Ok(());
    };
    let visit = reading.facts.dates.as_ref().map(|d| d.value.from);
    for line in reasons(finding, visit) {
        page.text(2, &line)?;
    }
    if let Some(second) = &finding.second {
        let unasked = |class: &&Class| second.asked().all(|asked| asked != **class);
        for class in second.check.iter().filter(unasked) {
            let said = format!(
                "The readers differ on {}, which you need not settle: {}.",
                words::class(*class),
                explain::readers(second, *class)
            );
            page.text(2, &said)?;
        }
    }
    for comparison in comparisons {
        for linked in linked(comparison, citation) {
            page.text(2, &followed(comparison, &linked, citation, readings))?;
        }
    }
    let claims = matches!(
        finding.speaker.role,
        SpeakerRole::Council | SpeakerRole::CabinetMember | SpeakerRole::Inspectors
    );
    if claims && !reading.facts.kind.is_of_inspectors() {
        grounds(page, readings, finding, reading)?;
    }
    Ok(())
}

/// "How good: a weakness, because it says “too many”." and so on, a line for each class. Nothing is put down to a word
/// that does not stand in the sentence or the one before it; what the learned reader alone reads is said to be so.
fn reasons(finding: &Finding, visit: Option<StatedDate>) -> Vec<String> {
    let mut said = vec![level(finding)];
    said.extend(direction(finding));
    said.push(themes(finding));
    if let Some(quantifier) = &finding.quantifier {
        said.push(format!("How many: “{}”.", quantifier.words));
    }
    said.extend(finding.figures.iter().map(|f| counted(f, visit)));
    let why = &finding.because;
    let speaker = match (
        &why.speaker,
        why.speaker_reason.map(explain::speaker_reason),
    ) {
        (Some(words), Some(reason)) => Some(format!("because of “{words}”: {reason}")),
        (Some(words), None) => Some(format!("because of “{words}”")),
        (None, Some(reason)) => Some(reason.to_owned()),
        (None, None) => None,
    };
    said.extend(
        speaker.map(|why| format!("Who says it: {}, {why}.", words::speaker(&finding.speaker))),
    );
    said
}

/// What is said where no rule has a word for it.
const NO_WORDS: &str = "the learned reader takes it so";

fn level(finding: &Finding) -> String {
    let called = |level: Level| match level {
        Level::Strength => "a strength",
        Level::Weakness => "a weakness",
        Level::Mixed => "mixed",
        Level::None => "no judgement",
    };
    let is = called(finding.level);
    let why = &finding.because;
    if let Some(person) = finding.settled.decided(Class::Level) {
        return format!("How good: {is}, by {}.", explain::decision(person));
    }
    let named = listed(&why.level);
    let because = match (
        why.level.is_empty(),
        why.level_reason.map(explain::level_reason),
    ) {
        (false, Some(reason)) => format!("because {reason} ({named})"),
        (false, None) => format!("because it says {named}"),
        (true, Some(reason)) => format!("because {reason}"),
        (true, None) => "because the rules know no word in it that says how good it is".to_owned(),
    };
    let rules = finding.by_rules().level;
    if rules == finding.level {
        format!("How good: {is}, {because}.")
    } else if let Some(settled) = &finding.settled.level {
        format!("How good: {is}, as {} says.", explain::person(settled.by()))
    } else {
        format!(
            "How good: {is}: {NO_WORDS}. The rules take it for {}, {because}.",
            called(rules)
        )
    }
}

fn direction(finding: &Finding) -> Option<String> {
    let told = match finding.direction {
        Direction::Better => "better",
        Direction::Same => "the same as before",
        Direction::Worse => "worse",
        Direction::None => return None,
    };
    let words = &finding.because.direction;
    Some(
        if let Some(person) = finding.settled.decided(Class::Direction) {
            format!(
                "Which way it moved: {told}, by {}.",
                explain::decision(person)
            )
        } else if words.is_empty() || finding.by_rules().direction != finding.direction {
            format!("Which way it moved: {told}: {NO_WORDS}.")
        } else {
            format!(
                "Which way it moved: {told}, because it says {}.",
                listed(words)
            )
        },
    )
}

/// Themes by the sentence's own words, by words of the sentence before, and by the learned reader alone.
fn themes(finding: &Finding) -> String {
    let of = |theme: &Theme| {
        let because = finding.because.themes.iter().find(|b| b.theme == *theme);
        let (own, before): (Vec<String>, Vec<String>) = because
            .map(|b| b.words.clone())
            .unwrap_or_default()
            .into_iter()
            .partition(|w| finding.quote().contains(w.as_str()));
        let why = match (own.is_empty(), before.is_empty()) {
            (true, true) => NO_WORDS.to_owned(),
            (false, true) => listed(&own),
            (true, false) => format!("{} in the sentence before", listed(&before)),
            (false, false) => format!(
                "{}; in the sentence before {}",
                listed(&own),
                listed(&before)
            ),
        };
        format!("{} ({why})", theme.title())
    };
    if finding.themes.is_empty() {
        return "What it is about: no part of the service was read in it.".to_owned();
    }
    if let Some(person) = finding.settled.decided(Class::Themes) {
        let themes: Vec<&str> = finding.themes.iter().map(|t| t.title()).collect();
        let by = explain::decision(person);
        return format!("What it is about: {}, by {by}.", themes.join("; "));
    }
    let themes: Vec<String> = finding.themes.iter().map(of).collect();
    format!("What it is about: {}.", themes.join("; "))
}

/// "Figure: 26 cases, counting “average caseload”, safeguarding teams, 31 before."
fn counted(figure: &Figure, visit: Option<StatedDate>) -> String {
    let unit = figure.unit.as_deref().map(|u| format!(" {u}"));
    let mut said = format!(
        "Figure: {}{}",
        words::number(figure.value),
        unit.unwrap_or_default()
    );
    if let Some(from) = figure.from {
        said.push_str(&format!(", from {}", words::number(from)));
    }
    if let Some(population) = &figure.population {
        said.push_str(&format!(", counting “{population}”"));
    }
    let named = |team: &&String| {
        !figure
            .population
            .as_ref()
            .is_some_and(|p| p.contains(*team))
    };
    if let Some(team) = figure.team.as_ref().filter(named) {
        said.push_str(&format!(", whose: “{team}”"));
    }
    let day = |d: StatedDate| d.in_words();
    match figure.date {
        Some(FigureDate::Stated(date)) => said.push_str(&format!(", as of {}", day(date))),
        Some(FigureDate::Visit) => {
            said.push_str(", at the time of the visit");
            if let Some(date) = visit {
                said.push_str(&format!(" ({})", day(date)));
            }
        }
        None => {}
    }
    said.push('.');
    said
}

/// The matter that a finding is followed under, what an earlier visit said of it, and the words of both that say so.
fn followed(
    comparison: &Comparison,
    linked: &Linked<'_>,
    here: &Citation,
    readings: &[Reading],
) -> String {
    let under = format!("Followed under “{}”", linked.thread.title);
    let decided = if linked.confirmed {
        "A person has confirmed this."
    } else {
        "A proposal: no person has confirmed it yet."
    };
    let by = |words: &[String], of: &Citation| {
        if in_doubt(readings, of).is_some() {
            "says so in words that are in doubt".to_owned()
        } else if words.is_empty() {
            "goes on from a sentence that does".to_owned()
        } else {
            format!("says {}", listed(words))
        }
    };
    let Some((visit, earlier)) = linked.earlier else {
        let why = if linked.here.is_empty() {
            "it goes on from a sentence before it that is about this".to_owned()
        } else {
            format!("it says {}", listed(&linked.here))
        };
        return format!("{under}, because {why}; no earlier visit here spoke of it. {decided}");
    };
    let sides = if linked.sides.is_empty() {
        String::new()
    } else {
        format!(" Both also speak of {}.", joined(&linked.sides))
    };
    format!(
        "{under}, with what was said at {} (page {}): {} Both speak of the matter: this sentence {}, the earlier one {}.{sides} {decided}",
        super::comparison::occasion(comparison, visit),
        earlier.citation.page_label,
        words::said(readings, &earlier.citation),
        by(&linked.here, here),
        by(&linked.there, &earlier.citation),
    )
}

/// “too many” and “are not”, each once.
fn listed(words: &[String]) -> String {
    let mut named: Vec<String> = Vec::new();
    for word in words.iter().map(|w| format!("“{w}”")) {
        if !named.contains(&word) {
            named.push(word);
        }
    }
    joined(&named)
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
                "{} rests on what inspectors wrote (page {}): {} Why these two: {}.",
                words::quoted(&ground.part),
                finding.citation.page_label,
                words::said(readings, &finding.citation),
                match in_doubt(readings, &finding.citation) {
                    Some(_) => explain::ground_unquoted(&ground.because).to_owned(),
                    None => explain::ground(&ground.because),
                }
            ),
        )?;
        if in_doubt(readings, &finding.citation).is_some() {
            continue;
        }
        let said_above = finding.quote();
        for adds in ground.adds.into_iter().filter(|adds| adds != said_above) {
            page.text(4, &format!("The letter adds: {}", words::quoted(&adds)))?;
        }
    }
    Ok(())
}
