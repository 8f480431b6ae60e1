//! Letters of monitoring visits, focused visits and joint inspections: the date, the person addressed, the opening
//! paragraph of form, the areas covered.

use std::sync::LazyLock;

use regex::Regex;

use super::run::Run;
use super::{Facts, Inspector, Stated, dates, people, visit};
use crate::document::kind::Kind;
use crate::document::{Document, Paragraph, ParagraphKind, Place};

static DEAR: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^\s*Dear\b").expect("a constant pattern"));

static GLUED_DEAR: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\bDear\s+\p{Lu}").expect("a constant pattern"));

/// What a letter on a visit says of itself first.
static FORM: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)\bthis\s+letter\s+(?:summarises|sets\s+out)|^\s*I\s+am\s+writing\s+to\s+report",
    )
    .expect("a constant pattern")
});

/// How many paragraphs the head of a letter may be.
const GLUED: usize = 8;

static TITLE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)(?:monitoring\s+visit|focused\s+(?:assurance\s+)?visit|joint\s+targeted\s+area\s+inspection)\s+(?:to|of)\b[^\n]*")
        .expect("a constant pattern")
});

/// Name, then an office: "Melanie Barnett Director for Children’s Services", over one line or two.
static DIRECTOR: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!(
        r"(?m)(?:^|,\s|\n)(?P<name>(?:(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Professor|Cllr)\.?\s)?{})(?:\s(?:CBE|OBE|MBE|QPM))*,?\s+(?P<office>(?:(?:Interim|Acting|Executive|Corporate|Strategic|Statutory|Deputy|Group|Service|Joint|Chief)\s+|Chief\s+Executive\s*(?:\([^)]*\))?\s*(?:&|and)\s*)*Director(?:ate)?\b[^\n,]*(?:\n[^\n,]*Children[^\n,]*)?)",
        people::NAME
    ))
    .expect("a constant pattern")
});

static INSPECTORS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?is)(?:(?:his|her)\s+majesty[’']s\s+inspectors?|(?:the\s+)?inspectors?|HMIs?)(?:\s+for\s+this\s+visit|\s+who\s+(?:visited|carried\s+out\s+(?:this|the)\s+visit))?\s+(?:were|was)\s+(?P<names>[^\n]+?)(?:\.\s|\.$|\n|$)|visit\s+was\s+(?:carried\s+out|conducted|undertaken)\s+by\s+(?:(?:his|her)\s+majesty[’']s\s+inspectors?,?\s+(?:\(HMI\),?\s+)?)?(?P<by>\p{Lu}[^\n]+?)(?:\.\s|\.$|\n|$)",
    )
    .expect("a constant pattern")
});

static FOCUS_HEADING: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^(?:areas?\s+(?:covered|reviewed|considered)(?:\s+(?:by|at|during|in)\s+(?:the|this)\s+(?:monitoring\s+)?visit)?|focus\s+of\s+(?:the|this)\s+visit|scope(?:\s+of\s+the\s+visit)?)\s*:?$")
        .expect("a constant pattern")
});

/// The sentence that leads to a list of areas, or names them itself.
static FOCUS_SENTENCE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?ix)(?:
            (?:with\s+(?:a\s+)?(?:particular|specific|special)\s+(?:focus|regard|reference|attention)\s+(?:on|to))
          | (?:progress\s+(?:that\s+has\s+been\s+)?made\s+(?:in|on|with)\s+(?:the\s+)?(?:following\s+)?(?:areas?(?:\s+of)?|respect\s+of|relation\s+to))
          | (?:(?:focus(?:s?ed|ing)?|concentrated)\s+on(?:\s+the\s+following(?:\s+areas?)?)?)
          | (?:in\s+the\s+following\s+areas?)
        )\s*:?\s*(?P<areas>[^.\n:]*)",
    )
    .expect("a constant pattern")
});

static RESPONSE_TO: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?s)multi-\s?agency\s+response\s+to\s+(?P<areas>[^.\n]+?)(?:\s+in\s+(?:the\s+)?\p{Lu}[^.]*)?(?:\.|\n)")
        .expect("a constant pattern")
});

/// Fills a letter's facts.
pub(super) fn read(document: &Document, facts: &mut Facts) {
    let dear = document
        .paragraphs
        .iter()
        .position(|p| DEAR.is_match(&p.text));
    // Pasted letters have head and salutation in one paragraph.
    let glued = || {
        let first = document.paragraphs.iter().take(GLUED);
        let mut heads = first.filter(|p| GLUED_DEAR.is_match(&p.text));
        heads.next().map(|p| p.index + 1)
    };
    let head_end = dear.or_else(glued).unwrap_or(0);
    let head = Run::of(document, 0..head_end);
    read_head(&head, facts);
    // A letter whose head was read after its body still has its date somewhere on the first page.
    if facts.published.is_none() {
        facts.published = document
            .paragraphs
            .iter()
            .filter(|p| p.page() == 0)
            .find_map(|p| {
                Some(Run::one(document, p.index).stated(whole_date(&p.text)?, 0..p.text.len()))
            });
    }
    let body: Vec<&Paragraph> = document.paragraphs[head_end..]
        .iter()
        .filter(|p| p.kind != ParagraphKind::Footnote)
        .collect();
    // The title and the paragraphs of form stand at once after the address; without a salutation, where they begin.
    let form = |p: &&Paragraph| FORM.is_match(&p.text);
    let skipped = match head_end {
        0 => body
            .iter()
            .position(form)
            .map_or(0, |at| at.saturating_sub(2)),
        _ => 0,
    };
    let opening = Run::of(document, body.iter().skip(skipped).take(9).map(|p| p.index));
    facts.title = TITLE.find(&opening.text).map(|m| {
        let end = wrapped(&opening.text, m.end());
        let value = opening.text[m.start()..end]
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        opening.stated(value, m.start()..end)
    });
    let whole = Run::of(
        document,
        body.iter().filter(|p| p.is_body()).map(|p| p.index),
    );
    visit::read(&opening, facts);
    read_days(&opening, facts);
    read_inspectors(document, &whole, facts);
    read_focus(document, &body, &opening, facts);
    if facts.kind == Kind::FocusedVisitLetter && facts.judged.is_none() {
        visit::read(
            &Run::of(document, body.iter().take(25).map(|p| p.index)),
            facts,
        );
    }
}

/// Where a title set over two lines ends.
fn wrapped(text: &str, end: usize) -> usize {
    let rest = &text[end..];
    let Some(next) = rest
        .strip_prefix('\n')
        .map(|r| r.split('\n').next().unwrap_or(""))
    else {
        return end;
    };
    let short = next.len() < 60
        && !next.ends_with('.')
        && !next.starts_with("This")
        && !next.starts_with("Between");
    let unfinished = text[..end].ends_with(" and") || next.starts_with(|c: char| c.is_lowercase());
    if short && unfinished {
        end + 1 + next.len()
    } else {
        end
    }
}

fn read_head(head: &Run<'_>, facts: &mut Facts) {
    let mut at = 0;
    for line in head.text.split('\n') {
        if facts.published.is_none()
            && let Some(day) = whole_date(line)
        {
            facts.published = Some(head.stated(day, at..at + line.len()));
        }
        at += line.len() + 1;
    }
    // Blocks read as one line have the date among the words of the letterhead.
    if facts.published.is_none() {
        let mut single = dates::find(&head.text)
            .into_iter()
            .filter(|f| f.day().is_some_and(|d| d.date().is_some()));
        if let (Some(found), None) = (single.next(), single.next())
            && let Some(day) = found.day()
        {
            facts.published = Some(head.stated(day, found.at));
        }
    }
    let offices: Vec<regex::Captures<'_>> = DIRECTOR.captures_iter(&head.text).collect();
    let children = |c: &&regex::Captures<'_>| {
        c.name("office")
            .is_some_and(|o| o.as_str().contains("Children"))
    };
    // A letter to several agencies is addressed to more directors than the one of children's services.
    let addressed = offices
        .iter()
        .find(children)
        .or_else(|| offices.first().filter(|_| facts.kind != Kind::JtaiLetter));
    if let Some(c) = addressed
        && let (Some(whole), Some(name)) = (c.get(0), c.name("name"))
        && let Some(bare) = people::name(name.as_str())
    {
        let lead = whole.as_str().len() - whole.as_str().trim_start_matches([',', ' ', '\n']).len();
        facts.director = Some(head.stated(bare, whole.start() + lead..whole.end()));
    }
}

/// The date that a line is, and is nothing else but.
fn whole_date(line: &str) -> Option<crate::document::StatedDate> {
    let found = dates::find(line);
    let [only] = found.as_slice() else {
        return None;
    };
    let rest = format!("{}{}", &line[..only.at.start], &line[only.at.end..]);
    let bare = rest
        .trim()
        .trim_start_matches("Date")
        .trim_matches([':', ' ', '.']);
    only.day().filter(|d| bare.is_empty() && d.date().is_some())
}

fn read_days(opening: &Run<'_>, facts: &mut Facts) {
    for found in dates::find(&opening.text) {
        if !found.has_days() || found.range.from.year.is_none() && found.day().is_some() {
            continue;
        }
        let sentence = opening.sentence(found.at.start);
        let lower = opening.text[sentence.clone()].to_lowercase();
        let of_this = [
            "this letter",
            "took place",
            "visit",
            "carried out",
            "undertook",
            "inspection",
        ];
        if of_this.iter().any(|w| lower.contains(w)) {
            visit::days(opening, sentence, facts);
            return;
        }
    }
}

fn read_inspectors(document: &Document, whole: &Run<'_>, facts: &mut Facts) {
    if facts.kind == Kind::JtaiLetter {
        return;
    }
    for named in of_form(whole) {
        named.into_iter().for_each(|i| push_inspector(facts, i));
        if !facts.inspectors.is_empty() {
            return;
        }
    }
    // The signature: a name, then the office.
    for (i, p) in document.paragraphs.iter().enumerate().rev().take(25) {
        if !p.text.contains("Majesty’s Inspector") && !p.text.contains("Majesty's Inspector") {
            continue;
        }
        let own = people::names(&p.text);
        let before = i
            .checked_sub(1)
            .map(|j| people::names(&document.paragraphs[j].text))
            .unwrap_or_default();
        for name in own.into_iter().chain(before).take(1) {
            push_inspector(
                facts,
                Run::one(document, i).stated(Inspector { name, lead: false }, 0..p.text.len()),
            );
        }
        return;
    }
}

/// The inspectors that a sentence of form names, where a paper has one.
pub(super) fn read_inspectors_of_form(run: &Run<'_>, facts: &mut Facts) {
    if facts.inspectors.is_empty() {
        of_form(run)
            .flatten()
            .for_each(|i| push_inspector(facts, i));
    }
}

/// The inspectors that each sentence of form names.
fn of_form(run: &Run<'_>) -> impl Iterator<Item = Vec<Stated<Inspector>>> {
    INSPECTORS.captures_iter(&run.text).filter_map(|c| {
        let (all, written) = (c.get(0)?, c.name("names").or(c.name("by"))?);
        let names = people::names(written.as_str()).into_iter();
        let stated = |name| run.stated(Inspector { name, lead: false }, all.range());
        Some(names.map(stated).collect())
    })
}

/// Adds an inspector who was not named before.
pub(super) fn push_inspector(facts: &mut Facts, inspector: Stated<Inspector>) {
    if !facts
        .inspectors
        .iter()
        .any(|i| i.value.name == inspector.value.name)
    {
        facts.inspectors.push(inspector);
    }
}

fn read_focus(document: &Document, body: &[&Paragraph], opening: &Run<'_>, facts: &mut Facts) {
    if facts.kind == Kind::JtaiLetter {
        if let Some(areas) = RESPONSE_TO
            .captures(&opening.text)
            .and_then(|c| c.name("areas"))
        {
            let value = areas
                .as_str()
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ");
            facts.focus.push(opening.stated(value, areas.range()));
        }
        return;
    }
    let heading = body
        .iter()
        .position(|p| FOCUS_HEADING.is_match(p.text.trim()));
    // Without a heading of its own the list follows the opening paragraphs.
    let from = heading.map_or(0, |h| h + 1);
    let section = body[from..]
        .iter()
        .take_while(|p| heading.is_none() || !p.is_heading())
        .take(if heading.is_some() { 20 } else { 8 });
    let section: Vec<&&Paragraph> = section.collect();
    let leads =
        |p: &Paragraph| p.text.trim_end().ends_with(':') || FOCUS_SENTENCE.is_match(&p.text);
    for (n, p) in section.iter().enumerate() {
        let introduced = heading.is_some()
            || n > 0 && section[..n].iter().rev().any(|q| !is_item(q) && leads(q));
        if is_item(p) && introduced {
            let value = p
                .text
                .trim()
                .trim_end_matches(['.', ';', ','])
                .trim_end_matches(" and")
                .trim_end_matches([';', ',']);
            let place = Place {
                page: p.page(),
                paragraph: p.index,
                quote: p.text.clone(),
            };
            facts.focus.push(Stated::read(value.to_owned(), place));
        } else if !facts.focus.is_empty() {
            return;
        }
    }
    if !facts.focus.is_empty() {
        return;
    }
    for p in section {
        if p.is_body() && sentence_focus(document, p, facts) {
            return;
        }
    }
}

fn is_item(p: &Paragraph) -> bool {
    matches!(p.kind, ParagraphKind::Item { .. })
}

/// Areas named in a sentence: "reviewed the progress made in the area of help and protection".
pub(super) fn sentence_focus(document: &Document, p: &Paragraph, facts: &mut Facts) -> bool {
    let Some(areas) = FOCUS_SENTENCE
        .captures(&p.text)
        .and_then(|c| c.name("areas"))
    else {
        return false;
    };
    let value = areas.as_str().trim().trim_end_matches(['”', '’', ',', ';']);
    let value = value.split("”").next().unwrap_or(value).trim();
    // "Concentrated on progress made in the area of help and protection" names the area at its end.
    let value = FOCUS_SENTENCE
        .captures(value)
        .and_then(|c| c.name("areas"))
        .map_or(value, |m| m.as_str().trim());
    if value.split_whitespace().count() < 2 {
        return false;
    }
    let range = areas.start()..areas.end();
    facts
        .focus
        .push(Run::one(document, p.index).stated(value.to_owned(), range));
    true
}
