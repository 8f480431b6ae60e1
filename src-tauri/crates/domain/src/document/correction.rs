//! Facts that a person puts right. What was read stays beside it.

use serde::{Deserialize, Serialize};

use super::authority::Authority;
use super::facts::{
    Addressee, Area, FactName, Facts, Grade, Inspector, Judged, Judgement, Recommendation, Stated,
};
use super::kind::{Framework, Kind};
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
        let because = format!("put right by {}", by.unwrap_or("a person"));
        facts.settled.extend(self.fact());
        match self {
            Correction::Kind(kind) => {
                facts.kind = *kind;
                facts.kind_because = because;
            }
            Correction::Framework(framework) => {
                facts.framework = *framework;
                facts.framework_because = Some(because);
            }
            Correction::Title(v) => put(&mut facts.title, v, because),
            Correction::Authority(v) => put(&mut facts.authority, v, because),
            Correction::Published(v) => put(&mut facts.published, v, because),
            Correction::LetterPublished(v) => put(&mut facts.letter_published, v, because),
            Correction::Dates(v) => put(&mut facts.dates, v, because),
            Correction::VisitNumber(v) => put(&mut facts.visit_number, v, because),
            Correction::VisitsClaimed(v) => put(&mut facts.visits_claimed, v, because),
            Correction::Judged(v) => put(&mut facts.judged, v, because),
            Correction::Judgement { area, grade } => {
                put_judgement(&mut facts.judgements, *area, *grade, because);
            }
            Correction::Inspectors(all) => {
                let named = |inspector: &Inspector| {
                    let name = |stated: &&Stated<Inspector>| stated.value.name == inspector.name;
                    facts.inspectors.iter().find(name).cloned()
                };
                let put = all.iter().map(|inspector| {
                    named(inspector).unwrap_or_else(|| by_a_person(inspector.clone(), &because))
                });
                facts.inspectors = put.collect();
            }
            Correction::Director(v) => put(&mut facts.director, v, because),
            Correction::Focus(places) => {
                let put = places.iter().map(|place| {
                    let read = facts.focus.iter().find(|area| area.place == *place);
                    read.cloned().unwrap_or_else(|| Stated {
                        value: place.quote.clone(),
                        place: place.clone(),
                        inferred: Some(because.clone()),
                    })
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

/// What no words of the document state.
fn by_a_person<T>(value: T, because: &str) -> Stated<T> {
    Stated {
        value,
        place: Place {
            page: 0,
            paragraph: 0,
            quote: String::new(),
        },
        inferred: Some(because.to_owned()),
    }
}

fn put_judgement(
    judgements: &mut Vec<Stated<Judgement>>,
    area: Area,
    grade: Option<Grade>,
    because: String,
) {
    let read = judgements.iter().position(|j| j.value.area == area);
    match (read, grade) {
        (Some(at), None) => {
            judgements.remove(at);
        }
        (Some(at), Some(grade)) => {
            judgements[at].value.grade = grade;
            judgements[at].inferred = Some(because);
        }
        (None, None) => {}
        (None, Some(grade)) => {
            let judgement = Judgement {
                area,
                grade,
                wording: String::new(),
            };
            judgements.push(by_a_person(judgement, &because));
        }
    }
}

fn put<T: Clone>(fact: &mut Option<Stated<T>>, value: &Option<T>, because: String) {
    // The words that were read stay as the place to look at; a fact that was not read has none.
    let place = fact.take().map(|f| f.place).unwrap_or(Place {
        page: 0,
        paragraph: 0,
        quote: String::new(),
    });
    *fact = value.clone().map(|value| Stated {
        value,
        place,
        inferred: Some(because),
    });
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

    fn put_right(facts: &mut Facts, correction: &Correction) {
        correction.apply(facts, Some("Cllr Example"));
    }

    #[test]
    fn a_grade_is_put_right_area_by_area() {
        let mut facts = Facts::none(Kind::InspectionReport, String::new());
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
        let inferred = facts.judgements[0].inferred.as_deref();
        assert_eq!(inferred, Some("put right by Cllr Example"));
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
        let mut facts = Facts::none(Kind::InspectionReport, String::new());
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

        let area = |quote: &str, inferred: Option<&str>| Stated {
            value: quote.to_owned(),
            place: place(quote),
            inferred: inferred.map(str::to_owned),
        };
        facts.focus = vec![area("the front door", None), area("London", None)];
        let places = vec![place("the front door"), place("care leavers")];
        put_right(&mut facts, &Correction::Focus(places));
        let added = area("care leavers", Some("put right by Cllr Example"));
        assert_eq!(facts.focus, [area("the front door", None), added]);
    }

    #[test]
    fn what_a_paper_states_twice_is_settled_by_a_person_and_kept() {
        let mut facts = Facts::none(Kind::MonitoringVisitLetter, "It says so.");
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
        let mut facts = Facts::none(Kind::InspectionReport, "It says so.");
        put_right(&mut facts, &Correction::Framework(Some(Framework::Sif)));
        put_right(&mut facts, &Correction::Kind(Kind::MonitoringVisitLetter));
        assert_eq!(facts.framework, Some(Framework::Sif));
        let because = facts.framework_because.as_deref();
        assert_eq!(because, Some("put right by Cllr Example"));
    }

    #[test]
    fn names_that_were_read_keep_their_places() {
        let mut facts = Facts::none(Kind::MonitoringVisitLetter, String::new());
        let inspector = |name: &str| Inspector {
            name: name.to_owned(),
            lead: false,
        };
        facts.inspectors = vec![Stated {
            value: inspector("Jo Example"),
            place: place("Jo Example"),
            inferred: None,
        }];
        let both = vec![inspector("Sam Sample"), inspector("Jo Example")];
        put_right(&mut facts, &Correction::Inspectors(both));
        assert_eq!(facts.inspectors[0].value.name, "Sam Sample");
        assert_eq!(facts.inspectors[0].place.quote, "");
        assert_eq!(facts.inspectors[1].place.quote, "Jo Example");
        assert_eq!(facts.inspectors[1].inferred, None);
    }
}
