//! A backup is brought back, and a paper erased for good, in the real window.

use crate::desk::{Desk, PAPER, PARAGRAPH, papers};
use crate::stage::Looks;
use crate::window::Window;

const BACKUP: &str = "//dialog//li[.//button[contains(., 'Compare')]]";
const NOTE: &str = "//*[@role='note'][contains(., 'Quillon was not asked.')]";

/// Does a command by its name, as the finder of commands does it.
async fn command(window: &Window, name: &str) {
    window
        .run(
            "const done = arguments[arguments.length - 1];
             document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'P', ctrlKey: true, shiftKey: true, bubbles: true }));
             requestAnimationFrame(() => done(true));",
        )
        .await;
    window.see("//dialog//input").await;
    window.type_words(name).await;
    window
        .click(&format!(
            "//dialog//*[self::button or @role='option'][contains(., '{name}')]"
        ))
        .await;
}

/// Brings back the backup whose line has these words.
async fn bring_back(desk: &Desk, words: &str, picture: &str) {
    let window = &desk.window;
    command(window, "Show the backups of the case").await;
    window.see(BACKUP).await;
    window
        .click(&format!(
            "({BACKUP}[contains(., '{words}')])[1]//button[contains(., 'Compare')]"
        ))
        .await;
    window
        .see("//dialog//h3[contains(., 'The backup of')]")
        .await;
    desk.look(picture).await;
    window.button("Bring it back").await;
    window
        .see("//p[@role='status'][contains(., 'The backup is the case now.')]")
        .await;
    window
        .see("//nav//a[@aria-current='page'][contains(., 'Home')]")
        .await;
    window.see_count("//dialog", 0).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_is_brought_back_and_a_paper_is_erased() {
    let folder = tempfile::tempdir().expect("a folder");
    let case = folder.path().join("Sample.scrutiny");
    let papers = papers();
    let first = Desk::open(Looks::Light, &case, &papers).await;
    first.papers_are_in(papers.len()).await;
    first.are_read_twice().await;
    first.end();

    // Opening makes the backup.
    let desk = Desk::open(Looks::Light, &case, &[]).await;
    let window = &desk.window;
    desk.go("Notes and questions").await;
    window.button("New note").await;
    window.see("//dialog//textarea").await;
    window.type_words("Quillon was not asked.").await;
    window.see("//dialog//*[@role='status'][.='Saved.']").await;
    window.click("//dialog//button[.='Done']").await;
    window.see(NOTE).await;

    command(window, "Show the backups of the case").await;
    window.see(BACKUP).await;
    desk.look("backups-light").await;
    window.click("//dialog//button[.='Close']").await;
    bring_back(&desk, "made by itself", "backup-compared-light").await;
    desk.go("Notes and questions").await;
    window.see_count(NOTE, 0).await;
    bring_back(&desk, "as it was before", "backup-of-before-light").await;
    desk.go("Notes and questions").await;
    window.see_count(NOTE, 1).await;

    desk.go("Documents").await;
    window
        .click(&format!("{PAPER}[contains(., 'statement')]"))
        .await;
    window.see(PARAGRAPH).await;
    window.button("Facts").await;
    window.button("Erase it for good…").await;
    window.see("//dialog//h2[contains(., 'for good?')]").await;
    desk.look("erase-asked-light").await;
    window.click("//dialog//button[.='Go on…']").await;
    window.see("//dialog//input").await;
    window.type_words("erase").await;
    desk.look("erase-asked-again-light").await;
    window.click("//dialog//button[.='Erase for good']").await;
    window
        .see("//p[@role='status'][contains(., 'nothing was found')]")
        .await;
    window.see_count(PAPER, papers.len() - 1).await;
    desk.look("erased-light").await;

    // The words of the paper are in none of the files.
    let words = "side of the bargain".as_bytes();
    let mut files = vec![case.clone()];
    let backups = folder.path().join("Sample.backups");
    let kept = std::fs::read_dir(backups).expect("backups lie beside the case");
    files.extend(kept.map(|entry| entry.expect("an entry").path()));
    assert!(files.len() > 1);
    for file in files {
        let bytes = std::fs::read(&file).expect("it can be read");
        let there = bytes.windows(words.len()).any(|w| w == words);
        assert!(!there, "{}", file.display());
    }
    desk.end();
}
