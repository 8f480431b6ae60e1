//! What another program takes out of the PDF.

use std::process::Command;

use scrutiny_casebook::domain::annotations::Visibility;
use scrutiny_casebook::domain::briefing::{Block, Quotation};
use scrutiny_casebook::{Choices, Form, Sheet};
use scrutiny_tests::case::who;

use crate::{pack, sample};

#[tokio::test]
async fn another_program_takes_every_quotation_out_whole_and_in_order() {
    let folder = tempfile::tempdir().unwrap();
    let casebook = sample(folder.path()).await;
    let out = folder.path().join("n.pdf");
    for sheet in [Sheet::A4, Sheet::A5, Sheet::A4LargePrint] {
        let choices = Choices {
            form: Form::Pdf(sheet),
            ..Choices::default()
        };
        casebook
            .brief_as(pack(Visibility::MembersOnly), choices, &out, &who())
            .await
            .unwrap();
        let Ok(taken) = Command::new("pdftotext").arg(&out).arg("-").output() else {
            println!("skipped: pdftotext is not installed");
            return;
        };
        // Without the running lines, which stand between the pages of a quotation.
        let text = String::from_utf8(taken.stdout).unwrap();
        let running = |line: &&str| {
            !line.starts_with("Words quoted are set in serif")
                && !line.starts_with("Everything else is ours.")
                && !line.contains("Briefing for members ·")
                && line.trim() != "Northmere children’s services"
                && !line.trim().split(" of ").all(|n| n.parse::<u32>().is_ok())
        };
        let lines: Vec<&str> = text
            .lines()
            .map(|l| l.trim_matches('\u{c}'))
            .filter(running)
            .collect();
        let text = plain(&lines.join(" "));
        let id = casebook.packs().await.unwrap()[0].id;
        let kept = casebook.pack(id).await.unwrap();
        let (mut from, mut count) = (0, 0);
        for quotation in kept.blocks.iter().flat_map(quotations) {
            let words = plain(&quotation.words);
            let at = text[from..].find(&words);
            assert!(
                at.is_some(),
                "{sheet:?}: not whole or not in order: {words}"
            );
            from += at.unwrap();
            count += 1;
        }
        assert!(count > 50, "{count}");
    }
}

/// A text as it is compared: the marks around and inside a quotation are the writer's.
fn plain(text: &str) -> String {
    let quoted = |c: char| matches!(c, '“' | '”' | '‘' | '’' | '"' | '\u{ad}');
    text.split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .replace(quoted, "")
        .replace('\u{fb01}', "fi")
}

/// The quotations of a block, in order.
fn quotations(block: &Block) -> Vec<&Quotation> {
    match block {
        Block::Quotation(one) | Block::Statement { quotation: one, .. } => vec![one],
        Block::Quotations { columns } => columns.iter().collect(),
        _ => Vec::new(),
    }
}
