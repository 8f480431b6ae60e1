//! Documents built by hand, in the forms of real ones and with invented content.

use super::*;
use crate::document::{CellRole, Format, Page, PageSpan, Paragraph, ParagraphKind, Source};

/// Builds a document line by line.
#[derive(Default)]
struct Built {
    paragraphs: Vec<Paragraph>,
    page: usize,
    row: usize,
}

impl Built {
    fn push(mut self, kind: ParagraphKind, number: Option<&str>, text: &str) -> Self {
        let index = self.paragraphs.len();
        let end = text.chars().count();
        self.paragraphs.push(Paragraph {
            index,
            kind,
            text: text.to_owned(),
            number: number.map(str::to_owned),
            ordinal: index + 1,
            section: None,
            spans: vec![PageSpan {
                page: self.page,
                start: 0,
                end,
            }],
        });
        self
    }
    fn heading(self, text: &str) -> Self {
        self.push(ParagraphKind::Heading { level: 2 }, None, text)
    }
    fn body(self, text: &str) -> Self {
        self.push(ParagraphKind::Body, None, text)
    }
    fn item(self, text: &str) -> Self {
        self.push(ParagraphKind::Item { depth: 1 }, None, text)
    }
    fn numbered(self, number: &str, text: &str) -> Self {
        self.push(ParagraphKind::Item { depth: 1 }, Some(number), text)
    }
    fn row(mut self, cells: &[&str]) -> Self {
        let row = self.row;
        self.row += 1;
        for (column, text) in cells.iter().enumerate() {
            let role = CellRole::Data;
            self = self.push(
                ParagraphKind::Cell {
                    table: 0,
                    row,
                    column,
                    role,
                },
                None,
                text,
            );
        }
        self
    }
    fn lines(mut self, text: &str) -> Self {
        for line in text.lines().map(str::trim).filter(|l| !l.is_empty()) {
            self = self.body(line);
        }
        self
    }
    fn next_page(mut self) -> Self {
        self.page += 1;
        self
    }
    fn document(self) -> Document {
        let page = |index| Page {
            index,
            label: (index + 1).to_string(),
            width: 595.0,
            height: 842.0,
            damaged: false,
        };
        Document {
            source: Source {
                file: "built.pdf".to_owned(),
                sha256: "00".repeat(32),
                bytes: 1,
                format: Format::Pdf,
                damaged: false,
                warnings: Vec::new(),
            },
            pages: (0..=self.page).map(page).collect(),
            paragraphs: self.paragraphs,
            words: Vec::new(),
        }
    }
    fn read(self) -> Facts {
        let document = self.document();
        let facts = read(&document);
        quotes_are_verbatim(&document, &facts);
        facts
    }
}

/// Whatever is read, its place quotes the paragraph it names.
fn quotes_are_verbatim(document: &Document, facts: &Facts) {
    let json = serde_json::to_value(facts).expect("facts are data");
    let mut open = vec![&json];
    while let Some(value) = open.pop() {
        if let (Some(quote), Some(index)) = (
            value.get("quote"),
            value.get("paragraph").and_then(|p| p.as_u64()),
        ) {
            let quote = quote.as_str().unwrap_or_default();
            let text = &document.paragraphs[usize::try_from(index).expect("small")].text;
            assert!(
                text.contains(quote) && !quote.is_empty(),
                "‘{quote}’ is not in ‘{text}’"
            );
        }
        match value {
            serde_json::Value::Array(list) => open.extend(list),
            serde_json::Value::Object(map) => open.extend(map.values()),
            _ => {}
        }
    }
}

fn v<T: Clone>(fact: &Option<Stated<T>>) -> Option<T> {
    fact.as_ref().map(|f| f.value.clone())
}

fn judged(grade: Grade, month: &str) -> Judged {
    Judged {
        grade,
        month: Some(month.parse().expect("a month")),
    }
}

fn range(from: &str, to: &str) -> DateRange {
    DateRange {
        from: from.parse().expect("a date"),
        to: to.parse().expect("a date"),
    }
}

fn graded(facts: &Facts) -> Vec<(Area, Grade)> {
    facts
        .judgements
        .iter()
        .map(|j| (j.value.area, j.value.grade))
        .collect()
}

const HEAD: &str = "Ofsted\n12 Example Street\nwww.gov.uk/ofsted\n8 March 2021\nMs Ada North OBE\nInterim Director of Children’s Services\nNorthmere Borough Council\nCivic Hall\nNM1 4QT\nDear Ms North";

fn letter(title: &str, opening: &str) -> Built {
    Built::default().lines(HEAD).heading(title).body(opening)
}

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
        facts.kind_because.contains("Monitoring visit to"),
        "{}",
        facts.kind_because
    );
    assert_eq!(facts.framework, Some(Framework::Ilacs));
    assert_eq!(
        v(&facts.authority),
        Some(Authority {
            name: "Northmere".to_owned(),
            code: None
        })
    );
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
    assert!(facts.inspectors[0].value.lead && facts.inspectors[0].inferred.is_some());
}

fn article(text: &str) -> Facts {
    Built::default().lines(text).read()
}

const LOCAL: &str = "Children in Croydon wait too long, say inspectors\nInspectors visited Croydon’s children’s services on July 10 and 11 for the third monitoring visit since it was judged as inadequate in September last year.\nThe pace is slow, said a letter published on Thursday (August 2).\nThe letter from inspector Ada North said: “Plans are late.”\nThe visit was the third of eight the service is set to have.";
const TRADE: &str = "Plans are late in Croydon\nIn its third monitoring visit of Croydon since the authority was judged to be inadequate in September 2017, inspectors found that plans are late, the report said of children’s services.";

#[test]
fn two_articles_complete_each_other() {
    let mut both = [article(LOCAL), article(TRADE)];
    for facts in &both {
        assert_eq!(facts.kind, Kind::NewsArticle);
        assert_eq!(
            v(&facts.authority).and_then(|a| a.code).as_deref(),
            Some("E09000008")
        );
        assert_eq!(v(&facts.visit_number), Some(3));
    }
    assert_eq!(v(&both[0].dates), Some(range("--07-10", "--07-11")));
    assert_eq!(v(&both[0].judged), Some(judged(Grade::Inadequate, "--09")));
    assert_eq!(v(&both[0].visits_claimed), Some(8));
    assert_eq!(both[0].inspectors[0].value.name, "Ada North");
    assert_eq!(both[0].published, None);

    reconcile(&mut both);
    let dates = both[0].dates.as_ref().expect("dates");
    assert_eq!(dates.value, range("2018-07-10", "2018-07-11"));
    assert!(
        dates
            .inferred
            .as_ref()
            .is_some_and(|i| i.contains("September last year") && i.contains("2018"))
    );
    assert_eq!(
        v(&both[0].judged),
        Some(judged(Grade::Inadequate, "2017-09"))
    );
    assert!(
        both[0]
            .judged
            .as_ref()
            .is_some_and(|j| j.inferred.is_some())
    );
    assert_eq!(
        v(&both[0].letter_published)
            .map(|d| d.to_string())
            .as_deref(),
        Some("2018-08-02")
    );
    // What the other article does not touch on stays empty.
    assert_eq!(both[1].dates, None);
    assert_eq!(
        both[1].judged.as_ref().map(|j| j.inferred.is_some()),
        Some(false)
    );
}

#[test]
fn nothing_is_completed_where_two_years_are_possible() {
    let again = TRADE.replace("2017", "2012");
    let mut three = [article(LOCAL), article(TRADE), article(&again)];
    reconcile(&mut three);
    assert_eq!(v(&three[0].judged), Some(judged(Grade::Inadequate, "--09")));
    assert_eq!(v(&three[0].dates), Some(range("--07-10", "--07-11")));
}

#[test]
fn nothing_is_completed_where_the_day_of_the_week_speaks_against_it() {
    let mut both = [
        article(&LOCAL.replace("Thursday", "Monday")),
        article(TRADE),
    ];
    reconcile(&mut both);
    assert_eq!(v(&both[0].dates), Some(range("--07-10", "--07-11")));
}

#[test]
fn a_letter_gives_an_article_its_year_and_its_authority() {
    let press = "Still failing\nInspectors came to the town on February 10 and 11 to see whether the children’s service has improved since it was failed in September 2019, when it was branded inadequate.\nThe visit was the sixth of seven, it said.";
    let mut both = [
        article(press),
        letter(
            "Monitoring visit to Northmere children’s services",
            "This letter summarises the findings of the monitoring visit to Northmere children’s services on 10 and 11 February 2021. This was the sixth monitoring visit since the local authority was judged inadequate in September 2019.",
        )
        .read(),
    ];
    assert_eq!(both[0].authority, None);
    reconcile(&mut both);
    assert_eq!(
        v(&both[0].authority).map(|a| a.name).as_deref(),
        Some("Northmere")
    );
    assert_eq!(v(&both[0].dates), Some(range("2021-02-10", "2021-02-11")));
    assert!(
        both[0]
            .authority
            .as_ref()
            .is_some_and(|a| a.inferred.is_some())
    );
}

#[test]
fn the_same_visit_number_of_another_cycle_lends_nothing() {
    let later = "This letter summarises the findings of the monitoring visit to Croydon children’s services on 10 and 11 July 2024. This was the third monitoring visit since the local authority was judged inadequate in September 2022.";
    let stated = LOCAL
        .replace("September last year", "September 2017")
        .replace("on Thursday (August 2)", "this week");
    let mut both = [
        article(&stated),
        letter("Monitoring visit to Croydon children’s services", later).read(),
    ];
    reconcile(&mut both);
    // Same days, same number, other judgement: the year stays open.
    assert_eq!(v(&both[0].dates), Some(range("--07-10", "--07-11")));
}

#[test]
fn a_council_statement() {
    let facts = Built::default()
        .heading("Inspectors see progress")
        .body("Northmere Borough Council, statement to the press, 24 July 2025")
        .body("Northmere Borough Council welcomes the findings of the fifth monitoring visit to children’s services on 17 and 18 June 2025.")
        .body("Children’s services in Northmere were judged inadequate in 2023.")
        .read();
    assert_eq!(facts.kind, Kind::CouncilStatement);
    assert_eq!(
        v(&facts.authority),
        Some(Authority {
            name: "Northmere".to_owned(),
            code: None
        })
    );
    assert_eq!(
        v(&facts.published).map(|d| d.to_string()).as_deref(),
        Some("2025-07-24")
    );
    assert_eq!(v(&facts.dates), Some(range("2025-06-17", "2025-06-18")));
    assert_eq!(v(&facts.visit_number), Some(5));
    assert_eq!(
        v(&facts.judged),
        Some(Judged {
            grade: Grade::Inadequate,
            month: None
        })
    );
}

#[test]
fn a_committee_paper_and_something_else() {
    let paper = Built::default()
        .body("Agenda item 7")
        .heading("Report to the Children and Young People Scrutiny Committee")
        .body("Report of the Director of Children’s Services")
        .body("The committee is asked to note the monitoring visit to Croydon children’s services.")
        .read();
    assert_eq!(paper.kind, Kind::CommitteePaper);
    let other = Built::default()
        .heading("Bin collections")
        .body("Bins are emptied on Mondays.")
        .read();
    assert_eq!(other.kind, Kind::Other);
    assert_eq!(other.authority, None);
}
