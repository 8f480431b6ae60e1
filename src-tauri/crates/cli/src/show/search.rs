//! What was found, with the words marked.

use std::io;

use scrutiny_casebook::domain::document::Doubt;
use scrutiny_casebook::{Hit, Hits, PassageKind, Snippet, Unfinished};

use crate::page::Page;
use crate::words;

/// How much of each kind there is, then the best, or where there are very many the first.
pub fn search(page: &mut Page, hits: &Hits, doubts: &[Option<Doubt>]) -> io::Result<()> {
    let counts: Vec<String> = hits
        .counts
        .iter()
        .filter(|(_, n)| *n > 0)
        .map(|(kind, n)| words::count(usize::try_from(*n).unwrap_or_default(), kind.slug()))
        .collect();
    let more = if hits.more { ", and more" } else { "" };
    page.line(&format!("{}{more}", counts.join(", ")))?;
    if let Some(Unfinished { word, looked_for }) = &hits.unfinished {
        let these = match looked_for {
            true => "these have words that begin so",
            false => "these have the words before it",
        };
        page.text(0, &format!("Nothing has “{word}” as it stands: {these}."))?;
    }
    if hits.more {
        page.text(
            0,
            "Too many to say which are best: as the papers have them. More words narrow it.",
        )?;
    }
    for (hit, doubt) in hits.hits.iter().zip(doubts) {
        page.line("")?;
        page.line(&head(hit))?;
        let text = match doubt {
            Some(doubt) => words::not_quoted(*doubt),
            None => marked(page, &hit.snippet),
        };
        page.text(2, &text)?;
    }
    Ok(())
}

fn head(hit: &Hit) -> String {
    let mut head = match hit.kind {
        PassageKind::Finding => "Finding",
        PassageKind::Paragraph => "Paragraph",
        PassageKind::Fact => "Fact",
        PassageKind::Note => "Note",
    }
    .to_owned();
    if let Some((_, file)) = &hit.source {
        head = format!("{head} in {file}");
    }
    if let Some(page) = hit.page {
        head = format!("{head}, page {} of the file", page + 1);
    }
    if let Some(paragraph) = &hit.paragraph {
        head = format!("{head}, paragraph {paragraph}");
    }
    head
}

fn marked(page: &Page, snippet: &Snippet) -> String {
    let chars: Vec<char> = snippet.text.chars().collect();
    let text = |from: usize, to: usize| {
        chars
            .get(from..to)
            .unwrap_or_default()
            .iter()
            .collect::<String>()
    };
    let (mut out, mut at) = (String::new(), 0);
    for found in &snippet.found {
        out.push_str(&text(at, found.start));
        out.push_str(&page.mark(&text(found.start, found.end)));
        at = found.end;
    }
    out.push_str(&text(at, chars.len()));
    out
}
