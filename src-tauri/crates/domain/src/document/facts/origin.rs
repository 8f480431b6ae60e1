//! Where a fact comes from: the words that state it, what completed them, or a person.
//!
//! Values only; the sentences made of them are in [`super::in_words`].

use serde::{Deserialize, Serialize};

use crate::document::{Place, StatedDate, YearMonth};

/// A value and where it comes from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Stated<T> {
    pub value: T,
    pub origin: Origin,
}

/// Where a value comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Origin {
    /// The words state it whole.
    Read { place: Place },
    /// The words leave part of it open.
    Completed { place: Place, by: Completion },
    /// A person says so.
    Person {
        /// The name the person gave, if any.
        who: Option<String>,
        /// Words of the document to look at: those that were read there, or that the person chose.
        place: Option<Place>,
        /// What completed it where the person left part of it open.
        completed: Option<Completion>,
    },
}

/// What completed a value that the words do not give whole.
///
/// `quote` is what another source says of it, or another part of the same; none where a person said it there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Completion {
    /// The lead inspector is called the reporting inspector, as in reports before 2013.
    ReportingInspector,
    /// "That inspection" is the one named just before.
    InspectionNamedBefore { quote: String },
    /// Another source on the visit of this number and these days names the authority.
    SameVisit { quote: Option<String> },
    /// The year is that of another source on the same judgement.
    YearOfSameJudgement { quote: Option<String> },
    /// The year is that of another source on the same visit.
    YearOfSameVisit { quote: Option<String> },
    /// The year is that of another date of the document.
    YearOfDate { quote: Option<String> },
    /// The document tells how many years ago a judgement was ("September last year").
    YearOfWriting {
        quote: String,
        judged: YearMonth,
        /// The year in which the document was therefore written.
        written: i16,
        /// How the month of the judgement was completed itself.
        judgement: Option<Box<Completion>>,
    },
    /// In no other year of those looked at does the day of the week fall on the date.
    OnlyYearOfWeekday {
        quote: String,
        year: i16,
        judged: YearMonth,
        /// How many years after the judgement were looked at.
        within: i16,
    },
    /// The words tell it from the date of the page ("last Tuesday").
    WorkedOut { from: StatedDate },
    /// The case is about an authority of this name, and the paper names it and no other of the case's.
    NamedInCase { quote: Option<String> },
    /// It is the last such month before the paper was written.
    LastBeforeWriting { written: StatedDate },
    /// It is the first such day after the visit.
    FirstAfterVisit { last_day: StatedDate },
}

impl<T> Stated<T> {
    /// A value that the words at `place` state whole.
    pub fn read(value: T, place: Place) -> Stated<T> {
        Stated {
            value,
            origin: Origin::Read { place },
        }
    }

    /// The words to look at; none where only a person says so.
    pub fn place(&self) -> Option<&Place> {
        self.origin.place()
    }

    /// The words to look at, verbatim.
    pub fn quote(&self) -> Option<&str> {
        self.place().map(|place| place.quote.as_str())
    }
}

impl Origin {
    /// The words to look at; none where only a person says so.
    pub fn place(&self) -> Option<&Place> {
        match self {
            Origin::Read { place } | Origin::Completed { place, .. } => Some(place),
            Origin::Person { place, .. } => place.as_ref(),
        }
    }

    /// [`Origin::place`], given away.
    pub fn into_place(self) -> Option<Place> {
        match self {
            Origin::Read { place } | Origin::Completed { place, .. } => Some(place),
            Origin::Person { place, .. } => place,
        }
    }

    /// What completed the value, where the words or the person leave part of it open.
    pub fn completion(&self) -> Option<&Completion> {
        match self {
            Origin::Read { .. } => None,
            Origin::Completed { by, .. } => Some(by),
            Origin::Person { completed, .. } => completed.as_ref(),
        }
    }

    /// Whether the words alone give the value.
    pub fn is_read_whole(&self) -> bool {
        matches!(self, Origin::Read { .. })
    }

    /// The same with what completed the value; who said it stays.
    pub(crate) fn completed(self, by: Completion) -> Origin {
        match self {
            Origin::Read { place } | Origin::Completed { place, .. } => {
                Origin::Completed { place, by }
            }
            Origin::Person { who, place, .. } => Origin::Person {
                who,
                place,
                completed: Some(by),
            },
        }
    }
}
