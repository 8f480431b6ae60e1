//! How whole and clean the documents are read, beside an independent reader (`pdftotext`).
//!
//! Letters and digits are compared: white space, line-end hyphens and bullets are not the text. Deliberately not
//! here: what the sentences say.

use std::collections::{HashMap, HashSet};

use scrutiny_domain::document::{Document, Format, ParagraphKind};

use super::corpus::{Corpus, Layout, Paper, independent};
use super::labels::held_back;
use super::{Group, bare, lines, share};

/// What was counted over all PDFs.
#[derive(Default, Debug)]
pub struct Figures {
    pub documents: usize,
    pub damaged: usize,
    pub numbered: usize,
    pub broken_runs: Vec<String>,
    pub words: usize,
    pub words_missing: Vec<String>,
    pub stretches: usize,
    pub stretches_apart: Vec<String>,
    pub lines: usize,
    pub lines_lost: Vec<String>,
    pub words_of_pages: usize,
    pub words_twice: Vec<String>,
    pub paragraphs: usize,
    pub leaks: Vec<String>,
    pub notes_inside: Vec<String>,
    pub quotations: usize,
    pub over_pages: usize,
    pub quotations_apart: Vec<String>,
    pub ungrounded: Vec<String>,
}

/// Measures the PDFs of a corpus; none where `pdftotext` is not installed.
pub fn measure(corpus: &Corpus) -> Option<Figures> {
    let mut figures = Figures::default();
    for paper in &corpus.papers {
        if paper.document.source.format != Format::Pdf {
            continue;
        }
        let printed = independent(&paper.file, Layout::Printed)?;
        let flowing = independent(&paper.file, Layout::Flowing)?;
        let drawn = independent(&paper.file, Layout::Drawn)?;
        figures.documents += 1;
        figures.damaged += usize::from(paper.document.source.damaged);
        figures.runs(paper);
        figures.lines(paper, &drawn);
        figures.words(&paper.name, &paper.document, &printed);
        figures.quotations(paper, &[printed, flowing]);
    }
    Some(figures)
}

impl Figures {
    /// The table for people.
    pub fn group(&self) -> Group {
        let mut group = Group::new(
            "Reading (PDFs beside pdftotext)",
            &["of", "faults", "right"],
        );
        let mut row = |name: &str, all: usize, faults: usize| {
            let right = share(all.saturating_sub(faults), all);
            group.row(name, vec![all.to_string(), faults.to_string(), right]);
        };
        row("documents read whole", self.documents, self.damaged);
        row(
            "numbered paragraphs run 1 to n",
            self.numbered,
            self.broken_runs.len(),
        );
        row(
            "paragraphs free of headers and page numbers",
            self.paragraphs,
            self.leaks.len(),
        );
        row(
            "paragraphs free of footnotes",
            self.paragraphs,
            self.notes_inside.len(),
        );
        row(
            "words on the page cited",
            self.words,
            self.words_missing.len(),
        );
        row(
            "printed lines that stand whole in a paragraph",
            self.lines,
            self.lines_lost.len(),
        );
        row(
            "words read no oftener than they are printed",
            self.words_of_pages,
            self.words_twice.len(),
        );
        row(
            "stretches of a page in one piece",
            self.stretches,
            self.stretches_apart.len(),
        );
        row(
            "quotations verbatim on the page cited",
            self.quotations,
            self.quotations_apart.len(),
        );
        row(
            "quotations whose words are on the page",
            self.quotations,
            self.ungrounded.len(),
        );
        row("  of them over a page break", self.over_pages, 0);
        let lists = [
            ("run of numbers", &self.broken_runs),
            ("header or page number in a paragraph", &self.leaks),
            ("note in a paragraph", &self.notes_inside),
            ("word not on its page", &self.words_missing),
            ("line lost", &self.lines_lost),
            ("word read twice", &self.words_twice),
            ("stretch apart", &self.stretches_apart),
            ("quotation apart", &self.quotations_apart),
            ("quotation with a word not on its page", &self.ungrounded),
        ];
        for (what, list) in lists {
            group.errors.extend(
                list.iter()
                    .filter(|l| !held_back(l))
                    .map(|l| format!("{what}: {l}")),
            );
        }
        group
    }

    /// Numbers of running paragraphs go up by one, or begin again at one.
    fn runs(&mut self, paper: &Paper) {
        let numbers: Vec<usize> = paper
            .document
            .paragraphs
            .iter()
            .filter(|p| p.is_body())
            .filter_map(|p| p.number.as_deref()?.parse().ok())
            .collect();
        self.numbered += usize::from(numbers.len() >= 10);
        let mut last = 0;
        for n in numbers {
            if n != last + 1 && n != 1 {
                self.broken_runs
                    .push(format!("{}: {n} after {last}", paper.name));
                return;
            }
            last = n;
        }
    }

    fn lines(&mut self, paper: &Paper, pages: &[String]) {
        let found = lines::check(&paper.document, pages);
        let place = |(page, what): &(usize, String)| format!("{} p{page} {what}", paper.name);
        self.lines += found.printed;
        self.lines_lost.extend(found.lost.iter().map(place));
        self.words_of_pages += found.words;
        self.words_twice.extend(found.twice.iter().map(place));
    }

    fn words(&mut self, name: &str, document: &Document, pages: &[String]) {
        let printed: Vec<String> = pages.iter().map(|p| bare(p)).collect();
        let sets: Vec<HashSet<String>> = pages
            .iter()
            .map(|p| words(p).into_iter().collect())
            .collect();
        for p in &document.paragraphs {
            let chars: Vec<char> = p.text.chars().collect();
            for span in &p.spans {
                let text: String = chars[span.start..span.end].iter().collect();
                self.stretches += 1;
                if !printed[span.page].contains(&bare(&text)) {
                    self.stretches_apart
                        .push(format!("{name} p{} {text}", span.page));
                }
                for word in words(&text) {
                    self.words += 1;
                    if !sets[span.page].contains(&word) && !printed[span.page].contains(&word) {
                        self.words_missing
                            .push(format!("{name} p{} {word}", span.page));
                    }
                }
            }
        }
        let furniture = repeated_lines(pages);
        self.leaks(name, document, &furniture);
    }

    fn leaks(&mut self, name: &str, document: &Document, furniture: &HashSet<String>) {
        let notes: Vec<(String, &str)> = document
            .paragraphs
            .iter()
            .filter(|n| n.kind == ParagraphKind::Footnote)
            .map(|n| (bare(&n.text).chars().take(40).collect(), n.text.as_str()))
            .collect();
        for p in document.paragraphs.iter().filter(|p| p.is_body()) {
            self.paragraphs += 1;
            let text = bare(&p.text);
            if furniture
                .iter()
                .any(|l| l.len() > 8 && text.contains(l.as_str()))
                || text.chars().all(|c| c.is_ascii_digit())
            {
                self.leaks.push(format!("{name} p{} {}", p.page(), p.text));
            }
            for (start, note) in &notes {
                if text.contains(start) && start.len() > 10 {
                    self.notes_inside
                        .push(format!("{name} p{} {note}", p.page()));
                }
            }
        }
    }

    /// Every finding's words, in one piece on the pages it cites: as printed or as they flow.
    fn quotations(&mut self, paper: &Paper, layouts: &[Vec<String>; 2]) {
        let printed: Vec<Vec<String>> = layouts
            .iter()
            .map(|pages| pages.iter().map(|p| bare(p)).collect())
            .collect();
        for finding in &paper.findings {
            let citation = &finding.citation;
            self.quotations += 1;
            self.over_pages += usize::from(citation.pages.len() > 1);
            let paragraph = &paper.document.paragraphs[citation.paragraph_index];
            let chars: Vec<char> = paragraph.text.chars().collect();
            let mut on_page = Vec::new();
            for span in &paragraph.spans {
                let (from, to) = (span.start.max(citation.start), span.end.min(citation.end));
                if from < to {
                    let text: String = chars[from..to].iter().collect();
                    on_page.push((span.page, text));
                }
            }
            let said = |what: &str| format!("{} {what}: {}", paper.name, citation.quote);
            let cited: Vec<usize> = on_page.iter().map(|(page, _)| *page).collect();
            let apart = cited != citation.pages
                || !on_page.iter().all(|(page, text)| {
                    printed
                        .iter()
                        .any(|l| l.get(*page).is_some_and(|p| p.contains(&bare(text))))
                });
            if apart {
                self.quotations_apart.push(said(&format!("{cited:?}")));
            }
            let strange = on_page.iter().find_map(|(page, text)| {
                let there = |w: &String| {
                    printed
                        .iter()
                        .any(|l| l.get(*page).is_some_and(|p| p.contains(w.as_str())))
                };
                words(text).into_iter().find(|w| !there(w))
            });
            if let Some(word) = strange {
                self.ungrounded.push(said(&word));
            }
        }
    }
}

fn words(text: &str) -> Vec<String> {
    text.split_whitespace()
        .map(bare)
        .filter(|w| !w.is_empty())
        .collect()
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
