//! What one visit says of a matter: silent, and which silence and why; or spoken, and how good, which way, and why.
//!
//! Values alone. Deliberately not here: what findings add up to ([`super::cells`]), and what it is called for people
//! ([`crate::explain`]).

use serde::{Deserialize, Serialize};

use super::Standing;
use crate::document::Citation;
use crate::findings::{
    Class, Direction, Finding, Level, Person, SettledClasses, Speaker, SpeakerRole, Theme,
};

/// What one visit says of a matter.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Cell {
    /// Id of the visit.
    pub visit: String,
    pub said: Said,
    /// What inspectors said of it, which gives what is spoken; then what others said, beside either.
    pub findings: Vec<CellFinding>,
    /// True until a person confirms that these findings belong to this thread.
    pub proposed: bool,
}

/// Whether inspectors spoke of a matter at a visit. Silence has no level and no direction.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "is", content = "with", rename_all = "snake_case")]
pub enum Said {
    Silent {
        silence: Silence,
        standing: Standing,
        /// The sentence of the visit that is most like the matter, where it is likelier that it speaks of it than not:
        /// then the visit is not called silent.
        #[serde(default)]
        perhaps: Option<Box<CellFinding>>,
    },
    Spoken(Spoken),
}

/// What inspectors said of a matter at a visit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Spoken {
    pub level: Level,
    pub direction: Direction,
    /// How far the level may be relied on.
    pub standing: Standing,
    /// How far the direction may be.
    pub direction_standing: Standing,
    /// Why these findings stand with those of the visits before.
    pub link: LinkBecause,
    /// What gives the level, where it is not simply that of the sentence at its heart.
    pub level_because: Option<LevelBecause>,
    pub direction_because: Option<DirectionBecause>,
    /// Who decided the level, or the direction, of a sentence that the cell's rests on.
    pub decided: DecidedBy,
    /// True where the visit's own letter is not among the papers: what decides is what others quote of inspectors, who
    /// choose what they quote.
    pub reported: bool,
}

/// The people whose decisions a cell rests on.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecidedBy {
    pub level: Option<Person>,
    pub direction: Option<Person>,
}

impl DecidedBy {
    /// True where it rests on any decision.
    pub fn is_any(&self) -> bool {
        self.level.is_some() || self.direction.is_some()
    }
}

/// Why findings of a visit were put with those of the visits before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum LinkBecause {
    /// It speaks of the matter by name; no visit before did.
    Named,
    /// It evaluates something for which the lexicon has no name and of which no other finding was located.
    Alone,
    /// Both speak of the matter, and of these sides of it.
    BothNamed { sides: Vec<String> },
    /// Similar words on the same theme; how alike, of 100.
    Alike { of_hundred: u8 },
}

/// What gives a cell its level where that is not simply the level of the sentence at its heart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LevelBecause {
    /// None of its sentences evaluates.
    NothingEvaluated,
    /// Nor do they: inspectors say that it is too early to see.
    TooEarly,
    /// They do, but no level is likelier right than wrong.
    Unclear,
    /// How many of its sentences say that it is good, that it is both, and that it is not.
    Balance {
        strengths: usize,
        mixed: usize,
        weaknesses: usize,
    },
}

/// What gives a cell its direction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum DirectionBecause {
    /// The text states it, in these words where they are known.
    Stated { words: Option<String> },
    /// The text speaks of better and of worse, so of neither.
    BetterAndWorse,
    /// No direction is likelier right than wrong.
    Unclear,
    /// The text states none; it follows from the level that the matter had at an earlier visit.
    Derived {
        /// Id of the visit.
        since: String,
        then: Level,
    },
}

/// Three silences that must never be mistaken for each other, each with why it is that one. None is improvement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", content = "because", rename_all = "snake_case")]
pub enum Silence {
    /// The visit looked at the area but no finding on this matter was located.
    NoFinding(NoFinding),
    /// The visit did not look at the area.
    NotCovered(NotCovered),
    /// Its letter is not among the documents.
    NotPublished(NotPublished),
}

/// Why a visit that says nothing of a matter counts as having looked at its area.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoFinding {
    /// It was a full inspection.
    FullInspection,
    /// The matter is among the areas that it covered.
    AmongAreas,
    /// It looked at the theme of the matter.
    LookedAt(Theme),
}

/// Why a visit counts as not having looked at a matter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NotCovered {
    /// The letter says so.
    SaidSo,
    /// The letter names no areas covered, and says nothing of this one.
    NothingSaid,
    /// It is not among the areas covered, and the letter says nothing of it.
    NotAmongAreas,
}

/// What is known of a visit whose letter is not among the documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NotPublished {
    /// Nothing.
    NoPaper,
    /// Accounts of it by others, which say nothing of the matter.
    OnlyAccounts,
}

/// Whether a visit spoke of a matter, without why.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bridge", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Covered {
    /// The visit says something of it.
    Yes,
    /// The visit looked at the area but no finding on this matter was located.
    NoFinding,
    /// The visit did not look at the area.
    NotCovered,
    /// Its letter is not among the documents.
    NotPublished,
}

/// A finding in a cell.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CellFinding {
    /// Position among the findings of its source, from 0.
    pub index: usize,
    pub citation: Citation,
    pub speaker: Speaker,
    pub level: Level,
    pub direction: Direction,
    /// True where the two readers differ on its level or on whether it became better, and no person has answered:
    /// what it is called here is to be checked before it is quoted.
    #[serde(default)]
    pub to_check: bool,
    /// What people settled of it.
    #[serde(default)]
    pub settled: SettledClasses,
}

impl From<&Finding> for CellFinding {
    fn from(f: &Finding) -> CellFinding {
        CellFinding {
            index: f.index,
            citation: f.citation.clone(),
            speaker: f.speaker.clone(),
            level: f.level,
            direction: f.direction,
            to_check: f.to_check(),
            settled: f.settled.clone(),
        }
    }
}

impl CellFinding {
    /// True where a person decided how good what it says is: then it evaluates, wherever it stands.
    pub fn level_is_decided(&self) -> bool {
        self.settled.decided(Class::Level).is_some()
    }
}

impl Silence {
    /// Which of the silences it is.
    pub fn covered(&self) -> Covered {
        match self {
            Silence::NoFinding(_) => Covered::NoFinding,
            Silence::NotCovered(_) => Covered::NotCovered,
            Silence::NotPublished(_) => Covered::NotPublished,
        }
    }
}

impl Spoken {
    /// What one sentence says of a matter that is named, as it says it.
    pub fn of(level: Level, direction: Direction) -> Spoken {
        Spoken {
            level,
            direction,
            standing: Standing::Open,
            direction_standing: Standing::Open,
            link: LinkBecause::Named,
            level_because: None,
            direction_because: None,
            decided: DecidedBy::default(),
            reported: false,
        }
    }

    /// True where the direction is not the text's own but follows from the change of level.
    pub fn is_derived(&self) -> bool {
        matches!(
            self.direction_because,
            Some(DirectionBecause::Derived { .. })
        )
    }
}

impl Cell {
    /// What inspectors said; none where they are silent.
    pub fn spoken(&self) -> Option<&Spoken> {
        match &self.said {
            Said::Spoken(spoken) => Some(spoken),
            Said::Silent { .. } => None,
        }
    }

    /// Which silence it is; none where inspectors spoke of it.
    pub fn silence(&self) -> Option<&Silence> {
        match &self.said {
            Said::Silent { silence, .. } => Some(silence),
            Said::Spoken(_) => None,
        }
    }

    /// Whether the visit looked at it; unpublished letters leave it unknown.
    pub fn covered(&self) -> Covered {
        self.silence().map_or(Covered::Yes, Silence::covered)
    }

    /// The sentence by which the visit may well speak of it, though none was found to.
    pub fn perhaps(&self) -> Option<&CellFinding> {
        match &self.said {
            Said::Silent { perhaps, .. } => perhaps.as_deref(),
            Said::Spoken(_) => None,
        }
    }

    /// How good it is; [`Level::None`] where inspectors are silent.
    pub fn level(&self) -> Level {
        self.spoken().map_or(Level::None, |s| s.level)
    }

    /// Which way it moved; [`Direction::None`] where inspectors are silent.
    pub fn direction(&self) -> Direction {
        self.spoken().map_or(Direction::None, |s| s.direction)
    }

    /// True where what it says is what others quote of inspectors.
    pub fn is_reported(&self) -> bool {
        self.spoken().is_some_and(|s| s.reported)
    }

    /// True where its direction follows from the change of level alone.
    pub fn is_derived(&self) -> bool {
        self.spoken().is_some_and(Spoken::is_derived)
    }

    /// The inspectors' first sentence that says what the cell says of the matter: of its level and direction, and of
    /// how things stand rather than of what is `asked_for`. Of a cell that is mixed because some is good and some is
    /// not, what is not; [`Cell::beside`] has the other.
    pub fn telling(&self, asked_for: impl Fn(&Citation) -> bool) -> Option<&CellFinding> {
        let mixed = self.level() == Level::Mixed;
        let asks = |f: &CellFinding| !f.level_is_decided() && asked_for(&f.citation);
        self.by_inspectors().min_by_key(|f| {
            let like = match (f.level == self.level(), f.direction == self.direction()) {
                (true, true) => 0,
                (true, false) => 1,
                (false, _) if mixed && f.level == Level::Weakness => 2,
                (false, _) if mixed && f.level == Level::Strength => 3,
                (false, _) => 4,
            };
            (like, asks(f))
        })
    }

    /// The inspectors' first sentence that says what the telling one leaves out: what is good of a cell that is mixed, and
    /// that it is better or worse where the text says so. Without it the words quoted would not bear out the cell. None
    /// where the telling sentence says all of it, or where nothing sure says the rest.
    pub fn beside(
        &self,
        telling: &CellFinding,
        asked_for: impl Fn(&Citation) -> bool,
    ) -> Option<&CellFinding> {
        let stated =
            !self.is_derived() && matches!(self.direction(), Direction::Better | Direction::Worse);
        let moved = |f: &CellFinding| stated && f.direction == self.direction();
        let good = |f: &CellFinding| {
            matches!(f.level, Level::Strength | Level::Mixed) || f.direction == Direction::Better
        };
        let lacks_good = self.level() == Level::Mixed && telling.level == Level::Weakness;
        let lacks_direction = stated && !moved(telling);
        self.by_inspectors()
            .filter(|f| f.citation != telling.citation)
            .filter(|f| f.level_is_decided() || !asked_for(&f.citation))
            .filter(|f| (lacks_good && good(f)) || (lacks_direction && moved(f)))
            .filter(|f| !f.to_check || (moved(f) && f.level != Level::Weakness))
            .min_by_key(|f| {
                let still_bad = lacks_good && f.level == Level::Weakness;
                (f.to_check, still_bad, lacks_direction && !moved(f))
            })
    }

    /// How far its level, or that it is silent, may be relied on.
    pub fn standing(&self) -> Standing {
        match &self.said {
            Said::Spoken(spoken) => spoken.standing,
            Said::Silent { standing, .. } => *standing,
        }
    }

    /// How good it is, where that may be said as fact.
    pub fn level_as_fact(&self) -> Option<Level> {
        let spoken = self.spoken().filter(|s| s.standing.is_fact());
        spoken.map(|s| s.level)
    }

    /// Which way it moved, where that may be said as fact.
    pub fn direction_as_fact(&self) -> Option<Direction> {
        let spoken = self.spoken().filter(|s| s.direction_standing.is_fact());
        spoken.map(|s| s.direction)
    }

    /// True where its level is to be checked before it is said.
    pub fn in_doubt(&self) -> bool {
        self.spoken().is_some_and(|s| !s.standing.is_fact())
    }

    fn by_inspectors(&self) -> impl Iterator<Item = &CellFinding> {
        let findings = self.findings.iter();
        findings.filter(|f| f.speaker.role == SpeakerRole::Inspectors)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::built::Built;

    /// A cell of sentences by inspectors.
    fn cell(
        written: &[(&str, Level, Direction)],
        level: Level,
        direction: Direction,
        derived: bool,
    ) -> Cell {
        let document = written
            .iter()
            .fold(Built::default(), |built, (text, ..)| built.body(text))
            .document();
        let said = written.iter().enumerate();
        let findings = said.map(|(index, (text, level, direction))| CellFinding {
            index,
            citation: Citation::of(&document, index, 0, text.chars().count())
                .expect("it stands there"),
            speaker: Speaker {
                role: SpeakerRole::Inspectors,
                name: None,
            },
            level: *level,
            direction: *direction,
            to_check: false,
            settled: SettledClasses::default(),
        });
        Cell {
            visit: "1".to_owned(),
            said: Said::Spoken(Spoken {
                direction_because: derived.then(|| DirectionBecause::Derived {
                    since: "0".to_owned(),
                    then: Level::Weakness,
                }),
                ..Spoken::of(level, direction)
            }),
            findings: findings.collect(),
            proposed: true,
        }
    }

    #[test]
    fn a_cell_that_speaks_is_in_doubt_until_it_is_sure_or_settled() {
        let written = [("Too many are late.", Level::Weakness, Direction::None)];
        let of = |standing| {
            let mut cell = cell(&written, Level::Weakness, Direction::None, false);
            if let Said::Spoken(spoken) = &mut cell.said {
                spoken.standing = standing;
            }
            cell
        };
        assert!(of(Standing::Open).in_doubt());
        assert!(!of(Standing::Sure).in_doubt());
        assert!(!of(Standing::Settled).in_doubt());
    }

    #[test]
    fn a_cell_is_told_by_the_sentence_that_says_what_it_says() {
        let written = [
            ("There are 40 families here.", Level::None, Direction::None),
            ("Plans are clear.", Level::Strength, Direction::None),
            ("Plans drift.", Level::Weakness, Direction::None),
        ];
        let told = |level| {
            let cell = cell(&written, level, Direction::None, false);
            cell.telling(|_| false).map(|f| f.citation.quote.clone())
        };
        assert_eq!(told(Level::Weakness).as_deref(), Some("Plans drift."));
        assert_eq!(told(Level::Strength).as_deref(), Some("Plans are clear."));
        assert_eq!(told(Level::Mixed).as_deref(), Some("Plans drift."));
    }

    #[test]
    fn what_the_telling_sentence_leaves_out_stands_beside_it() {
        let written = [
            ("Plans drift.", Level::Weakness, Direction::None),
            ("Plans are clear.", Level::Strength, Direction::None),
            (
                "Plans are clearer than before.",
                Level::Strength,
                Direction::Better,
            ),
            (
                "Plans are late, if less so.",
                Level::Weakness,
                Direction::Better,
            ),
            ("Plans are written late.", Level::Weakness, Direction::Worse),
        ];
        let of = |some: &[_], level, direction, derived| {
            let cell = cell(some, level, direction, derived);
            let telling = cell.telling(|_| false).expect("it has one");
            let beside = cell.beside(telling, |_| false);
            beside.map(|f| f.citation.quote.clone())
        };
        let (mixed, weakness) = (Level::Mixed, Level::Weakness);
        let (none, better, worse) = (Direction::None, Direction::Better, Direction::Worse);
        let clear = Some("Plans are clear.");
        let clearer = Some("Plans are clearer than before.");
        assert_eq!(of(&written, mixed, none, false).as_deref(), clear);
        assert_eq!(of(&written, mixed, better, false).as_deref(), clearer);
        assert_eq!(of(&written, weakness, none, false), None);
        assert_eq!(of(&written, weakness, worse, false), None, "it says so");
        let first = &written[..3];
        assert_eq!(of(first, weakness, better, false).as_deref(), clearer);
        assert_eq!(of(first, weakness, better, true), None, "nobody said so");
        let mut unsure = cell(&written[..2], mixed, none, false);
        unsure.findings[1].to_check = true;
        let telling = unsure.telling(|_| false).expect("it has one");
        assert_eq!(unsure.beside(telling, |_| false), None);
    }
}
