//! The real window, driven as a person would: papers in, findings seen, the pack made, nothing left running.
//!
//! Needs Xvfb and WebKitWebDriver, which `cargo xtask test` installs. The interface must be built (`npm run build`).
#![cfg(target_os = "linux")]

mod stage;

use std::path::{Path, PathBuf};
use std::time::Instant;

use fantoccini::elements::Element;
use fantoccini::{Client, Locator};
use serde_json::{Value, json};

use stage::{Looks, PATIENCE, Stage};

/// The sample's typeset papers and its articles.
fn papers() -> Vec<PathBuf> {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures/northmere");
    let files = |folder: &Path, kind: &str| -> Vec<PathBuf> {
        let entries = std::fs::read_dir(folder).expect("the sample’s papers");
        let paths = entries.map(|entry| entry.expect("an entry of the sample").path());
        let mut files: Vec<PathBuf> = paths
            .filter(|path| path.extension().is_some_and(|e| e == kind))
            .collect();
        files.sort();
        files
    };
    let typeset = files(&sample, "pdf");
    assert!(
        typeset.len() >= 5,
        "the sample has a report and four letters: run ‘cargo xtask sample’"
    );
    [typeset, files(&sample.join("source"), "txt")].concat()
}

/// The window with what a person does in it.
struct Window(Client);

impl Window {
    async fn see(&self, path: &str) -> Element {
        self.0
            .wait()
            .at_most(PATIENCE)
            .for_element(Locator::XPath(path))
            .await
            .unwrap_or_else(|error| {
                panic!("never seen: {path} ({error})");
            })
    }

    async fn click(&self, path: &str) {
        self.see(path)
            .await
            .click()
            .await
            .unwrap_or_else(|error| panic!("not clicked: {path} ({error})"));
    }

    async fn count(&self, path: &str) -> usize {
        self.0
            .find_all(Locator::XPath(path))
            .await
            .expect("the page answers")
            .len()
    }

    /// Goes to a screen by its word in the side bar.
    async fn go(&self, word: &str) {
        self.click(&format!("//nav//a[contains(., '{word}')]"))
            .await;
        self.see(&format!(
            "//nav//a[@aria-current='page'][contains(., '{word}')]"
        ))
        .await;
    }

    /// Runs a script in the page, which ends by calling its last argument.
    async fn run(&self, script: &str) -> Value {
        self.0
            .execute_async(script, vec![])
            .await
            .expect("the script runs")
    }

    /// What axe finds wrong with the screen as it is drawn, colours and all.
    async fn faults(&self) -> Vec<String> {
        const AXE: &str = include_str!("../../ui/node_modules/axe-core/axe.min.js");
        self.0.execute(AXE, vec![]).await.expect("axe is there");
        let found = self
            .run(
                "const done = arguments[arguments.length - 1];
                 axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })
                   .then(({ violations }) => done(violations.flatMap(({ id, nodes }) =>
                     nodes.map((node) => `${id}: ${node.html.slice(0, 160)} ${node.failureSummary}`))),
                     (error) => done([`axe failed: ${error}`]));",
            )
            .await;
        let faults = found.as_array().expect("a list").iter();
        faults
            .map(|fault| fault.as_str().unwrap_or_default().to_owned())
            .collect()
    }

    async fn is_accessible(&self, screen: &str) {
        assert_eq!(
            self.faults().await,
            Vec::<String>::new(),
            "{screen} has faults"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn from_papers_to_pack() {
    let stage = Stage::set(Looks::Light);
    let papers = papers();
    let case = stage.folder().join("Sample.scrutiny");
    let arguments = [std::slice::from_ref(&case), &papers[..]].concat();
    let window = Window(stage.open(&arguments).await);

    // Documents: every paper is in the list, and says what it states of itself.
    let deadline = Instant::now() + PATIENCE;
    while window
        .count("//section//button[contains(@class, 'source')]")
        .await
        < papers.len()
    {
        assert!(Instant::now() < deadline, "the papers did not all come in");
    }
    assert_eq!(
        window
            .count("//section[@aria-label='Papers that did not come in']")
            .await,
        0
    );
    window.see("//h1[contains(., 'Northmere')]").await;
    window
        .see("//dt[.='Authority']/following-sibling::dd[contains(., 'Northmere')]")
        .await;
    assert!(case.exists(), "the case is a file");
    stage.picture("documents-light");
    window.is_accessible("Documents").await;

    // Findings: verbatim words with a place, and why.
    window.go("Findings").await;
    window.see("//article//blockquote[contains(., '“')]").await;
    window
        .see("//article//figcaption[contains(., 'page') and contains(., 'paragraph')]")
        .await;
    window
        .see("//article//p[contains(., 'Why:') and contains(., 'because of')]")
        .await;
    stage.picture("findings-light");
    window.is_accessible("Findings").await;

    // Comparison: a matter, its words at two visits or more, and what was not looked at.
    window.go("Comparison").await;
    window
        .see("//table//td[contains(., 'not looked at')]")
        .await;
    window
        .click("//table//button[contains(., 'weakness')]")
        .await;
    window
        .see("//section[@aria-label='The matter chosen']//blockquote")
        .await;
    stage.picture("comparison-light");
    window.is_accessible("Comparison").await;

    // Briefing: the pack is a PDF beside the case.
    window.go("Briefing").await;
    window.click("//button[.='Make pack']").await;
    let said = window
        .see("//p[@data-testid='pack-path']")
        .await
        .text()
        .await
        .expect("the path");
    let pack = PathBuf::from(said);
    assert_eq!(pack.parent(), case.parent(), "the pack is beside the case");
    let bytes = std::fs::read(&pack).expect("the pack is there");
    assert!(bytes.starts_with(b"%PDF-"), "the pack is a PDF");
    stage.picture("briefing-light");
    window.is_accessible("Briefing").await;

    let cast = stage.cast();
    assert!(
        cast.iter().any(|name| name.starts_with("scrutiny-desk")),
        "the window runs on this stage: {cast:?}"
    );
    stage.strike();
}

#[tokio::test(flavor = "multi_thread")]
async fn dark_and_fenced_in() {
    let stage = Stage::set(Looks::Dark);
    let papers = papers();
    let arguments = [&[stage.folder().join("Sample.scrutiny")], &papers[..2]].concat();
    let window = Window(stage.open(&arguments).await);
    window.see("//section//button[contains(@class, 'source')][@aria-current='true' or not(@aria-current)]").await;
    window.see("//h1[contains(., 'Northmere')]").await;

    let dark = window
        .0
        .execute(
            "return matchMedia('(prefers-color-scheme: dark)').matches",
            vec![],
        )
        .await;
    assert_eq!(
        dark.expect("the page answers"),
        json!(true),
        "the desktop asks for dark"
    );
    for word in ["Documents", "Findings", "Comparison", "Briefing"] {
        window.go(word).await;
        stage.picture(&format!("{}-dark", word.to_lowercase()));
        window.is_accessible(word).await;
    }

    // The page's fences hold: nothing is fetched, no text is run as a program, no command but its own is answered.
    let outside = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = outside.local_addr().expect("its number");
    outside.set_nonblocking(true).expect("not to wait");
    let fetched = window
        .run(&format!(
            "const done = arguments[arguments.length - 1];
             fetch('http://{address}/').then(() => done('fetched'), () => done('refused'));"
        ))
        .await;
    assert_eq!(fetched, json!("refused"));
    assert!(outside.accept().is_err(), "nothing knocked");
    let picture = window
        .run(&format!(
            "const done = arguments[arguments.length - 1]; const image = new Image();
             image.onload = () => done('shown'); image.onerror = () => done('refused'); image.src = 'http://{address}/a.png';"
        ))
        .await;
    assert_eq!(picture, json!("refused"));
    assert!(outside.accept().is_err(), "nothing knocked");
    let inline = window
        .run(
            "const done = arguments[arguments.length - 1]; const script = document.createElement('script');
             script.textContent = 'window.ran = true'; document.head.append(script); done(window.ran ?? 'refused');",
        )
        .await;
    assert_eq!(inline, json!("refused"));
    let frozen = window
        .0
        .execute("return Object.isFrozen(Object.prototype)", vec![])
        .await;
    assert_eq!(frozen.expect("the page answers"), json!(true));
    for command in [
        "plugin:fs|read_text_file",
        "plugin:event|emit",
        "plugin:window|close",
        "plugin:webview|create_webview",
    ] {
        let answered = window
            .run(&format!(
                "const done = arguments[arguments.length - 1];
                 window.__TAURI_INTERNALS__.invoke('{command}', {{}}).then(() => done('answered'), (error) => done(String(error)));"
            ))
            .await;
        let said = answered.as_str().unwrap_or_default();
        assert!(
            said.contains("not allowed") || said.contains("not found"),
            "{command}: {said}"
        );
    }
    stage.strike();
}
