//! Who reads it: what is for members, what could show a child, what names a party.

use jiff::civil::date;
use scrutiny_domain::annotations::{Subject, Visibility};
use scrutiny_domain::briefing::{Block, Briefing, Concern, Options, cautions, compose};

use crate::{annotations, comparison, pack, reading};

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
    let moved = blocks.iter().position(|b| matches!(b, Block::Moves { .. }));
    assert!(banner.is_some() && banner < moved);
}
