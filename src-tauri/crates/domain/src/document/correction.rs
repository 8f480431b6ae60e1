//! Facts that a person puts right. What was read stays beside it.

use serde::{Deserialize, Serialize};

use super::authority::Authority;
use super::facts::{
    Addressee, Area, FactName, Facts, Grade, Inspector, Judged, Judgement, Origin, Recommendation,
    Stated,
};
use super::kind::{Framework, FrameworkBecause, Kind, KindBecause};
use super::{DateRange, Place, StatedDate};

/// A fact as a person says it is; none where they say that the document does not state it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "fact", content = "value", rename_all = "snake_case")]
pub enum Correction {
    Kind(Kind),
    Framework(Option<Framework>),
    Title(Option<String>),
    Authority(Option<Authority>),
    Published(Option<StatedDate>),
    /// When the letter came out that an article or statement reports on.
    LetterPublished(Option<StatedDate>),
    Dates(Option<DateRange>),
    VisitNumber(Option<u8>),
    /// How many visits the document says there will be.
    VisitsClaimed(Option<u8>),
    Judged(Option<Judged>),
    /// One of the judgements of an inspection.
    Judgement {
        area: Area,
        grade: Option<Grade>,
    },
    Inspectors(Vec<Inspector>),
    /// Whom a letter is addressed to.
    Director(Option<String>),
    /// All areas covered, by the words that name them.
    Focus(Vec<Place>),
    /// All that the document asks for, by the words that ask.
    Recommendations(Vec<Place>),
}

impl Correction {
    /// True where both are of the same fact: then the later one takes the place of the earlier.
    pub fn is_of_the_same_fact_as(&self, other: &Correction) -> bool {
        use Correction::Judgement;
        match (self, other) {
            (Judgement { area, .. }, Judgement { area: others, .. }) => area == others,
            _ => std::mem::discriminant(self) == std::mem::discriminant(other),
        }
    }

    /// The fact of which a document may state two values; none where it is of no such fact.
    fn fact(&self) -> Option<FactName> {
        match self {
            Correction::Authority(_) => Some(FactName::Authority),
            Correction::Published(_) => Some(FactName::Published),
            Correction::Dates(_) => Some(FactName::Dates),
            Correction::VisitNumber(_) => Some(FactName::VisitNumber),
            Correction::VisitsClaimed(_) => Some(FactName::VisitsClaimed),
            Correction::Judged(_) => Some(FactName::Judged),
            Correction::Judgement { area, .. } => Some(FactName::Judgement(*area)),
            Correction::Inspectors(_) => Some(FactName::LeadInspector),
            Correction::Kind(_)
            | Correction::Framework(_)
            | Correction::Title(_)
            | Correction::LetterPublished(_)
            | Correction::Director(_)
            | Correction::Focus(_)
            | Correction::Recommendations(_) => None,
        }
    }

    /// Puts it in the place of what was read, saying that a person did.
    pub fn apply(&self, facts: &mut Facts, by: Option<&str>) {
        let who = by.map(str::to_owned);
        facts.settled.extend(self.fact());
        match self {
            Correction::Kind(kind) => {
                facts.kind = *kind;
                facts.kind_because = KindBecause::Person { who };
            }
            Correction::Framework(framework) => {
                facts.framework = *framework;
                facts.framework_because = Some(FrameworkBecause::Person { who });
            }
            Correction::Title(v) => put(&mut facts.title, v, who),
            Correction::Authority(v) => put(&mut facts.authority, v, who),
            Correction::Published(v) => put(&mut facts.published, v, who),
            Correction::LetterPublished(v) => put(&mut facts.letter_published, v, who),
            Correction::Dates(v) => put(&mut facts.dates, v, who),
            Correction::VisitNumber(v) => put(&mut facts.visit_number, v, who),
            Correction::VisitsClaimed(v) => put(&mut facts.visits_claimed, v, who),
            Correction::Judged(v) => put(&mut facts.judged, v, who),
            Correction::Judgement { area, grade } => {
                put_judgement(&mut facts.judgements, *area, *grade, who);
            }
            Correction::Inspectors(all) => {
                let named = |inspector: &Inspector| {
                    let name = |stated: &&Stated<Inspector>| stated.value.name == inspector.name;
                    facts.inspectors.iter().find(name).cloned()
                };
                let put = all.iter().map(|inspector| {
                    named(inspector)
                        .unwrap_or_else(|| by_person(inspector.clone(), who.clone(), None))
                });
                facts.inspectors = put.collect();
            }
            Correction::Director(v) => put(&mut facts.director, v, who),
            Correction::Focus(places) => {
                let put = places.iter().map(|place| {
                    let read = facts.focus.iter().find(|area| area.place() == Some(place));
                    let value = place.quote.clone();
                    let chosen = || by_person(value, who.clone(), Some(place.clone()));
                    read.cloned().unwrap_or_else(chosen)
                });
                facts.focus = put.collect();
            }
            Correction::Recommendations(places) => {
                let put = places.iter().map(|place| {
                    let read = facts.recommendations.iter().find(|r| r.place == *place);
                    read.cloned().unwrap_or_else(|| Recommendation {
                        text: place.quote.clone(),
                        number: None,
                        addressee: Addressee::default(),
                        place: place.clone(),
                    })
                });
                facts.recommendations = put.collect();
            }
        }
    }
}

/// What a person says; `place` is what there is to look at.
fn by_person<T>(value: T, who: Option<String>, place: Option<Place>) -> Stated<T> {
    let completed = None;
    Stated {
        value,
        origin: Origin::Person {
            who,
            place,
            completed,
        },
    }
}

fn put_judgement(
    judgements: &mut Vec<Stated<Judgement>>,
    area: Area,
    grade: Option<Grade>,
    who: Option<String>,
) {
    let read = judgements.iter().position(|j| j.value.area == area);
    match (read, grade) {
        (Some(at), None) => {
            judgements.remove(at);
        }
        (Some(at), Some(grade)) => {
            let read = judgements.remove(at);
            let judgement = Judgement {
                grade,
                ..read.value
            };
            judgements.insert(at, by_person(judgement, who, read.origin.into_place()));
        }
        (None, None) => {}
        (None, Some(grade)) => {
            let judgement = Judgement {
                area,
                grade,
                wording: String::new(),
            };
            judgements.push(by_person(judgement, who, None));
        }
    }
}

fn put<T: Clone>(fact: &mut Option<Stated<T>>, value: &Option<T>, who: Option<String>) {
    // The words that were read stay as the place to look at; a fact that was not read has none.
    let place = fact.take().and_then(|read| read.origin.into_place());
    *fact = value.clone().map(|value| by_person(value, who, place));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::facts::Contradiction;

    fn place(quote: &str) -> Place {
        Place {
            page: 1,
            paragraph: 7,
            quote: quote.to_owned(),
        }
    }

    fn person(place: Option<Place>) -> Origin {
        Origin::Person {
            who: Some("Cllr Example".to_owned()),
            place,
            completed: None,
        }
    }

    fn put_right(facts: &mut Facts, correction: &Correction) {
        correction.apply(facts, Some("Cllr Example"));
    }

    #[test]
    fn a_grade_is_put_right_area_by_area() {
        let mut facts = Facts::new(Kind::InspectionReport, KindBecause::NoWordings);
        let judgement = |area, grade| Correction::Judgement { area, grade };
        let good = judgement(Area::Leaders, Some(Grade::Good));
        put_right(&mut facts, &good);
        put_right(
            &mut facts,
            &judgement(Area::Overall, Some(Grade::Inadequate)),
        );
        let grades = |facts: &Facts| -> Vec<_> {
            let of = |j: &Stated<Judgement>| (j.value.area, j.value.grade);
            facts.judgements.iter().map(of).collect()
        };
        assert_eq!(
            grades(&facts),
            [
                (Area::Leaders, Grade::Good),
                (Area::Overall, Grade::Inadequate)
            ]
        );
        assert_eq!(facts.judgements[0].origin, person(None));
        put_right(&mut facts, &judgement(Area::Leaders, None));
        assert_eq!(grades(&facts), [(Area::Overall, Grade::Inadequate)]);

        let other = judgement(Area::Leaders, Some(Grade::Inadequate));
        assert!(good.is_of_the_same_fact_as(&other));
        let overall = judgement(Area::Overall, Some(Grade::Good));
        assert!(!good.is_of_the_same_fact_as(&overall));
        assert!(!good.is_of_the_same_fact_as(&Correction::Director(None)));
    }

    #[test]
    fn what_was_read_and_stays_is_as_it_was_read() {
        let mut facts = Facts::new(Kind::InspectionReport, KindBecause::NoWordings);
        let asked = |number: &str, quote: &str| Recommendation {
            text: quote.to_owned(),
            number: Some(number.to_owned()),
            addressee: Addressee::Lscb,
            place: place(quote),
        };
        facts.recommendations = vec![asked("1", "Reduce caseloads."), asked("2", "Contents")];
        let places = vec![place("Reduce caseloads."), place("See every child alone.")];
        put_right(&mut facts, &Correction::Recommendations(places));
        assert_eq!(facts.recommendations[0], asked("1", "Reduce caseloads."));
        assert_eq!(facts.recommendations[1].text, "See every child alone.");
        assert_eq!(facts.recommendations[1].number, None);

        let area = |quote: &str| Stated::read(quote.to_owned(), place(quote));
        facts.focus = vec![area("the front door"), area("London")];
        let places = vec![place("the front door"), place("care leavers")];
        put_right(&mut facts, &Correction::Focus(places));
        let added = Stated {
            value: "care leavers".to_owned(),
            origin: person(Some(place("care leavers"))),
        };
        assert_eq!(facts.focus, [area("the front door"), added]);
    }

    #[test]
    fn what_a_paper_states_twice_is_settled_by_a_person_and_kept() {
        let mut facts = Facts::new(Kind::MonitoringVisitLetter, KindBecause::NoWordings);
        let said = |fact| Contradiction {
            fact,
            value: "4".to_owned(),
            place: place("the fourth monitoring visit"),
        };
        facts.contradictions = vec![said(FactName::VisitNumber), said(FactName::VisitsClaimed)];
        put_right(&mut facts, &Correction::VisitNumber(Some(3)));
        assert_eq!(facts.contradictions.len(), 2);
        let undecided: Vec<_> = facts.undecided().map(|c| c.fact).collect();
        assert_eq!(undecided, [FactName::VisitsClaimed]);
    }

    #[test]
    fn a_framework_that_is_put_right_says_who_did_whatever_the_kind() {
        let mut facts = Facts::new(Kind::InspectionReport, KindBecause::NoWordings);
        put_right(&mut facts, &Correction::Framework(Some(Framework::Sif)));
        put_right(&mut facts, &Correction::Kind(Kind::MonitoringVisitLetter));
        assert_eq!(facts.framework, Some(Framework::Sif));
        let because = facts.framework_in_words();
        assert_eq!(because.as_deref(), Some("put right by Cllr Example"));
    }

    #[test]
    fn names_that_were_read_keep_their_places() {
        let mut facts = Facts::new(Kind::MonitoringVisitLetter, KindBecause::NoWordings);
        let inspector = |name: &str| Inspector {
            name: name.to_owned(),
            lead: false,
        };
        let read = Stated::read(inspector("Jo Example"), place("Jo Example"));
        facts.inspectors = vec![read.clone()];
        let both = vec![inspector("Sam Sample"), inspector("Jo Example")];
        put_right(&mut facts, &Correction::Inspectors(both));
        assert_eq!(facts.inspectors[0].value.name, "Sam Sample");
        assert_eq!(facts.inspectors[0].origin, person(None));
        assert_eq!(facts.inspectors[1], read);
    }
}
