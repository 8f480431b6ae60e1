//! What another program takes out of the PDF.

use std::path::Path;
use std::process::Command;

use scrutiny_casebook::domain::annotations::Visibility;
use scrutiny_casebook::domain::briefing::{Block, Quotation};
use scrutiny_casebook::{Casebook, Choices, Form, Pack, Sheet};
use scrutiny_tests::case::{created, import, who};
use scrutiny_tests::measure;
use scrutiny_tests::skip::{self, Need};

use crate::{pack, sample};

/// A text as it is compared: the marks around and inside a quotation are the writer's.
fn plain(text: &str) -> String {
    let quoted = |c: char| matches!(c, '“' | '”' | '‘' | '’' | '"' | '\u{ad}');
    text.split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .replace(quoted, "")
        .replace('\u{fb01}', "fi")
        // The other program drops the hyphen of a word that is parted at the end of a line.
        .replace("- ", "")
        .replace('-', "")
}

/// The quotations of a block, in order.
fn quotations(block: &Block) -> Vec<&Quotation> {
    match block {
        Block::Quotation(one) | Block::Statement { quotation: one, .. } => vec![one],
        Block::Quotations { columns } => columns.iter().collect(),
        _ => Vec::new(),
    }
}

/// Packs on every paper whose quotations another program takes out whole and in the order of the pack; how many there
/// are in one. None where that program is not installed.
async fn quotations_taken(casebook: &Casebook, authority: &str, folder: &Path) -> Option<usize> {
    let out = folder.join("taken.pdf");
    let mut all = Vec::new();
    for sheet in [Sheet::A4, Sheet::A5, Sheet::A4LargePrint] {
        let choices = Choices {
            form: Form::Pdf(sheet),
            ..Choices::default()
        };
        let asked = Pack {
            authority,
            ..pack(Visibility::MembersOnly)
        };
        casebook
            .brief_as(asked, choices, &out, &who())
            .await
            .unwrap();
        let taken = Command::new("pdftotext").arg(&out).arg("-").output().ok()?;
        let id = casebook.packs().await.unwrap()[0].id;
        let kept = casebook.pack(id).await.unwrap();
        // Without the running lines, which stand between the pages of a quotation.
        let running = [&kept.running_title, &kept.running_note];
        let text = String::from_utf8(taken.stdout).unwrap();
        let said = |line: &&str| {
            let line = line.trim();
            // The foot may run over two lines; a line of a quotation may be part of a title.
            let runs = running.iter().any(|r| *r == line)
                || !line.is_empty() && kept.footer.contains(line);
            !runs && !line.split(" of ").all(|n| n.parse::<u32>().is_ok())
        };
        let lines: Vec<&str> = text
            .lines()
            .map(|l| l.trim_matches('\u{c}'))
            .filter(said)
            .collect();
        let text = plain(&lines.join(" "));
        // Of two that stand side by side either may be taken out first: each is looked for from the last but one.
        let (mut last_but_one, mut last, mut count) = (0, 0, 0);
        for quotation in kept.blocks.iter().flat_map(quotations) {
            let words = plain(&quotation.words);
            let found = text[last_but_one..].find(&words);
            assert!(
                found.is_some(),
                "{authority}, {sheet:?}: not whole or not in order: {words}"
            );
            let at = last_but_one + found.unwrap();
            (last_but_one, last) = (last.min(at), last.max(at));
            count += 1;
        }
        all.push(count);
    }
    assert!(all.windows(2).all(|pair| pair[0] == pair[1]), "{all:?}");
    all.first().copied()
}

#[tokio::test]
async fn another_program_takes_every_quotation_out_whole_and_in_order() {
    let folder = tempfile::tempdir().unwrap();
    let casebook = sample(folder.path()).await;
    let taken = quotations_taken(&casebook, "Northmere", folder.path()).await;
    let Some(count) = skip::unless(Need::Pdftotext, taken) else {
        return;
    };
    assert!(count > 15, "{count}");
}

/// Published papers: two inspections with articles between them, and an authority with as many reports as any.
#[tokio::test]
#[ignore = "takes minutes, and needs the corpus"]
async fn and_so_it_does_of_packs_on_published_papers() {
    let Some(corpus) = skip::unless(Need::Corpus, measure::corpus::folder()) else {
        return;
    };
    for (authority, papers) in [
        (
            "Croydon",
            [
                "inspections/croydon/2017-09-04.pdf",
                "inspections/croydon/2020-03-16.pdf",
                "news/croydon-third-visit-local-paper.txt",
                "news/croydon-third-visit-trade-press.txt",
            ],
        ),
        (
            "Birmingham",
            [
                "inspections/birmingham/2014-05-23.pdf",
                "inspections/birmingham/2016-11-25.pdf",
                "inspections/birmingham/2019-01-17.pdf",
                "inspections/birmingham/2023-04-18.pdf",
            ],
        ),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let casebook = created(folder.path()).await;
        import(&casebook, &papers.map(|paper| corpus.join(paper))).await;
        let taken = quotations_taken(&casebook, authority, folder.path()).await;
        let Some(count) = skip::unless(Need::Pdftotext, taken) else {
            return;
        };
        assert!(count > 20, "{authority}: {count}");
    }
}
