//! What was done outlives a power cut: an annotation across a page break, a fact put right, a link confirmed, what was
//! chosen for the pack.

use crate::desk::{Desk, PAPER, PARAGRAPH, TO_CHECK, papers, words_of};
use crate::stage::Looks;
use crate::window::Window;

/// The picture of the pack's first page.
const FIRST_PAGE: &str = "(//section[@aria-label='Preview']//li)[1]//img";

/// The commitment in the list of what was written.
const PROMISED: &str =
    "//*[@role='note'][contains(., 'A fifth team will open.')][contains(., 'Due by 30 June 2026')]";

/// Opens the first paper with a paragraph that runs over a page break.
async fn open_a_broken_paragraph(window: &Window, papers: usize) {
    for place in 1..=papers {
        window.click(&format!("({PAPER})[{place}]")).await;
        window
            .see(&format!("({PAPER})[{place}][@aria-current]"))
            .await;
        window.see(PARAGRAPH).await;
        if window.count("//*[@data-paragraph]//span[@data-page]").await > 0 {
            return;
        }
    }
    panic!("the sample has a paragraph over a page break");
}

/// Selects the last word before the break and the first after it; gives the one before.
async fn select_over_the_break(window: &Window) -> String {
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
    chosen[0].as_str().expect("a word").trim().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_done_outlives_a_power_cut() {
    let folder = tempfile::tempdir().expect("a folder");
    let case = folder.path().join("Sample.scrutiny");
    let papers = papers();
    let desk = Desk::open(Looks::Light, &case, &papers).await;
    let window = &desk.window;
    desk.papers_are_in(papers.len()).await;
    desk.are_read_twice().await;

    // Words over a page break.
    open_a_broken_paragraph(window, papers.len()).await;
    let first = select_over_the_break(window).await;
    window
        .see("//*[@aria-label='Write about the words selected']")
        .await;
    window.press(&['q']).await;
    window.see("//dialog//textarea").await;
    window.type_words("Who decided this, and when?").await;
    window.see("//dialog//*[@role='status'][.='Saved.']").await;
    desk.look("writing-light").await;
    window.click("//dialog//button[.='Done']").await;
    window
        .see(&format!(
            "//*[@data-paragraph]//span[contains(@class, 'noted')][contains(., '{first}')]"
        ))
        .await;

    // A fact. Its value stays: that a person said so is what is kept.
    window.button("Facts").await;
    window
        .click("//button[contains(., 'Correct') and contains(., 'authority')]")
        .await;
    window
        .click("//form[contains(@aria-label, 'authority')]//button[.='Save']")
        .await;
    window
        .see("//dd[contains(., 'put right by a person')]")
        .await;

    // A link.
    desk.go("Comparison").await;
    window.see("//table[@aria-busy='false']").await;
    let unsure = window.count(TO_CHECK).await;
    assert!(unsure > 0, "the sample has links to check");
    window.click(TO_CHECK).await;
    window
        .click("//section[@aria-label='The matter chosen']//button[contains(., 'Confirm')]")
        .await;
    window.see_count(TO_CHECK, unsure - 1).await;
    desk.picture("comparison-confirmed-light").await;

    // What was promised at a meeting, with the day by which it is due.
    desk.go("Notes and questions").await;
    window.button("New promise").await;
    window.see("//dialog//textarea").await;
    window.type_words("A fifth team will open.").await;
    for (part, words) in [("Day", "30"), ("Month", "6"), ("Year", "2026")] {
        window
            .fill(
                &format!(
                    "//dialog//fieldset[legend='Due by']//label[contains(., '{part}')]//input"
                ),
                words,
            )
            .await;
    }
    window.see("//dialog//*[@role='status'][.='Saved.']").await;
    desk.look("commitment-light").await;
    window.click("//dialog//button[.='Done']").await;
    window.see(PROMISED).await;

    // What is chosen for the pack: it is kept before the pages of it are there.
    desk.go("Briefing").await;
    desk.preview().await;
    let before = window.see(FIRST_PAGE).await.attr("src").await;
    let before = before.expect("the page answers").expect("a picture");
    window
        .fill(
            "//label[contains(., 'Committee')]//input",
            "Overview Committee",
        )
        .await;
    window
        .see(&format!("{FIRST_PAGE}[not(@src='{before}')]"))
        .await;

    desk.stage.cut("scrutiny-desk");
    let again = Desk::open(Looks::Light, &case, &[]).await;
    let window = &again.window;
    again.go("Notes and questions").await;
    window
        .see("//*[@role='note'][contains(., 'Who decided this, and when?')]")
        .await;
    window.see(PROMISED).await;
    again.look("annotations-light").await;
    again.go("Comparison").await;
    window.see_count(TO_CHECK, unsure - 1).await;
    let pack = again.make_pack().await;
    let words = words_of(&pack).await;
    assert!(words.contains("Who decided this, and when?"), "{words}");
    assert!(words.contains("A fifth team will open."), "{words}");
    let committee = window
        .see("//label[contains(., 'Committee')]//input")
        .await
        .prop("value")
        .await
        .expect("the page answers");
    assert_eq!(committee.as_deref(), Some("Overview Committee"));
    desk.end();
    again.end();
}
