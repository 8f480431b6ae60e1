//! The files as other programs see them: the web page in a browser, by axe-core; the Word document through LibreOffice.
//! Where a program is not installed, its test skips.
//!
//! `SCRUTINY_BRIEFING=FILE` has them look at a briefing of your own instead of the invented one: what a case keeps of a
//! pack that was made (`body` in its table `packs`).

#![allow(clippy::unwrap_used, reason = "a test may stop")]

#[path = "../../../../tests/src/skip.rs"]
mod skip;
mod specimen;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use scrutiny_domain::briefing::{Block, Briefing, Inline};
use scrutiny_print::{DocxWriter, HtmlWriter, Writer};

use skip::Need;

/// What is written and opened again.
fn briefing() -> Briefing {
    std::env::var_os("SCRUTINY_BRIEFING").map_or_else(specimen::briefing, |file| {
        serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap()
    })
}

/// A folder of the test's own.
fn folder(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("scrutiny-{name}-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// The first of the programs that runs.
fn installed(names: &[&'static str]) -> Option<&'static str> {
    let runs = |name: &&&str| {
        let asked = Command::new(name)
            .arg("--version")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status();
        asked.is_ok_and(|status| status.success())
    };
    names.iter().find(runs).copied()
}

/// As the browser shows the page.
struct Shown {
    name: &'static str,
    width: u32,
    /// A condition of the page's style, made to hold always.
    holds: Option<&'static str>,
}

#[test]
fn axe_finds_nothing_wrong_with_the_web_page() {
    let axe =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../ui/node_modules/axe-core/axe.min.js");
    let browser = installed(&["chromium", "chromium-browser", "google-chrome"]);
    let both = browser.zip(std::fs::read_to_string(axe).ok());
    let Some((browser, axe)) = skip::unless(Need::Chromium, both) else {
        return;
    };
    let folder = folder("axe");
    let mut briefing = briefing();
    // As long as a word gets: a hash.
    briefing.blocks.push(Block::Paragraph {
        text: vec![Inline::text("ab".repeat(32))],
    });
    let page = String::from_utf8(HtmlWriter.write(&briefing).unwrap().bytes).unwrap();
    // The page lets no script run; the copy that is looked at does.
    let (before, after) = page.split_once("<meta http-equiv").unwrap();
    let (_, after) = after.split_once('>').unwrap();
    let page = format!("{before}{after}");
    // A picture without its name, to see that the check can fail.
    let broken = page.replace("</main>", "<img src=\"data:,\"></main>");
    let run = "axe.run(document).then(found => { const out = document.createElement('pre'); out.id = 'found'; \
        const names = list => list.map(one => one.id + ' at ' + one.nodes[0].target).join('; '); \
        out.textContent = [innerWidth, document.documentElement.scrollWidth, names(found.violations)].join('|'); \
        document.body.append(out); })";
    let found = |page: &str, shown: &Shown| -> (u32, u32, String) {
        let mut page = page.to_owned();
        if let Some(condition) = shown.holds {
            assert!(page.contains(condition), "{condition}");
            page = page.replace(condition, "@media all");
        }
        let page = page.replace(
            "</body>",
            &format!("<script>{axe}</script><script>{run}</script></body>"),
        );
        let file = folder.join(format!("{}.html", shown.name));
        std::fs::write(&file, page).unwrap();
        // A window is never narrower than its own frame: a narrow page is shown inside another.
        let frame = folder.join(format!("{}-frame.html", shown.name));
        std::fs::write(
            &frame,
            format!(
                "<!doctype html><title>.</title><iframe id=\"f\" width=\"{}\" height=\"900\" src=\"{}.html\"></iframe>\
                 <script>const f = document.getElementById('f'); const wait = () => {{ \
                 const out = f.contentDocument && f.contentDocument.getElementById('found'); \
                 if (out) {{ const pre = document.createElement('pre'); pre.id = 'told'; pre.textContent = out.textContent; \
                 document.body.append(pre); }} else setTimeout(wait, 100); }}; wait();</script>",
                shown.width, shown.name
            ),
        )
        .unwrap();
        let output = Command::new(browser)
            .args(["--headless", "--no-sandbox", "--disable-gpu"])
            .args([
                "--allow-file-access-from-files",
                "--virtual-time-budget=60000",
            ])
            .arg(format!(
                "--user-data-dir={}",
                folder.join("profile").display()
            ))
            .args(["--window-size=1400,1000", "--dump-dom"])
            .arg(format!("file://{}", frame.display()))
            .output()
            .unwrap();
        let dom = String::from_utf8(output.stdout).unwrap();
        let told = dom.split_once("<pre id=\"told\">");
        let told = told.unwrap_or_else(|| panic!("{}: axe said nothing: {dom}", shown.name));
        let told = told.1.split_once("</pre>").unwrap().0;
        let parts: Vec<&str> = told.split('|').collect();
        let (width, all) = (parts[0].parse().unwrap(), parts[1].parse().unwrap());
        (width, all, parts[2].to_owned())
    };
    let shown = |name, width, holds| Shown { name, width, holds };
    for shown in [
        shown("light", 1280, None),
        shown("narrow", 320, None),
        shown(
            "dark",
            1280,
            Some("@media screen and (prefers-color-scheme:dark)"),
        ),
        shown(
            "dark-narrow",
            320,
            Some("@media screen and (prefers-color-scheme:dark)"),
        ),
        shown("print", 800, Some("@media print")),
    ] {
        let (width, all, wrong) = found(&page, &shown);
        assert_eq!(width, shown.width);
        assert_eq!(wrong, "", "{}", shown.name);
        assert!(
            all <= width,
            "{} has to be scrolled sideways: {all}",
            shown.name
        );
    }
    let (_, _, wrong) = found(&broken, &shown("broken", 1280, None));
    assert!(wrong.contains("image-alt"), "{wrong}");
    std::fs::remove_dir_all(&folder).unwrap();
}

/// A text as it is compared: white space, the marks of quotations and hyphens (a line may end in one) are the writers'
/// and readers' affair.
fn plain(text: &str) -> String {
    let aside = |c: char| c.is_whitespace() || "“”‘’\"-\u{ad}".contains(c);
    text.replace(aside, "").replace('\u{fb01}', "fi")
}

/// What the blocks say outside their tables, lists and figures, a text each, in order.
fn said(blocks: &[Block]) -> Vec<String> {
    let mut all = Vec::new();
    for block in blocks {
        match block {
            Block::Table(_) | Block::Timeline(_) | Block::Chart(_) => {}
            Block::List { .. } | Block::Questions { .. } => {}
            Block::Columns { columns } => all.extend(columns.iter().flat_map(|c| said(c))),
            other => other.each_text(&mut |text| {
                all.extend(text.split('\n').map(plain).filter(|t| !t.is_empty()));
            }),
        }
    }
    all
}

fn words(text: &str) -> BTreeMap<String, usize> {
    let mut count = BTreeMap::new();
    for word in text.replace('-', "").split(|c: char| !c.is_alphanumeric()) {
        if !word.is_empty() {
            *count.entry(word.to_owned()).or_default() += 1;
        }
    }
    count
}

/// In the lines that stand on every page.
const RUNNING: &str = "≈≈";

#[test]
fn libre_office_opens_the_word_document_and_prints_it_without_loss() {
    let office = installed(&["soffice", "libreoffice"]);
    let Some(office) = skip::unless(Need::LibreOffice, office) else {
        return;
    };
    let extractor = Command::new("pdftotext").arg("-v").output().ok();
    if skip::unless(Need::Pdftotext, extractor).is_none() {
        return;
    }
    // A pack may be called what stands above its pages: these lines are told apart.
    let briefing = Briefing {
        running_title: format!("{RUNNING} above"),
        running_note: format!("{RUNNING} beside"),
        footer: format!("{RUNNING} below"),
        ..briefing()
    };
    let folder = folder("office");
    let file = folder.join("pack.docx");
    std::fs::write(&file, DocxWriter.write(&briefing).unwrap().bytes).unwrap();
    let status = Command::new(office)
        .arg(format!(
            "-env:UserInstallation=file://{}",
            folder.join("profile").display()
        ))
        .args(["--headless", "--convert-to", "pdf", "--outdir"])
        .args([&folder, &file])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .unwrap();
    assert!(status.success());
    let taken = Command::new("pdftotext")
        .arg(folder.join("pack.pdf"))
        .arg("-")
        .output()
        .unwrap();
    let text = String::from_utf8(taken.stdout).unwrap();
    std::fs::remove_dir_all(&folder).unwrap();
    let lines = text
        .lines()
        .map(|l| l.trim_matches('\u{c}'))
        .filter(|line| {
            !line.contains(RUNNING) && !line.trim().split(" of ").all(|n| n.parse::<u32>().is_ok())
        });
    let whole: String = lines.map(plain).collect();
    let mut from = 0;
    for one in said(&briefing.blocks) {
        let at = whole[from..].find(&one);
        assert!(
            at.is_some(),
            "lost or out of order: {one}\nin {}",
            &whole[from..]
        );
        from += at.unwrap();
    }
    // Every word of tables and lists, as often as it is said.
    let there = words(&text);
    for (word, times) in words(&all(&briefing)) {
        let found = there.get(&word).copied().unwrap_or_default();
        assert!(found >= times, "{word}: {found} of {times}");
    }
}

/// All texts of tables, lists and questions: writers put marks of their own between their parts.
fn all(briefing: &Briefing) -> String {
    let mut text = String::new();
    for block in &briefing.blocks {
        if matches!(
            block,
            Block::Table(_) | Block::List { .. } | Block::Questions { .. }
        ) {
            block.each_text(&mut |one| {
                text.push_str(one);
                text.push('\n');
            });
        }
    }
    text
}
