//! The rules as data: lexicons, ladder, headings, turns of phrase; read from the files in `rules/` beside this one.
//!
//! Depends on TOML and on nothing of ours but [`Theme`]. Deliberately not here: what is done with them
//! ([`super::classify`], [`super::figures`], [`super::speakers`]).

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::level::begins_with_any;
use super::lexicon::{BadPhrase, Lexicon};
use super::{SpeakerRole, Theme};

/// Changed whenever a file of `rules/` changes in what it says: findings record which rules they were read by.
const VERSION: &str = "2026.11.10";

/// Everything that decides how a sentence is read.
#[derive(Debug, Clone)]
pub struct Rules {
    version: String,
    pub(crate) themes: Lexicon<(Theme, f32)>,
    pub(crate) evaluation: Lexicon<Evaluation>,
    pub(crate) negation: Lexicon<Negation>,
    /// What is done against something bad: where that is denied, the bad stands ("does not prevent drift").
    pub(crate) remedy: Lexicon<()>,
    /// What something has come to ("resulted in"): where that is denied, praise before it counts nothing.
    pub(crate) effect: Lexicon<()>,
    /// What is still to be done: praise after it in its clause is a wish ("needs to be more timely").
    pub(crate) unmet: Lexicon<()>,
    pub(crate) weighing: Weighing,
    /// True puts two sides side by side; false only looks like it ("but also").
    pub(crate) contrast: Lexicon<bool>,
    pub(crate) direction: Lexicon<Moves>,
    pub(crate) turns: Turns,
    ladder: Vec<Rung>,
    pub(crate) quantifiers: Lexicon<u8>,
    pub(crate) sections: Sections,
    pub(crate) figures: FigureRules,
    pub(crate) speakers: SpeakerRules,
}

/// What a phrase says of how good something is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Evaluation {
    /// Points for good, or against where negative; nought takes the words from shorter phrases.
    Points(f32),
    /// Points that strengthen praise and are none alone ("nearly all").
    Beside(f32),
    /// No evidence either way.
    TooEarly,
    /// Points for mere telling: announced, planned, known or counted, without an effect.
    Telling(f32),
}

/// What a word of negation does to what follows it in its clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Negation {
    /// Turns praise into blame, and blame into praise ("not", "no").
    Turns,
    /// Turns praise alone: a lack of something bad is not said with it ("not yet", "lack of").
    TurnsPraise,
    /// Only looks like one ("not only").
    Void,
}

/// How the points of a sentence make its level.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Weighing {
    /// What good, bad and mere telling begin with: how common each is.
    pub good: f32,
    pub bad: f32,
    pub telling: f32,
    /// What good begins with instead beside blame of at least `asserted` points: praise does not outweigh by being
    /// common what is plainly faulted.
    pub good_beside_blame: f32,
    pub asserted: f32,
    /// By how much good or bad must outweigh mere telling.
    pub margin: f32,
    /// Points of praise or of blame that a level needs, and of telling that is named.
    pub least: f32,
    /// Points that each side of a contrast needs to count.
    pub side: f32,
    /// The share that blame turned by a negation counts as praise ("no delay").
    pub turned: f32,
    /// How many words a negation reaches, over praise and over blame.
    pub reach: usize,
    pub blame_reach: usize,
}

/// What a phrase says of which way something moves.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Moves {
    Better(f32),
    Same(f32),
    Worse(f32),
    Void,
}

/// Words for how many, all of one rank.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bridge", derive(specta::Type))]
pub struct Rung {
    /// From 0 (none) upwards.
    pub rank: u8,
    /// Lower case.
    pub words: Vec<String>,
}

/// Turns of phrase that say how something stands against before ([`super::turns`]).
#[derive(Debug, Clone)]
pub(crate) struct Turns {
    pub history: Lexicon<()>,
    pub compared: Lexicon<Turn>,
    pub counted: Lexicon<Turn>,
    pub changes: Lexicon<Turn>,
    /// Between two numbers: "compared with", or "up from", which is always against before.
    pub against: Lexicon<Turn>,
    /// Which of the two it is where the clause says so: "last year", or "nationally".
    pub measured_at: Lexicon<Turn>,
    /// A part only: "some", "a minority".
    pub limited: Lexicon<()>,
    /// What a clause begins with that tells of a circumstance: "when".
    pub circumstance: Vec<String>,
    /// What a comparative may be part of that compares without "than": "better understood".
    pub irregular: Vec<String>,
    /// How much of it there is ("remain high").
    pub states: Lexicon<Turn>,
}

/// What a word of a turn of phrase does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Turn {
    /// A comparative of praise ("quicker") or of blame ("more variable").
    Better,
    Worse,
    /// What it is good to have more of, or fewer.
    Good,
    Bad,
    Up,
    Down,
    /// What another number is of: before, another place, or not said with the phrase.
    Before,
    Elsewhere,
    Unsaid,
}

#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Sections {
    pub asks: Vec<String>,
    /// How a sentence begins that asks for something, whatever it stands under.
    pub asking: Vec<String>,
    pub lists: Vec<String>,
    pub praises: Vec<String>,
    /// Words of a heading that begins like one of `praises` and is none.
    pub praises_not: Vec<String>,
    pub skipped: Vec<String>,
    pub skipped_whole: Vec<String>,
    pub boilerplate: Boilerplate,
}

impl Sections {
    /// Whether what stands under this heading is said to be good.
    pub(crate) fn praise(&self, heading: &str) -> bool {
        let also = heading.to_lowercase();
        begins_with_any(heading, &self.praises)
            && !self
                .praises_not
                .iter()
                .any(|word| also.contains(word.as_str()))
    }
}

#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Boilerplate {
    pub begins: Vec<String>,
    pub whole: Vec<String>,
    pub contains: Vec<String>,
}

#[derive(Debug, Clone)]
pub(crate) struct FigureRules {
    /// Words after a number, and how the unit is shown.
    pub units: Lexicon<String>,
    pub not_after: Vec<String>,
    pub time: Vec<String>,
    pub measures: Lexicon<()>,
    pub caseload: Vec<String>,
    pub population_ends: Lexicon<()>,
    pub teams: Vec<String>,
}

#[derive(Debug, Clone)]
pub(crate) struct SpeakerRules {
    pub verbs: Lexicon<()>,
    pub weak_verbs: Vec<String>,
    pub pronouns: Vec<String>,
    /// In the order in which they are tried.
    pub roles: Vec<(SpeakerRole, Lexicon<()>)>,
}

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
        themes: include_str!("rules/themes.toml"),
        evaluation: include_str!("rules/evaluation.toml"),
        turns: include_str!("rules/turns.toml"),
        quantifiers: include_str!("rules/quantifiers.toml"),
        sections: include_str!("rules/sections.toml"),
        figures: include_str!("rules/figures.toml"),
        speakers: include_str!("rules/speakers.toml"),
    };
}

static BUILT_IN: LazyLock<Rules> = LazyLock::new(|| {
    // The files are part of the program and a test reads them: they cannot fail at a user's desk.
    Rules::parse(&RuleFiles::BUILT_IN).unwrap_or_else(|e| panic!("{e}"))
});

impl Rules {
    /// The rules that the program comes with.
    pub fn built_in() -> &'static Rules {
        &BUILT_IN
    }

    /// Which rules these are; a user's own ladder adds to it.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// How many, in rising order.
    pub fn ladder(&self) -> &[Rung] {
        &self.ladder
    }

    /// The same rules with a user's own ladder of quantifiers.
    ///
    /// # Errors
    /// No rung at all, words on two rungs, or words that cannot be looked up.
    pub fn with_ladder(&self, mut ladder: Vec<Rung>) -> Result<Rules, BadRules> {
        ladder.sort_by_key(|rung| rung.rank);
        let mut seen = BTreeSet::new();
        for words in ladder.iter().flat_map(|rung| &rung.words) {
            if !seen.insert(words.to_lowercase()) {
                return Err(BadRules::Twice(words.clone()));
            }
        }
        if seen.is_empty() {
            return Err(BadRules::NoRung);
        }
        let quantifiers = ladder_lexicon(&ladder)?;
        let version = format!("{VERSION}+own-ladder");
        Ok(Rules {
            version,
            ladder,
            quantifiers,
            ..self.clone()
        })
    }

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
        let roles = speakers
            .role
            .into_iter()
            .map(|r| Ok((r.role, plain("speakers.toml", r.words)?)));
        Ok(Rules {
            version: VERSION.to_owned(),
            themes: lexicon("themes.toml", themes)?,
            evaluation: lexicon("evaluation.toml", points)?,
            negation: lexicon("evaluation.toml", negation)?,
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
            speakers: SpeakerRules {
                verbs: plain("speakers.toml", speakers.verbs)?,
                weak_verbs: speakers.weak_verbs,
                pronouns: speakers.pronouns,
                roles: roles.collect::<Result<_, BadRules>>()?,
            },
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

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SpeakerFile {
    verbs: Vec<String>,
    weak_verbs: Vec<String>,
    pronouns: Vec<String>,
    role: Vec<RoleFile>,
}

#[derive(Deserialize)]
struct RoleFile {
    role: SpeakerRole,
    words: Vec<String>,
}

fn toml<T: serde::de::DeserializeOwned>(file: &'static str, text: &str) -> Result<T, BadRules> {
    toml::from_str(text).map_err(|source| BadRules::Toml {
        file,
        source: Box::new(source),
    })
}

fn lexicon<T>(
    file: &'static str,
    phrases: impl IntoIterator<Item = (String, T)>,
) -> Result<Lexicon<T>, BadRules> {
    Lexicon::new(phrases).map_err(|source| BadRules::Phrase { file, source })
}

fn plain(file: &'static str, words: Vec<String>) -> Result<Lexicon<()>, BadRules> {
    lexicon(file, words.into_iter().map(|w| (w, ())))
}

fn ladder_lexicon(ladder: &[Rung]) -> Result<Lexicon<u8>, BadRules> {
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
        assert!(!rules.version().is_empty());
    }

    #[test]
    fn a_user_may_change_the_ladder() {
        let rung = |rank, word: &str| Rung {
            rank,
            words: vec![word.to_owned()],
        };
        let rules = Rules::built_in()
            .with_ladder(vec![rung(0, "nobody"), rung(1, "a good few")])
            .unwrap();
        assert_eq!(rules.ladder().len(), 2);
        assert_ne!(rules.version(), Rules::built_in().version());
        assert!(Rules::built_in().with_ladder(vec![rung(0, "..")]).is_err());
        assert!(Rules::built_in().with_ladder(Vec::new()).is_err());
        let twice = vec![rung(0, "a good few"), rung(1, "A good few")];
        assert!(Rules::built_in().with_ladder(twice).is_err());
        let own = Rules::ladder_from(RuleFiles::BUILT_IN.quantifiers).unwrap();
        assert_eq!(own, Rules::built_in().ladder());
    }
}
