//! Around the screens: the start, the tour, cases opened lately, a second start.

use std::path::Path;
use std::process::Command;

use serde_json::json;

use crate::desk::{Desk, PAPER, papers};
use crate::stage::{Looks, Stage};
use crate::window::Window;

/// Every screen, as its link is called.
const SCREENS: [&str; 5] = [
    "Documents",
    "Findings",
    "Comparison",
    "Annotations",
    "Briefing",
];

#[tokio::test(flavor = "multi_thread")]
async fn the_tour_leads_through_the_sample_and_is_remembered() {
    let stage = Stage::set(Looks::Light);
    let window = Window(stage.open(&[]).await);
    window.see("//h1[.='Scrutiny Desk']").await;
    stage.picture("start-light");
    window.is_accessible("Start").await;
    window.button("Take the tour").await;
    window.see_count(PAPER, papers().len()).await;
    for (at, screen) in SCREENS.iter().enumerate() {
        window
            .see(&format!("//h2[contains(., 'Tour, {} of 5')]", at + 1))
            .await;
        window
            .see(&format!(
                "//nav//a[@aria-current='page'][contains(., '{screen}')]"
            ))
            .await;
        stage.picture(&format!("tour-{}-light", at + 1));
        window.is_accessible(&format!("Tour on {screen}")).await;
        let next = if at < 4 {
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
    desk.stage.picture("documents-empty-light");
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
    desk.end();
}
