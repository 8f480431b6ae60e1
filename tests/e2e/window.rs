//! What a person does in any window: look, click, press keys, wait until something is to be seen.

use std::time::Instant;

use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::elements::Element;
use fantoccini::key::Key;
use fantoccini::{Client, Locator};
use serde_json::Value;

use crate::stage::PATIENCE;

/// The window. Paths are XPath.
pub struct Window(pub Client);

impl Window {
    /// Waits until it is there.
    pub async fn see(&self, path: &str) -> Element {
        self.0
            .wait()
            .at_most(PATIENCE)
            .for_element(Locator::XPath(path))
            .await
            .unwrap_or_else(|error| panic!("never seen: {path} ({error})"))
    }

    /// Waits until it is there and clicks on it.
    pub async fn click(&self, path: &str) {
        self.see(path)
            .await
            .click()
            .await
            .unwrap_or_else(|error| panic!("not clicked: {path} ({error})"));
    }

    /// Clicks on the button with these words.
    pub async fn button(&self, words: &str) {
        self.click(&format!("//button[normalize-space(.)='{words}']"))
            .await;
    }

    /// How many there are now.
    pub async fn count(&self, path: &str) -> usize {
        self.0
            .find_all(Locator::XPath(path))
            .await
            .expect("the page answers")
            .len()
    }

    /// Waits until there are so many of these.
    pub async fn see_count(&self, path: &str, wanted: usize) {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let found = self.count(path).await;
            if found == wanted {
                return;
            }
            assert!(Instant::now() < deadline, "{found} of {path}, not {wanted}");
        }
    }

    /// What it says.
    pub async fn words(&self, path: &str) -> String {
        let seen = self.see(path).await;
        seen.text().await.expect("the page answers")
    }

    /// Puts words into a field in the place of those there.
    pub async fn fill(&self, path: &str, words: &str) {
        let field = self.see(path).await;
        field.clear().await.expect("a field");
        field.send_keys(words).await.expect("a field");
    }

    /// Presses keys, one after the other, wherever the focus is.
    pub async fn press(&self, keys: &[char]) {
        let mut actions = KeyActions::new("keys".to_owned());
        for &value in keys {
            actions = actions
                .then(KeyAction::Down { value })
                .then(KeyAction::Up { value });
        }
        self.0.perform_actions(actions).await.expect("keys");
    }

    /// Types words wherever the focus is.
    pub async fn type_words(&self, words: &str) {
        self.press(&words.chars().collect::<Vec<char>>()).await;
    }

    /// Presses a key while Control is held.
    pub async fn control(&self, value: char) {
        let held = char::from(Key::Control);
        let actions = KeyActions::new("keys".to_owned())
            .then(KeyAction::Down { value: held })
            .then(KeyAction::Down { value })
            .then(KeyAction::Up { value })
            .then(KeyAction::Up { value: held });
        self.0.perform_actions(actions).await.expect("keys");
    }

    /// Presses Tab until the focus is on something with these words, or this name.
    pub async fn tab_to(&self, words: &str) {
        for _ in 0..80 {
            self.press(&[char::from(Key::Tab)]).await;
            let here = self.0.active_element().await.expect("focus");
            let said = here.text().await.unwrap_or_default();
            let named = here.attr("aria-label").await.ok().flatten();
            if said == words || named.as_deref() == Some(words) {
                return;
            }
        }
        panic!("Tab never came to ‘{words}’");
    }

    /// Runs a script in the page, which ends by calling its last argument.
    pub async fn run(&self, script: &str) -> Value {
        self.0
            .execute_async(script, vec![])
            .await
            .expect("the script runs")
    }

    /// What an expression is in the page.
    pub async fn value(&self, expression: &str) -> Value {
        self.0
            .execute(&format!("return {expression}"), vec![])
            .await
            .expect("the page answers")
    }

    /// Waits until everything in sight is drawn: fonts and pictures too.
    pub async fn is_drawn(&self) {
        self.run(
            "const done = arguments[arguments.length - 1];
             const seen = ({ bottom, top }) => bottom > 0 && top < innerHeight;
             const late = () => [...document.images].filter((image) => seen(image.getBoundingClientRect()) && !(image.complete && image.naturalWidth > 0));
             const look = () => requestAnimationFrame(() => requestAnimationFrame(() => (late().length > 0 ? look() : done(null))));
             document.fonts.ready.then(look);",
        )
        .await;
    }

    /// Looks that axe finds nothing wrong with the screen as it is drawn, colours and all.
    pub async fn is_accessible(&self, screen: &str) {
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
        let faults: Vec<&str> = faults
            .map(|fault| fault.as_str().unwrap_or_default())
            .collect();
        assert_eq!(faults, Vec::<&str>::new(), "{screen} has faults");
    }

    /// Looks that a picture is drawn, and upright.
    pub async fn see_picture(&self, image: &str) {
        self.see(image).await;
        let size = self
            .run(&format!(
                "const done = arguments[arguments.length - 1];
                 const image = document.evaluate(\"{image}\", document, null, XPathResult.FIRST_ORDERED_NODE_TYPE, null).singleNodeValue;
                 const tell = () => done([image.naturalWidth, image.naturalHeight]);
                 if (image.complete && image.naturalWidth > 0) tell(); else {{ image.onload = tell; image.onerror = () => done('refused'); }}"
            ))
            .await;
        let side = |at: usize| size[at].as_u64().unwrap_or_default();
        assert!(
            side(0) > 400 && side(1) > side(0),
            "an upright page: {size}"
        );
    }
}
