//! Kinds, visits and names in papers of others, where the wording could be taken for another.

use super::others::told;
use super::*;

fn kind(lines: &[&str]) -> Kind {
    let built = lines.iter().fold(Built::default(), |b, line| b.body(line));
    built.read().kind
}

#[test]
fn who_is_told_something_says_nothing_of_the_kind() {
    let trade = [
        "12.03.24 Words: Bea Holt",
        "Ofsted found that children in Croydon wait too long, an official told us.",
    ];
    assert_eq!(kind(&trade), Kind::NewsArticle);
    let bulletin = [
        "Bea Holt reports",
        "Ofsted said that children in Croydon wait too long.",
        "You subscribed to this email at our website.",
    ];
    assert_eq!(kind(&bulletin), Kind::NewsArticle);
}

#[test]
fn a_message_to_colleagues_is_its_council_s_and_a_party_s_release_nobody_s() {
    let message = [
        "I was glad to see what inspectors found here.",
        "My thanks go to all of you who look after children.",
        "With thanks",
        "Bea Holt, Director of Children’s Services",
    ];
    assert_eq!(kind(&message), Kind::CouncilStatement);
    let union = [
        "We are sorry for what inspectors found.",
        "Our members look after children.",
        "Kind regards",
        "Bea Holt, Convenor",
        "cc: Director of Children’s Services",
    ];
    let release = [
        "Croydon must act on its children’s services, said Cllr Holt.",
        "ENDS",
        "Promoted by A. Reed on behalf of Croydon Greens.",
    ];
    assert_eq!(kind(&release), Kind::Other);
    let with_signature = kind(&union[..3]);
    assert_eq!(
        kind(&union),
        with_signature,
        "whom it is copied to signs nothing"
    );
}

#[test]
fn questions_of_readers_are_not_the_writer_s_own_voice() {
    let page = [
        "Croydon Council",
        "My child has a social worker. Will anything change?",
        "Not at once. Our staff will write to you.",
        "What about my child’s records?",
        "Inspectors read some.",
    ];
    assert_eq!(kind(&page), Kind::CouncilStatement);
}

#[test]
fn a_visit_is_counted_in_many_ways() {
    for (text, number) in [
        ("Inspectors came in May; every third letter was late.", None),
        (
            "The visit by inspectors was number four since services were judged inadequate.",
            Some(4),
        ),
        (
            "Inspectors made their visit in May, the fifth in all.",
            Some(5),
        ),
        (
            "Visit three by inspectors, in March, looked at plans; this one turned to carers.",
            None,
        ),
        (
            "Inspectors made a visit; this was the first of what will be several.",
            Some(1),
        ),
        (
            "Inspectors will tell us at the next visit, the sixth, what they found.",
            None,
        ),
        (
            "This is the third occasion on which inspectors have visited.",
            Some(3),
        ),
    ] {
        assert_eq!(v(&told(text).visit_number), number, "{text}");
    }
}

#[test]
fn the_day_a_letter_came_out_is_no_day_of_the_visit() {
    let facts = told("Inspectors called in March; their letter came out on 26 April 2021.");
    assert_eq!(v(&facts.dates).and_then(|d| d.from.day), None);
    let before =
        told("Inspectors said that at the visit before this one, in March, plans were late.");
    assert_eq!(v(&before.dates), None);
}

#[test]
fn inspectors_are_named_with_their_letters() {
    let facts = told("The team was led by Ivy Dale-Marsh HMI.");
    assert_eq!(facts.inspectors[0].value.name, "Ivy Dale-Marsh");
    assert!(facts.inspectors[0].value.lead);
}

#[test]
fn a_neighbour_s_page_tells_of_the_visit_to_another() {
    let facts = Built::default()
        .body("Bromley Council")
        .heading("Bromley team thanked")
        .body(
            "Our staff were thanked by Ofsted for their work in Croydon and with Croydon Council.",
        )
        .body("Ofsted’s third visit to Croydon since it was judged inadequate took place in May.")
        .read();
    assert_eq!(
        v(&facts.authority).map(|a| a.name).as_deref(),
        Some("Croydon")
    );
}

#[test]
fn a_judgement_may_be_found_or_be_a_verdict() {
    for text in [
        "Services were found inadequate in May 2019, inspectors said.",
        "A verdict of ‘inadequate’ was handed down in May 2019 by inspectors.",
    ] {
        let expected = Some(judged(Grade::Inadequate, "2019-05"));
        assert_eq!(v(&told(text).judged), expected, "{text}");
    }
    let other = told("Inspectors found the plans of May 2019 inadequate.");
    assert_eq!(v(&other.judged), None);
}
