//! Who says what in real articles, where the corpus is beside the repository.

#![allow(clippy::unwrap_used, reason = "a test may stop where it is wrong")]

use std::collections::{BTreeMap, BTreeSet};

use scrutiny_domain::findings::Rules;
use scrutiny_tests::measure::corpus;
use scrutiny_tests::skip::{self, Need};

#[test]
fn the_corpus_articles_belong_to_their_speakers() {
    let Some(folder) = skip::unless(Need::Corpus, corpus::folder()) else {
        return;
    };
    let read =
        corpus::read_all(&folder, Rules::built_in(), |name| name.starts_with("news/")).unwrap();
    let findings: Vec<_> = read
        .papers
        .iter()
        .flat_map(|paper| &paper.findings)
        .collect();
    let mut roles = BTreeMap::new();
    for finding in &findings {
        *roles
            .entry(format!("{:?}", finding.speaker.role))
            .or_insert(0) += 1;
    }
    let names: BTreeSet<&str> = findings
        .iter()
        .filter_map(|f| f.speaker.name.as_deref())
        .collect();
    let expected = [
        "Anne Waterman",
        "Cllr Maria Gatland",
        "Councillor Tim Pollard",
    ];
    assert_eq!(names, BTreeSet::from(expected));
    assert_eq!(roles.get("OppositionCouncillor"), Some(&5), "{roles:?}");
    assert_eq!(roles.get("Council"), Some(&5), "{roles:?}");
    let figures: Vec<_> = findings.iter().flat_map(|f| &f.figures).collect();
    assert_eq!(figures.len(), 1, "{figures:?}");
    assert_eq!(
        (figures[0].value, figures[0].unit.as_deref()),
        (23.0, Some("cases"))
    );
}
