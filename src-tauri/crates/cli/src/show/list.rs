//! The papers of a workspace.

use std::io;

use scrutiny_casebook::Listed;
use scrutiny_casebook::domain::annotations::Visibility;

use crate::page::Page;
use crate::words;

/// A line a paper, by authority and date.
pub fn list(page: &mut Page, listed: &[Listed]) -> io::Result<()> {
    let mut listed: Vec<&Listed> = listed.iter().collect();
    listed.sort_by(|a, b| {
        let key = |l: &Listed| {
            let date = l.facts.published.as_ref().map(|p| p.value).or(l
                .facts
                .dates
                .as_ref()
                .map(|d| d.value.from));
            (words::authority(&l.facts).to_lowercase(), date, l.id)
        };
        key(a).cmp(&key(b))
    });
    let row = |l: &&Listed| {
        vec![
            words::authority(&l.facts).to_owned(),
            words::kind(l.facts.kind).to_owned(),
            words::published(&l.facts),
            words::visit(&l.facts),
            l.findings.to_string(),
            format!("{}{}", l.source.file, remarks(l)),
        ]
    };
    let rows: Vec<Vec<String>> = listed.iter().map(row).collect();
    page.table(
        &[
            "Authority",
            "Kind",
            "Published",
            "Visit or inspection",
            "Findings",
            "File",
        ],
        &rows,
    )
}

fn remarks(l: &Listed) -> String {
    let mut remarks = Vec::new();
    if l.superseded_by.is_some() {
        remarks.push("older issue or other copy, not used");
    }
    if l.source.damaged {
        remarks.push("in doubt: some pages are not quoted");
    }
    if l.marks.visibility == Visibility::MembersOnly {
        remarks.push("members only");
    }
    if remarks.is_empty() {
        String::new()
    } else {
        format!("  ({})", remarks.join("; "))
    }
}
