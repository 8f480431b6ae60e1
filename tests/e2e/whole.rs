//! From papers to the pack, by mouse, in light.

use crate::desk::{Desk, words_of};
use crate::stage::Looks;

#[tokio::test(flavor = "multi_thread")]
async fn from_papers_to_pack() {
    let desk = Desk::on_the_sample(Looks::Light).await;
    let window = &desk.window;

    // Documents: every paper is in the list, and says what it states of itself.
    window.see("//h1[contains(., 'Northmere')]").await;
    desk.look("documents-text-light").await;
    window.button("Page").await;
    window
        .see_picture("//*[contains(@aria-label, 'as printed')]//img")
        .await;
    window
        .see("//*[contains(@aria-label, 'as printed')]//span[@data-finding]")
        .await;
    desk.look("documents-page-light").await;
    window.button("Facts").await;
    window
        .see("//dt[.='Authority']/following-sibling::dd[contains(., 'Northmere')]")
        .await;
    assert!(desk.case.exists(), "the case is a file");
    desk.look("documents-facts-light").await;

    // Findings: verbatim words with a place, and why.
    desk.go("Findings").await;
    window.see("//article//blockquote[contains(., '“')]").await;
    window
        .see("//article//figcaption[contains(., 'page') and contains(., 'paragraph')]")
        .await;
    window
        .see("//article//p[contains(., 'Why:') and contains(., 'because of')]")
        .await;
    desk.look("findings-light").await;

    // Comparison: a matter and its words; what is not sure has no verdict until somebody settles it.
    desk.go("Comparison").await;
    window
        .see("//table//td[contains(., 'not looked at') or contains(., 'to check')]")
        .await;
    window
        .click("//table//td//button[contains(@class, 'cell')]")
        .await;
    window
        .see("//section[@aria-label='The matter chosen']//blockquote")
        .await;
    desk.look("comparison-light").await;

    // Briefing: the real pages are there, and follow what is chosen.
    desk.go("Briefing").await;
    let whole = desk.preview().await;
    window
        .see_picture("//section[@aria-label='Preview']//img")
        .await;
    desk.look("briefing-light").await;
    window
        .fill(
            "//label[contains(., 'Committee')]//input",
            "Children and Families Scrutiny Committee",
        )
        .await;
    window
        .click("//label[contains(., 'Matter by matter')]//input")
        .await;
    window
        .see(&format!(
            "//section[@aria-label='Preview'][@aria-busy='false'][count(.//li) < {whole}]"
        ))
        .await;
    window.button("Text").await;
    window
        .see("//section[@aria-label='Preview']//p[.='Page 1']")
        .await;
    desk.look("briefing-text-light").await;
    window
        .click("//label[contains(., 'The public')]//input")
        .await;
    window
        .see("//*[@aria-label='Before it is published']")
        .await;
    // The pages are those for the public before they are looked at.
    window
        .see("//section[@aria-label='Preview'][@aria-busy='false']")
        .await;
    desk.look("briefing-public-light").await;
    window.click("//label[contains(., 'Members')]//input").await;
    window.button("Pages").await;

    // The pack is a PDF beside the case, as it was chosen, and kept with the case.
    let pack = desk.make_pack().await;
    assert_eq!(pack.parent(), desk.case.parent(), "it is beside the case");
    let bytes = std::fs::read(&pack).expect("the pack is there");
    assert!(bytes.starts_with(b"%PDF-"), "the pack is a PDF");
    let words = words_of(&pack).await;
    assert!(
        words.contains("Northmere children’s services"),
        "its title: {words}"
    );
    window.button("Look at it").await;
    window
        .see("//section[@aria-label='Preview']//p[contains(., 'as it was made on')]")
        .await;
    desk.look("briefing-made-light").await;

    let cast = desk.stage.cast();
    assert!(
        cast.iter().any(|name| name.starts_with("scrutiny-desk")),
        "the window runs on this stage: {cast:?}"
    );
    desk.end();
}
