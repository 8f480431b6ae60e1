//! What a person writes, corrects and decides through the window's verbs: kept, shown where it belongs, taken back.

#![allow(clippy::unwrap_used, reason = "a test may stop where it is wrong")]

use std::fs;
use std::path::Path;

use jiff::civil::date;
use scrutiny_bridge::{
    Bridge, BridgeComparison, BridgeCorrection, BridgeFact, BridgeFinding, BridgePlace,
    BridgeSource, BridgeStating, BridgeSubject, BridgeWhat, Contents, HitKind, PackChoices,
    Written,
};
use scrutiny_casebook::domain::annotations::{Priority, Visibility};
use scrutiny_casebook::domain::comparison::{Covered, Decision};
use scrutiny_casebook::domain::document::facts::{Area, Grade};
use scrutiny_casebook::domain::findings::Level;
use scrutiny_casebook::{Casebook, Error, Who};
use scrutiny_tests::case::{self, created, import, issued_again, reference, sample, who};

fn question(text: &str, on: BridgeSubject) -> Written {
    Written {
        what: BridgeWhat::Question {
            audience: Some("the director".to_owned()),
            priority: Priority::MustAsk,
        },
        text: text.to_owned(),
        visibility: Visibility::Public,
        on,
    }
}

fn note(text: &str, on: BridgeSubject) -> Written {
    Written {
        what: BridgeWhat::Note,
        ..question(text, on)
    }
}

fn words(place: &BridgePlace) -> BridgeSubject {
    BridgeSubject::Words {
        place: place.clone(),
        more: Vec::new(),
    }
}

/// The text of a pack, read back from the PDF that was written.
async fn pack_text(bridge: &Bridge, folder: &Path) -> String {
    let out = folder.join("pack.pdf");
    let _ = fs::remove_file(&out);
    bridge
        .pack_file(
            "Northmere",
            &PackChoices::default(),
            Some(&out),
            date(2025, 9, 1),
            &who(),
        )
        .await
        .unwrap();
    let bytes = fs::read(out).unwrap();
    let limits = scrutiny_intake::Limits::default();
    let pack = scrutiny_intake::read(&bytes, "pack.pdf", &limits).unwrap();
    let lines: Vec<&str> = pack.paragraphs.iter().map(|p| p.text.as_str()).collect();
    lines.join("\n")
}

#[tokio::test]
async fn what_is_written_is_kept_and_reaches_the_pack() {
    let folder = tempfile::tempdir().unwrap();
    let (bridge, contents) = sample(folder.path()).await;
    let comparison = &contents.comparisons[0];
    let thread = comparison.threads[0].id.clone();
    let on_matter = BridgeSubject::Thread {
        thread,
        cycle: Some(comparison.cycle.clone()),
    };
    let asked = question("When will ‘soon’ be?", on_matter);
    let kept = bridge.write(&who(), asked.clone()).await.unwrap();
    assert_eq!(kept.written, asked);
    let finding = &contents.findings[0];
    let noted = bridge
        .write(&who(), note("Heard this in March.", words(&finding.place)))
        .await
        .unwrap();
    bridge.into_casebook().close().await;

    let bridge = Bridge::new(
        Casebook::open(&folder.path().join("w.scrutiny"))
            .await
            .unwrap(),
    );
    let text = pack_text(&bridge, folder.path()).await;
    assert!(text.contains("When will ‘soon’ be?"), "{text}");
    assert!(text.contains("Heard this in March."), "{text}");

    let edited = note("Heard this in May.", words(&finding.place));
    bridge.rewrite(&who(), noted.id, edited).await.unwrap();
    bridge.remove(&who(), kept.id).await.unwrap();
    let standing = bridge.contents().await.unwrap().annotations;
    let texts: Vec<&str> = standing.iter().map(|a| a.written.text.as_str()).collect();
    assert_eq!(texts, ["Heard this in May."]);
    let ahead = bridge.ahead().await.unwrap();
    assert_eq!(
        (ahead.undo.as_deref(), ahead.redo),
        (Some("delete question"), None)
    );
    for did in ["delete question", "change note"] {
        let undone = bridge.undo(&who()).await.unwrap().unwrap();
        assert_eq!(undone, did);
    }
    let ahead = bridge.ahead().await.unwrap();
    assert_eq!(ahead.redo.as_deref(), Some("change note"));
    let standing = bridge.contents().await.unwrap().annotations;
    let texts: Vec<&str> = standing.iter().map(|a| a.written.text.as_str()).collect();
    assert_eq!(texts, ["When will ‘soon’ be?", "Heard this in March."]);
}

#[tokio::test]
async fn nothing_and_words_that_are_not_there_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let (bridge, contents) = sample(folder.path()).await;
    let empty = note("  ", BridgeSubject::Nothing);
    let refused = bridge.write(&who(), empty).await.unwrap_err();
    assert!(matches!(refused, Error::NothingWritten));
    let mut place = contents.findings[0].place.clone();
    place.start += 1;
    let beside = note("Why?", words(&place));
    let refused = bridge.write(&who(), beside).await.unwrap_err();
    assert!(matches!(refused, Error::WordsNotThere));
    assert!(bridge.contents().await.unwrap().annotations.is_empty());
}

#[tokio::test]
async fn a_note_follows_its_words_into_a_newer_issue_and_is_never_dropped() {
    let folder = tempfile::tempdir().unwrap();
    let bridge = Bridge::new(created(folder.path()).await);
    let letter = case::letter("northmere", 3);
    import(bridge.casebook(), std::slice::from_ref(&letter)).await;
    let before = bridge.contents().await.unwrap();
    let place = before.findings[0].place.clone();
    bridge
        .write(&who(), note("Why?", words(&place)))
        .await
        .unwrap();
    let lost = BridgeSubject::Visit {
        visit: "visit-77".to_owned(),
        cycle: None,
    };
    bridge
        .write(&who(), note("About a visit that is not here.", lost))
        .await
        .unwrap();

    let again = issued_again(&letter, folder.path());
    import(bridge.casebook(), &[again]).await;
    let after = bridge.contents().await.unwrap();
    assert_ne!(after.sources[0].sha256, place.source, "a newer issue");
    let [followed, unattached] = &after.annotations[..] else {
        panic!("both are there");
    };
    let BridgeSubject::Words { place: now, .. } = &followed.written.on else {
        panic!("it is about words");
    };
    assert!(followed.attached);
    assert_eq!(
        (&now.source, &now.quote),
        (&after.sources[0].sha256, &place.quote)
    );
    assert!(!unattached.attached);
    assert_eq!(unattached.written.text, "About a visit that is not here.");
}

#[tokio::test]
async fn a_decision_holds_in_every_screen_until_it_is_taken_back() {
    let folder = tempfile::tempdir().unwrap();
    let (bridge, contents) = sample(folder.path()).await;
    let comparison: &BridgeComparison = &contents.comparisons[0];
    let (thread, cell) = comparison
        .threads
        .iter()
        .flat_map(|thread| thread.cells.iter().map(move |cell| (thread, cell)))
        .find(|(_, cell)| cell.covered == Covered::Yes && cell.proposed)
        .expect("the sample has a link that is proposed");
    let proposed = |contents: &Contents| {
        let thread = contents.comparisons[0]
            .threads
            .iter()
            .find(|t| t.id == thread.id);
        let cells = &thread.unwrap().cells;
        cells
            .iter()
            .find(|c| c.visit == cell.visit)
            .unwrap()
            .proposed
    };
    let confirm = Decision::Confirm {
        thread: thread.id.clone(),
        visit: cell.visit.clone(),
        findings: Vec::new(),
    };
    // Of another cycle, it changes nothing here.
    let mut elsewhere = comparison.cycle.clone();
    elsewhere.authority = "Southmere".to_owned();
    bridge
        .decide(&who(), Some(elsewhere), confirm.clone(), Vec::new())
        .await
        .unwrap();
    assert!(proposed(&bridge.contents().await.unwrap()));
    bridge
        .decide(&who(), Some(comparison.cycle.clone()), confirm, Vec::new())
        .await
        .unwrap();
    assert!(!proposed(&bridge.contents().await.unwrap()));

    let finding = contents
        .findings
        .iter()
        .find(|f| f.level == Level::Weakness)
        .unwrap();
    let same = |f: &&BridgeFinding| f.place == finding.place;
    let level = Decision::Level {
        finding: reference(finding),
        level: Level::Mixed,
    };
    bridge
        .decide(&who(), None, level, Vec::new())
        .await
        .unwrap();
    let now = bridge.contents().await.unwrap();
    let changed = now.findings.iter().find(same).unwrap();
    assert_eq!((changed.level, changed.checked), (Level::Mixed, true));
    let undone = bridge.undo(&who()).await.unwrap().unwrap();
    assert_eq!(undone, "correct a finding");
    let now = bridge.contents().await.unwrap();
    let changed = now.findings.iter().find(same).unwrap();
    assert_eq!((changed.level, changed.checked), (Level::Weakness, false));
}

#[tokio::test]
async fn a_fact_is_put_right_and_a_date_that_is_none_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let (bridge, contents) = sample(folder.path()).await;
    let letter = contents
        .sources
        .iter()
        .find(|s| s.file.contains("visit-3"))
        .unwrap();
    let source = letter.sha256.clone();
    let wrong = BridgeCorrection::Published {
        day: Some("31/2/2024".to_owned()),
    };
    let refused = bridge.correct(&who(), &source, wrong).await.unwrap_err();
    assert!(matches!(refused, Error::NotADate(_)));
    let day = BridgeCorrection::Published {
        day: Some("25/3/2024".to_owned()),
    };
    let nameless = Who { by: None, ..who() };
    bridge.correct(&nameless, &source, day).await.unwrap();
    let authority = BridgeCorrection::Authority {
        name: Some("London Borough of Croydon".to_owned()),
    };
    bridge.correct(&who(), &source, authority).await.unwrap();
    let now = bridge.contents().await.unwrap();
    let paper = now.sources.iter().find(|s| s.sha256 == source).unwrap();
    assert_eq!(paper.authority.as_ref().unwrap().value, "Croydon");
    let published = paper.published.as_ref().unwrap();
    assert_eq!(published.value, "2024-03-25");
    assert_eq!(published.inferred.as_deref(), Some("put right by a person"));
    assert_eq!(
        published.quote,
        letter.published.as_ref().unwrap().quote,
        "what was read stays to be seen"
    );
}

#[tokio::test]
async fn what_a_paper_lists_is_put_right_by_its_own_words_and_followed_so() {
    let folder = tempfile::tempdir().unwrap();
    let (bridge, contents) = sample(folder.path()).await;
    let named = |part: &str| contents.sources.iter().find(|s| s.file.contains(part));
    let report = named("inspection").unwrap().clone();
    let source = report.sha256.clone();
    let stating = |fact: &BridgeFact| BridgeStating {
        index: fact.index,
        quote: fact.quote.clone(),
        at: None,
    };
    let asked = report.recommendations.iter().map(stating);
    let finding = contents
        .findings
        .iter()
        .find(|f| f.place.source == source)
        .unwrap();
    let added = BridgeStating {
        index: finding.place.index,
        quote: finding.place.quote.clone(),
        at: None,
    };

    let elsewhere = BridgeStating {
        quote: "Words that no paper has.".to_owned(),
        ..added.clone()
    };
    let words = vec![elsewhere];
    let wrong = BridgeCorrection::Recommendations { words };
    let refused = bridge.correct(&who(), &source, wrong).await;
    assert!(matches!(refused.unwrap_err(), Error::WordsNotThere));

    let words: Vec<_> = asked.clone().skip(1).chain([added]).collect();
    let without_first = BridgeCorrection::Recommendations { words };
    bridge
        .correct(&who(), &source, without_first)
        .await
        .unwrap();
    let overall = BridgeCorrection::Judgement {
        area: Area::Overall,
        grade: Some(Grade::Good),
    };
    bridge.correct(&who(), &source, overall).await.unwrap();
    let now = bridge.contents().await.unwrap();
    let paper = now.sources.iter().find(|s| s.sha256 == source).unwrap();
    let read = &report.recommendations;
    assert_eq!(paper.recommendations[..read.len() - 1], read[1..]);
    let last = paper.recommendations.last().unwrap();
    assert_eq!(last.value, finding.place.quote);
    assert_eq!(last.page, finding.place.page);
    let grade = |of: &BridgeSource| {
        let overall = of.judgements.iter().find(|j| j.area == Area::Overall);
        overall.map(|j| (j.grade, j.stated.inferred.clone()))
    };
    let by = Some("put right by Cllr Example".to_owned());
    assert_eq!(grade(&report), Some((Grade::Inadequate, None)));
    assert_eq!(grade(paper), Some((Grade::Good, by)));

    // What was added is followed over the visits; what was left out is not.
    bridge.undo(&who()).await.unwrap();
    let now = bridge.contents().await.unwrap();
    let followed: Vec<&str> = now
        .comparisons
        .iter()
        .flat_map(|c| c.recommendations.iter().map(|r| r.text.as_str()))
        .collect();
    assert!(followed.contains(&finding.place.quote.as_str()));
    assert!(!followed.contains(&read[0].value.as_str()));
    bridge.undo(&who()).await.unwrap();
    let now = bridge.contents().await.unwrap();
    let paper = now.sources.iter().find(|s| s.sha256 == source).unwrap();
    assert_eq!(paper, &report, "taken back, all is as it was read");
}

#[tokio::test]
async fn a_search_leads_to_words_that_are_in_the_text() {
    let folder = tempfile::tempdir().unwrap();
    let (bridge, contents) = sample(folder.path()).await;
    let finding = &contents.findings[0];
    let word = finding
        .place
        .quote
        .split(|c: char| !c.is_alphabetic())
        .max_by_key(|word| word.chars().count())
        .unwrap();
    let found = bridge.search(word, Some(HitKind::Paragraph)).await.unwrap();
    let counted = found.counts.iter().find(|c| c.kind == HitKind::Paragraph);
    assert_eq!(
        usize::try_from(counted.unwrap().count).unwrap(),
        found.hits.len()
    );
    for hit in &found.hits {
        let text = bridge.text(hit.source.as_ref().unwrap()).await.unwrap();
        let paragraph = &text.paragraphs[usize::try_from(hit.item).unwrap()];
        let bare = hit.text.trim_matches('…');
        assert!(paragraph.text.contains(bare), "{bare}");
        assert!(!hit.found.is_empty());
    }
    // Boxes for the highlight over the page, in the paragraph's own offsets.
    let text = bridge.text(&finding.place.source).await.unwrap();
    let at = usize::try_from(finding.place.index).unwrap();
    let page = text.paragraphs[at].spans[0].page;
    let words = bridge.words_on(&finding.place.source, page).await.unwrap();
    let own: Vec<_> = words
        .iter()
        .filter(|w| w.index == finding.place.index && w.start >= finding.place.start)
        .collect();
    assert!(!own.is_empty());
    let size = &text.pages[usize::try_from(page).unwrap()];
    assert!(
        own.iter()
            .all(|w| w.left < w.right && w.right <= size.width && w.bottom <= size.height)
    );
}
