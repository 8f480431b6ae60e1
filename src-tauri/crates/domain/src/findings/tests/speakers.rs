//! Who says it, where papers speak with several voices.

use super::*;
use crate::document::facts::Inspector;

#[test]
fn an_article_s_sentences_belong_to_their_speakers() {
    insta::assert_snapshot!(shown(&findings(Kind::NewsArticle, ARTICLE)));
}

#[test]
fn a_council_s_account_of_inspectors_stays_the_council_s() {
    let found = findings(
        Kind::CouncilStatement,
        "Ofsted recognised that our front door is strong.
         Inspectors wrote: “Thresholds are well understood.”
         Councillor Eve Lamb, cabinet member for children, said: “We are proud of our staff.”",
    );
    let roles: Vec<_> = found.iter().map(|f| f.speaker.role).collect();
    assert_eq!(
        roles,
        [
            SpeakerRole::Council,
            SpeakerRole::Inspectors,
            SpeakerRole::CabinetMember
        ]
    );
    assert_eq!(
        found[0].because.speaker_reason,
        Some(SpeakerReason::WritersAccount)
    );
    assert_eq!(
        found[2].speaker.name.as_deref(),
        Some("Councillor Eve Lamb")
    );
}

#[test]
fn named_inspectors_of_the_facts_are_known_by_surname() {
    let mut facts = facts(Kind::NewsArticle);
    let inspector = Inspector {
        name: "Rosa Quill".to_owned(),
        lead: true,
    };
    facts.inspectors.push(Stated::read(inspector, place()));
    let found = read(
        &document("Ms Quill said: “Plans drift.”"),
        &facts,
        Rules::built_in(),
    );
    assert_eq!(
        found[0].speaker,
        Speaker {
            role: SpeakerRole::Inspectors,
            name: Some("Rosa Quill".to_owned())
        }
    );
}

/// A person or body told of, as a table of papers has it.
pub(super) type Told<'a> = (&'a str, SpeakerRole, Option<&'a str>);

/// Reads a paper of several paragraphs; each of its sentences must be said by the one who stands beside it.
pub(super) fn assert_told(kind: Kind, paper: &[Told<'_>]) {
    let text: Vec<&str> = paper.iter().map(|(text, ..)| *text).collect();
    let found = findings(kind, &text.join("\n"));
    for (text, role, name) in paper {
        let finding = found.iter().find(|f| f.quote() == *text);
        let finding = finding.unwrap_or_else(|| panic!("not read: {text}"));
        assert_eq!(finding.speaker.role, *role, "{text}");
        assert_eq!(finding.speaker.name.as_deref(), *name, "{text}");
    }
}

use SpeakerRole::{
    CabinetMember as Cabinet, Council, Inspectors, OppositionCouncillor as Opposition, Other, Press,
};

#[test]
fn two_groups_that_speak_together_are_neither_of_them() {
    assert_told(
        Kind::NewsArticle,
        &[
            (
                "Social workers and managers told inspectors that visits were late.",
                Other,
                None,
            ),
            (
                "Managers told inspectors that visits were late.",
                Council,
                None,
            ),
        ],
    );
}

#[test]
fn a_name_may_stand_before_after_or_apart_from_its_verb() {
    assert_told(
        Kind::NewsArticle,
        &[
            (
                "Cllr Ash Fern, who leads the opposition, said that nothing had changed.",
                Opposition,
                Some("Cllr Ash Fern"),
            ),
            (
                "Coun Bea Holt, the borough’s cabinet member for children, said: “We will act.”",
                Cabinet,
                Some("Coun Bea Holt"),
            ),
            (
                "“It is slow work,” said Cy Marsh, director of children’s services at Fenmouth.",
                Council,
                Some("Cy Marsh"),
            ),
            (
                "Di Lowe, the authority’s head of safeguarding (formerly of Eastfold Council), told the Post that she was hopeful.",
                Council,
                Some("Di Lowe"),
            ),
            (
                "“Nobody listens,” Unison branch secretary Ed Rook insisted.",
                Other,
                Some("Ed Rook"),
            ),
            (
                "Talking about the inspectors’ findings, Cllr Flo Pike, leader of the council, called them fair and said that she was glad.",
                Cabinet,
                Some("Cllr Flo Pike"),
            ),
            (
                "In response to the letter the council said it would publish a plan.",
                Council,
                None,
            ),
            (
                "Gus Reed, Fenmouth’s MP, was blunter: “They were warned,” he said.",
                Other,
                Some("Gus Reed"),
            ),
            (
                "Mother-of-three Hana Stone, who asked us not to use her address, said her son had waited a year.",
                Other,
                Some("Hana Stone"),
            ),
        ],
    );
}

#[test]
fn it_is_the_paper_or_the_body_last_spoken_of_and_she_the_person() {
    assert_told(
        Kind::NewsArticle,
        &[
            (
                "The letter, addressed to director Ivo Lane, praises “steady work” in one team.",
                Press,
                None,
            ),
            (
                "It went on: “Visits to children are often late.”",
                Inspectors,
                None,
            ),
            ("Jo Kerr, a foster carer, was not surprised.", Press, None),
            (
                "“We have known it for years,” she said.",
                Other,
                Some("Jo Kerr"),
            ),
            (
                "A study by the Children’s Commissioner, out last week, paints the same picture.",
                Press,
                None,
            ),
            ("It said: “Moves are far too common.”", Other, None),
            ("Inspectors came in May.", Press, None),
            ("They wrote: “Plans lack dates.”", Inspectors, None),
        ],
    );
}

#[test]
fn what_is_told_without_marks_is_the_teller_s_and_says_whose_it_passes_on() {
    let found = findings(
        Kind::CouncilStatement,
        "Inspectors found that our front door is strong.
         The letter also tells us that plans must be sharper.
         Kit Vale, director of children’s services, said that inspectors had praised the staff.",
    );
    let told: Vec<_> = found.iter().map(|f| (f.speaker.role, f.reports)).collect();
    assert_eq!(
        told,
        [
            (Council, Some(Inspectors)),
            (Council, Some(Inspectors)),
            (Council, Some(Inspectors)),
        ]
    );
    assert_eq!(found[2].speaker.name.as_deref(), Some("Kit Vale"));
}

#[test]
fn minutes_have_officers_members_and_committees() {
    assert_told(
        Kind::CommitteePaper,
        &[
            (
                "The Head of Quality (Ms Lee Moss) advised that inspectors had found visits to be late.",
                Council,
                Some("Ms Lee Moss"),
            ),
            (
                "Councillor Nye Orr (Green) asked when this would change.",
                Opposition,
                Some("Councillor Nye Orr"),
            ),
            (
                "Councillor Pat Quill asked about advocacy.",
                Other,
                Some("Councillor Pat Quill"),
            ),
            (
                "In reply, Ms Moss stated that a plan was in place.",
                Council,
                Some("Ms Lee Moss"),
            ),
            (
                "Councillor Ray Sand, Portfolio Holder for Children, informed the Panel that he met staff monthly.",
                Cabinet,
                Some("Councillor Ray Sand"),
            ),
            (
                "Members were reminded that the judgement stood.",
                Council,
                None,
            ),
            (
                "The Panel expressed concern at the turnover of staff.",
                Other,
                None,
            ),
        ],
    );
}

#[test]
fn a_subject_may_be_long_initialled_or_speak_for_somebody() {
    assert_told(
        Kind::NewsArticle,
        &[
            (
                "A report out on Monday on the visit that was made in May says plans are “thin”.",
                Press,
                None,
            ),
            (
                "A spokeswoman for the Fenmouth Families Forum described it as “a start”.",
                Other,
                None,
            ),
            ("A spokesman for the council said it agreed.", Council, None),
            (
                "The Assistant Director (Care), Ms P. Quill, explained that staff had left.",
                Council,
                Some("Ms P. Quill"),
            ),
        ],
    );
}

#[test]
fn what_is_recalled_is_of_another_visit() {
    let of = |text: &str| {
        let found = findings(Kind::NewsArticle, text);
        found[0].of
    };
    for (text, expected) in [
        (
            "In 2019 inspectors had warned that plans were late.",
            Of::Earlier,
        ),
        (
            "When Ofsted last inspected the county, it found that plans were late.",
            Of::Earlier,
        ),
        ("Inspectors had noted better plans.", Of::ThisVisit),
        (
            "Plans are later than at the last visit, inspectors said.",
            Of::ThisVisit,
        ),
        (
            "A study by the ombudsman said: “Plans are late.”",
            Of::OtherReport,
        ),
    ] {
        assert_eq!(of(text), expected, "{text}");
    }
}

#[test]
fn a_quotation_with_nobody_near_is_nobody_s() {
    let found = findings(
        Kind::NewsArticle,
        "The visit was in May.
         “Children wait for a nurse.”",
    );
    assert_eq!(found[1].speaker.role, Other);
    assert_eq!(
        found[1].because.speaker_reason,
        Some(SpeakerReason::NobodyNamed)
    );
}
