//! Reports of inspections, under each framework.

use super::*;

fn ilacs(rows: &[(&str, &str)]) -> Built {
    let mut built = Built::default()
        .heading("Inspection of Northmere local authority children’s services")
        .body("Inspection dates: 30 September to 11 October 2024 and 13 to 16 January 2025")
        .body("Lead inspector: Ada North, His Majesty’s Inspector")
        .row(&["Judgement", "Grade"]);
    for (area, grade) in rows {
        built = built.row(&[area, grade]);
    }
    built
}

const LEADERS: &str = "The impact of leaders on social work practice with children and families";
const PROTECTION: &str = "The experiences and progress of children who need help and protection";

#[test]
fn a_report_with_care_leavers_apart_and_no_overall_grade() {
    let facts = ilacs(&[
        (LEADERS, "Inadequate"),
        (PROTECTION, "Requires Improvement to be good"),
        ("The experiences and progress of children in care", "Good"),
        ("The experiences and progress of care leavers", "Outstanding"),
    ])
    .body("Too many children wait. Services are good in parts.")
    .heading("What needs to improve?1")
    .item("Plans, including:")
    .push(ParagraphKind::Item { depth: 2 }, None, "their timeliness")
    .item("Homes.")
    .body("The experiences and progress of children who need help and protection: requires improvement to be good")
    .numbered("1", "Families receive help.")
    .read();
    assert_eq!(
        (facts.kind, facts.framework),
        (Kind::InspectionReport, Some(Framework::Ilacs))
    );
    assert_eq!(
        graded(&facts),
        [
            (Area::Leaders, Grade::Inadequate),
            (Area::HelpAndProtection, Grade::RequiresImprovement),
            (Area::InCare, Grade::Good),
            (Area::CareLeavers, Grade::Outstanding),
        ]
    );
    assert_eq!(facts.judgements[0].value.wording, LEADERS);
    assert_eq!(facts.contradictions, []);
    assert_eq!(v(&facts.dates), Some(range("2024-09-30", "2025-01-16")));
    assert_eq!(
        facts.sittings,
        [
            range("2024-09-30", "2024-10-11"),
            range("2025-01-13", "2025-01-16")
        ]
    );
    assert_eq!(facts.published, None);
    assert!(facts.inspectors[0].value.lead);
    let texts: Vec<&str> = facts
        .recommendations
        .iter()
        .map(|r| r.text.as_str())
        .collect();
    assert_eq!(texts, ["Plans, including:\ntheir timeliness", "Homes."]);
}

#[test]
fn one_grade_for_children_in_care_and_care_leavers_in_plain_lines() {
    let facts = Built::default()
        .heading("Inspection of Northmere Borough Council children’s services")
        .body("Inspection dates: 8 June to 19 June 2018 Lead inspector: Ada North HMI")
        .lines(&format!(
            "{LEADERS} Good\n{PROTECTION}\nGood\nThe experiences and progress of children in care and care leavers\nInadequate\nOverall effectiveness Inadequate"
        ))
        .body("In 2014, overall effectiveness was good.")
        .read();
    assert_eq!(
        graded(&facts),
        [
            (Area::Leaders, Grade::Good),
            (Area::HelpAndProtection, Grade::Good),
            (Area::InCareAndCareLeavers, Grade::Inadequate),
            (Area::Overall, Grade::Inadequate),
        ]
    );
    assert_eq!(facts.inspectors[0].value.name, "Ada North");
}

#[test]
fn a_section_heading_that_says_another_grade_is_a_contradiction() {
    let facts = ilacs(&[
        (LEADERS, "Good"),
        (PROTECTION, "Good"),
        ("Overall effectiveness", "Good"),
    ])
    .next_page()
    .next_page()
    .heading("The experiences and progress of children who need help and protection: inadequate")
    .read();
    assert_eq!(graded(&facts)[1], (Area::HelpAndProtection, Grade::Good));
    let [other] = facts.contradictions.as_slice() else {
        panic!("one contradiction: {:?}", facts.contradictions)
    };
    assert_eq!(other.fact, FactName::Judgement(Area::HelpAndProtection));
    assert_eq!((other.value.as_str(), other.place.page), ("inadequate", 2));
}

fn sif(overall: &str) -> Built {
    Built::default()
        .heading("London Borough of Croydon")
        .heading("Inspection of services for children in need of help and protection, children looked after and care leavers")
        .body("and")
        .heading("Review of the effectiveness of the Local Safeguarding Children Board1")
        .body("Inspection date: 20 June – 13 July 2017 Report published: 4 September 2017")
        .row(&[overall])
        .row(&["1. Children who need help and protection", "Requires improvement"])
        .row(&["2. Children looked after and achieving permanence", "Not judged"])
        .row(&["2.1 Adoption performance", "Good"])
        .row(&["2.2 Experiences and progress of care leavers", "Inadequate"])
        .row(&["3. Leadership, management and governance", "Good"])
}

#[test]
fn numbers_that_run_through_a_report_are_no_numbers_of_recommendations() {
    let facts = sif("Children’s services in Croydon require improvement to be good")
        .next_page()
        .heading("Recommendations")
        .numbered("1", "Ensure that plans are kept.")
        .numbered("2", "Ensure that visits are made.")
        .heading("The Local Safeguarding Children Board is inadequate")
        .heading("Recommendations")
        .numbered("113", "Ensure that the data set is whole.")
        .numbered("114", "Ensure that the board meets.")
        .read();
    let numbers: Vec<_> = facts
        .recommendations
        .iter()
        .map(|r| r.number.as_deref())
        .collect();
    assert_eq!(numbers, [Some("1"), Some("2"), None, None]);
}

#[test]
fn a_sif_report_with_recommendations_for_two() {
    let facts = sif("Children’s services in Croydon require improvement to be good")
        .next_page()
        .heading("Recommendations")
        .numbered("1", "Ensure that plans are kept.")
        .numbered("2", "Ensure that the following happens:")
        .item("visits are made")
        .numbered("3", "Quality of practice")
        .item("Ensure that audits are read.")
        .item("Ensure that supervision takes place.")
        .heading("Summary for children and young people")
        .item("You said that you are listened to.")
        .heading("The Local Safeguarding Children Board (LSCB)")
        .heading("The Local Safeguarding Children Board is inadequate")
        .heading("Recommendations")
        .item("Review the data set.")
        .heading("Inspection findings – the Local Safeguarding Children Board")
        .numbered("90", "The board meets.")
        .heading("The inspection team")
        .body("Lead inspector: Ada North HMI")
        .body("Deputy lead inspector: Ben O’Hara")
        .body("Team inspectors: Cy Thorn- Lea, Di West HMI")
        .body("Senior data analyst: Ed Poole")
        .read();
    assert_eq!(
        (facts.kind, facts.framework),
        (Kind::InspectionReport, Some(Framework::Sif))
    );
    assert_eq!(
        v(&facts.published).map(|d| d.to_string()).as_deref(),
        Some("2017-09-04")
    );
    assert_eq!(v(&facts.dates), Some(range("2017-06-20", "2017-07-13")));
    assert_eq!(
        graded(&facts),
        [
            (Area::Overall, Grade::RequiresImprovement),
            (Area::HelpAndProtection, Grade::RequiresImprovement),
            (Area::Adoption, Grade::Good),
            (Area::CareLeavers, Grade::Inadequate),
            (Area::Leadership, Grade::Good),
            (Area::Lscb, Grade::Inadequate),
        ]
    );
    let points: Vec<(Option<&str>, Addressee, &str)> = facts
        .recommendations
        .iter()
        .map(|r| (r.number.as_deref(), r.addressee, r.text.as_str()))
        .collect();
    assert_eq!(
        points,
        [
            (
                Some("1"),
                Addressee::LocalAuthority,
                "Ensure that plans are kept."
            ),
            (
                Some("2"),
                Addressee::LocalAuthority,
                "Ensure that the following happens:\nvisits are made"
            ),
            (
                None,
                Addressee::LocalAuthority,
                "Ensure that audits are read."
            ),
            (
                None,
                Addressee::LocalAuthority,
                "Ensure that supervision takes place."
            ),
            (None, Addressee::Lscb, "Review the data set."),
        ]
    );
    let team: Vec<(&str, bool)> = facts
        .inspectors
        .iter()
        .map(|i| (i.value.name.as_str(), i.value.lead))
        .collect();
    assert_eq!(
        team,
        [
            ("Ada North", true),
            ("Ben O’Hara", false),
            ("Cy Thorn-Lea", false),
            ("Di West", false)
        ]
    );
}

#[test]
fn a_report_of_before_2013() {
    let facts = Built::default()
        .heading("Inspection of looked after children services")
        .heading("Medway Council")
        .body("Inspection dates: 15-19 July 2013")
        .body("Reporting inspector Ada North HMI")
        .body("Age group: All")
        .body("Published: 23 August 2013")
        .next_page()
        .next_page()
        .heading("Areas for improvement")
        .numbered(
            "20",
            "In order to improve services, the local authority should take the following action.",
        )
        .push(ParagraphKind::Heading { level: 3 }, None, "Immediately:")
        .item("ensure that risks are written down")
        .heading("Outcomes for looked after children")
        .numbered("21", "Outcomes are inadequate.")
        .heading("Record of main findings")
        .row(&["Overall effectiveness", "Inadequate Grade 4"])
        .row(&["Capacity to improve", "Adequate Grade 3"])
        .read();
    assert_eq!(
        (facts.kind, facts.framework),
        (Kind::InspectionReport, Some(Framework::PreSif))
    );
    assert_eq!(
        v(&facts.authority).and_then(|a| a.code).as_deref(),
        Some("E06000035")
    );
    assert_eq!(graded(&facts), [(Area::Overall, Grade::Inadequate)]);
    assert_eq!(facts.recommendations.len(), 1);
    assert!(facts.inspectors[0].value.lead && !facts.inspectors[0].origin.is_read_whole());
}
