//! What the window shows and keeps besides the words of the papers: labels, notes over paragraphs, claims, charts, tables.

#![allow(clippy::unwrap_used, reason = "a test may stop where it is wrong")]

use std::fs;
use std::path::Path;

use jiff::civil::date;
use scrutiny_bridge::{
    Bridge, BridgePlace, BridgeSubject, BridgeWhat, Contents, HitKind, Shown, ShownFinding, Written,
};
use scrutiny_casebook::domain::annotations::Visibility;
use scrutiny_casebook::domain::comparison::{Decision, FindingRef};
use scrutiny_casebook::{Casebook, Error, Scope};
use scrutiny_tests::case::{self, import, issued_again, reference, sample, who};

fn labelled(finding: FindingRef, labels: &[&str]) -> Decision {
    Decision::Labels {
        finding,
        labels: labels.iter().map(|l| (*l).to_owned()).collect(),
    }
}

async fn labels_of(bridge: &Bridge, quote: &str) -> Vec<String> {
    let contents = bridge.contents().await.unwrap();
    let finding = contents.findings.iter().find(|f| f.place.quote == quote);
    finding.unwrap().labels.clone()
}

#[tokio::test]
async fn labels_are_kept_followed_into_a_newer_issue_and_taken_back() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("w.scrutiny");
    let bridge = Bridge::new(Casebook::create(&path).await.unwrap());
    let letter = case::letter("northmere", 3);
    import(bridge.casebook(), std::slice::from_ref(&letter)).await;
    let finding = bridge.contents().await.unwrap().findings[0].clone();
    let quote = finding.place.quote.as_str();
    let both = labelled(reference(&finding), &[" For  May ", "for may", "Ward 7"]);
    bridge.decide(&who(), None, both, Vec::new()).await.unwrap();
    bridge.into_casebook().close().await;

    let bridge = Bridge::new(Casebook::open(&path).await.unwrap());
    assert_eq!(labels_of(&bridge, quote).await, ["For May", "Ward 7"]);
    let again = issued_again(&letter, folder.path());
    import(bridge.casebook(), &[again]).await;
    let now = bridge.contents().await.unwrap();
    assert_ne!(now.sources[0].sha256, finding.place.source, "a newer issue");
    assert_eq!(labels_of(&bridge, quote).await, ["For May", "Ward 7"]);

    let one = labelled(reference(&now.findings[0]), &["Ward 7"]);
    bridge.decide(&who(), None, one, Vec::new()).await.unwrap();
    assert_eq!(labels_of(&bridge, quote).await, ["Ward 7"]);
    bridge.undo(&who()).await.unwrap().unwrap();
    assert_eq!(labels_of(&bridge, quote).await, ["For May", "Ward 7"]);
}

#[tokio::test]
async fn labels_on_words_that_are_no_finding_are_listed() {
    let folder = tempfile::tempdir().unwrap();
    let (bridge, contents) = sample(folder.path()).await;
    let gone = FindingRef {
        source: contents.sources[0].sha256.clone(),
        quote: "Words that were read otherwise before.".to_owned(),
    };
    let decision = labelled(gone.clone(), &["Keep me"]);
    bridge
        .decide(&who(), None, decision, Vec::new())
        .await
        .unwrap();
    let [adrift] = &bridge.contents().await.unwrap().adrift[..] else {
        panic!("it is listed");
    };
    assert_eq!(
        (&adrift.finding, &adrift.labels[..]),
        (&gone, &["Keep me".to_owned()][..])
    );
    let off = labelled(gone, &[]);
    bridge.decide(&who(), None, off, Vec::new()).await.unwrap();
    assert!(bridge.contents().await.unwrap().adrift.is_empty());
}

#[tokio::test]
async fn a_cell_quotes_findings_that_the_window_has_as_it_has_them() {
    let folder = tempfile::tempdir().unwrap();
    let (bridge, contents) = sample(folder.path()).await;
    let shown = |source: &str, index: u32| {
        let mut findings = contents.findings.iter();
        let of_it = findings.find(|f| f.place.source == source && f.index == index);
        let finding = of_it.expect("the window has it");
        (
            finding.place.quote.as_str(),
            finding.level,
            finding.check.is_empty(),
        )
    };
    let mut cells = 0;
    let compared = bridge.casebook().compare(Scope::default()).await.unwrap();
    for (comparison, bridge) in compared.iter().zip(&contents.comparisons) {
        for thread in &comparison.threads {
            let row = bridge.threads.iter().find(|t| t.id == thread.id).unwrap();
            for (cell, shown_cell) in thread.cells.iter().zip(&row.cells) {
                let said = cell.findings.iter();
                let said: Vec<_> = said
                    .map(|f| (f.citation.quote.as_str(), f.level, !f.to_check))
                    .collect();
                let quoted = shown_cell.quoted.iter();
                let quoted: Vec<_> = quoted
                    .flat_map(|one| one.findings.iter().map(|index| shown(&one.source, *index)))
                    .collect();
                assert_eq!(quoted, said, "{}: {}", thread.title, cell.visit);
                cells += usize::from(!said.is_empty());
            }
        }
    }
    assert!(cells > 20, "{cells} cells with words");
}

/// The first paragraph with findings and the paragraph after it, from the middle of one to the middle of the other.
async fn over_two_paragraphs(bridge: &Bridge, contents: &Contents) -> Vec<BridgePlace> {
    let first = &contents.findings[0].place;
    let text = bridge.text(&first.source).await.unwrap();
    let place = |index: u32, start: u32, end: u32| {
        let paragraph = &text.paragraphs[usize::try_from(index).unwrap()];
        let (from, to) = (
            usize::try_from(start).unwrap(),
            usize::try_from(end).unwrap(),
        );
        let quote = paragraph.text.chars().skip(from).take(to - from).collect();
        let page = usize::try_from(paragraph.spans[0].page).unwrap();
        BridgePlace {
            source: first.source.clone(),
            index,
            start,
            end,
            quote,
            page: text.pages[page].label.clone(),
            paragraph: paragraph.label.clone(),
            doubt: None,
        }
    };
    let long = |index: u32| {
        text.paragraphs[usize::try_from(index).unwrap()]
            .text
            .chars()
            .count()
    };
    let end = u32::try_from(long(first.index)).unwrap();
    vec![place(first.index, 4, end), place(first.index + 1, 0, 12)]
}

#[tokio::test]
async fn a_note_over_several_paragraphs_keeps_the_words_of_each() {
    let folder = tempfile::tempdir().unwrap();
    let (bridge, contents) = sample(folder.path()).await;
    let mut places = over_two_paragraphs(&bridge, &contents).await;
    let wrong = {
        let mut wrong = places.clone();
        wrong[1].quote.push('x');
        wrong
    };
    let note = |mut places: Vec<BridgePlace>| {
        let more = places.split_off(1);
        Written {
            what: BridgeWhat::Note,
            text: "Both of these.".to_owned(),
            visibility: Visibility::Public,
            on: BridgeSubject::Words {
                place: places.remove(0),
                more,
            },
        }
    };
    let refused = bridge.write(&who(), note(wrong)).await;
    assert!(matches!(refused.unwrap_err(), Error::WordsNotThere));
    let kept = bridge.write(&who(), note(places.clone())).await.unwrap();
    assert_eq!(kept.written, note(places.clone()));
    bridge.into_casebook().close().await;
    let bridge = Bridge::new(
        Casebook::open(&folder.path().join("w.scrutiny"))
            .await
            .unwrap(),
    );
    let now = bridge.contents().await.unwrap();
    assert_eq!(now.annotations[0].written, note(places.clone()));
    assert!(now.annotations[0].attached);
    let found = bridge
        .search("Both of these", Some(HitKind::Note))
        .await
        .unwrap();
    assert_eq!(
        found.hits[0].source.as_ref(),
        Some(&places.remove(0).source)
    );
}

#[tokio::test]
async fn claims_stand_beside_what_they_rest_on_and_leave_out() {
    let folder = tempfile::tempdir().unwrap();
    let (_bridge, contents) = sample(folder.path()).await;
    let accounts = &contents.comparisons[0].accounts;
    let [account] = &accounts[..] else {
        panic!("the sample has one statement: {accounts:#?}");
    };
    assert_eq!(account.visit.as_deref(), Some("visit-5"));
    let grounds = || account.claims.iter().flat_map(|claim| &claim.grounds);
    assert!(grounds().count() >= 8);
    for ground in grounds() {
        let same = |f: &&_| {
            let finding: &scrutiny_bridge::BridgeFinding = f;
            finding.place == ground.place
        };
        assert!(contents.findings.iter().find(same).is_some(), "{ground:?}");
        assert_eq!(ground.place.source, account.letter);
    }
    let left_out: Vec<&String> = grounds().flat_map(|ground| &ground.adds).collect();
    assert!(
        left_out
            .iter()
            .any(|words| words.starts_with("although it is still too dependent")),
        "{left_out:#?}"
    );
}

#[tokio::test]
async fn figures_are_drawn_where_they_are_one_series_and_else_it_is_said_why_not() {
    let folder = tempfile::tempdir().unwrap();
    let (_bridge, contents) = sample(folder.path()).await;
    let threads = &contents.comparisons[0].threads;
    let drawn = threads.iter().filter(|t| !t.series.is_empty());
    let mut count = 0;
    for thread in drawn {
        count += 1;
        assert_eq!(thread.apart, None, "{}", thread.title);
        for series in &thread.series {
            let visits: Vec<_> = series.points.iter().map(|p| &p.visit).collect();
            let in_order = thread.cells.iter().map(|c| &c.visit);
            let own: Vec<_> = in_order.filter(|v| visits.contains(v)).collect();
            assert_eq!(visits, own, "one of a visit, in order of time");
            assert!(series.points.len() > 1);
            for point in &series.points {
                assert!(point.place.quote.contains(&point.text), "{point:?}");
            }
        }
    }
    assert!(count > 0, "the sample has figures that are one series");
    let apart = threads.iter().filter(|t| t.apart.is_some());
    for thread in apart {
        let figures: usize = thread.cells.iter().map(|c| c.figures.len()).sum();
        assert!(figures > 0 && thread.series.is_empty(), "{}", thread.title);
    }
}

/// The rows of a table that was written, without its header and mark.
fn rows(path: &Path) -> Vec<String> {
    let text = fs::read_to_string(path).unwrap();
    text.lines().skip(1).map(str::to_owned).collect()
}

#[tokio::test]
async fn what_is_shown_is_what_the_table_has() {
    let folder = tempfile::tempdir().unwrap();
    let (bridge, contents) = sample(folder.path()).await;
    let made = date(2025, 9, 1);
    let finding = &contents.findings[3];
    let mark = labelled(reference(finding), &["=Ward 7"]);
    bridge.decide(&who(), None, mark, Vec::new()).await.unwrap();
    bridge
        .mark(
            &who(),
            &finding.place.source,
            Visibility::MembersOnly,
            false,
        )
        .await
        .unwrap();
    let shown = Shown::Findings {
        findings: vec![ShownFinding {
            source: finding.place.source.clone(),
            index: finding.index,
        }],
    };
    let out = folder.path().join("findings.csv");
    let saved = bridge.save_shown(shown.clone(), made, &out).await.unwrap();
    assert_eq!(saved.rows, 1);
    let [row] = &rows(&out)[..] else {
        panic!("one finding, one row");
    };
    assert!(row.ends_with(",'=Ward 7,members only"), "{row}");

    let comparison = &contents.comparisons[0];
    let shown_matrix = Shown::Comparison {
        cycle: comparison.cycle.clone(),
    };
    let out = folder.path().join("matrix.csv");
    bridge
        .save_shown(shown_matrix.clone(), made, &out)
        .await
        .unwrap();
    let cells = comparison.threads.len() * comparison.visits.len();
    assert!(rows(&out).len() >= cells, "silence has a row too");
    let out = folder.path().join("matrix.xlsx");
    let saved = bridge.save_shown(shown_matrix, made, &out).await.unwrap();
    assert_eq!(
        usize::try_from(saved.rows).unwrap(),
        comparison.threads.len()
    );
    assert!(fs::read(&out).unwrap().starts_with(b"PK"));

    let nothing = Written {
        what: BridgeWhat::Note,
        text: "Heard in May.".to_owned(),
        visibility: Visibility::MembersOnly,
        on: BridgeSubject::Nothing,
    };
    let kept = bridge.write(&who(), nothing).await.unwrap();
    let out = folder.path().join("notes.csv");
    let shown_notes = Shown::Annotations { ids: vec![kept.id] };
    bridge.save_shown(shown_notes, made, &out).await.unwrap();
    assert_eq!(
        rows(&out),
        ["note,Heard in May.,,,members only,the whole case,,yes,Cllr Example"]
    );

    let out = folder.path().join("findings.txt");
    let refused = bridge.save_shown(shown, made, &out).await.unwrap_err();
    assert!(matches!(refused, Error::TableForm(_)));
    assert!(!out.exists());
}
