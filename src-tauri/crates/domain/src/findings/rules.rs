//! The rules as data: lexicons, ladder, headings, turns of phrase.
//!
//! Depends on nothing of ours but [`Theme`] and how phrases are found. Deliberately not here: the files they are read
//! from ([`files`]), and what is done with them ([`super::classify`], [`super::figures`], [`super::speakers`]).

mod files;
mod speaking;

use std::collections::BTreeSet;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::Theme;
use super::level::begins_with_any;
use super::lexicon::Lexicon;
use files::ladder_lexicon;
pub use files::{BadRules, RuleFiles};
pub(crate) use speaking::{Form, Lists, Sort, SpeakerRules, Verb};

/// Everything that decides how a sentence is read.
#[derive(Debug, Clone)]
pub struct Rules {
    pub(crate) themes: Lexicon<(Theme, f32)>,
    pub(crate) evaluation: Lexicon<Evaluation>,
    pub(crate) negation: Lexicon<Negation>,
    /// Words that end after a comma what a negation reaches of what is bad.
    pub(crate) negation_ends: Vec<String>,
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
    /// What stands under these, under lower headings as well, says what grades mean.
    pub meanings: Vec<String>,
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

static BUILT_IN: LazyLock<Rules> = LazyLock::new(|| {
    // The files are part of the program and a test reads them: they cannot fail at a user's desk.
    Rules::parse(&RuleFiles::BUILT_IN).unwrap_or_else(|e| panic!("{e}"))
});

impl Rules {
    /// The rules that the program comes with.
    pub fn built_in() -> &'static Rules {
        &BUILT_IN
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
        Ok(Rules {
            ladder,
            quantifiers,
            ..self.clone()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
        assert!(Rules::built_in().with_ladder(vec![rung(0, "..")]).is_err());
        assert!(Rules::built_in().with_ladder(Vec::new()).is_err());
        let twice = vec![rung(0, "a good few"), rung(1, "A good few")];
        assert!(Rules::built_in().with_ladder(twice).is_err());
        let own = Rules::ladder_from(RuleFiles::BUILT_IN.quantifiers).unwrap();
        assert_eq!(own, Rules::built_in().ladder());
    }
}
