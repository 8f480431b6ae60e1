//! What a claim about a visit rests on: the inspectors' sentence behind it, and what stands with that sentence and is
//! left out of the claim.
//!
//! A claim is parted where it strings several things together ("found that … and that …"). Words that few sentences
//! of the letter share weigh most; a quoted fragment or a figure in common weighs more. Depends on findings alone, and
//! proposes: a person judges. Deliberately not here: how visits make a cycle ([`crate::comparison`]).

mod parts;
mod words;

use std::collections::{BTreeMap, BTreeSet};

use super::level::{begins_with_any, clauses};
use super::quotations::quotations;
use super::rules::Rules;
use super::tokens::{Token, slice, tokens};
use super::{Finding, Level};
use crate::comparison::Reading;
use crate::document::facts::Facts;
use parts::parts;
use words::{content, folded, stem};

/// The inspectors' sentence that a part of a claim rests on.
#[derive(Debug, Clone, PartialEq)]
pub struct Ground {
    /// The part of the claim, verbatim.
    pub part: String,
    /// Which of the inspectors' findings.
    pub index: usize,
    /// What they say with it that the claim leaves out, verbatim: the other clause of the sentence, or the first
    /// sentence of the paragraph or the next one after it that speaks against. Empty where the claim is fair as it
    /// stands, as far as the paragraph shows.
    pub adds: Vec<String>,
    pub because: GroundBecause,
}

/// What a claim and the inspectors' sentence that it rests on have in common, verbatim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GroundBecause {
    /// The claim quotes these words from it.
    Quoted(String),
    /// Both have these words, the rarest first.
    Shared(Vec<String>),
}

/// The share of a claim's weight that a sentence needs to have.
const ENOUGH: f32 = 0.34;
/// How much a figure in common adds to the share, and a theme.
const FIGURE: f32 = 0.25;
const THEME: f32 = 0.08;
/// What the sentence before lends to one that leans on it.
const LENT: f32 = 0.5;
/// A clause with less than this part of the best clause's share is not what the claim says.
const APART: f32 = 0.5;
/// A part with nothing behind it is left out.
pub fn rests_on(claim: &Finding, inspectors: &[Finding], rules: &Rules) -> Vec<Ground> {
    let letter = Letter::of(inspectors);
    let text = claim.quote();
    parts(text, rules)
        .into_iter()
        .filter_map(|range| letter.ground(claim, &slice(text, range), rules))
        .collect()
}

/// The letter or report that an account of a visit speaks of: of one authority and the same days, or the same visit.
pub fn letter_of<'a>(account: &Reading, readings: &'a [Reading]) -> Option<&'a Reading> {
    let about = &account.facts;
    let authority = |f: &Facts| f.authority.as_ref().map(|a| a.value.name.clone());
    let number = |f: &Facts| f.visit_number.as_ref().map(|n| n.value);
    let days = |f: &Facts| f.dates.as_ref().map(|d| d.value);
    let same_visit = |f: &Facts| {
        let day = days(f).is_some() && days(f) == days(about);
        day || number(f).is_some() && number(f) == number(about)
    };
    readings.iter().find(|r| {
        r.facts.kind.is_of_inspectors()
            && authority(&r.facts) == authority(about)
            && same_visit(&r.facts)
    })
}

struct Letter<'a> {
    findings: &'a [Finding],
    words: Vec<BTreeSet<String>>,
    /// In how many sentences a word stands.
    spread: BTreeMap<String, usize>,
}

impl<'a> Letter<'a> {
    fn of(findings: &'a [Finding]) -> Self {
        let words: Vec<_> = findings.iter().map(|f| content(f.quote())).collect();
        let mut spread = BTreeMap::new();
        for word in words.iter().flatten() {
            *spread.entry(word.clone()).or_insert(0) += 1;
        }
        Letter {
            findings,
            words,
            spread,
        }
    }

    /// How telling a word is: most where few sentences have it.
    fn weight(&self, word: &str) -> f32 {
        let all = self.findings.len() as f32 + 1.0;
        let spread = self.spread.get(word).copied().unwrap_or(0).max(1) as f32;
        (all / spread).ln().max(0.1)
    }

    fn share(&self, of: &BTreeSet<String>, there: impl Fn(&String) -> f32) -> f32 {
        let all: f32 = of.iter().map(|w| self.weight(w)).sum();
        let shared: f32 = of.iter().map(|w| self.weight(w) * there(w)).sum();
        if all == 0.0 { 0.0 } else { shared / all }
    }

    fn ground(&self, claim: &Finding, part: &str, rules: &Rules) -> Option<Ground> {
        let wanted = content(part);
        let quoted: Vec<String> = quotations(&[(part, true)])
            .into_iter()
            .flatten()
            .map(|q| folded(&slice(part, q.range)))
            .filter(|q| q.split(' ').count() > 1)
            .collect();
        let mut best: Option<(f32, usize)> = None;
        for (index, finding) in self.findings.iter().enumerate() {
            let own = &self.words[index];
            let lent = match (&finding.before, finding.leans) {
                (Some(before), true) => content(before),
                _ => BTreeSet::new(),
            };
            let shared = wanted.iter().filter(|w| own.contains(*w)).count();
            let sentence = folded(finding.quote());
            let verbatim = quoted.iter().any(|q| sentence.contains(q.as_str()));
            if shared < 2 && !verbatim {
                continue;
            }
            let mut score = self.share(&wanted, |w| match (own.contains(w), lent.contains(w)) {
                (true, _) => 1.0,
                (false, true) => LENT,
                (false, false) => 0.0,
            });
            // What was looked at is no ground, nor is a sentence about nothing.
            let section = finding.section.as_deref().unwrap_or_default();
            let empty = finding.themes.is_empty() && finding.level == Level::None;
            if empty || begins_with_any(section, &rules.sections.lists) {
                continue;
            }
            let same = |a: &f64| finding.figures.iter().any(|f| f.value == *a);
            if claim
                .figures
                .iter()
                .any(|f| part.contains(&f.text) && same(&f.value))
            {
                score += FIGURE;
            }
            if claim.themes.iter().any(|t| finding.themes.contains(t)) {
                score += THEME;
            }
            score += f32::from(u8::from(verbatim));
            if score >= ENOUGH && best.is_none_or(|(most, _)| score > most) {
                best = Some((score, index));
            }
        }
        let (_, index) = best?;
        Some(Ground {
            part: part.to_owned(),
            index,
            adds: self.adds(claim, &wanted, index, rules),
            because: self.because(&wanted, &quoted, index),
        })
    }

    /// The other side of the sentence; else what the paragraph says against it, first and next.
    fn adds(
        &self,
        claim: &Finding,
        wanted: &BTreeSet<String>,
        index: usize,
        rules: &Rules,
    ) -> Vec<String> {
        let ground = &self.findings[index];
        if let Some(other) = self.other_side(wanted, ground.quote(), rules) {
            return vec![other];
        }
        if claim.level == Level::Weakness {
            return Vec::new();
        }
        let against = |f: &&Finding| matches!(f.level, Level::Weakness | Level::Mixed);
        let same = |f: &&Finding| {
            f.citation.source == ground.citation.source
                && f.citation.paragraph_index == ground.citation.paragraph_index
        };
        let before = self.findings[..index].iter().find(same).filter(against);
        let after = self.findings[index + 1..]
            .iter()
            .take_while(same)
            .find(against);
        // Where the sentence itself speaks against the claim, it is what the claim leaves out.
        let itself = (ground.level == Level::Weakness).then_some(ground);
        before
            .into_iter()
            .chain(itself)
            .chain(after)
            .map(|f| f.quote().to_owned())
            .collect()
    }

    /// The clauses of a contrast that the claim has little of, from the first of them.
    fn other_side(&self, wanted: &BTreeSet<String>, text: &str, rules: &Rules) -> Option<String> {
        let words = tokens(text);
        let numbers = clauses(&words, rules);
        let count = numbers.last().map_or(0, |c| c + 1);
        let shares: Vec<f32> = (0..count)
            .map(|c| {
                let of: BTreeSet<String> = words
                    .iter()
                    .zip(&numbers)
                    .filter(|(_, n)| **n == c)
                    .filter_map(|(t, _)| stem(&t.word))
                    .collect();
                self.share(wanted, |w| f32::from(u8::from(of.contains(w))))
            })
            .collect();
        let most = shares.iter().copied().fold(0.0, f32::max);
        let said = shares.iter().position(|s| *s == most)?;
        let left_out = |c: &usize| shares[*c] < most * APART;
        let first = (0..count).find(left_out)?;
        // After what was claimed, the rest of the sentence; before it, up to the claim.
        let end = if first < said { said } else { count };
        let of = |t: &(&Token, &usize)| (first..end).contains(t.1);
        let mut chosen = words.iter().zip(&numbers).filter(of).map(|(t, _)| t);
        let start = chosen.next()?;
        let last = chosen.next_back().unwrap_or(start);
        Some(slice(text, start.start..last.end))
    }

    fn because(&self, wanted: &BTreeSet<String>, quoted: &[String], index: usize) -> GroundBecause {
        let text = self.findings[index].quote();
        let sentence = folded(text);
        if let Some(words) = quoted.iter().find(|q| sentence.contains(q.as_str())) {
            return GroundBecause::Quoted(words.clone());
        }
        let mut shared: Vec<(f32, String)> = tokens(text)
            .iter()
            .filter_map(|t| {
                let stem = stem(&t.word)?;
                let printed = slice(text, t.start..t.end);
                wanted
                    .contains(&stem)
                    .then(|| (self.weight(&stem), printed))
            })
            .collect();
        shared.sort_by(|a, b| b.0.total_cmp(&a.0));
        shared.dedup_by(|a, b| a.1 == b.1);
        GroundBecause::Shared(shared.into_iter().take(4).map(|(_, w)| w).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{findings, one};
    use super::*;
    use crate::document::kind::Kind;

    const LETTER: &str = "
        Assessments at the front door are prompt and well reasoned. Consent is sought routinely.
        Recording has improved, but it is still too variable in the northern team.
        The fostering team is better staffed than a year ago. Recruitment goes well. The exception is the duty team, where turnover is high.
        The out-of-hours service is weak. Managers have a plan to share it with a neighbour.
        Caseloads in the family teams have fallen to 21.
        # Areas covered by the visit
        • the fostering team and how it is staffed
    ";

    fn grounds(claim: &str) -> Vec<(String, String, Vec<String>)> {
        let letter = findings(Kind::MonitoringVisitLetter, LETTER);
        let claim = findings(Kind::CouncilStatement, claim).remove(0);
        rests_on(&claim, &letter, Rules::built_in())
            .into_iter()
            .map(|g| {
                assert!(claim.quote().contains(&g.part), "{}", g.part);
                (g.part, letter[g.index].quote().to_owned(), g.adds)
            })
            .collect()
    }

    #[test]
    fn half_of_a_sentence_gets_its_other_half() {
        let found = grounds("Inspectors noted that recording has improved.");
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].1.starts_with("Recording has improved"));
        assert_eq!(
            found[0].2,
            ["but it is still too variable in the northern team"]
        );
    }

    #[test]
    fn a_claim_of_two_things_rests_on_two_sentences() {
        let found = grounds(
            "The letter says that assessments at the front door are “prompt and well reasoned” and that the fostering team is better staffed.",
        );
        let parts: Vec<&str> = found.iter().map(|f| f.0.as_str()).collect();
        assert_eq!(
            parts,
            [
                "assessments at the front door are “prompt and well reasoned”",
                "the fostering team is better staffed"
            ]
        );
        assert_eq!(found[0].2, [""; 0], "fair as it stands");
        assert_eq!(
            found[1].2,
            ["The exception is the duty team, where turnover is high."]
        );
    }

    #[test]
    fn what_the_paragraph_begins_with_is_added() {
        let found = grounds("We have a plan to share the out-of-hours service.");
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0].2, ["The out-of-hours service is weak."]);
    }

    #[test]
    fn a_claim_with_nothing_behind_it_has_no_ground() {
        assert_eq!(
            grounds("Our libraries have won a prize for their gardens."),
            []
        );
    }

    #[test]
    fn what_was_looked_at_is_no_ground() {
        let found = grounds("The fostering team and how it is staffed were looked at.");
        assert!(
            found.iter().all(|f| !f.1.starts_with("the fostering")),
            "{found:?}"
        );
    }

    #[test]
    fn the_cause_names_what_both_share() {
        let letter = findings(Kind::MonitoringVisitLetter, LETTER);
        let claim = one("Caseloads in the family teams are down to 21.");
        let ground = &rests_on(&claim, &letter, Rules::built_in())[0];
        assert!(letter[ground.index].quote().starts_with("Caseloads"));
        assert!(
            matches!(&ground.because, GroundBecause::Shared(words) if !words.is_empty()),
            "{:?}",
            ground.because
        );
    }
}
