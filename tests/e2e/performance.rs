//! How long a person waits in the real window with many papers: `cargo xtask performance`, outside the usual run.
//!
//! Times are taken in the page: from the click or the key to the second frame after what was asked for is drawn. How
//! long the window stands still while long work goes on is the longest time between two of its frames.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use fantoccini::Locator;
use serde_json::Value;

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
/// How often each is done; the slowest counts.
const TIMES: usize = 5;

/// Searches as somebody types them, letter by letter: a word that is rare, words of which one is in everything, and the
/// words that are in more passages than any others.
const TYPED: [&str; 4] = [
    "caseloads",
    "supervision of social workers",
    "missing",
    "children in the care of",
];

/// Milliseconds from an answer's being drawn to the next letter: faster than anybody types, but for a held key.
const LETTER: u32 = 50;

/// Waits for a change in the page to be drawn: two frames, so that the first has reached the screen.
const DRAWN: &str =
    "const drawn = (then) => requestAnimationFrame(() => requestAnimationFrame(then));";

#[tokio::test(flavor = "multi_thread")]
#[ignore = "measures on a case of many papers: cargo xtask performance"]
async fn nobody_waits() {
    let case = PathBuf::from(
        std::env::var_os("SCRUTINY_PERFORMANCE_CASE")
            .expect("SCRUTINY_PERFORMANCE_CASE names a case: use ‘cargo xtask performance’"),
    );
    let desk = Desk::open(Looks::Light, &case, &[]).await;
    watch_frames(&desk).await;
    let begun = Instant::now();
    is_open(&desk).await;
    let opened = begun.elapsed();
    println!("\n| what | ms | at most |\n| --- | ---: | ---: |");
    let mut rows = Rows::default();
    rows.add(
        "Standing still while the case opens",
        standstill(&desk).await,
        STANDSTILL,
    );

    let all = authorities(&desk).await;
    for authority in [None, all.first().map(String::as_str)] {
        choose(&desk, authority).await;
        let of = authority.unwrap_or("all authorities");
        for screen in [
            "Findings",
            "Comparison",
            "Annotations",
            "Briefing",
            "Documents",
        ] {
            let mut slowest = 0.0_f64;
            for _ in 0..TIMES {
                desk.go(if screen == "Annotations" {
                    "Findings"
                } else {
                    "Annotations"
                })
                .await;
                slowest = slowest.max(time_to_open(&desk, screen).await);
            }
            rows.add(&format!("{screen}, {of}"), slowest, SCREEN);
        }
    }
    choose(&desk, None).await;
    for words in TYPED {
        let mut slowest = 0.0_f64;
        for _ in 0..TIMES {
            slowest = slowest.max(time_to_answer(&desk, words).await);
        }
        rows.add(
            &format!("Search, each letter of ‘{words}’"),
            slowest,
            SEARCH,
        );
    }

    choose(&desk, all.first().map(String::as_str)).await;
    desk.go("Findings").await;
    let mut decided = 0.0_f64;
    watch_frames(&desk).await;
    for _ in 0..TIMES {
        decided = decided.max(time_to_decide(&desk).await);
    }
    rows.add(
        "Standing still while a finding is confirmed and taken back",
        standstill(&desk).await,
        STANDSTILL,
    );
    choose(&desk, None).await;

    let papers = desk
        .window
        .words("//nav//a[contains(., 'Documents')]")
        .await;
    let findings = desk.window.words("//nav//a[contains(., 'Findings')]").await;
    desk.end();
    if let Some(folder) = std::env::var_os("SCRUTINY_PERFORMANCE_PAPERS") {
        rows.add(
            &format!("Standing still while {PAPERS} papers come in"),
            standstill_of_import(&PathBuf::from(folder)).await,
            STANDSTILL,
        );
    }
    println!("\n{papers}; {findings}; the slowest of {TIMES}.");
    println!(
        "Opened in {:.1} s; a finding confirmed is shown so after {decided:.0} ms.\n",
        opened.as_secs_f64()
    );
    let Rows { slow } = rows;
    assert!(slow.is_empty(), "too slow: {slow:?}");
}

/// The rows of the table, each printed as soon as it is measured.
#[derive(Default)]
struct Rows {
    /// Those that took longer than they may.
    slow: Vec<String>,
}

impl Rows {
    #[allow(clippy::print_stdout, reason = "a table for the person who measures")]
    fn add(&mut self, what: &str, took: f64, most: f64) {
        println!("| {what} | {took:.0} | {most:.0} |");
        if took > most {
            self.slow.push(format!("{what}: {took:.0} ms"));
        }
    }
}

/// Waits until the case is open: its papers are there, or its authorities.
async fn is_open(desk: &Desk) {
    let there = format!("{PAPER} | //h2[.='Authorities'] | //*[@role='alert']/*");
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

async fn choose(desk: &Desk, authority: Option<&str>) {
    let at = match authority {
        None => "select.options[0]".to_owned(),
        Some(name) => format!("[...select.options].find((option) => option.label === '{name}')"),
    };
    let script = format!(
        "const done = arguments[arguments.length - 1]; const select = document.querySelector('header select');
         if (select) {{ select.selectedIndex = {at}.index; select.dispatchEvent(new Event('change', {{ bubbles: true }})); }}
         {DRAWN} drawn(() => done(null));"
    );
    desk.window.run(&script).await;
}

/// Milliseconds from the click on a screen's word to its being drawn.
async fn time_to_open(desk: &Desk, screen: &str) -> f64 {
    let script = format!(
        "const done = arguments[arguments.length - 1]; {DRAWN}
         const link = [...document.querySelectorAll('nav a')].find((one) => one.textContent.includes('{screen}'));
         const begun = performance.now();
         link.click();
         const look = () => link.getAttribute('aria-current') === 'page' && document.querySelector('main h2')
           ? drawn(() => done(performance.now() - begun)) : requestAnimationFrame(look);
         look();"
    );
    milliseconds(desk.window.run(&script).await)
}

/// The slowest answer, in milliseconds, while words are typed letter by letter.
async fn time_to_answer(desk: &Desk, words: &str) -> f64 {
    desk.window.control('k').await;
    desk.window.see("//dialog//input[@role='combobox']").await;
    let script = format!(
        "const done = arguments[arguments.length - 1]; {DRAWN}
         const field = document.querySelector('dialog input[role=combobox]');
         const letters = Array.from('{words}');
         let slowest = 0;
         const type = (at) => {{
           if (at > letters.length) return done(slowest);
           const begun = performance.now();
           const seen = new MutationObserver(() => {{
             if (document.querySelector('dialog [data-answers]')?.dataset.answers !== field.value) return;
             seen.disconnect();
             drawn(() => {{ slowest = Math.max(slowest, performance.now() - begun); setTimeout(type, {LETTER}, at + 1); }});
           }});
           seen.observe(document.querySelector('dialog'), {{ subtree: true, childList: true, attributes: true, characterData: true }});
           field.value = letters.slice(0, at).join('');
           field.dispatchEvent(new Event('input', {{ bubbles: true }}));
         }};
         type(1);"
    );
    let took = milliseconds(desk.window.run(&script).await);
    // The first Escape empties the field.
    desk.window.button("Close").await;
    desk.window
        .see_count("//dialog[@aria-label='Search']", 0)
        .await;
    took
}

/// Milliseconds from the key that confirms a finding to the list's saying so; then it is taken back.
async fn time_to_decide(desk: &Desk) -> f64 {
    const CHECKED: &str = "//article[contains(., 'checked ✓')]";
    let before = desk.window.count(CHECKED).await;
    desk.window.press(&['j']).await;
    let script = format!(
        "const done = arguments[arguments.length - 1]; {DRAWN}
         const checked = () => [...document.querySelectorAll('article')].filter((one) => one.textContent.includes('checked ✓')).length;
         const before = checked();
         const begun = performance.now();
         dispatchEvent(new KeyboardEvent('keydown', {{ key: 'y', bubbles: true, cancelable: true }}));
         const look = () => (checked() > before ? drawn(() => done(performance.now() - begun)) : requestAnimationFrame(look));
         look();"
    );
    let took = milliseconds(desk.window.run(&script).await);
    desk.window.control('z').await;
    desk.window.see_count(CHECKED, before).await;
    took
}

/// The longest time between two frames while the first papers of a folder come into a new case.
async fn standstill_of_import(folder: &Path) -> f64 {
    let mut papers = papers_in(folder);
    papers.truncate(PAPERS);
    let home = tempfile::tempdir().expect("a folder");
    let case = home.path().join("New.scrutiny");
    let desk = Desk::open(Looks::Light, &case, &papers).await;
    watch_frames(&desk).await;
    is_open(&desk).await;
    let longest = standstill(&desk).await;
    desk.end();
    longest
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

/// From now on the page notes the longest time between two of its frames.
async fn watch_frames(desk: &Desk) {
    desk.window
        .run(
            "const done = arguments[arguments.length - 1]; let last = performance.now(); window.longest = 0;
             const turn = (window.turn ?? 0) + 1; window.turn = turn;
             const frame = () => { const now = performance.now(); window.longest = Math.max(window.longest, now - last); last = now;
               if (window.turn === turn) requestAnimationFrame(frame); };
             requestAnimationFrame(frame); done(null);",
        )
        .await;
}

/// The longest time between two frames since they are watched, in milliseconds.
async fn standstill(desk: &Desk) -> f64 {
    milliseconds(desk.window.value("window.longest").await)
}

fn milliseconds(value: Value) -> f64 {
    value.as_f64().expect("a time")
}
