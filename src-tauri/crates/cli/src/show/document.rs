//! One paper: what it states about itself, and its findings.

use std::io;

use scrutiny_casebook::domain::comparison::Reading;
use scrutiny_casebook::domain::document::facts::{Area, Stated};

use crate::page::Page;
use crate::words;

/// Everything stated, each with its page.
pub fn document(page: &mut Page, reading: &Reading) -> io::Result<()> {
    let facts = &reading.facts;
    let document = &reading.document;
    page.heading(&document.source.file)?;
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut add = |what: &str, value: String, at: Option<usize>, inferred: Option<&String>| {
        let at = at.map_or_else(String::new, |p| format!("page {}", document.page_label(p)));
        let note = inferred.map(|i| format!("  ({i})")).unwrap_or_default();
        rows.push(vec![what.to_owned(), at, format!("{value}{note}")]);
    };
    add(
        "Kind",
        format!("{} ({})", words::kind(facts.kind), facts.kind_because),
        None,
        None,
    );
    if let Some(f) = &facts.authority {
        add(
            "Authority",
            f.value.name.clone(),
            Some(f.place.page),
            f.inferred.as_ref(),
        );
    }
    if let Some(f) = &facts.published {
        add(
            "Published",
            f.value.in_words(),
            Some(f.place.page),
            f.inferred.as_ref(),
        );
    }
    if let Some(f) = &facts.visit_number {
        add(
            "Visit",
            f.value.to_string(),
            Some(f.place.page),
            f.inferred.as_ref(),
        );
    }
    if let Some(f) = &facts.dates {
        add(
            "Days",
            f.value.in_words(),
            Some(f.place.page),
            f.inferred.as_ref(),
        );
    }
    if let Some(f) = &facts.judged {
        let month = f
            .value
            .month
            .map(|m| format!(" in {}", m.in_words()))
            .unwrap_or_default();
        let judged = format!("{}{month}", words::grade(f.value.grade));
        add(
            "Judged before",
            judged,
            Some(f.place.page),
            f.inferred.as_ref(),
        );
    }
    for f in &facts.inspectors {
        let name = if f.value.lead {
            format!("{} (lead)", f.value.name)
        } else {
            f.value.name.clone()
        };
        add("Inspector", name, Some(f.place.page), None);
    }
    let mut listed = |what: &str, all: &[Stated<String>]| {
        for f in all {
            add(what, f.value.clone(), Some(f.place.page), None);
        }
    };
    listed("To", facts.director.as_slice());
    listed("Area covered", &facts.focus);
    for f in &facts.judgements {
        let value = format!("{}: {}", area(f.value.area), words::grade(f.value.grade));
        add("Judgement", value, Some(f.place.page), None);
    }
    for r in &facts.recommendations {
        let number = r
            .number
            .as_ref()
            .map(|n| format!("{n}. "))
            .unwrap_or_default();
        add(
            "To improve",
            format!("{number}{}", r.text),
            Some(r.place.page),
            None,
        );
    }
    for c in &facts.contradictions {
        add(
            "Says otherwise",
            format!("{}: “{}”", c.value, c.place.quote),
            Some(c.place.page),
            None,
        );
    }
    for w in &document.source.warnings {
        add("Warning", w.message.clone(), w.page, None);
    }
    page.table(&["Fact", "Where", "What it states"], &rows)?;
    page.line("")
}

fn area(area: Area) -> &'static str {
    match area {
        Area::Overall => "overall effectiveness",
        Area::Leaders => "impact of leaders",
        Area::HelpAndProtection => "help and protection",
        Area::InCare => "children in care",
        Area::CareLeavers => "care leavers",
        Area::InCareAndCareLeavers => "children in care and care leavers",
        Area::LookedAfterAndPermanence => "looked after children and permanence",
        Area::Adoption => "adoption",
        Area::Leadership => "leadership, management and governance",
        Area::Lscb => "safeguarding children board",
    }
}
