//! Visits side by side: what happened to each matter, in the order in which a councillor wants to know.

use std::io;

use scrutiny_casebook::domain::comparison::{
    Cell, CellFinding, Claim, Comparison, DecidedBy, Pattern, Reading, Spoken, Thread, Visit,
    reading_of,
};
use scrutiny_casebook::domain::document::DateRange;
use scrutiny_casebook::domain::explain;
use scrutiny_casebook::domain::findings::{Direction, Level, SpeakerRole};

use crate::page::Page;
use crate::words;

/// A judgement cycle: what later visits add to what the first found, in a screen; `all` shows every sentence.
pub fn comparison(
    page: &mut Page,
    c: &Comparison,
    readings: &[Reading],
    all: bool,
) -> io::Result<()> {
    let judged = c.judged.map(|j| {
        format!(
            ", judged {} in {}",
            words::grade(j.grade),
            j.month.in_words()
        )
    });
    page.heading(&format!("{}{}", c.authority, judged.unwrap_or_default()))?;
    let row = |v: &Visit| {
        let days = v.from.zip(v.to).map_or_else(
            || "–".to_owned(),
            |(from, to)| DateRange { from, to }.in_words(),
        );
        let sources = if v.sources.is_empty() {
            "no letter here".to_owned()
        } else if v.is_only_reported() {
            format!("{}, no letter", v.sources.len())
        } else {
            v.sources.len().to_string()
        };
        vec![
            name(v),
            days,
            v.published.map_or_else(|| "–".to_owned(), |d| d.in_words()),
            sources,
            v.focus.join("; "),
        ]
    };
    let rows: Vec<_> = c.visits.iter().map(row).collect();
    page.table(
        &["Visit", "Days", "Published", "Papers", "Areas covered"],
        &rows,
    )?;

    let cells = || {
        c.threads
            .iter()
            .flat_map(|t| &t.cells)
            .filter(|cell| cell.spoken().is_some())
    };
    page.line("")?;
    page.text(
        0,
        &format!(
            "Grouped by what inspectors wrote, as the program read it. Of {} places where a visit speaks of a matter, a person has confirmed {}; the others are proposals.",
            cells().count(),
            cells().filter(|cell| !cell.proposed).count()
        ),
    )?;

    if all {
        whole(page, c, readings)?;
    } else {
        brief(page, c, readings)?;
    }

    if all && !c.recommendations.is_empty() {
        page.line("")?;
        page.heading("What the inspection said must improve")?;
        for r in &c.recommendations {
            page.line("")?;
            let number = r
                .number
                .as_ref()
                .map(|n| format!("{n}. "))
                .unwrap_or_default();
            let doubt = reading_of(readings, &r.source)
                .and_then(|paper| paper.document.page_in_doubt(&[r.page]));
            let asked = match doubt {
                Some((_, doubt)) => words::not_quoted(doubt),
                None => words::quoted(&r.text),
            };
            page.text(0, &format!("{number}{asked}"))?;
            for at in &r.visits {
                let state = match at.standing.is_fact() {
                    true => words::recommendation(at.state),
                    false => TO_CHECK.to_owned(),
                };
                page.text(2, &format!("{}: {state}", title(c, &at.visit)))?;
            }
        }
    }

    if !c.clashes.is_empty() {
        page.line("")?;
        page.heading("What the papers state differently")?;
        for clash in &c.clashes {
            page.line("")?;
            page.line(&clash.fact)?;
            for said in &clash.claims {
                page.text(2, &claim(said, readings))?;
            }
        }
    }
    let mut totals = c.totals_beside_clashes().peekable();
    if totals.peek().is_some() {
        page.line("")?;
        page.heading("How many visits there will be: a claim of its source")?;
        for said in totals {
            page.text(2, &claim(said, readings))?;
        }
    }
    Ok(())
}

/// "2 August 2018: “…” (visit-3.pdf, page 1; put right by a person)".
fn claim(claim: &Claim, readings: &[Reading]) -> String {
    let stated = claim.origin.place();
    let paper = reading_of(readings, &claim.source);
    let words = stated.map(|place| match paper {
        Some(paper) => format!(": {}", words::stated(&paper.document, place)),
        None => format!(": {}", words::quoted(&place.quote)),
    });
    let place = paper.map(|reading| {
        let d = &reading.document;
        let page = stated
            .filter(|_| d.source.format.has_pages())
            .map(|place| format!(", page {}", d.page_label(place.page)));
        format!("{}{}", d.source.file, page.unwrap_or_default())
    });
    let at: Vec<String> = place.into_iter().chain(claim.how()).collect();
    format!(
        "{}{} ({})",
        claim.in_words(),
        words.unwrap_or_default(),
        at.join("; ")
    )
}

/// What the papers about the newest visit say of each matter beside how it stood before: a line for the matter, and a
/// line for each side that speaks of it. Long sentences are cut, and end in "…".
pub fn adds(page: &mut Page, c: &Comparison, readings: &[Reading]) -> io::Result<()> {
    let with_papers = |v: &&Visit| !v.sources.is_empty();
    let Some(newest) = c.visits.iter().rfind(with_papers) else {
        return page.text(0, "No paper here is about a visit.");
    };
    let papers = words::count(newest.sources.len(), "paper");
    page.heading(&format!(
        "{}: what is added by {papers} about {}",
        c.authority,
        name(newest)
    ))?;
    let (mut spoken, mut open) = (0, 0);
    for thread in &c.threads {
        let Some(at) = thread.cells.iter().position(|cell| cell.visit == newest.id) else {
            continue;
        };
        let (before, cell) = (&thread.cells[..at], &thread.cells[at]);
        let stood = before.iter().rev().find(|b| b.spoken().is_some());
        if cell.findings.is_empty() {
            let weak = |b: &Cell| matches!(b.level_as_fact(), Some(Level::Weakness | Level::Mixed));
            open += usize::from(stood.is_some_and(weak) && cell.standing().is_fact());
            continue;
        }
        spoken += 1;
        let then = stood.map_or_else(
            || "not spoken of before".to_owned(),
            |b| {
                let level = b
                    .level_as_fact()
                    .map_or_else(|| TO_CHECK.to_owned(), words::level);
                format!("{level} at {}", title(c, &b.visit))
            },
        );
        let now = match cell.spoken() {
            // A direction that only follows from the two levels is seen from them.
            Some(spoken) if spoken.is_derived() && spoken.standing.is_fact() => {
                format!("{}{}", words::level(spoken.level), reported(spoken))
            }
            Some(spoken) => state(spoken),
            None => "only others speak of it".to_owned(),
        };
        page.cut_before(&thread.title, &format!(": {then} → {now}"))?;
        let sides = [
            cell.telling(|_| false),
            cell.findings
                .iter()
                .find(|f| f.speaker.role != SpeakerRole::Inspectors),
        ];
        for f in sides.into_iter().flatten() {
            let who = words::speaker(&f.speaker);
            page.cut(
                2,
                &format!(
                    "{who}{}: {}",
                    to_check(f),
                    words::said(readings, &f.citation)
                ),
            )?;
        }
    }
    page.line("")?;
    page.text(
        0,
        &format!(
            "{} spoken of. {} that stood as a weakness or as mixed are not: that does not mean that they got better. Links are proposals; `--all` shows every sentence whole, with its page.",
            words::count(spoken, "matter"),
            words::count(open, "matter"),
        ),
    )
}

/// Every matter with every sentence.
fn whole(page: &mut Page, c: &Comparison, readings: &[Reading]) -> io::Result<()> {
    let mut threads: Vec<_> = c.threads.iter().collect();
    threads.sort_by_key(in_order);
    let mut heading = None;
    for thread in threads {
        let title = group(thread);
        if heading != Some(title) {
            heading = Some(title);
            page.line("")?;
            page.heading(title)?;
        }
        page.line("")?;
        page.line(&thread.title)?;
        for cell in &thread.cells {
            one(page, c, cell, readings)?;
        }
    }
    Ok(())
}

/// What has been looked at since, a sentence for each visit; then, by name alone, what has not.
fn brief(page: &mut Page, c: &Comparison, readings: &[Reading]) -> io::Result<()> {
    let spoken_of = |t: &&Thread| t.cells.iter().skip(1).any(|cell| !cell.findings.is_empty());
    let mut heading = None;
    let mut followed: Vec<&Thread> = c.threads.iter().filter(spoken_of).collect();
    followed.sort_by_key(in_order);
    for thread in followed {
        if thread.pattern == Pattern::SeenOnce {
            continue;
        }
        let title = group(thread);
        if heading != Some(title) {
            heading = Some(title);
            page.line("")?;
            page.heading(title)?;
        }
        page.line(&thread.title)?;
        for cell in &thread.cells {
            in_short(page, c, cell, readings)?;
        }
    }
    let named = |of: &dyn Fn(&Thread) -> bool| -> Vec<&str> {
        c.threads
            .iter()
            .filter(|t| !spoken_of(t) && t.pattern != Pattern::SeenOnce && of(t))
            .map(|t| t.title.as_str())
            .collect()
    };
    let weak = |t: &Thread| {
        t.cells
            .iter()
            .any(|cell| matches!(cell.level_as_fact(), Some(Level::Weakness | Level::Mixed)))
    };
    let sure = |t: &Thread| {
        let silent = t
            .cells
            .iter()
            .skip(1)
            .filter(|cell| cell.spoken().is_none());
        silent.into_iter().all(|cell| cell.standing().is_fact())
    };
    let open = named(&|t| sure(t) && weak(t));
    let rest = named(&|t| sure(t) && !weak(t));
    let to_check = named(&|t| !sure(t));
    let once = c
        .threads
        .iter()
        .filter(|t| t.pattern == Pattern::SeenOnce)
        .count();
    page.line("")?;
    if !open.is_empty() {
        page.text(
            0,
            &format!(
                "Weaknesses that no later paper here speaks of ({}): {}.",
                open.len(),
                open.join("; ")
            ),
        )?;
    }
    if !rest.is_empty() {
        page.text(
            0,
            &format!("Other matters that none speaks of: {}.", rest.len()),
        )?;
    }
    if !to_check.is_empty() {
        page.text(
            0,
            &format!(
                "To check whether a later paper here speaks of them ({}): {}.",
                to_check.len(),
                to_check.join("; ")
            ),
        )?;
    }
    if once > 0 {
        page.text(
            0,
            &format!(
                "Said once: {}. `--all` shows every sentence.",
                words::count(once, "sentence")
            ),
        )?;
    }
    Ok(())
}

/// A visit in a sentence or two: the inspectors' that decides, and what others say.
fn in_short(page: &mut Page, c: &Comparison, cell: &Cell, readings: &[Reading]) -> io::Result<()> {
    if cell.findings.is_empty() {
        return Ok(());
    }
    let visit = title(c, &cell.visit);
    match (cell.telling(|_| false), cell.spoken()) {
        (Some(f), Some(spoken)) => page.text(
            2,
            &format!(
                "{visit}: {}{}. {} (page {})",
                state(spoken),
                to_check(f),
                words::said(readings, &f.citation),
                f.citation.page_label
            ),
        )?,
        _ => page.text(2, &format!("{visit}: {}", silent(cell)))?,
    }
    let others: Vec<_> = cell
        .findings
        .iter()
        .filter(|f| f.speaker.role != SpeakerRole::Inspectors)
        .collect();
    if let Some(f) = others.first() {
        let more = if others.len() > 1 {
            format!(" (and {} more)", others.len() - 1)
        } else {
            String::new()
        };
        page.text(
            4,
            &format!(
                "{}: {}{more}",
                words::speaker(&f.speaker),
                words::said(readings, &f.citation)
            ),
        )?;
    }
    Ok(())
}

fn one(page: &mut Page, c: &Comparison, cell: &Cell, readings: &[Reading]) -> io::Result<()> {
    let visit = title(c, &cell.visit);
    let Some(spoken) = cell.spoken() else {
        return page.text(2, &format!("{visit}: {}", silent(cell)));
    };
    let proposed = if cell.proposed { " (proposed)" } else { "" };
    page.text(2, &format!("{visit}: {}{proposed}", state(spoken)))?;
    for finding in &cell.findings {
        let at = &finding.citation;
        page.text(
            4,
            &format!(
                "{} (page {}, paragraph {}){}",
                words::said(readings, at),
                at.page_label,
                at.paragraph,
                to_check(finding)
            ),
        )?;
    }
    Ok(())
}

/// What a visit says of a matter, and whether others say that it does.
fn state(spoken: &Spoken) -> String {
    let moved = Some(spoken.direction).filter(|_| spoken.direction_standing.is_fact());
    let said = match spoken.standing.is_fact() {
        true => words::state(spoken.level, moved.unwrap_or(Direction::None)),
        false => TO_CHECK.to_owned(),
    };
    format!("{said}{}{}", reported(spoken), decided(&spoken.decided))
}

/// Said of what is not sure and what nobody settled.
const TO_CHECK: &str = "to check";

/// What a silent visit says.
fn silent(cell: &Cell) -> &'static str {
    match cell.standing().is_fact() {
        true => words::covered(cell.covered()),
        false => "to check whether it was spoken of",
    }
}

/// The heading of a group of matters.
fn group(thread: &Thread) -> &'static str {
    let pattern = thread.pattern_as_fact();
    pattern.map_or("To check: what happened to them", words::pattern)
}

/// In which order matters stand: what is to check comes last.
fn in_order(thread: &&Thread) -> (bool, Pattern) {
    (thread.pattern_as_fact().is_none(), thread.pattern)
}

fn reported(spoken: &Spoken) -> &'static str {
    if spoken.reported { ", as reported" } else { "" }
}

/// ", decided by Cllr Example", where it rests on people's decisions.
fn decided(by: &DecidedBy) -> String {
    let mut names: Vec<&str> = [&by.level, &by.direction]
        .into_iter()
        .flatten()
        .map(explain::person)
        .collect();
    names.dedup();
    if names.is_empty() {
        return String::new();
    }
    format!(", decided by {}", names.join(" and "))
}

/// Said beside what the two readers take differently.
fn to_check(finding: &CellFinding) -> &'static str {
    if finding.to_check { ", to check" } else { "" }
}

pub(super) fn title(c: &Comparison, id: &str) -> String {
    c.visits
        .iter()
        .find(|v| v.id == id)
        .map_or_else(|| id.to_owned(), name)
}

/// "visit 2", "the inspection"; where there are several, "the inspection of June 2017".
pub fn occasion(c: &Comparison, id: &str) -> String {
    let Some(visit) = c.visits.iter().find(|v| v.id == id) else {
        return id.to_owned();
    };
    let unnumbered = c.visits.iter().filter(|v| v.number.is_none()).count();
    match (visit.number, visit.from) {
        (Some(_), _) => name(visit),
        (None, Some(from)) if unnumbered > 1 => {
            format!("the {} of {}", name(visit), from.month_in_words())
        }
        (None, _) => format!("the {}", name(visit)),
    }
}

fn name(v: &Visit) -> String {
    v.number
        .map_or_else(|| words::what(v.what).to_owned(), |n| format!("visit {n}"))
}
