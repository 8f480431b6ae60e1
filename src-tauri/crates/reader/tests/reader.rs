//! The reader against what the fitting program wrote: cuts of words, outputs; and against files that are none.

#![allow(clippy::unwrap_used, reason = "a test may stop where it is wrong")]

use scrutiny_domain::findings::Likeness;
use scrutiny_reader::{BadWeights, Passage, Reader};
use serde::Deserialize;
use sha2::{Digest, Sha256};

const WEIGHTS: &[u8] = include_bytes!("../weights/reader.weights");

#[derive(Deserialize)]
struct Agreement {
    heading: Option<String>,
    sentences: Vec<String>,
    outputs: Vec<Outputs>,
}

#[derive(Deserialize)]
struct Outputs {
    themes: Vec<f32>,
    level: Vec<f32>,
    direction: Vec<f32>,
    likeness: Vec<f32>,
}

impl Agreement {
    fn passage(&self) -> Passage<'_> {
        Passage {
            heading: self.heading.as_deref(),
            sentences: self.sentences.iter().map(String::as_str).collect(),
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
        let outputs = reader.outputs(&case.passage());
        assert_eq!(outputs.len(), case.sentences.len());
        for ((read, fitted), sentence) in outputs.iter().zip(&case.outputs).zip(&case.sentences) {
            for (read, fitted) in [
                (&read.themes, &fitted.themes),
                (&read.level, &fitted.level),
                (&read.direction, &fitted.direction),
            ] {
                let difference = largest_difference(read, fitted);
                assert!(difference < 0.03, "{difference} in {sentence}");
            }
            let [read, fitted] =
                [&read.likeness, &fitted.likeness].map(|l| Likeness::of(l).unwrap());
            assert!(read.alike(&fitted) > 0.999, "{sentence}");
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
fn a_passage_is_read_the_same_every_time() {
    let reader = Reader::built_in().unwrap();
    let again = Reader::parse(WEIGHTS).unwrap();
    for case in agreements() {
        assert_eq!(reader.read(&case.passage()), again.read(&case.passage()));
    }
}

#[test]
fn what_stands_around_a_sentence_counts() {
    let reader = Reader::built_in().unwrap();
    let leaning = "This leaves too many children waiting for help.";
    let read = |before: &'static str| {
        let sentences = vec![before, leaning];
        let passage = Passage {
            heading: None,
            sentences,
        };
        reader.read(&passage).remove(1)
    };
    let (of_caseloads, of_health) = (
        read("Social workers hold far too many cases."),
        read("Health assessments of children in care are late."),
    );
    assert_ne!(of_caseloads.themes[0].0, of_health.themes[0].0);
}

#[test]
fn opinions_keep_to_their_bounds() {
    let reader = Reader::built_in().unwrap();
    let long = "children ".repeat(2000);
    let passage = Passage {
        heading: Some(&long),
        sentences: vec!["", "?", &long, "zzzz qqqq", &long, &long, ""],
    };
    let opinions = reader.read(&passage);
    assert_eq!(opinions.len(), passage.sentences.len());
    for opinion in opinions {
        assert!(opinion.themes.len() <= 4);
        let shares = opinion.themes.iter().map(|t| t.1);
        for share in shares.chain([opinion.level.1, opinion.direction.1]) {
            assert!((0.0..=1.0).contains(&share));
        }
        assert!(opinion.likeness.is_some());
    }
    assert!(reader.read(&Passage::default()).is_empty());
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
        refused(&sealed(1, b"")),
        BadWeights::Layout { found: 1 }
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
        sealed(2, &rest)
    };
    let head = std::str::from_utf8(head).unwrap();
    assert!(Reader::parse(&with_head(head)).is_ok());
    assert!(matches!(refused(&with_head("{}")), BadWeights::Head(_)));
    for (right, wrong) in [
        ("\"width\": 384", "\"width\": 383"),
        ("\"width\": 384", "\"width\": 352"),
        ("\"heads\": 12", "\"heads\": 0"),
        ("\"likeness\": 128", "\"likeness\": 64"),
        ("\"positions\": 208", "\"positions\": 16"),
        ("\"pieces\": ", "\"pieces\": 9"),
    ] {
        assert!(head.contains(right));
        let file = with_head(&head.replacen(right, wrong, 1));
        assert!(matches!(refused(&file), BadWeights::Shape(_)), "{wrong}");
    }
    assert!(matches!(
        refused(&sealed(2, &rest[..rest.len() - 9])),
        BadWeights::Shape(_)
    ));
}
