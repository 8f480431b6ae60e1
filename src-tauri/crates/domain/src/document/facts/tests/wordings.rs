//! Whose judgement, which name, which date a wording tells, where it could be taken for another.

use super::others::told;
use super::*;

#[test]
fn a_judgement_is_the_paper_s_own_and_of_the_month_that_is_told() {
    let read = |text: &str| v(&told(text).judged);
    let no_month = Judged {
        grade: Grade::Inadequate,
        month: None,
    };
    assert_eq!(read("She found it in places rated good."), None);
    assert_eq!(
        read(
            "Inspectors came on 28 April 2021, their third visit since services were rated inadequate."
        ),
        Some(no_month)
    );
    assert_eq!(
        read("She came in 2020, weeks after services were judged inadequate that May."),
        Some(no_month)
    );
}

#[test]
fn a_form_of_words_names_a_place_and_nothing_else() {
    let minutes = |text: &str| {
        Built::default()
            .body("Scrutiny Committee: minutes of the meeting held on 9 May 2024")
            .body(text)
            .body("Ofsted wrote to Northmere Children’s Trust, and the director of Northmere Children’s Trust replied.")
            .read()
    };
    let present = minutes("In attendance: J. Marsh, Chief Executive, Northmere Children’s Trust.");
    assert_eq!(v(&present.authority), Some(invented("Northmere")));
    let month = Built::default()
        .body("Press release")
        .body("We were told of a judgement on our children’s services in November 2021.")
        .read();
    assert_eq!(month.authority, None);
    let neighbours =
        told("Neither Sutton Council nor Bromley Council is affected, inspectors said.");
    assert_eq!(
        v(&neighbours.authority).map(|a| a.name).as_deref(),
        Some("Croydon")
    );
}

#[test]
fn a_letter_with_a_damaged_apostrophe_still_names_its_authority() {
    let title = "Monitoring visit of Northmere children`s services";
    let text = "This letter summarises the findings of the monitoring visit to Northmere children`s services on 10 and 11 February 2021.";
    let facts = letter(title, text).read();
    assert_eq!(v(&facts.authority), Some(invented("Northmere")));
}

#[test]
fn a_trust_s_other_borough_does_not_make_the_visit_a_focused_one() {
    let facts = told(
        "The monitoring visit was the third since services were judged inadequate. A focused visit next door is another matter.",
    );
    assert_eq!(v(&facts.visit_number), Some(3));
}

#[test]
fn a_paper_s_own_voice_is_the_one_of_its_masthead() {
    let kind = |lines: &str| Built::default().lines(lines).read().kind;
    assert_eq!(
        kind(
            "Fenmouth branch, Union of Care Workers\nDear Mr Marsh\nWe write about the letter of inspectors on children.\nYours sincerely"
        ),
        Kind::Other
    );
    assert_eq!(
        kind(
            "Plans drift\n4.5.21 - by Jo Lane\nOfsted said children wait. Dr Quill told us that plans drift."
        ),
        Kind::NewsArticle
    );
    assert_eq!(
        kind(
            "Council meeting, live\nOur reporter is in the room. The leader said she did not know the letter of inspectors on children from the press release."
        ),
        Kind::NewsArticle
    );
}

#[test]
fn a_date_behind_a_byline_is_the_page_s_own() {
    for line in [
        "Words: Jo Lane-Marsh. Pictures: Bea Holt-Quill 30 September 2023",
        "The Monday Placement Brief, by e-mail to its readers\n30 September 2023",
    ] {
        let facts = Built::default()
            .heading("Children wait, say inspectors")
            .body(line)
            .body("Inspectors said that children in Croydon wait.")
            .read();
        let published = v(&facts.published).map(|d| d.to_string());
        assert_eq!(published.as_deref(), Some("2023-09-30"), "{line}");
    }
}
