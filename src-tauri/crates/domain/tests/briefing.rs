//! What a pack says, and what never gets into one.

#![allow(clippy::unwrap_used, reason = "a test may stop where it is wrong")]

use jiff::Timestamp;
use jiff::civil::date;
use scrutiny_domain::annotations::{Annotation, Outcome, Priority, Subject, Visibility, What};
use scrutiny_domain::briefing::{
    Block, Briefing, Concern, Inline, Limits, Options, Section, cautions, compose,
};
use scrutiny_domain::comparison::{
    Cell, CellFinding, Claim, Clash, Comparison, Covered, Pattern, Reading, Thread, Visit,
    VisitKind,
};
use scrutiny_domain::document::facts::Facts;
use scrutiny_domain::document::kind::Kind;
use scrutiny_domain::document::{
    Citation, Document, Format, Page, PageSpan, Paragraph, ParagraphKind, Source, StatedDate,
};
use scrutiny_domain::findings::{
    Because, Class, Direction, Finding, Level, Opinion, SecondReading, Speaker, SpeakerRole, Theme,
};

const LETTER: &str = "Plans are weak. This leaves children without help. Visits are on time.";

fn reading(damaged: bool) -> Reading {
    let end = LETTER.chars().count();
    let document = Document {
        source: Source {
            file: "letter.pdf".to_owned(),
            sha256: "ab".repeat(32),
            bytes: 1,
            format: Format::Pdf,
            damaged,
            warnings: Vec::new(),
        },
        pages: vec![Page {
            index: 0,
            label: "2".to_owned(),
            width: 595.0,
            height: 842.0,
            damaged,
        }],
        paragraphs: vec![Paragraph {
            index: 0,
            kind: ParagraphKind::Body,
            text: LETTER.to_owned(),
            number: None,
            ordinal: 4,
            section: None,
            spans: vec![PageSpan {
                page: 0,
                start: 0,
                end,
            }],
        }],
        words: Vec::new(),
    };
    let mut facts = Facts::none(Kind::MonitoringVisitLetter, "for the test");
    facts.authority = None;
    let finding = |index: usize, start: usize, end: usize, leans: bool| Finding {
        index,
        citation: Citation::of(&document, 0, start, end).unwrap(),
        before: leans.then(|| "Plans are weak.".to_owned()),
        leans,
        section: None,
        speaker: Speaker {
            role: SpeakerRole::Inspectors,
            name: None,
        },
        themes: vec![Theme::Plans],
        level: Level::Weakness,
        direction: Direction::None,
        quantifier: None,
        figures: Vec::new(),
        because: Because::default(),
        second: None,
    };
    let findings = vec![finding(0, 0, 15, false), finding(1, 16, 50, true)];
    Reading {
        document,
        facts,
        findings,
    }
}

fn visit(id: &str, number: u8, sources: Vec<String>) -> Visit {
    let month = StatedDate {
        year: Some(2024),
        month: 2,
        day: None,
    };
    Visit {
        id: id.to_owned(),
        what: VisitKind::MonitoringVisit,
        number: Some(number),
        from: (!sources.is_empty()).then_some(month),
        to: None,
        published: None,
        focus: Vec::new(),
        sources,
    }
}

fn comparison(reading: &Reading) -> Comparison {
    let cell = |visit: &str, covered, findings: Vec<CellFinding>| Cell {
        visit: visit.to_owned(),
        covered,
        level: if findings.is_empty() {
            Level::None
        } else {
            Level::Weakness
        },
        direction: Direction::None,
        findings,
        proposed: true,
        because: String::new(),
        derived: false,
    };
    let leaning = reading.findings.get(1).unwrap();
    let found = CellFinding {
        citation: leaning.citation.clone(),
        speaker: leaning.speaker.clone(),
        level: Level::Weakness,
        direction: Direction::None,
        to_check: false,
    };
    Comparison {
        authority: "Northmere".to_owned(),
        judged: None,
        visits: vec![
            visit("visit-1", 1, Vec::new()),
            visit("visit-2", 2, vec![reading.document.source.sha256.clone()]),
        ],
        threads: vec![
            Thread {
                id: "forgotten".to_owned(),
                title: "Private fostering".to_owned(),
                themes: vec![Theme::SpecificGroups],
                pattern: Pattern::NeverLookedAtAgain,
                cells: Vec::new(),
                figures: Vec::new(),
            },
            Thread {
                id: "plans".to_owned(),
                title: "Children’s plans".to_owned(),
                themes: vec![Theme::Plans],
                pattern: Pattern::RaisedEveryTime,
                cells: vec![
                    cell("visit-1", Covered::NotPublished, Vec::new()),
                    cell("visit-2", Covered::Yes, vec![found]),
                ],
                figures: Vec::new(),
            },
        ],
        recommendations: Vec::new(),
        coverage: Vec::new(),
        claimed_totals: Vec::new(),
        unplaced: Vec::new(),
        clashes: Vec::new(),
    }
}

fn annotations() -> Vec<Annotation> {
    let citation = reading(false).findings.first().unwrap().citation.clone();
    let subjects = [
        Subject::Nothing,
        Subject::Thread {
            thread: "plans".to_owned(),
            cycle: None,
        },
        Subject::Thread {
            thread: "forgotten".to_owned(),
            cycle: None,
        },
        Subject::Thread {
            thread: "gone".to_owned(),
            cycle: None,
        },
        Subject::Visit {
            visit: "visit-2".to_owned(),
            cycle: None,
        },
        Subject::Quotation { citation },
    ];
    let kinds = [
        What::Note,
        What::Question {
            audience: Some("the director".to_owned()),
            priority: Priority::MustAsk,
        },
        What::EvidenceRequest {
            audience: None,
            priority: Priority::Ask,
        },
        What::Commitment {
            by: Some("the director".to_owned()),
            meeting: Some(date(2024, 1, 9)),
            due: Some(date(2024, 2, 1)),
            outcome: Outcome::Open,
        },
        What::Answer {
            by: None,
            meeting: None,
            // The first question for members only.
            to: Some(31),
        },
    ];
    let mut all = Vec::new();
    for visibility in [Visibility::Public, Visibility::MembersOnly] {
        for on in &subjects {
            for what in &kinds {
                let word = if visibility == Visibility::Public {
                    "OPEN"
                } else {
                    "SECRET"
                };
                all.push(Annotation {
                    id: i64::try_from(all.len()).unwrap(),
                    what: what.clone(),
                    text: format!("{word} {}", all.len()),
                    on: on.clone(),
                    visibility,
                    written: Timestamp::UNIX_EPOCH,
                    by: None,
                });
            }
        }
    }
    all
}

fn pack(audience: Visibility, reading: Reading) -> Briefing {
    let options = Options {
        audience,
        ..Options::usual(date(2024, 3, 1))
    };
    let comparison = comparison(&reading);
    compose(&comparison, &[reading], &annotations(), &options)
}

#[test]
fn what_is_for_members_never_enters_a_public_pack() {
    let public = serde_json::to_string(&pack(Visibility::Public, reading(false))).unwrap();
    let members = serde_json::to_string(&pack(Visibility::MembersOnly, reading(false))).unwrap();
    assert!(
        !public.contains("SECRET"),
        "a members-only annotation leaked"
    );
    for annotation in annotations() {
        // As the end of a text: OPEN 1 is not OPEN 11; or on a line before an answer.
        let shown = |pack: &str| {
            let text = &annotation.text;
            pack.contains(&format!("{text}\"")) || pack.contains(&format!("{text}\\n"))
        };
        assert!(
            shown(&members),
            "{} is missing from the members’ pack",
            annotation.text
        );
        assert_eq!(
            shown(&public),
            annotation.visibility == Visibility::Public,
            "{}",
            annotation.text
        );
    }
}

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
    assert_eq!(quoted.citation, "Letter (letter.pdf), paragraph 4");
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
    comparison.threads[1].cells[1].covered = Covered::NotCovered;
    assert_eq!(state(&comparison), Some(None));
}

#[test]
fn what_sources_state_differently_is_told_in_words_and_quoted_as_it_stands() {
    let reading = reading(false);
    let claim = |value: &str, quote: &str| Claim {
        source: reading.document.source.sha256.clone(),
        value: value.to_owned(),
        page: 0,
        quote: quote.to_owned(),
    };
    let mut compared = comparison(&reading);
    compared.clashes = vec![Clash {
        fact: "when it was judged".to_owned(),
        claims: vec![
            claim("2023-04", "It was judged inadequate in April 2023."),
            claim("2023-06", "It was judged inadequate in June 2023."),
        ],
    }];
    let options = Options::usual(date(2024, 3, 1));
    let briefing = compose(&compared, &[reading], &[], &options);
    let list = briefing.blocks.iter().find_map(|block| match block {
        Block::List { items, .. } => items
            .iter()
            .find(|item| format!("{item:?}").contains("judged inadequate in June")),
        _ => None,
    });
    let item = list.unwrap();
    assert!(matches!(&item[0], Inline::Text { text } if text.ends_with(": June 2023, ")));
    assert!(
        matches!(&item[1], Inline::Quoted { text } if text == "It was judged inadequate in June 2023.")
    );
}

#[test]
fn a_claim_reads_as_a_person_would_say_it() {
    let of = |value: &str| {
        let claim = Claim {
            source: String::new(),
            value: value.to_owned(),
            page: 0,
            quote: String::new(),
        };
        claim.in_words()
    };
    assert_eq!(of("2018-07-10 to 2018-07-11"), "10 and 11 July 2018");
    assert_eq!(of("2018-07-11"), "11 July 2018");
    assert_eq!(of("2017-09"), "September 2017");
    assert_eq!(of("8"), "8");
}

#[test]
fn what_a_short_pack_leaves_out_is_the_least_and_is_counted() {
    let reading = reading(false);
    let mut comparison = comparison(&reading);
    let followed = comparison.threads[1].clone();
    for (id, pattern) in [
        ("lighter", Pattern::Steady),
        ("slipped", Pattern::ImprovedThenSlipped),
        ("once", Pattern::SeenOnce),
    ] {
        comparison.threads.push(Thread {
            id: id.to_owned(),
            title: id.to_owned(),
            pattern,
            ..followed.clone()
        });
    }
    let limits = Limits {
        matters: 2,
        rows: 3,
        ..Limits::USUAL
    };
    let options = Options {
        limits,
        ..Options::usual(date(2024, 3, 1))
    };
    let briefing = compose(&comparison, std::slice::from_ref(&reading), &[], &options);
    let set_out: Vec<&str> = briefing
        .blocks
        .iter()
        .filter_map(|b| match b {
            Block::Heading { anchor, .. } => anchor.strip_prefix("matter-"),
            _ => None,
        })
        .collect();
    assert_eq!(set_out, ["slipped", "plans"]);
    let said = serde_json::to_string(&briefing).unwrap();
    assert!(said.contains("1 with less to say is left out"), "{said}");
    assert!(
        said.contains("1 matter of less weight is left out"),
        "{said}"
    );
    assert!(said.contains("1 remark that only one visit made"), "{said}");
    // What a person wrote on is never the least.
    let mut note = annotations().remove(0);
    note.on = Subject::Thread {
        thread: "lighter".to_owned(),
        cycle: None,
    };
    let options = Options {
        limits: Limits {
            matters: 1,
            ..limits
        },
        ..options
    };
    let chosen = Options {
        sections: vec![Section::Matters],
        ..options
    };
    let briefing = compose(&comparison, &[reading], &[note], &chosen);
    let lists = serde_json::to_string(&briefing).unwrap();
    assert!(lists.contains("matter-lighter"), "{lists}");
}

#[test]
fn nothing_is_quoted_from_a_damaged_page() {
    let briefing = pack(Visibility::Public, reading(true));
    let all = serde_json::to_string(&briefing).unwrap();
    assert!(!all.contains("This leaves children without help"));
}

#[test]
fn the_front_page_counts_what_it_says_and_names_the_gap() {
    let briefing = pack(Visibility::Public, reading(false));
    let lead = briefing.blocks.iter().find_map(|b| match b {
        Block::Lead { text } => text.first(),
        _ => None,
    });
    assert_eq!(
        lead,
        Some(&Inline::text(
            "These papers tell of 1 visit by inspectors; the letter of one more is not among them. \
             Of 2 matters that inspectors spoke of, 1 is no better and 1 has not been looked at since."
        ))
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
fn a_public_pack_warns_of_what_could_show_a_child_and_a_members_pack_does_not() {
    let mut reading = reading(false);
    let comparison = comparison(&reading);
    let words = "Two children waited, as their mother said.";
    let mut note = annotations().remove(0);
    note.text = words.to_owned();
    note.on = Subject::Nothing;
    reading.findings.truncate(2);
    let warned = |audience| {
        let options = Options {
            audience,
            ..Options::usual(date(2024, 3, 1))
        };
        let pack = compose(
            &comparison,
            std::slice::from_ref(&reading),
            std::slice::from_ref(&note),
            &options,
        );
        cautions(&pack)
    };
    let public = warned(Visibility::Public);
    let because: Vec<(Concern, &str)> = public
        .iter()
        .map(|c| (c.concern, c.because.as_str()))
        .collect();
    assert_eq!(
        because,
        [
            (Concern::SmallCount, "two children"),
            (Concern::Family, "mother")
        ]
    );
    assert!(public.iter().all(|c| c.words == words));
    assert!(warned(Visibility::MembersOnly).is_empty());
}

#[test]
fn a_neutral_pack_names_no_party_and_a_banner_stands_above_the_answer() {
    let reading = reading(false);
    let comparison = comparison(&reading);
    let mut note = annotations().remove(0);
    note.text = "Labour and the Conservatives agree.".to_owned();
    let pack = |neutral| {
        let options = Options {
            neutral,
            banner: Some("Before an election.".to_owned()),
            ..Options::usual(date(2024, 3, 1))
        };
        compose(
            &comparison,
            std::slice::from_ref(&reading),
            std::slice::from_ref(&note),
            &options,
        )
    };
    let said = |pack: &Briefing| serde_json::to_string(pack).unwrap();
    assert!(said(&pack(false)).contains("Labour"));
    assert!(!said(&pack(true)).contains("Labour"));
    let blocks = pack(true).blocks;
    let banner = blocks
        .iter()
        .position(|b| matches!(b, Block::Notice { text } if text == "Before an election."));
    let lead = blocks.iter().position(|b| matches!(b, Block::Lead { .. }));
    assert!(banner.is_some() && banner < lead);
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
    assert_eq!(parts(&options), ["front", "glossary", "matters"]);
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
        // On the front page, in its sentences and its list; in the table; with the question.
        "1 of them rests on a sentence that is to check",
        "Children’s plans (to\u{a0}check)",
        "\"under\":\"to check\"",
        "to check first: visit 2",
    ] {
        assert!(said.contains(told), "{told} is not in {said}");
    }
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
fn a_pack_says_what_gave_way_and_what_people_wrote_that_no_section_holds() {
    let reading = reading(false);
    let comparison = comparison(&reading);
    let mut note = annotations().remove(0);
    note.on = Subject::Nothing;
    let pack = |limits, sections: &[Section]| {
        let options = Options {
            limits,
            pages: Some(2),
            sections: sections.to_vec(),
            ..Options::usual(date(2024, 3, 1))
        };
        let one = std::slice::from_ref(&reading);
        compose(&comparison, one, std::slice::from_ref(&note), &options)
    };
    let last = *Limits::shorter_and_shorter().last().unwrap();
    let short = pack(last, &Section::ALL);
    assert_eq!(
        short.left_out,
        [
            "To keep to 2 pages: the table of themes by visits.",
            "To keep to 2 pages: 1 matter that would be set out with its quotations.",
            "To keep to 2 pages: 2 rows of the table of matters by visits.",
            "To keep to 2 pages: 1 quotation on what was not looked at again; the matter is named.",
        ]
    );
    let said = serde_json::to_string(&short.blocks).unwrap();
    assert!(short.left_out.iter().all(|one| said.contains(one.as_str())));
    assert!(
        said.contains(&note.text),
        "what people wrote never gives way"
    );
    assert!(pack(Limits::USUAL, &Section::ALL).left_out.is_empty());
    let without = pack(Limits::USUAL, &[Section::Matrix]);
    assert_eq!(without.left_out.len(), 1, "{:?}", without.left_out);
}
