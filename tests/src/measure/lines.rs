//! Every line that an independent reader (`pdftotext -raw`) sees on a page stands whole in what was read, and nothing
//! is read twice.
//!
//! Letters and digits are compared, ligatures taken apart. Two things are excused, and by what they are, never by
//! where they stand: the marks of footnotes that were read as notes, and lines that are printed on page after page.

use std::collections::{BTreeSet, HashMap, HashSet};

use scrutiny_domain::document::{Document, Paragraph, ParagraphKind};

use super::bare;

/// A line that repeats on this share of the pages (in tenths), and on three at least, is printed furniture.
const REPEATS: usize = 3;

/// What became of the printed lines of a document.
#[derive(Debug, Default)]
pub struct Lines {
    pub printed: usize,
    /// Page and line.
    pub lost: Vec<(usize, String)>,
    pub words: usize,
    /// Page and word.
    pub twice: Vec<(usize, String)>,
}

/// Looks for each line of the pages, as `pdftotext -raw` gives them, in the document.
pub fn check(document: &Document, pages: &[String]) -> Lines {
    let marks: HashSet<&str> = document
        .paragraphs
        .iter()
        .filter(|p| p.kind == ParagraphKind::Footnote)
        .filter_map(|p| p.number.as_deref())
        .collect();
    let running = running(pages);
    let mut found = Lines::default();
    for (page, text) in pages.iter().enumerate() {
        let ours = stretches(document, page);
        let label = bare(&document.page_label(page));
        for line in text.lines() {
            let line = line.trim();
            let whole = without_marks(line, &marks)
                .iter()
                .any(|l| l.is_empty() || stands(l, &ours));
            if !whole && (running.contains(&key(line)) || letters(line) == label) {
                continue;
            }
            found.printed += usize::from(!letters(line).is_empty());
            if !whole {
                found.lost.push((page, line.to_owned()));
            }
        }
        let printed = letters(text);
        let ours: String = document
            .paragraphs
            .iter()
            .flat_map(|p| on_page(p, page))
            .collect();
        let words: BTreeSet<String> = document
            .paragraphs
            .iter()
            .flat_map(|p| spans(p, page))
            .flat_map(|t| t.split_whitespace().map(letters).collect::<Vec<_>>())
            .filter(|w| w.chars().count() > 3)
            .collect();
        found.words += words.len();
        for word in words {
            if ours.matches(&word).count() > printed.matches(&word).count() {
                found.twice.push((page, word));
            }
        }
    }
    found
}

/// Whether a line lies in one stretch, or is made of two whole ones that are printed side by side (the name of a
/// judgement and its grade).
fn stands(line: &str, stretches: &[String]) -> bool {
    let beside = |pair: &[String]| matches!(pair, [a, b] if line.strip_prefix(a.as_str()) == Some(b.as_str()));
    stretches.iter().any(|s| s.contains(line)) || stretches.windows(2).any(beside)
}

/// What was read of a page: each paragraph's stretch on it, and the cells of each row of a table in one piece.
fn stretches(document: &Document, page: usize) -> Vec<String> {
    let mut out = Vec::new();
    let mut row: Option<(usize, usize)> = None;
    let mut cells = String::new();
    for p in &document.paragraphs {
        let text: String = on_page(p, page).collect();
        let of = match p.kind {
            ParagraphKind::Cell { table, row, .. } => Some((table, row)),
            _ => None,
        };
        if of != row {
            out.push(std::mem::take(&mut cells));
            row = of;
        }
        if of.is_some() {
            cells.push_str(&text);
        }
        out.push(text);
    }
    out.push(cells);
    out.retain(|t| !t.is_empty());
    out
}

/// The letters of a paragraph on a page, after its number where it begins there.
fn on_page(p: &Paragraph, page: usize) -> impl Iterator<Item = String> {
    let number = p
        .number
        .as_deref()
        .filter(|_| p.page() == page)
        .map(letters);
    number
        .into_iter()
        .chain(spans(p, page).into_iter().map(|t| letters(&t)))
}

fn spans(p: &Paragraph, page: usize) -> Vec<String> {
    let here = p.spans.iter().filter(|s| s.page == page);
    here.map(|s| p.text.chars().skip(s.start).take(s.end - s.start).collect())
        .collect()
}

/// Letters and digits, ligatures taken apart.
fn letters(text: &str) -> String {
    const LIGATURES: [(char, &str); 7] = [
        ('ﬀ', "ff"),
        ('ﬁ', "fi"),
        ('ﬂ', "fl"),
        ('ﬃ', "ffi"),
        ('ﬄ', "ffl"),
        ('ﬅ', "st"),
        ('ﬆ', "st"),
    ];
    let mut apart = String::with_capacity(text.len());
    for c in text.chars() {
        match LIGATURES.iter().find(|(ligature, _)| *ligature == c) {
            Some((_, plain)) => apart.push_str(plain),
            None => apart.push(c),
        }
    }
    bare(&apart)
}

/// The line's letters as they are, and without those digits that may be the mark of a footnote: each way of leaving
/// marks out.
fn without_marks(line: &str, marks: &HashSet<&str>) -> Vec<String> {
    let mut ways = vec![String::new()];
    for token in line.split_whitespace() {
        let whole = letters(token);
        let mut choices = vec![whole.clone()];
        // "services2", "2", "area.2", "2and": digits at either end of a token that are the number of a note.
        let digits = |c: &char| c.is_ascii_digit();
        let lead: String = whole.chars().take_while(digits).collect();
        let tail: String = {
            let back: Vec<char> = whole.chars().rev().take_while(digits).collect();
            back.into_iter().rev().collect()
        };
        if marks.contains(lead.as_str()) {
            choices.push(whole.replacen(&lead, "", 1));
        }
        for cut in 0..tail.len() {
            let mark = &tail[cut..];
            if marks.contains(mark) && mark != whole {
                choices.push(whole[..whole.len() - mark.len()].to_owned());
            }
        }
        ways = ways
            .iter()
            .flat_map(|w| choices.iter().map(move |c| format!("{w}{c}")))
            .take(64)
            .collect();
    }
    ways
}

/// What repeats of a line: its letters.
fn key(line: &str) -> String {
    letters(line)
        .chars()
        .filter(|c| !c.is_ascii_digit())
        .collect()
}

/// Lines that are printed on page after page.
fn running(pages: &[String]) -> HashSet<String> {
    let mut seen: HashMap<String, usize> = HashMap::new();
    for page in pages {
        let keys: HashSet<String> = page.lines().map(key).filter(|k| k.len() > 3).collect();
        for key in keys {
            *seen.entry(key).or_default() += 1;
        }
    }
    let enough = (pages.len() * REPEATS / 10).max(3);
    seen.into_iter()
        .filter(|(_, pages)| *pages >= enough)
        .map(|(key, _)| key)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_stands_in_one_stretch_and_only_marks_of_notes_are_left_out() {
        let ours = ["leadershipandgovernance", "inadequate", "from234in2015"].map(str::to_owned);
        let notes = HashSet::from(["3"]);
        let found = |line: &str| without_marks(line, &notes).iter().any(|l| stands(l, &ours));
        assert!(found("and govern-") && found("Leadership and governance Inadequate"));
        assert!(found("from 234 in 2015.3") && found("from 234 in3 2015"));
        assert!(!found("from 234 in 2015.4") && !found("from 234"[1..].repeat(2).as_str()));
        assert!(
            !found("governance Inadequate"),
            "the end of one and the whole of another"
        );
        assert_eq!(letters("ﬁt-for 2"), "fitfor2");
    }

    #[test]
    fn a_line_on_many_pages_is_furniture_and_one_on_two_is_not() {
        let pages = ["Northmere 1\nWords.", "Northmere 2\nWords.", "Northmere 3"];
        let found = running(&pages.map(str::to_owned));
        assert_eq!(found, HashSet::from(["northmere".to_owned()]));
    }
}
