//! Letters: monitoring visits, focused visits, joint inspections.

use super::*;

#[test]
fn a_monitoring_letter_of_today() {
    let facts = letter(
        "Monitoring visit to Northmere children’s services",
        "This letter summarises the findings of the monitoring visit to Northmere children’s services on 10 and 11 February 2021. This was the sixth and final monitoring visit since the local authority was judged inadequate in September 2019. Her Majesty’s Inspectors for this visit were Ben O’Hara and Cy Thorn-Lea.",
    )
    .heading("Areas covered by the visit")
    .body("Inspectors reviewed the progress made in the following areas:")
    .item("plans for children, and")
    .item("the front door.")
    .body("This visit was carried out in line with the framework.")
    .heading("Headline findings")
    .item("Work has improved since the second monitoring visit.")
    .read();
    assert_eq!(facts.kind, Kind::MonitoringVisitLetter);
    assert!(
        facts.kind_in_words().contains("Monitoring visit to"),
        "{}",
        facts.kind_in_words()
    );
    assert_eq!(facts.framework, Some(Framework::Ilacs));
    assert_eq!(v(&facts.authority), Some(invented("Northmere")));
    assert_eq!(
        v(&facts.published).map(|d| d.to_string()).as_deref(),
        Some("2021-03-08")
    );
    assert_eq!(v(&facts.dates), Some(range("2021-02-10", "2021-02-11")));
    assert_eq!(v(&facts.visit_number), Some(6));
    assert_eq!(v(&facts.visits_claimed), None);
    assert_eq!(v(&facts.judged), Some(judged(Grade::Inadequate, "2019-09")));
    assert_eq!(v(&facts.director).as_deref(), Some("Ada North"));
    let names: Vec<&str> = facts
        .inspectors
        .iter()
        .map(|i| i.value.name.as_str())
        .collect();
    assert_eq!(names, ["Ben O’Hara", "Cy Thorn-Lea"]);
    assert!(facts.inspectors.iter().all(|i| !i.value.lead));
    let focus: Vec<&str> = facts.focus.iter().map(|f| f.value.as_str()).collect();
    assert_eq!(focus, ["plans for children", "the front door"]);
    assert_eq!(facts.contradictions, []);
}

#[test]
fn a_monitoring_letter_of_the_older_wording() {
    let facts = letter(
        "Monitoring visit of Croydon children’s services",
        "This letter summarises the findings of the monitoring visit to Croydon children’s services on 4 and 5 October 2017. The visit was the first monitoring visit since the local authority was judged inadequate for overall effectiveness in July 2017. The inspectors were Ada North, Her Majesty’s Inspector, and Ben O’Hara, Her Majesty’s Inspector.",
    )
    .body("During the course of this visit, inspectors reviewed the progress made in the area of help and protection.")
    .read();
    assert_eq!(facts.kind, Kind::MonitoringVisitLetter);
    assert_eq!(facts.framework, Some(Framework::Sif));
    assert_eq!(
        v(&facts.authority).and_then(|a| a.code).as_deref(),
        Some("E09000008")
    );
    assert_eq!(v(&facts.dates), Some(range("2017-10-04", "2017-10-05")));
    assert_eq!(v(&facts.visit_number), Some(1));
    assert_eq!(v(&facts.judged), Some(judged(Grade::Inadequate, "2017-07")));
    assert_eq!(facts.inspectors.len(), 2);
    assert_eq!(facts.focus[0].value, "help and protection");
}

#[test]
fn a_letter_that_contradicts_itself_keeps_both() {
    let facts = letter(
        "Monitoring visit to Northmere children’s services",
        "This letter summarises the findings of the monitoring visit to Northmere children’s services on 10 and 11 February 2021. This was the third monitoring visit since the local authority was judged inadequate in September 2019.",
    )
    .body("It is the fourth monitoring visit since services were judged to be inadequate in October 2019.")
    .read();
    assert_eq!(v(&facts.visit_number), Some(3));
    let others: Vec<(FactName, &str)> = facts
        .contradictions
        .iter()
        .map(|c| (c.fact, c.value.as_str()))
        .collect();
    assert_eq!(
        others,
        [(FactName::VisitNumber, "4"), (FactName::Judged, "2019-10")]
    );
}

#[test]
fn a_letter_without_the_words_leaves_the_facts_empty() {
    let facts = letter(
        "Monitoring visit to Northmere children’s services",
        "This letter summarises the findings of the monitoring visit to Northmere children’s services.",
    )
    .read();
    assert_eq!(facts.dates, None);
    assert_eq!(facts.visit_number, None);
    assert_eq!(facts.judged, None);
    assert_eq!(facts.focus, []);
    assert_eq!(facts.judgements, []);
    assert_eq!(facts.framework, None);
}

#[test]
fn a_focused_visit_with_its_bullets() {
    let facts = letter(
        "Focused visit to Northmere children’s services",
        "This letter summarises the findings of the focused visit to Northmere children’s services on 15 and 16 April 2025. His Majesty’s Inspectors for this visit were Ada North and Ben O’Hara.",
    )
    .body("Inspectors looked at arrangements for children in care, with a specific focus on:")
    .item("Plans for children.")
    .item("Homes for children.")
    .heading("What needs to improve in this area of social work practice?")
    .item("The timeliness of plans.")
    .item("The choice of homes.")
    .heading("Main findings")
    .item("A bullet of another section.")
    .read();
    assert_eq!(facts.kind, Kind::FocusedVisitLetter);
    assert_eq!(facts.focus.len(), 2);
    let texts: Vec<&str> = facts
        .recommendations
        .iter()
        .map(|r| r.text.as_str())
        .collect();
    assert_eq!(texts, ["The timeliness of plans.", "The choice of homes."]);
    assert_eq!(v(&facts.visit_number), None);
}

#[test]
fn a_joint_inspection_letter() {
    let facts = Built::default()
        .body("16 February 2023")
        .body("Ada North, Director for Children, Northmere Council")
        .body("Ben O’Hara, Chief Constable, Northmere Police")
        .body("Dear Northmere Local Safeguarding Partnership")
        .heading("Joint targeted area inspection of Northmere")
        .body("This letter summarises the findings of the joint targeted area inspection of the multi-agency response to serious youth violence in Northmere.")
        .body("This inspection took place from 12 to 16 December 2022. It was carried out by inspectors from three inspectorates.")
        .heading("What needs to improve?")
        .item("How agencies share what they know.")
        .read();
    assert_eq!(
        (facts.kind, facts.framework),
        (Kind::JtaiLetter, Some(Framework::Jtai))
    );
    assert_eq!(
        v(&facts.authority).map(|a| a.name).as_deref(),
        Some("Northmere")
    );
    assert_eq!(v(&facts.dates), Some(range("2022-12-12", "2022-12-16")));
    assert_eq!(v(&facts.director).as_deref(), Some("Ada North"));
    assert_eq!(facts.focus[0].value, "serious youth violence");
    assert_eq!(facts.recommendations[0].addressee, Addressee::Partnership);
}
