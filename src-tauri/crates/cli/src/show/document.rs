//! One paper: what it states about itself, and its findings.

use std::io;

use scrutiny_casebook::domain::comparison::Reading;
use scrutiny_casebook::domain::document::Document;
use scrutiny_casebook::domain::document::facts::Stated;
use scrutiny_casebook::domain::vocabulary::Term as _;

use crate::page::Page;
use crate::words;

/// Everything stated, each with its page.
pub fn document(page: &mut Page, reading: &Reading) -> io::Result<()> {
    let facts = &reading.facts;
    let document = &reading.document;
    page.heading(&document.source.file)?;
    let mut table = Rows {
        document,
        rows: Vec::new(),
    };
    let kind = format!("{} ({})", words::kind(facts.kind), facts.kind_in_words());
    table.add("Kind", None, kind);
    if let Some(framework) = facts.framework {
        let because = facts.framework_in_words();
        let because = because.map(|b| format!(" ({b})")).unwrap_or_default();
        let framework = format!("{}{because}", words::framework(framework));
        table.add("Framework", None, framework);
    }
    table.stated("Title", &facts.title, String::clone);
    table.stated("Authority", &facts.authority, |a| a.name.clone());
    table.stated("Published", &facts.published, |d| d.in_words());
    table.stated("Letter published", &facts.letter_published, |d| {
        d.in_words()
    });
    table.stated("Visit", &facts.visit_number, u8::to_string);
    table.stated("Days", &facts.dates, |d| d.in_words());
    table.stated("Visits to come", &facts.visits_claimed, |n| {
        format!("{n} in all, it says")
    });
    table.stated("Judged before", &facts.judged, |j| {
        let month = j.month.map(|m| format!(" in {}", m.in_words()));
        format!("{}{}", words::grade(j.grade), month.unwrap_or_default())
    });
    table.stated("Inspector", &facts.inspectors, |i| {
        let lead = if i.lead { " (lead)" } else { "" };
        format!("{}{lead}", i.name)
    });
    table.stated("To", &facts.director, String::clone);
    for area in &facts.focus {
        let doubted = area.place().filter(|p| document.in_doubt_at(p).is_some());
        let shown = |words: &String| {
            doubted.map_or_else(|| words.clone(), |place| words::stated(document, place))
        };
        table.stated("Area covered", [area], shown);
    }
    table.stated("Judgement", &facts.judgements, |j| {
        format!("{}: {}", j.area.in_words(), words::grade(j.grade))
    });
    for r in &facts.recommendations {
        let number = r.number.as_ref().map(|n| format!("{n}. "));
        let words = match document.in_doubt_at(&r.place) {
            Some(_) => words::stated(document, &r.place),
            None => r.text.clone(),
        };
        let asked = format!("{}{words}", number.unwrap_or_default());
        table.add("To improve", Some(r.place.page), asked);
    }
    for c in &facts.contradictions {
        let said = format!("{}: {}", c.in_words(), words::stated(document, &c.place));
        table.add("Says otherwise", Some(c.place.page), said);
    }
    for w in &document.source.warnings {
        table.add("Warning", w.page, w.message.clone());
    }
    page.table(&["Fact", "Where", "What it states"], &table.rows)?;
    page.line("")
}

/// What a paper states, where, and how it is called.
struct Rows<'a> {
    document: &'a Document,
    rows: Vec<Vec<String>>,
}

impl Rows<'_> {
    fn add(&mut self, what: &str, at: Option<usize>, value: String) {
        let at = at.map(|p| format!("page {}", self.document.page_label(p)));
        self.rows
            .push(vec![what.to_owned(), at.unwrap_or_default(), value]);
    }

    /// A row for each that is stated, with the note of one that was inferred.
    fn stated<'s, T: 's>(
        &mut self,
        what: &str,
        all: impl IntoIterator<Item = &'s Stated<T>>,
        words: impl Fn(&T) -> String,
    ) {
        for fact in all {
            let why = fact.origin.in_words().map(|why| format!("  ({why})"));
            let value = format!("{}{}", words(&fact.value), why.unwrap_or_default());
            self.add(what, fact.place().map(|place| place.page), value);
        }
    }
}
