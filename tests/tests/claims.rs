//! What the sample's statement claims, beside the inspectors' sentences that its author had in mind.

#![allow(clippy::unwrap_used, reason = "a test may stop where it is wrong")]

use std::collections::BTreeSet;
use std::path::Path;

use scrutiny_domain::comparison::Reading;
use scrutiny_domain::findings::{Rules, claims};
use scrutiny_tests::measure::corpus;
use scrutiny_tests::northmere::intention;

#[test]
fn claims_of_the_sample_rest_on_the_sentences_their_author_meant() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/northmere");
    let read = corpus::read_all(&folder, Rules::built_in(), |name| {
        name.contains("statement") && name.ends_with(".pdf") || name.contains("visit-5")
    })
    .unwrap();
    let readings: Vec<Reading> = read
        .papers
        .into_iter()
        .filter(|p| p.name.ends_with(".pdf"))
        .map(|p| Reading {
            document: p.document,
            facts: p.facts,
            findings: p.findings,
        })
        .collect();
    let statement = readings
        .iter()
        .find(|r| !r.facts.kind.is_of_inspectors())
        .unwrap();
    let letter = claims::letter_of(statement, &readings).unwrap();
    let (mut meant, mut found, mut added) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    for claim in &intention().unwrap().claims {
        let finding = statement
            .findings
            .iter()
            .find(|f| f.quote().contains(claim.sentence.trim_end_matches('.')))
            .unwrap_or_else(|| panic!("no finding says: {}", claim.sentence));
        meant.extend(claim.rests_on.iter().cloned());
        for ground in claims::rests_on(finding, &letter.findings, Rules::built_in()) {
            assert!(finding.quote().contains(&ground.part));
            found.insert(letter.findings[ground.index].quote().to_owned());
            added.extend(ground.adds);
        }
    }
    let right = meant.intersection(&found).count();
    let astray: Vec<_> = found.difference(&meant).collect();
    assert!(
        right >= 8,
        "{right} of {}: not found {:#?}, astray {astray:#?}",
        meant.len(),
        meant.difference(&found).collect::<Vec<_>>()
    );
    // "We are better than we were" is half of what the letter says.
    assert!(
        added
            .iter()
            .any(|a| a.starts_with("although it is still too dependent")),
        "{added:#?}"
    );
}
