//! The real window, driven as a person would: papers in, findings seen, the pack made, nothing left running.
//!
//! Needs Xvfb and WebKitWebDriver, which `cargo xtask test` installs. The interface must be built (`npm run build`).
#![cfg(target_os = "linux")]

mod stage;

use std::path::{Path, PathBuf};
use std::time::Instant;

use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::elements::Element;
use fantoccini::key::Key;
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

    /// Waits until the picture of the page is drawn, and looks that it is one.
    async fn see_picture(&self) {
        self.see("//*[contains(@aria-label, 'as printed')]//img")
            .await;
        let size = self
            .run(
                "const done = arguments[arguments.length - 1]; const image = document.querySelector('img');
                 const tell = () => done([image.naturalWidth, image.naturalHeight]);
                 if (image.complete) tell(); else { image.onload = tell; image.onerror = () => done('refused'); }",
            )
            .await;
        let side = |at: usize| size[at].as_u64().unwrap_or_default();
        assert!(
            side(0) > 400 && side(1) > side(0),
            "an upright page: {size}"
        );
        self.see("//*[contains(@aria-label, 'as printed')]//span[@data-finding]")
            .await;
    }

    /// Presses keys, one after the other, wherever the focus is.
    async fn press(&self, keys: &[char]) {
        let mut actions = KeyActions::new("keys".to_owned());
        for &value in keys {
            actions = actions
                .then(KeyAction::Down { value })
                .then(KeyAction::Up { value });
        }
        self.0.perform_actions(actions).await.expect("keys");
    }

    /// Types words wherever the focus is.
    async fn type_words(&self, words: &str) {
        self.press(&words.chars().collect::<Vec<char>>()).await;
    }

    /// Presses a key while Control is held.
    async fn control(&self, value: char) {
        let held = char::from(Key::Control);
        let actions = KeyActions::new("keys".to_owned())
            .then(KeyAction::Down { value: held })
            .then(KeyAction::Down { value })
            .then(KeyAction::Up { value })
            .then(KeyAction::Up { value: held });
        self.0.perform_actions(actions).await.expect("keys");
    }

    /// Waits until there are so many of these.
    async fn see_count(&self, path: &str, wanted: usize) {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let found = self.count(path).await;
            if found == wanted {
                return;
            }
            assert!(Instant::now() < deadline, "{found} of {path}, not {wanted}");
        }
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
        .see("//*[@aria-label='Text of the paper']//*[@data-paragraph]")
        .await;
    stage.picture("documents-text-light");
    window.is_accessible("Text of a paper").await;
    window.click("//button[.='Page']").await;
    window.see_picture().await;
    stage.picture("documents-page-light");
    window.is_accessible("Page of a paper").await;
    window.click("//button[.='Facts']").await;
    window
        .see("//dt[.='Authority']/following-sibling::dd[contains(., 'Northmere')]")
        .await;
    assert!(case.exists(), "the case is a file");
    stage.picture("documents-facts-light");
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

/// What a pack says, read back from the file.
async fn words_of(pack: &Path) -> String {
    let read =
        scrutiny_casebook::read(&[pack.to_owned()], &scrutiny_casebook::Reader::in_process())
            .await
            .expect("a pack")
            .remove(0)
            .expect("it can be read");
    let lines = read.document.paragraphs.iter().map(|p| p.text.as_str());
    lines.collect::<Vec<&str>>().join("\n")
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_done_outlives_a_power_cut() {
    let folder = tempfile::tempdir().expect("a folder");
    let case = folder.path().join("Sample.scrutiny");
    let papers = papers();
    let stage = Stage::set(Looks::Light);
    let arguments = [std::slice::from_ref(&case), &papers[..]].concat();
    let window = Window(stage.open(&arguments).await);
    window
        .see_count(
            "//section//button[contains(@class, 'source')]",
            papers.len(),
        )
        .await;
    window
        .see("//*[@aria-label='Text of the paper']//*[@data-paragraph]")
        .await;

    // Words over a page break, in the first paper that has such a paragraph.
    let mut broken = false;
    for place in 1..=papers.len() {
        window
            .click(&format!(
                "(//section//button[contains(@class, 'source')])[{place}]"
            ))
            .await;
        window
            .see(&format!(
                "(//section//button[contains(@class, 'source')])[{place}][@aria-current]"
            ))
            .await;
        window
            .see("//*[@aria-label='Text of the paper']//*[@data-paragraph]")
            .await;
        broken = window.count("//*[@data-paragraph]//span[@data-page]").await > 0;
        if broken {
            break;
        }
    }
    assert!(broken, "the sample has a paragraph over a page break");
    let chosen = window
        .run(
            "const done = arguments[arguments.length - 1];
             const mark = document.querySelector('[data-paragraph] span[data-page]');
             const range = document.createRange();
             const [before, after] = [mark.previousElementSibling.firstChild, mark.nextElementSibling.firstChild];
             const word = before.data.trimEnd().lastIndexOf(' ') + 1;
             range.setStart(before, word);
             range.setEnd(after, Math.max(after.data.trimStart().indexOf(' '), 1) + after.data.length - after.data.trimStart().length);
             const selection = document.getSelection(); selection.removeAllRanges(); selection.addRange(range);
             requestAnimationFrame(() => done([before.data.slice(word), after.data]));",
        )
        .await;
    let first = chosen[0].as_str().expect("a word").trim().to_owned();
    window
        .see("//*[@aria-label='Write about the words selected']")
        .await;
    window.press(&['q']).await;
    window.see("//dialog//textarea").await;
    window.type_words("Who decided this, and when?").await;
    window.see("//dialog//*[@role='status'][.='Saved.']").await;
    stage.picture("writing-light");
    window.is_accessible("Writing a question").await;
    window.click("//dialog//button[.='Done']").await;
    window
        .see(&format!(
            "//*[@data-paragraph]//span[contains(@class, 'noted')][contains(., '{first}')]"
        ))
        .await;

    // A fact.
    window.click("//button[.='Facts']").await;
    window
        .click("//button[contains(., 'Correct') and contains(., 'authority')]")
        .await;
    // Its value stays: that a person said so is what is kept.
    window
        .click("//form[contains(@aria-label, 'authority')]//button[.='Save']")
        .await;
    window
        .see("//dd[contains(., 'put right by a person')]")
        .await;

    // A link.
    window.go("Comparison").await;
    let unsure = window
        .count("//table//td/button[not(contains(., 'confirmed'))]")
        .await;
    assert!(unsure > 0, "the sample has links that nobody has confirmed");
    window
        .click("//table//td/button[not(contains(., 'confirmed'))]")
        .await;
    window
        .click("//section[@aria-label='The matter chosen']//button[contains(., 'Confirm')]")
        .await;
    window
        .see_count(
            "//table//td/button[not(contains(., 'confirmed'))]",
            unsure - 1,
        )
        .await;
    stage.picture("comparison-confirmed-light");

    stage.cut("scrutiny-desk");
    let again = Stage::set(Looks::Light);
    let window = Window(again.open(std::slice::from_ref(&case)).await);
    window.go("Annotations").await;
    window
        .see("//*[@role='note'][contains(., 'Who decided this, and when?')]")
        .await;
    again.picture("annotations-light");
    window.is_accessible("Annotations").await;
    window.go("Comparison").await;
    window
        .see_count(
            "//table//td/button[not(contains(., 'confirmed'))]",
            unsure - 1,
        )
        .await;
    window.go("Briefing").await;
    window.click("//button[.='Make pack']").await;
    let said = window
        .see("//p[@data-testid='pack-path']")
        .await
        .text()
        .await;
    let words = words_of(Path::new(&said.expect("the path"))).await;
    assert!(words.contains("Who decided this, and when?"), "{words}");
    stage.strike();
    again.strike();
}

#[tokio::test(flavor = "multi_thread")]
async fn by_keyboard_alone() {
    let stage = Stage::set(Looks::Light);
    let papers = papers();
    let case = stage.folder().join("Sample.scrutiny");
    let arguments = [std::slice::from_ref(&case), &papers[..]].concat();
    let window = Window(stage.open(&arguments).await);
    window
        .see_count(
            "//section//button[contains(@class, 'source')]",
            papers.len(),
        )
        .await;

    // Search, and land on the words.
    window.control('k').await;
    window.see("//dialog//input[@role='combobox']").await;
    window.type_words("supervision").await;
    window
        .see("//*[@role='option']//mark[contains(., 'upervision')]")
        .await;
    stage.picture("search-light");
    window.is_accessible("Search").await;
    window.press(&[char::from(Key::Enter)]).await;
    window.see("//*[@data-target]").await;

    // Triage: a note on the first finding, which is right; on to the next.
    window.control('2').await;
    window.see("//h2[contains(., 'findings')]").await;
    window.press(&['j', 'n']).await;
    window.see("//dialog//textarea").await;
    window.type_words("Heard before.").await;
    window.press(&[char::from(Key::Escape)]).await;
    window
        .see("//article//*[@role='note'][contains(., 'Heard before.')]")
        .await;
    window.press(&['y']).await;
    window.see("//article[contains(., 'checked ✓')]").await;
    window
        .see("(//li[@data-key])[2][@aria-current='true']")
        .await;
    stage.picture("triage-light");
    window.is_accessible("Findings with a note").await;

    // Taken back, and done again.
    window.control('z').await;
    window
        .see_count("//article[contains(., 'checked ✓')]", 0)
        .await;
    window.control('y').await;
    window
        .see_count("//article[contains(., 'checked ✓')]", 1)
        .await;

    // The pack.
    window.control('5').await;
    window.see("//button[.='Make pack']").await;
    let tab = char::from(Key::Tab);
    for _ in 0..20 {
        window.press(&[tab]).await;
        let here = window.0.active_element().await.expect("focus");
        if here.text().await.is_ok_and(|text| text == "Make pack") {
            break;
        }
    }
    window.press(&[char::from(Key::Enter)]).await;
    window.see("//p[@data-testid='pack-path']").await;
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
    for word in [
        "Documents",
        "Findings",
        "Comparison",
        "Annotations",
        "Briefing",
    ] {
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
