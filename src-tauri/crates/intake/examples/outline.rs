//! Prints a document as it was read, for looking: `cargo run -p scrutiny-intake --example outline -- FILE [--words]`.

use std::io::{self, Write};

use scrutiny_domain::document::ParagraphKind;

fn main() -> io::Result<()> {
    let mut out = io::stdout().lock();
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    for file in arguments.iter().filter(|a| !a.starts_with("--")) {
        let bytes = std::fs::read(file)?;
        let name = std::path::Path::new(file)
            .file_name()
            .map(|n| n.to_string_lossy())
            .unwrap_or_default();
        let document =
            match scrutiny_intake::read(&bytes, &name, &scrutiny_intake::Limits::default()) {
                Ok(document) => document,
                Err(refusal) => {
                    writeln!(out, "{file}: refused ({}): {refusal}", refusal.code())?;
                    continue;
                }
            };
        let labels: Vec<&str> = document.pages.iter().map(|p| p.label.as_str()).collect();
        writeln!(
            out,
            "{file}: {} pages, labels {}",
            document.pages.len(),
            labels.join(" ")
        )?;
        for w in &document.source.warnings {
            writeln!(out, "warning {:?} page {:?}: {}", w.code, w.page, w.message)?;
        }
        for p in &document.paragraphs {
            let kind = match &p.kind {
                ParagraphKind::Heading { level } => format!("H{level}"),
                ParagraphKind::Body => "P".to_owned(),
                ParagraphKind::Item { depth } => format!("LI{depth}"),
                ParagraphKind::Cell {
                    table,
                    row,
                    column,
                    role,
                } => format!("cell {table}:{row},{column} {role:?}"),
                ParagraphKind::Footnote => "note".to_owned(),
                ParagraphKind::Matter => "matter".to_owned(),
            };
            let pages: Vec<String> = p.spans.iter().map(|s| s.page.to_string()).collect();
            let number = p
                .number
                .as_deref()
                .map(|n| format!(" #{n}"))
                .unwrap_or_default();
            writeln!(
                out,
                "[{} p{} o{} {kind}{number}] {}",
                p.index,
                pages.join("+"),
                p.ordinal,
                p.text
            )?;
        }
        if arguments.iter().any(|a| a == "--words") {
            for w in &document.words {
                let text: String = document
                    .paragraphs
                    .get(w.paragraph)
                    .map(|p| {
                        p.text
                            .chars()
                            .skip(w.start)
                            .take(w.end.saturating_sub(w.start))
                            .collect()
                    })
                    .unwrap_or_default();
                writeln!(
                    out,
                    "{} p{} {:.1} {:.1} {:.1} {:.1} {text}",
                    w.paragraph, w.page, w.left, w.top, w.right, w.bottom
                )?;
            }
        }
    }
    Ok(())
}
