//! What gives way where a pack has to be short, and that it is said.

use jiff::civil::date;
use scrutiny_domain::annotations::Subject;
use scrutiny_domain::briefing::{Block, Limits, Options, Section, compose};
use scrutiny_domain::comparison::{Pattern, Thread};

use crate::{annotations, comparison, reading};

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
        seen: None,
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
            "To keep to 2 pages: the explanation of terms.",
            "To keep to 2 pages: how the pack was made, and the hashes of its papers.",
            "To keep to 2 pages: the table of visits and what each looked at.",
            "To keep to 2 pages: the recommendations followed from visit to visit.",
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
