//! Who says it, where no verb of speaking tells: labels, nouns, mails and interviews.

use super::SpeakerRole::{
    CabinetMember as Cabinet, Council, Inspectors, OppositionCouncillor as Opposition, Other, Press,
};
use super::speakers::assert_told;
use super::*;

#[test]
fn a_name_or_an_office_before_a_colon_speaks() {
    assert_told(
        Kind::NewsArticle,
        &[
            (
                "COUNCILLOR JO LANE, Leader of the Council: “We let people down.”",
                Cabinet,
                Some("COUNCILLOR JO LANE"),
            ),
            (
                "Bea Holt, service director: “It is the figure on my board.”",
                Council,
                Some("Bea Holt"),
            ),
            ("The improvement adviser: “Good work, late.”", Other, None),
            (
                "Cabinet member Cllr Cy Marsh: the letter is “better than before”.",
                Cabinet,
                Some("Cllr Cy Marsh"),
            ),
            (
                "For the council its leader, Di Fern: “It is ours to fix.”",
                Cabinet,
                Some("Di Fern"),
            ),
            ("Inspectors: “Plans drift.”", Inspectors, None),
            (
                "Good: visits are on time, and families like them.",
                Press,
                None,
            ),
        ],
    );
}

#[test]
fn a_noun_may_say_who_says_it() {
    assert_told(
        Kind::CouncilStatement,
        &[
            (
                "“Plans drift, and nobody asks why,” is how the lead inspector puts it.",
                Inspectors,
                None,
            ),
            (
                "“Done,” was the answer of our director, Lee Moss.",
                Council,
                Some("Lee Moss"),
            ),
            (
                "“These children are safe,” writes the inspector who led the visit.",
                Inspectors,
                None,
            ),
            ("The letter is hard on permanence.", Council, None),
            (
                "Its words are: “Children do not know where they will live.”",
                Inspectors,
                None,
            ),
            (
                "Its last paragraph reads thus: “Partners have begun to listen.”",
                Inspectors,
                None,
            ),
        ],
    );
}

#[test]
fn a_list_led_in_by_the_view_of_inspectors_is_theirs() {
    let document = Built::default()
        .body("In the view of the inspectors:")
        .item("calls are answered within two minutes")
        .body("We do not dispute that.")
        .document();
    let found = read(&document, &facts(Kind::CouncilStatement), Rules::built_in());
    let roles: Vec<_> = found.iter().map(|f| f.speaker.role).collect();
    assert_eq!(roles, [Council, Inspectors, Council]);
}

#[test]
fn a_peer_review_is_not_the_inspectors() {
    let found = findings(
        Kind::CouncilStatement,
        "It was a peer review, and nothing to do with Ofsted.
         “People are glad to be there,” says its report.",
    );
    assert_eq!(found[1].speaker.role, Other);
    assert_eq!(found[1].of, Of::OtherReport);
}

#[test]
fn a_youth_council_is_no_council_and_a_spokesman_may_be_a_member() {
    assert_told(
        Kind::CommitteePaper,
        &[
            (
                "The Care Council says that its members dislike reviews.",
                Other,
                None,
            ),
            (
                "Its spokesman for families, Councillor Nye Orr, said that little had changed.",
                Opposition,
                Some("Councillor Nye Orr"),
            ),
        ],
    );
}

#[test]
fn a_mail_is_its_sender_s_and_what_it_copies_is_nobody_s() {
    let found = findings(
        Kind::Other,
        "From: Lee Moss <moss@northmere.example>
         To: All staff
         I am proud of what you did.
         > Children had been out of sight for the summer.
         Lee Moss, Assistant Director, Northmere Council",
    );
    let of = |start: &str| {
        let finding = found.iter().find(|f| f.quote().contains(start));
        finding.map(|f| f.speaker.role)
    };
    assert_eq!(of("I am proud"), Some(Council));
    assert_eq!(of("Children had been"), Some(Other));
}

#[test]
fn what_is_answered_in_an_interview_without_names_is_nobody_s() {
    assert_told(
        Kind::NewsArticle,
        &[
            ("Lee Moss is the director.", Press, None),
            ("Were you nervous?", Press, None),
            ("It is an email these days, and yes.", Other, None),
            ("What did you read first?", Press, None),
            (
                "The part on short breaks, because we worked on it.",
                Other,
                None,
            ),
            ("Lee Moss was talking to Cy Marsh", Press, None),
        ],
    );
}

#[test]
fn an_office_held_no_more_or_against_its_holder_is_another() {
    assert_told(
        Kind::NewsArticle,
        &[
            (
                "Councillor Jo Lane (Shadow Cabinet Member for Families) said: “It is late.”",
                Opposition,
                Some("Councillor Jo Lane"),
            ),
            (
                "Cllr Bea Holt, the shadow portfolio holder, said plans were late.",
                Opposition,
                Some("Cllr Bea Holt"),
            ),
            (
                "Cllr Cy Marsh, a former lead member for children, said visits were late.",
                Other,
                Some("Cllr Cy Marsh"),
            ),
            (
                "Ex-leader Di Fern said plans were late.",
                Other,
                Some("Di Fern"),
            ),
            (
                "The former mining town’s council leader, Ed Rook, said plans were clear.",
                Cabinet,
                Some("Ed Rook"),
            ),
        ],
    );
}

#[test]
fn an_officer_is_of_the_body_that_is_named() {
    assert_told(
        Kind::NewsArticle,
        &[
            (
                "An Ofsted spokesman said: “It speaks for itself.”",
                Inspectors,
                None,
            ),
            (
                "Rosa Quill, Ofsted’s regional director, said: “Children wait.”",
                Inspectors,
                Some("Rosa Quill"),
            ),
            (
                "Ofsted’s Lou Page said that “visits are late”.",
                Press,
                None,
            ),
            (
                "“Visits are late,” said Ofsted’s Lou Page.",
                Inspectors,
                Some("Lou Page"),
            ),
            (
                "“Plans are late,” said her colleague Kit Shaw.",
                Inspectors,
                Some("Kit Shaw"),
            ),
            ("A Unison spokeswoman said: “Staff are tired.”", Other, None),
            (
                "The council’s schools spokesman said: “Plans are clear.”",
                Council,
                None,
            ),
        ],
    );
}

#[test]
fn an_office_outside_the_council_is_not_that_of_another_outside_it() {
    assert_told(
        Kind::CommitteePaper,
        &[
            (
                "Mr Shaw, of the charity Open Door, said that visits were late.",
                Other,
                Some("Mr Shaw"),
            ),
            (
                "The Commissioner advised that change was too slow.",
                Other,
                None,
            ),
            (
                "Councillor Holt was concerned that visits were late.",
                Other,
                Some("Councillor Holt"),
            ),
            ("The Chair summed up: progress was slow.", Other, None),
        ],
    );
}
