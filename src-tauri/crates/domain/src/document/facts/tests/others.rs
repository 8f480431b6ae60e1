//! Articles, what councils state, and papers of committees; and how papers complete each other.

use super::*;

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
            .origin
            .in_words()
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
            .is_some_and(|j| j.origin.completion().is_some())
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
        both[1].judged.as_ref().map(|j| j.origin.is_read_whole()),
        Some(true)
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
            .is_some_and(|a| a.origin.completion().is_some())
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
    assert_eq!(v(&facts.authority), Some(invented("Northmere")));
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

/// An article of one paragraph below a headline that names its authority.
pub(super) fn told(text: &str) -> crate::document::facts::Facts {
    Built::default()
        .heading("Ofsted inspectors say more on children’s services in Croydon")
        .body("4 June 2021")
        .body(text)
        .body("The council said children were safe.")
        .read()
}

#[test]
fn the_number_is_this_visit_s_in_many_wordings_and_never_another_s() {
    for (text, number) in [
        (
            "It was the sixth and final monitoring visit since services were judged inadequate in May 2019.",
            Some(6),
        ),
        (
            "The visit was the third the regulator has made since it rated the services inadequate.",
            Some(3),
        ),
        ("The 3rd monitoring visit looked at care leavers.", Some(3)),
        ("Monitoring visit 4 was about the front door.", Some(4)),
        (
            "Inspectors made a visit on 4 and 5 May, the second since a rating of inadequate in 2019.",
            Some(2),
        ),
        (
            "Unlike the second visit by inspectors, this one was about caseloads.",
            None,
        ),
        (
            "The council is preparing for its first monitoring visit since it was judged inadequate.",
            None,
        ),
        ("A fifth monitoring visit is expected in the autumn.", None),
        (
            "It was the trust’s second monitoring visit, but the seventh since services were judged inadequate.",
            Some(7),
        ),
        (
            "Waiting times are longer than at the fifth monitoring visit.",
            None,
        ),
        (
            "This was visit two, and inspectors looked at plans.",
            Some(2),
        ),
        ("Inspectors had time to visit two families.", None),
        ("Ofsted monitoring visit (4th) was about adoption.", Some(4)),
        ("A monitoring visit (21.05.24) was about adoption.", None),
        (
            "Inspectors gave the date of visit 5, pencilled in for March.",
            None,
        ),
        (
            "It underwent the penultimate of six monitoring visits.",
            Some(5),
        ),
        (
            "The monitoring visit was short, the first to be held since services were judged inadequate.",
            Some(1),
        ),
        (
            "Inspectors took their third look at it since services were rated inadequate.",
            Some(3),
        ),
        (
            "A monitoring visit was made: our second since we opened, Croydon’s third since it was judged inadequate.",
            Some(3),
        ),
        (
            "This is the second of Ofsted’s monitoring letters.",
            Some(2),
        ),
        (
            "Croydon Children’s Trust welcomes the findings of its second visit from Ofsted.",
            None,
        ),
    ] {
        assert_eq!(v(&told(text).visit_number), number, "{text}");
    }
}

#[test]
fn the_days_or_the_month_of_the_visit_are_read_and_no_other_s() {
    for (text, days) in [
        (
            "Inspectors called on 11 and 12 May 2021.",
            Some(("2021-05-11", "2021-05-12")),
        ),
        (
            "They came on the eleventh and twelfth of May 2021, and inspectors were kind.",
            Some(("2021-05-11", "2021-05-12")),
        ),
        (
            "The visit, which took place in May 2021, was short, inspectors said.",
            Some(("2021-05", "2021-05")),
        ),
        (
            "Ofsted inspectors were back last Tuesday and Wednesday.",
            Some(("2021-06-01", "2021-06-02")),
        ),
        (
            "Inspectors were in the borough from 28 April to 1 May 2021.",
            Some(("2021-04-28", "2021-05-01")),
        ),
        (
            "Two inspectors joined teams on 11 and 12 May 2021.",
            Some(("2021-05-11", "2021-05-12")),
        ),
        (
            "The letter on MV2 (11 and 12 May 2021) is out.",
            Some(("2021-05-11", "2021-05-12")),
        ),
        (
            "The letter of the visit pencilled in for July 2021 will come.",
            None,
        ),
        ("Ofsted last inspected the county in March 2019.", None),
        ("A second monitoring visit is expected in July 2021.", None),
    ] {
        let expected = days.map(|(from, to)| range(from, to));
        assert_eq!(v(&told(text).dates), expected, "{text}");
    }
}

#[test]
fn the_authority_is_the_one_the_paper_is_about() {
    let about = |title: &str, text: &str| {
        let facts = Built::default()
            .heading(title)
            .body(text)
            .body("Inspectors said children wait.")
            .read();
        v(&facts.authority).map(|a| a.name)
    };
    for (title, text, name) in [
        (
            "Watchdog returns",
            "Inspectors were back in St. Helens, where managers were lent by Wigan Council.",
            Some("St Helens"),
        ),
        (
            "Trust told to act",
            "Sandwell Children’s Trust must plan better, the regulator told it.",
            Some("Sandwell"),
        ),
        (
            "Director starts",
            "Jo Lane, formerly of Leeds City Council, leads children’s services in Rutland.",
            Some("Rutland"),
        ),
        (
            "Two councils",
            "Derby City Council and Nottingham City Council have each been visited.",
            None,
        ),
        ("No name", "The town’s services were visited again.", None),
    ] {
        assert_eq!(about(title, text).as_deref(), name, "{text}");
    }
}

#[test]
fn the_sender_s_address_is_never_the_authority() {
    let facts = Built::default()
        .body("Piccadilly Gate")
        .body("Manchester")
        .body("14 March 2019")
        .body("Dear Ms Lane")
        .heading("Monitoring visit")
        .body("This letter summarises the findings of the monitoring visit to your children’s services on 5 and 6 March 2019.")
        .read();
    assert_eq!(facts.kind, Kind::MonitoringVisitLetter);
    assert_eq!(v(&facts.authority), None);
}

#[test]
fn the_kind_is_told_by_the_signs_that_a_paper_bears() {
    for (lines, kind) in [
        (
            &[
                "Minutes of the Families Panel",
                "Present: Councillors Ames and Bell",
                "The Panel noted the letter.",
            ][..],
            Kind::CommitteePaper,
        ),
        (
            &[
                "Improvement Board: notes and actions",
                "AB asked about visits.",
                "ACTION: CD to report.",
            ],
            Kind::CommitteePaper,
        ),
        (
            &[
                "Croydon Council",
                "Council welcomes letter",
                "We are glad that our staff were praised.",
            ],
            Kind::CouncilStatement,
        ),
        (
            &[
                "By Jo Marsh",
                "Children wait, Ofsted inspectors said.",
                "The director told the Courier that more staff were coming.",
            ],
            Kind::NewsArticle,
        ),
        (
            &[
                "From: Jo Lane",
                "To: Members",
                "Subject: Ofsted",
                "Dear all, the letter is attached. Our staff did well.",
            ],
            Kind::Other,
        ),
    ] {
        let built = lines.iter().fold(Built::default(), |b, l| b.body(l));
        assert_eq!(built.read().kind, kind, "{lines:?}");
    }
}
