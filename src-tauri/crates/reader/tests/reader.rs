//! The reader against what the fitting program wrote: cuts of words, outputs; and against files that are none.

#![allow(clippy::unwrap_used, reason = "a test may stop where it is wrong")]

use scrutiny_reader::{BadWeights, Input, Reader};
use serde::Deserialize;
use sha2::{Digest, Sha256};

const WEIGHTS: &[u8] = include_bytes!("../weights/reader.weights");

#[derive(Deserialize)]
struct Agreement {
    section: Option<String>,
    before: Option<String>,
    sentence: String,
    themes: Vec<f32>,
    level: Vec<f32>,
    direction: Vec<f32>,
}

impl Agreement {
    fn input(&self) -> Input<'_> {
        Input {
            section: self.section.as_deref(),
            before: self.before.as_deref(),
            sentence: &self.sentence,
        }
    }
}

fn agreements() -> Vec<Agreement> {
    serde_json::from_str(include_str!("agreement.json")).unwrap()
}

fn largest_difference(a: &[f32], b: &[f32]) -> f32 {
    assert_eq!(a.len(), b.len());
    a.iter()
        .zip(b)
        .map(|(a, b)| (a - b).abs())
        .fold(0.0, f32::max)
}

#[test]
fn outputs_are_those_of_the_program_that_fitted_the_weights() {
    let reader = Reader::built_in().unwrap();
    for case in agreements() {
        let outputs = reader.outputs(&case.input());
        for (read, fitted) in [
            (&outputs.themes, &case.themes),
            (&outputs.level, &case.level),
            (&outputs.direction, &case.direction),
        ] {
            let difference = largest_difference(read, fitted);
            assert!(difference < 0.02, "{difference} in {}", case.sentence);
        }
    }
}

#[test]
fn words_are_cut_as_the_tokenizer_of_the_fitting_cuts_them() {
    #[derive(Deserialize)]
    struct Case {
        text: String,
        pieces: Vec<String>,
    }
    let cases: Vec<Case> = serde_json::from_str(include_str!("pieces.json")).unwrap();
    assert!(cases.len() > 30);
    let reader = Reader::built_in().unwrap();
    for case in cases {
        let numbers = reader.pieces(&case.text);
        let pieces: Vec<&str> = numbers.iter().map(|n| reader.piece(*n)).collect();
        assert_eq!(pieces, case.pieces, "{:?}", case.text);
    }
}

#[test]
fn the_same_sentence_is_read_the_same_every_time_and_beside_any_other() {
    let reader = Reader::built_in().unwrap();
    let again = Reader::parse(WEIGHTS).unwrap();
    let cases = agreements();
    let inputs: Vec<Input> = cases.iter().map(Agreement::input).collect();
    let together = reader.read(&inputs);
    for (input, opinion) in inputs.iter().zip(&together) {
        assert_eq!(&again.read(&[*input])[0], opinion);
    }
}

#[test]
fn opinions_keep_to_their_bounds() {
    let reader = Reader::built_in().unwrap();
    let long = "children ".repeat(2000);
    for sentence in ["", "?", "zzzz qqqq", long.as_str()] {
        let input = Input {
            section: Some(&long),
            before: Some(&long),
            sentence,
        };
        let opinion = &reader.read(&[input])[0];
        assert!(opinion.themes.len() <= 4);
        let shares = opinion.themes.iter().map(|t| t.1);
        for share in shares.chain([opinion.level.1, opinion.direction.1]) {
            assert!((0.0..=1.0).contains(&share));
        }
    }
}

/// A file with another head or body and the checksum that fits it.
fn sealed(layout: u32, rest: &[u8]) -> Vec<u8> {
    let mut file = b"SDREADER".to_vec();
    file.extend(layout.to_le_bytes());
    file.extend(Sha256::digest(rest));
    file.extend(rest);
    file
}

#[test]
fn weights_that_are_damaged_or_none_are_refused() {
    let refused = |file: &[u8]| Reader::parse(file).unwrap_err();
    assert!(matches!(refused(b""), BadWeights::NotWeights));
    assert!(matches!(refused(b"%PDF-1.7"), BadWeights::NotWeights));
    assert!(matches!(
        refused(&sealed(2, b"")),
        BadWeights::Layout { found: 2 }
    ));

    let mut flipped = WEIGHTS.to_vec();
    *flipped.last_mut().unwrap() ^= 1;
    assert!(matches!(refused(&flipped), BadWeights::Checksum));
    assert!(matches!(
        refused(&WEIGHTS[..WEIGHTS.len() / 2]),
        BadWeights::Checksum
    ));

    // The checksum fits, what it seals does not.
    let rest = &WEIGHTS[44..];
    let length = u32::from_le_bytes(rest[..4].try_into().unwrap()) as usize;
    let (head, packed) = rest[4..].split_at(length);
    let with_head = |head: &str| {
        let mut rest = u32::try_from(head.len()).unwrap().to_le_bytes().to_vec();
        rest.extend(head.as_bytes());
        rest.extend(packed);
        sealed(1, &rest)
    };
    let head = std::str::from_utf8(head).unwrap();
    assert!(Reader::parse(&with_head(head)).is_ok());
    assert!(matches!(refused(&with_head("{}")), BadWeights::Head(_)));
    for (right, wrong) in [
        ("\"width\": 384", "\"width\": 383"),
        ("\"width\": 384", "\"width\": 352"),
        ("\"heads\": 12", "\"heads\": 0"),
        ("\"positions\": 128", "\"positions\": 16"),
        ("\"pieces\": ", "\"pieces\": 9"),
    ] {
        assert!(head.contains(right));
        let file = with_head(&head.replacen(right, wrong, 1));
        assert!(matches!(refused(&file), BadWeights::Shape(_)), "{wrong}");
    }
    assert!(matches!(
        refused(&sealed(1, &rest[..rest.len() - 9])),
        BadWeights::Shape(_)
    ));
}
