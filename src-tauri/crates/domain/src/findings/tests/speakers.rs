//! Who says it, where papers speak with several voices; on the corpus as well where it is there.

use std::path::PathBuf;

use super::*;
use crate::document::facts::Inspector;

#[test]
fn an_article_s_sentences_belong_to_their_speakers() {
    insta::assert_snapshot!(shown(&findings(Kind::NewsArticle, ARTICLE)));
}

#[test]
fn a_council_s_account_of_inspectors_stays_the_council_s() {
    let found = findings(
        Kind::CouncilStatement,
        "Ofsted recognised that our front door is strong.
         Inspectors wrote: “Thresholds are well understood.”
         Councillor Eve Lamb, cabinet member for children, said: “We are proud of our staff.”",
    );
    let roles: Vec<_> = found.iter().map(|f| f.speaker.role).collect();
    assert_eq!(
        roles,
        [
            SpeakerRole::Council,
            SpeakerRole::Inspectors,
            SpeakerRole::CabinetMember
        ]
    );
    assert!(
        found[0]
            .because
            .speaker_note
            .as_deref()
            .is_some_and(|n| n.contains("account"))
    );
    assert_eq!(
        found[2].speaker.name.as_deref(),
        Some("Councillor Eve Lamb")
    );
}

#[test]
fn named_inspectors_of_the_facts_are_known_by_surname() {
    let mut facts = facts(Kind::NewsArticle);
    let inspector = Inspector {
        name: "Rosa Quill".to_owned(),
        lead: true,
    };
    facts.inspectors.push(Stated::read(inspector, place()));
    let found = read(
        &document("Ms Quill said that plans drift."),
        &facts,
        Rules::built_in(),
    );
    assert_eq!(
        found[0].speaker,
        Speaker {
            role: SpeakerRole::Inspectors,
            name: Some("Rosa Quill".to_owned())
        }
    );
}

/// The folder of real documents, where it is.
fn corpus() -> Option<PathBuf> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../..");
    let folder = std::env::var_os("SCRUTINY_CORPUS")
        .map_or_else(|| root.join("../shared/corpus"), PathBuf::from);
    if folder.is_dir() {
        return Some(folder);
    }
    println!("skipped: no corpus at {}", folder.display());
    None
}

#[test]
fn the_corpus_articles_belong_to_their_speakers() {
    let Some(corpus) = corpus() else { return };
    let mut roles = std::collections::BTreeMap::new();
    let mut names = std::collections::BTreeSet::new();
    let mut figures = Vec::new();
    let mut files: Vec<_> = std::fs::read_dir(corpus.join("news"))
        .unwrap()
        .map(|e| e.unwrap().path())
        .collect();
    files.sort();
    for file in files
        .iter()
        .filter(|f| f.extension().is_some_and(|e| e == "txt"))
    {
        let found = findings(Kind::NewsArticle, &std::fs::read_to_string(file).unwrap());
        if std::env::var_os("SCRUTINY_SHOW").is_some() {
            println!("{}\n{}", file.display(), shown(&found));
        }
        for f in found {
            *roles.entry(format!("{:?}", f.speaker.role)).or_insert(0) += 1;
            names.extend(f.speaker.name);
            figures.extend(f.figures);
        }
    }
    let names: Vec<_> = names.iter().map(String::as_str).collect();
    assert_eq!(
        names,
        [
            "Anne Waterman",
            "Cllr Maria Gatland",
            "Councillor Tim Pollard"
        ]
    );
    assert_eq!(roles.get("OppositionCouncillor"), Some(&5), "{roles:?}");
    assert_eq!(roles.get("Council"), Some(&5), "{roles:?}");
    assert_eq!(figures.len(), 1, "{figures:?}");
    assert_eq!(
        (figures[0].value, figures[0].unit.as_deref()),
        (23.0, Some("cases"))
    );
}
