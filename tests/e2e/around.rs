//! Around the screens: the start, the tour, cases opened lately, a second start.

use std::path::Path;
use std::process::Command;
use std::time::Instant;

use serde_json::json;

use crate::desk::{Desk, PAPER, papers};
use crate::picture::picture;
use crate::stage::{Looks, PATIENCE, Stage};
use crate::window::Window;

/// Every screen, as its link is called.
const SCREENS: [&str; 7] = [
    "Home",
    "Check first",
    "Documents",
    "Findings",
    "Comparison",
    "Notes and questions",
    "Briefing",
];

#[tokio::test(flavor = "multi_thread")]
async fn the_tour_leads_through_the_sample_and_is_remembered() {
    let stage = Stage::set(Looks::Light);
    let window = Window(stage.open(&[]).await);
    window.see("//h1[.='Scrutiny Desk']").await;
    picture(&stage, &window, "start-light").await;
    window.is_accessible("Start").await;
    window.button("Take the tour").await;
    window
        .see(&format!(
            "//nav//a[contains(., 'Documents')]/span[starts-with(., '{}')]",
            papers().len()
        ))
        .await;
    for (at, screen) in SCREENS.iter().enumerate() {
        window
            .see(&format!("//h2[contains(., 'Tour, {} of 7')]", at + 1))
            .await;
        window
            .see(&format!(
                "//nav//a[@aria-current='page'][contains(., '{screen}')]"
            ))
            .await;
        picture(&stage, &window, &format!("tour-{}-light", at + 1)).await;
        window.is_accessible(&format!("Tour on {screen}")).await;
        let next = if at < 6 {
            "starts-with(., 'Next:')"
        } else {
            ".='Finish'"
        };
        window.click(&format!("//button[{next}]")).await;
    }
    window.see_count("//h2[contains(., 'Tour,')]", 0).await;
    let remembered = find(stage.folder(), "settings.json").expect("the settings are kept");
    let remembered = std::fs::read_to_string(remembered).expect("they can be read");
    assert!(remembered.contains("\"tour_taken\": true"), "{remembered}");
    assert!(
        remembered.contains("Northmere, a sample.scrutiny"),
        "{remembered}"
    );
    stage.strike();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_test_that_is_killed_leaves_no_window() {
    let stage = Stage::set(Looks::Light);
    let _window = stage.open(&[]).await;
    let cast = stage.cast();
    for name in ["Xvfb", "scrutiny-desk", "WebKitWebProces"] {
        assert!(cast.iter().any(|one| one.starts_with(name)), "{cast:?}");
    }
    stage.abandon();
}

/// The file of this name in a folder or one of its folders.
fn find(folder: &Path, name: &str) -> Option<std::path::PathBuf> {
    let entries: Vec<_> = std::fs::read_dir(folder).ok()?.flatten().collect();
    entries.iter().find_map(|entry| {
        let path = entry.path();
        if path.is_dir() {
            find(&path, name)
        } else {
            (entry.file_name() == name).then_some(path)
        }
    })
}

/// The program started again on another case hands it over to the window that is open, and ends.
#[tokio::test(flavor = "multi_thread")]
async fn a_second_start_opens_its_case_in_the_same_window() {
    let desk = Desk::on_the_sample(Looks::Light).await;
    let other = desk.stage.folder().join("Other.scrutiny");
    let ended = Command::new(env!("CARGO_BIN_EXE_scrutiny-desk"))
        .arg(&other)
        .env("XDG_RUNTIME_DIR", desk.stage.folder())
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .status()
        .expect("the program starts");
    assert!(ended.success(), "it was handed over: {ended}");
    desk.window
        .see("//nav//p[contains(., 'Other.scrutiny')]")
        .await;
    desk.window.see_count(PAPER, 0).await;
    assert!(other.exists(), "the case was made");
    for screen in SCREENS {
        desk.go(screen).await;
        desk.look(&format!("{}-empty-light", screen.to_lowercase()))
            .await;
    }
    let dark = desk
        .window
        .value("matchMedia('(prefers-color-scheme: dark)').matches")
        .await;
    assert_eq!(dark, json!(false));
    let monitor = "WEBKIT_DISABLE_MEMORY_PRESSURE_MONITOR=1";
    assert!(
        desk.stage.is_told("WebKitWebProces", monitor),
        "the page would stand still every thirty seconds"
    );
    desk.end();
}

/// At twice the size, and as narrow as 320 CSS pixels, nothing is cut off, and no screen is read sideways but in a table
/// or the picture of a page.
#[tokio::test(flavor = "multi_thread")]
async fn everything_is_reflowed_at_twice_the_size_and_in_a_narrow_window() {
    let desk = Desk::on_the_sample(Looks::Light).await;
    let window = &desk.window;
    for size in [110, 125, 150, 175, 200] {
        window.control('=').await;
        window
            .see(&format!(
                "//*[@aria-label='Text size'][contains(., '{size}%')]"
            ))
            .await;
    }
    // 1366 pixels of the screen are 683 of the page's.
    is_wide(window, 683).await;
    nothing_is_cut_off(&desk, "double").await;
    window.control('0').await;
    window
        .see("//*[@aria-label='Text size'][contains(., '100%')]")
        .await;
    window
        .0
        .set_window_rect(0, 0, 320, 700)
        .await
        .expect("a narrow window");
    is_wide(window, 320).await;
    nothing_is_cut_off(&desk, "narrow").await;
    desk.end();
}

/// Waits until the page has so many CSS pixels from side to side.
async fn is_wide(window: &Window, wanted: u64) {
    let deadline = Instant::now() + PATIENCE;
    loop {
        let wide = window.value("innerWidth").await.as_u64();
        if wide == Some(wanted) {
            return;
        }
        assert!(
            Instant::now() < deadline,
            "{wide:?} CSS pixels wide, not {wanted}"
        );
    }
}

/// What reaches out of the window or is cut, each in a line. Parts that scroll by themselves may hold more than they
/// show: a table, the picture of a page.
const CUT: &str = "(() => {
    const wrong = [];
    const say = (what, node) => wrong.push(`${what}: ${node.tagName.toLowerCase()}.${node.getAttribute('class') ?? ''} “${(node.textContent ?? '').trim().slice(0, 40)}”`);
    const across = (node) => ['auto', 'scroll'].includes(getComputedStyle(node).overflowX);
    const scrolls = (node) => { for (let at = node; at && at !== document.body; at = at.parentElement) if (across(at)) return true; return false; };
    const wide = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth > wide) say(`The page is ${document.documentElement.scrollWidth} wide in a window of ${wide}`, document.body);
    for (const node of document.querySelectorAll('body *')) {
        const style = getComputedStyle(node);
        const box = node.getBoundingClientRect();
        // What is only for who listens is one pixel wide on purpose.
        if (style.display === 'none' || box.width <= 1 || node.closest('svg, .visually-hidden, option, datalist')) continue;
        if (['hidden', 'clip'].includes(style.overflowX) && node.clientWidth > 0 && node.scrollWidth > node.clientWidth + 1 && !node.matches('select, input')) say('Cut', node);
        if (['hidden', 'clip'].includes(style.overflowY) && node.clientHeight > 0 && node.scrollHeight > node.clientHeight + 1 && !node.matches('select, input')) say('Cut below', node);
        if (across(node) && node.scrollWidth > node.clientWidth + 1 && !node.querySelector('table, img')) say('Read sideways', node);
        if (box.right > wide + 1 && !scrolls(node.parentElement)) say('Reaches out', node);
    }
    return wrong;
})()";

async fn nothing_is_cut_off(desk: &Desk, how: &str) {
    // By key: the driver aims clicks as though nothing were enlarged.
    for (at, screen) in ('1'..).zip(SCREENS) {
        desk.window.control(at).await;
        desk.window
            .see(&format!(
                "//nav//a[@aria-current='page'][contains(., '{screen}')]"
            ))
            .await;
        if screen == "Briefing" {
            desk.preview().await;
        }
        desk.window.is_drawn().await;
        let cut = desk.window.value(CUT).await;
        assert_eq!(cut, json!([]), "{screen} ({how})");
        desk.look(&format!("{}-{how}", screen.to_lowercase())).await;
    }
}
