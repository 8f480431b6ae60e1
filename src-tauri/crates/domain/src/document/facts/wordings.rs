//! The frameworks' own words for grades, areas and lists of what must improve. Data: `wordings.json`.

use std::ops::Range;
use std::sync::LazyLock;

use regex::{Regex, RegexBuilder};
use serde::Deserialize;

use super::{Area, Grade};
use crate::document::kind::Framework;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Data {
    grades: Vec<GradeData>,
    areas: Vec<AreaData>,
    points: Vec<PointsData>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GradeData {
    grade: Grade,
    pattern: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AreaData {
    frameworks: Vec<Framework>,
    area: Area,
    pattern: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PointsData {
    heading: String,
    frameworks: Vec<Framework>,
}

/// The compiled wordings.
pub(super) struct Wordings {
    grades: Vec<(Grade, Regex)>,
    areas: Vec<(Vec<Framework>, Area, Regex)>,
    points: Vec<(Vec<Framework>, Regex)>,
    /// A grade standing in running text: "inadequate", "requires improvement to be good".
    pub any_grade: Regex,
}

static WORDINGS: LazyLock<Wordings> = LazyLock::new(|| {
    let data: Data = serde_json::from_str(include_str!("wordings.json"))
        .expect("the wordings are embedded and a test reads them");
    let compile = |pattern: &str| {
        RegexBuilder::new(pattern)
            .case_insensitive(true)
            .build()
            .expect("a pattern of the embedded wordings")
    };
    // A space in a pattern is any white space: a wording may run over lines.
    let spaced = |pattern: &str| pattern.replace(' ', r"\s+");
    let all: Vec<String> = data.grades.iter().map(|g| spaced(&g.pattern)).collect();
    Wordings {
        grades: data
            .grades
            .iter()
            .map(|g| {
                (
                    g.grade,
                    compile(&format!(
                        r"^\W*(?:{})(?:\s*\(?grade\s+\d\)?)?\W*$",
                        spaced(&g.pattern)
                    )),
                )
            })
            .collect(),
        areas: data
            .areas
            .iter()
            .map(|a| (a.frameworks.clone(), a.area, compile(&spaced(&a.pattern))))
            .collect(),
        points: data
            .points
            .iter()
            .map(|p| {
                (
                    p.frameworks.clone(),
                    compile(&format!(
                        r"^(?:{})\s*[?:]?\s*\d?\s*[?:]?$",
                        spaced(&p.heading)
                    )),
                )
            })
            .collect(),
        any_grade: compile(&format!(r"\b(?:{})\b", all.join("|"))),
    }
});

pub(super) fn wordings() -> &'static Wordings {
    &WORDINGS
}

impl Wordings {
    /// The grade that a text is, and is nothing else but.
    pub fn grade(&self, text: &str) -> Option<Grade> {
        self.grades
            .iter()
            .find(|(_, p)| p.is_match(text))
            .map(|(g, _)| *g)
    }

    /// The area named in a text, with the bytes of its wording: the last where there are several, and the
    /// fullest wording that ends there.
    pub fn area(&self, text: &str, framework: Framework) -> Option<(Area, Range<usize>)> {
        let mut best: Option<(Area, Range<usize>)> = None;
        for (frameworks, area, pattern) in &self.areas {
            if !frameworks.contains(&framework) {
                continue;
            }
            for m in pattern.find_iter(text) {
                let better = best.as_ref().is_none_or(|(_, held)| {
                    m.start() >= held.end
                        || (m.start() <= held.start && m.end() >= held.end && m.len() > held.len())
                });
                if better {
                    best = Some((*area, m.range()));
                }
            }
        }
        best
    }

    /// True where a heading opens a list of what must improve.
    pub fn opens_points(&self, heading: &str, framework: Framework) -> bool {
        self.points
            .iter()
            .any(|(f, p)| f.contains(&framework) && p.is_match(heading.trim()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_grade_is_the_whole_text_or_nothing() {
        let w = wordings();
        assert_eq!(
            w.grade("Requires improvement to be good"),
            Some(Grade::RequiresImprovement)
        );
        assert_eq!(
            w.grade("Requires\u{a0}Improvement"),
            Some(Grade::RequiresImprovement)
        );
        assert_eq!(w.grade("Inadequate Grade 4"), Some(Grade::Inadequate));
        assert_eq!(w.grade("Adequate"), Some(Grade::Adequate));
        // What a parser makes of a wrapped cell is no grade.
        assert_eq!(w.grade("to requires improvement"), None);
        assert_eq!(w.grade("to be good"), None);
        assert_eq!(w.grade("Not Judged"), None);
        assert_eq!(w.grade("good enough"), None);
    }

    #[test]
    fn areas_in_the_words_of_their_framework() {
        let w = wordings();
        let area = |t, f| w.area(t, f).map(|(a, r)| (a, t[r].to_owned()));
        assert_eq!(
            area(
                "The experiences and progress of children in care and care leavers",
                Framework::Ilacs
            ),
            Some((
                Area::InCareAndCareLeavers,
                "The experiences and progress of children in care and care leavers".to_owned()
            ))
        );
        for wording in [
            "The experiences and progress of care leavers",
            "The experiences and progress of children care leavers",
            "The experiences and progress of care-experienced young people",
        ] {
            assert_eq!(
                area(wording, Framework::Ilacs),
                Some((Area::CareLeavers, wording.to_owned())),
                "{wording}"
            );
        }
        assert_eq!(
            area("2.1 Adoption performance", Framework::Sif),
            Some((Area::Adoption, "Adoption performance".to_owned()))
        );
        assert_eq!(area("2.1 Adoption performance", Framework::Ilacs), None);
    }
}
