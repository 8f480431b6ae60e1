//! The PDF reader against real reports and letters, page by page beside an independent reader (`pdftotext`).
//!
//! Skips, and says so, where the corpus or `pdftotext` is absent. The figures asserted are those reached; a change
//! that lowers one is a fault to explain.

#![allow(clippy::print_stdout, clippy::unwrap_used)]

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::process::Command;

use scrutiny_domain::document::{Document, ParagraphKind};
use scrutiny_intake::{Limits, Refusal, read};

fn corpus() -> Option<PathBuf> {
    let default = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../../shared/corpus");
    let path = std::env::var_os("SCRUTINY_CORPUS").map_or(default, PathBuf::from);
    if path.is_dir() {
        return Some(path);
    }
    println!("skipped: no corpus at {}", path.display());
    None
}

fn pdfs(folder: &Path, into: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder)
        .unwrap()
        .map(|e| e.unwrap().path())
    {
        if entry.is_dir() {
            pdfs(&entry, into);
        } else if entry.extension().is_some_and(|e| e == "pdf") {
            into.push(entry);
        }
    }
}

/// The text of each page by `pdftotext`; none where the program is missing.
fn independent(path: &Path) -> Option<Vec<String>> {
    let out = Command::new("pdftotext")
        .arg("-layout")
        .arg(path)
        .arg("-")
        .output()
        .ok()?;
    let text = String::from_utf8_lossy(&out.stdout).into_owned();
    Some(text.split('\u{c}').map(str::to_owned).collect())
}

/// Letters and digits only, small: what is left when white space, line-end hyphens and bullets are normalised away.
fn bare(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

fn words(text: &str) -> Vec<String> {
    text.split_whitespace()
        .map(bare)
        .filter(|w| !w.is_empty())
        .collect()
}

#[derive(Default, Debug)]
struct Figures {
    documents: usize,
    numbered: usize,
    broken_runs: Vec<String>,
    words: usize,
    words_missing: Vec<String>,
    stretches: usize,
    stretches_apart: Vec<String>,
    printed_words: usize,
    lost: Vec<String>,
    leaks: Vec<String>,
    notes_inside: Vec<String>,
}

#[test]
fn real_reports_are_read_whole_and_clean() {
    let Some(corpus) = corpus() else { return };
    let mut files = Vec::new();
    pdfs(&corpus, &mut files);
    files.sort();
    if independent(&files[0]).is_none() {
        println!("skipped: pdftotext is not installed");
        return;
    }
    let mut figures = Figures::default();
    let mut refused = Vec::new();
    for path in &files {
        let name = path.strip_prefix(&corpus).unwrap().display().to_string();
        let bytes = std::fs::read(path).unwrap();
        match read(&bytes, &name, &Limits::default()) {
            Ok(document) => measure(&mut figures, &name, &document, &independent(path).unwrap()),
            Err(Refusal::NotWhatItSays { .. }) => refused.push(name),
            Err(other) => panic!("{name}: {other}"),
        }
    }
    report(&figures);
    assert_eq!(refused.len(), 2, "{refused:?}");
    assert_eq!(figures.documents, files.len() - 2);
    assert!(figures.broken_runs.is_empty());
    assert!(figures.leaks.is_empty());
    assert!(figures.notes_inside.is_empty());
    assert!(figures.words_missing.is_empty());
    // Cells, whose wrapped lines pdftotext interleaves, and the marks of footnotes.
    assert!(figures.stretches_apart.len() * 100 <= figures.stretches * 3);
    // The marks of footnotes ("area2") are all that is missing from a page.
    assert!(figures.lost.len() * 10_000 <= figures.printed_words * 6);
}

fn report(f: &Figures) {
    println!(
        "documents {}, with numbered paragraphs {}",
        f.documents, f.numbered
    );
    println!(
        "words {}, not on the page cited {}",
        f.words,
        f.words_missing.len()
    );
    println!(
        "stretches {}, not in one piece on the page {}",
        f.stretches,
        f.stretches_apart.len()
    );
    println!("words printed {}, lost {}", f.printed_words, f.lost.len());
    let lists = [
        ("runs of numbers", &f.broken_runs),
        ("furniture in paragraphs", &f.leaks),
        ("notes in paragraphs", &f.notes_inside),
        ("words missing", &f.words_missing),
        ("words lost", &f.lost),
        ("stretches apart", &f.stretches_apart),
    ];
    for (what, list) in lists {
        println!("{what}: {}", list.len());
        if std::env::var_os("SCRUTINY_SHOW").is_some() {
            list.iter().take(60).for_each(|l| println!("    {l}"));
        }
    }
}

fn measure(f: &mut Figures, name: &str, document: &Document, pages: &[String]) {
    f.documents += 1;
    runs(f, name, document);
    let printed: Vec<String> = pages.iter().map(|p| bare(p)).collect();
    let sets: Vec<HashSet<String>> = pages
        .iter()
        .map(|p| words(p).into_iter().collect())
        .collect();
    let mut ours: Vec<HashMap<String, usize>> = vec![HashMap::new(); pages.len()];
    let mut ours_bare = vec![String::new(); pages.len()];

    for p in &document.paragraphs {
        let chars: Vec<char> = p.text.chars().collect();
        assert_eq!(
            p.spans.first().map(|s| s.start),
            Some(0),
            "{name} {}",
            p.index
        );
        assert_eq!(
            p.spans.last().map(|s| s.end),
            Some(chars.len()),
            "{name} {}",
            p.index
        );
        for span in &p.spans {
            let text: String = chars[span.start..span.end].iter().collect();
            f.stretches += 1;
            if !printed[span.page].contains(&bare(&text)) {
                f.stretches_apart
                    .push(format!("{name} p{} {text}", span.page));
            }
            ours_bare[span.page].push_str(&bare(&text));
            for word in words(&text) {
                f.words += 1;
                *ours[span.page].entry(word.clone()).or_default() += 1;
                if !sets[span.page].contains(&word) && !printed[span.page].contains(&word) {
                    f.words_missing
                        .push(format!("{name} p{} {word}", span.page));
                }
            }
        }
        if let Some(number) = &p.number {
            ours_bare[p.page()].push_str(&bare(number));
        }
    }
    let furniture = repeated_lines(pages);
    for p in document.paragraphs.iter().filter(|p| p.is_body()) {
        let text = bare(&p.text);
        if furniture
            .iter()
            .any(|l| l.len() > 8 && text.contains(l.as_str()))
            || text.chars().all(|c| c.is_ascii_digit())
        {
            f.leaks.push(format!("{name} p{} {}", p.page(), p.text));
        }
        for note in document
            .paragraphs
            .iter()
            .filter(|n| n.kind == ParagraphKind::Footnote)
        {
            let start: String = bare(&note.text).chars().take(40).collect();
            if text.contains(&start) && start.len() > 10 {
                f.notes_inside
                    .push(format!("{name} p{} {}", p.page(), note.text));
            }
        }
    }
    for (page, text) in pages.iter().enumerate() {
        for line in text
            .lines()
            .filter(|l| !furniture.contains(&key(l)) && bare(l).len() > 4)
        {
            for word in words(line).into_iter().filter(|w| w.len() > 2) {
                f.printed_words += 1;
                let known = ours.get(page).is_some_and(|o| o.contains_key(&word));
                if !known && !ours_bare.get(page).is_some_and(|o| o.contains(&word)) {
                    f.lost
                        .push(format!("{name} p{page} {word} in {}", line.trim()));
                }
            }
        }
    }
}

fn key(line: &str) -> String {
    bare(line).chars().filter(|c| !c.is_ascii_digit()).collect()
}

/// First and last lines of a page that stand on at least four pages.
fn repeated_lines(pages: &[String]) -> HashSet<String> {
    let mut seen: HashMap<String, usize> = HashMap::new();
    for page in pages {
        let lines: Vec<&str> = page.lines().filter(|l| !l.trim().is_empty()).collect();
        let edge: HashSet<String> = lines
            .iter()
            .take(2)
            .chain(lines.iter().rev().take(2))
            .map(|l| key(l))
            .filter(|k| k.len() > 3)
            .collect();
        for k in edge {
            *seen.entry(k).or_default() += 1;
        }
    }
    seen.into_iter()
        .filter(|(_, n)| *n >= 4)
        .map(|(k, _)| k)
        .collect()
}

/// Numbers of running paragraphs go up by one, or begin again at one.
fn runs(f: &mut Figures, name: &str, document: &Document) {
    let numbers: Vec<usize> = document
        .paragraphs
        .iter()
        .filter(|p| p.is_body())
        .filter_map(|p| p.number.as_deref()?.parse().ok())
        .collect();
    if numbers.len() >= 10 {
        f.numbered += 1;
    }
    let mut last = 0;
    for n in numbers {
        if n != last + 1 && n != 1 {
            f.broken_runs.push(format!("{name}: {n} after {last}"));
        }
        last = n;
    }
}
