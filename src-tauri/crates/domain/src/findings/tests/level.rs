//! How good, and which way it moved: by a sentence's words, and by the heading it stands under.

use super::*;

#[test]
fn level_and_direction_are_two_things() {
    for (text, level, direction) in [
        (
            "Assessments are thorough and timely.",
            Level::Strength,
            Direction::None,
        ),
        (
            "Assessments are not thorough.",
            Level::Weakness,
            Direction::None,
        ),
        (
            "Too many assessments are weak.",
            Level::Weakness,
            Direction::None,
        ),
        (
            "Although assessments are thorough, plans are weak.",
            Level::Mixed,
            Direction::None,
        ),
        (
            "Supervision has improved but remains too variable.",
            Level::Mixed,
            Direction::Better,
        ),
        (
            "Supervision has improved.",
            Level::Strength,
            Direction::Better,
        ),
        (
            "The quality of audits has deteriorated.",
            Level::Weakness,
            Direction::Worse,
        ),
        (
            "It is too soon to see the impact of this work on plans.",
            Level::None,
            Direction::None,
        ),
        (
            "The new approach has not yet improved plans.",
            Level::Weakness,
            Direction::Same,
        ),
    ] {
        let found = one(text);
        assert_eq!((found.level, found.direction), (level, direction), "{text}");
        assert!(
            !found.because.level.is_empty() || found.because.level_reason.is_some(),
            "{text}"
        );
    }
}

/// Turns of phrase that change what a word of praise or blame says, each with its counterpart.
#[test]
fn turns_of_phrase_change_what_a_word_says() {
    let wrong: Vec<String> = [
        // A negation turns what follows it in its clause, and a second one turns it back.
        ("Supervision is effective.", Level::Strength),
        ("Supervision is not effective.", Level::Weakness),
        (
            "Assessments are not yet consistently thorough.",
            Level::Weakness,
        ),
        (
            "No child is without a named social worker.",
            Level::Strength,
        ),
        ("Children are seen without delay.", Level::Strength),
        // What only looks like one does not.
        (
            "Plans are not only clear but also well understood.",
            Level::Strength,
        ),
        // A contrast puts both sides side by side; without a bad side nothing is mixed.
        ("Plans are clear, but reviews are often late.", Level::Mixed),
        (
            "While visits are regular, direct work is superficial.",
            Level::Mixed,
        ),
        (
            "Despite high demand, contacts are screened promptly and appropriately.",
            Level::Strength,
        ),
        // Risk and concern are what the work is about, not what is wrong with it.
        ("Risk assessments are thorough.", Level::Strength),
        (
            "Social workers understand well what puts children at risk of harm.",
            Level::Strength,
        ),
        // "Still" and "remain" say that it goes on, not what it is.
        ("Early help is still a strength.", Level::Strength),
        ("Early help remains weak.", Level::Weakness),
        // Too early to see, planned, appointed, counted: no evidence either way.
        (
            "It is too soon to see whether this has helped children.",
            Level::None,
        ),
        ("A new head of service is due to start in May.", Level::None),
        (
            "At the last inspection, these services were judged inadequate.",
            Level::None,
        ),
        // What was and is no more, and what there is less of.
        (
            "The night team no longer provides a reliable service.",
            Level::Weakness,
        ),
        (
            "Fewer children have had repeated changes of social worker.",
            Level::Strength,
        ),
        // "Too" turns praise into blame.
        (
            "Managers' evaluation of practice is too positive.",
            Level::Weakness,
        ),
        ("Oversight is too late to prevent drift.", Level::Weakness),
        // A remedy that is denied leaves what is bad as it was; one that works turns it.
        ("Audits do not reduce delay.", Level::Weakness),
        ("The panel has not tackled the drift in plans.", Level::Weakness),
        ("The tracker prevents unnecessary delay.", Level::Strength),
        // What is not yet there, or there for too few, is no praise of what there is.
        (
            "There is not yet, for too many parents, a clear answer.",
            Level::Weakness,
        ),
        (
            "Schools send in their worries without saying how serious they are, and nobody sorts them.",
            Level::Weakness,
        ),
        // Much of what it is bad to have.
        (
            "Workloads remained high, although managers had taken active steps to reduce them.",
            Level::Weakness,
        ),
        (
            "Turnover in the adoption team is low.",
            Level::Strength,
        ),
        // A wish, and what is asked, are no praise.
        (
            "More work is needed to provide timely and effective help.",
            Level::Weakness,
        ),
        (
            "Strengthen the panel so that its challenge is rigorous and timely.",
            Level::Weakness,
        ),
        (
            "The panel's challenge could be strengthened and made more robust.",
            Level::Weakness,
        ),
        // What was put in is no praise where it has come to nothing yet.
        (
            "More investment in the out-of-hours team has not yet resulted in prompt help.",
            Level::Weakness,
        ),
        // What many sentences of praise hold does not outweigh what is plainly faulted.
        (
            "Families who are waiting receive inconsistent support.",
            Level::Weakness,
        ),
        // What only strengthens praise is none alone.
        ("The two teams sit together.", Level::None),
    ]
    .into_iter()
    .filter_map(|(text, level)| {
        let found = one(text);
        (found.level != level).then(|| format!("{text} {:?} {:?}", found.level, found.because))
    })
    .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_list_of_what_must_improve_ends_where_running_text_begins() {
    let found = findings(
        Kind::InspectionReport,
        "# What needs to improve
         • The timeliness of visits
         Social workers visit children regularly. They know them well. Their records are clear.
         # Strengths
         • The virtual school",
    );
    let levels: Vec<_> = found.iter().map(|f| f.level).collect();
    assert_eq!(levels[0], Level::Weakness);
    assert!(
        levels[1..].iter().all(|l| *l == Level::Strength),
        "{levels:?}"
    );
}

#[test]
fn a_heading_of_strengths_and_weaknesses_promises_neither() {
    let found = findings(
        Kind::InspectionReport,
        "# Key strengths and weaknesses of the board
         The board's audits are rarely followed up, and partners do not attend.
         # Key strengths
         • The virtual school and its designated teachers",
    );
    let levels: Vec<_> = found.iter().map(|f| f.level).collect();
    assert_eq!(levels, [Level::Weakness, Level::Strength]);
}

#[test]
fn a_verdict_outweighs_praise_in_passing() {
    for text in [
        "Replies to parents are poor, which results in increasing numbers of calls.",
        "The arrangements in place to promote the helpline are inadequate.",
        "Arrangements to enable parents to enjoy the service are very weak.",
    ] {
        assert_eq!(one(text).level, Level::Weakness, "{text}");
    }
    assert_eq!(
        one("The helpline, which was weak, is now strong.").level,
        Level::Strength,
        "how it was is no verdict"
    );
}

#[test]
fn a_negation_ends_where_something_else_is_said() {
    for text in [
        "The helpline had no standards, and insufficient staff.",
        "Where callers do not reply, there is insufficient persistence.",
    ] {
        assert_eq!(one(text).level, Level::Weakness, "{text}");
    }
    assert_eq!(
        one("There is no drift, delay or poor practice in the helpline.").level,
        Level::Strength
    );
}

#[test]
fn care_staff_are_not_care() {
    assert_eq!(one("Plans set goals with care staff.").level, Level::None);
}

#[test]
fn only_what_states_the_way_it_moved_is_named_for_it() {
    let found = one("The helpline is increasingly effective, and calls need more time.");
    assert_eq!(found.direction, Direction::Better);
    assert_eq!(found.because.direction, ["increasingly"]);
}

#[test]
fn a_contracted_negation_reads_as_one_written_out() {
    for (contracted, written) in [
        (
            "Reviews aren’t yet thorough.",
            "Reviews are not yet thorough.",
        ),
        (
            "The duty rota wasn't effective.",
            "The duty rota was not effective.",
        ),
        (
            "Leaders haven’t improved recording.",
            "Leaders have not improved recording.",
        ),
        (
            "Help doesn’t reach all families.",
            "Help does not reach all families.",
        ),
        (
            "Visits can't be relied upon.",
            "Visits cannot be relied upon.",
        ),
        ("There isn’t any oversight.", "There is not any oversight."),
        (
            "Decisions won‘t always be timely.",
            "Decisions will not always be timely.",
        ),
        ("Plans arent effective.", "Plans are not effective."),
    ] {
        let (short, long) = (one(contracted), one(written));
        assert_eq!(short.level, Level::Weakness, "{contracted}");
        assert_eq!(short.level, long.level, "{contracted}");
        assert_eq!(short.direction, long.direction, "{contracted}");
        let rank = |f: &Finding| f.quantifier.as_ref().map(|q| q.rank);
        assert_eq!(rank(&short), rank(&long), "{contracted}");
        assert_eq!(short.quote(), contracted, "quoted as it is printed");
    }
}

#[test]
fn who_came_to_look_and_how_often_something_bad_happens_are_no_praise() {
    for (text, level) in [
        ("Inspectors visited on 3 and 4 March.", Level::None),
        ("The borough was visited by inspectors.", Level::None),
        ("Social workers visited promptly.", Level::Strength),
        ("Practitioners are leaving every week.", Level::Weakness),
        ("Cases are discussed in depth every week.", Level::Strength),
        (
            "Managers expressed concern about not being able to hold supervision on time.",
            Level::Weakness,
        ),
        (
            "One carer said that she couldn’t have been supported better.",
            Level::Strength,
        ),
    ] {
        assert_eq!(one(text).level, level, "{text}");
    }
    let claim = one("The worst of the staffing gaps are behind us.");
    assert_ne!(claim.level, Level::Weakness);
    assert_eq!(claim.direction, Direction::Better);
}
