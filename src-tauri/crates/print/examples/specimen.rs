//! Every block of a briefing on paper, to look at and to check: `cargo run -p scrutiny-print --example specimen -- OUT.pdf`

use std::path::PathBuf;
use std::process::ExitCode;

use scrutiny_print::{PdfWriter, Writer};

#[path = "../tests/specimen/mod.rs"]
mod specimen;

fn main() -> ExitCode {
    let Some(out) = std::env::args_os().nth(1).map(PathBuf::from) else {
        return ExitCode::from(2);
    };
    let Ok(printed) = PdfWriter::default().write(&specimen::briefing()) else {
        return ExitCode::FAILURE;
    };
    if std::fs::write(out, printed.bytes).is_ok() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}
