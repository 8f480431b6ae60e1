//! Papers within a paper: the letter in an agenda pack, the letter that a council's page or a newspaper prints.
//!
//! What the inspectorate wrote and another paper prints whole is a paper of its own: of another kind, with another
//! speaker, about its own visit. The rest stays the paper that it is. Deliberately not here: what a paper is
//! ([`super::kind`] is asked), and letters of others.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;
use serde::{Deserialize, Serialize};

use super::{Document, PageSpan, Paragraph, ParagraphKind, Warning, Word, kind};

mod voice;

pub(crate) use voice::is_own;

/// Where a paper that is part of a file lies in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartOf {
    /// SHA-256 of the file.
    pub file: String,
    /// From 1, in the order of the file.
    pub number: usize,
    /// 0-based page of the file that is the part's first.
    pub first_page: usize,
    /// Where its end is not seen: how many of its paragraphs are surely its own. Whose the others are is not clear.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sure: Option<usize>,
}

/// Lines of a letterhead, an address, a signature are at most this long.
const SHORT: usize = 140;
/// Most lines above a salutation, and below a closing, that belong to the letter.
const HEAD: usize = 40;
const FOOT: usize = 8;
/// Lines of a signature in which the office stands.
const NAME: usize = 3;
/// A paper with fewer characters of its own before a letter is that letter, with a line above it.
const OWN: usize = 60;

static SALUTATION: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^Dear\s+\p{Lu}").expect("a regex"));
static CLOSING: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i)^yours\s+(?:sincerely|faithfully|truly)").expect("a regex"));
static PAGE_NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^(?:page\s*)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?$").expect("a regex")
});
/// With what a report begins that has no salutation.
static REPORT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^(?:re-?)?inspection of .{0,120}\b(?:children|safeguarding|looked after)")
        .expect("a regex")
});
static INSPECTED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^(?:dates? of inspection|inspection dates?)\b").expect("a regex")
});
/// What a pack prints over the papers in it.
static MARKER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^(?:appendix|annex(?:e)?|enclosure|attachment|agenda item|item(?: no\.?)?|schedule)\s*[:\-–]?\s*(?:[a-z]|\d{1,3}|[ivx]+)\b.{0,80}$")
        .expect("a regex")
});

/// A document as the papers it holds: first what is the file's own, then each part with where it lies. A document that
/// holds none is given back as it is.
pub fn apart(document: Document) -> (Document, Vec<(Document, PartOf)>) {
    let parts = find(&document);
    if parts.is_empty() {
        return (document, Vec::new());
    }
    let cut: Vec<(Document, PartOf)> = parts
        .iter()
        .enumerate()
        .map(|(i, part)| cut(&document, part, i + 1))
        .collect();
    let ranges: Vec<Range<usize>> = parts.into_iter().map(|p| p.paragraphs).collect();
    (without(document, &ranges), cut)
}

/// A part as it is found.
struct Found {
    paragraphs: Range<usize>,
    /// See [`PartOf::sure`].
    sure: Option<usize>,
}

/// The paragraphs of each part, in order.
fn find(document: &Document) -> Vec<Found> {
    let all = &document.paragraphs;
    let mut parts: Vec<Found> = Vec::new();
    let mut at = 0;
    while at < all.len() {
        let begun = parts.last().map_or(0, |p| p.paragraphs.end);
        let Some(start) = opening(document, at, begun) else {
            at += 1;
            continue;
        };
        let (end, closed) = end(document, start, at);
        let paragraphs = start..end;
        let sure = (!closed).then(|| voice::sure(document, &paragraphs) - start);
        let part = Found { paragraphs, sure };
        let within = has_own_words(&all[..start], &all[start])
            // A letter first, and others' words after it.
            || !closed && all.get(end).is_some_and(is_own);
        if within && is_of_inspectors(document, &part) {
            at = end.max(at + 1);
            parts.push(part);
        } else {
            at += 1;
        }
    }
    parts
}

/// Whether what stands before a letter is another paper: pages before it, a heading, or sentences. A letterhead has none
/// of them, however long its lines.
fn has_own_words(before: &[Paragraph], letter: &Paragraph) -> bool {
    let letters = |p: &Paragraph| p.text.chars().filter(|c| c.is_alphanumeric()).count();
    let sentence = |p: &Paragraph| p.is_body() && p.text.trim_end().ends_with(['.', '!', '?', ':']);
    let own = |p: &&Paragraph| p.is_heading() || sentence(p) || p.page() < letter.page();
    before.iter().filter(own).map(letters).sum::<usize>() >= OWN
}

fn is_of_inspectors(document: &Document, part: &Found) -> bool {
    let (document, _) = cut(document, part, 0);
    kind::recognise(&document).kind.is_of_inspectors()
}

/// Where the paper begins whose salutation or title the paragraph at `at` is; nothing before `from` belongs to it.
fn opening(document: &Document, at: usize, from: usize) -> Option<usize> {
    let all = &document.paragraphs;
    let text = all[at].text.trim();
    if matches!(all[at].kind, ParagraphKind::Footnote) || text.chars().count() > SHORT {
        return None;
    }
    if REPORT.is_match(text) {
        let soon = all.iter().skip(at + 1).take(8);
        return soon
            .into_iter()
            .any(|p| INSPECTED.is_match(&p.text))
            .then_some(at);
    }
    if !SALUTATION.is_match(text) {
        return None;
    }
    // Up over the address, the date and the letterhead.
    let paged = document.pages.len() > 1;
    let head = |p: &&Paragraph| {
        let text = p.text.trim();
        let sentence = text.ends_with(['.', '!', '?', ':']) && text.chars().count() > 40;
        let same_page = !paged || p.page() == all[at].page();
        // A page without pages is headed by its own headings.
        let heading = !paged && p.is_heading();
        same_page
            && !heading
            && !sentence
            && text.chars().count() <= SHORT
            && !MARKER.is_match(text)
    };
    let above = all[from..at].iter().rev().take(HEAD).take_while(head);
    Some(at - above.count())
}

/// Where the paper ends that begins at `start`, with its salutation at `opened`, and whether its own closing says so.
fn end(document: &Document, start: usize, opened: usize) -> (usize, bool) {
    let all = &document.paragraphs;
    let paged = document.pages.len() > 1;
    let another = |i: usize| {
        SALUTATION.is_match(all[i].text.trim())
            || paged && begins_another(document, start, i)
            || !paged && resumes(all, start, i)
    };
    let last = (opened + 1..all.len())
        .find(|&i| another(i))
        .unwrap_or(all.len());
    let closes = |p: &Paragraph| {
        let text = p.text.trim();
        text.chars().count() < SHORT && CLOSING.is_match(text)
    };
    if let Some(i) = (opened + 1..last).find(|&i| closes(&all[i])) {
        let below = &all[i + 1..last];
        let line = |q: &&Paragraph| {
            let text = q.text.trim();
            let same_page = !paged || q.page() == all[i].page();
            same_page && text.chars().count() <= SHORT && !text.ends_with(['.', '?', '!'])
        };
        let signature = below
            .iter()
            .take(FOOT)
            .take_while(|q| line(q) && !q.is_heading());
        // A name and an office by themselves may look like headings.
        let mut lines = below.iter().take(NAME).take_while(line);
        let office = lines.position(|q| kind::names_an_inspector(q.text.trim()));
        let signed = signature.count().max(office.map_or(0, |at| at + 1));
        return (i + 1 + signed, true);
    }
    // A report has no closing.
    if !SALUTATION.is_match(all[opened].text.trim()) {
        return (last, true);
    }
    let others = voice::first_of_others(all, opened..last);
    (others.unwrap_or(last), false)
}

/// On a page after the first, whether its first paragraph begins another paper of the pack.
fn begins_another(document: &Document, start: usize, at: usize) -> bool {
    let all = &document.paragraphs;
    let here = &all[at];
    let first_on_page = all[at - 1].page() != here.page();
    if !first_on_page || here.page() == all[start].page() {
        return false;
    }
    if MARKER.is_match(here.text.trim()) {
        return true;
    }
    let ParagraphKind::Heading { level } = here.kind else {
        return false;
    };
    let within = &all[start..at];
    let larger = within.iter().all(|p| match p.kind {
        ParagraphKind::Heading { level: other } => other > level,
        _ => true,
    });
    let numbered = |p: &Paragraph| p.is_body() && p.number.is_some();
    let next = all
        .get(at + 1..)
        .unwrap_or_default()
        .iter()
        .find(|p| p.is_body());
    larger && within.iter().any(Paragraph::is_heading)
        || next.is_some_and(numbered) && !within.iter().any(numbered)
}

/// In a page without pages, whether a heading is the page's own again: as high as that under which the letter stands.
fn resumes(all: &[Paragraph], start: usize, at: usize) -> bool {
    let level = |p: &Paragraph| match p.kind {
        ParagraphKind::Heading { level } => Some(level),
        _ => None,
    };
    let Some(here) = level(&all[at]) else {
        return false;
    };
    let over = all[..start].iter().rev().find_map(level);
    over.is_some_and(|over| here <= over)
}

/// A part as a document of its own: its pages, from its first.
fn cut(document: &Document, found: &Found, number: usize) -> (Document, PartOf) {
    let part = &found.paragraphs;
    let all = &document.paragraphs;
    let pages = || {
        all[part.clone()]
            .iter()
            .flat_map(|p| p.spans.iter().map(|s| s.page))
    };
    let first_page = pages().min().unwrap_or(0);
    let last_page = pages().max().unwrap_or(first_page);
    let pages = document
        .pages
        .get(first_page..=last_page)
        .unwrap_or_default();
    let paged = document.pages.len() > 1;
    let mut own = document.source.clone();
    own.warnings = own
        .warnings
        .into_iter()
        .filter(|w| w.page.is_none_or(|p| (first_page..=last_page).contains(&p)))
        .map(|w| Warning {
            page: w.page.map(|p| p - first_page),
            ..w
        })
        .collect();
    own.damaged = pages.iter().any(|p| p.damaged);
    let pages = pages.iter().enumerate().map(|(i, p)| {
        let mut page = p.clone();
        page.index = i;
        if paged {
            page.label = format!("{} (its page {})", p.label, i + 1);
        }
        page
    });
    let paragraphs = all[part.clone()].iter().map(|p| Paragraph {
        index: p.index - part.start,
        section: p
            .section
            .filter(|s| part.contains(s))
            .map(|s| s - part.start),
        spans: p
            .spans
            .iter()
            .map(|s| PageSpan {
                page: s.page - first_page,
                ..*s
            })
            .collect(),
        ..p.clone()
    });
    let words = document
        .words
        .iter()
        .filter(|w| part.contains(&w.paragraph))
        .map(|w| Word {
            paragraph: w.paragraph - part.start,
            page: w.page.saturating_sub(first_page),
            ..w.clone()
        });
    let place = PartOf {
        file: document.source.sha256.clone(),
        number,
        first_page,
        sure: found.sure.filter(|&sure| sure < part.len()),
    };
    let mut paragraphs: Vec<Paragraph> = paragraphs.collect();
    set_letterhead_apart(&mut paragraphs);
    number_again(&mut paragraphs);
    let made = Document {
        pages: pages.collect(),
        paragraphs,
        words: words.collect(),
        source: own,
    };
    (made, place)
}

/// What stands above the salutation of a letter is no running text, and neither is the number of a page.
fn set_letterhead_apart(letter: &mut [Paragraph]) {
    let salutation = |p: &Paragraph| SALUTATION.is_match(p.text.trim());
    let head = letter.iter().position(salutation).unwrap_or(0);
    for (i, p) in letter.iter_mut().enumerate() {
        let bare = p.text.trim().trim_matches(['-', '–', '|', ' ']);
        let folio = p.number.is_none() && PAGE_NUMBER.is_match(bare);
        if p.is_body() && (i < head || folio) {
            p.kind = ParagraphKind::Matter;
        }
    }
}

/// Numbers the running paragraphs of each page from 1.
fn number_again(paragraphs: &mut [Paragraph]) {
    let (mut page, mut ordinal) = (0, 0);
    for p in paragraphs {
        if p.page() != page {
            (page, ordinal) = (p.page(), 0);
        }
        ordinal += usize::from(p.is_body());
        p.ordinal = ordinal;
    }
}

/// What stays of a document without its parts.
fn without(document: Document, parts: &[Range<usize>]) -> Document {
    let inside = |i: usize| parts.iter().any(|p| p.contains(&i));
    let mut new_index = Vec::with_capacity(document.paragraphs.len());
    let mut next = 0;
    for i in 0..document.paragraphs.len() {
        new_index.push((!inside(i)).then_some(next));
        next += usize::from(!inside(i));
    }
    let moved = |i: usize| new_index.get(i).copied().flatten();
    let paragraphs = document.paragraphs.into_iter().filter_map(|p| {
        Some(Paragraph {
            index: moved(p.index)?,
            section: p.section.and_then(moved),
            ..p
        })
    });
    let words = document.words.into_iter().filter_map(|w| {
        Some(Word {
            paragraph: moved(w.paragraph)?,
            ..w
        })
    });
    Document {
        source: document.source,
        pages: document.pages,
        paragraphs: paragraphs.collect(),
        words: words.collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::built::Built;
    use super::super::facts;
    use super::super::kind::Kind;
    use super::*;

    fn letter(built: Built) -> Built {
        built
            .lines(
                "Ofsted\nAgora\n6 Cumberland Place\nNottingham\nNG1 6HJ\n3 March 2025\nAsha Birch\n\
                 Director of Children’s Services\nNorthmere City Council",
            )
            .body("Dear Ms Birch")
            .heading("Monitoring visit to Northmere children’s services")
            .body("This letter summarises the findings of the monitoring visit to Northmere children’s services on 4 and 5 February 2025.")
            .body("Visits to children are late for too many families.")
    }

    fn closed(built: Built) -> Built {
        built
            .body("Yours sincerely")
            .body("Owen Marsh")
            .body("His Majesty’s Inspector")
    }

    fn pack() -> Built {
        Built::default()
            .heading("Children’s Scrutiny Committee: agenda")
            .body("1. Apologies. 2. The letter of Ofsted and the answer of the council.")
            .next_page()
            .heading("The letter of Ofsted: report of the Director")
            .numbered(
                "1.1",
                "Members are asked to note the letter, which is at Appendix 2.",
            )
            .next_page()
            .body("Appendix 2")
    }

    fn texts(document: &Document) -> Vec<&str> {
        document
            .paragraphs
            .iter()
            .map(|p| p.text.as_str())
            .collect()
    }

    #[test]
    fn a_letter_in_a_pack_is_a_paper_of_its_own_and_the_rest_stays_the_councils() {
        let built = closed(
            letter(pack())
                .next_page()
                .body("Plans are clear for most children in care."),
        );
        let document = built
            .next_page()
            .heading("Budget")
            .numbered("4.1", "The budget for roads is met.")
            .document();
        let whole = document.paragraphs.len();
        let (own, parts) = apart(document);
        let [(part, place)] = &parts[..] else {
            panic!("{} parts", parts.len())
        };
        assert_eq!(own.paragraphs.len() + part.paragraphs.len(), whole);
        assert_eq!(texts(part)[0], "Ofsted");
        assert_eq!(*texts(part).last().unwrap(), "His Majesty’s Inspector");
        assert_eq!(*texts(&own).last().unwrap(), "The budget for roads is met.");
        assert_eq!(own.section_of(own.paragraphs.len() - 1), Some("Budget"));
        assert_eq!((place.number, place.first_page), (1, 2));
        let labels: Vec<&str> = part.pages.iter().map(|p| p.label.as_str()).collect();
        assert_eq!(labels, ["3 (its page 1)", "4 (its page 2)"]);
        assert_eq!(part.paragraphs.last().unwrap().page(), 1);
        let facts = facts::read(part);
        assert_eq!(facts.kind, Kind::MonitoringVisitLetter);
        assert!(facts.dates.is_some());
        assert!(!facts::read(&own).kind.is_of_inspectors());
    }

    #[test]
    fn a_letter_without_its_closing_ends_where_the_next_paper_begins() {
        for marker in ["Appendix 3", "Item 5: Budget"] {
            let document = letter(pack())
                .next_page()
                .body(marker)
                .body("The budget for roads is met.")
                .document();
            let (own, parts) = apart(document);
            assert_eq!(parts.len(), 1, "{marker}");
            assert_eq!(texts(&own)[texts(&own).len() - 2], marker);
        }
    }

    #[test]
    fn a_letter_that_a_page_without_pages_prints_is_found() {
        let page = Built::default()
            .heading("Inspectors find late visits")
            .body("Northmere City Council has published the letter of Ofsted, which we print below.")
            .body("Dear Ms Birch")
            .body("This letter summarises the findings of the monitoring visit to Northmere children’s services on 4 and 5 February 2025.")
            .body("Visits to children are late for too many families.");
        let page = closed(page)
            .body("Readers can write to us about this in the usual way.")
            .document();
        let (own, parts) = apart(page);
        assert_eq!(parts.len(), 1);
        assert_eq!(texts(&parts[0].0)[0], "Dear Ms Birch");
        assert_eq!(texts(&own).len(), 3);
    }

    #[test]
    fn a_letterhead_in_one_long_line_is_no_paper() {
        let address = "Ofsted, Agora, 6 Cumberland Place, Nottingham NG1 6HJ, telephone 0300 123 4234, textphone 0161 618 8524, \
            enquiries@ofsted.example, www.ofsted.example, 3 March 2025";
        assert!(address.chars().count() > SHORT);
        let document = closed(letter(Built::default().body(address))).document();
        assert!(apart(document).1.is_empty());
    }

    #[test]
    fn a_letter_by_itself_and_a_letter_of_others_are_no_parts() {
        let alone = closed(letter(Built::default()))
            .next_page()
            .body("Annex: how the visit was made.");
        assert!(apart(alone.document()).1.is_empty());
        let other = pack()
            .body("Dear Ms Birch")
            .body("I write as a parent about the school at the end of our road.")
            .body("Yours sincerely");
        assert!(apart(other.document()).1.is_empty());
    }

    #[test]
    fn a_letter_without_its_closing_ends_where_the_page_speaks_again() {
        let printed = || {
            let page = Built::default()
                .heading("Inspectors find late visits")
                .body("Northmere City Council has published the letter of Ofsted, which we print below.")
                .body("Ofsted")
                .body("Dear Ms Birch")
                .body("This letter summarises the findings of the monitoring visit to Northmere children’s services on 4 and 5 February 2025.");
            page.push(ParagraphKind::Heading { level: 3 }, None, "Findings")
                .body("Inspectors found that visits are late for too many families.")
                .body("Plans are clear.")
        };
        let own = |level, text| (ParagraphKind::Heading { level }, text);
        // Under a heading of the page's own, what stands above it is the letter's.
        for (kind, text) in [
            own(3, "What we will do"),
            own(4, "Response of Northmere City Council"),
            own(4, "More from Northmere"),
        ] {
            let (own, parts) = apart(
                printed()
                    .push(kind, None, text)
                    .body("A team was opened.")
                    .document(),
            );
            let (part, place) = &parts[0];
            assert_eq!((texts(&own)[2], place.sure), (text, None));
            assert_eq!(*texts(part).last().unwrap(), "Plans are clear.");
        }
        // Elsewhere it is the letter's as far as it speaks as one.
        for text in [
            "We have opened a team.",
            "Councillor Jo Lane, the cabinet member, said: “That is not enough.”",
            "“That is not enough,” said a spokeswoman for the council.",
        ] {
            let (own, parts) = apart(printed().body(text).document());
            let (part, place) = &parts[0];
            assert_eq!(texts(&own)[2], text);
            assert_eq!(place.sure, Some(texts(part).len() - 1));
        }
        let (_, parts) = apart(printed().document());
        assert_eq!(parts[0].1.sure, Some(texts(&parts[0].0).len() - 1));
    }

    #[test]
    fn a_paper_that_follows_a_letter_in_a_pack_is_not_the_letters() {
        let answer = letter(pack())
            .next_page()
            .heading("The answer of the council")
            .body("Staff are proud.")
            .next_page()
            .heading("Annual report on adoption")
            .body("Adoption is timely.")
            .document();
        let (own, parts) = apart(answer);
        assert_eq!(*texts(&own).last().unwrap(), "Adoption is timely.");
        assert!(!texts(&parts[0].0).contains(&"Staff are proud."));
        // The letter first, and nothing above it.
        let first = letter(Built::default())
            .body("Councillor Jo Lane said: “That is not enough.”")
            .document();
        let (own, parts) = apart(first);
        assert_eq!((parts.len(), texts(&own).len()), (1, 1));
    }

    #[test]
    fn the_address_of_a_letter_and_the_numbers_of_pages_are_no_running_text() {
        let document = closed(
            letter(pack())
                .body("Page 3 of 9")
                .next_page()
                .body("Plans are clear."),
        )
        .document();
        let (_, parts) = apart(document);
        let (part, _) = &parts[0];
        let running = part.paragraphs.iter().filter(|p| p.is_body());
        let labels: Vec<(usize, String, &str)> = running
            .map(|p| (p.page(), p.label(), p.text.as_str()))
            .collect();
        assert_eq!(labels[0], (0, "1".to_owned(), "Dear Ms Birch"));
        assert_eq!(
            labels[2].2,
            "Visits to children are late for too many families."
        );
        assert_eq!(labels[3], (1, "1".to_owned(), "Plans are clear."));
    }

    #[test]
    fn a_name_and_an_office_that_look_like_headings_sign_a_letter() {
        let page = Built::default()
            .heading("Inspectors find late visits")
            .body("Northmere City Council has published the letter of Ofsted, which we print below.")
            .body("Dear Ms Birch")
            .body("This letter summarises the findings of the monitoring visit to Northmere children’s services on 4 and 5 February 2025.")
            .body("Yours sincerely")
            .push(ParagraphKind::Heading { level: 3 }, None, "Owen Marsh")
            .push(ParagraphKind::Heading { level: 3 }, None, "His Majesty’s Inspector")
            .push(ParagraphKind::Heading { level: 3 }, None, "Weather");
        let (own, parts) = apart(page.document());
        assert_eq!(*texts(&own).last().unwrap(), "Weather");
        assert_eq!(
            *texts(&parts[0].0).last().unwrap(),
            "His Majesty’s Inspector"
        );
    }
}
