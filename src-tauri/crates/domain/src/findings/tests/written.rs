//! Whose words they are that papers take from a letter: by how they are led in, by brackets, in lists and after marks.

use super::SpeakerRole::{
    CabinetMember as Cabinet, Council, Inspectors, OppositionCouncillor as Opposition, Other, Press,
};
use super::speakers::assert_told;
use super::*;

#[test]
fn a_letter_s_words_are_the_inspectors_however_they_are_led_in() {
    assert_told(
        Kind::CouncilStatement,
        &[
            ("Ofsted has sent us its letter.", Council, None),
            (
                "“Plans are clear,” it begins, “and parents follow them.”",
                Inspectors,
                None,
            ),
            (
                "I want to read you this sentence: “Some children wait too long.”",
                Inspectors,
                None,
            ),
            (
                "The passage to note is paragraph 4: “Visits are late.”",
                Inspectors,
                None,
            ),
            (
                "Of advisers it has this to say: “They know their young people.”",
                Inspectors,
                None,
            ),
            (
                "“Leaders know what is weak and act on it” (page 3 of the letter).",
                Inspectors,
                None,
            ),
            (
                "She drew attention to these words of the inspectors: “Staff stay.”",
                Inspectors,
                None,
            ),
        ],
    );
}

#[test]
fn a_quotation_may_stand_before_a_verb_that_says_little() {
    assert_told(
        Kind::NewsArticle,
        &[
            ("Marsh Lane Live", Press, None),
            ("Inspectors looked at the front door in May.", Press, None),
            ("“Calls are answered late”, they found.", Inspectors, None),
            (
                "“Nobody checks,” say the inspectors, “and nobody asks.”",
                Inspectors,
                None,
            ),
        ],
    );
}

#[test]
fn a_list_after_what_inspectors_were_is_theirs() {
    let found = findings(
        Kind::NewsArticle,
        "Inspectors called in May.\nThey were unhappy with:\n• plans that are late and weak\n• visits that are seldom made on time",
    );
    let last: Vec<_> = found.iter().rev().take(2).collect();
    assert!(
        last.iter().all(|f| f.speaker.role == Inspectors),
        "{last:?}"
    );
}

#[test]
fn a_member_may_speak_for_a_party_or_hold_a_portfolio() {
    assert_told(
        Kind::NewsArticle,
        &[
            (
                "For the Greens, Cllr Ivy Lowe asked who would pay for it.",
                Opposition,
                Some("Cllr Ivy Lowe"),
            ),
            (
                "Councillor Ned Pask, who looks after the families portfolio, said that visits were late.",
                Cabinet,
                Some("Councillor Ned Pask"),
            ),
            (
                "Cllr Una Reed, the group’s deputy leader, said that nothing had changed.",
                Opposition,
                Some("Cllr Una Reed"),
            ),
            (
                "An official at the Department for Education said that plans were weak.",
                Other,
                None,
            ),
        ],
    );
}

#[test]
fn a_member_s_party_in_brackets_ends_no_sentence() {
    assert_told(
        Kind::CommitteePaper,
        &[(
            "Cllr. Dale (Con.) felt that the letter had been late.",
            Opposition,
            Some("Cllr. Dale"),
        )],
    );
}

#[test]
fn a_speech_is_the_member_s_who_gave_it() {
    let found = findings(
        Kind::CouncilStatement,
        "Leader’s statement on children’s services\nGiven by the Leader, Councillor Ann Birch, at full council.\nI was sorry to read that plans are weak.",
    );
    let last = found.last().expect("a finding");
    assert_eq!(last.speaker.role, Cabinet);
}

#[test]
fn a_party_s_release_is_the_opposition_s_where_another_runs_the_council() {
    let release = |ruling: &str| {
        let text = format!(
            "The {ruling}-run council has failed children again.\nPromoted by A. Reed on behalf of Northmere Liberal Democrats."
        );
        findings(Kind::Other, &text)[0].speaker.role
    };
    assert_eq!(release("Labour"), Opposition);
    assert_eq!(release("Liberal Democrat"), Other);
}

#[test]
fn they_are_who_wrote_the_letter_that_was_spoken_of() {
    assert_told(
        Kind::CouncilStatement,
        &[
            (
                "There was good news of plans in the letter from Ofsted.",
                Council,
                None,
            ),
            ("“Babies are safe,” they write.", Inspectors, None),
            ("Here they are: “Plans are clear.”", Inspectors, None),
        ],
    );
}

#[test]
fn what_one_says_oneself_and_what_a_body_holds() {
    assert_told(
        Kind::CommitteePaper,
        &[
            (
                "I recommend that Northmere Council continue to help with plans.",
                Council,
                None,
            ),
            (
                "The Committee was of the view that plans were late.",
                Other,
                None,
            ),
            (
                "The Committee has asked to see the plans of every team.",
                Council,
                None,
            ),
        ],
    );
    let watchdog = "Visits are late, according to the schools and care watchdog.";
    assert_told(Kind::NewsArticle, &[(watchdog, Press, None)]);
}
