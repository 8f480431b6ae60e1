//! The files of rules: what shape they have, and how rules are made of them.
//!
//! Depends on TOML. Deliberately not here: what the rules are to whoever reads by them ([`super`]).

use std::collections::BTreeMap;

use serde::Deserialize;

use super::speaking::SpeakerFile;
use super::{
    Evaluation, FigureRules, Moves, Negation, Rules, Rung, SpeakerRules, Turn, Turns, Weighing,
};
use crate::findings::Theme;
use crate::findings::lexicon::{BadPhrase, Lexicon};

/// A file of rules that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum BadRules {
    #[error("the rules in {file} cannot be read: {source}")]
    Toml {
        file: &'static str,
        source: Box<toml::de::Error>,
    },
    #[error("the rules in {file} have a phrase that cannot be looked up: {source}")]
    Phrase {
        file: &'static str,
        source: BadPhrase,
    },
    #[error("‘{0}’ stands on two rungs")]
    Twice(String),
    #[error("there is no rung with words on it")]
    NoRung,
}

/// The texts of the files that rules are read from.
#[derive(Debug, Clone, Copy)]
pub struct RuleFiles<'a> {
    pub themes: &'a str,
    pub evaluation: &'a str,
    pub turns: &'a str,
    pub quantifiers: &'a str,
    pub sections: &'a str,
    pub figures: &'a str,
    pub speakers: &'a str,
}

impl RuleFiles<'static> {
    /// Those that the program comes with.
    pub const BUILT_IN: RuleFiles<'static> = RuleFiles {
        themes: include_str!("themes.toml"),
        evaluation: include_str!("evaluation.toml"),
        turns: include_str!("turns.toml"),
        quantifiers: include_str!("quantifiers.toml"),
        sections: include_str!("sections.toml"),
        figures: include_str!("figures.toml"),
        speakers: include_str!("speakers.toml"),
    };
}

impl Rules {
    /// Reads a ladder as `quantifiers.toml` is written: `[[rung]]` with a `rank` and `words`.
    ///
    /// # Errors
    /// No TOML of that shape.
    pub fn ladder_from(text: &str) -> Result<Vec<Rung>, BadRules> {
        Ok(toml::<LadderFile>("quantifiers.toml", text)?.rung)
    }

    /// Reads rules from files of one's own, to try a change before it is built in.
    ///
    /// # Errors
    /// A file that is no TOML of the expected shape, or a phrase that cannot be looked up.
    pub fn parse(files: &RuleFiles<'_>) -> Result<Rules, BadRules> {
        let themes: BTreeMap<Theme, Points> = toml("themes.toml", files.themes)?;
        let themes = themes
            .into_iter()
            .flat_map(|(theme, words)| words.into_iter().map(move |(w, p)| (w, (theme, p))));
        let evaluation: EvaluationFile = toml("evaluation.toml", files.evaluation)?;
        let ladder: LadderFile = toml("quantifiers.toml", files.quantifiers)?;
        let figures: FigureFile = toml("figures.toml", files.figures)?;
        let speakers: SpeakerFile = toml("speakers.toml", files.speakers)?;
        let EvaluationFile {
            good,
            bad,
            neutral,
            negation,
            remedy,
            effect,
            unmet,
            beside,
            contrast,
            too_early,
            telling,
            weighing,
            direction,
        } = evaluation;
        let negation_ends = negation.ends;
        let negation = {
            let of = |words: Vec<String>, does| words.into_iter().map(move |w| (w, does));
            of(negation.words, Negation::Turns)
                .chain(of(negation.of_praise, Negation::TurnsPraise))
                .chain(of(negation.not, Negation::Void))
        };
        let turns = |file: TurnFile| {
            let not = file.not.into_iter().map(|w| (w, false));
            file.words.into_iter().map(|w| (w, true)).chain(not)
        };
        let file: TurnsFile = toml("turns.toml", files.turns)?;
        let measured = file.measured;
        let each = |words: Vec<String>, turn| words.into_iter().map(move |w| (w, turn));
        let against = each(measured.before, Turn::Before);
        let against = against.chain(each(measured.against, Turn::Unsaid));
        let measured_at = each(measured.then, Turn::Before);
        let measured_at = measured_at.chain(each(measured.elsewhere, Turn::Elsewhere));
        let compared = file
            .comparative
            .better
            .into_iter()
            .map(|w| (w, Turn::Better));
        let worse = file.comparative.worse.into_iter().map(|w| (w, Turn::Worse));
        let counted = file.quantity.bad.into_iter().map(|w| (w, Turn::Bad));
        let more_is_good = file.quantity.good.into_iter().map(|w| (w, Turn::Good));
        let changes = file.quantity.up.into_iter().map(|w| (w, Turn::Up));
        let down = file.quantity.down.into_iter().map(|w| (w, Turn::Down));
        let high = file.quantity.high.into_iter().map(|w| (w, Turn::Up));
        let low = file.quantity.low.into_iter().map(|w| (w, Turn::Down));
        let against_before = Turns {
            history: plain("turns.toml", file.history.phrases)?,
            compared: lexicon("turns.toml", compared.chain(worse))?,
            counted: lexicon("turns.toml", counted.chain(more_is_good))?,
            changes: lexicon("turns.toml", changes.chain(down))?,
            against: lexicon("turns.toml", against)?,
            measured_at: lexicon("turns.toml", measured_at)?,
            limited: plain("turns.toml", file.limited.phrases)?,
            circumstance: file.circumstance.phrases,
            irregular: file.comparative.irregular,
            states: lexicon("turns.toml", high.chain(low))?,
        };
        let points = good.into_iter().map(|(w, p)| (w, Evaluation::Points(p)));
        let points = points.chain(bad.into_iter().map(|(w, p)| (w, Evaluation::Points(-p))));
        let points = points.chain(beside.into_iter().map(|(w, p)| (w, Evaluation::Beside(p))));
        let points = points.chain(
            neutral
                .phrases
                .into_iter()
                .map(|w| (w, Evaluation::Points(0.0))),
        );
        let points = points.chain(
            too_early
                .phrases
                .into_iter()
                .map(|w| (w, Evaluation::TooEarly)),
        );
        let points = points.chain(
            telling
                .into_iter()
                .map(|(w, p)| (w, Evaluation::Telling(p))),
        );
        let moves = direction
            .better
            .into_iter()
            .map(|(w, p)| (w, Moves::Better(p)));
        let moves = moves.chain(direction.same.into_iter().map(|(w, p)| (w, Moves::Same(p))));
        let moves = moves.chain(
            direction
                .worse
                .into_iter()
                .map(|(w, p)| (w, Moves::Worse(p))),
        );
        let moves = moves.chain(direction.void.phrases.into_iter().map(|w| (w, Moves::Void)));
        Ok(Rules {
            themes: lexicon("themes.toml", themes)?,
            evaluation: lexicon("evaluation.toml", points)?,
            negation: lexicon("evaluation.toml", negation)?,
            negation_ends,
            remedy: plain("evaluation.toml", remedy.phrases)?,
            effect: plain("evaluation.toml", effect.phrases)?,
            unmet: plain("evaluation.toml", unmet.phrases)?,
            weighing,
            contrast: lexicon("evaluation.toml", turns(contrast))?,
            direction: lexicon("evaluation.toml", moves)?,
            turns: against_before,
            quantifiers: ladder_lexicon(&ladder.rung)?,
            ladder: ladder.rung,
            sections: toml("sections.toml", files.sections)?,
            figures: FigureRules {
                units: lexicon(
                    "figures.toml",
                    figures.units.into_iter().flat_map(|(unit, words)| {
                        words.into_iter().map(move |w| (w, unit.clone()))
                    }),
                )?,
                not_after: figures.not_after,
                time: figures.time,
                measures: plain("figures.toml", figures.measures)?,
                caseload: figures.caseload,
                population_ends: plain("figures.toml", figures.population_ends)?,
                teams: figures.teams,
            },
            speakers: SpeakerRules::new(speakers)?,
        })
    }
}

type Points = BTreeMap<String, f32>;

#[derive(Deserialize)]
struct Phrases {
    #[serde(alias = "words")]
    phrases: Vec<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct EvaluationFile {
    good: Points,
    bad: Points,
    neutral: Phrases,
    negation: NegationFile,
    remedy: Phrases,
    effect: Phrases,
    unmet: Phrases,
    beside: Points,
    contrast: TurnFile,
    too_early: Phrases,
    telling: Points,
    weighing: Weighing,
    direction: DirectionFile,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TurnsFile {
    history: Phrases,
    limited: Phrases,
    measured: MeasuredFile,
    circumstance: Phrases,
    comparative: ComparativeFile,
    quantity: QuantityFile,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MeasuredFile {
    before: Vec<String>,
    against: Vec<String>,
    then: Vec<String>,
    elsewhere: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ComparativeFile {
    better: Vec<String>,
    worse: Vec<String>,
    irregular: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct QuantityFile {
    bad: Vec<String>,
    good: Vec<String>,
    up: Vec<String>,
    down: Vec<String>,
    high: Vec<String>,
    low: Vec<String>,
}

/// Words that turn what follows them, those that turn praise alone, and those that only look like them.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NegationFile {
    words: Vec<String>,
    of_praise: Vec<String>,
    not: Vec<String>,
    ends: Vec<String>,
}

/// Words that put two sides side by side, and those that only look like them.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TurnFile {
    words: Vec<String>,
    not: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DirectionFile {
    better: Points,
    same: Points,
    worse: Points,
    void: Phrases,
}

#[derive(Deserialize)]
struct LadderFile {
    rung: Vec<Rung>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FigureFile {
    units: BTreeMap<String, Vec<String>>,
    not_after: Vec<String>,
    time: Vec<String>,
    measures: Vec<String>,
    caseload: Vec<String>,
    population_ends: Vec<String>,
    teams: Vec<String>,
}

fn toml<T: serde::de::DeserializeOwned>(file: &'static str, text: &str) -> Result<T, BadRules> {
    toml::from_str(text).map_err(|source| BadRules::Toml {
        file,
        source: Box::new(source),
    })
}

pub(super) fn lexicon<T>(
    file: &'static str,
    phrases: impl IntoIterator<Item = (String, T)>,
) -> Result<Lexicon<T>, BadRules> {
    Lexicon::new(phrases).map_err(|source| BadRules::Phrase { file, source })
}

pub(super) fn plain(file: &'static str, words: Vec<String>) -> Result<Lexicon<()>, BadRules> {
    lexicon(file, words.into_iter().map(|w| (w, ())))
}

pub(super) fn ladder_lexicon(ladder: &[Rung]) -> Result<Lexicon<u8>, BadRules> {
    lexicon(
        "quantifiers.toml",
        ladder
            .iter()
            .flat_map(|r| r.words.iter().map(|w| (w.clone(), r.rank))),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_rules_can_be_read_and_know_every_theme() {
        let rules = Rules::parse(&RuleFiles::BUILT_IN).unwrap();
        let themes: BTreeMap<Theme, Points> =
            toml("themes.toml", RuleFiles::BUILT_IN.themes).unwrap();
        assert_eq!(themes.len(), Theme::ALL.len());
        assert!(rules.ladder().windows(2).all(|w| w[0].rank < w[1].rank));
    }
}
