//! Numbers: what they count, when, and what they were before.

use super::*;

#[test]
fn the_time_of_the_visit_is_whatever_day_the_visit_was() {
    let rules = Rules::built_in();
    let text = "At the time of the visit, 12 children were waiting for a worker.";
    let found = crate::findings::figures::figures(text, rules);
    assert_eq!(found[0].date, Some(FigureDate::Visit));
    let kept = serde_json::to_string(&found[0]).unwrap();
    let back: Figure = serde_json::from_str(&kept).unwrap();
    assert_eq!(back, found[0]);
    let corrected: StatedDate = "2031-04-02".parse().unwrap();
    let on = |visit| back.date.and_then(|date: FigureDate| date.on(visit));
    assert_eq!(
        on(Some(corrected)),
        Some(corrected),
        "it follows a correction"
    );
    assert_eq!(on(None), None);
}

#[test]
fn what_it_was_before_is_no_figure_of_its_own() {
    let figures = |text: &str| -> Vec<_> {
        let found = one(text).figures;
        found.iter().map(|f| (f.value, f.from)).collect()
    };
    assert_eq!(
        figures("81 per cent of letters were sent on time, compared with 62 per cent in May."),
        [(81.0, Some(62.0))]
    );
    assert_eq!(
        figures("Advisers hold an average of 19 children, down from 24 a year ago."),
        [(19.0, Some(24.0))]
    );
    assert_eq!(
        figures("Of letters 81 per cent were sent on time, compared with 62 at the last visit."),
        [(81.0, Some(62.0))]
    );
    assert_eq!(
        figures("In both teams 40 children had no plan, compared with only 25 in March 2019."),
        [(40.0, Some(25.0))]
    );
    let dated = |text: &str| one(text).figures.remove(0).date;
    assert_eq!(
        dated("In both teams 40 children had no plan, compared with only 25 in March 2019."),
        None,
        "the date is that of the 25"
    );
    assert!(dated("In May 2019, 40 children had no plan, compared with 25 in March.").is_some());
    assert_eq!(
        one("That is what matters to advisers most.").quantifier,
        None
    );
}

#[test]
fn what_it_is_elsewhere_is_neither_this_visit_s_nor_what_it_was_before() {
    let figures = |text: &str| -> Vec<_> {
        let found = one(text).figures;
        found.iter().map(|f| (f.value, f.from)).collect()
    };
    for text in [
        "81 per cent of letters were sent on time, compared with 62 per cent nationally.",
        "81 per cent of letters were sent on time, compared with a national average of 62 per cent in 2019.",
        "81 per cent of letters were sent on time, compared with 62 per cent in similar councils.",
        "81 per cent of letters were sent on time, compared with a target of 95 per cent.",
        "81 per cent of letters were sent on time, compared with 62 per cent.",
    ] {
        assert_eq!(figures(text), [(81.0, None)], "{text}");
        assert_eq!(one(text).direction, Direction::None, "{text}");
    }
    assert_eq!(
        figures("Of letters 81 per cent were kept, compared with 62 per cent of cards."),
        [(81.0, None), (62.0, None)],
        "each of a thing of its own"
    );
    assert_eq!(
        figures("In both teams 40 children had no plan, compared with 12 months ago."),
        [(40.0, None)]
    );
}

#[test]
fn figures_are_counts_of_the_service() {
    let figure = |text: &str| one(text).figures;
    let found = figure(
        "There were 23 cases allocated to a manager, with no named social worker and there is no plan.",
    );
    assert_eq!(found.len(), 1);
    assert_eq!(
        (found[0].value, found[0].unit.as_deref()),
        (23.0, Some("cases"))
    );
    assert_eq!(
        found[0].population.as_deref(),
        Some("cases allocated to a manager, with no named social worker")
    );

    let found = figure("In March 2031, 72% of health assessments were completed on time.");
    assert_eq!(
        (found[0].value, found[0].unit.as_deref()),
        (72.0, Some("per cent"))
    );
    assert_eq!(found[0].population.as_deref(), Some("health assessments"));
    assert_eq!(found[0].date.map(String::from).as_deref(), Some("2031-03"));

    let found =
        figure("Average caseloads in the duty and assessment teams have fallen from 25 to 17.");
    assert_eq!(
        (found[0].from, found[0].value, found[0].unit.as_deref()),
        (Some(25.0), 17.0, Some("cases"))
    );
    assert_eq!(found[0].team.as_deref(), Some("duty and assessment teams"));

    for none in [
        "Two social workers visited on 10 and 11 July 2018 and on July 12 and 13.",
        "Children aged 16 and 17 wait, and 18-year-olds leave.",
        "See page 4, paragraph 12 and section 47 of the 1989 Act.",
        "Strategy meetings take place within 24 hours.",
        "In 2019 children waited.",
    ] {
        assert_eq!(figure(none), [], "{none}");
    }
}
