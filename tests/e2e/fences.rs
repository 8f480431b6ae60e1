//! Dark where the desktop is dark; and the page's fences: nothing from outside, no command but its own.

use fantoccini::Locator;
use serde_json::json;

use crate::desk::{Desk, PAPER, papers};
use crate::stage::{Looks, PATIENCE};

#[tokio::test(flavor = "multi_thread")]
async fn dark_and_fenced_in() {
    let folder = tempfile::tempdir().expect("a folder");
    let case = folder.path().join("Sample.scrutiny");
    let desk = Desk::open(Looks::Dark, &case, &papers()[..2]).await;
    let window = &desk.window;
    desk.go("Documents").await;
    window.see(PAPER).await;
    window.see("//h1[contains(., 'Northmere')]").await;
    // What the second reading finds is shown when it is there, though nobody did anything meanwhile. It gives way to
    // everything else on the machine, the other journeys among it.
    desk.go("Findings").await;
    let wait = window.0.wait().at_most(4 * PATIENCE);
    let differ = "//p[@role='status'][contains(., 'Double-checked')]";
    wait.for_element(Locator::XPath(differ))
        .await
        .expect("the second reading is shown");

    let dark = window
        .value("matchMedia('(prefers-color-scheme: dark)').matches")
        .await;
    assert_eq!(dark, json!(true), "the desktop asks for dark");
    for word in [
        "Home",
        "Check first",
        "Documents",
        "Findings",
        "Comparison",
        "Notes and questions",
        "Briefing",
    ] {
        desk.go(word).await;
        if word == "Briefing" {
            desk.preview().await;
        }
        desk.look(&format!("{}-dark", word.to_lowercase())).await;
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
    let frozen = window.value("Object.isFrozen(Object.prototype)").await;
    assert_eq!(frozen, json!(true));
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
    desk.end();
}
