//! Twenty minutes before committee: a new letter comes in, and what it moved is checked, asked about and printed.
//!
//! Counts what a person does: a key or a click is one action, and so is each thing typed. Waiting and looking are none.

use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};

use fantoccini::key::Key;

use crate::desk::{Desk, papers, words_of};
use crate::stage::Looks;
use crate::window::Window;

/// Most actions from the letter to the pack.
const MOST_ACTIONS: usize = 60;
/// Most answers until the front page is whole.
const MOST_ANSWERS: usize = 12;

/// A person at the window, whose actions are counted.
struct Person<'a> {
    window: &'a Window,
    actions: AtomicUsize,
}

impl Person<'_> {
    fn acts(&self) {
        self.actions.fetch_add(1, Ordering::Relaxed);
    }

    async fn presses(&self, key: char) {
        self.acts();
        self.window.press(&[key]).await;
    }

    async fn presses_control(&self, key: char) {
        self.acts();
        self.window.control(key).await;
    }

    async fn types(&self, words: &str) {
        self.acts();
        self.window.type_words(words).await;
    }

    async fn clicks(&self, path: &str) {
        self.acts();
        self.window.click(path).await;
    }

    async fn fills(&self, path: &str, words: &str) {
        self.acts();
        self.window.fill(path, words).await;
    }

    /// Writes the question that the key opened, and closes it.
    async fn asks(&self, words: &str) {
        self.presses('q').await;
        self.window.see("//dialog//textarea").await;
        self.types(words).await;
        self.window
            .see("//dialog//*[@role='status'][.='Saved.']")
            .await;
        self.presses(char::from(Key::Escape)).await;
        self.window.see_count("//dialog", 0).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_letter_is_checked_asked_about_and_printed() {
    let (letter, before): (Vec<_>, Vec<_>) = papers().into_iter().partition(|path| {
        let name = path.file_name().map(|n| n.to_string_lossy().into_owned());
        name.is_some_and(|name| name.contains("monitoring-visit-5"))
    });
    let [letter] = letter.as_slice() else {
        panic!("the sample has one letter of visit 5");
    };
    let folder = tempfile::tempdir().expect("a folder");
    let case = folder.path().join("Sample.scrutiny");
    let desk = Desk::open(Looks::Light, &case, &before).await;
    desk.papers_are_in(before.len()).await;
    desk.are_read_twice().await;
    desk.go("Home").await;
    let window = &desk.window;
    let person = Person {
        window,
        actions: AtomicUsize::new(0),
    };

    // The letter is opened with the program, as by a double click.
    person.acts();
    let ended = Command::new(env!("CARGO_BIN_EXE_scrutiny-desk"))
        .args([&case, letter])
        .env("XDG_RUNTIME_DIR", desk.stage.folder())
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .status()
        .expect("the program starts");
    assert!(ended.success(), "it was handed over: {ended}");
    window
        .see("//h3[contains(., 'Newest: Letter from Ofsted') and contains(., 'visit 5')]")
        .await;
    desk.are_read_twice().await;
    window.see("//h3[contains(., 'What moved since')]").await;
    desk.look("home-new-letter-light").await;

    // The queue, by key alone.
    person.clicks("//main//button[.='Check']").await;
    let mut answers = 0;
    let heading = "//section[@aria-labelledby='check']//h3";
    let mut asked = window.words(heading).await;
    desk.look("check-light").await;
    while !asked.contains("The front page is whole") {
        assert!(
            answers < MOST_ANSWERS,
            "{answers} answers, and still: {asked}"
        );
        if answers == 1 {
            person
                .asks("What will the director do about this, and by when?")
                .await;
        }
        person.presses('y').await;
        answers += 1;
        let progress = format!("//progress[@value='{answers}']");
        window.see(&progress).await;
        asked = window.words(heading).await;
        if answers == 3 {
            desk.look("check-told-light").await;
        }
    }
    desk.look("check-whole-light").await;

    // What moved can be said now; the home says the same.
    person.presses_control('1').await;
    window
        .see("//h3[contains(., 'What moved since visit 4')]")
        .await;
    window
        .see("//p[contains(., 'the front page is whole') or contains(., 'nothing is open')]|//span[contains(., 'the front page is whole') or contains(., 'nothing is open')]")
        .await;
    desk.look("home-checked-light").await;

    // Two more questions, one of them on a cell that is silent.
    person.presses_control('5').await;
    window.see("//table[@aria-busy='false']").await;
    person
        .clicks("(//td[contains(@class, 'silent')]/button[contains(@aria-label, 'visit 5')])[1]")
        .await;
    person
        .asks("No inspector has looked at this since. How do you know how it is?")
        .await;
    person.presses(char::from(Key::Escape)).await;
    window
        .see_count("//button[@aria-label='Close this matter']", 0)
        .await;
    window
        .see("//button[@data-cell]/self::*[@tabindex='0'][@aria-pressed='false']")
        .await;
    person.presses(char::from(Key::Up)).await;
    person.presses(char::from(Key::Enter)).await;
    person.asks("Which teams is this true of?").await;
    desk.look("comparison-silent-asked-light").await;

    // A short pack.
    person.presses_control('7').await;
    desk.preview().await;
    person
        .fills("//label[contains(., 'Most pages')]//input", "10")
        .await;
    window
        .see("//section[@aria-label='Preview'][@aria-busy='false'][count(.//li) <= 10]")
        .await;
    person
        .clicks("//button[normalize-space(.)='Make pack']")
        .await;
    let pack = desk.pack_made().await;
    let words = words_of(&pack).await;
    assert!(words.contains("How do you know how it is?"), "{words}");

    let actions = person.actions.load(Ordering::Relaxed);
    println!("from the letter to the pack: {actions} actions, {answers} answers");
    assert!(actions <= MOST_ACTIONS, "{actions} actions");
    desk.end();
}
