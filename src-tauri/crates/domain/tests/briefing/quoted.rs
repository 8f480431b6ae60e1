//! Words of sources, and what stands beside them.

use jiff::civil::date;
use scrutiny_domain::annotations::Visibility;
use scrutiny_domain::briefing::{Block, Inline, Options, compose};
use scrutiny_domain::comparison::{
    Claim, Clash, Comparison, NotCovered, Reading, Said, Silence, Standing,
};
use scrutiny_domain::document::facts::{Completion, Origin};
use scrutiny_domain::document::{Format, Place};
use scrutiny_domain::findings::{Class, Direction, Level, Opinion, SecondReading};

use crate::{LETTER, comparison, pack, reading};

#[test]
fn a_sentence_that_leans_is_quoted_with_the_one_before() {
    let briefing = pack(Visibility::Public, reading(false));
    let quoted = briefing.blocks.iter().find_map(|b| match b {
        Block::Quotations { columns } => columns.first(),
        _ => None,
    });
    let quoted = quoted.unwrap();
    assert_eq!(
        quoted.words,
        "Plans are weak. This leaves children without help."
    );
    assert!(LETTER.contains(&quoted.words));
    assert_eq!(quoted.citation, "Letter (letter), page 2, paragraph 4");
}

#[test]
fn a_paper_of_one_page_is_cited_by_it_and_a_text_that_has_none_is_not() {
    let mut reading = reading(false);
    reading.document.words.clear();
    let cited = |reading: &Reading| {
        let briefing = pack(Visibility::Public, reading.clone());
        let first = briefing.blocks.into_iter().find_map(|b| match b {
            Block::Quotations { mut columns } => Some(columns.remove(0).citation),
            _ => None,
        });
        first.unwrap()
    };
    assert_eq!(cited(&reading), "Letter (letter), page 2, paragraph 4");
    reading.document.source.format = Format::Text;
    assert_eq!(cited(&reading), "Letter (letter), paragraph 4");
}

#[test]
fn a_visit_that_did_not_look_there_is_quoted_without_a_state() {
    let reading = reading(false);
    let mut comparison = comparison(&reading);
    let options = Options::usual(date(2024, 3, 1));
    let state = |comparison: &Comparison| {
        let briefing = compose(comparison, std::slice::from_ref(&reading), &[], &options);
        briefing.blocks.iter().find_map(|b| match b {
            Block::Quotations { columns } => columns.first().map(|q| q.state),
            _ => None,
        })
    };
    assert_eq!(
        state(&comparison),
        Some(Some((Level::Weakness, Direction::None)))
    );
    comparison.threads[1].cells[1].said = Said::Silent {
        silence: Silence::NotCovered(NotCovered::NothingSaid),
        standing: Standing::Sure,
        perhaps: None,
    };
    assert_eq!(state(&comparison), Some(None));
}

#[test]
fn what_sources_state_differently_is_told_in_words_and_quoted_as_it_stands() {
    let reading = reading(false);
    let place = |quote: &str| Place {
        page: 0,
        paragraph: 0,
        quote: quote.to_owned(),
    };
    let claim = |value: &str, origin: Origin| Claim {
        source: reading.document.source.sha256.clone(),
        value: value.to_owned(),
        origin,
    };
    let report = Completion::YearOfDate {
        quote: Some("Published: 9 May 2023".to_owned()),
    };
    let mut compared = comparison(&reading);
    compared.clashes = vec![Clash {
        fact: "when it was judged".to_owned(),
        claims: vec![
            claim(
                "2023-04",
                Origin::Completed {
                    place: place("It was judged inadequate in April."),
                    by: report,
                },
            ),
            claim(
                "2023-06",
                Origin::Read {
                    place: place("It was judged inadequate in June 2023."),
                },
            ),
            claim(
                "2023-07",
                Origin::Person {
                    who: Some("Cllr Example".to_owned()),
                    place: None,
                    completed: None,
                },
            ),
        ],
    }];
    let options = Options::usual(date(2024, 3, 1));
    let briefing = compose(&compared, &[reading], &[], &options);
    let said = briefing.blocks.iter().find_map(|block| match block {
        Block::List { items, .. } if format!("{items:?}").contains("judged inadequate in June") => {
            Some(items.iter().map(|item| told(item)).collect::<Vec<_>>())
        }
        _ => None,
    });
    insta::assert_snapshot!(said.unwrap().join("\n"), @r"
    Letter (letter), page 2, paragraph 4: April 2023, “It was judged inadequate in April.” (The year is that of ‘Published: 9 May 2023’)
    Letter (letter), page 2, paragraph 4: June 2023, “It was judged inadequate in June 2023.”
    Letter (letter): July 2023 (put right by Cllr Example)
    ");
}

/// A line of text and quotations.
fn told(line: &[Inline]) -> String {
    let run = |run: &Inline| match run {
        Inline::Text { text } => text.clone(),
        Inline::Quoted { text } => format!("“{text}”"),
        other => panic!("neither text nor quotation: {other:?}"),
    };
    line.iter().map(run).collect()
}

#[test]
fn a_claim_reads_as_a_person_would_say_it() {
    let of = |value: &str| {
        let claim = Claim {
            source: String::new(),
            value: value.to_owned(),
            origin: Origin::Person {
                who: None,
                place: None,
                completed: None,
            },
        };
        claim.in_words()
    };
    assert_eq!(of("2018-07-10 to 2018-07-11"), "10 and 11 July 2018");
    assert_eq!(of("2018-07-11"), "11 July 2018");
    assert_eq!(of("2017-09"), "September 2017");
    assert_eq!(of("8"), "8");
}

#[test]
fn nothing_is_quoted_from_a_damaged_page() {
    let briefing = pack(Visibility::Public, reading(true));
    let all = serde_json::to_string(&briefing).unwrap();
    assert!(!all.contains("This leaves children without help"));
}

#[test]
fn what_two_readers_take_differently_is_to_check_everywhere_and_its_reason_is_told() {
    let mut reading = reading(false);
    let mut comparison = comparison(&reading);
    let opinion = Opinion {
        themes: Vec::new(),
        leanings: Vec::new(),
        level: (Level::Mixed, 0.8),
        levels: [0.1, 0.8, 0.1, 0.0],
        direction: (Direction::Better, 0.8),
        directions: [0.8, 0.1, 0.1, 0.0],
        sure: false,
        likeness: None,
    };
    reading.findings[1].second = Some(SecondReading {
        rules: reading.findings[1].by_rules(),
        learned: opinion,
        check: vec![Class::Level],
    });
    let options = Options::usual(date(2024, 3, 1));
    let said = |comparison: &Comparison| {
        let one = std::slice::from_ref(&reading);
        serde_json::to_string(&compose(comparison, one, &[], &options)).unwrap()
    };
    assert!(!said(&comparison).contains("the other reader"));
    comparison.threads[1].cells[1].findings[0].to_check = true;
    let said = said(&comparison);
    for told in [
        // With the quotation and in sources and method.
        "\"check\":\"the other reader: mixed, better\"",
        "\"text\":\"the other reader: mixed, better\"",
    ] {
        assert!(said.contains(told), "{told} is not in {said}");
    }
}

#[test]
fn what_is_open_has_no_verdict_anywhere() {
    let reading = reading(false);
    let mut comparison = comparison(&reading);
    let options = Options::usual(date(2024, 3, 1));
    let said = |comparison: &Comparison| {
        let one = std::slice::from_ref(&reading);
        serde_json::to_string(&compose(comparison, one, &[], &options)).unwrap()
    };
    assert!(!said(&comparison).contains("to check"));
    let thread = &mut comparison.threads[1];
    thread.standing = Standing::Open;
    if let Said::Spoken(spoken) = &mut thread.cells[1].said {
        spoken.standing = Standing::Open;
    }
    let said = said(&comparison);
    for told in [
        "what happened to 1 of them is to check",
        "\"text\":\"to check\"",
        "To check",
    ] {
        assert!(said.contains(told), "{told} is not in {said}");
    }
    assert!(!said.contains("Raised every time"), "no pattern is claimed");
}
