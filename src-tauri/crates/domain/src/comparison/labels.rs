//! Labels of a person's own on findings, beside the themes.
//!
//! They are decisions: kept in the history, taken back like any other, known by the words they are on. Where the words
//! are not a finding any more, because a newer issue changed them or newer rules cut sentences otherwise, the labels
//! are handed on as adrift, never dropped. Deliberately not here: storing them.

use std::collections::{BTreeMap, HashMap};

use super::{Decision, FindingRef, Reading};

/// The labels that stand.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Labels {
    on: HashMap<(usize, usize), Vec<String>>,
    /// Those whose words are no finding now, in the order of their sources and words.
    pub adrift: Vec<(FindingRef, Vec<String>)>,
}

impl Labels {
    /// Of a finding: by the position of its reading and its own in it.
    pub fn of(&self, reading: usize, finding: usize) -> &[String] {
        self.on.get(&(reading, finding)).map_or(&[], Vec::as_slice)
    }
}

/// The labels on each finding, the last decision on it being what holds. Where a source is gone its words alone find
/// it, as they do for other decisions.
pub fn labels(readings: &[Reading], decisions: &[Decision]) -> Labels {
    let mut by_words: HashMap<&str, Vec<(usize, usize)>> = HashMap::new();
    let mut out = Labels::default();
    let mut adrift: BTreeMap<(&str, &str), &[String]> = BTreeMap::new();
    let wanted = decisions.iter().filter_map(|decision| match decision {
        Decision::Labels { finding, labels } => Some((finding, labels)),
        _ => None,
    });
    for (finding, labels) in wanted {
        if by_words.is_empty() {
            for (r, reading) in readings.iter().enumerate() {
                for (f, found) in reading.findings.iter().enumerate() {
                    by_words.entry(found.quote()).or_default().push((r, f));
                }
            }
        }
        let same_words = by_words.get(finding.quote.as_str());
        let all = same_words.map_or(&[][..], Vec::as_slice);
        let of_source =
            |(r, _): &&(usize, usize)| readings[*r].document.source.sha256 == finding.source;
        let own: Vec<_> = all.iter().filter(of_source).copied().collect();
        let places = if own.is_empty() { all } else { &own };
        for place in places {
            out.on.insert(*place, labels.clone());
        }
        let key = (finding.source.as_str(), finding.quote.as_str());
        if places.is_empty() && !labels.is_empty() {
            adrift.insert(key, labels);
        } else {
            adrift.remove(&key);
        }
    }
    out.adrift = adrift
        .into_iter()
        .map(|((source, quote), labels)| {
            let finding = FindingRef {
                source: source.to_owned(),
                quote: quote.to_owned(),
            };
            (finding, labels.to_vec())
        })
        .collect();
    out
}

/// Labels as they are kept: without white space around or in between, none empty, none twice whatever its case.
pub fn tidy(labels: &[String]) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for label in labels {
        let label = label.split_whitespace().collect::<Vec<_>>().join(" ");
        let known = out.iter().any(|l| l.to_lowercase() == label.to_lowercase());
        if !label.is_empty() && !known {
            out.push(label);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_is_kept_once_and_tidy() {
        let typed = ["  Ask  in March ", "", "ask in march", "Children’s voice"];
        assert_eq!(
            tidy(&typed.map(str::to_owned)),
            ["Ask in March", "Children’s voice"]
        );
    }

    #[test]
    fn labels_without_their_words_are_handed_on() {
        let finding = FindingRef {
            source: "a".to_owned(),
            quote: "Plans are late.".to_owned(),
        };
        let on = |labels: &[&str]| Decision::Labels {
            finding: finding.clone(),
            labels: labels.iter().map(|l| (*l).to_owned()).collect(),
        };
        let both = [on(&["One"]), on(&["One", "Two"])];
        let kept = labels(&[], &both);
        assert_eq!(kept.of(0, 0), [""; 0]);
        assert_eq!(
            kept.adrift,
            [(finding.clone(), vec!["One".to_owned(), "Two".to_owned()])]
        );
        let off = [on(&["One"]), on(&[])];
        assert_eq!(labels(&[], &off).adrift, []);
    }
}
