//! How long reading takes: `cargo run --release -p scrutiny-reader --example speed`.
//!
//! Sixty sentences of a letter's usual length, in paragraphs of four, on one core.
#![allow(clippy::print_stdout, reason = "its output is its purpose")]

use std::time::Instant;

use scrutiny_reader::{BadWeights, Passage, Reader};

const PASSAGES: usize = 15;

fn main() -> Result<(), &'static BadWeights> {
    let begin = Instant::now();
    let reader = Reader::built_in()?;
    println!("{}", reader.version());
    println!("weights unpacked in {:.0?}", begin.elapsed());
    let sentences = vec![
        "Leaders have acted on what was found, and the number of children who wait for a visit has come down in most teams.",
        "However, in the two assessment teams caseloads are still too high for social workers to see children alone as often as they should.",
        "Managers know this and have agreed to three more posts, but none of them had been filled at the time of this visit.",
        "Supervision takes place each month in most teams, and records of it show clear direction and a sense of how children live.",
    ];
    let pieces: usize = sentences.iter().map(|s| reader.pieces(s).len()).sum();
    let passage = Passage {
        heading: Some("The experiences and progress of children in care"),
        sentences,
    };
    for _ in 0..3 {
        let begin = Instant::now();
        let sentences: usize = (0..PASSAGES).map(|_| reader.read(&passage).len()).sum();
        let took = begin.elapsed();
        println!(
            "{sentences} sentences of {} pieces in {took:.2?}: {:.0} a second",
            pieces / passage.sentences.len(),
            sentences as f64 / took.as_secs_f64(),
        );
    }
    Ok(())
}
