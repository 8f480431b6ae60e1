//! Finding the words that a note is about again, in a newer issue of their paper.
//!
//! The quotation is the truth, its position a hint. Deliberately not here: which paper is a newer issue of which.

use crate::document::{Citation, Document};

/// Where the cited words stand in `document`; none where they do not stand there word for word.
///
/// Where they stand more than once, the place whose surroundings are most like those cited is taken; of equals, the
/// one nearest to where they stood before.
pub fn attach(citation: &Citation, document: &Document) -> Option<Citation> {
    let mut best: Option<((usize, std::cmp::Reverse<usize>), Citation)> = None;
    for paragraph in &document.paragraphs {
        for (at, _) in paragraph.text.match_indices(&citation.quote) {
            let start = paragraph.text[..at].chars().count();
            let end = start + citation.quote.chars().count();
            let Some(found) = Citation::of(document, paragraph.index, start, end) else {
                continue;
            };
            // A page in doubt of another issue may have these words by mistake.
            let same = citation.source == document.source.sha256;
            if !same && document.in_doubt(&found).is_some() {
                continue;
            }
            let likeness = alike(citation.prefix.chars().rev(), found.prefix.chars().rev())
                + alike(citation.suffix.chars(), found.suffix.chars());
            let away = paragraph.index.abs_diff(citation.paragraph_index);
            let score = (likeness, std::cmp::Reverse(away));
            if best.as_ref().is_none_or(|(known, _)| score > *known) {
                best = Some((score, found));
            }
        }
    }
    best.map(|(_, found)| found)
}

/// How many characters are the same before the first that differs.
fn alike(a: impl Iterator<Item = char>, b: impl Iterator<Item = char>) -> usize {
    a.zip(b).take_while(|(a, b)| a == b).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::built::Built;

    fn document(sha256: &str, paragraphs: &[&str]) -> Document {
        let built = paragraphs
            .iter()
            .fold(Built::default(), |b, text| b.body(text));
        let mut document = built.document();
        document.source.sha256 = sha256.to_owned();
        document
    }

    #[test]
    fn words_are_found_where_their_surroundings_are() {
        let old = document("a", &["Plans are late – too many. Visits are late."]);
        let cited = Citation::of(&old, 0, 10, 14).unwrap();
        assert_eq!(cited.quote, "late");
        let new = document(
            "b",
            &["Meetings are late.", "Now Plans are late – too many."],
        );
        let found = attach(&cited, &new).unwrap();
        assert_eq!(
            (
                found.source.as_str(),
                found.paragraph_index,
                found.start,
                found.end
            ),
            ("b", 1, 14, 18)
        );
    }

    #[test]
    fn words_that_are_gone_or_changed_are_not_found() {
        let old = document("a", &["Plans are late."]);
        let cited = Citation::of(&old, 0, 0, 15).unwrap();
        assert_eq!(
            attach(&cited, &document("b", &["Plans are seldom late."])),
            None
        );
        let mut damaged = document("c", &["Plans are late."]);
        damaged.pages[0].damaged = true;
        assert_eq!(
            attach(&cited, &damaged),
            None,
            "nothing is quoted from a damaged page"
        );
    }
}
