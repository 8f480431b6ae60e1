//! The sample's intention against the sample's papers: what it quotes is there, and it does not contradict itself.
//! Without this, an edit to a paper would turn the expectation of other tests into an invention.

#![allow(
    clippy::unwrap_used,
    reason = "a test: the helpers fail as loudly as the tests do"
)]

use std::collections::{BTreeMap, BTreeSet};

use scrutiny_domain::comparison::{Covered, RecommendationState};
use scrutiny_domain::findings::{Direction, Level};
use scrutiny_tests::northmere::{Intention, intention, sources};

fn papers() -> BTreeMap<String, String> {
    std::fs::read_dir(sources())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "md" || e == "txt"))
        .map(|path| {
            (
                path.file_stem().unwrap().to_str().unwrap().to_owned(),
                std::fs::read_to_string(&path).unwrap(),
            )
        })
        .collect()
}

/// Every quotation of the intention with the paper that it is said to stand in.
fn quotations(of: &Intention) -> Vec<(&str, &str)> {
    let letter = "visit-5-letter-2025-07-24";
    let mut all: Vec<(&str, &str)> = Vec::new();
    for cell in of.matters.iter().flat_map(|m| &m.cells) {
        let visit = of.visits.iter().find(|v| v.id == cell.visit).unwrap();
        all.extend(
            cell.sentences
                .iter()
                .map(|s| (visit.sources[0].as_str(), s.as_str())),
        );
    }
    for lean in &of.leaning {
        all.push((&lean.source, &lean.sentence));
        all.push((&lean.source, &lean.before));
    }
    all.extend(
        of.no_evidence_yet
            .iter()
            .chain(&of.risk)
            .map(|s| (s.source.as_str(), s.sentence.as_str())),
    );
    all.extend(
        of.quantifiers
            .iter()
            .map(|q| (q.source.as_str(), q.sentence.as_str())),
    );
    for spoken in &of.speakers {
        all.push((&spoken.source, &spoken.sentence));
        all.extend(
            spoken
                .name
                .iter()
                .map(|n| (spoken.source.as_str(), n.as_str())),
        );
        all.extend(spoken.letter.iter().map(|l| (letter, l.as_str())));
    }
    for claim in &of.claims {
        all.push((&of.omitted.source, &claim.sentence));
        all.extend(
            claim
                .rests_on
                .iter()
                .chain(&claim.adds)
                .map(|s| (letter, s.as_str())),
        );
    }
    all.extend(
        of.clashes
            .iter()
            .flat_map(|c| &c.claims)
            .map(|c| (c.source.as_str(), c.quote.as_str())),
    );
    all.extend(
        of.claimed_totals
            .iter()
            .map(|t| (t.source.as_str(), t.quote.as_str())),
    );
    all.extend(
        of.recommendations
            .iter()
            .map(|r| ("inspection-2023-06-14", r.text.as_str())),
    );
    for paper in &of.documents {
        let stated = paper.focus.iter().chain(&paper.director);
        let stated = stated.chain(paper.inspectors.iter().map(|i| &i.name));
        let stated = stated.chain(paper.judgements.iter().map(|j| &j.wording));
        all.extend(stated.map(|s| (paper.source.as_str(), s.as_str())));
    }
    all
}

#[test]
fn every_quotation_stands_in_its_paper_word_for_word() {
    let intention = intention().unwrap();
    let papers = papers();
    let quotations = quotations(&intention);
    let missing: Vec<_> = quotations
        .iter()
        .filter(|(source, quote)| !papers[*source].contains(quote))
        .collect();
    assert!(missing.is_empty(), "not in their papers: {missing:#?}");
    assert!(
        quotations.len() > 300,
        "only {} quotations were looked for",
        quotations.len()
    );
}

#[test]
fn a_leaning_sentence_follows_the_one_it_leans_on() {
    let papers = papers();
    for lean in intention().unwrap().leaning {
        let together = format!("{} {}", lean.before, lean.sentence);
        assert!(
            papers[&lean.source].contains(&together),
            "apart: {together}"
        );
    }
}

#[test]
fn silence_has_neither_level_nor_direction() {
    for matter in intention().unwrap().matters {
        for cell in matter.cells.iter().filter(|c| c.covered != Covered::Yes) {
            assert_eq!(
                (cell.level, cell.direction),
                (Level::None, Direction::None),
                "{} at {}",
                matter.id,
                cell.visit
            );
        }
    }
}

#[test]
fn visits_of_a_matter_are_in_order_and_ids_lead_somewhere() {
    let intention = intention().unwrap();
    let order: Vec<&str> = intention.visits.iter().map(|v| v.id.as_str()).collect();
    let place = |visit: &str| order.iter().position(|v| *v == visit);
    let mut ids = BTreeSet::new();
    for matter in &intention.matters {
        assert!(ids.insert(&matter.id), "twice: {}", matter.id);
        let places: Option<Vec<usize>> = matter.cells.iter().map(|c| place(&c.visit)).collect();
        assert!(
            places.is_some_and(|p| p.is_sorted_by(|a, b| a < b)),
            "visits of {}",
            matter.id
        );
        assert!(
            matter.figures.iter().all(|f| place(&f.visit).is_some()),
            "figures of {}",
            matter.id
        );
    }
    let named = intention.claims.iter().flat_map(|c| &c.matters);
    let named = named.chain(intention.recommendations.iter().flat_map(|r| &r.matters));
    let named = named
        .chain(&intention.omitted.matters)
        .chain(intention.matters.iter().filter_map(|m| m.may_join.as_ref()));
    for id in named {
        assert!(intention.matter(id).is_some(), "no matter {id}");
    }
}

/// The state of a point is that of its matters; where there are two, the weaker decides.
#[test]
fn states_of_the_ten_points_follow_from_their_matters() {
    let intention = intention().unwrap();
    assert_eq!(intention.recommendations.len(), 10);
    for point in &intention.recommendations {
        for visit in intention
            .visits
            .iter()
            .skip(1)
            .filter(|v| !v.sources.is_empty())
        {
            let matters = || point.matters.iter().filter_map(|id| intention.matter(id));
            let levels: Vec<Level> = matters()
                .flat_map(|m| &m.cells)
                .filter(|c| c.visit == visit.id && c.covered == Covered::Yes)
                .map(|c| c.level)
                .collect();
            let expected = if levels.contains(&Level::Weakness) {
                RecommendationState::Weakness
            } else if levels.contains(&Level::Mixed) {
                RecommendationState::Mixed
            } else if levels.contains(&Level::Strength) {
                RecommendationState::Strength
            } else if levels.contains(&Level::None) {
                RecommendationState::Mentioned
            } else if matters().any(|m| intention.covered(m, visit) == Covered::NoFinding) {
                RecommendationState::NoFinding
            } else {
                RecommendationState::NotCovered
            };
            assert_eq!(
                point.states.get(&visit.id),
                Some(&expected),
                "{} at {}",
                point.text,
                visit.id
            );
        }
    }
}

/// The statement is there twice, and a reader of either meets the same words.
#[test]
fn the_statement_as_a_page_says_what_the_statement_says() {
    let page = std::fs::read_to_string(sources().join("statement-2025-07-24.html")).unwrap();
    let papers = papers();
    let body = papers["statement-2025-07-24"]
        .rsplit("---\n")
        .next()
        .unwrap();
    for line in body
        .lines()
        .map(|l| l.trim_start_matches(['#', '-', ' ']))
        .filter(|l| !l.is_empty())
    {
        assert!(
            page.contains(&format!(">{line}<")),
            "not on the page: {line}"
        );
    }
}
