//! What stands where, and what leads there.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::date;
use scrutiny_domain::annotations::{Annotation, Outcome, Subject, Visibility, What};
use scrutiny_domain::briefing::{Block, Inline, Options, Section, TableRow, compose};
use scrutiny_domain::comparison::{
    Claim, Clash, Coverage, FollowedRecommendation, NoFinding, NotCovered, Reading,
    RecommendationAt, RecommendationBecause, RecommendationState, Said, Silence, Spoken, Standing,
    Titled,
};
use scrutiny_domain::document::Place;
use scrutiny_domain::document::facts::Origin;
use scrutiny_domain::findings::{Direction, Level, Theme};

use crate::{annotations, comparison, pack, reading};

#[test]
fn the_front_page_says_what_may_be_said_and_counts_it() {
    let briefing = pack(Visibility::MembersOnly, reading(false));
    let front: Vec<&Block> = briefing
        .blocks
        .iter()
        .take_while(|b| !matches!(b, Block::Heading { anchor, .. } if anchor == "contents"))
        .collect();
    let said = serde_json::to_string(&front).unwrap();
    for told in [
        "papers tell of two visits since, the last in February 2024",
        "still a weakness",
        "Nobody has looked at since the inspection",
        "Private fostering",
        "Matters since the inspection",
        "Nobody has settled any of it yet",
    ] {
        assert!(said.contains(told), "{told} is not in {said}");
    }
    let counted = front.iter().find_map(|b| match b {
        Block::Table(table) if table.caption.starts_with("Matters since") => Some(table),
        _ => None,
    });
    let TableRow::Cells { cells } = &counted.unwrap().rows[0] else {
        panic!("no row of cells");
    };
    let numbers: Vec<String> = cells
        .iter()
        .map(|cell| match &cell.text[0] {
            Inline::Strong { text } => text.clone(),
            other => panic!("no number: {other:?}"),
        })
        .collect();
    // Raised, better, still weak, worse, not looked at, to check.
    assert_eq!(numbers, ["2", "0", "1", "0", "1", "0"]);
}

#[test]
fn a_public_pack_has_no_question_that_nobody_took_and_its_maker_is_told_how_many() {
    let members = pack(Visibility::MembersOnly, reading(false));
    let public = pack(Visibility::Public, reading(false));
    let asks = "What did inspectors find there";
    assert!(
        serde_json::to_string(&members.blocks)
            .unwrap()
            .contains(asks)
    );
    let said = serde_json::to_string(&public.blocks).unwrap();
    assert!(!said.contains(asks), "{said}");
    assert!(members.withheld.is_empty());
    let told = public.withheld.join("\n");
    assert!(
        told.contains("suggested questions, for nobody has taken them"),
        "{told}"
    );
    assert!(told.contains("30 notes, questions or promises"), "{told}");
    assert!(
        !said.contains("suggested questions"),
        "the pack itself says nothing of it"
    );
}

#[test]
fn a_single_inspection_gives_a_pack_of_what_it_found() {
    let reading = reading(false);
    let mut comparison = comparison(&reading);
    comparison.visits.truncate(1);
    comparison.visits[0].sources = vec![reading.document.source.sha256.clone()];
    for thread in &mut comparison.threads {
        thread.cells.truncate(1);
        thread.pattern = scrutiny_domain::comparison::Pattern::SeenOnce;
        thread.standing = Standing::Open;
    }
    let options = Options::usual(date(2024, 3, 1));
    let briefing = compose(&comparison, std::slice::from_ref(&reading), &[], &options);
    let said = serde_json::to_string(&briefing.blocks).unwrap();
    for told in [
        "What inspectors found weak",
        "Plans are weak.",
        "matter-plans",
    ] {
        assert!(said.contains(told), "{told} is not in {said}");
    }
    assert!(
        !said.contains("looked at since"),
        "after one look there is no silence"
    );
}

#[test]
fn anchors_are_unique_and_every_link_has_its_target() {
    let briefing = pack(Visibility::MembersOnly, reading(false));
    let mut anchors: Vec<&String> = briefing
        .blocks
        .iter()
        .filter_map(|b| match b {
            Block::Heading { anchor, .. } => Some(anchor),
            _ => None,
        })
        .collect();
    let all = anchors.len();
    anchors.sort();
    anchors.dedup();
    assert_eq!(anchors.len(), all);
    let json = serde_json::to_value(&briefing).unwrap();
    let mut open = vec![&json];
    let mut links = 0;
    while let Some(value) = open.pop() {
        if value["is"] == "link" {
            links += 1;
            assert!(
                anchors.iter().any(|a| value["anchor"] == a.as_str()),
                "{value}"
            );
        }
        open.extend(value.as_object().into_iter().flat_map(|o| o.values()));
        open.extend(value.as_array().into_iter().flatten());
    }
    assert!(links > 0);
}

#[test]
fn sections_stand_in_the_order_asked_for_and_the_glossary_holds_only_terms_used() {
    let reading = reading(false);
    let comparison = comparison(&reading);
    let options = Options {
        sections: vec![Section::Glossary, Section::Matters],
        ..Options::usual(date(2024, 3, 1))
    };
    let mut note = annotations().remove(0);
    note.text = "Ask about the MASH.".to_owned();
    note.on = Subject::Thread {
        thread: "plans".to_owned(),
        cycle: None,
        seen: None,
    };
    let parts = |options: &Options| -> Vec<String> {
        let pack = compose(
            &comparison,
            std::slice::from_ref(&reading),
            std::slice::from_ref(&note),
            options,
        );
        let part = |b: &Block| match b {
            Block::Heading {
                level: 1, anchor, ..
            } => Some(anchor.clone()),
            _ => None,
        };
        pack.blocks.iter().filter_map(part).collect()
    };
    assert_eq!(
        parts(&options),
        ["front", "glossary", "matters"],
        "too few for a list"
    );
    let last = Options {
        sections: vec![Section::Matters, Section::Glossary],
        ..options
    };
    assert_eq!(parts(&last), ["front", "matters", "glossary"]);
    let pack = compose(&comparison, &[reading], &[note], &last);
    let terms = serde_json::to_string(pack.blocks.last().unwrap()).unwrap();
    assert!(terms.contains("MASH") && terms.contains("Private fostering"));
    assert!(!terms.contains("Pathway plan"), "{terms}");
}

#[test]
fn of_meetings_before_the_last_only_what_is_open_is_repeated() {
    let reading = reading(false);
    let comparison = comparison(&reading);
    let commitment = |id: i64, text: &str, month, outcome| Annotation {
        id,
        what: What::Commitment {
            by: Some("the director".to_owned()),
            meeting: Some(date(2024, month, 9)),
            due: Some(date(2024, 12, 1)),
            outcome,
        },
        text: text.to_owned(),
        on: Subject::Nothing,
        visibility: Visibility::Public,
        written: Timestamp::UNIX_EPOCH,
        by: None,
    };
    let written = [
        commitment(1, "A fifth team by June.", 2, Outcome::Done),
        commitment(2, "Audits each month.", 2, Outcome::NotDone),
        commitment(3, "A plan for the night team.", 4, Outcome::Open),
    ];
    let options = Options {
        sections: vec![Section::Meeting, Section::Notes],
        ..Options::usual(date(2024, 5, 1))
    };
    let pack = compose(&comparison, &[reading], &written, &options);
    let notes: Vec<(&str, &str)> = pack
        .blocks
        .iter()
        .filter_map(|b| match b {
            Block::Note { heading, text } => Some((heading.as_str(), text.as_str())),
            _ => None,
        })
        .collect();
    assert_eq!(
        notes,
        [
            (
                "Promised by the director on 9 February 2024, due by 1 December 2024: noted as not done",
                "Audits each month."
            ),
            (
                "Promised by the director on 9 April 2024, due by 1 December 2024: what became of it is not noted",
                "A plan for the night team."
            ),
        ]
    );
    let said = serde_json::to_string(&pack).unwrap();
    assert!(
        said.contains("1 item of earlier meetings is settled"),
        "{said}"
    );
    assert!(pack.left_out.is_empty(), "{:?}", pack.left_out);
}

#[test]
fn a_visit_that_looked_and_says_nothing_is_no_visit_that_did_not_look() {
    let reading = reading(false);
    let said = |silence| {
        let mut comparison = comparison(&reading);
        comparison.threads[0].cells[2].said = Said::Silent {
            silence,
            standing: Standing::Sure,
            perhaps: None,
        };
        let options = Options::usual(date(2024, 3, 1));
        let one = std::slice::from_ref(&reading);
        serde_json::to_string(&compose(&comparison, one, &[], &options)).unwrap()
    };
    let away = said(Silence::NotCovered(NotCovered::NothingSaid));
    let silent = said(Silence::NoFinding(NoFinding::FullInspection));
    for told in [
        "Nobody has looked at since the inspection",
        "Not looked at: visit 2.",
    ] {
        assert!(away.contains(told) && !silent.contains(told), "{told}");
    }
    for told in [
        "No finding located: visit 2.",
        "“No finding located” is another thing",
    ] {
        assert!(silent.contains(told) && !away.contains(told), "{told}");
    }
}

#[test]
fn nobody_looked_is_not_said_where_a_later_letter_has_the_name_of_the_matter() {
    let reading = reading(false);
    let mut comparison = comparison(&reading);
    comparison.threads[0].title = "Visits on time".to_owned();
    let options = Options::usual(date(2024, 3, 1));
    let one = std::slice::from_ref(&reading);
    let said = serde_json::to_string(&compose(&comparison, one, &[], &options)).unwrap();
    assert!(!said.contains("Nobody has looked at since"), "{said}");
}

#[test]
fn a_visit_of_which_only_others_tell_is_told_as_reported() {
    let reading = reading(false);
    let said = |letter: bool| {
        let mut comparison = comparison(&reading);
        comparison.visits[2].letter = letter;
        comparison.threads[1].cells[2].said = Said::Spoken(Spoken {
            reported: !letter,
            standing: Standing::Sure,
            ..Spoken::of(Level::Weakness, Direction::None)
        });
        comparison.coverage = vec![Coverage {
            visit: "visit-2".to_owned(),
            themes: BTreeMap::from([(Theme::Plans, 1)]),
        }];
        let options = Options::usual(date(2024, 3, 1));
        let one = std::slice::from_ref(&reading);
        serde_json::to_string(&compose(&comparison, one, &[], &options)).unwrap()
    };
    let (read, reported) = (said(true), said(false));
    for told in [
        "what others quote, and they choose what they quote; ask the council for the letter",
        "The letters of visits 1 and 2 are not among these papers",
        "“As reported”: its letter is not among the papers",
        "\"under\":\"as reported\"",
        "\"text\":\"Visit 2, as reported\"",
        "Visit 2, February 2024, as reported",
    ] {
        assert!(reported.contains(told) && !read.contains(told), "{told}");
    }
}

#[test]
fn a_lone_sentence_is_a_remark_and_no_matter_unless_a_person_wrote_on_it() {
    let reading = reading(false);
    let mut comparison = comparison(&reading);
    comparison.threads[0].title = "Care leavers: ‘433 young people ceased to be…’".to_owned();
    comparison.threads[0].titled = Titled::BySentence;
    let options = Options::usual(date(2024, 3, 1));
    let said = |notes: &[Annotation]| {
        let one = std::slice::from_ref(&reading);
        serde_json::to_string(&compose(&comparison, one, notes, &options)).unwrap()
    };
    let without = said(&[]);
    assert!(without.contains("A person settled 0 of 1 matter."));
    assert!(without.contains("1 remark that only one visit made") && !without.contains("433"));
    let mut note = annotations().remove(0);
    note.on = Subject::Thread {
        thread: "forgotten".to_owned(),
        cycle: None,
        seen: None,
    };
    let with = said(&[note]);
    assert!(with.contains("A person settled 0 of 2 matters.") && with.contains("433"));
}

/// A recommendation that the matter of plans follows.
fn asked(reading: &Reading, paragraph: usize, number: Option<&str>) -> FollowedRecommendation {
    let at = |visit: &str, state| RecommendationAt {
        visit: visit.to_owned(),
        state,
        standing: Standing::Sure,
        because: RecommendationBecause::NoMatter,
    };
    FollowedRecommendation {
        text: format!("Do thing {paragraph}."),
        source: reading.document.source.sha256.clone(),
        page: 0,
        paragraph: paragraph.to_string(),
        paragraph_index: paragraph,
        number: number.map(str::to_owned),
        threads: vec!["plans".to_owned()],
        visits: vec![
            at("visit-1", RecommendationState::NotPublished),
            at("visit-2", RecommendationState::Weakness),
        ],
    }
}

#[test]
fn recommendations_are_called_by_numbers_a_reader_can_find_and_a_missing_letter_is_told_once() {
    let reading = reading(false);
    let mut comparison = comparison(&reading);
    // The third has no number of its own; the numbers of the others end above how many there are.
    comparison.recommendations = [(9, Some("2")), (10, Some("4")), (115, None)]
        .map(|(paragraph, number)| asked(&reading, paragraph, number))
        .to_vec();
    let options = Options::usual(date(2024, 3, 1));
    let pack = compose(&comparison, &[reading], &[], &options);
    let said = serde_json::to_string(&pack).unwrap();
    assert!(said.contains("Recommendations 2 and 4 of the inspection."));
    let table = pack.blocks.iter().find_map(|b| match b {
        Block::Table(table) if table.caption.starts_with("Each recommendation") => Some(table),
        _ => None,
    });
    let table = table.unwrap();
    assert_eq!((table.header.len(), table.widths.len()), (2, 2));
    let cells = |row: &TableRow| matches!(row, TableRow::Cells { cells } if cells.len() == 2);
    assert!(table.rows.iter().all(cells));
    assert!(said.contains("their letters are not among the papers: visit 1."));
}

#[test]
fn a_claim_that_is_told_among_what_differs_is_not_told_again() {
    let reading = reading(false);
    let mut comparison = comparison(&reading);
    let claim = |quote: &str| Claim {
        source: reading.document.source.sha256.clone(),
        value: "8".to_owned(),
        origin: Origin::Read {
            place: Place {
                page: 0,
                paragraph: 0,
                quote: quote.to_owned(),
            },
        },
    };
    comparison.clashes = vec![Clash {
        fact: "how many visits".to_owned(),
        claims: vec![claim("The third of eight.")],
    }];
    comparison.claimed_totals = vec![claim("The third of eight."), claim("Eight in all.")];
    let options = Options::usual(date(2024, 3, 1));
    let one = std::slice::from_ref(&reading);
    let said = serde_json::to_string(&compose(&comparison, one, &[], &options)).unwrap();
    for quote in ["The third of eight.", "Eight in all."] {
        assert_eq!(said.matches(quote).count(), 1, "{quote}");
    }
}
