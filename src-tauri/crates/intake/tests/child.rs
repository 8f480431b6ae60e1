//! Reading in a child process: this test is its own reader, so it runs without the usual harness.

use std::io::{self, Write as _};
use std::process::ExitCode;

use scrutiny_intake::{Limits, Refusal, child};

fn main() -> ExitCode {
    match std::env::args().nth(1).as_deref() {
        Some(child::ARGUMENT) => serve(),
        // Lists and filters of a test runner: there is one test, and it always runs.
        Some("--list") => {
            let _ = writeln!(io::stdout(), "reading_in_a_child: test");
            ExitCode::SUCCESS
        }
        _ => check(),
    }
}

fn serve() -> ExitCode {
    match child::serve(io::stdin().lock(), io::stdout().lock()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

fn check() -> ExitCode {
    let me = std::env::current_exe().expect("a program has a path");
    let usual = Limits {
        seconds: 60,
        ..Limits::default()
    };
    let text = b"Visits are on time.\n";

    let here = scrutiny_intake::read(text, "a.txt", &usual).expect("plain text");
    let there = child::read(text, "a.txt", &usual, &me).expect("plain text");
    assert_eq!(here, there, "the child reads what the parent would");

    let refused = child::read(b"<html></html>", "a.pdf", &usual, &me);
    assert!(
        matches!(refused, Err(Refusal::NotWhatItSays { .. })),
        "{refused:?}"
    );

    // Half a million short paragraphs need far more than this.
    let long = "A word.\n\n".repeat(500_000);
    let tight = Limits {
        memory: 40 << 20,
        ..usual
    };
    let starved = child::read(long.as_bytes(), "a.txt", &tight, &me);
    assert!(
        matches!(starved, Err(Refusal::OutOfMemory { .. })),
        "{:?}",
        starved.err()
    );

    let no_time = Limits {
        seconds: 0,
        ..usual
    };
    let late = child::read(long.as_bytes(), "a.txt", &no_time, &me);
    assert_eq!(late.err(), Some(Refusal::TooSlow { seconds: 0 }));

    let nobody = child::read(
        text,
        "a.txt",
        &usual,
        std::path::Path::new("/nonexistent/reader"),
    );
    assert!(
        matches!(nobody, Err(Refusal::Interrupted { .. })),
        "{nobody:?}"
    );

    // Ends at once, with a code and without a word.
    #[cfg(unix)]
    {
        let mute = child::read(text, "a.txt", &usual, std::path::Path::new("false"));
        assert!(matches!(mute, Err(Refusal::Interrupted { .. })), "{mute:?}");
    }

    draws_pages(&me, &usual);

    let _ = writeln!(
        io::stdout(),
        "\ntest result: ok. 1 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out"
    );
    ExitCode::SUCCESS
}

/// A page comes as a picture of the size asked for, the same from the child as from here; a page that is not there
/// comes as nothing.
fn draws_pages(me: &std::path::Path, usual: &Limits) {
    let letter = std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../../tests/fixtures/northmere/northmere-monitoring-visit-3-2024-08-08.pdf");
    let bytes = std::fs::read(letter).expect("the sample’s letter");
    let here = scrutiny_intake::picture(&bytes, "a.pdf", 0, 1.0, usual)
        .expect("it can be drawn")
        .expect("it has a page");
    let there = child::picture(&bytes, "a.pdf", 0, 1.0, usual, me);
    assert!(there == Ok(Some(here.clone())), "the child draws the same");
    // Width and height stand in bytes 16 to 24 of a PNG.
    assert!(here.starts_with(b"\x89PNG"));
    let side = |at: usize| u32::from_be_bytes(here[at..at + 4].try_into().expect("four bytes"));
    assert_eq!(
        (side(16), side(20)),
        (595, 841),
        "an A4 page, a pixel a point"
    );
    let absent = child::picture(&bytes, "a.pdf", 99, 1.0, usual, me);
    assert_eq!(absent, Ok(None));
    let text = child::picture(b"Words.", "a.txt", 0, 1.0, usual, me);
    assert_eq!(text, Ok(None), "plain text has no pages to draw");
}
