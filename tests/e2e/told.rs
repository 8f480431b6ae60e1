//! What the screen says when something is joined, taken back, done again and put right.

use fantoccini::key::Key;

use crate::desk::Desk;
use crate::stage::Looks;

/// What stands on the screen after something was done.
const SAID: &str = "//p[@role='status']";

#[tokio::test(flavor = "multi_thread")]
async fn what_is_done_and_taken_back_is_told() {
    let desk = Desk::on_the_sample(Looks::Light).await;
    let window = &desk.window;
    desk.are_read_twice().await;

    // A day, as a person types it; a fault stands beside its field, and the field keeps the focus.
    window.button("Facts").await;
    window
        .click("//button[contains(., 'Correct') and contains(., 'published')]")
        .await;
    let form = "//form[contains(@aria-label, 'published')]";
    let day = format!("{form}//input");
    window.fill(&day, "31/2/2025").await;
    window.click(&format!("{form}//button[.='Save']")).await;
    window
        .see(&format!(
            "{form}//*[@role='alert'][contains(., 'is not a date')]"
        ))
        .await;
    desk.look("date-refused-light").await;
    window.fill(&day, "25/7/2025").await;
    window.click(&format!("{form}//button[.='Save']")).await;
    window
        .see("//dd[contains(., '25 July 2025')][contains(., 'put right by a person')]")
        .await;

    // Who says something.
    desk.go("Findings").await;
    window.press(&['j', 'e']).await;
    window
        .click("//label[contains(., 'Who says it')]//option[.='The cabinet member']")
        .await;
    window
        .click("//form[@aria-label='Put this finding right']//button[.='Save']")
        .await;
    desk.look("speaker-put-right-light").await;
    window
        .see("//article[contains(., 'The cabinet member') and contains(., 'speaker decided by a person')]")
        .await;

    // Two matters become one; undo says what it takes back, and has its redo.
    desk.go("Comparison").await;
    window.see("//table[@aria-busy='false']").await;
    let matters = window.count("//tbody//th[@scope='row']").await;
    window.click("(//button[@data-cell])[1]").await;
    window.button("Rename or join").await;
    window
        .click("//form[@aria-label='Change this matter']//option[2]")
        .await;
    window
        .click("//form[@aria-label='Change this matter']//button[.='Save']")
        .await;
    window
        .see_count("//tbody//th[@scope='row']", matters - 1)
        .await;
    window.see(&format!("{SAID}[contains(., 'Joined.')]")).await;
    window
        .see("//header//button[contains(., 'Undo: join two matters')]")
        .await;
    desk.look("joined-light").await;
    window.control('z').await;
    window
        .see(&format!("{SAID}[.='Taken back: join two matters.']"))
        .await;
    window.see_count("//tbody//th[@scope='row']", matters).await;
    window
        .see("//header//button[contains(., 'Redo: join two matters')]")
        .await;
    desk.look("taken-back-light").await;
    window.control('y').await;
    window
        .see(&format!("{SAID}[.='Done again: join two matters.']"))
        .await;
    window
        .see_count("//tbody//th[@scope='row']", matters - 1)
        .await;

    // Nothing has lost the focus: Escape closes what is open.
    window.press(&[char::from(Key::Escape)]).await;
    window
        .see_count("//button[@aria-label='Close this matter']", 0)
        .await;
    let nothing = window
        .value("document.activeElement === document.body")
        .await;
    assert_eq!(
        nothing,
        serde_json::json!(false),
        "the focus is on something"
    );
    desk.end();
}
