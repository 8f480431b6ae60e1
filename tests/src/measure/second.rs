//! The reader that has learned, and both readers joined, beside hand labels.
//!
//! Deliberately not here: how figures are counted ([`super::findings`]).

use scrutiny_domain::findings::{self, Opinion, Read as Classes};
use scrutiny_reader::{Input, Reader};

use super::findings::{Column, Placed, Read};

/// What the learned reader says of the sentences: with their headings where our own reading has them.
pub fn opinions(placed: &[Placed<'_>], reader: &Reader) -> Vec<Opinion> {
    let inputs: Vec<Input> = placed
        .iter()
        .map(|p| match p.found {
            Some((paper, at)) => Input::from(&paper.findings[at]),
            None => Input {
                section: None,
                before: p.label.before.as_deref(),
                sentence: &p.label.text,
            },
        })
        .collect();
    reader.read(&inputs)
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
