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

/// Fills the recommendations.
pub(super) fn read(document: &Document, framework: Framework, facts: &mut Facts) {
    let mut addressee = if framework == Framework::Jtai {
        Addressee::Partnership
    } else {
        Addressee::LocalAuthority
    };
    let mut open: Option<u8> = None;
    for p in &document.paragraphs {
        if let Some(level) = heading_level(p) {
            if framework == Framework::Sif
                && LSCB_PART.is_match(&p.text)
                && !is_contents(document, p)
            {
                addressee = Addressee::Lscb;
            }
            if wordings().opens_points(&p.text, framework) && !is_contents(document, p) {
                open = Some(level);
            } else if let Some(opened) = open {
                // Recommendations may be grouped under headings of a lower rank.
                if level <= opened || !groups(document, p) {
                    open = None;
                }
            }
            continue;
        }
        let Some(_) = open else { continue };
        match p.kind {
            ParagraphKind::Item { .. } | ParagraphKind::Body => {
                if LEAD_IN.is_match(p.text.trim()) {
                    continue;
                }
                let is_point = p.number.is_some() || matches!(p.kind, ParagraphKind::Item { .. });
                let held = facts.recommendations.last_mut();
                match (is_point, held) {
                    // A bullet under a numbered recommendation is part of it.
                    (true, Some(held)) if p.number.is_none() && held.number.is_some() => {
                        held.text.push('\n');
                        held.text.push_str(&p.text);
                    }
                    (true, _) => facts.recommendations.push(Recommendation {
                        text: p.text.clone(),
                        number: p.number.clone(),
                        addressee,
                        place: Place {
                            page: p.page(),
                            paragraph: p.index,
                            quote: p.text.clone(),
                        },
                    }),
                    // Running text after the list ends it; before the list it leads in.
                    (false, _) => {}
                }
            }
            _ => {}
        }
    }
}

fn heading_level(p: &Paragraph) -> Option<u8> {
    match p.kind {
        ParagraphKind::Heading { level } => Some(level),
        _ => None,
    }
}

/// True where the text under a heading begins with a numbered recommendation.
fn groups(document: &Document, heading: &Paragraph) -> bool {
    document.paragraphs[heading.index + 1..]
        .iter()
        .find(|p| heading_level(p).is_none() && p.kind != ParagraphKind::Footnote)
        .is_some_and(|p| p.number.is_some())
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
