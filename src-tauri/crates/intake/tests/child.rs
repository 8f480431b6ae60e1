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
    assert!(matches!(nobody, Err(Refusal::Broken { .. })), "{nobody:?}");

    let _ = writeln!(
        io::stdout(),
        "\ntest result: ok. 1 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out"
    );
    ExitCode::SUCCESS
}
