//! How long reading takes: `cargo run --release -p scrutiny-reader --example speed`.
//!
//! Sixty sentences of a letter's usual length, with their headings and the sentences before them, on one core.
#![allow(clippy::print_stdout, reason = "its output is its purpose")]

use std::time::Instant;

use scrutiny_reader::{BadWeights, Input, Reader};

const SENTENCES: usize = 60;

fn main() -> Result<(), &'static BadWeights> {
    let begin = Instant::now();
    let reader = Reader::built_in()?;
    println!("{}", reader.version());
    println!("weights unpacked in {:.0?}", begin.elapsed());
    let input = Input {
        section: Some("The experiences and progress of children in care"),
        before: Some(
            "Leaders have acted on what was found, and the number of children who wait for a visit has come down in most teams.",
        ),
        sentence: "However, in the two assessment teams caseloads are still too high for social workers to see children alone as often as they should.",
    };
    let inputs = [input; SENTENCES];
    for _ in 0..3 {
        let begin = Instant::now();
        let opinions = reader.read(&inputs);
        let took = begin.elapsed();
        println!(
            "{} sentences of {} pieces in {took:.2?}",
            opinions.len(),
            reader.pieces(input.sentence).len() + reader.pieces(input.before.unwrap_or("")).len(),
        );
    }
    Ok(())
}
