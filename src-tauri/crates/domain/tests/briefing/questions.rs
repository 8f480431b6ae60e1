//! Which questions are suggested: from what, how many, and which no more.

use jiff::civil::date;
use scrutiny_domain::annotations::{Annotation, What};
use scrutiny_domain::briefing::{Options, Rule, Suggestion, Templates, suggested_questions};
use scrutiny_domain::comparison::{Said, Standing};

use super::{annotations, comparison, reading};

fn suggested(written: &[Annotation], options: &Options) -> Vec<Suggestion> {
    let reading = reading(false);
    let comparison = comparison(&reading);
    suggested_questions(&comparison, &[reading], written, options)
}

fn usual() -> Options {
    Options::usual(date(2024, 3, 1))
}

fn rules(all: &[Suggestion]) -> Vec<Rule> {
    all.iter().map(|s| s.rule).collect()
}

#[test]
fn each_asks_names_to_whom_it_goes_and_rests_on_words_with_their_place() {
    let all = suggested(&[], &usual());
    assert_eq!(rules(&all), [Rule::StillWeak, Rule::LetterMissing]);
    let weak = &all[0];
    assert_eq!(weak.thread.as_deref(), Some("plans"));
    assert!(
        weak.asked
            .text
            .contains("“Plans are weak. This leaves children without help.”"),
        "{weak:?}"
    );
    for one in &all {
        let asked = &one.asked;
        assert!(asked.text.ends_with('?') && asked.whom.is_some(), "{one:?}");
        assert!(!asked.evidence.is_empty() && !asked.follow_ups.is_empty());
    }
    assert!(weak.asked.why.is_some() && weak.rests_on.len() == 1);
}

#[test]
fn nothing_that_is_open_gives_rise_to_a_question() {
    let reading = reading(false);
    let mut comparison = comparison(&reading);
    for cell in comparison.threads.iter_mut().flat_map(|t| &mut t.cells) {
        match &mut cell.said {
            Said::Spoken(spoken) => spoken.standing = Standing::Open,
            Said::Silent { standing, .. } => *standing = Standing::Open,
        }
    }
    for thread in &mut comparison.threads {
        thread.standing = Standing::Open;
    }
    let all = suggested_questions(&comparison, &[reading], &[], &usual());
    assert_eq!(rules(&all), [Rule::LetterMissing]);
}

#[test]
fn a_promise_is_asked_about_from_the_day_that_it_is_due() {
    let promise = annotations().into_iter();
    let mut promise = promise.filter(|a| matches!(a.what, What::Commitment { .. }));
    let promise = [promise.next().expect("there is one")];
    let all = suggested(&promise, &usual());
    assert_eq!(all[0].rule, Rule::PromiseDue);
    let said = &all[0].asked.text;
    for told in ["9 January 2024", "1 February 2024", "the director", "“OPEN"] {
        assert!(said.contains(told), "{told}: {said}");
    }
    let before = Options::usual(date(2024, 1, 31));
    assert!(!rules(&suggested(&promise, &before)).contains(&Rule::PromiseDue));
}

#[test]
fn what_a_person_asks_already_is_not_suggested() {
    let on_plans = |a: &Annotation| {
        let on = serde_json::to_string(&a.on).expect("it is data");
        matches!(a.what, What::Question { .. }) && on.contains("plans")
    };
    let written: Vec<Annotation> = annotations().into_iter().filter(on_plans).collect();
    assert_eq!(rules(&suggested(&written, &usual())), [Rule::LetterMissing]);
    // A question that was taken as it was is known by its words.
    let mut taken = written[0].clone();
    taken.on = scrutiny_domain::annotations::Subject::Nothing;
    taken.text = suggested(&[], &usual())[1].taken();
    assert_eq!(rules(&suggested(&[taken], &usual())), [Rule::StillWeak]);
}

#[test]
fn a_person_may_say_it_otherwise_and_leave_a_rule_out() {
    let own = "version = 1\nalways = []\n[rule.still_weak]\nsaid = \"Of {matter}:\"\nasks = \"What now?\"\n\
               evidence = \"the plan\"\nnext = \"And then?\"\nwhom = \"the trust\"\n";
    let options = Options {
        templates: Templates::read(own).expect("it is a file of templates"),
        ..usual()
    };
    let all = suggested(&[], &options);
    assert_eq!(rules(&all), [Rule::StillWeak]);
    assert_eq!(all[0].asked.text, "Of Children’s plans: What now?");
    assert_eq!(all[0].asked.whom.as_deref(), Some("the trust"));
}
