//! The reader that has learned, and both readers joined, beside hand labels.
//!
//! Deliberately not here: how figures are counted ([`super::findings`]).

use std::collections::{HashMap, HashSet};

use scrutiny_domain::findings::{self, Finding, Opinion, Read as Classes};
use scrutiny_reader::{Passage, Reader, passages};

use super::findings::{Column, Placed, Read};
use super::labels::Label;

/// What the learned reader says of the sentences: in their passages where our own reading has them, else after the
/// sentence that the label gives.
pub fn opinions(placed: &[Placed<'_>], reader: &Reader) -> Vec<Opinion> {
    let mut known: HashMap<&str, HashMap<usize, Opinion>> = HashMap::new();
    for (paper, _) in placed.iter().filter_map(|p| p.found) {
        known.entry(&paper.name).or_insert_with(|| {
            let asked: HashSet<usize> = placed
                .iter()
                .filter_map(|p| p.found.filter(|(other, _)| other.name == paper.name))
                .map(|(_, at)| at)
                .collect();
            of_paper(&paper.findings, &asked, reader)
        });
    }
    let alone = |label: &Label| {
        let before = label.before.as_deref();
        let passage = Passage {
            heading: None,
            sentences: before.into_iter().chain([label.text.as_str()]).collect(),
        };
        reader.read(&passage).pop()
    };
    placed
        .iter()
        .map(|p| {
            let read = p
                .found
                .and_then(|(paper, at)| known[&*paper.name].get(&at).cloned());
            read.or_else(|| alone(p.label))
                .expect("every sentence is given an opinion")
        })
        .collect()
}

/// Opinions of these findings of a paper, by index; passages without any of them are not read.
fn of_paper(
    findings: &[Finding],
    asked: &HashSet<usize>,
    reader: &Reader,
) -> HashMap<usize, Opinion> {
    let mut out = HashMap::new();
    for passage in passages(findings) {
        let indices: Vec<usize> = passage.findings.iter().flatten().map(|f| f.index).collect();
        if indices.iter().any(|i| asked.contains(i)) {
            let opinions = passage.opinions(reader.read(&passage.passage));
            out.extend(indices.into_iter().zip(opinions));
        }
    }
    out
}

/// Beside the rules: the learned reader, the two joined, the joined where nothing is to check in its level, and the
/// learned one where it is sure.
pub fn columns(rules: &[Option<Read>], opinions: &[Opinion]) -> Vec<Column> {
    let column = |name: &str, read: &dyn Fn(&Read, &Opinion) -> Option<Read>| Column {
        name: name.to_owned(),
        reads: rules
            .iter()
            .zip(opinions)
            .map(|(rules, opinion)| read(rules.as_ref()?, opinion))
            .collect(),
    };
    let joined = |rules: &Read, opinion: &Opinion| {
        let by_rules = Classes {
            themes: rules.themes.clone(),
            level: rules.level,
            direction: rules.direction,
        };
        let joined = findings::join(&by_rules, opinion);
        if rules.level_is_fixed {
            joined.with_fixed_level(&by_rules)
        } else {
            joined
        }
    };
    let shown = |classes: Classes, rules: &Read, opinion: &Opinion| Read {
        themes: classes.themes,
        level: classes.level,
        direction: classes.direction,
        because: format!(
            "{:?} beside rules {:?} {}",
            opinion.level, rules.level, rules.because
        ),
        level_is_fixed: rules.level_is_fixed,
    };
    vec![
        column("learned", &|rules, opinion| {
            let classes = Classes {
                themes: opinion.themes.iter().map(|t| t.0).collect(),
                level: opinion.level.0,
                direction: opinion.direction.0,
            };
            Some(shown(classes, rules, opinion))
        }),
        column("joined", &|rules, opinion| {
            Some(shown(joined(rules, opinion).classes, rules, opinion))
        }),
        column("level agreed", &|rules, opinion| {
            let joined = joined(rules, opinion);
            let agreed = !joined.check.contains(&findings::Class::Level);
            agreed.then(|| shown(joined.classes, rules, opinion))
        }),
        column("learned, sure", &|rules, opinion| {
            opinion
                .sure
                .then(|| shown(joined(rules, opinion).classes, rules, opinion))
        }),
    ]
}
