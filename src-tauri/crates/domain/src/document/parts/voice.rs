//! Where a paper that prints a letter speaks for itself again, and how far the letter surely goes.
//!
//! A letter of the inspectorate never says what a councillor told a reporter, seldom "we", and calls the council the
//! local authority. Deliberately not here: a closing and a signature, which end a letter for sure.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::document::{Document, Paragraph, ParagraphKind};
use crate::prose::outside_marks;

fn compiled(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a constant pattern")
}

/// What a letter on a visit is told by: who speaks, of whom, and what it looks at.
static OF_A_LETTER: LazyLock<Regex> = LazyLock::new(|| {
    compiled(
        r"(?i)\b(?:inspectors?|HMI|the local authority(?:[’']s)?|(?:this|the|last|previous|next)\s+(?:monitoring\s+|focused\s+)?visit)\b",
    )
});

/// Headings of the form of a letter.
static FORM_HEADING: LazyLock<Regex> = LazyLock::new(|| {
    compiled(
        r"(?i)^(?:(?:monitoring|focused(?:\s+assurance)?)\s+visit\b|(?:(?:headline|main|summary\s+of)\s+)?findings\b|areas?\s+(?:covered|reviewed|for)|overview$|(?:evaluation\s+of\s+)?progress\b|what\s+needs\s+to\s+improve|scope|focus\s+of)",
    )
});

/// Headings of a page, a newspaper or a pack.
static OWN_HEADING: LazyLock<Regex> = LazyLock::new(|| {
    compiled(
        r"(?ix)\b(?:we|our|us)\b
        | \b(?:councils?|committee|cabinet|agenda|minutes|appendix|annex|response|responds?|reaction|reply|statement|press|media|advertisement|newsletter)\b
        | \b(?:annual|cover|covering|progress|update|officers?|directors?)[’']?s?\s+report\b | \breports?\s+(?:of|by|from|to)\b
        | ^(?:what\s+happens\s+next|next\s+steps|background|more\s+(?:on|from|about|information|stories)|further\s+information|find\s+out\s+more|related|share|contact(?:\s+us)?|comments?|read\s+(?:more|also)|notes?\s+to\s+editors|about\s+(?:the|this|us))\b",
    )
});

static WE: LazyLock<Regex> = LazyLock::new(|| compiled(r"\b(?:[Ww]e|[Oo]urs?|us)\b"));

/// Somebody who is named, or speaks for a body, and says something.
static SOMEBODY_SAYS: LazyLock<Regex> = LazyLock::new(|| {
    let says = r"(?:said|says|told|tells|added|adds|commented|comments|responded|responds|replied|warned|welcomed|insisted|thanked|tweeted)";
    let who = r"(?:(?:Councillor|Cllr|Coun|Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Lord|Baroness)\.?\s+\p{Lu}[\p{L}’'-]+|\p{Lu}[\p{Ll}’'-]+\s+\p{Lu}[\p{L}’'-]+|[Ss]pokes(?:man|woman|person|people)|[Ll]eader|[Cc]ouncil)";
    compiled(&format!(
        r"{who}\b[^.“”]{{0,140}}\b{says}\b|\b{says}\s+(?:the\s+)?(?:[\p{{L}}’']+\s+){{0,3}}?{who}"
    ))
});

/// What an inspector was told is the inspector's to tell.
static TO_INSPECTORS: LazyLock<Regex> =
    LazyLock::new(|| compiled(r"(?i)\b(?:told|added|commented|said\s+to)\s+(?:the\s+|us|inspect)"));

/// True for a paragraph in which a paper that prints a letter speaks for itself.
pub(crate) fn is_own(p: &Paragraph) -> bool {
    is_of_others(p, true)
}

/// True for a paragraph that a letter of the inspectorate would not hold; `we` counts where the letter does without it.
fn is_of_others(p: &Paragraph, we: bool) -> bool {
    let text = p.text.trim();
    match p.kind {
        ParagraphKind::Heading { .. } => !FORM_HEADING.is_match(text) && OWN_HEADING.is_match(text),
        ParagraphKind::Body | ParagraphKind::Item { .. } => {
            let told = outside_marks(text, true);
            we && WE.is_match(&told)
                || SOMEBODY_SAYS.is_match(&told) && !TO_INSPECTORS.is_match(&told)
        }
        _ => false,
    }
}

/// Paragraphs under a salutation that show whether a letter says "we".
const OPENING: usize = 3;

/// The first paragraph of others in `within`, which begins with a letter's salutation.
pub(super) fn first_of_others(all: &[Paragraph], within: Range<usize>) -> Option<usize> {
    let body = all[within.clone()].iter().skip(1);
    let mut opening = body.filter(|p| p.is_body()).take(OPENING);
    let we = !opening.any(|p| WE.is_match(&outside_marks(&p.text, true)));
    let mut after = within.skip(1);
    after.find(|&i| is_of_others(&all[i], we))
}

/// Where the letter surely goes to that `part` is and whose end is not seen: as far as it speaks as a letter does, and
/// on to a heading under which others begin to speak.
pub(super) fn sure(document: &Document, part: &Range<usize>) -> usize {
    let all = &document.paragraphs;
    let letter = |p: &Paragraph| match p.kind {
        ParagraphKind::Heading { .. } => FORM_HEADING.is_match(p.text.trim()),
        ParagraphKind::Footnote => false,
        _ => OF_A_LETTER.is_match(&outside_marks(&p.text, true)),
    };
    let last = all[part.clone()]
        .iter()
        .rposition(letter)
        .map_or(part.start, |at| part.start + at);
    if !all.get(part.end).is_some_and(Paragraph::is_heading) {
        return last + 1;
    }
    let paged = document.pages.len() > 1;
    let same = |p: &&Paragraph| !paged || p.page() == all[last].page();
    last + 1 + all[last + 1..part.end].iter().take_while(same).count()
}
