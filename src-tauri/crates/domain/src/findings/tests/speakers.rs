//! Who says it, where papers speak with several voices.

use super::*;
use crate::document::facts::Inspector;

#[test]
fn an_article_s_sentences_belong_to_their_speakers() {
    insta::assert_snapshot!(shown(&findings(Kind::NewsArticle, ARTICLE)));
}

#[test]
fn a_council_s_account_of_inspectors_stays_the_council_s() {
    let found = findings(
        Kind::CouncilStatement,
        "Ofsted recognised that our front door is strong.
         Inspectors wrote: “Thresholds are well understood.”
         Councillor Eve Lamb, cabinet member for children, said: “We are proud of our staff.”",
    );
    let roles: Vec<_> = found.iter().map(|f| f.speaker.role).collect();
    assert_eq!(
        roles,
        [
            SpeakerRole::Council,
            SpeakerRole::Inspectors,
            SpeakerRole::CabinetMember
        ]
    );
    assert_eq!(
        found[0].because.speaker_reason,
        Some(SpeakerReason::WritersAccount)
    );
    assert_eq!(
        found[2].speaker.name.as_deref(),
        Some("Councillor Eve Lamb")
    );
}

#[test]
fn named_inspectors_of_the_facts_are_known_by_surname() {
    let mut facts = facts(Kind::NewsArticle);
    let inspector = Inspector {
        name: "Rosa Quill".to_owned(),
        lead: true,
    };
    facts.inspectors.push(Stated::read(inspector, place()));
    let found = read(
        &document("Ms Quill said that plans drift."),
        &facts,
        Rules::built_in(),
    );
    assert_eq!(
        found[0].speaker,
        Speaker {
            role: SpeakerRole::Inspectors,
            name: Some("Rosa Quill".to_owned())
        }
    );
}
