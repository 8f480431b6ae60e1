//! Judgements by area in the framework's own words: from the table on the first pages, or from plain lines.
//!
//! A grade counts only where it stands alone beside its area, or where the sentence of form states it
//! ("Children’s services in NAME are inadequate"). What later headings repeat is compared, not counted twice.

use std::sync::LazyLock;

use regex::Regex;

use super::run::Run;
use super::wordings::wordings;
use super::{Area, Contradiction, FactName, Facts, Grade, Judgement, Stated};
use crate::document::kind::Framework;
use crate::document::{Document, Paragraph, ParagraphKind, Place};

/// The title table stands on the first pages; contents lists and running text come after.
const FRONT_PAGES: usize = 2;

static OVERALL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?xi)
        (?P<subject>
            the\s+overall\s+judge?ment\s+is(?:\s+that)?(?:\s+children['’]s\s+services)?
          | (?:children['’]s\s+)?services\s+(?:in|on|at|for)\s+[^.:;]{2,60}?
          | children['’]s\s+services
        )
        \s+(?:(?:are|is)\s+)?
        (?P<grade>requires?\s+improvement(?:\s+to\s+be\s+good)?|outstanding|good|inadequate|adequate)\b",
    )
    .expect("a constant pattern")
});

static LSCB: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?xi)^(?P<subject>(?:the\s+effectiveness\s+of\s+)?the\s+(?:local\s+safeguarding\s+children(?:['’]s)?(?:\s+board)?|LSCB)
        (?:\s*\(\w+\))?)
        \s*(?:\b(?:is|are)\b)?\s*
        (?P<grade>requires?\s+improvement(?:\s+to\s+be\s+good)?|outstanding|good|inadequate|adequate)?\W*$",
    )
    .expect("a constant pattern")
});

/// Fills the judgements of a report, and its contradictions.
pub(super) fn read(document: &Document, framework: Framework, facts: &mut Facts) {
    let mut found = Vec::new();
    if framework == Framework::Sif {
        found.extend(overall(document));
    }
    let front: Vec<&Paragraph> = document
        .paragraphs
        .iter()
        .filter(|p| on_front(document, p))
        .collect();
    found.extend(graded(document, &front, framework));
    if framework == Framework::PreSif {
        let late: Vec<&Paragraph> = document
            .paragraphs
            .iter()
            .filter(|p| !on_front(document, p))
            .collect();
        found.extend(graded(document, &late, framework));
    }
    if framework == Framework::Sif {
        found.extend(lscb(document));
    }
    keep(facts, found);
    // What the report repeats further on agrees, or is a contradiction; it fills in for a table that is not there.
    keep(facts, repeated(document, framework));
    facts
        .judgements
        .sort_by_key(|j| j.place().map(|place| place.paragraph));
}

fn on_front(document: &Document, p: &Paragraph) -> bool {
    document.pages.len() <= 1 || p.page() < FRONT_PAGES
}

fn keep(facts: &mut Facts, found: Vec<Stated<Judgement>>) {
    for j in found {
        match facts
            .judgements
            .iter()
            .find(|k| k.value.area == j.value.area)
        {
            None => facts.judgements.push(j),
            Some(held) if held.value.grade == j.value.grade => {}
            Some(_) => {
                let said = |place| Contradiction {
                    fact: FactName::Judgement(j.value.area),
                    value: j.value.grade.name().to_owned(),
                    place,
                };
                facts.contradictions.extend(j.origin.into_place().map(said));
            }
        }
    }
}

/// Areas and the grades beside them, in reading order: cells of a table, or lines.
fn graded(
    document: &Document,
    paragraphs: &[&Paragraph],
    framework: Framework,
) -> Vec<Stated<Judgement>> {
    let mut found: Vec<Stated<Judgement>> = Vec::new();
    // Paragraphs since the last grade: where the area of the next is named.
    let mut pending: Vec<&Paragraph> = Vec::new();
    let mut row: Option<(usize, usize)> = None;
    for p in paragraphs {
        if let ParagraphKind::Cell { table, row: r, .. } = p.kind {
            // A row whose grade is not one ("Not judged") must not lend its area to the next row, unless the next
            // row is only the rest of a wrapped one.
            if row.is_some_and(|held| held != (table, r)) && ends_ungraded(&pending) {
                pending.clear();
            }
            row = Some((table, r));
        } else if p.text.chars().count() > 200 {
            pending.clear();
            continue;
        }
        if let Some(grade) = wordings().grade(&p.text) {
            if let Some(j) = named(document, &pending, framework, grade, p) {
                found.push(j);
                pending.clear();
            }
            continue;
        }
        // "Overall effectiveness Inadequate" on one line.
        if let Some((area, range)) = wordings().area(&p.text, framework)
            && let Some(grade) = wordings().grade(&p.text[range.end..])
        {
            let run = Run::one(document, p.index);
            let wording = p.text[range].to_owned();
            found.push(run.stated(
                Judgement {
                    area,
                    grade,
                    wording,
                },
                0..p.text.len(),
            ));
            pending.clear();
            continue;
        }
        pending.push(p);
        if pending.len() > 4 {
            pending.remove(0);
        }
    }
    found
}

/// True where the paragraphs hold an area and, after it, a cell that says something other than a grade.
fn ends_ungraded(pending: &[&Paragraph]) -> bool {
    pending
        .last()
        .is_some_and(|p| p.text.to_lowercase().starts_with("not judged"))
}

fn named(
    document: &Document,
    pending: &[&Paragraph],
    framework: Framework,
    grade: Grade,
    graded: &Paragraph,
) -> Option<Stated<Judgement>> {
    if ends_ungraded(pending) {
        return None;
    }
    let run = Run::of(document, pending.iter().map(|p| p.index));
    let (area, range) = wordings().area(&run.text, framework)?;
    // Words between the area and the grade would belong to neither: only the wrapped end of the wording may stand there.
    if run.text[range.end..].split_whitespace().count() > 4 {
        return None;
    }
    let wording = run.text[range]
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    let place = Place {
        page: graded.page(),
        paragraph: graded.index,
        quote: graded.text.clone(),
    };
    let judgement = Judgement {
        area,
        grade,
        wording,
    };
    Some(Stated::read(judgement, place))
}

fn overall(document: &Document) -> Option<Stated<Judgement>> {
    let front = document
        .paragraphs
        .iter()
        .filter(|p| on_front(document, p))
        .take(40);
    let run = Run::of(document, front.map(|p| p.index));
    // The sentence of form stands before the summary, and nothing but a title comes before it.
    let c = OVERALL.captures(&run.text)?;
    let (whole, subject, grade) = (c.get(0)?, c.name("subject")?, c.name("grade")?);
    let value = Judgement {
        area: Area::Overall,
        grade: wordings().grade(grade.as_str())?,
        wording: subject
            .as_str()
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" "),
    };
    Some(run.stated(value, whole.range()))
}

fn lscb(document: &Document) -> Vec<Stated<Judgement>> {
    let mut found = Vec::new();
    for p in document
        .paragraphs
        .iter()
        .filter(|p| p.text.chars().count() < 120)
    {
        let Some(c) = LSCB.captures(&p.text) else {
            continue;
        };
        let Some(subject) = c.name("subject") else {
            continue;
        };
        let wording = subject.as_str().to_owned();
        let run = Run::one(document, p.index);
        if let Some(grade) = c.name("grade").and_then(|g| wordings().grade(g.as_str())) {
            found.push(run.stated(
                Judgement {
                    area: Area::Lscb,
                    grade,
                    wording,
                },
                0..p.text.len(),
            ));
        } else if let Some((next, grade)) = document
            .paragraphs
            .get(p.index + 1)
            .and_then(|n| Some((n, wordings().grade(&n.text)?)))
        {
            let place = Place {
                page: next.page(),
                paragraph: next.index,
                quote: next.text.clone(),
            };
            let judgement = Judgement {
                area: Area::Lscb,
                grade,
                wording,
            };
            found.push(Stated::read(judgement, place));
        }
    }
    found
}

/// Section headings that repeat a grade ("… help and protection: inadequate"), some set as text, some with the grade
/// as a line of its own.
fn repeated(document: &Document, framework: Framework) -> Vec<Stated<Judgement>> {
    let mut found = Vec::new();
    for p in &document.paragraphs {
        let heading = p.is_heading();
        if !heading && (p.kind != ParagraphKind::Body || p.text.chars().count() > 140) {
            continue;
        }
        let Some((area, range)) = wordings().area(&p.text, framework) else {
            continue;
        };
        let wording = p.text[range.clone()].to_owned();
        let before = p.text[..range.start].trim().to_lowercase();
        if !(before.is_empty()
            || before == "the graded judgement for"
            || before == "the graded judgement about")
        {
            continue;
        }
        let rest = p.text[range.end..].trim_start_matches([':', ' ', '–', '-']);
        let rest = ["is that it is ", "is that it ", "is ", "are "]
            .iter()
            .find_map(|w| rest.strip_prefix(w))
            .unwrap_or(rest);
        let next = document.paragraphs.get(p.index + 1);
        let below = next.filter(|_| heading && rest.is_empty());
        let graded = [(p, rest)]
            .into_iter()
            .chain(below.map(|next| (next, next.text.as_str())))
            .find_map(|(at, text)| Some((at, wordings().grade(text)?)));
        if let Some((at, grade)) = graded {
            let judgement = Judgement {
                area,
                grade,
                wording,
            };
            found.push(Run::one(document, at.index).stated(judgement, 0..at.text.len()));
        }
    }
    found
}
