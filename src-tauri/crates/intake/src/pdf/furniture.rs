//! What stands on every page and belongs to none: running headers, footers, page numbers; and the page labels that
//! are read from them.

use std::collections::{HashMap, HashSet};

use super::glyphs::{Glyph, PageGlyphs};

/// Share of the page's height, at top and bottom, where furniture may stand.
const MARGIN: f32 = 0.12;

/// A line in the margin of a page.
#[derive(Debug)]
struct MarginLine {
    text: String,
    /// The text with every digit made `#`, without spaces: what repeats from page to page.
    key: String,
    /// Positions in the page's glyphs.
    glyphs: Vec<usize>,
    top: bool,
}

fn margin_lines(page: &PageGlyphs) -> Vec<MarginLine> {
    let mut at: Vec<(usize, &Glyph)> = page
        .glyphs
        .iter()
        .enumerate()
        .filter(|(_, g)| g.upright() && !g.c.is_whitespace())
        .filter(|(_, g)| {
            g.baseline < page.height * MARGIN || g.baseline > page.height * (1.0 - MARGIN)
        })
        .collect();
    at.sort_by(|(_, a), (_, b)| {
        a.baseline
            .total_cmp(&b.baseline)
            .then(a.left.total_cmp(&b.left))
    });
    let mut lines: Vec<Vec<(usize, &Glyph)>> = Vec::new();
    for entry in at {
        match lines.last_mut() {
            Some(line)
                if line.last().is_some_and(|(_, l)| {
                    (l.baseline - entry.1.baseline).abs() < l.size.max(4.0) * 0.35
                }) =>
            {
                line.push(entry);
            }
            _ => lines.push(vec![entry]),
        }
    }
    lines
        .into_iter()
        .map(|mut line| {
            line.sort_by(|(_, a), (_, b)| a.left.total_cmp(&b.left));
            let mut text = String::new();
            let mut right = f32::NEG_INFINITY;
            for (_, g) in &line {
                if right.is_finite() && g.left - right > g.size * 0.2 {
                    text.push(' ');
                }
                text.push(g.c);
                right = g.right;
            }
            let key = text
                .chars()
                .filter(|c| !c.is_whitespace())
                .map(|c| if c.is_ascii_digit() { '#' } else { c });
            MarginLine {
                key: key
                    .collect::<String>()
                    .replace("##", "#")
                    .replace("##", "#"),
                top: line
                    .first()
                    .is_some_and(|(_, g)| g.baseline < page.height * 0.5),
                glyphs: line.into_iter().map(|(i, _)| i).collect(),
                text,
            }
        })
        .collect()
}

/// Marks as artifacts the lines that repeat in the margins of many pages, and gives each page its printed label;
/// none where no run of page numbers is printed.
pub(crate) fn clear(pages: &mut [PageGlyphs]) -> Option<Vec<String>> {
    let lines: Vec<Vec<MarginLine>> = pages.iter().map(margin_lines).collect();
    let labels = labels(&lines);

    let mut seen: HashMap<(bool, &str), HashSet<usize>> = HashMap::new();
    for (page, lines) in lines.iter().enumerate() {
        for line in lines {
            seen.entry((line.top, &line.key)).or_default().insert(page);
        }
    }
    let enough = (pages.len() * 3 / 10).max(3);
    for (index, (page, lines)) in pages.iter_mut().zip(&lines).enumerate() {
        let label = labels.as_ref().and_then(|l| l.get(index));
        let is_label = |line: &MarginLine| label.is_some_and(|l| line.text.trim() == l);
        let is_artifact = |line: &MarginLine| {
            line.glyphs
                .iter()
                .any(|i| page.glyphs.get(*i).is_some_and(|g| g.artifact))
        };
        // Where the file itself sets the page number aside, another lone number is a footnote's.
        let set_aside = lines.iter().any(|l| is_label(l) && is_artifact(l));
        let mut drop = Vec::new();
        for line in lines {
            let wordy = line.key.chars().filter(|c| c.is_alphabetic()).count() >= 3;
            let repeats = wordy
                && seen
                    .get(&(line.top, line.key.as_str()))
                    .is_some_and(|p| p.len() >= enough);
            if repeats || (is_label(line) && !set_aside) {
                drop.extend_from_slice(&line.glyphs);
            }
        }
        for i in drop {
            if let Some(g) = page.glyphs.get_mut(i) {
                g.artifact = true;
            }
        }
    }
    labels
}

/// Page numbers that run on with the pages: the difference between number and position that most pages share.
fn labels(lines: &[Vec<MarginLine>]) -> Option<Vec<String>> {
    let candidates: Vec<Vec<i64>> = lines
        .iter()
        .map(|page| page.iter().flat_map(numbers).collect())
        .collect();
    let mut votes: HashMap<i64, usize> = HashMap::new();
    for (index, page) in candidates.iter().enumerate() {
        let distinct: HashSet<i64> = page.iter().map(|n| n - index as i64).collect();
        for offset in distinct {
            *votes.entry(offset).or_default() += 1;
        }
    }
    let (&offset, &count) = votes
        .iter()
        .max_by_key(|(offset, count)| (**count, -(**offset - 1).abs()))?;
    let needed = (lines.len().saturating_sub(1) / 2).max(2);
    if count < needed {
        return None;
    }
    Some(
        (0..lines.len() as i64)
            .map(|index| index + offset)
            .enumerate()
            .map(|(index, n)| {
                if n >= 1 {
                    n.to_string()
                } else {
                    (index + 1).to_string()
                }
            })
            .collect(),
    )
}

/// Numbers that a margin line may print as the page's: alone, at either end, or in "Page 3 of 12".
fn numbers(line: &MarginLine) -> Vec<i64> {
    let tokens: Vec<&str> = line.text.split_whitespace().collect();
    let number = |t: &str| {
        let t = t.trim_matches(|c: char| !c.is_ascii_digit());
        (t.len() <= 4).then(|| t.parse::<i64>().ok()).flatten()
    };
    let mut out: Vec<i64> = [tokens.first(), tokens.last()]
        .into_iter()
        .flatten()
        .filter_map(|t| number(t))
        .collect();
    for three in tokens.windows(3) {
        if let [page, n, of] = three
            && (page.eq_ignore_ascii_case("page") || of.eq_ignore_ascii_case("of"))
        {
            out.extend(number(n));
        }
    }
    out
}
