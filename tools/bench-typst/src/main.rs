//! The same long pack set by our writer and by Typst's library, each ten times in a process of its own: time until the
//! bytes of the PDF are there, and the most memory the process held.
//!
//! `cargo run --release` prints the table; `cargo run --release -- ours OUT.pdf` or `typst OUT.pdf` sets it once and
//! keeps the file, to be looked at. Where it runs on Linux: memory is read from `/proc`.

use std::error::Error;
use std::process::{Command, ExitCode};
use std::time::Instant;

use scrutiny_print::{PdfWriter, Writer};

mod markup;
mod sample;
mod setter;

/// With so many matters our writer makes about sixty pages of it.
const MATTERS: usize = 35;
const RUNS: usize = 10;

/// What one process saw.
#[derive(Clone, Copy)]
struct Seen {
    seconds: f64,
    megabytes: f64,
    bytes: usize,
    pages: usize,
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let done = match arguments.as_slice() {
        [] => compare(),
        [setter] => once(setter, None),
        [setter, out] => once(setter, Some(out)),
        _ => Err("one setter and one file at most".into()),
    };
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(fault) => {
            eprintln!("{fault}");
            ExitCode::from(2)
        }
    }
}

/// Sets it once, and says in one line what it took. The clock runs from words in memory (blocks for ours, markup for
/// Typst's) to bytes in memory; both read the same fonts out of the program while it runs.
fn once(setter: &str, out: Option<&String>) -> Result<bool, Box<dyn Error>> {
    let briefing = sample::briefing(MATTERS);
    let (bytes, pages, seconds) = match setter {
        "ours" => {
            let start = Instant::now();
            let printed = PdfWriter::default().write(&briefing)?;
            let seconds = start.elapsed().as_secs_f64();
            (printed.bytes, printed.pages.unwrap_or_default(), seconds)
        }
        "typst" => {
            let source = markup::source(&briefing);
            let start = Instant::now();
            let (bytes, pages) = setter::set(source)?;
            (bytes, pages, start.elapsed().as_secs_f64())
        }
        "source" => (markup::source(&briefing).into_bytes(), 0, 0.0),
        _ => return Err("ours or typst".into()),
    };
    println!("{seconds} {} {} {pages}", peak()?, bytes.len());
    if let Some(out) = out {
        std::fs::write(out, bytes)?;
    }
    Ok(true)
}

/// The most memory this process has held, in megabytes.
fn peak() -> Result<f64, Box<dyn Error>> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.trim().strip_suffix(" kB"));
    Ok(kilobytes.ok_or("no VmHWM")?.parse::<f64>()? / 1000.0)
}

/// Each ten times, by turns; true where ours takes no longer and less than 60 MB.
fn compare() -> Result<bool, Box<dyn Error>> {
    let (mut ours, mut typst) = (Vec::new(), Vec::new());
    for _ in 0..RUNS {
        ours.push(child("ours")?);
        typst.push(child("typst")?);
    }
    println!("| setter | pages | seconds, median (least to most) | most memory, MB | file, kB |");
    println!("| --- | ---: | ---: | ---: | ---: |");
    let (ours, typst) = (row("ours", &ours), row("Typst 0.15.1", &typst));
    Ok(ours.seconds <= typst.seconds && ours.megabytes < 60.0)
}

fn child(setter: &str) -> Result<Seen, Box<dyn Error>> {
    let told = Command::new(std::env::current_exe()?)
        .arg(setter)
        .output()?;
    let line = String::from_utf8(told.stdout)?;
    let [seconds, megabytes, bytes, pages] = line.split_whitespace().collect::<Vec<_>>()[..] else {
        return Err(String::from_utf8(told.stderr)?.into());
    };
    Ok(Seen {
        seconds: seconds.parse()?,
        megabytes: megabytes.parse()?,
        bytes: bytes.parse()?,
        pages: pages.parse()?,
    })
}

/// Prints a row and hands back what it says: the median of the times, the most of the memory.
fn row(name: &str, runs: &[Seen]) -> Seen {
    let mut times: Vec<f64> = runs.iter().map(|run| run.seconds).collect();
    times.sort_by(f64::total_cmp);
    let half = times.len() / 2;
    let said = Seen {
        seconds: f64::midpoint(times[half - 1], times[half]),
        megabytes: runs.iter().map(|run| run.megabytes).fold(0.0, f64::max),
        ..runs[0]
    };
    println!(
        "| {name} | {} | {:.3} ({:.3} to {:.3}) | {:.1} | {} |",
        said.pages,
        said.seconds,
        times[0],
        times[times.len() - 1],
        said.megabytes,
        said.bytes / 1000
    );
    said
}
