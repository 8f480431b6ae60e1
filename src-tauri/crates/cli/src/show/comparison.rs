//! Visits side by side: what happened to each matter, in the order in which a councillor wants to know.

use std::io;

use scrutiny_casebook::domain::comparison::{Cell, Comparison, Covered, Visit};
use scrutiny_casebook::domain::document::DateRange;

use crate::page::Page;
use crate::words;

/// A whole judgement cycle.
pub fn comparison(page: &mut Page, c: &Comparison) -> io::Result<()> {
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

    let mut threads: Vec<_> = c.threads.iter().collect();
    threads.sort_by_key(|t| t.pattern);
    let mut pattern = None;
    for thread in threads {
        if pattern != Some(thread.pattern) {
            pattern = Some(thread.pattern);
            page.line("")?;
            page.heading(words::pattern(thread.pattern))?;
        }
        page.line("")?;
        page.line(&thread.title)?;
        for cell in &thread.cells {
            one(page, c, cell)?;
        }
    }

    if !c.recommendations.is_empty() {
        page.line("")?;
        page.heading("What the inspection said must improve")?;
        for r in &c.recommendations {
            page.line("")?;
            let number = r
                .number
                .as_ref()
                .map(|n| format!("{n}. "))
                .unwrap_or_default();
            page.text(0, &format!("{number}“{}”", r.text))?;
            for at in &r.visits {
                page.text(
                    2,
                    &format!(
                        "{}: {}",
                        title(c, &at.visit),
                        words::recommendation(at.state)
                    ),
                )?;
            }
        }
    }

    if !c.clashes.is_empty() {
        page.line("")?;
        page.heading("What the papers state differently")?;
        for clash in &c.clashes {
            page.line("")?;
            page.line(&clash.fact)?;
            for claim in &clash.claims {
                page.text(2, &format!("{}: “{}”", claim.value, claim.quote))?;
            }
        }
    }
    Ok(())
}

fn one(page: &mut Page, c: &Comparison, cell: &Cell) -> io::Result<()> {
    let visit = title(c, &cell.visit);
    if cell.covered != Covered::Yes {
        return page.text(2, &format!("{visit}: {}", words::covered(cell.covered)));
    }
    let proposed = if cell.proposed { " (proposed)" } else { "" };
    page.text(
        2,
        &format!(
            "{visit}: {}{proposed}",
            words::state(cell.level, cell.direction)
        ),
    )?;
    for finding in &cell.findings {
        let at = &finding.citation;
        page.text(
            4,
            &format!(
                "“{}” (page {}, paragraph {})",
                at.quote, at.page_label, at.paragraph
            ),
        )?;
    }
    Ok(())
}

fn title(c: &Comparison, id: &str) -> String {
    c.visits
        .iter()
        .find(|v| v.id == id)
        .map_or_else(|| id.to_owned(), name)
}

fn name(v: &Visit) -> String {
    v.number
        .map_or_else(|| words::what(v.what).to_owned(), |n| format!("visit {n}"))
}
