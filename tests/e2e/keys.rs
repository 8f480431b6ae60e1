//! The whole job without a mouse.

use fantoccini::key::Key;

use crate::desk::Desk;
use crate::stage::Looks;

#[tokio::test(flavor = "multi_thread")]
async fn by_keyboard_alone() {
    let desk = Desk::on_the_sample(Looks::Light).await;
    desk.are_read_twice().await;
    let window = &desk.window;
    let enter = char::from(Key::Enter);

    // Search, and land on the words.
    window.control('k').await;
    window.see("//dialog//input[@role='combobox']").await;
    window.type_words("supervision").await;
    window
        .see("//*[@role='option']//mark[contains(., 'upervision')]")
        .await;
    desk.look("search-light").await;
    window.press(&[enter]).await;
    window.see("//*[@data-target]").await;

    // Triage: a note on the first finding, which is right; on to the next.
    window.control('4').await;
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
    desk.look("triage-light").await;

    // Taken back, and done again.
    window.control('z').await;
    window
        .see_count("//article[contains(., 'checked ✓')]", 0)
        .await;
    window.control('y').await;
    window
        .see_count("//article[contains(., 'checked ✓')]", 1)
        .await;

    // The pack, with its questions moved one place down.
    window.control('7').await;
    desk.preview().await;
    window.tab_to("Move down: Questions to ask").await;
    window.press(&[enter]).await;
    window
        .see("//*[@role='status'][contains(., 'Questions to ask: now ')]")
        .await;
    window.tab_to("Make pack").await;
    window.press(&[enter]).await;
    assert!(desk.pack_made().await.exists());
    desk.end();
}
