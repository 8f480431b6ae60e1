//! What is measured in the page: from the click or the key to the second frame after what was asked for is drawn, and
//! how long the window stands still.
//!
//! Deliberately not here: how often, and how long it may take.

use serde_json::Value;

use super::host::Span;
use crate::desk::Desk;

/// Milliseconds from an answer's being drawn to the next letter: faster than anybody types, but for a held key.
const LETTER: u32 = 50;

/// Time in milliseconds since 1970; and a wait for a change to be drawn: two frames, so that the first has reached the
/// screen.
const TOOLS: &str = "const done = arguments[arguments.length - 1];
     const now = () => performance.timeOrigin + performance.now();
     const drawn = (then) => requestAnimationFrame(() => requestAnimationFrame(then));";

/// Looks at one authority, or at all of them.
pub async fn choose(desk: &Desk, authority: Option<&str>) {
    let at = match authority {
        None => "select.options[0]".to_owned(),
        Some(name) => format!("[...select.options].find((option) => option.label === '{name}')"),
    };
    let script = format!(
        "{TOOLS} const select = document.querySelector('header select');
         if (select) {{ select.selectedIndex = {at}.index; select.dispatchEvent(new Event('change', {{ bubbles: true }})); }}
         drawn(() => done(null));"
    );
    desk.window.run(&script).await;
}

/// From the click on a screen's word to its being drawn.
pub async fn opening(desk: &Desk, screen: &str) -> Span {
    let script = format!(
        "{TOOLS}
         const link = [...document.querySelectorAll('nav a')].find((one) => one.textContent.includes('{screen}'));
         const begun = now();
         link.click();
         const look = () => link.getAttribute('aria-current') === 'page' && document.querySelector('main h2')
           ? drawn(() => done([begun, now()])) : requestAnimationFrame(look);
         look();"
    );
    span(&desk.window.run(&script).await)
}

/// From each letter of the words, typed one after the other, to its answer's being drawn.
pub async fn answers(desk: &Desk, words: &str) -> Vec<Span> {
    desk.window.control('k').await;
    desk.window.see("//dialog//input[@role='combobox']").await;
    let script = format!(
        "{TOOLS}
         const field = document.querySelector('dialog input[role=combobox]');
         const letters = Array.from('{words}');
         const answers = [];
         const type = (at) => {{
           if (at > letters.length) return done(answers);
           const begun = now();
           const seen = new MutationObserver(() => {{
             if (document.querySelector('dialog [data-answers]')?.dataset.answers !== field.value) return;
             seen.disconnect();
             drawn(() => {{ answers.push([begun, now()]); setTimeout(type, {LETTER}, at + 1); }});
           }});
           seen.observe(document.querySelector('dialog'), {{ subtree: true, childList: true, attributes: true, characterData: true }});
           field.value = letters.slice(0, at).join('');
           field.dispatchEvent(new Event('input', {{ bubbles: true }}));
         }};
         type(1);"
    );
    let answers = spans(&desk.window.run(&script).await);
    // The first Escape empties the field.
    desk.window.button("Close").await;
    desk.window
        .see_count("//dialog[@aria-label='Search']", 0)
        .await;
    answers
}

/// From the key that confirms a finding to the list's saying so; then it is taken back.
pub async fn deciding(desk: &Desk) -> Span {
    const CHECKED: &str = "//article[contains(., 'checked ✓')]";
    let before = desk.window.count(CHECKED).await;
    desk.window.press(&['j']).await;
    let script = format!(
        "{TOOLS}
         const checked = () => [...document.querySelectorAll('article')].filter((one) => one.textContent.includes('checked ✓')).length;
         const before = checked();
         const begun = now();
         dispatchEvent(new KeyboardEvent('keydown', {{ key: 'y', bubbles: true, cancelable: true }}));
         const look = () => (checked() > before ? drawn(() => done([begun, now()])) : requestAnimationFrame(look));
         look();"
    );
    let took = span(&desk.window.run(&script).await);
    desk.window.control('z').await;
    desk.window.see_count(CHECKED, before).await;
    took
}

/// From now on the page notes each time between two of its frames in which one was left out.
pub async fn watch_frames(desk: &Desk) {
    let script = format!(
        "{TOOLS} let last = now(); window.gaps = [];
         const turn = (window.turn ?? 0) + 1; window.turn = turn;
         const frame = () => {{ const at = now(); if (at - last > 25) window.gaps.push([last, at]); last = at;
           if (window.turn === turn) requestAnimationFrame(frame); }};
         requestAnimationFrame(frame); done(null);"
    );
    desk.window.run(&script).await;
}

/// How long the window stood still, each time, since its frames are watched.
pub async fn standing_still(desk: &Desk) -> Vec<Span> {
    spans(&desk.window.value("window.gaps").await)
}

fn spans(value: &Value) -> Vec<Span> {
    let all = value.as_array().expect("times");
    all.iter().map(span).collect()
}

fn span(value: &Value) -> Span {
    let at = |end: usize| value[end].as_f64().expect("a time");
    Span {
        from: at(0),
        to: at(1),
    }
}
