//! Words of sources, and what stands beside them.

use jiff::civil::date;
use scrutiny_domain::annotations::Visibility;
use scrutiny_domain::briefing::{Block, Briefing, Inline, Options, TableCell, TableRow, compose};
use scrutiny_domain::comparison::{
    Claim, Clash, Comparison, NotCovered, Reading, Said, Silence, Standing,
};
use scrutiny_domain::document::facts::{Completion, Origin};
use scrutiny_domain::document::{Format, Place};
use scrutiny_domain::findings::{Direction, Level};

use crate::{LETTER, comparison, pack, reading};

/// Where a matter is set out: the cells of each row that quotes words.
fn rows(briefing: &Briefing) -> Vec<Vec<TableCell>> {
    let tables = briefing.blocks.iter().filter_map(|b| match b {
        Block::Table(table) if table.header.len() == 3 && table.caption.is_empty() => Some(table),
        _ => None,
    });
    let rows = tables.flat_map(|t| &t.rows).filter_map(|row| match row {
        TableRow::Cells { cells } => Some(cells.clone()),
        TableRow::Group { .. } => None,
    });
    rows.collect()
}

/// The words quoted in a row and where they stand.
fn quoted(row: &[TableCell]) -> Option<(String, String)> {
    let words = row.last()?.text.iter().find_map(|run| match run {
        Inline::Quoted { text } => Some(text.clone()),
        _ => None,
    })?;
    Some((words, row.last()?.under.clone().unwrap_or_default()))
}

#[test]
fn a_sentence_that_leans_is_quoted_with_the_one_before() {
    let briefing = pack(Visibility::Public, reading(false));
    let all: Vec<(String, String)> = rows(&briefing).iter().filter_map(|r| quoted(r)).collect();
    let leaning = "Plans are weak. This leaves children without help.";
    assert!(LETTER.contains(leaning));
    let found = all.iter().find(|(words, _)| words == leaning).unwrap();
    // No number is printed there: a reader finds the paragraph by how it begins.
    assert_eq!(
        found.1,
        "page 2, paragraph beginning “Plans are weak. This leaves…”"
    );
}

#[test]
fn a_paragraph_is_cited_by_its_printed_number_or_by_how_it_begins() {
    let cited = |reading: &Reading| {
        let briefing = pack(Visibility::Public, reading.clone());
        let all = rows(&briefing);
        let last = all.iter().filter_map(|r| quoted(r)).next_back();
        last.unwrap().1
    };
    let mut reading = reading(false);
    reading.document.paragraphs[0].number = Some("14".to_owned());
    assert_eq!(cited(&reading), "page 2, paragraph 14");
    reading.document.source.format = Format::Text;
    assert_eq!(cited(&reading), "paragraph 14");
}

#[test]
fn a_visit_that_did_not_look_there_has_no_state() {
    let reading = reading(false);
    let mut comparison = comparison(&reading);
    let options = Options::usual(date(2024, 3, 1));
    let states = |comparison: &Comparison| {
        let briefing = compose(comparison, std::slice::from_ref(&reading), &[], &options);
        let of = rows(&briefing);
        let last = of.last().unwrap();
        last[1].text[0].clone()
    };
    let weakness = Inline::State {
        level: Level::Weakness,
        direction: Direction::None,
    };
    assert_eq!(states(&comparison), weakness);
    comparison.threads[1].cells[2].said = Said::Silent {
        silence: Silence::NotCovered(NotCovered::NothingSaid),
        standing: Standing::Sure,
        perhaps: None,
    };
    assert_ne!(states(&comparison), weakness);
}

#[test]
fn a_sentence_quoted_under_one_matter_is_not_quoted_again_under_another() {
    let reading = reading(false);
    let mut comparison = comparison(&reading);
    let mut other = comparison.threads[1].clone();
    other.id = "drift".to_owned();
    other.title = "Plans that drift".to_owned();
    comparison.threads.push(other);
    let options = Options::usual(date(2024, 3, 1));
    let briefing = compose(&comparison, std::slice::from_ref(&reading), &[], &options);
    let all: Vec<String> = rows(&briefing)
        .iter()
        .filter_map(|r| Some(quoted(r)?.0))
        .collect();
    let mut once = all.clone();
    once.sort();
    once.dedup();
    assert_eq!(once.len(), all.len(), "{all:?}");
    let said = serde_json::to_string(&briefing.blocks).unwrap();
    assert!(said.contains("Quoted under "));
}

#[test]
fn a_level_is_not_said_under_a_name_that_its_words_do_not_have() {
    let reading = reading(false);
    let mut comparison = comparison(&reading);
    let thread = &mut comparison.threads[1];
    thread.subject = None;
    thread.title = "The emergency duty team".to_owned();
    let options = Options::usual(date(2024, 3, 1));
    let briefing = compose(&comparison, std::slice::from_ref(&reading), &[], &options);
    let said = serde_json::to_string(&briefing.blocks).unwrap();
    assert!(!said.contains("\"is\":\"state\""), "{said}");
    assert!(said.contains("Plans are weak."), "its words stand");
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
    Letter (letter), page 2: April 2023, “It was judged inadequate in April.” (The year is that of ‘Published: 9 May 2023’)
    Letter (letter), page 2: June 2023, “It was judged inadequate in June 2023.”
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
fn what_is_open_has_no_verdict_anywhere() {
    let reading = reading(false);
    let mut comparison = comparison(&reading);
    let options = Options::usual(date(2024, 3, 1));
    let said = |comparison: &Comparison| {
        let one = std::slice::from_ref(&reading);
        serde_json::to_string(&compose(comparison, one, &[], &options)).unwrap()
    };
    assert!(said(&comparison).contains("still a weakness"));
    for thread in &mut comparison.threads {
        thread.standing = Standing::Open;
        for cell in &mut thread.cells {
            if let Said::Spoken(spoken) = &mut cell.said {
                spoken.standing = Standing::Open;
                spoken.direction_standing = Standing::Open;
            }
        }
    }
    let said = said(&comparison);
    for told in ["To check: words without a verdict", "Plans are weak."] {
        assert!(said.contains(told), "{told} is not in {said}");
    }
    for verdict in ["\"is\":\"state\"", "still a weakness", "Raised every time"] {
        assert!(!said.contains(verdict), "{verdict} is claimed in {said}");
    }
}
