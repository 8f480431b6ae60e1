//! How long a person waits in the real window with many papers: `cargo xtask performance`, outside the usual run.
//!
//! [`page`] is how each thing is measured, [`host`] when a measure says nothing because the machine was not let run. Here
//! is what is measured, how often, and how long it may take.

mod host;
mod page;

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use fantoccini::Locator;

use self::host::{Host, Span};
use crate::desk::{Desk, PAPER};
use crate::stage::Looks;

/// Longest that a screen may take to open, and an answer in search, in milliseconds.
const SCREEN: f64 = 200.0;
const SEARCH: f64 = 100.0;
/// Longest that the window may stand still while long work goes on.
const STANDSTILL: f64 = 100.0;
/// How many papers come in while that is measured.
const PAPERS: usize = 12;
const OPENING: Duration = Duration::from_secs(900);
/// How often each is measured; the slowest counts.
const TIMES: usize = 5;
/// How often it is tried at most, where the host takes the processors meanwhile.
const TRIES: usize = 60;

/// Searches as somebody types them, letter by letter: a word that is rare, words of which one is in everything, and the
/// words that are in more passages than any others.
const TYPED: [&str; 4] = [
    "caseloads",
    "supervision of social workers",
    "missing",
    "children in the care of",
];

#[tokio::test(flavor = "multi_thread")]
#[ignore = "measures on a case of many papers: cargo xtask performance"]
async fn nobody_waits() {
    let case = PathBuf::from(
        std::env::var_os("SCRUTINY_PERFORMANCE_CASE")
            .expect("SCRUTINY_PERFORMANCE_CASE names a case: use ‘cargo xtask performance’"),
    );
    let host = Host::watch();
    let mut rows = Rows::begin();
    let begun = Instant::now();
    let desk = Desk::open(Looks::Light, &case, &[]).await;
    page::watch_frames(&desk).await;
    is_open(&desk).await;
    let opened = begun.elapsed();
    let mut still = Measured::default();
    still.add_all(&host, page::standing_still(&desk).await);
    for _ in 1..TIMES {
        desk.window.0.refresh().await.expect("the page begins anew");
        page::watch_frames(&desk).await;
        is_open(&desk).await;
        still.add_all(&host, page::standing_still(&desk).await);
    }
    rows.add("Standing still while the case opens", &still, STANDSTILL);

    let all = authorities(&desk).await;
    for authority in [None, all.first().map(String::as_str)] {
        page::choose(&desk, authority).await;
        let of = authority.unwrap_or("all authorities");
        for screen in [
            "Findings",
            "Comparison",
            "Notes and questions",
            "Briefing",
            "Documents",
        ] {
            let mut opening = Measured::default();
            while opening.goes_on() {
                desk.go(match screen {
                    "Notes and questions" => "Findings",
                    _ => "Notes and questions",
                })
                .await;
                opening.add(&host, page::opening(&desk, screen).await);
            }
            rows.add_repeated(&format!("{screen}, {of}"), &[opening], SCREEN);
        }
    }
    page::choose(&desk, None).await;
    for words in TYPED {
        let mut letters = vec![Measured::default(); words.chars().count()];
        while letters.iter().any(Measured::goes_on) {
            for (letter, answer) in letters.iter_mut().zip(page::answers(&desk, words).await) {
                letter.add(&host, answer);
            }
        }
        rows.add_repeated(
            &format!("Search, each letter of ‘{words}’"),
            &letters,
            SEARCH,
        );
    }

    page::choose(&desk, all.first().map(String::as_str)).await;
    desk.go("Findings").await;
    let mut deciding = Measured::default();
    page::watch_frames(&desk).await;
    while deciding.goes_on() {
        deciding.add(&host, page::deciding(&desk).await);
    }
    let mut still = Measured::default();
    still.add_all(&host, page::standing_still(&desk).await);
    rows.add(
        "Standing still while a finding is confirmed and taken back",
        &still,
        STANDSTILL,
    );
    page::choose(&desk, None).await;

    let papers = desk
        .window
        .words("//nav//a[contains(., 'Documents')]")
        .await;
    let findings = desk.window.words("//nav//a[contains(., 'Findings')]").await;
    desk.end();
    if let Some(folder) = std::env::var_os("SCRUTINY_PERFORMANCE_PAPERS") {
        let mut still = Measured::default();
        still.add_all(
            &host,
            standing_still_of_import(&PathBuf::from(folder)).await,
        );
        rows.add(
            &format!("Standing still while {PAPERS} papers come in"),
            &still,
            STANDSTILL,
        );
    }
    println!("\n{papers}; {findings}; the slowest of at least {TIMES}.");
    println!(
        "Opened in {:.1} s; a finding confirmed is shown so after at most {:.0} ms.\n",
        opened.as_secs_f64(),
        deciding.slowest()
    );
    rows.end();
}

/// How long something took, each time.
#[derive(Debug, Clone, Default)]
struct Measured {
    /// Milliseconds.
    took: Vec<f64>,
    /// Those in which the host took a processor: they say nothing.
    left_out: Vec<f64>,
}

impl Measured {
    fn add(&mut self, host: &Host, time: Span) {
        match host.took(time) {
            true => self.left_out.push(time.length()),
            false => self.took.push(time.length()),
        }
    }

    fn add_all(&mut self, host: &Host, times: Vec<Span>) {
        for time in times {
            self.add(host, time);
        }
    }

    /// True while it was not measured as often as it should be and may still be tried.
    fn goes_on(&self) -> bool {
        self.took.len() < TIMES && self.took.len() + self.left_out.len() < TRIES
    }

    fn slowest(&self) -> f64 {
        slowest(&self.took)
    }
}

/// Nought where there is none.
fn slowest(times: &[f64]) -> f64 {
    times.iter().copied().fold(0.0, f64::max)
}

/// The rows of the table, each printed as soon as it is measured.
struct Rows {
    /// What took longer than it may, or could not be measured.
    failed: Vec<String>,
}

#[allow(clippy::print_stdout, reason = "a table for the person who measures")]
impl Rows {
    fn begin() -> Rows {
        println!("\n| what | ms | at most | left out, slowest |\n| --- | ---: | ---: | ---: |");
        Rows { failed: Vec::new() }
    }

    /// What is only seen where it happens: nought is good.
    fn add(&mut self, what: &str, Measured { took, left_out }: &Measured, most: f64) {
        let took = slowest(took);
        println!(
            "| {what} | {took:.0} | {most:.0} | {}, {:.0} |",
            left_out.len(),
            slowest(left_out)
        );
        if took > most {
            self.failed.push(format!("{what}: {took:.0} ms"));
        }
    }

    /// What has to be measured several times, each of these: they are one row.
    fn add_repeated(&mut self, what: &str, each: &[Measured], most: f64) {
        let all =
            |times: fn(&Measured) -> &Vec<f64>| each.iter().flat_map(times).copied().collect();
        let together = Measured {
            took: all(|one| &one.took),
            left_out: all(|one| &one.left_out),
        };
        self.add(what, &together, most);
        if each.iter().any(|one| one.took.len() < TIMES) {
            self.failed
                .push(format!("{what}: the host took too much of the time"));
        }
    }

    fn end(self) {
        let Rows { failed } = self;
        assert!(failed.is_empty(), "too slow or not measured: {failed:?}");
    }
}

/// Waits until the case is open: its papers are there, or its authorities.
async fn is_open(desk: &Desk) {
    let there = format!("{PAPER} | //h2[.='Home'] | //*[@role='alert']/*");
    let wait = desk.window.0.wait().at_most(OPENING);
    wait.for_element(Locator::XPath(&there))
        .await
        .expect("the case opens");
    if desk.window.count("//*[@role='alert']/*").await > 0 {
        let problem = desk.window.words("//*[@role='alert']").await;
        panic!("the window tells of a problem: {problem}");
    }
}

/// The names in the choice of authority; none where there is one alone.
async fn authorities(desk: &Desk) -> Vec<String> {
    let names = desk
        .window
        .value(
            "[...document.querySelectorAll('header select option')].map((option) => option.label)",
        )
        .await;
    let names = names.as_array().cloned().unwrap_or_default();
    // The first stands for all of them.
    let named = names.into_iter().skip(1);
    named
        .filter_map(|name| name.as_str().map(str::to_owned))
        .collect()
}

/// How long the window stands still while the first papers of a folder come into a new case.
async fn standing_still_of_import(folder: &Path) -> Vec<Span> {
    let mut papers = papers_in(folder);
    papers.truncate(PAPERS);
    let home = tempfile::tempdir().expect("a folder");
    let case = home.path().join("New.scrutiny");
    let desk = Desk::open(Looks::Light, &case, &papers).await;
    page::watch_frames(&desk).await;
    is_open(&desk).await;
    let still = page::standing_still(&desk).await;
    desk.end();
    still
}

/// The PDFs of a folder and its folders, by name.
fn papers_in(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("a folder of papers");
    let mut paths: Vec<PathBuf> = entries
        .map(|entry| entry.expect("an entry").path())
        .collect();
    paths.sort();
    let pdf = |path: &Path| path.extension().is_some_and(|ending| ending == "pdf");
    paths
        .into_iter()
        .flat_map(|path| match path.is_dir() {
            true => papers_in(&path),
            false if pdf(&path) => vec![path],
            false => Vec::new(),
        })
        .collect()
}
