//! The words for the terms of the domain, one table for the window, the pack, the terminal and tables.
//!
//! As they stand inside a sentence, but for patterns and themes, which are headings. Deliberately not here: sentences,
//! which are made where they are shown.

use serde::Serialize;

use crate::comparison::{Covered, Pattern};
use crate::document::Doubt;
use crate::document::facts::{Area, Grade};
use crate::document::kind::Framework;
use crate::findings::{Direction, Level, Of, SpeakerRole, Theme};

/// A term of the domain that people read.
pub trait Term: Copy + Serialize + 'static {
    /// In the order in which lists have them.
    const ALL: &'static [Self];

    /// What people read.
    fn in_words(self) -> &'static str;
}

/// The terms of an enum with their words: `terms! { Level: Strength "strength", … }`.
macro_rules! terms {
    ($type:ident: $($variant:ident $words:literal),+ $(,)?) => {
        impl Term for $type {
            const ALL: &'static [Self] = &[$($type::$variant),+];

            fn in_words(self) -> &'static str {
                match self { $($type::$variant => $words),+ }
            }
        }
    };
}

terms! { Level:
    Strength "strength",
    Mixed "mixed",
    Weakness "weakness",
    None "no judgement",
}

// A text that states no direction has no word for it.
terms! { Direction:
    Better "better",
    Same "no change",
    Worse "worse",
    None "",
}

// What a visit says of a matter that it has no words on.
terms! { Covered:
    Yes "looked at",
    NoFinding "no finding located",
    NotCovered "not looked at",
    NotPublished "letter not among the papers",
}

// What happened to a matter.
terms! { Pattern:
    RaisedEveryTime "Raised every time",
    ImprovedThenSlipped "Improved, then slipped",
    DeclinedFromStrength "Fell from a strength",
    GotWorse "Got steadily worse",
    Improved "Improved, not yet good",
    Resolved "Was a weakness, now a strength",
    New "New since the inspection",
    NeverLookedAtAgain "Not looked at since",
    Steady "Much as before",
    SeenOnce "Seen once",
}

terms! { SpeakerRole:
    Inspectors "inspectors",
    Council "the council",
    CabinetMember "the cabinet member",
    OppositionCouncillor "an opposition councillor",
    Press "the press",
    Other "others",
}

// Why nothing is quoted from a page.
terms! { Doubt:
    Damaged "part of this page was changed or lost; compare it with the original",
    MachineRead "a machine read this page in a picture; compare its words with the picture",
    DrawnOtherwise "the file states other words than this page shows; compare them with the page",
}

// What a sentence speaks of; nothing is said of what its paper is about.
terms! { Of:
    ThisVisit "",
    Earlier "about an earlier visit or inspection",
    OtherReport "about a report that is not Ofsted’s",
    Elsewhere "about another authority",
}

// What an inspection judges.
terms! { Area:
    Overall "overall effectiveness",
    Leaders "impact of leaders",
    HelpAndProtection "help and protection",
    InCare "children in care",
    CareLeavers "care leavers",
    InCareAndCareLeavers "children in care and care leavers",
    LookedAfterAndPermanence "looked after children and permanence",
    Adoption "adoption",
    Leadership "leadership, management and governance",
    Lscb "local safeguarding children board",
}

// How inspections were done.
terms! { Framework:
    PreSif "before the single inspection framework",
    Sif "single inspection framework",
    Ilacs "ILACS framework",
    Jtai "joint targeted area inspection",
}

/// How a matter stands at one look beside another, both said as fact: "was a weakness, now a strength". `moved` is which way;
/// either level may not be known.
pub fn course(then: Option<Level>, moved: Direction, now: Option<Level>) -> String {
    let called = |level: Level| match level {
        Level::Weakness => "a weakness",
        Level::Strength => "a strength",
        other => other.in_words(),
    };
    match (moved, then, now) {
        (Direction::Better | Direction::Worse, Some(a), Some(b)) if a != b => {
            format!("was {}, now {}", called(a), called(b))
        }
        (Direction::Better, _, Some(Level::Mixed)) => "better, not yet good".to_owned(),
        (Direction::Better | Direction::Worse, _, Some(level)) if level != Level::None => {
            format!("{}, {}", moved.in_words(), called(level))
        }
        (Direction::Same, _, Some(level)) if level != Level::None => {
            format!("still {}", called(level))
        }
        (moved, ..) => moved.in_words().to_owned(),
    }
}

/// Whose word a sentence is where a speaker passes on what others found: "the council’s account of what inspectors
/// found".
pub fn account(speaker: SpeakerRole, of: SpeakerRole) -> String {
    let whose = match speaker {
        SpeakerRole::Inspectors => "the inspectors’",
        SpeakerRole::Council => "the council’s",
        SpeakerRole::CabinetMember => "the cabinet member’s",
        SpeakerRole::OppositionCouncillor => "an opposition councillor’s",
        SpeakerRole::Press => "the press’s",
        SpeakerRole::Other => "others’",
    };
    let found = match of {
        SpeakerRole::Inspectors => "found",
        _ => "said",
    };
    format!("{whose} account of what {} {found}", of.in_words())
}

/// Said where nobody is named for a sentence, and its paper does not show whose it is.
pub const NOBODY_NAMED: &str = "not clear who says this";

impl Term for Grade {
    const ALL: &'static [Self] = &Grade::ALL;

    fn in_words(self) -> &'static str {
        self.in_words()
    }
}

impl Term for Theme {
    const ALL: &'static [Self] = Theme::ALL;

    fn in_words(self) -> &'static str {
        self.title()
    }
}

/// What a silent visit says where the column is narrow.
pub fn silence_in_short(covered: Covered) -> &'static str {
    match covered {
        Covered::NoFinding => "no finding",
        Covered::NotPublished => "no letter",
        Covered::Yes | Covered::NotCovered => covered.in_words(),
    }
}

/// "weakness, worse"; the level alone where the text states no direction.
pub fn state(level: Level, direction: Direction) -> String {
    match direction {
        Direction::None => level.in_words().to_owned(),
        moved => format!("{}, {}", level.in_words(), moved.in_words()),
    }
}

/// All tables, for what is not written in Rust.
#[derive(Debug, Clone, Serialize)]
pub struct Vocabulary {
    level: Table<Level>,
    direction: Table<Direction>,
    covered: Table<Covered>,
    covered_in_short: Table<Covered>,
    pattern: Table<Pattern>,
    speaker: Table<SpeakerRole>,
    doubt: Table<Doubt>,
    of: Table<Of>,
    /// Said in the place of a speaker.
    nobody_named: &'static str,
    grade: Table<Grade>,
    area: Table<Area>,
    theme: Table<Theme>,
}

type Table<T> = Vec<Entry<T>>;

#[derive(Debug, Clone, Serialize)]
struct Entry<T> {
    name: T,
    words: &'static str,
}

fn table<T: Term>(words: fn(T) -> &'static str) -> Table<T> {
    let entry = |&name: &T| Entry {
        name,
        words: words(name),
    };
    T::ALL.iter().map(entry).collect()
}

impl Vocabulary {
    /// The tables as they are in this program.
    pub fn new() -> Self {
        Vocabulary {
            level: table(Term::in_words),
            direction: table(Term::in_words),
            covered: table(Term::in_words),
            covered_in_short: table(silence_in_short),
            pattern: table(Term::in_words),
            speaker: table(Term::in_words),
            doubt: table(Term::in_words),
            of: table(Term::in_words),
            nobody_named: NOBODY_NAMED,
            grade: table(Term::in_words),
            area: table(Term::in_words),
            theme: table(Term::in_words),
        }
    }
}

impl Default for Vocabulary {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two terms of one table with the same words could not be told apart on screen.
    fn are_apart<T: Term>() {
        let mut words: Vec<&str> = T::ALL.iter().map(|term| term.in_words()).collect();
        words.sort_unstable();
        words.dedup();
        assert_eq!(words.len(), T::ALL.len());
    }

    #[test]
    fn no_two_terms_of_a_table_have_the_same_words() {
        are_apart::<Level>();
        are_apart::<Direction>();
        are_apart::<Covered>();
        are_apart::<Pattern>();
        are_apart::<SpeakerRole>();
        are_apart::<Doubt>();
        are_apart::<Of>();
        are_apart::<Grade>();
        are_apart::<Area>();
        are_apart::<Theme>();
        are_apart::<Framework>();
    }

    #[test]
    fn a_course_is_told_by_both_levels_where_they_differ() {
        let told = |then, moved, now| course(Some(then), moved, Some(now));
        assert_eq!(
            told(Level::Weakness, Direction::Better, Level::Strength),
            "was a weakness, now a strength"
        );
        assert_eq!(
            told(Level::Weakness, Direction::Same, Level::Weakness),
            "still a weakness"
        );
        assert_eq!(
            told(Level::Mixed, Direction::Better, Level::Mixed),
            "better, not yet good"
        );
        assert_eq!(course(None, Direction::Worse, None), "worse");
    }

    #[test]
    fn a_state_is_told_with_its_direction_where_one_is_stated() {
        assert_eq!(state(Level::Weakness, Direction::Worse), "weakness, worse");
        assert_eq!(state(Level::None, Direction::None), "no judgement");
    }
}
