//! What inspectors said must improve: numbered recommendations, bullets of "What needs to improve", areas for
//! improvement. A list runs from its heading to the next heading that does not belong to it.

use std::sync::LazyLock;

use regex::Regex;

use super::wordings::wordings;
use super::{Addressee, Facts, Recommendation};
use crate::document::kind::Framework;
use crate::document::{Document, Paragraph, ParagraphKind, Place};

static LSCB_PART: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)^(the effectiveness of )?the (local safeguarding children(['’]s)? board|LSCB)\b",
    )
    .expect("a constant pattern")
});

/// "In order to improve …, the local authority should take the following action." opens a list and is no point of it.
static LEAD_IN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^((in order )?to improve\b.*(following|should)|(immediately|within \w+ (weeks?|months?))\b.{0,20}$|the local authority should:?$)")
        .expect("a constant pattern")
});

/// A list being read.
struct List {
    /// Rank of its heading.
    level: u8,
    /// Position of its first recommendation.
    first: usize,
}

/// Fills the recommendations.
pub(super) fn read(document: &Document, framework: Framework, facts: &mut Facts) {
    let mut addressee = if framework == Framework::Jtai {
        Addressee::Partnership
    } else {
        Addressee::LocalAuthority
    };
    let mut open: Option<List> = None;
    let mut lists: Vec<usize> = Vec::new();
    for p in &document.paragraphs {
        // Some recommendations are typeset with the marks of a heading.
        let numbered_heading = open.is_some() && p.number.is_some();
        if let Some(level) = heading_level(p).filter(|_| !numbered_heading) {
            if framework == Framework::Sif
                && LSCB_PART.is_match(&p.text)
                && !is_contents(document, p)
            {
                addressee = Addressee::Lscb;
            }
            if wordings().opens_points(&p.text, framework) && !is_contents(document, p) {
                open = Some(List {
                    level,
                    first: facts.recommendations.len(),
                });
                lists.push(facts.recommendations.len());
            } else if open
                .as_ref()
                .is_some_and(|l| level <= l.level || !groups(document, p, framework))
            {
                open = None;
            }
            continue;
        }
        let Some(list) = &open else { continue };
        if ends(p, framework, &facts.recommendations[list.first..]) {
            open = None;
            continue;
        }
        let point = matches!(
            p.kind,
            ParagraphKind::Item { .. } | ParagraphKind::Heading { .. }
        ) || p.kind == ParagraphKind::Body && p.number.is_some();
        if !point || LEAD_IN.is_match(p.text.trim()) {
            continue;
        }
        let held = facts.recommendations[list.first..].last_mut();
        let under = held.filter(|held| {
            !p.number.as_deref().is_some_and(is_figure)
                && (held.number.as_deref().is_some_and(is_figure) || is_deeper(document, p, held))
        });
        match under {
            // "1. Quality of practice", then bullets: the number is a title's, and each bullet asks for something.
            Some(held) if is_title(&held.text) && p.text.starts_with(char::is_uppercase) => {
                facts.recommendations.pop();
                facts.recommendations.push(recommendation(p, addressee));
            }
            // A bullet under a numbered recommendation is part of it.
            Some(held) => {
                held.text.push('\n');
                held.text.push_str(&p.text);
            }
            None => facts.recommendations.push(recommendation(p, addressee)),
        }
    }
    without_numbers_of_paragraphs(&lists, &mut facts.recommendations);
}

/// A list that begins neither at 1 nor where the one before it ended has the report's running numbers: they are those
/// of its paragraphs, and no recommendation goes by them.
fn without_numbers_of_paragraphs(lists: &[usize], recommendations: &mut [Recommendation]) {
    let whole = |r: &Recommendation| r.number.as_deref()?.parse::<u32>().ok();
    let mut last = 0;
    for (i, &first) in lists.iter().enumerate() {
        let end = lists.get(i + 1).copied().unwrap_or(recommendations.len());
        let list = &mut recommendations[first..end];
        let Some(begins) = list.iter().find_map(whole) else {
            continue;
        };
        if begins == 1 || begins == last + 1 {
            last = list.iter().filter_map(whole).max().unwrap_or(last);
        } else {
            for r in list.iter_mut().filter(|r| whole(r).is_some()) {
                r.number = None;
            }
        }
    }
}

fn recommendation(p: &Paragraph, addressee: Addressee) -> Recommendation {
    Recommendation {
        text: p.text.clone(),
        number: p.number.clone(),
        addressee,
        place: Place {
            page: p.page(),
            paragraph: p.index,
            quote: p.text.clone(),
        },
    }
}

/// A bullet under another bullet: set further in, or going on in small letters after a colon.
fn is_deeper(document: &Document, p: &Paragraph, held: &Recommendation) -> bool {
    let depth = |p: &Paragraph| match p.kind {
        ParagraphKind::Item { depth } => depth,
        _ => 0,
    };
    let above = document
        .paragraphs
        .get(held.place.paragraph)
        .map_or(0, depth);
    above > 0 && depth(p) > above
        || held
            .text
            .lines()
            .next()
            .is_some_and(|l| l.trim_end().ends_with(':'))
            && p.text.starts_with(char::is_lowercase)
}

/// "12" or "3.4", not "a" or "ii".
fn is_figure(number: &str) -> bool {
    number.starts_with(|c: char| c.is_ascii_digit())
}

fn is_title(text: &str) -> bool {
    !text.trim_end().ends_with(['.', ':', ';', ',', '-', '–'])
}

/// Where a list ends without a heading: at a section's title that is set as text, and, after bullets, at the first
/// numbered paragraph of the report.
fn ends(p: &Paragraph, framework: Framework, list: &[Recommendation]) -> bool {
    let section = framework == Framework::Ilacs
        && wordings()
            .area(&p.text, framework)
            .is_some_and(|(_, range)| range.start == 0)
        && p.text.chars().count() < 160
        && !matches!(p.kind, ParagraphKind::Item { .. });
    let bullets = framework == Framework::Ilacs && list.first().is_some_and(|r| r.number.is_none());
    section || bullets && p.number.is_some()
}

fn heading_level(p: &Paragraph) -> Option<u8> {
    match p.kind {
        ParagraphKind::Heading { level } => Some(level),
        _ => None,
    }
}

/// True where a heading of lower rank only groups recommendations: what is under it begins with one.
fn groups(document: &Document, heading: &Paragraph, framework: Framework) -> bool {
    matches!(framework, Framework::Sif | Framework::PreSif)
        && !heading.text.to_lowercase().contains("strengths")
        && document.paragraphs[heading.index + 1..]
            .iter()
            .find(|p| heading_level(p).is_none() && p.kind != ParagraphKind::Footnote)
            .is_some_and(|p| p.number.is_some() || matches!(p.kind, ParagraphKind::Item { .. }))
}

/// Headings of the contents list are followed by more of them, or by a page number.
fn is_contents(document: &Document, heading: &Paragraph) -> bool {
    heading
        .text
        .trim_end()
        .ends_with(|c: char| c.is_ascii_digit())
        && heading.text.contains("  ")
        || document
            .paragraphs
            .get(heading.index + 1)
            .is_some_and(|p| p.text.trim().parse::<u16>().is_ok())
}
