//! What the window is given of a page in doubt: which page it is and why, and none of its words as a quotation.

#![allow(clippy::unwrap_used, reason = "a test may stop where it is wrong")]

use std::path::{Path, PathBuf};

use lopdf::{Document, Stream, dictionary};
use scrutiny_bridge::{Bridge, BridgeSubject, BridgeWhat, Contents, HitKind, Written};
use scrutiny_casebook::Scope;
use scrutiny_casebook::domain::annotations::Visibility;
use scrutiny_casebook::domain::comparison::{Decision, FindingRef};
use scrutiny_casebook::domain::document::Doubt;
use scrutiny_tests::case;

/// The letter of a visit with an instruction on its second page that is none: nothing on that page is sure.
fn damaged(visit: u8, folder: &Path) -> PathBuf {
    let mut pdf = Document::load(case::letter("northmere", visit)).unwrap();
    let page = pdf.get_pages()[&2];
    let mut content = pdf.get_page_content(page);
    content.extend_from_slice(b"\n-15 Xd\n");
    let stream = pdf.add_object(Stream::new(dictionary! {}, content));
    let page = pdf.get_dictionary_mut(page).unwrap();
    page.set("Contents", stream);
    let path = folder.join("damaged.pdf");
    pdf.save(&path).unwrap();
    path
}

async fn opened(folder: &Path) -> (Bridge, Contents) {
    let casebook = case::created(folder).await;
    let mut papers = vec![damaged(3, folder)];
    let sure = case::typeset("northmere");
    let sure = sure
        .into_iter()
        .filter(|p| !p.ends_with("northmere-monitoring-visit-3-2024-08-08.pdf"));
    papers.extend(sure);
    case::import(&casebook, &papers).await;
    let bridge = Bridge::new(casebook);
    let contents = bridge.contents().await.unwrap();
    (bridge, contents)
}

/// The sentences of the letter that stand on the page in doubt, from the casebook itself.
async fn words(bridge: &Bridge) -> Vec<String> {
    let readings = bridge
        .casebook()
        .decided_readings(Scope::default())
        .await
        .unwrap();
    let findings = readings.iter().flat_map(|r| {
        let doubted = |f: &&_| {
            let finding: &scrutiny_casebook::domain::findings::Finding = f;
            r.document.in_doubt(&finding.citation).is_some()
        };
        r.findings.iter().filter(doubted)
    });
    findings.map(|f| f.quote().to_owned()).collect()
}

#[tokio::test]
async fn no_words_of_a_page_in_doubt_cross_as_a_quotation() {
    let folder = tempfile::tempdir().unwrap();
    let (bridge, contents) = opened(folder.path()).await;
    let words = words(&bridge).await;
    assert!(words.len() > 5, "{words:#?}");
    let doubted: Vec<_> = contents
        .findings
        .iter()
        .filter(|f| f.place.doubt.is_some())
        .collect();
    assert_eq!(doubted.len(), words.len());
    for finding in doubted {
        let doubt = finding.place.doubt.as_ref().unwrap();
        assert_eq!((doubt.page.as_str(), doubt.why), ("2", Doubt::Damaged));
        assert_eq!(finding.place.quote, "");
        assert!(
            finding.before.is_none() && finding.quantifier.is_none() && finding.figures.is_empty()
        );
        assert!(!finding.why.contains('“'), "{}", finding.why);
    }
    // Nor in anything else that the window is given without asking for the paper itself.
    let all =
        serde_json::to_string(&(&contents.findings, &contents.comparisons, &contents.sources));
    let all = all.unwrap();
    for sentence in words {
        let begins: String = sentence.chars().take(40).collect();
        let as_json = serde_json::to_string(&begins).unwrap();
        assert!(!all.contains(as_json.trim_matches('"')), "{sentence}");
    }
}

#[tokio::test]
async fn what_is_found_on_a_page_in_doubt_is_told_without_its_words() {
    let folder = tempfile::tempdir().unwrap();
    let (bridge, _) = opened(folder.path()).await;
    let sentence = words(&bridge).await.remove(0);
    let few: Vec<&str> = sentence.split_whitespace().take(4).collect();
    let found = bridge
        .search(&few.join(" "), Some(HitKind::Finding))
        .await
        .unwrap();
    let hit = found.hits.iter().find(|h| h.doubt.is_some()).unwrap();
    assert!(hit.text.is_empty() && hit.found.is_empty());
    // A search before anything was shown knows it too.
    let again = Bridge::new(bridge.into_casebook());
    let found = again
        .search(&few.join(" "), Some(HitKind::Finding))
        .await
        .unwrap();
    assert!(found.hits.iter().any(|h| h.doubt.is_some()));
}

#[tokio::test]
async fn a_finding_without_words_is_decided_and_written_about_by_its_place() {
    let folder = tempfile::tempdir().unwrap();
    let (bridge, contents) = opened(folder.path()).await;
    let who = case::who();
    let finding = contents
        .findings
        .iter()
        .find(|f| f.place.doubt.is_some())
        .unwrap();
    let place = finding.place.clone();
    let right = || Decision::Right {
        finding: FindingRef {
            source: place.source.clone(),
            quote: String::new(),
        },
    };
    let unnamed = bridge.decide(&who, None, right(), Vec::new()).await;
    assert!(unnamed.is_err(), "nobody can tell which");
    bridge
        .decide(&who, None, right(), vec![place.clone()])
        .await
        .unwrap();
    let written = Written {
        what: BridgeWhat::Note,
        text: "Compare with the letter on paper.".to_owned(),
        visibility: Visibility::Public,
        on: BridgeSubject::Words {
            place: place.clone(),
            more: Vec::new(),
        },
    };
    let kept = bridge.write(&who, written.clone()).await.unwrap();
    assert_eq!(kept.written, written);
    let now = bridge.contents().await.unwrap();
    let same = now.findings.iter().find(|f| f.place == place).unwrap();
    assert!(same.checked);
    assert_eq!(now.annotations[0].written, written);
    assert!(now.annotations[0].attached);
    let stored = bridge.casebook().annotations().await.unwrap();
    assert!(
        !stored[0].on.citations()[0].quote.is_empty(),
        "they are kept all the same"
    );
}
